from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError
from pytest_django import DjangoAssertNumQueries

from satker.models import AliasSubbag, Satker, Subbag
from satker.subbag import AliasGanda, buat_subbag_bawaan, tetapkan_alias
from tests.factories import SatkerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sumbawa_barat() -> Satker:
    """An office with the default sub-divisions, as its decree of 2022 writes them."""
    satker: Satker = SatkerFactory(kode="5207")
    buat_subbag_bawaan(Path(settings.FIXTURE_DIR) / "satker" / "subbag.yaml")
    return satker


@pytest.mark.parametrize(
    ("tulisan", "kode"),
    [
        ("KUL", "KUL"),
        ("umum", "KUL"),
        ("Keuangan, Umum, dan Logistik", "KUL"),
        ("HUKUM&SDM", "HUKUM & SDM"),
        ("HUKUM & SDM", "HUKUM & SDM"),
        ("hukum", "HUKUM & SDM"),
        ("Kasubbag Hukum dan Sumber Daya Manusia", "HUKUM & SDM"),
        ("TEKNIS", "TEKNIS"),
        ("Teknis Penyelenggaraan Pemilu, Partisipasi dan Hubmas", "TEKNIS"),
        ("Kepala Sub Bagian Teknis Penyelenggara Pemilu, Partisipasi dan Hubungan Masyarakat", "TEKNIS"),
        ("PERDATIN", "PERDATIN"),
        ("PRODATA", "PERDATIN"),
        ("RENDATIN", "PERDATIN"),
        ("Perencanaan, Data, dan Informasi", "PERDATIN"),
        ("SEMUA SUBBAG", "SEMUA SUBBAG"),
        ("PPK", None),
        ("DAFTAR SOP DIREKAP HUKUM&SDM", None),
        ("", None),
    ],
)
def test_sebutan_di_keputusan_dikenali(sumbawa_barat: Satker, tulisan: str, kode: str | None) -> None:
    subbag = Subbag.objects.kenali(sumbawa_barat, tulisan)
    assert (subbag and subbag.kode) == kode


def test_semua_subbag_ditandai(sumbawa_barat: Satker) -> None:
    subbag = Subbag.objects.kenali(sumbawa_barat, "Semua Subbag")
    assert subbag
    assert subbag.semua


def test_peta_memakai_dua_kueri(sumbawa_barat: Satker, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(2):
        Subbag.objects.peta(sumbawa_barat)


def test_sebutan_berlaku_untuk_satkernya_saja() -> None:
    alor, sabu = SatkerFactory(kode="5305"), SatkerFactory(kode="5320")
    kul = Subbag.objects.create(satker=alor, kode="KUL", nama="Keuangan")
    Subbag.objects.create(satker=sabu, kode="UMUM", nama="Umum")
    tetapkan_alias(subbag=kul, tulisan=["umum"])
    assert Subbag.objects.kenali(alor, "umum") == kul
    assert str(Subbag.objects.kenali(sabu, "umum")) == "UMUM"


def test_tetapkan_alias_mengganti_dan_tidak_menggandakan() -> None:
    subbag = Subbag.objects.create(satker=SatkerFactory(), kode="PERDATIN", nama="Perencanaan")
    tetapkan_alias(subbag=subbag, tulisan=["PRODATA"])
    tetapkan_alias(subbag=subbag, tulisan=["Rendatin", " RENDATIN ", "", "Perdatin lama"])
    assert [str(alias) for alias in subbag.alias.all()] == ["Rendatin", "Perdatin lama"]


@pytest.mark.parametrize("milik_lain", ["HUKUM", "hukum dan sdm", "huk"])
def test_satu_sebutan_tidak_berarti_dua_subbag(milik_lain: str) -> None:
    satker = SatkerFactory()
    hukum = Subbag.objects.create(satker=satker, kode="HUKUM", nama="Hukum & SDM")
    tetapkan_alias(subbag=hukum, tulisan=["huk"])
    kul = Subbag.objects.create(satker=satker, kode="KUL", nama="Keuangan")
    with pytest.raises(AliasGanda, match="sudah menjadi sebutan HUKUM"):
        tetapkan_alias(subbag=kul, tulisan=["umum", milik_lain])
    assert not kul.alias.exists()


def test_basis_data_menolak_alias_ganda() -> None:
    satker = SatkerFactory()
    satu = Subbag.objects.create(satker=satker, kode="A", nama="A")
    dua = Subbag.objects.create(satker=satker, kode="B", nama="B")
    AliasSubbag.objects.create(subbag=satu, tulisan="Umum")
    with pytest.raises(IntegrityError):
        AliasSubbag.objects.create(subbag=dua, tulisan="UMUM.")
