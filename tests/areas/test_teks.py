"""Texts of a tree as HTML: italics, points, numbers, PIC; and the placeholders of templates."""

from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from areas.kisi import Teks
from areas.teks import IsianTidakDikenal, html_sebaris, html_sel, html_teks, isi_tempat, polos
from tests.areas.strategi import cepat, teks


class Bacaan(HTMLParser):
    """What a browser reads: the texts, and the elements with their classes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.teks, self.elemen = "", []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elemen.append((tag, dict(attrs).get("class", "")))

    def handle_data(self, data: str) -> None:
        self.teks += data


@pytest.mark.parametrize(
    ("teks", "html", "hasil_polos"),
    [
        ("*kick off* RB", "<em>kick off</em> RB", "kick off RB"),
        ("*reward* dan *punishment*", "<em>reward</em> dan <em>punishment</em>", "reward dan punishment"),
        ("*Whistle-Blowing System*;", "<em>Whistle-Blowing System</em>;", "Whistle-Blowing System;"),
        ("5 * 3 * 2", "5 * 3 * 2", "5 * 3 * 2"),
        ("* bintang", "* bintang", "* bintang"),
        ("satu*", "satu*", "satu*"),
        ("**", "**", "**"),
        ("*<b>* & \"'", "<em>&lt;b&gt;</em> &amp; \"'", "<b> & \"'"),
    ],
)
def test_italics(teks, html, hasil_polos):
    assert html_sebaris(teks) == html
    assert polos(teks) == hasil_polos


@pytest.mark.parametrize(
    ("teks", "nomor", "html"),
    [
        ("Satu baris", "", "Satu baris"),
        ("Satu baris", "1.", '<div class="poin">1. Satu baris</div>'),
        ("Satu baris", "1", "1 Satu baris"),
        ("1) Tim Pengarah", "", '<div class="poin">1) Tim Pengarah</div>'),
        (
            "Tim terdiri dari:\n1) Tim Pengarah;\n2) Tim Pelaksana",
            "",
            '<div>Tim terdiri dari:</div><div class="poin">1) Tim Pengarah;</div>'
            '<div class="poin">2) Tim Pelaksana</div>',
        ),
        (
            "Tata kelola:\na. satu\nlanjutan",
            "2.",
            '<div class="poin">2. Tata kelola:</div><div class="poin sub">a. satu</div>'
            '<div class="lanjut">lanjutan</div>',
        ),
        (
            "1. satu\na. anak\n2. dua",
            "",
            '<div class="poin">1. satu</div><div class="poin sub">a. anak</div><div class="poin">2. dua</div>',
        ),
        ("- butir", "", '<div class="poin">- butir</div>'),
        ("", "3.", "3."),
    ],
)
def test_lines_points_and_numbers(teks, nomor, html):
    assert html_teks(teks, nomor=nomor) == html


@pytest.mark.parametrize("teks", ["SK Tim", "100% LHKPN", "dan. titik", "e-Lapkin", "a b c", "1.satu", "dll. lain"])
def test_what_only_looks_like_a_point_is_none(teks):
    assert html_teks(teks) == teks


@cepat
@given(st.lists(teks, min_size=1, max_size=4).map("\n".join), st.sampled_from(["", "1.", "iv."]))
def test_whatever_is_written_is_read_in_full_and_is_well_formed(isi, nomor):
    html = html_teks(isi, nomor=nomor)
    ElementTree.fromstring(f"<p>{html}</p>")  # noqa: S314 (what we have just written)
    baca = Bacaan(html)
    assert rata(baca.teks) == rata(nomor + polos(isi))
    assert {tag for tag, _ in baca.elemen} <= {"div", "em"}
    assert {kelas for _, kelas in baca.elemen} <= {"", "poin", "poin sub", "lanjut"}


def rata(teks: str) -> str:
    return "".join(teks.split())


def test_pic_follow_in_brackets_as_the_decrees_print_them():
    isi = Teks("Perencanaan", "1.", ["HUKUM&SDM", "KUL"], "DAFTAR SOP DIREKAP *KUL*")
    assert html_sel(isi) == (
        '<div class="poin">1. Perencanaan</div><div class="pic">(HUKUM&amp;SDM) (KUL)</div>'
        '<div class="pic">DAFTAR SOP DIREKAP <em>KUL</em></div>'
    )
    assert html_sel(Teks("")) == ""
    assert html_sel(Teks("", "2")) == "2"


def test_placeholders_are_filled():
    nilai = {"satker": "KPU Kabupaten Alor", "tahun": "2026"}
    assert isi_tempat("SK Tim RB {satker} Tahun {tahun}; {satker}", nilai) == (
        "SK Tim RB KPU Kabupaten Alor Tahun 2026; KPU Kabupaten Alor"
    )
    assert isi_tempat("{ satker } {Satker} {} { {{x", nilai) == "{ satker } {Satker} {} { {{x"


def test_an_unknown_placeholder_is_named_with_those_that_there_are():
    with pytest.raises(IsianTidakDikenal, match=r"“\{kantor\}” tidak dikenal.*\{satker\}, \{tahun\}"):
        isi_tempat("SK {kantor}", {"satker": "x", "tahun": "y"})


@cepat
@given(teks)
def test_a_value_is_not_read_as_a_placeholder_again(nilai):
    assert isi_tempat("[{satker}]", {"satker": "{tahun}" + nilai}) == "[{tahun}" + nilai + "]"
