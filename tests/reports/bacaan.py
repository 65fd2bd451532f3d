"""The four decrees as a person read them off the scans (tests/data/pindaian): what the print must show.

The readings know nothing of the product's fixtures: they were made cell by cell from the scans, and
`test_bacaan.py` holds them against the scans, word for word.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

PINDAIAN = Path(__file__).parents[1] / "data" / "pindaian"
BULAN = tuple(str(bulan) for bulan in range(1, 13))
KOLOM = (
    "judul", "no", "area", "kegiatan", "sub_kegiatan", "rincian", "indikator", *BULAN, "target_waktu", "ket",
)  # fmt: skip
_BAGIAN = {"=== LAMPIRAN": "lampiran", "=== AKHIR": "akhir"}


def rapat(teks: str) -> str:
    """A text without white space and italics markers: how it compares with a print that wraps elsewhere."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", teks)).replace("*", "")


def kata(teks: str) -> Counter[str]:
    """The words of a scan or reading, without what a scanner's reader puts between them."""
    teks = re.sub(r"</?[a-z]+[^>]*>", " ", teks)
    teks = unicodedata.normalize("NFC", teks).replace("*", " ").replace("☐", " ")
    return Counter(satu for satu in teks.split() if satu != "√")


@dataclass(frozen=True)
class Bacaan:
    """One decree. `kolom` names the reading's column of each printed column; `kepala` are the heads as printed,
    one tuple a line, from left to right."""

    nama: str
    satker: str
    tahun: int
    jenis: str
    kolom: tuple[str, ...]
    kepala: tuple[tuple[str, ...], ...]

    def berkas(self, akhiran: str) -> str:
        return (PINDAIAN / f"{self.nama}{akhiran}").read_text(encoding="utf-8")

    @cached_property
    def baris(self) -> tuple[dict[str, str], ...]:
        """The rows of the table as they stood on paper."""
        kepala, *isi = (baris.split("\t") for baris in self.berkas(".tsv").splitlines())
        if tuple(kepala) != KOLOM:
            raise ValueError(f"{self.nama}.tsv: kepala kolom lain daripada {KOLOM}")
        lebar = len(KOLOM)
        return tuple(dict(zip(KOLOM, [*map(str.strip, sel), *[""] * (lebar - len(sel))], strict=True)) for sel in isi)

    @cached_property
    def bagian(self) -> dict[str, tuple[str, ...]]:
        """The lines around the table: `keputusan`, `lampiran` (before the table), `akhir` (after it)."""
        hasil: dict[str, list[str]] = {"keputusan": [], "lampiran": [], "akhir": []}
        kini = "keputusan"
        for baris in filter(None, map(str.strip, self.berkas(".keputusan.txt").splitlines())):
            if baris in _BAGIAN:
                kini = _BAGIAN[baris]
            else:
                hasil[kini].append(baris)
        return {nama: tuple(isi) for nama, isi in hasil.items()}

    def tegak(self, bentuk: str) -> str:
        """What stands on the portrait pages, without white space. The scans are copies; an original ("naskah") has
        neither the stamp SALINAN nor the block of the salinan, and room for the signature instead of "ttd."."""
        return rapat(" ".join(_naskah(self.bagian["keputusan"]) if bentuk == "naskah" else self.bagian["keputusan"]))

    def akhir(self, bentuk: str) -> set[str]:
        """The signature blocks below the table, without white space (left or right, either may come first)."""
        return blok(_naskah(self.bagian["akhir"]) if bentuk == "naskah" else self.bagian["akhir"])

    @cached_property
    def koreksi(self) -> list[dict[str, Any]]:
        """Every deviation of the reading from the scan."""
        isi: list[dict[str, Any]] = yaml.safe_load(self.berkas(".koreksi.yaml"))
        return isi

    @property
    def bersambung(self) -> bool:
        """Whether the scan has kata penyambung at the feet of its pages."""
        return any("kata penyambung" in satu["sebab"] for satu in self.koreksi)

    def teks_kolom(self, kolom: str) -> str:
        """All of a column, from the first row to the last, without white space."""
        return "".join(rapat(baris[kolom]) for baris in self.baris)

    def letak(self, kolom: str) -> list[int]:
        """Where each row begins in `teks_kolom`."""
        hasil, posisi = [], 0
        for baris in self.baris:
            hasil.append(posisi)
            posisi += len(rapat(baris[kolom]))
        return hasil

    def bulan(self, baris: dict[str, str]) -> frozenset[int]:
        return frozenset(int(bulan) for bulan in BULAN if baris[bulan])

    def semua_kata(self) -> Counter[str]:
        """Every word of the reading."""
        potongan: Iterable[str] = (
            *(baris for bagian in self.bagian.values() for baris in bagian),
            *(sel for baris in self.baris for sel in baris.values()),
        )
        return sum(map(kata, potongan), Counter())


def blok(baris: Iterable[str]) -> set[str]:
    """Signature blocks: a new one begins at the words of the salinan and at place and date."""
    hasil: list[str] = []
    for satu in baris:
        if not hasil or satu.startswith(("Salinan ", "Ditetapkan ")):
            hasil.append("")
        hasil[-1] += rapat(satu)
    return set(hasil)


def _naskah(baris: Iterable[str]) -> list[str]:
    hasil, disalin = [], False
    for satu in baris:
        disalin = satu.startswith("Salinan ") or (disalin and not satu.startswith("Ditetapkan "))
        if not disalin and satu not in ("SALINAN", "ttd", "ttd."):
            hasil.append(satu)
    return hasil


BACAAN = {
    bacaan.nama: bacaan
    for bacaan in (
        Bacaan(
            "sumbawa-barat-2022-agen", "52.07", 2022, "agen",
            ("no", "area", "kegiatan", "sub_kegiatan", "rincian", *BULAN, "indikator"),
            (("No", "Program Kegiatan", "Kegiatan", "Sub Kegiatan", "Rincian Kegiatan", "Pelaksanaan Bulan",
              "Indikator Keberhasilan"), BULAN),
        ),
        Bacaan(
            "kubu-raya-2022-rb", "61.12", 2022, "rb",
            ("no", "area", "kegiatan", "sub_kegiatan", "indikator", *BULAN, "ket"),
            (("No", "AREA PERUBAHAN", "KEGIATAN", "SUB KEGIATAN", "INDIKATOR KEBERHASILAN",
              "PELAKSANAAN (BULAN)", "KET"), BULAN, tuple(str(nomor) for nomor in range(1, 19))),
        ),
        Bacaan(
            "alor-2026-rb", "53.05", 2026, "rb",
            ("no", "area", "kegiatan", "kegiatan", "sub_kegiatan", "sub_kegiatan", "indikator", *BULAN, "ket"),
            (("NO.", "AREA PERUBAHAN", "KEGIATAN", "SUB KEGIATAN", "INDIKATOR KEBERHASILAN",
              "PELAKSANAAN (BULAN)", "KET."), BULAN),
        ),
        Bacaan(
            "bangka-barat-2026-zi", "19.05", 2026, "zi",
            ("judul", "judul", "sub_kegiatan", "sub_kegiatan", "rincian", "indikator", "target_waktu"),
            (("Aksi", "Bukti", "Target Waktu"),),
        ),
    )
}  # fmt: skip
