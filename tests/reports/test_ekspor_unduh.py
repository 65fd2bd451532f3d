"""Downloads and the command: who may, what comes, at what price."""

import io
import json
import zipfile

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from actionplans.models import RencanaAksi
from reports.berkas_ekspor import Format
from satker.models import Pengguna
from tests.factories import PenggunaFactory, PenugasanFactory, RencanaAksiFactory, SatkerFactory, isi_contoh

TIPE = {
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.CSV: "text/csv; charset=utf-8",
    Format.JSON: "application/json",
}
# session, user, roles, versions, plan; the five of the tree; the decree
KUERI = {Format.XLSX: 12, Format.DOCX: 12, Format.CSV: 10, Format.JSON: 11}

pytestmark = pytest.mark.django_db


@pytest.fixture
def rencana() -> RencanaAksi:
    return RencanaAksiFactory(pohon__isi=isi_contoh())


@pytest.fixture
def operator(rencana) -> Pengguna:
    return PenugasanFactory(satker=rencana.satker).pengguna


def alamat(rencana: RencanaAksi, bentuk: str) -> str:
    return reverse("keputusan:ekspor", args=(*rencana.alamat, bentuk))


@pytest.mark.parametrize("bentuk", Format)
class TestUnduhan:
    def test_a_file_to_keep_under_a_name_that_says_what_it_is(self, client, rencana, operator, bentuk):
        client.force_login(operator)
        jawaban = client.get(alamat(rencana, bentuk))
        assert (jawaban.status_code, jawaban["Content-Type"]) == (200, TIPE[bentuk])
        nama = f"rencana-rb-2026-{rencana.satker.slug}-v1.{bentuk}"
        assert jawaban["Content-Disposition"] == f'attachment; filename="{nama}"'
        assert jawaban["X-Content-Type-Options"] == "nosniff"
        assert "private" in jawaban["Cache-Control"]

    def test_a_stranger_learns_nothing(self, client, rencana, bentuk):
        client.force_login(PenugasanFactory(satker=SatkerFactory(kode="5207")).pengguna)
        assert client.get(alamat(rencana, bentuk)).status_code == 404
        client.force_login(PenggunaFactory())
        assert client.get(alamat(rencana, bentuk)).status_code == 404

    def test_signing_in_comes_first(self, client, rencana, bentuk):
        jawaban = client.get(alamat(rencana, bentuk))
        assert jawaban.status_code == 302
        assert jawaban["Location"].startswith(reverse("masuk"))

    @pytest.mark.parametrize("cabang", [2, 4])
    def test_queries_do_not_grow_with_the_plan(self, client, operator, django_assert_num_queries, bentuk, cabang):
        besar = RencanaAksiFactory(tahun=2027, pohon__isi=isi_contoh(area=cabang, cabang=cabang))
        client.force_login(operator)
        with django_assert_num_queries(KUERI[bentuk]):
            assert client.get(alamat(besar, bentuk)).status_code == 200

    def test_only_reading(self, client, rencana, operator, bentuk):
        client.force_login(operator)
        assert client.post(alamat(rencana, bentuk)).status_code == 405


class TestVersi:
    def test_an_earlier_version_is_asked_for_by_number(self, client, rencana, operator):
        RencanaAksiFactory(versi=2, pohon__isi=isi_contoh("baru"))
        client.force_login(operator)
        baru = client.get(alamat(rencana, "json")).json()
        lama = client.get(alamat(rencana, "json") + "?versi=1").json()
        assert (baru["versi"], lama["versi"]) == (2, 1)
        assert baru["area"][0]["uraian"] == "Area baru 1"
        assert client.get(alamat(rencana, "json") + "?versi=3").status_code == 404

    def test_the_menu_keeps_the_version(self, client, rencana, operator):
        RencanaAksiFactory(versi=2, pohon__isi=isi_contoh())
        client.force_login(operator)
        kini, lama = (client.get(rencana.get_absolute_url() + tanda).content.decode() for tanda in ("", "?versi=1"))
        for bentuk in Format:
            assert f'href="{alamat(rencana, bentuk)}"' in kini
            assert f'href="{alamat(rencana, bentuk)}?versi=1"' in lama

    def test_an_unknown_format_is_no_address(self, client, rencana, operator):
        client.force_login(operator)
        assert client.get(alamat(rencana, "xlsx").replace("xlsx", "xls")).status_code == 404


class TestPerintah:
    @pytest.mark.parametrize("bentuk", Format)
    def test_writes_the_file_that_the_address_gives(self, client, rencana, operator, tmp_path, bentuk):
        berkas = tmp_path / f"rencana.{bentuk}"
        opsi = {"satker": "53.05", "tahun": 2026, "jenis": "rb", "format": bentuk.value, "output": berkas}
        call_command("ekspor_rencana", *(f"--{nama}={nilai}" for nama, nilai in opsi.items()))
        client.force_login(operator)
        assert _inti(berkas.read_bytes()) == _inti(client.get(alamat(rencana, bentuk)).content)

    def test_json_unless_something_else_is_asked_for(self, rencana, tmp_path):
        berkas = tmp_path / "rencana"
        call_command("ekspor_rencana", "--satker=5305", "--tahun=2026", "--jenis=rb", f"--output={berkas}")
        assert json.loads(berkas.read_text())["satker"]["kode"] == "53.05"

    def test_a_plan_that_is_not_there(self, rencana, tmp_path):
        opsi = ("--satker=53.05", "--tahun=2020", "--jenis=rb", "--format=xlsx", f"--output={tmp_path / 'x'}")
        with pytest.raises(CommandError, match="Yang ada: 2026 rb versi 1"):
            call_command("ekspor_rencana", *opsi)


def _inti(data: bytes) -> object:
    """A file's content without the times at which it was packed."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as arsip:
        return {nama: arsip.read(nama) for nama in arsip.namelist() if nama != "docProps/core.xml"}
