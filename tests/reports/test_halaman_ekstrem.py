"""Texts longer than their rows, rows longer than a page, headings and signatures at every height of a page.

No word may be lost, doubled, cut, or printed outside its cell, and each page has its head, however long a text is.
"""

import itertools

import pytest

from tests.reports.bacaan import BACAAN, rapat
from tests.reports.ekstrem import POLA, Kosakata, pohon_ekstrem
from tests.reports.letak import baca_halaman, bertindihan, di_luar, teks_kolom, terpotong
from tests.reports.test_halaman import TEPI_LAMPIRAN, teks

pytestmark = pytest.mark.sekali

PANJANG = {
    "kegiatan of 60 lines over three rows": {"kegiatan": 180},
    "the same below other rows": {"kegiatan": 180, "awal": 9},
    "kegiatan longer than two pages over two rows": {"kegiatan": 330, "baris": 2, "awal": 5},
    "one row taller than a page": {"indikator": 500, "baris": 1},
    "a row taller than two pages among others": {"indikator": 700, "rincian": 260, "awal": 6},
}


@pytest.fixture
def periksa(cetak_isi):
    """Prints a tree and checks what must hold on every page; gives the Lampiran's pages."""

    def _periksa(bacaan, kata, isi):
        lampiran = [halaman for halaman in baca_halaman(cetak_isi(bacaan, isi)) if halaman.melintang]
        kepala = rapat("".join("".join(baris) for baris in bacaan.kepala))
        for halaman in lampiran:
            assert di_luar(halaman, TEPI_LAMPIRAN) == [], halaman.nomor
            assert terpotong(halaman) == [], halaman.nomor
            assert bertindihan(halaman) == [], halaman.nomor
            bawah = halaman.tepi_baris[len(bacaan.kepala)]
            assert teks(k for k in halaman.dalam_tabel() if k.tengah[1] < bawah) == kepala, halaman.nomor
            tinggi = [b - a for a, b in itertools.pairwise(halaman.tepi_baris)]
            assert min(tinggi) > 6, f"halaman {halaman.nomor}: baris setipis garis"
            assert any(k.tengah[1] > bawah for k in halaman.dalam_tabel()), halaman.nomor
            assert not halaman.baris_judul(*halaman.tepi_baris[-2:]), halaman.nomor
        tercetak = teks_kolom(lampiran, bacaan)
        for kolom, dicari in kata.milik.items():
            tempat = kolom if kolom in bacaan.kolom else "judul"
            if kolom != "rincian" or tempat == kolom:
                awalan = dicari[0][:3]
                assert [satu for satu in POLA.findall(tercetak[tempat]) if satu.startswith(awalan)] == dicari, kolom
        assert [bool(halaman.di_bawah_tabel()) for halaman in lampiran[:-1]] == [False] * (len(lampiran) - 1)
        assert len(lampiran[-1].tepi_baris) > len(bacaan.kepala) + 1
        return lampiran

    return _periksa


@pytest.mark.parametrize("nama", BACAAN)
@pytest.mark.parametrize("ukuran", PANJANG.values(), ids=PANJANG)
def test_nothing_is_lost_however_long_a_text_is(periksa, nama, ukuran):
    kata = Kosakata()
    lampiran = periksa(BACAAN[nama], kata, pohon_ekstrem(kata, **ukuran))
    assert len(lampiran) >= 2


@pytest.mark.parametrize("awal", range(13, 20))
@pytest.mark.parametrize("nama", ["kubu-raya-2022-rb", "bangka-barat-2026-zi", "alor-2026-rb"])
def test_headings_and_signatures_at_every_height_of_a_page(periksa, nama, awal):
    """One row more each time moves a heading, then the signatures, over the foot of a page."""
    kata = Kosakata()
    periksa(BACAAN[nama], kata, pohon_ekstrem(kata, awal=awal, baris=1))
