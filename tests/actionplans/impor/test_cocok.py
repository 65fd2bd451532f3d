"""Rows of the decrees are found again in the national templates that they came from."""

from __future__ import annotations

import random

import pytest

from actionplans.impor.cocok import HasilCocok, cocokkan
from areas.isi import IsiIndikator, IsiPohon, baca
from tests.actionplans.impor.conftest import muat, pohon_keputusan

SATKER = {
    "alor-2026-rb": "KPU Kabupaten Alor",
    "kubu-raya-2022-rb": "KPU Kabupaten Kubu Raya",
    "sumbawa-barat-2022-agen": "KPU Kabupaten Sumbawa Barat",
    "bangka-barat-2026-zi": "KPU Kabupaten Bangka Barat",
}


def templat(nama: str) -> IsiPohon:
    return baca(muat(f"areas/templat/{nama.rpartition('-')[2]}"))


def ukur(nama: str, acuan: IsiPohon) -> tuple[float, float, HasilCocok]:
    """Recall and precision against the decree's own `asal` codes, as far as `acuan` has them."""
    pohon, tahun, _ = pohon_keputusan(nama)
    kode = {butir.kode for butir in acuan.semua()}
    asal = [butir.asal if butir.asal in kode else "" for butir in pohon.semua()]
    hasil = cocokkan(pohon, acuan, {"satker": SATKER[nama], "tahun": str(tahun)})
    benar = sum(bool(a) and a == satu.kode for a, satu in zip(asal, hasil.baris, strict=True))
    assert [satu.kode for satu in hasil.baris] == [butir.asal for butir in pohon.semua()]
    return benar / sum(map(bool, asal)), benar / sum(bool(satu.kode) for satu in hasil.baris), hasil


@pytest.mark.parametrize("nama", SATKER)
def test_baris_keputusan_ditemukan_di_templat(nama: str) -> None:
    recall, precision, hasil = ukur(nama, templat(nama))
    assert recall >= 0.99
    assert precision >= 0.99
    ringkas = hasil.ringkasan()
    for tingkat, jumlah in templat(nama).jumlah().items():
        satu = ringkas[tingkat]
        assert satu["sama"] + satu["mirip"] + satu["hilang"] == jumlah


@pytest.mark.parametrize("benih", range(3))
@pytest.mark.parametrize("nama", SATKER)
def test_baris_yang_tidak_di_templat_menjadi_lokal(nama: str, benih: int) -> None:
    """A seventh of the template taken out: what came from there is local now, the rest is still found."""
    acuan, acak = templat(nama), random.Random(benih)  # noqa: S311
    for area in acuan.area:
        area.anak = [satu for satu in area.anak if acak.random() > 0.15]
        for kegiatan in area.anak:
            kegiatan.anak = [satu for satu in kegiatan.anak if acak.random() > 0.15]
            for sub in kegiatan.anak:
                sub.anak = [satu for satu in sub.anak if acak.random() > 0.15]
    recall, precision, _ = ukur(nama, acuan)
    assert recall >= 0.98
    assert precision >= 0.96


def test_salah_ketik_dan_urutan_lain_tetap_ditemukan() -> None:
    nama = "alor-2026-rb"
    pohon, _, _ = pohon_keputusan(nama)
    acak = random.Random(1)  # noqa: S311
    asal = {}
    for butir in pohon.semua():
        asal[id(butir)] = butir.asal
        letak = acak.randrange(len(butir.uraian))
        butir.uraian = butir.uraian[:letak] + "x" + butir.uraian[letak + 1 :]
    for area in pohon.area:
        acak.shuffle(area.anak)
        for kegiatan in area.anak:
            acak.shuffle(kegiatan.anak)
    cocokkan(pohon, templat(nama), {"satker": SATKER[nama]})
    benar = sum(butir.asal == asal[id(butir)] for butir in pohon.semua())
    assert benar >= 0.98 * len(asal)


def test_jenis_kecocokan() -> None:
    acuan = baca(muat("areas/templat/rb"))
    pohon = baca(muat("areas/templat/rb"))
    sub = pohon.area[0].anak[0].anak[0]
    sub.anak[0].uraian += " dan jajarannya"
    sub.anak.append(IsiIndikator(uraian="Foto bersama di halaman kantor"))
    del pohon.area[1]
    hasil = cocokkan(pohon, acuan)
    menurut = {id(satu.butir): satu for satu in hasil.baris}
    assert menurut[id(pohon.area[0])].jenis == "sama"
    assert menurut[id(sub.anak[0])].jenis == "mirip"
    assert menurut[id(sub.anak[0])].kode == "1.1.1.1"
    lokal = menurut[id(sub.anak[1])]
    assert (lokal.jenis, lokal.kode) == ("lokal", "")
    assert hasil.ringkasan()["area"] == {"sama": 7, "mirip": 0, "hilang": 1, "lokal": 0}
    assert {butir.kode for butir in hasil.hilang} == {b.kode for b in acuan.semua() if b.kode.partition(".")[0] == "2"}


def test_tanpa_templat_semua_lokal() -> None:
    pohon, _, _ = pohon_keputusan("alor-2026-rb")
    assert {satu.jenis for satu in cocokkan(pohon, IsiPohon()).baris} == {"lokal"}
