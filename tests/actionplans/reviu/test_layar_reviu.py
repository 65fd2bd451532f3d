"""The review screen: what has changed, what is said, and the steps; each refusal in words beside its form."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from actionplans import komentar, tahapan
from actionplans.buat import buat_dari_rencana
from actionplans.models import Komentar, Langkah, RencanaAksi
from actionplans.reviu.lembar import Acuan, LembarReviu, lembar_reviu
from actionplans.status import Status
from actionplans.ubah import atur_bulan, hapus_butir, pindah_butir, tambah_butir, ubah_butir
from areas.bulan import Bulan
from areas.isi import IsiIndikator, IsiPohon, IsiSubKegiatan
from areas.simpan import baca_pohon
from satker.models import Pengguna
from satker.pilihan import Peran
from tests.actionplans.test_tahapan import isi_lengkap
from tests.factories import PenugasanFactory, RencanaAksiFactory, isi_contoh

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def rencana() -> RencanaAksi:
    return RencanaAksi.objects.untuk_lembar().get(pk=RencanaAksiFactory(pohon__isi=isi_lengkap()).pk)


@pytest.fixture
def operator(rencana: RencanaAksi) -> Pengguna:
    return PenugasanFactory(satker=rencana.satker).pengguna


@pytest.fixture
def reviewer(rencana: RencanaAksi, client: Client) -> Pengguna:
    pengguna = PenugasanFactory(peran=Peran.REVIEWER).pengguna
    client.force_login(pengguna)
    return pengguna


@pytest.fixture
def diajukan(rencana: RencanaAksi, operator: Pengguna) -> Langkah:
    return tahapan.ajukan(rencana=rencana, pengguna=operator)


def alamat(rencana: RencanaAksi, ekor: str = "") -> str:
    return f"{rencana.get_absolute_url()}reviu/{ekor}"


def segar(rencana: RencanaAksi) -> RencanaAksi:
    return RencanaAksi.objects.untuk_lembar().get(pk=rencana.pk)


def indikator(rencana: RencanaAksi) -> list[IsiIndikator]:
    return list(baca_pohon(rencana.pohon).indikator())


def sub(rencana: RencanaAksi) -> IsiSubKegiatan:
    return baca_pohon(rencana.pohon).area[0].anak[0].anak[0]


def terbaca(lembar: LembarReviu) -> list[tuple[str, str, list[str]]]:
    """What is marked: text, kind, changed fields."""
    return [
        (satu.butir.uraian, "baru" if satu.usul.baru else satu.usul.pindah, [beda.medan for beda in satu.beda])
        for area in lembar.area
        for satu in area.baris
        if satu.usul
    ]


class TestPerbandingan:
    @pytest.fixture
    def dikembalikan(self, rencana: RencanaAksi, operator: Pengguna, reviewer: Pengguna, diajukan: Langkah) -> None:
        tahapan.kembalikan(rencana=rencana, pengguna=reviewer, pengajuan=diajukan.pk, catatan="Perbaiki.")

    def test_a_first_submission_has_nothing_before_it(self, rencana, diajukan):
        lembar = lembar_reviu(segar(rencana))
        assert lembar.acuan is None
        assert lembar.berubah == 0

    def test_just_the_difference_to_the_last_submission(self, rencana, operator, dikembalikan):
        satu, dua = indikator(rencana)
        siapa: dict[str, Any] = {"rencana": rencana, "pengguna": operator}
        ubah_butir(**siapa, tingkat="indikator", kunci=satu.id or 0, revisi=1, nilai={"uraian": "Laporan bulanan 1"})
        hapus_butir(**siapa, tingkat="indikator", kunci=dua.id or 0)
        baru = tambah_butir(**siapa, tingkat="indikator", setelah=satu.id, nilai={"uraian": "Notula"})
        atur_bulan(**siapa, indikator=baru.pk, nyala=[Bulan(2026, 4)])
        tahapan.ajukan(**siapa)
        lembar = lembar_reviu(segar(rencana))
        assert lembar.acuan is Acuan.PENGAJUAN
        assert terbaca(lembar) == [("Laporan bulanan 1", "", ["uraian"]), ("Notula", "baru", [])]
        assert [butir.uraian for butir in lembar.area[0].hilang] == ["Laporan 2"]
        assert lembar.berubah == 3

    def test_months_and_moves(self, rencana, operator, dikembalikan):
        satu, dua = indikator(rencana)
        siapa: dict[str, Any] = {"rencana": rencana, "pengguna": operator}
        atur_bulan(**siapa, indikator=satu.id or 0, nyala=[Bulan(2026, 7)])
        pindah_butir(**siapa, tingkat="indikator", kunci=dua.id or 0, urutan=1)
        lembar = lembar_reviu(segar(rencana))
        assert sorted(terbaca(lembar), key=str) in (
            [("Laporan 1", "", ["bulan"]), ("Laporan 2", "urutan", [])],
            [("Laporan 1", "urutan", ["bulan"])],
        )

    def test_a_plan_in_its_offices_hands_is_held_against_the_last_submission(self, rencana, operator, dikembalikan):
        assert lembar_reviu(segar(rencana)).acuan is Acuan.PENGAJUAN
        assert lembar_reviu(segar(rencana)).berubah == 0

    def test_last_years_plan(self, rencana, operator):
        baru = buat_dari_rencana(sumber=rencana, tahun=2027)
        siapa: dict[str, Any] = {"rencana": baru, "pengguna": operator}
        satu, _ = indikator(baru)
        ubah_butir(**siapa, tingkat="indikator", kunci=satu.id or 0, revisi=1, nilai={"uraian": "Laporan lain"})
        lembar = lembar_reviu(segar(baru), "sebelumnya")
        assert lembar.acuan is Acuan.SEBELUMNYA
        assert [isi[0] for isi in terbaca(lembar) if "uraian" in isi[2]] == ["Laporan lain"]

    def test_an_unknown_reference_is_ignored(self, rencana, diajukan):
        assert lembar_reviu(segar(rencana), "entah").acuan is None


class TestLangkah:
    def test_submit_from_the_screen(self, client, rencana, operator):
        client.force_login(operator)
        halaman = client.get(alamat(rencana))
        assert "Ajukan rencana" in halaman.content.decode()
        jawaban = client.post(alamat(rencana, "ajukan/"), {"catatan": "Mohon direviu."}, follow=True)
        assert "Rencana diajukan" in jawaban.content.decode()
        assert segar(rencana).status == Status.DIAJUKAN

    def test_what_is_missing_leads_to_completeness(self, client, rencana, operator):
        client.force_login(operator)
        satu = indikator(rencana)[0]
        atur_bulan(rencana=rencana, pengguna=operator, indikator=satu.id or 0, mati=[Bulan(2026, 3)])
        isi = client.get(alamat(rencana)).content.decode()
        assert "1 hal yang harus dilengkapi" in isi
        assert f"{rencana.get_absolute_url()}kelengkapan/" in isi
        jawaban = client.post(alamat(rencana, "ajukan/"), {"catatan": "Catatan saya"})
        assert jawaban.status_code == 409
        assert "belum dapat diajukan" in jawaban.content.decode()

    def test_return_without_a_reason_keeps_the_page(self, client, rencana, reviewer, diajukan):
        jawaban = client.post(alamat(rencana, "kembalikan/"), {"pengajuan": diajukan.pk, "catatan": ""})
        assert jawaban.status_code == 409
        assert "Tulis alasannya" in jawaban.content.decode()
        assert segar(rencana).status == Status.DIAJUKAN

    def test_approve(self, client, rencana, reviewer, diajukan):
        jawaban = client.post(alamat(rencana, "setujui/"), {"pengajuan": diajukan.pk}, follow=True)
        assert "Rencana disetujui" in jawaban.content.decode()
        assert segar(rencana).status == Status.DISETUJUI

    @pytest.mark.parametrize("pengajuan", ["", "0", "abc", "9" * 30, "-1"])
    def test_a_submission_that_is_not_at_hand(self, client, rencana, reviewer, diajukan, pengajuan):
        jawaban = client.post(alamat(rencana, "setujui/"), {"pengajuan": pengajuan, "catatan": "Alasan panjang"})
        assert jawaban.status_code == 409
        assert "Alasan panjang" in jawaban.content.decode()
        assert segar(rencana).status == Status.DIAJUKAN

    @pytest.mark.parametrize("tindakan", ["tetapkan", "mulai", "selesaikan", "entah"])
    def test_other_steps_have_no_address(self, client, rencana, reviewer, diajukan, tindakan):
        assert client.post(alamat(rencana, f"{tindakan}/")).status_code == 404

    def test_withdraw_is_offered_until_the_review_begins(self, client, rencana, operator, diajukan):
        client.force_login(operator)
        assert "Tarik pengajuan" in client.get(alamat(rencana)).content.decode()
        reviewer = PenugasanFactory(peran=Peran.REVIEWER).pengguna
        tahapan.mulai_reviu(rencana=rencana, pengguna=reviewer)
        isi = client.get(alamat(rencana)).content.decode()
        assert "Tarik pengajuan" not in isi
        assert reviewer.nama in isi


class TestKomentar:
    def test_a_comment_on_a_row(self, client, rencana, reviewer, diajukan):
        baris = f"indikator-{indikator(rencana)[0].id}"
        jawaban = client.post(alamat(rencana, "komentar/"), {"baris": baris, "isi": "Perjelas <b>ini</b>."})
        assert jawaban.status_code == 302
        assert jawaban["Location"].endswith(f"#{baris}")
        isi = client.get(alamat(rencana)).content.decode()
        assert "Perjelas &lt;b&gt;ini&lt;/b&gt;." in isi

    def test_without_reload(self, client, rencana, reviewer, diajukan):
        baris = f"sub_kegiatan-{sub(rencana).id}"
        isian = {"baris": baris, "isi": "Siapa?"}
        jawaban = client.post(alamat(rencana, "komentar/"), isian, **HTMX)
        assert jawaban.status_code == 200
        isi = jawaban.content.decode()
        assert f'id="utas-{baris}"' in isi
        assert "Siapa?" in isi
        assert "<html" not in isi

    @pytest.mark.parametrize("htmx", [{}, HTMX], ids=["halaman", "htmx"])
    def test_what_was_typed_is_kept_when_it_is_refused(self, client, rencana, reviewer, diajukan, htmx):
        baris = f"indikator-{indikator(rencana)[0].id}"
        jawaban = client.post(alamat(rencana, "komentar/"), {"baris": baris, "isi": "x" * 4001}, **htmx)
        assert jawaban.status_code == 422
        isi = jawaban.content.decode()
        assert "x" * 4001 in isi
        assert "paling panjang 4000 huruf" in isi
        assert not Komentar.objects.exists()

    def test_answer_and_settle(self, client, rencana, reviewer, operator, diajukan):
        utas = komentar.tulis(rencana=rencana, pengguna=reviewer, isi="Perjelas.")
        client.post(alamat(rencana, f"komentar/{utas.pk}/balas/"), {"isi": "Lihat lampiran."})
        assert Komentar.objects.get(induk=utas).isi == "Lihat lampiran."
        client.post(alamat(rencana, f"komentar/{utas.pk}/selesai/"), {"selesai": "1"})
        utas.refresh_from_db()
        assert utas.selesai_oleh == reviewer
        client.post(alamat(rencana, f"komentar/{utas.pk}/selesai/"), {"selesai": "0"})
        utas.refresh_from_db()
        assert utas.selesai_oleh is None

    @pytest.mark.parametrize("baris", ["indikator-0", "entah-1", "indikator-x", "indikator-" + "9" * 40, "-", "area"])
    def test_rows_that_are_not_there(self, client, rencana, reviewer, diajukan, baris):
        assert client.post(alamat(rencana, "komentar/"), {"baris": baris, "isi": "x"}).status_code == 404

    def test_a_thread_of_another_plan(self, client, rencana, reviewer, operator, diajukan):
        lain = RencanaAksi.objects.untuk_lembar().get(pk=RencanaAksiFactory(tahun=2030, pohon__isi=isi_lengkap()).pk)
        utas = komentar.tulis(rencana=lain, pengguna=operator, isi="Milik rencana lain")
        assert client.post(alamat(rencana, f"komentar/{utas.pk}/balas/"), {"isi": "x"}).status_code == 404
        assert client.post(alamat(rencana, f"komentar/{utas.pk}/selesai/"), {"selesai": "1"}).status_code == 404

    def test_a_reader_reads(self, client, rencana, reviewer, diajukan):
        komentar.tulis(rencana=rencana, pengguna=reviewer, isi="Perjelas.")
        client.force_login(PenugasanFactory(peran=Peran.PEMBACA).pengguna)
        isi = client.get(alamat(rencana)).content.decode()
        assert "Perjelas." in isi
        assert "Komentari" not in isi
        assert client.post(alamat(rencana, "komentar/"), {"isi": "x"}).status_code == 403
        assert client.post(alamat(rencana, "komentar/"), {"isi": "x"}, **HTMX).status_code == 403

    def test_a_row_that_is_gone_keeps_its_thread(self, client, rencana, reviewer, operator, diajukan):
        satu = indikator(rencana)[0]
        komentar.tulis(rencana=rencana, pengguna=reviewer, isi="Hapus saja.", tingkat="indikator", kunci_butir=satu.id)
        tahapan.kembalikan(rencana=rencana, pengguna=reviewer, pengajuan=diajukan.pk)
        hapus_butir(rencana=rencana, pengguna=operator, tingkat="indikator", kunci=satu.id or 0)
        isi = client.get(alamat(rencana)).content.decode()
        assert "Pada baris yang sudah tidak ada" in isi
        assert "Tentang baris: Laporan 1" in isi


@pytest.mark.parametrize("hanya", ["", "berubah", "terbuka"])
@pytest.mark.parametrize("besar", [1, 4])
def test_queries_do_not_grow_with_rows_or_threads(client, operator, django_assert_num_queries, besar, hanya):
    isi = isi_contoh(area=besar, cabang=2)
    for satu in isi.indikator():
        satu.bulan = (Bulan(2026, 3),)
    rencana = RencanaAksi.objects.untuk_lembar().get(pk=RencanaAksiFactory(tahun=2029, pohon__isi=isi).pk)
    reviewer = PenugasanFactory(peran=Peran.REVIEWER).pengguna
    for satu in indikator(rencana)[: besar * 2]:
        utas = komentar.tulis(rencana=rencana, pengguna=reviewer, isi="Apa?", tingkat="indikator", kunci_butir=satu.id)
        komentar.balas(utas=utas, pengguna=operator, isi="Ini.")
    client.force_login(reviewer)
    client.get(alamat(rencana))
    with django_assert_num_queries(14):
        assert client.get(alamat(rencana) + (f"?hanya={hanya}" if hanya else "")).status_code == 200


def test_an_empty_plan_opens(client, operator):
    client.force_login(operator)
    kosong = RencanaAksiFactory(tahun=2028, pohon__isi=IsiPohon())
    assert client.get(alamat(kosong)).status_code == 200
