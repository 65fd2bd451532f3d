"""Deadlines of submission: said by reviewers, shown to them and to the offices."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from actionplans.models import RencanaAksi, Tenggat
from actionplans.policy import DAPAT_DIUBAH, boleh_tenggat
from areas.models import JenisRencana

if TYPE_CHECKING:
    from satker.models import Pengguna, Satker

SEGERA = 7
"""Days before a deadline from which on it is near."""


@dataclass(frozen=True, slots=True)
class Sisa:
    """A deadline seen from a day: the date, the days left in words, and how that looks (`nada`, `ikon`)."""

    batas: datetime.date
    kata: str
    nada: str
    ikon: str


def sisa(batas: datetime.date, hari_ini: datetime.date) -> Sisa:
    """How long it is until a deadline, which is a whole day: on that day nothing is late yet."""
    hari = (batas - hari_ini).days
    if hari < 0:
        return Sisa(batas, f"lewat {-hari} hari", "merah", "exclamation-circle")
    kata = f"tinggal {hari} hari" if hari else "hari ini"
    return Sisa(batas, kata, "kuning", "clock") if hari <= SEGERA else Sisa(batas, kata, "abu", "calendar3")


def tenggat_rencana(rencana: RencanaAksi) -> datetime.date | None:
    """By when this plan is due; None for one that is not in its writers' hands, or without a deadline. One query."""
    if rencana.status not in DAPAT_DIUBAH:
        return None
    pembina = rencana.satker.induk_id or rencana.satker_id
    terakhir = Tenggat.objects.milik([pembina], rencana.tahun, rencana.jenis_id).first()
    return terakhir.batas if terakhir else None


@transaction.atomic
def atur_tenggat(
    *, satker: Satker, tahun: int, jenis: JenisRencana, batas: datetime.date | None, pengguna: Pengguna
) -> Tenggat | None:
    """Say by when the offices under `satker` submit; `batas` None takes the deadline away. Saying what already holds
    writes nothing. Returns what was written.

    Raises:
        PermissionDenied.
    """
    if not boleh_tenggat(pengguna, satker):
        raise PermissionDenied
    terakhir = Tenggat.objects.milik([satker.pk], tahun, jenis.pk).first()
    if (terakhir.batas if terakhir else None) == batas:
        return None
    return Tenggat.objects.create(satker=satker, tahun=tahun, jenis=jenis, batas=batas, pengguna=pengguna)
