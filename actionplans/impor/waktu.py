"""When: month heads, marks of planned months, target waktu in words."""

from __future__ import annotations

import re

from areas.bulan import NAMA_BULAN, Bulan, FrasaBulanTidakDikenal, baca_frasa
from areas.penomoran import romawi

TANDA = frozenset("√✓✔☑🗸vVxX×✕✗✘•●·*1■█▪✅Yy\uf0fc\uf0fe\uf050\uf0a7ü") | {"ya", "Ya", "YA", "√√", "(√)", "TRUE"}
"""Marks of a planned month, as offices write them (the last ones: ticks of symbol fonts)."""
BUKAN_TANDA = frozenset({"-", "–", "—", "0", ".", "FALSE"})

_ROMAWI = {nama: angka for angka, nama in enumerate((romawi(satu).lower() for satu in range(1, 13)), 1)}
_EJAAN = {
    ejaan: angka
    for angka, daftar in enumerate(
        ("jan", "feb peb febr pebruari", "mar mrt", "apr", "mei may", "jun", "jul", "agu agt ags agust aug",
         "sep sept", "okt oct", "nov nop nopember", "des dec"), 1,
    )
    for ejaan in daftar.split()
} | {nama.lower(): angka for angka, nama in enumerate(NAMA_BULAN, 1)}  # fmt: skip
_KEPALA = re.compile(r"(?:bulan |bln )?([a-z]+|\d{1,2})(?:[ '’/-]*(?:20)?\d\d)?", re.IGNORECASE)
_TRIWULAN = re.compile(r"(?:tri ?wulan|tw|q)[ .-]*(?:ke[ -]*)?(iv|i{1,3}|[1-4])", re.IGNORECASE)


def baca_kepala_bulan(teks: str) -> tuple[int, ...]:
    """The months that a column's head names: (1,) for "1", "I", "Jan" or "Januari 2026", (4, 5, 6) for
    "Triwulan II", () for anything else."""
    rata = " ".join(teks.split()).strip(" .:")
    if cocok := _TRIWULAN.fullmatch(rata):
        urutan = _ROMAWI.get(cocok[1].lower()) or int(cocok[1])
        return tuple(range(urutan * 3 - 2, urutan * 3 + 1))
    cocok = _KEPALA.fullmatch(rata)
    if not cocok:
        return ()
    kata = cocok[1].lower()
    if kata.isdigit():
        return (int(kata),) if rata.lower().removeprefix("bulan ").isdigit() and 1 <= int(kata) <= 12 else ()
    if kata in _ROMAWI:
        return (_ROMAWI[kata],) if rata.lower().removeprefix("bulan ") == kata else ()
    return (_EJAAN[kata],) if kata in _EJAAN else ()


def gaya_kepala_bulan(teks: str) -> str:
    """How a head writes its month: "angka", "romawi", "singkat" or "nama"."""
    kata = teks.strip(" .:").lower()
    if kata.isdigit():
        return "angka"
    if kata in _ROMAWI:
        return "romawi"
    return "nama" if len(kata) > 4 or kata == "mei" else "singkat"


def bertanda(teks: str) -> bool | None:
    """Whether a month cell says that the month is planned; None when its text is neither a mark nor a blank."""
    rapat = re.sub(r"[\s*]+", "", teks) or teks.strip()
    if not rapat or rapat in BUKAN_TANDA:
        return False
    return True if rapat in TANDA or all(huruf in TANDA for huruf in rapat) else None


def baca_target_waktu(teks: str, tahun: int) -> tuple[Bulan, ...]:
    """The months of a Target Waktu cell; where it names no year it means `tahun`.

    Raises:
        FrasaBulanTidakDikenal: not a phrase that names months beyond doubt.
    """
    try:
        return baca_frasa(teks)
    except FrasaBulanTidakDikenal:
        if re.search(r"\d{4}", teks):
            raise
        try:
            return baca_frasa(f"{teks.rstrip(' .')} {tahun}")
        except FrasaBulanTidakDikenal:
            pass
        raise
