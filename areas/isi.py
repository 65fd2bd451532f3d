"""A tree as plain data: area → kegiatan → sub-kegiatan → indikator → months, without a database.

Everything that reads or writes a whole tree speaks in these classes: fixtures, export, import, cloning,
numbering and the grid. `baca`/`tulis` turn them from and into the nested dictionaries of the fixture files
and of the JSON export (docs/skema/rencana.schema.json).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from areas.bulan import Bulan, baca_frasa


class IsiTidakSah(ValueError):
    """A nested dictionary is not a tree; the message names the place and what is wrong, in Indonesian."""


@dataclass(slots=True, kw_only=True)
class IsiButir:
    """What every row of the tree has.

    `nomor` is the printed number where it differs from the numbering scheme ("" = printed without one, None =
    as the scheme says); `nomor_cetak` is what is printed, filled in by `areas.penomoran.beri_nomor`.
    `pic` are the sub-divisions in charge as written between brackets. `kode` is set on template rows only,
    `asal` is the `kode` of the template row that this row came from. `id`, `asal_id`, `pendahulu_id`
    are database keys, `revisi` the row's count of changes.
    """

    uraian: str = ""
    nomor: str | None = None
    nomor_cetak: str = ""
    pic: list[str] = field(default_factory=list)
    keterangan_pic: str = ""
    kode: str = ""
    asal: str = ""
    catatan: str = ""
    id: int | None = None
    asal_id: int | None = None
    pendahulu_id: int | None = None
    revisi: int = 1


@dataclass(slots=True, kw_only=True)
class IsiIndikator(IsiButir):
    """What shows success (in Zona Integritas: bukti), with the months in which it is worked on."""

    bulan: tuple[Bulan, ...] = ()
    ket: str = ""


@dataclass(slots=True, kw_only=True)
class IsiSubKegiatan(IsiButir):
    rincian: str = ""
    anak: list[IsiIndikator] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class IsiKegiatan(IsiButir):
    anak: list[IsiSubKegiatan] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class IsiArea(IsiButir):
    """An area; `program` is what the area column says where it differs from the area's heading row, and
    `nomor_program` the number beside it."""

    program: str = ""
    nomor_program: str | None = None
    nomor_program_cetak: str = ""
    anak: list[IsiKegiatan] = field(default_factory=list)


@dataclass(slots=True)
class IsiPohon:
    area: list[IsiArea] = field(default_factory=list)

    def semua(self) -> Iterator[IsiArea | IsiKegiatan | IsiSubKegiatan | IsiIndikator]:
        """Every row, each before its children, in order."""
        for area in self.area:
            yield area
            for kegiatan in area.anak:
                yield kegiatan
                for sub in kegiatan.anak:
                    yield sub
                    yield from sub.anak

    def indikator(self) -> Iterator[IsiIndikator]:
        return (butir for butir in self.semua() if isinstance(butir, IsiIndikator))

    def jumlah(self) -> dict[str, int]:
        """Rows per level: area, kegiatan, sub_kegiatan, indikator."""
        hitung = dict.fromkeys(TINGKAT, 0)
        for butir in self.semua():
            hitung[TINGKAT_DARI_KELAS[type(butir)]] += 1
        return hitung


TINGKAT = ("area", "kegiatan", "sub_kegiatan", "indikator")
KELAS: dict[str, type[IsiButir]] = {
    "area": IsiArea,
    "kegiatan": IsiKegiatan,
    "sub_kegiatan": IsiSubKegiatan,
    "indikator": IsiIndikator,
}
TINGKAT_DARI_KELAS = {kelas: tingkat for tingkat, kelas in KELAS.items()}
_BAWAH = dict(zip(TINGKAT, (*TINGKAT[1:], None), strict=True))
_BUKAN_KUNCI = {"anak", "nomor_cetak", "nomor_program_cetak", "id", "asal_id", "pendahulu_id", "revisi"}


def baca(data: Mapping[str, Any]) -> IsiPohon:
    """Read the `area` list of a fixture or of an export.

    `nomor` may be absent (as the scheme says). `bulan` is a list of "YYYY-MM" or a phrase as a decree prints
    it ("Maret dan Juni 2026").

    Raises:
        IsiTidakSah: an unknown key, a wrong type, or months that cannot be read; names the place.
    """
    return IsiPohon([_baca_butir("area", butir, f"area {i}") for i, butir in _daftar(data, "area", "pohon")])  # type: ignore[misc]


def _daftar(data: Mapping[str, Any], kunci: str, tempat: str) -> Iterable[tuple[int, Any]]:
    nilai = data.get(kunci) or []
    if not isinstance(nilai, list):
        raise IsiTidakSah(f"{tempat}: “{kunci}” harus berupa daftar.")
    return enumerate(nilai, 1)


def _baca_butir(tingkat: str, data: Any, tempat: str) -> IsiButir:
    if not isinstance(data, Mapping):
        raise IsiTidakSah(f"{tempat}: harus berupa objek dengan “uraian”.")
    kelas, bawah = KELAS[tingkat], _BAWAH[tingkat]
    dikenal = {f.name for f in fields(kelas)} - _BUKAN_KUNCI | ({bawah} if bawah else set())
    if asing := set(data) - dikenal:
        raise IsiTidakSah(f"{tempat}: kunci tidak dikenal {sorted(asing)}.")
    nilai: dict[str, Any] = {}
    for kunci in dikenal & set(data) - {"pic", "bulan", bawah}:
        if not isinstance(data[kunci], str):
            raise IsiTidakSah(f"{tempat}: “{kunci}” harus berupa teks.")
        nilai[kunci] = data[kunci]
    if "pic" in data:
        nilai["pic"] = [str(pic) for _, pic in _daftar(data, "pic", tempat)]
    if tingkat == "indikator":
        nilai["bulan"] = _baca_bulan(data.get("bulan"), tempat)
    butir = kelas(**nilai)
    if bawah:
        butir.anak = [  # type: ignore[attr-defined]
            _baca_butir(bawah, anak, f"{tempat}, {bawah.replace('_', '-')} {i}")
            for i, anak in _daftar(data, bawah, tempat)
        ]
    return butir


def _baca_bulan(nilai: Any, tempat: str) -> tuple[Bulan, ...]:
    if not nilai:
        return ()
    try:
        if isinstance(nilai, str):
            return baca_frasa(nilai)
        return tuple(sorted({Bulan.dari_iso(bulan) for bulan in nilai}))
    except (ValueError, TypeError, AttributeError) as galat:
        raise IsiTidakSah(f"{tempat}: bulan tidak terbaca: {galat}") from galat


def tulis(pohon: IsiPohon) -> list[dict[str, Any]]:
    """The `area` list of the JSON export: `nomor` is the number as printed; empty keys are left out."""
    return [_tulis_butir("area", area) for area in pohon.area]


def _tulis_butir(tingkat: str, butir: IsiButir) -> dict[str, Any]:
    hasil: dict[str, Any] = {"nomor": butir.nomor_cetak, "uraian": butir.uraian}
    for kunci in ("kode", "asal", "program", "pic", "keterangan_pic", "rincian", "catatan"):
        if nilai := getattr(butir, kunci, None):
            hasil[kunci] = nilai
    if isinstance(butir, IsiArea) and butir.nomor_program is not None:
        hasil["nomor_program"] = butir.nomor_program
    if isinstance(butir, IsiIndikator):
        hasil["bulan"] = [bulan.iso() for bulan in butir.bulan]
        hasil["ket"] = butir.ket
    elif bawah := _BAWAH[tingkat]:
        hasil[bawah] = [_tulis_butir(bawah, anak) for anak in butir.anak]  # type: ignore[attr-defined]
    return hasil
