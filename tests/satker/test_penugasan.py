"""What cannot be: roles in a scope that does not fit them, offices out of their place."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import ProtectedError

from satker.models import Pengguna, Penugasan, Satker
from satker.pilihan import Cakupan, Peran, Tingkat
from tests.factories import PenggunaFactory, PenugasanFactory, SatkerFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("peran", "cakupan"),
    [
        (Peran.OPERATOR, Cakupan.PROVINSI),
        (Peran.OPERATOR, Cakupan.NASIONAL),
        (Peran.PEJABAT, Cakupan.PROVINSI),
        (Peran.REVIEWER, Cakupan.SATKER),
        (Peran.ADMIN_NASIONAL, Cakupan.SATKER),
        (Peran.ADMIN_NASIONAL, Cakupan.PROVINSI),
    ],
)
def test_basis_data_menolak_cakupan_yang_tidak_sesuai(peran: Peran, cakupan: Cakupan) -> None:
    with pytest.raises(IntegrityError):
        PenugasanFactory(peran=peran, cakupan=cakupan)


def test_basis_data_menolak_selesai_sebelum_mulai_dan_penugasan_ganda() -> None:
    tugas = PenugasanFactory()
    with pytest.raises(ValidationError, match="sebelum tanggal mulai"):
        Penugasan(
            pengguna=PenggunaFactory(),
            peran=Peran.OPERATOR,
            satker=tugas.satker,
            mulai=datetime.date(2026, 2, 1),
            selesai=datetime.date(2026, 1, 31),
        ).full_clean()
    with pytest.raises(IntegrityError):
        PenugasanFactory(pengguna=tugas.pengguna, satker=tugas.satker)


@pytest.mark.parametrize(
    ("cakupan", "kode", "pesan"),
    [
        (Cakupan.PROVINSI, "5305", "kantor provinsi"),
        (Cakupan.PROVINSI, "00", "kantor provinsi"),
        (Cakupan.NASIONAL, "53", "KPU RI"),
    ],
)
def test_cakupan_menuntut_tingkat_kantor(cakupan: Cakupan, kode: str, pesan: str) -> None:
    tugas = PenugasanFactory.build(
        pengguna=PenggunaFactory(), peran=Peran.PEMBACA, cakupan=cakupan, satker=SatkerFactory(kode=kode)
    )
    with pytest.raises(ValidationError, match=pesan):
        tugas.full_clean()


@pytest.mark.parametrize(
    ("isian", "pesan"),
    [
        ({"kode": "53.0"}, "tidak dikenali"),
        ({"tingkat": Tingkat.PROVINSI}, "kode tingkat Kabupaten/kota"),
        ({"kode": "5405"}, "berkode 54"),
        ({"induk": None}, "memerlukan satker induk"),
    ],
)
def test_kantor_di_tempat_yang_salah(isian: dict[str, Any], pesan: str) -> None:
    satker = SatkerFactory(kode="5305")
    for nama, nilai in isian.items():
        setattr(satker, nama, nilai)
    with pytest.raises(ValidationError, match=pesan):
        satker.full_clean(exclude=["kode"])


def test_kantor_yang_masih_dipakai_tidak_terhapus() -> None:
    tugas = PenugasanFactory()
    with pytest.raises(ProtectedError):
        tugas.satker.delete()
    with pytest.raises(ProtectedError):
        Satker.objects.dengan_kode("53").delete()
    with pytest.raises(ProtectedError):
        tugas.pengguna.delete()


def test_surel_unik_tanpa_membedakan_huruf_besar() -> None:
    Pengguna.objects.create_user("Ani@KPU.go.id", nama="Ani")
    assert Pengguna.objects.get().email == "ani@kpu.go.id"
    with pytest.raises(ValidationError, match="sudah dipakai"):
        Pengguna(email="ANI@kpu.go.id", nama="Ani lain", password="x").full_clean()
    with pytest.raises(IntegrityError):
        Pengguna.objects.bulk_create([Pengguna(email="ANI@kpu.go.id", nama="Ani lain")])


def test_membuat_akun() -> None:
    with pytest.raises(ValueError, match="Surel"):
        Pengguna.objects.create_user("")
    akun = Pengguna.objects.create_superuser("admin@kpu.go.id", "rahasia-sekali", nama="Admin Utama")
    assert (akun.is_staff, akun.is_superuser, akun.akun_demo) == (True, True, False)
    assert akun.check_password("rahasia-sekali")
    assert (str(akun), akun.get_short_name()) == ("Admin Utama", "Admin")


def test_cari_satker_dalam_dua_ejaan() -> None:
    alor = SatkerFactory(kode="5305", nama_pendek="KPU Kabupaten Alor", tempat="Kalabahi")
    SatkerFactory(kode="5207", nama_pendek="KPU Kabupaten Sumbawa Barat")
    for teks in ("53.05", "5305", "alor", "kabupaten alor", "kalabahi", "53.0", "alor 53"):
        assert list(Satker.objects.cari(teks)) == [alor], teks
    assert not Satker.objects.cari("alor 52.07").exists()
    assert Satker.objects.cari("").count() == Satker.objects.count()
