"""Cloning: what a plan takes from its template, or from last year's plan."""

from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from areas.bulan import Bulan
from areas.isi import IsiArea, IsiIndikator, IsiKegiatan, IsiPohon, IsiSubKegiatan
from areas.salin import salin
from areas.teks import IsianTidakDikenal
from tests.areas import strategi

ISIAN = {"satker": "KPU Kabupaten Alor", "tahun": "2026"}


def templat() -> IsiPohon:
    indikator = IsiIndikator(
        id=4, kode="1.1.1.1", uraian="SK Tim RB {satker}", ket="{tahun}", catatan="c", revisi=3,
        bulan=(Bulan(2025, 12), Bulan(2026, 1)),
    )  # fmt: skip
    sub = IsiSubKegiatan(id=3, kode="1.1.1", uraian="Tim {satker}", rincian="SK Tahun {tahun}", anak=[indikator])
    kegiatan = IsiKegiatan(id=2, kode="1.1", uraian="Perencanaan", pic=["KUL"], nomor="1)", anak=[sub])
    return IsiPohon([IsiArea(id=1, kode="1", uraian="Area {tahun}", program="Program {satker}", anak=[kegiatan])])


def test_placeholders_of_a_template_are_filled_in_every_text():
    (area,) = salin(templat(), ISIAN, dari_templat=True).area
    sub = area.anak[0].anak[0]
    assert (area.uraian, area.program) == ("Area 2026", "Program KPU Kabupaten Alor")
    assert (sub.uraian, sub.rincian) == ("Tim KPU Kabupaten Alor", "SK Tahun 2026")
    assert (sub.anak[0].uraian, sub.anak[0].ket) == ("SK Tim RB KPU Kabupaten Alor", "2026")


def test_rows_remember_the_template_row_and_are_new():
    asli = templat()
    hasil = salin(asli, ISIAN, dari_templat=True)
    assert [(b.asal_id, b.asal) for b in hasil.semua()] == [(1, "1"), (2, "1.1"), (3, "1.1.1"), (4, "1.1.1.1")]
    assert {(b.id, b.kode, b.catatan, b.revisi) for b in hasil.semua()} == {(None, "", "", 1)}
    assert {b.pendahulu_id for b in hasil.semua()} == {None}
    assert hasil.area[0].anak[0].nomor == "1)"
    assert hasil.area[0].anak[0].pic == ["KUL"]


def test_rows_of_a_plan_hand_on_their_origin_and_become_the_row_before():
    rencana = salin(templat(), ISIAN, dari_templat=True)
    for nomor, butir in enumerate(rencana.semua(), 11):
        butir.id = nomor
    rencana.area[0].uraian = "Area {tahun} tetap begitu"
    hasil = salin(rencana, {}, dari_templat=False)
    assert [(b.asal_id, b.asal) for b in hasil.semua()] == [(1, "1"), (2, "1.1"), (3, "1.1.1"), (4, "1.1.1.1")]
    assert [b.pendahulu_id for b in hasil.semua()] == [11, 12, 13, 14]
    assert hasil.area[0].uraian == "Area {tahun} tetap begitu", "texts of a plan are final"


@pytest.mark.parametrize(
    ("pilihan", "bulan"),
    [
        ({}, ["2025-12", "2026-01"]),
        ({"geser_tahun": 1}, ["2026-12", "2027-01"]),
        ({"geser_tahun": -2}, ["2023-12", "2024-01"]),
        ({"dengan_bulan": False}, []),
        ({"dengan_bulan": False, "geser_tahun": 1}, []),
    ],
)
def test_months_move_with_the_year_or_stay_behind(pilihan, bulan):
    hasil = salin(templat(), ISIAN, dari_templat=True, **pilihan)
    assert [satu.iso() for satu in next(hasil.indikator()).bulan] == bulan


@pytest.mark.parametrize("tempat", ["uraian", "rincian"])
def test_an_unknown_placeholder_is_refused(tempat):
    asli = templat()
    setattr(asli.area[0].anak[0].anak[0], tempat, "SK {kantor}")
    with pytest.raises(IsianTidakDikenal, match=r"\{kantor\}"):
        salin(asli, ISIAN, dari_templat=True)


@strategi.cepat
@given(strategi.pohon, st.integers(-3, 3), st.booleans())
def test_the_source_stays_as_it_was(pohon, geser, dengan_bulan):
    asli = deepcopy(pohon)
    hasil = salin(pohon, ISIAN, dari_templat=False, geser_tahun=geser, dengan_bulan=dengan_bulan)
    assert pohon == asli
    assert hasil.jumlah() == asli.jumlah()
    assert [butir.uraian for butir in hasil.semua()] == [butir.uraian for butir in asli.semua()]
    for satu, lama in zip(hasil.indikator(), asli.indikator(), strict=True):
        pindah = [(bulan.tahun + geser, bulan.bulan) for bulan in lama.bulan]
        assert list(satu.bulan) == (pindah if dengan_bulan else [])
