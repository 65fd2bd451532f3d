"""Questions asked of the register. Each queryset says by `visible_to` what a person may see of it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone

from satker.kode import kode_baku, potongan_kode
from satker.penamaan import bentuk_baku
from satker.pilihan import Peran
from satker.policy import berperan, boleh_masuk, q_satker

if TYPE_CHECKING:
    from satker.models import AliasSubbag, Kabar, Pengguna, Penugasan, Satker, Subbag  # noqa: F401, in quoted types


class SatkerQuerySet(models.QuerySet["Satker"]):
    def visible_to(self, user: Any) -> SatkerQuerySet:
        """Offices in which the person holds any role today."""
        return self.filter(q_satker(user, None, awalan=""))

    def aktif(self) -> SatkerQuerySet:
        return self.filter(aktif=True)

    def dengan_kode(self, kode: str) -> Satker:
        """The office of a code in either spelling ("52.07", "5207").

        Raises KodeTidakDikenal (not a code) or Satker.DoesNotExist (no such office).
        """
        return self.get(kode=kode_baku(kode))

    def cari(self, teks: str) -> SatkerQuerySet:
        """Offices that match every word of `teks`: name, seat, or the code's beginning in either spelling."""
        hasil = self
        for kata in teks.split():
            syarat = Q(nama_pendek__icontains=kata) | Q(nama_resmi__icontains=kata) | Q(tempat__icontains=kata)
            if angka := potongan_kode(kata):
                syarat |= Q(kode__startswith=angka)
            hasil = hasil.filter(syarat)
        return hasil


class SubbagQuerySet(models.QuerySet["Subbag"]):
    def visible_to(self, user: Any) -> SubbagQuerySet:
        return self.filter(q_satker(user))

    def peta(self, satker: Satker) -> dict[str, Subbag]:
        """Every way of writing the office's sub-divisions, in normal form, and what it means. Two queries."""
        peta: dict[str, Subbag] = {}
        daftar = list(self.filter(satker=satker).prefetch_related("alias"))
        for subbag in daftar:
            peta.setdefault(bentuk_baku(subbag.kode), subbag)
            peta.setdefault(bentuk_baku(subbag.nama), subbag)
        for subbag in daftar:
            for alias in subbag.alias.all():
                peta.setdefault(alias.alias, subbag)
        return peta

    def kenali(self, satker: Satker, teks: str) -> Subbag | None:
        """The sub-division that a decree of this office means by `teks` ("HUKUM&SDM"), or None.

        For many texts of one office ask `peta` once.
        """
        return self.peta(satker).get(bentuk_baku(teks))


class AliasSubbagQuerySet(models.QuerySet["AliasSubbag"]):
    def visible_to(self, user: Any) -> AliasSubbagQuerySet:
        return self.filter(q_satker(user))


class PenggunaQuerySet(models.QuerySet["Pengguna"]):
    def visible_to(self, user: Any) -> PenggunaQuerySet:
        """Oneself and the people assigned to offices that one sees; whoever keeps accounts sees all."""
        if berperan(user, Peran.ADMIN_NASIONAL):
            return self
        if not boleh_masuk(user):
            return self.none()
        bertugas = Q(penugasan__isnull=False) & q_satker(user, None, awalan="penugasan__satker__")
        return self.filter(Q(pk=user.pk) | bertugas).distinct()

    def dengan_kabar(self) -> PenggunaQuerySet:
        """Each with `kabar_baru`, how many unread notices wait."""
        return self.annotate(kabar_baru=models.Count("kabar", filter=Q(kabar__dibaca__isnull=True)))


class PenggunaManager(BaseUserManager["Pengguna"].from_queryset(PenggunaQuerySet)):  # type: ignore[misc]
    """Accounts sign in by e-mail, and an e-mail is one address however its letters are written."""

    use_in_migrations = False

    def create_user(self, email: str, password: str | None = None, **isian: Any) -> Pengguna:
        """A person's account. Raises ValueError without an e-mail, IntegrityError when it is taken."""
        if not email:
            raise ValueError("Surel wajib diisi.")
        pengguna: Pengguna = self.model(email=email, **isian)
        pengguna.set_password(password)
        pengguna.save(using=self._db)
        return pengguna

    def create_superuser(self, email: str, password: str | None = None, **isian: Any) -> Pengguna:
        return self.create_user(email, password, **{**isian, "is_staff": True, "is_superuser": True})

    def get_by_natural_key(self, username: str | None) -> Pengguna:
        return self.get(email__iexact=(username or "").strip())


class PenugasanQuerySet(models.QuerySet["Penugasan"]):
    def visible_to(self, user: Any) -> PenugasanQuerySet:
        """One's own assignments and those for offices that one sees."""
        if not boleh_masuk(user):
            return self.none()
        return self.filter(Q(pengguna=user.pk) | q_satker(user))

    def berlaku(self, tanggal: datetime.date | None = None) -> PenugasanQuerySet:
        """Assignments that hold on a day, both ends included (today in the server's zone by default)."""
        hari = tanggal or timezone.localdate()
        return self.filter(Q(selesai__isnull=True) | Q(selesai__gte=hari), mulai__lte=hari)


class KabarQuerySet(models.QuerySet["Kabar"]):
    def visible_to(self, user: Any) -> KabarQuerySet:
        """One's own notices, nobody else's."""
        return self.filter(penerima=user.pk) if boleh_masuk(user) else self.none()

    def baru(self) -> KabarQuerySet:
        """Those that were not read yet."""
        return self.filter(dibaca__isnull=True)
