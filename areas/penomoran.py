"""Numbering schemes: from a row's place in the order to the number that the Lampiran prints.

Order and printed number are kept apart. A scheme is data (fixtures/areas/skema_nomor.yaml): for each level the
style, what stands around the number, and whether a row that stands alone carries one. A row may override the
scheme with its own `nomor`, as real decrees now and then do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from areas.isi import IsiButir, IsiPohon


class SkemaTidakSah(ValueError):
    """A numbering scheme's definition cannot be used; the message says why, in Indonesian."""


def romawi(angka: int) -> str:
    """Roman numeral in capitals, 1 … 3999."""
    if not 0 < angka < 4000:
        raise ValueError(f"Angka romawi hanya untuk 1 sampai dengan 3999, bukan {angka}.")
    hasil = ""
    for nilai, huruf in _ROMAWI:
        ulang, angka = divmod(angka, nilai)
        hasil += huruf * ulang
    return hasil


_ROMAWI = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def huruf(angka: int) -> str:
    """Lower-case letters as lists use them: 1 → a, 26 → z, 27 → aa."""
    hasil = ""
    while angka > 0:
        angka, sisa = divmod(angka - 1, 26)
        hasil = chr(97 + sisa) + hasil
    return hasil


GAYA: dict[str, Callable[[int], str]] = {
    "tanpa": lambda _: "",
    "arab": str,
    "romawi": lambda angka: romawi(angka).lower(),
    "ROMAWI": romawi,
    "huruf": huruf,
    "HURUF": lambda angka: huruf(angka).upper(),
}


@dataclass(frozen=True, slots=True)
class NomorTingkat:
    """How one level is numbered; `sendiri`: an only child carries its number too."""

    gaya: str = "tanpa"
    awalan: str = ""
    akhiran: str = ""
    sendiri: bool = True

    def cetak(self, urutan: int, jumlah: int) -> str:
        """The printed number of the `urutan`-th (from 1) of `jumlah` rows."""
        if self.gaya == "tanpa" or (jumlah == 1 and not self.sendiri):
            return ""
        return f"{self.awalan}{GAYA[self.gaya](urutan)}{self.akhiran}"


@dataclass(frozen=True, slots=True)
class Skema:
    """A numbering scheme. `program` numbers the area column where areas stand in heading rows."""

    area: NomorTingkat
    program: NomorTingkat
    kegiatan: NomorTingkat
    sub_kegiatan: NomorTingkat
    indikator: NomorTingkat

    @classmethod
    def dari_data(cls, data: Mapping[str, Any]) -> Skema:
        """Build from `{"area": {"gaya": "arab", "akhiran": "."}, …}`; a missing level is not numbered.

        Raises:
            SkemaTidakSah: unknown level, key or style.
        """
        tingkat = ("area", "program", "kegiatan", "sub_kegiatan", "indikator")
        if asing := set(data) - set(tingkat):
            raise SkemaTidakSah(f"Tingkat tidak dikenal: {sorted(asing)}. Yang ada: {', '.join(tingkat)}.")
        hasil = {}
        for nama in tingkat:
            try:
                hasil[nama] = NomorTingkat(**(data.get(nama) or {}))
            except TypeError as galat:
                raise SkemaTidakSah(f"{nama}: hanya gaya, awalan, akhiran, sendiri. ({galat})") from galat
            if hasil[nama].gaya not in GAYA:
                raise SkemaTidakSah(f"{nama}: gaya “{hasil[nama].gaya}” tidak ada. Pilih {', '.join(GAYA)}.")
        return cls(**hasil)


def beri_nomor(pohon: IsiPohon, skema: Skema) -> IsiPohon:
    """Fill `nomor_cetak` of every row of `pohon` (in place) and return it."""
    _beri(pohon.area, skema.area)
    for area in pohon.area:
        nomor = area.nomor_program
        area.nomor_program_cetak = skema.program.cetak(1, 1) if nomor is None else nomor
        _beri(area.anak, skema.kegiatan)
        for kegiatan in area.anak:
            _beri(kegiatan.anak, skema.sub_kegiatan)
            for sub in kegiatan.anak:
                _beri(sub.anak, skema.indikator)
    return pohon


def _beri(butir: Sequence[IsiButir], tingkat: NomorTingkat) -> None:
    for urutan, satu in enumerate(butir, 1):
        satu.nomor_cetak = tingkat.cetak(urutan, len(butir)) if satu.nomor is None else satu.nomor


def lepas_nomor(pohon: IsiPohon, skema: Skema) -> IsiPohon:
    """Turn printed numbers (as an export gives them in `nomor`) back into overrides only where they differ
    from the scheme (in place)."""
    cetak = [butir.nomor for butir in pohon.semua()]
    for butir in pohon.semua():
        butir.nomor = None
    beri_nomor(pohon, skema)
    for butir, nomor in zip(pohon.semua(), cetak, strict=True):
        if nomor is not None and nomor != butir.nomor_cetak:
            butir.nomor = butir.nomor_cetak = nomor
    return pohon
