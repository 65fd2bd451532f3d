"""The Lampiran as a workbook that prints like it, and that can be edited offline and brought back.

Every text is a text, never a formula. A hidden column to the right of the grid says which plan the workbook is and
which rows of the tree each line shows: docs/skema/buku_kerja.md.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from copy import copy
from io import BytesIO
from itertools import accumulate, groupby
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, NamedStyle, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.constants import XML_NS

from areas.kisi import Sel
from areas.tanda_baris import tulis_tanda
from reports.lampiran import HURUF, TEPI, Lampiran, Paragraf, baris_berasal, paragraf_sel
from reports.ukuran_teks import hitung_baris

LEMBAR = "Lampiran"
KEPALA_TANDA = "Jangan diubah"  # over the hidden column, for who unhides it
SIFAT_KUNCI = "rb-portal"  # the document property that repeats which plan it is
UKURAN, UKURAN_JUDUL = 8, 11
TINGGI_BARIS = 1.27  # of the size; programs round each line up to whole pixels
TINGGI_TERBESAR = 400.0  # points; Excel allows 409 a row
_BANTALAN = (5.0, 3.0)  # points left free in a cell: width, height
_HURUF_BUKU = Font(name="Arial", size=10)  # the unit of column widths is its digit: 7 pixels, and it is everywhere
_PT_PER_SATUAN = 5.25
_KODE_KERTAS = {(210, 297): 9, (215, 330): 14}  # A4; F4 = Folio 8.5 × 13 in
_RUMUS = tuple("=+-@\t\r")
_LOLOS = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_GARIS = Side(style="thin", color="000000")
_KOTAK = Border(left=_GARIS, right=_GARIS, top=_GARIS, bottom=_GARIS)


_Butuh = tuple[int, int, float]  # of a cell: its first row, the rows that it spans, the height that its text needs


class _TeksKaya(CellRichText):
    """Rich text that keeps a run of nothing but spaces, as between two words in italics."""

    def to_tree(self) -> Any:
        wadah = super().to_tree()
        for teks in wadah.iter("t"):
            teks.set(f"{{{XML_NS}}}space", "preserve")
        return wadah


def tulis_xlsx(lampiran: Lampiran) -> bytes:
    """The workbook, from `reports.lampiran.susun_lampiran`."""
    return _Penulis(lampiran).tulis()


class _Penulis:
    def __init__(self, lampiran: Lampiran) -> None:
        self.lampiran = lampiran
        self.kisi = lampiran.kisi
        self.buku = Workbook()
        self.lembar: Worksheet = self.buku.active
        self.lembar.title = LEMBAR
        self.gaya = _gaya(self.buku)
        self.lebar = [kolom.lebar / 100 * lampiran.lebar_isi for kolom in self.kisi.kolom]
        self.jumlah_kolom = len(self.lebar)
        self.kolom_tanda = self.jumlah_kolom + 1

    def tulis(self) -> bytes:
        """Title, head, rows, signature; then how it prints."""
        baris = self._judul(1)
        awal_kepala = baris
        baris = self._kepala(baris)
        awal_isi = baris
        baris = self._isi(baris)
        baris = self._penutup(baris)
        self._tata_cetak(awal_kepala, awal_isi, baris - 1)
        keluaran = BytesIO()
        self.buku.save(keluaran)
        return keluaran.getvalue()

    def _judul(self, baris: int) -> int:
        for teks in self.lampiran.judul:
            self._rentang(baris, 1, 1, self.jumlah_kolom)
            self._tulis_teks(baris, 1, "rb_judul", [Paragraf("", ((teks, False),))])
            jumlah = hitung_baris([teks], sum(self.lebar), UKURAN_JUDUL, tebal=True)
            self.lembar.row_dimensions[baris].height = round(jumlah * UKURAN_JUDUL * TINGGI_BARIS + 2, 1)
            baris += 1
        return baris + 1

    def _kepala(self, awal: int) -> int:
        """The head, each cell at the first column of its line that none before it covers."""
        terisi: set[tuple[int, int]] = set()
        butuh: list[_Butuh] = []
        for nomor, kepala in enumerate(self.kisi.kepala):
            for sel in kepala:
                mulai = next(kolom for kolom in range(self.jumlah_kolom) if (nomor, kolom) not in terisi)
                petak = [(nomor + b, mulai + k) for b in range(sel.rentang_baris) for k in range(sel.rentang_kolom)]
                terisi.update(petak)
                gaya = "rb_nomor_kolom" if sel.jenis == "nomor_kolom" else "rb_kepala"
                for b, k in petak:
                    self.lembar.cell(awal + b, k + 1)._style = self.gaya[gaya]
                self._rentang(awal + nomor, mulai + 1, sel.rentang_baris, sel.rentang_kolom)
                if sel.teks:
                    self._tulis_teks(awal + nomor, mulai + 1, gaya, [Paragraf("", ((sel.teks, False),))])
                lebar = sum(self.lebar[mulai : mulai + sel.rentang_kolom]) - _BANTALAN[0]
                baris = hitung_baris(sel.teks.split("\n"), lebar, UKURAN, tebal=True)
                bantalan = 0 if sel.jenis == "nomor_kolom" else 2 * _BANTALAN[1]
                butuh.append((nomor, sel.rentang_baris, baris * UKURAN * TINGGI_BARIS + bantalan))
        for nomor, tinggi in enumerate(_tinggi_baris(len(self.kisi.kepala), butuh)):
            self.lembar.row_dimensions[awal + nomor].height = tinggi
        self.lembar.cell(awal - 1, self.kolom_tanda, str(self.lampiran.kunci))
        self.lembar.cell(awal, self.kolom_tanda, KEPALA_TANDA)
        return awal + len(self.kisi.kepala)

    def _isi(self, awal: int) -> int:
        """The grid. A line too high for one row of a workbook becomes several, its cells merged over them."""
        berasal = list(baris_berasal(self.kisi))
        paragraf = {id(sel): paragraf_sel(sel.teks) for satu in berasal for sel in satu.baris.sel}
        butuh = [
            (nomor, sel.rentang_baris, self._tinggi_sel(sel, paragraf[id(sel)]))
            for nomor, satu in enumerate(berasal)
            for sel in satu.baris.sel
        ]
        tinggi = _tinggi_baris(len(berasal), butuh)
        letak = [awal]
        for satu in tinggi:
            pecahan = max(1, -int(-satu // TINGGI_TERBESAR))
            for nomor in range(pecahan):
                self.lembar.row_dimensions[letak[-1] + nomor].height = round(satu / pecahan, 1)
            letak.append(letak[-1] + pecahan)
        tahun = self.lampiran.rencana.tahun
        for nomor, satu_baris in enumerate(berasal):
            for sel in satu_baris.baris.sel:
                tinggi_sel = letak[nomor + sel.rentang_baris] - letak[nomor]
                self._tulis_sel(letak[nomor], tinggi_sel, sel, paragraf[id(sel)])
            tanda = tulis_tanda(satu_baris.butir, self.kisi.tata, tahun)
            self._rentang(letak[nomor], self.kolom_tanda, letak[nomor + 1] - letak[nomor], 1)
            if tanda and satu_baris.baris.jenis != "judul":  # the lines under it name it too
                self.lembar.cell(letak[nomor], self.kolom_tanda, tanda)
        judul = {nomor for nomor, satu_baris in enumerate(berasal) if satu_baris.baris.jenis == "judul"}
        self._ganti_halaman(letak, tinggi, butuh, judul)
        return letak[-1]

    def _ganti_halaman(self, letak: list[int], tinggi: list[float], butuh: list[_Butuh], judul: set[int]) -> None:
        """Page breaks that cut no text of a merged cell, part no heading from its rows and no signature from the grid.

        Where no such break leaves half a page filled, the program that prints breaks as it likes.
        """
        tegak = (self.lampiran.kertas[1] - TEPI["atas"] - TEPI["bawah"]) / 25.4 * 72 * 0.96
        kepala = sum(satu.height for baris, satu in self.lembar.row_dimensions.items() if baris < letak[0])
        judul_tinggi = sum(self.lembar.row_dimensions[b].height for b in range(1, len(self.lampiran.judul) + 1))
        y = list(accumulate([*tinggi, self._tinggi_penutup()], initial=0.0))
        terlarang = {nomor + 1 for nomor in judul} | {len(tinggi)}
        for baris, banyak, perlu in butuh:
            terlarang |= {b for b in range(baris + 1, baris + banyak) if y[b] - y[baris] < perlu}
        mulai, muat = 0, tegak - kepala - 15
        while y[-1] - y[mulai] > muat:
            batas = bisect_right(y, y[mulai] + muat) - 1
            boleh = next(
                (b for b in range(batas, mulai, -1) if b not in terlarang and y[b] - y[mulai] > muat / 2), None
            )
            if boleh is not None:
                self.lembar.row_breaks.append(Break(id=letak[boleh] - 1))
            mulai = boleh or max(batas, mulai + 1)
            muat = tegak - (kepala - judul_tinggi)

    def _tinggi_sel(self, sel: Sel, paragraf: Sequence[Paragraf]) -> float:
        lebar = sum(self.lebar[sel.kolom : sel.kolom + sel.rentang_kolom]) - _BANTALAN[0]
        baris = hitung_baris(map(str, paragraf), lebar, UKURAN, tebal=sel.jenis == "judul")
        return max(baris, 1) * UKURAN * TINGGI_BARIS + _BANTALAN[1]

    def _tulis_sel(self, baris: int, tinggi: int, sel: Sel, paragraf: list[Paragraf]) -> None:
        gaya = {"nomor": "rb_nomor", "judul": "rb_baris_judul", "bulan": "rb_bulan"}.get(sel.jenis, "rb_isi")
        if sel.tanda:
            paragraf = [Paragraf("", ((sel.tanda, False),))]
        for b in range(baris, baris + tinggi):
            for k in range(sel.kolom + 1, sel.kolom + 1 + sel.rentang_kolom):
                self.lembar.cell(b, k)._style = self.gaya[gaya]
        self._rentang(baris, sel.kolom + 1, tinggi, sel.rentang_kolom)
        if paragraf:
            self._tulis_teks(baris, sel.kolom + 1, gaya, paragraf)

    def _tulis_teks(self, baris: int, kolom: int, gaya: str, paragraf: list[Paragraf]) -> None:
        """A text that no program takes for a formula, a number for a date, or an escape for a character."""
        sel = self.lembar.cell(baris, kolom)
        teks = _LOLOS.sub("_x005F_", "\n".join(map(str, paragraf)))
        if gaya in ("rb_nomor", "rb_kepala", "rb_nomor_kolom") and teks.isdecimal() and str(int(teks)) == teks:
            sel._style, sel.value = self.gaya[gaya], int(teks)  # as text, spreadsheets would flag every one of them
            return
        if any(miring for satu in paragraf for _, miring in satu.ruas):
            sel.value = _kaya(paragraf, tebal=gaya == "rb_baris_judul")
        else:
            sel.value = teks
        sel.data_type = "s"
        sel._style = copy(self.gaya[gaya])
        sel.number_format = "@"
        if teks.startswith(_RUMUS):
            sel.quotePrefix = True

    def _penutup(self, baris: int) -> int:
        """The signature block under the right third of the grid, of whole columns."""
        if not self.lampiran.penutup:
            return baris
        sisa, kolom = 0.0, self.jumlah_kolom
        while kolom > 1 and sisa < 0.34 * sum(self.lebar):
            kolom -= 1
            sisa += self.lebar[kolom]
        baris += 1
        for teks in self.lampiran.penutup:
            self._rentang(baris, kolom + 1, 1, self.jumlah_kolom - kolom)
            if teks:
                self._tulis_teks(baris, kolom + 1, "rb_penutup", [Paragraf("", ((teks, False),))])
            jumlah = hitung_baris([teks], sisa, UKURAN + 2)
            self.lembar.row_dimensions[baris].height = round(jumlah * (UKURAN + 2) * TINGGI_BARIS + 1, 1)
            baris += 1
        return baris

    def _tinggi_penutup(self) -> float:
        return (len(self.lampiran.penutup) + 1) * ((UKURAN + 2) * TINGGI_BARIS + 1) if self.lampiran.penutup else 0.0

    def _rentang(self, baris: int, kolom: int, tinggi: int, lebar: int) -> None:
        """Merge; without openpyxl's own search of every merge so far, which grows with the square of the plan."""
        if tinggi > 1 or lebar > 1:
            rentang = CellRange(min_row=baris, min_col=kolom, max_row=baris + tinggi - 1, max_col=kolom + lebar - 1)
            self.lembar.merged_cells.ranges.add(rentang)

    def _tata_cetak(self, awal_kepala: int, awal_isi: int, akhir: int) -> None:
        lembar, lampiran = self.lembar, self.lampiran
        for urut, lebar in enumerate(self.lebar, 1):
            lembar.column_dimensions[get_column_letter(urut)].width = round(lebar / _PT_PER_SATUAN, 2)
        lembar.column_dimensions[get_column_letter(self.kolom_tanda)].hidden = True
        lembar.page_setup.orientation = lembar.ORIENTATION_LANDSCAPE if lampiran.lanskap else "portrait"
        pendek, panjang = sorted(lampiran.kertas)
        lembar.page_setup.paperSize = _KODE_KERTAS[pendek, panjang]
        lembar.sheet_properties.pageSetUpPr.fitToPage = True
        lembar.page_setup.fitToWidth, lembar.page_setup.fitToHeight = 1, 0
        lembar.print_options.horizontalCentered = True
        tepi = lembar.page_margins
        tepi.left, tepi.right, tepi.top, tepi.bottom = (
            TEPI[sisi] / 25.4 for sisi in ("kiri", "kanan", "atas", "bawah")
        )
        tepi.header = tepi.footer = 8 / 25.4
        lembar.oddFooter.center.text = "- &P -"
        lembar.oddFooter.center.font, lembar.oddFooter.center.size = HURUF, 9
        lembar.print_title_rows = f"{awal_kepala}:{awal_isi - 1}"
        lembar.print_area = f"A1:{get_column_letter(self.jumlah_kolom)}{akhir}"
        lembar.freeze_panes = f"A{awal_isi}"
        lembar.sheet_view.showGridLines = False
        sifat = self.buku.properties
        sifat.title = str(lampiran.rencana)
        sifat.creator = sifat.lastModifiedBy = lampiran.rencana.satker.nama_resmi
        sifat.subject = " ".join(lampiran.judul)
        sifat.language = "id-ID"
        self.buku.custom_doc_props.append(StringProperty(name=SIFAT_KUNCI, value=str(lampiran.kunci)))


def _tinggi_baris(jumlah: int, butuh: Iterable[_Butuh]) -> list[float]:
    """Heights of `jumlah` rows so that each cell fits; what a spanning cell
    lacks is shared among its rows. Narrow spans first, so that wide ones see what there already is."""
    tinggi = [UKURAN * TINGGI_BARIS] * jumlah
    rentang = []
    for baris, banyak, perlu in butuh:
        if banyak == 1:
            tinggi[baris] = max(tinggi[baris], perlu)
        else:
            rentang.append((banyak, baris, perlu))
    for banyak, baris, perlu in sorted(rentang):
        kurang = perlu - sum(tinggi[baris : baris + banyak])
        if kurang > 0:
            for nomor in range(baris, baris + banyak):
                tinggi[nomor] += kurang / banyak
    return tinggi


def _kaya(paragraf: list[Paragraf], *, tebal: bool) -> CellRichText:
    """Rich text with line breaks between the paragraphs."""
    ruas: list[tuple[str, bool]] = []
    for satu in paragraf:
        ruas += [("\n", False), *satu.ruas] if ruas else satu.ruas
    muka = {miring: InlineFont(rFont=HURUF, sz=UKURAN, b=tebal or None, i=miring or None) for miring in (False, True)}
    hasil = []
    for miring, kelompok in groupby(ruas, key=lambda satu: satu[1]):
        teks = "".join(teks for teks, _ in kelompok)
        hasil.append(TextBlock(muka[miring], _LOLOS.sub("_x005F_", teks)))
    return _TeksKaya(hasil)


def _gaya(buku: Workbook) -> dict[str, Any]:
    """The workbook's own cell styles, by name: what cells share as their `_style`."""
    tengah = {"horizontal": "center", "vertical": "center", "wrap_text": True}
    atas = {"vertical": "top", "wrap_text": True}
    bentuk: dict[str, tuple[int, bool, dict[str, Any], bool]] = {
        "rb_judul": (UKURAN_JUDUL, True, tengah, False),
        "rb_kepala": (UKURAN, True, tengah, True),
        "rb_nomor_kolom": (UKURAN - 1, False, tengah, True),
        "rb_isi": (UKURAN, False, atas, True),
        "rb_baris_judul": (UKURAN, True, atas, True),
        "rb_nomor": (UKURAN, False, {**atas, "horizontal": "center"}, True),
        "rb_bulan": (UKURAN, False, tengah, True),
        "rb_penutup": (UKURAN + 2, False, atas, False),
    }
    buku._named_styles["Normal"].font = _HURUF_BUKU
    hasil = {}
    for nama, (ukuran, tebal, perataan, kotak) in bentuk.items():
        gaya = NamedStyle(
            nama,
            font=Font(name=HURUF, size=ukuran, bold=tebal),
            alignment=Alignment(**perataan),
            border=_KOTAK if kotak else Border(),
            protection=Protection(),
            number_format="@"
            if nama in ("rb_isi", "rb_bulan", "rb_baris_judul")
            else "General",  # typed dates stay texts
        )
        buku.add_named_style(gaya)
        hasil[nama] = gaya.as_tuple()
    return hasil
