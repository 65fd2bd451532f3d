"""Three versions of a plan made one: as exported, as it is now, as the workbook says. Pure.

What only one side changed is taken. What both changed differently is a conflict (`Bentrok`); until somebody chooses,
the portal's stands. Months of a row are added and taken away one by one, as in the editor, so they never conflict.
What the workbook's layout does not show (numbers, notes, lineage) stays as it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from actionplans.beda_pohon import Kunci, kunci_butir, telusur
from actionplans.kembali.padan import Padanan
from areas.bulan import Bulan
from areas.isi import IsiArea, IsiButir, IsiIndikator, IsiPohon, IsiSubKegiatan
from areas.tanda_baris import baku, sidik_butir
from areas.tata_kolom import TataKolom

Tanda = Kunci | int | None
"""A row of either side: its key, of a new row its `id()`; None: no row, above the areas."""

PORTAL, BERKAS = "portal", "berkas"


class Perkara(StrEnum):
    """What two sides can disagree about."""

    MEDAN = "medan"
    """Both changed the same text."""
    LETAK = "letak"
    """Both moved the row, to different places."""
    URUTAN = "urutan"
    """Both put the rows under this one into another order."""
    HAPUS = "hapus"
    """The workbook dropped the row; the portal changed it, or something under it."""
    HILANG = "hilang"
    """The portal deleted the row; the workbook changed it, or something under it."""


@dataclass(frozen=True, slots=True)
class Bentrok:
    """A choice to be made. `kunci` names it in forms, together with what the portal says: what was chosen before the
    portal went on is chosen no more. `portal` and `berkas` are both values of `medan`."""

    kunci: str
    perkara: Perkara
    butir: IsiButir
    pakai: str
    medan: str = ""
    portal: Any = ""
    berkas: Any = ""


@dataclass(slots=True)
class Gabungan:
    """`hasil`: the tree as it will be, rows of the plan under their keys, new ones without. `dihapus`: heads of the
    branches that the workbook dropped and nobody changed, by the name of the choice, with what was chosen.
    `diabaikan`: rows deleted in the portal that the workbook left as they were. `bulan_dibiarkan`: rows whose months
    could not be read."""

    hasil: IsiPohon = field(default_factory=IsiPohon)
    bentrok: list[Bentrok] = field(default_factory=list)
    dihapus: list[tuple[str, IsiButir, str]] = field(default_factory=list)
    diabaikan: list[IsiButir] = field(default_factory=list)
    bulan_dibiarkan: list[IsiButir] = field(default_factory=list)


def gabungkan(
    *,
    dasar: IsiPohon,
    kini: IsiPohon,
    buku: IsiPohon,
    padanan: Padanan,
    tata: TataKolom,
    tahun: int,
    pilihan: Mapping[str, str],
    ragu: Collection[int] = (),
) -> Gabungan:
    """Join the workbook `buku` (keys given by `padan.padankan`) with the plan.

    `pilihan`: what was chosen, by `Bentrok.kunci` (and the keys of `dihapus`): "portal" or "berkas". `ragu`: `id()` of
    rows whose line had something unreadable; their months stay.
    """
    return _Penggabung(dasar, kini, buku, padanan, tata, tahun, pilihan, ragu).jalan()


class _Sisi:
    """One version: every row by its key, and the key of the row above (0 above areas)."""

    def __init__(self, isi: IsiPohon) -> None:
        self.isi = isi
        self.butir: dict[Kunci, IsiButir] = {}
        self.atas: dict[Kunci, Kunci | None] = {}
        self.induk: dict[int, IsiButir | None] = {}
        for area in isi.area:
            self._daftar(area, None)

    def _daftar(self, butir: IsiButir, induk: IsiButir | None) -> None:
        self.induk[id(butir)] = induk
        if butir.id is not None:
            self.butir[kunci_butir(butir)] = butir
            self.atas[kunci_butir(butir)] = kunci_butir(induk) if induk is not None and induk.id is not None else None
        for anak in getattr(butir, "anak", ()):
            self._daftar(anak, butir)

    def anak(self, induk: Kunci | None) -> Sequence[IsiButir]:
        if induk is None:
            return self.isi.area
        return getattr(self.butir.get(induk), "anak", ())


class _Penggabung:
    def __init__(
        self, dasar: IsiPohon, kini: IsiPohon, buku: IsiPohon, padanan: Padanan, tata: TataKolom, tahun: int,
        pilihan: Mapping[str, str], ragu: Collection[int],
    ) -> None:  # fmt: skip
        self.padanan, self.tata, self.tahun, self.pilihan, self.ragu = padanan, tata, tahun, pilihan, ragu
        self.dasar, self.kini = _Sisi(dasar), _Sisi(kini)
        dikenal = {*self.dasar.butir, *self.kini.butir}
        for butir in buku.semua():
            if butir.id is not None and kunci_butir(butir) not in dikenal:
                butir.id = None  # the mark of another plan: a row pasted in
        self.buku = _Sisi(buku)
        self.hasil = Gabungan()
        self.dibuang: set[int] = set()
        self.hapus: set[Kunci] = set()
        self.baru: dict[int, IsiButir] = {}

    def jalan(self) -> Gabungan:
        for area in self.buku.isi.area:
            self._periksa_hilang(area)
        for area in self.kini.isi.area:
            self._periksa_hapus(area)
        self.hasil.hasil.area = self._susun(None)  # type: ignore[assignment]
        return self.hasil

    # which rows stay

    def _periksa_hilang(self, butir: IsiButir) -> None:
        """Rows of the workbook that the portal deleted: forgotten, or made new."""
        if butir.id is None or kunci_butir(butir) in self.kini.butir:
            for anak in getattr(butir, "anak", ()):
                self._periksa_hilang(anak)
            return
        cabang, tetap = _belah(butir, lambda satu: satu.id is not None and kunci_butir(satu) in self.kini.butir)
        pakai = PORTAL
        if any(satu.id is None or not self._utuh(satu) for satu in cabang):
            pakai = self._bentrok(Perkara.HILANG, butir)
        else:
            self.hasil.diabaikan.append(butir)
        for satu in cabang:
            if pakai == BERKAS:
                satu.id = None
            else:
                self.dibuang.add(id(satu))
        for satu in tetap:
            self._periksa_hilang(satu)

    def _periksa_hapus(self, butir: IsiButir) -> None:
        """Rows of the plan that the workbook dropped."""
        kunci = kunci_butir(butir)
        if kunci in self.buku.butir or kunci not in self.dasar.butir:
            for anak in getattr(butir, "anak", ()):
                self._periksa_hapus(anak)
            return
        cabang, dibuku = _belah(butir, lambda satu: kunci_butir(satu) in self.buku.butir)
        ditahan = any(self._induk_tujuan(kunci_butir(satu)) == self.kini.atas[kunci_butir(satu)] for satu in dibuku)
        if ditahan or any(self._diubah_portal(satu) for satu in cabang):
            pakai = self._bentrok(Perkara.HAPUS, butir, portal=butir)
        else:
            nama = _nama(butir, Perkara.HAPUS)
            pakai = self.pilihan.get(nama, BERKAS)
            self.hasil.dihapus.append((nama, butir, pakai))
        if pakai == BERKAS:
            self.hapus |= {kunci_butir(satu) for satu in cabang}
            # What the portal moved into the branch goes with it: that is what was chosen.
            self.hapus |= {
                kunci_butir(anak)
                for satu in dibuku
                if self._induk_tujuan(kunci_butir(satu)) == self.kini.atas[kunci_butir(satu)]
                for anak in telusur(satu)
            }
        for satu in dibuku:
            if kunci_butir(satu) not in self.hapus:
                for anak in getattr(satu, "anak", ()):
                    self._periksa_hapus(anak)

    def _diubah_portal(self, butir: IsiButir) -> bool:
        """Whether a row is not what it was when exported."""
        kunci = kunci_butir(butir)
        lama = self.dasar.butir.get(kunci)
        if lama is None or self.kini.atas[kunci] != self.dasar.atas[kunci]:
            return True
        return any(getattr(butir, medan) != getattr(lama, medan) for medan in _medan_semua(butir))

    def _utuh(self, butir: IsiButir) -> bool:
        return self.padanan.utuh(butir, self.tata, self.tahun)

    # where they stand

    def _induk_tujuan(self, kunci: Kunci) -> Tanda:
        """Under which row a row of the plan will stand; None: an area."""
        kini = self.kini.atas[kunci]
        di_buku = self.buku.butir.get(kunci)
        induk = self.buku.induk[id(di_buku)] if di_buku is not None else None
        if induk is None or id(induk) in self.dibuang:
            return kini
        buku = _tanda(induk)
        dasar = self.dasar.atas.get(kunci, kini)
        if buku in (dasar, kini):
            return kini
        if dasar == kini or self._bentrok(Perkara.LETAK, self.kini.butir[kunci], portal=kini) == BERKAS:
            return buku
        return kini

    def _susun(self, induk: Tanda) -> list[IsiButir]:
        """The rows under one row of the result; None: the areas."""
        di_buku: IsiButir | None = None
        if isinstance(induk, int):
            di_buku = self.baru[induk]
        elif induk is not None:
            di_buku = self.buku.butir.get(induk)
        anak_buku = self.buku.isi.area if induk is None else getattr(di_buku, "anak", ())
        anak_portal = [] if isinstance(induk, int) else self.kini.anak(induk)
        buku, portal = self._milik(anak_buku, induk), self._milik(anak_portal, induk)
        urut = _sisipkan(buku, portal) if self._urutan_buku(induk, buku, portal) else _sisipkan(portal, buku)
        return [self._butir_baru(satu) if isinstance(satu, int) else self._butir_ada(satu) for satu in urut]

    def _milik(self, anak: Iterable[IsiButir], induk: Tanda) -> list[Kunci | int]:
        """Those of one side's rows that are to stand under `induk`, in its order."""
        hasil: list[Kunci | int] = []
        for satu in anak:
            tanda = _tanda(satu)
            if isinstance(tanda, int):
                if id(satu) not in self.dibuang:
                    self.baru[tanda] = satu
                    hasil.append(tanda)
            elif tanda in self.kini.butir and tanda not in self.hapus and self._induk_tujuan(tanda) == induk:
                hasil.append(tanda)
        return hasil

    def _urutan_buku(self, induk: Tanda, buku: Sequence[Kunci | int], portal: Sequence[Kunci | int]) -> bool:
        """Whether the workbook's order goes: it put rows into another order than they had."""
        if isinstance(induk, int):
            return True
        lama = [_tanda(satu) for satu in self.dasar.anak(induk)]
        bersama = set(lama) & set(buku) & set(portal)
        semula, di_buku, di_portal = ([satu for satu in sisi if satu in bersama] for sisi in (lama, buku, portal))
        if di_buku in (semula, di_portal):
            return False
        atas = self.kini.butir[induk] if induk else self.kini.isi.area[0]
        return di_portal == semula or self._bentrok(Perkara.URUTAN, atas, portal=di_portal) == BERKAS

    # what they say

    def _butir_baru(self, tanda: int) -> IsiButir:
        asli = self.baru[tanda]
        satu = replace(asli, id=None, nomor=None, nomor_cetak="", revisi=1, **_milik_sendiri(asli))
        if isinstance(satu, IsiArea):
            satu.nomor_program, satu.nomor_program_cetak = None, ""
        if hasattr(satu, "anak"):
            satu.anak = self._susun(tanda)
        return satu

    def _butir_ada(self, kunci: Kunci) -> IsiButir:
        asli = self.kini.butir[kunci]
        satu = replace(asli, **_milik_sendiri(asli))
        di_buku = self.buku.butir.get(kunci)
        if di_buku is not None and not self._utuh(di_buku):
            self._gabung_isi(satu, di_buku)
        if hasattr(satu, "anak"):
            satu.anak = self._susun(kunci)
        return satu

    def _gabung_isi(self, satu: IsiButir, di_buku: IsiButir) -> None:
        kunci = kunci_butir(satu)
        lama = self.dasar.butir.get(kunci)
        tanda = self.padanan.tanda[id(di_buku)]
        if lama is not None and sidik_butir(lama, self.tata, self.tahun) != tanda.sidik:
            # The row printed something else than the journal can tell. Nobody touched it: its layout has changed, and
            # what differs is the workbook's. Else every difference is for a person to decide.
            lama = self.kini.butir[kunci] if tanda.revisi == satu.revisi else None
        asli = self.kini.butir[kunci]
        buku, kini = nilai_cetak(di_buku, self.tata), nilai_cetak(asli, self.tata)
        dasar = nilai_cetak(lama, self.tata) if lama is not None else {}
        hasil = dict(kini)
        for medan, nilai in buku.items():
            if _sama(nilai, kini[medan]) or (medan in dasar and _sama(nilai, dasar[medan])):
                continue
            hanya_buku = medan in dasar and _sama(kini[medan], dasar[medan])
            if hanya_buku or self._bentrok(Perkara.MEDAN, asli, medan, kini[medan], nilai) == BERKAS:
                hasil[medan] = nilai
        _tulis(satu, hasil, self.tata)
        if isinstance(satu, IsiIndikator) and isinstance(di_buku, IsiIndikator):
            # Setting months is no revision, and the journal tells them whatever the layout prints.
            semula = self.dasar.butir.get(kunci)
            self._gabung_bulan(satu, di_buku, semula if isinstance(semula, IsiIndikator) else satu)

    def _gabung_bulan(self, satu: IsiIndikator, di_buku: IsiIndikator, lama: IsiIndikator) -> None:
        semua = self.tata.ada("target_waktu")

        def tampak(bulan: Iterable[Bulan]) -> set[Bulan]:
            return {b for b in bulan if semua or b.tahun == self.tahun}

        tambah, kurang = set(di_buku.bulan) - tampak(lama.bulan), tampak(lama.bulan) - set(di_buku.bulan)
        if (tambah or kurang) and id(di_buku) in self.ragu:
            self.hasil.bulan_dibiarkan.append(di_buku)
            return
        satu.bulan = tuple(sorted((set(satu.bulan) | tambah) - kurang))

    def _bentrok(self, perkara: Perkara, butir: IsiButir, medan: str = "", portal: Any = "", berkas: Any = "") -> str:
        """Put a choice before the person (once); what was chosen, by default the portal's. `portal`: all that the
        choice would overwrite."""
        nama = f"{_nama(butir, perkara, medan)}-{hashlib.sha256(repr(portal).encode()).hexdigest()[:8]}"
        pakai = self.pilihan.get(nama, PORTAL)
        if all(satu.kunci != nama for satu in self.hasil.bentrok):
            self.hasil.bentrok.append(Bentrok(nama, perkara, butir, pakai, medan, portal, berkas))
        return pakai


def _tanda(butir: IsiButir) -> Kunci | int:
    """A name for a row on any side: its key, or of a new row itself."""
    return kunci_butir(butir) if butir.id is not None else id(butir)


def _belah(butir: IsiButir, batas: Callable[[IsiButir], bool]) -> tuple[list[IsiButir], list[IsiButir]]:
    """A branch without the branches in it whose head is `batas`, and those heads."""
    dalam, luar = [butir], []
    for anak in getattr(butir, "anak", ()):
        if batas(anak):
            luar.append(anak)
        else:
            satu, lain = _belah(anak, batas)
            dalam += satu
            luar += lain
    return dalam, luar


def nilai_cetak(butir: IsiButir, tata: TataKolom) -> dict[str, Any]:
    """What the layout prints of a row's own fields, months apart. `program` is what the area column says."""
    hasil: dict[str, Any] = {}
    if not isinstance(butir, IsiArea) or "area" in tata.baris_judul:
        hasil["uraian"] = butir.uraian
    if isinstance(butir, IsiArea) and tata.ada("area"):
        hasil["program"] = butir.program or butir.uraian
    hasil |= {"pic": butir.pic, "keterangan_pic": butir.keterangan_pic}
    if isinstance(butir, IsiSubKegiatan) and tata.ada("rincian"):
        hasil["rincian"] = butir.rincian
    if isinstance(butir, IsiIndikator) and tata.ada("ket"):
        hasil["ket"] = butir.ket
    return hasil


def _tulis(butir: IsiButir, nilai: Mapping[str, Any], tata: TataKolom) -> None:
    for medan, isi in nilai.items():
        if medan != "program":
            setattr(butir, medan, deepcopy(isi))
    if isinstance(butir, IsiArea) and "program" in nilai:
        if "area" not in tata.baris_judul and not butir.program:
            butir.uraian = nilai["program"]
        else:
            butir.program = "" if _sama(nilai["program"], butir.uraian) else nilai["program"]


def _sama(kiri: Any, kanan: Any) -> bool:
    if isinstance(kiri, list):
        return [baku(satu) for satu in kiri] == [baku(satu) for satu in kanan]
    return baku(kiri) == baku(kanan)


def _medan_semua(butir: IsiButir) -> tuple[str, ...]:
    medan = ("uraian", "nomor", "pic", "keterangan_pic")
    if isinstance(butir, IsiArea):
        return (*medan, "program", "nomor_program")
    if isinstance(butir, IsiSubKegiatan):
        return (*medan, "rincian")
    return (*medan, "ket", "bulan") if isinstance(butir, IsiIndikator) else medan


def _milik_sendiri(butir: IsiButir) -> dict[str, Any]:
    """What a copy of a row must not share with it."""
    return {"pic": list(butir.pic)} | ({"anak": []} if hasattr(butir, "anak") else {})


def _nama(butir: IsiButir, perkara: Perkara, medan: str = "") -> str:
    return "-".join((*map(str, kunci_butir(butir)), perkara, *([medan] if medan else [])))


def _sisipkan(utama: Sequence[Kunci | int], lain: Sequence[Kunci | int]) -> list[Kunci | int]:
    """`utama` with what only `lain` has, each after the row that it follows there."""
    hasil = list(utama)
    ada = set(hasil)
    tempat = 0
    for satu in lain:
        if satu in ada:
            tempat = hasil.index(satu) + 1
        else:
            hasil.insert(tempat, satu)
            ada.add(satu)
            tempat += 1
    return hasil
