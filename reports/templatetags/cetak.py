"""Tags of the printed decree. Its pages are well-formed XML (see reports/mesin.py)."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from areas.teks import html_teks

register = template.Library()


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
    """A text of the decree with italics; further lines are blocks of their own."""
    return format_html("{}", mark_safe(html_teks(teks)))  # noqa: S308 (html_teks escapes)
