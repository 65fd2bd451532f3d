"""Printing a decree: the Keputusan on portrait pages, the Lampiran grid on landscape pages, as HTML and as PDF."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from django.core.cache import cache
from django.template.loader import render_to_string

from areas.bulan import NAMA_BULAN
from areas.kisi import Kisi, susun_kisi
from areas.simpan import baca_pohon
from reports import mesin
from reports.html_kisi import gaya_kolom, html_kisi
from reports.models import BagianKeputusan, Keputusan


class Bentuk(StrEnum):
    """Naskah: the original, with room for the Ketua's signature. Salinan: the certified copy, with ttd."""

    NASKAH = "naskah"
    SALINAN = "salinan"


KERTAS = {"a4": ("210mm", "297mm"), "f4": ("215mm", "330mm")}


@dataclass(frozen=True, slots=True)
class Cetakan:
    """A printed PDF, the fingerprint of what it was made from, and the size of each of its pages in CSS pixels
    (width, height)."""

    pdf: bytes
    sidik: str
    ukuran: tuple[tuple[int, int], ...]


def kisi_keputusan(keputusan: Keputusan) -> Kisi:
    """The Lampiran's grid. Five queries when `keputusan` comes from `untuk_cetak`."""
    rencana = keputusan.rencana
    return susun_kisi(baca_pohon(rencana.pohon), rencana.pohon.tata_kolom.isi(), rencana.tahun)


def html_keputusan(keputusan: Keputusan, bentuk: Bentuk, *, mandiri: bool = False) -> str:
    """The decree as a well-formed page.

    `mandiri`: a file that stands alone in any browser, faces inlined and lines as borders; otherwise what
    `reports.mesin` lays out.
    """
    kisi = kisi_keputusan(keputusan)
    satker = keputusan.rencana.satker
    lebar, tinggi = KERTAS[satker.kertas]
    konteks: dict[str, Any] = {
        "keputusan": keputusan,
        "satker": satker,
        "bentuk": bentuk.value,
        "salinan": bentuk is Bentuk.SALINAN,
        "judul_dokumen": judul_dokumen(keputusan, bentuk),
        "tanggal": tanggal_panjang(keputusan.tanggal) if keputusan.tanggal else "",
        "logo": _logo(satker),
        "bagian": _bagian(keputusan),
        "gaya": gaya(mandiri) + gaya_kolom(kisi),
        "kertas_tegak": f"{lebar} {tinggi}",
        "kertas_lampiran": f"{tinggi} {lebar}" if kisi.tata.orientasi == "landscape" else f"{lebar} {tinggi}",
        "kisi": html_kisi(kisi),
    }
    # The space before italics goes into them: WeasyPrint 70.0 breaks a line that this space overfills after its
    # first word ("dan" alone on a line in the decree of Kubu Raya on A4).
    return render_to_string("reports/cetak/dokumen.html", konteks).replace(" <em>", "<em> ")


def cetak_keputusan(keputusan: Keputusan, bentuk: Bentuk) -> Cetakan:
    """The decree as PDF; kept in the cache by its content, so the same decree is laid out once.

    Raises:
        MesinTidakTersedia: the engine's system libraries are missing.
    """
    xhtml = html_keputusan(keputusan, bentuk)
    sidik = hashlib.sha256(f"{mesin.muat_mesin().VERSION}\n{xhtml}".encode()).hexdigest()
    kunci = f"cetakan:{sidik}"
    cetakan: Cetakan | None = cache.get(kunci)
    if cetakan is None:
        dokumen = mesin.rakit(xhtml)
        ukuran = tuple((round(halaman.width), round(halaman.height)) for halaman in dokumen.pages)
        cetakan = Cetakan(mesin.tulis(dokumen, sidik[:32].encode()), sidik, ukuran)
        cache.set(kunci, cetakan)
    return cetakan


def judul_dokumen(keputusan: Keputusan, bentuk: Bentuk) -> str:
    """The PDF's title: what the decree is, of whom, about what."""
    kepala = _sebaris(f"{keputusan.judul} {keputusan.frasa_nomor} {keputusan.nomor} TENTANG {keputusan.tentang}")
    return f"SALINAN {kepala}" if bentuk is Bentuk.SALINAN else kepala


def nama_berkas(keputusan: Keputusan, bentuk: Bentuk) -> str:
    """A file name that says what it is: salinan-keputusan-rb-2026-kab-alor.pdf."""
    rencana = keputusan.rencana
    return f"{bentuk.value}-keputusan-{rencana.jenis_id}-{rencana.tahun}-{rencana.satker.slug}.pdf"


def tanggal_panjang(tanggal: Any) -> str:
    """A date as decrees write it: 26 Januari 2022."""
    return f"{tanggal.day} {NAMA_BULAN[tanggal.month - 1]} {tanggal.year}"


@lru_cache(maxsize=2)
def gaya(mandiri: bool) -> str:
    """The print style sheet, its addresses made ones that the engine reads; `mandiri` with the faces inlined."""
    css = (mesin.STATIK / "cetak.css").read_text(encoding="utf-8")
    if mandiri:
        css += (mesin.STATIK / "mandiri.css").read_text(encoding="utf-8")

    def alamat(cocok: re.Match[str]) -> str:
        tujuan = f"{mesin.SKEMA}/{cocok[1]}"
        if mandiri:
            tujuan = "data:font/otf;base64," + base64.b64encode(mesin.baca_statik(tujuan)).decode()
        return f'url("{tujuan}")'

    return re.sub(r'url\("([\w/.-]+)"\)', alamat, css)


def _bagian(keputusan: Keputusan) -> dict[str, list[tuple[str, str]]]:
    """The parts with their printed labels: a. b. for menimbang, 1. 2. for mengingat, KESATU … for diktum."""
    hasil: dict[str, list[tuple[str, str]]] = {nilai: [] for nilai in BagianKeputusan.Bagian.values}
    for satu in sorted(keputusan.bagian.all(), key=lambda bagian: bagian.urutan):
        nomor = len(hasil[satu.bagian]) + 1
        label = {"menimbang": f"{chr(96 + nomor)}.", "mengingat": f"{nomor}."}.get(satu.bagian, satu.label)
        hasil[satu.bagian].append((label, satu.teks))
    return hasil


def _logo(satker: Any) -> str:
    """The office's emblem as an inlined image, "" when it has none or its letterhead is without one."""
    if satker.kop == satker.Kop.TEKS or not satker.logo:
        return ""
    jenis = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "webp": "webp"}.get(
        satker.logo.name.rsplit(".", 1)[-1].lower()
    )
    if jenis is None:
        return ""
    with satker.logo.open("rb") as berkas:
        return f"data:image/{jenis};base64,{base64.b64encode(berkas.read()).decode()}"


def _sebaris(teks: str) -> str:
    return re.sub(r"\s+", " ", teks).strip()
