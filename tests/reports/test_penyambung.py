"""Kata penyambung on pages made for the purpose, and what the setting changes in a decree."""

import io

import pdfplumber
import pypdf
import pytest

from reports import garis, mesin, penyambung
from reports.cetak import Bentuk, cetak_keputusan, gaya, html_keputusan
from reports.models import Keputusan

pytestmark = pytest.mark.sekali

PENGENAL = b"0" * 16
BARIS = 12 * 1.35  # pt, a line of the Keputusan
BARIS_TABEL = "<tr><td>{}</td><td>{}</td><td>{}</td><td class='isi'>{}</td></tr>"
TABEL = (
    '<table class="batang"><colgroup><col class="b1"/><col class="b2"/><col class="b3"/><col/></colgroup>'
    "<tbody>{}</tbody></table>"
)


def rakit(badan: str, kelas: str = "keputusan bersambung"):
    """The laid-out page with our style sheet."""
    return mesin.rakit(
        f'<html lang="id"><head><title>Uji</title><style>{gaya(mandiri=False)} @page {{ size: 215mm 330mm }} '
        f".baru {{ break-before: page }}</style></head><body><section class='{kelas}'>{badan}</section></body></html>"
    )


def baris_cetak(dokumen) -> list[list[dict]]:
    """The printed lines of each page, with their characters."""
    with pdfplumber.open(io.BytesIO(mesin.tulis(dokumen, PENGENAL))) as pdf:
        return [halaman.extract_text_lines() for halaman in pdf.pages]


def muka(baris: dict, panjang: int | None = None) -> list[str]:
    """The faces of a line's characters, without the prefix of a subset."""
    tampak = [huruf for huruf in baris["chars"] if huruf["text"].strip()]
    return [huruf["fontname"].split("+")[1] for huruf in tampak[:panjang]]


def dua_halaman(berikut: str):
    """Two pages of one part, the second beginning with `berikut`."""
    return rakit(f"<p>awal</p><div class='baru'>{berikut}</div>")


def keputusan_dari(bacaan) -> Keputusan:
    return Keputusan.objects.untuk_cetak().get(rencana__satker__kode=bacaan.satker.replace(".", ""))


class TestKata:
    @pytest.mark.parametrize(
        ("berikut", "harapan"),
        [
            ("<p>dan seterusnya</p>", "dan . . ."),
            ("<p>  Negara, Republik</p>", "Negara, . . ."),
            ("<p>MEMUTUSKAN :</p>", "MEMUTUSKAN . . ."),
            ("<p>a. bahwa benar</p>", "a. bahwa . . ."),
            ("<p>1) menyusun</p>", "1) menyusun . . ."),
            ("<p>2020 sampai</p>", "2020 . . ."),
            (TABEL.format(BARIS_TABEL.format("", "", "4.", "Peraturan Menteri")), "4. Peraturan . . ."),
            (TABEL.format(BARIS_TABEL.format("Mengingat", ":", "1.", "Undang-Undang")), "Mengingat . . ."),
            (TABEL.format(BARIS_TABEL.format("", "", "2.", "<em>Grand Design</em>")), "2. Grand . . ."),
            ("<p>perundang<em>-undangan</em> itu</p>", "perundang-undangan . . ."),
            ("<p>4/ORT.\u206007/6112/\u20602022 tentang</p>", "4/ORT.07/6112/2022 . . ."),
        ],
    )
    def test_first_word_with_its_number(self, berikut, harapan):
        kaki = baris_cetak(dua_halaman(berikut))[0][-1]
        assert kaki["text"] == harapan
        assert {round(huruf["size"], 2) for huruf in kaki["chars"]} == {12.0}

    @pytest.mark.parametrize(
        ("berikut", "harapan"),
        [
            ("<p>tegak</p>", {"Bonum"}),
            ("<p><em>miring</em> tegak</p>", {"Bonum-Italic"}),
            ("<p style='font-weight: bold'>tebal</p>", {"Bonum-Bold"}),
            ("<p style='font-weight: bold'><em>tebal</em> miring</p>", {"Bonum-Bold-Italic"}),
        ],
    )
    def test_the_same_emphasis(self, berikut, harapan):
        depan, berikutnya = baris_cetak(dua_halaman(berikut))
        assert set(muka(depan[-1])) == harapan
        assert set(muka(berikutnya[-1], 5)) == harapan

    def test_a_number_keeps_its_own_face(self):
        baris = TABEL.format(BARIS_TABEL.format("", "", "2.", "<em>Grand Design</em>"))
        assert muka(baris_cetak(dua_halaman(baris))[0][-1]) == ["Bonum"] * len("2.") + ["Bonum-Italic"] * len(
            "Grand..."
        )


class TestHalaman:
    def test_not_on_the_last_page_not_before_another_part_not_without_the_class(self):
        badan = "<p>awal</p><p class='baru'>tengah</p></section><section class='lampiran'><p>akhir</p>"
        dengan, tanpa = (
            ["".join(b["text"] for b in hal[-1:]) for hal in baris_cetak(rakit(badan, kelas))]
            for kelas in ("keputusan bersambung", "keputusan")
        )
        assert dengan == ["tengah . . .", "tengah", "akhir"]
        assert tanpa == ["awal", "tengah", "akhir"]

    def test_a_page_full_of_text_leaves_a_line_free(self):
        *depan, _ = baris_cetak(rakit("".join(f"<p>baris {nomor}</p>" for nomor in range(200))))
        for *_, isi, kaki in depan:
            assert kaki["text"] == "baris . . ."
            assert 2 * BARIS - 0.5 < kaki["top"] - isi["top"] < 3 * BARIS

    @pytest.mark.parametrize("isian", range(42, 48))
    @pytest.mark.parametrize("kelas", ["keputusan bersambung", "keputusan"])
    def test_no_label_stays_behind_without_its_text(self, isian, kelas):
        baris = BARIS_TABEL.format("KEDUA", ":", "", "kata " * 25)
        dokumen = rakit("".join("<p>baris</p>" for _ in range(isian)) + TABEL.format(baris), kelas)
        teks = [baris["text"] for halaman in baris_cetak(dokumen) for baris in halaman]
        assert sum(baris.startswith("KEDUA : kata kata") for baris in teks) == 1

    def test_a_decree_without_parts_is_printed(self):
        (halaman,) = baris_cetak(rakit(TABEL.format("") + "<p>akhir</p>"))
        assert [satu["text"] for satu in halaman] == ["akhir"]


class TestSetelan:
    def test_it_is_painted_as_an_artifact_after_the_text(self):
        isi = io.BytesIO(mesin.tulis(rakit("<p>awal</p><p class='baru'>akhir</p>"), PENGENAL))
        aliran = pypdf.PdfReader(isi).pages[0].get_contents().get_data()
        assert aliran.count(b"/Artifact BMC") == aliran.count(b"EMC") == 1
        assert aliran[aliran.index(b"/Artifact BMC") :].count(b"BT") == 1
        assert aliran[: aliran.index(b"/Artifact BMC")].count(b"BT") == 1

    @pytest.mark.parametrize("bacaan", ["alor-2026-rb", "bangka-barat-2026-zi"], indirect=True)
    def test_decrees_without_it_are_written_as_if_it_did_not_exist(self, demo, bacaan, monkeypatch):
        xhtml = html_keputusan(keputusan_dari(bacaan), Bentuk.SALINAN)
        dengan = mesin.tulis(mesin.rakit(xhtml), PENGENAL)
        monkeypatch.setattr(penyambung, "pasang", lambda dokumen: None)
        assert mesin.tulis(mesin.rakit(xhtml), PENGENAL) == dengan
        polos = mesin._dokumen(mesin.ElementTree.fromstring(xhtml.replace("@page bersambung", "@page lain"))).render()
        assert polos.write_pdf(pdf_identifier=PENGENAL, finisher=garis.gambar) == dengan

    @pytest.mark.parametrize("bacaan", ["kubu-raya-2022-rb", "alor-2026-rb"], indirect=True)
    def test_the_setting_alone_decides(self, demo, bacaan):
        keputusan = keputusan_dari(bacaan)
        hasil = {}
        for setelan in (True, False):
            keputusan.kata_penyambung = setelan
            with pdfplumber.open(io.BytesIO(cetak_keputusan(keputusan, Bentuk.SALINAN).pdf)) as pdf:
                tegak = [halaman.extract_text() for halaman in pdf.pages if halaman.width < halaman.height]
            hasil[setelan] = [teks.splitlines()[-1].endswith(" . . .") for teks in tegak]
        assert hasil[True] == [True] * (len(hasil[True]) - 1) + [False]
        assert not any(hasil[False])
