"""The shipped templates, layouts and schemes: they load, again and again, and belong to no office."""

import re

import pytest
import yaml
from django.conf import settings

from areas.isi import TINGKAT
from areas.models import JenisRencana, SkemaNomor, TataKolom, Templat
from areas.muat import HasilMuat, muat_templat
from areas.salin import salin
from areas.simpan import baca_pohon, tulis_pohon
from areas.teks import polos

pytestmark = pytest.mark.django_db
ISIAN = {nama: f"[{nama}]" for nama in ("satker", "satker_resmi", "wilayah", "provinsi", "tahun")}

# Names, seats, short names and mottoes of the four offices that the templates were generalised from.
SETEMPAT = re.compile(
    r"Sumbawa|Taliwang|\bKSB\b|kpuksb|Maras|Kubu\s*Raya|Sungai Raya|Alor\b|Kalabahi|\bBangka|Mentok|Muntok|"
    r"\bNTB\b|\bNTT\b|Nusa Tenggara|Kalimantan|Kalbar|Belitung|Babel\b|\b20[12]\d\b",
    re.IGNORECASE,
)
AREA_RB = [
    "Manajemen Perubahan", "Penataan Peraturan Perundang-undangan/Deregulasi Kebijakan",
    "Penataan Organisasi/Kelembagaan", "Penataan Tata Laksana", "Sistem Manajemen Sumber Daya Manusia",
    "Penguatan Akuntabilitas", "Pengawasan", "Pelayanan Publik",
]  # fmt: skip
AREA_ZI = [
    "Manajemen Perubahan", "Penataan Tatalaksana", "Penataan Sistem Manajemen SDM Aparatur",
    "Penguatan Akuntabilitas", "Penguatan Pengawasan", "Peningkatan Kualitas Pelayanan Publik",
]  # fmt: skip
KODE = ("agen", "rb", "zi")


@pytest.fixture
def termuat(db) -> HasilMuat:
    return muat_templat()


def isi(kode: str):
    return baca_pohon(Templat.objects.get(kode=kode).pohon)


def test_three_templates_with_their_forms(termuat):
    assert termuat.templat == dict.fromkeys(KODE, "baru")
    bentuk = Templat.objects.values_list("kode", "jenis", "pohon__tata_kolom__kode", "pohon__skema_nomor__kode")
    assert set(bentuk) == {
        ("agen", "agen", "sumbawa-2022", "arab-titik"),
        ("rb", "rb", "kubu-raya-2022", "arab-titik"),
        ("zi", "zi", "bangka-barat-2026", "arab-romawi-huruf"),
    }


@pytest.mark.parametrize(("kode", "nama"), [("rb", AREA_RB), ("agen", AREA_RB), ("zi", AREA_ZI)])
def test_the_areas_of_the_national_rules(termuat, kode, nama):
    """Keputusan KPU 314/ORT.07-Kpt/01/KPU/V/2021: eight; Permenpan-RB 90/2021 as amended by 5/2024: six."""
    assert [area.uraian.casefold() for area in isi(kode).area] == [satu.casefold() for satu in nama]


@pytest.mark.parametrize("kode", KODE)
def test_every_row_has_a_code_of_its_own_that_names_its_place(termuat, kode):
    pohon = isi(kode)
    semua = [butir.kode for butir in pohon.semua()]
    assert all(re.fullmatch(r"\d+(\.\d+){0,3}", satu) for satu in semua)
    assert len(set(semua)) == len(semua)
    for area in pohon.area:
        for kegiatan in area.anak:
            assert kegiatan.kode.startswith(f"{area.kode}.")
            for sub in kegiatan.anak:
                assert sub.kode.startswith(f"{kegiatan.kode}.")
                assert all(indikator.kode.startswith(f"{sub.kode}.") for indikator in sub.anak)


@pytest.mark.parametrize("kode", KODE)
def test_nothing_of_the_four_offices_is_left(termuat, kode):
    for butir in salin(isi(kode), ISIAN, dari_templat=True).semua():
        for medan in ("uraian", "program", "rincian", "ket", "keterangan_pic"):
            teks = re.sub(r"(?i)\d+ Tahun \d{4}", "", polos(getattr(butir, medan, "")))  # laws keep their year
            assert not SETEMPAT.search(teks), f"{butir.asal}: {teks}"


@pytest.mark.parametrize("kode", KODE)
def test_placeholders_are_those_that_offices_have_and_are_used(termuat, kode):
    teks = " ".join(butir.uraian for butir in salin(isi(kode), ISIAN, dari_templat=True).semua())
    assert "[satker]" in teks
    assert "{" not in teks


@pytest.mark.parametrize("kode", KODE)
def test_a_template_is_a_whole_plan_without_months(termuat, kode):
    pohon = isi(kode)
    hitung = pohon.jumlah()
    assert [hitung[satu] for satu in TINGKAT] == sorted(hitung[satu] for satu in TINGKAT)
    assert hitung["indikator"] >= 60
    assert all(area.anak and all(kegiatan.anak for kegiatan in area.anak) for area in pohon.area)
    assert all(butir.uraian for butir in pohon.semua())
    assert not any(indikator.bulan for indikator in pohon.indikator())


def test_loading_again_changes_nothing(termuat, django_assert_max_num_queries):
    sebelum = {kode: isi(kode) for kode in KODE}
    with django_assert_max_num_queries(60):
        lagi = muat_templat()
    assert lagi.templat == dict.fromkeys(KODE, "tetap")
    assert {kode: isi(kode) for kode in KODE} == sebelum
    assert (JenisRencana.objects.count(), TataKolom.objects.count(), SkemaNomor.objects.count()) == (3, 4, 3)


def test_what_an_admin_changed_stays(termuat):
    TataKolom.objects.filter(kode="alor-2026").update(nama="Diubah di kantor")
    JenisRencana.objects.filter(kode="rb").update(nama="RB kita")
    muat_templat()
    assert TataKolom.objects.get(kode="alor-2026").nama == "Diubah di kantor"
    assert JenisRencana.objects.get(kode="rb").nama == "RB kita"


class TestEdisiBaru:
    @pytest.fixture
    def berkas(self, termuat, settings, tmp_path):
        """The fixtures with one text of `rb` changed."""
        import shutil

        folder = tmp_path / "fixtures"
        shutil.copytree(settings.FIXTURE_DIR, folder)
        templat = folder / "areas" / "templat" / "rb.yaml"
        data = yaml.safe_load(templat.read_text(encoding="utf-8"))
        data["area"][0]["uraian"] = "Manajemen Perubahan (edisi baru)"
        templat.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
        settings.FIXTURE_DIR = folder

    def test_a_changed_template_is_renewed_while_nobody_uses_it(self, berkas):
        assert muat_templat().templat == {"agen": "tetap", "rb": "diperbarui", "zi": "tetap"}
        assert isi("rb").area[0].uraian == "Manajemen Perubahan (edisi baru)"

    def test_and_kept_once_a_plan_comes_from_it(self, berkas):
        templat = Templat.objects.get(kode="rb")
        rencana = type(templat.pohon).objects.create(
            tata_kolom=templat.pohon.tata_kolom, skema_nomor=templat.pohon.skema_nomor
        )
        tulis_pohon(rencana, salin(isi("rb"), ISIAN, dari_templat=True))
        sebelum = isi("rb")
        assert muat_templat().templat == {"agen": "tetap", "rb": "dipertahankan", "zi": "tetap"}
        assert isi("rb") == sebelum


def test_every_shipped_file_is_a_template(termuat):
    berkas = {satu.stem for satu in (settings.FIXTURE_DIR / "areas" / "templat").glob("*.yaml")}
    assert berkas == set(KODE)
