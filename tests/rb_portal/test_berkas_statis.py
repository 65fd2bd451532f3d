"""Scripts of two releases never mix in a browser: every name says what is in the file."""

import json
import posixpath
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from rb_portal.berkas_statis import BerkasStatis

IMPOR = re.compile(r"""^(?:import|export)\b[^"';]*["']([^"']+)["'];""", re.MULTILINE)
BERSANDI = re.compile(r"\.[0-9a-f]{12}\.js$")


@pytest.fixture
def terkumpul(tmp_path: Path, settings: Any) -> Path:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": f"{BerkasStatis.__module__}.{BerkasStatis.__qualname__}"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def test_halaman_dan_modul_menyebut_nama_bersandi(terkumpul: Path, client: Client, db: None) -> None:
    """Every script that a page loads, and all that it imports in turn, has its hash in its name."""
    nama: dict[str, str] = json.loads((terkumpul / "staticfiles.json").read_text())["paths"]
    modul = {asli: kini for asli, kini in nama.items() if asli.startswith("js/")}
    diimpor = set()
    for asli, kini in modul.items():
        sumber = IMPOR.findall((terkumpul / asli).read_text())
        hasil = IMPOR.findall((terkumpul / kini).read_text())
        tujuan = [posixpath.normpath(posixpath.join(posixpath.dirname(kini), satu)) for satu in hasil]
        diharap = [nama[posixpath.normpath(posixpath.join(posixpath.dirname(asli), satu))] for satu in sumber]
        assert tujuan == diharap, asli
        assert all(BERSANDI.search(satu) for satu in (kini, *tujuan)), asli
        diimpor |= set(tujuan)
    assert modul["js/susun/antrean.js"] in diimpor
    assert len(diimpor) >= 8
    skrip = re.findall(r'<script src="(/static/js/[^"]+)"', client.get("/masuk/").content.decode())
    assert skrip
    assert all(BERSANDI.search(satu) for satu in skrip)
