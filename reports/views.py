"""The decree on the screen: its pages as they will be printed, and the PDF; the plan as a file to take away."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from actionplans.models import RencanaAksi
from actionplans.views import ambil_rencana, konteks_ruang
from reports.berkas_ekspor import Format, nama_ekspor, tipe_berkas, tulis_berkas
from reports.cetak import Bentuk, Cetakan, cetak_keputusan, judul_dokumen, nama_berkas
from reports.gambar import gambar_halaman
from reports.mesin import MesinTidakTersedia
from reports.models import Keputusan


@require_safe
def pratinjau(request: HttpRequest, tahun: int, slug: str, jenis: str) -> HttpResponse:
    """The decree page by page. `?bentuk=naskah` shows the original instead of the copy."""
    rencana, versi = ambil_rencana(request, tahun, slug, jenis)
    bentuk = Bentuk.NASKAH if request.GET.get("bentuk") == Bentuk.NASKAH else Bentuk.SALINAN
    konteks = {**konteks_ruang(rencana, versi, "keputusan"), "bentuk": bentuk.value}
    keputusan = Keputusan.objects.untuk_cetak().filter(rencana=rencana).first()
    status = 200
    if keputusan:
        konteks |= {"keputusan": keputusan, "judul_dokumen": judul_dokumen(keputusan, bentuk)}
        try:
            cetakan = cetak_keputusan(keputusan, bentuk)
        except MesinTidakTersedia as galat:
            konteks["galat_mesin"], status = str(galat), 503
        else:
            konteks |= _alamat(rencana, bentuk, cetakan)
    return render(request, "reports/pratinjau.html", konteks, status=status)


def _alamat(rencana: RencanaAksi, bentuk: Bentuk, cetakan: Cetakan) -> dict[str, Any]:
    """Addresses of the PDF and of its pages' pictures, each with its size."""
    versi = {"versi": rencana.versi}
    pdf = reverse("keputusan:unduh", args=(*rencana.alamat, bentuk))
    return {
        "alamat_pdf": f"{pdf}?{urlencode(versi)}",
        "alamat_unduh": f"{pdf}?{urlencode(versi | {'unduh': 1})}",
        "halaman": [
            {
                "alamat": reverse("keputusan:halaman", args=(*rencana.alamat, bentuk, nomor))
                + f"?{urlencode(versi | {'sidik': cetakan.sidik[:12]})}",
                "lebar": lebar,
                "tinggi": tinggi,
                "lanskap": lebar > tinggi,
            }
            for nomor, (lebar, tinggi) in enumerate(cetakan.ukuran, 1)
        ],
    }


@require_safe
@cache_control(private=True, no_cache=True)
def unduh(request: HttpRequest, tahun: int, slug: str, jenis: str, bentuk: Bentuk) -> HttpResponse:
    """The decree as PDF; `?unduh=1` as a file to keep."""
    try:
        keputusan, cetakan = _cetakan(request, tahun, slug, jenis, bentuk)
    except MesinTidakTersedia as galat:
        return render(request, "reports/tanpa_mesin.html", {"galat_mesin": str(galat)}, status=503)
    jawaban = HttpResponse(cetakan.pdf, content_type="application/pdf")
    cara = "attachment" if request.GET.get("unduh") else "inline"
    jawaban["Content-Disposition"] = f'{cara}; filename="{nama_berkas(keputusan, bentuk)}"'
    return jawaban


@require_safe
@cache_control(private=True, max_age=600)
def halaman(request: HttpRequest, tahun: int, slug: str, jenis: str, bentuk: Bentuk, halaman: int) -> HttpResponse:
    """One page of the decree as a picture."""
    try:
        _, cetakan = _cetakan(request, tahun, slug, jenis, bentuk)
    except MesinTidakTersedia as galat:
        return HttpResponse(str(galat), status=503, content_type="text/plain; charset=utf-8")
    if not 1 <= halaman <= len(cetakan.ukuran):
        raise Http404("Halaman itu tidak ada.")
    return HttpResponse(gambar_halaman(cetakan.pdf, halaman), content_type="image/png")


@require_safe
@cache_control(private=True, no_cache=True)
def ekspor(request: HttpRequest, tahun: int, slug: str, jenis: str, bentuk: Format) -> HttpResponse:
    """The plan as a workbook, a document, CSV or JSON. `?versi=` gives an earlier version."""
    rencana, _ = ambil_rencana(request, tahun, slug, jenis)
    jawaban = HttpResponse(tulis_berkas(rencana, bentuk), content_type=tipe_berkas(bentuk))
    jawaban["Content-Disposition"] = f'attachment; filename="{nama_ekspor(rencana, bentuk)}"'
    return jawaban


def _cetakan(request: HttpRequest, tahun: int, slug: str, jenis: str, bentuk: Bentuk) -> tuple[Keputusan, Cetakan]:
    rencana: RencanaAksi = ambil_rencana(request, tahun, slug, jenis)[0]
    keputusan = Keputusan.objects.untuk_cetak().filter(rencana=rencana).first()
    if keputusan is None:
        raise Http404("Rencana ini belum mempunyai Keputusan.")
    return keputusan, cetak_keputusan(keputusan, bentuk)
