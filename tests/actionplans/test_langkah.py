"""The stepper and the sentence that says whose turn it is, for every state and every role."""

import pytest

from actionplans.langkah import berikutnya, langkah_rencana
from actionplans.status import Status
from satker.models import Satker
from satker.pilihan import Cakupan, Peran
from tests.factories import PenggunaFactory, PenugasanFactory, RencanaAksiFactory, SatkerFactory

pytestmark = pytest.mark.django_db

KANTOR, PROVINSI, ORANG = "KPU Kabupaten Alor", "KPU Provinsi Nusa Tenggara Timur", "semua"
NAMA = ["Draf", "Diajukan", "Disetujui", "Ditetapkan", "Berjalan", "Selesai"]

# state → step that it stands at, name of that step, start of the sentence, roles that it waits for
TABEL = {
    Status.DRAF: (0, "Draf", f"Giliran {KANTOR}: lengkapi", {Peran.OPERATOR, Peran.PEJABAT}),
    Status.DIAJUKAN: (1, "Diajukan", f"Giliran {PROVINSI}: mereviu", {Peran.REVIEWER}),
    Status.DIKEMBALIKAN: (0, "Dikembalikan", f"Giliran {KANTOR}: tindak lanjuti", {Peran.OPERATOR, Peran.PEJABAT}),
    Status.DISETUJUI: (2, "Disetujui", f"Giliran {KANTOR}: tetapkan", {Peran.OPERATOR, Peran.PEJABAT}),
    Status.DITETAPKAN: (3, "Ditetapkan", "Rencana sudah ditetapkan", set()),
    Status.BERJALAN: (4, "Berjalan", f"Giliran {KANTOR}: laksanakan", {Peran.OPERATOR, Peran.PEJABAT}),
    Status.SELESAI: (5, "Selesai", "Rencana tahun ini sudah selesai", set()),
}


@pytest.fixture
def alor() -> Satker:
    provinsi = SatkerFactory(kode="53", nama_pendek=PROVINSI)
    return SatkerFactory(kode="5305", nama_pendek=KANTOR, induk=provinsi)


def test_setiap_status_ada_di_tabel() -> None:
    assert set(TABEL) == set(Status)


@pytest.mark.parametrize("status", Status)
def test_langkah(alor: Satker, status: Status) -> None:
    di, nama, kalimat, _ = TABEL[status]
    hasil = langkah_rencana(RencanaAksiFactory(satker=alor, status=status))
    langkah = hasil["langkah"]
    assert isinstance(langkah, list)
    assert [satu["nama"] for satu in langkah] == [*NAMA[:di], nama, *NAMA[di + 1 :]]
    assert [satu["keadaan"] for satu in langkah] == ["selesai"] * di + ["kini"] + ["nanti"] * (5 - di)
    assert str(hasil["giliran"]).startswith(kalimat)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("peran", Peran)
def test_giliran_siapa(alor: Satker, status: Status, peran: Peran) -> None:
    rencana = RencanaAksiFactory(satker=alor, status=status)
    cakupan = {Peran.REVIEWER: Cakupan.PROVINSI, Peran.ADMIN_NASIONAL: Cakupan.NASIONAL}.get(peran, Cakupan.SATKER)
    user = PenugasanFactory(peran=peran, cakupan=cakupan).pengguna
    hasil = berikutnya(user, [rencana])
    assert (hasil is not None) == (peran in TABEL[status][3])
    if hasil:
        assert hasil["rencana"] == rencana
        assert str(hasil["giliran"]).startswith(TABEL[status][2])


@pytest.mark.parametrize("status", Status)
def test_orang_luar_dan_superuser_tidak_pernah_dapat_giliran(alor: Satker, status: Status) -> None:
    rencana = RencanaAksiFactory(satker=alor, status=status)
    lain = SatkerFactory(kode="5207")
    for user in (
        PenggunaFactory(),
        PenggunaFactory(is_superuser=True),
        PenugasanFactory(satker=lain).pengguna,
        PenugasanFactory(satker=SatkerFactory(kode="5306")).pengguna,
        PenugasanFactory(peran=Peran.REVIEWER, satker=lain.induk).pengguna,
    ):
        assert berikutnya(user, [rencana]) is None


def test_yang_pertama_menunggu_dipilih(alor: Satker) -> None:
    jadi = RencanaAksiFactory(satker=alor, tahun=2024, status=Status.DITETAPKAN)
    kirim = RencanaAksiFactory(satker=alor, tahun=2025, status=Status.DIAJUKAN)
    draf = RencanaAksiFactory(satker=alor, tahun=2026)
    lain = RencanaAksiFactory(satker=alor, tahun=2027)
    hasil = berikutnya(PenugasanFactory().pengguna, [jadi, kirim, draf, lain])
    assert hasil is not None
    assert hasil["rencana"] == draf
    assert berikutnya(PenugasanFactory().pengguna, []) is None


def test_rencana_provinsi_direviu_kpu_ri_dan_rencana_kpu_ri_menyebutnya_juga() -> None:
    ri = SatkerFactory(kode="00", nama_pendek="KPU RI")
    for kode in ("53", "00"):
        rencana = RencanaAksiFactory(satker=SatkerFactory(kode=kode), status=Status.DIAJUKAN)
        assert langkah_rencana(rencana)["giliran"] == "Giliran KPU RI: mereviu rencana ini."
    reviewer = PenugasanFactory(peran=Peran.REVIEWER, cakupan=Cakupan.NASIONAL, satker=ri).pengguna
    assert berikutnya(reviewer, [rencana]) is not None


def test_rencana_provinsi_sendiri_menunggu_kpu_ri(alor: Satker) -> None:
    """A province does not review its own plan; who reviews is led to the review."""
    rencana = RencanaAksiFactory(satker=alor.induk, status=Status.DIAJUKAN)
    provinsi = PenugasanFactory(peran=Peran.REVIEWER, satker=alor.induk).pengguna
    nasional = PenugasanFactory(
        peran=Peran.REVIEWER, cakupan=Cakupan.NASIONAL, satker=SatkerFactory(kode="00")
    ).pengguna
    assert berikutnya(provinsi, [rencana]) is None
    hasil = berikutnya(nasional, [rencana])
    assert hasil
    assert str(hasil["alamat"]).endswith("/reviu/")
