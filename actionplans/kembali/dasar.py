"""A plan as it was: its tree with the later entries of the journal taken back."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import Any, Protocol

from areas.bulan import Bulan
from areas.cabang import ATAS, cabang_dari_data
from areas.isi import TINGKAT_DARI_KELAS, IsiButir, IsiPohon


class CatatanPerubahan(Protocol):
    """What is read of `actionplans.models.Perubahan`."""

    jenis: str
    tingkat: str
    butir_id: int
    sebelum: Any
    sesudah: Any


def mundurkan(kini: IsiPohon, perubahan: Iterable[CatatanPerubahan]) -> IsiPohon:
    """The tree before `perubahan` (every change since, newest first), as a copy. Pure.

    A row that the journal names but the tree does not have is passed over: whoever uses the result holds it against
    the fingerprints of the export anyway.
    """
    pohon = _Pohon(deepcopy(kini))
    for satu in perubahan:
        getattr(pohon, f"balik_{satu.jenis}")(satu)
    return pohon.isi


class _Pohon:
    """A tree under change: every row by (level, key), and the list that holds it."""

    def __init__(self, isi: IsiPohon) -> None:
        self.isi = isi
        self.butir: dict[tuple[str, int], IsiButir] = {}
        self.wadah: dict[tuple[str, int], list[Any]] = {}
        for area in isi.area:
            self._daftar(area, isi.area)

    def _daftar(self, butir: IsiButir, wadah: list[Any]) -> None:
        kunci = _kunci(butir)
        self.butir[kunci], self.wadah[kunci] = butir, wadah
        for anak in getattr(butir, "anak", ()):
            self._daftar(anak, butir.anak)  # type: ignore[attr-defined]

    def balik_ubah(self, satu: CatatanPerubahan) -> None:
        if butir := self.butir.get((satu.tingkat, satu.butir_id)):
            for medan, nilai in satu.sebelum.items():
                setattr(butir, medan, nilai)

    def balik_bulan(self, satu: CatatanPerubahan) -> None:
        if butir := self.butir.get(("indikator", satu.butir_id)):
            butir.bulan = tuple(Bulan.dari_iso(b) for b in satu.sebelum)  # type: ignore[attr-defined]

    def balik_tambah(self, satu: CatatanPerubahan) -> None:
        self._lepas((satu.tingkat, satu.butir_id))

    def balik_hapus(self, satu: CatatanPerubahan) -> None:
        cabang = cabang_dari_data(satu.tingkat, satu.sebelum["cabang"])
        self._taruh(satu.tingkat, cabang, satu.sebelum)

    def balik_pindah(self, satu: CatatanPerubahan) -> None:
        if butir := self._lepas((satu.tingkat, satu.butir_id)):
            self._taruh(satu.tingkat, butir, satu.sebelum)

    def _lepas(self, kunci: tuple[str, int]) -> IsiButir | None:
        butir = self.butir.get(kunci)
        if butir is not None:
            wadah = self.wadah[kunci]
            wadah[:] = [satu for satu in wadah if satu is not butir]
        return butir

    def _taruh(self, tingkat: str, butir: IsiButir, tempat: Any) -> None:
        atas = ATAS[tingkat]
        wadah: Any = self.isi.area if atas is None else getattr(self.butir.get((atas, tempat["induk"])), "anak", None)
        if wadah is not None:
            wadah.insert(tempat["urutan"] - 1, butir)
            self._daftar(butir, wadah)


def _kunci(butir: IsiButir) -> tuple[str, int]:
    return TINGKAT_DARI_KELAS[type(butir)], butir.id or 0
