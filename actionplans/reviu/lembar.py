"""The rows of a plan as its reviewer reads them: what has changed since, and the threads on each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from actionplans.beda_pohon import BedaMedan, Kunci, Usul, kunci_butir, rancang, selaraskan
from actionplans.models import Komentar, Langkah, RencanaAksi
from actionplans.periksa import pohon_templat
from actionplans.potret import baca_potret
from actionplans.status import Status, Tindakan
from areas.isi import TINGKAT, TINGKAT_DARI_KELAS, IsiArea, IsiButir, IsiPohon
from areas.simpan import baca_pohon


class Acuan(StrEnum):
    """What a plan is held against."""

    PENGAJUAN = "pengajuan"
    SEBELUMNYA = "sebelumnya"
    TEMPLAT = "templat"


NAMA_ACUAN = {
    Acuan.PENGAJUAN: "Pengajuan sebelumnya",
    Acuan.SEBELUMNYA: "Rencana sebelumnya",
    Acuan.TEMPLAT: "Templat nasional",
}
_GARIS = {Acuan.PENGAJUAN: "id", Acuan.SEBELUMNYA: "pendahulu_id", Acuan.TEMPLAT: "asal_id"}
_MILIK_KANTOR = ("pic", "keterangan_pic", "ket", "bulan")
"""Fields that an office fills in itself: no difference from the template."""


@dataclass(slots=True)
class Utas:
    """A thread: what opened it, and the answers."""

    awal: Komentar
    balasan: list[Komentar] = field(default_factory=list)


@dataclass(slots=True)
class BarisReviu:
    """One row: `usul` what has become of it since the reference (None: nothing), `nomor` its place among the changed
    rows, from 1."""

    butir: IsiButir
    tingkat: str
    beda: list[BedaMedan]
    usul: Usul | None
    utas: list[Utas]
    nomor: int = 0

    @property
    def kunci(self) -> str:
        """The row's name in addresses and forms: "indikator-12"."""
        return f"{self.tingkat}-{self.butir.id}"

    @property
    def berubah(self) -> bool:
        return self.usul is not None

    @property
    def terbuka(self) -> int:
        """Threads that nobody has settled."""
        return sum(satu.awal.selesai_pada is None for satu in self.utas)


@dataclass(slots=True)
class AreaReviu:
    area: IsiArea
    baris: list[BarisReviu]
    hilang: list[IsiButir]

    @property
    def berubah(self) -> int:
        return sum(satu.berubah for satu in self.baris) + len(self.hilang)

    @property
    def terbuka(self) -> int:
        return sum(satu.terbuka for satu in self.baris)


@dataclass(slots=True)
class LembarReviu:
    """`hilang`: whole areas that the reference has and the plan has not; `yatim`: threads on rows that are gone."""

    area: list[AreaReviu]
    hilang: list[IsiButir]
    umum: list[Utas]
    yatim: list[Utas]
    acuan: Acuan | None
    pilihan: list[Acuan]

    @property
    def berubah(self) -> int:
        return sum(satu.berubah for satu in self.area) + len(self.hilang)

    @property
    def terbuka(self) -> int:
        """Threads that nobody has settled, on rows, on rows that are gone, on the whole plan."""
        lain = sum(satu.awal.selesai_pada is None for satu in (*self.umum, *self.yatim))
        return sum(satu.terbuka for satu in self.area) + lain


def lembar_reviu(rencana: RencanaAksi, diminta: str = "") -> LembarReviu:
    """The plan (from `untuk_lembar`) as it is now, against `diminta` ("pengajuan", "sebelumnya", "templat") or the
    first of them that there is. The queries do not grow with the plan."""
    lalu = pengajuan_sebelumnya(rencana)
    ada = {Acuan.PENGAJUAN: lalu, Acuan.SEBELUMNYA: rencana.pendahulu, Acuan.TEMPLAT: rencana.templat}
    pilihan = [satu for satu in Acuan if ada[satu]]
    acuan = Acuan(diminta) if diminta in pilihan else next(iter(pilihan), None)
    isi = baca_pohon(rencana.pohon)
    lama = IsiPohon()
    if acuan is Acuan.PENGAJUAN and lalu:
        lama = baca_potret(lalu.potret)
    elif acuan is Acuan.SEBELUMNYA and rencana.pendahulu:
        lama = baca_pohon(rencana.pendahulu.pohon)
    elif acuan is Acuan.TEMPLAT:
        lama = pohon_templat(rencana) or lama
    return _susun(isi, lama, acuan, pilihan, utas_rencana(rencana))


def pengajuan_sebelumnya(rencana: RencanaAksi) -> Langkah | None:
    """The submission before the one at hand; of a plan in its office's hands the last one. None: there is none."""
    semua = Langkah.objects.filter(rencana=rencana, tindakan=Tindakan.AJUKAN).select_related("potret").order_by("-pk")
    dalam_reviu = rencana.status not in (Status.DRAF, Status.DIKEMBALIKAN)
    langkah = semua[1:2] if dalam_reviu else semua[:1]
    satu = next(iter(langkah), None)
    if satu is not None:
        satu.potret.rencana = rencana
    return satu


def utas_rencana(rencana: RencanaAksi) -> list[Utas]:
    """All threads of a plan with their answers, in the order in which they were opened. One query."""
    utas: dict[int, Utas] = {}
    for satu in Komentar.objects.filter(rencana=rencana).select_related("penulis", "selesai_oleh"):
        if satu.induk_id is None:
            utas[satu.pk] = Utas(satu)
        else:
            utas[satu.induk_id].balasan.append(satu)
    return list(utas.values())


def _susun(
    isi: IsiPohon, lama: IsiPohon, acuan: Acuan | None, pilihan: list[Acuan], utas: Sequence[Utas]
) -> LembarReviu:
    usul: dict[int, Usul] = {}
    hapus: list[IsiButir] = []
    if acuan:
        selaras = selaraskan(isi, lama, _GARIS[acuan])
        rancangan = rancang(lama, selaras)
        asli: dict[int, IsiButir] = {
            id(salinan): butir for butir, salinan in zip(isi.semua(), selaras.semua(), strict=True)
        }
        for satu in rancangan.usul:
            if acuan is Acuan.TEMPLAT:
                satu.beda = [beda for beda in satu.beda if beda.medan not in _MILIK_KANTOR]
                if not (satu.beda or satu.baru or satu.pindah):
                    continue
            for butir in _cabang_baru(satu):
                usul[id(asli[id(butir)])] = satu
        hapus = rancangan.hapus
    menurut_baris: dict[Kunci, list[Utas]] = {}
    for satu_utas in utas:
        menurut_baris.setdefault((satu_utas.awal.tingkat, satu_utas.awal.butir_id or 0), []).append(satu_utas)
    dihapus_di = _tempat_hilang(hapus, isi, lama, acuan)
    nomor = 0
    area = []
    for satu_area in isi.area:
        baris = []
        for butir in IsiPohon([satu_area]).semua():
            tingkat = TINGKAT_DARI_KELAS[type(butir)]
            beda = usul.get(id(butir))
            satu_baris = BarisReviu(
                butir, tingkat, list(beda.beda) if beda else [], beda, menurut_baris.pop(kunci_butir(butir), [])
            )
            if beda:
                nomor += 1
                satu_baris.nomor = nomor
            baris.append(satu_baris)
        area.append(AreaReviu(satu_area, baris, dihapus_di.pop(id(satu_area), [])))
    umum = menurut_baris.pop(("", 0), [])
    yatim = [satu for sisa in menurut_baris.values() for satu in sisa]
    return LembarReviu(area, [b for sisa in dihapus_di.values() for b in sisa], umum, yatim, acuan, pilihan)


def _cabang_baru(usul: Usul) -> Iterable[IsiButir]:
    """The rows that one finding is about: of a new branch every row."""
    if not usul.baru or usul.cabang == 1:
        return [usul.butir]
    return [usul.butir, *(satu for anak in getattr(usul.butir, "anak", ()) for satu in _semua(anak))]


def _semua(butir: IsiButir) -> list[IsiButir]:
    return [butir, *(satu for anak in getattr(butir, "anak", ()) for satu in _semua(anak))]


def _tempat_hilang(
    hapus: Sequence[IsiButir], isi: IsiPohon, lama: IsiPohon, acuan: Acuan | None
) -> dict[int, list[IsiButir]]:
    """Dropped rows by the area (`id()`) of the plan in which they would stand; 0: their area is gone as well."""
    if acuan is None:
        return {}
    garis = _GARIS[acuan]
    kini = {getattr(area, garis): id(area) for area in isi.area}
    dari = {id(butir): area.id for area in lama.area for butir in _semua(area)}
    hasil: dict[int, list[IsiButir]] = {}
    for butir in hapus:
        hasil.setdefault(kini.get(dari[id(butir)], 0), []).append(butir)
    return hasil


def baca_kunci_baris(teks: str) -> tuple[str, int | None]:
    """A row's level and key from its name "indikator-12"; ("", None) for the whole plan.

    Raises:
        ValueError: it is no such name.
    """
    if not teks:
        return "", None
    tingkat, _, kunci = teks.rpartition("-")
    if tingkat not in TINGKAT or not kunci.isdecimal() or len(kunci) > 18:
        raise ValueError(teks)
    return tingkat, int(kunci)


def nama_baris(komentar: Komentar) -> str:
    """The name of the row that something was said about, "" for the whole plan."""
    return f"{komentar.tingkat}-{komentar.butir_id}" if komentar.tingkat else ""


def konteks_utas(baris: str, utas: Sequence[Utas], **lain: Any) -> dict[str, Any]:
    """What the fragment with a row's threads shows."""
    return {"baris": baris, "utas": utas, **lain}
