"""Files on their way into a plan."""

import uuid

from django.conf import settings
from django.db import models

from actionplans.models.rencana import RencanaAksi
from actionplans.querysets import BerkasImporQuerySet
from areas.models import JenisRencana
from satker.models import Satker


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
