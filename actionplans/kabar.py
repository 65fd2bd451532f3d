"""Whom a step or a comment is told: the other side, never the person who did it."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.urls import reverse

from actionplans.models import Komentar, Langkah, RencanaAksi
from actionplans.policy import PENYUSUN
from actionplans.status import Tindakan
from satker.kabar import kabari
from satker.models import Pengguna, Penugasan, Satker
from satker.pilihan import Cakupan, Peran, Tingkat

JUDUL = {
    Tindakan.AJUKAN: "Diajukan untuk direviu: {rencana}",
    Tindakan.TARIK: "Pengajuan ditarik: {rencana}",
    Tindakan.KEMBALIKAN: "Dikembalikan: {rencana}",
    Tindakan.SETUJUI: "Disetujui: {rencana}",
    Tindakan.TETAPKAN: "Ditetapkan: {rencana}",
}
KE_REVIEWER = (Tindakan.AJUKAN, Tindakan.TARIK)


def kabari_langkah(langkah: Langkah) -> None:
    """A plan came to its reviewers, or back to its office."""
    if langkah.tindakan not in JUDUL:
        return
    rencana = langkah.rencana
    orang = reviewer(rencana.satker) if langkah.tindakan in KE_REVIEWER else penyusun(rencana.satker)
    judul = JUDUL[Tindakan(langkah.tindakan)].format(rencana=rencana)
    kabari(orang.exclude(pk=langkah.pengguna_id), judul=judul, isi=langkah.catatan, alamat=_alamat(rencana))


def kabari_komentar(komentar: Komentar) -> None:
    """Somebody of the office spoke: its reviewers hear of it; anybody else: the office."""
    rencana = komentar.rencana
    kantor = penyusun(rencana.satker)
    orang = reviewer(rencana.satker) if kantor.filter(pk=komentar.penulis_id).exists() else kantor
    judul = f"Komentar baru: {rencana}"
    kabari(orang.exclude(pk=komentar.penulis_id), judul=judul, isi=komentar.isi, alamat=_alamat(rencana))


def penyusun(satker: Satker) -> QuerySet[Pengguna]:
    """Who writes plans of an office today."""
    return _orang(Q(peran__in=PENYUSUN, satker=satker))


def reviewer(satker: Satker) -> QuerySet[Pengguna]:
    """Who reviews plans of an office today (see `actionplans.policy.boleh_reviu`)."""
    syarat = Q(peran=Peran.REVIEWER, cakupan=Cakupan.NASIONAL)
    if satker.tingkat == Tingkat.KABKOTA:
        syarat = Q(peran=Peran.REVIEWER, cakupan=Cakupan.PROVINSI, satker=satker.induk_id)
    return _orang(syarat).exclude(pk__in=penyusun(satker).values("pk"))


def _orang(syarat: Q) -> QuerySet[Pengguna]:
    tugas = Penugasan.objects.berlaku().filter(syarat)
    return Pengguna.objects.filter(is_active=True, pk__in=tugas.values("pengguna"))


def _alamat(rencana: RencanaAksi) -> str:
    return reverse("rencana:reviu", args=rencana.alamat)
