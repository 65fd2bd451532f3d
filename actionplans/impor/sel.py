"""Cells and tables as both formats yield them, and the normal form of their texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from actionplans.impor.masalah import Letak, Masalah
from areas.tanda_baris import KunciRencana, TandaButir

_TAK_TERLIHAT = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]|_x000[dD]_")
_PINDAH_BARIS = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
_KENDALI = re.compile("[\x00-\x09\x0b-\x1f\x7f\x80-\x9f]")
_SPASI = re.compile(r"[^\S\n]+")
_PENETRAL = re.compile(r"'(?=[=+\-@])")


@dataclass(slots=True)
class Sel:
    """A cell, its place counted from 0. `arsir` is the colour that it is shaded with, "" for none."""

    baris: int
    kolom: int
    teks: str = ""
    rentang_baris: int = 1
    rentang_kolom: int = 1
    arsir: str = ""


@dataclass(slots=True)
class Tabel:
    """The cells of a sheet or of a Word table; `judul` are the lines that stand before a Word table.

    `kunci` and `tanda` (by row, from 0): which plan a workbook exported here is, and which rows of its tree each line
    shows (areas.tanda_baris); their cells are not among `sel`.
    """

    nama: str
    sel: list[Sel]
    jenis: str = "xlsx"
    judul: tuple[str, ...] = ()
    masalah: list[Masalah] = field(default_factory=list)
    kunci: KunciRencana | None = None
    tanda: dict[int, list[TandaButir]] = field(default_factory=dict)

    def letak(self, baris: int, kolom: int | None = None) -> Letak:
        """The place as the user sees it, from a position counted from 0."""
        if kolom is None:
            return Letak(self.nama, baris + 1)
        return Letak(self.nama, baris + 1, huruf_kolom(kolom) if self.jenis == "xlsx" else str(kolom + 1))


def huruf_kolom(kolom: int) -> str:
    """The letters above a column counted from 0: 0 → A, 26 → AA."""
    hasil = ""
    kolom += 1
    while kolom > 0:
        kolom, sisa = divmod(kolom - 1, 26)
        hasil = chr(65 + sisa) + hasil
    return hasil


def bersih(teks: str) -> str:
    """Normal form: NFC, no soft hyphens or invisible signs, single spaces, line breaks kept, no blank lines."""
    teks = _TAK_TERLIHAT.sub("", _PINDAH_BARIS.sub("\n", teks))
    teks = _SPASI.sub(" ", _KENDALI.sub(" ", teks))
    baris = (satu.strip() for satu in unicodedata.normalize("NFC", teks).split("\n"))
    return _PENETRAL.sub("", "\n".join(satu for satu in baris if satu), count=1) if teks else ""


def tandai_miring(potongan: Iterable[tuple[str, bool]]) -> str:
    """One text of pieces, those in italics between asterisks, line by line."""
    hasil: list[tuple[str, bool]] = []
    for teks, miring in potongan:
        if hasil and hasil[-1][1] == miring:
            hasil[-1] = (hasil[-1][0] + teks, miring)
        else:
            hasil.append((teks, miring))
    return "".join(_miringkan(teks) if miring else teks for teks, miring in hasil)


def _miringkan(teks: str) -> str:
    if "*" in teks or not re.search(r"\w", teks):
        return teks
    return "\n".join(re.sub(r"^(\s*)(\S(?:.*\S)?)(\s*)$", r"\1*\2*\3", baris) for baris in teks.split("\n"))


def sepenuhnya_miring(teks: str) -> bool:
    """Whether every line of a text is wholly in italics."""
    return bool(teks) and all(re.fullmatch(r"\*[^*]+\*", baris) for baris in teks.split("\n"))


def lepas_miring_gaya(sel: Iterable[Sel]) -> None:
    """Where most texts are wholly in italics that is the office's typeface, not emphasis: drop it (in place)."""
    berteks = [satu for satu in sel if len(satu.teks) > 2]
    miring = [satu for satu in berteks if sepenuhnya_miring(satu.teks)]
    if len(miring) > 4 and len(miring) * 2 > len(berteks):
        for satu in miring:
            satu.teks = satu.teks.replace("*", "")
