"""A plan as a file to take away: which formats there are, what each is called, and who writes it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from actionplans.models import RencanaAksi
from reports.ekspor import data_rencana
from reports.ekspor_csv import tulis_csv
from reports.ekspor_docx import tulis_docx
from reports.ekspor_xlsx import tulis_xlsx
from reports.lampiran import susun_lampiran


class Format(StrEnum):
    XLSX = "xlsx"
    DOCX = "docx"
    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class _Penulis:
    tipe: str
    tulis: Callable[[RencanaAksi], bytes]


def _json(rencana: RencanaAksi) -> bytes:
    return (json.dumps(data_rencana(rencana), ensure_ascii=False, indent=2) + "\n").encode()


_OOXML = "application/vnd.openxmlformats-officedocument"
_PENULIS = {
    Format.XLSX: _Penulis(f"{_OOXML}.spreadsheetml.sheet", lambda rencana: tulis_xlsx(susun_lampiran(rencana))),
    Format.DOCX: _Penulis(f"{_OOXML}.wordprocessingml.document", lambda rencana: tulis_docx(susun_lampiran(rencana))),
    Format.CSV: _Penulis("text/csv; charset=utf-8", tulis_csv),
    Format.JSON: _Penulis("application/json", _json),
}


def tipe_berkas(bentuk: Format) -> str:
    """The content type."""
    return _PENULIS[bentuk].tipe


def tulis_berkas(rencana: RencanaAksi, bentuk: Format) -> bytes:
    """The plan, from `untuk_lembar`, in that format. At most seven queries, however long the plan is."""
    return _PENULIS[bentuk].tulis(rencana)


def nama_ekspor(rencana: RencanaAksi, bentuk: Format) -> str:
    """A file name that says what it is: rencana-rb-2026-kab-alor-v1.xlsx."""
    return f"rencana-{rencana.jenis_id}-{rencana.tahun}-{rencana.satker.slug}-v{rencana.versi}.{bentuk}"
