"""Plans as querysets that read as sentences."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from actionplans import policy
from actionplans.status import Status

if TYPE_CHECKING:
    from actionplans.models import BerkasImpor, Komentar, RencanaAksi, Tenggat  # noqa: F401 (named in the classes)


UMUR_UNGGAHAN = timedelta(days=7)


class RencanaQuerySet(models.QuerySet["RencanaAksi"]):
    def visible_to(self, user: Any) -> RencanaQuerySet:
        """Plans of the offices in which `user` holds a role today."""
        return self.filter(policy.q_lihat(user))

    def terbaru(self) -> RencanaQuerySet:
        """Only the highest version of each office, year and kind."""
        terakhir = (
            self.model._default_manager.filter(
                satker=OuterRef("satker"), tahun=OuterRef("tahun"), jenis=OuterRef("jenis")
            )
            .order_by("-versi")
            .values("pk")[:1]
        )
        return self.filter(pk=Subquery(terakhir))

    def beralamat(self, tahun: int, slug: str, jenis: str) -> RencanaQuerySet:
        """All versions of one plan, newest first."""
        return self.filter(tahun=tahun, satker__slug=slug, jenis=jenis).order_by("-versi")

    def cari(self, kata: str) -> RencanaQuerySet:
        """Plans whose office matches every word of `kata`, by name or by code in either spelling."""
        hasil = self
        for satu in kata.split():
            kode = satu.replace(".", "")
            cocok = Q(satker__nama_pendek__icontains=satu) | Q(satker__nama_resmi__icontains=satu)
            cocok |= Q(jenis__nama__icontains=satu)
            if kode.isdecimal():
                cocok |= Q(satker__kode__startswith=kode) | Q(tahun=int(kode) if len(kode) == 4 else 0)
            hasil = hasil.filter(cocok)
        return hasil

    def hitung_status(self) -> dict[str, int]:
        """How many plans are in each state, in the order of a plan's year; states without plans are left out."""
        hitung = dict(self.order_by().values_list("status").annotate(models.Count("pk")))
        return {status: hitung[status] for status in Status if status in hitung}

    def untuk_daftar(self) -> RencanaQuerySet:
        """With what a list shows of each plan, in one query."""
        return self.select_related("satker__induk", "jenis")

    def untuk_lembar(self) -> RencanaQuerySet:
        """With what the sheet and the decree need besides the rows of the tree."""
        return self.select_related(
            "satker__induk",
            "jenis",
            "pohon__tata_kolom",
            "pohon__skema_nomor",
            "templat__pohon__skema_nomor",
            "pendahulu__pohon__skema_nomor",
            "pendahulu__satker",
            "pendahulu__jenis",
        )


class BerkasImporQuerySet(models.QuerySet["BerkasImpor"]):
    def visible_to(self, user: Any) -> BerkasImporQuerySet:
        """Files uploaded for offices for which `user` writes plans."""
        return self.filter(policy.q_susun(user, awalan="satker__"))

    def buang_lama(self) -> None:
        """Remove uploads that nobody confirmed or gave up within `UMUR_UNGGAHAN`, with their files."""
        for berkas in self.filter(dibuat__lt=timezone.now() - UMUR_UNGGAHAN):
            berkas.berkas.delete(save=False)
            berkas.delete()


class KomentarQuerySet(models.QuerySet["Komentar"]):
    def visible_to(self, user: Any) -> KomentarQuerySet:
        """What was said about plans that `user` may see."""
        return self.filter(policy.q_lihat(user, awalan="rencana__satker__"))

    def utas(self) -> KomentarQuerySet:
        """Threads, without their replies."""
        return self.filter(induk__isnull=True)

    def terbuka(self) -> KomentarQuerySet:
        """Threads that nobody has settled yet."""
        return self.utas().filter(selesai_pada__isnull=True)


class TenggatQuerySet(models.QuerySet["Tenggat"]):
    def milik(self, satker: Collection[int], tahun: int, jenis: str) -> TenggatQuerySet:
        """Everything that was ever said of a year and kind by these offices, newest first: the first one of each
        office counts."""
        return self.filter(satker__in=satker, tahun=tahun, jenis=jenis).order_by("-pk")
