"""What the reader tells the user: where in the file, what is wrong there, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

GALAT, PERINGATAN = "galat", "peringatan"


class BerkasDitolak(ValueError):
    """The file cannot be read at all; `str()` says in Indonesian what it is, why not, and what to do."""


@dataclass(frozen=True, slots=True)
class Letak:
    """A place as the user sees it: sheet ("Lembar1") or table ("Tabel 2"), row from 1, column ("D"; in a Word
    table its number). Row 0 and column "" mean the whole of it."""

    lembar: str
    baris: int = 0
    kolom: str = ""

    def __str__(self) -> str:
        bagian = [self.lembar]
        if self.baris:
            bagian.append(f"baris {self.baris}")
        if self.kolom:
            bagian.append(f"kolom {self.kolom}")
        return ", ".join(bagian)


@dataclass(frozen=True, slots=True)
class Masalah:
    """Something that was not understood. `tingkat`: "galat" (content is missing from the result) or
    "peringatan" (read, but to be looked at); `saran`: what to do."""

    lembar: str
    baris: int
    kolom: str
    tingkat: str
    pesan: str
    saran: str

    @classmethod
    def di(cls, letak: Letak, tingkat: str, pesan: str, saran: str) -> Masalah:
        return cls(letak.lembar, letak.baris, letak.kolom, tingkat, pesan, saran)

    def __str__(self) -> str:
        return f"{Letak(self.lembar, self.baris, self.kolom)}: {self.pesan} {self.saran}"
