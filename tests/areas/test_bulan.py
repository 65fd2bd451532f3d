"""Month phrases: what a decree prints, what offices write, and what must not pass."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from areas.bulan import Bulan, FrasaBulanTidakDikenal, baca_frasa, frasa

BANGKA_BARAT = Path(__file__).parents[1] / "data/pindaian/bangka-barat-2026-zi.tsv"


def bulan(*iso: str) -> tuple[Bulan, ...]:
    """Months from "2026-03", or "2026-03..2027-01" for all from one to the other."""
    hasil = []
    for satu in iso:
        awal, _, akhir = satu.partition("..")
        dari, sampai = Bulan.dari_iso(awal), Bulan.dari_iso(akhir or awal)
        hasil += [Bulan.dari_indeks(indeks) for indeks in range(dari.indeks(), sampai.indeks() + 1)]
    return tuple(hasil)


class TestBulan:
    @given(st.integers(0, 12 * 3000 - 1))
    def test_indeks_names_one_month_and_keeps_the_order(self, indeks):
        satu, berikut = Bulan.dari_indeks(indeks), Bulan.dari_indeks(indeks + 1)
        assert satu.indeks() == indeks
        assert 1 <= satu.bulan <= 12
        assert satu < berikut
        assert Bulan.dari_iso(satu.iso()) == satu

    def test_indeks_as_documented(self):
        assert Bulan(2026, 3).indeks() == 2026 * 12 + 2
        assert Bulan(2026, 3).iso() == "2026-03"

    @pytest.mark.parametrize(
        "teks", ["", "2026", "2026-3", "2026-00", "2026-13", "2026-03-01", "2026-03\n", "Maret 2026"]
    )
    def test_other_forms_than_iso_are_refused(self, teks):
        with pytest.raises(ValueError, match="misalnya “2026-03”"):
            Bulan.dari_iso(teks)


KANONIS = [
    ("", ()),
    ("Januari 2026", bulan("2026-01")),
    ("Januari 2027", bulan("2027-01")),
    ("Januari-Februari 2026", bulan("2026-01..2026-02")),
    ("Januari-Desember 2026", bulan("2026-01..2026-12")),
    ("Januari dan Juli 2026", bulan("2026-01", "2026-07")),
    ("Maret, Juni, September, dan Desember 2026", bulan("2026-03", "2026-06", "2026-09", "2026-12")),
    ("Januari-Maret dan Juni 2026", bulan("2026-01..2026-03", "2026-06")),
    ("Desember 2026-Januari 2027", bulan("2026-12..2027-01")),
    ("Juni-Juli 2026 dan Desember 2026-Januari 2027", bulan("2026-06..2026-07", "2026-12..2027-01")),
    ("Desember 2026 dan Desember 2027", bulan("2026-12", "2027-12")),
    ("Maret 2026, Maret 2027, dan Maret 2028", bulan("2026-03", "2027-03", "2028-03")),
    ("Maret dan Juni 2026 serta Januari 2027", bulan("2026-03", "2026-06", "2027-01")),
    ("Maret dan Juni 2026 serta Januari, Maret, dan Mei-Juni 2027",
     bulan("2026-03", "2026-06", "2027-01", "2027-03", "2027-05..2027-06")),
    ("Maret dan Juni 2026, Desember 2026-Januari 2027, serta Maret 2027",
     bulan("2026-03", "2026-06", "2026-12..2027-01", "2027-03")),
    ("November 2026-Februari 2028", bulan("2026-11..2028-02")),
]  # fmt: skip


@pytest.mark.parametrize(("teks", "isi"), KANONIS)
def test_a_set_of_months_is_printed_as_decrees_do(teks, isi):
    assert frasa(isi) == teks
    assert baca_frasa(teks) == isi


def test_order_and_doubles_do_not_change_the_phrase():
    assert frasa(iter([*bulan("2027-01", "2026-12", "2026-06"), *bulan("2026-12")])) == (
        "Juni 2026 dan Desember 2026-Januari 2027"
    )


@pytest.mark.parametrize("salah", [Bulan(2026, 0), Bulan(2026, 13), Bulan(26, 1), Bulan(2100, 1)])
def test_impossible_months_are_not_printed(salah):
    with pytest.raises(ValueError, match="tidak dapat dipakai"):
        frasa([Bulan(2026, 1), salah])


@given(st.sets(st.integers(2025 * 12, 2028 * 12 - 1)))
def test_every_set_of_months_survives_print_and_read(indeks):
    isi = tuple(Bulan.dari_indeks(satu) for satu in sorted(indeks))
    assert baca_frasa(frasa(isi)) == isi


@given(st.sets(st.integers(2025 * 12, 2028 * 12 - 1)), st.data())
def test_the_paper_may_wrap_space_and_shout_anywhere(indeks, data):
    isi = tuple(Bulan.dari_indeks(satu) for satu in sorted(indeks))
    sela = st.sampled_from([" ", "\n", "  ", "\u00a0", " \n\t"])
    tanda = st.sampled_from(["-", " - ", "- ", "-\n", "–", " – ", "—", "\u2011", " s.d. ", " s/d ", " sampai dengan "])
    koma_dan = st.sampled_from([", dan ", " dan ", " & ", ", & ", " ,\ndan "])
    huruf = data.draw(st.sampled_from([str, str.upper, str.lower]))
    teks = huruf(frasa(isi)).replace(huruf(", dan "), " dan ").replace(huruf(" dan "), "\0")
    ganti = {" ": sela, "-": tanda, "\0": koma_dan}
    teks = "".join(data.draw(ganti[satu]) if satu in ganti else satu for satu in teks)
    assert baca_frasa(teks) == isi


def test_every_phrase_of_the_bangka_barat_decree_is_read_and_printed_back():
    kepala, *baris = (satu.split("\t") for satu in BANGKA_BARAT.read_text(encoding="utf-8").splitlines())
    tercetak = [sel for satu in baris if (sel := satu[kepala.index("target_waktu")])]
    assert len(tercetak) == 85
    for sel in tercetak:
        assert frasa(baca_frasa(sel)) == sel.replace(" - ", "-")


@pytest.mark.parametrize(
    ("teks", "kanonis"),
    [
        # as scanned
        ("Januari - Desember 2026", "Januari-Desember 2026"),
        ("Februari- Desember 2026", "Februari-Desember 2026"),
        ("Januari-\nDesember 2026", "Januari-Desember 2026"),
        ("Maret, Juni, September,\n\ndan Desember 2026", "Maret, Juni, September, dan Desember 2026"),
        # as written elsewhere
        ("Januari – Desember 2026", "Januari-Desember 2026"),
        ("Januari s.d. Desember 2026", "Januari-Desember 2026"),
        ("Januari s.d Desember 2026", "Januari-Desember 2026"),
        ("Januari sd Desember 2026", "Januari-Desember 2026"),
        ("Jan s/d Des 2026", "Januari-Desember 2026"),
        ("bulan Maret sampai dengan bulan Mei tahun 2026", "Maret-Mei 2026"),
        ("Januari hingga Maret 2026", "Januari-Maret 2026"),
        ("Januari 2026 - Desember 2026", "Januari-Desember 2026"),
        ("Maret, Juni, September dan Desember 2026.", "Maret, Juni, September, dan Desember 2026"),
        ("Maret; Juni & September 2026", "Maret, Juni, dan September 2026"),
        ("Januari, Februari, Maret 2026", "Januari-Maret 2026"),
        ("Juni 2026, Maret 2026", "Maret dan Juni 2026"),
        ("Januari2026", "Januari 2026"),
        ("Pebruari dan Nopember 2026", "Februari dan November 2026"),
        (
            "jan., feb., mar., apr., mei, jun., jul., agt., sept., okt., nov., des. 2026",
            "Januari-Desember 2026",
        ),
        ("Agu 2026 dan Agust 2027 dan Ags 2028", "Agustus 2026, Agustus 2027, dan Agustus 2028"),
        ("Triwulan I-IV 2026", "Januari-Desember 2026"),
        ("triwulan I s.d. triwulan III Tahun 2026", "Januari-September 2026"),
        ("Triwulan I, II, dan IV 2026", "Januari-Juni dan Oktober-Desember 2026"),
        ("Triwulan 4 2026 dan Januari 2027", "Oktober 2026-Januari 2027"),
        ("Semester II 2026", "Juli-Desember 2026"),
        ("setiap bulan 2026", "Januari-Desember 2026"),
        ("Setiap bulan tahun 2026", "Januari-Desember 2026"),
        ("tiap bulan selama tahun 2026", "Januari-Desember 2026"),
        ("Sepanjang Tahun 2026", "Januari-Desember 2026"),
        ("selama 2026", "Januari-Desember 2026"),
        ("sepanjang tahun 2026 dan Januari 2027", "Januari 2026-Januari 2027"),
        ("   \n", ""),
    ],
)
def test_other_spellings_are_understood(teks, kanonis):
    assert frasa(baca_frasa(teks)) == kanonis


@pytest.mark.parametrize(
    ("teks", "bagian", "pesan"),
    [
        ("Janwari 2026", "Janwari", "tidak dikenal"),
        ("Tentatif", "Tentatif", "Tulis misalnya “Januari-Desember 2026”"),
        ("minggu kedua Maret 2026", "minggu", "tidak dikenal"),
        ("Maret/April 2026", "/April", "tidak dikenal"),
        ("Januari-Desember 26", "26", "tidak dikenal"),
        ("Januari 20266", "20266", "tidak dikenal"),
        ("31 Desember 2026", "31", "tidak dikenal"),
        ("√", "√", "tidak dikenal"),
        ("Jul\u0130 2026", "\u0130", "tidak dikenal"),
        ("Maret, Juni\u00e9 2026", "\u00e9", "tidak dikenal"),
        ("3 Maret 2026", "3", "bukan nama bulan"),
        ("2026", "2026", "bukan nama bulan"),
        ("Januari-2026", "2026", "bukan nama bulan"),
        ("Januari 1026", "1026", "bukan tahun rencana"),
        ("Januari", "Januari", "tidak menyebut tahun"),
        ("Januari 2026 dan Maret", "Maret", "tidak menyebut tahun"),
        ("setiap bulan", "setiap bulan", "tidak diikuti tahun"),
        ("setiap bulan Januari 2026", "setiap bulan", "tidak diikuti tahun"),
        ("sepanjang tahun ini", "tahun", "tidak dikenal"),
        ("setiap triwulan 2026", "setiap", "tidak dikenal"),
        ("Triwulan 2026", "Triwulan", "bukan nama bulan"),
        ("Semester III 2026", "Semester III", "tidak ada dalam setahun"),
        ("Maret dan II 2026", "II", "bukan nama bulan"),
        ("Triwulan I-Juni 2026", "Triwulan I-Juni 2026", "mencampur"),
        ("Januari Februari 2026", "Februari", "Beri koma"),
        ("Januari - Desember 2026 Januari - Desember 2026", "Januari", "Beri koma"),
        ("Januari-Maret-Juni 2026", "-", "Beri koma"),
        ("Maret, , Juni 2026", ",", "bukan nama bulan"),
        ("dan Desember 2026", "dan", "bukan nama bulan"),
        ("Maret, Juni, September,", ",", "tidak diikuti nama bulan"),
        ("Januari -", "Januari -", "tidak menyebut akhir"),
        ("Desember-Januari 2027", "Desember-Januari 2027", "tulis kedua tahunnya"),
        ("Maret-Maret 2026", "Maret-Maret 2026", "tidak berjalan maju"),
        ("Juni 2027-Maret 2026", "Juni 2027-Maret 2026", "tidak berjalan maju"),
        ("Desember 2026-Januari, Maret 2027", "Desember 2026-Januari", "tahun akhir"),
        ("Januari 2026-Desember 2062", "Januari 2026-Desember 2062", "lebih dari 60 bulan"),
        ("Maret, Juni, Maret 2026", "Maret 2026", "disebut dua kali"),
        ("Januari-Juni dan Maret-April 2026", "Maret-April 2026", "disebut dua kali"),
        ("November, Desember, Januari 2027", "Januari 2027", "Urutkan bulannya"),
    ],
)  # fmt: skip
def test_nothing_doubtful_passes_and_the_message_names_it(teks, bagian, pesan):
    with pytest.raises(FrasaBulanTidakDikenal) as galat:
        baca_frasa(teks)
    assert galat.value.bagian == bagian
    assert galat.value.teks == teks
    assert f"“{bagian}”" in str(galat.value)
    assert pesan in str(galat.value)
    assert str(galat.value).startswith("Target waktu “")


@given(st.text(alphabet=st.sampled_from("JanuriFebMt 2067,-.&dsIV\n/"), max_size=40) | st.text(max_size=20))
def test_any_text_is_read_or_refused_with_the_same_error(teks):
    try:
        isi = baca_frasa(teks)
    except FrasaBulanTidakDikenal:
        return
    assert baca_frasa(frasa(isi)) == isi
