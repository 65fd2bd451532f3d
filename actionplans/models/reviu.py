"""The steps of a plan on its way to the decree, and what is said about its rows."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from actionplans.models.catatan import TambahSaja
from actionplans.models.rencana import RencanaAksi
from actionplans.querysets import KomentarQuerySet
from actionplans.status import Status, Tindakan
from areas.isi import TINGKAT


class Potret(TambahSaja):
    """A plan's tree frozen at one moment, rows under their keys (`areas.cabang.data_cabang` of each area).

    `sidik`: SHA-256 of it, hexadecimal; `jurnal`: the last entry of the plan's journal then.
    """

    rencana = models.ForeignKey(RencanaAksi, models.PROTECT, related_name="potret", verbose_name="rencana aksi")
    isi = models.JSONField("isi")
    sidik = models.CharField("sidik", max_length=64)
    jurnal = models.BigIntegerField("jurnal")
    waktu = models.DateTimeField("waktu", auto_now_add=True)

    class Meta:
        verbose_name = "potret rencana"
        verbose_name_plural = "potret rencana"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.rencana_id} {self.sidik[:8]}"


class Langkah(TambahSaja):
    """One step of a plan from a state to the next: who, when, why, and the tree that it was about."""

    rencana = models.ForeignKey(RencanaAksi, models.PROTECT, related_name="langkah", verbose_name="rencana aksi")
    tindakan = models.CharField("tindakan", max_length=20, choices=Tindakan)
    dari = models.CharField("dari", max_length=20, choices=Status)
    ke = models.CharField("ke", max_length=20, choices=Status)
    pengguna = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="pengguna")
    waktu = models.DateTimeField("waktu", auto_now_add=True)
    catatan = models.TextField("catatan", blank=True)
    potret = models.ForeignKey(Potret, models.PROTECT, related_name="langkah", verbose_name="potret")

    class Meta:
        verbose_name = "langkah rencana"
        verbose_name_plural = "langkah rencana"
        ordering = ["pk"]
        indexes = [models.Index(fields=["rencana", "tindakan"], name="langkah_menurut_tindakan")]

    def __str__(self) -> str:
        return f"{self.get_tindakan_display()}: {self.rencana_id}"


class Reviu(TambahSaja):
    """A submission that a reviewer has begun to look at: from then on the office cannot withdraw it."""

    pengajuan = models.OneToOneField(Langkah, models.PROTECT, related_name="reviu", verbose_name="pengajuan")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="reviewer")
    mulai = models.DateTimeField("mulai", auto_now_add=True)

    class Meta:
        verbose_name = "reviu"
        verbose_name_plural = "reviu"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Reviu {self.pengajuan_id}"


class Komentar(models.Model):
    """Something said about a row (`tingkat`, `butir_id`), or about the whole plan (both empty). Without `induk` it
    opens a thread; replies have it. A thread is open until somebody marks it as settled (`selesai_pada`).

    `judul` is the row's text when it was said: rows may be reworded or deleted later. Texts never change.
    """

    rencana = models.ForeignKey(RencanaAksi, models.PROTECT, related_name="komentar", verbose_name="rencana aksi")
    tingkat = models.CharField("tingkat", max_length=12, blank=True)
    butir_id = models.BigIntegerField("butir", null=True, blank=True)
    judul = models.CharField("baris", max_length=200, blank=True)
    induk = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="balasan", verbose_name="menjawab"
    )
    pengajuan = models.ForeignKey(
        Langkah, models.PROTECT, null=True, blank=True, related_name="komentar", verbose_name="pada pengajuan"
    )
    penulis = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="komentar", verbose_name="penulis"
    )
    isi = models.TextField("isi")
    waktu = models.DateTimeField("waktu", auto_now_add=True)
    selesai_pada = models.DateTimeField("selesai pada", null=True, blank=True)
    selesai_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="diselesaikan oleh",
    )

    objects = KomentarQuerySet.as_manager()

    class Meta:
        verbose_name = "komentar"
        verbose_name_plural = "komentar"
        ordering = ["pk"]
        indexes = [models.Index(fields=["rencana", "tingkat", "butir_id"], name="komentar_menurut_baris")]
        constraints = [
            models.CheckConstraint(
                name="komentar_baris_lengkap",
                condition=Q(tingkat="", butir_id__isnull=True) | Q(tingkat__in=TINGKAT, butir_id__isnull=False),
            ),
            models.CheckConstraint(
                name="komentar_selesai_lengkap",
                condition=Q(selesai_pada__isnull=True, selesai_oleh__isnull=True)
                | Q(selesai_pada__isnull=False, selesai_oleh__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.isi[:60]
