"""The pages of the editor: the sheet of an area, one row, the results of a search."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from actionplans.jurnal import dapat_diurungkan
from actionplans.susun import perbuatan
from actionplans.susun.jawaban import jawab_hilang, jawab_rincian, tertutup
from actionplans.susun.lembar import SEBUTAN, lembar_susun
from actionplans.susun.permintaan import alamat, alamat_baris, area_diminta, konteks_susun, rencana_diminta
from areas.bulan import NAMA_BULAN
from areas.cabang import ButirTidakAda, cari_butir
from areas.isi import TINGKAT
from areas.simpan import JALUR, MODEL
from areas.teks import polos
from satker.models import Subbag

HASIL_CARI = 30
PANJANG_CARI = 100


@require_safe
def susun(request: HttpRequest, tahun: int, slug: str, jenis: str) -> HttpResponse:
    """The editor. `?area=` is the area's key, by default the first; `?baris=indikator-12` leads to that row."""
    rencana = rencana_diminta(request, tahun, slug, jenis)
    if (jawaban := tertutup(request, rencana)) is not None:
        return jawaban
    baris = request.GET.get("baris", "")
    try:
        area = area_diminta(request, rencana, baris)
        lembar = lembar_susun(rencana, area)
    except ButirTidakAda:
        messages.warning(request, "Baris atau area yang dicari sudah tidak ada di rencana ini.")
        lembar = lembar_susun(rencana)
    terakhir = dapat_diurungkan(rencana, request.user)  # type: ignore[arg-type]
    konteks = {
        **konteks_susun(rencana),
        "lembar": lembar,
        "baris": baris,
        "daftar_pic": list(Subbag.objects.filter(satker=rencana.satker).values_list("kode", flat=True)),
        "bulan_setahun": [(nomor, nama[:3]) for nomor, nama in enumerate(NAMA_BULAN, 1)],
        "terakhir_teks": f"{terakhir.get_jenis_display()}: {terakhir.judul or 'baris tanpa uraian'}"
        if terakhir
        else "",
        "remah": [
            {"nama": "Rencana aksi", "url": reverse("rencana:daftar")},
            {"nama": f"{rencana.jenis.nama} {rencana.tahun}", "url": alamat(rencana, "rencana:lembar")},
        ],
    }
    return render(request, "actionplans/susun/susun.html", konteks)


@require_safe
def cari(request: HttpRequest, tahun: int, slug: str, jenis: str) -> HttpResponse:
    """Rows of the whole plan that hold every word of `?q=`, as links to them."""
    rencana = rencana_diminta(request, tahun, slug, jenis)
    if (jawaban := tertutup(request, rencana)) is not None:
        return jawaban
    kata = request.GET.get("q", "").strip()[:PANJANG_CARI]
    hasil: list[dict[str, Any]] = []
    for tingkat in TINGKAT if kata else ():
        syarat = Q()
        for satu in kata.split():
            cocok = Q(uraian__icontains=satu)
            for medan in {"sub_kegiatan": ("rincian",), "indikator": ("ket",)}.get(tingkat, ()):
                cocok |= Q((f"{medan}__icontains", satu))
            syarat &= cocok
        butir = MODEL[tingkat]._default_manager.filter(syarat, **{JALUR[tingkat]: rencana.pohon_id})
        hasil += [
            {
                "sebutan": SEBUTAN[tingkat].capitalize(),
                "uraian": polos(uraian).replace("\n", " "),
                "url": alamat_baris(rencana, tingkat, kunci),
                "kunci": f"{tingkat}-{kunci}",
            }
            for kunci, uraian in butir.order_by("pk").values_list("pk", "uraian")[: HASIL_CARI - len(hasil)]
        ]
    konteks = {"hasil": hasil, "kata": kata, "penuh": len(hasil) == HASIL_CARI}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "actionplans/susun/hasil_cari.html", konteks)
    return render(request, "actionplans/susun/cari.html", {**konteks_susun(rencana), **konteks})


@require_http_methods(["GET", "HEAD", "POST"])
def rincian(request: HttpRequest, tahun: int, slug: str, jenis: str, tingkat: str, kunci: int) -> HttpResponse:
    """One row with all that it has: a panel beside the sheet, or a page of its own. POST changes its fields."""
    if request.method == "POST":
        return perbuatan.ubah_butir(request, tahun=tahun, slug=slug, jenis=jenis, tingkat=tingkat, kunci=kunci)
    rencana = rencana_diminta(request, tahun, slug, jenis)
    if (jawaban := tertutup(request, rencana)) is not None:
        return jawaban
    try:
        butir = cari_butir(rencana.pohon_id, tingkat, kunci)
    except ButirTidakAda as galat:
        return jawab_hilang(request, rencana, str(galat))
    return jawab_rincian(request, rencana, tingkat, butir)
