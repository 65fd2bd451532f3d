"""A plan to change, and its writers."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from actionplans.models import RencanaAksi
from areas.cabang import data_cabang
from areas.isi import IsiPohon
from areas.simpan import baca_pohon
from satker.models import Pengguna
from tests.factories import PenugasanFactory, RencanaAksiFactory, isi_contoh


@pytest.fixture
def rencana(db: None) -> RencanaAksi:
    """A draft of Alor: two areas, two rows under each row."""
    return RencanaAksiFactory(pohon__isi=isi_contoh())


@pytest.fixture
def operator(rencana: RencanaAksi) -> Pengguna:
    return PenugasanFactory(satker=rencana.satker, pengguna__nama="Yuli").pengguna


@pytest.fixture
def rekan(rencana: RencanaAksi) -> Pengguna:
    """Another operator of the same office."""
    return PenugasanFactory(satker=rencana.satker, pengguna__nama="Stefanus").pengguna


@pytest.fixture
def isi(rencana: RencanaAksi) -> Callable[[], IsiPohon]:
    """The plan's tree as it is stored now."""
    return lambda: baca_pohon(rencana.pohon)


@pytest.fixture
def potret(isi: Callable[[], IsiPohon]) -> Callable[[], list[dict[str, Any]]]:
    """The tree with its keys, without the revisions, which only count."""

    def ambil() -> list[dict[str, Any]]:
        pohon = isi()
        for butir in pohon.semua():
            butir.revisi = 0
        return [data_cabang(replace(area)) for area in pohon.area]

    return ambil
