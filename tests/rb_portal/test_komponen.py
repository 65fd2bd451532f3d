"""The look keeps its promises: components render, nothing is inline (CSP), icons and fonts exist, inks are readable."""

import datetime
import gzip
import re
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.conf import settings
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.template import TemplateSyntaxError
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import include, path

from rb_portal.templatetags import portal

TEMPLATES = Path(settings.BASE_DIR) / "templates"
STATIC = Path(settings.BASE_DIR) / "static"
KOMPONEN = sorted(TEMPLATES.glob("components/*.html"))


def _tanpa_komentar(berkas: Path) -> str:
    teks = berkas.read_text(encoding="utf-8")
    return re.sub(r"{% comment %}.*?{% endcomment %}", "", teks, flags=re.DOTALL)


def _kosong(request, **_):
    return HttpResponse()


urlpatterns = [
    path("", _kosong, name="beranda"),
    path("masuk/", _kosong, name="masuk"),
    path("keluar/", _kosong, name="keluar"),
    path("kabar/", _kosong, name="kabar"),
    path("", include(([path("rencana/", _kosong, name="daftar")], "rencana"))),
]
pytestmark = pytest.mark.urls(__name__)

MENU = [
    {"nama": nama, "url": f"/{nama.lower()}/", "ikon": ikon, "aktif": nama == "Rencana"}
    for nama, ikon in [
        ("Beranda", "house"),
        ("Rencana", "table"),
        ("Pelaksanaan", "list-check"),
        ("Reviu", "chat-square-text"),
        ("Laporan", "file-earmark-text"),
        ("Publikasi", "megaphone"),
        ("Pengaturan", "gear"),
    ]
]


class FormSaring(forms.Form):
    cari = forms.CharField(label="Cari", required=False)
    tahun = forms.ChoiceField(label="Tahun", choices=[("2026", "2026")], required=False)


class FormMasuk(forms.Form):
    username = forms.EmailField()
    password = forms.CharField()


def _form_ditolak() -> FormMasuk:
    form = FormMasuk({"username": "a@contoh.id", "password": "salah"})
    form.add_error(None, "Email atau kata sandi tidak cocok.")
    return form


def _konteks() -> dict[str, object]:
    """A context that fills every component at once."""
    return {
        "request": RequestFactory().get("/rencana/", {"cari": "alor", "halaman": 3}),
        "menu": MENU,
        "konteks_satker": SimpleNamespace(nama_pendek="KPU Kabupaten Alor"),
        "konteks_tahun": 2026,
        "konteks_ganti_url": "/rencana/",
        "konteks_peran": ["Operator satker, KPU Kabupaten Alor"],
        "user": SimpleNamespace(is_authenticated=True, nama="Sri Wahyuni", email="sri@contoh.id"),
        "messages": [Message(level, f"Pesan {level}") for level in constants.DEFAULT_LEVELS.values()],
        "status": "diajukan",
        "nilai": 3,
        "dari": 12,
        "nama": "Indikator berjadwal",
        "judul": "Belum ada rencana",
        "teks": "Susun dari templat nasional.",
        "aksi_url": "/rencana/",
        "aksi_teks": "Susun rencana",
        "aksi_post": True,
        "langkah": [
            {"nama": "Draf", "keadaan": "selesai", "ket": "12 Januari 2026"},
            {"nama": "Diajukan", "keadaan": "kini"},
            {"nama": "Disetujui", "keadaan": "nanti"},
        ],
        "giliran": "Giliran KPU Provinsi.",
        "remah": [{"nama": "Rencana", "url": "/rencana/"}],
        "page_obj": Paginator(range(200), 10).get_page(3),
        "tab": [{"nama": "Lembar", "url": "#", "aktif": True, "jumlah": 4}],
        "form": FormSaring({"cari": "alor", "tahun": "1"}),
        "galat": ["Wajib diisi."],
        "id": "galat-x",
    }


class _Pemeriksa(HTMLParser):
    """Collects what a strict CSP would refuse, ids, references to ids, and start tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.terlarang: list[str] = []
        self.id: list[str] = []
        self.rujukan: set[str] = set()
        self.tag: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        atribut = dict(attrs)
        self.tag.append((tag, atribut))
        if tag == "style" or (tag == "script" and not atribut.get("src")):
            self.terlarang.append(f"<{tag}>")
        self.terlarang += [f"{tag}[{nama}]" for nama in atribut if nama == "style" or nama.startswith("on")]
        if atribut.get("id"):
            self.id.append(atribut["id"])
        for nama in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
            self.rujukan.update((atribut.get(nama) or "").split())


@pytest.mark.parametrize("berkas", KOMPONEN, ids=lambda b: b.stem)
def test_component_renders_and_is_csp_clean(berkas):
    html = render_to_string(f"components/{berkas.name}", _konteks())
    hasil = _Pemeriksa(html)
    assert html.strip()
    assert hasil.terlarang == []
    assert hasil.rujukan <= set(hasil.id)
    assert len(hasil.id) == len(set(hasil.id))


@pytest.mark.parametrize("berkas", KOMPONEN, ids=lambda b: b.stem)
def test_component_states_its_parameters(berkas):
    teks = re.sub(r"^({% load [^%]*%}\s*)+", "", berkas.read_text(encoding="utf-8"))
    assert teks.startswith("{% comment %}")


def test_no_template_of_the_project_holds_anything_inline():
    pelanggar = [
        f"{berkas.relative_to(TEMPLATES)}: {cocok[0]}"
        for berkas in TEMPLATES.rglob("*.html")
        for cocok in re.finditer(r"<style\b|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", _tanpa_komentar(berkas))
        if "reports" not in berkas.parts  # printed documents carry their own style sheet
    ]
    assert pelanggar == []


def test_every_icon_that_a_template_names_is_vendored():
    nama = {
        cocok[1]
        for berkas in TEMPLATES.rglob("*.html")
        for cocok in re.finditer(r"{% ikon \"([\w-]+)\"|ikon_nama(?:=|\|default:)\"([\w-]+)\"", berkas.read_text())
        if cocok[1]
    }
    nama |= {rupa.ikon for rupa in portal.RUPA_STATUS.values()} | {butir["ikon"] for butir in MENU}
    assert nama <= {berkas.stem for berkas in STATIC.glob("icons/*.svg")}
    assert "<path" in portal.ikon("house")


def test_unknown_icon_is_an_error_that_tells_the_cure():
    with pytest.raises(TemplateSyntaxError, match="static/icons/"):
        portal.ikon("tidak-ada")


def test_skeleton_has_skip_link_landmarks_and_at_most_five_entries_on_a_phone():
    html = render_to_string("dasar.html", _konteks())
    hasil = _Pemeriksa(html)
    assert hasil.terlarang == []
    tautan = next(atribut for tag, atribut in hasil.tag if tag == "a")
    assert (tautan["class"], tautan["href"]) == ("lompat", "#isi")
    assert {"header", "nav", "main"} <= {tag for tag, _ in hasil.tag}
    assert html.count('aria-current="page"') == 1
    butir = re.findall(r'<li( class="hanya-meja")?>\s*<a class="rel-butir"', html)
    assert butir.count("") == 4
    assert "Lainnya" in html


def test_short_menu_needs_no_lainnya():
    html = render_to_string("components/menu.html", {"menu": MENU[:5]})
    assert "Lainnya" not in html
    assert "hanya-meja" not in html


def test_signed_out_page_shows_no_person_menu():
    konteks = {**_konteks(), "user": SimpleNamespace(is_authenticated=False)}
    assert "Keluar" not in render_to_string("dasar.html", konteks)


def test_sign_in_ties_its_errors_to_the_fields():
    html = render_to_string("satker/masuk.html", {"form": _form_ditolak(), "next": "/rencana/"})
    hasil = _Pemeriksa(html)
    isian = {atribut.get("name"): atribut for tag, atribut in hasil.tag if tag == "input"}
    assert isian["username"]["aria-describedby"] == isian["password"]["aria-describedby"] == "galat-masuk"
    assert isian["username"]["value"] == "a@contoh.id"
    assert isian["next"]["value"] == "/rencana/"
    assert "salah" not in html
    assert hasil.rujukan <= set(hasil.id)


def test_demo_accounts_are_readable_without_script_and_absent_without_demo_mode():
    akun = [{"email": "operator@contoh.id", "peran": "Operator satker", "satker": "KPU Kabupaten Alor"}]
    demo = render_to_string(
        "satker/masuk.html", {"form": FormMasuk(), "akun_demo": akun, "sandi_demo": "kata-sandi-demo"}
    )
    assert "operator@contoh.id" in demo
    assert "<code>kata-sandi-demo</code>" in demo
    biasa = render_to_string("satker/masuk.html", {"form": FormMasuk()})
    assert "demo" not in biasa.lower()


@pytest.mark.parametrize("nama", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_error_pages_need_no_context_and_say_what_to_do(nama):
    html = render_to_string(nama)
    hasil = _Pemeriksa(html)
    assert hasil.terlarang == []
    assert [tag for tag, _ in hasil.tag].count("h1") == 1
    assert "Ke beranda" in html


def test_page_500_stands_alone():
    teks = (TEMPLATES / "500.html").read_text(encoding="utf-8")
    assert "{%" not in teks
    assert "{{" not in teks


def test_pagination_keeps_the_filters():
    html = render_to_string("components/halaman.html", _konteks())
    assert "?cari=alor&amp;halaman=4" in html
    assert "21–30 dari 200 baris" in html


def test_progress_is_full_only_when_everything_is_done():
    assert portal.persen(199, 200) == 99
    assert portal.persen(200, 200) == 100
    assert portal.persen(0, 0) == portal.persen(None, 5) == 0
    penuh = render_to_string("components/kemajuan.html", {"nama": "Area 1", "nilai": 5, "dari": 5})
    assert 'class="penuh"' in penuh
    assert "belum ada" in render_to_string("components/kemajuan.html", {"nama": "Area 8", "nilai": 0, "dari": 0})


def test_status_is_icon_word_and_colour_even_when_unknown():
    html = render_to_string("components/lencana_status.html", {"status": "terlambat", "teks": "Terlambat 3 hari"})
    assert "nada-merah" in html
    assert "<svg" in html
    assert "Terlambat 3 hari" in html
    assert portal.rupa_status("belum-dikenal").kata == "Belum dikenal"


def test_dates_and_initials():
    assert portal.tanggal(datetime.date(2022, 1, 26)) == "26 Januari 2022"
    assert portal.tanggal(datetime.datetime(2022, 1, 25, 18, 0, tzinfo=datetime.UTC)) == "26 Januari 2022"
    assert portal.tanggal(None) == ""
    assert portal.inisial("Sri Wahyuni") == "SW"
    assert portal.inisial("Budi") == "B"


def test_built_css_is_small_and_points_only_at_files_that_exist():
    berkas = STATIC / "css" / "portal.css"
    teks = berkas.read_text(encoding="utf-8")
    assert len(gzip.compress(teks.encode())) < 45_000
    assert "sourceMappingURL" not in teks
    for alamat in re.findall(r"url\(\"?([^\")]+)", teks):
        assert alamat.startswith("data:image/svg+xml") or (berkas.parent / alamat).resolve().is_file()


def test_scripts_point_at_no_missing_source_map():
    for berkas in STATIC.rglob("*.js"):
        assert "sourceMappingURL" not in berkas.read_text(encoding="utf-8"), berkas.name


def _kontras(a: str, b: str) -> float:
    """Contrast ratio of two colours "#rrggbb" after WCAG 2.2."""

    def terang(warna: str) -> float:
        kanal = [int(warna[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [k / 12.92 if k <= 0.04045 else ((k + 0.055) / 1.055) ** 2.4 for k in kanal]
        return sum(bobot * k for bobot, k in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    tinggi, rendah = sorted((terang(a), terang(b)), reverse=True)
    return (tinggi + 0.05) / (rendah + 0.05)


def test_inks_are_readable_on_every_ground_they_stand_on():
    tema = (STATIC / "scss" / "_tema.scss").read_text(encoding="utf-8")
    warna = dict(re.findall(r"^\$([\w-]+): (#[0-9a-f]{6});", tema, re.MULTILINE))
    for dasar in ("#ffffff", warna["latar"], warna["latar-2"], warna["merek-muda"]):
        assert _kontras(warna["tinta"], dasar) >= 7  # the grid
        assert _kontras(warna["tinta-2"], dasar) >= 7
        assert _kontras(warna["tinta-3"], dasar) >= 4.5
        assert _kontras(warna["merek"], dasar) >= 7
        assert _kontras(warna["fokus"], dasar) >= 3
    assert _kontras(warna["garis-isian"], "#ffffff") >= 3
    nada = re.findall(r"(\w+): \((#\w{6}), (#\w{6}), (#\w{6})\)", tema)
    assert len(nada) == 5
    for nama, tinta, muda, _garis in nada:
        assert _kontras(tinta, "#ffffff") >= 7, nama
        assert _kontras(tinta, muda) >= 6, nama
