"""National templates, column layouts and numbering schemes in Django's admin; kept by the admin nasional.

Rows of plans are not shown here: a plan is changed on its own screens only.
"""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.db.models import Count
from django.forms import JSONField, Textarea
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
from areas.penomoran import GAYA
from areas.simpan import baca_pohon
from areas.tata_kolom import JENIS_KOLOM, TINGKAT_JUDUL, TINGKAT_NOMOR
from areas.teks import polos
from satker.admin_policy import KebijakanAdmin

_TEKS_PENDEK: dict[type[models.Field[Any, Any]], dict[str, Any]] = {
    models.TextField: {"widget": Textarea(attrs={"rows": 3, "cols": 80})}
}


class TemplatAdminDasar(KebijakanAdmin, admin.ModelAdmin):
    izin = "areas.kelola_templat"


@admin.register(JenisRencana)
class JenisRencanaAdmin(TemplatAdminDasar):
    list_display = ("nama", "kode", "nama_pendek", "urutan")


class IsianDefinisi(JSONField):
    """JSON to be read and changed by hand: each column of a layout, each level of a scheme, on a line of its own."""

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, dict):
            return super().prepare_value(value)
        return "{\n" + ",\n".join(f"  {_json(kunci)}: {_json_baris(isi)}" for kunci, isi in value.items()) + "\n}"


def _json(isi: Any) -> str:
    return json.dumps(isi, ensure_ascii=False)


def _json_baris(isi: Any) -> str:
    if isinstance(isi, list) and isi and isinstance(isi[0], dict):
        return "[\n" + ",\n".join(f"    {_json(satu)}" for satu in isi) + "\n  ]"
    return _json(isi)


_BANTUAN = {
    TataKolom: (
        ("kolom", "Kolom dari kiri ke kanan, satu baris satu kolom; judul null: di bawah judul kolom sesudahnya."),
        ("jenis", ", ".join(JENIS_KOLOM)),
        ("lebar", "Bagian kolom ini dari lebar halaman, dibandingkan dengan kolom lain; untuk bulan: tiap bulan."),
        ("tingkat", f"Hanya untuk kolom nomor: {', '.join(TINGKAT_NOMOR)}."),
        ("baris_judul", f"Yang dicetak sebagai baris judul selebar tabel: {', '.join(TINGKAT_JUDUL)}."),
        ("baris_nomor_kolom, gabung_indikator", "true atau false."),
        ("tanda, orientasi", "Tanda bulan yang direncanakan; landscape (mendatar) atau portrait (tegak)."),
    ),
    SkemaNomor: (
        ("area, program, kegiatan, sub_kegiatan, indikator", "Satu baris untuk setiap tingkat."),
        ("gaya", ", ".join(GAYA)),
        ("awalan, akhiran", "Teks sebelum dan sesudah nomor, misalnya titik atau kurung."),
        ("sendiri", "false: baris yang hanya satu-satunya tidak diberi nomor."),
    ),
}


@admin.register(TataKolom, SkemaNomor)
class BentukAdmin(TemplatAdminDasar):
    list_display = ("nama", "kode", "dipakai")
    search_fields = ("nama", "kode")
    formfield_overrides: ClassVar[dict[Any, Any]] = {
        models.JSONField: {
            "form_class": IsianDefinisi,
            "widget": Textarea(attrs={"rows": 16, "class": "vLargeTextField definisi", "spellcheck": "false"}),
        }
    }

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **opsi: Any) -> Any:
        isian = super().formfield_for_dbfield(db_field, request, **opsi)
        if isian and db_field.name == "definisi":
            isian.help_text = format_html(
                "<dl>{}</dl>", format_html_join("", "<dt>{}</dt><dd>{}</dd>", _BANTUAN[self.model])
            )
        return isian

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
        return format_html(
            '<ul class="isi-templat">{}</ul>', format_html_join("", "{}", ((_cabang("area", a),) for a in isi.area))
        )


def _cabang(tingkat: str, butir: IsiButir) -> SafeString:
    anak = getattr(butir, "anak", [])
    bawah = {"area": "kegiatan", "kegiatan": "subkegiatan", "subkegiatan": "indikator"}.get(tingkat, "")
    return format_html(
        '<li><a href="{}">{} {}</a>{}</li>',
        reverse(f"admin:areas_{tingkat}_change", args=(butir.id,)),
        butir.nomor_cetak,
        polos(butir.uraian),
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
