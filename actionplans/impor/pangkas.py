"""A workbook reduced to its cells, before the reading library opens it.

Sheets formatted down to the last row and column unpack to hundreds of megabytes. Their rows are passed through
here in small pieces, as bytes: a row without content is dropped unless it stands near one with content, what lies
right of the last content is cut off, and of the rest of a sheet only the merged ranges are read. Time and memory
so follow the content, not the formatting, and nothing else of the file (macros, pictures, links) is opened.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from actionplans.impor.berkas import BAGIAN_TERBESAR, ISI_TERBESAR, baca_bagian, tolak_baris, tolak_dtd, tolak_rusak
from actionplans.impor.masalah import BerkasDitolak

KOLOM_TERBANYAK = 200
BARIS_TERAKHIR = 50_000
LUAS_GABUNGAN = 500_000
"""Most places that the merged ranges of a sheet may cover together."""
_SELA = 40
"""Rows without content that are kept after one with content: they may hold shaded months of a merged cell."""
_TERLALU_BESAR = "Lembar terlalu besar untuk dibaca. Sisakan tabel rencana aksinya saja, lalu unggah lagi."
_POTONG = 1 << 20
_SISA_TERBESAR = 16 << 20
"""Most bytes without the end of a row: of one row, or of all that follows the rows."""

_LEMBAR = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_PERLU = re.compile(r"\[Content_Types\]\.xml|_rels/\.rels|xl/(?:workbook|styles|sharedstrings|theme/[^/]+|_rels/[^/]+)"
                    r"(?:\.xml|\.rels|\.xml\.rels)", re.IGNORECASE)  # fmt: skip
_BERNILAI = re.compile(rb"<(?:\w+:)?(?:v|is|f)[\s>]")
_AWAL_BARIS = re.compile(rb"<(?:(\w+):)?row[\s>/]")
_NOMOR_BARIS = re.compile(rb'<(?:\w+:)?row\b[^>]*?\sr="(\d{1,7})"')
_SEL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\sr="([A-Za-z]{1,3})\d+"')
_RUMUS = re.compile(
    rb'<(?:\w+:)?c\b[^>]*?\sr="([A-Za-z]{1,3}\d+)"[^>]*>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*'
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_GABUNG = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\sref="([A-Za-z]{1,3})(\d{1,7}):([A-Za-z]{1,3})(\d{1,7})"')


@dataclass(slots=True)
class Terpangkas:
    """The reduced workbook; per part name of a sheet its merged ranges (top, left, bottom, right, from 1), the
    cells whose formula has no stored value, and what was cut off although it had content."""

    data: bytes
    gabungan: dict[str, list[tuple[int, int, int, int]]] = field(default_factory=dict)
    rumus: dict[str, list[str]] = field(default_factory=dict)
    terpotong: dict[str, str] = field(default_factory=dict)


def pangkas(data: bytes) -> Terpangkas:
    """Reduce a workbook (see the module).

    Raises:
        BerkasDitolak: damaged, too many rows with content, or too large even so.
    """
    keluar = io.BytesIO()
    hasil = Terpangkas(b"")
    jumlah = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as arsip, zipfile.ZipFile(keluar, "w", zipfile.ZIP_STORED) as baru:
            for nama in dict.fromkeys(arsip.namelist()):
                if _LEMBAR.fullmatch(nama):
                    lembar = _Lembar()
                    baru.writestr(nama, lembar.pangkas(arsip, nama))
                    jumlah += lembar.berisi
                    tolak_baris(jumlah)
                    hasil.gabungan[nama] = lembar.gabungan
                    hasil.rumus[nama], hasil.terpotong[nama] = lembar.rumus, lembar.terpotong
                elif _PERLU.fullmatch(nama):
                    baru.writestr(nama, baca_bagian(arsip, nama))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as galat:
        raise tolak_rusak(galat) from galat
    hasil.data = keluar.getvalue()
    return hasil


class _Lembar:
    """Passes one sheet through."""

    def __init__(self) -> None:
        self.berisi = 0
        self.kolom_akhir = 0
        self.baris_akhir = 0
        self.gabungan: list[tuple[int, int, int, int]] = []
        self.rumus: list[str] = []
        self.terpotong = ""
        self.baris: list[bytes] = []
        self.ekor = b""

    def pangkas(self, arsip: zipfile.ZipFile, nama: str) -> bytes:
        with arsip.open(nama) as sumber:
            kepala = self._kepala(sumber)
            for nomor, isi in enumerate(self._pecah(sumber), 1):
                self._terima(nomor, isi)
        batas = min(self.kolom_akhir, KOLOM_TERBANYAK)
        badan = b"".join(_potong_kolom(isi, batas) for isi in self.baris)
        if len(badan) > BAGIAN_TERBESAR:
            raise BerkasDitolak(_TERLALU_BESAR)
        self._baca_gabungan(batas)
        awalan = kepala[1]
        buka, tutup = f"<{awalan}sheetData>".encode(), f"</{awalan}sheetData></{awalan}worksheet>".encode()
        return kepala[0] + buka + badan + tutup

    def _kepala(self, sumber: object) -> tuple[bytes, str]:
        """The root's start tag and its namespace prefix; what follows waits in `ekor`."""
        awal = sumber.read(_POTONG)  # type: ignore[attr-defined]
        tolak_dtd(awal[:4096])
        akar = re.search(rb"<(?:(\w+):)?worksheet\b[^>]*>", awal)
        if not akar:
            return b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">', ""
        self.ekor = awal[akar.end() :]
        return akar[0], f"{akar[1].decode()}:" if akar[1] else ""

    def _pecah(self, sumber: object) -> Iterator[bytes]:
        """The rows, each as bytes; what stands after the last one stays in `ekor`. Of a stretch of rows without
        any content only the first ones."""
        sisa, terbaca, tutup = self.ekor, len(self.ekor), b""
        while True:
            if not tutup and (cocok := _AWAL_BARIS.search(sisa)):
                tutup = b"</" + (cocok[1] + b":" if cocok[1] else b"") + b"row>"
            akhir = sisa.rfind(tutup) + len(tutup) if tutup else 0
            if akhir >= len(tutup) > 0:
                blok, sisa = sisa[:akhir], sisa[akhir:]
                baris = _baris(blok, tutup)
                yield from baris if _berisi(blok) else islice(baris, _SELA)
            potongan = sumber.read(_POTONG)  # type: ignore[attr-defined]
            if not potongan:
                break
            terbaca += len(potongan)
            sisa += potongan
            if terbaca > ISI_TERBESAR or len(sisa) > _SISA_TERBESAR:
                raise BerkasDitolak(_TERLALU_BESAR)
        self.ekor = sisa

    def _terima(self, urutan: int, isi: bytes) -> None:
        cocok = _NOMOR_BARIS.match(isi)
        nomor = int(cocok[1]) if cocok else urutan
        bernilai = deque(_BERNILAI.finditer(isi), maxlen=1) if _berisi(isi) else ()
        if not bernilai:
            if self.baris and nomor - self.baris_akhir <= _SELA:
                self.baris.append(isi)
            return
        if nomor > BARIS_TERAKHIR:
            self.terpotong = f"Isi di bawah baris {BARIS_TERAKHIR} tidak dibaca."
            return
        self.berisi += 1
        tolak_baris(self.berisi)
        self.baris_akhir = nomor
        depan = list(_SEL.finditer(isi, 0, bernilai[0].start()))
        if depan:
            kolom = nomor_kolom(depan[-1][1])
            if kolom > KOLOM_TERBANYAK:
                self.terpotong = f"Isi di sebelah kanan kolom ke-{KOLOM_TERBANYAK} tidak dibaca."
                kolom = max((k for sel in depan if (k := nomor_kolom(sel[1])) <= KOLOM_TERBANYAK), default=1)
            self.kolom_akhir = max(self.kolom_akhir, kolom)
        else:
            self.kolom_akhir = max(self.kolom_akhir, min(isi.count(b"<c"), KOLOM_TERBANYAK))
        self.rumus += [sel[1].decode() for sel in _RUMUS.finditer(isi)]
        self.baris.append(isi)

    def _baca_gabungan(self, kolom_akhir: int) -> None:
        """The merged ranges, cut to the content."""
        baris_akhir = self.baris_akhir + _SELA
        luas = 0
        for cocok in _GABUNG.finditer(self.ekor):
            kiri, kanan = sorted((nomor_kolom(cocok[1]), nomor_kolom(cocok[3])))
            atas, bawah = sorted((int(cocok[2]), int(cocok[4])))
            kanan, bawah = min(kanan, kolom_akhir), min(bawah, baris_akhir)
            satu = (bawah - atas + 1) * (kanan - kiri + 1)
            if kiri <= kanan and 0 < atas <= bawah and 1 < satu <= LUAS_GABUNGAN // 10 and luas + satu <= LUAS_GABUNGAN:
                self.gabungan.append((atas, kiri, bawah, kanan))
                luas += satu


def _baris(blok: bytes, tutup: bytes) -> Iterator[bytes]:
    """The rows of a piece that ends with a whole one; those that are closed at once are left out."""
    posisi = 0
    while cocok := _AWAL_BARIS.search(blok, posisi):
        buka = blok.find(b">", cocok.end() - 1)
        if blok[buka - 1 : buka] == b"/":
            posisi = buka + 1
            continue
        posisi = blok.index(tutup, buka) + len(tutup)
        yield blok[cocok.start() : posisi]


def _berisi(isi: bytes) -> bool:
    """Whether there may be a value, a text or a formula in a piece: quicker than to look for one."""
    return any(tanda in isi for tanda in (b"v>", b"is>", b"f>", b"<f "))


def _potong_kolom(isi: bytes, batas: int) -> bytes:
    """A row without the cells right of column `batas`."""
    for sel in _SEL.finditer(isi):
        if nomor_kolom(sel[1]) > batas:
            return isi[: sel.start()] + isi[isi.rindex(b"</") :]
    return isi


def nomor_kolom(huruf: bytes) -> int:
    """The column, from 1, of its letters."""
    hasil = 0
    for satu in huruf.upper():
        hasil = hasil * 26 + satu - 64
    return hasil
