"""A trail as a table: one line for each thing that changed, each step and each comment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from actionplans.jejak.baca import Kejadian, baca_kejadian
from actionplans.jejak.saring import Saringan
from areas.berkas_csv import tulis_tabel

KOLOM = (
    "waktu", "zona", "orang", "kejadian", "tingkat", "baris", "kunci_baris", "perubahan", "medan", "dari", "menjadi",
    "catatan", "perbuatan", "diurungkan_oleh",
)  # fmt: skip


def tulis_jejak(saringan: Saringan, zona: ZoneInfo, nama_zona: str) -> bytes:
    """Everything that the filters let through, newest first. At most ten queries."""
    kunci = [(asal, tanda) for asal, tanda, _, _ in saringan.kejadian()]
    kejadian = baca_kejadian(saringan, kunci, semua=True)
    return tulis_tabel(KOLOM, (baris for satu in kejadian for baris in _baris(satu, zona, nama_zona)))


def _baris(satu: Kejadian, zona: ZoneInfo, nama_zona: str) -> Iterator[tuple[Any, ...]]:
    awal = (satu.waktu.astimezone(zona).strftime("%Y-%m-%d %H:%M:%S"), nama_zona, satu.oleh, satu.judul)
    akhir = (satu.catatan, satu.kelompok or "", satu.diurungkan[0] if satu.diurungkan else "")
    if not satu.baris:
        yield (*awal, "", "", "", "", "status" if satu.status else "", satu.dari, satu.kata_status, *akhir)
    for baris in satu.baris:
        tengah = (baris.sebutan, baris.judul, baris.tanda, baris.kata)
        if not baris.medan:
            yield (*awal, *tengah, "", "", "", *akhir)
        for medan in baris.medan:
            yield (*awal, *tengah, medan.nama, medan.dari, medan.ke, *akhir)
