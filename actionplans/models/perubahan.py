"""The journal of a plan's rows."""

from django.conf import settings
from django.db import models

from actionplans.models.catatan import TambahSaja
from actionplans.models.rencana import RencanaAksi


class Perubahan(TambahSaja):
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
