"""Template tags and filters of the look: icons, the face of a status, dates, percentages, initials.

They know how things look, not what they mean: which status a plan has is decided by the apps. Registered as
builtins in the settings, so templates need no ``{% load %}``. For links that keep the query string use
Django's own ``{% querystring %}``.
"""

import datetime
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django import template
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


class Rupa(NamedTuple):
    """How a status looks: colour `nada` (abu, biru, hijau, kuning, merah), icon file `ikon`, word `kata`."""

    nada: str
    ikon: str
    kata: str


RUPA_STATUS = {
    # a month of an indikator
    "direncanakan": Rupa("abu", "calendar3", "Direncanakan"),
    "dilaksanakan": Rupa("biru", "play-circle", "Dilaksanakan"),
    "diverifikasi": Rupa("hijau", "patch-check", "Diverifikasi"),
    "segera": Rupa("kuning", "clock", "Segera"),
    "terlambat": Rupa("merah", "exclamation-circle", "Terlambat"),
    "ditolak": Rupa("merah", "x-circle", "Ditolak"),
    # a plan
    "draf": Rupa("abu", "pencil", "Draf"),
    "diajukan": Rupa("biru", "send", "Diajukan"),
    "dikembalikan": Rupa("kuning", "arrow-return-left", "Dikembalikan"),
    "disetujui": Rupa("hijau", "check-circle", "Disetujui"),
    "ditetapkan": Rupa("hijau", "lock", "Ditetapkan"),
    "berjalan": Rupa("biru", "play-circle", "Berjalan"),
    "selesai": Rupa("hijau", "check-circle-fill", "Selesai"),
    # an item of the kolom RB
    "terbit": Rupa("hijau", "globe", "Terbit"),
    "ditarik": Rupa("abu", "archive", "Ditarik"),
}

_ISI_SVG = re.compile(r"<svg[^>]*>(?P<isi>.*)</svg>", re.DOTALL)


@cache
def _isi_ikon(nama: str) -> str:
    """The inside of the vendored SVG `nama`, on one line. Raises TemplateSyntaxError."""
    jalur = finders.find(f"icons/{nama}.svg")
    cocok = _ISI_SVG.search(Path(jalur).read_text(encoding="utf-8")) if jalur else None
    if cocok is None:
        raise template.TemplateSyntaxError(f"No icon {nama!r}: copy its SVG to static/icons/")
    return re.sub(r">\s+<", "><", cocok["isi"].strip())


@register.simple_tag
def ikon(nama: str, kelas: str = "") -> SafeString:
    """Inline the vendored Bootstrap icon `nama`, hidden from screen readers: a word must stand beside it.

    `kelas` adds CSS classes. Raises TemplateSyntaxError for a name that is not in static/icons/.
    """
    return format_html(
        '<svg class="{}" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{}</svg>',
        f"ikon {kelas}".strip(),
        mark_safe(_isi_ikon(nama)),  # noqa: S308 -- our own vendored file
    )


@register.filter
def rupa_status(status: str) -> Rupa:
    """The look of a status key; an unknown key is shown in grey under its own name, never hidden."""
    kunci = str(status)
    return RUPA_STATUS.get(kunci, Rupa("abu", "circle", kunci.replace("-", " ").capitalize()))


@register.filter
def tanggal(nilai: datetime.date | None) -> str:
    """A date as decrees write it, "26 Januari 2022"; empty for None. Moments: in the active zone."""
    if nilai is None:
        return ""
    if isinstance(nilai, datetime.datetime) and timezone.is_aware(nilai):
        nilai = timezone.localtime(nilai)
    return formats.date_format(nilai, "j F Y")


@register.filter
def persen(nilai: int | float | None, dari: int | float | None) -> int:
    """`nilai` of `dari` in whole per cent, rounded down so that only the complete is 100; 0 of nothing."""
    if not nilai or not dari:
        return 0
    return int(100 * nilai // dari)


@register.filter
def inisial(nama: str) -> str:
    """First letters of a name's first and last word, for its round sign: "Sri Wahyuni" → "SW"."""
    kata = [k for k in str(nama).split() if k[:1].isalpha()]
    return "".join(k[0] for k in (kata[:1] + kata[1:][-1:])).upper()


@register.filter
def rentang_halaman(paginator: Paginator, nomor: int) -> Iterator[int | str]:
    """Page numbers worth a link around page `nomor`: two on each side, one at each end, "…" between."""
    return paginator.get_elided_page_range(nomor, on_each_side=2, on_ends=1)
