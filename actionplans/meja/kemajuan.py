"""How far the offices of a reviewer are with their plans of a year and kind."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from actionplans.meja.tenggat import Sisa, berlaku_bagi, sisa
from actionplans.models import RencanaAksi, Tenggat
from actionplans.policy import DAPAT_DIUBAH, q_reviu
from actionplans.status import Status
from satker.models import Satker

BELUM_ADA = "belum-ada"


class Kantor(NamedTuple):
    """An office that has not submitted: its plan (None: there is none), in what state, and by when it is due."""

    satker: Satker
    rencana: RencanaAksi | None
    status: str
    tenggat: Sisa | None


@dataclass(frozen=True, slots=True)
class Pembina:
    """An office that keeps a deadline: the one that holds, what was said before (newest first)."""

    satker: Satker
    tenggat: Sisa | None
    terakhir: Tenggat | None
    lama: list[Tenggat]


@dataclass(frozen=True, slots=True)
class Kemajuan:
    """`hitung`: offices by the state of their newest plan, in the order of a plan's year; `belum`: those that have not
    submitted."""

    jumlah: int
    mengajukan: int
    hitung: list[tuple[str, int]]
    belum: list[Kantor]


def baca_pembina(satker: Sequence[Satker], tahun: int, jenis: str, hari_ini: datetime.date) -> list[Pembina]:
    """The deadlines that these offices keep. One query."""
    semua: dict[int, list[Tenggat]] = {satu.pk: [] for satu in satker}
    for tenggat in Tenggat.objects.milik(list(semua), tahun, jenis).select_related("pengguna"):
        semua[tenggat.satker_id].append(tenggat)
    hasil = []
    for satu in satker:
        terakhir = next(iter(semua[satu.pk]), None)
        batas = terakhir.batas if terakhir else None
        hasil.append(Pembina(satu, sisa(batas, hari_ini) if batas else None, terakhir, semua[satu.pk][1:]))
    return hasil


def baca_kemajuan(user: Any, tahun: int, jenis: str, pembina: Sequence[Pembina]) -> Kemajuan:
    """The offices that `user` reviews, by the state of their plan. Two queries."""
    kantor = list(Satker.objects.aktif().filter(q_reviu(user, awalan="")).select_related("induk").order_by("kode"))
    semua = RencanaAksi.objects.filter(q_reviu(user), tahun=tahun, jenis=jenis).terbaru().untuk_daftar()
    rencana = {satu.satker_id: satu for satu in semua}
    tenggat = {satu.satker.pk: satu.tenggat for satu in pembina}
    hitung: Counter[str] = Counter()
    belum = []
    for satker in kantor:
        punya = rencana.get(satker.pk)
        status = punya.status if punya else BELUM_ADA
        hitung[status] += 1
        if punya is None or status in DAPAT_DIUBAH:
            batas = tenggat.get(satker.induk_id or satker.pk) if berlaku_bagi(punya) else None
            belum.append(Kantor(satker, punya, status, batas))
    urutan = [BELUM_ADA, *Status.values]
    return Kemajuan(
        jumlah=len(kantor),
        mengajukan=len(kantor) - len(belum),
        hitung=[(status, hitung[status]) for status in urutan if hitung[status]],
        belum=belum,
    )
