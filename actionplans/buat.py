"""Making plans: the writes, each in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from actionplans.models import RencanaAksi
from areas.isi import IsiPohon
from areas.models import JenisRencana, Pohon, SkemaNomor, TataKolom, Templat
from areas.salin import salin
from areas.simpan import baca_pohon, peta_kode, tulis_pohon
from satker.models import Satker


def isian_satker(satker: Satker, tahun: int) -> dict[str, str]:
    """What the placeholders of templates become for an office and a year."""
    provinsi = satker.provinsi
    return {
        "satker": satker.nama_pendek,
        "satker_resmi": satker.nama_resmi,
        "wilayah": satker.wilayah,
        "provinsi": provinsi.nama_pendek if provinsi else satker.nama_pendek,
        "tahun": str(tahun),
    }


@transaction.atomic
def buat_dari_templat(*, satker: Satker, tahun: int, templat: Templat, versi: int = 1) -> RencanaAksi:
    """A new draft whose tree is a copy of `templat` with the office's names filled in."""
    pohon = Pohon.objects.create(tata_kolom=templat.pohon.tata_kolom, skema_nomor=templat.pohon.skema_nomor)
    isi = salin(baca_pohon(templat.pohon), isian_satker(satker, tahun), dari_templat=True)
    tulis_pohon(pohon, isi)
    rencana = RencanaAksi(satker=satker, tahun=tahun, jenis=templat.jenis, versi=versi, pohon=pohon, templat=templat)
    rencana.full_clean()
    rencana.save()
    return rencana


@transaction.atomic
def buat_dari_rencana(*, sumber: RencanaAksi, tahun: int, dengan_bulan: bool = True) -> RencanaAksi:
    """A new draft of the same office and kind from `sumber` (from `untuk_lembar`): next year's plan, or a new version.

    Each row remembers the row that it carries on; what was done and decreed stays behind. Months move by as many years
    as the plan does.
    """
    versi = RencanaAksi.objects.filter(satker=sumber.satker, tahun=tahun, jenis=sumber.jenis).aggregate(Max("versi"))
    isi = salin(
        baca_pohon(sumber.pohon),
        {},
        dari_templat=False,
        geser_tahun=tahun - sumber.tahun,
        dengan_bulan=dengan_bulan,
    )
    pohon = Pohon.objects.create(tata_kolom=sumber.pohon.tata_kolom, skema_nomor=sumber.pohon.skema_nomor)
    tulis_pohon(pohon, isi)
    rencana = RencanaAksi(
        satker=sumber.satker,
        tahun=tahun,
        jenis=sumber.jenis,
        versi=(versi["versi__max"] or 0) + 1,
        pohon=pohon,
        templat=sumber.templat,
        pendahulu=sumber,
    )
    rencana.full_clean()
    rencana.save()
    return rencana


@transaction.atomic
def buat_dari_isi(
    *,
    satker: Satker,
    tahun: int,
    jenis: JenisRencana,
    isi: IsiPohon,
    tata_kolom: TataKolom,
    skema_nomor: SkemaNomor,
    lain: Mapping[str, Any] | None = None,
) -> RencanaAksi:
    """A plan from a tree that was read elsewhere (a fixture, an import).

    Rows that name an `asal` are tied to the kind's current template. `lain`: further fields of the plan.
    """
    templat = Templat.objects.dipakai().filter(jenis=jenis).select_related("pohon").first()
    pohon = Pohon.objects.create(tata_kolom=tata_kolom, skema_nomor=skema_nomor)
    tulis_pohon(pohon, isi, asal=peta_kode(templat.pohon) if templat else None)
    rencana = RencanaAksi(satker=satker, tahun=tahun, jenis=jenis, pohon=pohon, templat=templat, **(lain or {}))
    rencana.full_clean()
    rencana.save()
    return rencana
