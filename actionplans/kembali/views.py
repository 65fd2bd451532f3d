"""Bringing an edited workbook back: upload, preview with choices, confirm. Nothing changes before it is confirmed."""

from __future__ import annotations

import uuid
from itertools import groupby
from typing import Any, cast

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from actionplans.beda_pohon import MEDAN, Kunci, kunci_butir
from actionplans.jurnal import entri_terakhir
from actionplans.kembali.baca import BukuKembali, baca_kembali
from actionplans.kembali.forms import UnggahKembali
from actionplans.kembali.gabung import BERKAS, PORTAL, Bentrok
from actionplans.kembali.terapkan import terapkan
from actionplans.models import BerkasImpor, Perubahan, RencanaAksi
from actionplans.susun.jawaban import tertutup
from actionplans.susun.permintaan import rencana_diminta
from actionplans.ubah import RencanaTerkunci, kunci_rencana
from areas.isi import TINGKAT_DARI_KELAS
from satker.models import Pengguna


@require_http_methods(["GET", "HEAD", "POST"])
def unggah(request: HttpRequest, tahun: int, slug: str, jenis: str) -> HttpResponse:
    """Take the workbook; leads to the preview."""
    rencana = rencana_diminta(request, tahun, slug, jenis)
    if (jawaban := tertutup(request, rencana)) is not None:
        return jawaban
    terkirim = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = UnggahKembali(*terkirim, rencana=rencana)
    if form.is_valid():
        return redirect("rencana:kembali-pratinjau", simpan_unggahan(request, rencana, form.cleaned_data["berkas"]).pk)
    konteks = {"form": form, "rencana": rencana, "susun_url": _susun(rencana)}
    return render(request, "actionplans/kembali/unggah.html", konteks, status=422 if form.is_bound else 200)


def simpan_unggahan(request: HttpRequest, rencana: RencanaAksi, berkas: Any) -> BerkasImpor:
    """Keep an uploaded workbook of a plan until it is confirmed or given up."""
    BerkasImpor.objects.buang_lama()
    return BerkasImpor.objects.create(
        satker=rencana.satker,
        tahun=rencana.tahun,
        jenis=rencana.jenis,
        rencana=rencana,
        nama=berkas.name[:255],
        berkas=berkas,
        pengguna=cast(Pengguna, request.user),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def pratinjau(request: HttpRequest, kunci: uuid.UUID) -> HttpResponse:
    """What would change, and what has to be chosen; POST keeps the choices and, with `simpan`, does it."""
    semua = BerkasImpor.objects.visible_to(request.user).filter(rencana__isnull=False)
    berkas = get_object_or_404(semua, pk=kunci)
    rencana = get_object_or_404(RencanaAksi.objects.untuk_lembar(), pk=berkas.rencana_id)
    if (jawaban := tertutup(request, rencana)) is not None:
        return jawaban
    if request.method == "POST":
        berkas.pilihan |= _pilihan(request)
        BerkasImpor.objects.filter(pk=berkas.pk).update(pilihan=berkas.pilihan)
        if "simpan" in request.POST:
            return _simpan(request, berkas, rencana)
        messages.success(request, "Pilihan disimpan dan pratinjau diperbarui.")
        return redirect("rencana:kembali-pratinjau", berkas.pk)
    jurnal = entri_terakhir(rencana)  # before reading: a change in between is then noticed at confirming
    konteks = _konteks(berkas, rencana, _baca(berkas, rencana), jurnal)
    return render(request, "actionplans/kembali/pratinjau.html", konteks)


def _pilihan(request: HttpRequest) -> dict[str, str]:
    """The choices of the form. A branch to be deleted is a box: sent only when ticked, so its name is sent too."""
    hasil = {
        nama.removeprefix("pakai-"): str(nilai)
        for nama, nilai in request.POST.items()
        if nama.startswith("pakai-") and nilai in (PORTAL, BERKAS)
    }
    centang = set(request.POST.getlist("hapus"))
    return hasil | {nama: BERKAS if nama in centang else PORTAL for nama in request.POST.getlist("boleh-hapus")}


def _simpan(request: HttpRequest, berkas: BerkasImpor, rencana: RencanaAksi) -> HttpResponse:
    with transaction.atomic():
        try:
            kunci_rencana(rencana)
        except RencanaTerkunci as galat:
            messages.error(request, str(galat))
            return redirect(rencana)
        if not BerkasImpor.objects.filter(pk=berkas.pk).exists():  # a second click: the first one held the lock
            messages.info(request, f"Unggahan {berkas.nama} sudah diterapkan atau dibatalkan.")
            return redirect(_susun(rencana))
        if request.POST.get("jurnal") != str(entri_terakhir(rencana)):
            messages.warning(
                request,
                "Rencana ini baru saja diubah di portal. Pratinjau di bawah sudah disesuaikan; periksa sekali lagi, "
                "lalu terapkan.",
            )
            return redirect("rencana:kembali-pratinjau", berkas.pk)
        buku = _baca(berkas, rencana)
        terapkan(rencana, cast(Pengguna, request.user), buku.kini, buku.gabungan.hasil)
        BerkasImpor.objects.filter(pk=berkas.pk).delete()
    berkas.berkas.delete(save=False)
    jumlah = buku.rancangan.jumlah()
    isi = ", ".join(f"{banyak} {nama}" for nama, banyak in jumlah.items() if banyak)
    pesan = f"Suntingan dari {berkas.nama} diterapkan: {isi} (baris). Tombol Urungkan mengembalikan semuanya."
    messages.success(request, pesan if isi else "Tidak ada yang berubah.")
    return redirect(_susun(rencana))


def _baca(berkas: BerkasImpor, rencana: RencanaAksi) -> BukuKembali:
    with berkas.berkas.open("rb") as isi:
        return baca_kembali(rencana, berkas.nama, isi.read(), berkas.pilihan)


def _susun(rencana: RencanaAksi) -> str:
    alamat = reverse("rencana:susun", args=rencana.alamat)
    return f"{alamat}?versi={rencana.versi}"


def _konteks(berkas: BerkasImpor, rencana: RencanaAksi, buku: BukuKembali, jurnal: int) -> dict[str, Any]:
    gabungan, rancangan = buku.gabungan, buku.rancangan
    dipindah = {kunci_butir(satu.butir) for satu in rancangan.usul if satu.pindah == "induk"}
    return {
        "berkas": berkas,
        "rencana": rencana,
        "konteks_satker": rencana.satker,
        "konteks_tahun": rencana.tahun,
        "susun_url": _susun(rencana),
        "jurnal": jurnal,
        "jumlah": rancangan.jumlah(),
        "ada": bool(rancangan) or bool(gabungan.bentrok) or bool(gabungan.dihapus),
        "bentrok": [_bentrok(satu, buku.pengubah) for satu in gabungan.bentrok],
        "area": [(area, list(usul)) for area, usul in groupby(rancangan.usul, key=lambda satu: satu.area)],
        "dihapus": [
            {"nama": nama, "butir": butir, "tingkat": TINGKAT_DARI_KELAS[type(butir)], "hapus": pakai == BERKAS,
             "banyak": _banyak(butir, dipindah)}
            for nama, butir, pakai in gabungan.dihapus
        ],
        "diabaikan": gabungan.diabaikan,
        "bulan_dibiarkan": gabungan.bulan_dibiarkan,
        "masalah": buku.masalah,
    }  # fmt: skip


def _bentrok(satu: Bentrok, pengubah: dict[Kunci, Perubahan]) -> dict[str, Any]:
    return {
        "satu": satu,
        "tingkat": TINGKAT_DARI_KELAS[type(satu.butir)],
        "medan": MEDAN.get(satu.medan, ""),
        "oleh": pengubah.get(kunci_butir(satu.butir)),
    }


def _banyak(butir: Any, dipindah: set[Kunci]) -> int:
    """Rows under this one, apart from what is moved elsewhere."""
    bawah = (anak for anak in getattr(butir, "anak", ()) if kunci_butir(anak) not in dipindah)
    return sum(1 + _banyak(anak, dipindah) for anak in bawah)
