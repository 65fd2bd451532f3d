"""Threads of comments on the rows of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from actionplans.kabar import kabari_komentar
from actionplans.models import Komentar, RencanaAksi
from actionplans.policy import boleh_komentar, boleh_reviu
from actionplans.status import Status
from actionplans.tahapan import LangkahDitolak, bersihkan, kunci, mulai_reviu, pengajuan_terakhir
from areas.cabang import cari_butir
from areas.teks import polos

if TYPE_CHECKING:
    from satker.models import Pengguna

TERPANJANG = 4000


@transaction.atomic
def tulis(
    *, rencana: RencanaAksi, pengguna: Pengguna, isi: str, tingkat: str = "", kunci_butir: int | None = None
) -> Komentar:
    """Open a thread on a row, or on the whole plan. A reviewer's comment on a submission begins the review.

    Raises:
        LangkahDitolak: nothing is said, or the plan takes no comments now; ButirTidakAda; PermissionDenied.
    """
    rencana, isi = _buka(rencana, pengguna, isi)
    judul = ""
    if tingkat or kunci_butir is not None:
        judul = polos(cari_butir(rencana.pohon_id, tingkat, kunci_butir or 0).uraian)[:200]  # type: ignore[attr-defined]
    if rencana.status == Status.DIAJUKAN and boleh_reviu(pengguna, rencana):
        mulai_reviu(rencana=rencana, pengguna=pengguna)
    komentar = Komentar.objects.create(
        rencana=rencana,
        tingkat=tingkat,
        butir_id=kunci_butir,
        judul=judul,
        pengajuan=pengajuan_terakhir(rencana),
        penulis=pengguna,
        isi=isi,
    )
    kabari_komentar(komentar)
    return komentar


@transaction.atomic
def balas(*, utas: Komentar, pengguna: Pengguna, isi: str) -> Komentar:
    """Answer in a thread; a settled one opens again.

    Raises:
        LangkahDitolak, PermissionDenied: as `tulis`.
    """
    rencana, isi = _buka(utas.rencana, pengguna, isi)
    if utas.induk_id:
        raise ValueError("A reply has no replies of its own.")
    Komentar.objects.filter(pk=utas.pk).update(selesai_pada=None, selesai_oleh=None)
    komentar = Komentar.objects.create(
        rencana=rencana,
        tingkat=utas.tingkat,
        butir_id=utas.butir_id,
        judul=utas.judul,
        induk=utas,
        pengajuan=pengajuan_terakhir(rencana),
        penulis=pengguna,
        isi=isi,
    )
    kabari_komentar(komentar)
    return komentar


@transaction.atomic
def tandai(*, utas: Komentar, pengguna: Pengguna, selesai: bool) -> Komentar:
    """Mark a thread as settled, or open it again: its reviewers and whoever opened it.

    Raises:
        PermissionDenied.
    """
    rencana = kunci(utas.rencana)
    if not boleh_komentar(pengguna, rencana) or not (boleh_reviu(pengguna, rencana) or utas.penulis_id == pengguna.pk):
        raise PermissionDenied
    utas.selesai_pada = timezone.now() if selesai else None
    utas.selesai_oleh = pengguna if selesai else None
    utas.save(update_fields=["selesai_pada", "selesai_oleh"])
    return utas


def _buka(rencana: RencanaAksi, pengguna: Pengguna, isi: str) -> tuple[RencanaAksi, str]:
    """The plan, locked, and the text as it is kept."""
    rencana, isi = kunci(rencana), bersihkan(isi)
    if not boleh_komentar(pengguna, rencana):
        raise PermissionDenied
    if not isi:
        raise LangkahDitolak("Tulis komentarnya lebih dahulu.")
    if len(isi) > TERPANJANG:
        raise LangkahDitolak(f"Komentar paling panjang {TERPANJANG} huruf; ini {len(isi)}.")
    return rencana, isi
