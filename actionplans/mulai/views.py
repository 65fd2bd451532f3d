"""Starting a plan, and a new version of one."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from actionplans.buat import buat_dari_rencana
from actionplans.mulai.forms import MulaiRencana
from actionplans.policy import VERSI_BARU, boleh_susun
from actionplans.views import ambil_rencana

BERSAMAAN = "Rencana itu baru saja dibuat oleh orang lain. Buka dari daftar rencana."


def mulai(request: HttpRequest) -> HttpResponse:
    """Choose office, year and source; a person who writes for no office is refused."""
    form = MulaiRencana(request.POST or None, user=request.user)
    if not form.fields["satker"].queryset.exists():  # type: ignore[attr-defined]
        raise PermissionDenied
    if request.method == "POST" and form.is_valid():
        try:
            rencana = form.simpan()
        except IntegrityError:
            form.add_error(None, BERSAMAAN)
        else:
            messages.success(request, f"{rencana} dibuat sebagai draf. Lengkapi isinya, lalu ajukan.")
            return redirect(rencana)
    status = 422 if form.is_bound else 200
    return render(request, "actionplans/mulai/mulai.html", {"form": form}, status=status)


@require_POST
def versi_baru(request: HttpRequest, tahun: int, slug: str, jenis: str) -> HttpResponse:
    """A new version of a determined plan, as a draft; the determined one stays as it was."""
    rencana, versi = ambil_rencana(request, tahun, slug, jenis)
    if not boleh_susun(request.user, rencana.satker):
        raise PermissionDenied
    if rencana.status not in VERSI_BARU or rencana.versi != versi[0]:
        messages.error(request, "Versi baru hanya dapat dibuat dari versi terakhir yang sudah ditetapkan.")
        return redirect(rencana)
    try:
        baru = buat_dari_rencana(sumber=rencana, tahun=rencana.tahun)
    except IntegrityError:
        messages.error(request, BERSAMAAN)
        return redirect(rencana)
    messages.success(request, f"Versi {baru.versi} dibuat sebagai draf. Versi {rencana.versi} tetap seperti semula.")
    return redirect(baru)
