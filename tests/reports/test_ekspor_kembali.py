"""There and back: an exported plan, imported, is the same plan."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings

from actionplans.impor.baca import baca_berkas
from actionplans.impor.bentuk import pakai_skema
from actionplans.models import RencanaAksi
from areas.isi import IsiPohon, baca, tulis
from areas.penomoran import Skema, beri_nomor, lepas_nomor
from areas.tanda_baris import sidik_butir
from reports.berkas_ekspor import Format, tulis_berkas
from reports.ekspor_docx import tulis_docx
from reports.ekspor_xlsx import tulis_xlsx
from reports.lampiran import susun_lampiran
from satker.models import Subbag
from tests.reports.pohon_acak import PIC, SKEMA, TAHUN, RencanaAcak, rencana_acak

PENULIS = {"xlsx": tulis_xlsx, "docx": tulis_docx}


def tercetak(isi: IsiPohon) -> list[dict[str, Any]]:
    """The tree without what no Lampiran prints: where a row comes from, and notes."""

    def tanpa(nilai: Any) -> Any:
        if isinstance(nilai, list):
            return [tanpa(satu) for satu in nilai]
        if isinstance(nilai, dict):
            return {kunci: tanpa(satu) for kunci, satu in nilai.items() if kunci not in ("kode", "asal", "catatan")}
        return nilai

    return tanpa(tulis(isi))


def kembali(bentuk: str, data: bytes, tahun: int, skema: Skema, subbag: Any) -> IsiPohon:
    """The tree of a file, with nothing that the reader did not understand."""
    hasil = baca_berkas(f"rencana.{bentuk}", data, tahun, subbag)
    # Generated areas may share a name, of which the reader rightly warns.
    assert [satu for satu in hasil.masalah if "sudah terbaca di" not in satu.pesan] == []
    return beri_nomor(pakai_skema(hasil.isi, skema), skema)


@pytest.fixture
def rencana(bacaan, demo) -> RencanaAksi:
    kunci = {"satker__kode": bacaan.satker.replace(".", ""), "tahun": bacaan.tahun, "jenis": bacaan.jenis}
    return RencanaAksi.objects.untuk_lembar().get(**kunci)


class TestEmpatKeputusan:
    @pytest.mark.parametrize("bentuk", PENULIS)
    def test_workbook_and_document(self, rencana, bentuk):
        lampiran, skema = susun_lampiran(rencana), rencana.pohon.skema_nomor.isi()
        data = PENULIS[bentuk](lampiran)
        hasil = kembali(bentuk, data, rencana.tahun, skema, Subbag.objects.peta(rencana.satker))
        assert tercetak(hasil) == tercetak(lampiran.isi)

    def test_json(self, rencana):
        data = json.loads(tulis_berkas(rencana, Format.JSON))
        skema = rencana.pohon.skema_nomor.isi()
        hasil = beri_nomor(lepas_nomor(baca(data), skema), skema)
        assert tulis(hasil) == tulis(susun_lampiran(rencana).isi)

    def test_a_row_read_back_has_the_fingerprint_it_left_with(self, rencana):
        lampiran, skema = susun_lampiran(rencana), rencana.pohon.skema_nomor.isi()
        subbag = Subbag.objects.peta(rencana.satker)
        hasil = kembali("xlsx", tulis_xlsx(lampiran), rencana.tahun, skema, subbag)
        sidik = [[sidik_butir(satu, lampiran.kisi.tata, rencana.tahun) for satu in isi.semua()]
                 for isi in (lampiran.isi, hasil)]  # fmt: skip
        assert sidik[0] == sidik[1]


class TestRencanaAcak:
    @pytest.mark.parametrize("bentuk", PENULIS)
    @given(rencana=rencana_acak())
    @settings(max_examples=25, deadline=None)
    def test_workbook_and_document(self, bentuk: str, rencana: RencanaAcak):
        skema = SKEMA[rencana.skema]
        hasil = kembali(bentuk, PENULIS[bentuk](rencana.lampiran()), TAHUN, skema, PIC)
        assert tercetak(hasil) == tercetak(rencana.isi)

    @given(rencana=rencana_acak())
    @settings(deadline=None)
    def test_json(self, rencana: RencanaAcak):
        skema = SKEMA[rencana.skema]
        data = json.loads(json.dumps({"area": tulis(rencana.isi)}))
        assert tulis(beri_nomor(lepas_nomor(baca(data), skema), skema)) == tulis(rencana.isi)
