"""Column layouts: which definitions are accepted, and what those that cannot be used say."""

import pytest

from areas.tata_kolom import Kolom, TataKolom, TataKolomTidakSah
from tests.areas.strategi import tata_terkirim

INDIKATOR = {"jenis": "indikator", "judul": "Indikator", "lebar": 60}


def test_the_four_layouts_of_the_decrees():
    tata = tata_terkirim()
    assert set(tata) == {"sumbawa-2022", "kubu-raya-2022", "alor-2026", "bangka-barat-2026"}
    kolom = {kode: [satu.jenis for satu in isi.kolom] for kode, isi in tata.items()}
    assert kolom["sumbawa-2022"] == ["nomor", "area", "kegiatan", "sub_kegiatan", "rincian", "bulan", "indikator"]
    assert kolom["kubu-raya-2022"] == ["nomor", "area", "kegiatan", "sub_kegiatan", "indikator", "bulan", "ket"]
    assert kolom["alor-2026"] == [
        "nomor", "area", "nomor", "kegiatan", "nomor", "sub_kegiatan", "indikator", "bulan", "ket",
    ]  # fmt: skip
    assert kolom["bangka-barat-2026"] == [
        "nomor", "nomor", "nomor", "sub_kegiatan", "rincian", "indikator", "target_waktu",
    ]  # fmt: skip
    assert {kode: isi.baris_judul for kode, isi in tata.items()} == {
        "sumbawa-2022": (),
        "kubu-raya-2022": ("area",),
        "alor-2026": (),
        "bangka-barat-2026": ("area", "kegiatan"),
    }
    assert [kode for kode, isi in tata.items() if isi.baris_nomor_kolom] == ["kubu-raya-2022"]
    assert [kode for kode, isi in tata.items() if isi.gabung_indikator] == ["sumbawa-2022"]


def test_a_layout_answers_what_it_has():
    tata = TataKolom.dari_data({"kolom": [{"jenis": "nomor", "tingkat": "kegiatan", "lebar": 5}, INDIKATOR]})
    assert tata.kolom[0] == Kolom("nomor", 5, "", "kegiatan")
    assert tata.nomor_sendiri("kegiatan")
    assert not tata.nomor_sendiri("area")
    assert tata.ada("indikator")
    assert not tata.ada("bulan")
    assert (tata.tanda, tata.orientasi) == ("√", "landscape")


@pytest.mark.parametrize(
    ("data", "pesan"),
    [
        ({}, "memerlukan kolom indikator"),
        ({"kolom": []}, "memerlukan kolom indikator"),
        ({"kolom": [INDIKATOR], "warna": "merah"}, "Kunci tata kolom tidak dikenal.*warna"),
        ({"kolom": [{"jenis": "indikator"}]}, "kurang.*lebar"),
        ({"kolom": [INDIKATOR | {"jenis": "bukti"}]}, "Jenis kolom “bukti” tidak ada"),
        ({"kolom": [INDIKATOR | {"lebar": 0}]}, "lebih dari nol"),
        ({"kolom": [{"jenis": "nomor", "lebar": 5}, INDIKATOR]}, "Kolom nomor memerlukan tingkat"),
        ({"kolom": [{"jenis": "nomor", "tingkat": "bab", "lebar": 5}, INDIKATOR]}, "Kolom nomor memerlukan tingkat"),
        ({"kolom": [INDIKATOR | {"judul": None}]}, "Kolom terakhir memerlukan judul"),
        ({"kolom": [INDIKATOR], "baris_judul": ["sub_kegiatan"]}, "Baris judul hanya untuk area, kegiatan"),
        (
            {"kolom": [{"jenis": "area", "judul": "A", "lebar": 5}, INDIKATOR], "baris_judul": ["area", "kegiatan"]},
            "Kegiatan dalam baris judul",
        ),
        ({"kolom": [INDIKATOR], "orientasi": "miring"}, "Orientasi"),
    ],
)
def test_a_layout_that_cannot_be_used_says_why(data, pesan):
    with pytest.raises(TataKolomTidakSah, match=pesan):
        TataKolom.dari_data(data)


@pytest.mark.parametrize("tingkat", ["area", "program"])
def test_numbers_cannot_span_over_heading_rows_of_kegiatan(tingkat):
    """A number's cell is as high as its area; a heading row in between would run through it."""
    nomor = {"jenis": "nomor", "tingkat": tingkat, "judul": "No", "lebar": 5}
    with pytest.raises(TataKolomTidakSah, match="Kegiatan dalam baris judul"):
        TataKolom.dari_data({"kolom": [nomor, INDIKATOR], "baris_judul": ["kegiatan"]})


@pytest.mark.parametrize("jenis", ["bulan", "indikator", "ket"])
def test_a_kind_of_column_stands_once(jenis):
    kolom = [{"jenis": jenis, "judul": jenis, "lebar": 5}] * 2
    with pytest.raises(TataKolomTidakSah, match=f"“{jenis}” hanya boleh sekali"):
        TataKolom.dari_data({"kolom": [*kolom, *([] if jenis == "indikator" else [INDIKATOR])]})
