"""Reading a printed decree back from its PDF with pdfplumber: nothing here knows the database or the templates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pdfplumber

from tests.reports.bacaan import Bacaan, rapat

GARIS = {"vertical_strategy": "lines", "horizontal_strategy": "lines"}


@dataclass(frozen=True)
class BarisTabel:
    """A row between two lines of the grid. `sel`: one per column, None where a cell from above or from the left
    covers it. `judul`: one cell runs over several columns."""

    halaman: int
    urutan: int
    sel: tuple[str | None, ...]
    judul: bool

    @property
    def tempat(self) -> tuple[int, int]:
        return self.halaman, self.urutan


@dataclass(frozen=True)
class HalamanTabel:
    """The grid of a page: the columns' left edges, the rows of its head and of its body, and the texts around."""

    nomor: int
    tepi: tuple[float, ...]
    kepala: tuple[BarisTabel, ...]
    badan: tuple[BarisTabel, ...]
    di_atas: str
    di_bawah: str


@dataclass(frozen=True)
class Potongan:
    """A piece of a column's text: the cell of one row on one page. `awal` counts characters from the column's
    beginning, without white space."""

    awal: int
    teks: str
    tempat: tuple[int, int]


@dataclass(frozen=True)
class Cetakan:
    """A decree as read from its PDF. `tegak`: the texts of the portrait pages; `nomor`: the line "- n -" of each
    page, "" where there is none; `penyambung`: what stands before the ". . ." at the foot of each portrait page."""

    tegak: tuple[str, ...]
    lampiran: tuple[HalamanTabel, ...]
    nomor: tuple[str, ...]
    penyambung: tuple[str, ...]

    def baris(self) -> Iterator[BarisTabel]:
        return (baris for halaman in self.lampiran for baris in halaman.badan)

    def kolom(self, bacaan: Bacaan, nama: str) -> list[Potongan]:
        """The pieces of text that stand in the column `nama` of the reading, from the first page to the last."""
        hasil: list[Potongan] = []
        posisi = 0
        for baris in self.baris():
            teks = ""
            for isi, kolom in zip(baris.sel, bacaan.kolom, strict=True):
                if nama == ("judul" if baris.judul else kolom):
                    teks += rapat(isi or "")
            if teks:
                hasil.append(Potongan(posisi, teks, baris.tempat))
                posisi += len(teks)
        return hasil

    def bulan(self, bacaan: Bacaan) -> list[tuple[tuple[int, int], frozenset[int]]]:
        """The rows that carry marks, with their months. Anything but a mark in a month's column is an error."""
        hasil = []
        for baris in self.baris():
            sel = {
                int(kolom): rapat(isi or "")
                for isi, kolom in zip(baris.sel, bacaan.kolom, strict=True)
                if kolom.isdigit() and not baris.judul
            }
            if asing := set(sel.values()) - {"", "√"}:
                raise ValueError(f"halaman {baris.halaman}: {asing} di kolom bulan")
            if bulan := frozenset(bulan for bulan, isi in sel.items() if isi):
                hasil.append((baris.tempat, bulan))
        return hasil


def baca_cetakan(berkas: Path, bacaan: Bacaan) -> Cetakan:
    """Read the portrait pages as text and the landscape pages as tables."""
    tegak, lampiran, nomor, penyambung = [], [], [], []
    with pdfplumber.open(berkas) as pdf:
        for halaman in pdf.pages:
            teks_nomor, isi = _lepas_nomor(halaman)
            nomor.append(teks_nomor)
            if halaman.width < halaman.height:
                kata, isi = _lepas_penyambung(isi)
                penyambung.append(kata)
                tegak.append(_teks(isi))
            else:
                lampiran.append(_halaman_tabel(isi, halaman.page_number, len(bacaan.kepala)))
            halaman.close()
    return Cetakan(tuple(tegak), tuple(lampiran), tuple(nomor), tuple(penyambung))


def _lepas_nomor(halaman: Any) -> tuple[str, Any]:
    """The page number's line and the page without it."""
    baris = halaman.extract_text_lines(return_chars=False)
    if not baris or not re.fullmatch(r"- \d+ -", baris[0]["text"]):
        return "", halaman
    return baris[0]["text"], halaman.crop((0, baris[0]["bottom"] + 1, halaman.width, halaman.height))


def _lepas_penyambung(halaman: Any) -> tuple[str, Any]:
    """The kata penyambung in the last line, without its dots, and the page without that line."""
    baris = halaman.extract_text_lines(return_chars=False)
    cocok = re.fullmatch(r"(\S.*) \. \. \.", baris[-1]["text"]) if baris else None
    if not cocok:
        return "", halaman
    kiri, atas, kanan, _ = halaman.bbox
    return cocok[1], halaman.crop((kiri, atas, kanan, baris[-1]["top"] - 1))


def _teks(halaman: Any) -> str:
    return halaman.extract_text() or ""


def _halaman_tabel(halaman: Any, nomor: int, tinggi_kepala: int) -> HalamanTabel:
    (tabel,) = halaman.find_tables(GARIS)
    tepi = tuple(sorted({sel[0] for sel in tabel.cells}))
    baris = tuple(
        BarisTabel(nomor, urutan, tuple(isi), _melebar(satu.cells, tepi))
        for urutan, (satu, isi) in enumerate(zip(tabel.rows, tabel.extract(), strict=True))
    )
    _, atas, _, bawah = tabel.bbox
    return HalamanTabel(
        nomor,
        tepi,
        baris[:tinggi_kepala],
        baris[tinggi_kepala:],
        _teks(halaman.crop((0, halaman.bbox[1], halaman.width, atas))) if atas > halaman.bbox[1] else "",
        _teks(halaman.crop((0, bawah, halaman.width, halaman.bbox[3]))),
    )


def _melebar(sel: Sequence[tuple[float, float, float, float] | None], tepi: Sequence[float]) -> bool:
    """Whether one of the cells runs over the left edge of another column."""
    return any(satu[0] + 1 < x < satu[2] - 1 for satu in sel if satu for x in tepi)
