"""Months of a plan and the phrase that a decree prints for them.

A Zona Integritas work plan prints the months of an indikator in words (*Target Waktu*): "Maret, Juni,
September, dan Desember 2026", "Juni-Juli 2026 dan Desember 2026-Januari 2027". `frasa` writes that phrase
from a set of months, `baca_frasa` reads it back: tolerant of the spellings that offices use, strict about
everything else. What could mean two things is refused with a message that says what to write.

Source of the printed form: Keputusan KPU Kabupaten Bangka Barat Nomor 4 Tahun 2026, Lampiran.
"""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple, Self

NAMA_BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
TAHUN_PERTAMA, TAHUN_TERAKHIR = 2000, 2099
RENTANG_TERPANJANG = 60
"""Months in the longest range that `baca_frasa` believes (a five-year road map)."""


class Bulan(NamedTuple):
    """One calendar month, `bulan` from 1 (Januari) to 12; sorts in calendar order."""

    tahun: int
    bulan: int

    def indeks(self) -> int:
        """Running number of the month, neighbours differing by one: tahun * 12 + bulan - 1."""
        return self.tahun * 12 + self.bulan - 1

    @classmethod
    def dari_indeks(cls, indeks: int) -> Self:
        """The month with that `indeks`."""
        tahun, bulan = divmod(indeks, 12)
        return cls(tahun, bulan + 1)

    def iso(self) -> str:
        """The month as "2026-03"."""
        return f"{self.tahun:04}-{self.bulan:02}"

    @classmethod
    def dari_iso(cls, teks: str) -> Self:
        """The month written "2026-03".

        Raises:
            ValueError: any other form.
        """
        cocok = re.fullmatch(r"([0-9]{4})-(0[1-9]|1[0-2])", teks)
        if not cocok:
            raise ValueError(f"Bulan “{teks}” tidak dikenal. Tulis tahun dan bulan, misalnya “2026-03”.")
        return cls(int(cocok[1]), int(cocok[2]))


CONTOH = "Tulis misalnya “Januari-Desember 2026” atau “Maret, Juni, September, dan Desember 2026”."


class FrasaBulanTidakDikenal(ValueError):
    """A phrase that does not name months beyond doubt.

    `str()` is the message for the user, in Indonesian; `teks` is the whole phrase, `bagian` the part not
    understood.
    """

    def __init__(self, teks: str, bagian: str, sebab: str, saran: str = CONTOH) -> None:
        utuh = " ".join(teks.split())
        super().__init__(f"Target waktu “{utuh}” tidak dapat dibaca: “{bagian}” {sebab}. {saran}")
        self.teks = teks
        self.bagian = bagian


def frasa(bulan: Iterable[Bulan]) -> str:
    """The phrase that a decree prints for a set of months, given in any order; "" for none.

    Months in a row become a range, two as well ("Januari-Februari 2026"); a range may cross the year
    ("Desember 2026-Januari 2027"). The year stands once, after the items that share it ("Januari dan Juli
    2026"). Where such a list meets another year, "serta" joins the two: "Maret dan Juni 2026 serta Januari
    2027".

    Raises:
        ValueError: a month outside 1 … 12 or a year outside 2000 … 2099.
    """
    urut = sorted(set(bulan))
    for satu in urut:
        if not (1 <= satu.bulan <= 12 and TAHUN_PERTAMA <= satu.tahun <= TAHUN_TERAKHIR):
            raise ValueError(f"Bulan {satu.bulan} tahun {satu.tahun} tidak dapat dipakai dalam rencana.")

    # the year that the items share (None: it stands inside the item), the items
    kelompok: list[tuple[int | None, list[str]]] = []
    for _, deret in groupby(enumerate(urut), key=lambda pasangan: pasangan[1].indeks() - pasangan[0]):
        awal, *lanjutan = (satu for _, satu in deret)
        akhir = lanjutan[-1] if lanjutan else awal
        dari, sampai = NAMA_BULAN[awal.bulan - 1], NAMA_BULAN[akhir.bulan - 1]
        if awal.tahun != akhir.tahun:
            kelompok.append((None, [f"{dari} {awal.tahun}-{sampai} {akhir.tahun}"]))
            continue
        if not kelompok or kelompok[-1][0] != awal.tahun:
            kelompok.append((awal.tahun, []))
        kelompok[-1][1].append(f"{dari}-{sampai}" if lanjutan else dari)

    bagian = [_gabung(butir, "dan") + (f" {tahun}" if tahun else "") for tahun, butir in kelompok]
    return _gabung(bagian, "serta" if any(len(butir) > 1 for _, butir in kelompok) else "dan")


def _gabung(butir: Sequence[str], kata: str) -> str:
    """Join as a sentence does: "a", "a dan b", "a, b, dan c"."""
    if len(butir) < 3:
        return f" {kata} ".join(butir)
    return f"{', '.join(butir[:-1])}, {kata} {butir[-1]}"


def baca_frasa(teks: str) -> tuple[Bulan, ...]:
    """The months that a phrase names, in calendar order; () for an empty phrase.

    Reads what `frasa` writes, and besides: spaces and line breaks round a hyphen, dashes, "s.d.", "s/d",
    "sampai dengan", "hingga"; a missing comma before "dan", "&", ";"; any capitals; "Jan", "Agt", "Sept",
    "Nopember" …; "bulan" before a month, "tahun" before a year; "Triwulan I-IV 2026" and "Semester I 2026"
    (all months of those quarters or halves); "setiap bulan 2026", "sepanjang tahun 2026". A month without a
    year takes the next year that is printed.

    Raises:
        FrasaBulanTidakDikenal: a word is unknown, a year or a separator is missing, a range does not run
            forward or is longer than RENTANG_TERPANJANG, a month is named twice, or months that share a year
            are out of order ("November, Desember, Januari 2027" could mean two years).
    """
    simbol = _potong(teks)
    if not simbol:
        return ()
    butir = [_ambil_butir(teks, simbol, "")]
    while simbol:
        pemisah = simbol.popleft()
        if pemisah.jenis != "pemisah":
            raise FrasaBulanTidakDikenal(
                teks,
                pemisah.teks,
                "tidak terpisah dari bulan sebelumnya",
                "Beri koma atau “dan” di antaranya.",
            )
        if not simbol:
            raise FrasaBulanTidakDikenal(teks, pemisah.teks, "tidak diikuti nama bulan")
        butir.append(_ambil_butir(teks, simbol, butir[-1].sampai.periode))
    return _susun(teks, butir)


class _Simbol(NamedTuple):
    jenis: str  # a group name of _POLA
    nilai: str  # lower case, without "bulan" or "tahun" before it
    teks: str  # as written


class _Ujung(NamedTuple):
    """An end of a range: one month (`awal` = `akhir`), or those of a quarter, a half, a whole year."""

    awal: int
    akhir: int
    tahun: int | None
    periode: str  # "triwulan", "semester", "setahun"; "" for one month
    teks: str


class _Butir(NamedTuple):
    """One item of the list; the same end twice where it is no range."""

    dari: _Ujung
    sampai: _Ujung

    @property
    def rentang(self) -> bool:
        return self.dari is not self.sampai

    @property
    def teks(self) -> str:
        return f"{self.dari.teks}-{self.sampai.teks}" if self.rentang else self.dari.teks


_EJAAN_LAIN = {
    1: "jan", 2: "feb peb pebruari", 3: "mar mrt", 4: "apr", 6: "jun", 7: "jul", 8: "agt agu ags agust",
    9: "sep sept", 10: "okt", 11: "nov nop nopember", 12: "des",
}  # fmt: skip
_NOMOR_BULAN = {nama.lower(): nomor for nomor, nama in enumerate(NAMA_BULAN, 1)} | {
    ejaan: nomor for nomor, daftar in _EJAAN_LAIN.items() for ejaan in daftar.split()
}
_PANJANG_PERIODE = {"triwulan": 3, "semester": 6}
_URUTAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_HABIS = r"(?![^\W\d_])"  # no letter follows: the word ends here (a digit may stick to it)
_POLA = re.compile(
    rf"""\ ?(?:
      (?P<pemisah> [,;]\ ?(?:(?:dan|serta){_HABIS}|&)? | (?:dan|serta){_HABIS} | & )
    | (?P<rentang> [-\u2010-\u2015\u2212] | s[./\ ]{{0,3}}d{_HABIS}\.?
                 | (?:sampai(?:\ dengan)?|hingga){_HABIS} )
    | (?P<setahun> (?:se)?tiap\ bulan{_HABIS} (?:\ (?:di|pada|selama|sepanjang)(?=\ (?:tahun{_HABIS}|[0-9])))?
                 | (?:sepanjang|selama)(?=\ (?:tahun{_HABIS}|[0-9])) )
    | (?:bulan\ )? (?P<bulan> {"|".join(sorted(_NOMOR_BULAN, key=len, reverse=True))} ){_HABIS} \.?
    | (?:tahun\ ?)? (?P<tahun> [0-9]{{4}} )(?!\w)
    | (?P<periode> triwulan | semester ){_HABIS}
    | (?P<urutan> iv | i{{1,3}} | [1-4] )(?!\w)
    )""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,  # ASCII: no other script's letters pass as i, k or s
)
_TAK_TERLIHAT = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


def _potong(teks: str) -> deque[_Simbol]:
    """The phrase cut into symbols; a full stop at its end is not one of them."""
    bersih = " ".join(unicodedata.normalize("NFKC", _TAK_TERLIHAT.sub("", teks)).split())
    bersih = bersih.removesuffix(".").rstrip()
    simbol: deque[_Simbol] = deque()
    posisi = 0
    while posisi < len(bersih):
        cocok = _POLA.match(bersih, posisi)
        if not cocok:
            asing = re.split("[ ,;]", bersih[posisi:].lstrip(), maxsplit=1)[0]
            raise FrasaBulanTidakDikenal(teks, asing, "tidak dikenal")
        jenis = str(cocok.lastgroup)
        simbol.append(_Simbol(jenis, cocok[jenis].lower(), cocok[0].strip()))
        posisi = cocok.end()
    return simbol


def _ambil_butir(teks: str, simbol: deque[_Simbol], periode: str) -> _Butir:
    """Take one item from the front: a month, a period, or a range of them.

    `periode` is what the item before named, so that "Triwulan I, II, dan IV" need say it only once.
    """
    dari = sampai = _ambil_ujung(teks, simbol, periode)
    if simbol and simbol[0].jenis == "rentang":
        tanda = simbol.popleft()
        if not simbol:
            raise FrasaBulanTidakDikenal(teks, f"{dari.teks} {tanda.teks}", "tidak menyebut akhir rentang")
        sampai = _ambil_ujung(teks, simbol, dari.periode)
    return _Butir(dari, sampai)


def _ambil_ujung(teks: str, simbol: deque[_Simbol], periode: str) -> _Ujung:
    depan = simbol.popleft()
    tertulis = [depan.teks]
    if depan.jenis == "periode" and simbol and simbol[0].jenis == "urutan":
        periode, depan = depan.nilai, simbol.popleft()
        tertulis.append(depan.teks)
    match depan.jenis:
        case "bulan":
            periode, awal, panjang = "", _NOMOR_BULAN[depan.nilai], 1
        case "setahun":
            periode, awal, panjang = "setahun", 1, 12
        case "urutan" if periode in _PANJANG_PERIODE:
            panjang = _PANJANG_PERIODE[periode]
            urutan = _URUTAN.get(depan.nilai) or int(depan.nilai)
            awal = (urutan - 1) * panjang + 1
        case _:
            raise FrasaBulanTidakDikenal(teks, depan.teks, "bukan nama bulan")
    if awal > 12:
        raise FrasaBulanTidakDikenal(teks, " ".join(tertulis), "tidak ada dalam setahun")
    tahun = None
    if simbol and simbol[0].jenis == "tahun":
        tertulis.append(simbol[0].teks)
        tahun = int(simbol.popleft().nilai)
        if not TAHUN_PERTAMA <= tahun <= TAHUN_TERAKHIR:
            raise FrasaBulanTidakDikenal(teks, str(tahun), "bukan tahun rencana", "Periksa angka tahunnya.")
    elif periode == "setahun":
        raise FrasaBulanTidakDikenal(teks, depan.teks, "tidak diikuti tahun", f"Tulis misalnya “{depan.teks} 2026”.")
    return _Ujung(awal, awal + panjang - 1, tahun, periode, " ".join(tertulis))


def _susun(teks: str, butir: Sequence[_Butir]) -> tuple[Bulan, ...]:
    """The months of the items, each year found and every item checked against those before it."""
    hasil: set[Bulan] = set()
    sebelum: Bulan | None = None  # end of the item before, where it takes its year from this one
    for satu, (awal, akhir) in zip(butir, _beri_tahun(teks, butir), strict=True):
        deret = {Bulan.dari_indeks(indeks) for indeks in range(awal.indeks(), akhir.indeks() + 1)}
        if kembar := hasil & deret:
            raise FrasaBulanTidakDikenal(teks, frasa(kembar), "disebut dua kali", "Sebut setiap bulan sekali saja.")
        if sebelum and awal < sebelum:
            raise FrasaBulanTidakDikenal(
                teks,
                satu.teks,
                "mendahului bulan yang disebut sebelumnya dengan tahun yang sama",
                "Urutkan bulannya, atau tulis tahun pada setiap bulan: “November 2026 dan Januari 2027”.",
            )
        hasil |= deret
        sebelum = akhir if satu.sampai.tahun is None else None
    return tuple(sorted(hasil))


def _beri_tahun(teks: str, butir: Sequence[_Butir]) -> list[tuple[Bulan, Bulan]]:
    """First and last month of each item; what has no year of its own takes the next one printed."""
    hasil: list[tuple[Bulan, Bulan]] = []
    berikut: int | None = None
    for satu in reversed(butir):
        if satu.dari.periode != satu.sampai.periode:
            raise FrasaBulanTidakDikenal(teks, satu.teks, "mencampur bulan dengan triwulan, semester, atau tahun")
        if satu.dari.tahun and not satu.sampai.tahun:
            raise FrasaBulanTidakDikenal(
                teks, satu.teks, "tidak menyebut tahun akhir", "Tulis misalnya “Desember 2026-Januari 2027”."
            )
        tahun = satu.sampai.tahun or berikut
        if tahun is None:
            raise FrasaBulanTidakDikenal(teks, satu.teks, "tidak menyebut tahun")
        berikut = satu.dari.tahun or tahun
        awal, akhir = Bulan(berikut, satu.dari.awal), Bulan(tahun, satu.sampai.akhir)
        if satu.rentang and Bulan(tahun, satu.sampai.awal) <= awal:
            raise FrasaBulanTidakDikenal(
                teks,
                satu.teks,
                "tidak berjalan maju",
                "Bila rentang melewati pergantian tahun, tulis kedua tahunnya: “Desember 2026-Januari 2027”.",
            )
        if akhir.indeks() - awal.indeks() >= RENTANG_TERPANJANG:
            raise FrasaBulanTidakDikenal(
                teks, satu.teks, f"lebih dari {RENTANG_TERPANJANG} bulan", "Periksa angka tahunnya."
            )
        hasil.append((awal, akhir))
    return hasil[::-1]
