"""From an uploaded workbook to what it would change in a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from django.db import models

from actionplans.beda_pohon import Kunci, Rancangan, kunci_butir, rancang
from actionplans.impor.baca import baca_berkas
from actionplans.impor.baca_kisi import HasilBaca
from actionplans.impor.masalah import BerkasDitolak, Masalah
from actionplans.jurnal import entri_terakhir
from actionplans.kembali.dasar import mundurkan
from actionplans.kembali.gabung import Gabungan, gabungkan
from actionplans.kembali.padan import padankan
from actionplans.models import Perubahan, RencanaAksi
from actionplans.policy import DAPAT_DIUBAH
from areas.isi import IsiPohon
from areas.simpan import baca_pohon
from areas.tanda_baris import SKEMA, KunciRencana
from areas.tata_kolom import TataKolom
from satker.models import Subbag


@dataclass(slots=True)
class BukuKembali:
    """An edited workbook held against its plan.

    `kini`: the plan's tree as it is; `rancangan`: what would be done to it; `pengubah`: who last changed a row of the
    plan since it was exported.
    """

    kunci: KunciRencana
    kini: IsiPohon
    gabungan: Gabungan
    rancangan: Rancangan
    masalah: list[Masalah]
    pengubah: dict[Kunci, Perubahan]


def baca_kembali(rencana: RencanaAksi, nama: str, data: bytes, pilihan: Mapping[str, str]) -> BukuKembali:
    """Hold a workbook against `rencana` (from `untuk_lembar`) as it is now; nothing is written.

    `pilihan`: see `actionplans.kembali.gabung.gabungkan`.

    Raises:
        BerkasDitolak: it cannot be read, or is not a workbook exported from this plan; the message says what to do.
    """
    hasil = baca_berkas(nama, data, rencana.tahun, tuple(Subbag.objects.peta(rencana.satker)))
    kunci = periksa_kunci(rencana, hasil.kunci)
    if kunci.jurnal > entri_terakhir(rencana):
        raise BerkasDitolak(
            "Berkas ini diunduh dari keadaan rencana yang tidak dikenal portal ini. Unduh lagi rencana ini sebagai "
            "Excel, pindahkan suntingan Anda ke sana, lalu unggah."
        )
    kini = baca_pohon(rencana.pohon)
    periksa_tanda(hasil, kini)
    perubahan = list(_sejak(rencana, kunci.jurnal))
    tata = rencana.pohon.tata_kolom.isi()
    gabungan = gabung_terbaca(
        hasil, dasar=mundurkan(kini, perubahan), kini=kini, tata=tata, tahun=rencana.tahun, pilihan=pilihan
    )
    pengubah = {(satu.tingkat, satu.butir_id): satu for satu in reversed(perubahan)}
    return BukuKembali(kunci, kini, gabungan, rancang(kini, gabungan.hasil), hasil.masalah, pengubah)


def gabung_terbaca(
    hasil: HasilBaca, *, dasar: IsiPohon, kini: IsiPohon, tata: TataKolom, tahun: int, pilihan: Mapping[str, str]
) -> Gabungan:
    """Join what was read of a workbook with its plan; marks of another plan's rows count for nothing. Pure."""
    dikenal = {kunci_butir(butir) for isi in (dasar, kini) for butir in isi.semua()}
    tanda = {di: [satu for satu in semua if satu[:2] in dikenal] for di, semua in hasil.tanda.items()}
    meragukan = {(satu.lembar, satu.baris) for satu in hasil.masalah if satu.baris}
    tempat = zip(hasil.isi.semua(), hasil.letak, strict=True)
    return gabungkan(
        dasar=dasar,
        kini=kini,
        buku=hasil.isi,
        padanan=padankan(hasil.isi, hasil.letak, tanda, tata, tahun),
        tata=tata,
        tahun=tahun,
        pilihan=pilihan,
        ragu={id(butir) for butir, letak in tempat if (letak.lembar, letak.baris) in meragukan},
    )


def periksa_tanda(hasil: HasilBaca, kini: IsiPohon) -> None:
    """See that the marks tell enough: a copied sheet would double the plan, lost marks would replace every row.

    Raises:
        BerkasDitolak: two sheets hold the same rows, or most rows have lost their marks.
    """
    lembar: dict[str, set[int]] = {}
    for (nama, _), semua in hasil.tanda.items():
        lembar.setdefault(nama, set()).update(satu.id for satu in semua if satu.tingkat == "indikator")
    for (satu, isi), (dua, lain) in combinations(lembar.items(), 2):
        if len(isi & lain) * 2 > min(len(isi), len(lain)):
            raise BerkasDitolak(
                f"Lembar “{satu}” dan “{dua}” berisi baris yang sama. Hapus salinan yang tidak dipakai, simpan, lalu "
                "unggah lagi."
            )
    dikenal = {butir.id for butir in kini.indikator()}
    bertanda = len(dikenal & set().union(*lembar.values()))
    if bertanda * 2 < min(len(dikenal), hasil.isi.jumlah()["indikator"]):
        raise BerkasDitolak(
            "Sebagian besar baris berkas ini kehilangan tandanya, jadi tidak dapat dikenali. Unduh lagi rencana ini "
            "sebagai Excel dan pindahkan suntingan Anda ke sana tanpa menghapus kolom tersembunyinya."
        )


def periksa_kunci(rencana: RencanaAksi, kunci: KunciRencana | None) -> KunciRencana:
    """The plan that a workbook names, if it is this one.

    Raises:
        BerkasDitolak: it names none, another one, another version, or is of a form that is not known (any more).
    """
    if kunci is None:
        raise BerkasDitolak(
            "Berkas ini tidak membawa tanda baris portal, jadi barisnya tidak dapat dikenali. Unduh lagi rencana ini "
            "sebagai Excel, pindahkan suntingan Anda ke sana tanpa menghapus kolom tersembunyinya, lalu unggah."
        )
    if kunci.skema != SKEMA:
        raise BerkasDitolak(
            "Berkas ini diunduh dari versi portal yang lain. Unduh lagi rencana ini sebagai Excel, pindahkan suntingan "
            "Anda ke sana, lalu unggah."
        )
    if (kunci.satker, kunci.tahun, kunci.jenis) != (rencana.satker.kode_titik, rencana.tahun, rencana.jenis_id):
        raise BerkasDitolak(
            f"Berkas ini diunduh dari rencana lain: satker {kunci.satker}, tahun {kunci.tahun}, jenis {kunci.jenis}. "
            "Buka rencana itu, lalu unggah berkasnya di sana."
        )
    if kunci.versi != rencana.versi:
        raise BerkasDitolak(
            f"Berkas ini diunduh dari versi {kunci.versi}, sedangkan rencana ini versi {rencana.versi}. "
            "Unduh versi ini sebagai Excel, pindahkan suntingan Anda ke sana, lalu unggah."
        )
    return kunci


def dapat_kembali(rencana: RencanaAksi, kunci: KunciRencana) -> bool:
    """Whether a workbook is of this plan and the plan can still be changed."""
    if rencana.status not in DAPAT_DIUBAH:
        return False
    try:
        periksa_kunci(rencana, kunci)
    except BerkasDitolak:
        return False
    return True


def _sejak(rencana: RencanaAksi, jurnal: int) -> models.QuerySet[Perubahan]:
    """The plan's changes after an entry of its journal, newest first."""
    return Perubahan.objects.filter(rencana=rencana, pk__gt=jurnal).select_related("pengguna").order_by("-pk")
