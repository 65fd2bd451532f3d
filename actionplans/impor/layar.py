"""What the preview of an import shows: the rows that were read, their matches, and where the problems are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from actionplans.buat import isian_satker
from actionplans.impor.masalah import Letak, Masalah
from actionplans.impor.rencana import Bacaan
from areas.isi import TINGKAT, TINGKAT_DARI_KELAS, IsiArea, IsiButir
from areas.teks import isi_tempat, polos

TAMPIL = {"semua": "Semua baris", "mirip": "Ditulis lain", "lokal": "Tambahan kantor", "masalah": "Bermasalah"}
"""The choices of what to show, by their name in the address."""


@dataclass(slots=True)
class BarisImpor:
    """A row of the preview. `urutan`: its place in the file's tree, from 0; `jenis`: "sama", "mirip", "lokal", or ""
    without a template; `templat`: the template's row, `teks_templat` its wording for this office."""

    urutan: int
    tingkat: str
    butir: IsiButir
    letak: Letak | None
    jenis: str = ""
    templat: IsiButir | None = None
    teks_templat: str = ""
    masalah: list[Masalah] = field(default_factory=list)
    tampak: bool = True


@dataclass(slots=True)
class MasalahBaris:
    """A problem and the row that it is in or after (None: of the whole sheet)."""

    masalah: Masalah
    urutan: int | None


def konteks_pratinjau(bacaan: Bacaan, *, tampil: str = "semua", ubah: int | None = None) -> dict[str, Any]:
    """The template's context. `tampil`: a key of TAMPIL; `ubah`: the row whose match is being chosen by hand."""
    isian = isian_satker(bacaan.satker, bacaan.tahun)
    baris = list(_baris(bacaan, isian))
    masalah = list(_letakkan(bacaan.hasil.masalah, baris))
    for satu in masalah:
        if satu.urutan is not None:
            baris[satu.urutan].masalah.append(satu.masalah)
    _saring(baris, tampil, ubah)
    hitung = {
        "semua": len(baris),
        "mirip": sum(satu.jenis == "mirip" for satu in baris),
        "lokal": sum(satu.jenis == "lokal" for satu in baris),
        "masalah": sum(bool(satu.masalah) for satu in baris),
    }
    return {
        "banyak_lembar": len({satu.letak.lembar for satu in baris if satu.letak}) > 1,
        "jumlah": bacaan.hasil.isi.jumlah(),
        "jumlah_bulan": bacaan.hasil.jumlah_bulan,
        "tata_kolom": bacaan.tata_kolom,
        "skema_nomor": bacaan.skema_nomor,
        "masalah": sorted(masalah, key=lambda satu: satu.masalah.tingkat),  # galat before peringatan
        "ringkasan": bacaan.cocok.ringkasan() if bacaan.cocok else {},
        "hilang": [
            (TINGKAT_DARI_KELAS[type(butir)], butir.kode, _polos(butir, isian))
            for butir in (bacaan.cocok.hilang if bacaan.cocok else ())
        ],
        "baris": baris,
        "tampil": tampil,
        "pilihan_tampil": [
            (nilai, nama, hitung[nilai])
            for nilai, nama in TAMPIL.items()
            if nilai == "semua" or (hitung[nilai] and (bacaan.cocok or nilai == "masalah"))
        ],
        "ubah": ubah,
        "calon": _calon(bacaan, baris[ubah].tingkat, isian) if ubah is not None and ubah < len(baris) else [],
    }


def _baris(bacaan: Bacaan, isian: dict[str, str]) -> Iterator[BarisImpor]:
    templat = {butir.kode: butir for butir in bacaan.templat.semua()} if bacaan.templat else {}
    cocok = bacaan.cocok.baris if bacaan.cocok else []
    hasil = bacaan.hasil
    for urutan, (butir, letak, satu) in enumerate(zip_longest(hasil.isi.semua(), hasil.letak, cocok)):
        baris = BarisImpor(urutan, TINGKAT_DARI_KELAS[type(butir)], butir, letak)
        if satu:
            baris.jenis = satu.jenis
            baris.templat = templat.get(butir.asal)
            if baris.templat:
                baris.teks_templat = isi_tempat(baris.templat.uraian, isian)
        yield baris


def _letakkan(masalah: Iterable[Masalah], baris: Sequence[BarisImpor]) -> Iterator[MasalahBaris]:
    """Each problem with the last row that begins at or above its place in the same sheet."""
    awal: dict[str, list[tuple[int, int]]] = {}
    for satu in baris:
        if satu.letak and satu.letak.baris:
            awal.setdefault(satu.letak.lembar, []).append((satu.letak.baris, satu.urutan))
    for isi in awal.values():
        isi.sort()
    for soal in masalah:
        di = awal.get(soal.lembar, [])
        tempat = bisect_right(di, (soal.baris, len(baris))) if soal.baris else 0
        yield MasalahBaris(soal, di[tempat - 1][1] if tempat else None)


def _saring(baris: Sequence[BarisImpor], tampil: str, ubah: int | None) -> None:
    """Hide what is not asked for; the rows above one that is shown stay."""
    if tampil not in TAMPIL or tampil == "semua":
        return
    perlu = -1  # the deepest level whose row above is still wanted
    for satu in reversed(baris):
        tingkat = TINGKAT.index(satu.tingkat)
        cocok = bool(satu.masalah) if tampil == "masalah" else satu.jenis == tampil
        satu.tampak = cocok or satu.urutan == ubah or tingkat < perlu
        if satu.tampak:
            perlu = tingkat


def _calon(bacaan: Bacaan, tingkat: str, isian: dict[str, str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The template's rows of a level as (area, [(code, text), …])."""
    hasil: list[tuple[str, list[tuple[str, str]]]] = []
    for butir in bacaan.templat.semua() if bacaan.templat else ():
        if isinstance(butir, IsiArea):
            hasil.append((f"{butir.kode} {_polos(butir, isian)}", []))
        if TINGKAT_DARI_KELAS[type(butir)] == tingkat:
            hasil[-1][1].append((butir.kode, _polos(butir, isian)))
    return [(area, calon) for area, calon in hasil if calon]


def _polos(butir: IsiButir, isian: dict[str, str]) -> str:
    return " ".join(polos(isi_tempat(butir.uraian, isian)).split())
