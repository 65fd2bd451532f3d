"""The journal of a plan's changes, and undoing from it.

A deed is a group of changes (`Perubahan.kelompok`). Undoing a deed puts back what each of its changes found, in
reverse, as changes of a new deed; so undoing can be undone, and the journal only grows.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import F

from actionplans.models import Perubahan, RencanaAksi
from areas.bulan import Bulan
from areas.cabang import (
    ATAS,
    ButirTidakAda,
    baca_cabang,
    bulan_indikator,
    cabang_dari_data,
    cari_butir,
    data_cabang,
    kunci_induk,
    penerus_cabang,
    pindahkan,
    sambung_penerus,
    tempat,
    tulis_bulan,
    tulis_cabang,
)
from areas.teks import polos

if TYPE_CHECKING:
    from satker.models import Pengguna

Jenis = Perubahan.Jenis


class TidakDapatDibatalkan(RuntimeError):
    """Undoing would overwrite a later change, or has nothing to go back to; the message says which."""


@dataclass(frozen=True, slots=True)
class Catatan:
    """One change to be written: of which row, what kind, from what to what."""

    jenis: str
    tingkat: str
    butir_id: int
    judul: str
    sebelum: Any
    sesudah: Any

    @classmethod
    def ubah(cls, tingkat: str, butir: models.Model, sebelum: Any, sesudah: Any) -> Catatan:
        return cls(Jenis.UBAH, tingkat, butir.pk, _judul(butir), sebelum, sesudah)

    @classmethod
    def bulan(cls, butir: models.Model, sebelum: list[str], sesudah: list[str]) -> Catatan:
        return cls(Jenis.BULAN, "indikator", butir.pk, _judul(butir), sebelum, sesudah)

    @classmethod
    def tambah(cls, tingkat: str, butir: models.Model, induk: int, urutan: int, cabang: Any) -> Catatan:
        isi = {"induk": induk, "urutan": urutan, "cabang": cabang}
        return cls(Jenis.TAMBAH, tingkat, butir.pk, _judul(butir), {}, isi)

    @classmethod
    def hapus(cls, tingkat: str, butir: models.Model) -> Catatan:
        """Of a row that is about to be deleted: the whole branch, its place, and who carries its rows on."""
        isi = baca_cabang(tingkat, butir.pk)
        sebelum = {
            "induk": kunci_induk(butir),
            "urutan": tempat(butir),
            "cabang": data_cabang(isi),
            "penerus": penerus_cabang(tingkat, isi),
        }
        return cls(Jenis.HAPUS, tingkat, butir.pk, _judul(butir), sebelum, {})

    @classmethod
    def pindah(cls, tingkat: str, butir: models.Model, dari: Any, ke: Any) -> Catatan:
        return cls(Jenis.PINDAH, tingkat, butir.pk, _judul(butir), dari, ke)


def catat(
    rencana: RencanaAksi,
    pengguna: Pengguna,
    *catatan: Catatan,
    kelompok: uuid.UUID | None = None,
    membatalkan: uuid.UUID | None = None,
) -> uuid.UUID:
    """Write changes as one deed (or as part of `kelompok`). Returns the deed."""
    kelompok = kelompok or uuid.uuid4()
    Perubahan.objects.bulk_create(
        Perubahan(
            rencana=rencana,
            pengguna=pengguna,
            kelompok=kelompok,
            membatalkan=membatalkan,
            jenis=satu.jenis,
            tingkat=satu.tingkat,
            butir_id=satu.butir_id,
            judul=satu.judul,
            sebelum=satu.sebelum,
            sesudah=satu.sesudah,
        )
        for satu in catatan
    )
    return kelompok


def perubahan_terakhir(
    rencana: RencanaAksi, tingkat: str, kunci: int, jenis: Perubahan.Jenis | None = None
) -> Perubahan | None:
    """The last change of a row (of one kind), with who made it."""
    semua = Perubahan.objects.filter(rencana=rencana, tingkat=tingkat, butir_id=kunci)
    if jenis:
        semua = semua.filter(jenis=jenis)
    return semua.select_related("pengguna").last()


def entri_terakhir(rencana: RencanaAksi) -> int:
    """Key of the last entry of a plan's journal, 0 of an empty one. A plan's entries are in the order of their keys:
    whoever writes one holds the plan's lock."""
    terakhir: int | None = Perubahan.objects.filter(rencana=rencana).aggregate(models.Max("pk"))["pk__max"]
    return terakhir or 0


TERAKHIR = 200
"""Changes of one person in which `dapat_diurungkan` looks for the last deed."""


def dapat_diurungkan(rencana: RencanaAksi, pengguna: Pengguna) -> Perubahan | None:
    """The first change of the person's last deed in this plan that stands: neither undone nor itself an undoing.

    One query. Taking an undoing back (redo) is a deed again.
    """
    semua = Perubahan.objects.filter(rencana=rencana, pengguna=pengguna)
    batal = Perubahan.objects.filter(rencana=rencana, membatalkan=models.OuterRef("kelompok"))
    satu = list(semua.annotate(dibatalkan=models.Exists(batal)).order_by("-pk")[:TERAKHIR])
    membatalkan = {perubahan.kelompok: perubahan.membatalkan for perubahan in satu}

    def maju(kelompok: uuid.UUID) -> bool:
        atas = membatalkan.get(kelompok)
        return atas is None or not maju(atas)

    for perubahan in satu:
        if not perubahan.dibatalkan and maju(perubahan.kelompok):
            return perubahan
    return None


@transaction.atomic
def batalkan(
    rencana: RencanaAksi, pengguna: Pengguna, kelompok: uuid.UUID, sebagai: uuid.UUID | None = None
) -> uuid.UUID:
    """Undo a deed of a plan that the caller has locked (`actionplans.ubah.kunci_rencana`). Returns the undoing deed,
    `sebagai` if given.

    Raises:
        TidakDapatDibatalkan: unknown deed, undone before, or a row was changed again since; then nothing changes.
    """
    perubahan = list(Perubahan.objects.filter(rencana=rencana, kelompok=kelompok).order_by("-pk"))
    if not perubahan:
        raise TidakDapatDibatalkan("Perubahan itu tidak ada di rencana ini.")
    if Perubahan.objects.filter(rencana=rencana, membatalkan=kelompok).exists():
        raise TidakDapatDibatalkan("Perubahan itu sudah dibatalkan.")
    try:
        catatan = [_BALIK[Jenis(satu.jenis)](rencana, satu) for satu in perubahan]
    except ButirTidakAda as galat:
        raise TidakDapatDibatalkan(
            "Perubahan itu tidak dapat dibatalkan: barisnya, atau baris di atasnya, sudah dihapus."
        ) from galat
    return catat(rencana, pengguna, *catatan, kelompok=sebagai, membatalkan=kelompok)


def _balik_ubah(rencana: RencanaAksi, perubahan: Perubahan) -> Catatan:
    butir = cari_butir(rencana.pohon_id, perubahan.tingkat, perubahan.butir_id)
    if any(getattr(butir, medan) != nilai for medan, nilai in perubahan.sesudah.items()):
        raise TidakDapatDibatalkan(_SUDAH_BERUBAH.format(judul=perubahan.judul))
    type(butir)._default_manager.filter(pk=butir.pk).update(revisi=F("revisi") + 1, **perubahan.sebelum)
    return Catatan.ubah(perubahan.tingkat, butir, perubahan.sesudah, perubahan.sebelum)


def _balik_bulan(rencana: RencanaAksi, perubahan: Perubahan) -> Catatan:
    butir = cari_butir(rencana.pohon_id, "indikator", perubahan.butir_id)
    kini = bulan_indikator(butir.pk)
    if [bulan.iso() for bulan in kini] != perubahan.sesudah:
        raise TidakDapatDibatalkan(_SUDAH_BERUBAH.format(judul=perubahan.judul))
    tulis_bulan(butir.pk, kini, [Bulan.dari_iso(satu) for satu in perubahan.sebelum])
    return Catatan.bulan(butir, perubahan.sesudah, perubahan.sebelum)


def _balik_tambah(rencana: RencanaAksi, perubahan: Perubahan) -> Catatan:
    butir = cari_butir(rencana.pohon_id, perubahan.tingkat, perubahan.butir_id)
    catatan = Catatan.hapus(perubahan.tingkat, butir)
    if _tanpa_revisi(catatan.sebelum["cabang"]) != _tanpa_revisi(perubahan.sesudah["cabang"]):
        raise TidakDapatDibatalkan(_SUDAH_BERUBAH.format(judul=perubahan.judul))
    butir.delete()
    return catatan


def _balik_hapus(rencana: RencanaAksi, perubahan: Perubahan) -> Catatan:
    isi = perubahan.sebelum
    if atas := ATAS[perubahan.tingkat]:
        cari_butir(rencana.pohon_id, atas, isi["induk"])
    cabang = cabang_dari_data(perubahan.tingkat, isi["cabang"])
    tulis_cabang(isi["induk"], cabang, perubahan.tingkat, urutan=isi["urutan"], dengan_kunci=True)
    sambung_penerus(isi["penerus"])
    butir = cari_butir(rencana.pohon_id, perubahan.tingkat, perubahan.butir_id)
    return Catatan.tambah(perubahan.tingkat, butir, isi["induk"], tempat(butir), isi["cabang"])


def _balik_pindah(rencana: RencanaAksi, perubahan: Perubahan) -> Catatan:
    butir = cari_butir(rencana.pohon_id, perubahan.tingkat, perubahan.butir_id)
    terakhir = perubahan_terakhir(rencana, perubahan.tingkat, perubahan.butir_id, Jenis.PINDAH)
    if terakhir is None or terakhir.sesudah != perubahan.sesudah:
        raise TidakDapatDibatalkan(_SUDAH_BERUBAH.format(judul=perubahan.judul))
    dari = perubahan.sebelum
    if atas := ATAS[perubahan.tingkat]:
        cari_butir(rencana.pohon_id, atas, dari["induk"])
    pindahkan(butir, dari["induk"], dari["urutan"])
    return Catatan.pindah(perubahan.tingkat, butir, perubahan.sesudah, dari)


def _tanpa_revisi(cabang: dict[str, Any]) -> dict[str, Any]:
    """A branch for comparing: an edit that was undone counts as a revision, but changes nothing."""
    hasil = {medan: nilai for medan, nilai in cabang.items() if medan != "revisi"}
    if "anak" in hasil:
        hasil["anak"] = [_tanpa_revisi(anak) for anak in hasil["anak"]]
    return hasil


def _judul(butir: models.Model) -> str:
    return polos(getattr(butir, "uraian", ""))[:200]


_SUDAH_BERUBAH = "“{judul}” sudah diubah lagi sesudahnya, jadi tidak dibatalkan agar perubahan itu tidak hilang."

_BALIK = {
    Jenis.UBAH: _balik_ubah,
    Jenis.BULAN: _balik_bulan,
    Jenis.TAMBAH: _balik_tambah,
    Jenis.HAPUS: _balik_hapus,
    Jenis.PINDAH: _balik_pindah,
}
