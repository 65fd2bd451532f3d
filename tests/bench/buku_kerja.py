"""The grid of a Lampiran as a workbook that LibreOffice prints: merged cells, widths, wrapped texts, borders."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from areas.kisi import Kisi, Sel
from areas.teks import polos

LEBAR = 190  # characters over the whole width of the page
FOLIO = 14  # paper size code for 8.5 by 13 inches, the nearest to F4
INCI = 25.4


def tulis_buku_kerja(kisi: Kisi, berkas: Path) -> None:
    """Write the workbook: head (repeated on every page), then all rows, nothing else."""
    buku = Workbook()
    lembar = buku.active
    assert isinstance(lembar, Worksheet)
    tebal, biasa = Font(name="TeX Gyre Bonum", size=8, bold=True), Font(name="TeX Gyre Bonum", size=8)
    tengah = Alignment(horizontal="center", vertical="center", wrap_text=True)
    kiri = Alignment(vertical="top", wrap_text=True)
    tipis = Side(style="thin")
    for nomor, kolom in enumerate(kisi.kolom, 1):
        lembar.column_dimensions[get_column_letter(nomor)].width = max(1.5, kolom.lebar * LEBAR / 100)

    def sel(baris: int, kolom: int, teks: str, huruf: Font, letak: Alignment, tinggi: int, lebar: int) -> None:
        satu = lembar.cell(baris, kolom, teks or None)
        satu.font, satu.alignment = huruf, letak
        if tinggi > 1 or lebar > 1:
            lembar.merge_cells(
                start_row=baris, start_column=kolom, end_row=baris + tinggi - 1, end_column=kolom + lebar - 1
            )

    terisi: set[tuple[int, int]] = set()
    for baris, kepala in enumerate(kisi.kepala, 1):
        kolom = 1
        for satu in kepala:
            while (baris, kolom) in terisi:
                kolom += 1
            sel(baris, kolom, satu.teks, tebal, tengah, satu.rentang_baris, satu.rentang_kolom)
            terisi |= {
                (baris + b, kolom + k) for b in range(satu.rentang_baris) for k in range(satu.rentang_kolom)
            }  # fmt: skip
    for baris, isi in enumerate(kisi.baris(), len(kisi.kepala) + 1):
        for satu_sel in isi.sel:
            pusat = satu_sel.jenis in ("bulan", "nomor")
            huruf, letak = tebal if isi.jenis == "judul" else biasa, tengah if pusat else kiri
            tinggi, lebar = satu_sel.rentang_baris, satu_sel.rentang_kolom
            sel(baris, satu_sel.kolom + 1, teks_sel(satu_sel), huruf, letak, tinggi, lebar)

    pinggir = Border(left=tipis, right=tipis, top=tipis, bottom=tipis)
    for deret in lembar.iter_rows(max_col=len(kisi.kolom)):
        for kotak in deret:
            kotak.border = pinggir
    lembar.page_setup.orientation = kisi.tata.orientasi
    lembar.page_setup.paperSize = FOLIO
    lembar.page_setup.fitToWidth, lembar.page_setup.fitToHeight = 1, 0
    lembar.sheet_properties.pageSetUpPr.fitToPage = True
    lembar.print_title_rows = f"1:{len(kisi.kepala)}"
    margin = lembar.page_margins
    margin.top, margin.right, margin.bottom, margin.left = 20 / INCI, 15 / INCI, 15 / INCI, 20 / INCI
    buku.save(berkas)


def teks_sel(sel: Sel) -> str:
    """A cell's text as in print, without italics."""
    bagian = []
    for teks in sel.teks:
        bagian.append(polos(f"{teks.nomor} {teks.uraian}".strip()))
        bagian.append(" ".join(f"({pic})" for pic in teks.pic))
        bagian.append(polos(teks.keterangan_pic))
    return sel.tanda or "\n".join(satu for satu in bagian if satu)
