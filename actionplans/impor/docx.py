"""Cells of the tables in a Word document."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from posixpath import normpath
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from actionplans.impor.berkas import baca_bagian, tolak_baris, tolak_rusak
from actionplans.impor.docx_nomor import NomorDaftar
from actionplans.impor.sel import Sel, Tabel, bersih, lepas_miring_gaya, tandai_miring

_KOLOM_TERBANYAK = 200
_CENTANG = "√"
_SIMBOL_CENTANG = {"F0FC", "F0FE", "F050", "F052", "F061", "00FC", "00FE"}  # ticks of Wingdings, Wingdings 2, Webdings
_LEWATI = {qn(nama) for nama in ("w:del", "w:moveFrom", "w:txbxContent", "w:tbl", "w:instrText")}
_PUTIH = ("", "auto", "FFFFFF")
_JUDUL_TERBANYAK = 8


def baca_docx(data: bytes) -> list[Tabel]:
    """The tables of a document that `berkas.kenali` has let pass, in order, with the lines that stand before each.

    Numbers of automatic lists are written before their paragraphs, deleted text of tracked changes is left out.

    Raises:
        BerkasDitolak: damaged, or too many rows.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as arsip:
            nama = _bagian_utama(arsip)
            folder = nama.rpartition("/")[0]
            dokumen, penomoran, gaya = (
                parse_xml(isi) if (isi := baca_bagian(arsip, satu)) else None
                for satu in (nama, f"{folder}/numbering.xml", f"{folder}/styles.xml")
            )
        return list(_tabel(dokumen, NomorDaftar(penomoran, gaya)))
    except Exception as galat:  # zipfile and lxml raise whatever the damage happens to cause
        raise tolak_rusak(galat) from galat


def _bagian_utama(arsip: zipfile.ZipFile) -> str:
    if relasi := baca_bagian(arsip, "_rels/.rels"):
        for satu in parse_xml(relasi):
            if satu.get("Type", "").endswith("/officeDocument"):
                return normpath(satu.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _tabel(dokumen: Any, nomor: NomorDaftar) -> Iterator[Tabel]:
    jumlah_baris = 0
    judul: list[str] = []
    urutan = 0
    for elemen in _isi(dokumen.find(qn("w:body"))):
        if elemen.tag == qn("w:p"):
            judul += [baris for baris in _paragraf(elemen, nomor).split("\n") if baris]
            continue
        for satu in elemen.iter(qn("w:tbl")):  # a table that wraps another one yields both
            urutan += 1
            tabel = Tabel(f"Tabel {urutan}", [], "docx", tuple(judul[-_JUDUL_TERBANYAK:]))
            jumlah_baris += _baca_tabel(satu, tabel, nomor)
            tolak_baris(jumlah_baris)
            lepas_miring_gaya(tabel.sel)
            yield tabel
        judul = []


def _isi(induk: Any) -> Iterator[Any]:
    """Paragraphs, tables, rows or cells below an element, also those wrapped in content controls."""
    for anak in () if induk is None else induk:
        if anak.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml"), qn("w:smartTag")):
            yield from _isi(anak)
        elif anak.tag in (qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")):
            yield anak


def _baca_tabel(elemen: Any, tabel: Tabel, nomor: NomorDaftar) -> int:
    """Fill `tabel`; returns the number of rows."""
    atas: dict[int, Sel] = {}
    baris = 0
    for satu in _isi(elemen):
        if satu.tag != qn("w:tr"):
            continue
        kolom = _bilangan(satu.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0)
        baru: dict[int, Sel] = {}
        for isi in _isi(satu):
            if isi.tag != qn("w:tc") or kolom >= _KOLOM_TERBANYAK:
                continue
            sifat = isi.find(qn("w:tcPr"))
            lebar = _bilangan(None if sifat is None else sifat.find(qn("w:gridSpan")), 1)
            lebar = max(1, min(lebar, _KOLOM_TERBANYAK - kolom))
            gabung = None if sifat is None else sifat.find(qn("w:vMerge"))
            lanjut = gabung is not None and gabung.get(qn("w:val"), "continue") == "continue"
            teks = _teks_sel(isi, nomor)
            pemilik = atas.get(kolom)
            if lanjut and pemilik is not None and pemilik.rentang_kolom == lebar:
                pemilik.rentang_baris += 1
                baru[kolom] = pemilik
            else:
                sel = Sel(baris, kolom, teks, 1, lebar, _arsir(sifat))
                tabel.sel.append(sel)
                if gabung is not None:
                    baru[kolom] = sel
            kolom += lebar
        atas = baru
        baris += 1
    return baris


def _bilangan(elemen: Any, bawaan: int) -> int:
    nilai = "" if elemen is None else elemen.get(qn("w:val"), "")
    return min(int(nilai), _KOLOM_TERBANYAK) if nilai.isascii() and nilai.isdigit() else bawaan


def _arsir(sifat: Any) -> str:
    arsiran = None if sifat is None else sifat.find(qn("w:shd"))
    if arsiran is None:
        return ""
    warna = arsiran.get(qn("w:fill"), "").upper().replace("AUTO", "auto")
    if warna in _PUTIH:
        pola = arsiran.get(qn("w:val"), "clear")
        tema = arsiran.get(qn("w:themeFill"), "")
        return tema if tema and tema != "background1" else ("" if pola in ("clear", "nil") else pola)
    return warna


def _teks_sel(sel: Any, nomor: NomorDaftar) -> str:
    paragraf = [_paragraf(satu, nomor) for satu in _isi(sel) if satu.tag == qn("w:p")]
    return "\n".join(satu for satu in paragraf if satu)


def _paragraf(elemen: Any, nomor: NomorDaftar) -> str:
    isi = bersih(tandai_miring(_potongan(elemen)))
    label = nomor.label(elemen)
    return f"{label} {isi}".strip() if label and (isi or label != "-") else isi


def _potongan(elemen: Any) -> Iterator[tuple[str, bool]]:
    """Pieces of text with whether they are in italics."""
    for anak in elemen:
        if anak.tag in _LEWATI or (isinstance(anak.tag, str) and anak.tag.endswith("}Fallback")):
            continue
        if anak.tag != qn("w:r"):
            yield from _potongan(anak)
            continue
        sifat = anak.find(qn("w:rPr"))
        tanda = None if sifat is None else sifat.find(qn("w:i"))
        miring = tanda is not None and tanda.get(qn("w:val"), "1") not in ("0", "false", "off")
        for isi in anak:
            if isi.tag == qn("w:t"):
                yield isi.text or "", miring
            elif isi.tag in (qn("w:br"), qn("w:cr")):
                yield "\n", miring
            elif isi.tag == qn("w:tab"):
                yield " ", miring
            elif isi.tag == qn("w:noBreakHyphen"):
                yield "-", miring
            elif isi.tag == qn("w:sym") and isi.get(qn("w:char"), "").upper() in _SIMBOL_CENTANG:
                yield _CENTANG, False
