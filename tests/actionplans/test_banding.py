"""Comparing a plan with the one before it and with its template."""

from copy import deepcopy

import pytest

from actionplans.banding import Acuan, Beda, bandingkan
from areas.bulan import Bulan
from areas.isi import IsiIndikator, IsiPohon
from areas.salin import salin
from tests.factories import isi_contoh


@pytest.fixture
def lama() -> IsiPohon:
    """Last year's plan, with keys as the database gives them: each level counts for itself."""
    isi = isi_contoh(tahun=2026)
    hitung: dict[type, int] = {}
    for butir in isi.semua():
        hitung[type(butir)] = butir.id = hitung.get(type(butir), 0) + 1
    return isi


def _lanjutan(lama: IsiPohon) -> IsiPohon:
    baru = salin(lama, {}, dari_templat=False, geser_tahun=1)
    for nomor, butir in enumerate(baru.semua(), 1000):
        butir.id = nomor
    return baru


def test_salinan_tahun_lalu_sama_seluruhnya_walau_bulannya_bergeser(lama: IsiPohon) -> None:
    hasil = bandingkan(_lanjutan(lama), lama, Acuan.SEBELUMNYA)
    assert set(hasil.beda.values()) == {Beda.SAMA}
    assert hasil.hilang == []


def test_berubah_baru_dan_hilang(lama: IsiPohon) -> None:
    baru = _lanjutan(lama)
    sub = baru.area[0].anak[0].anak[0]
    sub.rincian = "Rincian lain"
    sub.anak[0].bulan = (Bulan(2027, 5),)
    sub.anak[1].uraian = "Indikator yang ditulis ulang"
    sub.anak.append(IsiIndikator(uraian="Tambahan", id=5000))
    dibuang = baru.area[1].anak.pop(0)
    hasil = bandingkan(baru, lama, Acuan.SEBELUMNYA)
    assert hasil.medan == {
        ("sub_kegiatan", sub.id): ("rincian",),
        ("indikator", sub.anak[0].id): ("bulan",),
        ("indikator", sub.anak[1].id): ("uraian",),
    }
    assert hasil.beda["indikator", 5000] is Beda.BARU
    assert [butir.uraian for butir in hasil.hilang] == [dibuang.uraian]  # its rows are not named one by one
    assert hasil.jumlah()[Beda.BARU] == 1


def test_indikator_yang_pindah_tidak_membuat_induknya_hilang(lama: IsiPohon) -> None:
    baru = _lanjutan(lama)
    dari, ke = baru.area[0].anak[0].anak
    ke.anak += dari.anak
    baru.area[0].anak[0].anak.remove(dari)
    assert bandingkan(baru, lama, Acuan.SEBELUMNYA).hilang == []


def test_terhadap_templat_jadwal_dan_pic_tidak_dibandingkan(lama: IsiPohon) -> None:
    rencana = deepcopy(lama)
    for butir in rencana.semua():
        butir.asal_id, butir.pic = butir.id, ["TEKNIS"]
        if isinstance(butir, IsiIndikator):
            butir.bulan = (Bulan(2026, 12),)
    rencana.area[0].uraian = "Area yang diganti namanya"
    hasil = bandingkan(rencana, lama, Acuan.TEMPLAT)
    assert [tempat for tempat, beda in hasil.beda.items() if beda is not Beda.SAMA] == [("area", 1)]
