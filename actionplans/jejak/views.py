"""The trail of a plan, for everybody who may see the plan."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from itertools import groupby

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from actionplans.jejak.baca import Kejadian, baca_kejadian, nama_baris
from actionplans.jejak.ekspor import tulis_jejak
from actionplans.jejak.saring import SaringJejak
from actionplans.views import ambil_rencana, konteks_ruang
from satker.pilihan import Zona

PER_HALAMAN = 25


@require_safe
def jejak(request: HttpRequest, tahun: int, slug: str, jenis: str) -> HttpResponse:
    """Steps, changes and comments, newest first; filters in the address, `?baris=indikator-12` for one row."""
    rencana, versi = ambil_rencana(request, tahun, slug, jenis)
    zona = Zona(rencana.satker.zona)
    saring = SaringJejak(request.GET, rencana=rencana)
    saringan = saring.saringan(zona.jam)
    halaman = Paginator(saringan.kejadian(), PER_HALAMAN).get_page(request.GET.get("halaman"))
    kejadian = baca_kejadian(saringan, [(asal, tanda) for asal, tanda, _, _ in halaman])
    alamat = reverse("rencana:jejak", args=rencana.alamat)
    konteks = {
        **konteks_ruang(rencana, versi, "jejak"),
        "saring": saring,
        "page_obj": halaman,
        "hari": _per_hari(kejadian, zona),
        "zona": zona.label,
        "baris": nama_baris(saringan) if saringan.tingkat else None,
        "csv_url": reverse("rencana:jejak-csv", args=rencana.alamat),
        "bersihkan_url": f"{alamat}?versi={rencana.versi}" if saring.tersaring else "",
    }
    with timezone.override(zona.jam):
        return render(request, "actionplans/jejak/jejak.html", konteks)


@require_safe
@cache_control(private=True, no_cache=True)
def jejak_csv(request: HttpRequest, tahun: int, slug: str, jenis: str) -> HttpResponse:
    """The same trail, whole, with the same filters."""
    rencana, _ = ambil_rencana(request, tahun, slug, jenis)
    zona = Zona(rencana.satker.zona)
    saringan = SaringJejak(request.GET, rencana=rencana).saringan(zona.jam)
    jawaban = HttpResponse(tulis_jejak(saringan, zona.jam, zona.label), content_type="text/csv; charset=utf-8")
    nama = f"jejak-{rencana.jenis_id}-{rencana.tahun}-{rencana.satker.slug}-v{rencana.versi}.csv"
    jawaban["Content-Disposition"] = f'attachment; filename="{nama}"'
    return jawaban


def _per_hari(kejadian: Iterable[Kejadian], zona: Zona) -> list[tuple[datetime.date, list[Kejadian]]]:
    """The events under the days of the office's clocks."""
    kelompok = groupby(kejadian, key=lambda satu: satu.waktu.astimezone(zona.jam).date())
    return [(hari, list(semua)) for hari, semua in kelompok]
