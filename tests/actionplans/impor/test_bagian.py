"""The parts of the reader: labels, PIC, heads, months, Word's own numbers, and what it says of doubtful cells."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from actionplans.impor.baca import baca_berkas
from actionplans.impor.baca_kisi import HasilBaca, baca_tabel
from actionplans.impor.kepala import jenis_kepala
from actionplans.impor.label import baca_label, pisah_label, pisah_poin
from actionplans.impor.masalah import GALAT, PERINGATAN
from actionplans.impor.pic import PengenalPic
from actionplans.impor.sel import Sel, Tabel, bersih, huruf_kolom, tandai_miring
from actionplans.impor.waktu import baca_kepala_bulan, bertanda
from actionplans.impor.xlsx import _angka as tampilan_angka
from areas.bulan import NAMA_BULAN
from areas.isi import IsiIndikator

KEPALA = ["No", "Area Perubahan", "Kegiatan", "Sub Kegiatan", "Indikator Keberhasilan"]


def tabel(*baris: list[str], nama: str = "RB", **lain: Any) -> Tabel:
    isi = [Sel(y, x, teks) for y, satu in enumerate(baris) for x, teks in enumerate(satu) if teks]
    return Tabel(nama, isi, **lain)


def baca(*baris: list[str]) -> HasilBaca:
    return baca_tabel([tabel(*baris)], 2026, ["KUL", "TEKNIS", "umum"])


def ringkas(hasil: HasilBaca) -> list[tuple[str, str, str]]:
    return [(type(b).__name__[3:6], b.nomor_cetak, b.uraian) for b in hasil.isi.semua()]


@pytest.mark.parametrize(("teks", "label", "sisa"), [
    ("1. Rapat", "1.", "Rapat"), ("1.Rapat", "1.", "Rapat"), ("1) Rapat", "1)", "Rapat"), ("1). Rapat", "1).", "Rapat"),
    ("(1) Rapat", "(1)", "Rapat"), ("a. Rapat", "a.", "Rapat"), ("iv. Rapat", "iv.", "Rapat"),
    ("IV. Rapat", "IV.", "Rapat"), ("1.2 Rapat", None, "1.2 Rapat"), ("1.2. Rapat", "1.2.", "Rapat"),
    ("dll. Rapat", None, "dll. Rapat"), ("14 komponen", None, "14 komponen"), ("% capaian", None, "% capaian"),
    ("2022. Rapat", None, "2022. Rapat"), ("di. Rapat", None, "di. Rapat"),
])  # fmt: skip
def test_pisah_label(teks: str, label: str | None, sisa: str) -> None:
    dapat, ekor = pisah_label(teks)
    assert (dapat.teks if dapat else None, ekor) == (label, sisa)


def test_label_dalam_sel_sendiri() -> None:
    assert all(baca_label(satu) for satu in ("1", "1.", "i.", "a)", "IV", "1.2"))
    assert not any(baca_label(satu) for satu in ("Rapat", "", "1 a"))


@pytest.mark.parametrize(("teks", "poin"), [
    ("SK Tim", [("", "SK Tim")]),
    ("1. SK\n2. Laporan", [("1.", "SK"), ("2.", "Laporan")]),
    ("1. Dokumen:\n1) a\n2) b\n2. Laporan", [("1.", "Dokumen:\n1) a\n2) b"), ("2.", "Laporan")]),
    ("Terselenggaranya:\n1) a\n2) b", [("", "Terselenggaranya:\n1) a\n2) b")]),
    ("Informasi layanan;\n1. Maklumat\n2. Indeks", [("", "Informasi layanan;"), ("1.", "Maklumat"), ("2.", "Indeks")]),
    ("lingkungan kerja\n2. Terisinya LKE", [("", "lingkungan kerja"), ("2.", "Terisinya LKE")]),
    ("Daftar hadir\nDokumentasi", [("", "Daftar hadir\nDokumentasi")]),
    ("3. SK\nhalaman dua", [("3.", "SK\nhalaman dua")]),
])  # fmt: skip
def test_pisah_poin(teks: str, poin: list[tuple[str, str]]) -> None:
    assert [(label.teks if label else "", isi) for label, isi in pisah_poin(teks)] == poin


@pytest.mark.parametrize(("teks", "hasil"), [
    ("Rapat (KUL)", ("Rapat", ["KUL"], "")),
    ("Rapat (umum)", ("Rapat", ["umum"], "")),
    ("Rapat (Subbag Umum)", ("Rapat", ["Subbag Umum"], "")),
    ("Rapat (KUL) (PPK)", ("Rapat", ["KUL", "PPK"], "")),
    ("Rapat\n(PARMAS)", ("Rapat", ["PARMAS"], "")),
    ("Rapat (SOP) (KUL)", ("Rapat (SOP)", ["KUL"], "")),
    ("Rapat (KUL, TEKNIS)", ("Rapat", ["KUL", "TEKNIS"], "")),
    ("Rapat (KUL) REKAP HUKUM", ("Rapat", ["KUL"], "REKAP HUKUM")),
    ("Rapat\n(KUL)\nREKAP HUKUM", ("Rapat", ["KUL"], "REKAP HUKUM")),
    ("Keterbukaan Informasi (PPID)", ("Keterbukaan Informasi (PPID)", [], "")),
    ("Unit Pengendali Gratifikasi (UPG);", ("Unit Pengendali Gratifikasi (UPG);", [], "")),
    ("Jumlah (a) dan (KUL) lalu lanjut", ("Jumlah (a) dan (KUL) lalu lanjut", [], "")),
    ("(KUL)", ("(KUL)", [], "")),
])  # fmt: skip
def test_pic_dalam_kurung(teks: str, hasil: tuple) -> None:
    assert PengenalPic(["KUL", "TEKNIS", "umum"]).pisah(teks) == hasil


def test_pic_dipelajari_dari_berkas() -> None:
    pengenal = PengenalPic()
    assert pengenal.pisah("Rapat (PARMAS)")[1] == []
    pengenal.pelajari(["Kegiatan\n(PARMAS)"])
    assert pengenal.pisah("Rapat (PARMAS)")[1] == ["PARMAS"]


@pytest.mark.parametrize(("teks", "jenis"), [
    ("NO.", "nomor"), ("Program Kegiatan", "area"), ("AREA  PERUBAHAN", "area"), ("Kegiatan", "kegiatan"),
    ("Sub-Kegiatan", "sub_kegiatan"), ("SUBKEGIATAN", "sub_kegiatan"), ("SUB\nKEGIATAN", "sub_kegiatan"),
    ("Rincian Kegiatan", "rincian"), ("Aksi", "rincian"), ("Indikator\nKeberhasilan", "indikator"),
    ("INDIKATOR KEBERHASlLAN", "indikator"), ("Bukti", "indikator"), ("PELAKSANAAN (BULAN)", "bulan"),
    ("Pelaksanaan Bulan", "bulan"), ("Target Waktu", "target_waktu"), ("KET.", "ket"), ("Keterangan", "ket"),
    ("PIC", "pic"), ("Penanggung-jawab", "pic"), ("Indikator Keberhasilan 2026", "indikator"),
    ("Anggaran", None), ("1", None), ("", None), ("Pembentukan Tim Reformasi Birokrasi", None),
])  # fmt: skip
def test_jenis_kepala(teks: str, jenis: str | None) -> None:
    assert jenis_kepala(teks) == jenis


@pytest.mark.parametrize(("teks", "bulan"), [
    ("1", (1,)), ("12", (12,)), ("13", ()), ("IX", (9,)), ("Jan", (1,)), ("Agt.", (8,)), ("Nopember", (11,)),
    ("Januari 2026", (1,)), ("MEI", (5,)), ("Bulan 3", (3,)), ("Triwulan II", (4, 5, 6)), ("TW 4", (10, 11, 12)),
    ("KET", ()), ("", ()),
])  # fmt: skip
def test_kepala_bulan(teks: str, bulan: tuple[int, ...]) -> None:
    assert baca_kepala_bulan(teks) == bulan


def test_tanda() -> None:
    assert all(bertanda(satu) for satu in "√✓✔vVxX1•")
    assert not any(bertanda(satu) for satu in ("", "-", "0"))
    assert bertanda("nanti") is None


def test_teks_bersih() -> None:
    assert bersih(" a\u00ad\u200bb\u00a0 c \r\n\n d\t e\u0301 ") == "ab c\nd é"
    assert bersih("'=1+1") == "=1+1"
    assert tandai_miring([("kick ", True), ("off", True), (" dan ", False), (",", True)]) == "*kick off* dan ,"
    assert [huruf_kolom(satu) for satu in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


@pytest.mark.parametrize(("angka", "pola", "teks"), [
    (1, "General", "1"), (1, '0"."', "1."), (2, "0\\.", "2."), (3, '0")"', "3)"), (3, "0.", "3."),
    (1.5, "General", "1,5"),
    (0.5, "0%", "50%"), (7, "0.00", "7"),
])  # fmt: skip
def test_angka_seperti_tampak(angka: float, pola: str, teks: str) -> None:
    assert tampilan_angka(angka, pola) == teks


def test_baris_yang_dimulai_huruf_kecil_setelah_ganti_halaman_disambung() -> None:
    hasil = baca_tabel(
        [
            tabel(KEPALA, ["1", "Manajemen", "Rapat", "Undangan", "Tersedianya media sosialisasi"], jenis="docx"),
            tabel(KEPALA, ["", "", "", "", "nilai-nilai dasar"], ["", "", "", "", "Laporan"], jenis="docx"),
        ],
        2026,
    )
    assert [i.uraian for i in hasil.isi.indikator()] == ["Tersedianya media sosialisasi nilai-nilai dasar", "Laporan"]
    assert [satu.tingkat for satu in hasil.masalah] == [PERINGATAN]


def test_tabel_word_tanpa_kepala_melanjutkan() -> None:
    lanjutan = tabel(["", "", "", "", "Laporan"], ["2", "Penataan", "SOP", "SOP", "Dokumen"], jenis="docx")
    awal = tabel(KEPALA, ["1", "Manajemen", "Rapat", "Undangan", "Notula"], jenis="docx")
    hasil = baca_tabel([awal, lanjutan], 2026)
    assert hasil.isi.jumlah() == {"area": 2, "kegiatan": 2, "sub_kegiatan": 2, "indikator": 3}


def test_masalah_menyebut_lembar_baris_dan_kolom() -> None:
    hasil = baca(
        [*KEPALA, "Target Waktu", "Anggaran"],
        ["1", "Manajemen", "Rapat", "Undangan", "Notula", "kapan-kapan", "5 juta"],
        ["", "", "", "", "Laporan", "Maret dan Juni", ""],
    )
    galat, asing = hasil.masalah
    assert (galat.lembar, galat.baris, galat.kolom, galat.tingkat) == ("RB", 2, "F", GALAT)
    assert str(galat).startswith("RB, baris 2, kolom F: Target waktu “kapan-kapan” tidak dapat dibaca")
    assert (asing.baris, asing.kolom) == (1, "G")
    assert "Anggaran" in asing.pesan
    assert [[b.iso() for b in i.bulan] for i in hasil.isi.indikator()] == [[], ["2026-03", "2026-06"]]


def test_tanda_asing_diberitahukan() -> None:
    bulan = [str(satu) for satu in range(1, 13)]
    hasil = baca([*KEPALA, *bulan], ["1", "Manajemen", "Rapat", "Undangan", "Notula", "√", "?", *[""] * 9, "v"])
    assert [b.bulan for i in hasil.isi.indikator() for b in i.bulan] == [1, 12]
    assert [(satu.baris, satu.kolom) for satu in hasil.masalah] == [(2, "G")]


def test_baris_tanda_saja_digabungkan_ke_atas() -> None:
    bulan = [str(satu) for satu in range(1, 13)]
    kosong = [""] * 5
    hasil = baca([*KEPALA, *bulan], ["1", "Manajemen", "Rapat", "Undangan", "Notula", "√"], [*kosong, "", "", "√"])
    assert [b.bulan for i in hasil.isi.indikator() for b in i.bulan] == [1, 3]
    assert [satu.tingkat for satu in hasil.masalah] == [PERINGATAN]


def test_gabungan_tegak_tanda_berlaku_untuk_semua_baris() -> None:
    bulan = [str(satu) for satu in range(1, 13)]
    satu = tabel([*KEPALA, *bulan], ["1", "Manajemen", "Rapat", "Undangan", "Notula"], ["", "", "", "", "Foto"])
    satu.sel += [Sel(1, 5, "√", rentang_baris=2), Sel(1, 8, "x", rentang_kolom=3)]
    hasil = baca_tabel([satu], 2026)
    assert [[b.bulan for b in i.bulan] for i in hasil.isi.indikator()] == [[1, 4, 5, 6], [1]]


def test_triwulan_dan_minggu() -> None:
    isi = ["1", "Manajemen", "Rapat", "Undangan", "Notula", "", "x", "", ""]
    triwulan = baca([*KEPALA, "TW I", "TW II", "TW III", "TW IV"], isi)
    assert [b.bulan for i in triwulan.isi.indikator() for b in i.bulan] == [4, 5, 6]
    mingguan = tabel(KEPALA, [""] * 5 + ["1", "2", "3", "4"] * 12, ["1", "Area", "Rapat", "Undangan", "Notula"])
    mingguan.sel += [Sel(0, 5 + 4 * i, satu, rentang_kolom=4) for i, satu in enumerate(NAMA_BULAN)]
    mingguan.sel += [Sel(2, 6, "√"), Sel(2, 7, "√"), Sel(2, 52, "√")]
    hasil = baca_tabel([mingguan], 2026)
    assert [b.bulan for i in hasil.isi.indikator() for b in i.bulan] == [1, 12]


def test_nomor_berjalan_bukan_nomor_area() -> None:
    hasil = baca(
        KEPALA,
        ["1", "Manajemen", "Rapat", "Undangan", "Notula"],
        ["2", "", "", "", "Foto"],
        ["3", "", "", "Laporan", "Laporan"],
        ["4", "", "", "", "Dokumen"],
        ["5", "Penataan", "SOP", "SOP", "SOP"],
    )
    assert [(a.nomor, a.uraian) for a in hasil.isi.area] == [("", "Manajemen"), ("", "Penataan")]
    assert hasil.isi.jumlah()["indikator"] == 5


def test_tanpa_kolom_sub_kegiatan() -> None:
    kepala = ["No", "Kegiatan", "Indikator", "KET"]
    hasil = baca(kepala, ["AREA 1: MANAJEMEN"], ["1", "Rapat", "Notula", ""], ["2", "SOP", "SK", ""])
    assert ringkas(hasil) == [
        ("Are", "1", "MANAJEMEN"), ("Keg", "1", "Rapat"), ("Sub", "", ""), ("Ind", "", "Notula"),
        ("Keg", "2", "SOP"), ("Sub", "", ""), ("Ind", "", "SK"),
    ]  # fmt: skip
    assert len(hasil.masalah) == 1


def test_legenda_dan_tanda_tangan_bukan_isi() -> None:
    hasil = baca(
        KEPALA,
        ["1", "Manajemen", "Rapat", "Undangan", "Ketua KPU menandatangani pakta"],
        ["Keterangan: √ = dilaksanakan"],
        ["", "", "", "", "Kalabahi, 26 Januari 2026"],
        ["", "", "", "", "KETUA KOMISI PEMILIHAN UMUM"],
        ["", "", "", "", "NAMA KETUA"],
    )
    assert hasil.isi.jumlah() == {"area": 1, "kegiatan": 1, "sub_kegiatan": 1, "indikator": 1}


def test_nomor_otomatis_word() -> None:
    """Numbers of automatic lists are not in the text; Word counts them, and so must the reader."""
    dokumen = Document()
    abstrak = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/>'
        '<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>'
    )
    penomoran = dokumen.part.numbering_part.element
    penomoran.insert(0, abstrak)
    for nomor in ("91", "92"):
        ganti = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' if nomor == "92" else ""
        penomoran.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{nomor}"><w:abstractNumId w:val="90"/>{ganti}</w:num>')
        )
    isi = dokumen.add_table(3, 5)
    for kolom, teks in enumerate(KEPALA):
        isi.cell(0, kolom).text = teks

    def tulis(baris: int, kolom: int, *paragraf: tuple[str, str, int]) -> None:
        sel = isi.cell(baris, kolom)
        for urut, (teks, nomor, tingkat) in enumerate(paragraf):
            satu = sel.paragraphs[0] if urut == 0 else sel.add_paragraph()
            satu.add_run(teks)
            if nomor:
                satu._p.get_or_add_pPr().append(
                    parse_xml(
                        f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{tingkat}"/><w:numId w:val="{nomor}"/></w:numPr>'
                    )
                )

    tulis(1, 0, ("", "91", 0))
    tulis(2, 0, ("", "91", 0))
    tulis(1, 1, ("Manajemen", "", 0))
    tulis(2, 1, ("Penataan", "", 0))
    for baris in (1, 2):
        tulis(baris, 2, ("Rapat", "", 0))
        tulis(baris, 3, ("Undangan", "", 0))
    tulis(1, 4, ("Notula", "92", 0), ("daftar hadir", "92", 1), ("foto", "92", 1), ("Laporan", "92", 0))
    tulis(2, 4, ("SK", "", 0))
    keluar = io.BytesIO()
    dokumen.save(keluar)
    hasil = baca_berkas("a.docx", keluar.getvalue(), 2026)
    assert [a.nomor for a in hasil.isi.area] == ["1.", "2."]
    indikator = [(i.nomor, i.uraian) for i in hasil.isi.indikator()]
    assert indikator == [("1.", "Notula\na) daftar hadir\nb) foto"), ("2.", "Laporan"), ("", "SK")]


def test_perubahan_terlacak_dan_centang_simbol() -> None:
    dokumen = Document()
    isi = dokumen.add_table(2, 17)
    for kolom, teks in enumerate([*KEPALA, *map(str, range(1, 13))]):
        isi.cell(0, kolom).text = teks
    for kolom, teks in enumerate(["1", "Manajemen", "Rapat", "Undangan"]):
        isi.cell(1, kolom).text = teks
    isi.cell(1, 4)._tc.p_lst[0].append(
        parse_xml(f'<w:ins {nsdecls("w")} w:id="1" w:author="a"><w:r><w:t>Notula</w:t></w:r></w:ins>')
    )
    isi.cell(1, 4)._tc.p_lst[0].append(
        parse_xml(f'<w:del {nsdecls("w")} w:id="2" w:author="a"><w:r><w:delText>lama</w:delText></w:r></w:del>')
    )
    simbol = f'<w:r {nsdecls("w")}><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    isi.cell(1, 7)._tc.p_lst[0].append(parse_xml(simbol))
    keluar = io.BytesIO()
    dokumen.save(keluar)
    satu: IsiIndikator = next(baca_berkas("a.docx", keluar.getvalue(), 2026).isi.indikator())
    assert (satu.uraian, [b.bulan for b in satu.bulan]) == ("Notula", [3])
