"""Changing a plan: every write of the editor, each one transaction that is written into the journal.

Each deed first takes the plan's lock and sees whether the plan may still be changed; so a plan that was submitted in
the meantime stays as it was submitted. A change of a text names the revision of the row that it was made on: if
somebody else changed the row since, it is refused (`Bentrok`) and nothing is overwritten. Months are set, not toggled,
so two people who plan different months of a row do not meet.

`kelompok` names the deed. Whoever sends it again after a lost answer names the same: what was done is not done twice.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from actionplans.jurnal import Catatan, batalkan, catat, perubahan_terakhir
from actionplans.models import Perubahan, RencanaAksi
from actionplans.policy import DAPAT_DIUBAH
from areas.bulan import Bulan
from areas.cabang import (
    ATAS,
    ButirTidakAda,
    baca_cabang,
    cari_butir,
    data_cabang,
    kunci_induk,
    pindahkan,
    tanpa_kunci,
    tempat,
    tulis_bulan,
    tulis_cabang,
)
from areas.isi import KELAS
from areas.models import Indikator
from areas.simpan import INDUK, JALUR, MODEL

if TYPE_CHECKING:
    from satker.models import Pengguna

MEDAN: dict[str, frozenset[str]] = {
    "area": frozenset({"uraian", "nomor", "pic", "keterangan_pic", "program", "nomor_program"}),
    "kegiatan": frozenset({"uraian", "nomor", "pic", "keterangan_pic"}),
    "sub_kegiatan": frozenset({"uraian", "nomor", "pic", "keterangan_pic", "rincian"}),
    "indikator": frozenset({"uraian", "nomor", "pic", "keterangan_pic", "ket"}),
}


class RencanaTerkunci(RuntimeError):
    """The plan may not be changed now; the message says why and what to do."""


class Bentrok(RuntimeError):
    """Somebody else changed the row since it was read. Carries both versions of the fields that were to be changed."""

    def __init__(
        self, tingkat: str, butir: models.Model, diminta: Mapping[str, Any], terakhir: Perubahan | None
    ) -> None:
        self.tingkat = tingkat
        self.butir = butir
        self.diminta = dict(diminta)
        self.sekarang = {medan: getattr(butir, medan) for medan in diminta}
        self.terakhir = terakhir
        oleh = f" oleh {terakhir.pengguna.nama}" if terakhir else ""
        super().__init__(
            f"Baris ini baru saja diubah{oleh}. Isian Anda belum disimpan: bandingkan keduanya, "
            "lalu pilih yang dipakai."
        )


def kunci_rencana(rencana: RencanaAksi | int) -> RencanaAksi:
    """Lock a plan for the transaction at hand, see that it may be changed, and mark it as changed now.

    The update is the lock: one query where asking first would take three, and the deed behind it waits on any database.

    Raises:
        RencanaTerkunci: it is not in its writers' hands.
    """
    kunci = rencana if isinstance(rencana, int) else rencana.pk
    dapat = RencanaAksi.objects.filter(pk=kunci, status__in=DAPAT_DIUBAH)
    if not dapat.update(diubah=timezone.now()):
        status = RencanaAksi.objects.get(pk=kunci).get_status_display().lower()
        raise RencanaTerkunci(
            f"Rencana ini berstatus {status}, jadi isinya tidak dapat diubah. "
            "Muat ulang halaman untuk melihat keadaannya yang terakhir."
        )
    return RencanaAksi.objects.get(pk=kunci) if isinstance(rencana, int) else rencana


@transaction.atomic
def ubah_butir(
    *,
    rencana: RencanaAksi,
    pengguna: Pengguna,
    tingkat: str,
    kunci: int,
    revisi: int,
    nilai: Mapping[str, Any],
    kelompok: uuid.UUID | None = None,
) -> models.Model:
    """Change fields of one row; `revisi` is the revision that the person saw. Returns the row as it is now.

    Unchanged values write nothing.

    Raises:
        RencanaTerkunci, ButirTidakAda, Bentrok; KeyError for a field that the level does not have.
    """
    _periksa_medan(tingkat, nilai)
    rencana = kunci_rencana(rencana)
    butir = cari_butir(rencana.pohon_id, tingkat, kunci)
    sebelum = {medan: getattr(butir, medan) for medan in nilai}
    if sebelum != dict(nilai):
        _periksa_revisi(rencana, tingkat, butir, revisi, nilai)
    berubah = {medan for medan in nilai if sebelum[medan] != nilai[medan]}
    if berubah:
        _tulis(butir, _pilih(nilai, berubah))
        catatan = Catatan.ubah(tingkat, butir, _pilih(sebelum, berubah), _pilih(nilai, berubah))
        catat(rencana, pengguna, catatan, kelompok=kelompok)
    return butir


@transaction.atomic
def atur_bulan(
    *,
    rencana: RencanaAksi,
    pengguna: Pengguna,
    indikator: int,
    nyala: Collection[Bulan] = (),
    mati: Collection[Bulan] = (),
    kelompok: uuid.UUID | None = None,
) -> tuple[Bulan, ...]:
    """Plan the months `nyala` and unplan `mati` of one indikator; other months stay. Returns its months now.

    Raises:
        RencanaTerkunci, ButirTidakAda.
    """
    rencana = kunci_rencana(rencana)
    butir, sebelum = _cari_dengan_bulan(rencana, indikator)
    bulan = (set(sebelum) | set(nyala)) - set(mati)
    return _atur_bulan(rencana, pengguna, butir, sebelum, bulan, kelompok=kelompok)


@transaction.atomic
def ganti_bulan(
    *,
    rencana: RencanaAksi,
    pengguna: Pengguna,
    indikator: int,
    bulan: Collection[Bulan],
    kelompok: uuid.UUID | None = None,
) -> tuple[Bulan, ...]:
    """Plan exactly these months of one indikator: what a phrase says. Returns its months now.

    Raises:
        RencanaTerkunci, ButirTidakAda.
    """
    rencana = kunci_rencana(rencana)
    butir, sebelum = _cari_dengan_bulan(rencana, indikator)
    return _atur_bulan(rencana, pengguna, butir, sebelum, bulan, kelompok=kelompok)


@transaction.atomic
def atur_massal(
    *,
    rencana: RencanaAksi,
    pengguna: Pengguna,
    revisi: Mapping[int, int],
    pic: list[str] | None = None,
    ket: str | None = None,
    bulan: Collection[Bulan] | None = None,
    kelompok: uuid.UUID | None = None,
) -> uuid.UUID | None:
    """Set PIC, KET or exactly these months on several indikator at once; what is None stays.

    `revisi`: the rows, each with the revision that the person saw. Returns the deed, to be undone as one; None where
    nothing had to change.

    Raises:
        RencanaTerkunci, ButirTidakAda, Bentrok: then nothing is changed.
    """
    rencana = kunci_rencana(rencana)
    kelompok = kelompok or uuid.uuid4()
    berubah = False
    baru = {medan: nilai for medan, nilai in (("pic", pic), ("ket", ket)) if nilai is not None}
    for kunci, dilihat in revisi.items():
        butir, jadwal = _cari_dengan_bulan(rencana, kunci)
        sebelum = {medan: getattr(butir, medan) for medan in baru}
        if sebelum != baru:
            _periksa_revisi(rencana, "indikator", butir, dilihat, baru)
            beda = {medan for medan in baru if sebelum[medan] != baru[medan]}
            _tulis(butir, _pilih(baru, beda))
            catatan = Catatan.ubah("indikator", butir, _pilih(sebelum, beda), _pilih(baru, beda))
            catat(rencana, pengguna, catatan, kelompok=kelompok)
            berubah = True
        if bulan is not None and set(bulan) != set(jadwal):
            _atur_bulan(rencana, pengguna, butir, jadwal, bulan, kelompok=kelompok)
            berubah = True
    return kelompok if berubah else None


@transaction.atomic
def tambah_butir(
    *,
    rencana: RencanaAksi,
    pengguna: Pengguna,
    tingkat: str,
    induk: int | None = None,
    setelah: int | None = None,
    nilai: Mapping[str, Any] | None = None,
    kelompok: uuid.UUID | None = None,
) -> models.Model:
    """A new row: after the row `setelah` of the same level, or as the last under `induk` (an area: in the plan).

    Raises:
        RencanaTerkunci, ButirTidakAda; KeyError for a level that does not exist or a field that it does not have.
    """
    _periksa_medan(tingkat, nilai or {})
    rencana = kunci_rencana(rencana)
    if lalu := _sudah(rencana, kelompok):
        return cari_butir(rencana.pohon_id, lalu.tingkat, lalu.butir_id)
    atas, urutan = _tempat(rencana, tingkat, induk, setelah)
    isi = KELAS[tingkat](**(nilai or {}))
    tulis_cabang(atas, isi, tingkat, urutan=urutan)
    butir = cari_butir(rencana.pohon_id, tingkat, isi.id or 0)
    catat(rencana, pengguna, Catatan.tambah(tingkat, butir, atas, urutan, data_cabang(isi)), kelompok=kelompok)
    return butir


@transaction.atomic
def gandakan_butir(
    *, rencana: RencanaAksi, pengguna: Pengguna, tingkat: str, kunci: int, kelompok: uuid.UUID | None = None
) -> models.Model:
    """A copy of a row with everything under it, right after it.

    Raises:
        RencanaTerkunci, ButirTidakAda.
    """
    rencana = kunci_rencana(rencana)
    if lalu := _sudah(rencana, kelompok):
        return cari_butir(rencana.pohon_id, lalu.tingkat, lalu.butir_id)
    atas, urutan = _tempat(rencana, tingkat, None, kunci)
    isi = tanpa_kunci(baca_cabang(tingkat, kunci))
    isi.nomor = None
    tulis_cabang(atas, isi, tingkat, urutan=urutan)
    butir = cari_butir(rencana.pohon_id, tingkat, isi.id or 0)
    catat(rencana, pengguna, Catatan.tambah(tingkat, butir, atas, urutan, data_cabang(isi)), kelompok=kelompok)
    return butir


@transaction.atomic
def pindah_butir(
    *,
    rencana: RencanaAksi,
    pengguna: Pengguna,
    tingkat: str,
    kunci: int,
    urutan: int,
    induk: int | None = None,
    kelompok: uuid.UUID | None = None,
) -> models.Model:
    """Move a row to place `urutan` (from 1) under `induk`, by default where it already is.

    Raises:
        RencanaTerkunci, ButirTidakAda: the row or `induk` is not in this plan.
    """
    rencana = kunci_rencana(rencana)
    butir = cari_butir(rencana.pohon_id, tingkat, kunci)
    if _sudah(rencana, kelompok):
        return butir
    dari = {"induk": kunci_induk(butir), "urutan": tempat(butir)}
    if induk is not None and induk != dari["induk"]:
        cari_butir(rencana.pohon_id, ATAS[tingkat] or "", induk)
    pindahkan(butir, dari["induk"] if induk is None else induk, urutan)
    butir.refresh_from_db()
    ke = {"induk": kunci_induk(butir), "urutan": tempat(butir)}
    if ke != dari:
        catat(rencana, pengguna, Catatan.pindah(tingkat, butir, dari, ke), kelompok=kelompok)
    return butir


@transaction.atomic
def hapus_butir(
    *,
    rencana: RencanaAksi,
    pengguna: Pengguna,
    tingkat: str,
    kunci: int,
    revisi: int | None = None,
    kelompok: uuid.UUID | None = None,
) -> uuid.UUID:
    """Delete a row with everything under it; the journal keeps the whole branch. Returns the deed, for undoing it.

    `revisi`: the revision that the person saw (None: delete whatever it says now).

    Raises:
        RencanaTerkunci, ButirTidakAda, Bentrok.
    """
    rencana = kunci_rencana(rencana)
    if kelompok and _sudah(rencana, kelompok):
        return kelompok
    butir = cari_butir(rencana.pohon_id, tingkat, kunci)
    if revisi is not None:
        _periksa_revisi(rencana, tingkat, butir, revisi, {})
    catatan = Catatan.hapus(tingkat, butir)
    butir.delete()
    return catat(rencana, pengguna, catatan, kelompok=kelompok)


@transaction.atomic
def urungkan(
    *, rencana: RencanaAksi, pengguna: Pengguna, kelompok: uuid.UUID, sebagai: uuid.UUID | None = None
) -> uuid.UUID:
    """Undo a deed of a plan that may still be changed. Returns the undoing deed, `sebagai` if given.

    Raises:
        RencanaTerkunci, TidakDapatDibatalkan (see `actionplans.jurnal.batalkan`).
    """
    rencana = kunci_rencana(rencana)
    if sebagai and _sudah(rencana, sebagai):
        return sebagai
    return batalkan(rencana, pengguna, kelompok, sebagai)


def _sudah(rencana: RencanaAksi, kelompok: uuid.UUID | None) -> Perubahan | None:
    """The first change of a deed that was done before: its answer was lost, and it is sent again."""
    return Perubahan.objects.filter(rencana=rencana, kelompok=kelompok).first() if kelompok else None


def _periksa_medan(tingkat: str, nilai: Mapping[str, Any]) -> None:
    if asing := set(nilai) - MEDAN[tingkat]:
        raise KeyError(f"{tingkat} tidak mempunyai {sorted(asing)}")


def _periksa_revisi(
    rencana: RencanaAksi, tingkat: str, butir: models.Model, dilihat: int, nilai: Mapping[str, Any]
) -> None:
    if butir.revisi != dilihat:  # type: ignore[attr-defined]
        terakhir = perubahan_terakhir(rencana, tingkat, butir.pk, Perubahan.Jenis.UBAH)
        raise Bentrok(tingkat, butir, nilai, terakhir)


def _tulis(butir: models.Model, nilai: Mapping[str, Any]) -> None:
    type(butir)._default_manager.filter(pk=butir.pk).update(revisi=F("revisi") + 1, **nilai)
    for medan, isi in nilai.items():
        setattr(butir, medan, isi)
    butir.revisi += 1  # type: ignore[attr-defined]


def _cari_dengan_bulan(rencana: RencanaAksi, kunci: int) -> tuple[Indikator, tuple[Bulan, ...]]:
    """An indikator of the plan with its months, in one query."""
    indikator = Indikator.objects.filter(pk=kunci, **{JALUR["indikator"]: rencana.pohon_id})
    baris = list(
        indikator.annotate(tahun_jadwal=F("jadwal__tahun"), bulan_jadwal=F("jadwal__bulan")).order_by(
            "tahun_jadwal", "bulan_jadwal"
        )
    )
    if not baris:
        raise ButirTidakAda("Baris ini sudah tidak ada di rencana.")
    jadwal = ((satu.tahun_jadwal, satu.bulan_jadwal) for satu in baris)
    return baris[0], tuple(Bulan(tahun, bulan) for tahun, bulan in jadwal if tahun)


def _atur_bulan(
    rencana: RencanaAksi,
    pengguna: Pengguna,
    butir: models.Model,
    sebelum: tuple[Bulan, ...],
    bulan: Collection[Bulan],
    *,
    kelompok: uuid.UUID | None = None,
) -> tuple[Bulan, ...]:
    sesudah = tuple(sorted(set(bulan)))
    if sesudah != sebelum:
        tulis_bulan(butir.pk, sebelum, sesudah)
        catatan = Catatan.bulan(butir, [b.iso() for b in sebelum], [b.iso() for b in sesudah])
        catat(rencana, pengguna, catatan, kelompok=kelompok)
    return sesudah


def _pilih(nilai: Mapping[str, Any], medan: Iterable[str]) -> dict[str, Any]:
    return {satu: nilai[satu] for satu in sorted(medan)}


def _tempat(rencana: RencanaAksi, tingkat: str, induk: int | None, setelah: int | None) -> tuple[int, int]:
    """Key of the row above and the place (from 1) of a row that comes after `setelah`, or last under `induk`."""
    if setelah is not None:
        saudara = cari_butir(rencana.pohon_id, tingkat, setelah)
        return kunci_induk(saudara), tempat(saudara) + 1
    atas = ATAS[tingkat]
    kunci = cari_butir(rencana.pohon_id, atas, induk or 0).pk if atas else rencana.pohon_id
    return kunci, MODEL[tingkat]._default_manager.filter(**{INDUK[tingkat]: kunci}).count() + 1
