"""The decree (Keputusan) that lays a plan down, part by part as it is printed."""

from django.core.exceptions import ValidationError
from django.db import models

from actionplans.models import RencanaAksi
from reports.querysets import KeputusanQuerySet


class Keputusan(models.Model):
    """One decree of one plan version.

    Wording that differs from office to office ("NOMOR :", "Pada tanggal,", "ttd.") is data (`frasa_…`). Texts of
    several lines keep the line breaks of the print. Form: PKPU 2/2021 as amended by PKPU 8/2021, as far as the
    decrees themselves show it.
    """

    class KepalaLampiran(models.TextChoices):
        NOMOR = "nomor", "Blok LAMPIRAN dengan nomor dan judul"
        KOP = "kop", "Kop surat dengan alamat"
        TANPA = "tanpa", "Tanpa kepala"

    rencana = models.OneToOneField(RencanaAksi, models.PROTECT, related_name="keputusan", verbose_name="rencana aksi")
    nomor = models.CharField("nomor", max_length=100, blank=True)
    tanggal = models.DateField("tanggal ditetapkan", null=True, blank=True)
    tempat = models.CharField("tempat ditetapkan", max_length=100, blank=True)
    kop = models.TextField("kop", help_text="Satu baris kop per baris.")
    judul = models.TextField("judul", help_text="Baris di atas nomor.")
    tentang = models.TextField("tentang")
    pembuka = models.CharField("pembuka", max_length=300, help_text="KETUA KOMISI PEMILIHAN UMUM …,")
    menetapkan = models.TextField("menetapkan")
    jabatan_penanda_tangan = models.TextField("jabatan penanda tangan")
    nama_penanda_tangan = models.CharField("nama penanda tangan", max_length=200, blank=True)

    frasa_nomor = models.CharField("frasa nomor", max_length=20, default="NOMOR")
    frasa_memutuskan = models.CharField("frasa memutuskan", max_length=30, default="MEMUTUSKAN:")
    frasa_tempat = models.CharField("frasa tempat", max_length=40, default="Ditetapkan di")
    frasa_tanggal = models.CharField("frasa tanggal", max_length=40, default="pada tanggal")
    frasa_ttd = models.CharField("frasa ttd.", max_length=20, default="ttd.")

    kata_penyambung = models.BooleanField(
        "kata penyambung",
        default=False,
        help_text="Di kaki setiap halaman Keputusan tercetak kata pertama halaman berikutnya: “4. Peraturan . . .”. "
        "Lampiran tidak memakainya.",
    )

    cap_salinan = models.BooleanField("SALINAN di atas halaman pertama salinan", default=True)
    frasa_salinan = models.CharField("frasa salinan", max_length=80, default="Salinan sesuai dengan aslinya")
    unit_salinan = models.TextField("unit salinan", blank=True)
    jabatan_salinan = models.TextField("jabatan pejabat salinan", blank=True)
    nama_salinan = models.CharField("nama pejabat salinan", max_length=200, blank=True)

    kepala_lampiran = models.CharField(
        "kepala lampiran", max_length=10, choices=KepalaLampiran, default=KepalaLampiran.NOMOR
    )
    teks_kepala_lampiran = models.TextField("teks kepala lampiran", blank=True)
    judul_lampiran = models.TextField("judul lampiran")
    tanda_tangan_lampiran = models.BooleanField("tanda tangan di akhir lampiran", default=True)
    tempat_tanggal_lampiran = models.BooleanField("tempat dan tanggal di akhir lampiran", default=False)
    salinan_lampiran = models.BooleanField("blok salinan di akhir lampiran", default=True)
    catatan = models.JSONField("catatan", default=list, blank=True)

    objects = KeputusanQuerySet.as_manager()

    class Meta:
        verbose_name = "keputusan"
        verbose_name_plural = "keputusan"
        ordering = ["-tanggal", "pk"]

    def __str__(self) -> str:
        return f"Keputusan {self.rencana.satker.nama_pendek} Nomor {self.nomor or '…'}"

    def clean(self) -> None:
        if self.kepala_lampiran != self.KepalaLampiran.TANPA and not self.teks_kepala_lampiran:
            raise ValidationError({"teks_kepala_lampiran": "Tulis kepala lampiran, atau pilih “Tanpa kepala”."})


class BagianKeputusan(models.Model):
    """One consideration, legal basis or diktum; `label` is printed for diktum (KESATU), others are numbered."""

    class Bagian(models.TextChoices):
        MENIMBANG = "menimbang", "Menimbang"
        MENGINGAT = "mengingat", "Mengingat"
        DIKTUM = "diktum", "Diktum"

    keputusan = models.ForeignKey(Keputusan, models.CASCADE, related_name="bagian", verbose_name="keputusan")
    bagian = models.CharField("bagian", max_length=10, choices=Bagian)
    urutan = models.PositiveSmallIntegerField("urutan")
    label = models.CharField("label", max_length=40, blank=True)
    teks = models.TextField("teks")

    class Meta:
        verbose_name = "bagian keputusan"
        verbose_name_plural = "bagian keputusan"
        ordering = ["keputusan", "bagian", "urutan"]
        constraints = [
            models.UniqueConstraint(fields=["keputusan", "bagian", "urutan"], name="bagian_keputusan_sekali")
        ]

    def __str__(self) -> str:
        return f"{self.get_bagian_display()} {self.label or self.urutan}"
