"""Every page of the portal, at a desk and on a phone: readable for everybody, and never wider than the window."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.conftest import MEJA, SAKU, SEMPIT, Layar, Pembuka, isi_masuk

pytestmark = [pytest.mark.e2e, pytest.mark.sekali]

ZUM_200 = (MEJA[0] // 2, MEJA[1] // 2)  # what a page is given at a desk with 200 % zoom
TIDAK_ADA = "status of 404"

HALAMAN = [
    ("", "/masuk/"),
    ("", "/masuk/?next=/rencana/"),
    ("operator.alor", "/"),
    ("pembaca.nasional", "/"),
    ("pembaca.nasional", "/rencana/"),
    ("pembaca.nasional", "/rencana/?tahun=1999&jenis=zi&cari=tidak+ada"),
    ("operator.alor", "/rencana/?cari=sumbawa"),
    ("operator.alor", "/rencana/2026/kab-alor/rb/"),
    ("operator.alor", "/rencana/2026/kab-alor/rb/keputusan/"),
    ("operator.alor", "/rencana/2027/kab-alor/zi/keputusan/"),
    ("pembaca.nasional", "/rencana/2022/kab-kubu-raya/rb/"),
    ("pembaca.nasional", "/rencana/2022/kab-sumbawa-barat/agen/"),
    ("pembaca.nasional", "/rencana/2026/kab-bangka-barat/zi/"),
    ("reviewer.ntt", "/reviu/"),
    ("reviewer.ntt", "/reviu/?tahun=2027&jenis=zi"),
    ("operator.alor", "/rencana/2026/kab-alor/rb/jejak/"),
    ("operator.alor", "/rencana/2026/kab-alor/rb/jejak/?macam=komentar"),
    ("operator.alor", "/tidak-ada/"),
    ("operator.alor", "/rencana/2022/kab-kubu-raya/rb/"),
]


# Of a sheet the first two areas are examined: the others repeat the same markup some thousand times.
BERULANG = {"exclude": [["table.lembar tbody:nth-of-type(n+3)"], [".kartu-lembar > section:nth-child(n+3)"]]}


def periksa_axe(page: Page) -> None:
    hasil = Axe().run(page, BERULANG)
    assert hasil.violations_count == 0, f"{page.viewport_size}: {hasil.generate_report()}"


def periksa_lebar(page: Page) -> None:
    """Nothing reaches over the window's edge, whatever the script of the page did; only the sheet's own frame and the
    rail of areas may scroll sideways."""
    lebih = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert lebih <= 0, f"{page.url} at {page.viewport_size}: {lebih} px too wide"


def ubah_ukuran(page: Page, ukuran: tuple[int, int]) -> None:
    page.set_viewport_size({"width": ukuran[0], "height": ukuran[1]})
    page.wait_for_timeout(50)


def periksa(layar: Layar) -> None:
    page = layar.page
    for ukuran in (MEJA, SAKU):
        ubah_ukuran(page, ukuran)
        periksa_axe(page)
        periksa_lebar(page)
    for ukuran in (SEMPIT, ZUM_200):
        ubah_ukuran(page, ukuran)
        periksa_lebar(page)


@pytest.mark.parametrize(("akun", "alamat"), HALAMAN, ids=[f"{akun or 'tamu'} {alamat}" for akun, alamat in HALAMAN])
def test_setiap_halaman(buka: Pembuka, akun: str, alamat: str) -> None:
    layar = buka(akun, wajar=(TIDAK_ADA,) if akun and ("tidak-ada" in alamat or "kubu-raya" in alamat) else ())
    layar.ke(alamat)
    expect(layar.page.get_by_role("heading", level=1)).to_have_count(1)
    periksa(layar)


def test_masuk_yang_ditolak(buka: Pembuka) -> None:
    layar = buka()
    isi_masuk(layar.ke("/masuk/"), "operator.alor", "keliru")
    expect(layar.page.get_by_role("alert")).to_be_visible()
    periksa(layar)


@pytest.mark.parametrize("ukuran", [MEJA, SAKU], ids=["meja", "saku"])
def test_menu_terbuka(buka: Pembuka, ukuran: tuple[int, int]) -> None:
    layar = buka("operator.alor", ukuran)
    page = layar.ke("/rencana/")
    page.locator("details.orang summary").click()
    expect(page.get_by_role("button", name="Keluar")).to_be_in_viewport()
    periksa_axe(page)
    periksa_lebar(page)


def test_huruf_dua_kali_lebih_besar(buka: Pembuka) -> None:
    """Text alone at twice its size (WCAG 1.4.4): nothing is cut off at a desk."""
    layar = buka("operator.alor")
    for alamat in ("/", "/rencana/", "/rencana/2026/kab-alor/rb/"):
        page = layar.ke(alamat)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        periksa_lebar(page)


def test_setiap_isian_dan_tombol_cukup_besar_untuk_jari(buka: Pembuka) -> None:
    """Touch targets on a phone: 24 by 24 pixels at least (WCAG 2.5.8), inline links apart."""
    layar = buka("operator.alor", SAKU)
    for alamat in ("/", "/rencana/", "/rencana/2026/kab-alor/rb/", "/rencana/2026/kab-alor/rb/keputusan/"):
        page = layar.ke(alamat)
        kecil = page.evaluate(
            """() => [...document.querySelectorAll("button, select, input, summary, .btn, nav a")]
                .filter(e => e.checkVisibility() && getComputedStyle(e).display !== "inline")
                .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
                .filter(([_, k]) => k.width > 1 && (k.width < 24 || k.height < 24))
                .map(([nama, k]) => `${nama}: ${k.width} x ${k.height}`)"""
        )
        assert kecil == [], alamat


def test_cetak_halaman_rencana(buka: Pembuka) -> None:
    """The browser's own print leaves the frame of the portal away and shows the whole sheet."""
    page = buka("operator.kubu-raya").ke("/rencana/2022/kab-kubu-raya/rb/")
    page.emulate_media(media="print")
    expect(page.locator("table.lembar")).to_be_visible()
    expect(page.get_by_role("navigation", name="Menu utama")).to_be_hidden()
    expect(page.locator("header.atas")).to_be_hidden()
    bingkai = page.locator(".lembar-bingkai")
    assert bingkai.evaluate("e => e.scrollHeight - e.clientHeight") <= 1, "nothing is hidden in a frame"


def test_judul_jendela_mengatakan_halamannya(buka: Pembuka) -> None:
    layar = buka("operator.alor")
    judul = [layar.ke(alamat).title() for alamat in ("/", "/rencana/", "/rencana/2026/kab-alor/rb/")]
    assert len(set(judul)) == 3
    assert all(re.search(r"\S · RB Portal$", satu) for satu in judul)
