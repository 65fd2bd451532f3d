"""The grid of a Lampiran: a numbered tree laid out in the columns of a layout.

One grid serves the screen, the PDF and the workbooks: rows of cells with row and column spans, each knowing
which row of the tree it shows. Pure; no Django, no HTML.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from areas.bulan import frasa
from areas.isi import IsiArea, IsiButir, IsiIndikator, IsiKegiatan, IsiPohon, IsiSubKegiatan
from areas.tata_kolom import Kolom, TataKolom


@dataclass(frozen=True, slots=True)
class KolomFisik:
    """A column as drawn: `bulan` of the layout becomes twelve of them (`bulan` 1 … 12). `lebar` in per cent."""

    jenis: str
    lebar: float
    tingkat: str = ""
    bulan: int = 0


@dataclass(frozen=True, slots=True)
class SelKepala:
    teks: str
    jenis: str
    rentang_kolom: int = 1
    rentang_baris: int = 1


@dataclass(frozen=True, slots=True)
class Teks:
    """A text in a cell with its printed number; several in one cell only where indikator are joined."""

    uraian: str
    nomor: str = ""
    pic: Sequence[str] = ()
    keterangan_pic: str = ""


@dataclass(slots=True)
class Sel:
    """A cell. `kolom` is the index of its first physical column; `butir` the row of the tree that it shows.

    For months: `bulan` 1 … 12 and `tanda` (the mark, "" when not planned).
    """

    jenis: str
    kolom: int
    teks: tuple[Teks, ...] = ()
    rentang_baris: int = 1
    rentang_kolom: int = 1
    bulan: int = 0
    tanda: str = ""
    butir: IsiButir | None = None


@dataclass(slots=True)
class Baris:
    """A row. `jenis`: "judul" (heading over the whole width) or "isi"; `indikator` are the ones it shows."""

    jenis: str
    sel: list[Sel] = field(default_factory=list)
    tingkat: str = ""
    indikator: tuple[IsiIndikator, ...] = ()
    sub_kegiatan: IsiSubKegiatan | None = None


@dataclass(slots=True)
class BagianArea:
    """The rows of one area."""

    area: IsiArea
    baris: list[Baris]


@dataclass(slots=True)
class Kisi:
    kolom: tuple[KolomFisik, ...]
    kepala: tuple[tuple[SelKepala, ...], ...]
    bagian: list[BagianArea]
    tata: TataKolom

    def baris(self) -> Iterator[Baris]:
        return (baris for bagian in self.bagian for baris in bagian.baris)


def susun_kisi(pohon: IsiPohon, tata: TataKolom, tahun: int) -> Kisi:
    """Lay out a numbered tree (see `beri_nomor`) of the plan year `tahun`.

    Month columns are the months of `tahun`; months of another year can only be printed by `target_waktu`.
    """
    penyusun = _Penyusun(tata, tahun)
    bagian = [BagianArea(area, list(penyusun.area(area))) for area in pohon.area]
    return Kisi(penyusun.kolom, _kepala(tata, penyusun.kolom), bagian, tata)


def _kolom_fisik(tata: TataKolom) -> tuple[KolomFisik, ...]:
    rentang = [kolom for kolom in tata.kolom for _ in range(12 if kolom.jenis == "bulan" else 1)]
    jumlah = sum(kolom.lebar for kolom in rentang)
    hasil = []
    bulan = 0
    for kolom in rentang:
        bulan = bulan + 1 if kolom.jenis == "bulan" else 0
        hasil.append(KolomFisik(kolom.jenis, round(100 * kolom.lebar / jumlah, 3), kolom.tingkat, bulan))
    return tuple(hasil)


def _kepala(tata: TataKolom, kolom: tuple[KolomFisik, ...]) -> tuple[tuple[SelKepala, ...], ...]:
    tinggi = 2 if tata.ada("bulan") else 1
    atas: list[SelKepala] = []
    rentang = 1
    for satu in tata.kolom:
        if satu.judul is None:
            rentang += 1
            continue
        if satu.jenis == "bulan":
            atas.append(SelKepala(satu.judul, "bulan", rentang_kolom=12))
        else:
            atas.append(SelKepala(satu.judul, satu.jenis, rentang, tinggi))
        rentang = 1
    hasil = [tuple(atas)]
    if tinggi == 2:
        hasil.append(tuple(SelKepala(str(bulan), "bulan") for bulan in range(1, 13)))
    if tata.baris_nomor_kolom:
        hasil.append(tuple(SelKepala(str(nomor), "nomor_kolom") for nomor in range(1, len(kolom) + 1)))
    return tuple(hasil)


class _Penyusun:
    """Builds the rows; a cell that spans is put into the first of its rows."""

    def __init__(self, tata: TataKolom, tahun: int) -> None:
        self.tata = tata
        self.tahun = tahun
        self.kolom = _kolom_fisik(tata)
        self.letak: list[tuple[int, Kolom]] = []
        posisi = 0
        for kolom in tata.kolom:
            self.letak.append((posisi, kolom))
            posisi += 12 if kolom.jenis == "bulan" else 1

    def area(self, area: IsiArea) -> Iterator[Baris]:
        tata = self.tata
        if "area" in tata.baris_judul:
            yield self.judul(area, "area")
        tinggi_area = sum(self.tinggi_kegiatan(kegiatan) for kegiatan in area.anak) or 1
        awal_area = True
        for kegiatan in area.anak or [IsiKegiatan()]:
            if "kegiatan" in tata.baris_judul and kegiatan.uraian:
                yield self.judul(kegiatan, "kegiatan")
            tinggi_kegiatan = self.tinggi_kegiatan(kegiatan)
            awal_kegiatan = True
            for sub in kegiatan.anak or [IsiSubKegiatan()]:
                kelompok = self.kelompok(sub)
                for urutan, indikator in enumerate(kelompok):
                    baris = Baris("isi", indikator=indikator, sub_kegiatan=sub)
                    rantai = (
                        (area, tinggi_area, awal_area),
                        (kegiatan, tinggi_kegiatan, awal_kegiatan),
                        (sub, len(kelompok), urutan == 0),
                    )
                    self.isi(baris, rantai, indikator)
                    awal_area = awal_kegiatan = False
                    yield baris

    def tinggi_kegiatan(self, kegiatan: IsiKegiatan) -> int:
        return sum(len(self.kelompok(sub)) for sub in kegiatan.anak) or 1

    def kelompok(self, sub: IsiSubKegiatan) -> list[tuple[IsiIndikator, ...]]:
        """Indikator row by row; a sub-kegiatan without indikator still has one row."""
        if not sub.anak:
            return [()]
        if not self.tata.gabung_indikator:
            return [(indikator,) for indikator in sub.anak]
        return [tuple(grup) for _, grup in groupby(sub.anak, key=lambda i: (i.bulan, i.ket))]

    def judul(self, butir: IsiArea | IsiKegiatan, tingkat: str) -> Baris:
        """A heading row: empty cells up to the number's own column if there is one, then the text over the rest."""
        awal = next((i for i, k in self.letak if k.jenis == "nomor" and k.tingkat == tingkat), None)
        baris = Baris("judul", tingkat=tingkat)
        nomor = butir.nomor_cetak
        mulai = 0
        if awal is not None:
            baris.sel = [Sel("kosong", i) for i in range(awal)]
            baris.sel.append(Sel("nomor", awal, (Teks(nomor),), butir=butir))
            nomor, mulai = "", awal + 1
        teks = Teks(butir.uraian, nomor, butir.pic, butir.keterangan_pic)
        baris.sel.append(Sel("judul", mulai, (teks,), rentang_kolom=len(self.kolom) - mulai, butir=butir))
        return baris

    def isi(self, baris: Baris, rantai: tuple, indikator: tuple[IsiIndikator, ...]) -> None:
        (
            (area, tinggi_area, awal_area),
            (kegiatan, tinggi_kegiatan, awal_kegiatan),
            (sub, tinggi_sub, awal_sub),
        ) = rantai
        menurut_tingkat = {
            "area": (area, tinggi_area, awal_area),
            "program": (area, tinggi_area, awal_area),
            "kegiatan": (kegiatan, tinggi_kegiatan, awal_kegiatan),
            "sub_kegiatan": (sub, tinggi_sub, awal_sub),
        }
        for letak, kolom in self.letak:
            match kolom.jenis:
                case "nomor" if kolom.tingkat in self.tata.baris_judul:
                    if awal_sub:
                        baris.sel.append(Sel("kosong", letak, rentang_baris=tinggi_sub))
                case "nomor" if kolom.tingkat in menurut_tingkat:
                    butir, tinggi, awal = menurut_tingkat[kolom.tingkat]
                    if awal:
                        nomor = area.nomor_program_cetak if kolom.tingkat == "program" else butir.nomor_cetak
                        baris.sel.append(Sel("nomor", letak, (Teks(nomor),), tinggi, butir=butir))
                case "nomor":
                    teks = tuple(Teks(satu.nomor_cetak) for satu in indikator)
                    baris.sel.append(Sel("nomor", letak, teks))
                case "area" | "kegiatan" | "sub_kegiatan":
                    butir, tinggi, awal = menurut_tingkat[kolom.jenis]
                    if awal:
                        baris.sel.append(Sel(kolom.jenis, letak, (self.teks(butir, kolom.jenis),), tinggi, butir=butir))
                case "rincian":
                    if awal_sub:
                        baris.sel.append(Sel("rincian", letak, (Teks(sub.rincian),), tinggi_sub, butir=sub))
                case "indikator":
                    teks = tuple(self.teks(satu, "indikator") for satu in indikator)
                    baris.sel.append(Sel("indikator", letak, teks, butir=indikator[0] if indikator else None))
                case _:
                    baris.sel += self.sel_waktu(kolom.jenis, letak, indikator)

    def sel_waktu(self, jenis: str, letak: int, indikator: tuple[IsiIndikator, ...]) -> list[Sel]:
        """The cells that say when: twelve months, or the months in words; and the remark."""
        if jenis == "ket":
            ket = next((satu.ket for satu in indikator if satu.ket), "")
            return [Sel("ket", letak, (Teks(ket),))]
        semua = {bulan for satu in indikator for bulan in satu.bulan}
        if jenis == "target_waktu":
            return [Sel("target_waktu", letak, (Teks(frasa(semua)),))]
        ada = {bulan.bulan for bulan in semua if bulan.tahun == self.tahun}
        return [
            Sel("bulan", letak + nomor - 1, bulan=nomor, tanda=self.tata.tanda if nomor in ada else "")
            for nomor in range(1, 13)
        ]

    def teks(self, butir: IsiButir, tingkat: str) -> Teks:
        uraian = butir.uraian
        nomor = "" if self.tata.nomor_sendiri(tingkat) else butir.nomor_cetak
        if isinstance(butir, IsiArea):
            uraian = butir.program or uraian
            if self.tata.nomor_sendiri("program") or "area" in self.tata.baris_judul:
                nomor = ""
        return Teks(uraian, nomor, tuple(butir.pic), butir.keterangan_pic)
