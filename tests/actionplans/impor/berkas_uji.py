"""Unsuitable and hostile files, and damage done to good ones."""

from __future__ import annotations

import datetime
import io
import random
import re
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
from openpyxl.styles import PatternFill

from areas.bulan import Bulan
from areas.isi import IsiArea, IsiIndikator, IsiKegiatan, IsiPohon, IsiSubKegiatan
from areas.penomoran import beri_nomor
from tests.actionplans.impor.conftest import SKEMA

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def aliran_ole(nama: str) -> bytes:
    """The beginning of an OLE file that holds a stream of that name."""
    return OLE + nama.encode("utf-16-le") + bytes(200)


def arsip(isi: dict[str, bytes]) -> bytes:
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as berkas:
        for nama, data in isi.items():
            berkas.writestr(nama, data)
    return keluar.getvalue()


def ganti_bagian(data: bytes, ganti: Callable[[str, bytes], bytes | None]) -> bytes:
    """The archive with every part passed through `ganti`; None leaves it out."""
    with zipfile.ZipFile(io.BytesIO(data)) as asal:
        baru = {nama: ganti(nama, asal.read(nama)) for nama in asal.namelist()}
    return arsip({nama: isi for nama, isi in baru.items() if isi is not None})


def tambah_bagian(data: bytes, nama: str, isi: bytes) -> bytes:
    """The archive with one more part."""
    with zipfile.ZipFile(io.BytesIO(data)) as asal:
        return arsip({satu: asal.read(satu) for satu in asal.namelist()} | {nama: isi})


def pohon_kecil(tahun: int = 2026) -> IsiPohon:
    """Two areas with some of everything."""

    def indikator(uraian: str, *bulan: int) -> IsiIndikator:
        return IsiIndikator(uraian=uraian, bulan=tuple(Bulan(tahun, satu) for satu in bulan), ket="Tentatif")

    def sub(nama: str) -> IsiSubKegiatan:
        anak = [indikator(f"Dokumen {nama} pertama", 1, 2, 3), indikator(f"Laporan {nama} kedua", 12)]
        return IsiSubKegiatan(uraian=f"Penyusunan {nama}", rincian="1. rapat\n2. menyusun SK", anak=anak)

    def area(nama: str) -> IsiArea:
        kegiatan = [IsiKegiatan(uraian=f"Kegiatan {nama} {i}", pic=["KUL"], anak=[sub("SOP"), sub("SK")]) for i in "AB"]
        return IsiArea(uraian=nama, anak=kegiatan)

    pohon = IsiPohon([area("Manajemen Perubahan"), area("Penataan Tata Laksana")])
    return beri_nomor(pohon, SKEMA["arab-titik"])


def rusak_byte(data: bytes, acak: random.Random) -> bytes:
    """Cut off, bytes flipped, a piece doubled or taken out."""
    match acak.randrange(4):
        case 0:
            return data[: acak.randrange(len(data))]
        case 1:
            isi = bytearray(data)
            for _ in range(acak.randint(1, 30)):
                isi[acak.randrange(len(isi))] = acak.randrange(256)
            return bytes(isi)
        case 2:
            letak = acak.randrange(len(data))
            return data[:letak] + data[letak : letak + 200] + data[letak:]
        case _:
            letak = acak.randrange(len(data))
            return data[:letak] + data[letak + acak.randint(1, 500) :]


_NILAI = (
    b"", b"-1", b"0", b"99999999999999999999", b"1048577", b"XFE1", b"A1:XFD1048576", b"A0", b"#REF!", b"NaN", b"1e309",
    b"&#0;", b"\xff\xfe", b"<x>", b"true", b"../../x", "é√".encode(),
)  # fmt: skip


def rusak_xml(data: bytes, acak: random.Random) -> bytes:
    """An attribute or text of a part replaced, an element taken out, doubled or left open, or the whole part gone."""
    with zipfile.ZipFile(io.BytesIO(data)) as asal:
        sasaran = acak.choice([nama for nama in asal.namelist() if nama.endswith((".xml", ".rels"))])

    def ganti(nama: str, isi: bytes) -> bytes | None:
        if nama != sasaran:
            return isi
        if acak.randrange(8) == 0:
            return None
        for _ in range(acak.randint(1, 6)):
            pola = acak.choice((rb'"[^"<>]*"', rb">[^<>]+<", rb"<[^<>/]+/>", rb"<[^<>]+>"))
            tempat = list(re.finditer(pola, isi))
            if not tempat:
                continue
            satu = acak.choice(tempat)
            baru = acak.choice((b"", satu[0] * 2, satu[0][:1] + acak.choice(_NILAI) + satu[0][-1:]))
            isi = isi[: satu.start()] + baru + isi[satu.end() :]
        return isi

    return ganti_bagian(data, ganti)


def rusak_sel(data: bytes, acak: random.Random) -> bytes:
    """Cells, types, merges, rows and columns of a workbook changed as a careless hand would."""
    buku = openpyxl.load_workbook(io.BytesIO(data))
    lembar = acak.choice(buku.worksheets)
    nilai: tuple[Any, ...] = (
        None, "", 0, -1, 1.5, 1e300, True, "√", "x", "=1/0", "=A1", "#REF!", "Kegiatan", "No", "1.", "i.", "(KUL)",
        "Januari 2026", "a" * 40000, "\n" * 50, "1\n2\n3", "Indikator Keberhasilan", "Ditetapkan di Kalabahi", "*" * 9,
        "(" * 50 + ")" * 50, "1. " * 60, "Maret-Januari 2026", "\u202e\u00ad",
    )  # fmt: skip
    for _ in range(acak.randint(1, 40)):
        baris, kolom = acak.randint(1, lembar.max_row + 3), acak.randint(1, lembar.max_column + 3)
        match acak.randrange(6):
            case 0 if acak.randrange(4) == 0:
                lembar.delete_rows(baris, acak.randint(1, 3))
            case 1 if acak.randrange(4) == 0:
                lembar.delete_cols(kolom, acak.randint(1, 3))
            case 2:
                lembar.merge_cells(
                    start_row=baris,
                    start_column=kolom,
                    end_row=baris + acak.randrange(6),
                    end_column=kolom + acak.randrange(6),
                )
            case 3 if lembar.merged_cells.ranges:
                lembar.merged_cells.ranges.discard(acak.choice(sorted(lembar.merged_cells.ranges, key=str)))
            case _:
                sel = lembar.cell(baris, kolom)
                if not isinstance(sel, openpyxl.cell.MergedCell):
                    sel.value = acak.choice(nilai)
                    sel.fill = PatternFill("solid", fgColor=acak.choice(("FFFFFF", "A6A6A6", "FF0000")))
    keluar = io.BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


def rusak_baris(data: bytes, acak: random.Random) -> bytes:
    """Rows dropped, doubled or moved, sheets renamed, doubled or emptied; dates, errors and odd numbers in cells."""
    buku = openpyxl.load_workbook(io.BytesIO(data))
    nilai: tuple[Any, ...] = (
        datetime.datetime(2026, 3, 1), datetime.date(1899, 12, 31), datetime.time(13, 45), datetime.timedelta(days=400),
        float("inf"), float("nan"), -0.0, 1e-300, 10**18, "#DIV/0!", "#N/A", "=SUM(A1:A9)", "=HYPERLINK(\"x\")", False,
    )  # fmt: skip
    for _ in range(acak.randint(1, 12)):
        lembar = acak.choice(buku.worksheets)
        baris, kolom = acak.randint(1, lembar.max_row), acak.randint(1, lembar.max_column)
        match acak.randrange(8):
            case 0:
                lembar.delete_rows(baris, acak.randint(1, 5))
            case 1:
                lembar.insert_rows(baris, acak.randint(1, 3))
            case 2:  # the row once more at the end
                lembar.append([sel.value for sel in lembar[baris]])
            case 3:
                lembar.title = acak.choice(("Sheet 1", "2. Penataan Tata Laksana", "é√ & <b>", "'x'", "a" * 31, "1"))
            case 4 if len(buku.worksheets) < 4:
                buku.copy_worksheet(lembar)
            case 5 if len(buku.worksheets) > 1:
                buku.remove(lembar)
            case 6:
                lembar.move_range(f"A{baris}:C{baris + 2}", rows=acak.randint(1, 4), cols=acak.randint(0, 3))
            case _:
                sel = lembar.cell(baris, kolom)
                if not isinstance(sel, openpyxl.cell.MergedCell):
                    sel.value = acak.choice(nilai)
                    sel.number_format = acak.choice(("General", "0%", "dd/mm/yyyy", "[h]:mm", '"No. "0".";@', "\\"))
    keluar = io.BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


def lembar_penuh_gaya(data: bytes, baris: int, kolom: int) -> bytes:
    """The workbook with formatted empty cells down to a row and out to a column, as Excel writes them."""

    def ganti(nama: str, isi: bytes) -> bytes:
        if not nama.startswith("xl/worksheets/sheet1"):
            return isi
        nama_kolom = [openpyxl.utils.get_column_letter(i) for i in range(1, kolom + 1)]

        def lebarkan(cocok: re.Match[bytes]) -> bytes:
            nomor = int(cocok[1])
            ekor = "".join(f'<c r="{huruf}{nomor}" s="1"/>' for huruf in nama_kolom[40:])
            return cocok[0].removesuffix(b"</row>") + ekor.encode() + b"</row>"

        isi = re.sub(rb'<row r="(\d+)".*?</row>', lebarkan, isi, flags=re.DOTALL)
        awal = isi.count(b"<row ") + 60
        sel = "".join(f'<c r="{huruf}#" s="1"/>' for huruf in nama_kolom[:12])
        tambahan = "".join(
            f'<row r="{i}" s="1" customFormat="1">{sel.replace("#", str(i))}</row>' for i in range(awal, baris + 1)
        )
        return isi.replace(b"</sheetData>", tambahan.encode() + b"</sheetData>")

    return ganti_bagian(data, ganti)


def ukuran_bohong(data: bytes, isi: bytes, ukuran: int = 100) -> bytes:
    """The archive whose headers claim another size of the part with this content."""
    return data.replace(len(isi).to_bytes(4, "little"), ukuran.to_bytes(4, "little"))
