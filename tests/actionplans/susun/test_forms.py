"""What may be written into a row."""

import pytest
from django.http import QueryDict

from actionplans.susun.forms import FormBulan, FormButir, FormMassal, baca_pic, rapikan
from areas.bulan import Bulan


@pytest.mark.parametrize(
    ("ditulis", "tersimpan"),
    [
        ("  satu  dua ", "satu dua"),
        ("1) satu\r\n2) dua\r\n", "1) satu\n2) dua"),
        ("a\n\n b\t c", "a\n\nb c"),
        ("ke\u00adgiatan\u200b", "kegiatan"),
        ("e\u0301", "\u00e9"),
        ("*kick off*", "*kick off*"),
    ],
)
def test_rapikan(ditulis: str, tersimpan: str) -> None:
    assert rapikan(ditulis) == tersimpan


def test_pic_sekali_dan_berurutan() -> None:
    assert baca_pic(["KUL", "TEKNIS"], " Ketua ;KUL;; Anggota ") == ["KUL", "TEKNIS", "Ketua", "Anggota"]


def form(tingkat: str, isi: str) -> FormButir:
    return FormButir(QueryDict(isi), tingkat=tingkat)


def test_hanya_yang_dikirim() -> None:
    satu = form("indikator", "revisi=3&ket=Tentatif")
    assert satu.is_valid()
    assert satu.nilai() == {"ket": "Tentatif"}


@pytest.mark.parametrize(
    ("isi", "nomor"),
    [("nomor_cara=otomatis&nomor=9", None), ("nomor_cara=tanpa", ""), ("nomor_cara=sendiri&nomor=2a.", "2a.")],
)
def test_nomor(isi: str, nomor: str | None) -> None:
    satu = form("kegiatan", f"revisi=1&{isi}")
    assert satu.is_valid()
    assert satu.nilai() == {"nomor": nomor}


def test_nomor_kolom_area_hanya_pada_area() -> None:
    satu = form("area", "revisi=1&nomor_cara=otomatis&nomor_program_cara=sendiri&nomor_program=IV.")
    assert satu.is_valid()
    assert satu.nilai() == {"nomor": None, "nomor_program": "IV."}
    assert "nomor_program" in form("area", "revisi=1&nomor_program_cara=sendiri").errors
    kegiatan = form("kegiatan", "revisi=1&nomor_program_cara=sendiri&nomor_program=IV.")
    assert kegiatan.is_valid()
    assert kegiatan.nilai() == {}


@pytest.mark.parametrize(
    ("isi", "medan"),
    [
        ("uraian=x", "revisi"),
        ("revisi=nol", "revisi"),
        (f"revisi=1&uraian={'x' * 8001}", "uraian"),
        ("revisi=1&nomor_cara=sendiri", "nomor"),
        (f"revisi=1&nomor_cara=sendiri&nomor={'1' * 21}", "nomor"),
        ("revisi=1&nomor_cara=lain", "nomor_cara"),
        (f"revisi=1&keterangan_pic={'x' * 301}", "keterangan_pic"),
    ],
)
def test_isian_keliru(isi: str, medan: str) -> None:
    satu = form("kegiatan", isi)
    assert not satu.is_valid()
    assert list(satu.errors) == [medan]


def test_medan_tingkat_lain_diabaikan() -> None:
    satu = form("area", "revisi=1&ket=x&rincian=y&program=z")
    assert satu.is_valid()
    assert satu.nilai() == {"program": "z"}


def test_bulan_dan_frasa() -> None:
    satu = FormBulan(QueryDict("nyala=2026-03&nyala=2027-01&mati=2026-04"), tahun=2026)
    assert satu.is_valid()
    assert satu.cleaned_data["nyala"] == (Bulan(2026, 3), Bulan(2027, 1))
    assert satu.cleaned_data["mati"] == (Bulan(2026, 4),)
    dua = FormBulan(QueryDict("frasa=Desember 2026-Januari 2027"), tahun=2026)
    assert dua.is_valid()
    assert dua.cleaned_data["frasa"] == (Bulan(2026, 12), Bulan(2027, 1))


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        ("nyala=2026-13", "tidak dikenal"),
        ("mati=Maret", "tidak dikenal"),
        ("nyala=2025-12", "tahun 2026 dan 2027"),
        ("frasa=Maret", "tidak menyebut tahun"),
        ("frasa=Maret 2028", "tahun 2026 dan 2027"),
        ("frasa=besok", "tidak dapat dibaca"),
    ],
)
def test_bulan_keliru(isi: str, kata: str) -> None:
    satu = FormBulan(QueryDict(isi), tahun=2026)
    assert not satu.is_valid()
    assert kata in str(satu.errors)


def test_massal() -> None:
    satu = FormMassal(QueryDict("baris=4:1&baris=7:2&ganti=pic&ganti=bulan&pic=KUL&nyala=2026-06&ket=x"), tahun=2026)
    assert satu.is_valid()
    assert satu.nilai() == {"revisi": {4: 1, 7: 2}, "pic": ["KUL"], "ket": None, "bulan": (Bulan(2026, 6),)}


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        ("baris=4:1", "hendak diganti"),
        ("ganti=ket", "Belum ada baris"),
        ("ganti=ket&baris=4", "tidak dikenal"),
        ("ganti=ket&baris=x:1", "tidak dikenal"),
        ("ganti=bulan&baris=4:1&nyala=2029-01", "tahun 2026 dan 2027"),
    ],
)
def test_massal_keliru(isi: str, kata: str) -> None:
    satu = FormMassal(QueryDict(isi), tahun=2026)
    assert not satu.is_valid()
    assert kata in str(satu.errors)
