"""Who opens what, as two tables: every address of the URLconf × every role, and every queryset × every role.

A new page is one new line in HALAMAN; a page that nobody listed fails `test_setiap_alamat_tercantum`. What each
answer means:

- "200": opened. "404", "403", "405": refused with that status.
- "masuk": sent to the sign-in page, which knows where to go back to.
- "→ /admin/": sent on to that page.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser, Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from actionplans.models import BerkasImpor, Komentar, RencanaAksi
from areas.models import Area, Indikator, Kegiatan, Pohon, SubKegiatan, Templat
from reports.berkas_ekspor import Format, tulis_berkas
from reports.models import Keputusan
from satker.models import AliasSubbag, Kabar, Pengguna, Penugasan, Satker, Subbag
from satker.pilihan import Cakupan, Peran
from tests.factories import (
    KeputusanFactory,
    PenggunaFactory,
    PenugasanFactory,
    PohonFactory,
    RencanaAksiFactory,
    SatkerFactory,
    TemplatFactory,
    isi_contoh,
)

pytestmark = pytest.mark.django_db

ALOR, TETANGGA, PROVINSI, LAIN, PROVINSI_LAIN, RI = KANTOR = ("5305", "5306", "53", "5207", "52", "00")
BESOK = datetime.timedelta(days=1)


# ---------------------------------------------------------------------------------------------------------------------
# People


@dataclass(frozen=True)
class Orang:
    """A kind of person: the role, where it holds, and whether the admin site's door is open to it."""

    peran: Peran | None = None
    cakupan: Cakupan = Cakupan.SATKER
    kode: str = ALOR
    staf: bool = False
    superuser: bool = False
    aktif: bool = True
    contoh: bool = False
    mulai: int | None = None  # days from today
    selesai: int | None = None

    def buat(self) -> Pengguna:
        user = PenggunaFactory(
            is_staff=self.staf, is_superuser=self.superuser, is_active=self.aktif, akun_demo=self.contoh
        )
        if self.peran:
            hari_ini = datetime.date.today()
            PenugasanFactory(
                pengguna=user,
                peran=self.peran,
                cakupan=self.cakupan,
                satker=SatkerFactory(kode=self.kode),
                mulai=datetime.date(2022, 1, 1) if self.mulai is None else hari_ini + self.mulai * BESOK,
                selesai=None if self.selesai is None else hari_ini + self.selesai * BESOK,
            )
        return user


ORANG: dict[str, Orang | None] = {
    "tamu": None,
    "operator": Orang(Peran.OPERATOR),
    "pejabat": Orang(Peran.PEJABAT),
    "admin publikasi": Orang(Peran.ADMIN_PUBLIKASI),
    "operator tetangga": Orang(Peran.OPERATOR, kode=TETANGGA),
    "operator provinsi": Orang(Peran.OPERATOR, kode=PROVINSI),
    "operator provinsi lain": Orang(Peran.OPERATOR, kode=LAIN),
    "reviewer": Orang(Peran.REVIEWER, Cakupan.PROVINSI, PROVINSI),
    "reviewer provinsi lain": Orang(Peran.REVIEWER, Cakupan.PROVINSI, PROVINSI_LAIN),
    "pembaca": Orang(Peran.PEMBACA),
    "pembaca satker lain": Orang(Peran.PEMBACA, kode=LAIN),
    "pembaca nasional": Orang(Peran.PEMBACA, Cakupan.NASIONAL, RI),
    "admin nasional": Orang(Peran.ADMIN_NASIONAL, Cakupan.NASIONAL, RI, staf=True),
    "admin nasional bukan staf": Orang(Peran.ADMIN_NASIONAL, Cakupan.NASIONAL, RI),
    "superuser": Orang(staf=True, superuser=True),
    "operator staf": Orang(Peran.OPERATOR, staf=True),
    "staf tanpa tugas": Orang(staf=True),
    "tanpa tugas": Orang(),
    "tugas berakhir": Orang(Peran.OPERATOR, selesai=-2),
    "tugas belum mulai": Orang(Peran.OPERATOR, mulai=2),
    "akun tertutup": Orang(Peran.OPERATOR, aktif=False),
    "akun contoh": Orang(Peran.OPERATOR, contoh=True),  # demo mode is off in this file
}

SEMUA = frozenset(ORANG)
TAK_MASUK = frozenset({"tamu", "akun tertutup", "akun contoh"})
PELIHAT = frozenset(  # see the plan of Alor
    {"operator", "pejabat", "admin publikasi", "reviewer", "pembaca", "pembaca nasional", "superuser"}
    | {"admin nasional", "admin nasional bukan staf", "operator staf"}
)
PENYUSUN = frozenset({"operator", "pejabat", "operator staf"})  # write the plans of Alor
PENGOMENTAR = PENYUSUN | {"reviewer"}
MEREVIU = frozenset({"reviewer", "reviewer provinsi lain"})  # review plans of some office
MENYUSUN = PENYUSUN | {"operator tetangga", "operator provinsi", "operator provinsi lain"}  # … of some office
STAF = frozenset(nama for nama, orang in ORANG.items() if orang and orang.staf)
PENGELOLA = frozenset({"admin nasional", "superuser"})


@pytest.fixture(autouse=True)
def bukan_mode_demo(settings: Any) -> None:
    settings.DEMO = False


@pytest.fixture
def orang() -> Callable[[str], Pengguna | None]:
    def buat(nama: str) -> Pengguna | None:
        siapa = ORANG[nama]
        return siapa.buat() if siapa else None

    return buat


# ---------------------------------------------------------------------------------------------------------------------
# Pages

Kebijakan = Callable[[str], str]  # name in ORANG → answer


def boleh(siapa: frozenset[str], selain: str, jawaban: str = "200") -> Kebijakan:
    """`jawaban` for `siapa`, `selain` for the others who are signed in, the sign-in page for everyone else."""
    return lambda nama: "masuk" if nama in TAK_MASUK else jawaban if nama in siapa else selain


def kelola(siapa: frozenset[str] = PENGELOLA, jawaban: str = "200", selain: str = "403") -> Kebijakan:
    """A page of the admin site: staff without the right get `selain`, people who are not staff 403."""
    dalam = boleh(siapa, selain, jawaban)
    return lambda nama: dalam(nama) if nama in TAK_MASUK or nama in STAF else "403"


def menyusun(jawaban: str = "200") -> Kebijakan:
    """A page of the editor: `jawaban` for the plan's writers, 403 for who may only see the plan."""
    return lambda nama: boleh(PENYUSUN, "403" if nama in PELIHAT else "404", jawaban)(nama)


def di_rencana(siapa: frozenset[str], jawaban: str) -> Kebijakan:
    """Something done to the plan: `jawaban` for `siapa`, 403 for who may only see the plan."""
    return lambda nama: boleh(siapa, "403" if nama in PELIHAT else "404", jawaban)(nama)


MASUK_SAJA = boleh(SEMUA, "200")
RENCANA = boleh(PELIHAT, "404")
HANYA_BACA = HANYA_KIRIM = boleh(SEMUA, "405", "405")
SUPERUSER = frozenset({"superuser"})
# The admin site asks for `is_staff` before anything else: these stand for all others when forms are sent to it.
MEWAKILI = STAF | {"tamu", "operator", "admin nasional bukan staf", "akun tertutup"}


@dataclass(frozen=True)
class Halaman:
    """One address: `rute` as the URLconf writes it, `alamat` with the world's keys in it, `isian` what is posted.

    `post` None: only whoever may not GET is refused the POST, too (what a form of the admin site writes is its app's
    own test). `rahasia`: a text that stands in the page for `pelihat` and for nobody else.
    """

    rute: str
    alamat: str
    get: Kebijakan
    post: Kebijakan | None = None
    rahasia: str = ""
    pelihat: frozenset[str] = PELIHAT
    isian: Mapping[str, str] = field(default_factory=dict)


_RENCANA = "rencana/<int:tahun>/<slug:slug>/<slug:jenis>/"
RAHASIA = "Kegiatan rahasia Alor"


def _halaman_admin(
    app: str, model: str, kunci: str, siapa: frozenset[str], *, tambah: bool = True
) -> Iterator[Halaman]:
    """The six addresses that a model has in the admin site."""
    akar, satu = f"admin/{app}/{model}/", "<path:object_id>/"
    tujuan = f"/{akar}{{{kunci}}}/"
    yield Halaman(akar, f"/{akar}", kelola(siapa))
    yield Halaman(f"{akar}add/", f"/{akar}add/", kelola(siapa if tambah else frozenset()))
    yield Halaman(f"{akar}{satu}change/", f"{tujuan}change/", kelola(siapa))
    yield Halaman(f"{akar}{satu}delete/", f"{tujuan}delete/", kelola(siapa))
    yield Halaman(f"{akar}{satu}history/", f"{tujuan}history/", kelola(siapa))
    yield Halaman(f"{akar}{satu}", tujuan, kelola(siapa, f"→ {tujuan}change/"))


def _baris_rencana(model: str) -> Iterator[Halaman]:
    """Rows of plans are not the admin site's: for those who keep templates they do not exist."""
    akar, tujuan = f"admin/areas/{model}/<path:object_id>/", f"/admin/areas/{model}/{{{model}_rencana}}/"
    tidak_ada = "→ /admin/"
    yield Halaman(akar, tujuan, kelola(PENGELOLA, tidak_ada))
    yield Halaman(f"{akar}change/", f"{tujuan}change/", kelola(PENGELOLA, tidak_ada))
    yield Halaman(f"{akar}delete/", f"{tujuan}delete/", kelola(PENGELOLA, tidak_ada))
    yield Halaman(f"{akar}history/", f"{tujuan}history/", kelola(STAF, tidak_ada))


def _susun() -> Iterator[Halaman]:
    """The editor's addresses. What is posted is refused where it would take away what the next line needs."""
    akar, alamat, baris = f"{_RENCANA}susun/", "{rencana}susun/", "indikator/{indikator_rencana}/"
    rute_baris = f"{akar}<tingkat:tingkat>/<int:kunci>/"
    yield Halaman(akar, alamat, menyusun(), HANYA_BACA, RAHASIA, PENYUSUN)
    yield Halaman(f"{akar}cari/", f"{alamat}cari/?q=rahasia", menyusun(), HANYA_BACA, RAHASIA, PENYUSUN)
    yield Halaman(rute_baris, alamat + baris, menyusun(), menyusun("422"), "Indikator rahasia Alor", PENYUSUN)
    yield Halaman(f"{akar}urungkan/", f"{alamat}urungkan/", HANYA_KIRIM, menyusun("409"))
    yield Halaman(f"{akar}massal/", f"{alamat}massal/", HANYA_KIRIM, menyusun("422"))
    yield Halaman(f"{akar}<tingkat:tingkat>/baru/", f"{alamat}indikator/baru/", HANYA_KIRIM, menyusun("404"))
    yield Halaman(f"{rute_baris}gandakan/", f"{alamat}{baris}gandakan/", HANYA_KIRIM, menyusun(f"→ {alamat}"))
    yield Halaman(f"{rute_baris}pindah/", f"{alamat}{baris}pindah/", HANYA_KIRIM, menyusun(f"→ {alamat}"))
    yield Halaman(f"{rute_baris}hapus/", f"{alamat}{baris}hapus/", HANYA_KIRIM, menyusun("409"), isian={"revisi": "99"})
    rute_bulan = f"{akar}indikator/<int:kunci>/bulan/"
    yield Halaman(rute_bulan, f"{alamat}{baris}bulan/", HANYA_KIRIM, menyusun(f"→ {alamat}{baris}"))


HALAMAN: tuple[Halaman, ...] = (
    # --- the portal
    Halaman("", "/", MASUK_SAJA, HANYA_BACA, "{rencana}"),
    Halaman("rencana/", "/rencana/", MASUK_SAJA, HANYA_BACA, "{rencana}"),
    Halaman(_RENCANA, "{rencana}", RENCANA, HANYA_BACA, RAHASIA),
    Halaman(f"{_RENCANA}keputusan/", "{rencana}keputusan/", RENCANA, HANYA_BACA, "NOMOR-ALOR"),
    Halaman(f"{_RENCANA}keputusan/<bentuk:bentuk>.pdf", "{rencana}keputusan/salinan.pdf", RENCANA, HANYA_BACA, "%PDF-"),
    Halaman(
        f"{_RENCANA}keputusan/<bentuk:bentuk>/<int:halaman>.png",
        "{rencana}keputusan/salinan/1.png",
        RENCANA,
        HANYA_BACA,
        "PNG\r\n",
    ),
    # --- starting a plan
    Halaman(
        "rencana/mulai/",
        "/rencana/mulai/",
        boleh(MENYUSUN, "403"),
        boleh(MENYUSUN, "403", "422"),
        isian={"tahun": "bukan tahun"},
    ),
    Halaman(f"{_RENCANA}versi-baru/", "{rencana}versi-baru/", HANYA_KIRIM, menyusun("→ {rencana}")),
    # --- the editor
    *_susun(),
    # --- reading a plan file into a new plan
    Halaman(
        "rencana/impor/",
        "/rencana/impor/",
        boleh(MENYUSUN, "403"),
        boleh(MENYUSUN, "403", "422"),
        isian={"tahun": "bukan tahun"},
    ),
    Halaman(
        "rencana/impor/<uuid:kunci>/",
        "/rencana/impor/{berkas}/",
        boleh(PENYUSUN, "404"),
        boleh(PENYUSUN, "404", "→ /rencana/impor/{berkas}/"),
        rahasia=RAHASIA,
        pelihat=PENYUSUN,
    ),
    Halaman(
        "rencana/impor/<uuid:kunci>/batal/",
        "/rencana/impor/{berkas}/batal/",
        HANYA_KIRIM,
        boleh(PENYUSUN, "404", "→ /rencana/"),
    ),
    # --- review
    Halaman(f"{_RENCANA}reviu/", "{rencana}reviu/", RENCANA, HANYA_BACA, RAHASIA),
    Halaman(f"{_RENCANA}reviu/komentar/", "{rencana}reviu/komentar/", HANYA_KIRIM, di_rencana(PENGOMENTAR, "422")),
    Halaman(
        f"{_RENCANA}reviu/komentar/<int:kunci>/balas/",
        "{rencana}reviu/komentar/{utas}/balas/",
        HANYA_KIRIM,
        di_rencana(PENGOMENTAR, "422"),
    ),
    Halaman(
        f"{_RENCANA}reviu/komentar/<int:kunci>/selesai/",
        "{rencana}reviu/komentar/{utas}/selesai/",
        HANYA_KIRIM,
        di_rencana(frozenset({"reviewer"}), "→ {rencana}reviu/"),
    ),
    Halaman(
        f"{_RENCANA}reviu/<slug:tindakan>/",
        "{rencana}reviu/setujui/",
        HANYA_KIRIM,
        di_rencana(frozenset({"reviewer"}), "409"),  # not submitted
    ),
    Halaman(
        f"{_RENCANA}reviu/<slug:tindakan>/",
        "{rencana}reviu/tarik/",
        HANYA_KIRIM,
        di_rencana(PENYUSUN, "409"),
    ),
    # --- the reviewers' desk, and the trail of a plan
    Halaman(
        "reviu/",
        "/reviu/?tahun=2026&jenis=rb",
        boleh(MEREVIU, "403"),
        HANYA_BACA,
        rahasia="{rencana}",
        pelihat=frozenset({"reviewer"}),
    ),
    Halaman(
        "reviu/tenggat/<slug:kode>/",
        "/reviu/tenggat/53/",
        HANYA_KIRIM,
        boleh(frozenset({"reviewer"}), "404", "422"),
    ),
    Halaman(f"{_RENCANA}jejak/", "{rencana}jejak/", RENCANA, HANYA_BACA, "Perjelas."),
    Halaman(f"{_RENCANA}jejak.csv", "{rencana}jejak.csv", RENCANA, HANYA_BACA, "Perjelas."),
    # --- bringing an edited workbook back
    Halaman(f"{_RENCANA}kembali/", "{rencana}kembali/", menyusun(), menyusun("422")),
    Halaman(
        "rencana/kembali/<uuid:kunci>/",
        "/rencana/kembali/{buku}/",
        boleh(PENYUSUN, "404"),
        boleh(PENYUSUN, "404", "→ /rencana/kembali/{buku}/"),
        rahasia="<h1>Perubahan dari berkas Excel",
        pelihat=PENYUSUN,
    ),
    # --- looking at a plan as a whole, and taking it along
    Halaman(f"{_RENCANA}kelengkapan/", "{rencana}kelengkapan/", RENCANA, HANYA_BACA),
    Halaman(f"{_RENCANA}perbandingan/", "{rencana}perbandingan/", RENCANA, HANYA_BACA),
    Halaman(f"{_RENCANA}ekspor/<format_ekspor:bentuk>", "{rencana}ekspor/csv", RENCANA, HANYA_BACA, RAHASIA),
    # --- signing in and out
    Halaman(
        "masuk/",
        "/masuk/",
        lambda nama: "200" if nama in TAK_MASUK else "→ /",
        lambda nama: "200" if nama in TAK_MASUK else "→ /",
    ),
    Halaman("keluar/", "/keluar/", HANYA_KIRIM, boleh(SEMUA, "", "→ /masuk/")),
    # --- notices: everybody's own
    Halaman("kabar/", "/kabar/", MASUK_SAJA, HANYA_BACA),
    Halaman("kabar/dibaca/", "/kabar/dibaca/", HANYA_KIRIM, boleh(SEMUA, "", "→ /kabar/")),
    Halaman("kabar/surel/", "/kabar/surel/", HANYA_KIRIM, boleh(SEMUA, "", "→ /kabar/")),
    Halaman("kabar/<int:kunci>/", "/kabar/{kabar}/", HANYA_KIRIM, boleh(SEMUA, "404", "404")),  # another person's
    # --- the admin site
    Halaman("admin/", "/admin/", kelola(STAF), rahasia="/admin/satker/pengguna/", pelihat=PENGELOLA),
    Halaman("admin/login/", "/admin/login/?next={rencana}", kelola(STAF, "→ /admin/")),
    Halaman("admin/logout/", "/admin/logout/", kelola(STAF, "405")),
    Halaman("admin/password_change/", "/admin/password_change/", kelola(STAF)),
    Halaman("admin/password_change/done/", "/admin/password_change/done/", kelola(STAF)),
    Halaman(
        "admin/autocomplete/",
        "/admin/autocomplete/?app_label=satker&model_name=penugasan&field_name=satker&term=",
        kelola(),
        kelola(STAF, "405"),
        rahasia='"results"',
        pelihat=PENGELOLA,
    ),
    Halaman("admin/jsi18n/", "/admin/jsi18n/", kelola(STAF)),
    Halaman(
        "admin/r/<path:content_type_id>/<path:object_id>/",
        "/admin/r/{jenis_isi_rencana}/{nomor_rencana}/",
        kelola(PELIHAT & STAF, "→ {rencana}", "404"),
    ),
    Halaman("admin/^(?P<app_label>auth|satker|areas)/$", "/admin/satker/", kelola(selain="404")),
    Halaman("admin/^(?P<app_label>auth|satker|areas)/$", "/admin/areas/", kelola(selain="404")),
    Halaman("admin/(?P<url>.*)$", "/admin/tidak/ada/", kelola(frozenset(), selain="404")),
    *_halaman_admin("satker", "satker", "satker", PENGELOLA),
    *_halaman_admin("satker", "pengguna", "pengguna", PENGELOLA),
    Halaman("admin/satker/pengguna/<id>/password/", "/admin/satker/pengguna/{pengguna}/password/", kelola()),
    *_halaman_admin("areas", "jenisrencana", "jenis", PENGELOLA),
    *_halaman_admin("areas", "tatakolom", "tata_kolom", PENGELOLA),
    *_halaman_admin("areas", "skemanomor", "skema_nomor", PENGELOLA),
    *_halaman_admin("areas", "templat", "templat", PENGELOLA, tambah=False),
    *_halaman_admin("areas", "area", "area", PENGELOLA, tambah=False),
    *_halaman_admin("areas", "kegiatan", "kegiatan", PENGELOLA, tambah=False),
    *_halaman_admin("areas", "subkegiatan", "subkegiatan", PENGELOLA, tambah=False),
    *_halaman_admin("areas", "indikator", "indikator", PENGELOLA, tambah=False),
    *_baris_rencana("area"),
    *_baris_rencana("kegiatan"),
    *_baris_rencana("subkegiatan"),
    *_baris_rencana("indikator"),
    *_halaman_admin("auth", "group", "grup", SUPERUSER),
)


def semua_rute(pola: list[Any], awal: str = "") -> Iterator[str]:
    """Every route of the URLconf, those of included ones with the prefix before them."""
    for satu in pola:
        rute = awal + str(satu.pattern)
        if isinstance(satu, URLPattern):
            yield rute
        else:
            yield from semua_rute(satu.url_patterns, rute)


def test_setiap_alamat_tercantum() -> None:
    ada, tercantum = set(semua_rute(get_resolver().url_patterns)), {halaman.rute for halaman in HALAMAN}
    assert ada - tercantum == set(), "add these addresses to HALAMAN in tests/test_permissions.py: who may open them?"
    assert tercantum - ada == set(), "these addresses are gone: take them out of HALAMAN in tests/test_permissions.py"


@pytest.fixture
def dunia(settings: Any, tmp_path: Path) -> dict[str, Any]:
    """A plan of Alor with a decree, a template, and the keys of all that the addresses name."""
    rencana = RencanaAksiFactory(pohon__isi=isi_contoh("rahasia Alor", area=1, cabang=1))
    KeputusanFactory(rencana=rencana, nomor="NOMOR-ALOR")
    templat = TemplatFactory(pohon__isi=isi_contoh("templat", area=1, cabang=1))
    dunia: dict[str, Any] = {
        "rencana": rencana.get_absolute_url(),
        "nomor_rencana": rencana.pk,
        "jenis_isi_rencana": ContentType.objects.get_for_model(RencanaAksi).pk,
        "satker": rencana.satker_id,
        "pengguna": PenggunaFactory().pk,
        "grup": Group.objects.create(name="grup").pk,
        "jenis": rencana.jenis_id,
        "tata_kolom": templat.pohon.tata_kolom_id,
        "skema_nomor": templat.pohon.skema_nomor_id,
        "templat": templat.pk,
    }
    settings.MEDIA_ROOT = tmp_path
    berkas = BerkasImpor(satker=rencana.satker, tahun=2027, jenis=rencana.jenis, nama="rencana.xlsx")
    berkas.pengguna = PenggunaFactory()
    berkas.berkas.save("rencana.xlsx", ContentFile(tulis_berkas(rencana, Format.XLSX)))
    dunia["berkas"] = berkas.pk
    buku = BerkasImpor(satker=rencana.satker, tahun=2026, jenis=rencana.jenis, rencana=rencana, nama="rencana.xlsx")
    buku.pengguna = PenggunaFactory()
    buku.berkas.save("rencana.xlsx", ContentFile(tulis_berkas(rencana, Format.XLSX)))
    dunia["buku"] = buku.pk
    dunia["kabar"] = Kabar.objects.create(
        penerima=PenggunaFactory(), judul="Kabar orang lain", alamat="/", waktu=timezone.now()
    ).pk
    dunia["utas"] = Komentar.objects.create(rencana=rencana, penulis=PenggunaFactory(), isi="Perjelas.").pk
    for model, jalur in (
        (Area, "pohon"),
        (Kegiatan, "area__pohon"),
        (SubKegiatan, "kegiatan__area__pohon"),
        (Indikator, "sub_kegiatan__kegiatan__area__pohon"),
    ):
        nama = model._meta.model_name
        dunia[str(nama)] = model.objects.get(**{jalur: templat.pohon}).pk
        dunia[f"{nama}_rencana"] = model.objects.get(**{jalur: rencana.pohon}).pk
    return dunia


def kirim(client: Client, metode: str, alamat: str, isian: Mapping[str, str]) -> tuple[str, bytes]:
    """The answer in the words of this file, and the page at the end of the way."""
    jawaban = getattr(client, metode)(alamat, isian)
    akhir = ""
    while jawaban.status_code == 302:
        akhir, kueri = urlsplit(jawaban.url).path, parse_qs(urlsplit(jawaban.url).query)
        kembali = parse_qs(urlsplit(alamat).query).get("next", [alamat])
        if akhir == reverse("masuk") and kueri.get("next") == kembali:
            return "masuk", b""
        jawaban = client.get(jawaban.url)
    dijawab = f"→ {akhir}" if akhir and jawaban.status_code == 200 else str(jawaban.status_code)
    return dijawab, jawaban.content


@pytest.mark.sekali  # on any database; `test_kueri_dan_kebijakan_sepakat` asks each
@pytest.mark.parametrize("nama", ORANG)
def test_siapa_membuka_apa(nama: str, client: Client, dunia: dict[str, Any], orang: Callable[[str], Any]) -> None:
    """Every page for one kind of person: all that differs from the table is shown at once."""
    user = orang(nama)
    client.cookies["sessionid"] = ""
    beda = []
    for halaman in HALAMAN:
        if user and not client.cookies["sessionid"].value:  # at first, and after signing out
            client.force_login(user)
        alamat, harapan = halaman.alamat.format(**dunia), halaman.get(nama).format(**dunia)
        dijawab, isi = kirim(client, "get", alamat, {})
        if dijawab != harapan:
            beda.append(f"GET {alamat}: {dijawab}, not {harapan}")
        rahasia = halaman.rahasia.format(**dunia).encode()
        if rahasia and (rahasia in isi) != (nama in halaman.pelihat):
            beda.append(f"GET {alamat}: {rahasia!r} {'shown' if rahasia in isi else 'missing'}")
        if RAHASIA.encode() in isi and nama not in PELIHAT:
            beda.append(f"GET {alamat} shows rows of a plan of Alor")
        if halaman.post:
            harapan = halaman.post(nama).format(**dunia)
        elif nama not in MEWAKILI or harapan not in {"masuk", "403", "404"}:
            continue
        dijawab, _ = kirim(client, "post", alamat, halaman.isian)
        if dijawab != harapan:
            beda.append(f"POST {alamat}: {dijawab}, not {harapan}")
    assert not beda, "\n".join([f"{nama}:", *beda])


@pytest.mark.parametrize("halaman", [h for h in HALAMAN if h.post is HANYA_BACA], ids=lambda h: h.rute or "beranda")
@pytest.mark.parametrize("metode", ["put", "patch", "delete"])
def test_halaman_baca_menolak_cara_lain(
    halaman: Halaman, metode: str, client: Client, dunia: dict[str, Any], orang: Callable[[str], Any]
) -> None:
    client.force_login(orang("operator"))
    jawaban = getattr(client, metode)(halaman.alamat.format(**dunia))
    assert (jawaban.status_code, jawaban["Allow"]) == (405, "GET, HEAD")


def test_rencana_yang_tidak_ada_dijawab_sama_dengan_rencana_orang_lain(
    client: Client, dunia: dict[str, Any], orang: Callable[[str], Any]
) -> None:
    """A stranger cannot tell a plan of others from one that was never made."""
    client.force_login(orang("operator tetangga"))
    for akhir in ("", "keputusan/", "keputusan/salinan.pdf", "keputusan/naskah/1.png"):
        orang_lain = client.get(dunia["rencana"] + akhir)
        tidak_ada = client.get(dunia["rencana"].replace("2026", "2031") + akhir)
        assert (orang_lain.status_code, tidak_ada.status_code) == (404, 404)
        assert orang_lain.content == tidak_ada.content


# ---------------------------------------------------------------------------------------------------------------------
# Querysets


def _melihat(izin: str) -> Callable[[Any, Any], bool]:
    return lambda user, objek: user.has_perm(izin, objek)


def _melihat_satker(user: Any, objek: Any) -> bool:
    return bool(user.has_perm("satker.lihat_satker", objek.satker))


def _masih_berlaku(user: Any) -> bool:
    """A signed-in person; Django's anonymous and closed accounts have no say."""
    return user.is_authenticated and user.is_active and not user.akun_demo


# model → what the objects' policy says of one object. `visible_to` must say the same of all.
KUERI: dict[type[Any], Callable[[Any, Any], bool]] = {
    Satker: _melihat("satker.lihat_satker"),
    Subbag: _melihat_satker,
    AliasSubbag: _melihat_satker,
    Penugasan: lambda user, tugas: _masih_berlaku(user) and (tugas.pengguna == user or _melihat_satker(user, tugas)),
    Pengguna: lambda user, orang: (
        _masih_berlaku(user)
        and (
            orang == user
            or user.has_perm("satker.kelola_satker")
            or any(_melihat_satker(user, tugas) for tugas in orang.penugasan.all())
        )
    ),
    Templat: _melihat("areas.lihat_templat"),
    Pohon: lambda user, pohon: hasattr(pohon, "templat") and user.has_perm("areas.lihat_templat", pohon.templat),
    RencanaAksi: _melihat("actionplans.lihat_rencana"),
    Komentar: lambda user, komentar: user.has_perm("actionplans.lihat_rencana", komentar.rencana),
    BerkasImpor: lambda user, berkas: user.has_perm("actionplans.susun_rencana", berkas.satker),
    Keputusan: _melihat("reports.lihat_keputusan"),
    Kabar: lambda user, kabar: _masih_berlaku(user) and kabar.penerima == user,
}
# Reached only through the object that they belong to, or open to everybody who is signed in.
TANPA_KUERI = {
    "areas.Area", "areas.Kegiatan", "areas.SubKegiatan", "areas.Indikator", "areas.JadwalBulan",
    "areas.JenisRencana", "areas.TataKolom", "areas.SkemaNomor",
    "actionplans.Perubahan", "actionplans.Langkah", "actionplans.Potret", "actionplans.Reviu",
    "actionplans.Tenggat",
    "reports.BagianKeputusan",
}  # fmt: skip
APP = ("satker", "areas", "actionplans", "evidence", "reports", "publications")


def test_setiap_model_tercantum() -> None:
    model = {m for app in APP for m in apps.get_app_config(app).get_models()}
    punya = {m for m in model if hasattr(m._default_manager.all(), "visible_to")}
    assert punya == set(KUERI), "add the model to KUERI in tests/test_permissions.py: which objects may who see?"
    assert {m._meta.label for m in model - punya} == TANPA_KUERI, (
        "give the model a queryset with visible_to, or add it to TANPA_KUERI in tests/test_permissions.py"
    )


@pytest.fixture
def isi_negeri() -> None:
    """Something of everything in each office."""
    for urutan, kode in enumerate(KANTOR):
        satker = SatkerFactory(kode=kode)
        subbag = Subbag.objects.create(satker=satker, kode="KUL", nama="Keuangan")
        AliasSubbag.objects.create(subbag=subbag, tulisan="umum")
        orang = PenugasanFactory(satker=satker).pengguna
        Kabar.objects.create(penerima=orang, judul="Kabar", alamat="/", waktu=timezone.now())
        PenugasanFactory(satker=satker, selesai=datetime.date(2023, 1, 1))
        KeputusanFactory(rencana=RencanaAksiFactory(satker=satker))
        rencana = RencanaAksiFactory(satker=satker, versi=2)
        Komentar.objects.create(rencana=rencana, penulis=PenggunaFactory(), isi="Perjelas.")
        if urutan < 2:
            TemplatFactory(aktif=bool(urutan))
    PohonFactory()
    PenggunaFactory()


@pytest.mark.parametrize("nama", ORANG)
def test_kueri_dan_kebijakan_sepakat(nama: str, isi_negeri: None, orang: Callable[[str], Any]) -> None:
    """`visible_to` gives exactly the objects that the policy, asked of each, lets the person see."""
    user = orang(nama) or AnonymousUser()
    for model, melihat in KUERI.items():
        semua = list(model.objects.all())
        kueri = [objek.pk for objek in model.objects.visible_to(user)]
        assert len(kueri) == len(set(kueri)), f"{model.__name__}: the same row twice"
        assert set(kueri) == {objek.pk for objek in semua if melihat(user, objek)}, model.__name__
        if nama in TAK_MASUK:
            assert not kueri, model.__name__
        elif nama in {"superuser", "admin nasional"}:
            assert len(kueri) == len(semua) or model in {Pohon, Kabar}, model.__name__


@pytest.mark.parametrize(
    ("nama", "kantor"),
    [
        ("operator", {ALOR}),
        ("operator tetangga", {TETANGGA}),
        ("operator provinsi", {PROVINSI}),
        ("reviewer", {ALOR, TETANGGA, PROVINSI}),
        ("reviewer provinsi lain", {LAIN, PROVINSI_LAIN}),
        ("pembaca", {ALOR}),
        ("pembaca nasional", set(KANTOR)),
        ("admin nasional", set(KANTOR)),
        ("superuser", set(KANTOR)),
        ("tanpa tugas", set()),
        ("tugas berakhir", set()),
        ("tugas belum mulai", set()),
        ("akun tertutup", set()),
        ("akun contoh", set()),
        ("tamu", set()),
    ],
)
def test_rencana_siapa_yang_terlihat(
    nama: str, kantor: set[str], isi_negeri: None, orang: Callable[[str], Any]
) -> None:
    """The table's own words, so that queryset and policy cannot be wrong together."""
    user = orang(nama) or AnonymousUser()
    for model, jalur in ((RencanaAksi, "satker__kode"), (Keputusan, "rencana__satker__kode"), (Subbag, "satker__kode")):
        assert set(model.objects.visible_to(user).values_list(jalur, flat=True)) == kantor, model.__name__
