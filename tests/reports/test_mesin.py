"""The PDF engine: as exact as plain WeasyPrint, the same bytes each time, closed to the network, and polite when its
system libraries are missing."""

import http.server
import io
import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import pdfplumber
import pypdf
import pytest
from django.conf import settings
from fontTools.ttLib import TTFont

from areas.isi import IsiArea, IsiIndikator, IsiKegiatan, IsiPohon, IsiSubKegiatan
from reports import mesin
from reports.cetak import Bentuk, html_keputusan
from reports.models import Keputusan
from tests.reports.bacaan import BACAAN, rapat
from tests.reports.letak import Halaman, baca_halaman

pytestmark = pytest.mark.sekali

# Plain WeasyPrint in a process of its own, which knows nothing of ours. Arguments: page, PDF, further style.
BIASA = """
import sys, weasyprint
halaman, pdf, gaya = sys.argv[1:]
weasyprint.HTML(filename=halaman).write_pdf(pdf, stylesheets=[weasyprint.CSS(string=gaya)])
"""
TANPA_GARIS = ".kisi, .kisi td, .kisi th { border: 0 !important }"
HALAMAN = '<html lang="id"><head><title>Uji</title>{kepala}</head><body>{badan}</body></html>'


@pytest.fixture
def biasa(demo, bacaan, tmp_path):
    """Prints the page that stands alone in any browser (HTML5 parser, default style sheet, borders) the plain way."""
    keputusan = Keputusan.objects.untuk_cetak().get(rencana__satker__kode=bacaan.satker.replace(".", ""))
    halaman, pdf = tmp_path / "halaman.html", tmp_path / "biasa.pdf"
    halaman.write_text(html_keputusan(keputusan, Bentuk.SALINAN, mandiri=True), encoding="utf-8")

    def _biasa(gaya: str) -> list[Halaman]:
        subprocess.run([sys.executable, "-c", BIASA, halaman, pdf, gaya], check=True, timeout=120)
        return baca_halaman(pdf)

    return _biasa


class TestSamaDenganWeasyPrintBiasa:
    def test_word_for_word_at_the_same_place_of_the_same_page(self, bacaan, cetak, biasa):
        """Without the borders (ours are drawn from the layout and take no room) and without the kata penyambung
        (painted from the layout) the two ways are one print."""
        lambat, cepat = biasa(TANPA_GARIS), baca_halaman(cetak(bacaan))
        assert len(lambat) == len(cepat)
        for satu, lain in zip(lambat, cepat, strict=True):
            kata_lain = [kata for kata in lain.kata if kata not in lain.penyambung()]
            assert [kata.teks for kata in satu.kata] == [kata.teks for kata in kata_lain], satu.nomor
            for kata, sama in zip(satu.kata, kata_lain, strict=True):
                assert (kata.x0, kata.bawah) == pytest.approx((sama.x0, sama.bawah), abs=0.1)

    @pytest.mark.parametrize("bacaan", ["bangka-barat-2026-zi", "kubu-raya-2022-rb"], indirect=True)
    def test_with_borders_at_most_a_page_more(self, bacaan, cetak, biasa):
        """A border takes half a point of each row: 120 rows are 60 points, an eighth of a page, which can push a
        few rows over; never more than a page in these."""
        assert 0 <= len(biasa("")) - len(baca_halaman(cetak(bacaan))) <= 1


class TestIsiPdf:
    def test_title_language_and_author(self, bacaan, cetak):
        pdf = pypdf.PdfReader(cetak(bacaan))
        assert pdf.root_object["/Lang"] == "id"
        judul = rapat(pdf.metadata.title)
        keputusan = bacaan.bagian["keputusan"]
        nomor = next(baris for baris in keputusan if baris.startswith("NOMOR"))
        tentang = keputusan[keputusan.index("TENTANG") + 1]
        assert judul.startswith("SALINANKEPUTUSANKOMISIPEMILIHANUMUM")
        assert rapat(nomor) in judul
        assert rapat(tentang) in judul
        assert pdf.metadata.author.startswith("Komisi Pemilihan Umum Kabupaten")

    def test_one_bookmark_per_area_on_its_page(self, bacaan, cetak):
        pdf = pypdf.PdfReader(cetak(bacaan))
        keputusan, lampiran, *lain = pdf.outline
        areas = lain[0] if lain else []
        assert keputusan.title.startswith("KEPUTUSAN KOMISI PEMILIHAN UMUM")
        assert rapat(lampiran.title) in rapat(" ".join(bacaan.bagian["lampiran"]))
        halaman = [pdf.get_destination_page_number(area) for area in areas]
        assert halaman == sorted(halaman)
        for area, nomor in zip(areas, halaman, strict=True):
            _, nama = area.title.split(maxsplit=1)
            assert rapat(nama) in rapat(pdf.pages[nomor].extract_text()), area.title
        kolom = "judul" if any(baris["judul"] for baris in bacaan.baris) else "area"
        dibaca = [baris[kolom] for baris in bacaan.baris if re.match(r"\d|", baris[kolom])[0] or kolom == "area"]
        assert len(areas) == sum(1 for sel in dibaca if sel)

    def test_every_face_is_ours_and_embedded(self, bacaan, cetak):
        nama = set()
        for halaman in pypdf.PdfReader(cetak(bacaan)).pages:
            for huruf in halaman["/Resources"]["/Font"].values():
                (turunan,) = huruf.get_object()["/DescendantFonts"]
                berkas = turunan.get_object()["/FontDescriptor"]["/FontFile3"].get_object().get_data()
                nama.update(TTFont(io.BytesIO(berkas))["CFF "].cff.fontNames)
        assert nama >= {"TeXGyreBonum-Regular", "TeXGyreBonum-Bold"}
        assert nama <= {f"TeXGyreBonum-{gaya}" for gaya in ("Regular", "Bold", "Italic", "BoldItalic")}


TAJAM = "A < B && C > D; \"kutip\" 'tunggal' <b>bukan tebal</b> &amp; </td></tr></table> {{ satker }} ]]> 5 * 3 * 2"


class TestTandaKhusus:
    def test_signs_of_xml_are_printed_as_they_are(self, cetak_isi):
        bacaan = BACAAN["alor-2026-rb"]
        isi = IsiPohon([
            IsiArea(uraian=f"Area {TAJAM}", anak=[
                IsiKegiatan(uraian=f"Kegiatan {TAJAM}", pic=["A&B", "<C>"], anak=[
                    IsiSubKegiatan(uraian=f"Sub {TAJAM}", anak=[
                        IsiIndikator(uraian=f"Indikator {TAJAM}\n1) *miring* & <i>tegak</i>", ket=TAJAM),
                    ]),
                ]),
            ]),
        ])  # fmt: skip
        berkas = cetak_isi(bacaan, isi, tentang=f"TENTANG {TAJAM}", menimbang=[f"bahwa {TAJAM};"])
        teks = rapat("".join(kata.teks for halaman in baca_halaman(berkas) for kata in halaman.kata))
        for awal in ("Area", "Kegiatan", "Sub", "Indikator", "TENTANG", "bahwa"):
            assert f"{awal}{rapat(TAJAM)}" in teks, awal
        assert rapat("(A&B) (<C>)") in teks
        assert "1)miring&<i>tegak</i>" in teks
        pdf = pypdf.PdfReader(berkas)
        assert rapat(TAJAM) in rapat(pdf.metadata.title)
        assert rapat(TAJAM) in rapat(pdf.outline[2][0].title)

    def test_italics_are_set_in_italics_and_nothing_else(self, cetak_isi):
        isi = IsiPohon([IsiArea(uraian="tegak *miring* 5*3*2 * lepas", anak=[])])
        with pdfplumber.open(cetak_isi(BACAAN["alor-2026-rb"], isi)) as pdf:
            huruf = pdf.pages[-1].extract_words(extra_attrs=["fontname"])
        gaya = {kata["text"]: "Italic" in kata["fontname"] for kata in huruf}
        assert gaya["miring"]
        assert not gaya["tegak"]
        assert not gaya["lepas"]

    @pytest.mark.parametrize("tanda", ["\x0b", "\x0c", "\x01", "\x1f", "\ufffe"])
    def test_signs_that_xml_does_not_know_do_not_break_the_page(self, tanda):
        dokumen = mesin.rakit(HALAMAN.format(kepala="", badan=f"<p>satu{tanda}dua</p>"))
        assert len(dokumen.pages) == 1


class TestTertutup:
    @pytest.mark.parametrize(
        "alamat",
        [
            "http://contoh.example/x.png",
            "https://contoh.example/x.png",
            "file:///etc/hostname",
            "/etc/hostname",
            "ftp://contoh.example/x",
            "data:text/html,<p>x</p>",
            "rb-statik:/../css/portal.css",
            "rb-statik:/huruf/../../../manage.py",
            "rb-statik:../../manage.py",
        ],
    )
    def test_other_addresses_are_refused(self, alamat):
        with pytest.raises(ValueError, match="Alamat"):
            mesin.baca_statik(alamat)

    def test_our_own_files_are_read(self):
        assert mesin.baca_statik("rb-statik:/huruf/texgyrebonum-regular.otf")[:4] == b"OTTO"

    def test_a_page_cannot_reach_the_network_or_the_disk(self, tmp_path):
        """Whatever a page names, no request arrives and no file gets into the PDF."""
        rahasia = tmp_path / "rahasia.svg"
        rahasia.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>RAHASIA</text></svg>')
        with peladen() as (alamat, diminta):
            for sumber in (alamat, rahasia.as_uri()):
                kepala = (
                    f'<link rel="stylesheet" href="{sumber}"/><link rel="attachment" href="{sumber}"/>'
                    f'<style>@import url("{sumber}"); @font-face {{ font-family: X; src: url("{sumber}") }} '
                    f'body {{ font-family: X; background: url("{sumber}") }}</style>'
                )
                badan = f'<p>isi</p><img src="{sumber}" alt=""/><a rel="attachment" href="{sumber}">x</a>'
                hasil = mesin.tulis(mesin.rakit(HALAMAN.format(kepala=kepala, badan=badan)), b"0" * 16)
                berkas = tmp_path / "hasil.pdf"
                berkas.write_bytes(hasil)
                pdf = pypdf.PdfReader(berkas)
                assert "isi" in pdf.pages[0].extract_text()
                assert "RAHASIA" not in pdf.pages[0].extract_text()
                assert not pdf.attachments
                assert not pdf.pages[0].images
        assert diminta == []


class peladen:  # noqa: N801 (used like a function)
    """A server on this machine that notes what it is asked for."""

    def __enter__(self) -> tuple[str, list[str]]:
        diminta: list[str] = []

        class Catat(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                diminta.append(self.path)
                self.send_response(404)
                self.end_headers()

            def log_message(self, *args: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Catat)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_port}/x.svg", diminta

    def __exit__(self, *galat: object) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture(scope="module")
def manage(tmp_path_factory):
    """Runs `manage.py` as scripts do, in a process and on a database of its own."""
    folder = tmp_path_factory.mktemp("portal")

    def _manage(*argumen: str, **lingkungan: str) -> subprocess.CompletedProcess[str]:
        bersih = {k: v for k, v in os.environ.items() if not k.startswith(("RB_PORTAL_", "DJANGO_", "PYTEST_"))}
        bersih |= {
            "RB_PORTAL_SECRET_KEY": "x" * 60,
            "RB_PORTAL_VAR": str(folder),
            "DATABASE_URL": f"sqlite:///{folder}/uji.sqlite3",
        }
        return subprocess.run(
            [sys.executable, "manage.py", *argumen],
            cwd=settings.BASE_DIR, env=bersih | lingkungan, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip

    muat = _manage("muat_demo")
    assert muat.returncode == 0, muat.stderr
    return _manage


class TestProsesSendiri:
    CETAK = ("cetak_keputusan", "--satker=6112", "--tahun=2022", "--jenis=rb")

    def test_the_same_bytes_from_two_processes(self, manage, tmp_path):
        isi = []
        for nomor in ("1", "2"):
            berkas = tmp_path / f"{nomor}.pdf"
            # Folders of their own, so that the second cannot answer from the first one's cache.
            var = tmp_path / nomor
            var.mkdir()
            hasil = manage(*self.CETAK, f"--output={berkas}", PYTHONHASHSEED=nomor, RB_PORTAL_VAR=str(var))
            assert (hasil.returncode, hasil.stderr) == (0, "")
            isi.append(berkas.read_bytes())
        assert isi[0].startswith(b"%PDF-")
        assert isi[0] == isi[1]

    @pytest.mark.parametrize(
        "galat", ["OSError(\"cannot load library 'libpango-1.0-0'\")", "ImportError('No module named weasyprint')"]
    )
    def test_missing_libraries_are_named_with_their_cure_and_no_traceback(self, manage, tmp_path, galat):
        (tmp_path / "weasyprint.py").write_text(f"raise {galat}\n", encoding="utf-8")
        berkas = tmp_path / "x.pdf"
        hasil = manage(*self.CETAK, f"--output={berkas}", PYTHONPATH=str(tmp_path))
        assert hasil.returncode != 0
        assert "apt-get install libpango-1.0-0" in hasil.stderr
        assert "PDF belum dapat dibuat" in hasil.stderr
        assert "Traceback" not in hasil.stderr
        assert not berkas.exists()

    def test_html_is_printed_without_the_engine(self, manage, tmp_path):
        (tmp_path / "weasyprint.py").write_text("raise OSError('libpango')\n", encoding="utf-8")
        berkas = tmp_path / "x.html"
        hasil = manage(*self.CETAK, "--format=html", f"--output={berkas}", PYTHONPATH=str(tmp_path))
        assert (hasil.returncode, hasil.stderr) == (0, "")
        assert "KABUPATEN KUBU RAYA" in berkas.read_text(encoding="utf-8")


def test_missing_libraries_raise_an_error_of_our_own(monkeypatch):
    class Hilang:
        def find_spec(self, nama: str, *args: object) -> None:
            if nama == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    for nama in [nama for nama in sys.modules if nama.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, nama)
    monkeypatch.setattr(sys, "meta_path", [Hilang(), *sys.meta_path])
    with pytest.raises(mesin.MesinTidakTersedia, match=r"libpango-1\.0-0.*apt-get install"):
        mesin.muat_mesin()


@pytest.mark.parametrize("bentuk", Bentuk)
def test_a_decree_is_laid_out_once(demo, bacaan, bentuk, monkeypatch):
    """A second pass would take as long again: none of the four needs one."""
    keputusan = Keputusan.objects.untuk_cetak().get(rencana__satker__kode=bacaan.satker.replace(".", ""))
    lintasan, dokumen = [], mesin._dokumen
    monkeypatch.setattr(mesin, "_dokumen", lambda akar: lintasan.append(akar) or dokumen(akar))
    mesin.rakit(html_keputusan(keputusan, bentuk))
    assert len(lintasan) == 1


def test_printing_leaves_garbage_collection_as_it_was():
    import gc

    assert gc.isenabled()
    mesin.rakit(HALAMAN.format(kepala="", badan="<p>x</p>"))
    assert gc.isenabled()


def test_the_shipped_faces_carry_their_licence():
    folder = Path(mesin.STATIK) / "huruf"
    assert {berkas.stem for berkas in folder.glob("*.otf")} == {
        f"texgyrebonum-{gaya}" for gaya in ("regular", "bold", "italic", "bolditalic")
    }
    assert "GUST Font License" in (folder / "GUST-FONT-LICENSE.txt").read_text(encoding="utf-8")
