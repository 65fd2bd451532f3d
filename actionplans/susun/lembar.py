"""One area of a plan as the editor shows it: the sheet's columns, every row of the tree in a cell of its own.

The read-only sheet (`actionplans.layar`) leaves out what has no text; here an empty row is where one writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, cast

from django.db.models import Count, Q

from actionplans.layar import TRIWULAN, tata_layar
from actionplans.models import RencanaAksi
from areas.bulan import NAMA_BULAN, Bulan, frasa
from areas.cabang import ATAS, ButirTidakAda, baca_cabang, kunci_induk
from areas.isi import IsiArea, IsiButir, IsiIndikator, IsiKegiatan, IsiPohon, IsiSubKegiatan
from areas.kisi import SelKepala, Teks, susun_kisi
from areas.models import Area
from areas.penomoran import beri_nomor
from areas.simpan import INDUK, JALUR, MODEL
from areas.tata_kolom import TataKolom

SEBUTAN = {"area": "area", "kegiatan": "kegiatan", "sub_kegiatan": "sub-kegiatan", "indikator": "indikator"}


@dataclass(frozen=True, slots=True)
class BulanLayar:
    """A month that can be planned: its number and names, and whether it is planned."""

    bulan: Bulan
    ada: bool
    nomor: int
    iso: str
    nama: str  # with the year where it is not the plan's
    pendek: str
    akhir_triwulan: bool


@lru_cache(maxsize=512)
def _bulan_layar(bulan: Bulan, ada: bool, lain: bool) -> BulanLayar:
    nama = NAMA_BULAN[bulan.bulan - 1]
    lengkap = f"{nama} {bulan.tahun}" if lain else nama
    return BulanLayar(bulan, ada, bulan.bulan, bulan.iso(), lengkap, nama[:3], bulan.bulan in TRIWULAN)


@dataclass(slots=True)
class SelSusun:
    """A cell. `jenis`: "teks" (a text of `butir`), "bulan" (twelve of them), "target" (months in words), "tambah" (a
    row below `butir` is missing), "kosong".

    `medan` is the field behind a text, `cetak` what the cell prints of it.
    """

    jenis: str
    kolom: str
    tingkat: str = ""
    medan: str = ""
    butir: IsiButir | None = None
    cetak: Teks = field(default_factory=lambda: Teks(""))
    rentang_baris: int = 1
    bulan: tuple[BulanLayar, ...] = ()
    utama: bool = False  # the cell that stands for its row: its anchor, its menu

    @property
    def teks(self) -> str:
        return getattr(self.butir, self.medan, "") if self.medan else ""

    @property
    def sebutan(self) -> str:
        return SEBUTAN.get(self.tingkat, "")

    @property
    def tetap(self) -> str:
        """Months planned, as the scripts read them back."""
        return " ".join(satu.iso for satu in self.bulan if satu.ada)


@dataclass(slots=True)
class BarisSusun:
    """A row of the sheet: a heading ("judul") or one indikator with what begins in its row ("isi")."""

    jenis: str
    sel: list[SelSusun]
    indikator: IsiIndikator | None = None


@dataclass(frozen=True, slots=True)
class AreaRel:
    """An area in the rail, with how many of its indikator are scheduled."""

    id: int
    nomor: str
    uraian: str
    terjadwal: int
    jumlah: int
    terpilih: bool


@dataclass(frozen=True, slots=True)
class LembarSusun:
    rel: list[AreaRel]
    area: IsiArea | None
    kepala: tuple[tuple[SelKepala, ...], ...]
    kolom: tuple[str, ...]
    baris: list[BarisSusun]
    tanda: str
    lebar: bool
    kegiatan_kolom: bool
    judul_rincian: str

    @property
    def jumlah_kolom(self) -> int:
        return len(self.kolom) + 2


def lembar_susun(rencana: RencanaAksi, area: int | None = None) -> LembarSusun:
    """The area `area` of a plan (from `untuk_lembar`), by default its first. Seven queries, whatever the plan's size.

    Raises:
        ButirTidakAda: the plan has no such area.
    """
    semua = list(
        Area.objects.filter(pohon=rencana.pohon_id)
        .annotate(
            jumlah=Count("kegiatan__sub_kegiatan__indikator", distinct=True),
            terjadwal=Count(
                "kegiatan__sub_kegiatan__indikator",
                distinct=True,
                filter=Q(kegiatan__sub_kegiatan__indikator__jadwal__isnull=False),
            ),
        )
        .order_by("urutan", "pk")
    )
    if area is None and semua:
        area = semua[0].pk
    if semua and area not in {satu.pk for satu in semua}:
        raise ButirTidakAda("Area itu sudah tidak ada di rencana.")
    isi = IsiPohon([IsiArea(id=satu.pk, uraian=satu.uraian, nomor=satu.nomor) for satu in semua])
    terpilih = next((i for i, satu in enumerate(isi.area) if satu.id == area), None)
    if terpilih is not None:
        isi.area[terpilih] = cast(IsiArea, baca_cabang("area", area or 0))
    beri_nomor(isi, rencana.pohon.skema_nomor.isi())
    tata = tata_layar(rencana.pohon.tata_kolom.isi())
    kisi = susun_kisi(IsiPohon(), tata, rencana.tahun)
    satu_area = isi.area[terpilih] if terpilih is not None else None
    return LembarSusun(
        rel=[
            AreaRel(a.pk, b.nomor_cetak, a.uraian, a.terjadwal, a.jumlah, a.pk == area)
            for a, b in zip(semua, isi.area, strict=True)
        ],
        area=satu_area,
        kepala=kisi.kepala,
        kolom=tuple(satu.jenis for satu in kisi.kolom),
        baris=list(_Penyusun(tata, rencana.tahun).area(satu_area)) if satu_area else [],
        tanda=tata.tanda,
        lebar=tata.ada("rincian") and tata.ada("bulan"),
        kegiatan_kolom=tata.ada("kegiatan"),
        judul_rincian=next((k.judul or "" for k in tata.kolom if k.jenis == "rincian"), ""),
    )


def bulan_layar(indikator: IsiIndikator, tahun: int, *, dua_tahun: bool = False) -> tuple[BulanLayar, ...]:
    """The months of the plan's year (and of the next) with what is planned."""
    ada = set(indikator.bulan)
    return tuple(
        _bulan_layar(bulan := Bulan(satu, nomor), bulan in ada, satu != tahun)
        for satu in (tahun, tahun + 1)[: 2 if dua_tahun else 1]
        for nomor in range(1, 13)
    )


class _Penyusun:
    """Builds the rows; a cell that spans is put into the first of its rows."""

    def __init__(self, tata: TataKolom, tahun: int) -> None:
        self.tata = tata
        self.tahun = tahun
        self.kegiatan_kolom = tata.ada("kegiatan")

    def area(self, area: IsiArea) -> Iterator[BarisSusun]:
        yield BarisSusun("judul", [self.teks(area, "area", "area")])
        for kegiatan in area.anak:
            if not self.kegiatan_kolom:
                yield BarisSusun("judul", [self.teks(kegiatan, "kegiatan", "kegiatan")])
            yield from self.kegiatan(kegiatan)

    def kegiatan(self, kegiatan: IsiKegiatan) -> Iterator[BarisSusun]:
        tinggi = sum(len(sub.anak) or 1 for sub in kegiatan.anak) or 1
        awal = True
        semua: list[IsiSubKegiatan | None] = [*kegiatan.anak] or [None]
        for sub in semua:
            jadwal: list[IsiIndikator | None] = [*(sub.anak if sub else ())] or [None]
            for urutan, indikator in enumerate(jadwal):
                yield BarisSusun(
                    "isi", list(self.sel(kegiatan, sub, indikator, tinggi if awal else 0, urutan == 0)), indikator
                )
                awal = False

    def sel(
        self,
        kegiatan: IsiKegiatan,
        sub: IsiSubKegiatan | None,
        indikator: IsiIndikator | None,
        tinggi: int,
        awal_sub: bool,
    ) -> Iterator[SelSusun]:
        """The cells of one row; `tinggi` > 0 where the kegiatan's cell begins."""
        tinggi_sub = len(sub.anak) or 1 if sub else 1
        for kolom in self.tata.kolom:
            match kolom.jenis:
                case "kegiatan":
                    if tinggi:
                        yield self.teks(kegiatan, "kegiatan", "kegiatan", tinggi)
                case "sub_kegiatan" if sub is None:
                    yield SelSusun("tambah", "sub_kegiatan", "sub_kegiatan", butir=kegiatan)
                case "rincian" if sub is None:
                    yield SelSusun("kosong", "rincian")
                case "sub_kegiatan" if sub and awal_sub:
                    yield self.teks(sub, "sub_kegiatan", "sub_kegiatan", tinggi_sub)
                case "rincian" if sub and awal_sub:
                    yield SelSusun("teks", "rincian", "sub_kegiatan", "rincian", sub, Teks(sub.rincian), tinggi_sub)
                case "sub_kegiatan" | "rincian":
                    pass
                case _ if indikator is None:
                    jenis = "tambah" if kolom.jenis == "indikator" and sub else "kosong"
                    for _ in range(12 if kolom.jenis == "bulan" else 1):
                        yield SelSusun(jenis, kolom.jenis, "indikator", butir=sub)
                case _:
                    yield self.sel_indikator(kolom.jenis, indikator)

    def sel_indikator(self, kolom: str, indikator: IsiIndikator) -> SelSusun:
        match kolom:
            case "ket":
                return SelSusun("teks", kolom, "indikator", "ket", indikator, Teks(indikator.ket))
            case "bulan":
                bulan = bulan_layar(indikator, self.tahun)
                return SelSusun("bulan", kolom, "indikator", butir=indikator, bulan=bulan)
            case "target_waktu":
                bulan = bulan_layar(indikator, self.tahun, dua_tahun=True)
                cetak = Teks(frasa(indikator.bulan))
                return SelSusun("target", kolom, "indikator", butir=indikator, bulan=bulan, cetak=cetak)
            case _:
                return self.teks(indikator, "indikator", "indikator")

    def teks(self, butir: IsiButir, tingkat: str, kolom: str, tinggi: int = 1) -> SelSusun:
        return SelSusun("teks", kolom, tingkat, "uraian", butir, teks_cetak(butir), tinggi, utama=True)


def teks_cetak(butir: IsiButir) -> Teks:
    """What the cell of a row prints: its number, its text, its PIC."""
    return Teks(butir.uraian, butir.nomor_cetak, tuple(butir.pic), butir.keterangan_pic)


def nomor_cetak(rencana: RencanaAksi, tingkat: str, butir: Any) -> str:
    """The printed number of one stored row. One query."""
    if butir.nomor is not None:
        return str(butir.nomor)
    saudara = MODEL[tingkat]._default_manager.filter(**{INDUK[tingkat]: kunci_induk(butir)})
    urut = list(saudara.order_by("urutan", "pk").values_list("pk", flat=True))
    skema = getattr(rencana.pohon.skema_nomor.isi(), tingkat)
    cetak: str = skema.cetak(urut.index(butir.pk) + 1, len(urut))
    return cetak


_AREA = {
    "area": "pk",
    "kegiatan": "area_id",
    "sub_kegiatan": "kegiatan__area_id",
    "indikator": "sub_kegiatan__kegiatan__area_id",
}


def area_dari(rencana: RencanaAksi, tingkat: str, kunci: int) -> int | None:
    """Key of the area in which a row of the plan stands; None when the row is not there."""
    butir = MODEL[tingkat]._default_manager.filter(pk=kunci, **{JALUR[tingkat]: rencana.pohon_id})
    return butir.values_list(_AREA[tingkat], flat=True).first()


def area_terdekat(rencana: RencanaAksi, tingkat: str, induk: int) -> int | None:
    """Key of the area that a (deleted) row of `tingkat` under `induk` belongs to."""
    atas = ATAS[tingkat]
    return area_dari(rencana, atas, induk) if atas else None
