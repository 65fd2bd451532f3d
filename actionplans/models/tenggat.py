"""By when plans have to be submitted."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from actionplans.models.catatan import TambahSaja
from actionplans.querysets import TenggatQuerySet
from areas.models import JenisRencana
from satker.models import Satker


class Tenggat(TambahSaja):
    """The day by which the offices under `satker` (a province; KPU RI for the provinces' and its own plans) submit
    their plan of a year and kind. Append-only: the newest entry counts, and one without `batas` takes the day away.
    """

    satker = models.ForeignKey(Satker, models.PROTECT, related_name="tenggat", verbose_name="satker pembina")
    tahun = models.PositiveSmallIntegerField("tahun", validators=[MinValueValidator(2010), MaxValueValidator(2100)])
    jenis = models.ForeignKey(JenisRencana, models.PROTECT, related_name="+", verbose_name="jenis")
    batas = models.DateField("batas pengajuan", null=True, blank=True)
    pengguna = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="pengguna")
    waktu = models.DateTimeField("waktu", auto_now_add=True)

    objects = TenggatQuerySet.as_manager()

    class Meta:
        verbose_name = "tenggat pengajuan"
        verbose_name_plural = "tenggat pengajuan"
        ordering = ["pk"]
        indexes = [models.Index(fields=["tahun", "jenis", "satker"], name="tenggat_menurut_satker")]

    def __str__(self) -> str:
        return f"{self.jenis_id} {self.tahun}: {self.batas or 'tanpa tenggat'}"
