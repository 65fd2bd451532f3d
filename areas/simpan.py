"""Whole trees to and from the database, in a number of queries that does not grow with their size."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models, transaction

from areas.bulan import Bulan
from areas.isi import (
    KELAS,
    TINGKAT_DARI_KELAS,
    IsiArea,
    IsiButir,
    IsiIndikator,
    IsiKegiatan,
    IsiPohon,
    IsiSubKegiatan,
)
from areas.models import Area, Indikator, JadwalBulan, Kegiatan, Pohon, SubKegiatan
from areas.penomoran import beri_nomor

MODEL: dict[str, type[models.Model]] = {
    "area": Area,
    "kegiatan": Kegiatan,
    "sub_kegiatan": SubKegiatan,
    "indikator": Indikator,
}
_UMUM = ("uraian", "nomor", "pic", "keterangan_pic", "kode", "catatan")
_KHUSUS = {
    "area": ("program", "nomor_program"),
    "kegiatan": (),
    "sub_kegiatan": ("rincian",),
    "indikator": ("ket",),
}
INDUK = {
    "area": "pohon_id",
    "kegiatan": "area_id",
    "sub_kegiatan": "kegiatan_id",
    "indikator": "sub_kegiatan_id",
}
JALUR = {
    "area": "pohon",
    "kegiatan": "area__pohon",
    "sub_kegiatan": "kegiatan__area__pohon",
    "indikator": "sub_kegiatan__kegiatan__area__pohon",
}


def kolom_tingkat(tingkat: str) -> tuple[str, ...]:
    """What of a level's rows goes into its `IsiButir`."""
    return ("id", "asal_id", "asal__kode", "pendahulu_id", "revisi", *_UMUM, *_KHUSUS[tingkat])


class AsalTidakDikenal(ValueError):
    """A row names a template row that the template does not have."""


def baca_pohon(pohon: Pohon) -> IsiPohon:
    """Read a tree, numbered by its scheme. Five queries."""
    anak: dict[tuple[str, int], list[Any]] = {}
    for tingkat, model in MODEL.items():
        saring: dict[str, Any] = {JALUR[tingkat]: pohon}
        nama = (INDUK[tingkat], *kolom_tingkat(tingkat))
        for nilai in model._default_manager.filter(**saring).order_by("urutan", "pk").values(*nama):
            induk = nilai.pop(INDUK[tingkat])
            butir = KELAS[tingkat](asal=nilai.pop("asal__kode") or "", **nilai)
            anak.setdefault((tingkat, induk), []).append(butir)
    bulan: dict[int, list[Bulan]] = {}
    jadwal = JadwalBulan.objects.filter(indikator__sub_kegiatan__kegiatan__area__pohon=pohon)
    for kunci, tahun, satu in jadwal.order_by("tahun", "bulan").values_list("indikator_id", "tahun", "bulan"):
        bulan.setdefault(kunci, []).append(Bulan(tahun, satu))
    hasil = IsiPohon(anak.get(("area", pohon.pk), []))
    for satu_area in hasil.area:
        satu_area.anak = anak.get(("kegiatan", satu_area.id or 0), [])
        for kegiatan in satu_area.anak:
            kegiatan.anak = anak.get(("sub_kegiatan", kegiatan.id or 0), [])
            for sub in kegiatan.anak:
                sub.anak = anak.get(("indikator", sub.id or 0), [])
                for indikator in sub.anak:
                    indikator.bulan = tuple(bulan.get(indikator.id or 0, ()))
    return beri_nomor(hasil, pohon.skema_nomor.isi())


@transaction.atomic
def tulis_pohon(pohon: Pohon, isi: IsiPohon, *, asal: Mapping[tuple[str, str], int] | None = None) -> None:
    """Write a whole tree into the empty `pohon`; one insert per level, keys are put into `isi`.

    `asal` maps (level, kode) to the template row's key; a row's own `asal_id` goes before it.

    Raises:
        AsalTidakDikenal: a row's `asal` is not in the map.
    """
    tingkat_area: list[tuple[int, IsiArea]] = [(pohon.pk, area) for area in isi.area]
    sisip_tingkat("area", tingkat_area, asal)
    kegiatan: list[tuple[int, IsiKegiatan]] = [(a.id or 0, k) for _, a in tingkat_area for k in a.anak]
    sisip_tingkat("kegiatan", kegiatan, asal)
    sub: list[tuple[int, IsiSubKegiatan]] = [(k.id or 0, s) for _, k in kegiatan for s in k.anak]
    sisip_tingkat("sub_kegiatan", sub, asal)
    indikator: list[tuple[int, IsiIndikator]] = [(s.id or 0, i) for _, s in sub for i in s.anak]
    sisip_tingkat("indikator", indikator, asal)
    JadwalBulan.objects.bulk_create(
        [
            JadwalBulan(indikator_id=satu.id or 0, tahun=bulan.tahun, bulan=bulan.bulan)
            for _, satu in indikator
            for bulan in satu.bulan
        ],
        batch_size=2000,
    )


def sisip_tingkat(
    tingkat: str,
    butir: Iterable[tuple[int, IsiButir]],
    asal: Mapping[tuple[str, str], int] | None = None,
    *,
    mulai: int = 1,
    dengan_kunci: bool = False,
) -> None:
    """Insert the rows of one level, each given with the key of the row above; their new keys are put into them.

    `mulai`: the first place under each row above. `dengan_kunci`: rows keep the keys that they bring.
    """
    butir = list(butir)
    urutan: dict[int, int] = {}
    baris = []
    for induk, satu in butir:
        urutan[induk] = urutan.get(induk, mulai - 1) + 1
        nilai = {nama: getattr(satu, nama) for nama in (*_UMUM, *_KHUSUS[tingkat], "pendahulu_id", "revisi")}
        nilai |= {INDUK[tingkat]: induk, "urutan": urutan[induk], "asal_id": _kunci_asal(satu, asal)}
        if dengan_kunci:
            nilai["id"] = satu.id
        baris.append(MODEL[tingkat](**nilai))
    MODEL[tingkat]._default_manager.bulk_create(baris, batch_size=500)
    for (_, satu), tersimpan in zip(butir, baris, strict=True):
        satu.id = tersimpan.pk


def _kunci_asal(butir: IsiButir, asal: Mapping[tuple[str, str], int] | None) -> int | None:
    if butir.asal_id or not butir.asal:
        return butir.asal_id
    tingkat = TINGKAT_DARI_KELAS[type(butir)]
    try:
        return (asal or {})[tingkat, butir.asal]
    except KeyError as galat:
        raise AsalTidakDikenal(
            f"“{butir.uraian[:60]}”: templat tidak mempunyai {tingkat.replace('_', '-')} {butir.asal}."
        ) from galat


def peta_kode(pohon: Pohon) -> dict[tuple[str, str], int]:
    """(level, kode) → key of every row of a template's tree. Four queries."""
    return {
        (tingkat, kode): kunci
        for tingkat in MODEL
        for kode, kunci in MODEL[tingkat]
        ._default_manager.filter(**{JALUR[tingkat]: pohon})
        .exclude(kode="")
        .values_list("kode", "id")
    }


@transaction.atomic
def kosongkan_pohon(pohon: Pohon) -> None:
    """Delete every row of a tree, leaving its root. Refused (ProtectedError) while plans come from its rows."""
    pohon.area.all().delete()
