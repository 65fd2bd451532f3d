"""The register: offices, their sub-divisions, the people and what each is assigned to."""

from __future__ import annotations

from typing import Any

import rules
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from satker import pilihan
from satker.kode import KodeTidakDikenal, kode_baku, kode_induk, kode_titik
from satker.penamaan import bentuk_baku, slug_satker
from satker.querysets import (
    AliasSubbagQuerySet,
    KabarQuerySet,
    PenggunaManager,
    PenugasanQuerySet,
    SatkerQuerySet,
    SubbagQuerySet,
)


class Satker(models.Model):
    """An office of KPU (in Aceh: KIP) at one of three levels, which signs decrees in its own name.

    `kode`, `tingkat` and `induk` follow from the region code. Everything else may be changed by hand:
    `muat_register` keeps such changes, because `dari_register` remembers what the register said when it was
    last loaded.
    """

    Tingkat = pilihan.Tingkat
    Kertas = pilihan.Kertas
    Kop = pilihan.Kop
    Zona = pilihan.Zona

    kode = models.CharField(
        "kode",
        max_length=4,
        unique=True,
        validators=[RegexValidator(r"^\d{2}(\d{2})?$", "Kode terdiri atas dua atau empat angka.")],
        help_text="Kode wilayah Kementerian Dalam Negeri tanpa titik: 53 atau 5305. KPU RI: 00.",
    )
    tingkat = models.CharField("tingkat", max_length=10, choices=pilihan.Tingkat)
    induk = models.ForeignKey(
        "self",
        verbose_name="satker induk",
        on_delete=models.PROTECT,
        related_name="bawahan",
        null=True,
        blank=True,
        help_text="KPU RI untuk provinsi, provinsinya untuk kabupaten/kota.",
    )
    wilayah = models.CharField("wilayah", max_length=100, help_text="Misalnya: Kabupaten Alor.")
    nama_resmi = models.CharField(
        "nama resmi",
        max_length=160,
        help_text="Seperti tercetak di Keputusan: Komisi Pemilihan Umum Kabupaten Alor.",
    )
    nama_pendek = models.CharField("nama pendek", max_length=120, help_text="Misalnya: KPU Kabupaten Alor.")
    slug = models.SlugField(
        "alamat halaman",
        max_length=80,
        unique=True,
        blank=True,
        help_text="Misalnya: kab-alor. Tidak berubah lagi.",
    )
    tempat = models.CharField(
        "tempat kedudukan", max_length=80, blank=True, help_text="Tertulis di Keputusan: “Ditetapkan di …”."
    )
    alamat = models.CharField("alamat", max_length=255, blank=True)
    telepon = models.CharField("telepon", max_length=60, blank=True)
    faks = models.CharField("faksimile", max_length=60, blank=True)
    logo = models.ImageField(
        "lambang",
        upload_to="logo/",
        blank=True,
        validators=[FileExtensionValidator(["png", "jpg", "jpeg"])],
        help_text="Gambar PNG atau JPG untuk kepala surat.",
    )
    kertas = models.CharField("kertas", max_length=2, choices=pilihan.Kertas, default=pilihan.Kertas.F4)
    kop = models.CharField("kepala surat", max_length=10, choices=pilihan.Kop, default=pilihan.Kop.LOGO)
    zona = models.CharField("zona waktu", max_length=4, choices=pilihan.Zona, default=pilihan.Zona.WIB)
    aktif = models.BooleanField("aktif", default=True)
    dari_register = models.JSONField("isi register terakhir", default=dict, blank=True, editable=False)

    objects = SatkerQuerySet.as_manager()

    class Meta:
        verbose_name = "satker"
        verbose_name_plural = "satker"
        ordering = ["kode"]
        constraints = [
            models.CheckConstraint(
                name="satker_induk_menurut_tingkat",
                condition=Q(tingkat=pilihan.Tingkat.RI, induk__isnull=True)
                | (~Q(tingkat=pilihan.Tingkat.RI) & Q(induk__isnull=False)),
                violation_error_message="Setiap satker selain KPU RI memerlukan satker induk.",
            )
        ]

    def __str__(self) -> str:
        return self.nama_pendek

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or slug_satker(self.wilayah)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        try:
            self.kode = kode_baku(self.kode)
        except KodeTidakDikenal as galat:
            raise ValidationError({"kode": str(galat)}) from galat
        tingkat = pilihan.Tingkat.dari_kode(self.kode)
        if self.tingkat != tingkat:
            raise ValidationError({"tingkat": f"Kode {self.kode} adalah kode tingkat {tingkat.label}."})
        kode_atasan = kode_induk(self.kode)
        if self.induk and self.induk.kode != kode_atasan:
            raise ValidationError({"induk": f"Satker induk dari kode {self.kode} berkode {kode_atasan}."})
        self.slug = self.slug or slug_satker(self.wilayah)

    @property
    def kode_titik(self) -> str:
        """The Ministry's spelling: "53.05"."""
        return kode_titik(self.kode)

    @property
    def label_kode(self) -> str:
        """Both spellings, "5305 (53.05)"; one where they are the same."""
        return self.kode if self.kode == self.kode_titik else f"{self.kode} ({self.kode_titik})"

    @property
    def provinsi(self) -> Satker | None:
        """The provincial office that this one belongs to: itself, or the one above; None for KPU RI."""
        return self if self.tingkat == pilihan.Tingkat.PROVINSI else self.induk


class Subbag(models.Model):
    """A sub-division of an office's secretariat, the PIC of a plan's rows. `semua`: all of them together."""

    satker = models.ForeignKey(Satker, verbose_name="satker", on_delete=models.CASCADE, related_name="subbag")
    kode = models.CharField("kode", max_length=40, help_text="Singkatan yang dicetak: KUL, HUKUM & SDM.")
    nama = models.CharField("nama", max_length=160)
    urutan = models.PositiveSmallIntegerField("urutan", default=0)
    semua = models.BooleanField("semua subbagian", default=False)

    objects = SubbagQuerySet.as_manager()

    class Meta:
        verbose_name = "subbagian"
        verbose_name_plural = "subbagian"
        ordering = ["satker", "urutan", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["satker", "kode"],
                name="subbag_kode_unik",
                violation_error_message="Kode subbagian ini sudah ada di satker ini.",
            ),
            models.UniqueConstraint(
                fields=["satker"],
                condition=Q(semua=True),
                name="subbag_semua_satu",
                violation_error_message="Satker ini sudah mempunyai baris untuk semua subbagian.",
            ),
        ]

    def __str__(self) -> str:
        return self.kode


class AliasSubbag(models.Model):
    """Another way in which decrees of the office write a sub-division. `alias` is its normal form."""

    satker = models.ForeignKey(
        Satker, verbose_name="satker", on_delete=models.CASCADE, related_name="+", editable=False
    )
    subbag = models.ForeignKey(Subbag, verbose_name="subbagian", on_delete=models.CASCADE, related_name="alias")
    tulisan = models.CharField("tulisan", max_length=160)
    alias = models.CharField("bentuk baku", max_length=160, editable=False)

    objects = AliasSubbagQuerySet.as_manager()

    class Meta:
        verbose_name = "sebutan lain subbagian"
        verbose_name_plural = "sebutan lain subbagian"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["satker", "alias"], name="alias_subbag_unik")]

    def __str__(self) -> str:
        return self.tulisan

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.satker_id = self.subbag.satker_id
        self.alias = bentuk_baku(self.tulisan)
        super().save(*args, **kwargs)


class Pengguna(AbstractBaseUser, PermissionsMixin):
    """A person who signs in by e-mail. What the person may do is said by `penugasan`, not by Django's groups.

    `akun_demo` marks an account with a published password: it may sign in in demo mode only.
    """

    email = models.EmailField("surel", unique=True, error_messages={"unique": "Surel ini sudah dipakai akun lain."})
    nama = models.CharField("nama", max_length=120)
    nip = models.CharField(
        "NIP",
        max_length=18,
        blank=True,
        validators=[RegexValidator(r"^\d{18}$", "NIP terdiri atas 18 angka.")],
    )
    is_active = models.BooleanField(
        "aktif", default=True, help_text="Kosongkan untuk menutup akun tanpa menghapus riwayatnya."
    )
    is_staff = models.BooleanField("boleh membuka halaman pengelolaan", default=False)
    surel_kabar = models.CharField(
        "kabar lewat surel", max_length=10, choices=pilihan.SurelKabar, default=pilihan.SurelKabar.HARIAN
    )
    akun_demo = models.BooleanField("akun contoh", default=False, editable=False)
    date_joined = models.DateTimeField("dibuat pada", auto_now_add=True)

    objects = PenggunaManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["nama"]

    class Meta:
        verbose_name = "pengguna"
        verbose_name_plural = "pengguna"
        ordering = ["nama", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="pengguna_surel_unik",
                violation_error_message="Surel ini sudah dipakai akun lain.",
            )
        ]

    def __str__(self) -> str:
        return self.nama or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.strip().lower()
        super().save(*args, **kwargs)

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """A permission that a policy module defines is the policy's to give, also to a superuser."""
        return rules.has_perm(perm, self, obj) if rules.perm_exists(perm) else super().has_perm(perm, obj)

    def get_full_name(self) -> str:
        return self.nama

    def get_short_name(self) -> str:
        return self.nama.split(" ")[0]


class Penugasan(models.Model):
    """One person × one role × the offices in which it holds × the days between which it holds (both included)."""

    Peran = pilihan.Peran
    Cakupan = pilihan.Cakupan

    pengguna = models.ForeignKey(Pengguna, verbose_name="pengguna", on_delete=models.PROTECT, related_name="penugasan")
    peran = models.CharField("peran", max_length=20, choices=pilihan.Peran)
    satker = models.ForeignKey(Satker, verbose_name="satker", on_delete=models.PROTECT, related_name="penugasan")
    cakupan = models.CharField("cakupan", max_length=10, choices=pilihan.Cakupan, default=pilihan.Cakupan.SATKER)
    mulai = models.DateField("mulai")
    selesai = models.DateField(
        "selesai", null=True, blank=True, help_text="Hari terakhir. Kosongkan bila belum ditentukan."
    )

    objects = PenugasanQuerySet.as_manager()

    class Meta:
        verbose_name = "penugasan"
        verbose_name_plural = "penugasan"
        ordering = ["pengguna", "-mulai", "pk"]
        constraints = [
            models.CheckConstraint(
                name="penugasan_satker_sendiri",
                condition=~Q(peran__in=[pilihan.Peran.OPERATOR, pilihan.Peran.PEJABAT])
                | Q(cakupan=pilihan.Cakupan.SATKER),
                violation_error_message="Operator dan pejabat hanya bertugas untuk satkernya sendiri.",
            ),
            models.CheckConstraint(
                name="penugasan_reviewer_di_atas_satker",
                condition=~Q(peran=pilihan.Peran.REVIEWER)
                | Q(cakupan__in=[pilihan.Cakupan.PROVINSI, pilihan.Cakupan.NASIONAL]),
                violation_error_message="Reviewer bertugas untuk satu provinsi atau seluruh Indonesia.",
            ),
            models.CheckConstraint(
                name="penugasan_admin_nasional",
                condition=~Q(peran=pilihan.Peran.ADMIN_NASIONAL) | Q(cakupan=pilihan.Cakupan.NASIONAL),
                violation_error_message="Admin nasional selalu bertugas untuk seluruh Indonesia.",
            ),
            models.CheckConstraint(
                name="penugasan_selesai_setelah_mulai",
                condition=Q(selesai__isnull=True) | Q(selesai__gte=F("mulai")),
                violation_error_message="Tanggal selesai tidak boleh sebelum tanggal mulai.",
            ),
            models.UniqueConstraint(
                fields=["pengguna", "peran", "satker", "cakupan", "mulai"],
                name="penugasan_tidak_ganda",
                violation_error_message="Penugasan yang sama sudah tercatat.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_peran_display()}, {self.satker}"

    def clean(self) -> None:
        """The scope must fit the office's level, which a database constraint cannot see."""
        tingkat_menurut_cakupan: dict[str, pilihan.Tingkat] = {
            pilihan.Cakupan.PROVINSI: pilihan.Tingkat.PROVINSI,
            pilihan.Cakupan.NASIONAL: pilihan.Tingkat.RI,
        }
        perlu = tingkat_menurut_cakupan.get(self.cakupan)
        if perlu and self.satker_id and self.satker.tingkat != perlu:
            sebutan = "KPU RI" if perlu == pilihan.Tingkat.RI else "kantor provinsi"
            raise ValidationError({"satker": f"Untuk cakupan ini pilih {sebutan} sebagai satker."})


class Kabar(models.Model):
    """A notice for one person: what happened, and the page where it is seen. What comes again before it was read counts
    in `banyak` instead of standing twice. `dikirim`: when it went out by e-mail."""

    penerima = models.ForeignKey(Pengguna, verbose_name="penerima", on_delete=models.CASCADE, related_name="kabar")
    judul = models.CharField("judul", max_length=200)
    isi = models.CharField("isi", max_length=500, blank=True)
    alamat = models.CharField("alamat", max_length=300)
    banyak = models.PositiveSmallIntegerField("banyak", default=1)
    waktu = models.DateTimeField("waktu")
    dibaca = models.DateTimeField("dibaca", null=True, blank=True)
    dikirim = models.DateTimeField("dikirim", null=True, blank=True)

    objects = KabarQuerySet.as_manager()

    class Meta:
        verbose_name = "kabar"
        verbose_name_plural = "kabar"
        ordering = ["-waktu", "-pk"]
        indexes = [models.Index(fields=["penerima", "dibaca"], name="kabar_belum_dibaca")]

    def __str__(self) -> str:
        return self.judul
