"""A satker's plan of a year."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse

from actionplans.alur import Beralur
from actionplans.querysets import RencanaQuerySet
from actionplans.status import Status
from areas.models import JenisRencana, Pohon, Templat
from satker.models import Satker


class RencanaAksi(Beralur):
    """The plan of one office, year and kind; a change after its decree is a new `versi` with its own tree."""

    Status = Status

    satker = models.ForeignKey(Satker, models.PROTECT, related_name="rencana", verbose_name="satker")
    tahun = models.PositiveSmallIntegerField("tahun", validators=[MinValueValidator(2010), MaxValueValidator(2100)])
    jenis = models.ForeignKey(JenisRencana, models.PROTECT, related_name="rencana", verbose_name="jenis")
    versi = models.PositiveSmallIntegerField("versi", default=1, validators=[MinValueValidator(1)])
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

    class Meta(Beralur.Meta):
        verbose_name = "rencana aksi"
        verbose_name_plural = "rencana aksi"
        ordering = ["-tahun", "satker__kode", "jenis__urutan", "-versi"]
        constraints = [
            *Beralur.Meta.constraints,
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
