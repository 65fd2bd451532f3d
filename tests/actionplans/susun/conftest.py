"""The editor's addresses, and asking them as the scripts do."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from actionplans.models import RencanaAksi
from satker.models import Pengguna

Kirim = Callable[..., HttpResponse]


@pytest.fixture
def akar(rencana: RencanaAksi) -> str:
    return f"{rencana.get_absolute_url()}susun/"


@pytest.fixture
def penyusun(client: Client, operator: Pengguna) -> Client:
    client.force_login(operator)
    return client


@pytest.fixture
def kirim(penyusun: Client, akar: str) -> Kirim:
    """POST to an address under `susun/`, asking for JSON."""

    def _kirim(alamat: str, **isi: Any) -> HttpResponse:
        return penyusun.post(f"{akar}{alamat}", isi, headers={"accept": "application/json"})

    return _kirim
