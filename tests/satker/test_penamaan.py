import pytest

from satker.penamaan import bentuk_baku, nama_pendek, nama_resmi, slug_satker, wilayah_provinsi


def test_nama_resmi_dan_pendek() -> None:
    assert nama_resmi("Komisi Pemilihan Umum", "Kabupaten Alor") == "Komisi Pemilihan Umum Kabupaten Alor"
    assert nama_pendek("KIP", "Kota Banda Aceh") == "KIP Kota Banda Aceh"


def test_provinsi_memakai_kata_provinsi_kecuali_dinyatakan_lain() -> None:
    assert wilayah_provinsi("Nusa Tenggara Barat") == "Provinsi Nusa Tenggara Barat"
    assert wilayah_provinsi("Aceh", "Aceh") == "Aceh"


@pytest.mark.parametrize(
    ("wilayah", "slug"),
    [
        ("Kabupaten Alor", "kab-alor"),
        ("Kota Banda Aceh", "kota-banda-aceh"),
        ("Provinsi Nusa Tenggara Barat", "prov-nusa-tenggara-barat"),
        ("Kabupaten Toli-Toli", "kab-toli-toli"),
        ("KPU RI", "kpu-ri"),
        ("", ""),
    ],
)
def test_slug(wilayah: str, slug: str) -> None:
    assert slug_satker(wilayah) == slug


@pytest.mark.parametrize(
    "tulisan",
    [
        "HUKUM&SDM",
        "HUKUM & SDM",
        "Hukum dan SDM",
        "(hukum&sdm)",
        "Subbag Hukum dan SDM",
        "KASUBBAG HUKUM & SDM",
    ],
)
def test_bentuk_baku_menyamakan_ejaan(tulisan: str) -> None:
    assert bentuk_baku(tulisan) == "hukum dan sdm"


def test_bentuk_baku_tidak_memotong_semua_subbag() -> None:
    assert bentuk_baku("SEMUA SUBBAG") == "semua subbag"
    assert bentuk_baku("Subbag") == "subbag"
