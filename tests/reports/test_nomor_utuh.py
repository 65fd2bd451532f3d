"""Numbers of decrees stay on one line, and the print gives back the characters that were written."""

import io
from itertools import pairwise

import pdfplumber
import pypdf
import pypdfium2
import pytest

from reports import mesin
from reports.cetak import gaya
from reports.templatetags.cetak import nomor_utuh, paragraf
from tests.reports.bacaan import rapat

NOMOR = ["612/ORT.04-Kpt/KPU/XII/2020", "31/ORT.07/5207/2022", "PER-12/PB/2020", "B-123/KPU.01-SD/09/2021"]
TEKS = (
    "Keputusan Komisi Pemilihan Umum Nomor {} tentang *Road Map* Reformasi Birokrasi ({}), sebagaimana telah diubah "
    "dengan Keputusan Nomor {}; dan {}."
).format(*NOMOR)


def cetak(teks: str, lebar: str = "116mm") -> bytes:
    """A paragraph of the decree in a column of a width."""
    return mesin.tulis(
        mesin.rakit(
            f'<html lang="id"><head><title>Uji</title><style>{gaya(mandiri=False)} @page {{ size: 215mm 330mm }} '
            f'div {{ width: {lebar} }}</style></head><body><div class="isi">{paragraf(teks)}</div></body></html>'
        ),
        b"0" * 16,
    )


def baris(pdf: bytes) -> list[dict]:
    with pdfplumber.open(io.BytesIO(pdf)) as dokumen:
        return dokumen.pages[0].extract_text_lines()


class TestPola:
    @pytest.mark.parametrize("nomor", NOMOR)
    @pytest.mark.parametrize("kalimat", ["{}", "Nomor {};", "({})", "Nomor:{},", "*{}*", "{}."])
    def test_a_number_is_held_together_to_its_last_sign(self, nomor, kalimat):
        hasil = nomor_utuh(kalimat.format(nomor))
        assert hasil.replace("\u2060", "") == kalimat.format(nomor)
        utuh = kalimat.format(nomor).rstrip(".") if kalimat == "{}." else kalimat.format(nomor)
        assert hasil.count("\u2060") == sum(map(utuh.count, "/.-"))

    @pytest.mark.parametrize(
        "teks",
        [
            "Sekretariat/Satker", "dan/atau", "WBK/WBBM", "Kabupaten/ Kota", "perundang-undangan", "2020-2024;",
            "Tahun 2019 Nomor 320)", "1.500.000,00", "https://kpu.go.id/berita/2026/01", "1) menyusun", "KPU RI / 2022",
        ],
    )  # fmt: skip
    def test_other_words_may_break_as_before(self, teks):
        assert nomor_utuh(teks) == teks


class TestCetak:
    @pytest.mark.parametrize("lebar", range(80, 130, 3))
    def test_no_number_is_broken_and_lines_are_as_full_as_without(self, lebar):
        """Each line takes every word that fits: nothing is pushed down but by a word wider than the room left."""
        hasil = baris(cetak(TEKS, f"{lebar}mm"))
        teks = [satu["text"] for satu in hasil]
        assert " ".join(teks) == TEKS.replace("*", "")
        for nomor in NOMOR:
            assert sum(nomor in satu for satu in teks) == 1, teks
        kata = {}
        for satu in baris(cetak(TEKS, "2000mm")):
            kata.update(_lebar_kata(satu))
        spasi = 12 * 0.34
        for satu, berikut in pairwise(teks):
            panjang = sum(kata[k] + spasi for k in satu.split()) + kata[berikut.split()[0]]
            assert panjang > lebar * 72 / 25.4 - 2, (satu, berikut)

    def test_every_reader_gives_back_the_number_alone(self):
        pdf = cetak(TEKS)
        harapan = rapat(TEKS)
        assert rapat("".join(satu["text"] for satu in baris(pdf))) == harapan
        assert rapat(pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()) == harapan
        assert rapat(pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()) == harapan

    def test_a_number_longer_than_a_line_is_broken_inside_the_margins(self):
        panjang = "/".join(["612"] + ["ORT.04-Kpt"] * 12 + ["2020"])
        hasil = baris(cetak(f"Nomor {panjang} tentang"))
        assert rapat("".join(satu["text"] for satu in hasil)) == rapat(f"Nomor{panjang}tentang")
        assert max(satu["x1"] for satu in hasil) <= (30 + 116) * 72 / 25.4 + 1


def _lebar_kata(satu: dict) -> dict[str, float]:
    hasil, huruf = {}, iter(h for h in satu["chars"] if h["text"].strip())
    for kata in satu["text"].split():
        milik = [next(huruf) for _ in kata]
        hasil[kata] = milik[-1]["x1"] - milik[0]["x0"]
    return hasil
