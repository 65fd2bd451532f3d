"""Writing an office's sub-divisions: the national defaults, and the ways of writing one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from satker.models import AliasSubbag, Satker, Subbag
from satker.penamaan import bentuk_baku


class AliasGanda(ValueError):
    """One way of writing means two sub-divisions of the same office. The message is fit for the screen."""


@transaction.atomic
def tetapkan_alias(*, subbag: Subbag, tulisan: Iterable[str]) -> None:
    """Make `tulisan` the other ways of writing this sub-division, each stored once, in the order given.

    Raises AliasGanda when one already stands for another sub-division of the office.
    """
    baru = {bentuk_baku(teks): teks.strip() for teks in reversed(list(tulisan)) if bentuk_baku(teks)}
    lain = {
        alias: pemilik
        for alias, pemilik in Subbag.objects.peta(subbag.satker).items()
        if alias in baru and pemilik.pk != subbag.pk
    }
    if lain:
        alias, pemilik = next(iter(lain.items()))
        raise AliasGanda(f"“{baru[alias]}” sudah menjadi sebutan {pemilik.kode} di satker ini.")
    subbag.alias.all().delete()
    AliasSubbag.objects.bulk_create(_alias(subbag, [*reversed(baru.values())]))


def buat_subbag_bawaan(berkas: Path) -> int:
    """Give the default sub-divisions to each office that has none; the number of offices that got them.

    `berkas` is YAML: level of office → list of {kode, nama, alias: [text, …], semua: bool}. An office that
    has changed its sub-divisions keeps its own.
    """
    bawaan: dict[str, list[dict[str, Any]]] = yaml.safe_load(berkas.read_text(encoding="utf-8"))
    with transaction.atomic():
        kantor = list(Satker.objects.filter(tingkat__in=bawaan, subbag__isnull=True))
        pasangan = [
            (
                Subbag(
                    satker=satker,
                    kode=butir["kode"],
                    nama=butir["nama"],
                    semua=butir.get("semua", False),
                    urutan=urutan,
                ),
                butir.get("alias", []),
            )
            for satker in kantor
            for urutan, butir in enumerate(bawaan[satker.tingkat], start=1)
        ]
        Subbag.objects.bulk_create([subbag for subbag, _ in pasangan])
        AliasSubbag.objects.bulk_create([alias for subbag, tulisan in pasangan for alias in _alias(subbag, tulisan)])
    return len(kantor)


def _alias(subbag: Subbag, tulisan: Iterable[str]) -> list[AliasSubbag]:
    """Unsaved rows, filled as `AliasSubbag.save` would: bulk writes do not call it."""
    return [AliasSubbag(satker=subbag.satker, subbag=subbag, tulisan=teks, alias=bentuk_baku(teks)) for teks in tulisan]
