"""The Lampiran as a Word document: one table whose head repeats, in the page and the face that it is printed in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from areas.kisi import Sel, SelKepala
from reports.lampiran import HURUF, HURUF_CADANGAN, TEPI, Lampiran, Paragraf, paragraf_sel

UKURAN, UKURAN_JUDUL = 8, 11
_GANTUNG = 9  # points; a point's hanging indent
_TWIP = 20  # per point
_GAYA = {"": "LampiranIsi", "poin": "LampiranPoin", "poin sub": "LampiranSub", "lanjut": "LampiranLanjut"}
_SEL = {"nomor": "LampiranNomor", "judul": "LampiranJudulBaris", "bulan": "LampiranTanda"}


def tulis_docx(lampiran: Lampiran) -> bytes:
    """The document, from `reports.lampiran.susun_lampiran`."""
    dokumen = Document()
    _halaman(dokumen, lampiran)
    _gaya(dokumen)
    _huruf_cadangan(dokumen)
    _kepala(dokumen, lampiran)
    _baris(dokumen, lampiran.judul, "LampiranJudul")
    dokumen.add_paragraph(style="LampiranJarak")
    dokumen.element.body.insert(len(dokumen.element.body) - 1, parse_xml(_tabel(lampiran)))
    dokumen.add_paragraph(style="LampiranJarak")
    _baris(dokumen, lampiran.penutup, "LampiranPenutup", kiri=0.66 * lampiran.lebar_isi)
    sifat = dokumen.core_properties
    sifat.title, sifat.author = str(lampiran.rencana), lampiran.rencana.satker.nama_resmi
    sifat.last_modified_by, sifat.comments, sifat.language = sifat.author, "", "id-ID"
    keluaran = BytesIO()
    dokumen.save(keluaran)
    return keluaran.getvalue()


def _kepala(dokumen: Any, lampiran: Lampiran) -> None:
    """What stands over the title: the decree's number and subject at the right, or a letterhead with its rule."""
    if not lampiran.kepala:
        return
    if lampiran.bentuk_kepala == "kop":
        _baris(dokumen, lampiran.kepala[:2], "LampiranKop")
        _baris(dokumen, lampiran.kepala[2:], "LampiranAlamat")
        garis = '<w:bottom w:val="single" w:sz="12" w:space="3" w:color="000000"/>'
        sifat = dokumen.paragraphs[-1]._p.get_or_add_pPr()
        sifat.insert_element_before(
            parse_xml(f"<w:pBdr {nsdecls('w')}>{garis}</w:pBdr>"), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc"
        )
    else:
        _baris(dokumen, lampiran.kepala, "LampiranKepala", kiri=0.62 * lampiran.lebar_isi)
    dokumen.add_paragraph(style="LampiranJarak").paragraph_format.space_after = Pt(8)


def _halaman(dokumen: Any, lampiran: Lampiran) -> None:
    """Page size and margins; the page's number above, as the decree prints it."""
    bagian = dokumen.sections[0]
    bagian.orientation = WD_ORIENT.LANDSCAPE if lampiran.lanskap else WD_ORIENT.PORTRAIT
    bagian.page_width, bagian.page_height = map(Mm, lampiran.kertas)
    bagian.top_margin, bagian.right_margin = Mm(TEPI["atas"]), Mm(TEPI["kanan"])
    bagian.bottom_margin, bagian.left_margin = Mm(TEPI["bawah"]), Mm(TEPI["kiri"])
    bagian.header_distance = bagian.footer_distance = Mm(9)
    paragraf = bagian.header.paragraphs[0]
    paragraf.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraf.add_run("- ")
    paragraf._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
    paragraf.add_run(" -")


def _gaya(dokumen: Any) -> None:
    """Paragraph styles of its own, so that an office can change the look of a kind of text in one place."""
    normal = dokumen.styles["Normal"]
    _huruf(normal, UKURAN_JUDUL)
    normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)
    bahasa = parse_xml(f'<w:lang {nsdecls("w")} w:val="id-ID"/>')
    normal.element.get_or_add_rPr().append(bahasa)
    tengah = WD_ALIGN_PARAGRAPH.CENTER
    bentuk: tuple[tuple[str, float, bool, Any], ...] = (
        ("LampiranKop", UKURAN_JUDUL, True, tengah),
        ("LampiranAlamat", 9, False, tengah),
        ("LampiranKepala", 10, False, None),
        ("LampiranJudul", UKURAN_JUDUL, True, tengah),
        ("LampiranJarak", 6, False, None),
        ("LampiranPenutup", 10, False, None),
        ("LampiranKepalaKolom", UKURAN, True, tengah),
        ("LampiranNomorKolom", UKURAN - 1, True, tengah),
        ("LampiranIsi", UKURAN, False, None),
        ("LampiranPoin", UKURAN, False, None),
        ("LampiranSub", UKURAN, False, None),
        ("LampiranLanjut", UKURAN, False, None),
        ("LampiranJudulBaris", UKURAN, True, None),
        ("LampiranNomor", UKURAN, False, tengah),
        ("LampiranTanda", UKURAN, False, tengah),
    )
    for nama, ukuran, tebal, rata in bentuk:
        gaya = dokumen.styles.add_style(nama, WD_STYLE_TYPE.PARAGRAPH)
        gaya.base_style = normal
        _huruf(gaya, ukuran)
        gaya.font.bold = tebal
        gaya.paragraph_format.alignment = rata
    for nama, kiri, gantung in (("Poin", 1, 1), ("Sub", 2, 1), ("Lanjut", 1, 0)):
        susunan = dokumen.styles[f"Lampiran{nama}"].paragraph_format
        susunan.left_indent, susunan.first_line_indent = Pt(kiri * _GANTUNG), Pt(-gantung * _GANTUNG)
    for nama in ("LampiranJudul", "LampiranKop", "LampiranPenutup", "LampiranJudulBaris"):
        dokumen.styles[nama].paragraph_format.keep_with_next = True


def _huruf(gaya: Any, ukuran: float) -> None:
    gaya.font.name, gaya.font.size = HURUF, Pt(ukuran)
    huruf = gaya.element.get_or_add_rPr().get_or_add_rFonts()
    for bidang in ("w:eastAsia", "w:cs"):
        huruf.set(qn(bidang), HURUF)


def _huruf_cadangan(dokumen: Any) -> None:
    """Names the faces that stand in for Bookman Old Style where it is not installed."""
    for hubungan in dokumen.part.rels.values():
        if hubungan.reltype.endswith("/fontTable"):
            hubungan.target_part._blob = (
                f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}>'
                f'<w:font w:name="{HURUF}"><w:altName w:val="{",".join(HURUF_CADANGAN)}"/>'
                '<w:panose1 w:val="02050604050505020204"/><w:family w:val="roman"/><w:pitch w:val="variable"/>'
                "</w:font></w:fonts>"
            ).encode()


def _baris(dokumen: Any, baris: Iterable[str], gaya: str, *, kiri: float = 0) -> None:
    for teks in baris:
        paragraf = dokumen.add_paragraph(teks, style=gaya)
        if kiri:
            paragraf.paragraph_format.left_indent = Pt(kiri)


def _tabel(lampiran: Lampiran) -> str:
    """The grid as WordprocessingML. Written directly: python-docx needs seconds for some thousand cells."""
    kisi = lampiran.kisi
    batas = [0]
    for kolom in kisi.kolom:
        batas.append(batas[-1] + round(kolom.lebar / 100 * lampiran.lebar_isi * _TWIP))
    garis = "".join(
        f'<w:{sisi} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for sisi in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    bagian = [
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{batas[-1]}" w:type="dxa"/><w:jc w:val="center"/>',
        f"<w:tblBorders>{garis}</w:tblBorders>",
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="30" w:type="dxa"/><w:left w:w="55" w:type="dxa"/>',
        '<w:bottom w:w="30" w:type="dxa"/><w:right w:w="55" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>',
        *(f'<w:gridCol w:w="{akhir - awal}"/>' for awal, akhir in pairwise(batas)),
        "</w:tblGrid>",
    ]
    sel_kepala = [[_isi_kepala(sel) for sel in kepala] for kepala in kisi.kepala]
    bagian += _baris_tabel(_letakkan(sel_kepala, len(kisi.kolom)), batas, kepala=True)
    bagian += _baris_tabel([[_isi_sel(sel) for sel in baris.sel] for baris in kisi.baris()], batas)
    bagian.append("</w:tbl>")
    return "".join(bagian)


_TENGAH = '<w:tcMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tcMar><w:vAlign w:val="center"/>'

# A cell on its way into the table: first column, columns, rows, properties, paragraphs.
_Isi = tuple[int, int, int, str, str]


def _isi_kepala(sel: SelKepala) -> _Isi:
    gaya = "LampiranNomorKolom" if sel.jenis == "nomor_kolom" else "LampiranKepalaKolom"
    paragraf = [Paragraf("", ((baris, False),)) for baris in sel.teks.split("\n")]
    return (0, sel.rentang_kolom, sel.rentang_baris, _TENGAH, _paragraf(paragraf, gaya))


def _isi_sel(sel: Sel) -> _Isi:
    gaya = _SEL.get(sel.jenis, "")
    if sel.jenis == "bulan":
        tanda = [Paragraf("", ((sel.tanda, False),))] if sel.tanda else []
        return (sel.kolom, 1, 1, _TENGAH, _paragraf(tanda, gaya))
    return (sel.kolom, sel.rentang_kolom, sel.rentang_baris, "", _paragraf(paragraf_sel(sel.teks), gaya))


def _letakkan(baris: list[list[_Isi]], jumlah: int) -> list[list[_Isi]]:
    """Gives each cell of the head the first column of its line that none before it covers."""
    terisi: set[tuple[int, int]] = set()
    hasil = []
    for nomor, satu_baris in enumerate(baris):
        letak = []
        for _, lebar, tinggi, sifat, isi in satu_baris:
            awal = next(kolom for kolom in range(jumlah) if (nomor, kolom) not in terisi)
            terisi |= {(nomor + b, awal + k) for b in range(tinggi) for k in range(lebar)}
            letak.append((awal, lebar, tinggi, sifat, isi))
        hasil.append(letak)
    return hasil


def _baris_tabel(baris: list[list[_Isi]], batas: list[int], *, kepala: bool = False) -> Iterator[str]:
    """Rows; where a cell spans, the rows after its first carry the continuation that the format asks for."""
    sifat_baris = "<w:trPr><w:cantSplit/>" + ("<w:tblHeader/>" if kepala else "") + "</w:trPr>"
    terbuka: dict[int, tuple[int, int]] = {}  # first column → columns, rows still to come
    for satu_baris in baris:
        yield f"<w:tr>{sifat_baris}"
        sel = {kolom: (lebar, tinggi, sifat, isi) for kolom, lebar, tinggi, sifat, isi in satu_baris}
        for kolom in sorted(sel.keys() | terbuka.keys()):
            if kolom in sel:
                lebar, tinggi, sifat, isi = sel[kolom]
                gabung = '<w:vMerge w:val="restart"/>' if tinggi > 1 else ""
                if tinggi > 1:
                    terbuka[kolom] = (lebar, tinggi)
            else:
                lebar, sifat, isi, gabung = terbuka[kolom][0], "", "<w:p/>", "<w:vMerge/>"
            rentang = f'<w:gridSpan w:val="{lebar}"/>' if lebar > 1 else ""
            yield f'<w:tc><w:tcPr><w:tcW w:w="{batas[kolom + lebar] - batas[kolom]}" w:type="dxa"/>'
            yield f"{rentang}{gabung}{sifat}</w:tcPr>{isi}</w:tc>"
        terbuka = {kolom: (lebar, sisa - 1) for kolom, (lebar, sisa) in terbuka.items() if sisa > 1}
        yield "</w:tr>"


def _paragraf(paragraf: list[Paragraf], gaya_sel: str) -> str:
    """Paragraphs of a cell; the format wants at least one."""
    hasil = []
    for satu in paragraf or [Paragraf("", ())]:
        ruas = "".join(_ruas(teks, miring) for teks, miring in satu.ruas)
        gaya = gaya_sel or _GAYA.get(satu.gaya, "LampiranIsi")
        hasil.append(f'<w:p><w:pPr><w:pStyle w:val="{gaya}"/></w:pPr>{ruas}</w:p>')
    return "".join(hasil)


def _ruas(teks: str, miring: bool) -> str:
    sifat = "<w:rPr><w:i/></w:rPr>" if miring else ""
    isi = '</w:t><w:tab/><w:t xml:space="preserve">'.join(escape(bagian) for bagian in teks.split("\t"))
    return f'<w:r>{sifat}<w:t xml:space="preserve">{isi}</w:t></w:r>'
