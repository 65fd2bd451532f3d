"""What the editor's requests say, and its addresses."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse

from actionplans.models import RencanaAksi
from actionplans.susun.lembar import SEBUTAN, area_dari
from areas.cabang import ATAS, ButirTidakAda, cari_butir, kunci_induk, tempat
from areas.isi import TINGKAT
from areas.simpan import INDUK, MODEL
from areas.teks import polos


def rencana_diminta(request: HttpRequest, tahun: int, slug: str, jenis: str) -> RencanaAksi:
    """The plan of an address (`?versi=`, by default the newest); 404 for strangers alike. One query."""
    semua = RencanaAksi.objects.visible_to(request.user).beralamat(tahun, slug, jenis).untuk_lembar()
    if diminta := request.GET.get("versi", ""):
        semua = semua.filter(versi=nomor) if (nomor := bilangan(diminta)) else semua.none()
    rencana = semua.first()
    if rencana is None:
        raise Http404("Rencana tidak ditemukan.")
    return rencana


def area_diminta(request: HttpRequest, rencana: RencanaAksi, baris: str) -> int | None:
    tingkat, _, kunci = baris.partition("-")
    if tingkat in TINGKAT and (nomor := bilangan(kunci)) is not None:
        area = area_dari(rencana, tingkat, nomor)
        if area is None:
            raise ButirTidakAda("Baris itu sudah tidak ada.")
        return area
    diminta = request.GET.get("area", "")
    return bilangan(diminta)


def tujuan(request: HttpRequest, rencana: RencanaAksi, tingkat: str, butir: Any) -> tuple[int, int]:
    """Where a row goes: key of the row above it, and its place there (from 1).

    `arah` "naik"/"turun": by one place, at the edge of its parent over into the next one; `sebelum`/`setelah`: beside
    that row of its level; else place `urutan` under `induk`.

    Raises:
        ButirTidakAda: there is no such row beside which to go.
    """
    induk = kunci_induk(butir)
    for letak, geser in (("sebelum", 0), ("setelah", 1)):
        if kunci := angka(request, letak):
            sisi = cari_butir(rencana.pohon_id, tingkat, kunci)
            urutan = tempat(sisi) + geser
            # The row leaves its place first, and those below it move up.
            return kunci_induk(sisi), urutan - (kunci_induk(sisi) == induk and tempat(butir) < urutan)
    arah = request.POST.get("arah", "")
    if arah not in ("naik", "turun"):
        return angka(request, "induk") or induk, angka(request, "urutan") or tempat(butir)
    kini = tempat(butir)
    saudara = MODEL[tingkat]._default_manager.filter(**{INDUK[tingkat]: induk}).count()
    atas = ATAS[tingkat]
    di_tepi = kini == 1 if arah == "naik" else kini == saudara
    if not di_tepi or atas is None:
        return induk, kini + (-1 if arah == "naik" else 1)
    sebelah = _sebelah(rencana, atas, induk, arah)
    if sebelah is None:
        return induk, kini
    if arah == "turun":
        return sebelah, 1
    return sebelah, MODEL[tingkat]._default_manager.filter(**{INDUK[tingkat]: sebelah}).count() + 1


def _sebelah(rencana: RencanaAksi, tingkat: str, kunci: int, arah: str) -> int | None:
    """The row of the same level right before or after, within the same area."""
    if tingkat == "area":
        return None
    area = area_dari(rencana, tingkat, kunci)
    urut = {"kegiatan": ("urutan", "pk"), "sub_kegiatan": ("kegiatan__urutan", "kegiatan__pk", "urutan", "pk")}
    saring: dict[str, Any] = {"area": area} if tingkat == "kegiatan" else {"kegiatan__area": area}
    semua = list(MODEL[tingkat]._default_manager.filter(**saring).order_by(*urut[tingkat]).values_list("pk", flat=True))
    letak = semua.index(kunci) + (-1 if arah == "naik" else 1)
    return semua[letak] if 0 <= letak < len(semua) else None


def minta_json(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def kelompok_perbuatan(request: HttpRequest) -> uuid.UUID:
    """The name that the browser gave this deed, so that it can send it again; a fresh one without."""
    return baca_uuid(request.POST.get("kelompok", "")) or uuid.uuid4()


def baca_uuid(teks: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(teks)
    except ValueError:
        return None


def angka(request: HttpRequest, nama: str) -> int | None:
    return bilangan(request.POST.get(nama, ""))


def bilangan(teks: str) -> int | None:
    """A whole number as a key may be; None for anything else, however long."""
    return int(teks) if teks.isascii() and teks.isdecimal() and len(teks) < 19 else None


def alamat(rencana: RencanaAksi, nama: str, *lain: Any) -> str:
    return f"{reverse(nama, args=(*rencana.alamat, *lain))}?{urlencode({'versi': rencana.versi})}"


def alamat_baris(rencana: RencanaAksi, tingkat: str, kunci: int) -> str:
    """Address of a row in the editor, for lists that lead to it."""
    nama = f"{tingkat}-{kunci}"
    return (
        f"{reverse('rencana:susun', args=rencana.alamat)}?{urlencode({'versi': rencana.versi, 'baris': nama})}#{nama}"
    )


def konteks_susun(rencana: RencanaAksi) -> dict[str, Any]:
    """What every template of the editor knows."""
    return {
        "rencana": rencana,
        "konteks_satker": rencana.satker,
        "konteks_tahun": rencana.tahun,
        "akar": reverse("rencana:susun", args=rencana.alamat),
        "versi": rencana.versi,
        "susun_url": alamat(rencana, "rencana:susun"),
        "lihat_url": alamat(rencana, "rencana:lembar"),
    }


def sebut(tingkat: str, butir: Any) -> str:
    """A row as messages name it: its level and the beginning of its text."""
    nama, teks = SEBUTAN[tingkat].capitalize(), pendek(polos(butir.uraian))
    return f"{nama} “{teks}”" if teks else nama


def pendek(teks: str) -> str:
    teks = teks.replace("\n", " ")
    return teks if len(teks) <= 60 else f"{teks[:57].rstrip()}…"
