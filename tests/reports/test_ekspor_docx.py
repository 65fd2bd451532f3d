"""The Word document: the Lampiran cell by cell against the readings of the scans."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import example, given, settings
from hypothesis import strategies as st

from actionplans.models import RencanaAksi
from areas.teks import polos
from reports.ekspor_docx import tulis_docx
from reports.lampiran import Lampiran, bersih, susun_lampiran
from tests.reports.bacaan import rapat
from tests.reports.pohon_acak import TATA, lampiran_dari, rencana_acak, satu_baris


@pytest.fixture(scope="package")
def lampiran(bacaan, demo, django_db_blocker) -> Lampiran:
    with django_db_blocker.unblock():
        kunci = {"satker__kode": bacaan.satker.replace(".", ""), "tahun": bacaan.tahun, "jenis": bacaan.jenis}
        return susun_lampiran(RencanaAksi.objects.untuk_lembar().get(**kunci))


@pytest.fixture(scope="package")
def dokumen(lampiran) -> Any:
    return Document(io.BytesIO(tulis_docx(lampiran)))


def isi_tabel(dokumen: Any, kepala: int) -> list[list[tuple[int, int, str]]]:
    """The table's rows under the head, each as (first column, columns, text) of the cells that begin there."""
    hasil = []
    for baris in dokumen.tables[0]._tbl.tr_lst[kepala:]:
        kolom, sel = 0, []
        for satu in baris.tc_lst:
            if satu.vMerge != "continue":
                teks = "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in satu.p_lst)
                sel.append((kolom, satu.grid_span, teks))
            kolom += satu.grid_span
        hasil.append(sel)
    return hasil


class TestLampiran:
    @pytest.mark.parametrize(
        "nama", ["judul", "no", "area", "kegiatan", "sub_kegiatan", "rincian", "indikator", "target_waktu", "ket"]
    )
    def test_every_text_stands_once_in_its_column_and_nothing_else(self, bacaan, dokumen, nama):
        lebar, potongan = len(bacaan.kolom), []
        for baris in isi_tabel(dokumen, len(bacaan.kepala)):
            for kolom, rentang, teks in baris:
                judul = rentang > 2 and kolom + rentang == lebar
                if ("judul" if judul else bacaan.kolom[kolom]) == nama:
                    potongan.append(teks)
        assert rapat("".join(potongan)) == bacaan.teks_kolom(nama)

    def test_every_mark_in_its_row_and_month_and_no_other(self, bacaan, dokumen):
        posisi, bertanda = 0, []
        indikator = bacaan.kolom.index("indikator")
        for baris in isi_tabel(dokumen, len(bacaan.kepala)):
            teks = {kolom: teks for kolom, _, teks in baris}
            bulan = frozenset(
                int(nama) for kolom, nama in enumerate(bacaan.kolom) if nama.isdigit() and teks.get(kolom)
            )
            if bulan:
                bertanda.append((posisi, bulan))
            posisi += len(rapat(teks.get(indikator, "")))
        letak = bacaan.letak("indikator")
        assert bertanda == [(letak[i], b) for i, baris in enumerate(bacaan.baris) if (b := bacaan.bulan(baris))]

    def test_the_head_as_printed_and_repeated_on_every_page(self, bacaan, dokumen):
        tabel = dokumen.tables[0]
        kepala = [baris for baris in tabel._tbl.tr_lst if baris.trPr.find(qn("w:tblHeader")) is not None]
        assert kepala == tabel._tbl.tr_lst[: len(bacaan.kepala)]
        teks = [tuple(" ".join(s.split()) for _, _, s in baris if s) for baris in isi_tabel(dokumen, 0)[: len(kepala)]]
        assert teks == list(bacaan.kepala)

    def test_every_row_fills_the_grid_and_may_not_break(self, bacaan, dokumen):
        for baris in dokumen.tables[0]._tbl.tr_lst:
            assert sum(sel.grid_span for sel in baris.tc_lst) == len(bacaan.kolom)
            assert baris.trPr.find(qn("w:cantSplit")) is not None

    def test_continued_cells_stand_under_one_of_the_same_width(self, dokumen):
        atas: dict[int, int] = {}
        for baris in dokumen.tables[0]._tbl.tr_lst:
            kolom, kini = 0, {}
            for sel in baris.tc_lst:
                if sel.vMerge == "continue":
                    assert atas.get(kolom) == sel.grid_span
                if sel.vMerge:
                    kini[kolom] = sel.grid_span
                kolom += sel.grid_span
            atas = kini

    def test_words_in_italics(self, dokumen, lampiran):
        miring = {"".join(t.text for t in r.iter(qn("w:t"))) for r in dokumen.element.iter(qn("w:r"))
                  if r.rPr is not None and r.rPr.find(qn("w:i")) is not None}  # fmt: skip
        ada = any("*kick off*" in satu.uraian for satu in lampiran.isi.semua())
        assert ("kick off" in miring) == ada

    def test_page_title_signature_and_properties(self, dokumen, lampiran):
        bagian = dokumen.sections[0]
        assert (round(bagian.page_width.mm), round(bagian.page_height.mm)) == (330, 215)
        assert "PAGE" in bagian.header._element.xml
        teks = [paragraf.text for paragraf in dokumen.paragraphs if paragraf.text]
        assert teks == [satu for satu in (*lampiran.kepala, *lampiran.judul, *lampiran.penutup) if satu]
        assert dokumen.core_properties.title == str(lampiran.rencana)
        assert dokumen.core_properties.author == lampiran.rencana.satker.nama_resmi

    def test_the_face_and_those_that_stand_in_for_it(self, dokumen):
        assert dokumen.styles["LampiranIsi"].font.name == "Bookman Old Style"
        huruf = next(r.target_part.blob for r in dokumen.part.rels.values() if r.reltype.endswith("/fontTable"))
        assert b'w:altName w:val="Bookman,' in huruf


class TestTeksBerbahaya:
    @given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
    @example('<w:p>&amp;"]]>')
    @example("\x00\ufffe*a* *b*\r\n1) =x")
    @settings(max_examples=30, deadline=None)
    def test_no_letter_lost(self, uraian):
        dokumen = Document(io.BytesIO(tulis_docx(lampiran_dari(satu_baris(uraian), "alor-2026"))))
        baris = dokumen.tables[0].rows[-1]
        for kolom in (1, 3, 5, 6):
            assert baris.cells[kolom].text == polos(bersih(uraian))

    @pytest.mark.parametrize("tata", sorted(TATA))
    def test_rows_with_nothing_under_them(self, tata):
        isi = satu_baris("Teks", tata)
        isi.area[0].anak[0].anak = []
        assert Document(io.BytesIO(tulis_docx(lampiran_dari(isi, tata)))).tables

    @given(rencana_acak())
    @settings(max_examples=20, deadline=None)
    def test_every_text_of_a_generated_plan(self, rencana):
        dokumen = Document(io.BytesIO(tulis_docx(rencana.lampiran())))
        semua = "\n".join(teks for baris in isi_tabel(dokumen, 0) for _, _, teks in baris)
        for satu in rencana.isi.semua():
            assert polos(satu.uraian) in semua or polos(getattr(satu, "program", "")) in semua
