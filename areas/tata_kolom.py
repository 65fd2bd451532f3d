"""Column layouts of the Lampiran: which columns, in which order, under which headings.

A layout is data (fixtures/areas/tata_kolom.yaml). Kinds of columns: `nomor` (number of `tingkat` in a cell of
its own), `area`, `kegiatan`, `sub_kegiatan`, `rincian` (in Zona Integritas: aksi), `indikator` (bukti), `bulan`
(twelve columns 1 … 12), `target_waktu` (the months in words), `ket`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

JENIS_KOLOM = (
    "nomor", "area", "kegiatan", "sub_kegiatan", "rincian", "indikator", "bulan", "target_waktu", "ket",
)  # fmt: skip
TINGKAT_NOMOR = ("area", "program", "kegiatan", "sub_kegiatan", "indikator")
TINGKAT_JUDUL = ("area", "kegiatan")


class TataKolomTidakSah(ValueError):
    """A layout's definition cannot be used; the message says why, in Indonesian."""


@dataclass(frozen=True, slots=True)
class Kolom:
    """One column. `lebar` is its share of the width (for `bulan`: of each of the twelve). `judul` None = its
    heading is the one of the next column, over both."""

    jenis: str
    lebar: float
    judul: str | None = ""
    tingkat: str = ""


@dataclass(frozen=True, slots=True)
class TataKolom:
    """A layout.

    `baris_judul`: levels that stand in heading rows over the whole width; `baris_nomor_kolom`: a row 1 … n under
    the heads; `gabung_indikator`: indikator of a sub-kegiatan with the same months and remark share one row;
    `tanda`: the mark of a planned month; `orientasi`: landscape or portrait.
    """

    kolom: tuple[Kolom, ...]
    baris_judul: tuple[str, ...] = ()
    baris_nomor_kolom: bool = False
    gabung_indikator: bool = False
    tanda: str = "√"
    orientasi: str = "landscape"

    def nomor_sendiri(self, tingkat: str) -> bool:
        """Whether the numbers of `tingkat` have a column of their own."""
        return any(k.jenis == "nomor" and k.tingkat == tingkat for k in self.kolom)

    def ada(self, jenis: str) -> bool:
        return any(k.jenis == jenis for k in self.kolom)

    @classmethod
    def dari_data(cls, data: Mapping[str, Any]) -> TataKolom:
        """Build from the mapping of the fixture.

        Raises:
            TataKolomTidakSah: unknown keys or kinds, no indikator column, a heading that leads nowhere.
        """
        try:
            kolom = tuple(Kolom(**satu) for satu in data.get("kolom", ()))
            lain: dict[str, Any] = {**data, "kolom": kolom, "baris_judul": tuple(data.get("baris_judul", ()))}
            tata = cls(**lain)
        except TypeError as galat:
            raise TataKolomTidakSah(f"Kunci tata kolom tidak dikenal atau kurang: {galat}.") from galat
        tata._periksa()
        return tata

    def _periksa(self) -> None:
        for kolom in self.kolom:
            if kolom.jenis not in JENIS_KOLOM:
                raise TataKolomTidakSah(f"Jenis kolom “{kolom.jenis}” tidak ada. Pilih: {', '.join(JENIS_KOLOM)}.")
            if kolom.jenis == "nomor" and kolom.tingkat not in TINGKAT_NOMOR:
                raise TataKolomTidakSah(f"Kolom nomor memerlukan tingkat: {', '.join(TINGKAT_NOMOR)}.")
            if kolom.lebar <= 0:
                raise TataKolomTidakSah("Lebar kolom harus lebih dari nol.")
        jenis = [kolom.jenis for kolom in self.kolom if kolom.jenis != "nomor"]
        if ganda := next((satu for satu in jenis if jenis.count(satu) > 1), None):
            raise TataKolomTidakSah(f"Kolom “{ganda}” hanya boleh sekali.")
        if not self.ada("indikator"):
            raise TataKolomTidakSah("Tata kolom memerlukan kolom indikator.")
        if self.kolom[-1].judul is None:
            raise TataKolomTidakSah("Kolom terakhir memerlukan judul.")
        if asing := set(self.baris_judul) - set(TINGKAT_JUDUL):
            raise TataKolomTidakSah(f"Baris judul hanya untuk {', '.join(TINGKAT_JUDUL)}, bukan {sorted(asing)}.")
        # Cells as high as an area or kegiatan, which a heading row in between would run through.
        tinggi = [jenis for jenis in ("area", "kegiatan") if self.ada(jenis)]
        tinggi += [satu for satu in ("area", "program") if satu not in self.baris_judul and self.nomor_sendiri(satu)]
        if "kegiatan" in self.baris_judul and tinggi:
            raise TataKolomTidakSah(
                "Kegiatan dalam baris judul tidak dapat bersama kolom area atau kegiatan, atau nomornya."
            )
        if self.orientasi not in ("landscape", "portrait"):
            raise TataKolomTidakSah("Orientasi: landscape atau portrait.")
