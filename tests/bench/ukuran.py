"""What is measured and what comes out of it, as plain data."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any


@dataclass(frozen=True, slots=True)
class Dokumen:
    """A decree of the demo data."""

    kode: str
    nama: str
    satker: str
    tahun: int
    jenis: str


DOKUMEN = (
    Dokumen("alor", "Alor 2026 rb", "5305", 2026, "rb"),
    Dokumen("sumbawa-barat", "Sumbawa Barat 2022 agen", "5207", 2022, "agen"),
)
KELIPATAN = (1, 4)


@dataclass(slots=True)
class Hasil:
    """One engine on one document: seconds of each run, processor seconds of one, peak memory in bytes, pages.

    Ours also: seconds of each stage, and of collecting the garbage afterwards, which is not in `detik`.
    """

    mesin: str
    detik: list[float] = field(default_factory=list)
    tahap: list[dict[str, float]] = field(default_factory=list)
    sampah: list[float] = field(default_factory=list)
    memori: int | None = None
    prosesor: float | None = None
    halaman: int = 0
    galat: str = ""

    @property
    def median(self) -> float:
        return median(self.detik)

    def median_tahap(self) -> dict[str, float]:
        """The median of each stage in seconds; {} when the engine is one whole process."""
        return {nama: median(satu[nama] for satu in self.tahap) for nama in (self.tahap[0] if self.tahap else ())}


@dataclass(slots=True)
class Set:
    """A document at a multiple of its rows, with what each engine made of it. `hasil[0]` is ours."""

    dokumen: Dokumen
    kali: int
    baris: int = 0
    hasil: list[Hasil] = field(default_factory=list)

    @property
    def nama(self) -> str:
        return f"{self.dokumen.kode}-{self.kali}"

    def menurut_mesin(self) -> dict[str, Hasil]:
        """The engines that ran to the end, by name."""
        return {hasil.mesin: hasil for hasil in self.hasil if hasil.detik and not hasil.galat}

    def banding(self) -> float | None:
        """Our time over that of the faster peer; None without a peer."""
        lain = [hasil.median for hasil in self.menurut_mesin().values() if hasil is not self.hasil[0]]
        return self.hasil[0].median / min(lain) if lain else None

    def data(self) -> dict[str, Any]:
        """For the JSON file."""
        return {
            "dokumen": self.dokumen.nama,
            "kali": self.kali,
            "baris": self.baris,
            "banding": self.banding(),
            "hasil": [
                asdict(hasil) | ({"median": hasil.median, "median_tahap": hasil.median_tahap()} if hasil.detik else {})
                for hasil in self.hasil
            ],
        }


def pertumbuhan(sets: list[Set], dokumen: Dokumen) -> dict[str, float]:
    """How many times longer the greatest multiple takes than the smallest, for each engine that did both."""
    kecil, *_, besar = sorted((satu for satu in sets if satu.dokumen == dokumen), key=lambda satu: satu.kali)
    hasil = besar.menurut_mesin()
    return {mesin: hasil[mesin].median / satu.median for mesin, satu in kecil.menurut_mesin().items() if mesin in hasil}
