"""Mutated files: each is read or refused, none does worse, and nothing is written without confirmation.

The suite takes a part; `RB_PORTAL_ACAK=500 ./portal test --sqlite tests/actionplans/impor/test_mutasi.py -n0 -s` takes
five hundred and prints how many were read.
"""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from actionplans.impor.baca import baca_berkas
from actionplans.impor.masalah import BerkasDitolak
from actionplans.models import RencanaAksi
from areas.models import Area, Indikator, JadwalBulan, Kegiatan, SubKegiatan
from areas.muat import muat_templat
from reports.berkas_ekspor import Format, tulis_berkas
from tests.actionplans.impor import berkas_uji as uji
from tests.actionplans.impor.gaya import GAYA, tulis_docx, tulis_xlsx
from tests.factories import PenugasanFactory, RencanaAksiFactory, isi_contoh

BANYAK = int(os.environ.get("RB_PORTAL_ACAK", "120"))
BANYAK_UNGGAH = 14
BATAS_DETIK = 5
"""Processor time that any file may take."""
KELOMPOK = 4
"""Tests that the files are shared among, so that they can run side by side."""
PIC = ("KUL", "TEKNIS", "umum")


@dataclass(frozen=True)
class Mutasi:
    """A way of damaging, and the styles and formats that it is tried on."""

    rusak: Callable[[bytes, random.Random], bytes]
    sumber: tuple[str, ...]
    bobot: int


_BUKU = ("kubu.xlsx", "alor.xlsx", "judul-zi.xlsx", "teks-kosong.xlsx", "lembar-area.xlsx", "ulang.xlsx", "datar.xlsx")
_SEMUA = (*_BUKU, "kubu.docx", "judul-zi.docx")
MUTASI = {
    "sel": Mutasi(uji.rusak_sel, _BUKU, 4),
    "baris": Mutasi(uji.rusak_baris, _BUKU, 2),
    "xml": Mutasi(uji.rusak_xml, _SEMUA, 3),
    "byte": Mutasi(uji.rusak_byte, _SEMUA, 2),
}


@cache
def sumber(nama: str) -> bytes:
    """A small plan in that style and format."""
    gaya, jenis = nama.split(".")
    tulis = tulis_xlsx if jenis == "xlsx" else tulis_docx
    return tulis(uji.pohon_kecil(), GAYA[gaya], 2026)


def mutasi(urutan: int) -> tuple[str, str, bytes]:
    """The file of that number: how it was damaged, its name, its bytes. The same every time."""
    acak = random.Random(f"mutasi {urutan}")  # noqa: S311
    cara = acak.choices(list(MUTASI), [satu.bobot for satu in MUTASI.values()])[0]
    nama = acak.choice(MUTASI[cara].sumber)
    return cara, nama, MUTASI[cara].rusak(sumber(nama), acak)


@pytest.mark.parametrize("kelompok", range(KELOMPOK))
def test_berkas_rusak_dibaca_atau_ditolak(kelompok: int) -> None:
    """In time, with every row's place and a hint for every problem."""
    hitung: Counter[str] = Counter()
    for urutan in range(kelompok, BANYAK, KELOMPOK):
        cara, nama, data = mutasi(urutan)
        mulai = time.process_time()
        try:
            hasil = baca_berkas(nama, data, 2026, PIC)
        except BerkasDitolak:
            hitung["ditolak"] += 1
            continue
        except Exception as galat:
            raise AssertionError(f"mutasi {urutan}: {cara}, {nama}") from galat
        finally:
            assert time.process_time() - mulai < BATAS_DETIK, (urutan, cara, nama)
        hitung["terbaca dengan masalah" if hasil.masalah else "terbaca"] += 1
        assert sum(hasil.isi.jumlah().values()) == len(hasil.letak), (urutan, cara, nama)
        assert all(satu.pesan and satu.saran for satu in hasil.masalah), (urutan, cara, nama)
    print(f"kelompok {kelompok}: {dict(hitung)}")  # noqa: T201 (for who runs it with -s)
    assert len(hitung) > 1  # neither all broken nor all whole


@pytest.mark.sekali
@pytest.mark.django_db
def test_unggahan_rusak_tidak_menjadi_galat_dan_tidak_mengubah_data(
    client: Client, tmp_path: Path, settings: Any
) -> None:
    """Through the screen, as a new plan and as the exported workbook of an existing one that comes back."""
    settings.MEDIA_ROOT = tmp_path / "media"
    muat_templat()
    lama = RencanaAksiFactory(pohon__isi=isi_contoh())
    client.force_login(PenugasanFactory(satker=lama.satker).pengguna)
    ekspor = tulis_berkas(RencanaAksi.objects.untuk_lembar().get(pk=lama.pk), Format.XLSX)
    client.raise_request_exception = False
    awal = isi_basis_data()
    hitung: Counter[int] = Counter()
    for urutan in range(BANYAK_UNGGAH):
        acak = random.Random(f"unggah {urutan}")  # noqa: S311
        if urutan % 2:
            _, nama, data = mutasi(urutan)
        else:
            nama, data = "ekspor.xlsx", (uji.rusak_sel, uji.rusak_baris, uji.rusak_xml)[urutan // 2 % 3](ekspor, acak)
        isian = {"satker": lama.satker_id, "tahun": lama.tahun + acak.randrange(2), "jenis": lama.jenis_id}
        jawaban = client.post("/rencana/impor/", isian | {"berkas": SimpleUploadedFile(nama, data)})
        assert jawaban.status_code in (302, 422), (urutan, nama)
        hitung[jawaban.status_code] += 1
        if jawaban.status_code == 302:
            assert client.get(jawaban["Location"]).status_code == 200, (urutan, nama)
    assert isi_basis_data() == awal
    assert min(hitung[302], hitung[422]) > 3, hitung


def isi_basis_data() -> list[list[tuple[Any, ...]]]:
    """Every row of every plan and tree."""
    return [
        list(model.objects.order_by("pk").values_list())
        for model in (RencanaAksi, Area, Kegiatan, SubKegiatan, Indikator, JadwalBulan)
    ]
