"""Tables as CSV that Excel with Indonesian settings opens without questions: UTF-8 with a byte order mark, semicolons,
and no text that it takes for a formula (docs/skema/buku_kerja.md)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

_BERBAHAYA = tuple("=+-@\t\r'")


def tulis_tabel(kolom: Sequence[str], baris: Iterable[Sequence[object]]) -> bytes:
    """A head and rows; every value as `aman` text."""
    keluaran = StringIO()
    penulis = csv.writer(keluaran, delimiter=";", lineterminator="\r\n")
    penulis.writerow(kolom)
    for satu in baris:
        penulis.writerow([aman(str(nilai)) for nilai in satu])
    return keluaran.getvalue().encode("utf-8-sig")


def aman(teks: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe goes before =, +, -, @, tab, CR, and before an
    apostrophe too, so that taking one away again gives the very text."""
    return f"'{teks}" if teks.startswith(_BERBAHAYA) else teks
