"""Random trees in random styles come back as they were."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from actionplans.impor.baca import baca_berkas
from areas.isi import IsiPohon
from tests.actionplans.impor.gaya import Gaya, harapan, terbaca, tulis_docx, tulis_xlsx
from tests.actionplans.impor.strategi import PIC, TAHUN, gaya, pohon

PENULIS = {"xlsx": tulis_xlsx, "docx": tulis_docx}


@pytest.mark.parametrize("jenis", PENULIS)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(isi=pohon(), satu_gaya=gaya())
def test_pohon_acak_kembali_utuh(jenis: str, isi: tuple[IsiPohon, str], satu_gaya: Gaya) -> None:
    asli, _ = isi
    hasil = baca_berkas(f"acak.{jenis}", PENULIS[jenis](asli, satu_gaya, TAHUN), TAHUN, PIC)
    assert terbaca(hasil.isi, satu_gaya) == harapan(asli, satu_gaya)
