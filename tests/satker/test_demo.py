from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from satker.demo import SurelDipakai, daftar_akun_demo, muat_akun_demo
from satker.models import Pengguna, Penugasan, Satker
from satker.pilihan import Peran
from satker.register import HasilMuat
from tests.factories import PenggunaFactory

pytestmark = pytest.mark.django_db
SANDI = "sandi-contoh-bersama"


def test_akun_contoh_lengkap(register: HasilMuat) -> None:
    akun = muat_akun_demo(SANDI)
    assert len(akun) == 15
    assert ("operator.alor@demo.rb.example", "KPU Kabupaten Alor") in {(a.email, a.satker) for a in akun}
    for kode in ("5207", "6112", "5305", "1905"):
        peran = Penugasan.objects.filter(satker__kode=kode).values_list("peran", flat=True)
        assert {Peran.OPERATOR, Peran.PEJABAT} <= set(peran)
        reviewer = Penugasan.objects.filter(peran=Peran.REVIEWER, satker__kode=kode[:2])
        assert Satker.objects.visible_to(reviewer.get().pengguna).filter(kode=kode).exists()
    for tugas in Penugasan.objects.select_related("pengguna", "satker"):
        tugas.full_clean()
        assert tugas.pengguna.akun_demo
        assert tugas.pengguna.check_password(SANDI)
        assert tugas.pengguna.is_staff == (tugas.peran == Peran.ADMIN_NASIONAL)
        assert not tugas.pengguna.is_superuser


def test_diulang_tanpa_menggandakan_dan_sandi_dapat_diganti(register: HasilMuat) -> None:
    awal = muat_akun_demo(SANDI)
    sebelum = set(Pengguna.objects.values_list("pk", "password"))
    assert muat_akun_demo(SANDI) == awal
    assert set(Pengguna.objects.values_list("pk", "password")) == sebelum, "running sessions stay signed in"
    assert Penugasan.objects.count() == 15
    muat_akun_demo("sandi-yang-lain")
    assert all(akun.check_password("sandi-yang-lain") for akun in Pengguna.objects.all())


def test_ditolak_di_luar_mode_demo(register: HasilMuat, settings: Any) -> None:
    muat_akun_demo(SANDI)
    settings.DEMO = False
    with pytest.raises(ImproperlyConfigured, match="mode demo"):
        muat_akun_demo(SANDI)
    assert daftar_akun_demo() == []


def test_akun_sungguhan_tidak_diambil_alih(register: HasilMuat) -> None:
    PenggunaFactory(email="operator.alor@demo.rb.example")
    with pytest.raises(SurelDipakai, match="akun sungguhan"):
        muat_akun_demo(SANDI)
    assert Pengguna.objects.count() == 1
