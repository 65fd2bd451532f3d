"""The grid of a Lampiran: whatever the tree and the layout, the cells tile it, and nothing of the tree is missing."""

from collections import Counter

import pytest
from hypothesis import assume, given

from areas.bulan import Bulan, frasa
from areas.isi import IsiArea, IsiIndikator, IsiKegiatan, IsiPohon, IsiSubKegiatan
from areas.kisi import Kisi, susun_kisi
from areas.penomoran import Skema, beri_nomor
from areas.tata_kolom import TataKolom, TataKolomTidakSah
from tests.areas import strategi

TATA = strategi.tata_terkirim()
TAHUN = 2026
ARAB = Skema.dari_data({tingkat: {"gaya": "arab", "akhiran": "."} for tingkat in ("area", "kegiatan", "sub_kegiatan")})


def tumpukan(kisi: Kisi) -> list[list[int]]:
    """How often each place of the body is covered, row by row. Spans may not leave the area that they begin in."""
    lebar = len(kisi.kolom)
    hasil: list[list[int]] = []
    for bagian in kisi.bagian:
        kali = [[0] * lebar for _ in bagian.baris]
        for urut, baris in enumerate(bagian.baris):
            for sel in baris.sel:
                for b in range(urut, urut + sel.rentang_baris):
                    for k in range(sel.kolom, sel.kolom + sel.rentang_kolom):
                        kali[b][k] += 1
        hasil += kali
    return hasil


def semua_sekali(kisi: Kisi) -> bool:
    return all(kali == 1 for baris in tumpukan(kisi) for kali in baris)


@pytest.mark.parametrize("kode", TATA)
@strategi.cepat
@given(pohon=strategi.pohon, skema=strategi.skema)
def test_every_place_is_covered_once_in_the_layouts_that_we_ship(kode, pohon, skema):
    assert semua_sekali(susun_kisi(beri_nomor(pohon, skema), TATA[kode], TAHUN))


@strategi.cepat
@given(pohon=strategi.pohon_penuh, definisi=strategi.definisi_tata())
def test_every_place_is_covered_once_in_any_layout_that_is_accepted(pohon, definisi):
    try:
        tata = TataKolom.dari_data(definisi)
    except TataKolomTidakSah:
        assume(False)
    assert semua_sekali(susun_kisi(beri_nomor(pohon, ARAB), tata, TAHUN))


@strategi.cepat
@given(pohon=strategi.pohon, definisi=strategi.definisi_tata())
def test_heads_cover_every_column_once(pohon, definisi):
    try:
        tata = TataKolom.dari_data(definisi)
    except TataKolomTidakSah:
        assume(False)
    kisi = susun_kisi(pohon, tata, TAHUN)
    kali = [[0] * len(kisi.kolom) for _ in kisi.kepala]
    for urut, baris in enumerate(kisi.kepala):
        for sel in baris:
            kolom = kali[urut].index(0)
            for b in range(urut, urut + sel.rentang_baris):
                for k in range(kolom, kolom + sel.rentang_kolom):
                    kali[b][k] += 1
    assert {satu for baris in kali for satu in baris} == {1}
    assert sum(kolom.lebar for kolom in kisi.kolom) == pytest.approx(100, abs=0.1)


@pytest.mark.parametrize("kode", TATA)
@strategi.cepat
@given(pohon=strategi.pohon)
def test_every_text_of_the_tree_is_shown_once(kode, pohon):
    """Sub-kegiatan, rincian, indikator and KET, each in its column; KET of joined indikator once."""
    tata = TATA[kode]
    kisi = susun_kisi(beri_nomor(pohon, ARAB), tata, TAHUN)
    sub = [satu for area in pohon.area for kegiatan in area.anak for satu in kegiatan.anak]
    assert tampil(kisi, "indikator") == Counter(satu.uraian for satu in pohon.indikator()) - kosong()
    assert tampil(kisi, "sub_kegiatan") == Counter(satu.uraian for satu in sub) - kosong()
    if tata.ada("rincian"):
        assert tampil(kisi, "rincian") == Counter(satu.rincian for satu in sub) - kosong()
    if tata.ada("ket"):
        assert tampil(kisi, "ket") == Counter(satu.ket for satu in pohon.indikator()) - kosong()


def tampil(kisi: Kisi, jenis: str) -> Counter[str]:
    return (
        Counter(teks.uraian for baris in kisi.baris() for sel in baris.sel if sel.jenis == jenis for teks in sel.teks)
        - kosong()
    )


def kosong() -> Counter[str]:
    """Empty texts may fill any number of cells."""
    return Counter({"": 10**6})


@strategi.cepat
@given(pohon=strategi.pohon)
def test_marks_are_the_months_of_the_year_and_phrases_all_months(pohon):
    tanda = susun_kisi(pohon, TATA["kubu-raya-2022"], TAHUN)
    for baris in tanda.baris():
        if baris.jenis == "isi":
            bertanda = {sel.bulan for sel in baris.sel if sel.jenis == "bulan" and sel.tanda}
            assert bertanda == {b.bulan for satu in baris.indikator for b in satu.bulan if b.tahun == TAHUN}
    kata = susun_kisi(pohon, TATA["bangka-barat-2026"], TAHUN)
    for baris in kata.baris():
        for sel in baris.sel:
            if sel.jenis == "target_waktu":
                assert sel.teks[0].uraian == frasa({b for satu in baris.indikator for b in satu.bulan})


def test_indikator_with_the_same_months_share_a_row_where_the_layout_says_so():
    januari, maret = (Bulan(2026, 1),), (Bulan(2026, 3),)
    anak = [IsiIndikator(uraian=huruf, bulan=bulan) for huruf, bulan in
            (("a", januari), ("b", januari), ("c", maret), ("d", januari))]  # fmt: skip
    pohon = IsiPohon([IsiArea(anak=[IsiKegiatan(anak=[IsiSubKegiatan(uraian="sub", anak=anak)])])])

    def susunan(kode: str) -> list[str]:
        baris = susun_kisi(beri_nomor(pohon, ARAB), TATA[kode], 2026).baris()
        return ["".join(satu.uraian for satu in b.indikator) for b in baris if b.jenis == "isi"]

    assert susunan("sumbawa-2022") == ["ab", "c", "d"]
    assert susunan("alor-2026") == ["a", "b", "c", "d"]


def test_heading_rows_numbers_and_program_as_kubu_raya_prints_them():
    area = IsiArea(
        uraian="Pengawasan", program="Penguatan Pengawasan", nomor_program="1.",
        anak=[IsiKegiatan(uraian="Kegiatan", anak=[IsiSubKegiatan(uraian="Sub", anak=[IsiIndikator(uraian="Ind")])])],
    )  # fmt: skip
    judul, isi = susun_kisi(beri_nomor(IsiPohon([area]), ARAB), TATA["kubu-raya-2022"], 2022).baris()
    (sel,) = judul.sel
    assert (sel.teks[0].nomor, sel.teks[0].uraian, sel.rentang_kolom) == ("1.", "Pengawasan", 18)
    assert [(s.teks[0].nomor, s.teks[0].uraian) for s in isi.sel[:4]] == [
        ("", "1."),
        ("", "Penguatan Pengawasan"),
        ("1.", "Kegiatan"),
        ("1.", "Sub"),
    ]


def test_numbers_have_columns_of_their_own_as_alor_prints_them():
    area = IsiArea(uraian="A", anak=[IsiKegiatan(uraian="K", pic=["KUL"], anak=[IsiSubKegiatan(uraian="S")])])
    (baris,) = susun_kisi(beri_nomor(IsiPohon([area]), ARAB), TATA["alor-2026"], 2026).baris()
    assert [teks.uraian for sel in baris.sel[:6] for teks in sel.teks] == ["1.", "A", "1.", "K", "1.", "S"]
    assert baris.sel[3].teks[0].pic == ("KUL",)


def test_empty_number_cells_are_as_high_as_their_sub_kegiatan():
    sub = IsiSubKegiatan(uraian="S", anak=[IsiIndikator(uraian="a"), IsiIndikator(uraian="b")])
    pohon = IsiPohon([IsiArea(uraian="A", anak=[IsiKegiatan(uraian="K", anak=[sub])])])
    *_, pertama, kedua = susun_kisi(beri_nomor(pohon, ARAB), TATA["bangka-barat-2026"], 2026).baris()
    assert [sel.rentang_baris for sel in pertama.sel[:4]] == [2, 2, 2, 2]
    assert [sel.jenis for sel in kedua.sel] == ["indikator", "target_waktu"]


def test_empty_plans_have_a_head_and_no_rows():
    for tata in TATA.values():
        kisi = susun_kisi(IsiPohon(), tata, 2026)
        assert kisi.kepala
        assert list(kisi.baris()) == []


@pytest.mark.parametrize("kode", TATA)
def test_an_area_without_kegiatan_has_one_row(kode):
    kisi = susun_kisi(IsiPohon([IsiArea(uraian="Kosong")]), TATA[kode], 2026)
    assert [baris.jenis for baris in kisi.baris()].count("isi") == 1
    assert semua_sekali(kisi)
