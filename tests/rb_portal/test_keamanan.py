"""What every answer promises to the browser, and what the settings are when nobody sets anything."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from actionplans.models import RencanaAksi
from satker.models import Pengguna
from satker.pilihan import Cakupan, Peran
from tests.factories import (
    SANDI,
    KeputusanFactory,
    PenggunaFactory,
    PenugasanFactory,
    RencanaAksiFactory,
    SatkerFactory,
    TemplatFactory,
    isi_contoh,
)

AKAR = Path(settings.BASE_DIR)


# ---------------------------------------------------------------------------------------------------------------------
# Every page


@pytest.fixture
def rencana(db: None) -> RencanaAksi:
    rencana = RencanaAksiFactory(pohon__isi=isi_contoh())
    KeputusanFactory(rencana=rencana)
    RencanaAksiFactory(pohon__isi=isi_contoh(), versi=2)
    TemplatFactory(pohon__isi=isi_contoh())
    return rencana


@pytest.fixture
def jawaban(rencana: RencanaAksi) -> dict[str, Any]:
    """An answer of each kind: portal, admin site, files, errors."""
    tugas = PenugasanFactory(
        peran=Peran.ADMIN_NASIONAL,
        cakupan=Cakupan.NASIONAL,
        satker=SatkerFactory(kode="00"),
        pengguna__is_staff=True,
    )
    PenugasanFactory(pengguna=tugas.pengguna)  # and operator of Alor, so that everything opens
    admin, tamu = Client(), Client(enforce_csrf_checks=True)
    admin.force_login(tugas.pengguna)
    polos = Client()
    polos.force_login(PenggunaFactory())
    alamat = rencana.get_absolute_url()
    hasil = {
        alamat: admin.get(alamat)
        for alamat in (
            "/",
            "/rencana/",
            "/rencana/?cari=tidak-ada-yang-begini",
            "/rencana/?tahun=salah&halaman=x",
            "/rencana/mulai/",
            alamat,
            f"{alamat}?versi=1",
            f"{alamat}keputusan/",
            f"{alamat}keputusan/?versi=1",
            f"{alamat}keputusan/salinan.pdf?versi=1",
            f"{alamat}keputusan/salinan/1.png?versi=1",
            "/tidak-ada/",
            "/admin/",
            "/admin/satker/",
            "/admin/tidak-ada/",
            "/admin/password_change/",
        )
    }
    for model in ("satker/satker", "satker/pengguna", "areas/jenisrencana", "areas/tatakolom", "areas/skemanomor"):
        hasil |= {f"/admin/{model}/{satu}": admin.get(f"/admin/{model}/{satu}") for satu in ("", "add/")}
    for model in ("templat", "area", "kegiatan", "subkegiatan", "indikator"):
        hasil[f"/admin/areas/{model}/"] = admin.get(f"/admin/areas/{model}/")
    satker, pengguna = f"/admin/satker/satker/{rencana.satker_id}/", f"/admin/satker/pengguna/{tugas.pengguna.pk}/"
    for satu in (f"{satker}change/", f"{satker}history/", f"{pengguna}change/", f"{pengguna}password/"):
        hasil[satu] = admin.get(satu)
    hasil |= {
        "masuk": tamu.get("/masuk/"),
        "masuk ditolak": Client().post("/masuk/", {"username": "a@contoh.example", "password": "salah"}),
        "dialihkan": tamu.get("/rencana/"),
        "tanpa token": tamu.post("/masuk/", {"username": "a@contoh.example", "password": "salah"}),
        "bukan staf": polos.get("/admin/", follow=True),
        "tanpa penugasan": polos.get("/"),
        "tuan rumah asing": tamu.get("/masuk/", headers={"host": "jahat.example"}),
    }
    return hasil


def arahan(csp: str) -> dict[str, list[str]]:
    """Directive → sources of a Content-Security-Policy."""
    return {kata[0]: kata[1:] for bagian in csp.split(";") if (kata := bagian.split())}


# Nothing but our own files, nothing inline, nothing in frames.
SENDIRI, TIDAK = ["'self'"], ["'none'"]
CSP = {
    "default-src": TIDAK, "base-uri": TIDAK, "frame-src": TIDAK, "frame-ancestors": TIDAK, "form-action": SENDIRI,
    "script-src": SENDIRI, "style-src": SENDIRI, "font-src": SENDIRI, "connect-src": SENDIRI,
    "manifest-src": SENDIRI, "object-src": SENDIRI, "img-src": ["'self'", "data:"],
}  # fmt: skip


def test_kepala_keamanan_di_setiap_jawaban(jawaban: dict[str, Any]) -> None:
    for alamat, satu in jawaban.items():
        assert arahan(satu["Content-Security-Policy"]) == CSP, alamat
        assert satu["X-Content-Type-Options"] == "nosniff", alamat
        assert satu.get("X-Frame-Options") == "DENY" or alamat == "tuan rumah asing", alamat
        assert satu["Referrer-Policy"] == "same-origin", alamat
        assert satu["Cross-Origin-Opener-Policy"] == "same-origin", alamat
        assert not {"Server", "X-Powered-By"} & set(satu.headers), alamat


class Sebaris(HTMLParser):
    """What a strict policy refuses, and addresses that leave the site."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.terlarang: list[str] = []
        self.tag: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tag.add(tag)
        atribut = dict(attrs)
        data = atribut.get("type") in {"application/json", "application/ld+json"}
        if tag == "style" or (tag == "script" and not atribut.get("src") and not data):
            self.terlarang.append(f"<{tag}>")
        if tag in {"iframe", "frame", "embed", "object", "base"}:
            self.terlarang.append(f"<{tag}>")
        for nama, nilai in atribut.items():
            if nama == "style" or nama.startswith("on"):
                self.terlarang.append(f"{tag}[{nama}]")
            tujuan = urlsplit(nilai or "") if nama in {"src", "href", "action", "formaction"} else None
            if tujuan and (tujuan.scheme or tujuan.netloc):
                self.terlarang.append(f"{tag}[{nama}={nilai}]")


def test_tidak_ada_yang_sebaris_di_halaman_mana_pun(jawaban: dict[str, Any]) -> None:
    pelanggar = {}
    for alamat, satu in jawaban.items():
        if not satu.content or not satu["Content-Type"].startswith("text/html"):
            continue
        hasil = Sebaris(satu.content.decode())
        assert {"html", "title", "h1"} <= hasil.tag, alamat
        if hasil.terlarang:
            pelanggar[alamat] = hasil.terlarang
    assert pelanggar == {}


def test_setiap_halaman_berbahasa_indonesia_dan_berjudul(jawaban: dict[str, Any]) -> None:
    for alamat, satu in jawaban.items():
        if satu.content and satu["Content-Type"].startswith("text/html"):
            isi = satu.content.decode()
            assert '<html lang="id"' in isi, alamat
            judul = isi.split("<title>")[1].split("</title>")[0].strip()
            assert "RB Portal" in judul, alamat


def test_halaman_pribadi_tidak_disimpan_peramban(jawaban: dict[str, Any]) -> None:
    """After signing out, the back button and the shared computer's cache show nothing."""
    for alamat, satu in jawaban.items():
        simpanan = set(satu.get("Cache-Control", "").split(", "))
        if alamat.startswith("/") and satu.status_code < 400 and satu["Content-Type"].startswith("text/html"):
            assert {"private", "no-store"} <= simpanan, alamat
        assert "public" not in simpanan, alamat


@pytest.mark.django_db
def test_galat_server_tidak_membocorkan_apa_pun(monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(PenggunaFactory())

    def rusak(_: object) -> None:
        raise RuntimeError("rahasia-di-dalam-galat")

    monkeypatch.setattr("rb_portal.views.peran_aktif", rusak)
    satu = client.get("/")
    assert satu.status_code == 500
    assert "Terjadi gangguan di pihak kami" in satu.content.decode()
    assert b"rahasia-di-dalam-galat" not in satu.content
    assert b"Traceback" not in satu.content
    assert arahan(satu["Content-Security-Policy"]) == CSP
    assert Sebaris(satu.content.decode()).terlarang == []


@pytest.mark.parametrize(
    "alamat", ["/media/logo/rahasia.png", "/static/../manage.py", "/static/%2e%2e/manage.py", "/manage.py", "/.env"]
)
def test_berkas_server_tidak_dilayani(client: Client, alamat: str, db: None) -> None:
    satu = client.get(alamat)
    assert satu.status_code == 404
    assert b"DJANGO_SETTINGS_MODULE" not in satu.content


# ---------------------------------------------------------------------------------------------------------------------
# Sessions and forms


@pytest.mark.django_db
def test_kuki_sesi_dan_formulir(client: Client) -> None:
    PenggunaFactory(email="ani@contoh.example")
    sebelum = client.get("/masuk/").cookies["csrftoken"]
    assert sebelum["samesite"] == "Lax"
    client.post("/masuk/", {"username": "ani@contoh.example", "password": SANDI})
    sesi = client.cookies["sessionid"]
    assert sesi["httponly"]
    assert sesi["samesite"] == "Lax"
    assert not sesi["domain"]
    assert int(sesi["max-age"]) <= 12 * 60 * 60


@pytest.mark.django_db
def test_sesi_baru_saat_masuk_dan_dihapus_saat_keluar(client: Client) -> None:
    PenggunaFactory(email="ani@contoh.example")
    titipan = client.session
    titipan["titip"] = 1
    titipan.save()
    lama = client.cookies["sessionid"].value
    client.post("/masuk/", {"username": "ani@contoh.example", "password": SANDI})
    masuk = client.cookies["sessionid"].value
    assert masuk != lama, "a session that somebody planted is not the one that is signed in"
    client.post("/keluar/")
    curian = Client()
    curian.cookies["sessionid"] = masuk
    assert curian.get("/").status_code == 302, "the old session is dead on the server, too"


@pytest.mark.django_db
def test_ganti_sandi_mengakhiri_sesi_lain(client: Client) -> None:
    akun = PenggunaFactory()
    client.force_login(akun)
    akun.set_password("sandi-yang-baru-2")
    akun.save()
    assert client.get("/").status_code == 302


@pytest.mark.django_db
def test_formulir_tanpa_token_dijelaskan() -> None:
    client = Client(enforce_csrf_checks=True)
    satu = client.post("/masuk/", {"username": "a@contoh.example", "password": "x"})
    assert satu.status_code == 403
    assert "Ke beranda" in satu.content.decode()
    client.force_login(PenggunaFactory())
    assert client.post("/keluar/").status_code == 403
    assert client.get("/").status_code == 200, "still signed in: a foreign page cannot sign anybody out"


# ---------------------------------------------------------------------------------------------------------------------
# Settings from the environment


@pytest.fixture
def lingkungan(tmp_path: Path) -> dict[str, str]:
    """An environment in which nothing of ours is set but where the data lies."""
    bersih = {n: v for n, v in os.environ.items() if not n.startswith(("RB_PORTAL_", "DJANGO_", "DATABASE_URL"))}
    return {**bersih, "RB_PORTAL_VAR": str(tmp_path / "var")}


PENGATURAN = """
import json
from rb_portal import settings as s
nama = ("DEBUG", "DEMO", "HTTPS", "ALLOWED_HOSTS", "SECRET_KEY", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE",
        "SESSION_COOKIE_HTTPONLY", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS")
print(json.dumps({n: getattr(s, n, None) for n in nama}))
"""


def pengaturan(lingkungan: dict[str, str], **lain: str) -> dict[str, Any]:
    proses = subprocess.run(
        [sys.executable, "-c", PENGATURAN], env=lingkungan | lain, cwd=AKAR, capture_output=True, text=True, check=True
    )
    hasil: dict[str, Any] = json.loads(proses.stdout)
    return hasil


def test_bawaan_aman(lingkungan: dict[str, str]) -> None:
    bawaan = pengaturan(lingkungan)
    assert (bawaan["DEBUG"], bawaan["DEMO"], bawaan["HTTPS"]) == (False, False, False)
    assert bawaan["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert bawaan["SESSION_COOKIE_HTTPONLY"] is True
    assert pengaturan(lingkungan)["SECRET_KEY"] == bawaan["SECRET_KEY"], "sessions outlive a restart"
    salah = pengaturan(lingkungan, RB_PORTAL_DEBUG="0", RB_PORTAL_DEMO="tidak", RB_PORTAL_HTTPS="false")
    assert (salah["DEBUG"], salah["DEMO"], salah["HTTPS"]) == (False, False, False)


def test_https_menutup_kuki_dan_mengalihkan(lingkungan: dict[str, str]) -> None:
    https = pengaturan(lingkungan, RB_PORTAL_HTTPS="1", RB_PORTAL_SECRET_KEY="k" * 60)
    assert https["SECRET_KEY"] == "k" * 60
    assert https["SESSION_COOKIE_SECURE"] is https["CSRF_COOKIE_SECURE"] is https["SECURE_SSL_REDIRECT"] is True
    assert https["SECURE_HSTS_SECONDS"] >= 60 * 60 * 24 * 365


def test_check_deploy_bersih(lingkungan: dict[str, str]) -> None:
    proses = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        env=lingkungan | {"RB_PORTAL_HTTPS": "1"},
        cwd=AKAR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (proses.returncode, "no issues" in proses.stdout) == (0, True), proses.stdout + proses.stderr


# ---------------------------------------------------------------------------------------------------------------------
# The secret key

KUNCI = """
import sys, time
from pathlib import Path
from rb_portal.rahasia import kunci_rahasia
while time.time() < float(sys.argv[2]): pass
print(kunci_rahasia(Path(sys.argv[1])))
"""


@pytest.fixture
def umask() -> Iterator[None]:
    """A careless umask: files would be open to everybody."""
    lama = os.umask(0)
    yield
    os.umask(lama)


def test_kunci_rahasia_dibuat_sekali_oleh_proses_yang_serentak(tmp_path: Path, umask: None) -> None:
    berkas = tmp_path / "belum" / "ada" / "secret_key"
    mulai = str(time.time() + 0.6)
    proses = [
        subprocess.Popen([sys.executable, "-c", KUNCI, str(berkas), mulai], cwd=AKAR, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    kunci = {satu.communicate(timeout=30)[0].strip() for satu in proses}
    assert [satu.returncode for satu in proses] == [0] * 4
    assert kunci == {berkas.read_text().strip()}, "all of them run with the one key"
    assert len(kunci.pop()) >= 50
    assert stat.S_IMODE(berkas.stat().st_mode) == 0o600
    assert list(berkas.parent.iterdir()) == [berkas], "nothing half-made is left"


def test_kunci_yang_ada_tidak_diganti(tmp_path: Path) -> None:
    from rb_portal.rahasia import kunci_rahasia

    berkas = tmp_path / "secret_key"
    berkas.write_text("kunci-lama\n")
    assert kunci_rahasia(berkas) == "kunci-lama"
    assert kunci_rahasia(tmp_path / "satu") != kunci_rahasia(tmp_path / "dua")


def test_kunci_di_luar_git() -> None:
    diabaikan = subprocess.run(
        ["git", "check-ignore", "var/secret_key"], cwd=AKAR, capture_output=True, text=True, check=False
    )
    if "not a git repository" not in diabaikan.stderr:
        assert diabaikan.stdout.strip() == "var/secret_key"


# ---------------------------------------------------------------------------------------------------------------------
# Demo accounts


@pytest.mark.django_db
def test_di_luar_mode_demo_tidak_ada_akun_contoh(
    client: Client, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.DEMO = False
    call_command("muat_demo")
    assert not Pengguna.objects.exists()
    assert "Akun contoh tidak dibuat" in capsys.readouterr().out
    assert RencanaAksi.objects.count() == 4
    isi = client.get("/masuk/").content.decode()
    assert "demo" not in isi.lower()
    assert settings.SANDI_DEMO not in isi


@pytest.mark.django_db
def test_dalam_mode_demo_sandi_tertulis_dan_berlaku(client: Client, settings: Any) -> None:
    """Whoever tries the demo finds the password beside the accounts, and it opens them."""
    from satker.demo import muat_akun_demo

    for kode in ("5207", "6112", "5305", "1905"):
        SatkerFactory(kode=kode)
    muat_akun_demo(settings.SANDI_DEMO)
    isi = client.get(reverse("masuk")).content.decode()
    assert f"<code>{settings.SANDI_DEMO}</code>" in isi
    assert f'data-kata-sandi="{settings.SANDI_DEMO}"' in isi
    assert client.login(username="operator.alor@demo.rb.example", password=settings.SANDI_DEMO)
