"""The list of plans: filters that live in the address, bad values, pages."""

from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actionplans.forms import SaringRencana
from actionplans.models import RencanaAksi
from satker.models import Pengguna
from satker.pilihan import Peran
from tests.factories import JenisRencanaFactory, PenugasanFactory, RencanaAksiFactory, SatkerFactory

pytestmark = pytest.mark.django_db
DAFTAR = "/rencana/"


@pytest.fixture
def pembaca(client: Client) -> Pengguna:
    """Sees everything."""
    user = PenugasanFactory(
        peran=Peran.PEMBACA, cakupan="nasional", satker=SatkerFactory(kode="00"), pengguna__nama="Bambang"
    ).pengguna
    client.force_login(user)
    return user


@pytest.fixture
def empat() -> list[RencanaAksi]:
    """Two provinces, two years, two kinds, two states."""
    zi = JenisRencanaFactory(kode="zi")
    return [
        RencanaAksiFactory(satker=SatkerFactory(kode="5305"), tahun=2026, status="draf"),
        RencanaAksiFactory(satker=SatkerFactory(kode="5306"), tahun=2025, status="ditetapkan", jenis=zi),
        RencanaAksiFactory(satker=SatkerFactory(kode="53"), tahun=2026, status="ditetapkan"),
        RencanaAksiFactory(satker=SatkerFactory(kode="5207"), tahun=2026, status="ditetapkan", jenis=zi),
    ]


def kode(jawaban: Any) -> set[str]:
    return {rencana.satker.kode for rencana in jawaban.context["page_obj"]}


class Isian(HTMLParser):
    """Fields of the filter bar with their attributes and chosen values, and the errors by element id."""

    def __init__(self, jawaban: Any) -> None:
        super().__init__()
        self.isian: dict[str, dict[str, str | None]] = {}
        self.dipilih: dict[str, str] = {}
        self.galat: dict[str, str] = {}
        self._pilihan, self._galat = "", ""
        self.feed(jawaban.content.decode().split('aria-label="Saring daftar"')[1].split("</form>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        atribut = dict(attrs)
        if tag in {"input", "select"}:
            nama = atribut["name"] or ""
            self.isian[nama] = atribut
            self._pilihan = nama if tag == "select" else ""
        elif tag == "option" and "selected" in atribut:
            self.dipilih[self._pilihan] = atribut.get("value") or ""
        elif tag == "p" and "galat-isian" in (atribut.get("class") or ""):
            self._galat = atribut["id"] or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self._galat = ""

    def handle_data(self, data: str) -> None:
        if self._galat and data.strip():
            self.galat[self._galat] = data.strip()


@pytest.mark.parametrize(
    ("saringan", "tampak"),
    [
        ({}, {"5305", "5306", "53", "5207"}),
        ({"tahun": "2025"}, {"5306"}),
        ({"jenis": "zi"}, {"5306", "5207"}),
        ({"status": "draf"}, {"5305"}),
        ({"provinsi": "53"}, {"5305", "5306", "53"}),
        ({"provinsi": "52"}, {"5207"}),
        ({"cari": "53.05"}, {"5305"}),
        ({"tahun": "2026", "status": "ditetapkan", "provinsi": "53"}, {"53"}),
        ({"tahun": "2025", "jenis": "rb"}, set()),
        ({"tahun": "", "jenis": "", "status": "", "provinsi": "", "cari": ""}, {"5305", "5306", "53", "5207"}),
    ],
)
def test_saringan(
    client: Client, pembaca: Pengguna, empat: list[RencanaAksi], saringan: dict[str, str], tampak: set[str]
) -> None:
    jawaban = client.get(DAFTAR, saringan)
    assert kode(jawaban) == tampak
    diisi = {nama: nilai for nama, nilai in saringan.items() if nilai}
    isian = Isian(jawaban)
    assert {nama: nilai for nama, nilai in isian.dipilih.items() if nilai} | (
        {"cari": isian.isian["cari"]["value"]} if isian.isian["cari"].get("value") else {}
    ) == diisi, "the bar shows what is filtered"
    assert (">Bersihkan<" in jawaban.content.decode()) == bool(diisi)
    if not tampak:
        assert "Tidak ada rencana yang cocok" in jawaban.content.decode()


@pytest.mark.parametrize(
    ("nama", "nilai", "dikembalikan"),
    [
        ("cari", "x" * 101, True),
        ("cari", "alor\x00", True),
        ("tahun", "1999", False),  # a choice that is no longer there cannot stand in a select
        ("tahun", "dua ribu", False),
        ("jenis", "tidak-ada", False),
        ("jenis", "rb\x00", False),
        ("provinsi", "99", False),
        ("provinsi", "5305", False),  # an office, but no province
        ("status", "hilang", False),
    ],
)
def test_nilai_buruk_diterangkan_di_samping_isiannya(
    client: Client, pembaca: Pengguna, empat: list[RencanaAksi], nama: str, nilai: str, dikembalikan: bool
) -> None:
    """It limits nothing, the other filters hold, what was typed stays, and the error is tied to its field."""
    lain = {"status": "draf"} if nama != "status" else {"tahun": "2025"}
    jawaban = client.get(DAFTAR, {nama: nilai, **lain})
    assert jawaban.status_code == 200
    assert kode(jawaban) == ({"5305"} if nama != "status" else {"5306"})
    isian = Isian(jawaban)
    medan = isian.isian[nama]
    galat = [teks for kunci, teks in isian.galat.items() if kunci in (medan.get("aria-describedby") or "").split()]
    assert len(galat) == len(isian.galat) == 1
    assert medan["aria-invalid"] == "true"
    assert {isian.dipilih[kunci] for kunci in lain} == set(lain.values())
    if dikembalikan:
        assert (medan["value"] or "").replace("\x00", "") == nilai.replace("\x00", "")


def test_pilihan_hanya_dari_yang_terlihat(empat: list[RencanaAksi]) -> None:
    operator = PenugasanFactory(satker=SatkerFactory(kode="5306")).pengguna
    saring = SaringRencana({}, user=operator)
    assert [str(nilai) for nilai, _ in saring.fields["tahun"].choices] == ["", "2025"]
    assert "provinsi" not in saring.fields, "one office has nothing to choose"
    reviewer = PenugasanFactory(peran=Peran.REVIEWER, satker=SatkerFactory(kode="53")).pengguna
    assert "provinsi" not in SaringRencana({}, user=reviewer).fields, "nor has one province"


def test_saringan_tidak_membuka_yang_tertutup(client: Client, empat: list[RencanaAksi]) -> None:
    """Filters only take away: naming another's province, year or code shows nothing of it."""
    client.force_login(PenugasanFactory(satker=SatkerFactory(kode="5306")).pengguna)
    for saringan in ({"provinsi": "52"}, {"cari": "5207"}, {"tahun": "2026"}, {"jenis": "zi"}):
        assert kode(client.get(DAFTAR, saringan)) <= {"5306"}


@pytest.mark.parametrize(
    ("peran", "pesan"),
    [(None, "Akun Anda belum mempunyai penugasan"), (Peran.OPERATOR, "Belum ada rencana")],
)
def test_daftar_kosong_mengatakan_sebabnya(client: Client, peran: Peran | None, pesan: str) -> None:
    RencanaAksiFactory(satker=SatkerFactory(kode="5207"))
    user = PenugasanFactory().pengguna
    if peran is None:
        user.penugasan.all().delete()
    client.force_login(user)
    jawaban = client.get(DAFTAR)
    assert pesan in jawaban.content.decode()
    assert "5207" not in jawaban.content.decode()


@pytest.fixture
def enam_puluh(pembaca: Pengguna) -> None:
    for tahun in range(2011, 2071):
        RencanaAksiFactory(tahun=tahun)


@pytest.mark.parametrize(
    ("diminta", "halaman", "baris"),
    [
        (None, 1, 25),
        ("1", 1, 25),
        ("2", 2, 25),
        ("3", 3, 10),
        ("4", 3, 10),  # past the end: the last
        ("99999999999999999999999999999999", 3, 10),
        ("0", 3, 10),
        ("-1", 3, 10),
        ("abc", 1, 25),
        ("1.5", 1, 25),
        ("", 1, 25),
        ("9" * 5000, 1, 25),
        ("2\x00", 1, 25),
    ],
)
def test_halaman(client: Client, enam_puluh: None, diminta: str | None, halaman: int, baris: int) -> None:
    jawaban = client.get(DAFTAR, {} if diminta is None else {"halaman": diminta})
    hal = jawaban.context["page_obj"]
    assert (hal.number, len(hal), hal.paginator.count) == (halaman, baris, 60)
    awal = 25 * (halaman - 1)
    assert [r.tahun for r in hal] == list(range(2070 - awal, 2070 - awal - baris, -1)), "newest year first"
    assert f"{awal + 1}–{awal + baris} dari 60 rencana" in jawaban.content.decode()


def test_halaman_berikut_membawa_saringan(client: Client, enam_puluh: None) -> None:
    jawaban = client.get(DAFTAR, {"cari": "uji 5305", "status": "draf", "halaman": "2"})
    isi = jawaban.content.decode()
    for halaman in (1, 3):
        assert f"?cari=uji+5305&amp;status=draf&amp;halaman={halaman}" in isi


def test_pencarian_di_bilah_atas_sama_dengan_saringan_cari(client: Client, pembaca: Pengguna) -> None:
    """The top bar's form sends the list's own parameter."""
    isi = client.get(reverse("beranda")).content.decode()
    bilah = isi.split('class="cari"')[1].split("</form>")[0]
    assert f'action="{DAFTAR}"' in bilah
    assert 'name="cari"' in bilah
