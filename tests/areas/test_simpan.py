"""Whole trees to and from the database: nothing lost, and no more queries for a bigger tree."""

from copy import deepcopy

import pytest
from django.db.models import ProtectedError
from hypothesis import HealthCheck, given, settings

from areas.isi import TINGKAT, IsiArea, IsiKegiatan, IsiPohon
from areas.models import Area, Indikator, JadwalBulan, Pohon
from areas.penomoran import beri_nomor
from areas.simpan import AsalTidakDikenal, baca_pohon, kosongkan_pohon, peta_kode, tulis_pohon
from tests.areas import strategi
from tests.factories import SkemaNomorFactory, TataKolomFactory, isi_contoh

pytestmark = pytest.mark.django_db
BASIS_DATA = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def pohon_baru() -> Pohon:
    return Pohon.objects.create(tata_kolom=TataKolomFactory(), skema_nomor=SkemaNomorFactory())


def tanpa_kunci(isi: IsiPohon) -> IsiPohon:
    hasil = deepcopy(isi)
    for butir in hasil.semua():
        butir.id = butir.asal_id = None
    return hasil


@BASIS_DATA
@given(isi=strategi.pohon)
def test_a_tree_comes_back_as_it_was_written(db, isi):
    pohon, lain = pohon_baru(), pohon_baru()
    tulis_pohon(lain, isi_contoh("lain", area=1))
    diharapkan = beri_nomor(deepcopy(isi), pohon.skema_nomor.isi())
    tulis_pohon(pohon, isi)
    dibaca = baca_pohon(Pohon.objects.get(pk=pohon.pk))
    assert tanpa_kunci(dibaca) == diharapkan
    assert [butir.id for butir in dibaca.semua()] == [butir.id for butir in isi.semua()]
    assert all(butir.id for butir in isi.semua())


def test_queries_do_not_grow_with_the_tree(django_assert_num_queries):
    """Reading: one for each level and one for the months, however many rows there are."""
    for cabang in (2, 4):
        pohon, isi = pohon_baru(), isi_contoh(str(cabang), area=2 * cabang, cabang=cabang)
        tulis_pohon(pohon, isi)
        pohon = Pohon.objects.select_related("skema_nomor").get(pk=pohon.pk)
        with django_assert_num_queries(5):
            assert baca_pohon(pohon).jumlah() == isi.jumlah()
        with django_assert_num_queries(4):
            peta_kode(pohon)


def test_writing_takes_rows_by_the_hundred(django_assert_max_num_queries):
    """An insert for each level and the months, more only where the database limits the values of one statement
    (SQLite: 999, some sixty rows); a transaction around them."""
    kecil, besar = isi_contoh(area=2, cabang=2), isi_contoh(area=4, cabang=4)
    assert sum(besar.jumlah().values()) > 10 * sum(kecil.jumlah().values())
    for isi in (kecil, besar):
        baris = sum(isi.jumlah().values()) + sum(len(satu.bulan) for satu in isi.indikator())
        pohon = pohon_baru()
        with django_assert_max_num_queries(7 + baris // 60):
            tulis_pohon(pohon, isi)


def test_rows_find_the_template_row_they_name():
    templat = pohon_baru()
    isi = IsiPohon([IsiArea(uraian="A", kode="1", anak=[IsiKegiatan(uraian="K", kode="1.1")])])
    tulis_pohon(templat, isi)
    peta = peta_kode(templat)
    assert set(peta) == {("area", "1"), ("kegiatan", "1.1")}

    rencana = pohon_baru()
    kegiatan = [IsiKegiatan(uraian="L"), IsiKegiatan(asal="1.1")]
    tulis_pohon(rencana, IsiPohon([IsiArea(uraian="B", asal="1", anak=kegiatan)]), asal=peta)
    (area,) = baca_pohon(rencana).area
    assert (area.asal, area.asal_id) == ("1", peta["area", "1"])
    assert [kegiatan.asal for kegiatan in area.anak] == ["", "1.1"]


def test_a_row_that_names_a_stranger_is_refused_and_nothing_is_written():
    pohon = pohon_baru()
    isi = IsiPohon([IsiArea(uraian="A", anak=[IsiKegiatan(uraian="Kegiatan asing", asal="9.9")])])
    with pytest.raises(AsalTidakDikenal, match=r"“Kegiatan asing”: templat tidak mempunyai kegiatan 9\.9"):
        tulis_pohon(pohon, isi, asal={("sub_kegiatan", "9.9"): 1})
    assert baca_pohon(pohon) == IsiPohon()


def test_a_tree_is_emptied_with_everything_below_it_and_nothing_else():
    pohon, lain = pohon_baru(), pohon_baru()
    tulis_pohon(pohon, isi_contoh())
    tulis_pohon(lain, isi_contoh("lain"))
    utuh = baca_pohon(lain)
    kosongkan_pohon(pohon)
    assert baca_pohon(pohon) == IsiPohon()
    assert baca_pohon(lain) == utuh
    assert Indikator.objects.count() == utuh.jumlah()[TINGKAT[-1]]
    assert JadwalBulan.objects.count() == sum(len(satu.bulan) for satu in utuh.indikator())


def test_a_template_that_plans_come_from_is_not_emptied():
    templat, rencana = pohon_baru(), pohon_baru()
    isi = isi_contoh()
    tulis_pohon(templat, isi)
    tulis_pohon(rencana, IsiPohon([IsiArea(uraian="B", asal_id=isi.area[0].id)]))
    with pytest.raises(ProtectedError):
        kosongkan_pohon(templat)
    assert Area.objects.filter(pohon=templat).count() == 2
