"""Which row of the plan each row of a workbook is: the hidden marks, made sense of after sorting, copying, deleting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from actionplans.impor.masalah import Letak
from areas.isi import TINGKAT_DARI_KELAS, IsiButir, IsiPohon
from areas.tanda_baris import TandaButir, sidik_butir
from areas.tata_kolom import TataKolom

Tempat = tuple[str, int]
"""A line of a workbook: sheet, row from 1."""


@dataclass(slots=True)
class Padanan:
    """`tanda`: the mark that each recognised row bears, by `id()` of the row; the rows' own `id` is set to match."""

    tanda: dict[int, TandaButir] = field(default_factory=dict)

    def utuh(self, butir: IsiButir, tata: TataKolom, tahun: int) -> bool:
        """Whether a row says just what it said when it was exported."""
        satu = self.tanda.get(id(butir))
        return satu is not None and satu.sidik == sidik_butir(butir, tata, tahun)


def padankan(
    isi: IsiPohon, letak: Sequence[Letak], tanda: Mapping[Tempat, Sequence[TandaButir]], tata: TataKolom, tahun: int
) -> Padanan:
    """Give the rows of `isi` (read at `letak`, in the order of `isi.semua()`) the keys that the marks name. Pure.

    A row has the mark of its level in its own line. Where several rows claim one mark (a copied line) the first whose
    fingerprint fits has it, else the first; the others are new. A row whose own line has none (a heading, a row typed
    into a new line above its old ones) takes the one that most lines under it name and nobody claims.
    """
    return _Pemadan(isi, letak, tanda, tata, tahun).jalan()


class _Pemadan:
    def __init__(
        self, isi: IsiPohon, letak: Sequence[Letak], tanda: Mapping[Tempat, Sequence[TandaButir]], tata: TataKolom,
        tahun: int,
    ) -> None:  # fmt: skip
        self.isi = isi
        self.tanda = tanda
        self.butir: list[IsiButir] = list(isi.semua())
        self.tempat = {id(b): (satu.lembar, satu.baris) for b, satu in zip(self.butir, letak, strict=True)}
        self.sidik = {id(b): sidik_butir(b, tata, tahun) for b in self.butir}
        self.hasil = Padanan()

    def jalan(self) -> Padanan:
        self._rebut(self._klaim_baris())
        self._wariskan()
        for butir in self.butir:
            satu = self.hasil.tanda.get(id(butir))
            butir.id = satu.id if satu else None
        return self.hasil

    def _di(self, tempat: Tempat, tingkat: str) -> list[TandaButir]:
        return [satu for satu in self.tanda.get(tempat, ()) if satu.tingkat == tingkat]

    def _klaim_baris(self) -> list[tuple[IsiButir, TandaButir]]:
        """Every row with the mark of its own line; indikator that share one by their texts, then by their order."""
        baris: dict[tuple[Tempat, str], list[IsiButir]] = {}
        for butir in self.butir:
            baris.setdefault((self.tempat[id(butir)], TINGKAT_DARI_KELAS[type(butir)]), []).append(butir)
        klaim: dict[int, TandaButir] = {}
        for (tempat, tingkat), sekawan in baris.items():
            sisa = self._di(tempat, tingkat)
            for butir in sekawan:
                if cocok := next((satu for satu in sisa if satu.sidik == self.sidik[id(butir)]), None):
                    klaim[id(butir)] = cocok
                    sisa.remove(cocok)
            lain = [butir for butir in sekawan if id(butir) not in klaim]
            klaim |= {id(butir): satu for butir, satu in zip(lain, sisa, strict=False)}
        return [(butir, klaim[id(butir)]) for butir in self.butir if id(butir) in klaim]

    def _rebut(self, klaim: list[tuple[IsiButir, TandaButir]]) -> None:
        """One row for each mark."""
        calon: dict[tuple[str, int], list[tuple[IsiButir, TandaButir]]] = {}
        for butir, satu in klaim:
            calon.setdefault(satu[:2], []).append((butir, satu))
        for sekawan in calon.values():
            butir, satu = next((c for c in sekawan if c[1].sidik == self.sidik[id(c[0])]), sekawan[0])
            self.hasil.tanda[id(butir)] = satu

    def _wariskan(self) -> None:
        """What the lines under a row name, to rows that have no mark yet."""
        suara: list[tuple[bool, int, int, IsiButir, TandaButir]] = []
        for urutan, butir in enumerate(self.butir):
            if id(butir) in self.hasil.tanda:
                continue
            tingkat = TINGKAT_DARI_KELAS[type(butir)]
            tempat = dict.fromkeys(self.tempat[id(anak)] for anak in _keturunan(butir))
            hitung = Counter(satu for t in tempat for satu in self._di(t, tingkat))
            suara += [
                (satu.sidik == self.sidik[id(butir)], banyak, -urutan, butir, satu) for satu, banyak in hitung.items()
            ]
        terpakai = {satu[:2] for satu in self.hasil.tanda.values()}
        for _, _, _, butir, satu in sorted(suara, key=lambda s: s[:3], reverse=True):
            if id(butir) not in self.hasil.tanda and satu[:2] not in terpakai:
                self.hasil.tanda[id(butir)] = satu
                terpakai.add(satu[:2])


def _keturunan(butir: IsiButir) -> list[IsiButir]:
    hasil: list[IsiButir] = []
    for anak in getattr(butir, "anak", ()):
        hasil += [anak, *_keturunan(anak)]
    return hasil
