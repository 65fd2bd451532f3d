"""Who hears of a step or a comment: the other side."""

import pytest

from actionplans import komentar, tahapan
from actionplans.models import RencanaAksi
from satker.models import Kabar, Pengguna
from satker.pilihan import Cakupan, Peran
from tests.actionplans.test_tahapan import isi_lengkap
from tests.factories import PenugasanFactory, RencanaAksiFactory, SatkerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def rencana() -> RencanaAksi:
    return RencanaAksi.objects.untuk_lembar().get(pk=RencanaAksiFactory(pohon__isi=isi_lengkap()).pk)


@pytest.fixture
def orang(rencana: RencanaAksi) -> dict[str, Pengguna]:
    ri = SatkerFactory(kode="00")
    return {
        "operator": PenugasanFactory(satker=rencana.satker).pengguna,
        "pejabat": PenugasanFactory(satker=rencana.satker, peran=Peran.PEJABAT).pengguna,
        "pembaca": PenugasanFactory(satker=rencana.satker, peran=Peran.PEMBACA).pengguna,
        "reviewer": PenugasanFactory(peran=Peran.REVIEWER).pengguna,
        "reviewer kedua": PenugasanFactory(peran=Peran.REVIEWER).pengguna,
        "reviewer lain": PenugasanFactory(peran=Peran.REVIEWER, satker=SatkerFactory(kode="52")).pengguna,
        "reviewer ri": PenugasanFactory(peran=Peran.REVIEWER, cakupan=Cakupan.NASIONAL, satker=ri).pengguna,
        "operator tetangga": PenugasanFactory(satker=SatkerFactory(kode="5306")).pengguna,
    }


def diberi_tahu(orang: dict[str, Pengguna]) -> dict[str, list[str]]:
    """Who has which unread notices; then they are read."""
    nama = {satu.pk: kunci for kunci, satu in orang.items()}
    hasil: dict[str, list[str]] = {}
    for satu in Kabar.objects.order_by("pk"):
        hasil.setdefault(satu.judul.split(":")[0], []).append(nama[satu.penerima_id])
    Kabar.objects.all().delete()
    return {judul: sorted(siapa) for judul, siapa in hasil.items()}


def test_each_step_and_comment(rencana, orang):
    operator, reviewer = orang["operator"], orang["reviewer"]
    pengajuan = tahapan.ajukan(rencana=rencana, pengguna=operator)
    assert diberi_tahu(orang) == {"Diajukan untuk direviu": ["reviewer", "reviewer kedua"]}
    utas = komentar.tulis(rencana=rencana, pengguna=reviewer, isi="Perjelas.")
    assert diberi_tahu(orang) == {"Komentar baru": ["operator", "pejabat"]}
    komentar.balas(utas=utas, pengguna=operator, isi="Sudah.")
    assert diberi_tahu(orang) == {"Komentar baru": ["reviewer", "reviewer kedua"]}
    tahapan.kembalikan(rencana=rencana, pengguna=reviewer, pengajuan=pengajuan.pk)
    assert diberi_tahu(orang) == {"Dikembalikan": ["operator", "pejabat"]}
    tahapan.ajukan(rencana=rencana, pengguna=operator)
    tahapan.tarik(rencana=rencana, pengguna=operator)
    assert set(diberi_tahu(orang)) == {"Diajukan untuk direviu", "Pengajuan ditarik"}
    pengajuan = tahapan.ajukan(rencana=rencana, pengguna=orang["pejabat"])
    diberi_tahu(orang)
    tahapan.setujui(rencana=rencana, pengguna=reviewer, pengajuan=pengajuan.pk)
    assert diberi_tahu(orang) == {"Disetujui": ["operator", "pejabat"]}


def test_many_comments_are_one_notice(rencana, orang):
    tahapan.ajukan(rencana=rencana, pengguna=orang["operator"])
    diberi_tahu(orang)
    for nomor in range(5):
        komentar.tulis(rencana=rencana, pengguna=orang["reviewer"], isi=f"Catatan {nomor}")
    kabar = Kabar.objects.filter(penerima=orang["operator"])
    assert [(satu.banyak, satu.isi) for satu in kabar] == [(5, "Catatan 4")]


def test_a_step_that_fails_tells_nobody(rencana, orang):
    with pytest.raises(tahapan.LangkahDitolak):
        tahapan.setujui(rencana=rencana, pengguna=orang["reviewer"], pengajuan=0)
    assert not Kabar.objects.exists()


def test_a_provinces_own_plan_goes_to_kpu_ri(orang):
    rencana = RencanaAksiFactory(satker=SatkerFactory(kode="53"), pohon__isi=isi_lengkap())
    tahapan.ajukan(rencana=rencana, pengguna=PenugasanFactory(satker=rencana.satker).pengguna)
    assert diberi_tahu(orang) == {"Diajukan untuk direviu": ["reviewer ri"]}
