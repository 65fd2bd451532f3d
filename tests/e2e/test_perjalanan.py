"""The journey of an operator: in, about, out. At a desk, on a phone, by keyboard alone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import MEJA, SAKU, Pembuka, isi_masuk, tunggu

pytestmark = pytest.mark.e2e

ALOR = "/rencana/2026/kab-alor/rb/"


def kotak(unsur: Locator) -> dict[str, float]:
    """Where an element stands in the window."""
    hasil = unsur.bounding_box()
    assert hasil is not None, f"not on the page: {unsur}"
    return {**hasil, "bawah": hasil["y"] + hasil["height"], "kanan": hasil["x"] + hasil["width"]}


@pytest.mark.parametrize("ukuran", [MEJA, SAKU], ids=["meja", "saku"])
def test_masuk_sampai_keluar(buka: Pembuka, ukuran: tuple[int, int], tmp_path: Path) -> None:
    layar = buka(ukuran=ukuran)
    page, portal = layar.page, layar.portal

    # asked to sign in on the way to a plan; a wrong password is explained, the address typed stays
    layar.ke(ALOR)
    expect(page).to_have_url(re.compile(r"/masuk/\?next="))
    isi_masuk(page, "operator.alor", "kata-sandi-keliru")
    expect(page.get_by_role("alert")).to_contain_text("Surel atau kata sandi belum cocok")
    expect(page.get_by_label("Alamat email")).to_have_value("operator.alor@demo.rb.example")
    expect(page.get_by_label("Kata sandi", exact=True)).to_have_value("")
    isi_masuk(page, "operator.alor")
    expect(page).to_have_url(portal + ALOR)

    # home
    page.get_by_role("navigation", name="Menu utama").get_by_role("link", name="Beranda").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Selamat datang, Yuli"))
    expect(page.get_by_role("region", name="Rencana aksi")).to_contain_text("KPU Kabupaten Alor")

    # list, filtered to nothing and back
    page.get_by_role("navigation", name="Menu utama").get_by_role("link", name="Rencana").click()
    daftar = page.get_by_role("table", name="Daftar rencana aksi")
    expect(daftar.get_by_role("rowheader")).to_have_count(2)
    saring = page.get_by_role("search", name="Saring daftar")
    saring.get_by_label("Tahun").select_option("2026")
    saring.get_by_role("button", name="Terapkan").click()
    expect(page).to_have_url(re.compile("tahun=2026"))
    expect(daftar.get_by_role("rowheader")).to_have_count(1)
    expect(saring.get_by_label("Tahun")).to_have_value("2026")
    saring.get_by_label("Cari").fill("sumbawa")
    saring.get_by_role("button", name="Terapkan").click()
    expect(page.get_by_role("heading", name="Tidak ada rencana yang cocok")).to_be_visible()
    page.get_by_role("link", name="Bersihkan saringan").click()
    expect(daftar.get_by_role("rowheader")).to_have_count(2)

    # the plan: table at a desk, cards on a phone
    daftar.get_by_role("link", name=re.compile("KPU Kabupaten Alor.*2026")).click()
    expect(page).to_have_url(portal + ALOR)
    tabel, kartu = page.locator("table.lembar"), page.locator(".kartu-lembar")
    expect(tabel).to_be_visible(visible=ukuran == MEJA)
    expect(kartu).to_be_visible(visible=ukuran == SAKU)
    tampil = tabel if ukuran == MEJA else kartu
    expect(tampil.get_by_text("SK Tim Reformasi Birokrasi di lingkungan KPU Kabupaten Alor").first).to_be_visible()

    # the decree: pictures of its pages, and the PDF with a name that says what it is
    page.get_by_role("navigation", name="Bagian rencana").get_by_role("link", name="Keputusan").click()
    gambar = page.get_by_role("img", name=re.compile("^Halaman 1"))
    expect(gambar.first).to_be_visible()
    expect(gambar.first).to_have_js_property("complete", True)
    assert gambar.first.evaluate("e => e.naturalWidth") > 300
    with page.expect_download() as unduhan:
        page.get_by_role("link", name="Unduh PDF").click()
    assert unduhan.value.suggested_filename == "salinan-keputusan-rb-2026-kab-alor.pdf"
    berkas = tmp_path / "keputusan.pdf"
    unduhan.value.save_as(berkas)
    assert berkas.read_bytes().startswith(b"%PDF-")

    # out; the back button brings nothing back
    page.locator("details.orang summary").click()
    page.get_by_role("button", name="Keluar").click()
    expect(page).to_have_url(re.compile(r"/masuk/$"))
    for _ in range(3):
        page.go_back()
        expect(page).to_have_url(re.compile("/masuk/"))
        assert "Yuli" not in page.content()
        assert "Reformasi Birokrasi KPU Kabupaten" not in page.content()


def test_akun_demo_mengisi_formulir(buka: Pembuka) -> None:
    layar = buka()
    page = layar.ke("/masuk/")
    page.get_by_role("button", name=re.compile("Pakai akun Reviewer, KPU Provinsi Nusa Tenggara Timur")).click()
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Selamat datang, Agnes"))


def test_kata_sandi_dapat_diperlihatkan(buka: Pembuka) -> None:
    page = buka().ke("/masuk/")
    isian = page.get_by_label("Kata sandi", exact=True)
    tombol = page.get_by_role("button", name="Tampilkan kata sandi")
    tombol.click()
    expect(isian).to_have_attribute("type", "text")
    expect(tombol).to_have_attribute("aria-pressed", "true")
    tombol.click()
    expect(isian).to_have_attribute("type", "password")


def letak_gulir(page: Page) -> float:
    """How far page and sheet frame are scrolled."""
    jauh: float = page.evaluate("scrollY + (document.querySelector('.lembar-bingkai')?.scrollTop ?? 0)")
    return jauh


def gulir(page: Page, jauh: int) -> None:
    sebelum = letak_gulir(page)
    page.mouse.move(700, 500)
    page.mouse.wheel(0, jauh)
    assert tunggu(lambda: letak_gulir(page) >= sebelum + jauh * 0.9)


@pytest.mark.parametrize("lebar", [1366, 1024], ids=["terbuka", "dalam bingkai"])
def test_kepala_lembar_tetap_terlihat(buka: Pembuka, lebar: int) -> None:
    """The head (and the area's own row below it) stays in sight while the rows pass."""
    page = buka("operator.kubu-raya", (lebar, 768)).ke("/rencana/2022/kab-kubu-raya/rb/")
    kepala = page.locator("table.lembar thead")
    page.locator("#area-1").scroll_into_view_if_needed()
    gulir(page, 2500)
    assert page.locator("#area-1 tr").nth(1).evaluate("e => e.getBoundingClientRect().bottom") < 0, "it has scrolled"
    atas, bilah = kotak(kepala), kotak(page.locator("header.atas"))
    assert atas["y"] >= bilah["bawah"] - 1
    assert atas["bawah"] < 768 / 2
    expect(kepala.get_by_text("INDIKATOR KEBERHASILAN")).to_be_in_viewport()
    # the heading of the area that is being read stands right below the head, and over the rows
    di_bawah = page.evaluate(
        "([x, y]) => document.elementFromPoint(x, y).closest('tr').className", [atas["x"] + 300, atas["bawah"] + 12]
    )
    assert di_bawah == "baris-area"


@pytest.mark.parametrize("ukuran", [MEJA, (1024, 768), SAKU], ids=["meja", "bingkai", "saku"])
def test_rel_area_membawa_ke_areanya(buka: Pembuka, ukuran: tuple[int, int]) -> None:
    """From the top, from the middle of the same area, and back up: its heading stands below what sticks to the top."""
    page = buka("operator.kubu-raya", ukuran).ke("/rencana/2022/kab-kubu-raya/rb/")
    rel = page.get_by_role("navigation", name="Area perubahan")
    awalan = "#kartu-area-" if ukuran == SAKU else "#area-"
    for nomor in (4, 2, 6, 1):
        tautan = rel.locator("a").nth(nomor - 1)
        tautan.click()
        if nomor == 4:  # once more, from the middle of that area
            gulir(page, 600)
            tautan.click()
        bagian, lekat = page.locator(f"{awalan}{nomor}"), "header.atas" if ukuran == SAKU else "table.lembar thead"
        batas = page.locator(lekat)
        assert tunggu(lambda: -2 <= kotak(bagian)["y"] - kotak(batas)["bawah"] <= 120), (  # noqa: B023
            f"area {nomor} begins at {kotak(bagian)['y']:.0f}, the head ends at {kotak(batas)['bawah']:.0f}"
        )
        expect(tautan).to_have_attribute("aria-current", "true")
        expect(rel.locator("[aria-current]")).to_have_count(1)


def test_hanya_dengan_papan_ketik(buka: Pembuka) -> None:
    """Skip link first, then everything in order, focus always to be seen; the sheet scrolls without a mouse."""
    layar = buka("operator.kubu-raya", (1024, 768))
    page = layar.ke("/rencana/2022/kab-kubu-raya/rb/")
    page.keyboard.press("Tab")
    lompat = page.get_by_role("link", name="Langsung ke isi")
    expect(lompat).to_be_focused()
    expect(lompat).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()

    dilewati: list[str] = []
    for _ in range(40):
        page.keyboard.press("Tab")
        fokus = page.evaluate(
            """() => {
                const e = document.activeElement, g = getComputedStyle(e), k = e.getBoundingClientRect();
                return {nama: (e.getAttribute("aria-label") || e.textContent).trim().replace(/\\s+/g, " ").slice(0, 60),
                        tampak: k.width > 0 && k.bottom > 0 && k.top < innerHeight,
                        garis: g.outlineStyle !== "none" || g.boxShadow !== "none"};
            }"""
        )
        assert fokus["tampak"], f"focus out of sight: {fokus}"
        assert fokus["garis"], f"focus not marked: {fokus}"
        dilewati.append(fokus["nama"])
        if fokus["nama"] == "Lembar rencana":
            break
    assert dilewati[-1] == "Lembar rencana", dilewati
    assert any("Keputusan" in nama for nama in dilewati)
    assert any("1. Manajemen Perubahan" in nama for nama in dilewati)

    sebelum = letak_gulir(page)
    page.keyboard.press("PageDown")
    assert tunggu(lambda: letak_gulir(page) > sebelum)


def test_menu_orang_dengan_papan_ketik(buka: Pembuka) -> None:
    page = buka("operator.alor").ke("/")
    menu = page.locator("details.orang summary")
    menu.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Keluar")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Keluar")).to_be_hidden()
    expect(menu).to_be_focused()


def test_cari_dari_bilah_atas(buka: Pembuka) -> None:
    page = buka("pembaca.nasional").ke("/")
    page.get_by_label("Cari rencana aksi").first.fill("52.07 2022")
    page.keyboard.press("Enter")
    expect(page.get_by_role("rowheader")).to_have_text(re.compile("KPU Kabupaten Sumbawa Barat"))
    expect(page.get_by_role("search", name="Saring daftar").get_by_label("Cari")).to_have_value("52.07 2022")


def test_gambar_halaman_seperti_kertasnya(buka: Pembuka) -> None:
    """The pictures come, first and last page alike, in the shape of the paper."""
    page = buka("operator.bangka-barat").ke("/rencana/2026/kab-bangka-barat/zi/keputusan/?bentuk=naskah")
    expect(page.get_by_role("navigation", name="Bentuk").locator("[aria-current]")).to_have_text("Naskah")
    gambar = page.locator(".pratinjau img")
    jumlah = gambar.count()
    assert jumlah >= 3
    for nomor in (0, jumlah - 1):
        satu = gambar.nth(nomor)
        satu.scroll_into_view_if_needed()
        expect(satu).to_have_js_property("complete", True)
        ukuran = satu.evaluate("e => [e.naturalWidth, e.naturalHeight, e.clientWidth / e.clientHeight]")
        assert ukuran[0] / ukuran[1] == pytest.approx(ukuran[2], rel=0.02)
        assert (ukuran[0] > ukuran[1]) == (nomor > 0), "the Lampiran lies, the Keputusan stands"


def test_tanpa_javascript_semua_tetap_terbaca(buka: Pembuka) -> None:
    """Scripts only help: signing in, list, sheet and decree need none."""
    layar = buka()
    konteks = layar.page.context.browser
    assert konteks is not None
    tanpa = konteks.new_context(java_script_enabled=False)
    page = tanpa.new_page()
    page.goto(f"{layar.portal}{ALOR}")
    isi_masuk(page, "operator.alor")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Reformasi Birokrasi 2026"))
    page.get_by_role("navigation", name="Area perubahan").get_by_role("link").nth(3).click()
    expect(page).to_have_url(re.compile("#area-4"))
    expect(page.locator("#area-4 th").first).to_be_in_viewport()
    page.locator("details.orang summary").click()
    page.get_by_role("button", name="Keluar").click()
    expect(page).to_have_url(re.compile("/masuk/"))
    tanpa.close()
