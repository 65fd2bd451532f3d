"""One branch of a tree: a row with everything under it, read, written, put back, moved.

`areas.simpan` handles whole trees; here single rows change while the rest stays.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import fields
from typing import Any

from django.db import models, transaction
from django.db.models import F

from areas.bulan import Bulan
from areas.isi import KELAS, TINGKAT, IsiButir, IsiIndikator
from areas.models import JadwalBulan, Pohon
from areas.simpan import INDUK, JALUR, MODEL, kolom_tingkat, sisip_tingkat

BAWAH: dict[str, str | None] = dict(zip(TINGKAT, (*TINGKAT[1:], None), strict=True))
ATAS: dict[str, str | None] = dict(zip(TINGKAT, (None, *TINGKAT[:-1]), strict=True))


class ButirTidakAda(LookupError):
    """The row is not (or no longer) in this tree."""


def cari_butir(pohon: Pohon | int, tingkat: str, kunci: int) -> models.Model:
    """The row `kunci` of a level, if it is in this tree.

    Raises:
        ButirTidakAda: no such level, or no such row here.
    """
    if tingkat not in MODEL:
        raise ButirTidakAda(f"Tingkat “{tingkat}” tidak ada.")
    butir = MODEL[tingkat]._default_manager.filter(pk=kunci, **{JALUR[tingkat]: pohon}).first()
    if butir is None:
        raise ButirTidakAda("Baris ini sudah tidak ada di rencana.")
    return butir


def kunci_induk(butir: models.Model) -> int:
    """Key of the row (or, of an area, of the tree) above."""
    kunci: int = getattr(butir, INDUK[tingkat_butir(butir)])
    return kunci


def tingkat_butir(butir: models.Model) -> str:
    return next(tingkat for tingkat, model in MODEL.items() if isinstance(butir, model))


def baca_cabang(tingkat: str, kunci: int) -> IsiButir:
    """A row with everything under it; one query a level, and one for the months.

    Raises:
        ButirTidakAda: there is no such row.
    """
    akar: list[IsiButir] = []
    lapis: dict[int, IsiButir] = {}
    saring: dict[str, Any] = {"pk": kunci}
    satu: str | None = tingkat
    while satu:
        berikut: dict[int, IsiButir] = {}
        induk = INDUK[satu]
        baris = MODEL[satu]._default_manager.filter(**saring).order_by("urutan", "pk")
        for nilai in baris.values(induk, *kolom_tingkat(satu)):
            kunci_atas = nilai.pop(induk)
            butir = KELAS[satu](asal=nilai.pop("asal__kode") or "", **nilai)
            berikut[nilai["id"]] = butir
            (lapis[kunci_atas].anak if lapis else akar).append(butir)  # type: ignore[attr-defined]
        lapis, saring, satu = berikut, {f"{satu}__in": list(berikut)}, BAWAH[satu]
        if not lapis:
            break
    if not akar:
        raise ButirTidakAda("Baris ini sudah tidak ada di rencana.")
    indikator = {kunci: butir for kunci, butir in lapis.items() if isinstance(butir, IsiIndikator)}
    for pemilik, tahun, bulan in (
        JadwalBulan.objects.filter(indikator__in=list(indikator))
        .order_by("tahun", "bulan")
        .values_list("indikator_id", "tahun", "bulan")
    ):
        indikator[pemilik].bulan += (Bulan(tahun, bulan),)
    return akar[0]


@transaction.atomic
def tulis_cabang(induk: int, butir: IsiButir, tingkat: str, *, urutan: int, dengan_kunci: bool = False) -> None:
    """Insert a branch under `induk` at place `urutan` (from 1, at most right after the last); later siblings move down.

    `dengan_kunci` puts deleted rows back under the keys that they had.
    """
    saudara = MODEL[tingkat]._default_manager.filter(**{INDUK[tingkat]: induk})
    # A place is not the stored number: deleting leaves gaps in those.
    nomor = list(saudara.order_by("urutan", "pk").values_list("urutan", flat=True))
    tempat = max(urutan, 1) - 1
    mulai = nomor[tempat] if tempat < len(nomor) else nomor[-1] + 1 if nomor else 1
    saudara.filter(urutan__gte=mulai).update(urutan=F("urutan") + 1)
    lapis: list[tuple[int, IsiButir]] = [(induk, butir)]
    satu: str | None = tingkat
    while satu and lapis:
        sisip_tingkat(satu, lapis, mulai=mulai, dengan_kunci=dengan_kunci)
        mulai = 1
        jadwal = [
            JadwalBulan(indikator_id=anak.id or 0, tahun=bulan.tahun, bulan=bulan.bulan)
            for _, anak in lapis
            if isinstance(anak, IsiIndikator)
            for bulan in anak.bulan
        ]
        JadwalBulan.objects.bulk_create(jadwal)
        lapis = [(atas.id or 0, anak) for _, atas in lapis for anak in getattr(atas, "anak", [])]
        satu = BAWAH[satu]


@transaction.atomic
def pindahkan(butir: models.Model, induk: int, urutan: int) -> None:
    """Move a row under `induk` (a row of the level above in the same tree) to place `urutan` (from 1) there."""
    tingkat = tingkat_butir(butir)
    model, medan = MODEL[tingkat], INDUK[tingkat]
    lain = model._default_manager.filter(**{medan: induk}).exclude(pk=butir.pk).order_by("urutan", "pk")
    kunci = list(lain.values_list("pk", flat=True))
    kunci.insert(max(0, min(urutan - 1, len(kunci))), butir.pk)
    model._default_manager.filter(pk=butir.pk).update(**{medan: induk})
    nomor = models.Case(*(models.When(pk=satu, then=posisi) for posisi, satu in enumerate(kunci, 1)))
    model._default_manager.filter(pk__in=kunci).update(urutan=nomor)


def tempat(butir: models.Model) -> int:
    """A row's place among its siblings, from 1."""
    tingkat = tingkat_butir(butir)
    kunci = MODEL[tingkat]._default_manager.filter(**{INDUK[tingkat]: kunci_induk(butir)}).order_by("urutan", "pk")
    return list(kunci.values_list("pk", flat=True)).index(butir.pk) + 1


def bulan_indikator(kunci: int) -> tuple[Bulan, ...]:
    """The planned months of an indikator, in order."""
    jadwal = JadwalBulan.objects.filter(indikator=kunci).order_by("tahun", "bulan")
    return tuple(Bulan(tahun, bulan) for tahun, bulan in jadwal.values_list("tahun", "bulan"))


def tulis_bulan(indikator: int, dari: Collection[Bulan], ke: Collection[Bulan]) -> None:
    """Take the months of an indikator from `dari` (what is stored) to `ke`; months in both keep their rows."""
    if hilang := set(dari) - set(ke):
        syarat = models.Q()
        for bulan in hilang:
            syarat |= models.Q(tahun=bulan.tahun, bulan=bulan.bulan)
        JadwalBulan.objects.filter(syarat, indikator=indikator).delete()
    if baru := set(ke) - set(dari):
        JadwalBulan.objects.bulk_create(
            [JadwalBulan(indikator_id=indikator, tahun=bulan.tahun, bulan=bulan.bulan) for bulan in sorted(baru)]
        )


def penerus_cabang(tingkat: str, butir: IsiButir) -> dict[str, dict[str, list[int]]]:
    """The rows of other plans that carry on rows of this branch: level → key here (as text) → their keys.

    Deleting a row takes its successors' memory of it (`pendahulu`); `sambung_penerus` gives that back.
    """
    hasil: dict[str, dict[str, list[int]]] = {}
    lapis: list[IsiButir] = [butir]
    satu: str | None = tingkat
    while satu and lapis:
        penerus = MODEL[satu]._default_manager.filter(pendahulu__in=[anak.id for anak in lapis]).order_by("pk")
        for atas, kunci in penerus.values_list("pendahulu_id", "pk"):
            hasil.setdefault(satu, {}).setdefault(str(atas), []).append(kunci)
        lapis = [anak for atas in lapis for anak in getattr(atas, "anak", [])]
        satu = BAWAH[satu]
    return hasil


def sambung_penerus(penerus: Mapping[str, Mapping[str, list[int]]]) -> None:
    """Give successors that have no predecessor (any more) the one that `penerus_cabang` found."""
    for tingkat, peta in penerus.items():
        for kunci, anak in peta.items():
            MODEL[tingkat]._default_manager.filter(pk__in=anak, pendahulu=None).update(pendahulu=int(kunci))


def data_cabang(butir: IsiButir) -> dict[str, Any]:
    """A branch as JSON with its keys, for the journal; `cabang_dari_data` reads it back."""
    hasil: dict[str, Any] = {}
    for medan in fields(butir):
        nilai = getattr(butir, medan.name)
        if medan.name == "anak":
            hasil["anak"] = [data_cabang(anak) for anak in nilai]
        elif medan.name == "bulan":
            hasil["bulan"] = [bulan.iso() for bulan in nilai]
        elif medan.name not in ("nomor_cetak", "nomor_program_cetak"):
            hasil[medan.name] = nilai
    return hasil


def cabang_dari_data(tingkat: str, data: Mapping[str, Any]) -> IsiButir:
    """The branch that `data_cabang` wrote."""
    nilai = dict(data)
    if "bulan" in nilai:
        nilai["bulan"] = tuple(Bulan.dari_iso(bulan) for bulan in nilai["bulan"])
    if bawah := BAWAH[tingkat]:
        nilai["anak"] = [cabang_dari_data(bawah, anak) for anak in nilai["anak"]]
    return KELAS[tingkat](**nilai)


def tanpa_kunci(butir: IsiButir) -> IsiButir:
    """The branch as a new one (in place): no keys, no predecessors; a copy is a row of its own."""
    butir.id, butir.pendahulu_id, butir.revisi = None, None, 1
    for anak in getattr(butir, "anak", []):
        tanpa_kunci(anak)
    return butir
