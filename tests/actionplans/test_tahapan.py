"""The steps of a plan to its decree: who, when, and what must hold; comments; two at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from actionplans import komentar, tahapan
from actionplans.alur import tindakan_dapat
from actionplans.models import Komentar, Langkah, RencanaAksi, Reviu
from actionplans.policy import boleh_reviu, q_reviu
from actionplans.potret import baca_potret
from actionplans.status import Status, Tindakan
from actionplans.tahapan import LangkahDitolak
from actionplans.ubah import RencanaTerkunci, atur_bulan, ubah_butir
from areas.bulan import Bulan
from areas.cabang import data_cabang
from areas.isi import IsiArea, IsiIndikator, IsiKegiatan, IsiPohon, IsiSubKegiatan
from areas.simpan import baca_pohon
from satker.models import Pengguna
from satker.pilihan import Cakupan, Peran
from tests.factories import PenggunaFactory, PenugasanFactory, RencanaAksiFactory, SatkerFactory

pytestmark = pytest.mark.django_db


def isi_lengkap() -> IsiPohon:
    indikator = [IsiIndikator(uraian=f"Laporan {n}", bulan=(Bulan(2026, 3),)) for n in (1, 2)]
    sub = IsiSubKegiatan(uraian="Rapat", pic=["KUL"], anak=indikator)
    return IsiPohon([IsiArea(uraian="Manajemen Perubahan", anak=[IsiKegiatan(uraian="Tim Kerja", anak=[sub])])])


@pytest.fixture
def rencana() -> RencanaAksi:
    return RencanaAksi.objects.untuk_lembar().get(pk=RencanaAksiFactory(pohon__isi=isi_lengkap()).pk)


@pytest.fixture
def operator(rencana: RencanaAksi) -> Pengguna:
    return PenugasanFactory(satker=rencana.satker).pengguna


@pytest.fixture
def reviewer(rencana: RencanaAksi) -> Pengguna:
    return PenugasanFactory(peran=Peran.REVIEWER).pengguna


@pytest.fixture
def diajukan(rencana: RencanaAksi, operator: Pengguna) -> Langkah:
    return tahapan.ajukan(rencana=rencana, pengguna=operator, catatan="Mohon direviu.")


def status(rencana: RencanaAksi) -> str:
    return RencanaAksi.objects.values_list("status", flat=True).get(pk=rencana.pk)


class TestMesin:
    def test_the_state_cannot_be_assigned(self, rencana):
        with pytest.raises(AttributeError):
            rencana.status = Status.DISETUJUI
        rencana.refresh_from_db()
        assert rencana.status == Status.DRAF

    def test_the_state_is_read_again(self, rencana):
        RencanaAksi.objects.update(status=Status.DIAJUKAN)
        rencana.refresh_from_db()
        assert rencana.status == Status.DIAJUKAN

    def test_an_unknown_state_is_refused_by_the_database(self, rencana):
        with pytest.raises(IntegrityError), transaction.atomic():
            RencanaAksi.objects.update(status="entah")

    @pytest.mark.parametrize(
        ("sekarang", "siapa", "dapat"),
        [
            (Status.DRAF, Peran.OPERATOR, [Tindakan.AJUKAN]),
            (Status.DRAF, Peran.PEJABAT, [Tindakan.AJUKAN]),
            (Status.DRAF, Peran.REVIEWER, []),
            (Status.DIAJUKAN, Peran.OPERATOR, [Tindakan.TARIK]),
            (Status.DIAJUKAN, Peran.REVIEWER, [Tindakan.KEMBALIKAN, Tindakan.SETUJUI]),
            (Status.DIKEMBALIKAN, Peran.OPERATOR, [Tindakan.AJUKAN]),
            (Status.DIKEMBALIKAN, Peran.REVIEWER, []),
            (Status.DISETUJUI, Peran.OPERATOR, []),
            (Status.DISETUJUI, Peran.PEJABAT, [Tindakan.TETAPKAN]),
            (Status.DISETUJUI, Peran.REVIEWER, []),
            (Status.DITETAPKAN, Peran.OPERATOR, [Tindakan.MULAI]),
            (Status.BERJALAN, Peran.OPERATOR, [Tindakan.SELESAIKAN]),
            (Status.SELESAI, Peran.PEJABAT, []),
            *((satu, lain, []) for satu in Status for lain in (Peran.PEMBACA, Peran.ADMIN_PUBLIKASI)),
            *((satu, Peran.ADMIN_NASIONAL, []) for satu in Status),
        ],
    )
    def test_who_may_do_what_in_each_state(self, rencana, sekarang, siapa, dapat):
        pengguna = PenugasanFactory(peran=siapa).pengguna
        RencanaAksi.objects.update(status=sekarang)
        assert tindakan_dapat(RencanaAksi.objects.get(), pengguna) == dapat

    def test_a_superuser_takes_no_step(self, rencana):
        semua = PenggunaFactory(is_superuser=True, is_staff=True)
        for satu in Status:
            RencanaAksi.objects.update(status=satu)
            assert tindakan_dapat(RencanaAksi.objects.get(), semua) == []


class TestSiapaMereviu:
    """A province reviews its regencies, the nation the provinces; nobody the plan of an office that they write for."""

    @pytest.mark.parametrize(
        ("kode", "cakupan", "kantor", "boleh"),
        [
            ("5305", Cakupan.PROVINSI, "53", True),
            ("5305", Cakupan.PROVINSI, "52", False),
            ("5305", Cakupan.NASIONAL, "00", False),
            ("53", Cakupan.PROVINSI, "53", False),
            ("53", Cakupan.NASIONAL, "00", True),
            ("00", Cakupan.NASIONAL, "00", True),
        ],
    )
    def test_scope(self, kode, cakupan, kantor, boleh):
        satker = SatkerFactory(kode=kode)
        rencana = RencanaAksiFactory(satker=satker)
        user = PenugasanFactory(peran=Peran.REVIEWER, cakupan=cakupan, satker=SatkerFactory(kode=kantor)).pengguna
        assert boleh_reviu(user, rencana) is boleh
        assert RencanaAksi.objects.filter(q_reviu(user)).exists() is boleh

    def test_nobody_reviews_what_they_write(self):
        rencana = RencanaAksiFactory()
        user = PenugasanFactory(peran=Peran.REVIEWER).pengguna
        PenugasanFactory(pengguna=user, peran=Peran.OPERATOR, satker=rencana.satker)
        assert not boleh_reviu(user, rencana)
        assert not RencanaAksi.objects.filter(q_reviu(user)).exists()


class TestAjukan:
    def test_it_freezes_the_tree_and_writes_the_step_down(self, rencana, operator):
        langkah = tahapan.ajukan(rencana=rencana, pengguna=operator, catatan="  Mohon direviu. ")
        assert status(rencana) == Status.DIAJUKAN
        assert (langkah.dari, langkah.ke, langkah.pengguna, langkah.catatan) == (
            Status.DRAF, Status.DIAJUKAN, operator, "Mohon direviu.",
        )  # fmt: skip
        potret = baca_potret(langkah.potret)
        assert [data_cabang(a) for a in potret.area] == [data_cabang(a) for a in baca_pohon(rencana.pohon).area]

    def test_what_is_incomplete_stays(self, rencana, operator):
        indikator = next(baca_pohon(rencana.pohon).indikator())
        atur_bulan(rencana=rencana, pengguna=operator, indikator=indikator.id or 0, mati=[Bulan(2026, 3)])
        with pytest.raises(LangkahDitolak, match="1 hal masih harus dilengkapi"):
            tahapan.ajukan(rencana=rencana, pengguna=operator)
        assert status(rencana) == Status.DRAF
        assert not Langkah.objects.exists()

    def test_an_empty_plan_stays(self, operator):
        kosong = RencanaAksiFactory(tahun=2030, pohon__isi=IsiPohon())
        with pytest.raises(LangkahDitolak):
            tahapan.ajukan(rencana=kosong, pengguna=operator)

    def test_a_submitted_plan_cannot_be_changed(self, rencana, operator, diajukan):
        satu = next(baca_pohon(rencana.pohon).indikator())
        siapa = {"rencana": rencana, "pengguna": operator, "tingkat": "indikator", "kunci": satu.id}
        with pytest.raises(RencanaTerkunci):
            ubah_butir(**siapa, revisi=satu.revisi, nilai={"uraian": "x"})

    def test_a_double_click(self, rencana, operator, diajukan):
        with pytest.raises(LangkahDitolak, match=f"diajukan \\({operator.nama}, diajukan\\)"):
            tahapan.ajukan(rencana=rencana, pengguna=operator)
        assert Langkah.objects.count() == 1

    def test_a_reader_is_refused(self, rencana):
        with pytest.raises(PermissionDenied):
            tahapan.ajukan(rencana=rencana, pengguna=PenugasanFactory(peran=Peran.PEMBACA).pengguna)


class TestTarik:
    def test_before_the_review(self, rencana, operator, diajukan):
        langkah = tahapan.tarik(rencana=rencana, pengguna=operator)
        assert status(rencana) == Status.DRAF
        assert langkah.potret == diajukan.potret

    def test_not_once_the_review_has_begun(self, rencana, operator, reviewer, diajukan):
        tahapan.mulai_reviu(rencana=rencana, pengguna=reviewer)
        with pytest.raises(LangkahDitolak, match=reviewer.nama):
            tahapan.tarik(rencana=rencana, pengguna=operator)
        assert status(rencana) == Status.DIAJUKAN

    def test_a_comment_begins_the_review(self, rencana, operator, reviewer, diajukan):
        komentar.tulis(rencana=rencana, pengguna=reviewer, isi="Perjelas.")
        assert Reviu.objects.get().reviewer == reviewer
        with pytest.raises(LangkahDitolak):
            tahapan.tarik(rencana=rencana, pengguna=operator)

    def test_a_new_submission_can_be_withdrawn_again(self, rencana, operator, reviewer, diajukan):
        tahapan.kembalikan(rencana=rencana, pengguna=reviewer, pengajuan=diajukan.pk, catatan="Lengkapi.")
        tahapan.ajukan(rencana=rencana, pengguna=operator)
        tahapan.tarik(rencana=rencana, pengguna=operator)
        assert status(rencana) == Status.DRAF


class TestPutuskan:
    def test_return_needs_a_reason(self, rencana, reviewer, diajukan):
        with pytest.raises(LangkahDitolak, match="alasannya"):
            tahapan.kembalikan(rencana=rencana, pengguna=reviewer, pengajuan=diajukan.pk, catatan=" ")
        tahapan.kembalikan(rencana=rencana, pengguna=reviewer, pengajuan=diajukan.pk, catatan="Jadwal belum jelas.")
        assert status(rencana) == Status.DIKEMBALIKAN

    def test_an_open_comment_is_a_reason(self, rencana, reviewer, diajukan):
        komentar.tulis(rencana=rencana, pengguna=reviewer, isi="Perjelas.")
        tahapan.kembalikan(rencana=rencana, pengguna=reviewer, pengajuan=diajukan.pk)
        assert status(rencana) == Status.DIKEMBALIKAN

    def test_a_settled_comment_is_none(self, rencana, reviewer, diajukan):
        utas = komentar.tulis(rencana=rencana, pengguna=reviewer, isi="Perjelas.")
        komentar.tandai(utas=utas, pengguna=reviewer, selesai=True)
        with pytest.raises(LangkahDitolak):
            tahapan.kembalikan(rencana=rencana, pengguna=reviewer, pengajuan=diajukan.pk)

    def test_approval_is_of_the_submission_seen(self, rencana, operator, reviewer, diajukan):
        tahapan.tarik(rencana=rencana, pengguna=operator)
        baru = tahapan.ajukan(rencana=rencana, pengguna=operator)
        with pytest.raises(LangkahDitolak, match="mengajukan rencana ini kembali"):
            tahapan.setujui(rencana=rencana, pengguna=reviewer, pengajuan=diajukan.pk)
        langkah = tahapan.setujui(rencana=rencana, pengguna=reviewer, pengajuan=baru.pk)
        assert langkah.potret == baru.potret
        assert status(rencana) == Status.DISETUJUI

    def test_a_withdrawn_plan_is_not_returned(self, rencana, operator, reviewer, diajukan):
        tahapan.tarik(rencana=rencana, pengguna=operator)
        with pytest.raises(LangkahDitolak, match="ditarik kembali"):
            tahapan.kembalikan(rencana=rencana, pengguna=reviewer, pengajuan=diajukan.pk, catatan="x")

    def test_the_office_does_not_approve_itself(self, rencana, operator, diajukan):
        with pytest.raises(PermissionDenied):
            tahapan.setujui(rencana=rencana, pengguna=operator, pengajuan=diajukan.pk)

    def test_another_provinces_reviewer(self, rencana, diajukan):
        lain = PenugasanFactory(peran=Peran.REVIEWER, satker=SatkerFactory(kode="52")).pengguna
        for perbuatan in (tahapan.setujui, tahapan.kembalikan):
            with pytest.raises(PermissionDenied):
                perbuatan(rencana=rencana, pengguna=lain, pengajuan=diajukan.pk, catatan="x")
        with pytest.raises(PermissionDenied):
            tahapan.mulai_reviu(rencana=rencana, pengguna=lain)


class TestKomentar:
    def test_a_thread_on_a_row(self, rencana, operator, reviewer, diajukan):
        satu = next(baca_pohon(rencana.pohon).indikator())
        utas = komentar.tulis(
            rencana=rencana, pengguna=reviewer, isi=" Perjelas. ", tingkat="indikator", kunci_butir=satu.id
        )
        assert (utas.isi, utas.judul, utas.pengajuan) == ("Perjelas.", satu.uraian, diajukan)
        komentar.tandai(utas=utas, pengguna=reviewer, selesai=True)
        assert not Komentar.objects.terbuka().exists()
        balasan = komentar.balas(utas=utas, pengguna=operator, isi="Sudah diperjelas.")
        assert balasan.induk == utas
        assert list(Komentar.objects.terbuka()) == [utas]

    def test_a_row_of_another_plan(self, rencana, reviewer, diajukan):
        lain = RencanaAksiFactory(tahun=2031, pohon__isi=isi_lengkap())
        satu = next(baca_pohon(lain.pohon).indikator())
        with pytest.raises(LookupError):
            komentar.tulis(rencana=rencana, pengguna=reviewer, isi="x", tingkat="indikator", kunci_butir=satu.id)

    @pytest.mark.parametrize("isi", ["", "  \n", "x" * 4001])
    def test_nothing_and_too_much(self, rencana, reviewer, diajukan, isi):
        with pytest.raises(LangkahDitolak):
            komentar.tulis(rencana=rencana, pengguna=reviewer, isi=isi)

    def test_null_characters_are_dropped(self, rencana, reviewer, diajukan):
        """PostgreSQL keeps none; a program, not a keyboard, sends them."""
        assert komentar.tulis(rencana=rencana, pengguna=reviewer, isi="\0Per\0jelas. ").isi == "Perjelas."
        langkah = tahapan.kembalikan(rencana=rencana, pengguna=reviewer, pengajuan=diajukan.pk, catatan="Per\0baiki.")
        assert langkah.catatan == "Perbaiki."

    def test_readers_say_nothing(self, rencana, diajukan):
        with pytest.raises(PermissionDenied):
            komentar.tulis(rencana=rencana, pengguna=PenugasanFactory(peran=Peran.PEMBACA).pengguna, isi="x")

    def test_after_the_decree_nothing_is_said(self, rencana, reviewer, operator, diajukan):
        RencanaAksi.objects.update(status=Status.DITETAPKAN)
        with pytest.raises(PermissionDenied):
            komentar.tulis(rencana=rencana, pengguna=reviewer, isi="x")

    def test_the_office_does_not_settle_the_reviewers_thread(self, rencana, reviewer, operator, diajukan):
        utas = komentar.tulis(rencana=rencana, pengguna=reviewer, isi="Perjelas.")
        with pytest.raises(PermissionDenied):
            komentar.tandai(utas=utas, pengguna=operator, selesai=True)


class TestJejak:
    def test_steps_and_snapshots_are_never_changed(self, diajukan, reviewer, rencana):
        reviu = tahapan.mulai_reviu(rencana=rencana, pengguna=reviewer)
        for satu in (diajukan, diajukan.potret, reviu):
            with pytest.raises(TypeError):
                satu.save()
            with pytest.raises(TypeError):
                satu.delete()

    def test_an_unchanged_tree_is_frozen_once(self, rencana, operator, diajukan):
        tahapan.tarik(rencana=rencana, pengguna=operator)
        lagi = tahapan.ajukan(rencana=rencana, pengguna=operator)
        assert lagi.potret == diajukan.potret


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("pertama", ["setujui", "kembalikan"])
def test_two_reviewers_at_once(pertama: str) -> None:
    """Both press at the same moment: one step is taken, the other person is told by whom."""
    rencana = RencanaAksiFactory(pohon__isi=isi_lengkap())
    operator = PenugasanFactory(satker=rencana.satker).pengguna
    reviewer = [PenugasanFactory(peran=Peran.REVIEWER).pengguna for _ in range(2)]
    pengajuan = tahapan.ajukan(rencana=rencana, pengguna=operator).pk
    perbuatan = (getattr(tahapan, pertama), tahapan.setujui)
    hasil = serentak(
        lambda: perbuatan[0](rencana=rencana, pengguna=reviewer[0], pengajuan=pengajuan, catatan="Alasan."),
        lambda: perbuatan[1](rencana=rencana, pengguna=reviewer[1], pengajuan=pengajuan, catatan="Alasan."),
    )
    gagal = [satu for satu in hasil if isinstance(satu, Exception)]
    assert len(gagal) == 1
    assert isinstance(gagal[0], LangkahDitolak)
    assert Langkah.objects.exclude(tindakan=Tindakan.AJUKAN).count() == 1


@pytest.mark.django_db(transaction=True)
def test_submitting_while_somebody_edits() -> None:
    """Either the edit is in what was submitted, or it is refused; never neither."""
    rencana = RencanaAksiFactory(pohon__isi=isi_lengkap())
    operator, lain = (PenugasanFactory(satker=rencana.satker).pengguna for _ in range(2))
    satu = next(baca_pohon(rencana.pohon).indikator())
    hasil = serentak(
        lambda: tahapan.ajukan(rencana=rencana, pengguna=operator),
        lambda: ubah_butir(
            rencana=rencana, pengguna=lain, tingkat="indikator", kunci=satu.id or 0, revisi=1, nilai={"uraian": "Baru"}
        ),
    )
    assert isinstance(hasil[0], Langkah)
    kini = [butir.uraian for butir in baca_pohon(rencana.pohon).indikator()]
    assert [butir.uraian for butir in baca_potret(Langkah.objects.get().potret).indikator()] == kini
    assert ("Baru" in kini) is not isinstance(hasil[1], RencanaTerkunci)


def serentak(*perbuatan: Callable[[], Any]) -> list[Any]:
    """Do all at once, each on a connection of its own; what each gave, or raised. In SQLite a test's memory is one
    connection's at a time: there one comes right after the other."""
    sekaligus = connection.vendor != "sqlite"
    mulai = threading.Barrier(len(perbuatan) if sekaligus else 1)
    hasil: list[Any] = [None] * len(perbuatan)

    def jalan(nomor: int) -> None:
        mulai.wait(10)
        try:
            hasil[nomor] = perbuatan[nomor]()
        except Exception as galat:
            hasil[nomor] = galat
        finally:
            connection.close()

    benang = [threading.Thread(target=jalan, args=(nomor,)) for nomor in range(len(perbuatan))]
    for satu in benang:
        satu.start()
        if not sekaligus:
            satu.join(30)
    for satu in benang:
        satu.join(30)
    return hasil
