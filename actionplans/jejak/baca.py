"""Events of a trail in words."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from django.utils.text import Truncator

from actionplans.jejak.saring import ISI, KOMENTAR, LANGKAH, REVIU, Saringan
from actionplans.models import Komentar, Langkah, Perubahan, RencanaAksi, Reviu
from actionplans.status import Status
from actionplans.susun.lembar import SEBUTAN
from actionplans.susun.riwayat import LABEL, tampil
from areas.bulan import Bulan, frasa
from areas.cabang import ATAS
from areas.simpan import JALUR, MODEL
from areas.teks import polos

Kunci = tuple[str, str]
"""Source and key of an event (`Saringan.kejadian`)."""
Induk = Mapping[tuple[str, int], str]
"""Texts of rows above others, by level and key."""

TEKS = frozenset({"uraian", "rincian", "ket", "program", "keterangan_pic"})
"""Fields whose change is shown word by word."""

TAMPAK, TERBANYAK = 3, 30
"""Rows of one deed that the page shows at once, and at all; the CSV has every one."""


class Medan(NamedTuple):
    """One thing that changed: from what to what; `teks` says that its words are worth comparing."""

    nama: str
    dari: str
    ke: str
    teks: bool = False


@dataclass(frozen=True, slots=True)
class Baris:
    """One row that a deed changed: its level in words, its text then, what was done; `tanda` names it in addresses."""

    tanda: str
    sebutan: str
    judul: str
    kata: str
    medan: list[Medan]
    ikut: int = 0


@dataclass(frozen=True, slots=True)
class Kejadian:
    """One event: of a step its state (`status`) and the one before, of a comment its text, of a deed its rows."""

    asal: str
    waktu: datetime.datetime
    oleh: str
    judul: str
    status: str = ""
    dari: str = ""
    catatan: str = ""
    baris: list[Baris] = field(default_factory=list)
    kelompok: uuid.UUID | None = None
    mengurungkan: bool = False
    diurungkan: tuple[str, datetime.datetime] | None = None
    selesai: tuple[str, datetime.datetime] | None = None

    @property
    def kata_status(self) -> str:
        """The state that a step led to, in words."""
        return Status(self.status).label if self.status else ""

    @property
    def tampak(self) -> list[Baris]:
        """The rows that are seen at once."""
        return self.baris[:TAMPAK]

    @property
    def terlipat(self) -> list[Baris]:
        """The rows that are seen once they are asked for."""
        return self.baris[TAMPAK:TERBANYAK]

    @property
    def sisa(self) -> int:
        """How many rows are not seen at once."""
        return len(self.baris) - len(self.tampak)

    @property
    def lain(self) -> int:
        """How many rows the page leaves out."""
        return max(len(self.baris) - TERBANYAK, 0)


def baca_kejadian(saringan: Saringan, kunci: Sequence[Kunci], *, semua: bool = False) -> list[Kejadian]:
    """The events of these keys in their order. At most nine queries, however many they are: one for each source that
    occurs, one for undone deeds, one for each level of rows to or from which others were moved.

    `semua`: the keys are all that `saringan` lets through, so nothing has to be looked up by key.
    """
    hasil: dict[Kunci, Kejadian] = {}
    per_asal: dict[str, list[str]] = {}
    for asal, tanda in kunci:
        per_asal.setdefault(asal, []).append(tanda)

    def ambil(asal: str, sumber: Any) -> Any:
        return sumber if semua else sumber.filter(pk__in=per_asal[asal])

    if LANGKAH in per_asal:
        langkah: Iterable[Langkah] = ambil(LANGKAH, saringan.langkah()).select_related("pengguna")
        hasil |= {(LANGKAH, str(satu.pk)): _langkah(satu) for satu in langkah}
    if REVIU in per_asal:
        reviu: Iterable[Reviu] = ambil(REVIU, saringan.reviu()).select_related("reviewer")
        hasil |= {(REVIU, str(satu.pk)): _reviu(satu) for satu in reviu}
    if KOMENTAR in per_asal:
        komentar = ambil(KOMENTAR, saringan.komentar()).select_related("penulis", "selesai_oleh", "induk__penulis")
        hasil |= {(KOMENTAR, str(satu.pk)): _komentar(satu) for satu in komentar}
    if ISI in per_asal:
        tanda_perbuatan = {uuid.UUID(satu): satu for satu in per_asal[ISI]}
        perubahan = saringan.perubahan() if semua else saringan.perubahan().filter(kelompok__in=list(tanda_perbuatan))
        for kelompok, satu in _perbuatan(saringan.rencana, perubahan.select_related("pengguna").order_by("pk")):
            hasil[ISI, tanda_perbuatan[kelompok]] = satu
    return [hasil[satu] for satu in kunci if satu in hasil]


def nama_baris(saringan: Saringan) -> tuple[str, str]:
    """Level and text of the row that the filters name: as it is now, else as the journal knew it; "" for a row that
    this plan never had. At most two queries."""
    tingkat, rencana = saringan.tingkat, saringan.rencana
    kini = MODEL[tingkat]._default_manager.filter(pk=saringan.kunci, **{JALUR[tingkat]: rencana.pohon_id})
    judul = kini.values_list("uraian", flat=True).first()
    if judul is None:
        dulu = Perubahan.objects.filter(rencana=rencana, tingkat=tingkat, butir_id=saringan.kunci)
        judul = dulu.order_by("-pk").values_list("judul", flat=True).first()
    return SEBUTAN[tingkat], polos(judul or "")[:120]


def _langkah(langkah: Langkah) -> Kejadian:
    return Kejadian(
        LANGKAH,
        langkah.waktu,
        langkah.pengguna.nama,
        langkah.get_tindakan_display(),
        status=langkah.ke,
        dari=Status(langkah.dari).label,
        catatan=langkah.catatan,
    )


def _reviu(reviu: Reviu) -> Kejadian:
    return Kejadian(REVIU, reviu.mulai, reviu.reviewer.nama, "Mulai direviu")


def _komentar(komentar: Komentar) -> Kejadian:
    judul = f"Jawaban kepada {komentar.induk.penulis.nama}" if komentar.induk else "Komentar"
    baris = []
    if komentar.butir_id is not None:
        tanda = f"{komentar.tingkat}-{komentar.butir_id}"
        baris = [Baris(tanda, SEBUTAN[komentar.tingkat], polos(komentar.judul), "", [])]
    selesai = None
    if komentar.selesai_pada and komentar.selesai_oleh:
        selesai = (komentar.selesai_oleh.nama, komentar.selesai_pada)
    return Kejadian(
        KOMENTAR, komentar.waktu, komentar.penulis.nama, judul, catatan=komentar.isi, baris=baris, selesai=selesai
    )


def _perbuatan(rencana: RencanaAksi, perubahan: Iterable[Perubahan]) -> Iterator[tuple[uuid.UUID, Kejadian]]:
    """Deeds with their rows. Two queries, and one for each level to or from which rows were moved."""
    kelompok: dict[uuid.UUID, list[Perubahan]] = {}
    for satu in perubahan:
        kelompok.setdefault(satu.kelompok, []).append(satu)
    pembatal = Perubahan.objects.filter(rencana=rencana, membatalkan__isnull=False).order_by("pk")
    diurungkan = {
        dibatalkan: (nama, waktu)
        for dibatalkan, nama, waktu in pembatal.values_list("membatalkan", "pengguna__nama", "waktu")
        if dibatalkan in kelompok
    }
    induk = _nama_induk(rencana, kelompok.values())
    for kunci, semua in kelompok.items():
        yield (
            kunci,
            Kejadian(
                ISI,
                semua[-1].waktu,
                semua[-1].pengguna.nama,
                _judul(semua),
                baris=_semua_baris(semua, induk),
                kelompok=kunci,
                mengurungkan=semua[0].membatalkan is not None,
                diurungkan=diurungkan.get(kunci),
            ),
        )


def _judul(perubahan: Sequence[Perubahan]) -> str:
    """What a deed did: "Diubah", "Diubah dan bulan diubah"; to several rows: "3 baris: diubah, dihapus"."""
    if perubahan[0].membatalkan:
        return "Perubahan diurungkan"
    ada = {satu.jenis for satu in perubahan}
    kata = [jenis.label for jenis in Perubahan.Jenis if jenis in ada]
    banyak = len({(satu.tingkat, satu.butir_id) for satu in perubahan})
    if banyak == 1:
        return " dan ".join([kata[0], *(satu.lower() for satu in kata[1:])])
    return f"{banyak} baris: {', '.join(satu.lower() for satu in kata)}"


def _semua_baris(perubahan: Iterable[Perubahan], induk: Induk) -> list[Baris]:
    """The rows of a deed; what it changed of one row stands together."""
    hasil: dict[str, Baris] = {}
    for satu in (_baris(satu, induk) for satu in perubahan):
        if ada := hasil.get(satu.tanda):
            satu = replace(satu, kata=f"{ada.kata}, {satu.kata.lower()}", medan=ada.medan + satu.medan)  # noqa: PLW2901
        hasil[satu.tanda] = satu
    return list(hasil.values())


def _baris(perubahan: Perubahan, induk: Induk) -> Baris:
    ikut = 0
    match perubahan.jenis:
        case Perubahan.Jenis.UBAH:
            medan = [_medan(nama, perubahan.sebelum.get(nama), nilai) for nama, nilai in perubahan.sesudah.items()]
        case Perubahan.Jenis.BULAN:
            medan = [Medan("Bulan", _frasa(perubahan.sebelum), _frasa(perubahan.sesudah))]
        case Perubahan.Jenis.PINDAH:
            medan = [Medan("Tempat", *_tempat(perubahan, induk))]
        case Perubahan.Jenis.TAMBAH:
            cabang = perubahan.sesudah["cabang"]
            medan = [Medan(nama, "", nilai, teks=True) for nama, nilai in _isi_cabang(cabang)]
            ikut = _turunan(cabang)
        case _:
            cabang = perubahan.sebelum["cabang"]
            medan = [Medan(nama, nilai, "", teks=True) for nama, nilai in _isi_cabang(cabang)]
            ikut = _turunan(cabang)
    return Baris(
        f"{perubahan.tingkat}-{perubahan.butir_id}",
        SEBUTAN[perubahan.tingkat],
        perubahan.judul,
        perubahan.get_jenis_display(),
        medan,
        ikut,
    )


def _medan(nama: str, dari: Any, ke: Any) -> Medan:
    return Medan(LABEL.get(nama, nama), tampil(dari), tampil(ke), nama in TEKS)


def _isi_cabang(cabang: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What an added or deleted row says, field by field; what is empty is left out."""
    for nama, label in LABEL.items():
        if nilai := cabang.get(nama):
            yield label, tampil(nilai)
    if bulan := cabang.get("bulan"):
        yield "Bulan", _frasa(bulan)


def _turunan(cabang: Mapping[str, Any]) -> int:
    """How many rows stand under a row."""
    return sum(1 + _turunan(anak) for anak in cabang.get("anak", ()))


def _tempat(perubahan: Perubahan, induk: Induk) -> tuple[str, str]:
    dari, ke = perubahan.sebelum, perubahan.sesudah
    atas = ATAS[perubahan.tingkat]

    def kata(letak: Mapping[str, Any]) -> str:
        if not atas or dari["induk"] == ke["induk"]:
            return f"urutan {letak['urutan']}"
        nama = induk.get((atas, letak["induk"]), "")
        return f"urutan {letak['urutan']} di {SEBUTAN[atas]} " + (f"“{nama}”" if nama else "yang sudah dihapus")

    return kata(dari), kata(ke)


def _nama_induk(rencana: RencanaAksi, perbuatan: Iterable[Sequence[Perubahan]]) -> dict[tuple[str, int], str]:
    """Texts of the rows between which others were moved. One query for each level."""
    kunci: dict[str, set[int]] = {}
    for semua in perbuatan:
        for satu in semua:
            atas = ATAS[satu.tingkat]
            if satu.jenis == Perubahan.Jenis.PINDAH and atas and satu.sebelum["induk"] != satu.sesudah["induk"]:
                kunci.setdefault(atas, set()).update((satu.sebelum["induk"], satu.sesudah["induk"]))
    return {
        (tingkat, pk): Truncator(polos(uraian)).chars(80)
        for tingkat, semua_kunci in kunci.items()
        for pk, uraian in MODEL[tingkat]
        ._default_manager.filter(pk__in=semua_kunci, **{JALUR[tingkat]: rencana.pohon_id})
        .values_list("pk", "uraian")
    }


def _frasa(bulan: Iterable[str]) -> str:
    return frasa(Bulan.dari_iso(satu) for satu in bulan)
