"""What the database itself refuses of plans."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from actionplans.models import RencanaAksi
from tests.factories import (
    JenisRencanaFactory,
    KeputusanFactory,
    PohonFactory,
    RencanaAksiFactory,
    SatkerFactory,
    TemplatFactory,
)

pytestmark = pytest.mark.django_db


def test_satu_versi_hanya_sekali() -> None:
    RencanaAksiFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        RencanaAksiFactory()
    for lain in (
        {"versi": 2},
        {"tahun": 2027},
        {"jenis": JenisRencanaFactory(kode="zi")},
        {"satker": SatkerFactory(kode="5306")},
    ):
        RencanaAksiFactory(**lain)


def test_satu_pohon_satu_rencana() -> None:
    rencana = RencanaAksiFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        RencanaAksiFactory(pohon=rencana.pohon, versi=2)


def test_versi_mulai_dari_1_juga_tanpa_validasi() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        RencanaAksiFactory(versi=0)


@pytest.mark.parametrize(
    ("isian", "medan"),
    [
        ({"tahun": 2009}, "tahun"),
        ({"tahun": 2101}, "tahun"),
        ({"versi": 0}, "versi"),
        ({"status": "hilang"}, "__all__"),
        ({"sumber": "x" * 301}, "sumber"),
        ({"satker": None}, "satker"),
    ],
)
def test_isian_yang_ditolak(isian: dict[str, Any], medan: str) -> None:
    nilai = {"satker": SatkerFactory(kode="5305"), "tahun": 2026, "jenis": JenisRencanaFactory()}
    rencana = RencanaAksi(**(nilai | {"pohon": PohonFactory()} | isian))
    with pytest.raises(ValidationError) as galat:
        rencana.full_clean()
    assert medan in galat.value.message_dict


def test_yang_dipakai_rencana_tidak_dapat_dihapus() -> None:
    rencana = RencanaAksiFactory(templat=TemplatFactory())
    KeputusanFactory(rencana=rencana)
    for milik in (rencana.satker, rencana.jenis, rencana.pohon, rencana.templat, rencana):
        with pytest.raises(ProtectedError):
            milik.delete()
    assert RencanaAksi.objects.filter(pk=rencana.pk).exists()


def test_alamat_dan_nama() -> None:
    satker = SatkerFactory(kode="5305", slug="kab-alor", nama_pendek="KPU Kabupaten Alor")
    rencana = RencanaAksiFactory(satker=satker, jenis=JenisRencanaFactory(kode="rb", nama="Rencana Aksi RB"))
    assert rencana.get_absolute_url() == "/rencana/2026/kab-alor/rb/"
    assert str(rencana) == "Rencana Aksi RB KPU Kabupaten Alor Tahun 2026"
