"""Starting a plan: from a template, from last year's plan, as a new version."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actionplans.buat import buat_dari_rencana, buat_dari_templat
from actionplans.models import RencanaAksi
from areas.bulan import Bulan
from areas.models import JadwalBulan, Templat
from areas.muat import muat_templat
from areas.simpan import baca_pohon
from satker.models import Satker
from tests.factories import PenugasanFactory, SatkerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def alor(db: None) -> Satker:
    muat_templat()
    return SatkerFactory(kode="5305", wilayah="Kabupaten Alor", nama_pendek="KPU Kabupaten Alor", slug="kab-alor")


@pytest.fixture
def operator(alor: Satker, client: Client) -> Client:
    client.force_login(PenugasanFactory(satker=alor).pengguna)
    return client


def _templat(kode: str) -> Templat:
    return Templat.objects.select_related("pohon__tata_kolom", "pohon__skema_nomor", "jenis").get(kode=kode)


def _isian(alor: Satker, **lain: object) -> dict[str, object]:
    return {"satker": alor.pk, "tahun": 2027, "sumber": "templat:rb", "dengan_bulan": "on", **lain}


def test_dari_templat(operator: Client, alor: Satker) -> None:
    jawaban = operator.post("/rencana/mulai/", _isian(alor), follow=True)
    assert jawaban.redirect_chain == [("/rencana/2027/kab-alor/rb/", 302)]
    rencana = RencanaAksi.objects.get()
    isi = baca_pohon(rencana.pohon)
    assert rencana.status == RencanaAksi.Status.DRAF
    assert isi.jumlah() == baca_pohon(_templat("rb").pohon).jumlah()
    assert all(butir.asal_id for butir in isi.semua())
    teks = " ".join(butir.uraian for butir in isi.semua())
    assert "KPU Kabupaten Alor" in teks
    assert "{" not in teks


def test_rencana_yang_sudah_ada_ditunjukkan_di_samping_tahun(operator: Client, alor: Satker) -> None:
    buat_dari_templat(satker=alor, tahun=2027, templat=_templat("rb"))
    jawaban = operator.post("/rencana/mulai/", _isian(alor))
    assert jawaban.status_code == 422
    assert "sudah ada (versi 1, draf)" in jawaban.context["form"].errors["tahun"][0]
    assert b'href="/rencana/2027/kab-alor/rb/"' in jawaban.content
    assert RencanaAksi.objects.count() == 1


@pytest.mark.parametrize(
    ("medan", "nilai"), [("tahun", "dua ribu"), ("tahun", "99999"), ("sumber", "rencana:999999"), ("satker", "0")]
)
def test_isian_buruk_disebut_dan_tidak_mengubah_apa_pun(operator: Client, alor: Satker, medan: str, nilai: str) -> None:
    jawaban = operator.post("/rencana/mulai/", _isian(alor, **{medan: nilai}))
    assert jawaban.status_code == 422
    assert medan in jawaban.context["form"].errors
    assert not RencanaAksi.objects.exists()


def test_satker_lain_tidak_dapat_dipilih(operator: Client, alor: Satker) -> None:
    lain = SatkerFactory(kode="5306")
    jawaban = operator.post("/rencana/mulai/", _isian(alor, satker=lain.pk))
    assert "satker" in jawaban.context["form"].errors
    assert not RencanaAksi.objects.exists()


def test_sumber_milik_satker_lain_tidak_terlihat(operator: Client, alor: Satker) -> None:
    milik_lain = buat_dari_templat(satker=SatkerFactory(kode="5306"), tahun=2026, templat=_templat("rb"))
    jawaban = operator.post("/rencana/mulai/", _isian(alor, sumber=f"rencana:{milik_lain.pk}"))
    assert "sumber" in jawaban.context["form"].errors
    assert f"rencana:{milik_lain.pk}" not in operator.get("/rencana/mulai/").content.decode()


@pytest.mark.parametrize("peran", ["reviewer", "pembaca", "admin-nasional", "admin-publikasi"])
def test_yang_tidak_menyusun_ditolak(client: Client, alor: Satker, peran: str) -> None:
    client.force_login(PenugasanFactory(peran=peran).pengguna)
    assert client.get("/rencana/mulai/").status_code == 403
    assert client.post("/rencana/mulai/", _isian(alor)).status_code == 403


def _berjadwal(alor: Satker) -> RencanaAksi:
    lama = buat_dari_templat(satker=alor, tahun=2026, templat=_templat("zi"))
    indikator = next(baca_pohon(lama.pohon).indikator())
    JadwalBulan.objects.bulk_create(
        JadwalBulan(indikator_id=indikator.id or 0, tahun=tahun, bulan=bulan) for tahun, bulan in ((2026, 3), (2027, 1))
    )
    return lama


@pytest.mark.parametrize(("dengan_bulan", "bulan"), [(True, (Bulan(2027, 3), Bulan(2028, 1))), (False, ())])
def test_dari_rencana_tahun_lalu(alor: Satker, dengan_bulan: bool, bulan: tuple[Bulan, ...]) -> None:
    lama = _berjadwal(alor)
    baru = buat_dari_rencana(sumber=lama, tahun=2027, dengan_bulan=dengan_bulan)
    isi_lama, isi_baru = baca_pohon(lama.pohon), baca_pohon(baru.pohon)
    assert next(isi_baru.indikator()).bulan == bulan
    assert [b.pendahulu_id for b in isi_baru.semua()] == [b.id for b in isi_lama.semua()]
    assert [b.asal_id for b in isi_baru.semua()] == [b.asal_id for b in isi_lama.semua()]
    assert [b.nomor_cetak for b in isi_baru.semua()] == [b.nomor_cetak for b in isi_lama.semua()]
    assert (baru.versi, baru.pendahulu, baru.status) == (1, lama, "draf")


def test_versi_baru_hanya_dari_yang_ditetapkan(operator: Client, alor: Satker) -> None:
    lama = buat_dari_templat(satker=alor, tahun=2026, templat=_templat("rb"))
    alamat = "/rencana/2026/kab-alor/rb/versi-baru/"
    assert "sudah ditetapkan" in operator.post(alamat, follow=True).content.decode()
    assert RencanaAksi.objects.count() == 1
    RencanaAksi.objects.filter(pk=lama.pk).update(status="ditetapkan")
    operator.post(alamat)
    baru = RencanaAksi.objects.get(versi=2)
    assert (baru.status, baru.pendahulu_id) == ("draf", lama.pk)
    lama.refresh_from_db()
    assert lama.status == "ditetapkan"
    operator.post(alamat)  # the draft is now the last version: no third one
    assert RencanaAksi.objects.count() == 2


def test_jumlah_kueri_tidak_tumbuh_dengan_templat(alor: Satker) -> None:
    def kueri(kode: str) -> int:
        templat = _templat(kode)
        with CaptureQueriesContext(connection) as tercatat:
            buat_dari_templat(satker=alor, tahun=2027, templat=templat)
        return len(tercatat)

    besar, kecil = kueri("rb"), kueri("zi")  # 302 and 201 rows; SQLite takes 999 values a statement: one more batch
    assert besar <= 30
    assert besar - kecil <= 2
