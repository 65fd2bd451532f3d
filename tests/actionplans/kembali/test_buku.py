"""Exported workbooks edited as people edit them: rows sorted, copied, typed in, deleted; saved by other programs."""

from __future__ import annotations

import datetime
from copy import copy, deepcopy

import pytest
from hypothesis import given, settings
from openpyxl.worksheet.worksheet import Worksheet

from actionplans.beda_pohon import Rancangan, rancang
from actionplans.kembali.gabung import Gabungan
from areas.bulan import Bulan
from areas.isi import IsiArea, IsiIndikator, IsiKegiatan, IsiPohon, IsiSubKegiatan
from areas.penomoran import beri_nomor
from tests.actionplans.kembali.buku import Suntingan, bawa, ekspor, sunting
from tests.reports.pohon_acak import PASANGAN, SKEMA, TAHUN, rencana_acak

TATA = "alor-2026"


@settings(max_examples=20, deadline=None)
@given(rencana_acak())
def test_left_alone_it_changes_nothing(acak):
    hasil = bawa(ekspor(acak.isi, acak.tata), acak.tata, dasar=acak.isi)
    assert not rancang(acak.isi, hasil.hasil)
    assert hasil.bentrok == hasil.dihapus == hasil.diabaikan == []


@settings(max_examples=8, deadline=None)
@given(rencana_acak())
def test_saved_by_another_program_it_changes_nothing(acak):
    data = sunting(ekspor(acak.isi, acak.tata), lambda lembar: None)
    assert not rancang(acak.isi, bawa(data, acak.tata, dasar=acak.isi).hasil)


@pytest.fixture(scope="module")
def isi() -> IsiPohon:
    """Two areas of two kegiatan, each with two sub-kegiatan of two indikator."""
    nomor = iter(range(1, 100))

    def indikator(jalur: str) -> IsiIndikator:
        return IsiIndikator(id=next(nomor), uraian=f"Indikator {jalur}", bulan=(Bulan(TAHUN, 3),), ket="Tentatif")

    def sub(jalur: str) -> IsiSubKegiatan:
        anak = [indikator(f"{jalur}{huruf}") for huruf in "xy"]
        return IsiSubKegiatan(id=next(nomor), uraian=f"Sub kegiatan {jalur}", pic=["KUL"], anak=anak)

    def kegiatan(jalur: str) -> IsiKegiatan:
        return IsiKegiatan(id=next(nomor), uraian=f"Kegiatan {jalur}", anak=[sub(f"{jalur}{b}") for b in "pq"])

    area = [
        IsiArea(id=next(nomor), uraian=f"AREA {huruf}", anak=[kegiatan(f"{huruf}{k}") for k in "12"]) for huruf in "AB"
    ]
    return beri_nomor(IsiPohon(area), SKEMA[PASANGAN[TATA]])


def hasil(isi: IsiPohon, suntingan: Suntingan, kini: IsiPohon | None = None) -> tuple[Gabungan, Rancangan]:
    gabungan = bawa(sunting(ekspor(isi, TATA), suntingan), TATA, dasar=isi, kini=kini)
    return gabungan, rancang(kini or isi, gabungan.hasil)


def sel(lembar: Worksheet, teks: str) -> tuple[int, int]:
    """Row and column of the cell that holds a text."""
    return next((s.row, s.column) for baris in lembar.iter_rows() for s in baris if teks in str(s.value))


def tanda(lembar: Worksheet) -> int:
    """The hidden column."""
    return sel(lembar, "Jangan diubah")[1]


def salin_baris(lembar: Worksheet, dari: int, ke: int) -> None:
    for kolom in range(1, lembar.max_column + 1):
        lembar.cell(ke, kolom).value = copy(lembar.cell(dari, kolom).value)


def bebaskan(lembar: Worksheet) -> None:
    """Undo every merge of the grid, as who wants to sort does; each line gets the texts of its merged cells."""
    for rentang in list(lembar.merged_cells.ranges):
        lembar.unmerge_cells(rentang.coord)


def hapus_baris(lembar: Worksheet, baris: int) -> None:
    """Delete a row as spreadsheets do it: what spans it becomes shorter, what is below moves up."""
    lama = [copy(rentang) for rentang in lembar.merged_cells.ranges]
    bebaskan(lembar)
    for rentang in lama:  # the text of a cell that began there stays at its top
        if rentang.min_row == baris < rentang.max_row:
            for kolom in range(rentang.min_col, rentang.max_col + 1):
                lembar.cell(baris + 1, kolom).value = lembar.cell(baris, kolom).value
    lembar.delete_rows(baris)
    for rentang in lama:
        atas = rentang.min_row - (rentang.min_row > baris)
        bawah = rentang.max_row - (rentang.max_row >= baris)
        if bawah > atas or (bawah == atas and rentang.max_col > rentang.min_col):
            lembar.merge_cells(None, atas, rentang.min_col, bawah, rentang.max_col)


class TestIsian:
    def test_a_text_is_changed(self, isi):
        def ubah(lembar):
            baris, kolom = sel(lembar, "Indikator A1px")
            lembar.cell(baris, kolom).value = "Indikator yang baru"

        _, rancangan = hasil(isi, ubah)
        (usul,) = rancangan.usul
        assert [(b.medan, b.lama, b.baru) for b in usul.beda] == [("uraian", "Indikator A1px", "Indikator yang baru")]
        assert rancangan.jumlah() == {"diubah": 1, "ditambah": 0, "dipindah": 0, "dihapus": 0}

    def test_pic_typed_under_the_text(self, isi):
        def ubah(lembar):
            baris, kolom = sel(lembar, "Sub kegiatan A1p")
            lembar.cell(baris, kolom).value = "Sub kegiatan A1p\n(HUKUM&SDM) (KUL)"

        _, rancangan = hasil(isi, ubah)
        (usul,) = rancangan.usul
        assert [(b.medan, b.baru) for b in usul.beda] == [("pic", ["HUKUM&SDM", "KUL"])]

    def test_months_are_marked_in_whatever_way(self, isi):
        def ubah(lembar):
            baris, _ = sel(lembar, "Indikator A1px")
            kolom = next(s.column for s in lembar[baris] if s.value == "√")
            lembar.cell(baris, kolom).value = None
            lembar.cell(baris, kolom + 1).value = "x"
            lembar.cell(baris, kolom + 2).value = True

        _, rancangan = hasil(isi, ubah)
        (usul,) = rancangan.usul
        assert [(b.medan, b.baru) for b in usul.beda] == [("bulan", (Bulan(TAHUN, 4), Bulan(TAHUN, 5)))]

    def test_a_month_cell_that_says_nothing_clear_changes_no_month(self, isi):
        def ubah(lembar):
            baris, _ = sel(lembar, "Indikator A1px")
            kolom = next(s.column for s in lembar[baris] if s.value == "√")
            lembar.cell(baris, kolom).value = "lihat lampiran"

        data = sunting(ekspor(isi, TATA), ubah)
        gabungan = bawa(data, TATA, dasar=isi)
        assert [satu.uraian for satu in gabungan.bulan_dibiarkan] == ["Indikator A1px"]
        assert not rancang(isi, gabungan.hasil)


class TestBaris:
    def test_a_row_is_deleted(self, isi):
        gabungan, rancangan = hasil(isi, lambda lembar: hapus_baris(lembar, sel(lembar, "Indikator A1py")[0]))
        assert [butir.uraian for _, butir, _ in gabungan.dihapus] == ["Indikator A1py"]
        assert [butir.uraian for butir in rancangan.hapus] == ["Indikator A1py"]
        assert rancangan.usul == []

    def test_the_first_row_of_a_block_is_deleted(self, isi):
        _, rancangan = hasil(isi, lambda lembar: hapus_baris(lembar, sel(lembar, "Indikator A1px")[0]))
        assert [butir.uraian for butir in rancangan.hapus] == ["Indikator A1px"]
        assert rancangan.usul == []

    def test_a_whole_block_is_deleted(self, isi):
        def buang(lembar):
            baris = sel(lembar, "Indikator A1qx")[0]
            hapus_baris(lembar, baris)
            hapus_baris(lembar, baris)

        _, rancangan = hasil(isi, buang)
        assert [butir.uraian for butir in rancangan.hapus] == ["Sub kegiatan A1q"]
        assert rancangan.jumlah()["dihapus"] == 3

    def test_a_row_is_typed_in(self, isi):
        def sisip(lembar):
            bebaskan(lembar)
            baris, kolom = sel(lembar, "Indikator A1px")
            lembar.insert_rows(baris + 1)
            lembar.cell(baris + 1, kolom).value = "Indikator tambahan"
            bulan = next(s.column for s in lembar[baris] if s.value == "√")
            lembar.cell(baris + 1, bulan + 2).value = "√"

        _, rancangan = hasil(isi, sisip)
        (usul,) = rancangan.usul
        assert (usul.baru, usul.butir.uraian, usul.butir.bulan) == (True, "Indikator tambahan", (Bulan(TAHUN, 5),))
        assert usul.jalur[-1].uraian == "Sub kegiatan A1p"
        assert rancangan.hapus == []

    def test_a_copied_line_is_a_new_row_and_the_old_one_stays(self, isi):
        def salin(lembar):
            bebaskan(lembar)
            baris, kolom = sel(lembar, "Indikator A1px")
            lembar.insert_rows(baris + 1)
            salin_baris(lembar, baris, baris + 1)
            for kosong in range(1, kolom):
                lembar.cell(baris + 1, kosong).value = None
            lembar.cell(baris + 1, kolom).value = "Indikator salinan"

        _, rancangan = hasil(isi, salin)
        (usul,) = rancangan.usul
        assert (usul.baru, usul.butir.uraian) == (True, "Indikator salinan")

    def test_lines_change_places(self, isi):
        def tukar(lembar):
            bebaskan(lembar)
            (atas, kolom), (bawah, _) = sel(lembar, "Indikator A1px"), sel(lembar, "Indikator A1py")
            for k in range(kolom, lembar.max_column + 1):
                satu, dua = lembar.cell(atas, k), lembar.cell(bawah, k)
                satu.value, dua.value = dua.value, satu.value

        _, rancangan = hasil(isi, tukar)
        (usul,) = rancangan.usul
        assert usul.pindah == "urutan"
        assert usul.butir.uraian in ("Indikator A1px", "Indikator A1py")
        assert rancangan.hapus == []

    def test_a_line_is_cut_and_inserted_elsewhere(self, isi):
        def pindah(lembar):
            bebaskan(lembar)
            dari, _ = sel(lembar, "Indikator A1py")
            ke = sel(lembar, "Indikator B2qy")[0] + 1
            lembar.insert_rows(ke)
            salin_baris(lembar, dari, ke)
            lembar.delete_rows(dari)

        _, rancangan = hasil(isi, pindah)
        (usul,) = rancangan.usul
        assert (usul.butir.uraian, usul.pindah) == ("Indikator A1py", "induk")
        assert usul.jalur[-1].uraian == "Sub kegiatan B2q"
        assert rancangan.hapus == []

    def test_areas_change_places(self, isi):
        def tukar(lembar):
            bebaskan(lembar)
            awal, tengah = sel(lembar, "AREA A")[0], sel(lembar, "AREA B")[0]
            akhir = sel(lembar, "Indikator B2qy")[0] + 1
            baris = [[s.value for s in lembar[b]] for b in (*range(tengah, akhir), *range(awal, tengah))]
            for nomor, nilai in enumerate(baris, awal):
                for kolom, satu in enumerate(nilai, 1):
                    lembar.cell(nomor, kolom).value = satu

        _, rancangan = hasil(isi, tukar)
        (usul,) = rancangan.usul
        assert (usul.tingkat, usul.pindah) == ("area", "urutan")
        assert rancangan.hapus == []

    def test_columns_are_inserted_and_hidden_ones_shown(self, isi):
        def sisip(lembar):
            bebaskan(lembar)
            lembar.insert_cols(tanda(lembar), 2)
            lembar.column_dimensions.clear()

        _, rancangan = hasil(isi, sisip)
        assert not rancangan

    def test_marks_of_another_plan_are_new_rows(self, isi):
        def tempel(lembar):
            bebaskan(lembar)
            baris, kolom = sel(lembar, "Indikator A1px")
            lembar.insert_rows(baris + 1)
            lembar.cell(baris + 1, kolom).value = "Indikator dari kantor lain"
            lembar.cell(
                baris + 1, tanda(lembar)
            ).value = "a901.1.00000000 k902.1.00000000 s903.1.00000000 i904.1.00000000"

        _, rancangan = hasil(isi, tempel)
        (usul,) = rancangan.usul
        assert (usul.baru, usul.butir.uraian) == (True, "Indikator dari kantor lain")
        assert rancangan.hapus == []

    def test_edits_here_and_there_meet(self, isi):
        def ubah(lembar):
            baris, kolom = sel(lembar, "Indikator A1px")
            lembar.cell(baris, kolom).value = "Kata dari berkas"
            lembar.cell(*sel(lembar, "Sub kegiatan B1p")).value = "Sub dari berkas (KUL)"

        kini = deepcopy(isi)
        next(satu for satu in kini.indikator() if satu.uraian == "Indikator A1px").uraian = "Kata dari portal"
        gabungan, rancangan = hasil(isi, ubah, kini)
        (bentrok,) = gabungan.bentrok
        assert (bentrok.portal, bentrok.berkas) == ("Kata dari portal", "Kata dari berkas")
        assert [usul.butir.uraian for usul in rancangan.usul] == ["Sub dari berkas"]


class TestSetelanBahasa:
    """What Indonesian and English settings make of typed text."""

    def test_a_month_typed_as_a_date(self):
        """A target "Maret 2026" that a spreadsheet turned into the first of March."""
        tata = "bangka-barat-2026"
        indikator = IsiIndikator(id=4, uraian="Laporan", bulan=(Bulan(TAHUN, 1),))
        sub = IsiSubKegiatan(id=3, uraian="Aksi", rincian="Aksi", anak=[indikator])
        pohon = IsiPohon([IsiArea(id=1, uraian="AREA", anak=[IsiKegiatan(id=2, uraian="Kegiatan", anak=[sub])])])
        isi = beri_nomor(pohon, SKEMA[PASANGAN[tata]])

        def ubah(lembar):
            satu = lembar.cell(*sel(lembar, "Januari 2026"))
            satu.value, satu.number_format = datetime.datetime(2026, 3, 1), "mmm-yy"

        gabungan = bawa(sunting(ekspor(isi, tata), ubah), tata, dasar=isi)
        (usul,) = rancang(isi, gabungan.hasil).usul
        assert [(b.medan, b.baru) for b in usul.beda] == [("bulan", (Bulan(TAHUN, 3),))]

    @pytest.mark.parametrize("angka", [1, 1.0, "1", True])
    def test_a_mark_typed_as_a_number(self, isi, angka):
        def ubah(lembar):
            baris, _ = sel(lembar, "Indikator A1px")
            kolom = next(s.column for s in lembar[baris] if s.value == "√")
            lembar.cell(baris, kolom + 1).value = angka

        _, rancangan = hasil(isi, ubah)
        (usul,) = rancangan.usul
        assert [(b.medan, b.baru) for b in usul.beda] == [("bulan", (Bulan(TAHUN, 3), Bulan(TAHUN, 4)))]

    @pytest.mark.parametrize("pola", ["0.00", "#,##0", "General", "@"])
    def test_numbers_shown_in_another_format(self, isi, pola):
        def ubah(lembar):
            for baris in lembar.iter_rows():
                for satu in baris:
                    if isinstance(satu.value, int):
                        satu.number_format = pola

        _, rancangan = hasil(isi, ubah)
        assert not rancangan


class TestTandaAsing:
    def test_a_line_under_the_mark_of_another_plan_leaves_its_area_alone(self, isi):
        """Its own indikator is new; area, kegiatan, sub-kegiatan are told by the lines under them."""

        def tempel(lembar):
            baris, _ = sel(lembar, "Indikator A1px")
            lembar.cell(
                baris, tanda(lembar)
            ).value = "a9001.1.0a1b2c3d k9002.1.0a1b2c3d s9003.1.0a1b2c3d i9004.1.0a1b2c3d"

        gabungan, rancangan = hasil(isi, tempel)
        assert [butir.uraian for _, butir, _ in gabungan.dihapus] == ["Indikator A1px"]
        assert rancangan.jumlah() == {"diubah": 0, "ditambah": 1, "dipindah": 0, "dihapus": 1}

    def test_rows_moved_out_of_a_dropped_branch_are_not_counted_as_deleted(self, isi):
        kini = deepcopy(isi)
        kiri, kanan = kini.area
        kiri.anak += kanan.anak
        kini.area.pop()
        rancangan = rancang(isi, kini)
        assert rancangan.jumlah() == {"diubah": 0, "ditambah": 0, "dipindah": 2, "dihapus": 1}
