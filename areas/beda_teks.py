"""What was taken out of a text and what was put in, word by word. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from areas.teks import polos

_KATA = re.compile(r"\s+|[^\s]+")
_TERLALU_LAIN = 0.35
"""Below this likeness the texts are shown whole, one after the other: scattered words would only confuse."""
_TERLALU_BERULANG = 40_000
"""Pairs of equal words above which the texts are shown whole as well: comparing takes more than the square of them,
minutes for a cell full of one word."""


class Potongan(NamedTuple):
    """A stretch of text: in both, only in the old, or only in the new one."""

    jenis: Literal["sama", "hapus", "tambah"]
    teks: str


def beda_kata(lama: str, baru: str) -> list[Potongan]:
    """The stretches of two texts in reading order; what was taken out stands before what replaced it."""
    kiri, kanan = _KATA.findall(polos(lama)), _KATA.findall(polos(baru))
    pembanding = SequenceMatcher(str.isspace, kiri, kanan, autojunk=False)
    if _pasangan(kiri, kanan) > _TERLALU_BERULANG or pembanding.ratio() < _TERLALU_LAIN:
        return [p for p in (Potongan("hapus", "".join(kiri)), Potongan("tambah", "".join(kanan))) if p.teks]
    return list(_gabung(_potongan(pembanding, kiri, kanan)))


def _pasangan(kiri: list[str], kanan: list[str]) -> int:
    """Pairs of equal words, spaces apart."""
    di_kanan = Counter(kanan)
    return sum(banyak * di_kanan[kata] for kata, banyak in Counter(kiri).items() if not kata.isspace())


def _potongan(pembanding: SequenceMatcher[str], kiri: list[str], kanan: list[str]) -> Iterator[Potongan]:
    for perbuatan, a, b, c, d in pembanding.get_opcodes():
        if perbuatan == "equal":
            yield Potongan("sama", "".join(kiri[a:b]))
            continue
        if b > a:
            yield Potongan("hapus", "".join(kiri[a:b]))
        if d > c:
            yield Potongan("tambah", "".join(kanan[c:d]))


def _gabung(semua: Iterator[Potongan]) -> Iterator[Potongan]:
    """A lone space between two changes belongs to both: "satu dua" → "tiga empat" is one change, not two."""
    hapus = tambah = ""
    for satu in semua:
        if satu.jenis == "hapus":
            hapus += satu.teks
        elif satu.jenis == "tambah":
            tambah += satu.teks
        elif (hapus or tambah) and satu.teks.isspace():
            hapus, tambah = hapus + satu.teks, tambah + satu.teks
        else:
            yield from _tumpah(hapus, tambah)
            hapus = tambah = ""
            yield satu
    yield from _tumpah(hapus, tambah)


def _tumpah(hapus: str, tambah: str) -> Iterator[Potongan]:
    """A change with the spaces that both sides share at its ends left outside."""
    akhir = ""
    if hapus and tambah and (sama := re.search(r"\s*$", hapus)) and tambah.endswith(sama[0]):
        akhir = sama[0]
        hapus, tambah = hapus[: len(hapus) - len(akhir)], tambah[: len(tambah) - len(akhir)]
    if hapus:
        yield Potongan("hapus", hapus)
    if tambah:
        yield Potongan("tambah", tambah)
    if akhir:
        yield Potongan("sama", akhir)
