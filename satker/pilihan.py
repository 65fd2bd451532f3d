"""Closed lists of the register. Their words are the domain's; their values stand in the database."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.db import models

from satker.kode import kode_baku, kode_induk


class Tingkat(models.TextChoices):
    """Level of an office: one national, 38 provincial, 514 in regencies and cities."""

    RI = "ri", "KPU RI"
    PROVINSI = "provinsi", "Provinsi"
    KABKOTA = "kabkota", "Kabupaten/kota"

    @classmethod
    def dari_kode(cls, kode: str) -> Tingkat:
        """Level that a code's form shows. Raises KodeTidakDikenal."""
        if kode_induk(kode) is None:
            return cls.RI
        return cls.KABKOTA if kode_baku(kode)[2:] else cls.PROVINSI


class Kertas(models.TextChoices):
    """Paper of the office's decrees. F4 is 215 × 330 mm."""

    A4 = "a4", "A4"
    F4 = "f4", "F4"


class Kop(models.TextChoices):
    """Letterhead of the office's decrees."""

    LOGO = "logo", "Lambang dan nama"
    TEKS = "teks", "Nama saja"
    ALAMAT = "alamat", "Nama, alamat, dan telepon"


class Zona(models.TextChoices):
    """Time zone that the office writes beside its hours (Keppres 41/1987)."""

    WIB = "wib", "WIB"
    WITA = "wita", "WITA"
    WIT = "wit", "WIT"

    @property
    def jam(self) -> ZoneInfo:
        """The zone of its clocks."""
        return ZoneInfo({Zona.WIB: "Asia/Jakarta", Zona.WITA: "Asia/Makassar", Zona.WIT: "Asia/Jayapura"}[self])


class Peran(models.TextChoices):
    """What a person does. What each may and may not is decided in the apps' policy modules."""

    OPERATOR = "operator", "Operator satker"
    PEJABAT = "pejabat", "Pejabat satker"
    REVIEWER = "reviewer", "Reviewer"
    ADMIN_PUBLIKASI = "admin-publikasi", "Admin publikasi"
    PEMBACA = "pembaca", "Pembaca"
    ADMIN_NASIONAL = "admin-nasional", "Admin nasional"


class Cakupan(models.TextChoices):
    """Where a role holds: this office, this province with all its regencies, or everywhere."""

    SATKER = "satker", "Satker ini saja"
    PROVINSI = "provinsi", "Provinsi ini dan seluruh kabupaten/kotanya"
    NASIONAL = "nasional", "Seluruh Indonesia"


class SurelKabar(models.TextChoices):
    """How a person wants notices by e-mail; in the portal they always stand."""

    SEGERA = "segera", "Segera, satu surel setiap kabar"
    HARIAN = "harian", "Satu ringkasan sehari"
    TIDAK = "tidak", "Tidak lewat surel"
