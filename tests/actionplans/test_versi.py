"""Versions of a plan: the newest is shown, earlier ones by `?versi=`, on every tab."""

import pytest
from django.test import Client

from actionplans.models import RencanaAksi
from tests.factories import KeputusanFactory, PenugasanFactory, RencanaAksiFactory, isi_contoh

pytestmark = pytest.mark.django_db


@pytest.fixture
def tiga(client: Client) -> dict[int, RencanaAksi]:
    """Versions 1, 2 and 10 of a plan of Alor, each with rows and a decree of its own."""
    hasil = {}
    for versi in (1, 10, 2):
        rencana = RencanaAksiFactory(versi=versi, pohon__isi=isi_contoh(f"versi-{versi}", area=1, cabang=1))
        KeputusanFactory(rencana=rencana, nomor=f"NOMOR-{versi}-")
        hasil[versi] = rencana
    client.force_login(PenugasanFactory().pengguna)
    return hasil


@pytest.mark.parametrize(("kueri", "versi"), [("", 10), ("?versi=", 10), ("?versi=10", 10), ("?versi=2", 2)])
def test_versi_yang_ditampilkan(client: Client, tiga: dict[int, RencanaAksi], kueri: str, versi: int) -> None:
    alamat = tiga[1].get_absolute_url()
    lembar = client.get(alamat + kueri).content.decode()
    assert f"Indikator versi-{versi} 1" in lembar
    assert [v for v in tiga if f"Indikator versi-{v} 1" in lembar] == [versi]
    assert ("bukan yang terakhir" in lembar) == (versi != 10)
    pratinjau = client.get(f"{alamat}keputusan/{kueri}").content.decode()
    assert [v for v in tiga if f"NOMOR-{v}-" in pratinjau] == [versi]


def test_tab_dan_tautan_tetap_di_versi_yang_dibuka(client: Client, tiga: dict[int, RencanaAksi]) -> None:
    alamat = tiga[1].get_absolute_url()
    lembar, pratinjau = client.get(f"{alamat}?versi=2"), client.get(f"{alamat}keputusan/?versi=2")
    for jawaban in (lembar, pratinjau):
        tab = [tab["url"] for tab in jawaban.context["tab"]]
        assert {f"{alamat}?versi=2", f"{alamat}keputusan/?versi=2"} <= set(tab)
        assert all(url.startswith(alamat) and url.endswith("?versi=2") for url in tab)
    assert "versi=2" in pratinjau.context["alamat_unduh"]
    assert all("versi=2" in halaman["alamat"] for halaman in pratinjau.context["halaman"])
    assert not any("versi=" in tab["url"] for tab in client.get(alamat).context["tab"])


@pytest.mark.parametrize(
    "versi",
    [
        "0",
        "3",
        "99",
        "-1",
        "1.0",
        "01",
        "1 ",
        " 1",
        "satu",
        "²",
        "٢",
        "1e1",
        "0x1",
        "%00",
        "1%00",
        "1" * 40,
        "9" * 5000,
    ],
)
@pytest.mark.parametrize("akhir", ["", "keputusan/", "keputusan/salinan.pdf", "keputusan/salinan/1.png"])
def test_versi_yang_tidak_ada(client: Client, tiga: dict[int, RencanaAksi], akhir: str, versi: str) -> None:
    assert client.get(f"{tiga[1].get_absolute_url()}{akhir}?versi={versi}").status_code == 404


def test_daftar_dan_beranda_hanya_menyebut_versi_terakhir(client: Client, tiga: dict[int, RencanaAksi]) -> None:
    assert [r.versi for r in client.get("/rencana/").context["page_obj"]] == [10]
    beranda = client.get("/").context
    assert [r.versi for r in beranda["rencana"]] == [10]
    assert beranda["jumlah"] == 1
