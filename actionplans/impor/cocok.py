"""Which row of a national template each row of a plan comes from: same, alike, or local.

Texts are compared with rapidfuzz in a normal form without the office's name and the words that stand for it. A row
is looked for below the template row that its parent was matched to; what finds no place there is looked for in the
same area. A row whose own text says little is told by the rows below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

from areas.isi import TINGKAT, TINGKAT_DARI_KELAS, IsiArea, IsiButir, IsiPohon
from areas.teks import polos

SAMA = 96.0
"""How alike (per cent) two texts in normal form must be to count as the same."""
MIRIP = 68.0
"""From here on a row is a reworded one of the template."""
MIRIP_JAUH = 84.0
"""The same for a row that is not found below its parent's counterpart but elsewhere in the area."""
MIRIP_TUNGGAL = 45.0
"""The same for the only row left on both sides below a parent that was found."""

_ISIAN = re.compile(r"\{([a-z_]+)\}")
_TEMPAT = re.compile(
    r"\b(?:di )?(?:lingkungan )?(?:biro pada )?(?:sekretariat )?(?:jenderal )?"
    r"(?:unit(?: kerja)?(?: dan)? satuan kerja|satuan kerja|unit kerja|satker|unit|lingkungan kerja|kpu|kip)\b"
)
_KATA = re.compile(r"[^\W_]+|%")
_POIN = re.compile(r"^(?:\d{1,3}|[a-z])[.)]+ ")


@dataclass(frozen=True, slots=True)
class Kecocokan:
    """What a row was found to be: `jenis` "sama", "mirip" or "lokal"; `kode` of the template's row ("" for a local
    one); `skor` 0 … 100, of the nearest row also for a local one."""

    butir: IsiButir
    tingkat: str
    jenis: str
    kode: str
    skor: float


@dataclass(slots=True)
class HasilCocok:
    """One Kecocokan per row, in the order of `isi.semua()`, and the template's rows that the plan lacks."""

    baris: list[Kecocokan] = field(default_factory=list)
    hilang: list[IsiButir] = field(default_factory=list)

    def ringkasan(self) -> dict[str, dict[str, int]]:
        """Per level: template rows present word for word (sama), reworded (mirip), missing (hilang), and rows
        added by the office (lokal)."""
        hasil = {tingkat: dict.fromkeys(("sama", "mirip", "hilang", "lokal"), 0) for tingkat in TINGKAT}
        for satu in self.baris:
            hasil[satu.tingkat][satu.jenis] += 1
        for butir in self.hilang:
            hasil[TINGKAT_DARI_KELAS[type(butir)]]["hilang"] += 1
        return hasil


def cocokkan(isi: IsiPohon, templat: IsiPohon, isian: Mapping[str, str] | None = None) -> HasilCocok:
    """Match a plan's rows to those of a template, and set their `asal` (in place, "" for local ones).

    `isian`: the values of the template's placeholders ({"satker": "KPU Kabupaten Alor", …}); their words are left
    out of the comparison on both sides.
    """
    pencocok = _Pencocok(isian or {})
    pencocok.cocokkan(isi, templat)
    hasil = HasilCocok()
    for butir in isi.semua():
        pasangan, skor = pencocok.pasangan.get(id(butir), (None, pencocok.terdekat.get(id(butir), 0.0)))
        butir.asal = pasangan.kode if pasangan else ""
        jenis = "lokal" if pasangan is None else "sama" if skor >= SAMA else "mirip"
        hasil.baris.append(Kecocokan(butir, TINGKAT_DARI_KELAS[type(butir)], jenis, butir.asal, round(skor, 1)))
    terpakai = {id(pasangan) for pasangan, _ in pencocok.pasangan.values()}
    hasil.hilang = [butir for butir in templat.semua() if id(butir) not in terpakai]
    return hasil


class _Pencocok:
    def __init__(self, isian: Mapping[str, str]) -> None:
        nama = sorted(
            {" ".join(_KATA.findall(nilai.lower())) for nilai in isian.values()} - {""}, key=len, reverse=True
        )
        self._nama = re.compile("|".join(rf"\b(?:sekretariat )?{re.escape(satu)}\b" for satu in nama)) if nama else None
        self._baku: dict[int, tuple[str, str]] = {}
        self._skor: dict[tuple[int, int], float] = {}
        self.pasangan: dict[int, tuple[IsiButir, float]] = {}
        self.terdekat: dict[int, float] = {}
        self._terpakai: set[int] = set()

    def cocokkan(self, isi: IsiPohon, templat: IsiPohon) -> None:
        self._pasangkan(isi.area, templat.area, MIRIP)
        for area in isi.area:
            self._area(area)
        # an area of its own may still hold rows of the template
        sisa = [kegiatan for area in templat.area for kegiatan in area.anak]
        for area in isi.area:
            self._pasangkan(area.anak, sisa, MIRIP_JAUH)
        for area in isi.area:
            self._turunan(area)

    def _area(self, area: IsiArea) -> None:
        if pasangan := self._milik(area):
            self._pasangkan(area.anak, pasangan.anak, MIRIP, tunggal=True)

    def _turunan(self, area: IsiArea) -> None:
        """Sub-kegiatan, then indikator, of one area."""
        padanan = self._milik(area)
        for kegiatan in area.anak:
            if pasangan := self._milik(kegiatan):
                self._pasangkan(kegiatan.anak, pasangan.anak, MIRIP, tunggal=True)
        sub = [satu for kegiatan in area.anak for satu in kegiatan.anak]
        sub_templat = [satu for kegiatan in padanan.anak for satu in kegiatan.anak] if padanan else []
        self._pasangkan(sub, sub_templat, MIRIP_JAUH)
        for satu in sub:
            if pasangan := self._milik(satu):
                self._pasangkan(satu.anak, pasangan.anak, MIRIP, tunggal=True)
        for kegiatan in area.anak:
            if pasangan := self._milik(kegiatan):
                self._pasangkan(_cucu(kegiatan), _cucu(pasangan), MIRIP_JAUH)
        self._pasangkan(
            [indikator for satu in sub for indikator in satu.anak],
            [indikator for satu in sub_templat for indikator in satu.anak],
            MIRIP_JAUH,
        )

    def _milik(self, butir: IsiButir) -> Any:
        pasangan = self.pasangan.get(id(butir))
        return pasangan[0] if pasangan else None

    def _pasangkan(
        self, kiri: Sequence[IsiButir], kanan: Sequence[IsiButir], batas: float, *, tunggal: bool = False
    ) -> None:
        """Pair rows one to one, the most alike first; equals in their order. `tunggal`: one left on each side need
        be less alike."""
        kiri = [satu for satu in kiri if id(satu) not in self.pasangan]
        kanan = [satu for satu in kanan if id(satu) not in self._terpakai]
        calon = []
        for i, satu in enumerate(kiri):
            for j, lain in enumerate(kanan):
                skor = self._mirip(satu, lain)
                self.terdekat[id(satu)] = max(skor, self.terdekat.get(id(satu), 0.0))
                calon.append((-skor, abs(i / len(kiri) - j / len(kanan)), i, j))
        for negatif, _, i, j in sorted(calon):
            if -negatif < batas:
                break
            self._ikat(kiri[i], kanan[j], -negatif)
        sisa_kiri = [satu for satu in kiri if id(satu) not in self.pasangan]
        sisa_kanan = [satu for satu in kanan if id(satu) not in self._terpakai]
        if tunggal and len(sisa_kiri) == len(sisa_kanan) == 1:
            skor = self._mirip(sisa_kiri[0], sisa_kanan[0])
            if skor >= MIRIP_TUNGGAL:
                self._ikat(sisa_kiri[0], sisa_kanan[0], skor)

    def _ikat(self, satu: IsiButir, lain: IsiButir, skor: float) -> None:
        if id(satu) not in self.pasangan and id(lain) not in self._terpakai:
            self.pasangan[id(satu)] = (lain, skor)
            self._terpakai.add(id(lain))

    def _mirip(self, satu: Any, lain: Any) -> float:
        kunci = (id(satu), id(lain))
        if kunci not in self._skor:
            self._skor[kunci] = self._hitung(satu, lain)
        return self._skor[kunci]

    def _hitung(self, satu: Any, lain: Any) -> float:
        """Texts as a whole or by their first lines; where a text says little, the rows below."""
        utuh, depan = self._bentuk(satu)
        utuh_lain, depan_lain = self._bentuk(lain)
        skor = max(_teks_mirip(utuh, utuh_lain), 0.98 * _teks_mirip(depan, depan_lain))
        if TINGKAT_DARI_KELAS[type(satu)] != "area" and skor < SAMA and getattr(satu, "anak", None) and lain.anak:
            anak = [max(self._mirip(a, b) for b in lain.anak) for a in satu.anak]
            bawah = sum(anak) / len(anak)
            if len(utuh) < 4:
                return bawah
            skor = max(skor, min(0.55 * skor + 0.45 * bawah, SAMA - 1))
        return skor

    def _bentuk(self, butir: IsiButir) -> tuple[str, str]:
        if id(butir) not in self._baku:
            teks = butir.uraian
            depan = next((baris for baris in teks.split("\n") if not _POIN.match(baris)), teks)
            self._baku[id(butir)] = (self._normal(teks), self._normal(depan))
        return self._baku[id(butir)]

    def _normal(self, teks: str) -> str:
        kata = " ".join(_KATA.findall(_ISIAN.sub(" ", polos(teks)).lower()))
        if self._nama:
            kata = self._nama.sub(" ", kata)
        return " ".join(_TEMPAT.sub(" ", kata).split())


def _teks_mirip(satu: str, lain: str) -> float:
    if not satu or not lain:
        return 0.0
    if satu == lain:
        return 100.0
    urut = fuzz.ratio(satu, lain)
    if urut >= SAMA:
        return urut
    urut = min(SAMA - 0.1, max(urut, fuzz.token_sort_ratio(satu, lain)))
    if min(len(satu), len(lain)) > 14:  # one is a part of the other
        urut = max(urut, 0.9 * fuzz.partial_ratio(satu, lain), 0.88 * fuzz.token_set_ratio(satu, lain))
    return urut


def _cucu(butir: Any) -> list[Any]:
    return [cucu for anak in butir.anak for cucu in anak.anak]


def menurut_butir(hasil: HasilCocok) -> Iterator[tuple[int, Kecocokan]]:
    """Each result with the identity of its row, for looking up."""
    return ((id(satu.butir), satu) for satu in hasil.baris)
