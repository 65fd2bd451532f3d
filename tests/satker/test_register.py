"""The register as loaded from fixtures/satker, and what a repeated load keeps."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from pytest_django import DjangoAssertNumQueries

from satker.kode import kode_baku
from satker.models import AliasSubbag, Satker, Subbag
from satker.pilihan import Kop, Tingkat, Zona
from satker.register import HasilMuat, Kantor, RegisterRusak, baca_register, muat_register
from tests.factories import SatkerFactory

FIXTURE = Path(settings.FIXTURE_DIR) / "satker"


@pytest.fixture
def salinan(tmp_path: Path) -> Path:
    """The register's files, to be changed by a test."""
    return Path(shutil.copytree(FIXTURE, tmp_path / "register"))


@pytest.fixture(scope="module")
def kantor() -> dict[str, Kantor]:
    return {kantor.kode: kantor for kantor in baca_register(FIXTURE)}


def ganti(berkas: Path, lama: str, baru: str) -> None:
    isi = berkas.read_text(encoding="utf-8")
    assert lama in isi
    berkas.write_text(isi.replace(lama, baru), encoding="utf-8")


def test_jumlah_kantor(register: HasilMuat) -> None:
    assert register.baru == 553
    jumlah = {tingkat: Satker.objects.filter(tingkat=tingkat).count() for tingkat in Tingkat}
    assert jumlah == {Tingkat.RI: 1, Tingkat.PROVINSI: 38, Tingkat.KABKOTA: 514}


def test_setiap_kantor_mempunyai_induk_yang_benar(register: HasilMuat) -> None:
    for satker in Satker.objects.select_related("induk"):
        satker.full_clean()
        if satker.tingkat == Tingkat.KABKOTA:
            assert satker.induk
            assert (satker.induk.tingkat, satker.induk.kode) == (Tingkat.PROVINSI, satker.kode[:2])
            assert satker.provinsi == satker.induk
        elif satker.tingkat == Tingkat.PROVINSI:
            assert satker.induk
            assert satker.induk.kode == "00"
            assert satker.provinsi == satker
        else:
            assert satker.provinsi is None


@pytest.mark.parametrize(
    ("kode", "pendek", "slug", "zona"),
    [
        # The trap: the statistics office's codes name other regencies.
        ("53.05", "KPU Kabupaten Alor", "kab-alor", Zona.WITA),
        ("19.05", "KPU Kabupaten Bangka Barat", "kab-bangka-barat", Zona.WIB),
        ("52.07", "KPU Kabupaten Sumbawa Barat", "kab-sumbawa-barat", Zona.WITA),
        ("61.12", "KPU Kabupaten Kubu Raya", "kab-kubu-raya", Zona.WIB),
        ("13.77", "KPU Kota Pariaman", "kota-pariaman", Zona.WIB),
        ("52", "KPU Provinsi Nusa Tenggara Barat", "prov-nusa-tenggara-barat", Zona.WITA),
        ("96", "KPU Provinsi Papua Barat Daya", "prov-papua-barat-daya", Zona.WIT),
        ("11", "KIP Aceh", "prov-aceh", Zona.WIB),
        ("11.71", "KIP Kota Banda Aceh", "kota-banda-aceh", Zona.WIB),
        ("31", "KPU Provinsi DKI Jakarta", "prov-dki-jakarta", Zona.WIB),
        ("31.71", "KPU Kota Administrasi Jakarta Pusat", "kota-administrasi-jakarta-pusat", Zona.WIB),
        ("34", "KPU Daerah Istimewa Yogyakarta", "prov-di-yogyakarta", Zona.WIB),
        ("00", "KPU RI", "kpu-ri", Zona.WIB),
    ],
)
def test_nama_pendek_alamat_dan_zona(kantor: dict[str, Kantor], kode: str, pendek: str, slug: str, zona: Zona) -> None:
    satu = kantor[kode_baku(kode)]
    assert (satu.nama_pendek, satu.slug, satu.zona) == (pendek, slug, zona)


@pytest.mark.parametrize(
    ("kode", "resmi"),
    [
        ("53.05", "Komisi Pemilihan Umum Kabupaten Alor"),
        ("13.77", "Komisi Pemilihan Umum Kota Pariaman"),
        ("53", "Komisi Pemilihan Umum Provinsi Nusa Tenggara Timur"),
        ("11", "Komisi Independen Pemilihan Aceh"),
        ("11.06", "Komisi Independen Pemilihan Kabupaten Aceh Besar"),
        ("31", "Komisi Pemilihan Umum Provinsi Daerah Khusus Ibukota Jakarta"),
        ("31.01", "Komisi Pemilihan Umum Kabupaten Administrasi Kepulauan Seribu"),
        ("31.75", "Komisi Pemilihan Umum Kota Administrasi Jakarta Timur"),
        ("34", "Komisi Pemilihan Umum Daerah Istimewa Yogyakarta"),
        ("71.09", "Komisi Pemilihan Umum Kabupaten Kepulauan Siau Tagulandang Biaro"),
        ("00", "Komisi Pemilihan Umum Republik Indonesia"),
    ],
)
def test_nama_resmi(kantor: dict[str, Kantor], kode: str, resmi: str) -> None:
    assert kantor[kode_baku(kode)].nama_resmi == resmi


def test_rincian_dari_keputusan(register: HasilMuat) -> None:
    tempat = {s.kode: s.tempat for s in Satker.objects.filter(kode__in=["5207", "6112", "5305", "1905"])}
    assert tempat == {"5207": "Taliwang", "6112": "Sungai Raya", "5305": "Kalabahi", "1905": "Mentok"}
    kubu_raya = Satker.objects.dengan_kode("61.12")
    assert kubu_raya.alamat == "Jalan Adisucipto KM, 15,2 Sungai Raya"
    assert (kubu_raya.telepon, kubu_raya.faks, kubu_raya.kop) == (
        "0561 - 6726899",
        "0561 – 6726899",
        Kop.LOGO,
    )


def test_label_kode() -> None:
    assert Satker(kode="5305").label_kode == "5305 (53.05)"
    assert Satker(kode="53").label_kode == "53"


def test_muat_ulang_tidak_mengubah_apa_pun(
    register: HasilMuat, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    sebelum = list(Satker.objects.values())
    # savepoint, offices, offices without sub-divisions: however many offices there are
    with django_assert_max_num_queries(8):
        hasil = muat_register()
    assert (hasil.baru, hasil.diubah, hasil.tetap, hasil.subbag) == (0, 0, 553, 0)
    assert list(Satker.objects.values()) == sebelum


@pytest.mark.django_db
def test_muat_pertama_menulis_berkelompok(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_max_num_queries(80):  # SQLite binds at most 999 values in a statement
        muat_register()


def test_isian_tangan_dipertahankan(register: HasilMuat) -> None:
    satker = Satker.objects.dengan_kode("6112")
    tangan = {
        "tempat": "Kubu Raya",
        "alamat": "",  # emptied on purpose
        "telepon": "0561 123",
        "faks": "-",
        "kertas": "a4",
        "kop": "alamat",
        "nama_pendek": "KPU Kubu Raya",
        "logo": "logo/kubu-raya.png",
    }
    for isian, nilai in tangan.items():
        setattr(satker, isian, nilai)
    satker.save()
    hasil = muat_register()
    satker.refresh_from_db()
    assert {isian: str(getattr(satker, isian)) for isian in tangan} == tangan
    assert ("KPU Kubu Raya", "tempat") in hasil.dipertahankan


def test_pembetulan_register_sampai_ke_isian_yang_tidak_disentuh(register: HasilMuat, salinan: Path) -> None:
    Satker.objects.filter(kode="5305").update(telepon="0386 21001")
    ganti(salinan / "kabkota.csv", "Kabupaten Alor,53,Kalabahi", "Kabupaten Alor Baru,53,Kalabahi")
    ganti(salinan / "kantor.yaml", "tempat: Kalabahi", "tempat: Kalabahi Kota")
    hasil = muat_register(salinan)
    alor = Satker.objects.dengan_kode("5305")
    assert (hasil.diubah, alor.tempat, alor.telepon) == (1, "Kalabahi Kota", "0386 21001")
    assert alor.nama_resmi == "Komisi Pemilihan Umum Kabupaten Alor Baru"
    assert alor.slug == "kab-alor", "an address that people have kept must not change"


@pytest.mark.django_db
def test_kantor_yang_sudah_dibuat_dengan_tangan_dilengkapi() -> None:
    SatkerFactory(kode="5305", nama_pendek="KPU Alor", tempat="")
    muat_register()
    alor = Satker.objects.dengan_kode("5305")
    assert (alor.nama_pendek, alor.tempat) == ("KPU Alor", "Kalabahi")


@pytest.mark.parametrize(
    ("berkas", "lama", "baru", "pesan"),
    [
        ("kabkota.csv", "53.05,", "53-05,", "kabkota.csv baris .*53-05"),
        ("kabkota.csv", "53.05,", "53.06,", "5306 sudah ada"),
        ("kabkota.csv", "53.05,", "54.05,", "5405 memerlukan satker 54"),
        ("kantor.yaml", '"5305"', '"5399"', "5399 tidak ada"),
        ("kantor.yaml", "tempat: Kalabahi", "kota: Kalabahi", "kota tidak dikenal"),
        ("kantor.yaml", "kop: logo", "kop: besar", "kop “besar” tidak dikenal"),
    ],
)
@pytest.mark.django_db
def test_berkas_rusak_ditolak_utuh(salinan: Path, berkas: str, lama: str, baru: str, pesan: str) -> None:
    ganti(salinan / berkas, lama, baru)
    with pytest.raises(RegisterRusak, match=pesan):
        muat_register(salinan)
    assert not Satker.objects.exists()


@pytest.mark.django_db
def test_perintah_melaporkan(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("muat_register")
    assert "553 baru" in capsys.readouterr().out
    Satker.objects.filter(kode="5305").update(tempat="Alor Kecil")
    call_command("muat_register")
    keluaran = capsys.readouterr().out
    assert "553 tetap" in keluaran
    assert "tempat KPU Kabupaten Alor" in keluaran


@pytest.mark.django_db
def test_perintah_gagal_dengan_pesan(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Register tidak dimuat"):
        call_command("muat_register", dari=tmp_path)


def test_setiap_kabkota_mendapat_subbag_bawaan(register: HasilMuat) -> None:
    assert register.subbag == 514
    assert Subbag.objects.count() == 514 * 5
    assert Subbag.objects.filter(semua=True).count() == 514


def test_subbag_yang_diubah_satker_tidak_dikembalikan(register: HasilMuat) -> None:
    satker = Satker.objects.dengan_kode("5305")
    satker.subbag.exclude(kode="KUL").delete()
    muat_register()
    assert [subbag.kode for subbag in satker.subbag.all()] == ["KUL"]


def test_alias_massal_sama_dengan_alias_yang_disimpan_satu_satu(register: HasilMuat) -> None:
    for alias in AliasSubbag.objects.filter(satker__kode="5207"):
        massal = (alias.satker_id, alias.alias)
        alias.save()
        assert (alias.satker_id, alias.alias) == massal


def test_alamat_halaman_dan_nama_tidak_kembar(kantor: dict[str, Kantor]) -> None:
    assert len(kantor) == 553
    for isian in ("slug", "nama_resmi", "nama_pendek"):
        assert len({getattr(satu, isian) for satu in kantor.values()}) == 553, isian
