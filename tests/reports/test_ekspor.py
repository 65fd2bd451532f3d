"""The JSON export of a plan: as its schema says, whole, and readable back."""

import itertools
import json
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import jsonschema
import pytest
from django.conf import settings
from django.core.management import call_command

from areas.isi import TINGKAT, baca, tulis
from areas.muat import baca_yaml
from areas.penomoran import Skema, beri_nomor, lepas_nomor
from reports.naskah import buat_keputusan, data_keputusan
from tests.reports.bacaan import BULAN, rapat

SKEMA = json.loads((Path(settings.BASE_DIR) / "docs" / "skema" / "rencana.schema.json").read_text(encoding="utf-8"))
PEMERIKSA = jsonschema.Draft202012Validator(SKEMA, format_checker=jsonschema.FormatChecker())
NOMOR = {
    satu["kode"]: Skema.dari_data(satu["definisi"])
    for satu in baca_yaml(settings.FIXTURE_DIR / "areas" / "skema_nomor.yaml")
}


@pytest.fixture(scope="package")
def ekspor(bacaan, demo, django_db_blocker, tmp_path_factory) -> dict:
    """What `manage.py ekspor_rencana` writes for each of the four plans."""
    berkas = tmp_path_factory.mktemp("ekspor") / "rencana.json"
    opsi = {"satker": bacaan.satker, "tahun": bacaan.tahun, "jenis": bacaan.jenis, "format": "json", "output": berkas}
    with django_db_blocker.unblock():
        call_command("ekspor_rencana", *(f"--{nama}={nilai}" for nama, nilai in opsi.items()))
    return json.loads(berkas.read_text(encoding="utf-8"))


@pytest.fixture
def satu_ekspor(ekspor) -> dict:
    return deepcopy(ekspor)


def semua(butir: list[dict], tingkat: tuple[str, ...] = TINGKAT) -> Iterator[tuple[str, dict]]:
    """Every row of an export with its level, each before its children."""
    for satu in butir:
        yield tingkat[0], satu
        if len(tingkat) > 1:
            yield from semua(satu[tingkat[1]], tingkat[1:])


class TestEkspor:
    def test_it_is_as_the_schema_says(self, ekspor):
        assert [galat.message for galat in PEMERIKSA.iter_errors(ekspor)] == []

    def test_it_names_its_plan(self, ekspor, bacaan):
        assert (ekspor["satker"]["kode"], ekspor["tahun"], ekspor["jenis"]) == (
            bacaan.satker,
            bacaan.tahun,
            bacaan.jenis,
        )

    def test_rows_are_nested_by_level_with_number_and_text(self, ekspor):
        for tingkat, butir in semua(ekspor["area"]):
            assert {"nomor", "uraian"} <= set(butir), butir
            bawah = {**dict(itertools.pairwise(TINGKAT)), "indikator": None}[tingkat]
            assert {nama for nama in TINGKAT if nama in butir} == ({bawah} if bawah else set())

    def test_months_are_year_and_month_in_order(self, ekspor, bacaan):
        for tingkat, butir in semua(ekspor["area"]):
            if tingkat == "indikator":
                assert butir["bulan"] == sorted(set(butir["bulan"]))
                assert all(re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", bulan) for bulan in butir["bulan"])
        jumlah = sum(len(butir["bulan"]) for tingkat, butir in semua(ekspor["area"]) if tingkat == "indikator")
        if any(bulan in bacaan.kolom for bulan in BULAN):
            assert jumlah == sum(len(bacaan.bulan(baris)) for baris in bacaan.baris)

    def test_every_text_of_the_scan_is_in_it(self, ekspor, bacaan):
        """Texts, numbers, PIC, rincian and KET, against the reading of the scan, column by column."""
        kolom = dict.fromkeys(("area", "kegiatan", "sub_kegiatan", "rincian", "indikator", "ket"), "")
        for tingkat, butir in semua(ekspor["area"]):
            pic = [*(f"({pic})" for pic in butir.get("pic", ())), butir.get("keterangan_pic", "")]
            kolom[tingkat] += rapat(" ".join([butir["nomor"], butir["uraian"], *pic]))
            for nama in ("rincian", "ket"):
                kolom[nama] += rapat(butir.get(nama, ""))
        for nama in ("sub_kegiatan", "rincian", "indikator", "ket"):
            assert kolom[nama] == bacaan.teks_kolom(nama), nama
        if bacaan.jenis != "zi":
            assert kolom["kegiatan"] == bacaan.teks_kolom("kegiatan")

    def test_every_part_of_the_decree_is_in_it(self, ekspor, bacaan):
        keputusan, teks = ekspor["keputusan"], rapat(" ".join(bacaan.bagian["keputusan"]))
        bagian = [*keputusan["menimbang"], *keputusan["mengingat"], *(satu["teks"] for satu in keputusan["diktum"])]
        posisi = 0
        for satu in bagian:
            posisi = teks.index(rapat(satu), posisi) + len(rapat(satu))
        assert len(keputusan["mengingat"]) == 9 or bacaan.nama.startswith("alor")
        assert [satu["label"] for satu in keputusan["diktum"]] == [
            re.match(r"KE\w+", baris)[0] for baris in bacaan.bagian["keputusan"] if re.match(r"KE\w+ : ", baris)
        ]

    def test_read_back_it_is_the_same_tree(self, ekspor, bacaan):
        """Import makes of an export what the fixture says, the numbers that follow from the scheme left out."""
        skema = NOMOR[ekspor["skema_nomor"]]
        kembali = lepas_nomor(baca(ekspor), skema)
        fixture = baca_yaml(settings.FIXTURE_DIR / "actionplans" / "demo" / f"{bacaan.nama}.yaml")
        asli = beri_nomor(baca(fixture), skema)
        terkirim = deepcopy(asli)
        for butir in terkirim.semua():
            butir.nomor = butir.nomor_cetak
        assert kembali == lepas_nomor(terkirim, skema)
        assert tulis(beri_nomor(kembali, skema)) == ekspor["area"]

    @pytest.mark.django_db
    def test_the_decree_read_back_is_the_same_decree(self, ekspor, bacaan, demo):
        from reports.models import Keputusan

        keputusan = Keputusan.objects.get(rencana__satker__kode=bacaan.satker.replace(".", ""))
        rencana = keputusan.rencana
        keputusan.delete()
        assert data_keputusan(buat_keputusan(rencana, ekspor["keputusan"])) == ekspor["keputusan"]


RUSAK = {
    "a level is missing": lambda d: d["area"][0].pop("kegiatan"),
    "a key that nobody knows": lambda d: d["area"][0].update(warna="merah"),
    "an unknown key of the plan": lambda d: d.update(id=1),
    "an unknown key of the decree": lambda d: d["keputusan"].update(isi=""),
    "rincian at the wrong level": lambda d: d["area"][0].update(rincian="x"),
    "program at the wrong level": lambda d: d["area"][0]["kegiatan"][0].update(program="x"),
    "months as numbers": lambda d: indikator_pertama(d).update(bulan=[1, 2]),
    "months in words": lambda d: indikator_pertama(d).update(bulan="Januari 2026"),
    "an impossible month": lambda d: indikator_pertama(d).update(bulan=["2026-13"]),
    "a month twice": lambda d: indikator_pertama(d).update(bulan=["2026-01", "2026-01"]),
    "no number": lambda d: indikator_pertama(d).pop("nomor"),
    "no text": lambda d: indikator_pertama(d).pop("uraian"),
    "no remark": lambda d: indikator_pertama(d).pop("ket"),
    "a number that is a number": lambda d: d["area"][0].update(nomor=1),
    "PIC as one text": lambda d: d["area"][0].update(pic="KUL"),
    "an unknown status": lambda d: d.update(status="selesai sudah"),
    "an office without its dot": lambda d: d["satker"].update(kode="5207"),
    "a year as text": lambda d: d.update(tahun="2026"),
    "another version of the schema": lambda d: d.update(versi_skema=2),
    "an impossible date": lambda d: d["keputusan"].update(tanggal="2026-02-30"),
    "a date in words": lambda d: d["keputusan"].update(tanggal="26 Januari 2022"),
    "an empty diktum": lambda d: d["keputusan"]["diktum"][0].update(teks=""),
    "a decree without its parts": lambda d: d["keputusan"].pop("mengingat"),
    "a decree that is a text": lambda d: d.update(keputusan="ada"),
    "no area at all": lambda d: d.pop("area"),
}


def indikator_pertama(data: dict) -> dict:
    return next(butir for tingkat, butir in semua(data["area"]) if tingkat == "indikator")


class TestSkema:
    def test_it_is_a_schema_of_2020_12_and_strict_everywhere(self):
        jsonschema.Draft202012Validator.check_schema(SKEMA)
        assert SKEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        for objek in bagian_skema(SKEMA):
            if objek.get("type") == "object":
                assert objek["additionalProperties"] is False
                assert objek["description"]
                assert set(objek["required"]) <= set(objek["properties"])

    def test_every_property_is_described(self):
        for objek in bagian_skema(SKEMA):
            for nama, isi in objek.get("properties", {}).items():
                rujukan = SKEMA["$defs"].get(isi.get("$ref", "").removeprefix("#/$defs/"), {})
                assert isi.get("description") or rujukan.get("description") or nama == "teks", nama

    @pytest.mark.parametrize("bacaan", ["sumbawa-barat-2022-agen"], indirect=True)
    @pytest.mark.parametrize("rusak", RUSAK.values(), ids=RUSAK)
    def test_broken_documents_are_refused(self, satu_ekspor, rusak):
        assert PEMERIKSA.is_valid(satu_ekspor)
        rusak(satu_ekspor)
        assert not PEMERIKSA.is_valid(satu_ekspor)

    @pytest.mark.parametrize("bacaan", ["alor-2026-rb"], indirect=True)
    def test_a_plan_without_a_decree_and_rows_without_extras_are_accepted(self, satu_ekspor):
        satu_ekspor["keputusan"] = None
        satu_ekspor["area"] = [{"nomor": "", "uraian": "A", "kegiatan": []}]
        assert PEMERIKSA.is_valid(satu_ekspor)


def bagian_skema(skema: object) -> Iterator[dict]:
    if isinstance(skema, dict):
        yield skema
        for isi in skema.values():
            yield from bagian_skema(isi)
    elif isinstance(skema, list):
        for isi in skema:
            yield from bagian_skema(isi)
