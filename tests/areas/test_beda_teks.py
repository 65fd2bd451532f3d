"""Differences word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from areas.beda_teks import beda_kata

_KATA = st.sampled_from(["laporan", "tim", "kerja", "rb", "dan", "2026", "\n", "  "])
_TEKS = st.lists(_KATA, max_size=12).map(" ".join)


@pytest.mark.parametrize(
    ("lama", "baru", "harap"),
    [
        ("Laporan tim", "Laporan tim", [("sama", "Laporan tim")]),
        ("", "Baru", [("tambah", "Baru")]),
        ("Lama", "", [("hapus", "Lama")]),
        (
            "Penyusunan laporan tim RB",
            "Penyusunan dokumen tim RB",
            [("sama", "Penyusunan "), ("hapus", "laporan"), ("tambah", "dokumen"), ("sama", " tim RB")],
        ),
        (
            "Rapat satu dua bulanan tim kerja",
            "Rapat tiga empat bulanan tim kerja",
            [("sama", "Rapat "), ("hapus", "satu dua"), ("tambah", "tiga empat"), ("sama", " bulanan tim kerja")],
        ),
        (
            "Rapat tim kerja",
            "Rapat tim kerja bulanan",
            [("sama", "Rapat tim kerja"), ("tambah", " bulanan")],
        ),
        ("Sama sekali lain", "Tidak mirip apa pun", [("hapus", "Sama sekali lain"), ("tambah", "Tidak mirip apa pun")]),
    ],
)
def test_contoh(lama: str, baru: str, harap: list[tuple[str, str]]) -> None:
    assert beda_kata(lama, baru) == harap


@given(_TEKS, _TEKS)
def test_both_texts_can_be_read_off(lama: str, baru: str) -> None:
    potongan = beda_kata(lama, baru)
    assert "".join(satu.teks for satu in potongan if satu.jenis != "tambah") == lama
    assert "".join(satu.teks for satu in potongan if satu.jenis != "hapus") == baru
    assert all(satu.teks for satu in potongan)


def test_a_cell_full_of_one_word_is_not_compared_word_by_word() -> None:
    lama, baru = "x " * 16_000, "x y " * 8_000
    assert beda_kata(lama, baru) == [("hapus", lama), ("tambah", baru)]
