"""One area as the editor lays it out."""

from typing import Any

import pytest

from actionplans.models import RencanaAksi
from actionplans.susun.lembar import LembarSusun, lembar_susun
from areas.cabang import ButirTidakAda
from areas.isi import IsiArea, IsiIndikator, IsiKegiatan, IsiPohon, IsiSubKegiatan
from areas.models import Area, TataKolom
from areas.muat import muat_bentuk
from areas.simpan import baca_pohon
from tests.factories import RencanaAksiFactory, TataKolomFactory, isi_contoh

pytestmark = pytest.mark.django_db


def jenis(lembar: LembarSusun) -> list[list[str]]:
    return [[f"{sel.jenis}:{sel.kolom}:{sel.rentang_baris}" for sel in baris.sel] for baris in lembar.baris]


def test_satu_area_dengan_sel_yang_bergabung(rencana: RencanaAksi) -> None:
    lembar = lembar_susun(rencana)
    isi = ["teks:indikator:1", "bulan:bulan:1", "teks:ket:1"]
    assert jenis(lembar)[:4] == [
        ["teks:area:1"],
        ["teks:kegiatan:4", "teks:sub_kegiatan:2", *isi],
        isi,
        ["teks:sub_kegiatan:2", *isi],
    ]
    assert len(lembar.baris) == 1 + 8
    assert [satu.terpilih for satu in lembar.rel] == [True, False]
    assert [(satu.terjadwal, satu.jumlah) for satu in lembar.rel] == [(4, 8), (4, 8)]


def test_area_kedua_bernomor_menurut_rencana(rencana: RencanaAksi) -> None:
    kedua = baca_pohon(rencana.pohon).area[1]
    lembar = lembar_susun(rencana, kedua.id)
    assert lembar.area is not None
    assert (lembar.area.uraian, lembar.area.nomor_cetak) == ("Area uji 2", "2.")
    assert lembar.baris[1].sel[0].cetak.nomor == "1."


def test_area_rencana_lain_tidak_ada(rencana: RencanaAksi) -> None:
    lain = RencanaAksiFactory(tahun=2027, pohon__isi=isi_contoh("lain"))
    with pytest.raises(ButirTidakAda):
        lembar_susun(rencana, baca_pohon(lain.pohon).area[0].id)


def test_rencana_tanpa_area() -> None:
    lembar = lembar_susun(RencanaAksiFactory())
    assert (lembar.area, lembar.rel, lembar.baris) == (None, [], [])


def kosong() -> IsiPohon:
    return IsiPohon(
        [
            IsiArea(
                uraian="A",
                anak=[
                    IsiKegiatan(),
                    IsiKegiatan(uraian="K", anak=[IsiSubKegiatan(), IsiSubKegiatan(anak=[IsiIndikator()])]),
                ],
            )
        ]
    )


def test_yang_belum_ada_ditawarkan_untuk_ditambah() -> None:
    lembar = lembar_susun(RencanaAksiFactory(pohon__isi=kosong()))
    hampa = [f"kosong:{satu}:1" for satu in ["bulan"] * 12 + ["ket"]]
    assert jenis(lembar)[1] == ["teks:kegiatan:1", "tambah:sub_kegiatan:1", "kosong:indikator:1", *hampa]
    assert jenis(lembar)[2] == ["teks:kegiatan:2", "teks:sub_kegiatan:1", "tambah:indikator:1", *hampa]
    assert jenis(lembar)[3][0] == "teks:sub_kegiatan:1"


@pytest.mark.parametrize("tata", ["sumbawa-2022", "kubu-raya-2022", "alor-2026", "bangka-barat-2026"])
def test_setiap_baris_penuh_di_setiap_tata_kolom(tata: str) -> None:
    """Counting what spans from above, every line fills all columns; also where rows are missing."""
    muat_bentuk()
    tata_kolom = TataKolom.objects.get(kode=tata)
    for isi in (isi_contoh(), kosong()):
        rencana = RencanaAksiFactory(
            tahun=2026 + RencanaAksi.objects.count(), pohon__isi=isi, pohon__tata_kolom=tata_kolom
        )
        lembar = lembar_susun(rencana)
        sisa: list[int] = []
        for baris in lembar.baris:
            if baris.jenis == "judul":
                assert not any(sisa)
                continue
            lebar = len([satu for satu in sisa if satu > 0])
            sisa = [satu - 1 for satu in sisa if satu > 1]
            for sel in baris.sel:
                lebar += len(sel.bulan) if sel.jenis == "bulan" else 1
                if sel.rentang_baris > 1:
                    sisa.append(sel.rentang_baris - 1)
            assert lebar == len(lembar.kolom)


def test_kegiatan_tanpa_uraian_tetap_terlihat_sebagai_judul() -> None:
    muat_bentuk()
    tata = TataKolom.objects.get(kode="bangka-barat-2026")
    lembar = lembar_susun(RencanaAksiFactory(pohon__isi=kosong(), pohon__tata_kolom=tata))
    assert [baris.sel[0].tingkat for baris in lembar.baris if baris.jenis == "judul"] == [
        "area",
        "kegiatan",
        "kegiatan",
    ]


def test_target_waktu_memuat_dua_tahun() -> None:
    tata = TataKolomFactory(
        kode="target",
        definisi={
            "kolom": [
                {"jenis": "sub_kegiatan", "judul": "Sub", "lebar": 4},
                {"jenis": "indikator", "judul": "Bukti", "lebar": 4},
                {"jenis": "target_waktu", "judul": "Target Waktu", "lebar": 4},
            ],
            "baris_judul": ["area", "kegiatan"],
        },
    )
    lembar = lembar_susun(RencanaAksiFactory(pohon__isi=isi_contoh(), pohon__tata_kolom=tata))
    target = next(sel for baris in lembar.baris for sel in baris.sel if sel.jenis == "target")
    assert len(target.bulan) == 24
    assert target.cetak.uraian == "Maret 2026 dan Januari 2027"
    assert target.tetap == "2026-03 2027-01"
    assert [satu.nama for satu in target.bulan if satu.ada] == ["Maret", "Januari 2027"]


def test_banyaknya_kueri_tetap(django_assert_num_queries: Any) -> None:
    for tahun, besar in ((2027, 1), (2028, 4)):
        RencanaAksiFactory(tahun=tahun, pohon__isi=isi_contoh(area=besar, cabang=besar))
        rencana = RencanaAksi.objects.untuk_lembar().get(tahun=tahun)
        area = Area.objects.filter(pohon=rencana.pohon).latest("urutan").pk
        with django_assert_num_queries(6):
            lembar_susun(rencana, area)
