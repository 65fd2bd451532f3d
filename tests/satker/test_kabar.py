"""Notices: who hears of what, once; by e-mail at once, once a day, or not."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from satker.kabar import kabari, kirim_ringkasan
from satker.models import Kabar, Pengguna
from satker.pilihan import SurelKabar
from tests.factories import PenggunaFactory, PenugasanFactory

pytestmark = pytest.mark.django_db


def beri(*orang: Pengguna, judul: str = "Diajukan: Rencana", isi: str = "Mohon direviu.") -> None:
    kabari(orang, judul=judul, isi=isi, alamat="/rencana/")


@pytest.fixture
def orang(client: Client) -> Pengguna:
    pengguna = PenugasanFactory().pengguna
    client.force_login(pengguna)
    return pengguna


class TestKabari:
    def test_each_person_once(self):
        satu, dua = PenggunaFactory(), PenggunaFactory()
        beri(satu, dua, satu)
        assert sorted(Kabar.objects.values_list("penerima", flat=True)) == sorted([satu.pk, dua.pk])

    def test_what_comes_again_unread_is_counted(self, orang):
        beri(orang)
        beri(orang, isi="Yang kedua")
        kabar = Kabar.objects.get()
        assert (kabar.banyak, kabar.isi) == (2, "Yang kedua")

    def test_what_was_read_comes_anew(self, orang):
        beri(orang)
        Kabar.objects.update(dibaca=timezone.now())
        beri(orang)
        assert Kabar.objects.count() == 2

    def test_long_texts_are_cut(self, orang):
        beri(orang, judul="j" * 300, isi="i" * 900)
        kabar = Kabar.objects.get()
        assert (len(kabar.judul), len(kabar.isi)) == (200, 500)
        beri(orang, judul="j" * 300)
        assert Kabar.objects.count() == 1


class TestSurel:
    def test_at_once_when_the_transaction_has_succeeded(self, django_capture_on_commit_callbacks):
        segera = PenggunaFactory(surel_kabar=SurelKabar.SEGERA)
        with django_capture_on_commit_callbacks(execute=True):
            beri(segera, PenggunaFactory(), PenggunaFactory(surel_kabar=SurelKabar.TIDAK))
            assert mail.outbox == []
        (surat,) = mail.outbox
        assert surat.to == [segera.email]
        assert surat.subject == "RB Portal: Diajukan: Rencana"
        assert "Mohon direviu." in surat.body
        assert "http://127.0.0.1:8000/rencana/" in surat.body
        assert Kabar.objects.get(penerima=segera).dikirim

    def test_one_digest_for_many(self):
        satu, dua = PenggunaFactory(), PenggunaFactory()
        beri(satu, dua, judul="Pertama")
        beri(satu, judul="Kedua")
        assert kirim_ringkasan() == 2
        surat = {tuple(satu.to): satu for satu in mail.outbox}
        assert surat[satu.email,].subject == "RB Portal: 2 kabar baru"
        assert "Pertama" in surat[satu.email,].body
        assert "Kedua" in surat[satu.email,].body
        assert kirim_ringkasan() == 0

    def test_nobody_who_does_not_want_it_has_read_it_or_has_left(self):
        tidak = PenggunaFactory(surel_kabar=SurelKabar.TIDAK)
        membaca, pergi = PenggunaFactory(), PenggunaFactory(is_active=False)
        beri(tidak, membaca, pergi)
        Kabar.objects.filter(penerima=membaca).update(dibaca=timezone.now())
        call_command("kirim_ringkasan")
        assert mail.outbox == []

    def test_a_title_with_line_breaks_sends_no_second_header(self):
        beri(PenggunaFactory(), judul="Baris\nBcc: lain@contoh.example")
        kirim_ringkasan()
        (surat,) = mail.outbox
        assert "\n" not in surat.subject


class TestLayar:
    def test_the_bell_counts_in_the_query_that_finds_the_person(self, client, orang, django_assert_num_queries):
        with django_assert_num_queries(3 + 2):
            client.get("/kabar/")
        beri(orang, judul="Satu")
        beri(orang, judul="Dua")
        with django_assert_num_queries(3 + 3):
            isi = client.get("/kabar/").content.decode()
        assert '<span class="lonceng-angka">2' in isi

    def test_opening_marks_as_read_and_leads_on(self, client, orang):
        beri(orang)
        jawaban = client.post(f"/kabar/{Kabar.objects.get().pk}/")
        assert jawaban["Location"] == "/rencana/"
        assert not Kabar.objects.baru().exists()

    def test_another_persons_notice_does_not_exist(self, client, orang):
        beri(PenggunaFactory())
        assert client.post(f"/kabar/{Kabar.objects.get().pk}/").status_code == 404
        assert "Diajukan" not in client.get("/kabar/").content.decode()

    def test_all_at_once(self, client, orang):
        lain = PenggunaFactory()
        beri(orang, lain)
        client.post("/kabar/dibaca/")
        assert [satu.penerima for satu in Kabar.objects.baru()] == [lain]

    def test_choosing_how_it_comes(self, client, orang):
        client.post("/kabar/surel/", {"surel": "segera"})
        orang.refresh_from_db()
        assert orang.surel_kabar == SurelKabar.SEGERA
        jawaban: Any = client.post("/kabar/surel/", {"surel": "entah"}, follow=True)
        assert "Pilih salah satu" in jawaban.content.decode()
        orang.refresh_from_db()
        assert orang.surel_kabar == SurelKabar.SEGERA

    def test_texts_are_escaped_and_pasted_as_they_are(self, client, orang):
        beri(orang, judul="<b>Judul</b>", isi="Baris satu\nBaris dua")
        isi = client.get("/kabar/").content.decode()
        assert "<b>Judul" not in isi
        assert "Baris satu<br>Baris dua" in isi
