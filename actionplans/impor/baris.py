"""Telling the rows of a table apart: heading rows, the signature block below, lines that are no content."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from actionplans.impor.label import Label, baca_label, pisah_label
from actionplans.impor.petak import Petak
from actionplans.impor.sel import Sel
from actionplans.impor.susunan import Susunan, peran_tertutup

_TANDA_TANGAN = re.compile(
    r"(?:di)?tetapkan di\b|pada tanggal\b|mengetahui\b[,:]?|menyetujui\b[,:]|salinan sesuai|disusun oleh\b|"
    r"(?:plt\.? |plh\.? )?(?:ketua|sekretaris)(?: komisi| kpu| kip| panitia|,|$)|ttd\.?$|ttd/?cap|"
    r"a\.?n\.? (?:ketua|sekretaris)|kepala (?:sub ?bagian|bagian|sekretariat)\b|kasubbag\b|nip\.? ?:?\d|"
    r"(?:keterangan|catatan|ket)\s*:|\*\)\s|"
    r"[a-z][a-z .'-]{2,40}, (?:tanggal )?(?:\d{1,2} )?(?:januari|februari|maret|april|mei|juni|juli|agustus|"
    r"september|oktober|november|desember) \d{4}$",
    re.IGNORECASE,
)
_LANJUTAN = re.compile(r"\s*\(?\blanjutan\b\)?\.*$", re.IGNORECASE)
_AREA = re.compile(r"^area(?: perubahan)?(?: ke)?\b[\s:.-]*(?=[\dIVX])|^area(?: perubahan)?\s*[:.-]\s*", re.IGNORECASE)
_NOMOR_AREA = re.compile(r"(\d{1,2}|[IVX]{1,4})\s*[:–-]\s*(?=\S)")
_JUDUL_TERPANJANG = {1: 400, 2: 2000}
"""Signs of the longest heading, by the number of its cells: with a number in a cell of its own it is surely one."""
_BUKAN_AREA = re.compile(
    r"rencana|reformasi birokrasi|zona integritas|lampiran|keputusan|nomor|tentang|tahun|komisi|kabupaten|kota\b|"
    r"provinsi|sekretariat|lembar|sheet|tabel|table|halaman|\bkpu\b|\bkip\b|jadwal|matriks|tim agen",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Judul:
    """A heading row: its number (in a cell of its own, or read from the text) and its text."""

    sel: Sel
    label: str
    teks: str
    kelas: str
    tingkat: str = ""
    """The level whose column of numbers holds the number, "" when it is in the text."""
    jadi: str = ""
    """The level that it turned out to be."""


def awal_tanda_tangan(petak: Petak, susunan: Susunan, baris: int) -> bool:
    """Whether the signature block, or a legend, begins in a row: the table ends here."""
    berteks = petak.berteks(baris)
    if not 0 < len(berteks) < 3 or any(baca_label(sel.teks) and len(sel.teks) < 4 for sel in berteks):
        return False
    if any(sel.kolom in susunan.bulan and len(sel.teks) < 3 for sel in berteks):
        return False
    return bool(_TANDA_TANGAN.match(berteks[0].teks))


def baca_judul(petak: Petak, susunan: Susunan, baris: int) -> Judul | None:
    """The heading row that a row is, None for a row of content.

    It has one text, over the columns of several kinds or (merge missing) in a column of numbers or the first
    column, and at most numbers to the left of it.
    """
    berteks = petak.berteks(baris)
    teks = [sel for sel in berteks if not (susunan.peran(sel.kolom) == "nomor" and baca_label(sel.teks))]
    if (
        len(teks) != 1
        or len(berteks) > 2
        or berteks[-1] is not teks[0]
        or len(teks[0].teks) > _JUDUL_TERPANJANG[len(berteks)]
    ):
        return None
    sel = teks[0]
    if susunan.peran(sel.kolom) == "bulan" or _tertutup_dari_atas(petak, susunan, baris):
        return None
    peran = list(peran_tertutup(susunan, sel))
    lebar = len(peran) > 1
    di_nomor = susunan.peran(sel.kolom) == "nomor" and not peran
    pertama = peran[:1] == ["area"] and len(berteks) == 1
    di_luar = not peran and not di_nomor and sel.kolom < min(susunan.teks.values())
    if not (lebar or di_nomor or pertama or di_luar):
        return None
    if len(berteks) == 2:
        tingkat = next(t for t, kolom in susunan.nomor.items() if kolom == berteks[0].kolom)
        label = baca_label(berteks[0].teks)
        return Judul(sel, berteks[0].teks, sel.teks, label.kelas if label else "", tingkat)
    angka, sisa = _pisah_area(sel.teks)
    return Judul(sel, angka.teks if angka else "", sisa, angka.kelas if angka else "")


def _tertutup_dari_atas(petak: Petak, susunan: Susunan, baris: int) -> bool:
    """Whether a merged cell with text reaches down into the row: then it is content under that cell."""
    kolom_kolom = (susunan.teks.get(jenis) for jenis in ("area", "kegiatan", "sub_kegiatan", "indikator"))
    atas = (petak.di(baris, kolom) for kolom in kolom_kolom if kolom is not None)
    return any(sel is not None and sel.baris < baris and sel.teks for sel in atas)


def beri_tingkat(bagian: Sequence[Sequence[Judul]], susunan: Susunan, area_dari_luar: Sequence[bool]) -> None:
    """Tell the level of each heading row of a file, "area" or "kegiatan" (into `jadi`).

    Where the table has a kegiatan column they are areas. Else the columns of their numbers tell, or the look of
    their numbers (that of the first one is the areas'), or capitals, or two headings that follow each other.
    `area_dari_luar`: whether a title above the part names its area.
    """
    semua = [satu for daftar in bagian for satu in daftar]
    kolom = {satu.tingkat for satu in semua} - {""}
    kelas = list(dict.fromkeys(satu.kelas for satu in semua))
    besar = {satu.teks.isupper() for satu in semua}
    berpasangan = kelas == [""] and any(_berurutan(daftar) for daftar in bagian)
    for daftar, dari_luar in zip(bagian, area_dari_luar, strict=True):
        for urut, satu in enumerate(daftar):
            if "kegiatan" in susunan.teks or "area" in susunan.teks:
                satu.jadi = "area"
            elif len(kolom) > 1 and satu.tingkat:
                satu.jadi = "area" if satu.tingkat == "area" else "kegiatan"
            elif len(kelas) > 1:
                satu.jadi = "area" if satu.kelas == kelas[0] else "kegiatan"
            elif kelas[0].startswith("i"):
                satu.jadi = "kegiatan"
            elif len(besar) > 1:
                satu.jadi = "area" if satu.teks.isupper() else "kegiatan"
            elif berpasangan:
                satu.jadi = "area" if _berurutan(daftar[urut : urut + 2]) else "kegiatan"
            else:
                satu.jadi = "kegiatan" if dari_luar else "area"


def _berurutan(judul: Sequence[Judul]) -> bool:
    """Whether two headings follow each other without a row between."""
    return any(kanan.sel.baris - kiri.sel.baris == 1 for kiri, kanan in itertools.pairwise(judul))


def area_dari_judul(baris: Iterable[str]) -> tuple[Label | None, str] | None:
    """The area that a line just above a table, or a sheet's name, names: its number and text.

    A line that begins with "Area", or the last one when it is numbered, or not part of a title ("RENCANA AKSI …").
    """
    daftar = [satu for satu in baris if satu]
    for satu in reversed(daftar):
        if _AREA.match(satu) and not baca_label(_AREA.sub("", satu)):
            return _pisah_area(satu)
    if daftar and len(daftar[-1]) < 200:
        label, sisa = _pisah_area(daftar[-1])
        if len(sisa) > 3 and (label or not (bukan_area(sisa) or re.search(r"\d{4}", sisa))):
            return label, sisa
    return None


def _pisah_area(teks: str) -> tuple[Label | None, str]:
    """Number and text of a heading: "1. Manajemen Perubahan", "AREA 1: MANAJEMEN PERUBAHAN"."""
    inti = _AREA.sub("", teks)
    if inti != teks and (cocok := _NOMOR_AREA.match(inti)):
        return baca_label(cocok[1]), inti[cocok.end() :]
    return pisah_label(inti, polos=True)


def bukan_area(teks: str) -> bool:
    """Whether a line is part of a title ("RENCANA AKSI …", "TAHUN 2026"), not the name of an area."""
    return bool(_BUKAN_AREA.search(teks))


def tanpa_lanjutan(teks: str) -> str:
    """A text without "(lanjutan)" at its end."""
    return _LANJUTAN.sub("", teks)
