"""What the screens ask of the database and send over the line: exact numbers that do not grow with rows."""

import gzip
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from actionplans.buat import buat_dari_templat
from actionplans.models import RencanaAksi
from areas.bulan import Bulan
from areas.models import Indikator, JadwalBulan, Templat
from areas.muat import muat_templat
from satker.pilihan import Cakupan, Peran
from tests.factories import PenugasanFactory, RencanaAksiFactory, SatkerFactory, isi_contoh

pytestmark = pytest.mark.django_db

SIAPA = 3  # session, account, assignments: on every page
BERANDA = SIAPA + 2  # plans, plans counted by state
# years, is there more than one province, number of plans, kinds, plans
DAFTAR = SIAPA + 5
DAFTAR_NASIONAL = DAFTAR + 1  # the provinces to choose from
POHON = 5  # one for each level, and the months
LEMBAR = SIAPA + 2 + POHON  # versions, plan


@pytest.fixture
def operator(client: Client) -> Client:
    client.force_login(PenugasanFactory().pengguna)
    return client


@pytest.fixture
def pembaca(client: Client) -> Client:
    ri = SatkerFactory(kode="00")
    client.force_login(PenugasanFactory(peran=Peran.PEMBACA, cakupan=Cakupan.NASIONAL, satker=ri).pengguna)
    return client


@pytest.fixture
def banyak() -> Callable[[int], None]:
    """Plans of as many offices in four provinces; each with a kind and rows."""

    def buat(jumlah: int) -> None:
        for nomor in range(jumlah):
            satker = SatkerFactory(kode=f"{51 + nomor % 4}{nomor + 1:02d}")
            RencanaAksiFactory(satker=satker, pohon__isi=isi_contoh(area=1, cabang=1))

    return buat


@pytest.mark.parametrize("jumlah", [0, 5, 25])
def test_beranda(pembaca: Client, banyak: Any, jumlah: int, django_assert_num_queries: Any) -> None:
    banyak(jumlah)
    with django_assert_num_queries(BERANDA):
        jawaban = pembaca.get("/")
    assert len(jawaban.context["rencana"]) == min(jumlah, 8)


@pytest.mark.parametrize("jumlah", [5, 25])
def test_daftar(pembaca: Client, banyak: Any, jumlah: int, django_assert_num_queries: Any) -> None:
    banyak(jumlah)
    with django_assert_num_queries(DAFTAR_NASIONAL):
        jawaban = pembaca.get("/rencana/")
    assert jawaban.content.decode().count('role="rowheader"') == jumlah


def test_daftar_satu_satker(operator: Client, django_assert_num_queries: Any) -> None:
    for versi in range(1, 8):
        RencanaAksiFactory(versi=versi)
    with django_assert_num_queries(DAFTAR):
        operator.get("/rencana/")


@pytest.mark.parametrize("saringan", ["tahun=2026", "jenis=rb", "status=draf", "cari=5305+uji", "halaman=2"])
def test_saringan_tidak_menambah_kueri(operator: Client, saringan: str, django_assert_max_num_queries: Any) -> None:
    RencanaAksiFactory()
    with django_assert_max_num_queries(DAFTAR + 1):  # the chosen kind is looked up
        operator.get(f"/rencana/?{saringan}")


@pytest.mark.parametrize("area", [2, 8])
def test_lembar(operator: Client, area: int, django_assert_num_queries: Any) -> None:
    """Four times the rows ask for nothing more."""
    rencana = RencanaAksiFactory(pohon__isi=isi_contoh(area=area))
    with django_assert_num_queries(LEMBAR):
        jawaban = operator.get(rencana.get_absolute_url())
    assert jawaban.context["lembar"].jumlah == area * 8


@pytest.fixture
def templat_rb() -> RencanaAksi:
    """The national RB plan, every indikator worked on in six months: as full as plans are."""
    muat_templat()
    templat = Templat.objects.select_related("pohon", "jenis").get(kode="rb")
    rencana = buat_dari_templat(satker=SatkerFactory(kode="5305"), tahun=2026, templat=templat)
    indikator = Indikator.objects.filter(sub_kegiatan__kegiatan__area__pohon=rencana.pohon)
    JadwalBulan.objects.bulk_create(
        JadwalBulan(indikator=satu, tahun=bulan.tahun, bulan=bulan.bulan)
        for satu in indikator
        for bulan in (Bulan(2026, nomor) for nomor in range(1, 13, 2))
    )
    return rencana


def test_lembar_dikirim_termampat(operator: Client, templat_rb: RencanaAksi) -> None:
    jawaban = operator.get(templat_rb.get_absolute_url(), headers={"accept-encoding": "gzip"})
    assert jawaban["Content-Encoding"] == "gzip"
    polos = gzip.decompress(jawaban.content)
    assert b"</html>" in polos
    assert len(jawaban.content) < 29_000  # measured: 24,900; table and cards of 302 rows
    assert len(polos) < 340_000  # 297,000
