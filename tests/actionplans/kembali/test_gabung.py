"""Joining a workbook with a plan that went on meanwhile: what one side did is done, what both did is asked."""

from __future__ import annotations

from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionplans.beda_pohon import kunci_butir, rancang
from actionplans.kembali.gabung import BERKAS, Gabungan, Perkara, gabungkan
from areas.bulan import Bulan
from areas.isi import IsiIndikator, IsiPohon, IsiSubKegiatan
from areas.tata_kolom import TataKolom
from tests.actionplans.kembali.suntingan import bentuk, beri_kunci, disunting, semua_kunci, tandai
from tests.reports.pohon_acak import TAHUN, TATA, rencana_acak, satu_baris

TATA_UJI = TATA["alor-2026"]


def gabung(
    dasar: IsiPohon, kini: IsiPohon, buku: IsiPohon, tata: TataKolom = TATA_UJI, pilihan: dict[str, str] | None = None
) -> Gabungan:
    return gabungkan(
        dasar=dasar, kini=kini, buku=buku, padanan=tandai(dasar, buku, tata), tata=tata, tahun=TAHUN,
        pilihan=pilihan or {},
    )  # fmt: skip


@st.composite
def keadaan(draw: st.DrawFn) -> tuple[IsiPohon, TataKolom]:
    acak = draw(rencana_acak().filter(lambda satu: satu.tata != "sumbawa-2022"))
    for butir in acak.isi.semua():
        butir.nomor = butir.nomor_cetak = ""
    return acak.isi, TATA[acak.tata]


class TestAcak:
    @settings(max_examples=15, deadline=None)
    @given(st.data())
    def test_what_only_the_workbook_did_is_done(self, data):
        dasar, tata = data.draw(keadaan())
        buku = data.draw(disunting(dasar, "buku"))
        harap = bentuk(buku)
        hasil = gabung(dasar, deepcopy(dasar), buku, tata)
        assert bentuk(hasil.hasil) == harap
        assert hasil.bentrok == hasil.diabaikan == []

    @settings(max_examples=15, deadline=None)
    @given(st.data())
    def test_a_workbook_left_alone_changes_nothing(self, data):
        dasar, tata = data.draw(keadaan())
        kini = beri_kunci(data.draw(disunting(dasar, "portal")), 50_000)
        hasil = gabung(dasar, kini, deepcopy(dasar), tata)
        assert bentuk(hasil.hasil) == bentuk(kini)
        assert not rancang(kini, hasil.hasil)
        assert hasil.bentrok == hasil.dihapus == []

    @settings(max_examples=35, deadline=None)
    @given(st.data())
    def test_both_went_on_and_nothing_is_lost_unasked(self, data):
        """Whatever both did: every row of the plan stays, unless the workbook dropped it and nobody touched it; what is
        new in the workbook comes, unless it stands under what the portal deleted; and each conflict keeps the
        portal's."""
        dasar, tata = data.draw(keadaan())
        kini = beri_kunci(data.draw(disunting(dasar, "portal")), 50_000)
        buku = data.draw(disunting(dasar, "buku"))
        baru = [butir.uraian for butir in buku.semua() if butir.id is None]
        di_buku = set(semua_kunci(buku))
        hasil = gabung(dasar, kini, buku, tata)
        kunci = list(semua_kunci(hasil.hasil))
        assert len(kunci) == len(set(kunci))
        assert set(kunci) <= set(semua_kunci(kini))
        for hilang in set(semua_kunci(kini)) - set(kunci):
            assert hilang not in di_buku
            assert hilang in set(semua_kunci(dasar))
        if not any(satu.perkara is Perkara.HILANG for satu in hasil.bentrok):
            assert sorted(b.uraian for b in hasil.hasil.semua() if b.id is None) == sorted(baru)
        lama = {kunci_butir(butir): butir for butir in kini.semua()}
        for butir in hasil.hasil.semua():
            if butir.id is not None and lama[kunci_butir(butir)].uraian.startswith("portal"):
                assert butir.uraian.startswith("portal")

    @settings(max_examples=15, deadline=None)
    @given(st.data())
    def test_every_choice_can_be_made_either_way(self, data):
        dasar, tata = data.draw(keadaan())
        kini = beri_kunci(data.draw(disunting(dasar, "portal", 6)), 50_000)
        buku = data.draw(disunting(dasar, "buku", 6))
        pilihan: dict[str, str] = {}
        for _ in range(10):  # a choice may open the next
            hasil = gabung(dasar, kini, deepcopy(buku), tata, pilihan)
            terbuka = [satu.kunci for satu in hasil.bentrok if satu.kunci not in pilihan]
            if not terbuka:
                break
            pilihan |= dict.fromkeys(terbuka, BERKAS)
        assert all(satu.pakai == BERKAS for satu in hasil.bentrok)
        kunci = list(semua_kunci(hasil.hasil))
        assert len(kunci) == len(set(kunci))


@pytest.fixture
def dasar() -> IsiPohon:
    """One kegiatan with two sub-kegiatan of two indikator each."""
    isi = satu_baris("Semula")
    kegiatan = isi.area[0].anak[0]
    kegiatan.anak = [
        IsiSubKegiatan(id=nomor, uraian=f"Sub {nomor}", anak=[
            IsiIndikator(id=nomor * 10 + urut, uraian=f"Indikator {nomor}.{urut}", bulan=(Bulan(TAHUN, 3),))
            for urut in (1, 2)
        ])
        for nomor in (1, 2)
    ]  # fmt: skip
    return isi


def sub(isi: IsiPohon, nomor: int) -> IsiSubKegiatan:
    return next(satu for satu in isi.area[0].anak[0].anak if satu.id == nomor)


def indikator(isi: IsiPohon, kunci: int) -> IsiIndikator:
    return next(satu for satu in isi.indikator() if satu.id == kunci)


class TestSatuPersatu:
    def test_both_changed_one_text(self, dasar):
        kini, buku = deepcopy(dasar), deepcopy(dasar)
        indikator(kini, 11).uraian, indikator(buku, 11).uraian = "Kata portal", "Kata berkas"
        hasil = gabung(dasar, kini, buku)
        (satu,) = hasil.bentrok
        assert (satu.perkara, satu.medan, satu.portal, satu.berkas) == (
            Perkara.MEDAN, "uraian", "Kata portal", "Kata berkas",
        )  # fmt: skip
        assert indikator(hasil.hasil, 11).uraian == "Kata portal"
        dipilih = gabung(dasar, kini, buku, pilihan={satu.kunci: BERKAS})
        assert indikator(dipilih.hasil, 11).uraian == "Kata berkas"

    def test_both_changed_it_alike(self, dasar):
        kini, buku = deepcopy(dasar), deepcopy(dasar)
        indikator(kini, 11).uraian, indikator(buku, 11).uraian = "Kata yang sama", "Kata  yang\nsama"
        hasil = gabung(dasar, kini, buku)
        assert hasil.bentrok == []
        assert not rancang(kini, hasil.hasil)

    def test_different_fields_of_one_row(self, dasar):
        kini, buku = deepcopy(dasar), deepcopy(dasar)
        indikator(kini, 11).uraian, indikator(buku, 11).ket = "Kata portal", "KUL"
        hasil = gabung(dasar, kini, buku)
        assert hasil.bentrok == []
        satu = indikator(hasil.hasil, 11)
        assert (satu.uraian, satu.ket) == ("Kata portal", "KUL")

    def test_months_of_both_are_joined(self, dasar):
        kini, buku = deepcopy(dasar), deepcopy(dasar)
        indikator(kini, 11).bulan = (Bulan(TAHUN, 3), Bulan(TAHUN, 5))
        indikator(buku, 11).bulan = (Bulan(TAHUN, 8),)
        hasil = gabung(dasar, kini, buku)
        assert hasil.bentrok == []
        assert indikator(hasil.hasil, 11).bulan == (Bulan(TAHUN, 5), Bulan(TAHUN, 8))

    def test_months_set_in_the_portal_stay_though_the_layout_has_changed(self, dasar):
        """The fingerprints fit no row then; months are told by the journal."""
        kini, buku = deepcopy(dasar), deepcopy(dasar)
        indikator(kini, 11).bulan = (Bulan(TAHUN, 3), Bulan(TAHUN, 5))
        padanan = tandai(dasar, buku, TATA_UJI)
        padanan.tanda = {kunci: satu._replace(sidik="00000000") for kunci, satu in padanan.tanda.items()}
        hasil = gabungkan(dasar=dasar, kini=kini, buku=buku, padanan=padanan, tata=TATA_UJI, tahun=TAHUN, pilihan={})
        assert indikator(hasil.hasil, 11).bulan == (Bulan(TAHUN, 3), Bulan(TAHUN, 5))

    def test_months_that_the_sheet_does_not_show_stay(self, dasar):
        januari = Bulan(TAHUN + 1, 1)
        indikator(dasar, 11).bulan = (Bulan(TAHUN, 3), januari)
        buku = deepcopy(dasar)
        indikator(buku, 11).bulan = (Bulan(TAHUN, 4),)
        hasil = gabung(dasar, deepcopy(dasar), buku)
        assert indikator(hasil.hasil, 11).bulan == (Bulan(TAHUN, 4), januari)

    def test_months_that_could_not_be_read_stay(self, dasar):
        buku = deepcopy(dasar)
        indikator(buku, 11).bulan = ()
        hasil = gabungkan(
            dasar=dasar, kini=deepcopy(dasar), buku=buku, padanan=tandai(dasar, buku, TATA_UJI), tata=TATA_UJI,
            tahun=TAHUN, pilihan={}, ragu={id(indikator(buku, 11))},
        )  # fmt: skip
        assert indikator(hasil.hasil, 11).bulan == (Bulan(TAHUN, 3),)
        assert [satu.id for satu in hasil.bulan_dibiarkan] == [11]

    def test_a_row_dropped_in_the_workbook_and_left_alone_in_the_portal_goes(self, dasar):
        buku = deepcopy(dasar)
        buku.area[0].anak[0].anak.pop(0)
        hasil = gabung(dasar, deepcopy(dasar), buku)
        assert [butir.id for _, butir, _ in hasil.dihapus] == [1]
        assert {11, 12}.isdisjoint(kunci for _, kunci in semua_kunci(hasil.hasil))
        (nama, _, _) = hasil.dihapus[0]
        tetap = gabung(dasar, deepcopy(dasar), buku, pilihan={nama: "portal"})
        assert not rancang(dasar, tetap.hasil)

    def test_a_dropped_row_that_the_portal_changed_is_asked_about(self, dasar):
        kini, buku = deepcopy(dasar), deepcopy(dasar)
        buku.area[0].anak[0].anak.pop(0)
        indikator(kini, 12).bulan = ()
        hasil = gabung(dasar, kini, buku)
        assert [(satu.perkara, satu.butir.id) for satu in hasil.bentrok] == [(Perkara.HAPUS, 1)]
        assert not rancang(kini, hasil.hasil)
        hapus = gabung(dasar, kini, buku, pilihan={hasil.bentrok[0].kunci: BERKAS})
        assert ("sub_kegiatan", 1) not in set(semua_kunci(hapus.hasil))

    def test_a_row_deleted_in_the_portal_and_changed_in_the_workbook_is_asked_about(self, dasar):
        kini, buku = deepcopy(dasar), deepcopy(dasar)
        kini.area[0].anak[0].anak.pop(0)
        indikator(buku, 11).uraian = "Kata berkas"
        semula = deepcopy(buku)
        hasil = gabung(dasar, kini, buku)
        assert [(satu.perkara, satu.butir.id) for satu in hasil.bentrok] == [(Perkara.HILANG, 1)]
        assert not rancang(kini, hasil.hasil)
        kembali = gabung(dasar, kini, semula, pilihan={hasil.bentrok[0].kunci: BERKAS})
        assert [satu.uraian for satu in kembali.hasil.area[0].anak[0].anak] == ["Sub 1", "Sub 2"]

    def test_a_row_deleted_in_the_portal_and_left_alone_in_the_workbook_stays_deleted(self, dasar):
        kini = deepcopy(dasar)
        kini.area[0].anak[0].anak.pop(0)
        hasil = gabung(dasar, kini, deepcopy(dasar))
        assert hasil.bentrok == []
        assert [satu.id for satu in hasil.diabaikan] == [1]
        assert not rancang(kini, hasil.hasil)

    def test_new_rows_stand_where_the_workbook_has_them(self, dasar):
        kini, buku = deepcopy(dasar), deepcopy(dasar)
        sub(kini, 1).anak.insert(1, IsiIndikator(id=99, uraian="Baru di portal"))
        sub(buku, 1).anak.insert(2, IsiIndikator(uraian="Baru di berkas"))
        hasil = gabung(dasar, kini, buku)
        assert [satu.uraian for satu in sub(hasil.hasil, 1).anak] == [
            "Indikator 1.1", "Baru di portal", "Indikator 1.2", "Baru di berkas",
        ]  # fmt: skip

    def test_moved_under_another_row_and_changed_in_the_portal(self, dasar):
        kini, buku = deepcopy(dasar), deepcopy(dasar)
        sub(buku, 2).anak.append(sub(buku, 1).anak.pop(0))
        indikator(kini, 11).uraian = "Kata portal"
        hasil = gabung(dasar, kini, buku)
        assert [(satu.id, satu.uraian) for satu in sub(hasil.hasil, 2).anak][-1] == (11, "Kata portal")
        (usul,) = rancang(kini, hasil.hasil).usul
        assert (usul.butir.id, usul.pindah) == (11, "induk")

    def test_a_row_of_another_plan_is_a_new_one(self, dasar):
        buku = deepcopy(dasar)
        asing = IsiIndikator(id=777, uraian="Dari rencana lain")
        sub(buku, 1).anak.append(asing)
        hasil = gabung(dasar, deepcopy(dasar), buku)
        assert sub(hasil.hasil, 1).anak[-1].id is None
        assert sub(hasil.hasil, 1).anak[-1].uraian == "Dari rencana lain"
