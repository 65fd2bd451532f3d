"""Writing a plan: by mouse, keyboard, thumb; two people at once, a lost line, an ended session; and taking back."""

from collections.abc import Iterator
from itertools import count

import pytest
from playwright.sync_api import Dialog, Locator, Page, expect
from pytest_django import DjangoDbBlocker

from actionplans.buat import buat_dari_isi
from actionplans.models import Perubahan, RencanaAksi
from actionplans.status import Status
from areas.isi import IsiIndikator, IsiPohon
from areas.models import JenisRencana, SkemaNomor, TataKolom
from areas.simpan import baca_pohon
from satker.models import Satker
from tests.e2e.conftest import MEJA, SAKU, Layar, Pembuka, isi_masuk, tunggu
from tests.e2e.test_layar import periksa_axe, periksa_lebar, ubah_ukuran
from tests.factories import isi_contoh

pytestmark = [pytest.mark.e2e, pytest.mark.sekali]

OPERATOR, PEJABAT = "operator.alor", "pejabat.alor"
TAHUN = count(2040)


def buat(tata: str) -> RencanaAksi:
    tahun = next(TAHUN)
    return buat_dari_isi(
        satker=Satker.objects.dengan_kode("53.05"),
        tahun=tahun,
        jenis=JenisRencana.objects.get(kode="rb"),
        isi=isi_contoh(tahun=tahun),
        tata_kolom=TataKolom.objects.get(kode=tata),
        skema_nomor=SkemaNomor.objects.order_by("pk")[0],
    )


@pytest.fixture
def tata() -> str:
    return "kubu-raya-2022"


@pytest.fixture
def rencana(portal: str, django_db_blocker: DjangoDbBlocker, tata: str) -> Iterator[RencanaAksi]:
    """A draft of Alor: two areas, two rows under each row, twelve months and KET."""
    with django_db_blocker.unblock():
        rencana = buat(tata)
        yield rencana
        Perubahan.objects.filter(rencana=rencana).delete()
        RencanaAksi.objects.filter(pk=rencana.pk).delete()
        rencana.pohon.delete()


def isi(rencana: RencanaAksi) -> IsiPohon:
    return baca_pohon(rencana.pohon)


def indikator(rencana: RencanaAksi, nomor: int = 0) -> IsiIndikator:
    return list(isi(rencana).indikator())[nomor]


def bulan(rencana: RencanaAksi, nomor: int = 0) -> list[int]:
    return [satu.bulan for satu in indikator(rencana, nomor).bulan if satu.tahun == rencana.tahun]


def susun(layar: Layar, rencana: RencanaAksi) -> Page:
    return layar.ke(f"{rencana.get_absolute_url()}susun/")


def sel(page: Page, nomor: int = 0, kelas: str = "s-indikator") -> Locator:
    return page.locator("tr[data-i]").nth(nomor).locator(f".{kelas}")


def tombol(page: Page, bulan: int, baris: int = 0) -> Locator:
    return page.locator("tr[data-i]").nth(baris).locator("button[data-b]").nth(bulan - 1)


def tersimpan(page: Page) -> None:
    expect(page.locator("#keadaan")).to_contain_text("Semua perubahan tersimpan")
    expect(page.locator("[data-simpan=menyimpan], [data-simpan=gagal]")).to_have_count(0)


def test_bulan_dengan_tetikus(buka: Pembuka, rencana: RencanaAksi) -> None:
    page = susun(buka(OPERATOR), rencana)
    assert bulan(rencana) == [3]
    tombol(page, 5).click()
    expect(tombol(page, 5)).to_have_attribute("aria-pressed", "true")
    tombol(page, 3).click()
    tersimpan(page)
    assert bulan(rencana) == [5]
    tombol(page, 7).hover()
    page.mouse.down()
    tombol(page, 9).hover()
    tombol(page, 11).hover()
    tombol(page, 10).hover()
    page.mouse.up()
    tersimpan(page)
    assert bulan(rencana) == [5, 7, 8, 9, 10]
    expect(page.locator(".rel-area [aria-current] [data-hitung]")).to_have_text("4/8")
    tombol(page, 1, baris=1).click()
    expect(page.locator(".rel-area [aria-current] [data-hitung]")).to_have_text("5/8")
    tersimpan(page)
    page.reload()
    expect(page.locator(".rel-area [aria-current] [data-hitung]")).to_have_text("5/8")


def test_bulan_dengan_papan_ketik(buka: Pembuka, rencana: RencanaAksi) -> None:
    """Tab enters the sheet once; arrows, Space and Shift+arrow do the rest, and letters whole rows."""
    page = susun(buka(OPERATOR), rencana)
    sel(page).focus()
    page.keyboard.press("ArrowRight")
    expect(tombol(page, 1)).to_be_focused()
    page.keyboard.press("Space")
    for _ in range(3):
        page.keyboard.press("Shift+ArrowRight")
    expect(tombol(page, 4)).to_be_focused()
    tersimpan(page)
    assert bulan(rencana) == [1, 2, 3, 4]
    page.keyboard.press("t")
    tersimpan(page)
    assert bulan(rencana) == [3, 6, 9, 12]
    page.keyboard.press("ArrowDown")
    expect(tombol(page, 4, baris=1)).to_be_focused()
    page.keyboard.press("a")
    tersimpan(page)
    assert bulan(rencana, 1) == [3, 6, 9, 12]
    page.keyboard.press("s")
    tersimpan(page)
    assert bulan(rencana, 1) == list(range(1, 13))
    expect(page.locator("#roti")).to_contain_text("Bulan setahun penuh ditandai")
    page.keyboard.press("k")
    tersimpan(page)
    assert bulan(rencana, 1) == []
    page.keyboard.press("End")
    page.keyboard.press("Home")
    expect(page.locator("tr[data-i]").nth(1).locator("[data-pilih]")).to_be_focused()
    page.keyboard.press("Control+Home")
    expect(page.locator(".baris-area .sel")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".susun-tabel :focus")).to_have_count(0)


def test_panah_melewati_sel_gabungan(buka: Pembuka, rencana: RencanaAksi) -> None:
    """Up and down along months stay in the column; into a merged cell and out again on the same line."""
    page = susun(buka(OPERATOR), rencana)
    sel(page, 1).focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".s-sub_kegiatan").first).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(sel(page, 1)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".s-kegiatan").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".s-kegiatan").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".baris-area .sel")).to_be_focused()


def test_menyunting_teks(buka: Pembuka, rencana: RencanaAksi) -> None:
    page = susun(buka(OPERATOR), rencana)
    sel(page).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Control+a")
    page.keyboard.type("Laporan *kick off*")
    page.keyboard.press("Enter")
    page.keyboard.type("1) satu")
    page.keyboard.press("Enter")
    page.keyboard.type("2) dua")
    page.keyboard.press("Control+Enter")
    expect(sel(page)).to_be_focused()
    expect(sel(page).locator("em")).to_have_text("kick off")
    expect(sel(page).locator(".poin.sub")).to_have_count(2)
    tersimpan(page)
    assert indikator(rencana).uraian == "Laporan *kick off*\n1) satu\n2) dua"
    page.keyboard.press("Enter")
    page.keyboard.type(" tidak jadi")
    page.keyboard.press("Escape")
    expect(sel(page)).to_be_focused()
    sel(page, 0, "s-ket").dblclick()
    page.keyboard.press("Control+a")
    page.keyboard.type("Pasti")
    page.get_by_role("heading", level=1).click()  # leaving saves
    tersimpan(page)
    assert (indikator(rencana).ket, indikator(rencana).uraian) == ("Pasti", "Laporan *kick off*\n1) satu\n2) dua")
    sel(page, 1).focus()
    page.keyboard.press("F2")
    page.keyboard.type(" lanjut")
    page.keyboard.press("Shift+Tab")
    expect(page.locator(".s-sub_kegiatan").first).to_be_focused()
    tersimpan(page)
    assert indikator(rencana, 1).uraian == "Indikator uji 1.1.1.2 lanjut"
    page.locator(".baris-area .sel").focus()
    page.keyboard.press("Enter")
    page.keyboard.type(" baru")
    page.keyboard.press("Control+Enter")
    tersimpan(page)
    assert isi(rencana).area[0].uraian == "Area uji 1 baru"


def test_dua_medan_satu_baris_beruntun(buka: Pembuka, rencana: RencanaAksi) -> None:
    """A second text of the row that is typed before the first is stored is no conflict with oneself."""
    layar = buka(OPERATOR)
    page = susun(layar, rencana)
    page.route("**/susun/indikator/*/?versi=1", lambda rute: (page.wait_for_timeout(150), rute.continue_()))
    for nomor, kelas in enumerate(("s-indikator", "s-ket", "s-indikator")):
        sel(page, 0, kelas).focus()
        page.keyboard.press("Enter")
        page.keyboard.type(f" {nomor}")
        page.keyboard.press("Control+Enter")
    tersimpan(page)
    assert indikator(rencana).uraian == "Indikator uji 1.1.1.1 0 2"
    assert indikator(rencana).ket == "Tentatif 1"


def test_baris_dengan_papan_ketik(buka: Pembuka, rencana: RencanaAksi) -> None:
    page = susun(buka(OPERATOR), rencana)
    sel(page).focus()
    page.keyboard.press("Insert")
    expect(page.locator("textarea.susun-isian")).to_be_focused()
    page.keyboard.type("Indikator baru")
    page.keyboard.press("Control+Enter")
    tersimpan(page)
    assert indikator(rencana, 1).uraian == "Indikator baru"
    expect(sel(page, 1)).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    expect(sel(page, 0)).to_contain_text("Indikator baru")
    expect(sel(page, 0)).to_be_focused()
    page.keyboard.press("Control+d")
    expect(page.locator("tr[data-i]")).to_have_count(10)
    expect(sel(page, 1)).to_be_focused()
    page.keyboard.press("Delete")
    expect(page.locator("tr[data-i]")).to_have_count(9)
    page.locator("#roti").get_by_role("button", name="Urungkan").click()
    expect(page.locator("tr[data-i]")).to_have_count(10)
    tersimpan(page)
    for sisa in (9, 9, 9):  # duplicating, moving, the text
        page.keyboard.press("Control+z")
        expect(page.locator("tr[data-i]")).to_have_count(sisa)
        tersimpan(page)


def test_urungkan_sampai_semula(buka: Pembuka, rencana: RencanaAksi) -> None:
    """Every deed of the day taken back with one key, the last first."""
    page = susun(buka(OPERATOR), rencana)
    semula = isi(rencana)
    tombol(page, 8).click()
    tersimpan(page)
    page.locator(".s-kegiatan").first.focus()
    page.keyboard.press("Delete")
    expect(page.locator("tr[data-i]")).to_have_count(4)
    page.locator(".s-kegiatan").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.type("!")
    page.keyboard.press("Control+Enter")
    tersimpan(page)
    for _ in range(3):
        with page.expect_response("**/urungkan/**"):
            page.keyboard.press("Control+z")
        tersimpan(page)
    expect(page.locator("tr[data-i]")).to_have_count(8)
    assert [satu.id for satu in isi(rencana).semua()] == [satu.id for satu in semula.semua()]
    assert [satu.bulan for satu in isi(rencana).indikator()] == [satu.bulan for satu in semula.indikator()]


def test_menu_baris(buka: Pembuka, rencana: RencanaAksi) -> None:
    page = susun(buka(OPERATOR), rencana)
    sel(page, 0, "s-aksi").get_by_role("button").click()
    menu = page.get_by_role("menu")
    expect(menu.get_by_role("menuitem").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    expect(menu.get_by_role("menuitem", name="Hapus")).to_be_focused()
    periksa_axe(page)
    page.keyboard.press("Escape")
    expect(menu).to_have_count(0)
    page.locator(".s-kegiatan").first.focus()
    page.keyboard.press(".")
    menu.get_by_role("menuitem", name="Tambah sub-kegiatan di dalamnya").click()
    expect(page.locator("textarea.susun-isian")).to_be_focused()
    page.keyboard.type("Sub baru")
    page.keyboard.press("Control+Enter")
    tersimpan(page)
    assert [satu.uraian for satu in isi(rencana).area[0].anak[0].anak][-1] == "Sub baru"
    page.get_by_role("button", name="Tambah indikator").click()
    expect(page.locator("textarea.susun-isian")).to_be_focused()
    page.keyboard.type("Indikatornya")
    page.keyboard.press("Control+Enter")
    tersimpan(page)
    assert isi(rencana).area[0].anak[0].anak[-1].anak[0].uraian == "Indikatornya"
    page.get_by_role("button", name="Tambah kegiatan di area ini").click()
    expect(page.locator("textarea.susun-isian")).to_be_focused()


def test_menyeret_baris(buka: Pembuka, rencana: RencanaAksi) -> None:
    """By its handle, also under another parent; the text follows the row."""
    page = susun(buka(OPERATOR), rencana)
    kunci = indikator(rencana).id
    bawah = sel(page, 2)
    kotak = bawah.bounding_box()
    assert kotak
    sel(page, 0, "s-aksi").get_by_role("button").drag_to(bawah, target_position={"x": 20, "y": kotak["height"] - 4})
    expect(page.locator("#roti")).to_contain_text("dipindahkan")
    tersimpan(page)
    assert [satu.id for satu in isi(rencana).area[0].anak[0].anak[1].anak][1] == kunci
    page.locator("#roti").get_by_role("button", name="Urungkan").click()
    tersimpan(page)
    assert indikator(rencana).id == kunci


@pytest.mark.parametrize("pilihan", ["Pakai punya saya", "Pakai yang tersimpan"])
def test_dua_orang_sebaris(buka: Pembuka, rencana: RencanaAksi, pilihan: str) -> None:
    satu = buka(OPERATOR, wajar=("status of 409",))
    page, rekan = susun(satu, rencana), susun(buka(PEJABAT), rencana)
    for siapa, teks in ((rekan, "Versi pejabat"), (page, "Versi operator")):
        sel(siapa).focus()
        siapa.keyboard.press("Enter")
        siapa.keyboard.press("Control+a")
        siapa.keyboard.type(teks)
        siapa.keyboard.press("Control+Enter")
        if siapa is rekan:
            tersimpan(rekan)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Versi pejabat")
    expect(dialog).to_contain_text("Versi operator")
    expect(dialog).to_contain_text("Stefanus Contoh")
    periksa_axe(page)
    assert indikator(rencana).uraian == "Versi pejabat"
    dialog.get_by_text(pilihan).click()
    expect(dialog).to_be_hidden()
    akhir = "Versi operator" if pilihan == "Pakai punya saya" else "Versi pejabat"
    expect(sel(page)).to_contain_text(akhir)
    if pilihan == "Pakai punya saya":
        tersimpan(page)
    assert indikator(rencana).uraian == akhir
    # The next change of the same person stands on what is stored now.
    page.keyboard.press("Enter")
    page.keyboard.type(" lanjut")
    page.keyboard.press("Control+Enter")
    tersimpan(page)
    assert indikator(rencana).uraian == f"{akhir} lanjut"


def test_dua_orang_bulan_berbeda(buka: Pembuka, rencana: RencanaAksi) -> None:
    page, rekan = susun(buka(OPERATOR), rencana), susun(buka(PEJABAT), rencana)
    tombol(rekan, 1).click()
    tersimpan(rekan)
    tombol(page, 12).click()
    tersimpan(page)
    expect(tombol(page, 1)).to_have_attribute("aria-pressed", "true")
    assert bulan(rencana) == [1, 3, 12]


def test_sambungan_terputus(buka: Pembuka, rencana: RencanaAksi) -> None:
    """What is done without a line is shown as not saved, and saved when it is back; also text after a reload."""
    layar = buka(OPERATOR, wajar=("ERR_INTERNET_DISCONNECTED",))
    page = susun(layar, rencana)
    page.context.set_offline(True)
    tombol(page, 10).click()
    sel(page).focus()
    page.keyboard.press("Enter")
    page.keyboard.type(" luring")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#keadaan")).to_contain_text("belum tersimpan")
    expect(sel(page)).to_have_attribute("data-simpan", "gagal")
    expect(sel(page)).to_contain_text("luring")
    periksa_axe(page)
    page.context.set_offline(False)
    tersimpan(page)
    assert 10 in bulan(rencana)
    assert indikator(rencana).uraian.endswith(" luring")

    page.context.set_offline(True)
    sel(page, 1).focus()
    page.keyboard.press("Enter")
    page.keyboard.type(" setengah jadi")
    page.on("dialog", Dialog.accept)
    page.context.set_offline(False)
    page.reload()  # in the middle of the text
    draf = page.locator("#draf")
    expect(draf).to_contain_text("setengah jadi")
    periksa_axe(page)
    draf.get_by_role("button", name="Lanjutkan").click()
    expect(page.locator("textarea.susun-isian")).to_have_value("Indikator uji 1.1.1.2 setengah jadi")
    page.keyboard.press("Control+Enter")
    tersimpan(page)
    expect(draf).to_be_hidden()
    assert indikator(rencana, 1).uraian.endswith("setengah jadi")


def test_sesi_berakhir(buka: Pembuka, rencana: RencanaAksi, portal: str) -> None:
    """The sign-in page in place of an answer is recognised; signing in elsewhere lets the text go on its way."""
    layar = buka(wajar=("status of 403",))
    layar.ke("/masuk/")
    isi_masuk(layar.page, OPERATOR)
    layar.page.wait_for_url(f"{portal}/")
    page = susun(layar, rencana)
    page.context.clear_cookies()
    sel(page).focus()
    page.keyboard.press("Enter")
    page.keyboard.type(" bertahan")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#sesi")).to_be_visible()
    expect(sel(page)).to_contain_text("bertahan")
    periksa_axe(page)
    with page.context.expect_page() as tab:
        page.get_by_role("link", name="Masuk di tab baru").click()
    isi_masuk(tab.value, OPERATOR)
    tab.value.wait_for_url("**/susun/**")
    page.bring_to_front()
    tersimpan(page)
    expect(page.locator("#sesi")).to_be_hidden()
    assert indikator(rencana).uraian.endswith(" bertahan")


def test_isian_panel_bertahan(buka: Pembuka, rencana: RencanaAksi) -> None:
    """What is typed into a row's panel outlives a reload and a lost line, and is offered again; saving clears it."""
    page = susun(buka(OPERATOR, wajar=("ERR_INTERNET_DISCONNECTED",)), rencana)
    panel, draf = page.locator("#panel"), page.locator("#draf")
    sel(page).focus()
    page.keyboard.press("r")
    panel.get_by_label("Keterangan PIC").fill("bersama TEKNIS")
    page.reload()
    expect(draf).to_be_visible()
    periksa_axe(page)
    draf.get_by_role("button", name="Lanjutkan").click()
    expect(panel).to_contain_text("Isian Anda yang belum tersimpan dikembalikan")
    expect(panel.get_by_label("Keterangan PIC")).to_have_value("bersama TEKNIS")
    periksa_axe(page)
    page.context.set_offline(True)
    panel.get_by_label("Uraian").fill("Ditulis di panel tanpa sambungan")
    panel.get_by_role("button", name="Simpan isi").click()
    expect(page.locator("#keadaan")).to_contain_text("belum tersimpan")
    page.context.set_offline(False)
    tersimpan(page)
    assert indikator(rencana).uraian == "Ditulis di panel tanpa sambungan"
    assert indikator(rencana).keterangan_pic == "bersama TEKNIS"
    page.reload()
    expect(sel(page)).to_contain_text("Ditulis di panel tanpa sambungan")
    expect(draf).to_be_hidden()


def test_isian_panel_dibuang_saat_keluar(buka: Pembuka, rencana: RencanaAksi, portal: str) -> None:
    """Signing out asks, and then leaves nothing of this person's texts in the browser; other people's are not shown."""
    layar = buka()
    page = layar.ke("/masuk/")
    isi_masuk(page, OPERATOR)
    page.wait_for_url(f"{portal}/")
    susun(layar, rencana)
    page.evaluate(
        "localStorage.setItem('rb-susun:0:1:indikator-1:uraian', JSON.stringify({teks: 'x', waktu: Date.now()}))"
    )
    sel(page).focus()
    page.keyboard.press("r")
    page.locator("#panel").get_by_label("Keterangan PIC").fill("rahasia kantor")
    page.keyboard.press("Escape")
    expect(page.locator("#draf li")).to_have_count(1)
    tanya: list[str] = []
    page.on("dialog", lambda dialog: (tanya.append(dialog.message), dialog.accept()))
    page.locator("details.orang summary").click()
    page.get_by_role("button", name="Keluar").click()
    page.wait_for_url("**/masuk/")
    assert "isian itu dibuang" in tanya[0]
    assert page.evaluate("Object.keys(localStorage)") == ["rb-susun:0:1:indikator-1:uraian"]


def test_kabar_putus_tidak_menutupi_kepala(buka: Pembuka) -> None:
    page = buka(OPERATOR).ke("/rencana/2027/kab-alor/zi/susun/")
    page.context.set_offline(True)
    expect(page.locator("#putus")).to_be_visible()
    page.mouse.move(700, 500)
    page.mouse.wheel(0, 900)
    kepala, putus = page.locator(".susun-tabel thead"), page.locator("#putus")

    def jarak() -> float:
        atas, kabar = kepala.bounding_box(), putus.bounding_box()
        assert atas
        assert kabar
        return atas["y"] - kabar["y"] - kabar["height"]

    assert tunggu(lambda: abs(jarak()) < 2), "the head sticks right below the notice"
    page.context.set_offline(False)


def test_nomor_kolom_area(buka: Pembuka, rencana: RencanaAksi) -> None:
    page = susun(buka(OPERATOR), rencana)
    page.locator(".baris-area .sel").focus()
    page.keyboard.press("r")
    panel = page.locator("#panel")
    nomor = panel.get_by_role("group", name="Nomor kolom area")
    nomor.get_by_label("Tulis sendiri").check()
    panel.get_by_label("Nomor kolom area yang dicetak").fill("IV.")
    panel.get_by_role("button", name="Simpan isi").click()
    tersimpan(page)
    area = isi(rencana).area[0]
    assert (area.nomor_program, area.nomor) == ("IV.", None)


def test_rencana_diajukan_sementara_disunting(buka: Pembuka, rencana: RencanaAksi) -> None:
    page = susun(buka(OPERATOR, wajar=("status of 423",)), rencana)
    RencanaAksi.objects.filter(pk=rencana.pk).update(status=Status.DIAJUKAN)
    tombol(page, 6).click()
    expect(page.locator("#roti")).to_contain_text("berstatus diajukan")
    expect(tombol(page, 6)).to_have_attribute("aria-pressed", "false")
    page.reload()
    expect(page.get_by_role("heading", name="Rencana ini sedang terkunci")).to_be_visible()
    periksa_axe(page)


def test_beberapa_baris_sekaligus(buka: Pembuka, rencana: RencanaAksi) -> None:
    page = susun(buka(OPERATOR), rencana)
    kotak = page.locator("[data-pilih]")
    kotak.nth(0).click()
    kotak.nth(2).click(modifiers=["Shift"])
    expect(page.locator("#pilihan")).to_contain_text("3 baris terpilih")
    page.get_by_role("button", name="Atur PIC, KET, atau bulan").click()
    panel = page.locator("#massal")
    panel.get_by_label("KUL", exact=True).check()
    panel.locator(".susun-bulan label").nth(5).click()
    periksa_axe(page)
    panel.get_by_role("button", name="Terapkan").click()
    expect(page.locator("#roti")).to_contain_text("3 baris diatur")
    tersimpan(page)
    for nomor in range(3):
        assert (indikator(rencana, nomor).pic, bulan(rencana, nomor)) == (["KUL"], [6])
    assert indikator(rencana, 3).pic == []
    page.keyboard.press("Control+z")
    expect(sel(page)).not_to_contain_text("KUL")
    tersimpan(page)
    assert indikator(rencana).pic == []


def test_panel_rincian(buka: Pembuka, rencana: RencanaAksi) -> None:
    page = susun(buka(OPERATOR, wajar=("status of 422",)), rencana)
    page.locator(".s-kegiatan").first.focus()
    page.keyboard.press("r")
    panel = page.locator("#panel")
    expect(panel.get_by_label("Keterangan PIC")).to_be_visible()
    periksa_axe(page)
    panel.get_by_label("Tulis sendiri").check()
    panel.get_by_role("button", name="Simpan isi").click()
    expect(panel.get_by_text("Tulis nomornya")).to_be_visible()
    expect(panel.get_by_label("Nomor yang dicetak")).to_be_focused()
    panel.get_by_label("Nomor yang dicetak").fill("7a.")
    panel.get_by_label("TEKNIS", exact=True).check()
    panel.get_by_role("button", name="Simpan isi").click()
    expect(page.locator(".s-kegiatan").first).to_contain_text("7a. Kegiatan")
    expect(page.locator(".s-kegiatan").first).to_contain_text("(KUL) (TEKNIS)")
    expect(panel.locator(".susun-riwayat")).to_contain_text("Diubah")
    tersimpan(page)
    panel.get_by_role("button", name="Tutup panel").click()
    sel(page).focus()
    page.keyboard.press("r")
    panel.locator("[data-bulan-panel] label").nth(7).click()
    expect(tombol(page, 8)).to_have_attribute("aria-pressed", "true")
    expect(panel.locator("[data-frasa] textarea")).to_have_value(
        f"Maret dan Agustus {rencana.tahun} serta Januari {rencana.tahun + 1}"
    )
    panel.locator("[data-frasa] textarea").fill("kapan-kapan")
    panel.get_by_role("button", name="Simpan target waktu").click()
    expect(panel.locator("[data-frasa]")).to_contain_text("tidak dapat dibaca")
    assert bulan(rencana) == [3, 8]


def test_mencari(buka: Pembuka, rencana: RencanaAksi) -> None:
    page = susun(buka(OPERATOR), rencana)
    page.keyboard.press("/")
    page.keyboard.type("indikator uji 1.2.2.1")
    expect(page.locator(".cocok")).to_have_count(1)
    page.locator("#hasil-cari a").first.click()
    expect(sel(page, 6)).to_be_focused()
    page.keyboard.press("/")
    page.keyboard.type("indikator uji 2.1.1.2")
    hasil = page.locator("#hasil-cari a")
    expect(hasil).to_have_count(1)
    periksa_axe(page)
    hasil.click()
    expect(page.locator(".baris-area")).to_contain_text("Area uji 2")
    expect(sel(page, 1)).to_be_focused()


def test_bantuan(buka: Pembuka, rencana: RencanaAksi) -> None:
    page = susun(buka(OPERATOR), rencana)
    sel(page).focus()
    page.keyboard.press("?")
    expect(page.locator("#bantuan")).to_contain_text("Shift")
    periksa_axe(page)
    page.keyboard.press("Escape")
    expect(page.locator("#bantuan")).to_be_hidden()


class TestTargetWaktu:
    @pytest.fixture
    def tata(self) -> str:
        return "bangka-barat-2026"

    def test_frasa_dan_bulan(self, buka: Pembuka, rencana: RencanaAksi) -> None:
        """The months in words: typed, or clicked in this year and the next; a wrong phrase keeps what was typed."""
        page = susun(buka(OPERATOR, wajar=("status of 422",)), rencana)
        target = sel(page, 0, "s-target")
        expect(target).to_have_text(f"Maret {rencana.tahun} dan Januari {rencana.tahun + 1}")
        target.focus()
        page.keyboard.press("Enter")
        isian = target.locator("textarea")
        isian.fill("Juni atau kapan-kapan")
        page.keyboard.press("Enter")
        expect(target).to_contain_text("tidak dapat dibaca")
        expect(isian).to_have_value("Juni atau kapan-kapan")
        expect(isian).to_have_attribute("aria-invalid", "true")
        periksa_axe(page)
        isian.fill(f"Triwulan II {rencana.tahun}")
        page.keyboard.press("Enter")
        expect(target).to_have_text(f"April-Juni {rencana.tahun}")
        tersimpan(page)
        target.dblclick()
        target.get_by_role("button", name=f"Feb {rencana.tahun + 1}").click()
        expect(isian).to_have_value(f"April-Juni {rencana.tahun} dan Februari {rencana.tahun + 1}")
        page.keyboard.press("Escape")
        tersimpan(page)
        assert len(indikator(rencana).bulan) == 4

    def test_di_saku(self, buka: Pembuka, rencana: RencanaAksi) -> None:
        page = susun(buka(OPERATOR, SAKU), rencana)
        sel(page, 0, "s-target").click()
        periksa_axe(page)
        periksa_lebar(page)


def test_di_saku(buka: Pembuka, rencana: RencanaAksi) -> None:
    """Cards: twelve months to tap in two rows, each as large as a thumb, and texts in place."""
    page = susun(buka(OPERATOR, SAKU), rencana)
    periksa_axe(page)
    kotak = [tombol(page, nomor).bounding_box() for nomor in range(1, 13)]
    assert all(satu and satu["height"] >= 44 and satu["width"] >= 44 for satu in kotak)
    assert len({round(satu["y"]) for satu in kotak if satu}) == 2
    tombol(page, 11).click()
    sel(page).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" dari saku")
    periksa_lebar(page)
    page.locator(".s-sub_kegiatan").first.click()  # on to the next text: the first is saved
    tersimpan(page)
    assert 11 in bulan(rencana)
    assert indikator(rencana).uraian.endswith(" dari saku")
    page.keyboard.press("Escape")
    sel(page, 0, "s-aksi").get_by_role("button").click()
    page.get_by_role("menuitem", name="Rincian").click()
    expect(page.locator("#panel").get_by_label("Keterangan PIC")).to_be_visible()
    periksa_axe(page)
    periksa_lebar(page)


def test_tanpa_javascript(buka: Pembuka, rencana: RencanaAksi, peramban: object, portal: str) -> None:
    """Plain forms on a row's own page: text, months, a new row, deleting."""
    masuk = buka(OPERATOR).page.context.storage_state()
    konteks = peramban.new_context(java_script_enabled=False, storage_state=masuk, locale="id-ID")  # type: ignore[attr-defined]
    try:
        page = konteks.new_page()
        page.goto(f"{portal}{rencana.get_absolute_url()}susun/")
        page.locator("tr[data-i]").first.locator(".s-aksi a").click()
        page.get_by_label("Uraian").fill("Tanpa skrip")
        page.get_by_role("button", name="Simpan isi").click()
        expect(page.get_by_role("status").filter(has_text="disimpan")).to_be_visible()
        page.locator(".susun-bulan input").nth(1).check(force=True)
        page.get_by_role("button", name="Simpan bulan").click()
        assert (indikator(rencana).uraian, bulan(rencana)) == ("Tanpa skrip", [2, 3])
        page.get_by_role("button", name="Tambah indikator di bawah").click()
        page.get_by_label("Uraian").fill("Kedua")
        page.get_by_role("button", name="Simpan isi").click()
        assert indikator(rencana, 1).uraian == "Kedua"
        page.get_by_role("button", name="Hapus").click()
        expect(page.locator("tr[data-i]")).to_have_count(8)
        page.get_by_role("button", name="Urungkan").click()
        expect(page.locator("tr[data-i]")).to_have_count(9)
    finally:
        konteks.close()


@pytest.mark.parametrize("alamat", ["", "susun/"])
def test_layar_susun(buka: Pembuka, rencana: RencanaAksi, alamat: str) -> None:
    layar = buka(OPERATOR)
    page = layar.ke(rencana.get_absolute_url() + alamat)
    for ukuran in (MEJA, SAKU, (320, 700), (683, 384)):
        ubah_ukuran(page, ukuran)
        periksa_axe(page)
        periksa_lebar(page)
    if not alamat:
        page.get_by_role("link", name="Susun rencana").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Susun")
