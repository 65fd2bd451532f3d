"""The sheet on the screen: the Lampiran's columns, with each area as a heading row and each indikator on its own."""

from __future__ import annotations

from dataclasses import dataclass, replace

from areas.isi import IsiArea, IsiIndikator, IsiPohon
from areas.kisi import Baris, Kisi, susun_kisi
from areas.tata_kolom import TataKolom

TRIWULAN = (3, 6, 9)  # months after which the sheet draws a heavier line


@dataclass(frozen=True, slots=True)
class AreaLayar:
    """One area of the sheet: its rows, and how many of its indikator have months."""

    urutan: int
    area: IsiArea
    baris: list[Baris]
    terjadwal: int
    jumlah: int


@dataclass(frozen=True, slots=True)
class LembarLayar:
    kisi: Kisi
    area: list[AreaLayar]
    lebar: bool
    kegiatan_kolom: bool
    terjadwal: int
    jumlah: int


def lembar_layar(isi: IsiPohon, tata: TataKolom, tahun: int) -> LembarLayar:
    """The sheet of a numbered tree. `lebar`: it needs a wide frame (rincian beside twelve months);
    `kegiatan_kolom`: kegiatan stand in a column, not in heading rows."""
    kisi = susun_kisi(isi, tata_layar(tata), tahun)
    area = []
    for urutan, bagian in enumerate(kisi.bagian, 1):
        indikator = [satu for baris in bagian.baris for satu in baris.indikator]
        baris = [satu for satu in bagian.baris if satu.tingkat != "area"]
        area.append(AreaLayar(urutan, bagian.area, baris, _terjadwal(indikator), len(indikator)))
    return LembarLayar(
        kisi,
        area,
        tata.ada("rincian") and tata.ada("bulan"),
        tata.ada("kegiatan"),
        sum(a.terjadwal for a in area),
        sum(a.jumlah for a in area),
    )


def tata_layar(tata: TataKolom) -> TataKolom:
    """A layout for the screen: numbers stand in the texts, areas (and kegiatan without a column) in heading rows."""
    kolom = tuple(
        replace(satu, judul=satu.judul or ("Sub Kegiatan" if satu.jenis == "sub_kegiatan" else ""))
        for satu in tata.kolom
        if satu.jenis not in ("nomor", "area")
    )
    judul = ("area",) if tata.ada("kegiatan") else ("area", "kegiatan")
    return replace(tata, kolom=kolom, baris_judul=judul, baris_nomor_kolom=False, gabung_indikator=False)


def _terjadwal(indikator: list[IsiIndikator]) -> int:
    return sum(bool(satu.bulan) for satu in indikator)
