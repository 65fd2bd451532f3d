"""The workbook: the Lampiran cell by cell against the readings of the scans, and texts that nobody should write."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock

from actionplans.models import RencanaAksi
from areas.isi import IsiPohon
from areas.tanda_baris import baca_kunci, baca_tanda, sidik_butir
from areas.teks import polos
from reports.ekspor_xlsx import TINGGI_TERBESAR, tulis_xlsx
from reports.lampiran import Lampiran, bersih, susun_lampiran
from tests.reports.bacaan import Bacaan, rapat
from tests.reports.pohon_acak import TATA, lampiran_dari, rencana_acak, satu_baris

Tempat = tuple[int, int]


@dataclass
class Buku:
    """A workbook read back."""

    data: bytes

    @cached_property
    def lembar(self) -> Any:
        return load_workbook(io.BytesIO(self.data), rich_text=True).active

    @cached_property
    def tempat_kunci(self) -> Tempat:
        sel = [sel for baris in self.lembar.iter_rows() for sel in baris if baca_kunci(str(sel.value))]
        assert len(sel) == 1
        return sel[0].row, sel[0].column

    @cached_property
    def gabungan(self) -> dict[Tempat, Tempat]:
        """First cell of each merge → rows and columns that it covers."""
        return {
            (satu.min_row, satu.min_col): (satu.size["rows"], satu.size["columns"])
            for satu in self.lembar.merged_cells.ranges
        }

    @property
    def baris_isi(self) -> range:
        """The grid's rows: from the head that repeats on each page to the last mark of the hidden column."""
        awal = int(self.lembar.print_title_rows.split("$")[-1]) + 1
        akhir = max(b for b, _ in self.tanda())
        return range(awal, akhir + self.gabungan.get((akhir, self.tempat_kunci[1]), (1, 1))[0])

    @property
    def awal_kepala(self) -> int:
        return self.tempat_kunci[0] + 1

    def tanda(self) -> list[tuple[int, list[Any]]]:
        """Row → what its mark says, for each row that has one."""
        baris, kolom = self.tempat_kunci
        sel = ((b, self.lembar.cell(b, kolom).value) for b in range(baris + 2, self.lembar.max_row + 1))
        return [(b, baca_tanda(teks)) for b, teks in sel if teks]

    def kolom(self, bacaan: Bacaan, nama: str) -> list[tuple[Tempat, str]]:
        """The texts of a column of the reading, in order. What reaches from a column of numbers to the right edge
        is a heading row's."""
        hasil = []
        lebar = len(bacaan.kolom)
        for baris in self.baris_isi:
            for urut, milik in enumerate(bacaan.kolom, 1):
                nilai = self.lembar.cell(baris, urut).value
                rentang = self.gabungan.get((baris, urut), (1, 1))[1]
                if nilai is not None and ("judul" if rentang > 2 and urut + rentang - 1 == lebar else milik) == nama:
                    hasil.append(((baris, urut), str(nilai)))
        return hasil

    def bulan(self, bacaan: Bacaan, baris: int) -> frozenset[int]:
        isi = {int(n): self.lembar.cell(baris, u).value for u, n in enumerate(bacaan.kolom, 1) if n.isdigit()}
        assert set(isi.values()) <= {None, "√"}
        return frozenset(bulan for bulan, tanda in isi.items() if tanda)


@pytest.fixture(scope="package")
def lampiran(bacaan, demo, django_db_blocker) -> Lampiran:
    with django_db_blocker.unblock():
        kunci = {"satker__kode": bacaan.satker.replace(".", ""), "tahun": bacaan.tahun, "jenis": bacaan.jenis}
        return susun_lampiran(RencanaAksi.objects.untuk_lembar().get(**kunci))


@pytest.fixture(scope="package")
def buku(lampiran) -> Buku:
    return Buku(tulis_xlsx(lampiran))


class TestLampiran:
    @pytest.mark.parametrize(
        "nama", ["judul", "no", "area", "kegiatan", "sub_kegiatan", "rincian", "indikator", "target_waktu", "ket"]
    )
    def test_every_text_stands_once_in_its_column_and_nothing_else(self, bacaan, buku, nama):
        assert rapat("".join(teks for _, teks in buku.kolom(bacaan, nama))) == bacaan.teks_kolom(nama)

    def test_every_mark_in_its_row_and_month_and_no_other(self, bacaan, buku):
        awal, posisi = {}, 0
        for (baris, _), teks in buku.kolom(bacaan, "indikator"):
            awal[baris] = posisi
            posisi += len(rapat(teks))
        bertanda = [(awal.get(b), bulan) for b in buku.baris_isi if (bulan := buku.bulan(bacaan, b))]
        letak = bacaan.letak("indikator")
        assert bertanda == [(letak[i], b) for i, baris in enumerate(bacaan.baris) if (b := bacaan.bulan(baris))]

    def test_the_head_as_printed(self, bacaan, buku):
        awal = buku.awal_kepala
        kepala = [
            tuple(" ".join(str(sel.value).split()) for sel in baris[: len(bacaan.kolom)] if sel.value is not None)
            for baris in buku.lembar.iter_rows(awal, buku.baris_isi[0] - 1)
        ]
        assert kepala == list(bacaan.kepala)

    def test_head_cells_are_merged_as_the_grid_says(self, buku, lampiran):
        awal = buku.awal_kepala
        rentang = [
            (sel.rentang_baris, sel.rentang_kolom)
            for sel in lampiran.kisi.kepala[0]
            if (sel.rentang_baris, sel.rentang_kolom) != (1, 1)
        ]
        assert [buku.gabungan[tempat] for tempat in sorted(buku.gabungan) if tempat[0] == awal] == rentang

    def test_merged_cells_cover_what_the_grid_spans(self, buku, lampiran):
        """Per column, the rows of the grid that each cell covers, from the top."""
        mulai = [buku.baris_isi[0]]
        while mulai[-1] < buku.baris_isi.stop:
            mulai.append(mulai[-1] + buku.gabungan.get((mulai[-1], buku.tempat_kunci[1]), (1, 1))[0])
        assert len(mulai) == len([*lampiran.kisi.baris()]) + 1
        for nomor, baris in enumerate(lampiran.kisi.baris()):
            for sel in baris.sel:
                tinggi = mulai[nomor + sel.rentang_baris] - mulai[nomor]
                rentang = buku.gabungan.get((mulai[nomor], sel.kolom + 1), (1, 1))
                assert rentang == (tinggi, sel.rentang_kolom), (nomor, sel)

    def test_merges_do_not_overlap(self, buku):
        tertutup = [
            (b, k)
            for (baris, kolom), (tinggi, lebar) in buku.gabungan.items()
            for b in range(baris, baris + tinggi)
            for k in range(kolom, kolom + lebar)
        ]
        assert len(tertutup) == len(set(tertutup))

    def test_italics_are_rich_text(self, buku, lampiran):
        miring = {
            satu.text
            for baris in buku.lembar.iter_rows()
            for sel in baris
            if isinstance(sel.value, CellRichText)
            for satu in sel.value
            if isinstance(satu, TextBlock) and satu.font.i
        }
        teks = " ".join(satu.uraian for satu in lampiran.isi.semua())
        assert miring >= set(re.findall(r"\*(kick off|reward)\*", teks))
        assert "*kick" not in buku.data.decode("latin-1")

    def test_no_row_is_higher_than_a_row_may_be(self, buku):
        assert max(satu.height for satu in buku.lembar.row_dimensions.values() if satu.height) <= TINGGI_TERBESAR + 1


class TestCetak:
    def test_page_and_repeated_head(self, buku, lampiran, bacaan):
        lembar = buku.lembar
        kepala = (buku.awal_kepala, buku.baris_isi[0] - 1)
        assert lembar.page_setup.orientation == "landscape"
        assert lembar.page_setup.paperSize == 14  # Folio; the four offices print on F4
        assert (lembar.sheet_properties.pageSetUpPr.fitToPage, lembar.page_setup.fitToHeight) == (True, 0)
        assert lembar.print_title_rows == f"${kepala[0]}:${kepala[1]}"
        assert lembar.freeze_panes == f"A{buku.baris_isi[0]}"
        assert "&P" in lembar.oddFooter.center.text
        assert lembar.print_area.startswith("'Lampiran'!$A$1:")

    def test_an_office_that_prints_on_a4(self):
        data = tulis_xlsx(lampiran_dari(satu_baris("Teks"), "alor-2026", kertas="a4"))
        assert load_workbook(io.BytesIO(data)).active.page_setup.paperSize == 9

    def test_marks_are_centred_and_texts_wrap(self, buku, bacaan):
        for baris in buku.baris_isi:
            for urut, nama in enumerate(bacaan.kolom, 1):
                sel = buku.lembar.cell(baris, urut)
                if isinstance(sel, MergedCell):
                    continue
                rata = sel.alignment
                assert rata.wrap_text
                if nama.isdigit() and sel.value == "√":
                    assert (rata.horizontal, rata.vertical) == ("center", "center")

    def test_every_cell_of_the_grid_has_its_lines(self, buku, bacaan):
        for baris in buku.baris_isi:
            for urut in range(1, len(bacaan.kolom) + 1):
                sel = buku.lembar.cell(baris, urut)
                if not isinstance(sel, MergedCell):
                    sisi = (sel.border.left, sel.border.right, sel.border.top, sel.border.bottom)
                    assert {satu.style for satu in sisi} == {"thin"}, (baris, urut)

    def test_properties_name_the_plan_and_the_office(self, buku, lampiran):
        sifat = load_workbook(io.BytesIO(buku.data)).properties
        assert (sifat.title, sifat.creator) == (str(lampiran.rencana), lampiran.rencana.satker.nama_resmi)

    def test_the_title_and_the_signature(self, buku, lampiran):
        teks = [str(sel.value) for baris in buku.lembar.iter_rows() for sel in baris if sel.value is not None]
        assert tuple(teks[: len(lampiran.judul)]) == lampiran.judul
        akhir = [satu for satu in lampiran.penutup if satu]
        assert teks[len(teks) - len(akhir) :] == akhir


class TestTanda:
    def test_the_column_is_hidden_and_names_the_plan(self, buku, bacaan, lampiran):
        kunci = baca_kunci(buku.lembar.cell(*buku.tempat_kunci).value)
        assert (kunci.satker, kunci.tahun, kunci.jenis) == (bacaan.satker, bacaan.tahun, bacaan.jenis)
        assert kunci == lampiran.kunci
        huruf = buku.lembar.cell(*buku.tempat_kunci).column_letter
        assert buku.lembar.column_dimensions[huruf].hidden
        assert buku.lembar[f"{huruf}{buku.awal_kepala}"].value == "Jangan diubah"
        sifat = load_workbook(io.BytesIO(buku.data)).custom_doc_props
        assert sifat["rb-portal"].value == str(kunci)
        assert buku.tempat_kunci[1] == len(bacaan.kolom) + 1

    def test_every_row_of_the_tree_is_named_on_every_line_it_stands_on(self, buku, lampiran):
        tata, tahun = lampiran.kisi.tata, lampiran.rencana.tahun
        ada = {(satu.id, satu.revisi, sidik_butir(satu, tata, tahun)): satu.uraian for satu in lampiran.isi.semua()}
        tersebut = {(satu.id, satu.revisi, satu.sidik) for _, tanda in buku.tanda() for satu in tanda}
        assert tersebut == set(ada)

    def test_lines_name_their_own_chain(self, buku, lampiran):
        """Area, kegiatan, sub-kegiatan and indikator that belong together."""
        atas = {}
        for area in lampiran.isi.area:
            for kegiatan in area.anak:
                for sub in kegiatan.anak:
                    atas |= {indikator.id: (area.id, kegiatan.id, sub.id) for indikator in sub.anak}
        rantai = [tuple(satu.id for satu in tanda) for _, tanda in buku.tanda() if len(tanda) > 3]
        assert {satu: baris[:3] for baris in rantai for satu in baris[3:]} == atas
        assert [satu for baris in rantai for satu in baris[3:]] == list(atas)

    def test_other_texts_are_no_marks(self):
        assert baca_kunci("KET") is None
        assert baca_tanda("") == baca_tanda("a1") == baca_tanda("1. Teks k2.1.00000000") == []


BERBAHAYA = st.sampled_from(["=", "+", "-", "@", "\t", "\r", "'", '="', "=cmd|' /C calc'!A0", "#N/A", "_x0041_", ""])
TEKS = st.builds(str.__add__, BERBAHAYA, st.text(st.characters(exclude_categories=["Cs"]), max_size=60))


class TestTeksBerbahaya:
    @given(TEKS, TEKS)
    @example('=HYPERLINK("http://contoh.example")', "+1")
    @example("*a* *b*", "_x000D_")
    @example("\x00\x0b\ufffe", "\u2028")
    @settings(max_examples=30, deadline=None)
    def test_no_formula_and_no_letter_lost(self, uraian, ket):
        data = tulis_xlsx(lampiran_dari(satu_baris(uraian, ket=ket), "alor-2026"))
        with zipfile.ZipFile(io.BytesIO(data)) as arsip:
            lembar = arsip.read("xl/worksheets/sheet1.xml").decode()
        assert not re.search(r"<f[\s/>]", lembar)
        assert set(re.findall(r'<c [^>]*t="(\w+)"', lembar)) <= {"inlineStr", "n"}
        buku = Buku(data)
        baris = buku.baris_isi[0]
        for kolom, teks in ((2, uraian), (4, uraian), (6, uraian), (7, uraian), (20, ket)):
            sel = buku.lembar.cell(baris, kolom)
            harap = polos(bersih(teks))
            assert str(sel.value or "") == harap
            assert not harap or sel.data_type == "s"
            assert not harap.startswith(("=", "+", "-", "@")) or sel.quotePrefix

    def test_a_text_longer_than_a_row_takes_several_and_is_whole(self):
        panjang = " ".join(f"kata{nomor}" for nomor in range(700))
        buku = Buku(tulis_xlsx(lampiran_dari(satu_baris(panjang), "alor-2026")))
        assert len(buku.baris_isi) > 1
        baris = buku.baris_isi[0]
        assert buku.lembar.cell(baris, 7).value == panjang
        assert buku.gabungan[baris, 7] == (len(buku.baris_isi), 1)
        assert buku.gabungan[baris, 10] == (len(buku.baris_isi), 1)


class TestKosong:
    def test_a_plan_without_rows(self):
        lembar = load_workbook(io.BytesIO(tulis_xlsx(lampiran_dari(IsiPohon(), "kubu-raya-2022")))).active
        assert [sel.value for sel in lembar[4]][:4] == ["No", "AREA PERUBAHAN", "KEGIATAN", "SUB KEGIATAN"]

    @pytest.mark.parametrize("tata", sorted(TATA))
    def test_rows_with_nothing_under_them(self, tata):
        """An area, a kegiatan and a sub-kegiatan that stand alone, each named by the mark of its line."""
        isi = satu_baris("Teks", tata)
        ada = satu_baris("Teks", tata).area[0]
        isi.area += [ada, satu_baris("Teks", tata).area[0], satu_baris("Teks", tata).area[0]]
        for nomor, satu in enumerate(isi.semua(), 1):
            satu.id = nomor
        isi.area[1].anak, isi.area[2].anak[0].anak, isi.area[3].anak[0].anak[0].anak = [], [], []
        tersebut = {s.id for _, tanda in Buku(tulis_xlsx(lampiran_dari(isi, tata))).tanda() for s in tanda}
        assert tersebut == {satu.id for satu in isi.semua()}


class TestRencanaAcak:
    @given(rencana_acak())
    @settings(max_examples=20, deadline=None)
    def test_every_text_and_month_of_a_generated_plan(self, rencana):
        buku = Buku(tulis_xlsx(rencana.lampiran()))
        teks = [str(sel.value) for baris in buku.lembar.iter_rows() for sel in baris if sel.value is not None]
        semua = "\n".join(teks)
        for satu in rencana.isi.semua():
            assert polos(satu.uraian) in semua or polos(getattr(satu, "program", "")) in semua
        if TATA[rencana.tata].ada("bulan") and not TATA[rencana.tata].gabung_indikator:
            assert teks.count("√") == sum(len(satu.bulan) for satu in rencana.isi.indikator())
        tanda = {satu.id for _, tanda in buku.tanda() for satu in tanda}
        assert tanda == {satu.id for satu in rencana.isi.semua()}
