"""The reviewers' desk: the queue, how far the offices are, and deadlines."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from actionplans import tahapan
from actionplans.meja.antrean import antrean
from actionplans.meja.kemajuan import baca_kemajuan, baca_pembina
from actionplans.meja.tenggat import atur_tenggat, sisa, tenggat_kantor
from actionplans.models import RencanaAksi, Tenggat
from actionplans.policy import membina
from actionplans.status import Status
from areas.bulan import Bulan
from areas.isi import IsiArea, IsiIndikator, IsiKegiatan, IsiPohon, IsiSubKegiatan
from satker.models import Pengguna, Satker
from satker.pilihan import Cakupan, Peran
from tests.factories import JenisRencanaFactory, PenugasanFactory, RencanaAksiFactory, SatkerFactory

pytestmark = pytest.mark.django_db

HARI_INI = datetime.date(2026, 3, 20)


def saat(hari: int, jam: int = 9) -> datetime.datetime:
    return datetime.datetime(2026, 3, hari, jam, tzinfo=timezone.get_default_timezone())


def isi_lengkap() -> IsiPohon:
    sub = IsiSubKegiatan(uraian="Rapat", pic=["KUL"], anak=[IsiIndikator(uraian="Laporan", bulan=(Bulan(2026, 3),))])
    return IsiPohon([IsiArea(uraian="Manajemen Perubahan", anak=[IsiKegiatan(uraian="Tim Kerja", anak=[sub])])])


def ajukan(rencana: RencanaAksi, hari: int) -> None:
    operator = PenugasanFactory(satker=rencana.satker).pengguna
    with time_machine.travel(saat(hari), tick=False):
        tahapan.ajukan(rencana=rencana, pengguna=operator)


@pytest.fixture
def buat() -> Callable[..., RencanaAksi]:
    """A complete plan of an office, submitted on a day of March 2026 if one is given."""

    def _buat(kode: str, hari: int = 0, **lain: Any) -> RencanaAksi:
        rencana = RencanaAksiFactory(satker=SatkerFactory(kode=kode), pohon__isi=isi_lengkap(), **lain)
        if hari:
            ajukan(rencana, hari)
        return rencana

    return _buat


@pytest.fixture
def reviewer() -> Pengguna:
    return PenugasanFactory(peran=Peran.REVIEWER, pengguna__nama="Agnes").pengguna


@pytest.fixture
def reviewer_nasional() -> Pengguna:
    ri = SatkerFactory(kode="00")
    return PenugasanFactory(peran=Peran.REVIEWER, cakupan=Cakupan.NASIONAL, satker=ri).pengguna


@pytest.fixture
def meja(client: Client, reviewer: Pengguna) -> Client:
    client.force_login(reviewer)
    return client


class TestAntrean:
    def test_the_longest_waiting_comes_first(self, buat, reviewer):
        lama, baru = buat("5306", 2), buat("5305", 17)
        buat("5307")  # a draft waits for its office
        with time_machine.travel(saat(20)):
            semua = antrean(reviewer)
        assert [(satu.rencana.pk, satu.hari, satu.ke, satu.reviewer) for satu in semua] == [
            (lama.pk, 18, 1, ""),
            (baru.pk, 3, 1, ""),
        ]

    def test_a_resubmission_waits_since_it_came_back(self, buat, reviewer):
        rencana = buat("5305", 2)
        with time_machine.travel(saat(4)):
            tahapan.mulai_reviu(rencana=rencana, pengguna=reviewer)
            pengajuan = tahapan.pengajuan_terakhir(rencana)
            tahapan.kembalikan(rencana=rencana, pengguna=reviewer, pengajuan=pengajuan.pk, catatan="Lengkapi.")
        assert antrean(reviewer) == []
        ajukan(rencana, 10)
        with time_machine.travel(saat(20)):
            (satu,) = antrean(reviewer)
        assert (satu.hari, satu.ke, satu.reviewer) == (10, 2, "")

    def test_who_has_begun_is_named(self, buat, reviewer):
        rencana = buat("5305", 2)
        tahapan.mulai_reviu(rencana=rencana, pengguna=reviewer)
        assert antrean(reviewer)[0].reviewer == "Agnes"

    def test_plans_of_other_provinces_and_of_the_province_itself_are_not_there(self, buat, reviewer, reviewer_nasional):
        kab, prov, lain = buat("5305", 2), buat("53", 3), buat("5207", 4)
        assert [satu.rencana.pk for satu in antrean(reviewer)] == [kab.pk]
        assert [satu.rencana.pk for satu in antrean(reviewer_nasional)] == [prov.pk]
        assert lain.pk

    def test_a_plan_without_written_steps_is_shown(self, reviewer):
        RencanaAksiFactory(status=Status.DIAJUKAN)
        (satu,) = antrean(reviewer)
        assert (satu.sejak, satu.ke) == (None, 1)

    def test_days_are_calendar_days(self, buat, reviewer):
        buat("5305", 19)
        with time_machine.travel(saat(20, 0)):
            assert antrean(reviewer)[0].hari == 1


class TestKemajuan:
    def test_every_office_is_counted_once(self, buat, reviewer):
        SatkerFactory(kode="5301")
        SatkerFactory(kode="5302", aktif=False)
        buat("5303")
        buat("5304", 2)
        RencanaAksiFactory(satker=SatkerFactory(kode="5305"), status=Status.DITETAPKAN)
        RencanaAksiFactory(satker=SatkerFactory(kode="5306"), status=Status.DIKEMBALIKAN)
        RencanaAksiFactory(satker=SatkerFactory(kode="5306"), tahun=2025, status=Status.DITETAPKAN)
        RencanaAksiFactory(
            satker=SatkerFactory(kode="5301"), jenis=JenisRencanaFactory(kode="zi"), status=Status.DITETAPKAN
        )
        kemajuan = baca_kemajuan(reviewer, 2026, "rb", [])
        assert kemajuan.hitung == [
            ("belum-ada", 1),
            (Status.DRAF, 1),
            (Status.DIAJUKAN, 1),
            (Status.DIKEMBALIKAN, 1),
            (Status.DITETAPKAN, 1),
        ]
        assert (kemajuan.jumlah, kemajuan.mengajukan) == (5, 2)
        assert [(satu.satker.kode, satu.status) for satu in kemajuan.belum] == [
            ("5301", "belum-ada"),
            ("5303", Status.DRAF),
            ("5306", Status.DIKEMBALIKAN),
        ]

    def test_only_the_newest_version_counts(self, reviewer):
        RencanaAksiFactory(status=Status.DITETAPKAN)
        RencanaAksiFactory(versi=2)
        kemajuan = baca_kemajuan(reviewer, 2026, "rb", [])
        assert [(satu.status, satu.rencana.versi) for satu in kemajuan.belum] == [(Status.DRAF, 2)]

    def test_each_office_has_the_deadline_of_its_own_province(self, reviewer):
        ntb, ntt = SatkerFactory(kode="52"), SatkerFactory(kode="53")
        PenugasanFactory(pengguna=reviewer, peran=Peran.REVIEWER, satker=ntb)
        for kode in ("5207", "5305"):
            SatkerFactory(kode=kode)
        jenis = JenisRencanaFactory()
        batas = datetime.date(2026, 3, 17)
        atur_tenggat(satker=ntb, tahun=2026, jenis=jenis, batas=batas, pengguna=reviewer)
        pembina = baca_pembina(membina(reviewer), 2026, "rb", HARI_INI)
        assert [satu.satker for satu in pembina] == [ntb, ntt]
        belum = baca_kemajuan(reviewer, 2026, "rb", pembina).belum
        assert [(satu.satker.kode, satu.tenggat and satu.tenggat.kata) for satu in belum] == [
            ("5207", "lewat 3 hari"),
            ("5305", None),
        ]


class TestTenggat:
    @pytest.mark.parametrize(
        ("batas", "kata", "nada"),
        [(17, "lewat 3 hari", "merah"), (19, "lewat 1 hari", "merah"), (20, "hari ini", "kuning"),
         (25, "tinggal 5 hari", "kuning"), (27, "tinggal 7 hari", "kuning"), (28, "tinggal 8 hari", "abu")],
    )  # fmt: skip
    def test_the_days_left_in_words(self, batas, kata, nada):
        hasil = sisa(datetime.date(2026, 3, batas), HARI_INI)
        assert (hasil.kata, hasil.nada) == (kata, nada)

    def test_only_the_provinces_reviewers_say_it(self, reviewer, reviewer_nasional):
        ntt, ri = Satker.objects.get(kode="53"), Satker.objects.get(kode="00")
        isian = {"tahun": 2026, "jenis": JenisRencanaFactory(), "batas": HARI_INI}
        operator = PenugasanFactory().pengguna
        for satker, siapa in ((ntt, operator), (ntt, reviewer_nasional), (ri, reviewer)):
            with pytest.raises(PermissionDenied):
                atur_tenggat(satker=satker, pengguna=siapa, **isian)
        atur_tenggat(satker=ntt, pengguna=reviewer, **isian)
        atur_tenggat(satker=ri, pengguna=reviewer_nasional, **isian)
        assert Tenggat.objects.count() == 2

    def test_every_change_is_kept_with_who_made_it(self, reviewer):
        satker, jenis = Satker.objects.get(kode="53"), JenisRencanaFactory()
        for batas in (datetime.date(2026, 3, 1), HARI_INI, HARI_INI, None):
            atur_tenggat(satker=satker, tahun=2026, jenis=jenis, batas=batas, pengguna=reviewer)
        assert list(Tenggat.objects.values_list("batas", "pengguna")) == [
            (datetime.date(2026, 3, 1), reviewer.pk),
            (HARI_INI, reviewer.pk),
            (None, reviewer.pk),
        ]
        with pytest.raises(TypeError):
            Tenggat.objects.first().delete()
        (ntt,) = baca_pembina([satker], 2026, "rb", HARI_INI)
        assert (ntt.tenggat, [satu.batas for satu in ntt.lama]) == (None, [HARI_INI, datetime.date(2026, 3, 1)])

    def test_an_office_is_told_of_its_provinces_deadline_until_it_has_submitted(self, buat, reviewer):
        operator = PenugasanFactory().pengguna
        satker, jenis = Satker.objects.get(kode="53"), JenisRencanaFactory()
        for tahun, hari in ((2026, 25), (2027, 26), (2025, 1)):
            batas = datetime.date(2026, 3, hari)
            atur_tenggat(satker=satker, tahun=tahun, jenis=jenis, batas=batas, pengguna=reviewer)
        assert [(satu.tahun, satu.rencana, satu.sisa.kata) for satu in tenggat_kantor(operator, HARI_INI)] == [
            (2026, None, "tinggal 5 hari"),
            (2027, None, "tinggal 6 hari"),
        ]
        rencana = buat("5305")
        assert tenggat_kantor(operator, HARI_INI)[0].rencana == rencana
        ajukan(rencana, 2)
        assert [satu.tahun for satu in tenggat_kantor(operator, HARI_INI)] == [2027]
        atur_tenggat(satker=satker, tahun=2027, jenis=jenis, batas=None, pengguna=reviewer)
        assert tenggat_kantor(operator, HARI_INI) == []

    def test_a_version_after_the_decree_has_no_deadline(self, reviewer):
        satker, operator = Satker.objects.get(kode="53"), PenugasanFactory().pengguna
        lama = RencanaAksiFactory(status=Status.DITETAPKAN)
        atur_tenggat(satker=satker, tahun=2026, jenis=lama.jenis, batas=HARI_INI, pengguna=reviewer)
        RencanaAksiFactory(versi=2)
        assert tenggat_kantor(operator, HARI_INI) == []
        pembina = baca_pembina(membina(reviewer), 2026, "rb", HARI_INI)
        (satu,) = baca_kemajuan(reviewer, 2026, "rb", pembina).belum
        assert (satu.rencana.versi, satu.tenggat) == (2, None)

    @pytest.mark.parametrize("jumlah", [1, 9])
    def test_the_home_pages_deadlines_cost_three_queries(self, reviewer, jumlah, django_assert_num_queries):
        satker, jenis = Satker.objects.get(kode="53"), JenisRencanaFactory()
        operator = PenugasanFactory().pengguna
        for nomor in range(jumlah):
            PenugasanFactory(pengguna=operator, satker=SatkerFactory(kode=f"53{nomor + 11}"))
            batas = HARI_INI + nomor * datetime.timedelta(days=1)
            atur_tenggat(satker=satker, tahun=2026, jenis=jenis, batas=batas, pengguna=reviewer)
        membina(operator)  # whose assignments are read once a request
        with django_assert_num_queries(3):
            assert len(tenggat_kantor(operator, HARI_INI)) == jumlah + 1
        with django_assert_num_queries(0):
            assert tenggat_kantor(reviewer, HARI_INI) == []


class TestLayar:
    def test_an_empty_desk_says_so(self, meja):
        JenisRencanaFactory()
        isi = meja.get("/reviu/").content.decode()
        assert "Tidak ada yang menunggu" in isi
        assert "belum mencakup satu satker pun" in isi

    def test_a_desk_without_kinds_says_so(self, meja):
        assert "Belum ada jenis rencana" in meja.get("/reviu/").content.decode()

    def test_all_have_submitted(self, meja, buat):
        buat("5305", 2)
        isi = meja.get("/reviu/?tahun=2026&jenis=rb").content.decode()
        assert "Semua satker sudah mengajukan" in isi

    def test_year_and_kind_live_in_the_address(self, meja, buat):
        buat("5305")
        JenisRencanaFactory(kode="zi", urutan=2)
        jawaban = meja.get("/reviu/?tahun=2026&jenis=rb")
        assert [satu.status for satu in jawaban.context["kemajuan"].belum] == [Status.DRAF]
        jawaban = meja.get("/reviu/?tahun=2026&jenis=zi")
        assert [satu.status for satu in jawaban.context["kemajuan"].belum] == ["belum-ada"]
        assert '<option value="zi" selected>' in jawaban.content.decode()

    @pytest.mark.parametrize("kueri", ["tahun=x&jenis=y", "tahun=99999", "jenis=%00", "tahun=2026&tahun=1"])
    def test_what_is_not_known_shows_this_year(self, meja, buat, kueri):
        buat("5305")
        with time_machine.travel(saat(20)):
            jawaban = meja.get(f"/reviu/?{kueri}")
        assert (jawaban.status_code, jawaban.context["tahun"], jawaban.context["jenis"].pk) == (200, 2026, "rb")

    def test_the_menu_leads_to_the_desk_for_reviewers_only(self, meja, client):
        assert 'href="/reviu/"' in meja.get("/").content.decode()
        client.force_login(PenugasanFactory().pengguna)
        assert 'href="/reviu/"' not in client.get("/").content.decode()

    def test_a_deadline_is_saved_and_shown(self, meja, buat):
        buat("5305")
        with time_machine.travel(saat(20)):
            isian = {"tahun": "2026", "jenis": "rb", "batas": "2026-03-25"}
            jawaban = meja.post("/reviu/tenggat/53/", isian)
            assert jawaban.url == "/reviu/?tahun=2026&jenis=rb#kemajuan"
            isi = meja.get(jawaban.url).content.decode()
        assert "25 Maret 2026" in isi
        assert isi.count("tinggal 5 hari") == 2  # beside the deadline, and in the office's row
        assert "Diatur Agnes, 20 Maret 2026" in isi

    @pytest.mark.parametrize("batas", ["kemarin", "2027-01-01", "2024-12-31"])
    def test_a_deadline_that_cannot_be_is_refused_beside_its_field(self, meja, buat, batas):
        buat("5305")
        jawaban = meja.post("/reviu/tenggat/53/", {"tahun": "2026", "jenis": "rb", "batas": batas})
        assert jawaban.status_code == 422
        isi = jawaban.content.decode()
        assert 'id="tenggat-53-batas_error"' in isi
        assert 'aria-invalid="true"' in isi
        assert "Tenggat belum disimpan" in isi
        assert not Tenggat.objects.exists()

    def test_a_forged_form_writes_nothing(self, meja, buat):
        buat("5305")
        assert meja.post("/reviu/tenggat/53/", {}).status_code == 422
        assert meja.post("/reviu/tenggat/52/", {"tahun": "2026", "jenis": "rb"}).status_code == 404
        assert not Tenggat.objects.exists()

    def test_the_office_sees_its_deadline_at_home(self, client, reviewer):
        satker, jenis = Satker.objects.get(kode="53"), JenisRencanaFactory()
        atur_tenggat(satker=satker, tahun=2026, jenis=jenis, batas=HARI_INI, pengguna=reviewer)
        client.force_login(PenugasanFactory().pengguna)
        with time_machine.travel(saat(23)):
            isi = client.get("/").content.decode()
        assert "20 Maret 2026 · KPU Kabupaten Uji 5305 · belum ada rencana" in isi
        assert "lewat 3 hari" in isi


# session, account, assignments; queue, years, kinds, deadlines, offices, plans
KUERI = 3 + 6


@pytest.mark.parametrize("jumlah", [1, 12])
def test_the_desk_asks_as_much_of_many_offices_as_of_one(meja, buat, reviewer, jumlah, django_assert_num_queries):
    for nomor in range(1, jumlah + 1):
        buat(f"53{nomor:02}", 2)
        rencana = buat(f"53{nomor + 40:02}")
        hari = HARI_INI + nomor * datetime.timedelta(days=1)
        satker = rencana.satker.induk
        atur_tenggat(satker=satker, tahun=2026, jenis=rencana.jenis, batas=hari, pengguna=reviewer)
    with django_assert_num_queries(KUERI):
        jawaban = meja.get("/reviu/?tahun=2026&jenis=rb")
    assert len(jawaban.context["antrean"]) == len(jawaban.context["kemajuan"].belum) == jumlah
