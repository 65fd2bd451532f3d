"""The four decrees, loaded once for all tests of this folder and printed by the real command when first asked for."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from actionplans.buat import buat_dari_isi
from areas.isi import IsiPohon
from areas.models import JenisRencana, SkemaNomor, TataKolom
from areas.muat import baca_yaml
from reports.demo import muat_demo
from reports.naskah import buat_keputusan
from satker.models import Satker
from tests.reports.baca_pdf import Cetakan, baca_cetakan
from tests.reports.bacaan import BACAAN, Bacaan

Pencetak = Callable[..., Path]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test database is made only for tests that are marked; whoever uses `demo`, however indirectly, needs it."""
    for item in items:
        if "demo" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.django_db)


@pytest.fixture(scope="package")
def demo(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The demo data for all of this folder's tests, taken out again after the last of them.

    Committed and counted (ANALYZE): to PostgreSQL, tables that tests before these filled and rolled back are empty,
    and its plan for reading a tree from empty tables takes minutes once they are full.
    """
    with django_db_blocker.unblock():
        muat_demo()
        if connection.vendor == "postgresql":
            with connection.cursor() as kursor:
                kursor.execute("ANALYZE")
    yield
    with django_db_blocker.unblock():
        call_command("flush", verbosity=0, interactive=False)


@contextmanager
def sendirian(berkas: Path) -> Iterator[None]:
    """Only one process at a time makes `berkas`."""
    with berkas.with_suffix(".kunci").open("w") as kunci:
        fcntl.flock(kunci, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="package")
def cetak(demo, django_db_blocker, tmp_path_factory) -> Pencetak:
    """Prints a decree with `manage.py cetak_keputusan`: `cetak(bacaan, "naskah", "a4")` gives the PDF's path."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # shared, so that each decree is printed by one of the workers only

    def _cetak(bacaan: Bacaan, bentuk: str = "salinan", kertas: str = "f4") -> Path:
        berkas = folder / f"{bacaan.nama}-{bentuk}-{kertas}.pdf"
        with sendirian(berkas), django_db_blocker.unblock(), transaction.atomic():
            if not berkas.exists():
                Satker.objects.filter(kode=bacaan.satker.replace(".", "")).update(kertas=kertas)
                rencana = {"satker": bacaan.satker, "tahun": bacaan.tahun, "jenis": bacaan.jenis}
                opsi = rencana | {"bentuk": bentuk, "output": berkas}
                call_command("cetak_keputusan", *(f"--{nama}={nilai}" for nama, nilai in opsi.items()))
                transaction.set_rollback(True)
        return berkas

    return _cetak


@pytest.fixture(scope="package")
def cetak_isi(demo, django_db_blocker, tmp_path_factory) -> Pencetak:
    """Prints any tree as a plan for 2030: `cetak_isi(bacaan, isi)` takes office, layout, numbering and a shortened
    decree from one of the four and gives the PDF's path. Parts of the decree may be replaced by name."""
    folder = tmp_path_factory.mktemp("isi")

    def _cetak(bacaan: Bacaan, isi: IsiPohon, **lain: object) -> Path:
        berkas = folder / "rencana.pdf"
        data = baca_yaml(settings.FIXTURE_DIR / "actionplans" / "demo" / f"{bacaan.nama}.yaml")
        pendek = {bagian: data["keputusan"][bagian][:1] for bagian in ("menimbang", "mengingat", "diktum")}
        with django_db_blocker.unblock(), transaction.atomic():
            rencana = buat_dari_isi(
                satker=Satker.objects.get(kode=data["satker"]),
                tahun=2030,
                jenis=JenisRencana.objects.get(kode=data["jenis"]),
                isi=isi,
                tata_kolom=TataKolom.objects.get(kode=data["tata_kolom"]),
                skema_nomor=SkemaNomor.objects.get(kode=data["skema_nomor"]),
            )
            buat_keputusan(rencana, data["keputusan"] | pendek | lain)
            rencana_baru = {"satker": data["satker"], "tahun": 2030, "jenis": data["jenis"], "output": berkas}
            call_command("cetak_keputusan", *(f"--{nama}={nilai}" for nama, nilai in rencana_baru.items()))
            transaction.set_rollback(True)
        return berkas

    return _cetak


@pytest.fixture(scope="package", params=BACAAN)
def bacaan(request) -> Bacaan:
    """Each of the four decrees as read off its scan."""
    return BACAAN[request.param]


@pytest.fixture(scope="package")
def salinan(bacaan, cetak) -> Cetakan:
    """The decree's salinan as offices print it, read back from the PDF."""
    return baca_cetakan(cetak(bacaan), bacaan)
