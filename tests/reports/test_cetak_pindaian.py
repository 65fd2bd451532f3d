"""The printed PDF against the readings of the four scans: every cell, every mark, every line, in its place.

What is compared comes out of the PDF (pdfplumber) and out of tests/data/pindaian; neither the fixtures nor the
templates are asked.
"""

import re

import pytest

from tests.reports.baca_pdf import Cetakan, Potongan
from tests.reports.bacaan import BACAAN, BULAN, Bacaan, blok, rapat

# Rows of the paper in which a point of a sub-kegiatan has a line of its own beside an indikator (Kubu Raya 4.2 and
# 4.3.2): in the tree such a sub-kegiatan is one text with its points, so only its first row begins with its cell.
POIN_BERSAMA = {"kubu-raya-2022-rb": 12}
KOLOM_TEKS = ("judul", "no", "area", "kegiatan", "sub_kegiatan", "rincian", "indikator", "target_waktu", "ket")


class TestKolom:
    def test_the_same_columns_on_every_page(self, bacaan, salinan):
        assert len(salinan.lampiran) >= 5
        acuan = salinan.lampiran[0].tepi
        assert len(acuan) == len(bacaan.kolom)
        for halaman in salinan.lampiran:
            assert halaman.tepi == pytest.approx(acuan, abs=0.1), halaman.nomor

    def test_the_head_is_printed_on_every_page(self, bacaan, salinan):
        for halaman in salinan.lampiran:
            kepala = [[" ".join(sel.split()) for sel in baris.sel if sel] for baris in halaman.kepala]
            assert kepala == [list(baris) for baris in bacaan.kepala], halaman.nomor

    def test_heads_stand_over_their_columns(self, bacaan, salinan):
        """The head of the months over the first month, KET over the last column, and so on."""
        atas = salinan.lampiran[0].kepala[0].sel
        for nama, kepala in (("indikator", r"indikator|bukti"), ("rincian", r"rincian|aksi"), ("ket", r"ket"),
                             ("1", r"pelaksanaan"), ("target_waktu", r"target waktu")):  # fmt: skip
            if nama in bacaan.kolom:
                assert re.match(kepala, atas[bacaan.kolom.index(nama)] or "", re.IGNORECASE), nama

    @pytest.mark.parametrize("kolom", KOLOM_TEKS)
    def test_every_text_stands_in_its_column_in_order_and_nothing_else(self, bacaan, salinan, kolom):
        tercetak = "".join(potongan.teks for potongan in salinan.kolom(bacaan, kolom))
        for baris, awal in zip(bacaan.baris, bacaan.letak(kolom), strict=True):
            assert tercetak.startswith(rapat(baris[kolom]), awal), baris[kolom]
        assert tercetak == bacaan.teks_kolom(kolom)

    def test_the_columns_of_the_reading_are_all_compared(self, bacaan):
        terpakai = {kolom for baris in bacaan.baris for kolom, sel in baris.items() if sel}
        assert terpakai <= {*KOLOM_TEKS, *BULAN}
        assert terpakai - {"judul"} <= set(bacaan.kolom)


class TestBaris:
    def test_every_mark_in_its_row_and_month_and_no_other(self, bacaan, salinan):
        awal = {potongan.tempat: potongan.awal for potongan in salinan.kolom(bacaan, "indikator")}
        tercetak = [(awal[tempat], bulan) for tempat, bulan in salinan.bulan(bacaan)]
        letak = bacaan.letak("indikator")
        dibaca = [(letak[i], bulan) for i, baris in enumerate(bacaan.baris) if (bulan := bacaan.bulan(baris))]
        assert tercetak == dibaca

    def test_marks_are_drawn_in_the_band_of_their_indikator(self, salinan, bacaan):
        """No row of marks without an indikator beside it, not even where the row is cut by a page."""
        berisi = {potongan.tempat for potongan in salinan.kolom(bacaan, "indikator")}
        assert {tempat for tempat, _ in salinan.bulan(bacaan)} <= berisi

    def test_ket_stands_in_the_row_of_its_indikator(self, bacaan, salinan):
        assert sebaris(bacaan, salinan, "ket", "indikator") == (jumlah(bacaan, "ket", "indikator"), [])

    def test_target_waktu_stands_in_the_row_of_its_indikator(self, bacaan, salinan):
        pasangan = jumlah(bacaan, "target_waktu", "indikator")
        assert sebaris(bacaan, salinan, "target_waktu", "indikator") == (pasangan, [])

    def test_rincian_stands_in_the_row_of_its_sub_kegiatan(self, bacaan, salinan):
        pasangan = jumlah(bacaan, "rincian", "sub_kegiatan")
        assert sebaris(bacaan, salinan, "rincian", "sub_kegiatan") == (pasangan, [])

    def test_the_first_indikator_stands_in_the_row_of_its_sub_kegiatan(self, bacaan, salinan):
        pasangan = jumlah(bacaan, "indikator", "sub_kegiatan")
        tepat, meleset = sebaris(bacaan, salinan, "indikator", "sub_kegiatan")
        assert (tepat + len(meleset), len(meleset)) == (pasangan, POIN_BERSAMA.get(bacaan.nama, 0)), meleset

    def test_a_kegiatan_begins_in_the_row_of_its_first_sub_kegiatan(self, bacaan, salinan):
        pasangan = jumlah(bacaan, "kegiatan", "sub_kegiatan")
        assert sebaris(bacaan, salinan, "kegiatan", "sub_kegiatan") == (pasangan, [])

    def test_an_area_begins_in_the_row_of_its_first_kegiatan(self, bacaan, salinan):
        pasangan = jumlah(bacaan, "area", "kegiatan")
        assert sebaris(bacaan, salinan, "area", "kegiatan") == (pasangan, [])


def jumlah(bacaan: Bacaan, kolom: str, jangkar: str) -> int:
    return sum(1 for baris in bacaan.baris if baris[kolom] and baris[jangkar])


def sebaris(bacaan: Bacaan, cetakan: Cetakan, kolom: str, jangkar: str) -> tuple[int, list[str]]:
    """How many rows of the reading with both columns filled begin in one row of the print, and the texts of those
    that do not."""
    isi, dasar = awal_sel(cetakan.kolom(bacaan, kolom)), awal_sel(cetakan.kolom(bacaan, jangkar))
    letak_isi, letak_dasar = bacaan.letak(kolom), bacaan.letak(jangkar)
    tepat, meleset = 0, []
    for i, baris in enumerate(bacaan.baris):
        if baris[kolom] and baris[jangkar]:
            tempat = isi.get(letak_isi[i])
            if tempat is not None and tempat == dasar.get(letak_dasar[i]):
                tepat += 1
            else:
                meleset.append(baris[kolom])
    return tepat, meleset


def awal_sel(potongan: list[Potongan]) -> dict[int, tuple[int, int]]:
    return {satu.awal: satu.tempat for satu in potongan}


class TestKeputusan:
    def test_every_line_in_order_and_nothing_else(self, bacaan, salinan):
        tercetak, posisi = rapat(" ".join(salinan.tegak)), 0
        for baris in bacaan.bagian["keputusan"]:
            assert tercetak.startswith(rapat(baris), posisi), (
                f"{baris[:70]} … tercetak {tercetak[posisi : posisi + 70]}"
            )
            posisi += len(rapat(baris))
        assert tercetak[posisi:] == ""

    def test_every_part_begins_a_line(self, bacaan, salinan):
        """Labels and numbers stand at the beginning of a printed line, as in the scan."""
        baris_cetak = [rapat(baris) for halaman in salinan.tegak for baris in halaman.splitlines()]
        for baris in bacaan.bagian["keputusan"]:
            kepala = rapat(baris)[:12]
            assert any(satu.startswith(kepala) for satu in baris_cetak), baris[:70]

    def test_parts_are_those_that_decrees_have(self, bacaan):
        """The reading itself names them all, so that the comparison above compares something."""
        teks = "\n".join(bacaan.bagian["keputusan"])
        for pola in (r"^NOMOR", r"^TENTANG$", r"^Menimbang : a\. bahwa", r"^b\. bahwa", r"^Mengingat : 1\. ",
                     r"^MEMUTUSKAN ?:$", r"^Menetapkan : KEPUTUSAN", r"^KESATU : ", r"^KEDUA : ",
                     r"^Ditetapkan di", r"^ttd\.?$", r"^Salinan [Ss]esuai [Dd]engan [Aa]slinya$"):  # fmt: skip
            assert re.search(pola, teks, re.MULTILINE), pola


def test_kata_penyambung_where_the_scan_has_them(bacaan, salinan):
    """Pages break elsewhere than on the scans, so the words are other ones; the rule is the same."""
    *depan, akhir = salinan.penyambung
    assert akhir == ""
    if bacaan.bersambung:
        assert all(depan)
        for kata, halaman in zip(depan, salinan.tegak[1:], strict=True):
            assert f"{halaman} ".startswith(f"{kata} ")
    else:
        assert not any(depan)


class TestLampiran:
    def test_head_and_title(self, bacaan, salinan):
        assert rapat(salinan.lampiran[0].di_atas) == rapat(" ".join(bacaan.bagian["lampiran"]))

    def test_nothing_stands_around_the_table_between_head_and_end(self, salinan):
        assert {halaman.di_atas for halaman in salinan.lampiran[1:]} == {""}
        assert {halaman.di_bawah for halaman in salinan.lampiran[:-1]} == {""}

    def test_signatures_at_the_end(self, bacaan, salinan):
        """The Ketua's block and the salinan block; on paper they stand left and right, so either may come first."""
        assert blok(salinan.lampiran[-1].di_bawah.splitlines()) == bacaan.akhir("salinan")


def test_pages_are_numbered_from_the_second_on(salinan):
    assert salinan.nomor == ("", *(f"- {nomor} -" for nomor in range(2, len(salinan.nomor) + 1)))


def test_four_decrees_are_compared():
    assert len(BACAAN) == 4
