"""The faster functions print what WeasyPrint's own print: the same bytes, for the decrees and for texts at random."""

from html import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports import mesin
from reports.cetak import Bentuk, gaya, html_keputusan
from reports.models import Keputusan

pytestmark = pytest.mark.sekali

weasyprint = mesin.muat_mesin()
percepatan = pytest.importorskip("reports.percepatan")

PENGENAL = b"0" * 16
KATA = st.sampled_from([
    "KPU", "Kabupaten", "di", "dan,", "perundang-undangan", "Sekretariat/Satker", "(HUKUM&SDM)", "12.345,67", "100%",
    "a)", "–", "“kutip”", "WAVE", "Tokyo", "efisien", "T.", "x\u00a0y", "é", "*", "  ", "w" * 70, "soft\u00adhyphen",
    "612/\u2060ORT.\u206004-\u2060Kpt/\u2060KPU",
    "https://kpu.go.id/reformasi-birokrasi/2026", "√", "✓", "עברית", "日本語", "😀",
])  # fmt: skip
TEKS = st.lists(KATA, min_size=0, max_size=40).map(" ".join)
SEL = st.one_of(
    TEKS.map(escape),
    st.tuples(TEKS, TEKS).map(lambda dua: "".join(f'<div class="poin">{escape(satu)}</div>' for satu in dua)),
    st.tuples(TEKS, TEKS).map(lambda dua: f"{escape(dua[0])} <em>{escape(dua[1])}</em><br/>{escape(dua[0])}"),
)
BARIS = st.lists(SEL, min_size=4, max_size=4)
GAYA_LAIN = st.sampled_from([
    "", "text-align: justify", "text-align: center", "text-align: right", "text-indent: 2em", "text-indent: -1.12em",
    "letter-spacing: 1pt", "word-spacing: 1pt", "hyphens: auto", "white-space: pre-wrap", "text-decoration: underline",
    "overflow-wrap: normal", "word-break: break-all", "height: 40pt", "min-height: 1pt", "box-decoration-break: clone",
])  # fmt: skip


def cetak(xhtml: str) -> bytes:
    return mesin.tulis(mesin.rakit(xhtml), PENGENAL)


def cetak_biasa(xhtml: str) -> bytes:
    with percepatan.tanpa():
        return cetak(xhtml)


def test_written_for_the_version_that_is_installed():
    """After an update of WeasyPrint: run this file's other tests with the new version, look at the sources of the
    functions in `percepatan._asli`, then change `VERSI_DIPERCEPAT`."""
    assert weasyprint.VERSION == mesin.VERSI_DIPERCEPAT
    for modul, nama in percepatan._TEMPAT:
        assert getattr(modul, nama) is getattr(percepatan, nama)


@pytest.mark.parametrize("bentuk", Bentuk)
def test_decrees_are_the_same_bytes(demo, bacaan, bentuk):
    keputusan = Keputusan.objects.untuk_cetak().get(rencana__satker__kode=bacaan.satker.replace(".", ""))
    xhtml = html_keputusan(keputusan, bentuk)
    assert cetak(xhtml) == cetak_biasa(xhtml)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    paragraf=st.lists(TEKS, max_size=4),
    baris=st.lists(BARIS, min_size=1, max_size=12),
    lain=GAYA_LAIN,
    lebar=st.lists(st.integers(3, 60), min_size=4, max_size=4),
)
def test_texts_at_random_are_the_same_bytes(paragraf, baris, lain, lebar):
    kolom = "".join(f".k{urut} {{ width: {satu}% }}" for urut, satu in enumerate(lebar))
    xhtml = (
        f'<html lang="id"><head><title>Uji</title><style>{gaya(mandiri=False)} {kolom} p, td {{ {lain} }} '
        '@page lampiran { size: 330mm 215mm }</style></head><body>'
        + "".join(f'<p class="isi">{escape(satu)}</p>' for satu in paragraf)
        + '<section class="lampiran"><table class="kisi"><colgroup>'
        + "".join(f'<col class="k{urut}"/>' for urut in range(4))
        + "</colgroup><thead><tr>" + "<th>Kepala Kolom</th>" * 4 + "</tr></thead><tbody>"
        + "".join("<tr>" + "".join(f"<td>{sel}</td>" for sel in satu) + "</tr>" for satu in baris)
        + "</tbody></table></section></body></html>"
    )  # fmt: skip
    assert cetak(xhtml) == cetak_biasa(xhtml)
