"""The plans that wait for a reviewer."""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from django.db.models import Count, F, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone

from actionplans.models import Langkah, RencanaAksi
from actionplans.policy import q_reviu
from actionplans.status import Status, Tindakan


class Menunggu(NamedTuple):
    """A submitted plan: since when it waits (None: submitted before the portal wrote steps down), which submission it
    is (from 1), and who has begun to review it ("": nobody)."""

    rencana: RencanaAksi
    sejak: datetime.datetime | None
    hari: int
    ke: int
    reviewer: str
    alamat: str


def antrean(user: Any) -> list[Menunggu]:
    """The submitted plans that `user` reviews, those that wait longest first. One query."""
    pengajuan = Langkah.objects.filter(rencana=OuterRef("pk"), tindakan=Tindakan.AJUKAN)
    terakhir = pengajuan.order_by("-pk")
    banyak = pengajuan.order_by().values("rencana").annotate(banyak=Count("pk"))
    semua = (
        RencanaAksi.objects.filter(q_reviu(user), status=Status.DIAJUKAN)
        .untuk_daftar()
        .annotate(
            sejak=Subquery(terakhir.values("waktu")[:1]),
            ke=Subquery(banyak.values("banyak")),
            reviewer=Subquery(terakhir.values("reviu__reviewer__nama")[:1]),
        )
        .order_by(F("sejak").asc(nulls_first=True), "pk")
    )
    hari_ini = timezone.localdate()
    return [
        Menunggu(
            satu,
            satu.sejak,
            (hari_ini - timezone.localdate(satu.sejak)).days if satu.sejak else 0,
            satu.ke or 1,
            satu.reviewer or "",
            reverse("rencana:reviu", args=satu.alamat),
        )
        for satu in semua
    ]
