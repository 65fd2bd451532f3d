"""A satker's plan of a year."""

import uuid
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse

from actionplans.querysets import BerkasImporQuerySet, RencanaQuerySet
from actionplans.status import Status
from areas.models import JenisRencana, Pohon, Templat
from satker.models import Satker


class RencanaAksi(models.Model):
    """The plan of one office, year and kind; a change after its decree is a new `versi` with its own tree."""

    Status = Status

    satker = models.ForeignKey(Satker, models.PROTECT, related_name="rencana", verbose_name="satker")
    tahun = models.PositiveSmallIntegerField("tahun", validators=[MinValueValidator(2010), MaxValueValidator(2100)])
    jenis = models.ForeignKey(JenisRencana, models.PROTECT, related_name="rencana", verbose_name="jenis")
    versi = models.PositiveSmallIntegerField("versi", default=1, validators=[MinValueValidator(1)])
    status = models.CharField("status", max_length=20, choices=Status, default=Status.DRAF)
    pohon = models.OneToOneField(Pohon, models.PROTECT, related_name="rencana", verbose_name="pohon")
    templat = models.ForeignKey(
        Templat, models.PROTECT, null=True, blank=True, related_name="rencana", verbose_name="templat"
    )
    pendahulu = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="penerus", verbose_name="dibuat dari rencana"
    )
    sumber = models.CharField("sumber", max_length=300, blank=True)
    catatan = models.JSONField("catatan", default=list, blank=True)
    dibuat = models.DateTimeField("dibuat", auto_now_add=True)
    diubah = models.DateTimeField("diubah", auto_now=True)

    objects = RencanaQuerySet.as_manager()

    class Meta:
        verbose_name = "rencana aksi"
        verbose_name_plural = "rencana aksi"
        ordering = ["-tahun", "satker__kode", "jenis__urutan", "-versi"]
        constraints = [
            models.UniqueConstraint(fields=["satker", "tahun", "jenis", "versi"], name="rencana_versi_sekali"),
            models.CheckConstraint(condition=models.Q(versi__gte=1), name="rencana_versi_mulai_1"),
        ]

    def __str__(self) -> str:
        return f"{self.jenis.nama} {self.satker.nama_pendek} Tahun {self.tahun}"

    def get_absolute_url(self) -> str:
        return reverse("rencana:lembar", args=self.alamat)

    @property
    def alamat(self) -> tuple[int, str, str]:
        """What a plan's address is made of: year, office, kind."""
        return (self.tahun, self.satker.slug, self.jenis_id)


def _tempat_impor(berkas: "BerkasImpor", nama: str) -> str:
    """Where an uploaded file lies: under its unguessable key, never under the name that it came with."""
    return f"impor/{berkas.pk}"


class BerkasImpor(models.Model):
    """A file waiting to become a plan, or to change `rencana`: uploaded and read, not yet confirmed. Removed once it is
    confirmed or given up.

    `pilihan` holds what the person chose in the preview: template codes by the row's place in the file; of a workbook
    brought back, "portal" or "berkas" by the name of the choice (`actionplans.kembali.gabung.Bentrok`).
    """

    id = models.UUIDField("id", primary_key=True, default=uuid.uuid4, editable=False)
    satker = models.ForeignKey(Satker, models.PROTECT, related_name="+", verbose_name="satker")
    tahun = models.PositiveSmallIntegerField("tahun")
    jenis = models.ForeignKey(JenisRencana, models.PROTECT, related_name="+", verbose_name="jenis")
    rencana = models.ForeignKey(
        RencanaAksi, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="rencana yang diubah"
    )
    nama = models.CharField("nama berkas", max_length=255)
    berkas = models.FileField("berkas", upload_to=_tempat_impor)
    pilihan = models.JSONField("pilihan", default=dict, blank=True)
    pengguna = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="diunggah oleh"
    )
    dibuat = models.DateTimeField("dibuat", auto_now_add=True)

    objects = BerkasImporQuerySet.as_manager()

    class Meta:
        verbose_name = "berkas impor"
        verbose_name_plural = "berkas impor"
        ordering = ["-dibuat"]

    def __str__(self) -> str:
        return self.nama


class Perubahan(models.Model):
    """One change of one row of a plan: who, when, from what to what. Append-only.

    The changes of one deed share `kelompok`; undoing a deed writes changes of its own, whose `membatalkan` names it.
    `sebelum`/`sesudah` hold the changed fields; of an added or deleted row the whole branch (see actionplans.jurnal).
    """

    class Jenis(models.TextChoices):
        UBAH = "ubah", "Diubah"
        BULAN = "bulan", "Bulan diubah"
        TAMBAH = "tambah", "Ditambah"
        HAPUS = "hapus", "Dihapus"
        PINDAH = "pindah", "Dipindah"

    rencana = models.ForeignKey(RencanaAksi, models.PROTECT, related_name="perubahan", verbose_name="rencana aksi")
    kelompok = models.UUIDField("kelompok", db_index=True)
    membatalkan = models.UUIDField("membatalkan", null=True, blank=True)
    waktu = models.DateTimeField("waktu", auto_now_add=True)
    pengguna = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="perubahan", verbose_name="pengguna"
    )
    jenis = models.CharField("jenis", max_length=10, choices=Jenis)
    tingkat = models.CharField("tingkat", max_length=12)
    butir_id = models.BigIntegerField("butir")
    judul = models.CharField("baris", max_length=200)
    sebelum = models.JSONField("sebelum", default=dict)
    sesudah = models.JSONField("sesudah", default=dict)

    class Meta:
        verbose_name = "perubahan"
        verbose_name_plural = "perubahan"
        ordering = ["pk"]
        indexes = [models.Index(fields=["rencana", "tingkat", "butir_id"], name="perubahan_menurut_baris")]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()}: {self.judul}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("Catatan perubahan tidak dapat diubah.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("Catatan perubahan tidak dapat dihapus.")
