"""The trail of a plan: every source in words, filters, pages, the table to take away."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from actionplans import komentar, tahapan
from actionplans.jejak.baca import TAMPAK, TERBANYAK, Kejadian, baca_kejadian
from actionplans.jejak.saring import Saringan
from actionplans.models import Perubahan, RencanaAksi
from actionplans.ubah import atur_bulan, atur_massal, hapus_butir, pindah_butir, tambah_butir, ubah_butir, urungkan
from areas.bulan import Bulan
from areas.isi import IsiPohon
from areas.simpan import baca_pohon
from satker.models import Pengguna
from satker.pilihan import Peran, Zona
from tests.actionplans.meja.test_meja import isi_lengkap
from tests.factories import PenugasanFactory, RencanaAksiFactory, isi_contoh

pytestmark = pytest.mark.django_db

WIB = ZoneInfo("Asia/Jakarta")


def kejadian(rencana: RencanaAksi, **saring: Any) -> list[Kejadian]:
    saringan = Saringan(rencana, **saring)
    return baca_kejadian(saringan, [(asal, tanda) for asal, tanda, _, _ in saringan.kejadian()])


def isi_pohon(rencana: RencanaAksi) -> IsiPohon:
    return baca_pohon(rencana.pohon)


@pytest.fixture
def alamat(rencana: RencanaAksi) -> str:
    return f"{rencana.get_absolute_url()}jejak/"


@pytest.fixture
def masuk(client: Client, operator: Pengguna) -> Client:
    client.force_login(operator)
    return client


@pytest.fixture
def ubah(rencana: RencanaAksi, operator: Pengguna) -> Callable[..., Any]:
    """Change the text of an indikator (the first)."""

    def _ubah(uraian: str, nomor: int = 0, oleh: Pengguna | None = None, **lain: Any) -> Any:
        satu = list(isi_pohon(rencana).indikator())[nomor]
        nilai = {"uraian": uraian, **lain}
        return ubah_butir(
            rencana=rencana, pengguna=oleh or operator, tingkat="indikator", kunci=satu.id, revisi=satu.revisi,
            nilai=nilai,
        )  # fmt: skip

    return _ubah


class TestKata:
    def test_a_plan_that_nobody_touched_has_none(self, rencana):
        assert kejadian(rencana) == []

    def test_a_change_of_fields_says_from_what_to_what(self, rencana, ubah):
        butir = ubah("Laporan bulanan", pic=["KUL", "TEKNIS"], nomor=1)
        (satu,) = kejadian(rencana)
        (baris,) = satu.baris
        assert (satu.oleh, satu.judul) == ("Yuli", "Diubah")
        assert (baris.tanda, baris.sebutan) == (f"indikator-{butir.pk}", "indikator")
        assert [tuple(medan) for medan in baris.medan] == [
            ("PIC", "", "KUL; TEKNIS", False),
            ("Uraian", "Indikator uji 1.1.1.2", "Laporan bulanan", True),
        ]

    def test_months_are_phrases(self, rencana, operator):
        kunci = next(isi_pohon(rencana).indikator()).id
        atur_bulan(rencana=rencana, pengguna=operator, indikator=kunci, nyala=[Bulan(2026, 4)])
        (satu,) = kejadian(rencana)
        assert [tuple(medan)[:3] for medan in satu.baris[0].medan] == [
            ("Bulan", "Maret 2026 dan Januari 2027", "Maret-April 2026 dan Januari 2027")
        ]

    def test_one_deed_of_many_rows_is_one_event(self, rencana, operator):
        revisi = {satu.id: satu.revisi for satu in isi_pohon(rencana).indikator()}
        atur_massal(rencana=rencana, pengguna=operator, revisi=revisi, ket="Tentatif", bulan=[Bulan(2026, 5)])
        (satu,) = kejadian(rencana)
        assert satu.judul == "16 baris: diubah, bulan diubah"
        assert len(satu.baris) == 16
        assert (len(satu.tampak), len(satu.terlipat), satu.sisa, satu.lain) == (3, 13, 13, 0)
        assert [medan.nama for medan in satu.baris[1].medan] == ["KET", "Bulan"]

    def test_the_page_leaves_most_of_a_large_deed_to_the_table(self, masuk, alamat):
        rencana = RencanaAksiFactory(versi=2, pohon__isi=isi_contoh(area=3, cabang=3))
        revisi = {satu.id: satu.revisi for satu in isi_pohon(rencana).indikator()}
        operator = Pengguna.objects.get(nama="Yuli")
        atur_massal(rencana=rencana, pengguna=operator, revisi=revisi, ket="Bersama")
        (satu,) = kejadian(rencana)
        assert satu.sisa == len(revisi) - TAMPAK
        assert satu.lain == len(revisi) - TERBANYAK
        isi = masuk.get(alamat).content.decode()
        assert f"{satu.sisa} baris lagi" in isi
        assert f"… dan {satu.lain} baris lainnya" in isi

    def test_an_added_and_a_deleted_row_say_what_they_are(self, rencana, operator):
        pohon = isi_pohon(rencana)
        sub, area = pohon.area[0].anak[0].anak[0], pohon.area[1]
        tambah_butir(
            rencana=rencana, pengguna=operator, tingkat="indikator", induk=sub.id, nilai={"uraian": "Notula rapat"}
        )
        hapus_butir(rencana=rencana, pengguna=operator, tingkat="area", kunci=area.id)
        hapus, tambah = kejadian(rencana)
        assert (tambah.judul, hapus.judul) == ("Ditambah", "Dihapus")
        assert [tuple(medan)[:3] for medan in tambah.baris[0].medan] == [("Uraian", "", "Notula rapat")]
        assert [tuple(medan)[:3] for medan in hapus.baris[0].medan] == [("Uraian", "Area uji 2", "")]
        assert hapus.baris[0].ikut == 2 + 4 + 8

    def test_a_moved_row_says_from_where_to_where(self, rencana, operator):
        satu, dua = isi_pohon(rencana).area[0].anak
        pindah_butir(
            rencana=rencana, pengguna=operator, tingkat="sub_kegiatan", kunci=satu.anak[0].id, urutan=3, induk=dua.id
        )
        pindah_butir(rencana=rencana, pengguna=operator, tingkat="kegiatan", kunci=dua.id, urutan=1)
        kegiatan, sub = kejadian(rencana)
        assert tuple(kegiatan.baris[0].medan[0])[1:3] == ("urutan 2", "urutan 1")
        assert tuple(sub.baris[0].medan[0])[1:3] == (
            "urutan 1 di kegiatan “Kegiatan uji 1.1”",
            "urutan 3 di kegiatan “Kegiatan uji 1.2”",
        )
        hapus_butir(rencana=rencana, pengguna=operator, tingkat="kegiatan", kunci=satu.id)
        sub = kejadian(rencana)[-1]
        assert sub.baris[0].medan[0].dari == "urutan 1 di kegiatan yang sudah dihapus"

    def test_an_undone_deed_is_marked_and_so_is_the_undoing(self, rencana, operator, rekan, ubah):
        ubah("Keliru")
        urungkan(rencana=rencana, pengguna=rekan, kelompok=Perubahan.objects.get().kelompok)
        urung, keliru = kejadian(rencana)
        assert (keliru.mengurungkan, keliru.diurungkan[0]) == (False, "Stefanus")
        assert (urung.mengurungkan, urung.diurungkan, urung.judul) == (True, None, "Perubahan diurungkan")

    def test_steps_the_review_and_comments(self, rencana):
        rencana = RencanaAksiFactory(versi=2, pohon__isi=isi_lengkap())
        operator = PenugasanFactory(pengguna__nama="Yuli").pengguna
        reviewer = PenugasanFactory(peran=Peran.REVIEWER, pengguna__nama="Agnes").pengguna
        tahapan.ajukan(rencana=rencana, pengguna=operator, catatan="Mohon direviu.")
        kunci = next(isi_pohon(rencana).indikator()).id
        utas = komentar.tulis(
            rencana=rencana, pengguna=reviewer, isi="Sebutkan nomornya.", tingkat="indikator", kunci_butir=kunci
        )
        komentar.balas(utas=utas, pengguna=operator, isi="Baik.")
        komentar.tandai(utas=utas, pengguna=reviewer, selesai=True)
        komentar.tulis(rencana=rencana, pengguna=operator, isi="Terima kasih.")
        semua = kejadian(rencana)
        assert [(satu.judul, satu.oleh, satu.catatan) for satu in semua] == [
            ("Komentar", "Yuli", "Terima kasih."),
            ("Jawaban kepada Agnes", "Yuli", "Baik."),
            ("Komentar", "Agnes", "Sebutkan nomornya."),
            ("Mulai direviu", "Agnes", ""),
            ("Diajukan", "Yuli", "Mohon direviu."),
        ]
        assert (semua[4].dari, semua[4].kata_status) == ("Draf", "Diajukan")
        assert semua[2].selesai[0] == "Agnes"
        assert (semua[2].baris[0].judul, semua[0].baris) == ("Laporan", [])
        assert [satu.judul for satu in kejadian(rencana, tingkat="indikator", kunci=kunci)] == [
            "Jawaban kepada Agnes",
            "Komentar",
        ]
        assert [satu.judul for satu in kejadian(rencana, macam="langkah")] == ["Mulai direviu", "Diajukan"]
        assert len(kejadian(rencana, macam="komentar")) == 3
        assert kejadian(rencana, macam="isi") == []

    def test_trails_of_other_plans_stay_out(self, rencana, ubah):
        ubah("Milik Alor")
        assert kejadian(RencanaAksiFactory(tahun=2030)) == []


class TestSaring:
    def test_by_person_kind_and_row(self, rencana, operator, rekan, ubah):
        satu, dua = ubah("Satu"), ubah("Dua", nomor=1, oleh=rekan)
        atur_bulan(rencana=rencana, pengguna=operator, indikator=satu.pk, nyala=[Bulan(2026, 7)])
        kata = [[b.kata for b in k.baris] for k in kejadian(rencana, orang=operator.pk)]
        assert kata == [["Bulan diubah"], ["Diubah"]]
        assert [k.oleh for k in kejadian(rencana, tingkat="indikator", kunci=dua.pk)] == ["Stefanus"]
        assert len(kejadian(rencana, macam="bulan")) == 1
        assert len(kejadian(rencana, macam="isi")) == 3
        assert kejadian(rencana, macam="bulan", orang=rekan.pk) == []

    def test_one_row_of_a_large_deed_shows_that_row_alone(self, rencana, operator):
        revisi = {satu.id: satu.revisi for satu in isi_pohon(rencana).indikator()}
        atur_massal(rencana=rencana, pengguna=operator, revisi=revisi, ket="Tentatif lagi")
        (satu,) = kejadian(rencana, tingkat="indikator", kunci=min(revisi))
        assert [baris.tanda for baris in satu.baris] == [f"indikator-{min(revisi)}"]

    @pytest.mark.parametrize(
        ("zona", "dari", "sampai", "banyak"),
        [
            (Zona.WIB, "2026-03-09", "2026-03-09", 1),
            (Zona.WIB, "2026-03-10", "", 0),
            (Zona.WITA, "2026-03-10", "2026-03-10", 1),  # half past midnight in Kalabahi
            (Zona.WITA, "", "2026-03-09", 0),
            (Zona.WIT, "10-03-2026", "10/03/2026", 1),
        ],
    )
    def test_days_are_those_of_the_offices_clocks(self, rencana, masuk, alamat, ubah, zona, dari, sampai, banyak):
        rencana.satker.zona = zona
        rencana.satker.save()
        with time_machine.travel(datetime.datetime(2026, 3, 9, 23, 30, tzinfo=WIB)):
            ubah("Malam")
            masuk.force_login(Pengguna.objects.get(nama="Yuli"))
            jawaban = masuk.get(alamat, {"dari": dari, "sampai": sampai})
        assert len(jawaban.context["page_obj"].object_list) == banyak
        if banyak:
            assert f"Jam dalam {zona.label}" in jawaban.content.decode()

    @pytest.mark.parametrize(
        "kueri",
        ["orang=x", "orang=999999", "macam=entah", "dari=kemarin", "sampai=9999-12-31", "baris=indikator-x",
         "baris=%00", "baris=xindikator-1", "halaman=99", "halaman=x", "baris=indikator-99999999999999999999"],
    )  # fmt: skip
    def test_what_cannot_be_read_limits_nothing(self, masuk, alamat, ubah, kueri):
        ubah("Terlihat")
        jawaban = masuk.get(f"{alamat}?{kueri}")
        assert jawaban.status_code == 200
        assert "Terlihat" in jawaban.content.decode()
        assert masuk.get(f"{alamat[:-1]}.csv?{kueri}").content.count(b"indikator-") == 1

    def test_a_row_of_another_plan_is_not_named(self, masuk, alamat, ubah):
        ubah("Milik sendiri")
        lain = RencanaAksiFactory(tahun=2031, pohon__isi=isi_contoh("rahasia", area=1, cabang=1))
        kunci = next(isi_pohon(lain).indikator()).id
        isi = masuk.get(f"{alamat}?baris=indikator-{kunci}").content.decode()
        assert "rahasia" not in isi
        assert "Tidak ada kejadian yang cocok" in isi

    def test_the_people_to_choose_from_are_those_of_this_trail(self, masuk, alamat, ubah, rekan):
        ubah("Satu")
        pilihan = masuk.get(alamat).context["saring"].fields["orang"].choices
        assert [nama for _, nama in pilihan] == ["Semua orang", "Yuli"]


class TestLayar:
    def test_words_are_compared(self, masuk, alamat, ubah):
        ubah("Indikator uji 1.1.1.1 dan laporannya")
        isi = masuk.get(alamat).content.decode()
        assert "Indikator uji 1.1.1.1<ins> dan laporannya</ins>" in isi
        assert ">Lembar</a>" in isi
        assert 'aria-current="page">Jejak' in isi

    def test_what_people_wrote_is_escaped(self, masuk, alamat, ubah):
        ubah("<script>alert(1)</script>")
        isi = masuk.get(alamat).content.decode()
        assert "<script>alert" not in isi
        assert "&lt;script&gt;alert" in isi

    def test_an_untouched_plan_says_so(self, masuk, alamat):
        assert "Belum ada jejak" in masuk.get(alamat).content.decode()

    def test_filters_stay_while_turning_pages_and_downloading(self, masuk, alamat, ubah):
        for nomor in range(30):
            ubah(f"Uraian {nomor}")
        isi = masuk.get(f"{alamat}?macam=ubah&versi=1").content.decode()
        assert "1–25 dari 30 kejadian" in isi
        assert "?macam=ubah&amp;versi=1&amp;halaman=2" in isi
        assert 'jejak.csv?macam=ubah&amp;versi=1"' in isi
        halaman = masuk.get(f"{alamat}?macam=ubah&halaman=2")
        assert len(halaman.context["page_obj"].object_list) == 5

    def test_the_editors_panel_leads_to_the_trail_of_its_row(self, masuk, alamat, ubah):
        butir = ubah("Satu baris")
        panel = masuk.get(f"{alamat.replace('jejak', 'susun')}indikator/{butir.pk}/").content.decode()
        tautan = f"{alamat}?versi=1&amp;baris=indikator-{butir.pk}"
        assert f'href="{tautan}"' in panel
        isi = masuk.get(tautan.replace("&amp;", "&")).content.decode()
        assert "1 kejadian" in isi
        assert "Indikator: Satu baris" in isi

    def test_another_version_has_its_own_trail(self, masuk, alamat, ubah, rencana):
        ubah("Versi satu")
        RencanaAksiFactory(satker=rencana.satker, versi=2)
        assert "Versi satu" not in masuk.get(alamat).content.decode()
        assert "Versi satu" in masuk.get(f"{alamat}?versi=1").content.decode()


class TestCsv:
    def baca(self, jawaban: Any) -> list[dict[str, str]]:
        assert jawaban.content.startswith(b"\xef\xbb\xbfwaktu;zona;orang;")
        return list(csv.DictReader(io.StringIO(jawaban.content.decode("utf-8-sig"), newline=""), delimiter=";"))

    def test_one_line_for_each_thing_that_changed(self, masuk, alamat, ubah, rencana, operator):
        with time_machine.travel(datetime.datetime(2026, 3, 9, 10, 15, tzinfo=WIB), tick=False):
            butir = ubah("Satu", ket="Dua")
            masuk.force_login(operator)
            jawaban = masuk.get(f"{alamat[:-1]}.csv")
        assert jawaban["Content-Disposition"] == 'attachment; filename="jejak-rb-2026-kabupaten-uji-5305-v1.csv"' or (
            jawaban["Content-Disposition"] == f'attachment; filename="jejak-rb-2026-{rencana.satker.slug}-v1.csv"'
        )
        semua = self.baca(jawaban)
        assert [(satu["medan"], satu["dari"], satu["menjadi"]) for satu in semua] == [
            ("KET", "Tentatif", "Dua"),
            ("Uraian", "Indikator uji 1.1.1.1", "Satu"),
        ]
        assert {(satu["waktu"], satu["zona"], satu["orang"], satu["kunci_baris"]) for satu in semua} == {
            ("2026-03-09 10:15:00", "WIB", "Yuli", f"indikator-{butir.pk}")
        }
        assert len({satu["perbuatan"] for satu in semua}) == 1

    def test_no_cell_is_a_formula(self, masuk, alamat, ubah):
        ubah('=HYPERLINK("http://jahat.example")')
        (satu,) = self.baca(masuk.get(f"{alamat[:-1]}.csv"))
        assert satu["menjadi"].startswith("'=HYPERLINK")
        assert satu["baris"].startswith(("'=", "Indikator"))

    def test_all_pages_and_all_rows_of_what_is_filtered(self, masuk, alamat, ubah, rencana, operator):
        revisi = {satu.id: satu.revisi for satu in isi_pohon(rencana).indikator()}
        for nomor in range(27):
            ubah(f"Uraian {nomor}")
        revisi = {satu.id: satu.revisi for satu in isi_pohon(rencana).indikator()}
        atur_massal(rencana=rencana, pengguna=operator, revisi=revisi, bulan=[Bulan(2026, 9)])
        assert len(self.baca(masuk.get(f"{alamat[:-1]}.csv"))) == 27 + 16
        assert len(self.baca(masuk.get(f"{alamat[:-1]}.csv?macam=bulan&halaman=2"))) == 16


# session, account, assignments, versions, plan; people, number, page; comments, steps, review, changes, undone, moves
HALAMAN = 5 + 3 + 6
CSV = 5 + 2 + 6


@pytest.mark.parametrize("jumlah", [2, 9])
def test_a_long_trail_asks_no_more_than_a_short_one(client, jumlah, django_assert_num_queries):
    rencana = RencanaAksiFactory(pohon__isi=isi_lengkap())
    operator = PenugasanFactory(satker=rencana.satker).pengguna
    reviewer = PenugasanFactory(peran=Peran.REVIEWER).pengguna
    dua = {"tingkat": "kegiatan", "setelah": isi_pohon(rencana).area[0].anak[0].id, "nilai": {"uraian": "Dua"}}
    tambah_butir(rencana=rencana, pengguna=operator, **dua)
    for nomor in range(jumlah):
        sub = next(satu for kegiatan in isi_pohon(rencana).area[0].anak for satu in kegiatan.anak)
        tujuan = isi_pohon(rencana).area[0].anak[(nomor + 1) % 2].id
        pindah_butir(rencana=rencana, pengguna=operator, tingkat="sub_kegiatan", kunci=sub.id, urutan=1, induk=tujuan)
        ubah_butir(
            rencana=rencana, pengguna=operator, tingkat="sub_kegiatan", kunci=sub.id,
            revisi=sub.revisi, nilai={"uraian": f"Rapat {nomor}"},
        )  # fmt: skip
        urungkan(rencana=rencana, pengguna=operator, kelompok=Perubahan.objects.last().kelompok)
    kosong = isi_pohon(rencana).area[0].anak
    for kegiatan in kosong:
        if not kegiatan.anak:
            hapus_butir(rencana=rencana, pengguna=operator, tingkat="kegiatan", kunci=kegiatan.id)
    tahapan.ajukan(rencana=rencana, pengguna=operator)
    for nomor in range(jumlah):
        komentar.tulis(rencana=rencana, pengguna=reviewer, isi=f"Komentar {nomor}")
    client.force_login(reviewer)
    alamat = f"{rencana.get_absolute_url()}jejak"
    with django_assert_num_queries(HALAMAN):
        assert client.get(f"{alamat}/").status_code == 200
    with django_assert_num_queries(CSV):
        assert client.get(f"{alamat}.csv").status_code == 200
