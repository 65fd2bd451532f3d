"""Django admin of the register: who opens it, what it finds, what it refuses."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from satker.models import Pengguna, Satker, Subbag
from satker.pilihan import Peran
from satker.register import HasilMuat
from satker.subbag import tetapkan_alias
from tests.factories import PenggunaFactory, PenugasanFactory, SatkerFactory

pytestmark = pytest.mark.django_db

SATKER = "admin:satker_satker"
PENGGUNA = "admin:satker_pengguna"


@pytest.fixture
def admin_nasional(client: Client) -> Pengguna:
    akun = PenugasanFactory(peran=Peran.ADMIN_NASIONAL, pengguna__is_staff=True).pengguna
    client.force_login(akun)
    return akun


def isian_formset(jawaban: Any) -> dict[str, Any]:
    """Every value that the page's form would send back unchanged."""
    formulir = jawaban.context["adminform"].form
    isian = {nama: formulir[nama].value() for nama in formulir.fields}
    for inline in jawaban.context["inline_admin_formsets"]:
        formset = inline.formset
        for form in [formset.management_form, *formset.forms]:
            isian |= {form.add_prefix(nama): form[nama].value() for nama in form.fields}
    kosong = [nama for nama, nilai in isian.items() if nilai is None or nilai is False or nama == "logo"]
    return {nama: nilai for nama, nilai in isian.items() if nama not in kosong}


def test_daftar_dan_halaman_satker_terbuka(client: Client, admin_nasional: Pengguna, register: HasilMuat) -> None:
    daftar = client.get(reverse(f"{SATKER}_changelist"))
    assert daftar.status_code == 200
    assert "5305 (53.05)" in client.get(reverse(f"{SATKER}_changelist"), {"q": "alor"}).content.decode()
    alor = Satker.objects.dengan_kode("5305")
    halaman = client.get(reverse(f"{SATKER}_change", args=[alor.pk])).content.decode()
    assert "PRODATA" in halaman
    assert "Ditulis juga sebagai" in halaman
    assert client.get(reverse(f"{SATKER}_add")).status_code == 200


@pytest.mark.parametrize("cari", ["53.05", "5305", "alor", "Kalabahi"])
def test_pencarian_satker(client: Client, admin_nasional: Pengguna, cari: str) -> None:
    SatkerFactory(kode="5305", nama_pendek="KPU Kabupaten Alor", tempat="Kalabahi")
    SatkerFactory(kode="5207", nama_pendek="KPU Kabupaten Sumbawa Barat", tempat="Taliwang")
    jawaban = client.get(reverse(f"{SATKER}_changelist"), {"q": cari})
    assert [satker.kode for satker in jawaban.context["cl"].result_list] == ["5305"]


def test_saringan_satker(client: Client, admin_nasional: Pengguna, register: HasilMuat) -> None:
    alamat = reverse(f"{SATKER}_changelist")
    jumlah = client.get(alamat, {"provinsi": "53"}).context["cl"].result_count
    assert jumlah == Satker.objects.filter(induk__kode="53").count() + 1
    saringan = {"tingkat__exact": "provinsi", "zona__exact": "wit", "kop__exact": "logo", "aktif__exact": "1"}
    assert client.get(alamat, saringan).context["cl"].result_count == 8


def test_daftar_satker_tidak_bertambah_kueri(
    client: Client, admin_nasional: Pengguna, register: HasilMuat, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(12):
        client.get(reverse(f"{SATKER}_changelist"))


def test_pilihan_satker_dicari_dalam_dua_ejaan(client: Client, admin_nasional: Pengguna, register: HasilMuat) -> None:
    jawaban = client.get(
        reverse("admin:autocomplete"),
        {"term": "53.05", "app_label": "satker", "model_name": "penugasan", "field_name": "satker"},
    )
    assert [butir["text"] for butir in jawaban.json()["results"]] == ["KPU Kabupaten Alor"]


def test_satker_baru_dengan_kode_bertitik(client: Client, admin_nasional: Pengguna) -> None:
    induk = SatkerFactory(kode="53")
    alamat = reverse(f"{SATKER}_add")
    isian = isian_formset(client.get(alamat)) | {
        "kode": "53.99",
        "tingkat": "kabkota",
        "induk": induk.pk,
        "wilayah": "Kabupaten Baru",
        "nama_resmi": "Komisi Pemilihan Umum Kabupaten Baru",
        "nama_pendek": "KPU Kabupaten Baru",
    }
    assert client.post(alamat, isian).status_code == 302
    assert Satker.objects.dengan_kode("5399").slug == "kab-baru"
    galat = client.post(alamat, isian | {"kode": "53.9"}).context["adminform"].form.errors
    assert "tidak dikenali" in str(galat["kode"])


def test_subbag_dan_sebutannya_diubah(client: Client, admin_nasional: Pengguna) -> None:
    alor = SatkerFactory(kode="5305")
    kul = Subbag.objects.create(satker=alor, kode="KUL", nama="Keuangan", urutan=1)
    hukum = Subbag.objects.create(satker=alor, kode="HUKUM", nama="Hukum", urutan=2)
    tetapkan_alias(subbag=kul, tulisan=["umum", "logistik"])
    alamat = reverse(f"{SATKER}_change", args=[alor.pk])
    isian = isian_formset(client.get(alamat))
    assert isian["subbag-0-sebutan_lain"] == "umum\nlogistik"

    pindah = isian | {"subbag-0-sebutan_lain": "umum", "subbag-1-sebutan_lain": "Logistik\nHUKUM & SDM"}
    assert client.post(alamat, pindah).status_code == 302
    assert Subbag.objects.kenali(alor, "logistik") == hukum
    assert Subbag.objects.kenali(alor, "hukum dan sdm") == hukum
    assert Subbag.objects.kenali(alor, "umum") == kul

    ganda = client.post(alamat, pindah | {"subbag-1-sebutan_lain": "Umum"})
    assert ganda.status_code == 200
    assert "sudah menjadi sebutan KUL" in ganda.content.decode()

    hapus = client.post(alamat, pindah | {"subbag-0-DELETE": "on", "subbag-1-sebutan_lain": "umum"})
    assert hapus.status_code == 302
    assert list(alor.subbag.all()) == [hukum]
    assert Subbag.objects.kenali(alor, "umum") == hukum


def test_kode_satker_dari_register_tidak_dapat_diubah(
    client: Client, admin_nasional: Pengguna, register: HasilMuat
) -> None:
    alor = Satker.objects.dengan_kode("5305")
    alamat = reverse(f"{SATKER}_change", args=[alor.pk])
    isian = isian_formset(client.get(alamat))
    assert not {"kode", "tingkat", "induk", "slug"} & set(isian)
    assert client.post(alamat, isian | {"kode": "5399", "tempat": "Kalabahi Kota"}).status_code == 302
    alor.refresh_from_db()
    assert (alor.kode, alor.tempat) == ("5305", "Kalabahi Kota")


def test_satker_yang_masih_dipakai_tidak_terhapus(client: Client, admin_nasional: Pengguna) -> None:
    alor = PenugasanFactory().satker
    jawaban = client.post(reverse(f"{SATKER}_delete", args=[alor.pk]), {"post": "yes"})
    assert jawaban.status_code == 403 or jawaban.context["protected"]
    assert Satker.objects.filter(pk=alor.pk).exists()


@pytest.mark.parametrize("cari", ["5305", "53.05", "yuli", "YULI@kpu.go.id", "alor"])
def test_pencarian_pengguna(client: Client, admin_nasional: Pengguna, cari: str) -> None:
    satker = SatkerFactory(kode="5305", nama_pendek="KPU Kabupaten Alor")
    yuli = PenugasanFactory(satker=satker, pengguna__nama="Yuli", pengguna__email="yuli@kpu.go.id").pengguna
    PenugasanFactory(pengguna=yuli, satker=satker, peran=Peran.PEJABAT)
    PenugasanFactory(satker=SatkerFactory(kode="5207", nama_pendek="KPU Kabupaten Sumbawa Barat"))
    jawaban = client.get(reverse(f"{PENGGUNA}_changelist"), {"q": cari})
    assert list(jawaban.context["cl"].result_list) == [yuli]


def test_pengguna_baru_dengan_penugasan(client: Client, admin_nasional: Pengguna) -> None:
    alamat = reverse(f"{PENGGUNA}_add")
    isian = isian_formset(client.get(alamat)) | {
        "email": "Baru@KPU.go.id",
        "nama": "Orang Baru",
        "usable_password": "true",
        "password1": "sandi-panjang-sekali-77",
        "password2": "sandi-panjang-sekali-77",
        "penugasan-TOTAL_FORMS": "1",
        "penugasan-0-peran": "operator",
        "penugasan-0-cakupan": "satker",
        "penugasan-0-satker": SatkerFactory(kode="5305").pk,
        "penugasan-0-mulai": "2026-01-01",
    }
    salah = client.post(alamat, isian | {"penugasan-0-cakupan": "nasional"})
    assert "Untuk cakupan ini pilih KPU RI" in salah.content.decode()
    assert client.post(alamat, isian).status_code == 302
    baru = Pengguna.objects.get(email="baru@kpu.go.id")
    assert baru.check_password("sandi-panjang-sekali-77")
    assert [tugas.satker.kode for tugas in baru.penugasan.all()] == ["5305"]


def test_admin_nasional_tidak_membuat_atau_mengubah_superuser(client: Client, admin_nasional: Pengguna) -> None:
    biasa, superuser = PenggunaFactory(), PenggunaFactory(is_superuser=True)
    alamat = reverse(f"{PENGGUNA}_change", args=[biasa.pk])
    isian = isian_formset(client.get(alamat)) | {"is_superuser": "on", "nama": "Nama Baru"}
    assert client.post(alamat, isian).status_code == 302
    biasa.refresh_from_db()
    assert (biasa.nama, biasa.is_superuser) == ("Nama Baru", False)
    for nama in ("satker_pengguna_change", "auth_user_password_change", "satker_pengguna_delete"):
        assert client.get(reverse(f"admin:{nama}", args=[superuser.pk])).status_code == 403


@pytest.mark.parametrize(
    "halaman", [f"{model}_{nama}" for model in (SATKER, PENGGUNA) for nama in ("changelist", "add")]
)
@pytest.mark.parametrize(
    ("peran", "staf", "status"),
    [
        (Peran.ADMIN_NASIONAL, True, 200),
        (Peran.ADMIN_NASIONAL, False, 302),  # not staff: the admin site's own sign-in
        (Peran.OPERATOR, True, 403),
        (Peran.REVIEWER, True, 403),
        (Peran.PEMBACA, True, 403),
        (None, True, 403),
    ],
)
def test_siapa_membuka_halaman_pengelolaan(
    client: Client, halaman: str, peran: Peran | None, staf: bool, status: int
) -> None:
    akun = PenggunaFactory(is_staff=staf)
    if peran:
        PenugasanFactory(pengguna=akun, peran=peran)
    client.force_login(akun)
    assert client.get(reverse(halaman)).status_code == status


def test_superuser_membuka_semuanya(admin_client: Client) -> None:
    for halaman in (SATKER, PENGGUNA):
        for nama in ("changelist", "add"):
            assert admin_client.get(reverse(f"{halaman}_{nama}")).status_code == 200
    assert "Satker dan pengguna" in admin_client.get(reverse("admin:index")).content.decode()


def test_daftar_pengguna_menyebut_penugasan_tanpa_kueri_tambahan(
    client: Client, admin_nasional: Pengguna, django_assert_max_num_queries: Any
) -> None:
    satker = SatkerFactory(kode="5305", nama_pendek="KPU Kabupaten Alor")
    for _ in range(5):
        PenugasanFactory(satker=satker, peran=Peran.OPERATOR)
    with django_assert_max_num_queries(12):
        halaman = client.get(reverse(f"{PENGGUNA}_changelist"))
    assert "Operator satker, KPU Kabupaten Alor" in halaman.content.decode()


def test_satker_tidak_dihapus_dari_halaman_pengguna(client: Client, admin_nasional: Pengguna) -> None:
    halaman = client.get(reverse(f"{PENGGUNA}_change", args=[admin_nasional.pk])).content.decode()
    assert "Penugasan" in halaman
    assert "delete_id_penugasan" not in halaman
