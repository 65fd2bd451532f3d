"""Deadlines of submission: said by reviewers, shown to them and to the offices."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction

from actionplans.models import RencanaAksi, Tenggat
from actionplans.policy import DAPAT_DIUBAH, boleh_tenggat, menyusun, q_susun
from areas.models import JenisRencana
from satker.models import Satker

if TYPE_CHECKING:
    from satker.models import Pengguna

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


class TenggatKantor(NamedTuple):
    """A deadline that waits for an office: of which year and kind, and its plan (None: not begun)."""

    satker: Satker
    tahun: int
    jenis: JenisRencana
    rencana: RencanaAksi | None
    sisa: Sisa


def berlaku_bagi(rencana: RencanaAksi | None) -> bool:
    """A deadline waits for a plan that is not begun or still in its writers' hands; a later version, made after the
    decree, has none."""
    return rencana is None or (rencana.versi == 1 and rencana.status in DAPAT_DIUBAH)


def tenggat_kantor(user: Any, hari_ini: datetime.date) -> list[TenggatKantor]:
    """The deadlines of this year's plans and later ones that wait for the offices for which `user` writes plans, the
    next one first. Three queries; none for who writes no plans."""
    if not menyusun(user):
        return []
    kantor = list(Satker.objects.aktif().filter(q_susun(user)))
    semua = Tenggat.objects.filter(satker__in={_pembina(satu) for satu in kantor}, tahun__gte=hari_ini.year)
    terakhir: dict[tuple[int, int, str], Tenggat] = {}
    for tenggat in semua.select_related("jenis").order_by("-pk"):
        terakhir.setdefault((tenggat.satker_id, tenggat.tahun, tenggat.jenis_id), tenggat)
    rencana = {
        (satu.satker_id, satu.tahun, satu.jenis_id): satu
        for satu in RencanaAksi.objects.filter(q_susun(user, "satker__"), tahun__gte=hari_ini.year).terbaru()
    }
    hasil = []
    for satker in kantor:
        for (pembina, tahun, jenis), tenggat in terakhir.items():
            punya = rencana.get((satker.pk, tahun, jenis))
            if tenggat.batas and pembina == _pembina(satker) and berlaku_bagi(punya):
                hasil.append(TenggatKantor(satker, tahun, tenggat.jenis, punya, sisa(tenggat.batas, hari_ini)))
    return sorted(hasil, key=lambda satu: (satu.sisa.batas, satu.satker.kode, satu.jenis.urutan))


def _pembina(satker: Satker) -> int:
    """Key of the office that keeps the deadlines of this one: the one above; KPU RI keeps its own."""
    return satker.induk_id or satker.pk


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
