"""Signing in and out, and accounts that may not."""

from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client, RequestFactory
from django.urls import reverse

from satker.masuk import PortalBackend
from tests.factories import SANDI, PenggunaFactory, PenugasanFactory

pytestmark = pytest.mark.django_db


def masuk(client: Client, email: str, sandi: str = SANDI, **isian: str) -> Any:
    return client.post(reverse("masuk"), {"username": email, "password": sandi, **isian})


def sudah_masuk(client: Client) -> bool:
    """Asks the server: a signed-in visitor of the sign-in page is sent on."""
    return client.get(reverse("masuk")).status_code == 302


def test_masuk_dengan_surel_tanpa_membedakan_huruf_besar(client: Client) -> None:
    PenggunaFactory(email="ani@kpu.go.id")
    jawaban = masuk(client, " ANI@kpu.GO.id ")
    assert (jawaban.status_code, jawaban.url) == (302, reverse("beranda"))
    assert sudah_masuk(client)


def test_kembali_ke_halaman_yang_dituju_tetapi_tidak_ke_situs_lain(client: Client) -> None:
    PenggunaFactory(email="ani@kpu.go.id")
    assert masuk(client, "ani@kpu.go.id", next="/rencana/?tahun=2026").url == "/rencana/?tahun=2026"
    client.logout()
    assert masuk(client, "ani@kpu.go.id", next="https://lain.example/").url == reverse("beranda")


@pytest.mark.parametrize("sandi", ["salah", ""])
def test_sandi_salah_dijawab_sama_dengan_akun_yang_tidak_ada(client: Client, sandi: str) -> None:
    PenggunaFactory(email="ani@kpu.go.id")
    PenggunaFactory(email="tutup@kpu.go.id", is_active=False)
    galat = {
        str(masuk(client, email, sandi).context["form"].errors) for email in ("ani@kpu.go.id", "tidakada@kpu.go.id")
    }
    assert len(galat) == 1
    assert ("belum cocok" if sandi else "Isi kata sandi") in galat.pop()
    assert not sudah_masuk(client)


def test_akun_tertutup_tidak_dapat_masuk_dan_sesinya_berakhir(client: Client) -> None:
    akun = PenggunaFactory(email="ani@kpu.go.id")
    masuk(client, "ani@kpu.go.id")
    akun.is_active = False
    akun.save()
    assert not sudah_masuk(client)
    assert "belum cocok" in str(masuk(client, "ani@kpu.go.id").context["form"].errors)


def test_surel_yang_tidak_lengkap_dijelaskan(client: Client) -> None:
    galat = masuk(client, "ani").context["form"].errors
    assert "belum lengkap" in str(galat["username"])


def test_halaman_masuk_terbuka_dan_halaman_lain_tertutup(client: Client) -> None:
    assert client.get(reverse("masuk")).status_code == 200
    jawaban = client.get(reverse("beranda"))
    assert jawaban.status_code == 302
    assert jawaban.url.startswith(reverse("masuk"))


def test_keluar_hanya_dengan_post(client: Client) -> None:
    client.force_login(PenggunaFactory())
    assert client.get(reverse("keluar")).status_code == 405
    assert sudah_masuk(client)
    assert client.post(reverse("keluar")).url == reverse("masuk")
    assert not sudah_masuk(client)


def test_akun_contoh_ditolak_di_luar_mode_demo_juga_sesi_lamanya(client: Client, settings: Any) -> None:
    PenugasanFactory(pengguna__email="ani@demo.rb.example", pengguna__akun_demo=True)
    masuk(client, "ani@demo.rb.example")
    assert sudah_masuk(client)
    settings.DEMO = False
    assert not sudah_masuk(client)
    assert "belum cocok" in str(masuk(client, "ani@demo.rb.example").context["form"].errors)
    assert not sudah_masuk(client)


@pytest.mark.parametrize("email", ["ada@kpu.go.id", "contoh@demo.rb.example", "tutup@kpu.go.id", "tidakada@kpu.go.id"])
def test_setiap_percobaan_menghitung_satu_sandi(
    settings: Any, rf: RequestFactory, monkeypatch: pytest.MonkeyPatch, email: str
) -> None:
    """Each refusal costs one password hash, as a wrong password does: time tells nothing of the account."""
    PenggunaFactory(email="ada@kpu.go.id")
    PenggunaFactory(email="tutup@kpu.go.id", is_active=False)
    PenggunaFactory(email="contoh@demo.rb.example", akun_demo=True)
    settings.DEMO = False
    dihitung: list[str] = []
    asli = MD5PasswordHasher.encode

    def hitung(hasher: MD5PasswordHasher, password: str, salt: str) -> str:
        dihitung.append(password)
        return asli(hasher, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", hitung)
    hasil = PortalBackend().authenticate(rf.post("/"), username=email, password=SANDI)
    assert (hasil is not None) == (email == "ada@kpu.go.id")
    assert dihitung == [SANDI]


def test_daftar_akun_contoh_hanya_dalam_mode_demo(client: Client, settings: Any) -> None:
    PenugasanFactory(pengguna__email="ani@demo.rb.example", pengguna__akun_demo=True)
    PenugasanFactory(pengguna__email="sungguhan@kpu.go.id")
    settings.SANDI_DEMO = "sandi-bersama-1"
    konteks = client.get(reverse("masuk")).context
    assert [(akun.email, akun.peran) for akun in konteks["akun_demo"]] == [("ani@demo.rb.example", "Operator satker")]
    assert konteks["sandi_demo"] == "sandi-bersama-1"
    settings.DEMO = False
    konteks = client.get(reverse("masuk")).context
    assert (konteks["akun_demo"], konteks["sandi_demo"]) == ([], "")


def test_isian_kosong_ditolak() -> None:
    assert authenticate(username="", password="") is None
    assert authenticate(username=None, password=None) is None
