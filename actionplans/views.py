"""The list of plans, and a plan as a sheet."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from actionplans.forms import SaringRencana
from actionplans.langkah import langkah_rencana
from actionplans.layar import TRIWULAN, lembar_layar
from actionplans.models import RencanaAksi
from actionplans.policy import menyusun
from areas.simpan import baca_pohon

PER_HALAMAN = 25


@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Plans that the person may see, newest version of each, with filters in the address."""
    saring = SaringRencana(request.GET, user=request.user)
    saring.is_valid()
    semua = RencanaAksi.objects.visible_to(request.user).terbaru()
    rencana = saring.saring(semua.untuk_daftar())
    halaman = Paginator(rencana, PER_HALAMAN).get_page(request.GET.get("halaman"))
    tersaring = any(saring.data.get(nama) for nama in saring.fields)
    konteks = {
        "saring": saring,
        "page_obj": halaman,
        "tersaring": tersaring,
        "menyusun": menyusun(request.user),
        "bersihkan_url": reverse("rencana:daftar") if tersaring else "",
    }
    return render(request, "actionplans/daftar.html", konteks)


@require_safe
def lembar(request: HttpRequest, tahun: int, slug: str, jenis: str) -> HttpResponse:
    """A plan as the grid that its Lampiran prints. `?versi=` shows an earlier version."""
    rencana, versi = ambil_rencana(request, tahun, slug, jenis)
    tata = rencana.pohon.tata_kolom.isi()
    isi = baca_pohon(rencana.pohon)
    hari_ini = timezone.localdate()
    bulan_ini = hari_ini.month if hari_ini.year == rencana.tahun else 0
    konteks = {
        **konteks_ruang(rencana, versi, "lembar"),
        "susun_url": alamat_susun(request.user, rencana),
        "kembali_url": alamat_susun(request.user, rencana, "rencana:kembali"),
        "lembar": lembar_layar(isi, tata, rencana.tahun),
        "ada_bulan": tata.ada("bulan"),
        "bulan_ini": bulan_ini,
        "bulan_ini_teks": str(bulan_ini),
        "triwulan": [str(bulan) for bulan in TRIWULAN],
        "triwulan_angka": TRIWULAN,
        "judul_rincian": next((k.judul for k in tata.kolom if k.jenis == "rincian"), ""),
    }
    return render(request, "actionplans/lembar.html", konteks)


def alamat_susun(user: Any, rencana: RencanaAksi, halaman: str = "rencana:susun") -> str:
    """Where the person writes this plan (or another page for its writers); "" for who may not now."""
    if not user.has_perm("actionplans.ubah_rencana", rencana):
        return ""
    return f"{reverse(halaman, args=rencana.alamat)}?versi={rencana.versi}"


def ambil_rencana(request: HttpRequest, tahun: int, slug: str, jenis: str) -> tuple[RencanaAksi, list[int]]:
    """The plan of an address with the versions that there are, newest first; 404 for strangers alike. One query
    for the versions and one for the plan."""
    terlihat = RencanaAksi.objects.visible_to(request.user).beralamat(tahun, slug, jenis)
    versi = list(terlihat.values_list("versi", flat=True))
    diminta = request.GET.get("versi", "")
    if not versi or (diminta and diminta not in map(str, versi)):
        raise Http404("Rencana tidak ditemukan.")
    return terlihat.untuk_lembar().get(versi=int(diminta) if diminta else versi[0]), versi


def konteks_ruang(rencana: RencanaAksi, versi: list[int], tab: str) -> dict[str, Any]:
    """What the workspace of a plan shows on each of its tabs: title, stepper, tabs, versions."""
    tanda = f"?versi={rencana.versi}" if rencana.versi != versi[0] else ""
    return {
        "rencana": rencana,
        "konteks_satker": rencana.satker,
        "konteks_tahun": rencana.tahun,
        "versi": versi,
        "langkah": langkah_rencana(rencana),
        "remah": [{"nama": "Rencana aksi", "url": reverse("rencana:daftar")}],
        "tab": [
            {"nama": nama, "url": reverse(alamat, args=rencana.alamat) + tanda, "aktif": kunci == tab}
            for kunci, nama, alamat in (
                ("lembar", "Lembar", "rencana:lembar"),
                ("kelengkapan", "Kelengkapan", "rencana:kelengkapan"),
                ("perbandingan", "Perbandingan", "rencana:perbandingan"),
                ("reviu", "Reviu", "rencana:reviu"),
                ("keputusan", "Keputusan", "keputusan:pratinjau"),
                ("jejak", "Jejak", "rencana:jejak"),
            )
        ],
    }
