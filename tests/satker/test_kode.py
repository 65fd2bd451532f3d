import pytest
from hypothesis import given
from hypothesis import strategies as st

from satker.kode import KodeTidakDikenal, kode_baku, kode_induk, kode_titik, potongan_kode

KODE_BAKU = st.from_regex(r"[1-9][0-9]([0-9]{2})?", fullmatch=True)


@pytest.mark.parametrize(
    ("tulisan", "baku", "titik"),
    [
        ("52.07", "5207", "52.07"),
        ("5207", "5207", "52.07"),
        (" 53.05 ", "5305", "53.05"),
        ("53", "53", "53"),
        ("00", "00", "00"),
    ],
)
def test_kedua_ejaan(tulisan: str, baku: str, titik: str) -> None:
    assert kode_baku(tulisan) == baku
    assert kode_titik(tulisan) == titik


@given(KODE_BAKU)
def test_bolak_balik(kode: str) -> None:
    assert kode_baku(kode_titik(kode)) == kode


@pytest.mark.parametrize("tulisan", ["", "5", "520", "52.7", "52-07", "52.07.01", "alor", "00.01", "٥٢٠٧", "5207\n1"])
def test_bukan_kode_ditolak_dengan_petunjuk(tulisan: str) -> None:
    with pytest.raises(KodeTidakDikenal, match=r"52\.07 atau 5207"):
        kode_baku(tulisan)


@pytest.mark.parametrize(("kode", "induk"), [("53.05", "53"), ("53", "00"), ("00", None)])
def test_induk(kode: str, induk: str | None) -> None:
    assert kode_induk(kode) == induk


@pytest.mark.parametrize(
    ("kata", "angka"),
    [
        ("5", "5"),
        ("52.", "52"),
        ("52.0", "520"),
        ("52.07", "5207"),
        ("alor", None),
        ("199001012020121001", None),
    ],
)
def test_potongan_kode(kata: str, angka: str | None) -> None:
    assert potongan_kode(kata) == angka
