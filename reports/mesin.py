"""The PDF engine: WeasyPrint, made fast, closed to the network, and with the grid's lines drawn from its layout.

Why not plain `HTML(string=…).write_pdf()` (measured in docs/decisions/0003-mesin-pdf.md):

- our pages are well-formed XML, so the C parser reads them; the HTML5 parser takes a tenth of the whole time;
- the browser's default style sheet is replaced by the few rules our pages use: the cascade is three times faster;
- collapsed borders are the dearest part of a table. Grids are laid out without borders, and `garis` draws each
  line once, as long as it runs. So a cell that spans over a page break is closed at the page's foot, too.

`tests/reports/test_mesin.py` holds this path against the plain one, word for word and page for page.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from reports import garis, penyambung

if TYPE_CHECKING:
    from weasyprint import HTML
    from weasyprint.document import Document

STATIK = Path(__file__).resolve().parent.parent / "static" / "reports"
SKEMA = "rb-statik:"
VERSI_DIPERCEPAT = "70.0"  # the WeasyPrint for which reports.percepatan was written
_BUKAN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # signs that XML 1.0 does not have
# Classes that a second pass gives to rows (static/reports/cetak.css): may break, stays whole.
PANJANG, UTUH = "panjang", "utuh"

GAYA_DASAR = """
html, body, div, section, header, p, h1, h2 { display: block }
head, style, title, meta { display: none }
h1, h2, p { margin: 0; font-size: inherit; font-weight: inherit }
table { display: table; box-sizing: border-box; text-indent: 0 }
colgroup { display: table-column-group } col { display: table-column }
thead { display: table-header-group } tbody { display: table-row-group } tr { display: table-row }
td, th { display: table-cell }
em { font-style: italic }
br::before { content: "\\A"; white-space: pre-line }
h1 { bookmark-level: 1; bookmark-label: content(text) } h2 { bookmark-level: 2; bookmark-label: content(text) }
"""


class MesinTidakTersedia(RuntimeError):
    """The system libraries of the PDF engine are missing; the message says what to install, in Indonesian."""


def muat_mesin() -> Any:
    """The `weasyprint` module.

    Raises:
        MesinTidakTersedia: its system libraries (Pango, HarfBuzz) cannot be loaded.
    """
    try:
        import weasyprint
    except (ImportError, OSError) as galat:
        raise MesinTidakTersedia(
            "PDF belum dapat dibuat: pustaka sistem untuk mesin PDF tidak ada di server ini "
            f"({' '.join(str(galat).split())[:120]}). Pasang dengan perintah: "
            "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core, "
            "lalu jalankan kembali portal."
        ) from galat
    if weasyprint.VERSION == VERSI_DIPERCEPAT:
        from reports import percepatan

        percepatan.pasang()
    return weasyprint


def rakit(xhtml: str) -> Document:
    """Lay out a well-formed page.

    Only `rb-statik:` addresses (files below static/reports) and `data:` images are read; anything else is refused.
    Rows of a grid stay whole. One that is taller than a page cannot: WeasyPrint then breaks it and leaves the head
    out. Such rows may break like a paragraph in another pass, so every page has its head. Parts of the Keputusan may
    break, but not so that a label ("KEDUA :") stays behind alone: those are held whole in another pass.

    Raises:
        MesinTidakTersedia: see `muat_mesin`.
    """
    # Our own output, never a user's file: texts were escaped when the page was made.
    akar = ElementTree.fromstring(_BUKAN_XML.sub(" ", xhtml))  # noqa: S314
    with _tanpa_gc():
        dokumen = _dokumen(akar).render()
        while salah := [*_baris_panjang(dokumen), *_label_tertinggal(dokumen)]:
            for baris, kelas in salah:
                baris.set("class", f"{baris.get('class', '')} {kelas}".strip())
            dokumen = _dokumen(akar).render()
        penyambung.pasang(dokumen)
        return dokumen


def tulis(dokumen: Document, pengenal: bytes) -> bytes:
    """The laid-out document as PDF bytes; the same bytes for the same document and `pengenal` (PDF file
    identifier)."""
    with _tanpa_gc():
        hasil: bytes = dokumen.write_pdf(pdf_identifier=pengenal, finisher=garis.gambar)
    return hasil


def baca_statik(alamat: str) -> bytes:
    """The file behind an `rb-statik:` address.

    Raises:
        ValueError: any other address, or one that leaves static/reports.
    """
    if not alamat.startswith(SKEMA):
        raise ValueError(f"Alamat tidak diizinkan dalam dokumen: {alamat[:80]}")
    berkas = (STATIK / alamat.removeprefix(SKEMA).lstrip("/")).resolve()
    if not berkas.is_relative_to(STATIK):
        raise ValueError(f"Alamat di luar berkas statis: {alamat[:80]}")
    return berkas.read_bytes()


def _baris_panjang(dokumen: Document) -> list[tuple[ElementTree.Element, str]]:
    """The rows on pages whose grid has lost its head, as far as they may not break yet."""
    return [
        (baris.element, PANJANG)
        for halaman in dokumen.pages
        for tabel in garis.cari_tabel(halaman, "kisi")
        if not tabel.children[0].is_header
        for kelompok in tabel.children
        for baris in kelompok.children
        if PANJANG not in baris.element.get("class", "").split()
    ]


def _label_tertinggal(dokumen: Document) -> list[tuple[ElementTree.Element, str]]:
    """The last rows of pages on which only their label stands, their text being on the next page."""
    return [
        (baris.element, UTUH)
        for halaman in dokumen.pages
        for tabel in garis.cari_tabel(halaman, "batang")
        for baris in tabel.children[-1].children[-1:]
        if baris.children[-1].empty
        and not all(sel.empty for sel in baris.children)
        and UTUH not in baris.element.get("class", "").split()
    ]


def _dokumen(akar: ElementTree.Element) -> HTML:
    weasyprint = muat_mesin()
    import cssselect2

    dasar = _gaya_dasar()

    class Elemen(cssselect2.ElementWrapper):
        """An element without namespace; what the whole document is asked for (style, title, meta) stands in its
        head, the first child: no need to walk the grid for it."""

        namespace_url = ""

        @property
        def local_name(self) -> str:
            nama: str = self.etree_element.tag
            return nama

        @property
        def etree_children(self) -> list[ElementTree.Element]:
            return list(self.etree_element)

        def query_all(self, *pemilih: str) -> Any:
            akar = self if self.parent else next(self.iter_children(), self)
            return cssselect2.ElementWrapper.query_all(akar, *pemilih)

    class Dokumen(weasyprint.HTML):  # type: ignore[name-defined]
        def __init__(self, akar: ElementTree.Element) -> None:
            self.base_url = None
            self.url_fetcher = _pengambil()
            self.media_type = "print"
            self.wrapper_element = Elemen.from_html_root(akar, content_language=None)
            self.etree_element = self.wrapper_element.etree_element

        def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
            return [dasar]

    return Dokumen(akar)


@lru_cache(maxsize=1)
def _gaya_dasar() -> Any:
    return muat_mesin().CSS(string=GAYA_DASAR)


@lru_cache(maxsize=1)
def _pengambil() -> Any:
    muat_mesin()
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Pengambil(URLFetcher):
        """Reads our own static files and inlined images; everything else is refused."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith("data:image/"):
                return super().fetch(url, headers)
            return URLFetcherResponse(url, baca_statik(url))

    return Pengambil(allowed_protocols=("data",))


@contextmanager
def _tanpa_gc() -> Iterator[None]:
    """Garbage collection off: layout makes millions of small objects that all live until the end."""
    menyala = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if menyala:
            gc.enable()
