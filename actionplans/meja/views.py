"""The reviewers' desk."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from actionplans.meja.antrean import antrean
from actionplans.meja.forms import IsianTenggat, SaringMeja
from actionplans.meja.kemajuan import Pembina, baca_kemajuan, baca_pembina
from actionplans.meja.tenggat import atur_tenggat
from actionplans.policy import membina, mereviu


@require_safe
def meja(request: HttpRequest) -> HttpResponse:
    """What waits for the reviewer, and how far the offices are; `?tahun=` and `?jenis=` choose of what."""
    if not mereviu(request.user):
        raise PermissionDenied
    return _tampil(request, request.GET)


@require_POST
def tenggat(request: HttpRequest, kode: str) -> HttpResponse:
    """Say by when the offices under the office `kode` submit."""
    satker = next((satu for satu in membina(request.user) if satu.kode == kode), None)
    if satker is None:
        raise Http404("Tenggat tidak ditemukan.")
    isian = IsianTenggat(request.POST, auto_id=f"tenggat-{kode}-%s")
    if not isian.is_valid():
        messages.error(request, "Tenggat belum disimpan. Periksa tanggalnya di bagian Tenggat.")
        return _tampil(request, request.POST, {kode: isian}, status=422)
    nilai = isian.cleaned_data
    baru = atur_tenggat(satker=satker, pengguna=request.user, **nilai)  # type: ignore[arg-type]
    if baru is None:
        messages.info(request, "Tenggat tidak berubah.")
    elif baru.batas:
        messages.success(request, f"Tenggat pengajuan {baru.jenis.nama} {baru.tahun} disimpan.")
    else:
        messages.success(request, f"Tenggat pengajuan {baru.jenis.nama} {baru.tahun} ditiadakan.")
    tanda = urlencode({"tahun": nilai["tahun"], "jenis": nilai["jenis"].pk})
    return redirect(f"{reverse('meja:meja')}?{tanda}#kemajuan")


def _tampil(
    request: HttpRequest, pilihan: Any, isian: dict[str, IsianTenggat] | None = None, status: int = 200
) -> HttpResponse:
    hari_ini = timezone.localdate()
    saring = SaringMeja(pilihan, user=request.user, hari_ini=hari_ini)
    konteks: dict[str, Any] = {
        "antrean": antrean(request.user),
        "saring": saring,
        "pembina": (pembina := membina(request.user)),
        "konteks_tahun": saring.tahun_dipilih,
        "tahun": saring.tahun_dipilih,
        "jenis": saring.jenis_dipilih,
    }
    if saring.jenis_dipilih:
        tenggat = baca_pembina(pembina, saring.tahun_dipilih, saring.kode_jenis, hari_ini)
        konteks |= {
            "kemajuan": baca_kemajuan(request.user, saring.tahun_dipilih, saring.kode_jenis, tenggat),
            "tenggat": [(satu, (isian or {}).get(satu.satker.kode) or _isian(saring, satu)) for satu in tenggat],
        }
    return render(request, "actionplans/meja/meja.html", konteks, status=status)


def _isian(saring: SaringMeja, pembina: Pembina) -> IsianTenggat:
    awal = {
        "tahun": saring.tahun_dipilih,
        "jenis": saring.kode_jenis,
        "batas": pembina.tenggat.batas if pembina.tenggat else None,
    }
    return IsianTenggat(initial=awal, auto_id=f"tenggat-{pembina.satker.kode}-%s")
