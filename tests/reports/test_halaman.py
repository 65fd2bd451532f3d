"""Every page of every decree, in both forms and on both papers: nothing clipped, torn apart, orphaned or empty."""

import re
from dataclasses import dataclass
from itertools import pairwise, product

import pytest

from tests.reports.bacaan import Bacaan, blok, rapat
from tests.reports.letak import Halaman, baca_halaman, bertindihan, di_luar, teks_kolom, terpotong

pytestmark = pytest.mark.sekali

MM = 72 / 25.4
KERTAS = {"a4": (210 * MM, 297 * MM), "f4": (215 * MM, 330 * MM)}
# Top, right, bottom, left. Law 12/2011, annex II: left at least 3 cm, right 2, bottom 2.5; the grid's pages are turned.
TEPI_TEGAK = (25 * MM, 20 * MM, 25 * MM, 30 * MM)
TEPI_PERTAMA = (20 * MM, *TEPI_TEGAK[1:])
TEPI_LAMPIRAN = (20 * MM, 15 * MM, 15 * MM, 20 * MM)


@dataclass(frozen=True)
class Lembar:
    """A printed decree."""

    bacaan: Bacaan
    bentuk: str
    kertas: str
    halaman: list[Halaman]

    @property
    def tegak(self) -> list[Halaman]:
        return [halaman for halaman in self.halaman if not halaman.melintang]

    @property
    def lampiran(self) -> list[Halaman]:
        return [halaman for halaman in self.halaman if halaman.melintang]


@pytest.fixture(scope="package", params=product(("salinan", "naskah"), ("f4", "a4")), ids="-".join)
def lembar(request, bacaan, cetak) -> Lembar:
    bentuk, kertas = request.param
    return Lembar(bacaan, bentuk, kertas, baca_halaman(cetak(bacaan, bentuk, kertas)))


def teks(kata) -> str:
    return rapat("".join(satu.teks for satu in kata))


class TestKertas:
    def test_portrait_pages_then_landscape_pages_of_the_exact_size(self, lembar):
        lebar, tinggi = KERTAS[lembar.kertas]
        ukuran = [(halaman.lebar, halaman.tinggi) for halaman in lembar.halaman]
        tegak = len(lembar.tegak)
        assert 2 <= tegak < len(ukuran)
        assert ukuran[:tegak] == [pytest.approx((lebar, tinggi), abs=0.01)] * tegak
        assert ukuran[tegak:] == [pytest.approx((tinggi, lebar), abs=0.01)] * (len(ukuran) - tegak)

    def test_pages_are_numbered_through_from_the_second_on(self, lembar):
        nomor = ["".join(kata.teks for kata in halaman.nomor_halaman()) for halaman in lembar.halaman]
        assert nomor == ["", *(f"-{i}-" for i in range(2, len(nomor) + 1))]
        for halaman in lembar.halaman[1:]:
            kiri, kanan = halaman.nomor_halaman()[0].x0, halaman.nomor_halaman()[-1].x1
            tepi = TEPI_LAMPIRAN if halaman.melintang else TEPI_TEGAK
            tengah = (tepi[3] + halaman.lebar - tepi[1]) / 2
            assert (kiri + kanan) / 2 == pytest.approx(tengah, abs=1)
            assert all(kata.bawah < tepi[0] for kata in halaman.nomor_halaman())


class TestTeks:
    def test_nothing_reaches_over_the_margins(self, lembar):
        for halaman in lembar.halaman:
            tepi = TEPI_LAMPIRAN if halaman.melintang else TEPI_TEGAK if halaman.nomor > 1 else TEPI_PERTAMA
            assert di_luar(halaman, tepi) == [], halaman.nomor

    def test_no_word_is_cut_by_a_line_or_hangs_out_of_the_grid(self, lembar):
        for halaman in lembar.halaman:
            assert terpotong(halaman) == [], halaman.nomor

    def test_no_word_is_printed_over_another(self, lembar):
        for halaman in lembar.halaman:
            assert bertindihan(halaman) == [], halaman.nomor

    def test_every_word_of_the_table_in_its_column(self, lembar):
        tercetak = teks_kolom(lembar.halaman, lembar.bacaan)
        for kolom in ("judul", "no", "area", "kegiatan", "sub_kegiatan", "rincian", "indikator", "target_waktu", "ket"):
            assert tercetak.get(kolom, "") == lembar.bacaan.teks_kolom(kolom), kolom

    def test_every_mark_in_its_month(self, lembar):
        tercetak = teks_kolom(lembar.halaman, lembar.bacaan)
        for bulan in range(1, 13):
            tanda = sum(bulan in lembar.bacaan.bulan(baris) for baris in lembar.bacaan.baris)
            assert tercetak.get(str(bulan), "") == "√" * tanda, bulan

    def test_every_word_of_the_keputusan(self, lembar):
        tercetak = "".join(teks(halaman.isi()) for halaman in lembar.tegak)
        assert tercetak == lembar.bacaan.tegak(lembar.bentuk)


class TestPenyambung:
    """Kata penyambung: in the two decrees of 2022, which have them on their scans."""

    def test_it_is_the_first_word_of_the_next_page_with_its_number(self, lembar):
        for satu, berikut in pairwise(lembar.tegak):
            pertama, kedua, *_ = (kata.teks for kata in berikut.isi())
            bernomor = re.fullmatch(r"(\d+|[a-z])\.", pertama)
            harapan = [*([pertama, kedua] if bernomor else [pertama]), ".", ".", "."]
            tercetak = [kata.teks for kata in satu.penyambung()]
            assert tercetak == (harapan if lembar.bacaan.bersambung else []), satu.nomor

    def test_none_on_the_last_page_on_the_lampiran_or_in_a_decree_without(self, lembar):
        *depan, akhir = lembar.tegak
        tanpa = [akhir, *lembar.lampiran]
        for halaman in tanpa if lembar.bacaan.bersambung else [*depan, *tanpa]:
            assert [kata.teks for kata in halaman.kata[-3:]] != [".", ".", "."], halaman.nomor
            assert ". . ." not in " ".join(kata.teks for kata in halaman.kata), halaman.nomor

    def test_it_stands_at_the_right_margin_above_the_foot_margin_and_a_line_below_the_text(self, lembar):
        for halaman in lembar.tegak:
            if kata := halaman.penyambung():
                assert kata[-1].x1 == pytest.approx(halaman.lebar - TEPI_TEGAK[1], abs=2)
                assert 0 <= halaman.tinggi - TEPI_TEGAK[2] - max(satu.bawah for satu in kata) < 6
                assert min(satu.atas for satu in kata) - max(satu.bawah for satu in halaman.isi()) > 12


class TestSusunan:
    def test_no_page_is_empty(self, lembar):
        for halaman in lembar.tegak:
            assert len(halaman.isi()) >= 8, halaman.nomor
        for halaman in lembar.lampiran:
            assert halaman.bertabel
            bawah_kepala = halaman.tepi_baris[len(lembar.bacaan.kepala)]
            badan = [kata for kata in halaman.dalam_tabel() if kata.tengah[1] > bawah_kepala]
            assert len(badan) >= 5, halaman.nomor

    def test_the_head_is_repeated(self, lembar):
        kepala = rapat("".join("".join(baris) for baris in lembar.bacaan.kepala))
        for halaman in lembar.lampiran:
            bawah = halaman.tepi_baris[len(lembar.bacaan.kepala)]
            tercetak = [kata for kata in halaman.dalam_tabel() if kata.tengah[1] < bawah]
            assert teks(tercetak) == kepala, halaman.nomor

    def test_no_heading_row_is_the_last_of_a_page(self, lembar):
        for halaman in lembar.lampiran:
            assert not halaman.baris_judul(*halaman.tepi_baris[-2:]), halaman.nomor

    def test_heading_rows_are_there_to_be_tested(self, lembar):
        if any(baris["judul"] for baris in lembar.bacaan.baris):
            judul = sum(
                halaman.baris_judul(atas, bawah)
                for halaman in lembar.lampiran
                for atas, bawah in zip(halaman.tepi_baris, halaman.tepi_baris[1:], strict=False)
                if atas >= halaman.tepi_baris[len(lembar.bacaan.kepala)]
            )
            assert judul == sum(1 for baris in lembar.bacaan.baris if baris["judul"])

    def test_signatures_stand_below_the_last_row(self, lembar):
        *depan, akhir = lembar.lampiran
        assert [teks(halaman.di_bawah_tabel()) for halaman in depan] == [""] * len(depan)
        baris: dict[int, list[str]] = {}
        for kata in akhir.di_bawah_tabel():
            baris.setdefault(round(kata.bawah), []).append(kata.teks)
        assert sorted(map(len, blok(map(" ".join, baris.values())))) == sorted(
            map(len, lembar.bacaan.akhir(lembar.bentuk))
        )
        assert len(akhir.tepi_baris) > len(lembar.bacaan.kepala) + 1, "tanda tangan tanpa baris tabel"

    def test_the_ketua_signs_on_the_page_of_the_last_diktum(self, lembar):
        bagian = lembar.bacaan.bagian["keputusan"]
        diktum = next(baris for baris in reversed(bagian) if baris.startswith(("KE", "KESATU")) and " : " in baris)
        ekor = rapat(diktum)[-30:]
        akhir = teks(lembar.tegak[-1].isi())
        assert ekor in akhir
        assert akhir[akhir.index(ekor) + len(ekor) :].startswith("Ditetapkandi")
