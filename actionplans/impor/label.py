"""Printed numbers: "1.", "1)", "1).", "a.", "iv.", "IV", "1.2." in a cell of their own or before a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from areas.penomoran import huruf, romawi

_INTI = r"(?:\d{1,3}(?:\.\d{1,3})+|\d{1,3}|[ivxlIVXL]{1,7}|[a-z]{1,2}|[A-Z]{1,2})"
_DEPAN = re.compile(
    rf"\(?{_INTI}[.)]{{1,2}}(?:\s+|$)"
    r"|\d{1,3}(?:\.\d{1,3})*[.)]{1,2}(?=[^\W\d_]{2})"  # "1.Perencanaan", without space
)
_POLOS = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)(?:\s+(?=\S)|$)")
_SENDIRI = re.compile(rf"\(?({_INTI})[.)]{{0,2}}")
_BUTIR = re.compile(r"[-•–▪]\s")
_URUTAN_ROMAWI = {romawi(angka).lower(): angka for angka in range(1, 90)}
_URUTAN_HURUF = {huruf(angka): angka for angka in range(1, 200)}


@dataclass(frozen=True, slots=True)
class Label:
    """A number as printed, with the readings that it allows: ("arab", 1), ("romawi", 1) and ("huruf", 9)."""

    teks: str
    akhiran: str
    bacaan: tuple[tuple[str, int], ...]

    def menyusul(self, lain: Label) -> bool:
        """Whether it is the number after `lain` in the same list."""
        return self.akhiran == lain.akhiran and any((gaya, angka - 1) in lain.bacaan for gaya, angka in self.bacaan)

    @property
    def pertama(self) -> bool:
        return any(angka == 1 for _, angka in self.bacaan)

    @property
    def kelas(self) -> str:
        """How it looks: digits, small or capital letters, and what follows them; the same for a whole list."""
        gaya = self.bacaan[0][0]
        rupa = "1" if gaya in ("arab", "jenjang") else "I" if gaya.isupper() else "i"
        return rupa + self.akhiran


def baca_label(teks: str) -> Label | None:
    """The label that a cell of its own holds, None when it holds something else."""
    return _label(teks) if _SENDIRI.fullmatch(teks) else None


def pisah_label(teks: str, *, polos: bool = False) -> tuple[Label | None, str]:
    """A text without the number before it. `polos`: digits without dot or bracket are a number too."""
    cocok = _DEPAN.match(teks)
    if cocok:
        label = _label(cocok[0].strip())
        if label:
            return label, teks[cocok.end() :].lstrip()
    if polos and (bulat := _POLOS.match(teks)):
        label = _label(bulat[0].strip())
        if label:
            return label, teks[bulat.end() :].lstrip()
    return None, teks


def pisah_poin(teks: str) -> list[tuple[Label | None, str]]:
    """The numbered points that make up a text, each with its label and its further lines; one alone when the text
    is not such a list.

    A list is told by consecutive numbers of one look at the beginning of lines: "1. …", "2. …". Lines with other
    labels belong to the point above them. A first line without number is a point too, unless it ends with a colon:
    then it introduces the points, and all is one text.
    """
    baris = teks.split("\n")
    label = [pisah_label(satu)[0] for satu in baris]
    pertama = label[0]
    awal = next((i for i, satu in enumerate(label) if satu and satu.bacaan[0][0] in ("arab", "jenjang")), None)
    if pertama:
        awal = 0
    elif awal is None or not _poin_setelah_isi(baris, awal, label[awal]):
        return [(None, teks)]
    hasil: list[tuple[Label | None, list[str]]] = [] if awal == 0 else [(None, baris[:awal])]
    terakhir: Label | None = None
    for satu, isi in zip(label[awal:], baris[awal:], strict=True):
        if satu and (terakhir is None or satu.menyusul(terakhir)):
            terakhir = satu
            hasil.append((satu, [pisah_label(isi)[1]]))
        else:
            hasil[-1][1].append(isi)
    return [(satu, gabung) for satu, isi in hasil if (gabung := "\n".join(isi).strip())] or [(pertama, "")]


def _poin_setelah_isi(baris: Sequence[str], awal: int, label: Label | None) -> bool:
    """Whether a numbered point after lines without number is one of its own, and not introduced by them."""
    if baris[0].endswith(":") or baris[awal - 1].endswith((":", ",")):
        return False
    return label is not None and label.akhiran == "." and label.bacaan[0][1] in (1, 2)


def berupa_daftar(baris: Sequence[str], label: Label) -> bool:
    """Whether the label of a text's first line is continued by later lines: then it numbers a point of the text,
    not the text. The next line of the same look decides."""
    for satu in baris[1:]:
        lanjut = pisah_label(satu)[0]
        if lanjut and lanjut.kelas == label.kelas:
            return lanjut.menyusul(label)
    return False


def poin(baris: str) -> bool:
    """Whether a line begins as a point does: with a number or a dash."""
    return bool(_BUTIR.match(baris)) or pisah_label(baris)[0] is not None


def _label(teks: str) -> Label | None:
    inti = re.sub(r"^\(|[.)]+$", "", teks)
    akhiran = teks[teks.index(inti) + len(inti) :] if inti else ""
    bacaan: list[tuple[str, int]] = []
    if inti.isdigit():
        bacaan.append(("arab", int(inti)))
    elif re.fullmatch(r"[\d.]+", inti):
        bacaan.append(("jenjang", int(inti.rpartition(".")[2])))
    elif inti.islower() or inti.isupper():
        rendah = inti.lower()
        besar = str.upper if inti.isupper() else str
        if rendah in _URUTAN_ROMAWI:
            bacaan.append((besar("romawi"), _URUTAN_ROMAWI[rendah]))
        if rendah in _URUTAN_HURUF and (len(rendah) == 1 or rendah[0] == rendah[1]):
            bacaan.append((besar("huruf"), _URUTAN_HURUF[rendah]))
    return Label(teks, akhiran, tuple(bacaan)) if bacaan else None
