"""Importing on the screen and by command: preview first, one transaction at the end, problems told."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from openpyxl import Workbook

from actionplans.models import BerkasImpor, RencanaAksi
from areas.bulan import Bulan
from areas.muat import muat_templat
from areas.simpan import baca_pohon
from satker.models import Satker
from tests.factories import PenugasanFactory, SatkerFactory

pytestmark = pytest.mark.django_db

KEPALA = ["No", "Area Perubahan", "Kegiatan", "Sub Kegiatan", "Indikator Keberhasilan", *range(1, 13), "Ket"]


@pytest.fixture(autouse=True)
def tempat_berkas(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def alor(db: None) -> Satker:
    muat_templat()
    return SatkerFactory(kode="5305", wilayah="Kabupaten Alor", nama_pendek="KPU Kabupaten Alor", slug="kab-alor")


@pytest.fixture
def operator(alor: Satker, client: Client) -> Client:
    client.force_login(PenugasanFactory(satker=alor).pengguna)
    return client


def buku(*baris: list[object]) -> bytes:
    """A workbook with a head and these rows (No, area, kegiatan, sub-kegiatan, indikator, marks 1 … 12, ket)."""
    kerja = Workbook()
    assert kerja.active
    for isi in (KEPALA, *baris):
        kerja.active.append(isi)
    keluaran = io.BytesIO()
    kerja.save(keluaran)
    return keluaran.getvalue()


def baris(
    area: str, kegiatan: str, sub: str, indikator: str, bulan: tuple[int, ...] = (), ket: str = ""
) -> list[object]:
    return [
        "1" if area else "",
        area,
        kegiatan,
        sub,
        indikator,
        *("√" if b in bulan else "" for b in range(1, 13)),
        ket,
    ]


CONTOH = buku(
    baris(
        "Manajemen Perubahan", "1. Perencanaan Reformasi Birokrasi", "1. Pembentukan Tim", "SK Tim", (1, 3), "Tentatif"
    ),
    baris("", "", "2. Hal yang hanya ada di kantor ini", "Notula", (12,)),
)


def unggah(klien: Client, satker: Satker, isi: bytes = CONTOH, nama: str = "rencana.xlsx", **lain: object) -> Any:
    data = {"satker": satker.pk, "tahun": 2027, "jenis": "rb", "berkas": SimpleUploadedFile(nama, isi), **lain}
    return klien.post("/rencana/impor/", data)


def test_unggah_pratinjau_lalu_buat(operator: Client, alor: Satker) -> None:
    jawaban = unggah(operator, alor)
    berkas = BerkasImpor.objects.get()
    assert jawaban.url == f"/rencana/impor/{berkas.pk}/"
    halaman = operator.get(jawaban.url)
    assert halaman.context["jumlah"] == {"area": 1, "kegiatan": 1, "sub_kegiatan": 2, "indikator": 2}
    assert halaman.context["jumlah_bulan"] == 3
    assert not RencanaAksi.objects.exists()  # nothing before the person confirms
    jawaban = operator.post(jawaban.url, {"simpan": "1"})
    rencana = RencanaAksi.objects.get()
    assert jawaban.url == rencana.get_absolute_url()
    satu, dua = baca_pohon(rencana.pohon).indikator()
    assert (satu.uraian, satu.bulan, satu.ket) == ("SK Tim", (Bulan(2027, 1), Bulan(2027, 3)), "Tentatif")
    assert (dua.uraian, dua.bulan) == ("Notula", (Bulan(2027, 12),))
    assert not BerkasImpor.objects.exists()


def test_kecocokan_diubah_dengan_tangan(operator: Client, alor: Satker) -> None:
    alamat = unggah(operator, alor).url
    baris_area = operator.get(alamat).context["baris"][0]
    assert baris_area.butir.asal == "1"
    operator.post(alamat, {"asal-0": "", "asal-1": "tidak ada", "asal-2": "1.1.2"})
    halaman = operator.get(alamat).context
    asal = [satu.butir.asal for satu in halaman["baris"]]
    assert asal[0] == ""  # now the office's own
    assert asal[1] == "1.1"  # an unknown code changes nothing
    assert asal[2] == "1.1.2"
    assert [satu.jenis for satu in halaman["baris"][:3:2]] == ["lokal", "mirip"]  # as the person says
    assert halaman["baris"][2].teks_templat
    assert halaman["ringkasan"]["area"] == {"sama": 0, "mirip": 0, "hilang": 8, "lokal": 1}


def test_memilih_baris_templat_lain_memperlihatkan_teksnya(operator: Client, alor: Satker) -> None:
    alamat = unggah(operator, alor).url
    halaman = operator.get(alamat, {"ubah": "2", "tampil": "lokal"})
    isi = halaman.content.decode()
    assert isi.count("<select") == 1
    assert isi.count("<optgroup") == 8
    assert all(kode.count(".") == 2 for _, calon in halaman.context["calon"] for kode, _ in calon)
    assert "KPU Kabupaten Alor" in str(halaman.context["calon"])  # the office's name, not {satker}
    jawaban = operator.post(alamat, {"asal-2": "1.1.2", "tampil": "lokal"})
    assert jawaban.url == f"{alamat}?tampil=lokal#baris-2"
    for ubah in ("99", "-1", "x", "9" * 30, "²"):
        assert operator.get(alamat, {"ubah": ubah, "tampil": ubah}).status_code == 200


def test_saringan_menyisakan_baris_di_atasnya(operator: Client, alor: Satker) -> None:
    alamat = unggah(operator, alor).url
    operator.post(alamat, {"asal-2": "1.1.1", "asal-3": "1.1.1.1", "asal-5": ""})
    baris = operator.get(alamat, {"tampil": "lokal"}).context["baris"]
    assert [satu.urutan for satu in baris if satu.jenis == "lokal"] == [4, 5]
    assert [satu.urutan for satu in baris if satu.tampak] == [0, 1, 4, 5]


def test_masalah_menunjuk_barisnya(operator: Client, alor: Satker) -> None:
    isi = baris("Manajemen Perubahan", "1. Perencanaan", "1. Pembentukan Tim", "SK Tim", (1,))
    isi[6] = "minggu 2"
    halaman = operator.get(unggah(operator, alor, buku(isi)).url)
    (soal,) = halaman.context["masalah"]
    tertunjuk = halaman.context["baris"][soal.urutan]
    assert (tertunjuk.tingkat, tertunjuk.masalah) == ("indikator", [soal.masalah])
    assert (soal.masalah.baris, soal.masalah.kolom) == (2, "G")
    assert f'href="#baris-{soal.urutan}"' in halaman.content.decode()


@pytest.mark.parametrize(
    ("nama", "isi", "pesan"),
    [
        ("rencana.xlsx", b"bukan buku kerja", "xlsx"),
        ("rencana.xls", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, ".xls"),
        ("rencana.docx", b"PK\x03\x04rusak", ""),
        ("kosong.xlsx", b"", "kosong"),
    ],
)
def test_berkas_yang_tidak_dapat_dibaca_disebut_di_samping_isian(
    operator: Client, alor: Satker, nama: str, isi: bytes, pesan: str
) -> None:
    jawaban = unggah(operator, alor, isi, nama)
    assert jawaban.status_code == 422
    assert pesan.lower() in " ".join(jawaban.context["form"].errors["berkas"]).lower()
    assert not BerkasImpor.objects.exists()


def test_berkas_terlalu_besar_disebut_batasnya(operator: Client, alor: Satker) -> None:
    jawaban = unggah(operator, alor, CONTOH + bytes(10 * 1024 * 1024))
    assert jawaban.status_code == 422
    assert "10 MB" in jawaban.context["form"].errors["berkas"][0]
    assert not BerkasImpor.objects.exists()


def test_rencana_yang_sudah_ada_tidak_ditimpa(operator: Client, alor: Satker) -> None:
    alamat = unggah(operator, alor).url
    operator.post(alamat, {"simpan": "1"})
    kedua = unggah(operator, alor).url
    jawaban = operator.post(kedua, {"simpan": "1"}, follow=True)
    assert "sudah ada (versi 1, draf)" in jawaban.content.decode()
    assert RencanaAksi.objects.count() == 1
    assert BerkasImpor.objects.count() == 1  # the upload stays, for another year


def test_batal_menghapus_berkas(operator: Client, alor: Satker) -> None:
    alamat = unggah(operator, alor).url
    tempat = Path(BerkasImpor.objects.get().berkas.path)
    assert tempat.exists()
    operator.post(f"{alamat}batal/")
    assert not tempat.exists()
    assert not BerkasImpor.objects.exists()


def test_orang_lain_tidak_melihat_unggahan(operator: Client, alor: Satker) -> None:
    alamat = unggah(operator, alor).url
    for tugas in (
        PenugasanFactory(satker=SatkerFactory(kode="5306")),
        PenugasanFactory(peran="reviewer"),
        PenugasanFactory(peran="pembaca", satker=alor),
    ):
        orang_lain = Client()
        orang_lain.force_login(tugas.pengguna)
        assert orang_lain.get(alamat).status_code == 404
        assert orang_lain.post(alamat, {"simpan": "1"}).status_code == 404
        assert orang_lain.post(f"{alamat}batal/").status_code == 404
    assert not RencanaAksi.objects.exists()


def test_perintah(alor: Satker, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    berkas = tmp_path / "rencana.xlsx"
    berkas.write_bytes(CONTOH)
    argumen = ["impor_rencana", str(berkas), "--satker", "53.05", "--tahun", "2027", "--jenis", "rb"]
    call_command(*argumen, "--pratinjau")
    laporan = json.loads(capsys.readouterr().out)
    assert laporan["jumlah"] == {"area": 1, "kegiatan": 1, "sub_kegiatan": 2, "indikator": 2}
    assert (laporan["bulan"], laporan["rencana"], laporan["masalah"]) == (3, None, [])
    assert not RencanaAksi.objects.exists()
    call_command(*argumen)
    assert json.loads(capsys.readouterr().out)["rencana"] == "/rencana/2027/kab-alor/rb/"
    with pytest.raises(CommandError, match="sudah ada"):
        call_command(*argumen)


@pytest.mark.parametrize(
    ("ganti", "pesan"),
    [
        ({"--satker": "99.99"}, "tidak ada di register"),
        ({"--jenis": "xx"}, "Yang ada: rb, agen, zi"),
        ({"--tahun": "1900"}, "2010"),
    ],
)
def test_perintah_menyebut_yang_salah(alor: Satker, tmp_path: Path, ganti: dict[str, str], pesan: str) -> None:
    berkas = tmp_path / "rencana.xlsx"
    berkas.write_bytes(CONTOH)
    opsi = {"--satker": "53.05", "--tahun": "2027", "--jenis": "rb", **ganti}
    with pytest.raises(CommandError, match=pesan):
        call_command("impor_rencana", str(berkas), *(kata for pasang in opsi.items() for kata in pasang))
    assert not RencanaAksi.objects.exists()
