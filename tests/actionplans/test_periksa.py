"""Pages that look at a plan as a whole: completeness and comparison."""

from typing import Any

import pytest
from django.test import Client

from actionplans.buat import buat_dari_rencana, buat_dari_templat
from actionplans.kelengkapan import Temuan
from actionplans.models import RencanaAksi
from areas.models import Indikator, Kegiatan, SubKegiatan, Templat
from areas.muat import muat_templat
from tests.factories import PenugasanFactory, SatkerFactory

pytestmark = pytest.mark.django_db


SUSUN = "/rencana/2026/kab-alor/rb/susun/"


def _temuan(halaman: Any, berat: str) -> list[Temuan]:
    return [temuan for temuan, _ in halaman.context[berat]]


@pytest.fixture
def rencana(db: None) -> RencanaAksi:
    muat_templat()
    alor = SatkerFactory(kode="5305", wilayah="Kabupaten Alor", nama_pendek="KPU Kabupaten Alor", slug="kab-alor")
    templat = Templat.objects.select_related("pohon__tata_kolom", "pohon__skema_nomor", "jenis").get(kode="rb")
    return buat_dari_templat(satker=alor, tahun=2026, templat=templat)


@pytest.fixture
def operator(rencana: RencanaAksi, client: Client) -> Client:
    client.force_login(PenugasanFactory(satker=rencana.satker).pengguna)
    return client


def test_kelengkapan_menunjuk_baris_di_lembar(operator: Client, rencana: RencanaAksi) -> None:
    Kegiatan.objects.filter(area__pohon=rencana.pohon).update(pic=["KUL"])
    Kegiatan.objects.filter(area__pohon=rencana.pohon).last().delete()
    halaman = operator.get("/rencana/2026/kab-alor/rb/kelengkapan/")
    indikator = Indikator.objects.filter(sub_kegiatan__kegiatan__area__pohon=rencana.pohon)
    tanpa_bulan = [satu for satu in _temuan(halaman, "penghalang") if satu.jenis == "tanpa-bulan"]
    assert len(tanpa_bulan) == indikator.count()
    assert [satu.jenis for satu in _temuan(halaman, "peringatan")].count("hilang") == 1
    kunci = tanpa_bulan[0].butir_id
    di_editor = f"susun/?versi=1&amp;baris=indikator-{kunci}#indikator-{kunci}"
    assert di_editor in halaman.content.decode()
    assert f'id="indikator-{kunci}"' in operator.get(f"{SUSUN}?baris=indikator-{kunci}").content.decode()


def test_kelengkapan_menunjuk_lembar_bagi_yang_hanya_melihat(rencana: RencanaAksi, client: Client) -> None:
    client.force_login(PenugasanFactory(satker=rencana.satker, peran="pembaca").pengguna)
    halaman = client.get("/rencana/2026/kab-alor/rb/kelengkapan/")
    tanda = f"butir-indikator-{halaman.context['penghalang'][0][0].butir_id}"
    assert f'/rencana/2026/kab-alor/rb/?versi=1#{tanda}"' in halaman.content.decode()
    assert "/susun/" not in halaman.content.decode()
    assert f'id="{tanda}"' in client.get("/rencana/2026/kab-alor/rb/").content.decode()


def test_perbandingan_dengan_templat_dan_tahun_lalu(operator: Client, rencana: RencanaAksi) -> None:
    RencanaAksi.objects.filter(pk=rencana.pk).update(status="ditetapkan")
    rencana = RencanaAksi.objects.untuk_lembar().get(pk=rencana.pk)
    baru = buat_dari_rencana(sumber=rencana, tahun=2027)
    milik_baru = SubKegiatan.objects.filter(kegiatan__area__pohon=baru.pohon)
    milik_baru.filter(pk=milik_baru.first().pk).update(uraian="Ditulis ulang oleh kantor")
    alamat = "/rencana/2027/kab-alor/rb/perbandingan/"
    for terhadap in ("sebelumnya", "templat"):
        halaman = operator.get(alamat, {"terhadap": terhadap})
        assert halaman.context["jumlah"] == {"sama": 301, "berubah": 1, "baru": 0}, terhadap
        isi = halaman.content.decode()
        assert "Ditulis ulang oleh kantor" in isi
        assert "Semula: Pembentukan Tim Reformasi Birokrasi" in isi
    assert operator.get(alamat, {"terhadap": "entah"}).context["terhadap"] == "sebelumnya"


def test_rencana_tanpa_pembanding_mengatakannya(operator: Client, rencana: RencanaAksi) -> None:
    RencanaAksi.objects.filter(pk=rencana.pk).update(templat=None)
    assert b"Tidak ada pembanding" in operator.get("/rencana/2026/kab-alor/rb/perbandingan/").content
