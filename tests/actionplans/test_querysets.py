"""Plans as querysets: the newest of each, searching, counting."""

from typing import Any

import pytest

from actionplans.models import RencanaAksi
from satker.models import Satker
from tests.factories import JenisRencanaFactory, RencanaAksiFactory, SatkerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def tiga() -> dict[str, RencanaAksi]:
    """Plans of three offices whose names share words and signs."""

    def kantor(kode: str, wilayah: str, sebutan: str = "Komisi Pemilihan Umum", pendek: str = "KPU") -> Satker:
        nama = {"nama_resmi": f"{sebutan} {wilayah}", "nama_pendek": f"{pendek} {wilayah}"}
        return SatkerFactory(kode=kode, wilayah=wilayah, **nama)

    agen = JenisRencanaFactory(kode="agen", nama="Rencana Aksi Tim Agen Perubahan")
    rb = JenisRencanaFactory(kode="rb", nama="Rencana Aksi Reformasi Birokrasi")
    return {
        "alor": RencanaAksiFactory(satker=kantor("5305", "Kabupaten Alor"), jenis=rb, tahun=2026),
        "sumbawa": RencanaAksiFactory(satker=kantor("5207", "Kabupaten Sumbawa Barat"), jenis=agen, tahun=2022),
        "aceh": RencanaAksiFactory(
            satker=kantor("1106", "Kabupaten Aceh Besar 50% baru_lama", "Komisi Independen Pemilihan", "KIP"),
            jenis=rb,
            tahun=2026,
        ),
    }


def nama(tiga: dict[str, RencanaAksi], kueri: Any) -> set[str]:
    balik = {rencana.pk: nama for nama, rencana in tiga.items()}
    return {balik[rencana.pk] for rencana in kueri}


def test_terbaru_hanya_versi_tertinggi_dari_setiap_rencana() -> None:
    lama = RencanaAksiFactory(versi=1)
    baru = RencanaAksiFactory(versi=10)
    RencanaAksiFactory(versi=2)
    tahun_lain = RencanaAksiFactory(tahun=2025, versi=1)
    jenis_lain = RencanaAksiFactory(jenis=JenisRencanaFactory(kode="zi"))
    satker_lain = RencanaAksiFactory(satker=SatkerFactory(kode="5306"), versi=3)
    assert set(RencanaAksi.objects.terbaru()) == {baru, tahun_lain, jenis_lain, satker_lain}
    # the highest version counts, not the highest that a filter leaves
    assert not RencanaAksi.objects.filter(versi=1, pk=lama.pk).terbaru().exists()


def test_beralamat_versi_terbaru_di_depan() -> None:
    for versi in (1, 3, 2):
        RencanaAksiFactory(versi=versi)
    RencanaAksiFactory(satker=SatkerFactory(kode="5306"))
    rencana = RencanaAksi.objects.first()
    assert rencana is not None
    assert [r.versi for r in RencanaAksi.objects.beralamat(*rencana.alamat)] == [3, 2, 1]


@pytest.mark.parametrize(
    ("kata", "ketemu"),
    [
        ("alor", {"alor"}),
        ("ALOR", {"alor"}),
        ("kabupaten", {"alor", "sumbawa", "aceh"}),
        ("independen", {"aceh"}),  # only the official name says so
        ("KIP", {"aceh"}),
        ("agen", {"sumbawa"}),  # the kind's name
        ("52.07", {"sumbawa"}),
        ("5207", {"sumbawa"}),
        ("52", {"sumbawa"}),
        ("53.", {"alor"}),
        ("2026", {"alor", "aceh"}),
        ("2022", {"sumbawa"}),
        ("barat sumbawa", {"sumbawa"}),
        ("sumbawa barat", {"sumbawa"}),
        ("2022 barat 5207 agen", {"sumbawa"}),
        ("  alor   2026 ", {"alor"}),
        ("alor sumbawa", set()),
        ("alor 2022", set()),
        ("%", {"aceh"}),
        ("50%", {"aceh"}),
        ("a%r", set()),
        ("_", {"aceh"}),
        ("alo_", set()),
        ("baru_lama", {"aceh"}),
        ("baru-lama", set()),
        ("'; DROP TABLE --", set()),
        ("\\", set()),
        ("²²²²", set()),  # digits that are no numbers
        ("٢٠٢٦", {"alor", "aceh"}),  # digits of another script are
        ("99999999999999999999999999", set()),
        ("", {"alor", "sumbawa", "aceh"}),
        ("   ", {"alor", "sumbawa", "aceh"}),
    ],
)
def test_cari(tiga: dict[str, RencanaAksi], kata: str, ketemu: set[str]) -> None:
    assert nama(tiga, RencanaAksi.objects.cari(kata)) == ketemu


@pytest.mark.parametrize("huruf", ["a", "9", "%", "é"])
def test_cari_kata_yang_sangat_panjang(tiga: dict[str, RencanaAksi], huruf: str) -> None:
    assert not RencanaAksi.objects.cari(huruf * 10_000).exists()


def test_hitung_status_menurut_urutan_setahun_tanpa_yang_kosong() -> None:
    for satker, status in (("5305", "selesai"), ("5306", "draf"), ("5307", "draf"), ("5308", "diajukan")):
        RencanaAksiFactory(satker=SatkerFactory(kode=satker), status=status)
    assert list(RencanaAksi.objects.hitung_status().items()) == [("draf", 2), ("diajukan", 1), ("selesai", 1)]
    assert RencanaAksi.objects.none().hitung_status() == {}


def test_satu_kueri_untuk_daftar(tiga: dict[str, RencanaAksi], django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        for rencana in RencanaAksi.objects.untuk_daftar():
            assert rencana.satker.induk
            assert str(rencana)
            assert rencana.get_absolute_url()
