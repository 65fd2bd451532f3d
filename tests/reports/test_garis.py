"""The lines of a grid: for any tiling, every edge between two cells once, and none through a cell."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from reports.garis import Kotak, Ruas, susun_garis


@st.composite
def ubin(draw: st.DrawFn) -> tuple[int, int, list[Kotak]]:
    """A grid of some rows and columns, cut into rectangles."""
    baris, kolom = draw(st.integers(1, 7)), draw(st.integers(1, 7))
    bebas = {(b, k) for b in range(baris) for k in range(kolom)}
    kotak = []
    while bebas:
        b, k = min(bebas)
        lebar = 1
        while (b, k + lebar) in bebas and draw(st.booleans()):
            lebar += 1
        tinggi = 1
        while all((b + tinggi, k + i) in bebas for i in range(lebar)) and draw(st.booleans()):
            tinggi += 1
        kotak.append(Kotak(b, b + tinggi, k, k + lebar))
        bebas -= {(b + i, k + j) for i in range(tinggi) for j in range(lebar)}
    return baris, kolom, kotak


def potongan(ruas: list[Ruas]) -> Counter[tuple[str, int, int]]:
    """Lines as unit edges, counted: ("-", row edge, column) and ("|", row, column edge)."""
    hasil: Counter[tuple[str, int, int]] = Counter()
    for x1, y1, x2, y2 in ruas:
        if y1 == y2:
            hasil.update(("-", int(y1), k) for k in range(int(x1), int(x2)))
        else:
            assert x1 == x2, "neither across nor down"
            hasil.update(("|", b, int(x1)) for b in range(int(y1), int(y2)))
    return hasil


def tepi(baris: int, kolom: int, milik: dict[tuple[int, int], object]) -> Counter[tuple[str, int, int]]:
    """The unit edges around the grid and between places that belong to different cells."""
    hasil: Counter[tuple[str, int, int]] = Counter()
    for b in range(baris + 1):
        for k in range(kolom):
            if milik.get((b - 1, k), "luar atas") != milik.get((b, k), "luar bawah"):
                hasil["-", b, k] += 1
    for k in range(kolom + 1):
        for b in range(baris):
            if milik.get((b, k - 1), "luar kiri") != milik.get((b, k), "luar kanan"):
                hasil["|", b, k] += 1
    return hasil


def pemilik(kotak: list[Kotak]) -> dict[tuple[int, int], object]:
    return {
        (b, k): satu
        for satu in kotak
        for b in range(satu.baris, satu.baris_akhir)
        for k in range(satu.kolom, satu.kolom_akhir)
    }


@settings(deadline=None)
@given(ubin())
def test_every_edge_between_two_cells_once_and_none_inside_a_cell(isi):
    baris, kolom, kotak = isi
    ruas = susun_garis(kotak, range(baris + 1), range(kolom + 1))
    assert potongan(ruas) == tepi(baris, kolom, pemilik(kotak))


@settings(deadline=None)
@given(ubin(), st.randoms(use_true_random=False))
def test_the_order_of_cells_does_not_matter(isi, acak):
    baris, kolom, kotak = isi
    ruas = susun_garis(kotak, range(baris + 1), range(kolom + 1))
    acak.shuffle(kotak)
    assert set(susun_garis(kotak, range(baris + 1), range(kolom + 1))) == set(ruas)


@settings(deadline=None)
@given(ubin())
def test_lines_run_as_long_as_they_can(isi):
    """No line ends where another goes on in the same direction: fewer strokes, sharper joints."""
    baris, kolom, kotak = isi
    ruas = susun_garis(kotak, range(baris + 1), range(kolom + 1))
    ujung = Counter((satu.x1 == satu.x2, titik) for satu in ruas for titik in ((satu.x1, satu.y1), (satu.x2, satu.y2)))
    assert max(ujung.values()) == 1


@settings(deadline=None)
@given(ubin(), st.data())
def test_places_that_a_cell_of_the_page_before_covers_are_cells_of_their_column(isi, data):
    """On a page's first rows, columns may be covered from the page before: there the cell goes on downwards."""
    baris, kolom, kotak = isi
    dari_atas = {k: data.draw(st.integers(0, baris)) for k in range(kolom)}
    lanjutan = {k for k in range(kolom) if dari_atas[k]}
    milik = pemilik(kotak)
    buang = {milik[b, k] for k in lanjutan for b in range(dari_atas[k])}
    sisa = [satu for satu in kotak if satu not in buang]
    terbuka = {(b, k) for satu in buang for (b, k), punya in milik.items() if punya == satu}
    for b, k in sorted(terbuka):
        milik[b, k] = milik[b - 1, k] if (b - 1, k) in terbuka else ("lanjutan", b, k)
    ruas = susun_garis(sisa, range(baris + 1), range(kolom + 1))
    assert potongan(ruas) == tepi(baris, kolom, milik)


def test_a_cell_that_reaches_below_the_page_ends_at_its_foot():
    ruas = susun_garis([Kotak(0, 5, 0, 1), Kotak(0, 1, 1, 2), Kotak(1, 2, 1, 2)], [0, 10, 20], [0, 30, 60])
    assert set(ruas) == {
        Ruas(0, 0, 60, 0),
        Ruas(30, 10, 60, 10),
        Ruas(0, 20, 60, 20),
        Ruas(0, 0, 0, 20),
        Ruas(30, 0, 30, 20),
        Ruas(60, 0, 60, 20),
    }
