"""Periksa kelengkapan: what still stands between a plan and its submission. Pure; no database.

What blocks (`PENGHALANG`) must be mended before the plan may be submitted; what warns (`PERINGATAN`) may stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from actionplans.banding import baris_hilang
from areas.bulan import Bulan, frasa
from areas.isi import TINGKAT_DARI_KELAS, IsiButir, IsiIndikator, IsiPohon, IsiSubKegiatan
from areas.teks import polos


class Berat(StrEnum):
    PENGHALANG = "penghalang"
    PERINGATAN = "peringatan"


@dataclass(frozen=True, slots=True)
class Temuan:
    """One finding: of which row (`tingkat`, `butir_id`; of a dropped template row none), in which area, and what to
    do."""

    berat: Berat
    jenis: str
    pesan: str
    tingkat: str = ""
    butir_id: int | None = None
    area_id: int | None = None


def periksa(isi: IsiPohon, tahun: int, templat: IsiPohon | None = None) -> list[Temuan]:
    """All findings of a numbered tree, those that block first, each kind in the order of the sheet.

    A plan's period is its year and the January after it (Zona Integritas plans do plan reports there).
    """
    temuan = [*_isian(isi, tahun), *_kembar(isi), *(_hilang(isi, templat) if templat else ())]
    return sorted(temuan, key=lambda satu: satu.berat is not Berat.PENGHALANG)


def _isian(isi: IsiPohon, tahun: int) -> Iterator[Temuan]:
    if not any(isinstance(butir, IsiSubKegiatan) for butir in isi.semua()):
        yield Temuan(
            Berat.PENGHALANG, "tanpa-isi", "Rencana ini belum berisi satu sub-kegiatan pun. Tambahkan barisnya."
        )
    for area in isi.area:
        for rantai in _rantai(area, (area,)):
            yield from _butir(rantai, tahun)


def _rantai(butir: IsiButir, jalur: tuple[IsiButir, ...]) -> Iterator[tuple[IsiButir, ...]]:
    yield jalur
    for anak in getattr(butir, "anak", ()):
        yield from _rantai(anak, (*jalur, anak))


def _butir(jalur: tuple[IsiButir, ...], tahun: int) -> Iterator[Temuan]:
    butir = jalur[-1]
    nama = TINGKAT_DARI_KELAS[type(butir)]
    sebutan = nama.replace("_", "-").capitalize()
    halang, ingat = Berat.PENGHALANG, Berat.PERINGATAN

    def temuan(berat: Berat, jenis: str, pesan: str) -> Temuan:
        return Temuan(berat, jenis, pesan, nama, butir.id, jalur[0].id)

    if not butir.uraian.strip():
        tempat = f" di bawah {_sebut(jalur[-2])}" if len(jalur) > 1 else ""
        yield temuan(halang, "tanpa-uraian", f"{sebutan}{tempat} belum mempunyai uraian. Isi, atau hapus barisnya.")
    if isinstance(butir, IsiSubKegiatan) and not butir.anak:
        yield temuan(
            halang, "tanpa-indikator", f"Sub-kegiatan {_sebut(butir)} belum mempunyai indikator. Tambahkan satu."
        )
    elif not isinstance(butir, IsiIndikator) and not getattr(butir, "anak", ()):
        yield temuan(ingat, "kosong", f"{sebutan} {_sebut(butir)} masih kosong.")
    if isinstance(butir, IsiIndikator):
        if not butir.bulan:
            yield temuan(halang, "tanpa-bulan", f"Indikator {_sebut(butir)} belum dijadwalkan. Pilih bulannya.")
        luar = [b for b in butir.bulan if not Bulan(tahun, 1) <= b <= Bulan(tahun + 1, 1)]
        if luar:
            yield temuan(
                halang,
                "luar-masa",
                f"Indikator {_sebut(butir)} dijadwalkan pada {frasa(luar)}, di luar masa rencana {tahun}.",
            )
        if not any(atas.pic for atas in jalur):
            yield temuan(ingat, "tanpa-pic", f"Indikator {_sebut(butir)} belum mempunyai PIC di tingkat mana pun.")


def _kembar(isi: IsiPohon) -> Iterator[Temuan]:
    """Siblings with the same text."""
    for area in isi.area:
        for jalur in _rantai(area, (area,)):
            terlihat: dict[str, IsiButir] = {}
            anak: Sequence[IsiButir] = getattr(jalur[-1], "anak", ())
            for satu in anak:
                kunci = " ".join(polos(satu.uraian).casefold().split())
                if kunci and kunci in terlihat:
                    tingkat = TINGKAT_DARI_KELAS[type(satu)]
                    pesan = f"{_sebut(satu)} tertulis dua kali di tempat yang sama. Hapus salah satunya."
                    yield Temuan(Berat.PERINGATAN, "kembar", pesan, tingkat, satu.id, area.id)
                terlihat.setdefault(kunci, satu)


def _hilang(isi: IsiPohon, templat: IsiPohon) -> Iterator[Temuan]:
    """Template rows from which nothing in the plan comes; of a dropped branch only its head."""
    dipakai = {(TINGKAT_DARI_KELAS[type(butir)], butir.asal_id) for butir in isi.semua()}
    for butir in baris_hilang(templat, dipakai):
        nama = TINGKAT_DARI_KELAS[type(butir)].replace("_", "-").capitalize()
        yield Temuan(Berat.PERINGATAN, "hilang", f"{nama} templat nasional tidak dipakai: {_sebut(butir)}.")


def _sebut(butir: IsiButir) -> str:
    """A row as messages name it: its number and the beginning of its text."""
    teks = polos(butir.uraian).replace("\n", " ")
    pendek = teks if len(teks) <= 80 else f"{teks[:77].rstrip()}…"
    return f"“{f'{butir.nomor_cetak} {pendek}'.strip()}”"
