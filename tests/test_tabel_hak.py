"""The table of rights in the documentation is what the code says."""

from tests.tabel_hak import HALAMAN, tabel

PERINTAH = "write it anew: ./portal manage shell -c 'from tests.tabel_hak import *; HALAMAN.write_text(tabel())'"


def test_halaman_hak_sama_dengan_kode() -> None:
    assert HALAMAN.read_text(encoding="utf-8") == tabel(), PERINTAH


def test_tidak_ada_yang_menyetujui_rencananya_sendiri() -> None:
    for bagian in tabel().split("## ")[1:]:
        baris = {satu.split(" | ")[0].strip("| "): satu.split(" | ")[1:] for satu in bagian.splitlines() if "|" in satu}
        menyusun = baris["memulai, mengimpor, menyusun rencana"]
        mereviu = baris["mereviu: mengembalikan, menyetujui"]
        assert not any(a.startswith("✓") and b.startswith("✓") for a, b in zip(menyusun, mereviu, strict=True))
