"""Tags of the printed decree. Its pages are well-formed XML (see reports/mesin.py)."""

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from areas.teks import html_teks

register = template.Library()

# 612/ORT.04-Kpt/KPU/XII/2020, PER-12/PB/2020: a number, after letters or not, and further parts after slashes.
_NOMOR_NASKAH = re.compile(r"(?<![\w/.-])(?:[A-Z]{1,6}[-.])?\d[\w.-]*(?:/[\w.-]*\w)+")
_PERAPAT = "\u2060"  # word joiner: no break beside it; it has no glyph, so that a PDF gives back the number alone


@register.filter
def xml(html: SafeString) -> SafeString:
    """`linebreaksbr` writes `<br>`; XML wants it closed."""
    return mark_safe(html.replace("<br>", "<br/>"))  # noqa: S308 (already escaped by linebreaksbr)


@register.simple_tag
def baris(teks: str, kelas: str) -> SafeString:
    """Each line of a text as a paragraph of class `kelas`."""
    if not kelas:
        return format_html_join("", "<p>{}</p>", ((satu,) for satu in teks.split("\n")))
    return format_html_join("", '<p class="{}">{}</p>', ((kelas, satu) for satu in teks.split("\n")))


@register.simple_tag
def paragraf(teks: str) -> SafeString:
    """A text of the decree with italics; further lines are blocks of their own. Numbers of decrees stay on one line.

    Not by an inline element with `white-space: nowrap`: WeasyPrint 70.0 breaks the line before such an element too
    early when the space between overfills it.
    """
    return format_html("{}", mark_safe(html_teks(nomor_utuh(teks))))  # noqa: S308 (html_teks escapes)


def nomor_utuh(teks: str) -> str:
    """The text with the numbers of decrees held together; one longer than a line is broken all the same
    (`overflow-wrap` in static/reports/cetak.css)."""
    return _NOMOR_NASKAH.sub(lambda cocok: re.sub(r"[/.-]", rf"\g<0>{_PERAPAT}", cocok[0]), teks)
