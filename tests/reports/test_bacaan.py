"""The readings are held against the scans: nobody can quietly change what the print is measured by."""

from collections import Counter

import pytest

from tests.reports.bacaan import BACAAN, BULAN, KOLOM, kata

semua = pytest.mark.parametrize("nama", BACAAN)


@semua
def test_scan_and_corrections_give_the_reading_word_for_word(nama):
    bacaan = BACAAN[nama]
    hasil = kata(bacaan.berkas(".txt"))
    for satu in bacaan.koreksi:
        for _ in range(satu.get("kali", 1)):
            buang = kata(satu["pindaian"])
            assert buang <= hasil, f"koreksi menyebut kata yang tidak ada di pindaian: {satu}"
            hasil = hasil - buang + kata(satu["bacaan"])
    dibaca = bacaan.semua_kata()
    assert hasil - dibaca == Counter(), "hilang dari bacaan"
    assert dibaca - hasil == Counter(), "tidak ada di pindaian"


@semua
def test_every_correction_gives_its_reason(nama):
    for satu in BACAAN[nama].koreksi:
        assert set(satu) <= {"pindaian", "bacaan", "sebab", "kali"}
        assert len(satu["sebab"].split()) >= 2, satu
        assert satu["pindaian"] != satu["bacaan"], satu


@semua
def test_marks_of_the_scan_are_those_of_the_reading_and_of_the_corrections(nama):
    bacaan = BACAAN[nama]
    dibuang = sum(satu["pindaian"].count("√") * satu.get("kali", 1) for satu in bacaan.koreksi)
    dibaca = sum(len(bacaan.bulan(baris)) for baris in bacaan.baris)
    assert bacaan.berkas(".txt").count("√") == dibaca + dibuang


@semua
def test_the_reading_is_a_clean_table(nama):
    bacaan = BACAAN[nama]
    for nomor, baris in enumerate(bacaan.berkas(".tsv").splitlines(), 1):
        assert baris.count("\t") == len(KOLOM) - 1, nomor
    for baris in bacaan.baris:
        assert any(baris.values())
        assert {baris[bulan] for bulan in BULAN} <= {"", "√"}
        assert not (baris["judul"] and any(sel for kolom, sel in baris.items() if kolom != "judul"))


def test_the_scans_are_as_complete_as_they_were_found():
    """Rows, marks, phrases and remarks of each table; a lost line shows here first."""
    hitung = {
        nama: (
            len(bacaan.baris),
            sum(len(bacaan.bulan(baris)) for baris in bacaan.baris),
            sum(bool(baris["target_waktu"]) for baris in bacaan.baris),
            sum(bool(baris["ket"]) for baris in bacaan.baris),
        )
        for nama, bacaan in BACAAN.items()
    }
    assert hitung == {
        "sumbawa-barat-2022-agen": (76, 0, 0, 0),
        "kubu-raya-2022-rb": (87, 230, 0, 6),
        "alor-2026-rb": (127, 0, 0, 0),
        "bangka-barat-2026-zi": (117, 0, 85, 0),
    }
