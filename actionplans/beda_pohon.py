"""What makes one tree out of another: rows changed, added, moved, deleted. Pure.

Used for what an edited workbook would change in its plan, and for what a plan has become since it was last submitted,
against last year's and against the national template (`selaraskan` brings those under the same keys).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from areas.isi import TINGKAT_DARI_KELAS, IsiArea, IsiButir, IsiIndikator, IsiPohon, IsiSubKegiatan

Kunci = tuple[str, int]
"""A row of a plan: level, database key."""

MEDAN = {
    "uraian": "Uraian",
    "program": "Kolom area",
    "pic": "PIC",
    "keterangan_pic": "Keterangan PIC",
    "rincian": "Rincian",
    "ket": "KET",
    "bulan": "Bulan",
}
"""Fields that a workbook can change, with their names for people."""


def kunci_butir(butir: IsiButir) -> Kunci:
    """Level and key of a row of the plan."""
    return TINGKAT_DARI_KELAS[type(butir)], butir.id or 0


def telusur(butir: IsiButir) -> list[IsiButir]:
    """A row and everything under it."""
    hasil = [butir]
    for anak in getattr(butir, "anak", ()):
        hasil += telusur(anak)
    return hasil


def selaraskan(isi: IsiPohon, acuan: IsiPohon, garis: str) -> IsiPohon:
    """A copy of a tree whose rows bear the keys of the rows of `acuan` that they come from, in the same order.

    `garis`: "id", "pendahulu_id" or "asal_id", what links a row to `acuan`. Rows that come from nothing there have no
    key; of several that come from one row the first has it.
    """
    hasil = deepcopy(isi)
    belum = {kunci_butir(butir) for butir in acuan.semua()}
    for butir in hasil.semua():
        asal = getattr(butir, garis)
        kunci = (TINGKAT_DARI_KELAS[type(butir)], asal or 0)
        butir.id = asal if kunci in belum else None
        belum.discard(kunci)
    return hasil


@dataclass(frozen=True, slots=True)
class BedaMedan:
    medan: str
    lama: Any
    baru: Any

    @property
    def nama(self) -> str:
        return MEDAN[self.medan]


@dataclass(slots=True)
class Usul:
    """What would happen to one row. `baru`: it is added, with `cabang` rows in all; `pindah`: "induk" or "urutan";
    `beda`: its changed fields; `area`: in which area."""

    butir: IsiButir
    area: IsiArea
    jalur: tuple[IsiButir, ...] = ()
    baru: bool = False
    cabang: int = 1
    pindah: str = ""
    beda: list[BedaMedan] = field(default_factory=list)

    @property
    def tingkat(self) -> str:
        return TINGKAT_DARI_KELAS[type(self.butir)]


@dataclass(slots=True)
class Rancangan:
    """All of it: `usul` in the order of the result, `hapus` the heads of what would be deleted, `hilang` every row of
    it (what is moved out of a branch before it goes stays)."""

    usul: list[Usul] = field(default_factory=list)
    hapus: list[IsiButir] = field(default_factory=list)
    hilang: set[Kunci] = field(default_factory=set)

    def jumlah(self) -> dict[str, int]:
        """Rows changed, added, moved, deleted."""
        return {
            "diubah": sum(bool(satu.beda) and not satu.baru for satu in self.usul),
            "ditambah": sum(satu.cabang for satu in self.usul if satu.baru),
            "dipindah": sum(bool(satu.pindah) for satu in self.usul),
            "dihapus": len(self.hilang),
        }

    def __bool__(self) -> bool:
        return bool(self.usul or self.hapus)


def rancang(kini: IsiPohon, hasil: IsiPohon) -> Rancangan:
    """Hold the plan as it is against the tree that it is to become (rows under their keys, new ones without)."""
    lama: dict[Kunci, IsiButir] = {kunci_butir(butir): butir for butir in kini.semua()}
    atas = {kunci_butir(anak): kunci_butir(butir) for butir in kini.semua() for anak in getattr(butir, "anak", ())}
    tetap = {kunci_butir(butir) for butir in hasil.semua() if butir.id is not None}
    rancangan = Rancangan()
    terangkat = _terangkat(kini, hasil, atas)
    for area in hasil.area:
        rancangan.usul += _usul(area, area, (), lama, atas, terangkat)
    rancangan.hilang = set(lama) - tetap
    rancangan.hapus = [b for b in kini.semua() if kunci_butir(b) in rancangan.hilang and _kepala(b, atas, tetap)]
    return rancangan


def _kepala(butir: IsiButir, atas: dict[Kunci, Kunci], tetap: set[Kunci]) -> bool:
    induk = atas.get(kunci_butir(butir))
    return induk is None or induk in tetap


def _usul(
    butir: IsiButir, area: IsiArea, jalur: tuple[IsiButir, ...], lama: dict[Kunci, IsiButir],
    atas: dict[Kunci, Kunci], terangkat: set[Kunci],
) -> Iterator[Usul]:  # fmt: skip
    anak: Sequence[IsiButir] = getattr(butir, "anak", ())
    bawah = (*jalur, butir)
    if butir.id is None:
        semua = telusur(butir)
        if all(satu.id is None for satu in semua):
            yield Usul(butir, area, jalur, baru=True, cabang=len(semua))
            return
        yield Usul(butir, area, jalur, baru=True)
    else:
        kunci = kunci_butir(butir)
        induk = kunci_butir(jalur[-1]) if jalur and jalur[-1].id is not None else None
        pindah = "induk" if jalur and atas.get(kunci) != induk else "urutan" if kunci in terangkat else ""
        beda = list(beda_medan(lama[kunci], butir))
        if pindah or beda:
            yield Usul(butir, area, jalur, pindah=pindah, beda=beda)
    for satu in anak:
        yield from _usul(satu, area, bawah, lama, atas, terangkat)


def beda_medan(lama: IsiButir, baru: IsiButir) -> Iterator[BedaMedan]:
    """The fields in which two states of one row differ."""
    medan = ["uraian", "pic", "keterangan_pic"]
    if isinstance(lama, IsiArea):
        medan.insert(1, "program")
    elif isinstance(lama, IsiSubKegiatan):
        medan.append("rincian")
    elif isinstance(lama, IsiIndikator):
        medan += ["ket", "bulan"]
    for satu in medan:
        if getattr(lama, satu) != getattr(baru, satu):
            yield BedaMedan(satu, getattr(lama, satu), getattr(baru, satu))


def _terangkat(kini: IsiPohon, hasil: IsiPohon, atas: dict[Kunci, Kunci]) -> set[Kunci]:
    """The fewest rows that have to be moved among their siblings to come into the new order."""
    urutan = {kunci_butir(butir): nomor for nomor, butir in enumerate(kini.semua())}
    angkat: set[Kunci] = set()
    for induk in (None, *(b for b in hasil.semua() if b.id is not None)):
        anak: Sequence[IsiButir] = hasil.area if induk is None else getattr(induk, "anak", ())
        tetap = [
            kunci_butir(satu)
            for satu in anak
            if satu.id is not None and atas.get(kunci_butir(satu)) == (kunci_butir(induk) if induk else None)
        ]
        angkat |= set(tetap) - set(terpanjang_naik(tetap, urutan))
    return angkat


def terpanjang_naik(kunci: Sequence[Kunci], urutan: dict[Kunci, int]) -> list[Kunci]:
    """The longest part of a sequence that is already in order (patience sorting)."""
    ekor: list[int] = []
    tempat: list[int] = []
    sebelum: list[int | None] = []
    for nomor, satu in enumerate(kunci):
        di = bisect_left([urutan[kunci[t]] for t in tempat], urutan[satu])
        sebelum.append(tempat[di - 1] if di else None)
        if di == len(tempat):
            tempat.append(nomor)
        else:
            tempat[di] = nomor
    titik: int | None = tempat[-1] if tempat else None
    while titik is not None:
        ekor.append(titik)
        titik = sebelum[titik]
    return [kunci[nomor] for nomor in reversed(ekor)]
