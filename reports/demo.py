"""Demo data: the four real decrees of fixtures/actionplans/demo/, as their offices printed them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction

from actionplans.buat import buat_dari_isi
from actionplans.models import RencanaAksi
from areas.isi import baca
from areas.models import JenisRencana, SkemaNomor, TataKolom
from areas.muat import baca_yaml, muat_templat
from reports.naskah import buat_keputusan
from satker.demo import AkunDemo, muat_akun_demo
from satker.models import Satker
from satker.register import muat_register


@dataclass(slots=True)
class HasilDemo:
    """What was made, and what was there already."""

    baru: list[str] = field(default_factory=list)
    tetap: list[str] = field(default_factory=list)
    akun: list[AkunDemo] = field(default_factory=list)


def muat_demo() -> HasilDemo:
    """Register, templates, the four plans with their decrees and, in demo mode only, the demo accounts.

    Repeatable: what exists stays as it is.
    """
    hasil = HasilDemo()
    muat_register()
    muat_templat()
    for berkas in sorted((settings.FIXTURE_DIR / "actionplans" / "demo").glob("*.yaml")):
        _muat_rencana(baca_yaml(berkas), hasil)
    if settings.DEMO:
        hasil.akun = muat_akun_demo(settings.SANDI_DEMO)
    return hasil


@transaction.atomic
def _muat_rencana(data: dict[str, Any], hasil: HasilDemo) -> None:
    satker = Satker.objects.get(kode=data["satker"])
    kunci = {"satker": satker, "tahun": data["tahun"], "jenis": data["jenis"], "versi": data["versi"]}
    if ada := RencanaAksi.objects.filter(**kunci).select_related("satker", "jenis").first():
        hasil.tetap.append(str(ada))
        return
    rencana = buat_dari_isi(
        satker=satker,
        tahun=data["tahun"],
        jenis=JenisRencana.objects.get(kode=data["jenis"]),
        isi=baca(data),
        tata_kolom=TataKolom.objects.get(kode=data["tata_kolom"]),
        skema_nomor=SkemaNomor.objects.get(kode=data["skema_nomor"]),
        lain={
            "versi": data["versi"],
            "status": data["status"],
            "sumber": data["sumber"],
            "catatan": data.get("catatan") or [],
        },
    )
    buat_keputusan(rencana, data["keputusan"])
    hasil.baru.append(str(rencana))
