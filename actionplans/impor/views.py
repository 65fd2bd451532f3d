"""Importing a plan: upload, preview, confirm. Nothing of the plan is written before it is confirmed."""

from __future__ import annotations

import uuid
from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from actionplans.impor.forms import UnggahRencana
from actionplans.impor.layar import TAMPIL, konteks_pratinjau
from actionplans.impor.rencana import Bacaan, RencanaSudahAda, baca_rencana, simpan_bacaan
from actionplans.kembali.baca import dapat_kembali
from actionplans.kembali.views import simpan_unggahan
from actionplans.models import BerkasImpor, RencanaAksi
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
        if rencana := _asal_buku(form.bacaan):
            return redirect("rencana:kembali-pratinjau", simpan_unggahan(request, rencana, nilai["berkas"]).pk)
        BerkasImpor.objects.buang_lama()
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
    if request.method == "POST" and not BerkasImpor.objects.filter(pk=kunci).exists():
        messages.warning(request, "Impor itu sudah disimpan atau dibatalkan.")
        return redirect("rencana:daftar")
    berkas = _berkas(request, kunci)
    if berkas.rencana_id:
        return redirect("rencana:kembali-pratinjau", berkas.pk)
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
        baris = next((nama.removeprefix("asal-") for nama in request.POST if nama.startswith("asal-")), "")
        alamat = reverse("rencana:impor-pratinjau", args=[berkas.pk])
        return redirect(f"{alamat}?tampil={_tampil(request.POST)}" + (f"#baris-{baris}" if baris.isdecimal() else ""))
    ubah = request.GET.get("ubah", "")
    isi = konteks_pratinjau(
        _baca(berkas),
        tampil=_tampil(request.GET),
        ubah=int(ubah) if ubah.isascii() and ubah.isdecimal() and len(ubah) < 6 else None,
    )
    isi |= {"berkas": berkas, "konteks_satker": berkas.satker, "konteks_tahun": berkas.tahun}
    return render(request, "actionplans/impor/pratinjau.html", isi)


@require_POST
def batal(request: HttpRequest, kunci: uuid.UUID) -> HttpResponse:
    """Give the upload up: the file is removed, nothing was written."""
    berkas = _berkas(request, kunci)
    _hapus(berkas)
    if berkas.rencana:
        messages.success(request, f"Unggahan {berkas.nama} dibatalkan. Rencana tidak berubah.")
        return redirect(berkas.rencana)
    messages.success(request, f"Impor {berkas.nama} dibatalkan. Tidak ada rencana yang dibuat.")
    return redirect("rencana:daftar")


def _asal_buku(bacaan: Bacaan | None) -> RencanaAksi | None:
    """The plan that a workbook was exported from, when it was uploaded for just that office, year and kind."""
    if bacaan is None or bacaan.hasil.kunci is None:
        return None
    semua = RencanaAksi.objects.filter(satker=bacaan.satker, tahun=bacaan.tahun, jenis=bacaan.jenis)
    rencana = semua.untuk_lembar().order_by("-versi").first()
    if rencana is None or not dapat_kembali(rencana, bacaan.hasil.kunci):
        return None
    return rencana


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


def _tampil(isian: QueryDict) -> str:
    nilai = isian.get("tampil", "")
    return nilai if nilai in TAMPIL else "semua"


def _berkas(request: HttpRequest, kunci: uuid.UUID) -> BerkasImpor:
    semua = BerkasImpor.objects.visible_to(request.user).select_related("satker__induk", "jenis", "rencana__satker")
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
