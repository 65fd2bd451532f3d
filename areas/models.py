"""The tree area → kegiatan → sub-kegiatan → indikator → months, and what gives it its printed form.

One structure serves national templates and plans: both own a `Pohon`. A plan's tree is a copy whose rows
remember the template row they came from (`asal`).
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from areas.penomoran import Skema, SkemaTidakSah
from areas.querysets import PohonQuerySet, TemplatQuerySet
from areas.tata_kolom import TataKolom as IsiTataKolom
from areas.tata_kolom import TataKolomTidakSah


class JenisRencana(models.Model):
    """A kind of plan: Reformasi Birokrasi, Tim Agen Perubahan, Zona Integritas."""

    kode = models.SlugField("kode", primary_key=True, max_length=20)
    nama = models.CharField("nama", max_length=200)
    nama_pendek = models.CharField("nama pendek", max_length=60)
    urutan = models.PositiveSmallIntegerField("urutan", default=0)

    class Meta:
        verbose_name = "jenis rencana"
        verbose_name_plural = "jenis rencana"
        ordering = ["urutan", "kode"]

    def __str__(self) -> str:
        return self.nama


class TataKolom(models.Model):
    """A column layout of the Lampiran; `definisi` is read by `areas.tata_kolom`."""

    kode = models.SlugField("kode", unique=True, max_length=60)
    nama = models.CharField("nama", max_length=200)
    definisi = models.JSONField("definisi")

    class Meta:
        verbose_name = "tata kolom"
        verbose_name_plural = "tata kolom"
        ordering = ["nama"]

    def __str__(self) -> str:
        return self.nama

    def clean(self) -> None:
        try:
            self.isi()
        except TataKolomTidakSah as galat:
            raise ValidationError({"definisi": str(galat)}) from galat

    def isi(self) -> IsiTataKolom:
        """The layout; raises `TataKolomTidakSah` when the definition cannot be used."""
        return IsiTataKolom.dari_data(self.definisi)


class SkemaNomor(models.Model):
    """A numbering scheme; `definisi` is read by `areas.penomoran`."""

    kode = models.SlugField("kode", unique=True, max_length=60)
    nama = models.CharField("nama", max_length=200)
    definisi = models.JSONField("definisi")

    class Meta:
        verbose_name = "skema nomor"
        verbose_name_plural = "skema nomor"
        ordering = ["nama"]

    def __str__(self) -> str:
        return self.nama

    def clean(self) -> None:
        try:
            self.isi()
        except SkemaTidakSah as galat:
            raise ValidationError({"definisi": str(galat)}) from galat

    def isi(self) -> Skema:
        """The scheme; raises `SkemaTidakSah` when the definition cannot be used."""
        return Skema.dari_data(self.definisi)


class Pohon(models.Model):
    """The root of one tree, owned by exactly one template or plan, with its printed form."""

    tata_kolom = models.ForeignKey(TataKolom, models.PROTECT, related_name="pohon", verbose_name="tata kolom")
    skema_nomor = models.ForeignKey(SkemaNomor, models.PROTECT, related_name="pohon", verbose_name="skema nomor")

    objects = PohonQuerySet.as_manager()

    class Meta:
        verbose_name = "pohon"
        verbose_name_plural = "pohon"

    def __str__(self) -> str:
        return f"Pohon {self.pk}"


class Templat(models.Model):
    """A national template: where plans of a kind start."""

    kode = models.SlugField("kode", unique=True, max_length=60)
    jenis = models.ForeignKey(JenisRencana, models.PROTECT, related_name="templat", verbose_name="jenis")
    nama = models.CharField("nama", max_length=200)
    sumber = models.TextField("sumber", blank=True)
    catatan = models.TextField("catatan", blank=True)
    aktif = models.BooleanField("dipakai", default=True)
    pohon = models.OneToOneField(Pohon, models.PROTECT, related_name="templat", verbose_name="pohon")

    objects = TemplatQuerySet.as_manager()

    class Meta:
        verbose_name = "templat"
        verbose_name_plural = "templat"
        ordering = ["jenis__urutan", "kode"]

    def __str__(self) -> str:
        return self.nama


class Butir(models.Model):
    """What every row of a tree has.

    `urutan` orders siblings; `nomor` is the printed number where it differs from the scheme (None = as the
    scheme says, "" = none). `kode` identifies a template's row. `pic` are sub-divisions as written. `pendahulu` is
    the row of last year's plan, or of an earlier version, that this one carries on. `revisi` counts the changes: a
    change names the revision that it was made on, so that nobody overwrites what they have not seen.
    """

    urutan = models.PositiveIntegerField("urutan")
    uraian = models.TextField("uraian", blank=True)
    nomor = models.CharField("nomor tercetak", max_length=20, null=True, blank=True)  # noqa: DJ001
    pic = models.JSONField("PIC", default=list, blank=True)
    keterangan_pic = models.CharField("keterangan PIC", max_length=300, blank=True)
    kode = models.CharField("kode", max_length=40, blank=True)
    catatan = models.TextField("catatan", blank=True)
    asal = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="turunan", verbose_name="asal di templat"
    )
    pendahulu = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="penerus", verbose_name="baris pendahulu"
    )
    revisi = models.PositiveIntegerField("revisi", default=1)

    class Meta:
        abstract = True
        ordering = ["urutan", "pk"]

    def __str__(self) -> str:
        return self.uraian[:80]


class Area(Butir):
    """Area perubahan. `program` is the text of the area column where it differs from the heading row."""

    pohon = models.ForeignKey(Pohon, models.CASCADE, related_name="area", verbose_name="pohon")
    program = models.TextField("teks kolom area", blank=True)
    nomor_program = models.CharField("nomor kolom area", max_length=20, null=True, blank=True)  # noqa: DJ001

    class Meta(Butir.Meta):
        verbose_name = "area"
        verbose_name_plural = "area"


class Kegiatan(Butir):
    area = models.ForeignKey(Area, models.CASCADE, related_name="kegiatan", verbose_name="area")

    class Meta(Butir.Meta):
        verbose_name = "kegiatan"
        verbose_name_plural = "kegiatan"


class SubKegiatan(Butir):
    """Sub-kegiatan with its rincian (in Zona Integritas: aksi)."""

    kegiatan = models.ForeignKey(Kegiatan, models.CASCADE, related_name="sub_kegiatan", verbose_name="kegiatan")
    rincian = models.TextField("rincian kegiatan", blank=True)

    class Meta(Butir.Meta):
        verbose_name = "sub-kegiatan"
        verbose_name_plural = "sub-kegiatan"


class Indikator(Butir):
    """Indikator keberhasilan (in Zona Integritas: bukti)."""

    sub_kegiatan = models.ForeignKey(SubKegiatan, models.CASCADE, related_name="indikator", verbose_name="sub-kegiatan")
    ket = models.TextField("keterangan", blank=True)

    class Meta(Butir.Meta):
        verbose_name = "indikator"
        verbose_name_plural = "indikator"


class JadwalBulan(models.Model):
    """A month in which an indikator is worked on; the year may be the one after the plan's."""

    indikator = models.ForeignKey(Indikator, models.CASCADE, related_name="jadwal", verbose_name="indikator")
    tahun = models.PositiveSmallIntegerField("tahun")
    bulan = models.PositiveSmallIntegerField("bulan")

    class Meta:
        verbose_name = "jadwal bulan"
        verbose_name_plural = "jadwal bulan"
        ordering = ["tahun", "bulan"]
        constraints = [
            models.UniqueConstraint(fields=["indikator", "tahun", "bulan"], name="jadwal_bulan_sekali"),
            models.CheckConstraint(condition=Q(bulan__gte=1, bulan__lte=12), name="jadwal_bulan_1_sampai_12"),
        ]

    def __str__(self) -> str:
        return f"{self.tahun}-{self.bulan:02}"
