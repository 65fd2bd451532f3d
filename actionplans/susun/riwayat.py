"""The history of one row, from the journal, in words."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from actionplans.models import Perubahan, RencanaAksi
from areas.bulan import Bulan, frasa
from areas.teks import polos

TERBANYAK = 20
LABEL = {
    "uraian": "Uraian",
    "nomor": "Nomor",
    "pic": "PIC",
    "keterangan_pic": "Keterangan PIC",
    "rincian": "Rincian",
    "ket": "KET",
    "program": "Teks kolom area",
    "nomor_program": "Nomor kolom area",
}


@dataclass(frozen=True, slots=True)
class Riwayat:
    """One change: when, by whom, what kind; and of what was changed the value before and after."""

    waktu: datetime.datetime
    oleh: str
    kata: str
    batal: bool
    isi: list[tuple[str, str, str]]


def riwayat_baris(rencana: RencanaAksi, tingkat: str, kunci: int) -> list[Riwayat]:
    """The last changes of a row, newest first. One query."""
    semua = Perubahan.objects.filter(rencana=rencana, tingkat=tingkat, butir_id=kunci).select_related("pengguna")
    return [
        Riwayat(
            satu.waktu, satu.pengguna.nama, satu.get_jenis_display(), satu.membatalkan is not None, list(_isi(satu))
        )
        for satu in semua.order_by("-pk")[:TERBANYAK]
    ]


def _isi(perubahan: Perubahan) -> list[tuple[str, str, str]]:
    match perubahan.jenis:
        case Perubahan.Jenis.UBAH:
            return [
                (LABEL.get(medan, medan), tampil(perubahan.sebelum.get(medan)), tampil(nilai))
                for medan, nilai in perubahan.sesudah.items()
            ]
        case Perubahan.Jenis.BULAN:
            return [("Bulan", _frasa(perubahan.sebelum), _frasa(perubahan.sesudah))]
        case _:
            return []


def tampil(nilai: Any) -> str:
    """A field's value as a person reads it."""
    if isinstance(nilai, list):
        return "; ".join(str(satu) for satu in nilai)
    return "otomatis" if nilai is None else polos(str(nilai))


def _frasa(bulan: list[str]) -> str:
    return frasa(Bulan.dari_iso(satu) for satu in bulan)
