"""A plan from its beginning to the next year's.

Started from the national template, written by mouse and by keyboard with a colleague at the same row and a line that
drops, checked for completeness, downloaded, and imported for another year.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import DjangoDbBlocker

from actionplans.models import Perubahan, RencanaAksi
from areas.isi import IsiIndikator, IsiPohon
from areas.simpan import baca_pohon
from tests.e2e.conftest import Pembuka
from tests.e2e.test_layar import periksa_axe
from tests.e2e.test_susun import OPERATOR, PEJABAT, sel, tersimpan, tombol

pytestmark = pytest.mark.e2e

TAHUN, TAHUN_IMPOR = 2061, 2062


@pytest.fixture
def bersih(portal: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """What the journey makes goes with it."""
    with django_db_blocker.unblock():
        yield
        for rencana in RencanaAksi.objects.filter(tahun__in=(TAHUN, TAHUN_IMPOR)):
            Perubahan.objects.filter(rencana=rencana).delete()
            RencanaAksi.objects.filter(pk=rencana.pk).delete()
            rencana.pohon.delete()


def pohon(tahun: int) -> IsiPohon:
    return baca_pohon(RencanaAksi.objects.select_related("pohon").get(tahun=tahun, jenis__kode="rb").pohon)


def indikator(nomor: int) -> IsiIndikator:
    return list(pohon(TAHUN).indikator())[nomor]


def bulan(nomor: int) -> list[int]:
    return [satu.bulan for satu in indikator(nomor).bulan]


def tulis(page: Page, nomor: int, teks: str, kelas: str = "s-indikator") -> None:
    """Overwrite a text of the sheet with the keyboard."""
    sel(page, nomor, kelas).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Control+a")
    page.keyboard.type(teks)
    page.keyboard.press("Control+Enter")


def dua_puluh_suntingan(page: Page) -> None:
    page.wait_for_load_state("load")  # the sheet's scripts are there
    # months by mouse: 1 a click, 2 a drag, 3 a click that takes back
    tombol(page, 2, baris=0).click()
    tombol(page, 5, baris=0).hover()
    page.mouse.down()
    tombol(page, 7, baris=0).hover()
    page.mouse.up()
    tombol(page, 6, baris=0).click()
    tersimpan(page)
    assert bulan(0) == [2, 5, 7]
    # months by keyboard: 4 Space, 5 to 7 a run by Shift+arrow, 8 to 11 row shortcuts
    tombol(page, 9, baris=1).focus()
    page.keyboard.press("Space")
    for _ in range(3):
        page.keyboard.press("Shift+ArrowRight")
    tersimpan(page)
    assert bulan(1) == [9, 10, 11, 12]
    for nomor, kunci in ((2, "s"), (3, "t"), (4, "a"), (5, "s"), (5, "k")):
        sel(page, nomor).focus()
        page.keyboard.press(kunci)
    tersimpan(page)
    assert (bulan(2), bulan(3), bulan(4), bulan(5)) == (list(range(1, 13)), [3, 6, 9, 12], [3, 6, 9, 12], [])
    # texts: 12 by keyboard with numbered points, 13 by mouse, 14 KET
    sel(page, 0).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Control+a")
    page.keyboard.type("Laporan *kick off*:")
    page.keyboard.press("Enter")
    page.keyboard.type("1) undangan")
    page.keyboard.press("Enter")
    page.keyboard.type("2) notula")
    page.keyboard.press("Control+Enter")
    sel(page, 1).dblclick()
    page.keyboard.press("Control+a")
    page.keyboard.type("Ditulis dengan tetikus")
    page.get_by_role("heading", level=1).click()
    tulis(page, 1, "Tentatif", "s-ket")
    tersimpan(page)
    # rows: 15 added and written, 16 duplicated by its menu, 17 moved up, 18 deleted
    sel(page, 1).focus()
    page.keyboard.press("Insert")
    expect(page.locator("textarea.susun-isian")).to_be_focused()
    page.keyboard.type("Indikator tambahan")
    page.keyboard.press("Control+Enter")
    tersimpan(page)
    banyak = page.locator("tr[data-i]").count()
    sel(page, 2, "s-aksi").get_by_role("button").click()
    page.get_by_role("menuitem", name="Gandakan").click()
    expect(page.locator("tr[data-i]")).to_have_count(banyak + 1)
    tersimpan(page)
    tulis(page, 3, "Indikator kembar")
    tersimpan(page)
    page.keyboard.press("Alt+ArrowUp")
    expect(sel(page, 2)).to_contain_text("Indikator kembar")
    tersimpan(page)
    sel(page, 5).focus()
    page.keyboard.press("Delete")
    expect(page.locator("tr[data-i]")).to_have_count(banyak)
    tersimpan(page)
    # 19 undone, 20 months of two rows at once
    page.keyboard.press("Control+z")
    expect(page.locator("tr[data-i]")).to_have_count(banyak + 1)
    tersimpan(page)
    for nomor in (2, 3):
        page.locator("[data-pilih]").nth(nomor).check()
    page.get_by_role("button", name="Atur PIC, KET, atau bulan").click()
    panel = page.locator("#massal")
    panel.locator("textarea[name=ket]").fill("Bersama")
    panel.get_by_label("Ganti KET").check()
    panel.get_by_role("button", name="Terapkan").click()
    tersimpan(page)
    expect(sel(page, 3, "s-ket")).to_contain_text("Bersama")


def test_dari_templat_sampai_tahun_berikutnya(buka: Pembuka, bersih: None, tmp_path: Path) -> None:
    layar = buka(OPERATOR, wajar=("status of 409", "ERR_INTERNET_DISCONNECTED"))
    page = layar.ke("/rencana/mulai/")
    page.get_by_label("Tahun rencana").fill(str(TAHUN))
    page.get_by_label("Templat nasional: Rencana Aksi Reformasi Birokrasi").check()
    page.get_by_role("button", name="Buat rencana").click()
    page.get_by_role("link", name="Susun rencana").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Susun Rencana Aksi Reformasi Birokrasi {TAHUN}")
    alamat = f"/rencana/{TAHUN}/kab-alor/rb/"
    dua_puluh_suntingan(page)

    # a colleague was quicker: both versions are shown, nothing is overwritten until one is chosen
    rekan = buka(PEJABAT).ke(f"{alamat}susun/")
    expect(sel(rekan, 4)).to_be_visible()
    tulis(page, 4, "Versi operator lama")
    tersimpan(page)
    rekan.reload()
    tulis(rekan, 4, "Versi pejabat")
    tersimpan(rekan)
    tulis(page, 4, "Versi operator")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Versi pejabat")
    expect(dialog).to_contain_text("Versi operator")
    assert indikator(4).uraian == "Versi pejabat"
    dialog.get_by_role("button", name="Pakai punya saya").click()
    tersimpan(page)
    assert indikator(4).uraian == "Versi operator"

    # the line drops: months and text stay on the screen as not saved, and are saved when it is back
    page.context.set_offline(True)
    tombol(page, 12, baris=0).click()
    tulis(page, 6, "Ditulis tanpa sambungan")
    expect(page.locator("#keadaan")).to_contain_text("belum tersimpan")
    expect(sel(page, 6)).to_contain_text("Ditulis tanpa sambungan")
    assert indikator(6).uraian != "Ditulis tanpa sambungan"
    page.context.set_offline(False)
    tersimpan(page)

    # completeness leads to the row that lacks its months, and the row is mended there
    page.goto(f"{layar.portal}{alamat}kelengkapan/")
    periksa_axe(page)
    page.locator("details.temuan-area > summary").first.click()
    kurang = page.locator("a[href*='/susun/']", has_text="belum dijadwalkan").first
    jangkar = (kurang.get_attribute("href") or "").split("#")[1]
    kurang.click()
    expect(page.locator(f"#{jangkar}")).to_be_focused()
    page.keyboard.press("s")
    tersimpan(page)
    page.goto(f"{layar.portal}{alamat}kelengkapan/")
    expect(page.locator(f"a[href$='#{jangkar}']", has_text="belum dijadwalkan")).to_have_count(0)
    expect(page.get_by_role("heading", name="Menghalangi pengajuan")).to_be_visible()

    # out as a workbook, and in again for another year through the preview
    page.goto(layar.portal + alamat)
    page.locator("summary", has_text="Unduh").click()
    with page.expect_download() as unduhan:
        page.get_by_role("link", name="Excel").first.click()
    berkas = tmp_path / "rencana.xlsx"
    unduhan.value.save_as(berkas)
    assert berkas.read_bytes().startswith(b"PK")
    page.goto(f"{layar.portal}/rencana/impor/")
    page.locator("input[type=file]").set_input_files(berkas)
    page.get_by_label("Tahun").fill(str(TAHUN_IMPOR))
    page.get_by_role("button", name="Baca berkas").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pratinjau impor")
    assert not RencanaAksi.objects.filter(tahun=TAHUN_IMPOR).exists(), "the preview has stored nothing"
    page.get_by_role("button", name="Buat rencana dari berkas ini").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(str(TAHUN_IMPOR))

    # everything as it was typed, in the plan and in its copy of the next year
    asal = list(pohon(TAHUN).indikator())
    assert [satu.uraian for satu in asal[:5]] == [
        "Laporan *kick off*:\n1) undangan\n2) notula",
        "Ditulis dengan tetikus",
        "Indikator kembar",
        "Indikator tambahan",
        "Versi operator",
    ]
    assert [satu.ket for satu in asal[:5]] == ["", "Tentatif", "Bersama", "Bersama", ""]
    assert asal[6].uraian == "Ditulis tanpa sambungan"
    assert [satu.bulan for satu in asal[0].bulan] == [2, 5, 7, 12]
    assert [satu.bulan for satu in asal[1].bulan] == [9, 10, 11, 12]
    assert [satu.bulan for satu in asal[4].bulan] == list(range(1, 13))
    salinan = list(pohon(TAHUN_IMPOR).indikator())
    assert [satu.uraian for satu in salinan] == [satu.uraian for satu in asal]
    assert [satu.ket for satu in salinan] == [satu.ket for satu in asal]
    assert [[b.bulan for b in satu.bulan] for satu in salinan] == [[b.bulan for b in satu.bulan] for satu in asal]
