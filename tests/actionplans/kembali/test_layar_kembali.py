"""Bringing a workbook back through the screens: upload, preview, choices, confirm."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from actionplans.kembali import views
from actionplans.models import BerkasImpor, Perubahan, RencanaAksi
from actionplans.status import Status
from actionplans.ubah import ubah_butir, urungkan
from areas.isi import IsiIndikator
from areas.simpan import baca_pohon
from reports.berkas_ekspor import Format, tulis_berkas
from satker.models import Pengguna
from tests.actionplans.kembali.buku import sunting
from tests.actionplans.kembali.suntingan import bentuk
from tests.actionplans.kembali.test_buku import hapus_baris, sel
from tests.factories import PenugasanFactory, RencanaAksiFactory, isi_contoh

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def berkas_unggahan(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def rencana() -> RencanaAksi:
    return RencanaAksi.objects.untuk_lembar().get(pk=RencanaAksiFactory(pohon__isi=isi_contoh(area=2, cabang=2)).pk)


@pytest.fixture
def operator(client: Client, rencana: RencanaAksi) -> Pengguna:
    pengguna = PenugasanFactory(satker=rencana.satker).pengguna
    client.force_login(pengguna)
    return pengguna


def indikator(rencana: RencanaAksi) -> list[IsiIndikator]:
    return list(baca_pohon(rencana.pohon).indikator())


def ganti(rencana: RencanaAksi, nomor: int, teks: str) -> Any:
    """An edit of the workbook: the text of the `nomor`-th indikator."""
    lama = indikator(rencana)[nomor].uraian

    def _ganti(lembar: Worksheet) -> None:
        lembar.cell(*sel(lembar, lama)).value = teks

    return _ganti


def unggah(client: Client, rencana: RencanaAksi, data: bytes) -> Any:
    return client.post(f"{rencana.get_absolute_url()}kembali/", {"berkas": SimpleUploadedFile("rencana.xlsx", data)})


def pratinjau(client: Client, rencana: RencanaAksi, suntingan: Any) -> Any:
    """The preview of the plan's workbook after an edit."""
    jawaban = unggah(client, rencana, sunting(tulis_berkas(rencana, Format.XLSX), suntingan))
    assert jawaban.status_code == 302, jawaban.content.decode()
    return client.get(jawaban.url)


def terapkan(client: Client, halaman: Any, **pilihan: Any) -> Any:
    isian = {"jurnal": halaman.context["jurnal"], "simpan": "1", **pilihan}
    return client.post(halaman.request["PATH_INFO"], isian, follow=True)


def test_from_the_file_to_the_plan_and_back(client, rencana, operator, berkas_unggahan):
    semula = bentuk(baca_pohon(rencana.pohon))
    halaman = pratinjau(client, rencana, ganti(rencana, 0, "Laporan bulanan yang baru"))
    assert "Laporan bulanan yang baru" in "".join(
        str(b.baru) for _, usul in halaman.context["area"] for satu in usul for b in satu.beda
    )
    assert bentuk(baca_pohon(rencana.pohon)) == semula
    jawaban = terapkan(client, halaman)
    assert "1 diubah" in jawaban.content.decode()
    assert indikator(rencana)[0].uraian == "Laporan bulanan yang baru"
    assert not BerkasImpor.objects.exists()
    assert not [
        satu for satu in Path(BerkasImpor._meta.get_field("berkas").storage.location).rglob("*") if satu.is_file()
    ]
    terakhir = Perubahan.objects.last()
    assert terakhir is not None
    assert terakhir.pengguna == operator
    urungkan(rencana=rencana, pengguna=operator, kelompok=terakhir.kelompok)
    assert bentuk(baca_pohon(rencana.pohon)) == semula


def test_an_untouched_workbook_changes_nothing(client, rencana, operator):
    halaman = pratinjau(client, rencana, lambda lembar: None)
    assert "Tidak ada yang berubah" in halaman.content.decode()
    assert "Terapkan ke rencana" not in halaman.content.decode()


def test_a_conflict_is_shown_and_the_portal_stands_until_chosen(client, rencana, operator):
    satu = indikator(rencana)[0]
    data = sunting(tulis_berkas(rencana, Format.XLSX), ganti(rencana, 0, "Kata dari berkas"))
    siapa = {"rencana": rencana, "pengguna": operator, "tingkat": "indikator", "kunci": satu.id}
    ubah_butir(**siapa, revisi=satu.revisi, nilai={"uraian": "Kata dari portal"})
    halaman = client.get(unggah(client, rencana, data).url)
    isi = halaman.content.decode()
    assert "Kata dari berkas" in isi
    assert "Kata dari portal" in isi
    assert operator.nama in isi
    nama = f"pakai-{halaman.context['bentrok'][0]['satu'].kunci}"
    terapkan(client, halaman)
    assert indikator(rencana)[0].uraian == "Kata dari portal"
    halaman = client.get(unggah(client, rencana, data).url)
    terapkan(client, halaman, **{nama: "berkas"})
    assert indikator(rencana)[0].uraian == "Kata dari berkas"


def test_deleting_can_be_declined_row_by_row(client, rencana, operator):
    satu = indikator(rencana)[1]
    halaman = pratinjau(client, rencana, lambda lembar: hapus_baris(lembar, sel(lembar, satu.uraian)[0]))
    (hapus,) = halaman.context["dihapus"]
    terapkan(client, halaman, **{"boleh-hapus": hapus["nama"]})
    assert satu.id in [lain.id for lain in indikator(rencana)]
    halaman = pratinjau(client, rencana, lambda lembar: hapus_baris(lembar, sel(lembar, satu.uraian)[0]))
    terapkan(client, halaman, **{"boleh-hapus": hapus["nama"], "hapus": hapus["nama"]})
    assert satu.id not in [lain.id for lain in indikator(rencana)]


def test_choices_are_kept_without_confirming(client, rencana, operator):
    satu = indikator(rencana)[1]
    halaman = pratinjau(client, rencana, lambda lembar: hapus_baris(lembar, sel(lembar, satu.uraian)[0]))
    (hapus,) = halaman.context["dihapus"]
    sesudah = client.post(halaman.request["PATH_INFO"], {"boleh-hapus": hapus["nama"]}, follow=True)
    assert [lain["hapus"] for lain in sesudah.context["dihapus"]] == [False]
    assert not Perubahan.objects.exists()


def test_a_plan_changed_since_the_preview_is_shown_again(client, rencana, operator):
    halaman = pratinjau(client, rencana, ganti(rencana, 0, "Kata dari berkas"))
    lain = indikator(rencana)[3]
    siapa = {"rencana": rencana, "pengguna": operator, "tingkat": "indikator", "kunci": lain.id}
    ubah_butir(**siapa, revisi=lain.revisi, nilai={"uraian": "Diubah sementara itu"})
    jawaban = terapkan(client, halaman)
    assert "baru saja diubah di portal" in jawaban.content.decode()
    assert indikator(rencana)[0].uraian != "Kata dari berkas"
    terapkan(client, jawaban)
    assert indikator(rencana)[0].uraian == "Kata dari berkas"
    assert indikator(rencana)[3].uraian == "Diubah sementara itu"


def test_a_branch_ticked_for_deletion_is_asked_about_again_once_the_portal_changed_it(client, rencana, operator):
    satu = indikator(rencana)[1]
    halaman = pratinjau(client, rencana, lambda lembar: hapus_baris(lembar, sel(lembar, satu.uraian)[0]))
    (hapus,) = halaman.context["dihapus"]
    siapa = {"rencana": rencana, "pengguna": operator, "tingkat": "indikator", "kunci": satu.id}
    ubah_butir(**siapa, revisi=satu.revisi, nilai={"uraian": "Diubah sementara itu"})
    jawaban = terapkan(client, halaman, **{"boleh-hapus": hapus["nama"], "hapus": hapus["nama"]})
    (bentrok,) = jawaban.context["bentrok"]
    assert (bentrok["satu"].perkara, bentrok["satu"].pakai) == ("hapus", "portal")
    terapkan(client, jawaban)
    assert indikator(rencana)[1].uraian == "Diubah sementara itu"


def test_a_choice_lapses_when_the_portal_goes_on(client, rencana, operator):
    data = sunting(tulis_berkas(rencana, Format.XLSX), ganti(rencana, 0, "Kata dari berkas"))

    def ubah(teks: str) -> None:
        satu = indikator(rencana)[0]
        siapa = {"rencana": rencana, "pengguna": operator, "tingkat": "indikator", "kunci": satu.id}
        ubah_butir(**siapa, revisi=satu.revisi, nilai={"uraian": teks})

    ubah("Kata portal")
    halaman = client.get(unggah(client, rencana, data).url)
    pilihan = {f"pakai-{halaman.context['bentrok'][0]['satu'].kunci}": "berkas"}
    ubah("Kata portal yang tidak pernah dilihat pengunggah")
    jawaban = terapkan(client, halaman, **pilihan)
    assert [satu["satu"].pakai for satu in jawaban.context["bentrok"]] == ["portal"]


def test_confirmed_twice(client, rencana, operator, monkeypatch):
    """The second click found the upload still there, then waited for the first."""
    halaman = pratinjau(client, rencana, ganti(rencana, 0, "Kata dari berkas"))
    kunci = views.kunci_rencana

    def yang_pertama_lebih_dahulu(satu: RencanaAksi) -> Any:
        monkeypatch.setattr(views, "kunci_rencana", kunci)
        terapkan(client, halaman)
        return kunci(satu)

    monkeypatch.setattr(views, "kunci_rencana", yang_pertama_lebih_dahulu)
    jawaban = terapkan(client, halaman)
    assert jawaban.status_code == 200
    assert "sudah diterapkan" in jawaban.content.decode()
    assert Perubahan.objects.values("kelompok").distinct().count() == 1


def test_a_plan_submitted_since_the_preview_stays(client, rencana, operator):
    halaman = pratinjau(client, rencana, ganti(rencana, 0, "Kata dari berkas"))
    RencanaAksi.objects.update(status=Status.DIAJUKAN)
    jawaban = terapkan(client, halaman)
    assert jawaban.status_code == 423
    assert indikator(rencana)[0].uraian != "Kata dari berkas"


def tanpa_tanda(rencana: RencanaAksi) -> bytes:
    def hapus(lembar: Worksheet) -> None:
        lembar.delete_cols(sel(lembar, "Jangan diubah")[1])

    return sunting(tulis_berkas(rencana, Format.XLSX), hapus)


def dengan_kunci(rencana: RencanaAksi, dari: str, ke: str) -> bytes:
    def ganti_kunci(lembar: Worksheet) -> None:
        satu = lembar.cell(*sel(lembar, "rb-portal/"))
        satu.value = str(satu.value).replace(dari, ke)

    return sunting(tulis_berkas(rencana, Format.XLSX), ganti_kunci)


@pytest.mark.parametrize(
    ("berkas", "pesan"),
    [
        (lambda rencana: b"bukan buku kerja", "bukan"),
        (lambda rencana: tulis_berkas(rencana, Format.DOCX), "tidak membawa tanda baris"),
        (tanpa_tanda, "tidak membawa tanda baris"),
        (lambda rencana: dengan_kunci(rencana, "satker=", "satker=99.99 x="), "tidak membawa tanda baris"),
        (lambda rencana: dengan_kunci(rencana, "rb-portal/1", "rb-portal/2"), "versi portal yang lain"),
        (lambda rencana: dengan_kunci(rencana, "tahun=2026", "tahun=2025"), "rencana lain"),
        (lambda rencana: dengan_kunci(rencana, "versi=1", "versi=2"), "versi 2"),
    ],
    ids=["bukan", "word", "tanpa tanda", "rusak", "skema lain", "tahun lain", "versi lain"],
)
def test_what_is_not_this_plans_workbook_is_refused_in_words(client, rencana, operator, berkas, pesan):
    jawaban = unggah(client, rencana, berkas(rencana))
    assert jawaban.status_code == 422
    assert pesan in jawaban.content.decode()
    assert not BerkasImpor.objects.exists()


def test_a_sheet_copied_as_a_backup_is_refused(client, rencana, operator):
    """It would double the plan."""

    def salin(lembar: Worksheet) -> None:
        lembar.parent.copy_worksheet(lembar)

    jawaban = unggah(client, rencana, sunting(tulis_berkas(rencana, Format.XLSX), salin))
    assert jawaban.status_code == 422
    assert "berisi baris yang sama" in jawaban.content.decode()


def test_marks_that_were_wiped_are_missed(client, rencana, operator):
    """Else every row would be deleted and added anew."""

    def kosongkan(lembar: Worksheet) -> None:
        baris, kolom = sel(lembar, "Jangan diubah")
        for bawah in range(baris + 1, lembar.max_row + 1):
            if type(lembar.cell(bawah, kolom)).__name__ == "Cell":
                lembar.cell(bawah, kolom).value = None

    jawaban = unggah(client, rencana, sunting(tulis_berkas(rencana, Format.XLSX), kosongkan))
    assert jawaban.status_code == 422
    assert "kehilangan tandanya" in jawaban.content.decode()


def test_a_journal_that_never_was(client, rencana, operator):
    jawaban = unggah(client, rencana, dengan_kunci(rencana, "jurnal=0", "jurnal=999999"))
    assert jawaban.status_code == 422
    assert "tidak dikenal portal ini" in jawaban.content.decode()


def test_no_file_at_all(client, rencana, operator):
    jawaban = client.post(f"{rencana.get_absolute_url()}kembali/", {})
    assert jawaban.status_code == 422


def test_an_empty_workbook(client, rencana, operator, tmp_path):
    jalur = tmp_path / "kosong.xlsx"
    Workbook().save(jalur)
    jawaban = unggah(client, rencana, jalur.read_bytes())
    assert jawaban.status_code == 422
    assert "Tidak ditemukan tabel" in jawaban.content.decode()


def test_uploaded_as_an_import_it_is_recognised(client, rencana, operator):
    """Who takes the other door with the plan's own workbook is led to the preview of changes."""
    data = sunting(tulis_berkas(rencana, Format.XLSX), ganti(rencana, 0, "Kata dari berkas"))
    isian = {"satker": rencana.satker_id, "tahun": rencana.tahun, "jenis": rencana.jenis_id}
    jawaban = client.post("/rencana/impor/", {**isian, "berkas": SimpleUploadedFile("rencana.xlsx", data)}, follow=True)
    assert "Perubahan dari berkas Excel" in jawaban.content.decode()


def test_uploaded_for_another_year_it_is_a_new_plan(client, rencana, operator):
    data = tulis_berkas(rencana, Format.XLSX)
    isian = {"satker": rencana.satker_id, "tahun": rencana.tahun + 1, "jenis": rencana.jenis_id}
    jawaban = client.post("/rencana/impor/", {**isian, "berkas": SimpleUploadedFile("rencana.xlsx", data)}, follow=True)
    assert "Pratinjau impor" in jawaban.content.decode()


def test_giving_up_removes_the_file_and_changes_nothing(client, rencana, operator):
    halaman = pratinjau(client, rencana, ganti(rencana, 0, "Kata dari berkas"))
    jawaban = client.post(f"/rencana/impor/{halaman.context['berkas'].pk}/batal/", follow=True)
    assert "Rencana tidak berubah" in jawaban.content.decode()
    assert not BerkasImpor.objects.exists()
    assert not Perubahan.objects.exists()


def test_an_unknown_upload(client, rencana, operator):
    assert client.get(f"/rencana/kembali/{uuid.uuid4()}/").status_code == 404


def test_a_locked_plan_takes_no_workbook(client, rencana, operator):
    RencanaAksi.objects.update(status=Status.DITETAPKAN)
    assert client.get(f"{rencana.get_absolute_url()}kembali/").status_code == 423


def test_queries_do_not_grow_with_the_plan(client, operator, rencana, django_assert_max_num_queries):
    halaman = pratinjau(client, rencana, ganti(rencana, 0, "Kata dari berkas"))
    with django_assert_max_num_queries(30):
        client.get(halaman.request["PATH_INFO"])


def test_uploads_that_nobody_confirmed_are_removed_after_a_week(
    client, rencana, operator, berkas_unggahan, time_machine
):
    time_machine.move_to("2026-03-01T08:00:00Z")
    pratinjau(client, rencana, ganti(rencana, 0, "Ditinggalkan"))
    time_machine.move_to("2026-03-07T08:00:00Z")
    client.force_login(operator)
    pratinjau(client, rencana, ganti(rencana, 0, "Masih dipakai"))
    assert BerkasImpor.objects.count() == 2
    time_machine.move_to("2026-03-09T08:00:00Z")
    client.force_login(operator)
    pratinjau(client, rencana, ganti(rencana, 0, "Baru"))
    assert BerkasImpor.objects.count() == 2
    assert sum(satu.is_file() for satu in berkas_unggahan.rglob("*")) == 2
