"""What each column of a table holds, told by its head and by its content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from actionplans.impor.kepala import Kepala
from actionplans.impor.label import baca_label
from actionplans.impor.petak import Petak
from actionplans.impor.sel import Sel

TINGKAT = ("area", "kegiatan", "sub_kegiatan", "indikator")
TEKS = ("area", "kegiatan", "sub_kegiatan", "rincian", "indikator", "target_waktu", "ket", "pic")
_CUKUP_NOMOR = 0.6
"""Share of a column's cells that must be numbers for it to be a column of numbers."""


@dataclass(slots=True)
class Susunan:
    """The columns of a table: kind → column, level → column of its numbers, month column → months."""

    kepala: Kepala
    teks: dict[str, int] = field(default_factory=dict)
    nomor: dict[str, int] = field(default_factory=dict)
    bulan: dict[int, tuple[int, ...]] = field(default_factory=dict)
    asing: dict[int, str] = field(default_factory=dict)
    nomor_berjalan: bool = False
    """The number column counts rows, not areas; it is not read."""

    def peran(self, kolom: int) -> str:
        """What a column is for: a kind of TEKS, "bulan", "nomor" or ""."""
        if kolom in self.bulan:
            return "bulan"
        if kolom in self.nomor.values():
            return "nomor"
        return next((jenis for jenis, satu in self.teks.items() if satu == kolom), "")

    def urutan(self) -> tuple[str, ...]:
        """The kinds from left to right, "nomor:kegiatan" for numbers, the months as one."""
        tempat = {kolom: jenis for jenis, kolom in self.teks.items()}
        tempat |= {kolom: f"nomor:{tingkat}" for tingkat, kolom in self.nomor.items()}
        if self.bulan:
            tempat[min(self.bulan)] = "bulan"
        return tuple(tempat[kolom] for kolom in sorted(tempat))


BarisPetak = tuple[Petak, int]
"""A row of a table."""


def susun(kepala: Kepala, baris: Sequence[BarisPetak]) -> Susunan:
    """Tell the columns below a head, by the rows that follow it wherever it is repeated."""
    susunan = Susunan(kepala, bulan=dict(kepala.bulan))
    nomor: list[int] = []
    for kolom, jenis in sorted(kepala.jenis.items()):
        if jenis == "nomor":
            nomor.append(kolom)
        elif jenis == "asing":
            susunan.asing[kolom] = kepala.judul[kolom]
        elif jenis != "abaikan":
            susunan.teks[jenis] = kolom
    dipakai = {k for kolom in kepala.jenis for k in range(kolom, kolom + kepala.rentang[kolom])} | set(susunan.bulan)
    isi = _Isi([satu for satu in baris if not _calon_judul(*satu, susunan)])
    for jenis, kolom in list(susunan.teks.items()):
        if jenis in TINGKAT:
            _rentang_kepala(susunan, nomor, isi, jenis, kolom)
    kanan = kepala.kolom_kanan
    ada = {sel.kolom for petak, satu in baris for sel in petak.berteks(satu)}
    tanpa_judul = [k for k in range(kanan + 1) if k not in dipakai and k in ada]
    _tanpa_judul(susunan, nomor, isi, tanpa_judul)
    _tempatkan_nomor(susunan, sorted(set(nomor)))
    _nomor_berjalan(susunan, baris)
    return susunan


class _Isi:
    """The texts below each column."""

    def __init__(self, baris: Sequence[BarisPetak]) -> None:
        self._teks: dict[int, list[str]] = {}
        for petak, satu in baris:
            for sel in petak.berteks(satu):
                if sel.rentang_kolom <= 2:
                    self._teks.setdefault(sel.kolom, []).append(sel.teks)

    def berteks(self, kolom: int) -> int:
        return len(self._teks.get(kolom, ()))

    def bernomor(self, kolom: int) -> bool:
        """Whether a column has numbers (almost) only."""
        teks = self._teks.get(kolom, ())
        return bool(teks) and sum(baca_label(satu) is not None for satu in teks) >= _CUKUP_NOMOR * len(teks)


def _calon_judul(petak: Petak, baris: int, susunan: Susunan) -> bool:
    """Whether a row has but one text besides numbers: a heading row, perhaps."""
    berteks = [sel for sel in petak.berteks(baris) if sel.kolom not in susunan.bulan]
    return sum(baca_label(sel.teks) is None for sel in berteks) <= 1


def _rentang_kepala(susunan: Susunan, nomor: list[int], isi: _Isi, jenis: str, kolom: int) -> None:
    """A head over two columns, or over the column of numbers alone: find where the texts stand."""
    lebar = susunan.kepala.rentang[kolom]
    berikut = kolom + lebar
    kosong = berikut not in susunan.kepala.jenis and berikut not in susunan.bulan
    if lebar == 1 and isi.bernomor(kolom) and kosong and isi.berteks(berikut) and not isi.bernomor(berikut):
        lebar = 2
    if lebar == 1:
        return
    kolom_kolom = range(kolom, kolom + lebar)
    teks = [k for k in kolom_kolom if isi.berteks(k) and not isi.bernomor(k)]
    utama = max(teks, key=isi.berteks, default=kolom_kolom[-1])
    susunan.teks[jenis] = utama
    nomor += [k for k in kolom_kolom if k < utama and (isi.bernomor(k) or not isi.berteks(k))]


def _tanpa_judul(susunan: Susunan, nomor: list[int], isi: _Isi, kolom_kolom: list[int]) -> None:
    """Columns without head: numbers, or the texts of a level that has none of its own."""
    teks = []
    terpakai = set(susunan.teks.values()) | set(nomor)
    for kolom in kolom_kolom:
        if kolom in terpakai:
            continue
        if isi.bernomor(kolom) or not isi.berteks(kolom):
            nomor.append(kolom)
        else:
            teks.append(kolom)
    batas = susunan.teks.get("indikator", susunan.kepala.kolom_kanan)
    calon = [t for t in ("sub_kegiatan", "kegiatan", "area") if t not in susunan.teks]
    tetap = min((k for t, k in susunan.teks.items() if t in TINGKAT and t != "indikator"), default=batas)
    for kolom in reversed([k for k in teks if k < batas]):
        kurang = [t for t in calon if kolom < tetap or t == "sub_kegiatan"]
        if kurang:
            calon.remove(kurang[0])
            susunan.teks[kurang[0]] = kolom
            tetap = min(tetap, kolom)
        else:
            susunan.asing[kolom] = ""


def _tempatkan_nomor(susunan: Susunan, nomor: list[int]) -> None:
    """Give each column of numbers the level of the text column that follows it; several in a row belong, from the
    right, to it and to the levels above it."""
    teks = sorted((kolom, jenis) for jenis, kolom in susunan.teks.items())
    sisa = [kolom for kolom in nomor if kolom not in susunan.teks.values()]
    sebelum = -1
    for kolom, jenis in teks:
        milik = [k for k in sisa if sebelum < k < kolom]
        sebelum = kolom
        if jenis not in TINGKAT or not milik:
            continue
        tingkat = TINGKAT.index(jenis)
        for satu in reversed(milik):
            while tingkat >= 0 and (TINGKAT[tingkat] in susunan.nomor):
                tingkat -= 1
            if tingkat < 0:
                break
            susunan.nomor[TINGKAT[tingkat]] = satu
            tingkat -= 1


def _nomor_berjalan(susunan: Susunan, baris: Sequence[BarisPetak]) -> None:
    """A number column before the areas may count the rows instead: it has numbers where no area begins."""
    nomor, area = susunan.nomor.get("area"), susunan.teks.get("area")
    if nomor is None or area is None:
        return
    tanpa_area = 0
    for petak, satu in baris:
        sel, di_area = petak.di(satu, nomor), petak.di(satu, area)
        if sel and sel.baris == satu and baca_label(sel.teks) and sel is not di_area:
            tanpa_area += not (di_area and di_area.baris == satu and di_area.teks)
    susunan.nomor_berjalan = tanpa_area > 2


def sel_teks(petak: Petak, susunan: Susunan, baris: int, jenis: str) -> tuple[Sel | None, bool]:
    """The cell of a kind in a row, and whether it begins there. A cell that covers numbers and text is the text."""
    kolom = susunan.teks.get(jenis)
    sel = None if kolom is None else petak.di(baris, kolom)
    if sel is None or kolom is None:
        return None, False
    if sel.kolom != kolom and any(susunan.peran(k) != "nomor" for k in range(sel.kolom, kolom)):
        return None, False
    return sel, sel.baris == baris


def peran_tertutup(susunan: Susunan, sel: Sel) -> Iterator[str]:
    """The kinds of the columns that a cell covers, numbers left out, the months once."""
    terlihat = set()
    for kolom in range(sel.kolom, sel.kolom + sel.rentang_kolom):
        peran = susunan.peran(kolom)
        if peran not in ("", "nomor") and peran not in terlihat:
            terlihat.add(peran)
            yield peran
