"""Demo accounts: one shared password, published on the sign-in page, in demo mode only."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from satker.models import Pengguna, Penugasan, Satker

MULAI = datetime.date(2022, 1, 1)


class AkunDemo(NamedTuple):
    """One demo account as the sign-in page lists it."""

    email: str
    nama: str
    peran: str
    satker: str


class SurelDipakai(ValueError):
    """A demo address belongs to a real account, which is left alone."""


def muat_akun_demo(password: str) -> list[AkunDemo]:
    """Make or refresh the accounts of fixtures/satker/akun_demo.yaml; the offices must be loaded. Idempotent.

    Raises ImproperlyConfigured outside demo mode, SurelDipakai when an address is a real person's account.
    """
    if not settings.DEMO:
        raise ImproperlyConfigured("Akun contoh hanya dapat dibuat dalam mode demo (RB_PORTAL_DEMO=1).")
    berkas = Path(settings.FIXTURE_DIR) / "satker" / "akun_demo.yaml"
    daftar: list[dict[str, Any]] = yaml.safe_load(berkas.read_text(encoding="utf-8"))
    sandi = _sandi(password)
    with transaction.atomic():
        for butir in daftar:
            _muat_satu(butir, sandi)
    return daftar_akun_demo()


def daftar_akun_demo() -> list[AkunDemo]:
    """The demo accounts in the database, in the order made; none outside demo mode."""
    if not settings.DEMO:
        return []
    akun = Pengguna.objects.filter(akun_demo=True, is_active=True).order_by("pk")
    return [
        AkunDemo(
            pengguna.email,
            pengguna.nama,
            peran=", ".join(tugas.get_peran_display() for tugas in pengguna.penugasan.all()),
            satker=", ".join(dict.fromkeys(str(tugas.satker) for tugas in pengguna.penugasan.all())),
        )
        for pengguna in akun.prefetch_related("penugasan__satker")
    ]


def _sandi(password: str) -> str:
    """The hash that all demo accounts share: hashing is made slow on purpose, and the password is on the sign-in page.

    The one already stored is kept while it holds, so that a restart signs nobody out.
    """
    ada = Pengguna.objects.filter(akun_demo=True).order_by("pk").values_list("password", flat=True).first()
    return ada if ada and check_password(password, ada) else make_password(password)


def _muat_satu(butir: dict[str, Any], sandi: str) -> None:
    pengguna = Pengguna.objects.filter(email__iexact=butir["email"]).first()
    if pengguna is None:
        pengguna = Pengguna(email=butir["email"], akun_demo=True)
    elif not pengguna.akun_demo:
        raise SurelDipakai(f"{butir['email']} sudah dipakai akun sungguhan. Ganti surel di akun_demo.yaml.")
    pengguna.nama = butir["nama"]
    pengguna.is_staff = butir.get("is_staff", False)
    pengguna.is_active = True
    pengguna.password = sandi
    pengguna.save()
    satker = Satker.objects.dengan_kode(butir["satker"])
    Penugasan.objects.get_or_create(
        pengguna=pengguna, peran=butir["peran"], satker=satker, cakupan=butir["cakupan"], mulai=MULAI
    )
