"""The numbers that Word itself puts before the paragraphs of a list; they are not in the text."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml.ns import qn

from areas.penomoran import GAYA

_GAYA_WORD = {
    "decimal": "arab", "decimalZero": "arab", "lowerRoman": "romawi", "upperRoman": "ROMAWI",
    "lowerLetter": "huruf", "upperLetter": "HURUF",
}  # fmt: skip
_TINGKAT = re.compile(r"%([1-9])")
_TERBESAR = 3000


class NomorDaftar:
    """Counts the lists of one document; ask for its paragraphs in order."""

    def __init__(self, penomoran: Any, gaya: Any) -> None:
        daftar = () if penomoran is None else penomoran.iter(qn("w:abstractNum"))
        abstrak = {satu.get(qn("w:abstractNumId")): satu for satu in daftar}
        self._tingkat: dict[str, dict[int, Any]] = {}
        self._induk: dict[str, str] = {}
        for nomor in () if penomoran is None else penomoran.iter(qn("w:num")):
            acuan = nomor.find(qn("w:abstractNumId"))
            kunci, induk = nomor.get(qn("w:numId")), "" if acuan is None else acuan.get(qn("w:val"), "")
            dasar = abstrak.get(induk)
            tingkat = {} if dasar is None else {_bulat(s.get(qn("w:ilvl"))): s for s in dasar.iter(qn("w:lvl"))}
            ganti = {_bulat(s.get(qn("w:ilvl"))): s for s in nomor.iter(qn("w:lvl"))}
            self._tingkat[kunci] = tingkat | ganti
            self._induk[kunci] = kunci if nomor.find(qn("w:lvlOverride")) is not None else f"abstrak {induk}"
        self._hitung: dict[str, dict[int, int]] = {}
        self._gaya = {} if gaya is None else {s.get(qn("w:styleId")): s for s in gaya.iter(qn("w:style"))}

    def label(self, paragraf: Any) -> str:
        """The number of a paragraph, "" when it has none ("-" for a bullet)."""
        kunci, tingkat = self._acuan(paragraf)
        susunan = self._tingkat.get(kunci, {}).get(tingkat)
        if susunan is None:
            return ""
        hitung = self._hitung.setdefault(self._induk[kunci], {})
        hitung[tingkat] = min(hitung.get(tingkat, _nilai(susunan, "w:start", 1) - 1) + 1, _TERBESAR)
        for lebih_dalam in [t for t in hitung if t > tingkat]:
            del hitung[lebih_dalam]
        bentuk = _atribut(susunan, "w:numFmt", "decimal")
        if bentuk == "bullet":
            return "-"

        def isi(cocok: re.Match[str]) -> str:
            urutan = int(cocok[1]) - 1
            acuan = self._tingkat[kunci].get(urutan, susunan)
            angka = hitung.get(urutan, _nilai(acuan, "w:start", 1))
            gaya = _GAYA_WORD.get(_atribut(acuan, "w:numFmt", "decimal"))
            return GAYA[gaya](angka) if gaya and angka > 0 else str(angka)

        return "" if bentuk == "none" else _TINGKAT.sub(isi, _atribut(susunan, "w:lvlText", "%1."))

    def _acuan(self, paragraf: Any) -> tuple[str, int]:
        sifat = paragraf.find(qn("w:pPr"))
        if sifat is None:
            return "", 0
        kode = _atribut(sifat, "w:pStyle", "")
        for _ in range(10):
            nomor = sifat.find(qn("w:numPr")) if sifat is not None else None
            if nomor is not None:
                return _atribut(nomor, "w:numId", ""), _nilai(nomor, "w:ilvl", 0)
            gaya = self._gaya.get(kode)
            if gaya is None:
                break
            sifat, kode = gaya.find(qn("w:pPr")), _atribut(gaya, "w:basedOn", "")
        return "", 0


def _atribut(elemen: Any, nama: str, bawaan: str) -> str:
    anak = elemen.find(qn(nama))
    return bawaan if anak is None else anak.get(qn("w:val"), bawaan)


def _nilai(elemen: Any, nama: str, bawaan: int) -> int:
    return _bulat(_atribut(elemen, nama, str(bawaan)), bawaan)


def _bulat(teks: str | None, bawaan: int = 0) -> int:
    return int(teks) if teks and re.fullmatch(r"\d{1,6}", teks) else bawaan
