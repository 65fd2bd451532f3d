"""Kata penyambung (catchwords): at the foot of a page the first word of the next, "4. Peraturan . . .".

As KPU's decrees of 2022 have them: on the right, on a line of its own below the text, with the number where the
next page begins with one, in the word's own face; none where a part ends (the Keputusan before its Lampiran). What
the next page begins with is known only when it has been laid out. So the words are read from the laid-out boxes and
painted after each page's text, outside of it (as an artifact): reading order and page breaks stay what they are.
The room is reserved by the page's own margin (`@page bersambung` in static/reports/cetak.css).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import Any, NamedTuple

HALAMAN = "bersambung"  # the named page whose pages carry the words
TITIK = " . . ."
_NOMOR = re.compile(r"(\d{1,3}|[a-z]|[ivx]{1,5})[.)]+|[-•–]")  # what numbers a point (see areas.teks)


class Potongan(NamedTuple):
    """A piece of a word, in the style of the text box that it stands in."""

    teks: str
    kotak: Any


def pasang(dokumen: Any) -> None:
    """Give each page of a laid-out document its kata penyambung where the next page is of the same part."""
    for halaman, berikut in pairwise(dokumen.pages):
        if _bersambung(halaman) and _bersambung(berikut) and (kata := kata_pertama(berikut)):
            halaman.paint = partial(_lukis, halaman.paint, _susun(kata, halaman._page_box))


def kata_pertama(halaman: Any) -> list[Potongan]:
    """The first word of a page, with the number before it; empty for a page without text."""
    semua = (kata for garis in _baris(_isi(halaman)) for kata in _kata(garis))
    pertama = next(semua, [])
    if _NOMOR.fullmatch("".join(satu.teks for satu in pertama)) and (kedua := next(semua, [])):
        return [*pertama, Potongan(" ", pertama[-1].kotak), *kedua]
    return pertama


def _bersambung(halaman: Any) -> bool:
    return bool(halaman._page_box.page_type.name == HALAMAN)


def _isi(halaman: Any) -> Any:
    """The box of the page's text; its other children are the margins' boxes."""
    return halaman._page_box.children[0]


def _baris(kotak: Any) -> Iterator[Any]:
    """The laid-out lines of a box, in reading order."""
    for anak in getattr(kotak, "children", ()):
        if type(anak).__name__ == "LineBox":
            yield anak
        else:
            yield from _baris(anak)


def _teks(kotak: Any) -> Iterator[Any]:
    """The text boxes of a line."""
    for anak in getattr(kotak, "children", ()):
        if type(anak).__name__ == "TextBox":
            yield anak
        else:
            yield from _teks(anak)


def _kata(garis: Any) -> Iterator[list[Potongan]]:
    """The words of a line as they are printed; one may change its style midway."""
    kata: list[Potongan] = []
    for kotak in _teks(garis):
        for bagian in re.split(r"(\s+)", kotak.text):
            if bagian and not bagian.isspace():
                kata.append(Potongan(bagian, kotak))
            elif bagian and kata:
                yield kata
                kata = []
    if kata:
        yield kata


def _susun(kata: list[Potongan], halaman: Any) -> list[Any]:
    """Text boxes for a word and its dots: at the right margin, one empty line below the text."""
    from weasyprint.text.line_break import split_first_line, strut

    kotak: list[Any] = []
    for teks, asal in [*kata, Potongan(TITIK, kata[-1].kotak)]:
        if kotak and kotak[-1].style is asal.style:
            kotak[-1].text += teks
        else:
            kotak.append(asal.copy_with_text(teks))
    for satu in kotak:
        satu.pango_layout, _, _, satu.width, satu.height, satu.baseline = split_first_line(
            satu.text, satu.style, None, None, 0
        )
    tinggi, pangkal = strut(kotak[-1].style)
    x = halaman.content_box_x() + halaman.width
    for satu in reversed(kotak):
        x -= satu.width
        satu.position_x = x
        satu.position_y = halaman.content_box_y() + halaman.height + tinggi + pangkal - satu.baseline
    return kotak


def _lukis(lukis_halaman: Any, kotak: list[Any], aliran: Any, skala: float = 1) -> None:
    """Paint the page, then its kata penyambung."""
    from weasyprint.draw.text import draw_text

    lukis_halaman(aliran, skala)
    aliran.stream.append(b"/Artifact BMC")
    with aliran.stacked():
        aliran.transform(a=skala, d=skala)
        for satu in kotak:
            draw_text(aliran, satu, 0, "clip", "none")
    aliran.stream.append(b"EMC")
