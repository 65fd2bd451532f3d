"""What is new, changed or dropped in a plan, against the plan that it carries on or against its template. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from areas.isi import TINGKAT_DARI_KELAS, IsiButir, IsiIndikator, IsiPohon, IsiSubKegiatan


class Beda(StrEnum):
    SAMA = "sama"
    BERUBAH = "berubah"
    BARU = "baru"


class Acuan(StrEnum):
    """What a plan is held against: the plan before it, or the national template."""

    SEBELUMNYA = "sebelumnya"
    TEMPLAT = "templat"


@dataclass(slots=True)
class Perbandingan:
    """`beda` of every row by (level, key); `hilang`: rows of the reference that the plan no longer has, of a dropped
    branch only its head; `medan`: which fields of a changed row differ."""

    beda: dict[tuple[str, int], Beda] = field(default_factory=dict)
    medan: dict[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)
    hilang: list[IsiButir] = field(default_factory=list)

    def jumlah(self) -> dict[Beda, int]:
        """How many rows are the same, changed, new."""
        return {satu: sum(nilai is satu for nilai in self.beda.values()) for satu in Beda}


def bandingkan(isi: IsiPohon, acuan: IsiPohon, terhadap: Acuan) -> Perbandingan:
    """Compare a plan's tree with the tree that it came from.

    Rows are told by their lineage (`pendahulu_id` or `asal_id`), never by their text. Against a template, fill its
    placeholders first; months and PIC are the office's own there and are not compared.
    """
    kunci = "pendahulu_id" if terhadap is Acuan.SEBELUMNYA else "asal_id"
    lama = {(TINGKAT_DARI_KELAS[type(butir)], butir.id): butir for butir in acuan.semua()}
    hasil = Perbandingan()
    dipakai = set()
    for butir in isi.semua():
        tingkat = TINGKAT_DARI_KELAS[type(butir)]
        dulu = lama.get((tingkat, getattr(butir, kunci)))
        tempat = (tingkat, butir.id or 0)
        if dulu is None:
            hasil.beda[tempat] = Beda.BARU
            continue
        dipakai.add((tingkat, dulu.id))
        medan = tuple(_medan(butir, dulu, terhadap))
        hasil.beda[tempat] = Beda.BERUBAH if medan else Beda.SAMA
        if medan:
            hasil.medan[tempat] = medan
    hasil.hilang = list(baris_hilang(acuan, dipakai))
    return hasil


def baris_hilang(acuan: IsiPohon, dipakai: Collection[tuple[str, int | None]]) -> Iterator[IsiButir]:
    """Rows of `acuan` under which nothing is in `dipakai` (level, key); of a dropped branch only its head."""

    def terpakai(butir: IsiButir) -> bool:
        return (TINGKAT_DARI_KELAS[type(butir)], butir.id) in dipakai or any(map(terpakai, getattr(butir, "anak", ())))

    def telusur(butir: IsiButir) -> Iterator[IsiButir]:
        if not terpakai(butir):
            yield butir
            return
        for anak in getattr(butir, "anak", ()):
            yield from telusur(anak)

    for area in acuan.area:
        yield from telusur(area)


def _medan(butir: IsiButir, dulu: IsiButir, terhadap: Acuan) -> Iterator[str]:
    nama = ["uraian"]
    if isinstance(butir, IsiSubKegiatan):
        nama.append("rincian")
    if terhadap is Acuan.SEBELUMNYA:
        nama += ["pic", "ket"] if isinstance(butir, IsiIndikator) else ["pic"]
    for satu in nama:
        if getattr(butir, satu) != getattr(dulu, satu):
            yield satu
    bulan = [[satu.bulan for satu in b.bulan] for b in (butir, dulu) if isinstance(b, IsiIndikator)]
    if terhadap is Acuan.SEBELUMNYA and bulan and bulan[0] != bulan[1]:
        yield "bulan"
