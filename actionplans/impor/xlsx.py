"""Cells of a workbook."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from posixpath import join, normpath
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.xml.functions import fromstring

from actionplans.impor.berkas import tolak_rusak
from actionplans.impor.masalah import PERINGATAN, Letak, Masalah
from actionplans.impor.pangkas import Terpangkas, pangkas
from actionplans.impor.sel import Sel, Tabel, bersih, lepas_miring_gaya, tandai_miring
from areas.bulan import NAMA_BULAN
from areas.tanda_baris import baca_kunci, baca_tanda

_RELASI = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_POLA_BULAT = re.compile(r'((?:"[^"]*"|\\.)*)(0|#|#,##0)(?:\.(?![0#]))?((?:"[^"]*"|\\.|[.)\-])*)')
_GALAT_RUMUS = re.compile(r"#(?:REF|DIV/0|VALUE|NAME|N/A|NUM|NULL)[!?]?")
_PUTIH = ("FFFFFFFF", "00FFFFFF")
_INDEKS_PUTIH = (1, 9, 65)


def baca_xlsx(data: bytes) -> list[Tabel]:
    """The visible sheets of a workbook that `berkas.kenali` has let pass, in order.

    A cell's text is what it shows: the stored value of a formula, whole numbers with the dots of their format,
    months for dates, italics between asterisks. A formula without a stored value is a problem of its sheet.

    Raises:
        BerkasDitolak: damaged or too large.
    """
    ringkas = pangkas(data)
    try:
        buku = load_workbook(io.BytesIO(ringkas.data), data_only=True, keep_links=False, rich_text=True)
        bagian = _bagian_lembar(ringkas.data)
        return [
            _lembar(lembar, ringkas, bagian.get(lembar.title, ""))
            for lembar in buku.worksheets
            if lembar.sheet_state == "visible"
        ]
    except Exception as galat:  # the library raises whatever the damage happens to cause
        raise tolak_rusak(galat) from galat


def _bagian_lembar(data: bytes) -> dict[str, str]:
    """Sheet name → the part of the archive that holds it."""
    with zipfile.ZipFile(io.BytesIO(data)) as arsip:
        relasi = fromstring(arsip.read("xl/_rels/workbook.xml.rels"))
        tujuan = {satu.get("Id"): satu.get("Target", "") for satu in relasi.iter("{*}Relationship")}
        buku = fromstring(arsip.read("xl/workbook.xml"))
    return {
        satu.get("name", ""): normpath(join("xl", tujuan.get(satu.get(_RELASI), ""))).lstrip("/")
        for satu in buku.iter("{*}sheet")
    }


def _lembar(lembar: Any, ringkas: Terpangkas, bagian: str) -> Tabel:
    tabel = Tabel(lembar.title, [])
    peta: dict[tuple[int, int], Sel] = {}
    for (baris, kolom), isi in lembar._cells.items():  # iter_rows would make a cell of every gap
        teks, arsir = _teks(isi), _arsir(isi)
        if _GALAT_RUMUS.fullmatch(teks):
            letak = tabel.letak(baris - 1, kolom - 1)
            tabel.masalah.append(
                Masalah.di(letak, PERINGATAN, f"Rumus di sel ini menghasilkan {teks}.", "Ganti rumusnya dengan isinya.")
            )
            teks = ""
        if teks or arsir:
            peta[baris, kolom] = Sel(baris - 1, kolom - 1, teks, arsir=arsir)
    for atas, kiri, bawah, kanan in ringkas.gabungan.get(bagian, ()):
        sel = peta.setdefault((atas, kiri), Sel(atas - 1, kiri - 1))
        if (sel.rentang_baris, sel.rentang_kolom) == (1, 1):
            sel.rentang_baris, sel.rentang_kolom = bawah - atas + 1, kanan - kiri + 1
            for baris in range(atas, bawah + 1):
                for kolom in range(kiri, kanan + 1):
                    if (baris, kolom) != (atas, kiri):
                        peta.pop((baris, kolom), None)
    _ambil_tanda(tabel, peta)
    tabel.sel = [peta[kunci] for kunci in sorted(peta)]
    lepas_miring_gaya(tabel.sel)
    for rujukan in ringkas.rumus.get(bagian, ()):
        huruf, baris = coordinate_from_string(rujukan)
        tabel.masalah.append(
            Masalah(
                lembar.title, baris, huruf, PERINGATAN, "Rumus di sel ini belum mempunyai hasil yang tersimpan.",
                "Buka berkas di Excel, simpan, lalu unggah lagi; atau ganti rumusnya dengan isinya.",
            )
        )  # fmt: skip
    if terpotong := ringkas.terpotong.get(bagian):
        saran = "Pindahkan isi itu ke dekat tabelnya bila perlu dibaca."
        tabel.masalah.append(Masalah.di(Letak(lembar.title), PERINGATAN, terpotong, saran))
    return tabel


def _ambil_tanda(tabel: Tabel, peta: dict[tuple[int, int], Sel]) -> None:
    """Take the hidden marks of a workbook exported here out of the cells, wherever their column is now."""
    for tempat, sel in list(peta.items()):
        if sel.teks.startswith("rb-portal/"):
            tabel.kunci = tabel.kunci or baca_kunci(sel.teks)
        elif tanda := baca_tanda(sel.teks):
            tabel.tanda[sel.baris] = tanda
        else:
            continue
        del peta[tempat]


def _teks(isi: Any) -> str:
    pola = isi.number_format or ""
    match isi.value:
        case None | False:
            return ""
        case True:
            return "√"
        case CellRichText() as kaya:
            potongan = (satu if isinstance(satu, TextBlock) else TextBlock(InlineFont(), str(satu)) for satu in kaya)
            return bersih(tandai_miring((satu.text, bool(satu.font.i)) for satu in potongan))
        case int() | float() as angka:
            return _angka(angka, pola)
        case datetime.date() as tanggal:
            hari = f"{tanggal.day} " if "d" in pola.lower() else ""
            return f"{hari}{NAMA_BULAN[tanggal.month - 1]} {tanggal.year}"
        case nilai:
            return bersih(str(nilai))


def _angka(nilai: float, pola: str) -> str:
    """A number as its format shows it: 1 in the format `0"."` is "1."."""
    if "%" in pola:
        return f"{nilai * 100:.10g}%".replace(".", ",")
    if nilai != int(nilai):
        return f"{nilai:.10g}".replace(".", ",")
    teks = str(int(nilai))
    if cocok := _POLA_BULAT.fullmatch(pola.partition(";")[0]):
        titik = "." if cocok[0][len(cocok[1]) + len(cocok[2]) :].startswith(".") and not cocok[3] else ""
        teks = _harfiah(cocok[1]) + teks + titik + _harfiah(cocok[3])
    return teks


def _harfiah(pola: str) -> str:
    return re.sub(r'"([^"]*)"|\\(.)|(.)', lambda c: c[1] or c[2] or c[3] or "", pola)


def _arsir(isi: Any) -> str:
    """The colour that fills a cell; white and no fill are both ""."""
    if not isi.has_style:
        return ""
    isian = isi.fill
    if not isian or not getattr(isian, "fill_type", None):
        return ""
    warna = getattr(isian, "fgColor", None)
    if isian.fill_type != "solid" or warna is None:
        return str(isian.fill_type)
    if warna.type == "theme":
        return "" if warna.theme == 0 and not warna.tint else f"tema{warna.theme}{warna.tint:+.2f}"
    if warna.type == "indexed":
        return "" if warna.indexed in _INDEKS_PUTIH else f"indeks{warna.indexed}"
    return "" if str(warna.rgb).upper() in _PUTIH else str(warna.rgb)
