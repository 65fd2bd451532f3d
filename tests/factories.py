"""Factories: valid rows with as little said as possible.

`SatkerFactory(kode="5305")` brings its province and KPU RI with it.
"""

import datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from actionplans.models import RencanaAksi
from areas.bulan import Bulan
from areas.isi import IsiArea, IsiIndikator, IsiKegiatan, IsiPohon, IsiSubKegiatan
from areas.models import JenisRencana, Pohon, SkemaNomor, TataKolom, Templat
from areas.simpan import tulis_pohon
from reports.models import BagianKeputusan, Keputusan
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


class JenisRencanaFactory(DjangoModelFactory):
    class Meta:
        model = JenisRencana
        django_get_or_create = ("kode",)

    kode = "rb"
    nama = factory.LazyAttribute(lambda jenis: f"Rencana Uji {jenis.kode.upper()}")
    nama_pendek = factory.LazyAttribute(lambda jenis: jenis.kode.upper())


class TataKolomFactory(DjangoModelFactory):
    """A plain layout: kegiatan, sub-kegiatan, indikator, twelve months, remark."""

    class Meta:
        model = TataKolom
        django_get_or_create = ("kode",)

    kode = "uji"
    nama = "Tata kolom uji"
    definisi = factory.LazyFunction(
        lambda: {
            "kolom": [
                {"jenis": "kegiatan", "judul": "Kegiatan", "lebar": 30},
                {"jenis": "sub_kegiatan", "judul": "Sub Kegiatan", "lebar": 40},
                {"jenis": "indikator", "judul": "Indikator Keberhasilan", "lebar": 40},
                {"jenis": "bulan", "judul": "Pelaksanaan (Bulan)", "lebar": 5},
                {"jenis": "ket", "judul": "Ket", "lebar": 15},
            ],
            "baris_judul": ["area"],
        }
    )


class SkemaNomorFactory(DjangoModelFactory):
    """Areas and kegiatan numbered 1. 2. 3., the rest without numbers."""

    class Meta:
        model = SkemaNomor
        django_get_or_create = ("kode",)

    kode = "uji"
    nama = "Skema nomor uji"
    definisi = factory.LazyFunction(
        lambda: {tingkat: {"gaya": "arab", "akhiran": "."} for tingkat in ("area", "kegiatan")}
    )


def isi_contoh(nama: str = "uji", *, area: int = 2, cabang: int = 2, tahun: int = 2026) -> IsiPohon:
    """A tree whose texts name their place ("Kegiatan uji 1.2"): `area` areas, `cabang` rows under each row, and every
    other indikator planned in March of `tahun` and January of the next year."""

    def indikator(tempat: str, nomor: int) -> IsiIndikator:
        bulan = (Bulan(tahun, 3), Bulan(tahun + 1, 1)) if nomor % 2 else ()
        return IsiIndikator(uraian=f"Indikator {tempat}.{nomor}", bulan=bulan, ket="Tentatif" if bulan else "")

    def sub(tempat: str) -> IsiSubKegiatan:
        anak = [indikator(tempat, n) for n in range(1, cabang + 1)]
        return IsiSubKegiatan(uraian=f"Sub {tempat}", rincian=f"Rincian {tempat}", anak=anak)

    def kegiatan(tempat: str) -> IsiKegiatan:
        anak = [sub(f"{tempat}.{n}") for n in range(1, cabang + 1)]
        return IsiKegiatan(uraian=f"Kegiatan {tempat}", pic=["KUL"], anak=anak)

    def satu_area(tempat: str) -> IsiArea:
        return IsiArea(uraian=f"Area {tempat}", anak=[kegiatan(f"{tempat}.{n}") for n in range(1, cabang + 1)])

    return IsiPohon([satu_area(f"{nama} {n}") for n in range(1, area + 1)])


class PohonFactory(DjangoModelFactory):
    """A tree's root; `isi=isi_contoh()` gives it rows."""

    class Meta:
        model = Pohon
        skip_postgeneration_save = True

    tata_kolom = factory.SubFactory(TataKolomFactory)
    skema_nomor = factory.SubFactory(SkemaNomorFactory)

    @factory.post_generation
    def isi(self: Any, create: bool, isi: IsiPohon | None, **_: Any) -> None:
        if create and isi:
            tulis_pohon(self, isi)


class TemplatFactory(DjangoModelFactory):
    class Meta:
        model = Templat

    kode = factory.Sequence(lambda n: f"templat-uji-{n}")
    nama = factory.LazyAttribute(lambda templat: f"Templat {templat.kode}")
    jenis = factory.SubFactory(JenisRencanaFactory)
    pohon = factory.SubFactory(PohonFactory)


class RencanaAksiFactory(DjangoModelFactory):
    """A draft of Alor for 2026 without rows; `pohon__isi=isi_contoh()` gives it some."""

    class Meta:
        model = RencanaAksi

    satker = factory.SubFactory(SatkerFactory, kode="5305")
    tahun = 2026
    jenis = factory.SubFactory(JenisRencanaFactory)
    pohon = factory.SubFactory(PohonFactory)


class KeputusanFactory(DjangoModelFactory):
    """A decree with one consideration, one legal basis and one diktum."""

    class Meta:
        model = Keputusan
        skip_postgeneration_save = True

    rencana = factory.SubFactory(RencanaAksiFactory)
    nomor = factory.Sequence(lambda n: f"{n + 1}/ORT.07/5305/2026")
    tanggal = datetime.date(2026, 1, 26)
    tempat = "Kalabahi"
    kop = "KOMISI PEMILIHAN UMUM\nKABUPATEN UJI"
    judul = "KEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN UJI"
    tentang = "RENCANA AKSI REFORMASI BIROKRASI"
    pembuka = "KETUA KOMISI PEMILIHAN UMUM KABUPATEN UJI,"
    menetapkan = "KEPUTUSAN TENTANG RENCANA AKSI REFORMASI BIROKRASI."
    jabatan_penanda_tangan = "KETUA KOMISI PEMILIHAN UMUM\nKABUPATEN UJI,"
    nama_penanda_tangan = "NAMA KETUA"
    kepala_lampiran = Keputusan.KepalaLampiran.TANPA
    judul_lampiran = "RENCANA AKSI"

    @factory.post_generation
    def bagian(self: Any, create: bool, bagian: Any, **_: Any) -> None:
        if create:
            BagianKeputusan.objects.bulk_create(
                BagianKeputusan(keputusan=self, bagian=jenis, urutan=urutan, label=label, teks=f"isi {jenis};")
                for urutan, (jenis, label) in enumerate((("menimbang", ""), ("mengingat", ""), ("diktum", "KESATU")), 1)
            )
