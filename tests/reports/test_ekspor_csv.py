"""CSV: one line per indikator, nothing lost, nothing that a spreadsheet would reckon."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplans.models import RencanaAksi
from areas.berkas_csv import aman
from areas.isi import IsiIndikator
from areas.simpan import baca_pohon
from reports.ekspor_csv import KOLOM, tulis_csv
from tests.factories import RencanaAksiFactory, isi_contoh


def baca(data: bytes) -> list[dict[str, str]]:
    """As docs/skema/buku_kerja.md tells another program to read it."""
    baris = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";")
    return [{nama: teks.removeprefix("'") for nama, teks in satu.items()} for satu in baris]


@pytest.fixture
def rencana(demo) -> RencanaAksi:
    return RencanaAksi.objects.untuk_lembar().get(satker__kode="1905")


class TestBaris:
    def test_excel_in_indonesian_opens_it(self, rencana):
        data = tulis_csv(rencana)
        assert data.startswith(b"\xef\xbb\xbf" + ";".join(KOLOM).encode() + b"\r\n")

    def test_one_line_per_indikator_with_all_that_stands_over_it(self, rencana):
        """A sub-kegiatan whose bukti its decree left out has a line, too."""
        baris = iter(baca(tulis_csv(rencana)))
        for area in baca_pohon(rencana.pohon).area:
            for kegiatan in area.anak:
                for sub in kegiatan.anak:
                    for indikator in sub.anak or [IsiIndikator()]:
                        satu = next(baris)
                        assert (satu["kode_satker"], satu["tahun"], satu["jenis"]) == ("19.05", "2026", "zi")
                        assert (satu["nomor_area"], satu["area"]) == (area.nomor_cetak, area.uraian)
                        assert (satu["nomor_kegiatan"], satu["kegiatan"]) == (kegiatan.nomor_cetak, kegiatan.uraian)
                        assert (satu["sub_kegiatan"], satu["rincian"]) == (sub.uraian, sub.rincian)
                        assert satu["indikator"] == indikator.uraian
                        assert satu["bulan"].split(", ") == [b.iso() for b in indikator.bulan] or not indikator.bulan
                        bertanda = {int(n) for n in range(1, 13) if satu[str(n)] == "√"}
                        assert bertanda == {b.bulan for b in indikator.bulan if b.tahun == 2026}
        assert next(baris, None) is None

    def test_pic_as_printed(self, demo):
        agen = RencanaAksi.objects.untuk_lembar().get(satker__kode="5207")
        assert baca(tulis_csv(agen))[0]["pic_kegiatan"] == "(HUKUM&SDM) (PERDATIN)"

    @pytest.mark.django_db
    def test_rows_with_nothing_under_them_have_a_line(self):
        isi = isi_contoh()
        isi.area[0].anak, isi.area[1].anak[0].anak, isi.area[1].anak[1].anak[0].anak = [], [], []
        rencana = RencanaAksiFactory(pohon__isi=isi)
        baris = baca(tulis_csv(RencanaAksi.objects.untuk_lembar().get(pk=rencana.pk)))
        jumlah = sum(isinstance(satu, IsiIndikator) for satu in isi.semua())
        assert len(baris) == jumlah + 3
        assert baris[0]["area"]
        assert baris[0]["kegiatan"] == baris[0]["indikator"] == ""


class TestAman:
    @given(st.text())
    def test_taking_the_apostrophe_away_gives_the_text(self, teks):
        hasil = aman(teks)
        assert not hasil.startswith(("=", "+", "-", "@", "\t", "\r"))
        assert hasil.removeprefix("'") == teks

    @pytest.mark.parametrize("teks", ["=1+1", "+62", "-", "@a", "\t=1", "\r=1", "'=1"])
    def test_formulas_are_texts(self, teks):
        assert aman(teks) == f"'{teks}"

    @pytest.mark.django_db
    def test_in_the_file(self):
        isi = isi_contoh(area=1, cabang=1)
        isi.area[0].anak[0].anak[0].anak[0].uraian = '=HYPERLINK("http://contoh.example";"x")'
        rencana = RencanaAksiFactory(pohon__isi=isi)
        data = tulis_csv(RencanaAksi.objects.untuk_lembar().get(pk=rencana.pk))
        assert b'"\'=HYPERLINK(""http://contoh.example"";""x"")"' in data
