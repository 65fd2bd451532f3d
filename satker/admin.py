"""Admin pages of the register: offices with their sub-divisions, people with their assignments."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.db.models import Field, QuerySet
from django.forms import Field as FormField
from django.http import HttpRequest

from satker.admin_policy import KebijakanAdmin
from satker.forms import FormPengguna, FormPenggunaBaru, FormSatker, FormsetSubbag, FormSubbag
from satker.kode import potongan_kode
from satker.models import Pengguna, Penugasan, Satker, Subbag
from satker.pilihan import Tingkat


class SaringProvinsi(admin.SimpleListFilter):
    """A province: its own office and its regencies."""

    title = "provinsi"
    parameter_name = "provinsi"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        provinsi = Satker.objects.filter(tingkat=Tingkat.PROVINSI)
        return [(satker.kode, satker.wilayah) for satker in provinsi]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Satker]) -> QuerySet[Satker]:
        kode = self.value()
        return queryset.filter(kode__startswith=kode) if kode else queryset


class SubbagInline(KebijakanAdmin, admin.TabularInline):
    izin = "satker.kelola_satker"
    model = Subbag
    form = FormSubbag
    formset = FormsetSubbag
    fields = ["urutan", "kode", "nama", "sebutan_lain", "semua"]
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Subbag]:
        return super().get_queryset(request).prefetch_related("alias")


@admin.register(Satker)
class SatkerAdmin(KebijakanAdmin, admin.ModelAdmin):
    izin = "satker.kelola_satker"
    form = FormSatker
    inlines = [SubbagInline]
    list_display = ["kode_dua_ejaan", "nama_pendek", "tempat", "zona", "kop", "aktif"]
    list_display_links = ["nama_pendek"]
    list_filter = ["tingkat", SaringProvinsi, "zona", "kop", "kertas", "aktif"]
    list_per_page = 50
    search_fields = ["kode", "nama_pendek"]
    search_help_text = "Cari menurut nama, tempat, atau kode (53.05 atau 5305)."
    autocomplete_fields = ["induk"]
    fieldsets = [
        (
            None,
            {"fields": ["kode", "tingkat", "induk", "wilayah", "nama_resmi", "nama_pendek", "slug", "aktif"]},
        ),
        ("Kedudukan", {"fields": ["tempat", "alamat", "telepon", "faks", "zona"]}),
        ("Bentuk Keputusan", {"fields": ["kertas", "kop", "logo"]}),
    ]

    @admin.display(description="kode", ordering="kode")
    def kode_dua_ejaan(self, satker: Satker) -> str:
        return satker.label_kode

    def get_readonly_fields(self, request: HttpRequest, obj: Satker | None = None) -> list[str]:
        """The URL never changes; code and place above or below belong to the register."""
        if obj is None:
            return []
        return ["slug", "kode", "tingkat", "induk"] if obj.dari_register else ["slug"]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Satker], search_term: str
    ) -> tuple[QuerySet[Satker], bool]:
        return queryset & Satker.objects.cari(search_term), False


class PenugasanInline(KebijakanAdmin, admin.TabularInline):
    izin = "satker.kelola_pengguna"
    model = Penugasan
    fields = ["peran", "cakupan", "satker", "mulai", "selesai"]
    autocomplete_fields = ["satker"]
    extra = 0

    def formfield_for_dbfield(self, db_field: Field[Any, Any], request: HttpRequest, **opsi: Any) -> FormField | None:
        """Offices are chosen here; they are made, changed and removed in the register."""
        isian = super().formfield_for_dbfield(db_field, request, **opsi)
        if isian and db_field.name == "satker":
            for hak in ("add", "change", "delete", "view"):
                setattr(isian.widget, f"can_{hak}_related", False)
        return isian


@admin.register(Pengguna)
class PenggunaAdmin(KebijakanAdmin, UserAdmin):
    """Accounts. What makes a superuser is shown to superusers only."""

    izin = "satker.kelola_pengguna"
    form = FormPengguna
    add_form = FormPenggunaBaru
    inlines = [PenugasanInline]
    list_display = ["nama", "email", "tugas", "is_active", "last_login"]
    list_display_links = ["nama", "email"]
    list_filter = ["penugasan__peran", "is_active", "is_staff", "akun_demo"]
    search_fields = ["nama", "email", "nip", "penugasan__satker__nama_pendek", "^penugasan__satker__kode"]
    search_help_text = "Cari menurut nama, surel, NIP, atau satker tempat bertugas."
    ordering = ["nama", "pk"]
    filter_horizontal = []
    readonly_fields = ["akun_demo", "last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["email", "password", "nama", "nip"]}),
        ("Akses", {"fields": ["is_active", "is_staff", "is_superuser", "akun_demo"]}),
        ("Riwayat", {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [(None, {"fields": ["email", "nama", "nip", "password1", "password2"]})]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Pengguna]:
        return super().get_queryset(request).prefetch_related("penugasan__satker")

    @admin.display(description="penugasan")
    def tugas(self, pengguna: Pengguna) -> str:
        """Role and office of each assignment."""
        return "; ".join(str(satu) for satu in pengguna.penugasan.all())

    def get_readonly_fields(self, request: HttpRequest, obj: Pengguna | None = None) -> list[str]:
        return [*self.readonly_fields, *([] if request.user.is_superuser else ["is_superuser"])]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Pengguna], search_term: str
    ) -> tuple[QuerySet[Pengguna], bool]:
        """By name, e-mail or NIP, or by an office in either spelling of its code."""
        kata = [potongan_kode(kata) or kata for kata in search_term.split()]
        return super().get_search_results(request, queryset, " ".join(kata))
