"""The editor's answers. Scripts get JSON, plain forms a redirect or a page.

JSON of a deed: `kelompok` (to undo it), `pesan` (what happened), and what has to be drawn anew: `html` (the sheet of
area `area`, with the row `fokus` to go to) or `sel`, `revisi`, `bulan` of one row. Refusals: 404 the row is gone, 409
`bentrok` with both versions or an undoing that would overwrite, 422 `galat` by field, 423 the plan is not in its
writers' hands.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from actionplans import ubah
from actionplans.models import RencanaAksi
from actionplans.susun.forms import OTOMATIS, SENDIRI, TANPA, FormBulan, FormButir
from actionplans.susun.lembar import SEBUTAN, area_dari, bulan_layar, lembar_susun, nomor_cetak
from actionplans.susun.permintaan import alamat, alamat_baris, konteks_susun, minta_json
from actionplans.susun.riwayat import LABEL, riwayat_baris, tampil
from areas.bulan import frasa
from areas.cabang import BAWAH, bulan_indikator
from areas.isi import IsiIndikator
from areas.kisi import Teks
from areas.simpan import MODEL
from areas.teks import html_sel, html_teks
from satker.models import Subbag

TERKUNCI = 423


def jawab_lembar(
    request: HttpRequest,
    rencana: RencanaAksi,
    pesan: str,
    kelompok: uuid.UUID | None,
    tingkat: str | None,
    kunci: int | None,
    *,
    area: int | None = None,
) -> HttpResponse:
    """The answer of a deed that moves rows: the whole sheet of its area, and the row to go to."""
    if area is None and tingkat and kunci:
        area = area_dari(rencana, tingkat, kunci)
    if not minta_json(request):
        return kembali(request, rencana, pesan, tingkat, kunci, ke="lembar")
    lembar = lembar_susun(rencana, area)
    return JsonResponse(
        {
            "pesan": pesan,
            "kelompok": kelompok,
            "area": lembar.area.id if lembar.area else None,
            "fokus": f"{tingkat}-{kunci}" if tingkat else "",
            "html": render_to_string(
                "actionplans/susun/lembar.html", {**konteks_susun(rencana), "lembar": lembar}, request=request
            ),
        }
    )


def jawab_rincian(
    request: HttpRequest,
    rencana: RencanaAksi,
    tingkat: str,
    butir: Any,
    *,
    form: FormButir | None = None,
    form_bulan: FormBulan | None = None,
    status: int = 200,
) -> HttpResponse:
    kode = list(Subbag.objects.filter(satker=rencana.satker).values_list("kode", flat=True))
    nilai = {medan: getattr(butir, medan) for medan in ubah.MEDAN[tingkat]}
    for medan in {"nomor", "nomor_program"} & nilai.keys():
        nilai[f"{medan}_cara"] = OTOMATIS if nilai[medan] is None else SENDIRI if nilai[medan] else TANPA
    nilai["pic_lain"] = "; ".join(satu for satu in butir.pic if satu not in kode)
    nilai["revisi"] = butir.revisi
    dipilih = request.POST.getlist("pic") if form else butir.pic
    if form is None:
        form = FormButir(request.GET, tingkat=tingkat)  # for its fields; nothing is bound to them
        form.is_bound, form.initial = False, nilai
    konteks = {
        **konteks_susun(rencana),
        "tingkat": tingkat,
        "sebutan": SEBUTAN[tingkat],
        "butir": butir,
        "form": form,
        "nomor": nomor_cetak(rencana, tingkat, butir),
        "pic": [(satu, satu in dipilih) for satu in kode],
        "asal": MODEL[tingkat]._default_manager.filter(pk=butir.asal_id).first() if butir.asal_id else None,
        "riwayat": riwayat_baris(rencana, tingkat, butir.pk),
        "jejak_url": f"{alamat(rencana, 'rencana:jejak')}&baris={tingkat}-{butir.pk}",
        "bawah": BAWAH[tingkat],
        "sebutan_bawah": SEBUTAN.get(BAWAH[tingkat] or "", ""),
        "tambah_bawah_url": alamat(rencana, "rencana:susun-tambah", BAWAH[tingkat]) if BAWAH[tingkat] else "",
        "tambah_url": alamat(rencana, "rencana:susun-tambah", tingkat),
        "rincian_url": alamat(rencana, "rencana:susun-rincian", tingkat, butir.pk),
        "gandakan_url": alamat(rencana, "rencana:susun-gandakan", tingkat, butir.pk),
        "pindah_url": alamat(rencana, "rencana:susun-pindah", tingkat, butir.pk),
        "hapus_url": alamat(rencana, "rencana:susun-hapus", tingkat, butir.pk),
        "lembar_url": alamat_baris(rencana, tingkat, butir.pk),
        "galat_bulan": [],
    }
    if tingkat == "indikator":
        jadwal = bulan_indikator(butir.pk)
        isi = IsiIndikator(bulan=jadwal)
        konteks |= {
            "bulan": bulan_layar(isi, rencana.tahun, dua_tahun=True),
            "frasa": request.POST.get("frasa", frasa(jadwal)) if form_bulan else frasa(jadwal),
            "bulan_url": alamat(rencana, "rencana:susun-bulan", butir.pk),
            "galat_bulan": daftar_galat(form_bulan) if form_bulan else [],
        }
    templat = "rincian_isi.html" if request.htmx else "rincian.html"  # type: ignore[attr-defined]
    return render(request, f"actionplans/susun/{templat}", konteks, status=status)


def isi_sel(rencana: RencanaAksi, tingkat: str, butir: Any) -> dict[str, Any]:
    """What the cells of one row show now: `teks` as written, `sel` as printed, and the `revisi` that they are of."""
    cetak = Teks(butir.uraian, nomor_cetak(rencana, tingkat, butir), butir.pic, butir.keterangan_pic)
    lain = ubah.MEDAN[tingkat] & {"rincian", "ket"}
    return {
        "revisi": butir.revisi,
        "sel": {"uraian": html_sel(cetak), **{medan: html_teks(getattr(butir, medan)) for medan in lain}},
        "teks": {medan: getattr(butir, medan) for medan in ("uraian", *lain)},
    }


def kembali(
    request: HttpRequest, rencana: RencanaAksi, pesan: str, tingkat: str | None, kunci: int | None, *, ke: str
) -> HttpResponse:
    """After a plain form: on to the row's page, or back to the sheet where the row is."""
    messages.success(request, pesan)
    if not tingkat or not kunci:
        return HttpResponseRedirect(alamat(rencana, "rencana:susun"))
    if ke == "rincian":
        return HttpResponseRedirect(alamat(rencana, "rencana:susun-rincian", tingkat, kunci))
    return HttpResponseRedirect(alamat_baris(rencana, tingkat, kunci))


def jawab_bentrok(request: HttpRequest, rencana: RencanaAksi, galat: ubah.Bentrok) -> HttpResponse:
    """Both versions of what was to be changed, field by field, and the choice between them."""
    butir: Any = galat.butir
    terakhir = galat.terakhir
    konteks = {
        **konteks_susun(rencana),
        "pesan": str(galat),
        "medan": [
            {"nama": LABEL.get(medan, medan), "tersimpan": tampil(galat.sekarang[medan]), "anda": tampil(nilai)}
            for medan, nilai in galat.diminta.items()
            if galat.sekarang[medan] != nilai
        ],
        "oleh": terakhir.pengguna.nama if terakhir else "",
        "waktu": terakhir.waktu if terakhir else None,
        "hapus": not galat.diminta,
        "butir": butir,
        "tingkat": galat.tingkat,
        "kirim_ulang": [
            (nama, nilai)
            for nama, daftar in request.POST.lists()
            for nilai in daftar
            if nama not in ("csrfmiddlewaretoken", "revisi")
        ],
        "revisi": butir.revisi,
        "ke": request.get_full_path(),
        "lembar_url": alamat_baris(rencana, galat.tingkat, butir.pk),
    }
    if not minta_json(request):
        return render(request, "actionplans/susun/bentrok.html", konteks, status=409)
    jawaban = {
        "bentrok": True,
        "pesan": str(galat),
        "tingkat": galat.tingkat,
        "kunci": butir.pk,
        **isi_sel(rencana, galat.tingkat, butir),
        "html": render_to_string("actionplans/susun/bentrok_isi.html", konteks, request=request),
    }
    return JsonResponse(jawaban, status=409)


def tertutup(request: HttpRequest, rencana: RencanaAksi) -> HttpResponse | None:
    """The polite refusal for who may see the plan but not change it (403), or not now (423); None for its writers."""
    if request.user.has_perm("actionplans.ubah_rencana", rencana):
        return None
    if request.user.has_perm("actionplans.susun_rencana", rencana.satker):
        status = rencana.get_status_display().lower()
        pesan = f"Rencana ini berstatus {status}, jadi isinya tidak dapat diubah sekarang."
        return jawab_terkunci(request, rencana, pesan)
    pesan = "Peran Anda di satker ini hanya untuk melihat. Rencana disusun oleh operator dan pejabat satkernya."
    if minta_json(request):
        return JsonResponse({"pesan": pesan}, status=403)
    return render(request, "actionplans/susun/tertutup.html", {**konteks_susun(rencana), "pesan": pesan}, status=403)


def jawab_terkunci(request: HttpRequest, rencana: RencanaAksi, pesan: str) -> HttpResponse:
    if minta_json(request):
        return JsonResponse({"terkunci": True, "pesan": pesan}, status=TERKUNCI)
    konteks = {**konteks_susun(rencana), "pesan": pesan, "terkunci": True}
    return render(request, "actionplans/susun/tertutup.html", konteks, status=TERKUNCI)


def jawab_hilang(request: HttpRequest, rencana: RencanaAksi, pesan: str) -> HttpResponse:
    pesan += " Mungkin baru saja dihapus orang lain; muat ulang lembarnya."
    return jawab_gagal(request, rencana, pesan, status=404)


def jawab_gagal(request: HttpRequest, rencana: RencanaAksi, pesan: str, *, status: int) -> HttpResponse:
    if minta_json(request):
        return JsonResponse({"pesan": pesan}, status=status)
    konteks = {**konteks_susun(rencana), "pesan": pesan, "lanjut": True}
    return render(request, "actionplans/susun/tertutup.html", konteks, status=status)


def daftar_galat(form: Form) -> list[str]:
    return [str(satu) for galat in form.errors.values() for satu in galat]
