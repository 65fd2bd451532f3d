"""The lines of a grid, drawn from the laid-out cells.

WeasyPrint draws each border of each cell; a Lampiran has thousands. Here every table of class `kisi` is read
from the page's boxes, and each line is drawn once, as long as it runs. A cell that began on the page before, or
goes on on the next, is closed at the page's edge like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

TEBAL = 0.5  # pt
PX = 0.75  # pt for one CSS pixel


class Kotak(NamedTuple):
    """A cell on a page: rows and columns that it covers (end exclusive)."""

    baris: int
    baris_akhir: int
    kolom: int
    kolom_akhir: int


class Ruas(NamedTuple):
    """A straight line, in the units of what it was made from."""

    x1: float
    y1: float
    x2: float
    y2: float


def susun_garis(kotak: Iterable[Kotak], y: Sequence[float], x: Sequence[float]) -> list[Ruas]:
    """The lines between and around cells.

    `y` are the edges of the rows on this page (rows + 1), `x` those of the columns. Places that no cell covers
    belong to a cell of the page before: those above one another in a column are one cell.
    """
    baris, kolom = len(y) - 1, len(x) - 1
    milik = [[-1] * kolom for _ in range(baris)]
    for nomor, satu in enumerate(kotak):
        for b in range(satu.baris, min(satu.baris_akhir, baris)):
            for k in range(satu.kolom, min(satu.kolom_akhir, kolom)):
                milik[b][k] = nomor
    for k in range(kolom):
        for b in range(baris):
            if milik[b][k] == -1:
                lanjutan = -2 - k - kolom * b
                atas = milik[b - 1][k] if b else 0
                milik[b][k] = atas if b and atas <= -2 else lanjutan
    ruas = []
    for b in range(baris + 1):
        ada = [b in (0, baris) or milik[b - 1][k] != milik[b][k] for k in range(kolom)]
        ruas += [Ruas(x[awal], y[b], x[akhir], y[b]) for awal, akhir in _sambung(ada)]
    for k in range(kolom + 1):
        ada = [k in (0, kolom) or milik[b][k - 1] != milik[b][k] for b in range(baris)]
        ruas += [Ruas(x[k], y[awal], x[k], y[akhir]) for awal, akhir in _sambung(ada)]
    return ruas


def _sambung(ada: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Runs of True as (first, last + 1)."""
    awal = None
    for posisi, satu in enumerate([*ada, False]):
        if satu and awal is None:
            awal = posisi
        elif not satu and awal is not None:
            yield awal, posisi
            awal = None


def gambar(dokumen: Any, pdf: Any) -> None:
    """WeasyPrint's finisher: adds the lines of every grid to its page, beneath the text."""
    import pydyf

    terakhir = None
    for urutan, halaman in enumerate(dokumen.pages):
        ruas = []
        for tabel in cari_tabel(halaman, "kisi"):
            ruas += _ruas_tabel(tabel, terakhir)
            terakhir = tabel.children[-1].children[-1].element
        if not ruas:
            continue
        tinggi = halaman.height * PX
        aliran = pydyf.Stream(compress=True)
        aliran.stream.append(b"/Artifact BMC")
        aliran.push_state()
        aliran.set_line_width(TEBAL)
        aliran.set_line_cap(2)
        for satu in ruas:
            aliran.move_to(round(satu.x1 * PX, 2), round(tinggi - satu.y1 * PX, 2))
            aliran.line_to(round(satu.x2 * PX, 2), round(tinggi - satu.y2 * PX, 2))
        aliran.stroke()
        aliran.pop_state()
        aliran.stream.append(b"EMC")
        pdf.add_object(aliran)
        isi = pdf.page_references[urutan]
        nomor = int(isi.split()[0])
        objek = pdf.objects[nomor]
        objek["Contents"] = pydyf.Array([aliran.reference, objek["Contents"]])


def cari_tabel(halaman: Any, kelas: str) -> Iterator[Any]:
    """The laid-out tables (WeasyPrint's boxes) of a class on a page, in reading order."""
    return _tabel(halaman._page_box, kelas)


def _tabel(kotak: Any, kelas: str) -> Iterator[Any]:
    for anak in getattr(kotak, "children", ()):
        if type(anak).__name__ == "TableBox":
            if anak.element is not None and anak.element.get("class") == kelas:
                yield anak
        else:
            yield from _tabel(anak, kelas)


def _ruas_tabel(tabel: Any, terakhir: Any) -> list[Ruas]:
    """The lines of a grid on one page; `terakhir` is the element of the last row on the page before."""
    x = sorted({round(posisi, 3) for posisi in tabel.column_positions})
    x.append(round(max(p + w for p, w in zip(tabel.column_positions, tabel.column_widths, strict=True)), 3))
    baris = [satu for kelompok in tabel.children for satu in kelompok.children]
    y = [satu.position_y for satu in baris]
    dasar = baris[-1].position_y + baris[-1].height
    kotak, sisa = [], None
    posisi = 0
    for kelompok in tabel.children:
        akhir_kelompok = posisi + len(kelompok.children)
        for b, satu in enumerate(kelompok.children, posisi):
            if satu.element is terakhir and b + 1 < akhir_kelompok and _habis(satu):
                sisa = b
            for sel in satu.children:
                akhir = min(b + sel.rowspan, akhir_kelompok)
                kotak.append(Kotak(b, akhir, sel.grid_x, sel.grid_x + sel.colspan))
                if akhir == len(baris):
                    dasar = max(dasar, sel.position_y + _tinggi_isi(sel))
        posisi = akhir_kelompok
    if sisa is not None:
        kotak, y = _lebur(kotak, sisa), y[: sisa + 1] + y[sisa + 2 :]
    return susun_garis(kotak, [*y, dasar], x)


def _habis(baris: Any) -> bool:
    """Whether a row that goes on from the page before has nothing left but cells that span further rows."""
    return all(sel.empty for sel in baris.children if sel.rowspan == 1)


def _lebur(kotak: list[Kotak], baris: int) -> list[Kotak]:
    """The cells when `baris` becomes one row with the next."""
    return [
        Kotak(satu.baris - (satu.baris > baris), satu.baris_akhir - 1 if satu.baris_akhir > baris else satu.baris_akhir,
              satu.kolom, satu.kolom_akhir)
        for satu in kotak
        if not (satu.baris == baris and satu.baris_akhir == baris + 1)
    ]  # fmt: skip


def _tinggi_isi(sel: Any) -> float:
    """How far down a cell's text reaches, with its padding."""
    return float(sel.padding_top + sel.content_height + min(sel.padding_bottom, sel.padding_top))
