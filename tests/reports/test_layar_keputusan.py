"""The decree on the screen: preview, page pictures, PDF; with and without a decree, with and without the engine."""

import io
import sys
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from PIL import Image
from pypdf import PdfReader

from reports import mesin
from reports.models import Keputusan
from tests.factories import KeputusanFactory, PenugasanFactory, RencanaAksiFactory, isi_contoh

pytestmark = pytest.mark.django_db

# session, account, assignments; versions, plan, decree, its parts; the tree's four levels and the months
KUERI = 3 + 4 + 5


@pytest.fixture
def keputusan() -> Keputusan:
    return KeputusanFactory(
        rencana=RencanaAksiFactory(pohon__isi=isi_contoh()), nomor="6 TAHUN 2026", tentang="RENCANA UJI"
    )


@pytest.fixture
def alamat(keputusan: Keputusan) -> str:
    return f"{keputusan.rencana.get_absolute_url()}keputusan/"


@pytest.fixture
def operator(client: Client) -> Client:
    cache.clear()
    client.force_login(PenugasanFactory().pengguna)
    return client


def test_pratinjau_menampilkan_setiap_halaman_pdf(operator: Client, alamat: str) -> None:
    jawaban = operator.get(alamat)
    isi = jawaban.content.decode()
    assert "Nomor 6 TAHUN 2026, 26 Januari 2026" in isi
    assert "kertas F4" in isi
    pdf = PdfReader(io.BytesIO(operator.get(jawaban.context["alamat_pdf"]).content))
    halaman = jawaban.context["halaman"]
    assert len(halaman) == len(pdf.pages) == isi.count("<figure>")
    assert f"{len(halaman)} halaman" in isi
    for gambar, lembar in zip(halaman, pdf.pages, strict=True):
        mendatar = float(lembar.mediabox.width) > float(lembar.mediabox.height)
        assert gambar["lanskap"] == mendatar
        png = operator.get(gambar["alamat"])
        assert png["Content-Type"] == "image/png"
        with Image.open(io.BytesIO(png.content)) as peta:
            assert peta.width / peta.height == pytest.approx(gambar["lebar"] / gambar["tinggi"], rel=0.01)
            assert len(peta.convert("L").getcolors() or []) > 1, "not a white page"
    assert [gambar["lanskap"] for gambar in halaman] == sorted(gambar["lanskap"] for gambar in halaman)


@pytest.mark.parametrize(
    ("kueri", "bentuk"),
    [
        ("", "salinan"),
        ("?bentuk=salinan", "salinan"),
        ("?bentuk=naskah", "naskah"),
        ("?bentuk=tidak-ada", "salinan"),
        ("?bentuk=", "salinan"),
        ("?bentuk=naskah%00", "salinan"),
        ("?bentuk=salinan&bentuk=naskah", "naskah"),
    ],
)
def test_bentuk(operator: Client, alamat: str, kueri: str, bentuk: str) -> None:
    jawaban = operator.get(alamat + kueri)
    assert jawaban.context["bentuk"] == bentuk
    dipilih = jawaban.content.decode().split('class="segmen"')[1].split('aria-current="true">')[1]
    assert dipilih.startswith(bentuk.capitalize())
    assert f"/{bentuk}.pdf?" in jawaban.context["alamat_unduh"]
    teks = PdfReader(io.BytesIO(operator.get(jawaban.context["alamat_pdf"]).content)).pages[0].extract_text()
    assert ("SALINAN" in teks) == (bentuk == "salinan")


@pytest.mark.parametrize("bentuk", ["naskah", "salinan"])
def test_pdf_dibuka_atau_diunduh(operator: Client, alamat: str, bentuk: str) -> None:
    nama = f"{bentuk}-keputusan-rb-2026-kab-uji-5305.pdf"
    for kueri, cara in (("", "inline"), ("?unduh=1", "attachment"), ("?unduh=", "inline")):
        jawaban = operator.get(f"{alamat}{bentuk}.pdf{kueri}")
        assert jawaban["Content-Type"] == "application/pdf"
        assert jawaban["Content-Disposition"] == f'{cara}; filename="{nama}"'
        assert {"private", "no-cache"} <= set(jawaban["Cache-Control"].split(", "))
        assert jawaban.content.startswith(b"%PDF-")
    judul = PdfReader(io.BytesIO(jawaban.content)).metadata
    assert judul is not None
    assert "RENCANA UJI" in (judul.title or "")


@pytest.mark.parametrize("halaman", ["0", "9999", "1" + "0" * 30, "9" * 4000, "-1", "1.5", "satu", "01x"])
def test_halaman_yang_tidak_ada(operator: Client, alamat: str, halaman: str) -> None:
    assert operator.get(f"{alamat}salinan/{halaman}.png").status_code == 404


@pytest.mark.parametrize(
    "akhir", ["tiruan.pdf", "SALINAN.pdf", "tiruan/1.png", "salinan.png", "salinan.pdf/", "naskah/1"]
)
def test_bentuk_yang_tidak_ada_di_alamat(operator: Client, alamat: str, akhir: str) -> None:
    assert operator.get(alamat + akhir).status_code == 404


def test_rencana_tanpa_keputusan(operator: Client) -> None:
    alamat = f"{RencanaAksiFactory().get_absolute_url()}keputusan/"
    jawaban = operator.get(alamat)
    assert "Belum ada Keputusan" in jawaban.content.decode()
    assert ".pdf" not in jawaban.content.decode()
    for akhir in ("salinan.pdf", "naskah.pdf", "salinan/1.png"):
        assert operator.get(alamat + akhir).status_code == 404


def test_tanpa_tanggal_dan_nomor(operator: Client, keputusan: Keputusan, alamat: str) -> None:
    Keputusan.objects.update(nomor="", tanggal=None)
    isi = operator.get(alamat).content.decode()
    assert "Nomor belum ada ·" in isi
    assert "None" not in isi


class TanpaPango:
    """An import system in which the PDF engine's libraries cannot be loaded."""

    @staticmethod
    def find_spec(nama: str, *_: Any) -> None:
        if nama == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")


def test_tanpa_pustaka_mesin_pdf_portal_tetap_melayani(
    operator: Client, keputusan: Keputusan, alamat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    mesin.muat_mesin()
    monkeypatch.delitem(sys.modules, "weasyprint")
    monkeypatch.setattr(sys, "meta_path", [TanpaPango, *sys.meta_path])
    for akhir in ("", "salinan.pdf", "naskah.pdf", "salinan/1.png"):
        jawaban = operator.get(alamat + akhir)
        assert jawaban.status_code == 503
        assert "apt-get install libpango-1.0-0" in jawaban.content.decode()
        assert "libpango-1.0-0" in jawaban.content.decode()
    assert "Indikator uji 1" in operator.get(keputusan.rencana.get_absolute_url()).content.decode()


def test_dicetak_sekali_dan_lagi_setelah_berubah(
    operator: Client, alamat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    dicetak = []
    asli = mesin.rakit
    monkeypatch.setattr(mesin, "rakit", lambda xhtml: dicetak.append(1) or asli(xhtml))
    for akhir in ("", "", "salinan.pdf", "salinan/1.png"):
        operator.get(alamat + akhir)
    assert len(dicetak) == 1
    Keputusan.objects.update(nomor="7 TAHUN 2026")
    isi = operator.get(alamat).content.decode()
    assert "7 TAHUN 2026" in isi
    operator.get(f"{alamat}naskah.pdf")
    assert len(dicetak) == 3


@pytest.mark.parametrize("area", [2, 8])
def test_jumlah_kueri(operator: Client, area: int, django_assert_num_queries: Any) -> None:
    """The same whether the tree is small or four times as large, and whether the print is kept or made."""
    keputusan = KeputusanFactory(rencana=RencanaAksiFactory(pohon__isi=isi_contoh(area=area)))
    alamat = f"{keputusan.rencana.get_absolute_url()}keputusan/"
    for akhir in ("", "", "salinan.pdf", "salinan/1.png"):  # cold, kept, kept, kept
        with django_assert_num_queries(KUERI):
            assert operator.get(alamat + akhir).status_code == 200
