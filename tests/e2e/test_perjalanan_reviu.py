"""To the province and back: submit, comment, return, answer, resubmit, see just the difference, approve."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from actionplans.buat import buat_dari_templat
from actionplans.models import Langkah, RencanaAksi
from actionplans.status import Tindakan
from areas.isi import IsiSubKegiatan
from areas.models import Indikator, JadwalBulan, Templat
from areas.simpan import baca_pohon
from satker.models import Satker
from tests.e2e.conftest import Pembuka
from tests.e2e.test_layar import periksa_axe

pytestmark = pytest.mark.e2e
REVIU = "/rencana/2029/kab-bangka-barat/zi/reviu/"


@pytest.fixture
def rencana(portal: str) -> RencanaAksi:
    """A draft of Bangka Barat for 2029 in which nothing blocks its submission: rows have indikator and months."""
    templat = Templat.objects.select_related("pohon", "jenis").get(kode="zi")
    baru = buat_dari_templat(satker=Satker.objects.dengan_kode("19.05"), tahun=2029, templat=templat)
    rencana = RencanaAksi.objects.untuk_lembar().get(pk=baru.pk)
    for butir in baca_pohon(rencana.pohon).semua():
        if isinstance(butir, IsiSubKegiatan) and not butir.anak:
            Indikator.objects.create(sub_kegiatan_id=butir.id, uraian="Notula rapat", urutan=1)
    kosong = [satu.id or 0 for satu in baca_pohon(rencana.pohon).indikator() if not satu.bulan]
    JadwalBulan.objects.bulk_create(JadwalBulan(indikator_id=kunci, tahun=2029, bulan=6) for kunci in kosong)
    return rencana


def test_diajukan_dikembalikan_diperbaiki_disetujui(buka: Pembuka, rencana: Any) -> None:
    kantor, provinsi = buka("operator.bangka-barat", wajar=("409",)), buka("reviewer.babel")
    isi = baca_pohon(rencana.pohon)
    satu, dua, tiga = list(isi.indikator())[:3]

    # the office submits, and cannot write any more
    page = kantor.ke(REVIU)
    periksa_axe(page)
    page.get_by_label("Catatan untuk reviewer").fill("Mohon direviu sebelum akhir pekan.")
    page.get_by_role("button", name="Ajukan rencana").click()
    expect(page.get_by_text("Rencana diajukan")).to_be_visible()
    expect(page.get_by_role("link", name="Susun rencana")).to_have_count(0)
    expect(page.get_by_role("button", name="Tarik pengajuan")).to_be_visible()

    # the reviewer comments on three rows, without the page being loaded again
    meja = provinsi.ke(REVIU)
    expect(meja.get_by_text("Mohon direviu sebelum akhir pekan.")).to_be_visible()
    meja.evaluate("window.tetap = true")
    for nomor, butir in enumerate((satu, dua, tiga), 1):
        baris = meja.locator(f"#indikator-{butir.id}")
        baris.get_by_text("Komentari", exact=True).click()
        baris.get_by_label("Komentar", exact=True).fill(f"Catatan {nomor}: perjelas buktinya.")
        baris.get_by_role("button", name="Kirim komentar").click()
        expect(baris.get_by_text(f"Catatan {nomor}: perjelas buktinya.")).to_be_visible()
    assert meja.evaluate("window.tetap")
    periksa_axe(meja)

    # the office meanwhile cannot take it back
    page.get_by_role("button", name="Tarik pengajuan").click()
    expect(page.get_by_role("alert")).to_contain_text("sudah mulai direviu")

    # returned: the open comments are reason enough
    meja.get_by_role("button", name="Kembalikan").click()
    expect(meja.get_by_text("Rencana dikembalikan ke satkernya.")).to_be_visible()

    # the office reads, mends one row, answers in two threads, submits again
    page = kantor.ke(f"{REVIU}?hanya=terbuka")
    expect(page.get_by_text("perjelas buktinya.")).to_have_count(3)
    baris = page.locator(f"#indikator-{dua.id}")
    baris.get_by_text("Balas", exact=True).click()
    baris.get_by_label("Balasan", exact=True).fill("Buktinya berita acara rapat.")
    baris.get_by_role("button", name="Kirim balasan").click()
    expect(baris.get_by_text("Buktinya berita acara rapat.")).to_be_visible()
    page = kantor.ke(f"/rencana/2029/kab-bangka-barat/zi/susun/indikator/{satu.id}/")
    page.get_by_label("Uraian").fill("Surat keputusan tim dan berita acara rapatnya")
    page.get_by_role("button", name=re.compile("^Simpan")).first.click()
    expect(page.get_by_text("Indikator disimpan.")).to_be_visible()
    page = kantor.ke(REVIU)
    page.get_by_role("button", name="Ajukan rencana").click()
    expect(page.get_by_text("Rencana diajukan")).to_be_visible()

    # the reviewer sees just the difference, settles the thread, and approves by keyboard
    meja = provinsi.ke(f"{REVIU}?hanya=berubah")
    expect(meja.locator("[data-berubah]")).to_have_count(1)
    expect(meja.locator("[data-berubah] ins").first).to_contain_text("berita acara rapatnya")
    meja.keyboard.press("n")
    expect(meja.locator(f"#indikator-{satu.id}")).to_be_focused()
    baris = meja.locator(f"#indikator-{satu.id}")
    baris.get_by_role("button", name="Tandai selesai").click()
    expect(baris.get_by_text("Diselesaikan")).to_be_visible()
    setujui = meja.get_by_role("button", name="Setujui")
    setujui.focus()
    meja.keyboard.press("Enter")
    expect(meja.get_by_text("Rencana disetujui, tepat seperti yang diajukan.")).to_be_visible()

    # the trail tells the story
    langkah = list(Langkah.objects.filter(rencana=rencana).order_by("pk"))
    assert [satu.tindakan for satu in langkah] == [
        Tindakan.AJUKAN, Tindakan.KEMBALIKAN, Tindakan.AJUKAN, Tindakan.SETUJUI,
    ]  # fmt: skip
    assert langkah[2].potret_id == langkah[3].potret_id != langkah[0].potret_id
    riwayat = kantor.ke(REVIU).locator(".reviu-riwayat > li")
    expect(riwayat).to_have_count(4)
    expect(riwayat.first).to_contain_text("Disetujui")
