"""Reviewing a plan: its rows with what has changed and what is said about them; the steps of the workflow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from actionplans import komentar, tahapan
from actionplans.alur import tindakan_dapat
from actionplans.kelengkapan import Berat, periksa
from actionplans.models import Komentar, Langkah, RencanaAksi, Reviu
from actionplans.reviu.lembar import (
    NAMA_ACUAN,
    baca_kunci_baris,
    konteks_utas,
    lembar_reviu,
    nama_baris,
    utas_rencana,
)
from actionplans.status import Tindakan
from actionplans.susun.permintaan import rencana_diminta
from actionplans.tahapan import LangkahDitolak
from actionplans.views import alamat_susun, ambil_rencana, konteks_ruang
from areas.cabang import ButirTidakAda
from areas.simpan import baca_pohon

PESAN = {
    Tindakan.AJUKAN: "Rencana diajukan. Isinya terkunci sampai reviu selesai atau pengajuannya ditarik.",
    Tindakan.TARIK: "Pengajuan ditarik. Rencana kembali dapat disusun.",
    Tindakan.KEMBALIKAN: "Rencana dikembalikan ke satkernya.",
    Tindakan.SETUJUI: "Rencana disetujui, tepat seperti yang diajukan.",
}
_BERLAKU = 409


@require_safe
def reviu(request: HttpRequest, tahun: int, slug: str, jenis: str) -> HttpResponse:
    """The plan as its reviewer and its office read it. `?banding=` chooses what it is held against; `?hanya=` shows
    only what has changed ("berubah") or has open threads ("terbuka")."""
    rencana, versi = ambil_rencana(request, tahun, slug, jenis)
    return render(request, "actionplans/reviu/reviu.html", konteks_reviu(request, rencana, versi))


def konteks_reviu(request: HttpRequest, rencana: RencanaAksi, versi: list[int], **lain: Any) -> dict[str, Any]:
    """What the page shows; `lain`: what a refused form had in it."""
    lembar = lembar_reviu(rencana, request.GET.get("banding", ""))
    hanya = request.GET.get("hanya", "")
    dapat = tindakan_dapat(rencana, request.user)
    pengajuan = tahapan.pengajuan_terakhir(rencana)
    penghalang = 0
    if Tindakan.AJUKAN in dapat:
        temuan = periksa(baca_pohon(rencana.pohon), rencana.tahun)
        penghalang = sum(satu.berat is Berat.PENGHALANG for satu in temuan)
    return {
        **konteks_ruang(rencana, versi, "reviu"),
        "lembar": lembar,
        "acuan": [{"kunci": satu, "nama": NAMA_ACUAN[satu]} for satu in lembar.pilihan],
        "nama_acuan": NAMA_ACUAN[lembar.acuan].lower() if lembar.acuan else "",
        "hanya": hanya if hanya in ("berubah", "terbuka") else "",
        "dapat": set(dapat),
        "penghalang": penghalang,
        "pengajuan": pengajuan,
        "reviu": Reviu.objects.filter(pengajuan=pengajuan).select_related("reviewer").first() if pengajuan else None,
        "riwayat": Langkah.objects.filter(rencana=rencana).select_related("pengguna").order_by("-pk"),
        "boleh_komentar": request.user.has_perm("actionplans.komentari_rencana", rencana),
        "mereviu": request.user.has_perm("actionplans.reviu_rencana", rencana),
        "susun_url": alamat_susun(request.user, rencana),
        **lain,
    }


@require_POST
def langkah(request: HttpRequest, tahun: int, slug: str, jenis: str, tindakan: str) -> HttpResponse:
    """Take a step of the workflow."""
    if tindakan not in PESAN:
        raise Http404
    rencana = rencana_diminta(request, tahun, slug, jenis)
    catatan = request.POST.get("catatan", "")[:4000]
    isian: dict[str, Any] = {"rencana": rencana, "pengguna": request.user, "catatan": catatan}
    if tindakan in (Tindakan.KEMBALIKAN, Tindakan.SETUJUI):
        dilihat = request.POST.get("pengajuan", "")
        isian["pengajuan"] = int(dilihat) if dilihat.isdecimal() and len(dilihat) < 19 else 0
    try:
        getattr(tahapan, tindakan)(**isian)
    except LangkahDitolak as galat:
        rencana, versi = ambil_rencana(request, tahun, slug, jenis)
        konteks = konteks_reviu(request, rencana, versi, galat=str(galat), catatan=catatan)
        return render(request, "actionplans/reviu/reviu.html", konteks, status=_BERLAKU)
    messages.success(request, PESAN[Tindakan(tindakan)])
    return redirect(_alamat(rencana))


@require_POST
def tulis(request: HttpRequest, tahun: int, slug: str, jenis: str) -> HttpResponse:
    """Open a thread on a row (`baris`), or on the whole plan."""
    rencana = rencana_diminta(request, tahun, slug, jenis)
    baris = request.POST.get("baris", "")
    try:
        tingkat, kunci = baca_kunci_baris(baris)
    except ValueError as galat:
        raise Http404 from galat
    isi = request.POST.get("isi", "")
    return _jawab(
        request,
        rencana,
        baris,
        isi,
        lambda: komentar.tulis(
            rencana=rencana,
            pengguna=request.user,  # type: ignore[arg-type]
            isi=isi,
            tingkat=tingkat,
            kunci_butir=kunci,
        ),
    )


@require_POST
def balas(request: HttpRequest, tahun: int, slug: str, jenis: str, kunci: int) -> HttpResponse:
    """Answer in a thread."""
    rencana = rencana_diminta(request, tahun, slug, jenis)
    utas = _utas(rencana, kunci)
    isi = request.POST.get("isi", "")
    return _jawab(
        request,
        rencana,
        nama_baris(utas),
        isi,
        lambda: komentar.balas(utas=utas, pengguna=request.user, isi=isi),  # type: ignore[arg-type]
        utas=kunci,
    )


@require_POST
def tandai(request: HttpRequest, tahun: int, slug: str, jenis: str, kunci: int) -> HttpResponse:
    """Mark a thread as settled (`selesai=1`), or open it again."""
    rencana = rencana_diminta(request, tahun, slug, jenis)
    utas = _utas(rencana, kunci)
    selesai = request.POST.get("selesai") == "1"
    return _jawab(
        request,
        rencana,
        nama_baris(utas),
        "",
        lambda: komentar.tandai(utas=utas, pengguna=request.user, selesai=selesai),  # type: ignore[arg-type]
    )


def _utas(rencana: RencanaAksi, kunci: int) -> Komentar:
    return get_object_or_404(Komentar.objects.utas().select_related("rencana"), pk=kunci, rencana=rencana)


def _jawab(
    request: HttpRequest, rencana: RencanaAksi, baris: str, isi: str, perbuatan: Callable[[], Any], utas: int = 0
) -> HttpResponse:
    """Do it, and show the row's threads again: the fragment, or the page at that row. What was typed is kept when it
    is refused."""
    tolak: dict[str, Any] = {}
    try:
        perbuatan()
    except LangkahDitolak as galat:
        tolak = {"galat_baris": baris, "galat_utas": utas, "galat_isi": str(galat), "ketikan": isi}
    except ButirTidakAda as galat:
        raise Http404(str(galat)) from galat
    except PermissionDenied:
        if request.htmx:  # type: ignore[attr-defined]
            return HttpResponse("Anda tidak dapat berkomentar di rencana ini sekarang.", status=403)
        raise
    status = 422 if tolak else 200
    if request.htmx:  # type: ignore[attr-defined]
        rencana.refresh_from_db(fields=["status"])
        semua = [satu for satu in utas_rencana(rencana) if nama_baris(satu.awal) == baris]
        konteks = konteks_utas(baris, semua, rencana=rencana, **_hak(request, rencana), **tolak)
        return render(request, "actionplans/reviu/utas.html", konteks, status=status)
    if tolak:
        rencana, versi = ambil_rencana(request, *rencana.alamat)
        konteks = konteks_reviu(request, rencana, versi, **tolak)
        return render(request, "actionplans/reviu/reviu.html", konteks, status=status)
    return redirect(f"{_alamat(rencana)}#{baris or 'umum'}")


def _hak(request: HttpRequest, rencana: RencanaAksi) -> dict[str, bool]:
    return {
        "boleh_komentar": request.user.has_perm("actionplans.komentari_rencana", rencana),
        "mereviu": request.user.has_perm("actionplans.reviu_rencana", rencana),
    }


def _alamat(rencana: RencanaAksi) -> str:
    return reverse("rencana:reviu", args=rencana.alamat)
