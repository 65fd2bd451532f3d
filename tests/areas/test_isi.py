"""A tree as plain data: to and from nested dictionaries, and what those that are no tree say."""

from copy import deepcopy

import pytest
from hypothesis import given

from areas.bulan import Bulan
from areas.isi import TINGKAT, IsiArea, IsiIndikator, IsiPohon, IsiSubKegiatan, IsiTidakSah, baca, tulis
from areas.penomoran import beri_nomor, lepas_nomor
from tests.areas import strategi
from tests.areas.test_penomoran import SKEMA


@strategi.cepat
@given(strategi.pohon)
def test_a_tree_survives_export_and_import(pohon):
    """What an export leaves out (empty keys, numbers that the scheme gives) comes back as it was."""
    skema = SKEMA["arab-titik"]
    asli = beri_nomor(deepcopy(pohon), skema)
    kembali = lepas_nomor(baca({"area": tulis(asli)}), skema)
    baku = lepas_nomor(deepcopy(dengan_nomor_tercetak(asli)), skema)
    assert kembali == baku
    assert tulis(beri_nomor(kembali, skema)) == tulis(asli)


def dengan_nomor_tercetak(pohon: IsiPohon) -> IsiPohon:
    for butir in pohon.semua():
        butir.nomor = butir.nomor_cetak
    for area in pohon.area:
        area.nomor_program_cetak = ""
    return pohon


def test_what_is_written_is_nested_by_level_with_its_numbers():
    data = tulis(
        beri_nomor(
            baca({"area": [{"uraian": "A", "nomor_program": "1.", "program": "P", "kegiatan": [
                {"uraian": "K", "pic": ["KUL"], "sub_kegiatan": [
                    {"uraian": "S", "rincian": "R", "indikator": [
                        {"uraian": "I", "bulan": ["2026-03", "2026-01"], "ket": "Tentatif"}]}]}]}]}),
            SKEMA["arab-titik"],
        )
    )  # fmt: skip
    assert data == [
        {"nomor": "1.", "uraian": "A", "program": "P", "nomor_program": "1.", "kegiatan": [
            {"nomor": "1.", "uraian": "K", "pic": ["KUL"], "sub_kegiatan": [
                {"nomor": "", "uraian": "S", "rincian": "R", "indikator": [
                    {"nomor": "", "uraian": "I", "bulan": ["2026-01", "2026-03"], "ket": "Tentatif"}]}]}]}
    ]  # fmt: skip


def test_a_number_column_printed_empty_is_written_as_empty():
    data = tulis(beri_nomor(IsiPohon([IsiArea(uraian="A", nomor_program="")]), SKEMA["arab-titik"]))
    assert data[0]["nomor_program"] == ""


def test_months_may_be_a_phrase_as_decrees_print_it():
    data = {"uraian": "I", "bulan": "Desember 2026-Januari 2027"}
    assert satu_indikator(data).bulan == (Bulan(2026, 12), Bulan(2027, 1))
    assert satu_indikator({"uraian": "I", "bulan": ["2026-02", "2026-01", "2026-02"]}).bulan == (
        Bulan(2026, 1),
        Bulan(2026, 2),
    )
    assert satu_indikator({"uraian": "I"}).bulan == ()


def satu_indikator(data: dict) -> IsiIndikator:
    pohon = baca({"area": [{"kegiatan": [{"sub_kegiatan": [{"indikator": [data]}]}]}]})
    return next(pohon.indikator())


@pytest.mark.parametrize(
    ("data", "pesan"),
    [
        ({"area": {}}, None),
        ({"area": "satu"}, "pohon: “area” harus berupa daftar"),
        ({"area": ["satu"]}, "area 1: harus berupa objek"),
        ({"area": [{}, {"warna": 1}]}, r"area 2: kunci tidak dikenal \['warna'\]"),
        ({"area": [{"uraian": 5}]}, "area 1: “uraian” harus berupa teks"),
        ({"area": [{"nomor": 1}]}, "area 1: “nomor” harus berupa teks"),
        ({"area": [{"rincian": "x"}]}, r"area 1: kunci tidak dikenal \['rincian'\]"),
        ({"area": [{"id": 3}]}, r"area 1: kunci tidak dikenal \['id'\]"),
        ({"area": [{"kegiatan": [{}, {"pic": "KUL"}]}]}, "area 1, kegiatan 2: “pic” harus berupa daftar"),
        ({"area": [{"kegiatan": [{"sub_kegiatan": {"a": 1}}]}]},
         "area 1, kegiatan 1: “sub_kegiatan” harus berupa daftar"),
        ({"area": [{"kegiatan": [{"sub_kegiatan": [{"indikator": [{}, {"ket": 1}]}]}]}]},
         "area 1, kegiatan 1, sub-kegiatan 1, indikator 2: “ket” harus berupa teks"),
        ({"area": [{"kegiatan": [{"sub_kegiatan": [{"indikator": [{"bulan": ["2026-13"]}]}]}]}]},
         "indikator 1: bulan tidak terbaca.*2026-13"),
        ({"area": [{"kegiatan": [{"sub_kegiatan": [{"indikator": [{"bulan": [202601]}]}]}]}]},
         "indikator 1: bulan tidak terbaca"),
        ({"area": [{"kegiatan": [{"sub_kegiatan": [{"indikator": [{"bulan": "Janwari 2026"}]}]}]}]},
         "indikator 1: bulan tidak terbaca.*Janwari"),
        ({"area": [{"kegiatan": [{"sub_kegiatan": [{"indikator": [{"bulan": 7}]}]}]}]},
         "indikator 1: bulan tidak terbaca"),
    ],
)  # fmt: skip
def test_what_is_no_tree_names_the_place(data, pesan):
    if pesan is None:
        assert baca(data) == IsiPohon()
        return
    with pytest.raises(IsiTidakSah, match=pesan):
        baca(data)


@strategi.cepat
@given(strategi.pohon)
def test_rows_are_walked_and_counted_each_before_its_children(pohon):
    semua = list(pohon.semua())
    hitung = pohon.jumlah()
    assert list(hitung) == list(TINGKAT)
    assert sum(hitung.values()) == len(semua)
    assert hitung["indikator"] == len(list(pohon.indikator()))
    letak = {id(butir): urut for urut, butir in enumerate(semua)}
    for butir in semua:
        anak = getattr(butir, "anak", [])
        assert [letak[id(satu)] for satu in anak] == sorted(letak[id(satu)] for satu in anak)
        assert all(letak[id(satu)] > letak[id(butir)] for satu in anak)
    assert sum(isinstance(butir, IsiSubKegiatan) for butir in semua) == hitung["sub_kegiatan"]
