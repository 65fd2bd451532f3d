"""Random edits of a tree, as a person makes them in a workbook or in the portal."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from actionplans.beda_pohon import kunci_butir, telusur
from actionplans.kembali.padan import Padanan
from areas.bulan import Bulan
from areas.isi import IsiArea, IsiButir, IsiIndikator, IsiKegiatan, IsiPohon, IsiSubKegiatan
from areas.tanda_baris import TandaButir, sidik_butir
from areas.tata_kolom import TataKolom
from tests.reports.pohon_acak import TAHUN

_BARU = {IsiPohon: IsiArea, IsiArea: IsiKegiatan, IsiKegiatan: IsiSubKegiatan, IsiSubKegiatan: IsiIndikator}
PERBUATAN = ("teks", "teks", "bulan", "bulan", "tambah", "hapus", "urut", "pindah")


def anak(butir: IsiPohon | IsiButir) -> list[Any]:
    return butir.area if isinstance(butir, IsiPohon) else getattr(butir, "anak", [])


@st.composite
def disunting(draw: st.DrawFn, isi: IsiPohon, awalan: str, banyak: int = 4) -> IsiPohon:
    """A copy of a tree after up to `banyak` edits; new rows have no key, new texts begin with `awalan`."""
    hasil = deepcopy(isi)
    for nomor in range(draw(st.integers(0, banyak))):
        induk = [hasil, *(butir for butir in hasil.semua() if not isinstance(butir, IsiIndikator))]
        semua = list(hasil.semua())
        perbuatan = draw(st.sampled_from(PERBUATAN))
        if perbuatan == "tambah":
            atas = draw(st.sampled_from(induk))
            baru = _BARU[type(atas)](uraian=f"{awalan} baru {nomor}")
            anak(atas).insert(draw(st.integers(0, len(anak(atas)))), baru)
        elif perbuatan == "hapus":
            atas = draw(st.sampled_from(induk))
            if anak(atas) and len(semua) > 4:
                anak(atas).pop(draw(st.integers(0, len(anak(atas)) - 1)))
        elif perbuatan == "urut":
            atas = draw(st.sampled_from(induk))
            anak(atas)[:] = draw(st.permutations(anak(atas)))
        elif perbuatan == "pindah":
            _pindah(draw, induk)
        elif perbuatan == "teks" and semua:
            draw(st.sampled_from(semua)).uraian = f"{awalan} teks {nomor}"
        elif perbuatan == "bulan" and (indikator := list(hasil.indikator())):
            satu = draw(st.sampled_from(indikator))
            satu.bulan = tuple(Bulan(TAHUN, b) for b in sorted(draw(st.sets(st.integers(1, 12), max_size=5))))
    return hasil


def _pindah(draw: st.DrawFn, induk: list[Any]) -> None:
    dari = draw(st.sampled_from(induk))
    setingkat = [satu for satu in induk if type(satu) is type(dari)]
    if anak(dari) and len(setingkat) > 1:
        satu = anak(dari).pop(draw(st.integers(0, len(anak(dari)) - 1)))
        ke = draw(st.sampled_from(setingkat))
        anak(ke).insert(draw(st.integers(0, len(anak(ke)))), satu)


def tandai(dasar: IsiPohon, buku: IsiPohon, tata: TataKolom) -> Padanan:
    """The marks that the rows of `buku` bear since they were exported as `dasar`."""
    lama = {kunci_butir(butir): butir for butir in dasar.semua()}
    return Padanan({
        id(butir): TandaButir(*kunci_butir(butir), 1, sidik_butir(lama[kunci_butir(butir)], tata, TAHUN))
        for butir in buku.semua()
        if butir.id is not None and kunci_butir(butir) in lama
    })  # fmt: skip


def beri_kunci(isi: IsiPohon, mulai: int) -> IsiPohon:
    """Rows added in the portal have keys."""
    nomor = itertools.count(mulai)
    for butir in isi.semua():
        butir.id = butir.id or next(nomor)
    return isi


def bentuk(isi: IsiPohon) -> list[Any]:
    """A tree to compare: keys (of new rows None), texts, months, order."""
    return [_bentuk(area) for area in isi.area]


def _bentuk(butir: IsiButir) -> list[Any]:
    bulan = sorted(butir.bulan) if isinstance(butir, IsiIndikator) else None
    return [butir.id, butir.uraian, butir.pic, bulan, [_bentuk(satu) for satu in anak(butir)]]


def semua_kunci(isi: IsiPohon) -> Iterator[tuple[str, int]]:
    for area in isi.area:
        yield from (kunci_butir(satu) for satu in telusur(area) if satu.id is not None)
