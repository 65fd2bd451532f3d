"""Numbering schemes: what is printed before each row, and back from an export."""

from copy import deepcopy

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from areas.isi import IsiArea, IsiIndikator, IsiKegiatan, IsiPohon, IsiSubKegiatan
from areas.muat import baca_yaml
from areas.penomoran import Skema, SkemaTidakSah, beri_nomor, huruf, lepas_nomor, romawi
from tests.areas import strategi

SKEMA = {
    satu["kode"]: Skema.dari_data(satu["definisi"])
    for satu in baca_yaml(settings.FIXTURE_DIR / "areas" / "skema_nomor.yaml")
}


@pytest.mark.parametrize(
    ("angka", "hasil"),
    [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (90, "XC"), (400, "CD"), (1994, "MCMXCIV"),
     (3999, "MMMCMXCIX")],
)  # fmt: skip
def test_roman_numerals(angka, hasil):
    assert romawi(angka) == hasil


@given(st.integers(1, 3999))
def test_roman_numerals_are_read_back_by_their_own_rule(angka):
    nilai = [dict(zip("IVXLCDM", (1, 5, 10, 50, 100, 500, 1000), strict=True))[satu] for satu in romawi(angka)]
    berikut = [*nilai[1:], 0]
    assert sum(-n if n < sesudah else n for n, sesudah in zip(nilai, berikut, strict=True)) == angka


@pytest.mark.parametrize("angka", [0, -1, 4000])
def test_no_roman_numeral_outside_their_range(angka):
    with pytest.raises(ValueError, match="3999"):
        romawi(angka)


@pytest.mark.parametrize(("angka", "hasil"), [(1, "a"), (26, "z"), (27, "aa"), (52, "az"), (53, "ba"), (703, "aaa")])
def test_letters(angka, hasil):
    assert huruf(angka) == hasil


def pohon(sub: int, indikator: int) -> IsiPohon:
    def satu() -> IsiSubKegiatan:
        return IsiSubKegiatan(anak=[IsiIndikator() for _ in range(indikator)])

    kegiatan = [IsiKegiatan(anak=[satu() for _ in range(sub)]), IsiKegiatan(anak=[satu()])]
    return IsiPohon([IsiArea(anak=kegiatan), IsiArea(anak=[])])


@pytest.mark.parametrize(
    ("kode", "sub", "indikator", "hasil"),
    [
        ("arab-titik", 2, 2, ["1.", "1.", "1.", "1.", "2.", "2.", "1.", "2.", "2.", "", "1.", "2.", "2."]),
        ("arab-titik", 1, 1, ["1.", "1.", "", "", "2.", "", "", "2."]),
        ("arab", 2, 2, ["1", "1", "1", "", "", "2", "", "", "2", "", "", "", "2"]),
        ("arab-romawi-huruf", 2, 1, ["1", "i.", "a.", "", "b.", "", "ii.", "a.", "", "2"]),
    ],
)
def test_the_three_schemes_of_the_decrees(kode, sub, indikator, hasil):
    """Kubu Raya and Sumbawa Barat 1./1./1.; Alor 1/1/1; Bangka Barat 1/i./a. Who stands alone may go without."""
    isi = beri_nomor(pohon(sub, indikator), SKEMA[kode])
    assert [butir.nomor_cetak for butir in isi.semua()] == hasil
    assert [area.nomor_program_cetak for area in isi.area] == ["1", "1"]


def test_a_row_may_be_printed_with_a_number_of_its_own_and_still_counts():
    anak = [IsiKegiatan(), IsiKegiatan(nomor="7)"), IsiKegiatan(nomor=""), IsiKegiatan()]
    isi = beri_nomor(IsiPohon([IsiArea(nomor_program="1.", anak=anak)]), SKEMA["arab-titik"])
    assert [kegiatan.nomor_cetak for kegiatan in anak] == ["1.", "7)", "", "4."]
    assert isi.area[0].nomor_program_cetak == "1."


@strategi.cepat
@given(strategi.pohon, strategi.skema)
def test_numbers_printed_survive_an_export_and_only_differences_stay_overrides(isi, skema):
    asli = beri_nomor(deepcopy(isi), skema)
    terkirim = deepcopy(asli)
    for butir in terkirim.semua():
        butir.nomor = butir.nomor_cetak
    kembali = lepas_nomor(terkirim, skema)
    polos = beri_nomor(tanpa_nomor(deepcopy(asli)), skema)
    for satu, lain, baku in zip(kembali.semua(), asli.semua(), polos.semua(), strict=True):
        assert satu.nomor_cetak == lain.nomor_cetak
        assert satu.nomor == (None if lain.nomor_cetak == baku.nomor_cetak else lain.nomor_cetak)
    assert [butir.nomor_cetak for butir in beri_nomor(kembali, skema).semua()] == [
        butir.nomor_cetak for butir in asli.semua()
    ]


def tanpa_nomor(isi: IsiPohon) -> IsiPohon:
    for butir in isi.semua():
        butir.nomor = None
    return isi


@pytest.mark.parametrize(
    ("data", "pesan"),
    [
        ({"areal": {}}, "Tingkat tidak dikenal.*areal"),
        ({"area": {"gaya": "yunani"}}, "area: gaya “yunani” tidak ada"),
        ({"area": {"style": "arab"}}, "area: hanya gaya, awalan, akhiran, sendiri"),
    ],
)
def test_a_scheme_that_cannot_be_used_says_why(data, pesan):
    with pytest.raises(SkemaTidakSah, match=pesan):
        Skema.dari_data(data)


def test_levels_that_a_scheme_leaves_out_are_not_numbered():
    isi = beri_nomor(pohon(2, 2), Skema.dari_data({"kegiatan": {"gaya": "HURUF", "awalan": "(", "akhiran": ")"}}))
    assert [butir.nomor_cetak for butir in isi.semua() if butir.nomor_cetak] == ["(A)", "(B)"]
