"""The deeds of the editor: one POST each (see `actionplans.susun.jawaban` for what they answer)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from actionplans import ubah
from actionplans.jurnal import TidakDapatDibatalkan, dapat_diurungkan
from actionplans.models import Perubahan, RencanaAksi
from actionplans.susun.forms import FormBulan, FormButir, FormMassal
from actionplans.susun.jawaban import (
    daftar_galat,
    isi_sel,
    jawab_bentrok,
    jawab_gagal,
    jawab_hilang,
    jawab_lembar,
    jawab_rincian,
    jawab_terkunci,
    kembali,
    tertutup,
)
from actionplans.susun.lembar import SEBUTAN, area_dari, area_terdekat
from actionplans.susun.permintaan import (
    angka,
    baca_uuid,
    kelompok_perbuatan,
    minta_json,
    pendek,
    rencana_diminta,
    sebut,
    tujuan,
)
from areas.bulan import frasa
from areas.cabang import ATAS, ButirTidakAda, cari_butir, kunci_induk
from areas.simpan import JALUR, MODEL

Perbuatan = Callable[..., HttpResponse]


def perbuatan(view: Perbuatan) -> Perbuatan:
    """A POST that changes the plan: finds the plan, asks whether the person writes plans of its office, and turns what
    the services refuse into answers. The view gets (request, rencana, **what the address says)."""

    @require_POST
    @wraps(view)
    def jalan(request: HttpRequest, tahun: int, slug: str, jenis: str, **lain: Any) -> HttpResponse:
        rencana = rencana_diminta(request, tahun, slug, jenis)
        if (jawaban := tertutup(request, rencana)) is not None:
            return jawaban
        try:
            return view(request, rencana, **lain)
        except ubah.RencanaTerkunci as galat:
            return jawab_terkunci(request, rencana, str(galat))
        except ubah.Bentrok as galat:
            return jawab_bentrok(request, rencana, galat)
        except ButirTidakAda as galat:
            return jawab_hilang(request, rencana, str(galat))
        except TidakDapatDibatalkan as galat:
            return jawab_gagal(request, rencana, str(galat), status=409)

    return jalan


@perbuatan
def ubah_butir(request: HttpRequest, rencana: RencanaAksi, *, tingkat: str, kunci: int) -> HttpResponse:
    form = FormButir(request.POST, tingkat=tingkat)
    if not form.is_valid():
        if minta_json(request):
            return JsonResponse({"galat": form.errors}, status=422)
        lama = cari_butir(rencana.pohon_id, tingkat, kunci)
        return jawab_rincian(request, rencana, tingkat, lama, form=form, status=422)
    kelompok = kelompok_perbuatan(request)
    butir: Any = ubah.ubah_butir(
        rencana=rencana,
        pengguna=request.user,  # type: ignore[arg-type]
        tingkat=tingkat,
        kunci=kunci,
        revisi=form.cleaned_data["revisi"],
        nilai=form.nilai(),
        kelompok=kelompok,
    )
    pesan = f"{SEBUTAN[tingkat].capitalize()} disimpan."
    if not minta_json(request):
        return kembali(request, rencana, pesan, tingkat, kunci, ke="rincian")
    if request.POST.get("panel"):  # a number may have changed, and with it those below
        return jawab_lembar(request, rencana, pesan, kelompok, tingkat, kunci)
    return JsonResponse({"kelompok": kelompok, **isi_sel(rencana, tingkat, butir)})


@perbuatan
def bulan(request: HttpRequest, rencana: RencanaAksi, *, kunci: int) -> HttpResponse:
    """Plan and unplan months (`nyala`, `mati`), or set them all to a phrase (`frasa`)."""
    form = FormBulan(request.POST, tahun=rencana.tahun)
    if not form.is_valid():
        if minta_json(request):
            return JsonResponse({"galat": form.errors}, status=422)
        butir = cari_butir(rencana.pohon_id, "indikator", kunci)
        return jawab_rincian(request, rencana, "indikator", butir, form_bulan=form, status=422)
    kelompok = kelompok_perbuatan(request)
    siapa: dict[str, Any] = {"rencana": rencana, "pengguna": request.user, "indikator": kunci, "kelompok": kelompok}
    if "frasa" in request.POST:
        hasil = ubah.ganti_bulan(**siapa, bulan=form.cleaned_data["frasa"])
    elif "semua" in request.POST:
        hasil = ubah.ganti_bulan(**siapa, bulan=form.cleaned_data["nyala"])
    else:
        hasil = ubah.atur_bulan(**siapa, nyala=form.cleaned_data["nyala"], mati=form.cleaned_data["mati"])
    if not minta_json(request):
        return kembali(request, rencana, "Jadwal bulan disimpan.", "indikator", kunci, ke="rincian")
    return JsonResponse({"kelompok": kelompok, "bulan": [satu.iso() for satu in hasil], "frasa": frasa(hasil)})


@perbuatan
def tambah(request: HttpRequest, rencana: RencanaAksi, *, tingkat: str) -> HttpResponse:
    """A new empty row after `setelah`, or last under `induk`."""
    kelompok = kelompok_perbuatan(request)
    butir = ubah.tambah_butir(
        rencana=rencana,
        pengguna=request.user,  # type: ignore[arg-type]
        tingkat=tingkat,
        induk=angka(request, "induk"),
        setelah=angka(request, "setelah"),
        kelompok=kelompok,
    )
    pesan = f"{SEBUTAN[tingkat].capitalize()} baru ditambahkan."
    if not minta_json(request):
        return kembali(request, rencana, pesan, tingkat, butir.pk, ke="rincian")
    return jawab_lembar(request, rencana, pesan, kelompok, tingkat, butir.pk)


@perbuatan
def gandakan(request: HttpRequest, rencana: RencanaAksi, *, tingkat: str, kunci: int) -> HttpResponse:
    kelompok = kelompok_perbuatan(request)
    butir = ubah.gandakan_butir(
        rencana=rencana,
        pengguna=request.user,  # type: ignore[arg-type]
        tingkat=tingkat,
        kunci=kunci,
        kelompok=kelompok,
    )
    return jawab_lembar(request, rencana, f"{sebut(tingkat, butir)} digandakan.", kelompok, tingkat, butir.pk)


@perbuatan
def pindah(request: HttpRequest, rencana: RencanaAksi, *, tingkat: str, kunci: int) -> HttpResponse:
    """To where the request says (see `actionplans.susun.permintaan.tujuan`)."""
    kelompok = kelompok_perbuatan(request)
    butir = cari_butir(rencana.pohon_id, tingkat, kunci)
    induk, urutan = tujuan(request, rencana, tingkat, butir)
    ubah.pindah_butir(
        rencana=rencana,
        pengguna=request.user,  # type: ignore[arg-type]
        tingkat=tingkat,
        kunci=kunci,
        induk=induk,
        urutan=urutan,
        kelompok=kelompok,
    )
    return jawab_lembar(request, rencana, f"{sebut(tingkat, butir)} dipindahkan.", kelompok, tingkat, kunci)


@perbuatan
def hapus(request: HttpRequest, rencana: RencanaAksi, *, tingkat: str, kunci: int) -> HttpResponse:
    kelompok = kelompok_perbuatan(request)
    area = area_dari(rencana, tingkat, kunci)
    atas = ATAS[tingkat]
    butir = MODEL[tingkat]._default_manager.filter(pk=kunci, **{JALUR[tingkat]: rencana.pohon_id}).first()
    ubah.hapus_butir(
        rencana=rencana,
        pengguna=request.user,  # type: ignore[arg-type]
        tingkat=tingkat,
        kunci=kunci,
        revisi=angka(request, "revisi"),
        kelompok=kelompok,
    )
    pesan = f"{sebut(tingkat, butir)} dihapus." if butir else "Baris dihapus."
    induk = kunci_induk(butir) if butir and atas else None
    return jawab_lembar(request, rencana, pesan, kelompok, atas, induk, area=area if atas else None)


@perbuatan
def massal(request: HttpRequest, rencana: RencanaAksi) -> HttpResponse:
    """PIC, KET or months of several indikator at once."""
    form = FormMassal(request.POST, tahun=rencana.tahun)
    if not form.is_valid():
        if minta_json(request):
            return JsonResponse({"galat": form.errors}, status=422)
        return jawab_gagal(request, rencana, " ".join(daftar_galat(form)), status=422)
    kelompok = kelompok_perbuatan(request)
    hasil = ubah.atur_massal(rencana=rencana, pengguna=request.user, kelompok=kelompok, **form.nilai())  # type: ignore[arg-type]
    baris = form.cleaned_data["revisi"]
    pesan = f"{len(baris)} baris diatur." if hasil else "Tidak ada yang berubah."
    return jawab_lembar(request, rencana, pesan, hasil, "indikator", next(iter(baris)))


@perbuatan
def urungkan(request: HttpRequest, rencana: RencanaAksi) -> HttpResponse:
    """Undo the deed `batal`, by default this person's last one in the plan that stands."""
    kelompok = kelompok_perbuatan(request)
    sasaran = baca_uuid(request.POST.get("batal", ""))
    if sasaran is None:
        terakhir = dapat_diurungkan(rencana, request.user)  # type: ignore[arg-type]
        if terakhir is None:
            raise TidakDapatDibatalkan("Tidak ada lagi perubahan Anda yang dapat diurungkan.")
        sasaran = terakhir.kelompok
    ubah.urungkan(rencana=rencana, pengguna=request.user, kelompok=sasaran, sebagai=kelompok)  # type: ignore[arg-type]
    semua = Perubahan.objects.filter(rencana=rencana, kelompok=kelompok)
    perubahan = semua.order_by("pk").last()
    assert perubahan is not None  # noqa: S101 (the undoing has just been written)
    tingkat: str | None = perubahan.tingkat
    kunci: int | None = perubahan.butir_id
    area = None
    if perubahan.jenis == Perubahan.Jenis.HAPUS:  # an added row went: its place is left
        area = area_terdekat(rencana, perubahan.tingkat, perubahan.sebelum["induk"])
        tingkat, kunci = ATAS[perubahan.tingkat], perubahan.sebelum["induk"]
    pesan = f"Diurungkan: {pendek(perubahan.judul) or SEBUTAN[perubahan.tingkat]}"
    return jawab_lembar(request, rencana, pesan, kelompok, tingkat, kunci, area=area)
