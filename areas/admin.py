"""National templates, column layouts and numbering schemes in Django's admin; kept by the admin nasional.

Rows of plans are not shown here: a plan is changed on its own screens only.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.db.models import Count
from django.forms import Textarea
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from areas.isi import IsiButir
from areas.models import (
    Area,
    Indikator,
    JenisRencana,
    Kegiatan,
    SkemaNomor,
    SubKegiatan,
    TataKolom,
    Templat,
)
from areas.simpan import baca_pohon
from satker.admin_policy import KebijakanAdmin

_TEKS_PENDEK: dict[type[models.Field[Any, Any]], dict[str, Any]] = {
    models.TextField: {"widget": Textarea(attrs={"rows": 3, "cols": 80})}
}


class TemplatAdminDasar(KebijakanAdmin, admin.ModelAdmin):
    izin = "areas.kelola_templat"


@admin.register(JenisRencana)
class JenisRencanaAdmin(TemplatAdminDasar):
    list_display = ("nama", "kode", "nama_pendek", "urutan")


@admin.register(TataKolom, SkemaNomor)
class BentukAdmin(TemplatAdminDasar):
    list_display = ("nama", "kode", "dipakai")
    search_fields = ("nama", "kode")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return super().get_queryset(request).annotate(jumlah_pohon=Count("pohon"))

    @admin.display(description="Dipakai oleh", ordering="jumlah_pohon")
    def dipakai(self, bentuk: Any) -> str:
        return f"{bentuk.jumlah_pohon} templat atau rencana"


@admin.register(Templat)
class TemplatAdmin(TemplatAdminDasar):
    list_display = ("nama", "kode", "jenis", "aktif")
    list_filter = ("jenis", "aktif")
    readonly_fields = ("isi_templat",)
    fields = ("kode", "nama", "jenis", "aktif", "sumber", "catatan", "isi_templat")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A template is made from a file (`manage.py muat_templat`), not from an empty form."""
        return False

    @admin.display(description="Isi")
    def isi_templat(self, templat: Templat) -> SafeString:
        """The whole tree, each row leading to its form."""
        isi = baca_pohon(templat.pohon)
        return format_html("<ul>{}</ul>", format_html_join("", "{}", ((_cabang("area", a),) for a in isi.area)))


def _cabang(tingkat: str, butir: IsiButir) -> SafeString:
    anak = getattr(butir, "anak", [])
    bawah = {"area": "kegiatan", "kegiatan": "subkegiatan", "subkegiatan": "indikator"}.get(tingkat, "")
    return format_html(
        '<li><a href="{}">{} {}</a>{}</li>',
        reverse(f"admin:areas_{tingkat}_change", args=(butir.id,)),
        butir.nomor_cetak,
        butir.uraian,
        format_html("<ul>{}</ul>", format_html_join("", "{}", ((_cabang(bawah, satu),) for satu in anak)))
        if anak
        else "",
    )


class ButirAdmin(TemplatAdminDasar):
    """Rows of templates only. Reached from the template's page; not in the menu."""

    jalur: ClassVar[str]
    list_display = ("uraian_pendek", "kode")
    search_fields = ("uraian", "kode")
    readonly_fields = ("kode",)
    formfield_overrides = _TEKS_PENDEK
    exclude: ClassVar[tuple[str, ...]] = ("asal",)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return super().get_queryset(request).filter(**{f"{self.jalur}templat__isnull": False})

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description="Uraian")
    def uraian_pendek(self, butir: Any) -> str:
        return butir.uraian[:100]


@admin.register(Area)
class AreaAdmin(ButirAdmin):
    jalur = "pohon__"
    exclude = ("asal", "pohon")


@admin.register(Kegiatan)
class KegiatanAdmin(ButirAdmin):
    jalur = "area__pohon__"
    exclude = ("asal", "area")


@admin.register(SubKegiatan)
class SubKegiatanAdmin(ButirAdmin):
    jalur = "kegiatan__area__pohon__"
    exclude = ("asal", "kegiatan")


@admin.register(Indikator)
class IndikatorAdmin(ButirAdmin):
    jalur = "sub_kegiatan__kegiatan__area__pohon__"
    exclude = ("asal", "sub_kegiatan")
