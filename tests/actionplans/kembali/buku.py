"""Editing an exported workbook as its user would, with openpyxl, and reading it back; without a database."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from actionplans.impor.baca import baca_berkas
from actionplans.kembali.baca import gabung_terbaca
from actionplans.kembali.gabung import Gabungan
from areas.isi import IsiPohon
from reports.ekspor_xlsx import tulis_xlsx
from tests.reports.pohon_acak import PIC, TAHUN, TATA, lampiran_dari

Suntingan = Callable[[Worksheet], Any]


def sunting(data: bytes, suntingan: Suntingan) -> bytes:
    """The workbook after an edit, saved by another program."""
    buku = load_workbook(BytesIO(data), rich_text=True)
    suntingan(buku.active)
    keluar = BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


def ekspor(isi: IsiPohon, tata: str) -> bytes:
    return tulis_xlsx(lampiran_dari(isi, tata))


def bawa(
    data: bytes, tata: str, *, dasar: IsiPohon, kini: IsiPohon | None = None, pilihan: dict[str, str] | None = None
) -> Gabungan:
    """What the workbook makes of the plan `kini`, exported when it was `dasar`."""
    hasil = baca_berkas("rencana.xlsx", data, TAHUN, PIC)
    return gabung_terbaca(hasil, dasar=dasar, kini=kini or dasar, tata=TATA[tata], tahun=TAHUN, pilihan=pilihan or {})
