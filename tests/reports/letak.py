"""Where everything stands on a printed page: words by their ink, and the lines of the grid (pdfium, fast)."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from tests.reports.bacaan import Bacaan, rapat

# What pdfium gives for a hyphen at a line's end.
TANDA_HUBUNG = {0x02: "-", 0xFFFE: "-", 0xAD: "-"}
HALUS = 0.3  # pt: half a line's width and a hair
LUNCURAN = 1.0  # pt: what the foot of a letter or a justified line may reach over its margin (a third of a mm)


@dataclass(frozen=True)
class Kata:
    """A word and the box of its ink, in points from the page's top left corner."""

    teks: str
    x0: float
    atas: float
    x1: float
    bawah: float

    @property
    def tengah(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.atas + self.bawah) / 2


@dataclass(frozen=True)
class Garis:
    """A drawn line: at `posisi`, from `awal` to `akhir`."""

    posisi: float
    awal: float
    akhir: float

    def melewati(self, titik: float) -> bool:
        return self.awal - HALUS <= titik <= self.akhir + HALUS


@dataclass
class Halaman:
    """A page; `tegak` and `datar` are its vertical and horizontal lines."""

    nomor: int
    lebar: float
    tinggi: float
    kata: list[Kata]
    tegak: list[Garis] = field(default_factory=list)
    datar: list[Garis] = field(default_factory=list)

    @property
    def melintang(self) -> bool:
        return self.lebar > self.tinggi

    @property
    def bertabel(self) -> bool:
        return bool(self.tegak)

    @cached_property
    def tepi_kolom(self) -> list[float]:
        """The edges of the columns, the right one of the last included."""
        return sorted({garis.posisi for garis in self.tegak})

    @cached_property
    def tepi_baris(self) -> list[float]:
        return sorted({garis.posisi for garis in self.datar})

    def nomor_halaman(self) -> list[Kata]:
        """The words of the line "- n -" at the top."""
        atas = min(kata.atas for kata in self.kata)
        baris = sorted((kata for kata in self.kata if kata.atas < atas + 8), key=lambda kata: kata.x0)
        return baris if re.fullmatch(r"-\d+-", "".join(kata.teks for kata in baris)) else []

    def penyambung(self) -> list[Kata]:
        """The words of the line "… . . ." that ends a portrait page, dots included; it comes last in the PDF."""
        if self.melintang or [kata.teks for kata in self.kata[-3:]] != [".", ".", "."]:
            return []
        atas = self.kata[-1].bawah - 12
        return [kata for kata in self.kata if kata.atas > atas]

    def isi(self) -> list[Kata]:
        """All words but the page number and the kata penyambung."""
        lain = [*self.nomor_halaman(), *self.penyambung()]
        return [kata for kata in self.kata if kata not in lain]

    def dalam_tabel(self) -> list[Kata]:
        atas, bawah = self.tepi_baris[0], self.tepi_baris[-1]
        return [kata for kata in self.isi() if atas < kata.tengah[1] < bawah]

    def di_bawah_tabel(self) -> list[Kata]:
        return [kata for kata in self.isi() if kata.tengah[1] > self.tepi_baris[-1]]

    def batas_sel(self, x: float, y: float) -> tuple[int, int]:
        """Between which of the column edges the cell around a point lies."""
        tepi = [garis.posisi for garis in self.tegak if garis.melewati(y)]
        kiri = max(posisi for posisi in tepi if posisi <= x)
        kanan = min(posisi for posisi in tepi if posisi > x)
        return self.tepi_kolom.index(kiri), self.tepi_kolom.index(kanan)

    def baris_judul(self, atas: float, bawah: float) -> bool:
        """Whether the row between two edges is a heading: one cell over several columns."""
        y = (atas + bawah) / 2
        return sum(garis.melewati(y) for garis in self.tegak) < len(self.tepi_kolom)


def baca_halaman(berkas: Path) -> list[Halaman]:
    """All pages of a PDF."""
    with pypdfium2.PdfDocument(berkas) as dokumen:
        return [_baca(dokumen[i], i + 1) for i in range(len(dokumen))]


def di_luar(halaman: Halaman, tepi: tuple[float, float, float, float]) -> list[Kata]:
    """Words that reach over the margins (top, right, bottom, left; in points)."""
    atas, kanan, bawah, kiri = tepi
    return [
        kata
        for kata in halaman.isi()
        if kata.x0 < kiri - LUNCURAN
        or kata.x1 > halaman.lebar - kanan + LUNCURAN
        or kata.atas < atas
        or kata.bawah > halaman.tinggi - bawah
    ]


def terpotong(halaman: Halaman) -> list[Kata]:
    """Words that a line of the grid runs through, or that stand beside the grid."""
    hasil = []
    for kata in halaman.isi():
        x, y = kata.tengah
        tegak = [garis.posisi for garis in halaman.tegak if garis.melewati(y)]
        datar = [garis.posisi for garis in halaman.datar if garis.melewati(x)]
        if (
            any(kata.x0 + HALUS < posisi < kata.x1 - HALUS for posisi in tegak)
            or any(kata.atas + HALUS < posisi < kata.bawah - HALUS for posisi in datar)
            or (tegak and not min(tegak) < x < max(tegak))
        ):
            hasil.append(kata)
    return hasil


def bertindihan(halaman: Halaman) -> list[tuple[Kata, Kata]]:
    """Pairs of words whose ink lies over one another."""
    hasil = []
    kata = sorted(halaman.kata, key=lambda satu: satu.atas)
    for i, satu in enumerate(kata):
        for lain in kata[i + 1 :]:
            if lain.atas > satu.bawah - 1:
                break
            if min(satu.x1, lain.x1) - max(satu.x0, lain.x0) > 1:
                hasil.append((satu, lain))
    return hasil


def teks_kolom(halaman: list[Halaman], bacaan: Bacaan) -> dict[str, str]:
    """The text of each column of the reading over all pages, without white space; heads left out."""
    hasil: dict[str, list[str]] = {}
    for satu in filter(lambda satu: satu.bertabel, halaman):
        bawah_kepala = satu.tepi_baris[len(bacaan.kepala)]
        for kata in satu.dalam_tabel():
            if kata.tengah[1] < bawah_kepala:
                continue
            awal, akhir = satu.batas_sel(*kata.tengah)
            judul = akhir - awal > 1 or _di_baris_judul(satu, kata)
            hasil.setdefault("judul" if judul else bacaan.kolom[awal], []).append(kata.teks)
    return {kolom: rapat("".join(teks)) for kolom, teks in hasil.items()}


def _di_baris_judul(halaman: Halaman, kata: Kata) -> bool:
    y = kata.tengah[1]
    atas = max(posisi for posisi in halaman.tepi_baris if posisi <= y)
    bawah = min(posisi for posisi in halaman.tepi_baris if posisi > y)
    return halaman.baris_judul(atas, bawah)


def _baca(halaman: Any, nomor: int) -> Halaman:
    lebar, tinggi = halaman.get_size()
    hasil = Halaman(nomor, lebar, tinggi, list(_kata(halaman, tinggi)))
    for x1, y1, x2, y2 in _ruas(halaman, tinggi):
        if x1 == x2:
            hasil.tegak.append(Garis(x1, min(y1, y2), max(y1, y2)))
        else:
            hasil.datar.append(Garis(y1, min(x1, x2), max(x1, x2)))
    return hasil


def _kata(halaman: Any, tinggi: float) -> Iterator[Kata]:
    """Words in the order of the page's content; one that wraps after its hyphen is two."""
    teks = halaman.get_textpage()
    huruf, kotak = "", []
    for i in range(teks.count_chars()):
        kode = pdfium.FPDFText_GetUnicode(teks, i)
        tanda = TANDA_HUBUNG.get(kode) or chr(kode)
        if tanda.isspace() or pdfium.FPDFText_IsGenerated(teks, i):
            if huruf:
                yield _satu_kata(huruf, kotak, tinggi)
            huruf, kotak = "", []
        else:
            huruf += tanda
            kotak.append(teks.get_charbox(i))
            if kode in TANDA_HUBUNG:
                yield _satu_kata(huruf, kotak, tinggi)
                huruf, kotak = "", []
    if huruf:
        yield _satu_kata(huruf, kotak, tinggi)


def _satu_kata(huruf: str, kotak: list[tuple[float, float, float, float]], tinggi: float) -> Kata:
    kiri, bawah, kanan, atas = zip(*kotak, strict=True)
    return Kata(huruf, min(kiri), tinggi - max(atas), max(kanan), tinggi - min(bawah))


def _ruas(halaman: Any, tinggi: float) -> Iterator[tuple[float, float, float, float]]:
    """Stroked straight lines; filled shapes are not lines of the grid."""
    for objek in halaman.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        isian, garis = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(objek, isian, garis)
        if not garis.value:
            continue
        dari = (0.0, 0.0)
        for i in range(pdfium.FPDFPath_CountSegments(objek)):
            segmen = pdfium.FPDFPath_GetPathSegment(objek, i)
            x, y = ctypes.c_float(), ctypes.c_float()
            pdfium.FPDFPathSegment_GetPoint(segmen, x, y)
            ke = (round(x.value, 2), round(tinggi - y.value, 2))
            if pdfium.FPDFPathSegment_GetType(segmen) == pdfium.FPDF_SEGMENT_LINETO:
                yield (*dari, *ke)
            dari = ke
