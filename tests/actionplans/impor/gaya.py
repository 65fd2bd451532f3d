"""Workbooks and Word files as offices write them: an IsiPohon laid out in many styles, independent of the
product's own exporter and grid.

`Gaya` says how; `susun` makes pages of cells, `tulis_xlsx` and `tulis_docx` put them into files, `harapan` says
what a reader must find again.
"""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from areas.bulan import NAMA_BULAN, frasa
from areas.isi import IsiArea, IsiButir, IsiIndikator, IsiKegiatan, IsiPohon, IsiSubKegiatan

KEPALA_BULAN = {
    "angka": [str(i) for i in range(1, 13)],
    "romawi": ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"],
    "singkat": ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sept", "Okt", "Nov", "Des"],
    "nama": list(NAMA_BULAN),
    "besar": [nama.upper() for nama in NAMA_BULAN],
}
JUDUL_KOLOM = {
    "sumbawa": ("No", "Program Kegiatan", "Kegiatan", "Sub Kegiatan", "Rincian Kegiatan", "Indikator Keberhasilan",
                "Pelaksanaan Bulan", "Target Waktu", "KET", "PIC"),
    "kubu": ("No", "AREA PERUBAHAN", "KEGIATAN", "SUB KEGIATAN", "RINCIAN KEGIATAN", "INDIKATOR KEBERHASILAN",
             "PELAKSANAAN (BULAN)", "TARGET WAKTU", "KET", "PENANGGUNG JAWAB"),
    "alor": ("NO.", "AREA PERUBAHAN", "KEGIATAN", "SUB-KEGIATAN", "AKSI", "INDIKATOR KEBERHASILAN",
             "PELAKSANAAN\n(BULAN)", "WAKTU", "KET.", "PIC"),
    "lain": ("NOMOR", "Area  Perubahan", "Uraian Kegiatan", "SUBKEGIATAN", "Rincian Aksi", "Indikator\nKeberhasiIan",
             "Bulan", "Waktu Pelaksanaan", "Keterangan", "Penanggungjawab"),
    "zi": ("", "", "", "", "Aksi", "Bukti", "Bulan", "Target Waktu", "Ket", "Pic"),
}  # fmt: skip
SEBELUM = [
    "LAMPIRAN",
    "KEPUTUSAN KPU KABUPATEN ALOR",
    "NOMOR 6 TAHUN 2026",
    "",
    "RENCANA AKSI REFORMASI BIROKRASI",
    "KOMISI PEMILIHAN UMUM KABUPATEN ALOR",
    "TAHUN 2026",
]
SESUDAH = [
    "",
    "Ditetapkan di Kalabahi",
    "pada tanggal 26 Januari 2026",
    "KETUA KOMISI PEMILIHAN UMUM",
    "KABUPATEN ALOR,",
    "ttd.",
    "NAMA KETUA",
    "Salinan sesuai dengan aslinya",
]
ARSIR = "A6A6A6"
KOTAK = Side(style="thin")


@dataclass(frozen=True)
class Gaya:
    """How an office writes its table."""

    tanda: str = "√"  # "arsir": a shaded cell; "kata": Target Waktu in words
    bulan: str = "angka"
    kepala: str = "kubu"
    baris_kepala: int = 2
    nomor: str = "campur"  # "sendiri": every level in its own column; "campur": areas only; "teks": none
    lembar: str = "satu"  # "area": a sheet or table per area; "ulang": the head again every few rows
    gabung: str = "sel"  # "sel": merged; "kosong": blank continues above; "datar": repeated in every row
    judul: tuple[str, ...] = ()
    kolom_area: bool = True
    kolom_kegiatan: bool = True
    hias: bool = False
    nomor_kolom: bool = False
    pic: str = "baris"  # "sebaris": after the text; "kolom": own column, of the sub-kegiatan
    satu_sel: bool = False  # indikator with the same months share a cell
    bulan_di_depan: bool = False
    geser: tuple[int, int] = (0, 0)
    ket: bool = True
    zebra: bool = False
    nomor_angka: bool = False  # numbers as numeric cells where they are bare digits


@dataclass
class SelTulis:
    baris: int
    kolom: int
    teks: str
    rentang_baris: int = 1
    rentang_kolom: int = 1
    arsir: str = ""


@dataclass
class Halaman:
    """A sheet, or a Word table with the lines before and after it."""

    nama: str
    sel: list[SelTulis] = field(default_factory=list)
    sebelum: list[str] = field(default_factory=list)
    sesudah: list[str] = field(default_factory=list)
    lebar: int = 0
    tinggi: int = 0


@dataclass
class _Baris:
    """A row of the table: who begins in it."""

    area: IsiArea
    kegiatan: IsiKegiatan | None
    sub: IsiSubKegiatan | None
    indikator: list[IsiIndikator]


def _kelompok(sub: IsiSubKegiatan, gaya: Gaya) -> list[list[IsiIndikator]]:
    if not gaya.satu_sel:
        return [[satu] for satu in sub.anak] or [[]]
    grup = [list(g) for _, g in itertools.groupby(sub.anak, key=lambda i: (i.bulan, i.ket))]
    # only numbered points can share a cell
    hasil: list[list[IsiIndikator]] = []
    for satu in grup:
        if all(i.nomor_cetak for i in satu):
            hasil.append(satu)
        else:
            hasil += [[i] for i in satu]
    return hasil or [[]]


def _baris(area: IsiArea, gaya: Gaya) -> Iterator[_Baris]:
    for kegiatan in area.anak or [None]:
        for sub in (kegiatan.anak if kegiatan else []) or [None]:
            for grup in _kelompok(sub, gaya) if sub else [[]]:
                yield _Baris(area, kegiatan, sub, grup)


class _Penulis:
    def __init__(self, pohon: IsiPohon, gaya: Gaya, tahun: int) -> None:
        self.pohon, self.gaya, self.tahun = pohon, gaya, tahun
        self.judul = JUDUL_KOLOM[gaya.kepala]
        rincian = any(isinstance(b, IsiSubKegiatan) and b.rincian for b in pohon.semua())
        sendiri = gaya.nomor == "sendiri"
        kolom: list[str] = []
        if gaya.nomor != "teks" and (gaya.kolom_area or gaya.judul):
            kolom.append("no:area")
        if gaya.kolom_area:
            kolom.append("area")
        if gaya.kolom_kegiatan:
            kolom += ["no:kegiatan", "kegiatan"] if sendiri else ["kegiatan"]
        elif sendiri:
            kolom.append("no:kegiatan")
        kolom += ["no:sub_kegiatan", "sub_kegiatan"] if sendiri else ["sub_kegiatan"]
        if rincian or gaya.kepala == "zi":
            kolom.append("rincian")
        waktu = ["target_waktu"] if gaya.tanda == "kata" else [f"bulan:{i}" for i in range(1, 13)]
        kolom += [*waktu, "indikator"] if gaya.bulan_di_depan else ["indikator", *waktu]
        kolom += ["ket"] if gaya.ket else []
        kolom += ["pic"] if gaya.pic == "kolom" else []
        self.kolom = kolom

    def halaman(self) -> list[Halaman]:
        if self.gaya.lembar == "area":
            return [self._halaman(f"{i}. {area.uraian}"[:28].translate(str.maketrans("/\\?*[]:", "-------")), [area])
                    for i, area in enumerate(self.pohon.area, 1)]  # fmt: skip
        return [self._halaman("Rencana Aksi", self.pohon.area)]

    def _halaman(self, nama: str, area: list[IsiArea]) -> Halaman:
        h = Halaman(nama)
        self.h = h
        self.y, self.x = self.gaya.geser
        if self.gaya.hias:
            h.sebelum += SEBELUM
        if self.gaya.lembar == "area" and not self.gaya.kolom_area and not self.gaya.judul:
            h.sebelum.append(" ".join(self._isi(area[0], "area", di_teks=True).split()))
        self.mulai_tabel = self.y
        self._kepala()
        for satu in area:
            self._area(satu)
        h.lebar, h.tinggi = self.x + len(self.kolom), self.y
        if self.gaya.hias:
            h.sesudah += SESUDAH
        return h

    def _taruh(self, y: int, kolom: int, teks: str, rb: int = 1, rk: int = 1, arsir: str = "") -> None:
        self.h.sel.append(SelTulis(y, self.x + kolom, teks, rb, rk, arsir))

    # head

    def _kepala(self) -> None:
        no, area, kegiatan, sub, rincian, indikator, bulan, waktu, ket, pic = self.judul
        nama = {"area": area, "kegiatan": kegiatan, "sub_kegiatan": sub, "rincian": rincian, "indikator": indikator,
                "target_waktu": waktu, "ket": ket, "pic": pic}  # fmt: skip
        bertanda = self.gaya.tanda != "kata"
        dua = bertanda and self.gaya.baris_kepala == 2
        tinggi = 2 if dua else 1
        lewati = 0
        for i, kolom in enumerate(self.kolom):
            if lewati:
                lewati -= 1
                continue
            if kolom.startswith("bulan:"):
                if kolom == "bulan:1" and dua:
                    self._taruh(self.y, i, bulan, 1, 12)
                    for j, teks in enumerate(KEPALA_BULAN[self.gaya.bulan]):
                        self._taruh(self.y + 1, i + j, teks)
                elif not dua:
                    self._taruh(self.y, i, KEPALA_BULAN[self.gaya.bulan][int(kolom[6:]) - 1])
            elif kolom == "no:area":
                self._taruh(self.y, i, no, tinggi)
            elif kolom.startswith("no:"):
                if kolom[3:] in self.kolom:  # one head over the number and the text
                    self._taruh(self.y, i, nama[kolom[3:]], tinggi, 2)
                    lewati = 1
            else:
                self._taruh(self.y, i, nama[kolom], tinggi)
        self.y += tinggi
        if self.gaya.nomor_kolom:
            for i in range(len(self.kolom)):
                self._taruh(self.y, i, str(i + 1))
            self.y += 1

    # rows

    def _area(self, area: IsiArea) -> None:
        gaya = self.gaya
        if "area" in gaya.judul:
            self._baris_judul(area, "area")
        baris = list(_baris(area, gaya))
        kegiatan_kini: Any = object()
        mulai = 0
        while mulai < len(baris):
            akhir = len(baris)
            if "kegiatan" in gaya.judul:
                akhir = next(
                    (i for i in range(mulai + 1, len(baris)) if baris[i].kegiatan is not baris[mulai].kegiatan), akhir
                )
                if baris[mulai].kegiatan is not None and baris[mulai].kegiatan is not kegiatan_kini:
                    kegiatan_kini = baris[mulai].kegiatan
                    self._baris_judul(kegiatan_kini, "kegiatan")
            if gaya.lembar == "ulang" and akhir - mulai > 7:
                akhir = mulai + 7
            self._blok(baris, mulai, akhir)
            mulai = akhir
            if gaya.lembar == "ulang" and (mulai < len(baris) or area is not self.pohon.area[-1]):
                self._kepala()

    def _baris_judul(self, butir: IsiButir, tingkat: str) -> None:
        teks, awal = self._isi(butir, tingkat, di_teks=True), 0
        if self.gaya.nomor == "sendiri" and f"no:{tingkat}" in self.kolom and "area" not in self.kolom:
            awal = self.kolom.index(f"no:{tingkat}")
            self._taruh(self.y, awal, butir.nomor_cetak)
            teks, awal = self._isi(butir, tingkat, di_teks=False), awal + 1
        rentang = len(self.kolom) - awal if self.gaya.gabung == "sel" else 1
        self._taruh(self.y, awal, teks, 1, rentang)
        self.y += 1

    def _blok(self, baris: list[_Baris], mulai: int, akhir: int) -> None:
        """Rows `mulai` to `akhir`; the head stands above, so what is merged begins anew."""
        for i in range(mulai, akhir):
            satu = baris[i]
            for kolom, nama in enumerate(self.kolom):
                self._sel(baris, i, mulai, akhir, kolom, nama)
            for kolom, nama in enumerate(self.kolom):
                if nama.startswith("bulan:"):
                    self._tanda(satu, kolom, int(nama[6:]))
            self.y += 1

    def _sel(self, baris: list[_Baris], i: int, mulai: int, akhir: int, kolom: int, nama: str) -> None:
        satu, gaya = baris[i], self.gaya
        tingkat = nama.removeprefix("no:")
        zebra = "EEF3FA" if gaya.zebra and i % 2 else ""
        if tingkat in ("area", "kegiatan", "sub_kegiatan", "rincian", "pic"):
            acuan = {"area": "area", "kegiatan": "kegiatan"}.get(tingkat, "sub")
            butir = getattr(satu, acuan)
            if nama.startswith("no:") and tingkat in gaya.judul and tingkat not in self.kolom:
                return
            sama = [j for j in range(len(baris)) if getattr(baris[j], acuan) is butir]
            awal_butir = sama[0] == i
            awal_blok = i == mulai and not awal_butir
            tinggi = sum(1 for j in sama if i <= j < akhir)
            teks = self._teks_kolom(butir, nama) if butir is not None else ""
            if gaya.gabung == "datar" and tingkat not in ("rincian", "pic"):
                self._taruh(self.y, kolom, teks, arsir=zebra)
            elif awal_butir or awal_blok:
                isi = teks if awal_butir else ""
                self._taruh(self.y, kolom, isi, tinggi if gaya.gabung == "sel" else 1, arsir=zebra)
            return
        if nama == "indikator":
            teks = "\n".join(self._isi(i, "indikator", di_teks=True) for i in satu.indikator)
            self._taruh(self.y, kolom, teks, arsir=zebra)
        elif nama == "target_waktu":
            self._taruh(self.y, kolom, frasa({b for s in satu.indikator for b in s.bulan}), arsir=zebra)
        elif nama == "ket":
            self._taruh(self.y, kolom, next((s.ket for s in satu.indikator if s.ket), ""), arsir=zebra)

    def _tanda(self, satu: _Baris, kolom: int, bulan: int) -> None:
        ada = any(b.bulan == bulan for s in satu.indikator for b in s.bulan)
        tanda = self.gaya.tanda
        if tanda == "arsir":
            self._taruh(self.y, kolom, "", arsir=ARSIR if ada else "")
        else:
            self._taruh(self.y, kolom, tanda if ada else "")

    def _teks_kolom(self, butir: Any, nama: str) -> str:
        gaya = self.gaya
        if nama == "rincian":
            return butir.rincian
        if nama == "pic":
            return ", ".join(butir.pic)
        if nama == "no:area" and "area" in gaya.judul:
            return butir.nomor_program_cetak
        if nama.startswith("no:"):
            return butir.nomor_cetak
        if nama == "area" and "area" in gaya.judul:
            return _dengan_pic(butir.program or butir.uraian, butir, gaya)
        return self._isi(butir, nama, di_teks=f"no:{nama}" not in self.kolom)

    def _isi(self, butir: IsiButir, tingkat: str, *, di_teks: bool) -> str:
        teks = f"{butir.nomor_cetak} {butir.uraian}".strip() if di_teks else butir.uraian
        return _dengan_pic(teks, butir, self.gaya)


def _dengan_pic(teks: str, butir: IsiButir, gaya: Gaya) -> str:
    if gaya.pic == "kolom" or not butir.pic:
        return teks
    grup = " ".join(f"({pic})" for pic in butir.pic)
    sela = "\n" if gaya.pic == "baris" else " "
    return f"{teks}{sela}{grup}" + (f"{sela}{butir.keterangan_pic}" if butir.keterangan_pic else "")


def susun(pohon: IsiPohon, gaya: Gaya, tahun: int) -> list[Halaman]:
    """The pages of a numbered tree."""
    return _Penulis(pohon, gaya, tahun).halaman()


def tulis_xlsx(pohon: IsiPohon, gaya: Gaya, tahun: int) -> bytes:
    buku = Workbook()
    buku.remove(buku.active)
    for h in susun(pohon, gaya, tahun):
        lembar = buku.create_sheet(h.nama)
        atas = 1
        for teks in h.sebelum:
            if teks:
                lembar.cell(atas, 1, teks).font = Font(bold=True)
                if gaya.gabung == "sel" and h.lebar > 2:
                    lembar.merge_cells(start_row=atas, end_row=atas, start_column=1, end_column=h.lebar)
            atas += 1
        for s in h.sel:
            sel = lembar.cell(atas + s.baris, s.kolom + 1)
            sel.value = _nilai_xlsx(s.teks, gaya)
            sel.alignment = Alignment(wrap_text=True, vertical="top")
            sel.border = Border(top=KOTAK, bottom=KOTAK, left=KOTAK, right=KOTAK)
            if s.arsir:
                sel.fill = PatternFill("solid", fgColor=s.arsir)
            if s.rentang_baris > 1 or s.rentang_kolom > 1:
                lembar.merge_cells(
                    start_row=atas + s.baris, end_row=atas + s.baris + s.rentang_baris - 1,
                    start_column=s.kolom + 1, end_column=s.kolom + s.rentang_kolom,
                )  # fmt: skip
        bawah = atas + h.tinggi + 1
        kanan = max(1, h.lebar - 5)
        for i, teks in enumerate(h.sesudah):
            if teks:
                lembar[f"{get_column_letter(kanan)}{bawah + i}"] = teks
    keluar = io.BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


def _nilai_xlsx(teks: str, gaya: Gaya) -> Any:
    if not teks:
        return None
    if gaya.nomor_angka and teks.isdigit():
        return int(teks)
    potongan = list(_potongan(teks))
    if any(miring for _, miring in potongan):
        return CellRichText(*(TextBlock(InlineFont(i=True), isi) if miring else isi for isi, miring in potongan))
    return teks


def _potongan(teks: str) -> Iterator[tuple[str, bool]]:
    for i, isi in enumerate(re.split(r"\*(?=\S)([^*\n]+?)(?<=\S)\*", teks)):
        if isi:
            yield isi, i % 2 == 1


def tulis_docx(pohon: IsiPohon, gaya: Gaya, tahun: int) -> bytes:
    dokumen = Document()
    for h in susun(pohon, replace(gaya, geser=(0, 0)), tahun):
        for teks in h.sebelum:
            dokumen.add_paragraph(teks)
        dokumen.element.body.insert(len(dokumen.element.body) - 1, _tabel_docx(h))
        for teks in h.sesudah or [""]:
            dokumen.add_paragraph(teks)
    keluar = io.BytesIO()
    dokumen.save(keluar)
    return keluar.getvalue()


def _tabel_docx(h: Halaman) -> Any:
    """A w:tbl made directly: python-docx merges cell by cell, in time that grows with the square."""
    tabel = OxmlElement("w:tbl")
    tabel.append(OxmlElement("w:tblPr"))
    jaring = OxmlElement("w:tblGrid")
    for _ in range(h.lebar):
        jaring.append(OxmlElement("w:gridCol"))
    tabel.append(jaring)
    tempat: dict[tuple[int, int], tuple[SelTulis, bool]] = {}
    for s in h.sel:
        for y in range(s.baris, s.baris + s.rentang_baris):
            tempat[y, s.kolom] = (s, y == s.baris)
    for y in range(h.tinggi):
        baris = OxmlElement("w:tr")
        x = 0
        while x < h.lebar:
            s, awal = tempat.get((y, x), (SelTulis(y, x, ""), True))
            baris.append(_sel_docx(s, awal=awal))
            x += s.rentang_kolom
        tabel.append(baris)
    return tabel


def _sel_docx(s: SelTulis, *, awal: bool) -> Any:
    sel = OxmlElement("w:tc")
    sifat = OxmlElement("w:tcPr")
    if s.rentang_kolom > 1:
        sifat.append(_bernilai("w:gridSpan", str(s.rentang_kolom)))
    if s.rentang_baris > 1:
        sifat.append(_bernilai("w:vMerge", "restart") if awal else OxmlElement("w:vMerge"))
    if s.arsir:
        arsir = _bernilai("w:shd", "clear")
        arsir.set(qn("w:fill"), s.arsir)
        sifat.append(arsir)
    sel.append(sifat)
    for baris in (s.teks if awal else "").split("\n"):
        paragraf = OxmlElement("w:p")
        for isi, miring in _potongan(baris):
            larik = OxmlElement("w:r")
            if miring:
                gaya = OxmlElement("w:rPr")
                gaya.append(OxmlElement("w:i"))
                larik.append(gaya)
            teks = OxmlElement("w:t")
            teks.text = isi
            teks.set(qn("xml:space"), "preserve")
            larik.append(teks)
            paragraf.append(larik)
        sel.append(paragraf)
    return sel


def _bernilai(nama: str, nilai: str) -> Any:
    elemen = OxmlElement(nama)
    elemen.set(qn("w:val"), nilai)
    return elemen


def harapan(pohon: IsiPohon, gaya: Gaya) -> list[tuple]:
    """What must be read back: every row with number, text, PIC, months, KET, rincian."""
    hasil: list[tuple] = []
    for butir in pohon.semua():
        baris: list[Any] = [
            type(butir).__name__[3:],
            butir.nomor_cetak,
            butir.uraian,
            tuple(butir.pic),
            butir.keterangan_pic,
        ]
        if isinstance(butir, IsiArea) and gaya.kolom_area and "area" in gaya.judul:
            nomor = butir.nomor_program_cetak if gaya.nomor != "teks" else ""
            baris += [butir.program, nomor]
        elif isinstance(butir, IsiSubKegiatan):
            baris.append(butir.rincian)
        elif isinstance(butir, IsiIndikator):
            baris += [tuple(b.iso() for b in butir.bulan), butir.ket if gaya.ket else ""]
        hasil.append(tuple(baris))
    return hasil


def terbaca(pohon: IsiPohon, gaya: Gaya) -> list[tuple]:
    """The same of a tree that was read."""
    for butir in pohon.semua():
        if isinstance(butir, IsiArea):
            butir.nomor_program_cetak = butir.nomor_program or ""
    return harapan(pohon, gaya)


GAYA: dict[str, Gaya] = {
    "sumbawa": Gaya(kepala="sumbawa", tanda="arsir", bulan_di_depan=True, satu_sel=True, hias=True),
    "kubu": Gaya(kepala="kubu", judul=("area",), nomor_kolom=True, hias=True),
    "alor": Gaya(kepala="alor", tanda="arsir", nomor="sendiri", hias=True),
    "teks-kosong": Gaya(kepala="lain", tanda="v", bulan="romawi", nomor="teks", gabung="kosong", pic="sebaris"),
    "lembar-area": Gaya(kepala="kubu", tanda="✓", bulan="singkat", lembar="area", hias=True, geser=(2, 1)),
    "lembar-judul": Gaya(kepala="alor", tanda="x", bulan="nama", lembar="area", kolom_area=False, nomor="teks",
                         baris_kepala=1, gabung="kosong"),
    "ulang": Gaya(kepala="lain", tanda="X", bulan="besar", lembar="ulang", nomor="sendiri", hias=True),
    "ulang-kosong": Gaya(kepala="sumbawa", tanda="1", lembar="ulang", gabung="kosong", nomor_kolom=True, pic="sebaris"),
    "datar": Gaya(kepala="kubu", tanda="•", bulan="singkat", baris_kepala=1, gabung="datar", zebra=True),
    "judul-zi": Gaya(kepala="zi", tanda="kata", nomor="sendiri", kolom_area=False, kolom_kegiatan=False,
                     judul=("area", "kegiatan"), hias=True),
    "judul-zi-kosong": Gaya(kepala="zi", tanda="✔", bulan="romawi", nomor="sendiri", kolom_area=False,
                            kolom_kegiatan=False, judul=("area", "kegiatan"), gabung="kosong", geser=(1, 2)),
    "judul-kosong": Gaya(kepala="alor", tanda="V", judul=("area",), gabung="kosong", nomor_angka=True, hias=True),
    "kata-datar": Gaya(kepala="lain", tanda="kata", nomor="sendiri", gabung="datar", satu_sel=True),
    "arsir-zebra": Gaya(kepala="kubu", tanda="arsir", zebra=True, gabung="kosong", nomor="teks", bulan="nama",
                        geser=(3, 2)),
}  # fmt: skip
