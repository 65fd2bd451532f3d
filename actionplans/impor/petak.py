"""A table as a grid: which cell covers a place, which cells begin in a row."""

from __future__ import annotations

from actionplans.impor.sel import Sel, Tabel


class Petak:
    """Index of a table's cells. Where cells overlap (a damaged file) the first one keeps the place."""

    def __init__(self, tabel: Tabel) -> None:
        self.tabel = tabel
        self._menutup: dict[tuple[int, int], Sel] = {}
        self._baris: dict[int, list[Sel]] = {}
        for sel in sorted(tabel.sel, key=lambda satu: (satu.baris, satu.kolom)):
            if (sel.baris, sel.kolom) in self._menutup:
                continue
            for baris in range(sel.baris, sel.baris + sel.rentang_baris):
                for kolom in range(sel.kolom, sel.kolom + sel.rentang_kolom):
                    self._menutup.setdefault((baris, kolom), sel)
            self._baris.setdefault(sel.baris, []).append(sel)
        self.baris_akhir = max(self._baris, default=-1)
        self.lebar = 1 + max((sel.kolom + sel.rentang_kolom - 1 for sel in tabel.sel), default=-1)
        self.nomor_baris = sorted(self._baris)

    def di(self, baris: int, kolom: int) -> Sel | None:
        """The cell that covers a place, also where it only reaches into it."""
        return self._menutup.get((baris, kolom))

    def mulai(self, baris: int) -> list[Sel]:
        """The cells that begin in a row, from the left."""
        return self._baris.get(baris, [])

    def berteks(self, baris: int) -> list[Sel]:
        """Those that carry a text."""
        return [sel for sel in self.mulai(baris) if sel.teks]
