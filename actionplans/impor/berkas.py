"""What a file is, told by its content, and whether it is safe to open."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from actionplans.impor.masalah import BerkasDitolak

UKURAN_TERBESAR = 10 * 1024 * 1024
"""Largest file, in bytes."""
ISI_TERBESAR = 256 * 1024 * 1024
"""Most bytes that a file may unpack to, all parts together."""
BAGIAN_TERBESAR = 40 * 1024 * 1024
"""Most bytes of one part that is read as a whole (texts, styles, a Word document)."""
BANYAK_BAGIAN = 5000
BARIS_TERBANYAK = 5000
"""Most rows with content, all sheets or tables together."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SARAN_EXCEL = "Buka di Excel atau LibreOffice, pilih Simpan Sebagai, jenis “Excel Workbook (.xlsx)”, lalu unggah lagi."
_SARAN_WORD = "Buka di Word atau LibreOffice, pilih Simpan Sebagai, jenis “Word Document (.docx)”, lalu unggah lagi."
_SARAN_UMUM = "Unggah buku kerja Excel (.xlsx) atau dokumen Word (.docx)."
_SANDI = "Berkas dilindungi kata sandi. Buka dengan kata sandinya, hapus kata sandi itu, simpan, lalu unggah lagi."
_RUSAK = (
    "Berkas rusak atau terpotong, sehingga tidak dapat dibuka. Buka di Excel atau Word, simpan ulang, lalu unggah lagi."
)
_AWAL_LAIN = (
    (b"%PDF", "Berkas ini PDF, yang tabelnya tidak dapat dibaca dengan pasti. Unggah Excel atau Word asalnya."),
    (b"{\\rtf", "Berkas ini dokumen RTF. " + _SARAN_WORD),
    (b"\x89PNG", "Berkas ini gambar. " + _SARAN_UMUM),
    (b"\xff\xd8\xff", "Berkas ini gambar. " + _SARAN_UMUM),
    (b"Rar!", "Berkas ini arsip RAR. Keluarkan dahulu isinya. " + _SARAN_UMUM),
    (b"7z\xbc\xaf", "Berkas ini arsip 7z. Keluarkan dahulu isinya. " + _SARAN_UMUM),
)
_KONVERSI_ODF = {"spreadsheet": _SARAN_EXCEL, "text": _SARAN_WORD}
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def kenali(nama: str, data: bytes) -> str:
    """ "xlsx" or "docx", whatever the file's name says. Macros are allowed, and never read.

    Raises:
        BerkasDitolak: empty, larger than UKURAN_TERBESAR, another or an old format, protected by a password,
            damaged, or made to unpack beyond all measure.
    """
    if not data:
        raise BerkasDitolak("Berkas kosong. " + _SARAN_UMUM)
    if len(data) > UKURAN_TERBESAR:
        besar = f"{len(data) / 1024 / 1024:.1f}".replace(".", ",")
        raise BerkasDitolak(
            f"Berkas berukuran {besar} MB; batasnya 10 MB. "
            "Hapus gambar dan lembar yang tidak diperlukan, lalu unggah lagi."
        )
    if data.startswith(_OLE):
        raise BerkasDitolak(_pesan_ole(nama, data))
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        raise BerkasDitolak(_pesan_lain(data))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as arsip:
            return _jenis_arsip(arsip)
    except BerkasDitolak:
        raise
    except Exception as galat:  # zipfile raises some ten kinds of errors on damaged archives
        raise BerkasDitolak(_RUSAK) from galat


def baca_bagian(arsip: zipfile.ZipFile, nama: str, batas: int = BAGIAN_TERBESAR) -> bytes:
    """One part of the archive, whatever size its header claims; b"" when it is absent.

    Raises:
        BerkasDitolak: larger than `batas`, damaged, or with a document type definition, which no office program
            writes.
    """
    try:
        with arsip.open(nama) as bagian:
            isi = bagian.read(batas + 1)
    except KeyError:
        return b""
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as galat:
        raise BerkasDitolak(_RUSAK) from galat
    if len(isi) > batas:
        raise BerkasDitolak(_pesan_besar())
    tolak_dtd(isi[:4096])
    return isi


def tolak_dtd(awal: bytes) -> None:
    """Refuse a part whose beginning declares entities.

    Raises:
        BerkasDitolak: it does.
    """
    if _DTD.search(awal.replace(b"\0", b"")):
        raise BerkasDitolak(
            "Berkas memuat definisi yang tidak pernah ditulis Excel atau Word, sehingga tidak dibuka demi keamanan. "
            + "Salin tabelnya ke berkas baru, lalu unggah berkas itu."
        )


def tolak_rusak(galat: Exception) -> BerkasDitolak:
    """The refusal of a file that the reading library could not make sense of."""
    return galat if isinstance(galat, BerkasDitolak) else BerkasDitolak(_RUSAK)


def tolak_baris(jumlah: int) -> None:
    """Refuse more rows than a plan has.

    Raises:
        BerkasDitolak: more than BARIS_TERBANYAK.
    """
    if jumlah > BARIS_TERBANYAK:
        raise BerkasDitolak(
            f"Berkas berisi lebih dari {BARIS_TERBANYAK:,} baris".replace(",", ".")
            + "; rencana aksi tidak sepanjang itu. Sisakan lembar rencana aksinya saja, lalu unggah lagi."
        )


def _jenis_arsip(arsip: zipfile.ZipFile) -> str:
    daftar = arsip.infolist()
    if len(daftar) > BANYAK_BAGIAN or sum(satu.file_size for satu in daftar) > ISI_TERBESAR:
        raise BerkasDitolak(_pesan_besar())
    if any(satu.flag_bits & 1 for satu in daftar):
        raise BerkasDitolak(_SANDI)
    nama = {satu.filename for satu in daftar}
    isi = baca_bagian(arsip, "[Content_Types].xml") if "[Content_Types].xml" in nama else b""
    if b"ms-excel.sheet.binary" in isi:
        raise BerkasDitolak("Berkas ini buku kerja biner (.xlsb). " + _SARAN_EXCEL)
    if b"spreadsheetml" in isi or "xl/workbook.xml" in nama:
        return "xlsx"
    if b"wordprocessingml" in isi or b"ms-word.document" in isi or "word/document.xml" in nama:
        return "docx"
    if "mimetype" in nama:
        mime = baca_bagian(arsip, "mimetype", 4096).decode("ascii", "replace")
        for kunci, saran in _KONVERSI_ODF.items():
            if f"opendocument.{kunci}" in mime:
                raise BerkasDitolak("Berkas ini berformat OpenDocument. " + saran)
    if b"presentationml" in isi:
        raise BerkasDitolak("Berkas ini presentasi PowerPoint. " + _SARAN_UMUM)
    raise BerkasDitolak("Berkas ini arsip ZIP, bukan buku kerja Excel atau dokumen Word. " + _SARAN_UMUM)


def _pesan_besar() -> str:
    return (
        "Isi berkas menjadi jauh lebih besar dari semestinya ketika dibuka, sehingga tidak dibuka demi keamanan. "
        "Salin tabel rencana aksinya ke berkas baru, lalu unggah berkas itu."
    )


def _pesan_ole(nama: str, data: bytes) -> str:
    def ada(aliran: str) -> bool:
        return aliran.encode("utf-16-le") in data

    if ada("EncryptedPackage") or ada("EncryptionInfo"):
        return _SANDI
    akhiran = nama.rpartition(".")[2].lower()
    if ada("WordDocument") or akhiran in ("doc", "dot"):
        return "Berkas ini dokumen Word lama (.doc). " + _SARAN_WORD
    if ada("Workbook") or ada("Book") or akhiran in ("xls", "xlt"):
        return "Berkas ini buku kerja Excel lama (.xls). " + _SARAN_EXCEL
    return "Berkas ini berformat lama yang tidak dikenal. " + _SARAN_UMUM


def _pesan_lain(data: bytes) -> str:
    for awal, pesan in _AWAL_LAIN:
        if data.startswith(awal):
            return pesan
    depan = data[:2048].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if depan.startswith((b"<html", b"<!doctype html", b"<?xml", b"<table")):
        return "Berkas ini halaman web atau XML yang diberi nama Excel atau Word. " + _SARAN_EXCEL
    if b"\0" not in data[:2048]:
        return "Berkas ini teks biasa (misalnya CSV), bukan buku kerja Excel atau dokumen Word. " + _SARAN_UMUM
    return "Berkas ini bukan buku kerja Excel atau dokumen Word. " + _SARAN_UMUM
