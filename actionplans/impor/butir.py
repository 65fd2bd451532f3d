"""From rows to the tree: what begins, what continues above, what belongs together."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from actionplans.impor.baris import Judul, tanpa_lanjutan
from actionplans.impor.bentuk import Pencatat
from actionplans.impor.jadwal import baca_jadwal
from actionplans.impor.label import Label, baca_label, berupa_daftar, pisah_label, pisah_poin
from actionplans.impor.masalah import GALAT, PERINGATAN, Letak, Masalah
from actionplans.impor.petak import Petak
from actionplans.impor.pic import PengenalPic
from actionplans.impor.pic_kolom import KolomPic
from actionplans.impor.sel import Sel
from actionplans.impor.susunan import Susunan, sel_teks
from areas.isi import IsiArea, IsiButir, IsiIndikator, IsiKegiatan, IsiPohon, IsiSubKegiatan

_SEBUTAN = {"area": "area", "kegiatan": "kegiatan", "sub_kegiatan": "sub-kegiatan", "indikator": "indikator"}
_ISI = ("area", "kegiatan", "sub_kegiatan", "rincian", "indikator")
_BERNOMOR = 0.3
"""Share of a column's texts that must begin with a number for bare digits ("1 Perencanaan") to be numbers."""


@dataclass(slots=True)
class _Terurai:
    """A cell's text taken apart."""

    uraian: str
    nomor: str
    pic: list[str]
    keterangan: str
    label: Label | None = None

    def ke(self, butir: IsiButir) -> None:
        butir.uraian, butir.nomor, butir.nomor_cetak = self.uraian, self.nomor, self.nomor
        butir.pic, butir.keterangan_pic = self.pic, self.keterangan


@dataclass(slots=True)
class Penulis:
    """Writes the tree row by row; `area`, `kegiatan`, `sub` and `indikator` are those under the hand."""

    tahun: int
    pengenal: PengenalPic
    masalah: list[Masalah]
    catatan: Pencatat
    tanda_teks: bool = False
    pohon: IsiPohon = field(default_factory=IsiPohon)
    area: IsiArea | None = None
    kegiatan: IsiKegiatan | None = None
    sub: IsiSubKegiatan | None = None
    indikator: list[IsiIndikator] = field(default_factory=list)
    _letak: dict[int, Letak] = field(default_factory=dict)
    _label: dict[str, Label | None] = field(default_factory=dict)
    _pic: KolomPic = field(default_factory=KolomPic)
    _petak: Petak = None  # type: ignore[assignment]
    _susunan: Susunan = None  # type: ignore[assignment]
    _polos: set[str] = field(default_factory=set)
    _datar: set[str] = field(default_factory=set)
    _area_judul: bool = False
    _pertama: bool = False
    _terlapor: set[tuple] = field(default_factory=set)

    def mulai(self, petak: Petak, susunan: Susunan, baris: Sequence[int], *, lanjutan: bool) -> None:
        """A new part: its columns and rows, and whether parts came before it."""
        self._petak, self._susunan, self._pertama = petak, susunan, lanjutan
        self._datar = {tingkat for tingkat in ("area", "kegiatan", "sub_kegiatan") if self._tanpa_celah(baris, tingkat)}

    def pelajari_nomor(self, teks: Mapping[str, Sequence[str]]) -> None:
        """Learn from all texts of each level's column whether bare digits before them are numbers."""
        for tingkat, daftar in teks.items():
            label = [pisah_label(satu, polos=True)[0] for satu in daftar]
            berurutan = any(kiri and kanan and kanan.menyusul(kiri) for kiri, kanan in itertools.pairwise(label))
            if berurutan or sum(satu is not None for satu in label) >= _BERNOMOR * len(label):
                self._polos.add(tingkat)

    def lapor(self, letak: Letak, tingkat: str, pesan: str, saran: str) -> None:
        self.masalah.append(Masalah.di(letak, tingkat, pesan, saran))

    def sudah_dilapor(self, kunci: tuple) -> bool:
        """Whether this was told before; from now on it is."""
        if kunci in self._terlapor:
            return True
        self._terlapor.add(kunci)
        return False

    def selesai(self) -> tuple[IsiPohon, list[Letak]]:
        """The tree, and where each of its rows was read."""
        self._pic.bagikan(self.pengenal)
        return self.pohon, [self._letak[id(butir)] for butir in self.pohon.semua()]

    def area_luar(self, label: Label | None, teks: str, letak: Letak) -> None:
        """The area that a title above the table names."""
        urai = self._urai("area", teks, label.teks if label else "")
        if not (self.area and self._sama(self.area.uraian, urai.uraian)):
            self._area_baru(urai, letak)
        self._area_judul = True

    def judul(self, judul: Judul) -> None:
        """A heading row."""
        tingkat = judul.jadi
        letak = self._petak.tabel.letak(judul.sel.baris, judul.sel.kolom)
        urai = self._urai(tingkat, tanpa_lanjutan(judul.teks), judul.label)
        urai.nomor = judul.label
        if tingkat == "area":
            if not (self.area and self._sama(self.area.uraian, urai.uraian) and urai.nomor in ("", self.area.nomor)):
                self._area_baru(urai, letak)
            self._area_judul = True
        elif not (self._pertama and self.kegiatan and self._sama(self.kegiatan.uraian, urai.uraian)):
            self._kegiatan_baru(urai, letak)

    def baris(self, baris: int) -> None:
        """A row of content."""
        teks = {jenis: self._teks(baris, jenis) for jenis in _ISI}
        if not any(teks.values()) and not self._ada_jadwal(baris):
            return
        baru = False
        mulai: list[IsiButir] = []
        if teks["area"] and self._tulis_area(baris, teks["area"]):
            baru = True
            mulai += [self.area] if self.area else []
        if teks["kegiatan"] and (baru or not self._lanjut("kegiatan", self.kegiatan, baris, teks["kegiatan"])):
            self._kegiatan_baru(self._urai_sel("kegiatan", baris, teks["kegiatan"]), self._tempat(baris, "kegiatan"))
            baru = True
            mulai += [self.kegiatan] if self.kegiatan else []
        if teks["sub_kegiatan"] and (baru or not self._lanjut("sub_kegiatan", self.sub, baris, teks["sub_kegiatan"])):
            urai = self._urai_sel("sub_kegiatan", baris, teks["sub_kegiatan"])
            self._sub_baru(urai, self._tempat(baris, "sub_kegiatan"))
            baru = True
            mulai += [self.sub] if self.sub else []
        if teks["rincian"]:
            self._tulis_rincian(baris, teks["rincian"])
        self._tulis_indikator(baris, teks["indikator"], atas_baru=baru)
        self._pic.catat(self._petak, self._susunan, baris, mulai, self.indikator if teks["indikator"] else [])
        self._pertama = False

    # levels

    def _tulis_area(self, baris: int, teks: str) -> bool:
        """The area column of a row; True when a new area begins."""
        urai = self._urai_sel("area", baris, tanpa_lanjutan(teks))
        area = self.area
        lain = urai.label and area and area.nomor and urai.nomor != area.nomor and "area" not in self._susunan.nomor
        if area and self._area_judul and not area.anak and not lain:
            area.program = "" if self._sama(area.uraian, urai.uraian) else urai.uraian
            if "area" in self._susunan.nomor and not self._susunan.nomor_berjalan:
                area.nomor_program = area.nomor_program_cetak = self._nomor(baris, "area")
            area.pic = area.pic or urai.pic
            area.keterangan_pic = area.keterangan_pic or urai.keterangan
            self._area_judul = False
            return False
        sama = area and (self._sama(area.program or area.uraian, urai.uraian) or self._sama(area.uraian, urai.uraian))
        if area and sama and urai.nomor in ("", area.nomor, area.nomor_program):
            return False
        self._area_baru(urai, self._tempat(baris, "area"))
        return True

    def _area_baru(self, urai: _Terurai, letak: Letak) -> None:
        self.area = IsiArea()
        urai.ke(self.area)
        self.pohon.area.append(self.area)
        self._catat("area", self.area, urai, letak)
        self.kegiatan, self.sub, self.indikator, self._area_judul = None, None, [], False
        self._label.pop("kegiatan", None)

    def _kegiatan_baru(self, urai: _Terurai, letak: Letak) -> None:
        if self.area is None:
            self._area_baru(_Terurai("", "", [], ""), letak)
            saran = "Tulis nama areanya pada kolom Area Perubahan atau pada baris judul di atas tabel."
            self.lapor(letak, GALAT, "Area perubahan baris ini tidak ditemukan.", saran)
        self.kegiatan = IsiKegiatan()
        urai.ke(self.kegiatan)
        self.area.anak.append(self.kegiatan)  # type: ignore[union-attr]
        self._catat("kegiatan", self.kegiatan, urai, letak)
        self.sub, self.indikator = None, []
        self._label.pop("sub_kegiatan", None)

    def _sub_baru(self, urai: _Terurai, letak: Letak) -> None:
        if self.kegiatan is None:
            self._kegiatan_baru(_Terurai("", "", [], ""), letak)
            self._lapor_kosong("kegiatan", letak)
        self.sub = IsiSubKegiatan()
        urai.ke(self.sub)
        self.kegiatan.anak.append(self.sub)  # type: ignore[union-attr]
        self._catat("sub_kegiatan", self.sub, urai, letak)
        self.indikator = []
        self._label.pop("indikator", None)

    def _sub_ada(self, baris: int) -> IsiSubKegiatan:
        if self.sub is None:
            letak = self._tempat(baris, "sub_kegiatan")
            self._sub_baru(_Terurai("", "", [], ""), letak)
            self._lapor_kosong("sub_kegiatan", letak)
        return self.sub  # type: ignore[return-value]

    def _tulis_rincian(self, baris: int, teks: str) -> None:
        sub = self._sub_ada(baris)
        if not self._sama(sub.rincian, teks):
            sub.rincian = f"{sub.rincian}\n{teks}".strip()

    def _tulis_indikator(self, baris: int, teks: str, *, atas_baru: bool) -> None:
        jadwal = baca_jadwal(self, self._petak, self._susunan, baris)
        if not teks:
            self._tambah_jadwal(baris, jadwal.bulan, jadwal.ket, atas_baru=atas_baru)
            return
        if self._sambung(teks, atas_baru=atas_baru, berjadwal=bool(jadwal.bulan or jadwal.ket)):
            akhir = self.indikator[-1]
            akhir.uraian = f"{akhir.uraian} {teks}"
            self.lapor(
                self._tempat(baris, "indikator"), PERINGATAN,
                "Teks ini disambungkan ke indikator di halaman sebelumnya.", "Periksa apakah memang lanjutannya.",
            )  # fmt: skip
            return
        sub = self._sub_ada(baris)
        nomor = self._nomor(baris, "indikator")
        poin = pisah_poin(teks) if not nomor else [(None, teks)]
        self.catatan.gabung |= len(poin) > 1
        self.indikator = []
        for label, isi in poin:
            uraian, pic, keterangan = self.pengenal.pisah(isi)
            indikator = IsiIndikator(bulan=jadwal.bulan, ket=jadwal.ket)
            urai = _Terurai(uraian, nomor or (label.teks if label else ""), pic, keterangan, label)
            urai.ke(indikator)
            sub.anak.append(indikator)
            self.indikator.append(indikator)
            self._catat("indikator", indikator, urai, self._tempat(baris, "indikator"))

    def _tambah_jadwal(self, baris: int, bulan: tuple, ket: str, *, atas_baru: bool) -> None:
        """Months or a remark in a row without indikator: they belong to the one above."""
        if not bulan and not ket:
            return
        sel, mulai = sel_teks(self._petak, self._susunan, baris, "indikator")
        gabung = sel is not None and not mulai and bool(sel.teks)
        letak = self._tempat(baris, "indikator")
        if atas_baru or not self.indikator:
            self._sub_ada(baris)
            indikator = IsiIndikator(bulan=bulan, ket=ket, nomor="")
            self.sub.anak.append(indikator)  # type: ignore[union-attr]
            self._letak[id(indikator)] = letak
            self.indikator = [indikator]
            saran = "Isi kolom indikatornya."
            self.lapor(letak, GALAT, "Bulan atau keterangan ini tidak mempunyai teks indikator.", saran)
            return
        for indikator in self.indikator:
            indikator.bulan = tuple(sorted({*indikator.bulan, *bulan}))
            indikator.ket = indikator.ket or ket
        if not gabung:
            self.lapor(
                letak, PERINGATAN, "Baris ini hanya berisi tanda atau keterangan; digabungkan dengan baris di atasnya.",
                "Periksa bulan indikator di atasnya.",
            )  # fmt: skip

    # what continues

    def _lanjut(self, tingkat: str, kini: IsiButir | None, baris: int, teks: str) -> bool:
        """Whether a cell repeats, or goes on with, the row of the tree under the hand."""
        if kini is None:
            return False
        urai = self._urai_sel(tingkat, baris, tanpa_lanjutan(teks))
        if self._sama(kini.uraian, urai.uraian) and urai.nomor in ("", kini.nomor):
            return tingkat == "kegiatan" or bool(urai.nomor) or self._pertama or tingkat in self._datar
        if self._pertama and not urai.nomor and _terpotong(kini.uraian, teks):
            kini.uraian = f"{kini.uraian} {teks}"
            self.lapor(
                self._tempat(baris, tingkat), PERINGATAN,
                f"Teks ini disambungkan ke {_SEBUTAN[tingkat]} di halaman sebelumnya.",
                "Periksa apakah memang lanjutannya.",
            )  # fmt: skip
            return True
        return False

    def _sambung(self, teks: str, *, atas_baru: bool, berjadwal: bool) -> bool:
        """Whether an indikator's text goes on after a page break."""
        if not self._pertama or atas_baru or berjadwal or not self.indikator:
            return False
        return pisah_label(teks)[0] is None and _terpotong(self.indikator[-1].uraian, teks)

    def _tanpa_celah(self, baris: Sequence[int], tingkat: str) -> bool:
        """Whether a column repeats its text in every row instead of leaving it out."""
        for satu in baris:
            sel, mulai = sel_teks(self._petak, self._susunan, satu, tingkat)
            indikator, awal = sel_teks(self._petak, self._susunan, satu, "indikator")
            if indikator and awal and indikator.teks and not (sel and mulai and sel.teks):
                return False
        return True

    @staticmethod
    def _sama(kiri: str, kanan: str) -> bool:
        return " ".join(kiri.split()).casefold() == " ".join(kanan.split()).casefold()

    # cells

    def _teks(self, baris: int, jenis: str) -> str:
        sel, mulai = sel_teks(self._petak, self._susunan, baris, jenis)
        return sel.teks if sel and mulai else ""

    def _ada_jadwal(self, baris: int) -> bool:
        kolom_kolom = {*self._susunan.bulan, self._susunan.teks.get("ket"), self._susunan.teks.get("target_waktu")}
        return any(sel.kolom in kolom_kolom for sel in self._petak.mulai(baris))

    def _tempat(self, baris: int, jenis: str) -> Letak:
        return self._petak.tabel.letak(baris, self._susunan.teks.get(jenis))

    def _nomor(self, baris: int, tingkat: str) -> str:
        """The number in the level's own column."""
        kolom = self._susunan.nomor.get(tingkat)
        if kolom is None or (tingkat == "area" and self._susunan.nomor_berjalan):
            return ""
        sel = self._petak.di(baris, kolom)
        return sel.teks if _milik_nomor(sel, baris, self._susunan, tingkat) and sel else ""

    def _urai_sel(self, tingkat: str, baris: int, teks: str) -> _Terurai:
        return self._urai(tingkat, teks, self._nomor(baris, tingkat))

    def _urai(self, tingkat: str, teks: str, nomor: str) -> _Terurai:
        """Number, text and PIC of a cell. Bare digits are a number only where they count on from the row before."""
        uraian, pic, keterangan = self.pengenal.pisah(teks)
        label, sisa = pisah_label(uraian, polos=tingkat in self._polos)
        if label and not label.akhiran and not self._menghitung(tingkat, label):
            label = None
        if nomor:
            uraian = sisa if label and label.teks == nomor and sisa else uraian
            return _Terurai(uraian, nomor, pic, keterangan, baca_label(nomor))
        if label and sisa and not berupa_daftar(uraian.split("\n"), label):
            return _Terurai(sisa, label.teks, pic, keterangan, label)
        return _Terurai(uraian, "", pic, keterangan)

    def _menghitung(self, tingkat: str, label: Label) -> bool:
        sebelum = self._label.get(tingkat)
        return label.pertama or (sebelum is not None and (label.menyusul(sebelum) or label == sebelum))

    def _catat(self, tingkat: str, butir: IsiButir, urai: _Terurai, letak: Letak) -> None:
        self._letak[id(butir)] = letak
        self._label[tingkat] = urai.label

    def _lapor_kosong(self, tingkat: str, letak: Letak) -> None:
        kunci = (letak.lembar, tingkat, tingkat in self._susunan.teks and letak.baris)
        if not self.sudah_dilapor(kunci):
            pesan = f"Baris ini tidak mempunyai {_SEBUTAN[tingkat]}."
            if tingkat not in self._susunan.teks:
                pesan = f"Tabel ini tidak mempunyai kolom {_SEBUTAN[tingkat]}; dibiarkan kosong."
            self.lapor(letak, PERINGATAN, pesan, f"Lengkapi {_SEBUTAN[tingkat]} setelah impor.")


def _milik_nomor(sel: Sel | None, baris: int, susunan: Susunan, tingkat: str) -> bool:
    """Whether a cell holds the number of a level, and not a text that reaches over the column of numbers."""
    if sel is None or sel.baris != baris or len(sel.teks) > 10:
        return False
    return sel.kolom + sel.rentang_kolom <= susunan.teks.get(tingkat, sel.kolom + sel.rentang_kolom)


def _terpotong(depan: str, teks: str) -> bool:
    """Whether a text reads as the rest of a sentence that the one before left open."""
    return teks[:1].islower() and bool(depan) and depan[-1] not in ".;:!?)"
