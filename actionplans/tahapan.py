"""Taking a plan from one state to the next: the only door to the state machine (`actionplans.alur`).

Each step is one transaction: it locks the plan, sees whether the step is open to the plan and to the person, freezes
the tree that it is about, and writes down who did what and why. Two people at once: the first wins, the other is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django_fsm import can_proceed

from actionplans.kabar import kabari_langkah
from actionplans.kelengkapan import Berat, periksa
from actionplans.models import Komentar, Langkah, Potret, RencanaAksi, Reviu
from actionplans.policy import boleh_reviu, boleh_tindakan
from actionplans.potret import buat_potret
from actionplans.status import Status, Tindakan
from areas.simpan import baca_pohon

if TYPE_CHECKING:
    from satker.models import Pengguna


class LangkahDitolak(RuntimeError):
    """The step cannot be taken now; the message says why and what to do."""


def bersihkan(teks: str) -> str:
    """What somebody wrote, without the null characters that no database text may hold (PostgreSQL refuses them)."""
    return teks.replace("\0", "").strip()


def kunci(rencana: RencanaAksi) -> RencanaAksi:
    """The plan as it is now, locked for the transaction at hand (the update is the lock, on any database)."""
    semua = RencanaAksi.objects.filter(pk=rencana.pk)
    semua.update(diubah=timezone.now())
    return semua.untuk_lembar().get()


@transaction.atomic
def ajukan(*, rencana: RencanaAksi, pengguna: Pengguna, catatan: str = "") -> Langkah:
    """Submit a plan to its reviewer.

    Raises:
        LangkahDitolak: not in its writers' hands, or something still blocks it; PermissionDenied.
    """
    rencana = kunci(rencana)
    _boleh(rencana, pengguna, Tindakan.AJUKAN)
    penghalang = [satu for satu in periksa(baca_pohon(rencana.pohon), rencana.tahun) if satu.berat is Berat.PENGHALANG]
    if penghalang:
        raise LangkahDitolak(
            f"Rencana ini belum dapat diajukan: {len(penghalang)} hal masih harus dilengkapi. "
            "Lihat halaman Kelengkapan."
        )
    return _jalankan(rencana, pengguna, Tindakan.AJUKAN, buat_potret(rencana), catatan)


@transaction.atomic
def tarik(*, rencana: RencanaAksi, pengguna: Pengguna, catatan: str = "") -> Langkah:
    """Take a submission back.

    Raises:
        LangkahDitolak: it is not submitted, or a reviewer has begun; PermissionDenied.
    """
    rencana = kunci(rencana)
    _boleh(rencana, pengguna, Tindakan.TARIK)
    pengajuan = pengajuan_terakhir(rencana)
    if pengajuan and (reviu := Reviu.objects.filter(pengajuan=pengajuan).select_related("reviewer").first()):
        raise LangkahDitolak(
            f"Rencana ini sudah mulai direviu oleh {reviu.reviewer.nama}, jadi tidak dapat ditarik lagi. "
            "Mintalah reviewer mengembalikannya bila perlu diubah."
        )
    return _jalankan(rencana, pengguna, Tindakan.TARIK, _potret(pengajuan, rencana), catatan)


@transaction.atomic
def kembalikan(*, rencana: RencanaAksi, pengguna: Pengguna, pengajuan: int, catatan: str = "") -> Langkah:
    """Give a submission back to its office. `pengajuan`: the submission that the reviewer saw.

    Raises:
        LangkahDitolak: another submission is at hand, or neither a reason nor an open comment; PermissionDenied.
    """
    rencana = kunci(rencana)
    terakhir = _pengajuan_dilihat(rencana, pengguna, Tindakan.KEMBALIKAN, pengajuan)
    if not bersihkan(catatan) and not Komentar.objects.filter(rencana=rencana).terbuka().exists():
        raise LangkahDitolak("Tulis alasannya, atau beri komentar pada baris yang perlu diperbaiki.")
    return _jalankan(rencana, pengguna, Tindakan.KEMBALIKAN, terakhir.potret, catatan)


@transaction.atomic
def setujui(*, rencana: RencanaAksi, pengguna: Pengguna, pengajuan: int, catatan: str = "") -> Langkah:
    """Approve just the submission that the reviewer saw.

    Raises:
        LangkahDitolak: another submission is at hand; PermissionDenied.
    """
    rencana = kunci(rencana)
    terakhir = _pengajuan_dilihat(rencana, pengguna, Tindakan.SETUJUI, pengajuan)
    return _jalankan(rencana, pengguna, Tindakan.SETUJUI, terakhir.potret, catatan)


@transaction.atomic
def mulai_reviu(*, rencana: RencanaAksi, pengguna: Pengguna) -> Reviu:
    """Begin to review the submission at hand; from now on its office cannot take it back. The first reviewer counts.

    Raises:
        LangkahDitolak: nothing is submitted; PermissionDenied.
    """
    rencana = kunci(rencana)
    if not boleh_reviu(pengguna, rencana):
        raise PermissionDenied
    pengajuan = pengajuan_terakhir(rencana)
    if rencana.status != Status.DIAJUKAN or pengajuan is None:
        raise LangkahDitolak(
            f"Rencana ini berstatus {rencana.get_status_display().lower()}, jadi tidak sedang direviu."
        )
    return Reviu.objects.get_or_create(pengajuan=pengajuan, defaults={"reviewer": pengguna})[0]


def pengajuan_terakhir(rencana: RencanaAksi) -> Langkah | None:
    """The last time that the plan was submitted."""
    return Langkah.objects.filter(rencana=rencana, tindakan=Tindakan.AJUKAN).select_related("potret").last()


def _pengajuan_dilihat(rencana: RencanaAksi, pengguna: Pengguna, tindakan: Tindakan, dilihat: int) -> Langkah:
    _boleh(rencana, pengguna, tindakan)
    terakhir = pengajuan_terakhir(rencana)
    if terakhir is None or terakhir.pk != dilihat:
        raise LangkahDitolak(
            "Satker sudah mengajukan rencana ini kembali sejak Anda membukanya. Periksa pengajuan yang terbaru, "
            "lalu putuskan."
        )
    return terakhir


def _boleh(rencana: RencanaAksi, pengguna: Pengguna, tindakan: Tindakan) -> None:
    """Raises PermissionDenied, or LangkahDitolak where the plan's state does not allow the step."""
    if not boleh_tindakan(pengguna, rencana, tindakan):
        raise PermissionDenied
    if can_proceed(getattr(rencana, tindakan.value)):
        return
    terakhir = Langkah.objects.filter(rencana=rencana).select_related("pengguna").last()
    oleh = f" ({terakhir.pengguna.nama}, {terakhir.get_tindakan_display().lower()})" if terakhir else ""
    raise LangkahDitolak(
        f"Rencana ini berstatus {rencana.get_status_display().lower()}{oleh}, jadi langkah itu tidak berlaku lagi. "
        "Muat ulang halaman untuk melihat keadaannya yang terakhir."
    )


def _potret(pengajuan: Langkah | None, rencana: RencanaAksi) -> Potret:
    return pengajuan.potret if pengajuan else buat_potret(rencana)


def _jalankan(rencana: RencanaAksi, pengguna: Pengguna, tindakan: Tindakan, potret: Potret, catatan: str) -> Langkah:
    dari = rencana.status
    getattr(rencana, tindakan.value)()
    rencana.save(update_fields=["status", "diubah"])
    langkah = Langkah.objects.create(
        rencana=rencana,
        tindakan=tindakan,
        dari=dari,
        ke=rencana.status,
        pengguna=pengguna,
        catatan=bersihkan(catatan),
        potret=potret,
    )
    kabari_langkah(langkah)
    return langkah
