"""Importing a plan: upload, preview, confirm. Nothing of the plan is written before it is confirmed."""

from __future__ import annotations

import uuid
from itertools import zip_longest
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from actionplans.impor.forms import UnggahRencana
from actionplans.impor.rencana import Bacaan, RencanaSudahAda, baca_rencana, simpan_bacaan
from actionplans.models import BerkasImpor
from areas.isi import TINGKAT, TINGKAT_DARI_KELAS
from satker.models import Pengguna

BERSAMAAN = "Rencana itu baru saja dibuat oleh orang lain. Buka dari daftar rencana."


def unggah(request: HttpRequest) -> HttpResponse:
    """Choose office, year, kind and file; leads to the preview."""
    form = UnggahRencana(request.POST or None, request.FILES or None, user=request.user)
    if not form.fields["satker"].queryset.exists():  # type: ignore[attr-defined]
        raise PermissionDenied
    if request.method == "POST" and form.is_valid():
        nilai = form.cleaned_data
        nilai["berkas"].seek(0)
        berkas = BerkasImpor.objects.create(
            satker=nilai["satker"],
            tahun=nilai["tahun"],
            jenis=nilai["jenis"],
            nama=nilai["berkas"].name[:255],
            berkas=nilai["berkas"],
            pengguna=cast(Pengguna, request.user),  # every page but the sign-in page asks for a signed-in person
        )
        return redirect("rencana:impor-pratinjau", berkas.pk)
    return render(request, "actionplans/impor/unggah.html", {"form": form}, status=422 if form.is_bound else 200)


def pratinjau(request: HttpRequest, kunci: uuid.UUID) -> HttpResponse:
    """The tree as read, what was not understood, and each row's match; POST keeps matches changed by hand."""
    berkas = _berkas(request, kunci)
    if request.method == "POST":
        berkas.pilihan |= {
            nama.removeprefix("asal-"): str(nilai).strip()
            for nama, nilai in request.POST.items()
            if nama.startswith("asal-") and nama.removeprefix("asal-").isdecimal()
        }
        berkas.save(update_fields=["pilihan"])
        if "simpan" in request.POST:
            return _simpan(request, berkas)
        messages.success(request, "Pilihan kecocokan disimpan.")
        return redirect("rencana:impor-pratinjau", berkas.pk)
    return render(request, "actionplans/impor/pratinjau.html", _konteks(berkas, _baca(berkas)))


@require_POST
def batal(request: HttpRequest, kunci: uuid.UUID) -> HttpResponse:
    """Give the upload up: the file is removed, nothing was written."""
    berkas = _berkas(request, kunci)
    _hapus(berkas)
    messages.success(request, f"Impor {berkas.nama} dibatalkan. Tidak ada rencana yang dibuat.")
    return redirect("rencana:daftar")


def _simpan(request: HttpRequest, berkas: BerkasImpor) -> HttpResponse:
    try:
        with transaction.atomic():
            rencana = simpan_bacaan(_baca(berkas))
    except RencanaSudahAda as galat:
        messages.error(request, str(galat))
    except IntegrityError:
        messages.error(request, BERSAMAAN)
    else:
        _hapus(berkas)
        messages.success(request, f"{rencana} dibuat dari {berkas.nama} sebagai draf. Periksa isinya, lalu ajukan.")
        return redirect(rencana)
    return redirect("rencana:impor-pratinjau", berkas.pk)


def _berkas(request: HttpRequest, kunci: uuid.UUID) -> BerkasImpor:
    semua = BerkasImpor.objects.visible_to(request.user).select_related("satker__induk", "jenis")
    return get_object_or_404(semua, pk=kunci)


def _hapus(berkas: BerkasImpor) -> None:
    berkas.berkas.delete(save=False)
    berkas.delete()


def _baca(berkas: BerkasImpor) -> Bacaan:
    with berkas.berkas.open("rb") as isi:
        return baca_rencana(
            satker=berkas.satker,
            tahun=berkas.tahun,
            jenis=berkas.jenis,
            nama=berkas.nama,
            data=isi.read(),
            pilihan=berkas.pilihan,
        )


def _konteks(berkas: BerkasImpor, bacaan: Bacaan) -> dict[str, Any]:
    cocok = bacaan.cocok.baris if bacaan.cocok else []
    baris = [
        {
            "urutan": urutan,
            "tingkat": TINGKAT_DARI_KELAS[type(butir)],
            "butir": butir,
            "letak": letak,
            "cocok": satu,
        }
        for urutan, (butir, letak, satu) in enumerate(zip_longest(bacaan.hasil.isi.semua(), bacaan.hasil.letak, cocok))
    ]
    templat: dict[str, list[Any]] = {tingkat: [] for tingkat in TINGKAT}
    if bacaan.templat:
        for butir in bacaan.templat.semua():
            templat[TINGKAT_DARI_KELAS[type(butir)]].append(butir)
    return {
        "berkas": berkas,
        "konteks_satker": berkas.satker,
        "konteks_tahun": berkas.tahun,
        "jumlah": bacaan.hasil.isi.jumlah(),
        "jumlah_bulan": bacaan.hasil.jumlah_bulan,
        "tata_kolom": bacaan.tata_kolom,
        "skema_nomor": bacaan.skema_nomor,
        "masalah": bacaan.hasil.masalah,
        "ringkasan": bacaan.cocok.ringkasan() if bacaan.cocok else {},
        "hilang": bacaan.cocok.hilang if bacaan.cocok else [],
        "baris": baris,
        "templat": templat,
    }
