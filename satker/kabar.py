"""Notices: in the portal for everybody, by e-mail at once or once a day as each person chooses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from satker.models import Kabar, Pengguna
from satker.pilihan import SurelKabar


def kabari(penerima: Iterable[Pengguna], *, judul: str, isi: str, alamat: str) -> None:
    """Tell each person, once: a notice of the same title and page that was not read yet is counted up and renewed.

    E-mails to those who want them at once go out when the transaction has succeeded.
    """
    kini = timezone.now()
    judul = " ".join(judul.split())[:200]  # the subject of an e-mail has one line
    segera = []
    for orang in {satu.pk: satu for satu in penerima}.values():
        lama = Kabar.objects.baru().filter(penerima=orang, judul=judul, alamat=alamat)
        if lama.update(banyak=F("banyak") + 1, waktu=kini, isi=isi[:500]):
            continue
        kabar = Kabar.objects.create(penerima=orang, judul=judul, isi=isi[:500], alamat=alamat, waktu=kini)
        if orang.surel_kabar == SurelKabar.SEGERA:
            segera.append(kabar)
    if segera:
        transaction.on_commit(partial(_kirim_masing_masing, segera), robust=True)


def kirim(orang: Pengguna, kabar: Sequence[Kabar]) -> None:
    """One e-mail with these notices; they are marked as sent once it is on its way."""
    judul = kabar[0].judul if len(kabar) == 1 else f"{len(kabar)} kabar baru"
    send_mail(f"RB Portal: {judul}", surat(orang, kabar), settings.DEFAULT_FROM_EMAIL, [orang.email])
    Kabar.objects.filter(pk__in=[satu.pk for satu in kabar]).update(dikirim=timezone.now())


def _kirim_masing_masing(kabar: Sequence[Kabar]) -> None:
    for satu in kabar:
        kirim(satu.penerima, [satu])


def surat(orang: Pengguna, kabar: Sequence[Kabar]) -> str:
    """The e-mail's text."""
    return (
        f"Yth. {orang.nama},\n\n{teks(kabar)}\n\n"
        f"Kabar ini juga ada di {settings.ALAMAT_PORTAL}/kabar/; di sana Anda memilih apakah menerimanya lewat surel.\n"
    )


def teks(kabar: Iterable[Kabar]) -> str:
    """Notices as plain text, for an e-mail or to be pasted into a chat group."""
    bagian = []
    for satu in kabar:
        banyak = f" ({satu.banyak} kali)" if satu.banyak > 1 else ""
        isi = f"\n  {satu.isi}" if satu.isi else ""
        bagian.append(f"- {satu.judul}{banyak}{isi}\n  {settings.ALAMAT_PORTAL}{satu.alamat}")
    return "\n".join(bagian)


def kirim_ringkasan() -> int:
    """The daily digest: one e-mail to each person who wants it and has unread notices that never went out. Returns how
    many e-mails were sent."""
    menunggu: dict[int, list[Kabar]] = {}
    semua = Kabar.objects.baru().filter(dikirim__isnull=True, penerima__surel_kabar=SurelKabar.HARIAN)
    aktif = semua.filter(penerima__is_active=True).select_related("penerima").order_by("waktu", "pk")
    for satu in aktif:
        menunggu.setdefault(satu.penerima_id, []).append(satu)
    for kabar in menunggu.values():
        kirim(kabar[0].penerima, kabar)
    return len(menunggu)
