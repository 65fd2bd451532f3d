"""Factories: valid rows with as little said as possible.

`SatkerFactory(kode="5305")` brings its province and KPU RI with it.
"""

import datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from satker.kode import kode_induk
from satker.models import Pengguna, Penugasan, Satker
from satker.pilihan import Cakupan, Peran, Tingkat

SANDI = "sandi-pengujian-1"


def _induk(satker: Any) -> Satker | None:
    kode = kode_induk(satker.kode)
    return SatkerFactory(kode=kode) if kode else None


class SatkerFactory(DjangoModelFactory):
    """An office; level and office above follow from the code, by default one that no real office has."""

    class Meta:
        model = Satker
        django_get_or_create = ("kode",)

    kode = factory.Sequence(lambda n: f"{99 - n // 99:02d}{n % 99 + 1:02d}")
    tingkat = factory.LazyAttribute(lambda satker: Tingkat.dari_kode(satker.kode))
    induk = factory.LazyAttribute(_induk)
    wilayah = factory.LazyAttribute(lambda satker: f"Kabupaten Uji {satker.kode}")
    nama_resmi = factory.LazyAttribute(lambda satker: f"Komisi Pemilihan Umum {satker.wilayah}")
    nama_pendek = factory.LazyAttribute(lambda satker: f"KPU {satker.wilayah}")


class PenggunaFactory(DjangoModelFactory):
    """A person without any assignment. The password is SANDI."""

    class Meta:
        model = Pengguna
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"orang{n}@contoh.example")
    nama = factory.Sequence(lambda n: f"Orang {n}")
    password = factory.django.Password(SANDI)


_CAKUPAN = {Peran.REVIEWER: Cakupan.PROVINSI, Peran.ADMIN_NASIONAL: Cakupan.NASIONAL}
_KODE = {Cakupan.SATKER: "5305", Cakupan.PROVINSI: "53", Cakupan.NASIONAL: "00"}


class PenugasanFactory(DjangoModelFactory):
    """A role that holds today; scope and office, unless given, follow from the role (Alor, NTT, KPU RI)."""

    class Meta:
        model = Penugasan

    pengguna = factory.SubFactory(PenggunaFactory)
    peran = Peran.OPERATOR
    cakupan = factory.LazyAttribute(lambda tugas: _CAKUPAN.get(tugas.peran, Cakupan.SATKER))
    satker = factory.LazyAttribute(lambda tugas: SatkerFactory(kode=_KODE[tugas.cakupan]))
    mulai = datetime.date(2022, 1, 1)
