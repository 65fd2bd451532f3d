"""Addresses and forms that nobody should send: answered, never with a server error."""

from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from django.test import Client
from django.urls import reverse

from actionplans.models import RencanaAksi
from satker.pilihan import Cakupan, Peran
from tests.factories import KeputusanFactory, PenugasanFactory, RencanaAksiFactory, SatkerFactory, isi_contoh

pytestmark = pytest.mark.django_db

PARAMETER = ("halaman", "versi", "bentuk", "cari", "tahun", "jenis", "provinsi", "status", "next", "q", "p", "o", "e")
NILAI = {
    "huruf": "abc",
    "negatif": "-1",
    "nol": "0",
    "raksasa": "1" + "0" * 30,
    "sangat panjang": "9" * 5000,
    "teks panjang": "x" * 5000,
    "NUL": "%00",
    "NUL di dalam": "a%00b",
    "bukan UTF-8": "%ff%fe",
    "setengah pasangan": "%ed%a0%80",
    "superskrip": "%c2%b2%c2%b2%c2%b2%c2%b2",
    "pecahan": "1.5",
    "tak hingga": "1e999",
    "kutip": "'%22%3Cscript%3Ealert(1)%3C/script%3E",
    "SQL": "1%27%20OR%201=1--",
    "format": "%25s%25d{0}{{7*7}}",
    "jalur": "../../../etc/passwd",
    "baris baru": "a%0d%0aSet-Cookie:x=1",
    "emoji": "%F0%9F%98%80",
    "kosong": "",
}
ALAMAT = ("/", "/rencana/", "/masuk/", "{rencana}", "{rencana}keputusan/", "{rencana}keputusan/salinan.pdf")
SENDIRIAN = {
    "/rencana/": ("halaman", "cari", "tahun", "jenis", "provinsi", "status"),
    "/masuk/": ("next",),
    "{rencana}": ("versi",),
    "{rencana}keputusan/": ("versi", "bentuk"),
    "{rencana}keputusan/salinan.pdf": ("versi", "unduh"),
}
ADMIN = ("/admin/", "/admin/satker/satker/", "/admin/satker/pengguna/", "/admin/areas/templat/", "/admin/areas/area/")


@pytest.fixture
def rencana() -> RencanaAksi:
    rencana = RencanaAksiFactory(pohon__isi=isi_contoh(area=1, cabang=1))
    KeputusanFactory(rencana=rencana)
    return rencana


@pytest.fixture
def admin(client: Client, rencana: RencanaAksi) -> Client:
    """Signed in as an admin nasional, whom every page is open to."""
    ri = SatkerFactory(kode="00")
    tugas = PenugasanFactory(peran=Peran.ADMIN_NASIONAL, cakupan=Cakupan.NASIONAL, satker=ri, pengguna__is_staff=True)
    client.force_login(tugas.pengguna)
    return client


def periksa(jawaban: Any, alamat: str) -> None:
    """Not a server error; what was sent is not given back as markup; no header was smuggled in."""
    assert jawaban.status_code < 500, alamat
    assert b"<script>alert(1)" not in jawaban.content, alamat
    assert b"root:" not in jawaban.content, alamat
    assert "x" not in jawaban.cookies, alamat


@pytest.mark.parametrize("nilai", NILAI.values(), ids=NILAI)
def test_kueri_buruk(admin: Client, rencana: RencanaAksi, nilai: str) -> None:
    for templat in (*ALAMAT, *ADMIN):
        alamat = templat.format(rencana=rencana.get_absolute_url())
        kueri = "&".join(f"{nama}={nilai}" for nama in PARAMETER)
        larik = "&".join(f"{nama}[]={nilai}&{nama}={nilai}&{nama}=2" for nama in PARAMETER)
        for satu in (f"{alamat}?{kueri}&{nilai}={nilai}", f"{alamat}?{larik}&{nilai}"):
            periksa(admin.get(satu), satu)


@pytest.mark.parametrize("nilai", NILAI.values(), ids=NILAI)
def test_satu_parameter_buruk_sendirian(admin: Client, rencana: RencanaAksi, nilai: str) -> None:
    """Alone, so that no other bad value stops it early."""
    for alamat, parameter in SENDIRIAN.items():
        for nama in parameter:
            satu = f"{alamat.format(rencana=rencana.get_absolute_url())}?{nama}={nilai}"
            periksa(admin.get(satu), satu)


@pytest.mark.parametrize("nilai", NILAI.values(), ids=NILAI)
def test_jalur_buruk(admin: Client, rencana: RencanaAksi, nilai: str) -> None:
    for alamat in (
        f"/{nilai}",
        f"/rencana/{nilai}/",
        f"/rencana/{nilai}/kab-alor/rb/",
        f"/rencana/2026/{nilai}/rb/",
        f"/rencana/2026/kab-alor/{nilai}/",
        f"{rencana.get_absolute_url()}{nilai}/",
        f"{rencana.get_absolute_url()}keputusan/{nilai}.pdf",
        f"{rencana.get_absolute_url()}keputusan/{nilai}/1.png",
        f"{rencana.get_absolute_url()}keputusan/salinan/{nilai}.png",
        f"/admin/areas/area/{nilai}/change/",
        f"/admin/satker/satker/{nilai}/change/",
        f"/admin/satker/pengguna/{nilai}/password/",
        f"/admin/r/{nilai}/{nilai}/",
    ):
        periksa(admin.get(alamat, follow=True), alamat)


@pytest.mark.parametrize("nilai", NILAI.values(), ids=NILAI)
def test_isian_masuk_yang_buruk(client: Client, nilai: str) -> None:
    teks = unquote_to_bytes(nilai).decode("utf-8", "replace")
    for isian in (
        {"username": teks, "password": teks},
        {"username": "a@contoh.example", "password": teks, "next": teks},
        {"username": f"{teks}@contoh.example", "password": "x"},
        {teks: teks},
    ):
        jawaban = client.post(reverse("masuk"), isian)
        periksa(jawaban, str(isian)[:80])
        assert "_auth_user_id" not in client.session


def test_kiriman_yang_rusak(client: Client) -> None:
    """Bodies that are no forms."""
    for jenis, isi in (
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data"),
        ("application/x-www-form-urlencoded; charset=tidak-ada", b"username=a"),
        ("application/x-www-form-urlencoded", b"%ff%fe=%00&" * 500),
        ("application/json", b"{"),
        ("", b"\x00" * 100),
    ):
        jawaban = client.generic("POST", reverse("masuk"), isi, content_type=jenis)
        assert jawaban.status_code in {200, 400}, jenis


@pytest.mark.parametrize("kepala", ["accept-language", "accept-encoding", "cookie", "referer", "x-forwarded-proto"])
@pytest.mark.parametrize("nilai", ["\xff", "a" * 4000, "gzip;q=abc", "sessionid=\x01; csrftoken=;;==", "zz-ZZ-" * 50])
def test_kepala_permintaan_buruk(client: Client, kepala: str, nilai: str) -> None:
    assert client.get(reverse("masuk"), headers={kepala: nilai}).status_code == 200


def test_tuan_rumah_asing_ditolak_dengan_halaman_sendiri(client: Client) -> None:
    jawaban = client.get(reverse("masuk"), headers={"host": "jahat.example"})
    assert jawaban.status_code == 400
    assert "Permintaan tidak dapat dibaca" in jawaban.content.decode()
