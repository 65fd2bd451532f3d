"""Faster equivalents of the parts of WeasyPrint in which the layout of a decree spends its time.

WeasyPrint breaks a paragraph line by line, each time with new Pango objects and two or three shapings, and again
whenever a row is laid out again on the next page or the head is repeated. Here Pango breaks the paragraph once.
What it gives is what WeasyPrint would have made of it, byte for byte in the PDF; every case that is not a plain
paragraph is left to WeasyPrint itself. What it gains stands in docs/decisions/0003-mesin-pdf.md.

This replaces inner functions of the one version that it was written for (`reports.mesin.VERSI_DIPERCEPAT`). With
any other `reports.mesin` leaves it alone: printing is slower and just as right. `tests/reports/test_percepatan.py`
holds both ways against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, NamedTuple

from weasyprint.draw import text as gambar_teks
from weasyprint.draw.color import get_color
from weasyprint.formatting_structure.boxes import TableCellBox, TextBox
from weasyprint.layout import background, block, inline, table
from weasyprint.text import line_break
from weasyprint.text.ffi import FROM_UNITS, TO_UNITS, ffi, pango

PANGO_BARU = pango.pango_version() >= 14802  # before, WeasyPrint works around a fault in sizes
ffi.cdef("void pango_layout_set_indent (PangoLayout *layout, int indent);")

_SISI = ("top", "right", "bottom", "left")
_UKURAN = (
    *(f"{jarak}_{sisi}" for jarak in ("margin", "padding") for sisi in _SISI),
    "width", "min_width", "max_width", "height", "min_height", "max_height",
)  # fmt: skip
_TANPA_LATAR = {f"border_{y}_{x}_radius": (0, 0) for y in ("top", "bottom") for x in ("left", "right")}
_PERATAAN = ("start", "left", "center", "justify")
# Text that Pango breaks alike, whole or line by line: our face's own letters and signs. Soft hyphens, tabs, other
# scripts and whatever comes from a second font are left to WeasyPrint; a mark stands alone, in any font.
_BIASA = re.compile("[ -~\u00a0-\u00ac\u00ae-\u00ff‘’“”–—…•]+|[√✓✔]")

# Where each function is called from; modules that our pages do not reach (flex, grid, floats) keep their own.
_TEMPAT = (
    (block, "iter_line_boxes"),
    (block, "block_container_layout"),
    (block, "resolve_percentages"),
    (inline, "resolve_percentages"),
    (table, "resolve_percentages"),
    (background, "layout_box_backgrounds"),
    (gambar_teks, "draw_first_line"),
)
_asli: dict[str, Any] = {nama: getattr(modul, nama) for modul, nama in _TEMPAT}


@cache
def pasang() -> None:
    """Replace the functions, once in a process."""
    _ganti(globals())


@contextmanager
def tanpa() -> Iterator[None]:
    """WeasyPrint as it came, for tests and measurements in one thread."""
    sekarang = {nama: getattr(modul, nama) for modul, nama in _TEMPAT}
    _ganti(_asli)
    try:
        yield
    finally:
        _ganti(sekarang)


def _ganti(fungsi: dict[str, Any]) -> None:
    for modul, nama in _TEMPAT:
        setattr(modul, nama, fungsi[nama])


# --- Boxes ---------------------------------------------------------------------------------------------


def resolve_percentages(box: Any, containing_block: Any) -> None:
    """Sizes that are no percentages are the same for every box of a style: they are worked out once."""
    gaya = box.style
    try:
        tetap = gaya.rb_tetap
    except AttributeError:
        tetap = gaya.rb_tetap = _ukuran_tetap(gaya)
    if tetap is None:
        _asli["resolve_percentages"](box, containing_block)
    else:
        box.__dict__.update(tetap)


def _ukuran_tetap(gaya: Any) -> dict[str, Any] | None:
    if gaya["box_sizing"] != "content-box" or gaya["border_collapse"] == "collapse":
        return None
    hasil = {f"border_{sisi}_width": gaya[f"border_{sisi}_width"] for sisi in _SISI}
    for nama in _UKURAN:
        nilai = gaya[nama]
        if nilai == "auto":
            hasil[nama] = 0 if nama in ("min_width", "min_height") else nilai
        elif getattr(nilai, "unit", None) == "px":
            hasil[nama] = nilai.value
        else:
            return None
    return hasil


def block_container_layout(
    context: Any, box: Any, bottom_space: float, skip_stack: Any, *lain: Any, **opsi: Any
) -> Any:
    """An empty cell (a month without a mark) has no content to lay out."""
    if (
        box.children
        or type(box) is not TableCellBox
        or skip_stack is not None
        or box.height != "auto"
        or box.style["position"] != "static"
        or box.style["box_decoration_break"] != "slice"
    ):
        return _asli["block_container_layout"](context, box, bottom_space, skip_stack, *lain, **opsi)
    sel = box.copy_with_children([])
    sel.height = max(min(0, sel.max_height), sel.min_height)
    return sel, None, {"break": "any", "page": sel.style["page"]}, [], False, opsi["max_lines"]


def layout_box_backgrounds(page: Any, box: Any, gambar: Any, layout_children: bool = True, style: Any = None) -> None:
    """Nearly no box has a background, a shadow, an image around it or round corners."""
    gaya = box.style
    try:
        polos = gaya.rb_polos
    except AttributeError:
        polos = gaya.rb_polos = _tanpa_latar(gaya)
    if not polos or style is not None or not layout_children or box is page:
        _asli["layout_box_backgrounds"](page, box, gambar, layout_children, style)
        return
    box.__dict__.update(_TANPA_LATAR)
    box.background = None
    for anak in box.all_children():
        layout_box_backgrounds(page, anak, gambar)


def _tanpa_latar(gaya: Any) -> bool:
    return bool(
        all((0, "px") in gaya[sudut] for sudut in _TANPA_LATAR)
        and gaya["border_image_source"][0] == gaya["mask_border_source"][0] == "none"
        and all(jenis == "none" for jenis, _ in gaya["background_image"])
        and get_color(gaya, "background_color").alpha == 0
        and not gaya["box_shadow"]
    )


# --- Lines ---------------------------------------------------------------------------------------------


class LayoutBaris(line_break.Layout):
    """What a text box keeps of its Pango layout between layout and drawing: the text of one line.

    Lines are drawn one after the other, so those of a style share one Pango layout.
    """

    ascent = underline_position = strikethrough_position = None

    def __init__(self, teks: str, lebar: float | None, arah: int, spasi: float = 0) -> None:
        self.text = teks
        self.max_width = lebar
        self.first_line_direction = arah
        self.justification_spacing = spasi

    def reactivate(self, style: Any) -> None:
        if self.justification_spacing:  # word spacing stays behind in a Pango layout
            super().reactivate(style)
            return
        pena = _bersama(style, "rb_pena")
        self.layout, self.language, self.style = pena.layout, pena.language, style
        self.set_text(self.text, justify=True)


def _bersama(gaya: Any, nama: str) -> Any:
    """The Pango layout that a style keeps for one purpose."""
    try:
        return getattr(gaya, nama)
    except AttributeError:
        layout = line_break.Layout(gaya)
        setattr(gaya, nama, layout)
        return layout


class Baris(NamedTuple):
    """One line of a paragraph, in CSS pixels. `lanjut`: bytes of the text up to the next line, None at its end."""

    teks: str
    lebar: float
    tinggi: float
    pangkal: float
    lanjut: int | None
    layout: LayoutBaris


def iter_line_boxes(
    context: Any,
    box: Any,
    position_y: float,
    bottom_space: float,
    skip_stack: Any,
    containing_block: Any,
    absolute_boxes: Any,
    fixed_boxes: Any,
    first_letter_style: Any,
    first_line_style: Any,
) -> Iterator[tuple[Any, Any]]:
    """The laid-out lines of a line box and where each next one begins: (line, resume_at).

    Fast for a paragraph that is one text in one style, from its beginning and without floats beside it.
    """
    if skip_stack is first_letter_style is first_line_style is None and not context.excluded_shapes:
        hasil = _paragraf(box, position_y, containing_block)
        if hasil is not None:
            return hasil
    asli: Iterator[tuple[Any, Any]] = _asli["iter_line_boxes"](
        context, box, position_y, bottom_space, skip_stack, containing_block,
        absolute_boxes, fixed_boxes, first_letter_style, first_line_style,
    )  # fmt: skip
    return asli


def _paragraf(kotak: Any, y: float, induk: Any) -> Iterator[tuple[Any, Any]] | None:
    if len(kotak.children) != 1:
        return None
    teks = kotak.children[0]
    if type(teks) is not TextBox or not (_sederhana(kotak.style) and _sederhana(teks.style)):
        return None
    resolve_percentages(kotak, induk)
    inline.resolve_one_percentage(kotak, "text_indent", induk.width)
    x = induk.content_box_x()
    tersedia = (x + induk.width) - x
    lebar = (x + tersedia) * (1 + 1e-9) - x  # as WeasyPrint rounds, so that lines break in the same places
    kunci = (teks.text, lebar, kotak.text_indent)
    if getattr(teks, "rb_baris", (None,))[0] != kunci:
        # Kept with the text: rows are laid out again on the next page, heads on every page.
        teks.rb_baris = (kunci, _pecah(teks.text, teks.style, lebar, kotak.text_indent))
    semua = teks.rb_baris[1]
    if semua is None:
        return None
    resolve_percentages(teks, induk)
    return _susun(kotak, teks, semua, x, y, tersedia)


def _sederhana(gaya: Any) -> bool:
    try:
        hasil: bool = gaya.rb_sederhana
    except AttributeError:
        hasil = gaya.rb_sederhana = (
            gaya["white_space"] == gaya["word_break"] == gaya["letter_spacing"] == "normal"
            and gaya["word_spacing"] == 0
            and gaya["font_size"] > 0
            and gaya["hyphens"] != "auto"
            and gaya["direction"] == "ltr"
            and gaya["float"] == gaya["text_decoration_line"] == "none"
            and gaya["position"] == "static"
            and gaya["vertical_align"] == "baseline"
            and gaya["box_decoration_break"] == "slice"
            and gaya["text_align_all"] in _PERATAAN
            and gaya["text_align_last"] in ("auto", *_PERATAAN)
        )
    return hasil


def _pecah(teks: str, gaya: Any, lebar: float, indentasi: float) -> list[Baris] | None:
    """Break a text into lines; None where that is WeasyPrint's: a word wider than the line, letters not our own."""
    if teks.strip(" ") != teks or not _BIASA.fullmatch(teks):
        return None
    layout = _bersama(gaya, "rb_pemecah")
    # Pango's negative indent shortens all lines but the first; CSS's lengthens the first.
    pango.pango_layout_set_width(layout.layout, int(max(0, lebar - min(indentasi, 0)) * TO_UNITS))
    pango.pango_layout_set_indent(layout.layout, int(indentasi * TO_UNITS))
    layout.set_text(teks)
    byte = teks.encode()
    batas = ffi.new("PangoRectangle *")
    hasil: list[Baris] = []
    while (garis := pango.pango_layout_get_line_readonly(layout.layout, len(hasil))) != ffi.NULL:
        pango.pango_layout_line_get_extents(garis, ffi.NULL, batas)
        if batas.width * FROM_UNITS > (lebar if hasil else lebar - indentasi):
            return None
        akhir = garis.start_index + garis.length
        isi = byte[garis.start_index : akhir].decode()
        if akhir < len(byte):
            isi = isi.rstrip(" ")
        hasil.append(
            Baris(
                isi,
                batas.width * FROM_UNITS,
                batas.height * FROM_UNITS,
                -batas.y * FROM_UNITS,
                akhir if akhir < len(byte) else None,
                LayoutBaris(isi, lebar, garis.resolved_dir),
            )
        )
    return hasil


def _susun(kotak: Any, teks: Any, semua: list[Baris], x: float, y: float, tersedia: float) -> Iterator[tuple[Any, Any]]:
    """Line boxes for the lines of a paragraph, each at its place (the arithmetic of WeasyPrint's layout.inline)."""
    tinggi_teks, _ = _tinggi_garis(teks.style)
    tinggi_kotak, pangkal_kotak = _tinggi_garis(kotak.style)
    ukuran = kotak.style["font_size"]
    sela = (tinggi_kotak - ukuran) / 2
    bawah_kotak = -pangkal_kotak + (ukuran + sela + sela)
    perataan = kotak.style["text_align_all"]
    perataan_akhir = kotak.style["text_align_last"]
    indentasi = kotak.text_indent
    for satu in semua:
        garis = _salin(kotak)
        isi = _salin(teks)
        garis.children = [isi]
        garis.remove_decoration_sides = set()

        isi.text, isi.pango_layout = satu.teks, satu.layout
        isi.width, isi.height = satu.lebar, satu.tinggi
        isi.margin_top = isi.margin_bottom = sela_teks = (tinggi_teks - satu.tinggi) / 2
        isi.baseline = satu.pangkal + sela_teks
        atas_teks = -isi.baseline
        atas = min(-pangkal_kotak, atas_teks)
        bawah = max(bawah_kotak, atas_teks + (satu.tinggi + sela_teks + sela_teks))

        isi.position_x = x + indentasi
        garis.position_x, garis.position_y = x, y
        garis.width = (isi.position_x + satu.lebar) - x
        garis.height, garis.baseline = bawah - atas, -atas
        garis.margin_top = garis.margin_bottom = 0
        isi.position_y = atas_teks + (y - atas)
        if garis.width < tersedia:
            akhir = satu.lanjut is None and perataan_akhir != "auto"
            _ratakan(garis, isi, perataan_akhir if akhir else perataan, tersedia - garis.width)

        yield garis, None if satu.lanjut is None else {0: {satu.lanjut: None}}
        y += garis.height
        indentasi = 0


def _tinggi_garis(gaya: Any) -> tuple[float, float]:
    """Line height and baseline of a style without text."""
    try:
        hasil: tuple[float, float] = gaya.rb_tinggi_garis
    except AttributeError:
        hasil = gaya.rb_tinggi_garis = line_break.strut(gaya)
    return hasil


def _ratakan(garis: Any, isi: Any, perataan: str, sisa: float) -> None:
    if perataan == "center":
        garis.position_x += sisa / 2
        isi.position_x += sisa / 2
    elif perataan == "justify":
        jumlah = isi.text.count(" ") + isi.text.count("\u00a0")
        if jumlah:
            spasi = sisa / jumlah
            isi.justification_spacing = spasi
            isi.pango_layout = LayoutBaris(isi.text, None, isi.pango_layout.first_line_direction, spasi)
            isi.width += spasi * jumlah
            garis.width += spasi * jumlah


def _salin(kotak: Any) -> Any:
    hasil = object.__new__(type(kotak))
    hasil.__dict__.update(kotak.__dict__)
    return hasil


# --- Drawing -------------------------------------------------------------------------------------------


def draw_first_line(stream: Any, textbox: Any, text_overflow: str, block_ellipsis: str, matrix: Any) -> list[Any]:
    """Write the glyphs of a line; glyphs that were written before at the same width are not worked out again."""
    layout = textbox.pango_layout
    if type(layout) is LayoutBaris and text_overflow == "clip" and block_ellipsis == "none" and PANGO_BARU:
        garis, _ = layout.get_first_line()
        rangkaian = garis.runs[0]
        if rangkaian != ffi.NULL and rangkaian.next == ffi.NULL:
            huruf, ukuran = stream.add_font(rangkaian.data.item.analysis.font)
            isi = _glif(rangkaian.data.glyphs, huruf, ukuran)
            if isi:
                stream.set_text_matrix(*matrix.values)
                stream.set_font_size(huruf.hash, ukuran)
                stream.show_text(isi)
                return []
    hasil: list[Any] = _asli["draw_first_line"](stream, textbox, text_overflow, block_ellipsis, matrix)
    return hasil


def _glif(rangkaian: Any, huruf: Any, ukuran: float) -> str:
    """The glyphs of a run as PDF writes them, "" when one is new or moved out of its place."""
    if huruf.bitmap or huruf.svg or huruf.png or huruf.colr:
        return ""
    angka = memoryview(ffi.buffer(rangkaian.glyphs, rangkaian.num_glyphs * ffi.sizeof("PangoGlyphInfo"))).cast("i")
    glif, lebar, geser_x, geser_y = (angka[nomor::5].tolist() for nomor in range(4))
    if any(geser_x) or any(geser_y):
        return ""
    dikenal = huruf.__dict__.setdefault("rb_glif", {}).setdefault(ukuran, {})
    hasil = ["<"]
    for pasangan in zip(glif, lebar, strict=True):
        teks = dikenal.get(pasangan)
        if teks is None:
            if pasangan[0] not in huruf.to_unicode or pasangan[0] not in huruf.widths:
                return ""
            rapat = huruf.widths[pasangan[0]] - pasangan[1] * 1000 * FROM_UNITS / ukuran
            teks = dikenal[pasangan] = f"{pasangan[0]:04x}" + (f">{int(rapat)}<" if rapat else "")
        hasil.append(teks)
    isi = "".join(hasil)
    return isi[:-1] if isi[-1] == "<" else f"{isi}>"
