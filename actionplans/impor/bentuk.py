"""How a file is laid out, and which of the known layouts and numbering schemes that is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from actionplans.impor.petak import Petak
from actionplans.impor.susunan import Susunan
from actionplans.impor.waktu import gaya_kepala_bulan
from areas.isi import TINGKAT_DARI_KELAS, IsiPohon
from areas.penomoran import Skema, beri_nomor, lepas_nomor
from areas.tata_kolom import TataKolom

_SEMU = ("abaikan", "asing", "pic")


@dataclass(frozen=True, slots=True)
class BentukTerbaca:
    """The layout as read.

    `kolom`: kinds from left to right ("nomor:kegiatan", "kegiatan", …, "bulan", "ket"); `baris_judul`: levels in
    heading rows; `tanda`: the usual mark, "arsir" for shading, "" for none; `kepala_bulan`: "angka", "romawi",
    "singkat", "nama" or ""; `nomor`: per level how its first number looks ("1.", "i.", "" for none);
    `bagian`: heads read; `gabung_indikator`: several indikator stood in one cell.
    """

    kolom: tuple[str, ...]
    baris_judul: tuple[str, ...]
    baris_nomor_kolom: bool
    gabung_indikator: bool
    target_waktu: bool
    tanda: str
    kepala_bulan: str
    nomor: Mapping[str, str]
    bagian: int


@dataclass(slots=True)
class Pencatat:
    """Collects what the reader sees."""

    _kolom: Counter[tuple[str, ...]] = field(default_factory=Counter)
    _judul: set[str] = field(default_factory=set)
    _tanda: Counter[str] = field(default_factory=Counter)
    _bulan: Counter[str] = field(default_factory=Counter)
    _nomor_kolom: bool = False
    gabung: bool = False

    def susunan(self, petak: Petak, susunan: Susunan) -> None:
        self._kolom[susunan.urutan()] += 1
        self._nomor_kolom |= susunan.kepala.baris_nomor_kolom
        self._bulan.update(gaya_kepala_bulan(teks) for teks in susunan.kepala.teks_bulan.values())

    def baris_judul(self, tingkat: str) -> None:
        self._judul.add(tingkat)

    def tanda(self, teks: str) -> None:
        self._tanda[teks] += 1

    def bentuk(self, isi: IsiPohon) -> BentukTerbaca:
        kolom = self._kolom.most_common(1)[0][0] if self._kolom else ()
        nomor: dict[str, str] = {}
        for butir in isi.semua():
            tingkat = TINGKAT_DARI_KELAS[type(butir)]
            nomor[tingkat] = nomor.get(tingkat) or butir.nomor_cetak
        return BentukTerbaca(
            kolom=kolom,
            baris_judul=tuple(tingkat for tingkat in ("area", "kegiatan") if tingkat in self._judul),
            baris_nomor_kolom=self._nomor_kolom,
            gabung_indikator=self.gabung,
            target_waktu="target_waktu" in kolom and "bulan" not in kolom,
            tanda=self._tanda.most_common(1)[0][0] if self._tanda else "",
            kepala_bulan=self._bulan.most_common(1)[0][0] if self._bulan else "",
            nomor=nomor,
            bagian=self._kolom.total(),
        )


def pilih_tata_kolom(bentuk: BentukTerbaca, pilihan: Mapping[str, TataKolom]) -> str:
    """The code of the layout that is most like the file's; "" without any to choose from."""
    return max(pilihan, key=lambda kode: _kemiripan(bentuk, pilihan[kode]), default="")


def _kemiripan(bentuk: BentukTerbaca, tata: TataKolom) -> float:
    milik = [f"nomor:{k.tingkat}" if k.jenis == "nomor" else k.jenis for k in tata.kolom]
    terbaca = [satu for satu in bentuk.kolom if satu not in _SEMU]
    if "area" in bentuk.baris_judul:
        terbaca = ["nomor:program" if satu == "nomor:area" and "area" in terbaca else satu for satu in terbaca]
    sama = len(set(milik) & set(terbaca)) / len(set(milik) | set(terbaca))
    urut = [satu for satu in terbaca if satu in milik] == [satu for satu in milik if satu in terbaca]
    sama += 0.2 * urut + 0.3 * (set(bentuk.baris_judul) == set(tata.baris_judul))
    return (
        sama
        + 0.1 * (bentuk.baris_nomor_kolom == tata.baris_nomor_kolom)
        + 0.1 * (bentuk.gabung_indikator == tata.gabung_indikator)
    )


def pilih_skema(isi: IsiPohon, pilihan: Mapping[str, Skema]) -> str:
    """The code of the numbering scheme that explains most of the printed numbers; "" without any."""
    cetak = [butir.nomor for butir in isi.semua()]

    def berbeda(kode: str) -> int:
        for butir in isi.semua():
            butir.nomor = None
        beri_nomor(isi, pilihan[kode])
        return sum(butir.nomor_cetak != (nomor or "") for butir, nomor in zip(isi.semua(), cetak, strict=True))

    terbaik = min(pilihan, key=berbeda, default="")
    for butir, nomor in zip(isi.semua(), cetak, strict=True):
        butir.nomor, butir.nomor_cetak = nomor, nomor or ""
    return terbaik


def pakai_skema(isi: IsiPohon, skema: Skema) -> IsiPohon:
    """Leave as `nomor` only what a scheme does not print itself (in place)."""
    for area in isi.area:
        if area.nomor_program == skema.program.cetak(1, 1):
            area.nomor_program = None
    return lepas_nomor(isi, skema)
