"""The grid of a Lampiran as a workbook that LibreOffice prints: merged cells, widths, wrapped texts, borders."""

from __future__ import annotations

from math import ceil
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from areas.kisi import Kisi, Sel
from areas.teks import polos

LEBAR = 165  # characters over the whole width of the page
HURUF_SEBARIS = 1.2  # letters of the grid's size in the width of one of those characters
TINGGI_BARIS = 10  # pt
FOLIO = 14  # paper size code for 8.5 by 13 inches, the nearest to F4
INCI = 25.4
TEBAL, BIASA = Font(name="TeX Gyre Bonum", size=8, bold=True), Font(name="TeX Gyre Bonum", size=8)
TENGAH = Alignment(horizontal="center", vertical="center", wrap_text=True)
KIRI = Alignment(vertical="top", wrap_text=True)


def tulis_buku_kerja(kisi: Kisi, berkas: Path) -> None:
    """Write the workbook: head (repeated on every page), then all rows, nothing else."""
    buku = Workbook()
    lembar = buku.active
    assert isinstance(lembar, Worksheet)
    for nomor, kolom in enumerate(kisi.kolom, 1):
        lembar.column_dimensions[get_column_letter(nomor)].width = max(1.5, kolom.lebar * LEBAR / 100)
    _kepala(lembar, kisi)
    _isi(lembar, kisi)
    tipis = Side(style="thin")
    for deret in lembar.iter_rows(max_col=len(kisi.kolom)):
        for kotak in deret:
            kotak.border = Border(left=tipis, right=tipis, top=tipis, bottom=tipis)
    lembar.page_setup.orientation = kisi.tata.orientasi
    lembar.page_setup.paperSize = FOLIO
    lembar.page_setup.fitToWidth, lembar.page_setup.fitToHeight = 1, 0
    lembar.sheet_properties.pageSetUpPr.fitToPage = True
    lembar.print_title_rows = f"1:{len(kisi.kepala)}"
    margin = lembar.page_margins
    margin.top, margin.right, margin.bottom, margin.left = 20 / INCI, 15 / INCI, 15 / INCI, 20 / INCI
    buku.save(berkas)


def _kepala(lembar: Worksheet, kisi: Kisi) -> None:
    terisi: set[tuple[int, int]] = set()
    for baris, kepala in enumerate(kisi.kepala, 1):
        kolom = 1
        for satu in kepala:
            while (baris, kolom) in terisi:
                kolom += 1
            tinggi, lebar = satu.rentang_baris, satu.rentang_kolom
            _tulis(lembar, (baris, kolom), (tinggi, lebar), satu.teks, TEBAL, TENGAH)
            terisi |= {(baris + b, kolom + k) for b in range(tinggi) for k in range(lebar)}


def _isi(lembar: Worksheet, kisi: Kisi) -> None:
    """The rows, each as high as its texts need: LibreOffice does not work that out for merged cells."""
    perlu: dict[int, float] = {}  # row where a cell ends → how far down its text reaches from the top of the grid
    puncak = 0.0
    for baris, isi in enumerate(kisi.baris(), len(kisi.kepala) + 1):
        for sel in isi.sel:
            letak = TENGAH if sel.jenis in ("bulan", "nomor") else KIRI
            ukuran = (sel.rentang_baris, sel.rentang_kolom)
            teks = _teks(sel)
            _tulis(lembar, (baris, sel.kolom + 1), ukuran, teks, TEBAL if isi.jenis == "judul" else BIASA, letak)
            lebar = sum(kolom.lebar for kolom in kisi.kolom[sel.kolom : sel.kolom + sel.rentang_kolom])
            akhir = baris + sel.rentang_baris - 1
            perlu[akhir] = max(perlu.get(akhir, 0), puncak + _tinggi(teks, lebar))
        dasar = max(puncak + TINGGI_BARIS + 4, perlu.get(baris, 0))
        lembar.row_dimensions[baris].height = dasar - puncak
        puncak = dasar


def _tinggi(teks: str, lebar: float) -> float:
    huruf = max(1, lebar * LEBAR / 100 * HURUF_SEBARIS)
    return sum(max(1, ceil(len(satu) / huruf)) for satu in teks.split("\n")) * TINGGI_BARIS + 4


def _tulis(
    lembar: Worksheet, letak: tuple[int, int], ukuran: tuple[int, int], teks: str, huruf: Font, perataan: Alignment
) -> None:
    satu = lembar.cell(*letak, teks or None)
    satu.font, satu.alignment = huruf, perataan
    if ukuran != (1, 1):
        akhir = {"end_row": letak[0] + ukuran[0] - 1, "end_column": letak[1] + ukuran[1] - 1}
        lembar.merge_cells(start_row=letak[0], start_column=letak[1], **akhir)


def _teks(sel: Sel) -> str:
    """A cell's text as in print, without italics."""
    bagian = []
    for teks in sel.teks:
        bagian.append(polos(f"{teks.nomor} {teks.uraian}".strip()))
        bagian.append(" ".join(f"({pic})" for pic in teks.pic))
        bagian.append(polos(teks.keterangan_pic))
    return sel.tanda or "\n".join(satu for satu in bagian if satu)
