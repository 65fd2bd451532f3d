"""One branch of a tree: read, written, put back, moved."""

import pytest

from areas.bulan import Bulan
from areas.cabang import (
    ButirTidakAda,
    baca_cabang,
    bulan_indikator,
    cabang_dari_data,
    cari_butir,
    data_cabang,
    kunci_induk,
    penerus_cabang,
    pindahkan,
    sambung_penerus,
    tanpa_kunci,
    tempat,
    tingkat_butir,
    tulis_bulan,
    tulis_cabang,
)
from areas.isi import TINGKAT, IsiIndikator, IsiKegiatan, IsiSubKegiatan
from areas.models import Indikator, JadwalBulan, Kegiatan, Pohon
from areas.simpan import MODEL, baca_pohon
from tests.factories import PohonFactory, isi_contoh

pytestmark = pytest.mark.django_db


@pytest.fixture
def pohon() -> Pohon:
    return PohonFactory(isi=isi_contoh())


def uraian(pohon: Pohon) -> list[str]:
    return [kegiatan.uraian for kegiatan in baca_pohon(pohon).area[0].anak]


@pytest.mark.parametrize("tingkat", TINGKAT)
def test_baca_cabang_sama_dengan_baca_pohon(pohon: Pohon, tingkat: str) -> None:
    for butir in baca_pohon(pohon).semua():
        if MODEL[tingkat].__name__ == type(butir).__name__.removeprefix("Isi"):
            assert data_cabang(baca_cabang(tingkat, butir.id or 0)) == data_cabang(butir)


def test_baca_cabang_tanpa_anak(pohon: Pohon) -> None:
    area = baca_pohon(pohon).area[0]
    tulis_cabang(area.id or 0, IsiKegiatan(uraian="Sendiri"), "kegiatan", urutan=9)
    kunci = Kegiatan.objects.get(uraian="Sendiri").pk
    assert baca_cabang("kegiatan", kunci).anak == []  # type: ignore[attr-defined]


def test_baca_cabang_yang_tidak_ada(pohon: Pohon) -> None:
    with pytest.raises(ButirTidakAda, match="sudah tidak ada"):
        baca_cabang("kegiatan", 10**9)


def test_banyaknya_kueri_tidak_bertambah_dengan_besarnya_cabang(django_assert_num_queries: object) -> None:
    for cabang in (1, 4):
        area = baca_pohon(PohonFactory(isi=isi_contoh(cabang=cabang))).area[0]
        with django_assert_num_queries(5):  # type: ignore[operator]
            baca_cabang("area", area.id or 0)


@pytest.mark.parametrize("tingkat", TINGKAT)
def test_cari_butir_hanya_di_pohonnya(pohon: Pohon, tingkat: str) -> None:
    lain = PohonFactory(isi=isi_contoh("lain"))
    butir = MODEL[tingkat]._default_manager.order_by("pk").first()
    assert butir is not None
    assert cari_butir(pohon, tingkat, butir.pk) == butir
    assert tingkat_butir(butir) == tingkat
    with pytest.raises(ButirTidakAda):
        cari_butir(lain, tingkat, butir.pk)


@pytest.mark.parametrize(("tingkat", "kunci"), [("pohon", 1), ("", 1), ("indikator", 0), ("indikator", 2**70)])
def test_cari_butir_yang_mustahil(pohon: Pohon, tingkat: str, kunci: int) -> None:
    with pytest.raises(ButirTidakAda):
        cari_butir(pohon, tingkat, kunci)


@pytest.mark.parametrize(("urutan", "hasil"), [(1, "xab"), (2, "axb"), (3, "abx"), (99, "abx"), (0, "xab")])
def test_tulis_cabang_di_tempatnya(urutan: int, hasil: str) -> None:
    pohon = PohonFactory(isi=isi_contoh())
    area = baca_pohon(pohon).area[0]
    nama = {area.anak[0].uraian: "a", area.anak[1].uraian: "b", "Baru": "x"}
    tulis_cabang(area.id or 0, IsiKegiatan(uraian="Baru"), "kegiatan", urutan=urutan)
    assert "".join(nama[satu] for satu in uraian(pohon)) == hasil


def test_tempat_bukan_nomor_yang_tersimpan(pohon: Pohon) -> None:
    """After a deletion stored numbers have gaps; places have none."""
    area = baca_pohon(pohon).area[0]
    for nama in ("c", "d"):
        tulis_cabang(area.id or 0, IsiKegiatan(uraian=nama), "kegiatan", urutan=99)
    Kegiatan.objects.get(pk=area.anak[0].id).delete()
    kegiatan = Kegiatan.objects.get(uraian="c")
    assert tempat(kegiatan) == 2
    tulis_cabang(area.id or 0, IsiKegiatan(uraian="x"), "kegiatan", urutan=2)
    assert uraian(pohon)[1:] == ["x", "c", "d"]


def test_tulis_cabang_dengan_kunci_mengembalikan_semuanya(pohon: Pohon) -> None:
    area = baca_pohon(pohon).area[0]
    sebelum = data_cabang(area)
    kegiatan = area.anak[0]
    Kegiatan.objects.get(pk=kegiatan.id).delete()
    kembali = cabang_dari_data("kegiatan", data_cabang(kegiatan))
    tulis_cabang(area.id or 0, kembali, "kegiatan", urutan=1, dengan_kunci=True)
    assert data_cabang(baca_pohon(pohon).area[0]) == sebelum


def test_tanpa_kunci_adalah_cabang_baru(pohon: Pohon) -> None:
    kegiatan = tanpa_kunci(baca_pohon(pohon).area[0].anak[0])
    assert kegiatan.id is None
    assert all(sub.id is None and all(i.id is None for i in sub.anak) for sub in kegiatan.anak)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("urutan", "hasil"), [(1, "bac"), (2, "abc"), (3, "acb"), (99, "acb"), (-3, "bac")])
def test_pindahkan_di_antara_saudara(urutan: int, hasil: str) -> None:
    pohon = PohonFactory(isi=isi_contoh())
    area = baca_pohon(pohon).area[0]
    tulis_cabang(area.id or 0, IsiKegiatan(uraian="c"), "kegiatan", urutan=3)
    nama = {area.anak[0].uraian: "a", area.anak[1].uraian: "b", "c": "c"}
    butir = Kegiatan.objects.get(pk=area.anak[1].id)
    pindahkan(butir, area.id or 0, urutan)
    assert "".join(nama[satu] for satu in uraian(pohon)) == hasil


def test_pindahkan_ke_induk_lain(pohon: Pohon) -> None:
    dari, ke = baca_pohon(pohon).area
    butir = Kegiatan.objects.get(pk=dari.anak[0].id)
    pindahkan(butir, ke.id or 0, 2)
    butir.refresh_from_db()
    assert (kunci_induk(butir), tempat(butir)) == (ke.id, 2)
    assert len(baca_pohon(pohon).area[0].anak) == 1


def test_tulis_bulan_menyentuh_yang_berbeda_saja(pohon: Pohon) -> None:
    indikator = next(satu for satu in baca_pohon(pohon).indikator() if satu.bulan)
    kunci = indikator.id or 0
    tetap = JadwalBulan.objects.get(indikator=kunci, bulan=3).pk
    sebelum = bulan_indikator(kunci)
    tulis_bulan(kunci, sebelum, [Bulan(2026, 3), Bulan(2026, 4)])
    assert bulan_indikator(kunci) == (Bulan(2026, 3), Bulan(2026, 4))
    assert JadwalBulan.objects.get(indikator=kunci, bulan=3).pk == tetap


def test_penerus_disambung_lagi(pohon: Pohon) -> None:
    """A row of next year's plan that lost its predecessor gets it back, unless it has another by now."""
    kegiatan = baca_pohon(pohon).area[0].anak[0]
    indikator = kegiatan.anak[0].anak[0]
    tahun_depan = baca_pohon(PohonFactory(isi=isi_contoh("depan")))
    pewaris = tahun_depan.area[0].anak[0].anak[0].anak[0]
    Indikator.objects.filter(pk=pewaris.id).update(pendahulu=indikator.id)
    Kegiatan.objects.filter(pk=tahun_depan.area[0].anak[0].id).update(pendahulu=kegiatan.id)

    penerus = penerus_cabang("kegiatan", kegiatan)
    assert penerus == {
        "kegiatan": {str(kegiatan.id): [tahun_depan.area[0].anak[0].id]},
        "indikator": {str(indikator.id): [pewaris.id]},
    }
    data = data_cabang(kegiatan)
    induk = baca_pohon(pohon).area[0].id or 0
    Kegiatan.objects.get(pk=kegiatan.id).delete()
    assert Indikator.objects.get(pk=pewaris.id).pendahulu_id is None
    lain = Kegiatan.objects.create(area_id=induk, urutan=50, uraian="Lain")
    Kegiatan.objects.filter(pk=tahun_depan.area[0].anak[0].id).update(pendahulu=lain)
    tulis_cabang(induk, cabang_dari_data("kegiatan", data), "kegiatan", urutan=1, dengan_kunci=True)
    sambung_penerus(penerus)
    assert Indikator.objects.get(pk=pewaris.id).pendahulu_id == indikator.id
    assert Kegiatan.objects.get(pk=tahun_depan.area[0].anak[0].id).pendahulu == lain


def test_data_cabang_bolak_balik() -> None:
    isi = IsiKegiatan(
        uraian="*Kick off*\n1) satu",
        nomor="",
        pic=["KUL"],
        anak=[IsiSubKegiatan(rincian="a", anak=[IsiIndikator(bulan=(Bulan(2027, 1),), ket="Tentatif", id=7)])],
    )
    assert cabang_dari_data("kegiatan", data_cabang(isi)) == isi
