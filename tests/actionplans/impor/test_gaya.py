"""The four decrees, written as workbooks and as Word files in many styles, come back with everything right."""

from __future__ import annotations

import pytest

from actionplans.impor.baca import baca_berkas
from actionplans.impor.bentuk import pakai_skema, pilih_skema, pilih_tata_kolom
from actionplans.impor.masalah import GALAT
from areas.isi import IsiPohon, baca
from areas.tata_kolom import TataKolom
from tests.actionplans.impor.conftest import KEPUTUSAN, SKEMA, beri_bulan, beri_pic_dan_ket, muat, pohon_keputusan
from tests.actionplans.impor.gaya import GAYA, Gaya, harapan, terbaca, tulis_docx, tulis_xlsx

PENULIS = {"xlsx": tulis_xlsx, "docx": tulis_docx}


def siapkan(nama: str, gaya: Gaya) -> tuple[IsiPohon, int]:
    """A decree with months, KET and PIC; only the months that the style can say (marks: of the plan's year)."""
    pohon, tahun, _ = pohon_keputusan(nama)
    beri_pic_dan_ket(beri_bulan(pohon, tahun, nama), nama)
    if gaya.tanda != "kata":
        for indikator in pohon.indikator():
            indikator.bulan = tuple(b for b in indikator.bulan if b.tahun == tahun)
    return pohon, tahun


@pytest.mark.parametrize(
    ("jenis", "gaya"),
    # Every style as a workbook; as a Word file every other one: the reader of the grid is the same.
    [*(("xlsx", gaya) for gaya in GAYA), *(("docx", gaya) for gaya in list(GAYA)[::2])],
)
@pytest.mark.parametrize("nama", KEPUTUSAN)
def test_keputusan_kembali_utuh(nama: str, gaya: str, jenis: str, subbag: list[str]) -> None:
    pohon, tahun = siapkan(nama, GAYA[gaya])
    assert any(butir.pic for butir in pohon.semua())
    assert sum(bool(indikator.ket) for indikator in pohon.indikator()) > 10
    data = PENULIS[jenis](pohon, GAYA[gaya], tahun)
    hasil = baca_berkas(f"rencana.{jenis}", data, tahun, subbag)
    assert terbaca(hasil.isi, GAYA[gaya]) == harapan(pohon, GAYA[gaya])
    assert [str(m) for m in hasil.masalah if m.tingkat == GALAT] == []
    assert len(hasil.letak) == sum(pohon.jumlah().values())


@pytest.mark.parametrize("jenis", PENULIS)
@pytest.mark.parametrize("gabung", ["sel", "kosong"])
@pytest.mark.parametrize("nama", ["kubu-raya-2022-rb", "alor-2026-rb"])
def test_pic_dalam_kolom_sendiri(nama: str, gabung: str, jenis: str, subbag: list[str]) -> None:
    """The column's PIC go to the level whose rows they stand beside."""
    gaya = Gaya(pic="kolom", gabung=gabung, nomor="sendiri")
    pohon, tahun = siapkan(nama, gaya)
    for butir in pohon.semua():
        butir.pic = []
    pilihan = (["KUL"], ["HUKUM & SDM", "TEKNIS"], ["PERDATIN"], ["PARMAS"])
    for urut, sub in enumerate(s for a in pohon.area for k in a.anak for s in k.anak):
        sub.pic = list(pilihan[urut % 4])
    hasil = baca_berkas(f"rencana.{jenis}", PENULIS[jenis](pohon, gaya, tahun), tahun, subbag)
    assert terbaca(hasil.isi, gaya) == harapan(pohon, gaya)


@pytest.mark.parametrize("nama", KEPUTUSAN)
def test_bentuk_dan_skema_ditebak(nama: str, subbag: list[str]) -> None:
    """Each decree written as it is printed is recognised by its layout and its numbering scheme."""
    data = muat(f"actionplans/demo/{nama}")
    asli = {"sumbawa-2022": "sumbawa", "kubu-raya-2022": "kubu", "alor-2026": "alor", "bangka-barat-2026": "judul-zi"}
    gaya = GAYA[asli[data["tata_kolom"]]]
    pohon, tahun = siapkan(nama, gaya)
    hasil = baca_berkas("rencana.xlsx", tulis_xlsx(pohon, gaya, tahun), tahun, subbag)
    tata = {satu["kode"]: TataKolom.dari_data(satu["definisi"]) for satu in muat("areas/tata_kolom")}
    assert pilih_tata_kolom(hasil.bentuk, tata) == data["tata_kolom"]
    kode = pilih_skema(hasil.isi, SKEMA)
    assert kode == data["skema_nomor"]
    pakai_skema(hasil.isi, SKEMA[kode])
    ganti = [butir.nomor for butir in hasil.isi.semua()]
    assert ganti == [butir.nomor for butir in baca(data).semua()]
