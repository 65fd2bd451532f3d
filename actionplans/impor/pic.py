"""Sub-divisions in charge: between brackets at the end of a text, or in a column of their own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from actionplans.impor.label import poin
from satker.penamaan import bentuk_baku

_KURUNG = r"\([^()\n]{1,80}\)"
_GRUP = re.compile(r"\(([^()\n]{1,80})\)")
_BARIS_KURUNG = re.compile(rf"(?:{_KURUNG}[\s,;/&]*)+")
_EKOR = re.compile(rf"(?P<depan>.*?\S)\s*(?P<kurung>(?:{_KURUNG}[\s,/&]*)+)(?P<sisa>[^()]*)")
_PEMISAH = (re.compile(r"[;/,\n]"), re.compile(r"\s+(?:dan|&)\s+"))
"""What stands between several PIC: the sure ones first, then words that a name may hold itself."""


def kapital(teks: str) -> bool:
    """Whether it is one to five words in capitals ("SEMUA SUBBAG", "HUKUM&SDM")."""
    huruf = [satu for satu in teks if satu.isalpha()]
    return len(huruf) > 1 and all(satu.isupper() for satu in huruf) and len(teks.split()) < 6


@dataclass(slots=True)
class PengenalPic:
    """Knows an office's sub-divisions, and learns those that its file uses.

    `subbag`: every way of writing them (`Subbag.objects.peta(satker)` has them in normal form). Words in brackets
    at the end of a text are a PIC when they are one of these; unknown ones when they are in capitals and stand on a
    line of their own or beside a known one. Else they belong to the text: "Keterbukaan Informasi (PPID)".
    """

    subbag: Collection[str] = ()
    _dikenal: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._dikenal = {bentuk_baku(satu) for satu in self.subbag} - {""}

    def kenal(self, teks: str) -> bool:
        return bentuk_baku(teks) in self._dikenal

    def pelajari(self, teks: Iterable[str]) -> None:
        """Learn from all texts of a file what it puts in brackets as a PIC."""
        for satu in teks:
            self._dikenal |= {bentuk_baku(pic) for pic in self.pisah(satu)[1]} - {""}

    def pisah(self, teks: str) -> tuple[str, list[str], str]:
        """A text without its PIC, the PIC, and the words printed after them."""
        if "(" not in teks:
            return teks, [], ""
        baris = teks.split("\n")
        return self._baris_sendiri(baris) or self._ujung(baris) or (teks, [], "")

    def pisah_kolom(self, teks: str) -> list[str]:
        """The PIC that a cell of the PIC column names."""
        teks = re.sub(r"^\((.*)\)$", r"\1", teks.strip(), flags=re.DOTALL) if teks.count("(") == 1 else teks
        if grup := _GRUP.findall(teks) if _BARIS_KURUNG.fullmatch(teks.replace("\n", " ")) else []:
            return grup
        hasil: list[str] = []
        for baris in teks.split("\n"):
            hasil += self._pecah(re.sub(r"^(?:\d+[.)]|[-•])\s*", "", baris))
        return [satu for satu in hasil if satu]

    def _pecah(self, teks: str) -> list[str]:
        """Several PIC written as one; a text that holds anything else stays whole."""
        if self.kenal(teks):
            return [teks]
        for pemisah in _PEMISAH:
            bagian = [satu.strip() for satu in pemisah.split(teks) if satu.strip()]
            if len(bagian) > 1:
                semua = [pic for satu in bagian for pic in self._pecah(satu)]
                if all(self.kenal(satu) or kapital(satu) for satu in semua):
                    return semua
        return [teks.strip()]

    def _baris_sendiri(self, baris: list[str]) -> tuple[str, list[str], str] | None:
        """PIC on lines of their own, and at most one line of remarks after them."""
        akhir = len(baris)
        while akhir > 1 and not _BARIS_KURUNG.fullmatch(baris[akhir - 1]):
            akhir -= 1
        awal = akhir
        while awal > 1 and _BARIS_KURUNG.fullmatch(baris[awal - 1]):
            awal -= 1
        sisa = baris[akhir:]
        if awal == akhir or len(sisa) > 1 or (sisa and (poin(sisa[0]) or len(sisa[0]) > 150)):
            return None
        grup = [satu for isi in baris[awal:akhir] for satu in self._isi_kurung(isi)]
        if not all(self.kenal(satu) or kapital(satu) for satu in grup):
            return None
        return "\n".join(baris[:awal]), grup, "".join(sisa)

    def _ujung(self, baris: list[str]) -> tuple[str, list[str], str] | None:
        """PIC at the end of the last line, where at least one of them is known."""
        cocok = _EKOR.fullmatch(baris[-1])
        if not cocok or (cocok["sisa"].strip() and not kapital(cocok["sisa"])):
            return None
        semua = list(_GRUP.finditer(cocok["kurung"]))
        awal = next((i for i, satu in enumerate(semua) if self._pecah_kenal(satu[1])), None)
        if awal is None or not all(self._pecah_kenal(satu[1]) or kapital(satu[1]) for satu in semua[awal:]):
            return None
        depan = (cocok["depan"] + " " + cocok["kurung"][: semua[awal].start()]).strip()
        grup = [pic for satu in semua[awal:] for pic in self._pecah(satu[1])]
        return "\n".join([*baris[:-1], depan]), grup, cocok["sisa"].strip()

    def _pecah_kenal(self, teks: str) -> bool:
        return all(self.kenal(satu) for satu in self._pecah(teks))

    def _isi_kurung(self, baris: str) -> list[str]:
        return [pic for satu in _GRUP.findall(baris) for pic in self._pecah(satu)]
