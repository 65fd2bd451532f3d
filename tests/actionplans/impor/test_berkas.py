"""Unsuitable and hostile files get a message that says what to do (damaged ones: test_mutasi)."""

from __future__ import annotations

import contextlib
import io
import time
import tracemalloc

import openpyxl
import pytest

from actionplans.impor.baca import baca_berkas, sel_berkas
from actionplans.impor.berkas import BARIS_TERBANYAK, UKURAN_TERBESAR, kenali
from actionplans.impor.masalah import BerkasDitolak
from tests.actionplans.impor import berkas_uji as uji
from tests.actionplans.impor.gaya import GAYA, harapan, terbaca, tulis_docx, tulis_xlsx

XLSX = tulis_xlsx(uji.pohon_kecil(), GAYA["kubu"], 2026)
DOCX = tulis_docx(uji.pohon_kecil(), GAYA["kubu"], 2026)
BATAS_DETIK = 5
"""Processor time that any file may take."""


def buku(isi: list[list[object]]) -> bytes:
    hasil = openpyxl.Workbook()
    for baris in isi:
        hasil.active.append(baris)
    keluar = io.BytesIO()
    hasil.save(keluar)
    return keluar.getvalue()


DITOLAK = {
    "kosong": ("a.xlsx", b"", "kosong"),
    "teks": ("a.xlsx", b"No;Kegiatan;Indikator\n1;a;b\n", "teks biasa"),
    "pdf": ("a.pdf", b"%PDF-1.7\n", "PDF"),
    "gambar": ("a.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(50), "gambar"),
    "html": ("a.xls", b"<html><table><tr><td>No</td></tr></table></html>", "halaman web"),
    "rtf": ("a.doc", b"{\\rtf1 x}", "RTF"),
    "acak": ("a.xlsx", bytes(range(256)) * 20, "bukan buku kerja"),
    "xls lama": ("a.xls", uji.aliran_ole("Workbook"), "Excel lama"),
    "doc lama": ("a.doc", uji.aliran_ole("WordDocument"), "Word lama"),
    "xls lama tanpa aliran": ("a.XLS", uji.OLE, "Excel lama"),
    "sandi": ("a.xlsx", uji.aliran_ole("EncryptedPackage"), "kata sandi"),
    "ole lain": ("a.msg", uji.OLE, "format lama"),
    "zip lain": ("a.zip", uji.arsip({"a.txt": b"x"}), "arsip ZIP"),
    "xlsb": ("a.xlsb", uji.arsip({"[Content_Types].xml": b"<x>application/vnd.ms-excel.sheet.binary</x>"}), "biner"),
    "ods": ("a.ods", uji.arsip({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "OpenDocument"),
    "odt": ("a.odt", uji.arsip({"mimetype": b"application/vnd.oasis.opendocument.text"}), "Word Document"),
    "pptx": ("a.pptx", uji.arsip({"[Content_Types].xml": b"<x>presentationml</x>"}), "PowerPoint"),
    "terpotong": ("a.xlsx", XLSX[: len(XLSX) // 2], "rusak"),
    "terlalu besar": ("a.xlsx", b"PK\x03\x04" + bytes(UKURAN_TERBESAR), "10 MB"),
    "tanpa tabel": ("a.xlsx", buku([["Daftar hadir"], ["Nama", "Tanda tangan"], ["Ani", ""]]), "Tidak ditemukan tabel"),
    "buku kosong": ("a.xlsx", buku([[]]), "Tidak ditemukan tabel"),
    "tanpa isi": ("a.xlsx", buku([["No", "Kegiatan", "Sub Kegiatan", "Indikator"]]), "tidak ada baris isi"),
    "entitas": (
        "a.xlsx",
        uji.ganti_bagian(XLSX, lambda n, d: b'<!DOCTYPE x [<!ENTITY a "b">]>' + d if n.endswith("workbook.xml") else d),
        "demi keamanan",
    ),
    "entitas di lembar": (
        "a.xlsx",
        uji.ganti_bagian(XLSX, lambda n, d: b'<!DOCTYPE x [<!ENTITY a "b">]>' + d if "sheet1" in n else d),
        "demi keamanan",
    ),
    "entitas di dokumen": (
        "a.docx",
        uji.ganti_bagian(DOCX, lambda n, d: b'<!DOCTYPE x [<!ENTITY a "b">]>' + d if n == "word/document.xml" else d),
        "demi keamanan",
    ),
    "banyak baris": ("a.xlsx", buku([["No", "Kegiatan"], *[[1, "a"]] * BARIS_TERBANYAK]), "5.000 baris"),
}  # fmt: skip


@pytest.mark.parametrize("nama", DITOLAK)
def test_berkas_ditolak_dengan_pesan(nama: str) -> None:
    berkas, data, kata = DITOLAK[nama]
    with pytest.raises(BerkasDitolak) as galat:
        baca_berkas(berkas, data, 2026)
    pesan = str(galat.value)
    assert kata in pesan
    assert len(pesan) > 40
    assert pesan[0].isupper()
    assert pesan.endswith(".")


def test_banyak_baris_word_ditolak() -> None:
    baris = b"<w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr>" * (BARIS_TERBANYAK + 1)
    data = uji.ganti_bagian(DOCX, lambda n, d: d.replace(b"</w:tbl>", baris + b"</w:tbl>", 1) if "document" in n else d)
    with pytest.raises(BerkasDitolak, match=r"5\.000 baris"):
        baca_berkas("a.docx", data, 2026)


@pytest.mark.parametrize("bagian", ["xl/worksheets/sheet1.xml", "xl/styles.xml"])
@pytest.mark.parametrize("bohong", [False, True])
def test_bom_zip_tidak_dibuka(bagian: str, bohong: bool) -> None:
    """60 MB of spaces pack to 60 kB, whether the headers own up to it or not."""
    isi = b"<worksheet>" + b" " * (60 * 1024 * 1024)
    data = uji.ganti_bagian(XLSX, lambda n, d: isi if n == bagian else d)
    if bohong:
        data = uji.ukuran_bohong(data, isi)
    tracemalloc.start()
    try:
        with pytest.raises(BerkasDitolak):
            baca_berkas("a.xlsx", data, 2026)
        assert tracemalloc.get_traced_memory()[1] < 100 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_bom_zip_yang_mengaku_tidak_dibuka() -> None:
    """Headers that announce more than a file may hold are enough to refuse it."""
    isi = b"x" * 12_345_678
    data = uji.ganti_bagian(XLSX, lambda n, d: isi if n == "xl/theme/theme1.xml" else d)
    with pytest.raises(BerkasDitolak, match="jauh lebih besar"):
        kenali("a.xlsx", uji.ukuran_bohong(data, isi, 300 * 1024 * 1024))


def test_jenis_dari_isi_bukan_dari_nama() -> None:
    assert kenali("rencana.doc", XLSX) == "xlsx"
    assert kenali("rencana.xlsx", DOCX) == "docx"


@pytest.mark.parametrize(("nama", "data", "lama", "baru"), [
    ("a.xlsm", XLSX, b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main",
     b"application/vnd.ms-excel.sheet.macroEnabled.main"),
    ("a.docm", DOCX, b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main",
     b"application/vnd.ms-word.document.macroEnabled.main"),
])  # fmt: skip
def test_makro_diabaikan(nama: str, data: bytes, lama: bytes, baru: bytes) -> None:
    data = uji.tambah_bagian(uji.ganti_bagian(data, lambda n, d: d.replace(lama, baru)), "xl/vbaProject.bin", uji.OLE)
    assert baca_berkas(nama, data, 2026).isi.jumlah() == uji.pohon_kecil().jumlah()


def test_lembar_berformat_sampai_ujung_dibaca_ringan() -> None:
    """Rows formatted far down and columns to the last one: time and memory follow the content."""
    data = uji.lembar_penuh_gaya(XLSX, 60_000, 16_384)
    tracemalloc.start()
    try:
        hasil = baca_berkas("a.xlsx", data, 2026)
        puncak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert terbaca(hasil.isi, GAYA["kubu"]) == harapan(uji.pohon_kecil(), GAYA["kubu"])
    assert puncak < 60 * 1024 * 1024


def test_gabungan_raksasa_tidak_memberatkan() -> None:
    gabung = b'<mergeCells count="2"><mergeCell ref="A1:XFD1048576"/><mergeCell ref="B2:C1048576"/></mergeCells>'

    def ganti(nama: str, isi: bytes) -> bytes:
        return isi.replace(b"</sheetData>", b"</sheetData>" + gabung) if "sheet1" in nama else isi

    mulai = time.process_time()
    with contextlib.suppress(BerkasDitolak):
        baca_berkas("a.xlsx", uji.ganti_bagian(XLSX, ganti), 2026)
    assert time.process_time() - mulai < BATAS_DETIK


def test_isi_jauh_dari_tabel_diberitahukan() -> None:
    tabel = openpyxl.load_workbook(io.BytesIO(XLSX))
    lembar = tabel.active
    lembar.cell(900_000, 2, "tersesat")
    lembar.cell(3, 16_000, "tersesat")
    keluar = io.BytesIO()
    tabel.save(keluar)
    hasil = baca_berkas("a.xlsx", keluar.getvalue(), 2026)
    assert any("tidak dibaca" in satu.pesan for satu in hasil.masalah)
    assert hasil.isi.jumlah() == uji.pohon_kecil().jumlah()


def test_rumus_memakai_nilai_tersimpan() -> None:
    """A formula's stored value is used; one without is told with its cell."""
    data = tulis_xlsx(uji.pohon_kecil(), GAYA["kubu"], 2026)
    tabel = openpyxl.load_workbook(io.BytesIO(data))
    lembar = tabel.active
    sel = next(s for baris in lembar.iter_rows() for s in baris if s.value == "Tentatif")
    alamat = sel.coordinate
    sel.value = '="Ten"&"tatif"'
    keluar = io.BytesIO()
    tabel.save(keluar)

    hasil = baca_berkas("a.xlsx", keluar.getvalue(), 2026)
    rumus = [satu for satu in hasil.masalah if "Rumus" in satu.pesan]
    assert [f"{satu.kolom}{satu.baris}" for satu in rumus] == [alamat]
    assert "simpan" in rumus[0].saran
    assert next(hasil.isi.indikator()).ket == ""
    bernilai = uji.ganti_bagian(
        keluar.getvalue(),
        lambda n, d: d.replace(b"</f><v></v>", b"</f><v>Tentatif</v>").replace(
            f'<c r="{alamat}"'.encode(), f'<c r="{alamat}" t="str"'.encode()
        ),
    )
    hasil = baca_berkas("a.xlsx", bernilai, 2026)
    assert next(hasil.isi.indikator()).ket == "Tentatif"
    assert not [satu for satu in hasil.masalah if "Rumus" in satu.pesan]


def test_lembar_tersembunyi_dilewati() -> None:
    tabel = openpyxl.load_workbook(io.BytesIO(XLSX))
    salinan = tabel.copy_worksheet(tabel.active)
    salinan.sheet_state = "hidden"
    keluar = io.BytesIO()
    tabel.save(keluar)
    assert baca_berkas("a.xlsx", keluar.getvalue(), 2026).isi.jumlah() == uji.pohon_kecil().jumlah()


def test_hubungan_putus_di_dokumen_tidak_mengganggu() -> None:
    """Word leaves relationships to parts that do not exist; what is not read is not opened."""
    putus = b'<Relationship Id="rX" Type="x/image" Target="NULL"/></Relationships>'
    rels = "word/_rels/document.xml.rels"
    data = uji.ganti_bagian(DOCX, lambda n, d: d.replace(b"</Relationships>", putus) if n == rels else d)
    assert baca_berkas("a.docx", data, 2026).isi.jumlah() == uji.pohon_kecil().jumlah()


def test_sel_berkas_memberi_tabel() -> None:
    assert [tabel.jenis for tabel in sel_berkas("a.docx", DOCX)] == ["docx"]
