"""Filters for texts of the tree."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from areas import teks as modul_teks
from areas.beda_teks import beda_kata
from areas.bulan import Bulan, frasa
from areas.isi import IsiButir
from areas.kisi import Teks

register = template.Library()


@register.filter
def cetak(teks: str) -> SafeString:
    """A text of the tree as HTML: italics, lines and points (escaped)."""
    return mark_safe(modul_teks.html_teks(teks))  # noqa: S308 (html_teks escapes)


@register.filter
def cetak_sel(teks: Teks) -> SafeString:
    """A text of a grid cell with its printed number and the PIC in brackets."""
    return mark_safe(modul_teks.html_sel(teks))  # noqa: S308 (html_sel escapes)


_UNSUR = {"sama": "{}", "hapus": "<del>{}</del>", "tambah": "<ins>{}</ins>"}


@register.filter
def beda_dari(baru: str, lama: str) -> SafeString:
    """A text with what was taken out of `lama` struck through and what was put in marked, line breaks kept."""
    potongan = (format_html(_UNSUR[satu.jenis], satu.teks) for satu in beda_kata(lama, baru))
    return mark_safe("".join(potongan).replace("\n", "<br>"))  # noqa: S308 (format_html escapes)


@register.filter
def polos(teks: Any) -> str:
    """A text without italics markers, for titles and attributes."""
    return modul_teks.polos(str(teks))


@register.filter
def cetak_butir(butir: IsiButir) -> SafeString:
    """A row of the tree as HTML: its printed number, its text and the PIC in brackets."""
    return cetak_sel(Teks(butir.uraian, butir.nomor_cetak, butir.pic, butir.keterangan_pic))


@register.filter
def frasa_bulan(bulan: Iterable[Bulan]) -> str:
    """Months as a decree prints them: Maret, Juni, September, dan Desember 2026."""
    return frasa(bulan)


@register.filter
def dua_belas(bulan: Iterable[Bulan], tahun: int) -> list[tuple[int, bool]]:
    """The twelve months of a year, each with whether it is planned."""
    ada = {satu.bulan for satu in bulan if satu.tahun == tahun}
    return [(nomor, nomor in ada) for nomor in range(1, 13)]
