"""Pages that look at a plan as a whole: completeness, and comparison with where it came from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actionplans.banding import Acuan, Beda, Perbandingan, bandingkan
from actionplans.buat import isian_satker
from actionplans.kelengkapan import Berat, Temuan, periksa
from actionplans.models import RencanaAksi
from actionplans.policy import DAPAT_DIUBAH
from actionplans.susun.permintaan import alamat_baris
from actionplans.views import ambil_rencana, konteks_ruang
from areas.isi import TINGKAT_DARI_KELAS, IsiArea, IsiButir, IsiPohon
from areas.salin import isi_tempat_pohon
from areas.simpan import baca_pohon
from areas.teks import polos


class BarisBanding(NamedTuple):
    """A new or changed row with what it was before; `dulu` is None for a new one."""

    tingkat: str
    beda: str
    butir: IsiButir
    dulu: IsiButir | None
    medan: tuple[str, ...]


class TemuanArea(NamedTuple):
    """The findings of one area, each with the address of its row."""

    nama: str
    temuan: list[tuple[Temuan, str]]
    terbuka: bool


BANYAK = 30
"""Findings above which areas are folded."""


@require_safe
def kelengkapan(request: HttpRequest, tahun: int, slug: str, jenis: str) -> HttpResponse:
    """What still stands between the plan and its submission, each finding with a link to its row."""
    rencana, versi = ambil_rencana(request, tahun, slug, jenis)
    isi = baca_pohon(rencana.pohon)
    temuan = periksa(isi, rencana.tahun, pohon_templat(rencana))
    alamat = _alamat_temuan(request.user, rencana)
    penghalang = [(satu, alamat(satu)) for satu in temuan if satu.berat is Berat.PENGHALANG]
    peringatan = [(satu, alamat(satu)) for satu in temuan if satu.berat is Berat.PERINGATAN]
    konteks = {
        **konteks_ruang(rencana, versi, "kelengkapan"),
        "penghalang": penghalang,
        "peringatan": peringatan,
        "area_penghalang": list(_per_area(penghalang, isi)),
        "area_peringatan": list(_per_area(peringatan, isi)),
        "sudah_diajukan": rencana.status not in DAPAT_DIUBAH,
    }
    return render(request, "actionplans/kelengkapan.html", konteks)


def _per_area(temuan: Sequence[tuple[Temuan, str]], isi: IsiPohon) -> Iterator[TemuanArea]:
    """Findings by area in the order of the sheet; those of no area last. Many are shown folded."""
    lipat = len(temuan) > BANYAK
    for area in (*isi.area, None):
        milik = [satu for satu in temuan if satu[0].area_id == (area.id if area else None)]
        if milik:
            nama = f"{area.nomor_cetak} {polos(area.uraian)}".strip() if area else "Tentang seluruh rencana"
            yield TemuanArea(nama, milik, not lipat)


def _alamat_temuan(user: Any, rencana: RencanaAksi) -> Callable[[Temuan], str]:
    """Where a finding is mended: its row in the editor for its writers, else in the sheet. "": of no row."""
    ubah = user.has_perm("actionplans.ubah_rencana", rencana)

    def alamat(temuan: Temuan) -> str:
        if not temuan.butir_id:
            return ""
        if ubah:
            return alamat_baris(rencana, temuan.tingkat.replace("-", "_"), temuan.butir_id)
        return f"{rencana.get_absolute_url()}?versi={rencana.versi}#butir-{temuan.tingkat}-{temuan.butir_id}"

    return alamat


@require_safe
def perbandingan(request: HttpRequest, tahun: int, slug: str, jenis: str) -> HttpResponse:
    """New, changed and dropped rows against the plan before this one, or against the template (`?terhadap=`)."""
    rencana, versi = ambil_rencana(request, tahun, slug, jenis)
    acuan: dict[Acuan, Any] = {Acuan.SEBELUMNYA: rencana.pendahulu, Acuan.TEMPLAT: rencana.templat}
    pilihan = [satu for satu in Acuan if acuan[satu]]
    diminta = request.GET.get("terhadap", "")
    terhadap = Acuan(diminta) if diminta in pilihan else next(iter(pilihan), None)
    konteks = {**konteks_ruang(rencana, versi, "perbandingan"), "pilihan": pilihan, "terhadap": terhadap}
    if terhadap:
        lama = pohon_templat(rencana) if terhadap is Acuan.TEMPLAT else baca_pohon(rencana.pendahulu.pohon)  # type: ignore[union-attr]
        isi = baca_pohon(rencana.pohon)
        hasil = bandingkan(isi, lama or IsiPohon(), terhadap)
        konteks |= {
            "acuan": acuan[terhadap],
            "area": [(area, baris) for area in isi.area if (baris := list(_baris(area, hasil, lama, terhadap)))],
            "hilang": [(TINGKAT_DARI_KELAS[type(butir)].replace("_", "-"), butir) for butir in hasil.hilang],
            "jumlah": {str(beda): banyak for beda, banyak in hasil.jumlah().items()},
        }
    return render(request, "actionplans/perbandingan.html", konteks)


def pohon_templat(rencana: RencanaAksi) -> IsiPohon | None:
    """The tree of the plan's template with the office's names filled in; None for a plan without one."""
    if rencana.templat is None:
        return None
    return isi_tempat_pohon(baca_pohon(rencana.templat.pohon), isian_satker(rencana.satker, rencana.tahun))


def _baris(area: IsiArea, hasil: Perbandingan, lama: IsiPohon | None, terhadap: Acuan) -> Iterator[BarisBanding]:
    dulu = {(TINGKAT_DARI_KELAS[type(butir)], butir.id): butir for butir in (lama.semua() if lama else ())}
    kunci = "pendahulu_id" if terhadap is Acuan.SEBELUMNYA else "asal_id"
    for butir in IsiPohon([area]).semua():
        tingkat = TINGKAT_DARI_KELAS[type(butir)]
        beda = hasil.beda[tingkat, butir.id or 0]
        if beda is not Beda.SAMA:
            medan = hasil.medan.get((tingkat, butir.id or 0), ())
            asal = dulu.get((tingkat, getattr(butir, kunci)))
            yield BarisBanding(tingkat.replace("_", "-"), str(beda), butir, asal, medan)
