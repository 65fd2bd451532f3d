"""Texts of a tree: italics, numbered points, placeholders; pure functions.

A text is plain, with two conventions: `*kick off*` is printed in italics, and a line that begins with a number
or letter ("1)", "a.", "-") is a point with a hanging indent.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Protocol

_MIRING = re.compile(r"\*(?=\S)([^*\n]+?)(?<=\S)\*")
_POIN = re.compile(r"(\d{1,3}|[a-z]|[ivx]{1,5})([.)]+) |([-•–]) ")
_ISIAN = re.compile(r"\{([a-z_]+)\}")


class IsianTidakDikenal(ValueError):
    """A template text names a placeholder that does not exist."""


def polos(teks: str) -> str:
    """The text without italics markers."""
    return _MIRING.sub(r"\1", teks)


def html_sebaris(teks: str) -> str:
    """One line as safe HTML, italics as `<em>`."""
    return _MIRING.sub(r"<em>\1</em>", escape(teks, quote=False))


def html_teks(teks: str, *, nomor: str = "") -> str:
    """A text as safe HTML: the first line with its printed number, each further line a block of its own, points
    with a hanging indent (class `poin`; `poin sub` where they stand under a number or under another point)."""
    baris = teks.split("\n")
    if nomor:
        baris[0] = f"{nomor} {baris[0]}".rstrip()
    if len(baris) == 1 and not _gaya_poin(baris[0]):
        return html_sebaris(baris[0])
    hasil: list[str] = []
    utama = ""
    for satu in baris:
        gaya = _gaya_poin(satu)
        utama = utama or gaya
        kelas = ""
        if gaya:
            di_bawah = bool(hasil) and (bool(nomor) or gaya != utama)
            kelas = ' class="poin sub"' if di_bawah else ' class="poin"'
        elif hasil and nomor:
            kelas = ' class="lanjut"'
        hasil.append(f"<div{kelas}>{html_sebaris(satu)}</div>")
    return "".join(hasil)


def _gaya_poin(baris: str) -> str:
    """How a line is numbered ("1.", "a)", "-"), "" when it is not."""
    cocok = _POIN.match(baris)
    if not cocok:
        return ""
    if cocok[3]:
        return cocok[3]
    return ("1" if cocok[1].isdigit() else "a") + cocok[2]


def isi_tempat(teks: str, nilai: Mapping[str, str]) -> str:
    """Fill placeholders such as `{satker}`.

    Raises:
        IsianTidakDikenal: the text names a placeholder that `nilai` does not have.
    """

    def ganti(cocok: re.Match[str]) -> str:
        if cocok[1] not in nilai:
            raise IsianTidakDikenal(
                f"Isian “{cocok[0]}” tidak dikenal. Yang ada: {', '.join(f'{{{n}}}' for n in nilai)}."
            )
        return nilai[cocok[1]]

    return _ISIAN.sub(ganti, teks)


class TeksSel(Protocol):
    """What `html_sel` needs of a cell's text (see `areas.kisi.Teks`)."""

    @property
    def uraian(self) -> str: ...
    @property
    def nomor(self) -> str: ...
    @property
    def pic(self) -> Sequence[str]: ...
    @property
    def keterangan_pic(self) -> str: ...


def html_sel(teks: TeksSel) -> str:
    """A cell's text as safe HTML: number and text, then the PIC in brackets as the decrees print them."""
    hasil = html_teks(teks.uraian, nomor=teks.nomor) if teks.uraian or teks.nomor else ""
    if teks.pic:
        hasil += '<div class="pic">' + " ".join(f"({escape(pic, quote=False)})" for pic in teks.pic) + "</div>"
    if teks.keterangan_pic:
        hasil += f'<div class="pic">{html_sebaris(teks.keterangan_pic)}</div>'
    return hasil
