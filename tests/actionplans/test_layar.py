"""The sheet on the screen, for every layout of the fixtures and for the trees that use them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from actionplans.layar import LembarLayar, lembar_layar, tata_layar
from areas.bulan import Bulan
from areas.isi import IsiArea, IsiIndikator, IsiKegiatan, IsiPohon, IsiSubKegiatan, baca
from areas.muat import baca_yaml
from areas.penomoran import Skema, beri_nomor
from areas.tata_kolom import TataKolom

FIXTURES = Path(settings.FIXTURE_DIR)


def _bentuk(berkas: str) -> dict[str, Any]:
    return {satu["kode"]: satu["definisi"] for satu in baca_yaml(FIXTURES / "areas" / berkas)}


TATA = {kode: TataKolom.dari_data(data) for kode, data in _bentuk("tata_kolom.yaml").items()}
SKEMA = {kode: Skema.dari_data(data) for kode, data in _bentuk("skema_nomor.yaml").items()}
POHON = sorted(FIXTURES.glob("areas/templat/*.yaml")) + sorted(FIXTURES.glob("actionplans/demo/*.yaml"))


@pytest.fixture(params=POHON, ids=lambda berkas: berkas.stem)
def lembar(request: pytest.FixtureRequest) -> tuple[IsiPohon, TataKolom, LembarLayar]:
    """A tree of the fixtures, the layout that it is printed with, and its sheet."""
    data = baca_yaml(request.param)
    isi = beri_nomor(baca(data), SKEMA[data["skema_nomor"]])
    tata = TATA[data["tata_kolom"]]
    return isi, tata, lembar_layar(isi, tata, data.get("tahun", 2026))


@pytest.mark.parametrize("kode", TATA)
def test_tata_layar(kode: str) -> None:
    """Areas leave their column for heading rows, numbers go into the texts; the rest keeps its order and heading."""
    tata, layar = TATA[kode], tata_layar(TATA[kode])
    tinggal = [kolom for kolom in tata.kolom if kolom.jenis not in ("nomor", "area")]
    assert [kolom.jenis for kolom in layar.kolom] == [kolom.jenis for kolom in tinggal]
    assert all(kolom.judul for kolom in layar.kolom), "every column says what it is"
    for asli, baru in zip(tinggal, layar.kolom, strict=True):
        assert baru.judul == (asli.judul or "Sub Kegiatan")
    assert layar.baris_judul == (("area",) if tata.ada("kegiatan") else ("area", "kegiatan"))
    assert not layar.baris_nomor_kolom
    assert not layar.gabung_indikator, "each indikator has a row of its own"
    assert layar.tanda == tata.tanda
    assert TataKolom.dari_data({"kolom": [], "baris_judul": []} | _data(layar)) == layar, "still a valid layout"


def _data(tata: TataKolom) -> dict[str, Any]:
    kolom = [{"jenis": k.jenis, "lebar": k.lebar, "judul": k.judul, "tingkat": k.tingkat} for k in tata.kolom]
    return {"kolom": kolom, "baris_judul": list(tata.baris_judul), "tanda": tata.tanda, "orientasi": tata.orientasi}


def test_setiap_indikator_sekali_dan_berurutan(lembar: tuple[IsiPohon, TataKolom, LembarLayar]) -> None:
    isi, _, layar = lembar
    tampil = [satu for area in layar.area for baris in area.baris for satu in baris.indikator]
    assert [id(satu) for satu in tampil] == [id(satu) for satu in isi.indikator()]
    assert all(len(baris.indikator) <= 1 for area in layar.area for baris in area.baris)


def test_setiap_teks_di_kolomnya(lembar: tuple[IsiPohon, TataKolom, LembarLayar]) -> None:
    """What stands in the tree stands on the sheet, once, in the column (or heading row) of its level."""
    isi, tata, layar = lembar
    kolom: dict[str, list[str]] = {}
    for area in layar.area:
        for baris in area.baris:
            for sel in baris.sel:
                jenis = baris.tingkat if baris.jenis == "judul" else sel.jenis
                kolom.setdefault(jenis, []).extend(f"{teks.nomor} {teks.uraian}".strip() for teks in sel.teks)

    def cetak(butir: Any) -> str:
        return f"{butir.nomor_cetak} {butir.uraian}".strip()

    kegiatan = [k for a in isi.area for k in a.anak]
    sub = [s for k in kegiatan for s in k.anak]
    assert [area.area for area in layar.area] == isi.area
    terisi = [cetak(k) for k in kegiatan if k.uraian or tata.ada("kegiatan")]
    assert [teks for teks in kolom["kegiatan"] if teks] == [teks for teks in terisi if teks]
    assert [teks for teks in kolom["sub_kegiatan"] if teks] == [cetak(s) for s in sub if cetak(s)]
    assert [teks for teks in kolom["indikator"] if teks] == [cetak(i) for i in isi.indikator()]
    if tata.ada("rincian"):
        assert [teks for teks in kolom["rincian"] if teks] == [s.rincian for s in sub if s.rincian]


def test_setiap_tanda_di_bulannya(lembar: tuple[IsiPohon, TataKolom, LembarLayar]) -> None:
    _, tata, layar = lembar
    for area in layar.area:
        for baris in area.baris:
            bulan = [sel for sel in baris.sel if sel.jenis == "bulan"]
            if not tata.ada("bulan") or baris.jenis == "judul":
                assert not bulan
                continue
            assert [sel.bulan for sel in bulan] == list(range(1, 13))
            direncanakan = {b.bulan for satu in baris.indikator for b in satu.bulan}
            assert {sel.bulan for sel in bulan if sel.tanda} == direncanakan
            assert {sel.tanda for sel in bulan} <= {"", tata.tanda}


def test_kisi_persegi(lembar: tuple[IsiPohon, TataKolom, LembarLayar]) -> None:
    """Row and column spans fill the table without gaps or overlaps: no cell slips into another column."""
    _, _, layar = lembar
    lebar = len(layar.kisi.kolom)
    assert [sum(sel.rentang_kolom for sel in layar.kisi.kepala[0]), len(layar.kisi.kepala) <= 2] == [lebar, True]
    for area in layar.area:
        sisa = [0] * lebar  # rows that a cell from above still takes
        for baris in area.baris:
            for sel in baris.sel:
                for kolom in range(sel.kolom, sel.kolom + sel.rentang_kolom):
                    assert sisa[kolom] == 0, baris
                    sisa[kolom] = sel.rentang_baris
            assert all(sisa), f"a gap in {baris}"
            sisa = [satu - 1 for satu in sisa]
        assert not any(sisa), "a cell reaches into the next area"


def test_hitungan(lembar: tuple[IsiPohon, TataKolom, LembarLayar]) -> None:
    isi, tata, layar = lembar
    assert layar.jumlah == isi.jumlah()["indikator"] == sum(area.jumlah for area in layar.area)
    assert layar.terjadwal == sum(bool(satu.bulan) for satu in isi.indikator())
    assert [area.urutan for area in layar.area] == list(range(1, len(isi.area) + 1))
    assert layar.lebar == (tata.ada("rincian") and tata.ada("bulan"))
    assert layar.kegiatan_kolom == tata.ada("kegiatan")


def test_area_dan_sub_kegiatan_tanpa_anak_tetap_tampil() -> None:
    isi = IsiPohon(
        [
            IsiArea(uraian="Kosong"),
            IsiArea(uraian="Tanpa indikator", anak=[IsiKegiatan(uraian="K", anak=[IsiSubKegiatan(uraian="S")])]),
        ]
    )
    layar = lembar_layar(isi, TATA["kubu-raya-2022"], 2026)
    assert [(area.area.uraian, area.terjadwal, area.jumlah) for area in layar.area] == [
        ("Kosong", 0, 0),
        ("Tanpa indikator", 0, 0),
    ]
    assert [len([b for b in area.baris if b.jenis == "isi"]) for area in layar.area] == [1, 1]
    assert lembar_layar(IsiPohon(), TATA["alor-2026"], 2026).area == []


def test_bulan_tahun_berikutnya_terhitung_tetapi_tidak_menjadi_bulan_tahun_ini() -> None:
    sub = IsiSubKegiatan(anak=[IsiIndikator(uraian="Laporan", bulan=(Bulan(2027, 1),))])
    isi = IsiPohon([IsiArea(anak=[IsiKegiatan(anak=[sub])])])
    layar = lembar_layar(isi, TATA["alor-2026"], 2026)
    assert (layar.terjadwal, layar.jumlah) == (1, 1)
    assert not any(sel.tanda for area in layar.area for baris in area.baris for sel in baris.sel)
    zi = lembar_layar(isi, TATA["bangka-barat-2026"], 2026)
    teks = [teks.uraian for area in zi.area for baris in area.baris for sel in baris.sel for teks in sel.teks]
    assert "Januari 2027" in teks
