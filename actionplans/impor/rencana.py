"""From a file that was read to a plan: choosing its layout and scheme, matching it to the template, writing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from actionplans.buat import buat_dari_isi, isian_satker
from actionplans.impor.baca import baca_berkas
from actionplans.impor.baca_kisi import HasilBaca
from actionplans.impor.bentuk import pakai_skema, pilih_skema, pilih_tata_kolom
from actionplans.impor.cocok import HasilCocok, cocokkan
from actionplans.impor.masalah import Letak
from actionplans.models import RencanaAksi
from areas.isi import IsiPohon
from areas.models import JenisRencana, SkemaNomor, TataKolom, Templat
from areas.simpan import baca_pohon
from satker.models import Satker, Subbag


class RencanaSudahAda(ValueError):
    """The office already has a plan of that kind and year; the message says which."""


@dataclass(slots=True)
class Bacaan:
    """A file as a plan-to-be. `cocok` and `templat` are None where the kind has no national template."""

    satker: Satker
    tahun: int
    jenis: JenisRencana
    hasil: HasilBaca
    cocok: HasilCocok | None
    templat: IsiPohon | None
    tata_kolom: TataKolom
    skema_nomor: SkemaNomor


def baca_rencana(
    *, satker: Satker, tahun: int, jenis: JenisRencana, nama: str, data: bytes, pilihan: Mapping[str, str] | None = None
) -> Bacaan:
    """Read a file as the plan of an office; nothing is written.

    `pilihan` overrides matches: place of the row in the file ("12", from 0) → template code, "" for local.

    Raises:
        BerkasDitolak: the file cannot be read.
    """
    hasil = baca_berkas(nama, data, tahun, tuple(Subbag.objects.peta(satker)))
    tata = {satu.kode: satu for satu in TataKolom.objects.all()}
    skema = {satu.kode: satu for satu in SkemaNomor.objects.all()}
    kode_skema = pilih_skema(hasil.isi, {kode: satu.isi() for kode, satu in skema.items()})
    kode_tata = pilih_tata_kolom(hasil.bentuk, {kode: satu.isi() for kode, satu in tata.items()})
    templat = Templat.objects.dipakai().filter(jenis=jenis).select_related("pohon__skema_nomor").first()
    isi_templat = baca_pohon(templat.pohon) if templat else None
    cocok = cocokkan(hasil.isi, isi_templat, isian_satker(satker, tahun)) if isi_templat else None
    if cocok and isi_templat and pilihan:
        _terapkan(cocok, isi_templat, pilihan)
    return Bacaan(satker, tahun, jenis, hasil, cocok, isi_templat, tata[kode_tata], skema[kode_skema])


def _terapkan(cocok: HasilCocok, templat: IsiPohon, pilihan: Mapping[str, str]) -> None:
    """Put the person's own choices over the matches; a code that is not of the row's level is ignored."""
    tingkat_kode = {butir.kode: type(butir) for butir in templat.semua()}
    for urutan, satu in enumerate(cocok.baris):
        kode = pilihan.get(str(urutan))
        if kode is None or kode == satu.kode or (kode and tingkat_kode.get(kode) is not type(satu.butir)):
            continue
        satu.butir.asal = kode
        cocok.baris[urutan] = replace(satu, kode=kode, jenis="mirip" if kode else "lokal")
    terpakai = {satu.kode for satu in cocok.baris}
    cocok.hilang = [butir for butir in templat.semua() if butir.kode not in terpakai]


@transaction.atomic
def simpan_bacaan(bacaan: Bacaan) -> RencanaAksi:
    """Write what was read as a new draft.

    Raises:
        RencanaSudahAda: the office has such a plan already.
    """
    ada = RencanaAksi.objects.filter(satker=bacaan.satker, tahun=bacaan.tahun, jenis=bacaan.jenis)
    if terakhir := ada.order_by("-versi").select_related("satker", "jenis").first():
        raise RencanaSudahAda(
            f"{terakhir} sudah ada (versi {terakhir.versi}, {terakhir.get_status_display().lower()}). "
            "Pilih tahun lain, atau ubah rencana itu di portal."
        )
    isi = pakai_skema(bacaan.hasil.isi, bacaan.skema_nomor.isi())
    return buat_dari_isi(
        satker=bacaan.satker,
        tahun=bacaan.tahun,
        jenis=bacaan.jenis,
        isi=isi,
        tata_kolom=bacaan.tata_kolom,
        skema_nomor=bacaan.skema_nomor,
    )


def laporan(bacaan: Bacaan) -> dict[str, Any]:
    """What was read, as the JSON report of `manage.py impor_rencana`: counts per level, months, matches, problems."""
    return {
        "satker": bacaan.satker.kode_titik,
        "tahun": bacaan.tahun,
        "jenis": bacaan.jenis.kode,
        "jumlah": bacaan.hasil.isi.jumlah(),
        "bulan": bacaan.hasil.jumlah_bulan,
        "tata_kolom": bacaan.tata_kolom.kode,
        "skema_nomor": bacaan.skema_nomor.kode,
        "templat": bacaan.cocok.ringkasan() if bacaan.cocok else None,
        "masalah": [
            {
                "letak": str(Letak(satu.lembar, satu.baris, satu.kolom)),
                "lembar": satu.lembar,
                "baris": satu.baris,
                "kolom": satu.kolom,
                "tingkat": satu.tingkat,
                "pesan": satu.pesan,
                "saran": satu.saran,
            }
            for satu in bacaan.hasil.masalah
        ],
    }
