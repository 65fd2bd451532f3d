"""The four decrees, written as workbooks and as Word files in many styles, come back with everything right."""

from __future__ import annotations

import pytest

from actionplans.impor.baca import baca_berkas
from actionplans.impor.masalah import GALAT
from areas.isi import IsiPohon
from tests.actionplans.impor.conftest import KEPUTUSAN, beri_bulan, pohon_keputusan
from tests.actionplans.impor.gaya import GAYA, Gaya, harapan, terbaca, tulis_docx, tulis_xlsx

PENULIS = {"xlsx": tulis_xlsx, "docx": tulis_docx}


def siapkan(nama: str, gaya: Gaya) -> tuple[IsiPohon, int]:
    """A decree with months everywhere; only those that the style can say (marks: of the plan's year)."""
    pohon, tahun, _ = pohon_keputusan(nama)
    beri_bulan(pohon, tahun, nama)
    if gaya.tanda != "kata":
        for indikator in pohon.indikator():
            indikator.bulan = tuple(b for b in indikator.bulan if b.tahun == tahun)
    return pohon, tahun


@pytest.mark.parametrize("jenis", PENULIS)
@pytest.mark.parametrize("gaya", GAYA)
@pytest.mark.parametrize("nama", KEPUTUSAN)
def test_keputusan_kembali_utuh(nama: str, gaya: str, jenis: str, subbag: list[str]) -> None:
    pohon, tahun = siapkan(nama, GAYA[gaya])
    data = PENULIS[jenis](pohon, GAYA[gaya], tahun)
    hasil = baca_berkas(f"rencana.{jenis}", data, tahun, subbag)
    assert terbaca(hasil.isi, GAYA[gaya]) == harapan(pohon, GAYA[gaya])
    assert [str(m) for m in hasil.masalah if m.tingkat == GALAT] == []
    assert len(hasil.letak) == sum(pohon.jumlah().values())
