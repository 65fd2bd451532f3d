"""How much room a text takes in a cell: wrapped lines, estimated from the widths of the Lampiran's typeface.

Spreadsheets do not fit the height of merged rows to their texts, so a writer has to say it beforehand.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from PIL import ImageFont

from reports.mesin import STATIK

RUANG_LEBIH = 1.06  # Bookman Old Style runs a little wider than the face measured, and programs round to pixels
_EM = 1000


@lru_cache(maxsize=2)
def _muka(tebal: bool) -> ImageFont.FreeTypeFont:
    nama = "texgyrebonum-bold.otf" if tebal else "texgyrebonum-regular.otf"
    return ImageFont.truetype(STATIK / "huruf" / nama, _EM, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def _lebar_kata(kata: str, tebal: bool) -> float:
    return _muka(tebal).getlength(kata) / _EM


def lebar_teks(teks: str, ukuran: float, *, tebal: bool = False) -> float:
    """Width in points of one line set in `ukuran` points."""
    return _lebar_kata(teks, tebal) * ukuran * RUANG_LEBIH


def hitung_baris(paragraf: Iterable[str], lebar: float, ukuran: float, *, tebal: bool = False) -> int:
    """Lines that the paragraphs fill in a column of `lebar` points; words wider than it are broken."""
    return sum(_baris_paragraf(satu, max(lebar, ukuran), ukuran, tebal) for satu in paragraf)


def _baris_paragraf(teks: str, lebar: float, ukuran: float, tebal: bool) -> int:
    spasi = lebar_teks(" ", ukuran, tebal=tebal)
    baris, isi = 1, 0.0
    for kata in teks.split(" "):
        panjang = lebar_teks(kata, ukuran, tebal=tebal)
        if isi and isi + spasi + panjang <= lebar:
            isi += spasi + panjang
            continue
        if isi:
            baris += 1
        tambahan, isi = divmod(panjang, lebar) if panjang > lebar else (0, panjang)
        baris += int(tambahan)
    return baris
