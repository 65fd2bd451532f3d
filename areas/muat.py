"""Loading kinds, layouts, numbering schemes and national templates from fixtures/areas/."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.db import models, transaction

from areas.isi import IsiPohon, baca, tulis
from areas.models import JenisRencana, Pohon, SkemaNomor, TataKolom, Templat
from areas.penomoran import beri_nomor
from areas.simpan import baca_pohon, kosongkan_pohon, tulis_pohon


@dataclass(slots=True)
class HasilMuat:
    """What loading did, per template code: "baru", "tetap", "diperbarui" or "dipertahankan" (in use)."""

    templat: dict[str, str]


# The C reader is ten times faster; wheels have it, some distributions' builds do not.
PemuatYaml = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def baca_yaml(berkas: Path) -> Any:
    """A fixture file."""
    return yaml.load(berkas.read_text(encoding="utf-8"), Loader=PemuatYaml)  # noqa: S506 (a safe loader)


@transaction.atomic
def muat_bentuk() -> None:
    """Kinds of plans, column layouts and numbering schemes; existing rows keep what an admin changed."""
    folder = settings.FIXTURE_DIR / "areas"
    muatan: tuple[tuple[type[models.Model], str], ...] = (
        (JenisRencana, "jenis.yaml"),
        (TataKolom, "tata_kolom.yaml"),
        (SkemaNomor, "skema_nomor.yaml"),
    )
    for model, nama in muatan:
        for data in baca_yaml(folder / nama):
            satu = model(**data)
            satu.full_clean(validate_unique=False)
            model._default_manager.get_or_create(kode=data["kode"], defaults=data)


@transaction.atomic
def muat_templat() -> HasilMuat:
    """The national templates of fixtures/areas/templat/; repeatable.

    A template that changed in the file is renewed as long as no plan comes from its rows; afterwards it stays
    as it is, and the result says so (a new edition is a new template).
    """
    muat_bentuk()
    hasil: dict[str, str] = {}
    for berkas in sorted((settings.FIXTURE_DIR / "areas" / "templat").glob("*.yaml")):
        data = baca_yaml(berkas)
        hasil[data["kode"]] = _muat_satu(data)
    return HasilMuat(hasil)


def _muat_satu(data: dict[str, Any]) -> str:
    isi = baca(data)
    bentuk = {
        "tata_kolom": TataKolom.objects.get(kode=data["tata_kolom"]),
        "skema_nomor": SkemaNomor.objects.get(kode=data["skema_nomor"]),
    }
    templat = Templat.objects.filter(kode=data["kode"]).select_related("pohon__skema_nomor").first()
    if templat is None:
        pohon = Pohon.objects.create(**bentuk)
        Templat.objects.create(
            kode=data["kode"],
            jenis_id=data["jenis"],
            nama=data["nama"],
            sumber=data.get("sumber", ""),
            catatan=_teks(data.get("catatan")),
            pohon=pohon,
        )
        tulis_pohon(pohon, isi)
        return "baru"
    if _sama(baca_pohon(templat.pohon), isi, templat.pohon):
        return "tetap"
    try:
        with transaction.atomic():
            kosongkan_pohon(templat.pohon)
    except models.ProtectedError:
        return "dipertahankan"
    tulis_pohon(templat.pohon, isi)
    return "diperbarui"


def _teks(catatan: Any) -> str:
    return "\n".join(catatan) if isinstance(catatan, list) else (catatan or "")


def _sama(tersimpan: IsiPohon, berkas: IsiPohon, pohon: Pohon) -> bool:
    return tulis(tersimpan) == tulis(beri_nomor(berkas, pohon.skema_nomor.isi()))
