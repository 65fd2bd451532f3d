"""Loading the register of offices from the files in fixtures/satker.

- `nasional.csv`, `provinsi.csv`: kode, nama, nama_singkat, wilayah, sebutan, sebutan_pendek, zona, tempat.
- `kabkota.csv`: kode, nama, kode_provinsi, ibu_kota, wilayah. A regency takes the name of the institution
  (`sebutan`) and the time zone from its province.
- `kantor.yaml`: details of single offices, kode → {tempat, alamat, telepon, faks, kop, kertas}.
- `subbag.yaml`: the default sub-divisions, see `satker.subbag`.

`wilayah` is filled only where KPU writes the region otherwise than the pattern. Where the rows come from, and
under what licence, is in ATRIBUSI.md beside them.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.db import transaction

from satker.kode import KodeTidakDikenal, kode_baku, kode_induk
from satker.models import Satker
from satker.penamaan import nama_pendek, nama_resmi, slug_satker, wilayah_provinsi
from satker.pilihan import Kertas, Kop, Tingkat, Zona
from satker.subbag import buat_subbag_bawaan

RINCIAN = ("tempat", "alamat", "telepon", "faks", "kop", "kertas")


class RegisterRusak(ValueError):
    """A file of the register cannot be used; the message names file, line and cure."""


@dataclass(frozen=True)
class Kantor:
    """One office as the files describe it. From `wilayah` on, the fields may be changed by hand."""

    kode: str
    tingkat: Tingkat
    slug: str
    wilayah: str
    nama_resmi: str
    nama_pendek: str
    zona: str
    tempat: str = ""
    alamat: str = ""
    telepon: str = ""
    faks: str = ""
    kop: str = Kop.LOGO
    kertas: str = Kertas.F4

    def __post_init__(self) -> None:
        for isian, pilihan in (("zona", Zona), ("kop", Kop), ("kertas", Kertas)):
            if getattr(self, isian) not in pilihan.values:
                raise RegisterRusak(
                    f"Kode {self.kode}: {isian} “{getattr(self, isian)}” tidak dikenal. "
                    f"Yang dikenal: {', '.join(pilihan.values)}."
                )

    def isi(self) -> dict[str, str]:
        """What the register says of an office beside its code, level and URL."""
        semua = asdict(self)
        return {nama: str(semua[nama]) for nama in semua if nama not in {"kode", "tingkat", "slug"}}


@dataclass
class HasilMuat:
    """What a load did. `dipertahankan`: (office, field) pairs changed by hand and therefore kept."""

    baru: int = 0
    diubah: int = 0
    tetap: int = 0
    subbag: int = 0
    dipertahankan: list[tuple[str, str]] = field(default_factory=list)


def baca_register(folder: Path) -> list[Kantor]:
    """The offices of the files in `folder`: national office, provinces, regencies. No database.

    Raises RegisterRusak for an unknown or doubled code, a missing province, or an unknown detail.
    """
    rincian = _baca_rincian(folder / "kantor.yaml")
    kantor: dict[str, Kantor] = {}
    atasan: dict[str, dict[str, str]] = {}
    for letak, kode, baris in _baris(folder):
        induk = kode_induk(kode)
        if kode in kantor or (induk and induk not in kantor):
            sebab = "sudah ada di baris lain" if kode in kantor else f"memerlukan satker {induk}"
            raise RegisterRusak(f"{letak}: kode {kode} {sebab}. Perbaiki berkas itu.")
        atasan[kode] = baris
        pemberi = baris if induk is None or "sebutan" in baris else atasan[induk]
        kantor[kode] = _kantor(kode, baris, pemberi, rincian.pop(kode, {}))
    if rincian:
        raise RegisterRusak(f"kantor.yaml: kode {', '.join(rincian)} tidak ada di register.")
    return list(kantor.values())


@transaction.atomic
def muat_register(folder: Path | None = None) -> HasilMuat:
    """Bring the offices in line with the files (fixtures/satker by default), keeping changes made by hand.

    A field is updated only while it still says what the register said at the last load; a URL never changes.
    Repeating the load changes nothing. Raises RegisterRusak, and then nothing was written.
    """
    folder = folder or Path(settings.FIXTURE_DIR) / "satker"
    hasil = HasilMuat()
    per_kode = {satker.kode: satker for satker in Satker.objects.all()}
    berubah: list[Satker] = []
    daftar = baca_register(folder)
    for tingkat in (Tingkat.RI, Tingkat.PROVINSI, Tingkat.KABKOTA):
        baru: list[Satker] = []
        for kantor in (kantor for kantor in daftar if kantor.tingkat == tingkat):
            induk = per_kode.get(kode_induk(kantor.kode) or "")
            satker = per_kode.get(kantor.kode)
            if satker is None:
                baru.append(
                    Satker(
                        kode=kantor.kode,
                        tingkat=tingkat,
                        induk=induk,
                        slug=kantor.slug,
                        dari_register=kantor.isi(),
                        **kantor.isi(),
                    )
                )
            elif _selaraskan(satker, kantor, induk, hasil):
                berubah.append(satker)
            else:
                hasil.tetap += 1
        per_kode |= {satker.kode: satker for satker in Satker.objects.bulk_create(baru)}
        hasil.baru += len(baru)
    if berubah:
        isian = ["tingkat", "induk", "dari_register", *berubah[0].dari_register]
        Satker.objects.bulk_update(berubah, isian, batch_size=50)
    hasil.diubah = len(berubah)
    hasil.subbag = buat_subbag_bawaan(folder / "subbag.yaml")
    return hasil


def _selaraskan(satker: Satker, kantor: Kantor, induk: Satker | None, hasil: HasilMuat) -> bool:
    """Merge the register into one office in memory; True when the office changed."""
    dahulu: dict[str, str] = satker.dari_register
    isi = kantor.isi()
    for nama, kini in isi.items():
        ada = getattr(satker, nama)
        if ada == dahulu.get(nama, ""):
            setattr(satker, nama, kini)
        elif ada != kini:
            hasil.dipertahankan.append((satker.nama_pendek, nama))
    induk_id = induk.pk if induk else None
    sama = dahulu == isi and satker.tingkat == kantor.tingkat and satker.induk_id == induk_id
    satker.dari_register, satker.tingkat, satker.induk_id = isi, kantor.tingkat, induk_id
    return not sama


def _kantor(kode: str, baris: dict[str, str], pemberi: dict[str, str], rincian: dict[str, str]) -> Kantor:
    """One office from its own row, the row that lends it the institution's name, and its details."""
    tingkat = Tingkat.dari_kode(kode)
    singkat = baris.get("nama_singkat") or baris["nama"]
    if tingkat == Tingkat.PROVINSI:
        wilayah = wilayah_provinsi(baris["nama"], baris["wilayah"])
        pendek = wilayah_provinsi(singkat, baris["wilayah"])
        halaman = wilayah_provinsi(singkat)
    elif tingkat == Tingkat.KABKOTA:
        wilayah = pendek = halaman = baris["wilayah"] or baris["nama"]
    else:
        wilayah, pendek = baris["nama"], singkat
        halaman = nama_pendek(pemberi["sebutan_pendek"], singkat)
    return Kantor(
        kode=kode,
        tingkat=tingkat,
        slug=slug_satker(halaman),
        wilayah=wilayah,
        nama_resmi=nama_resmi(pemberi["sebutan"], wilayah),
        nama_pendek=nama_pendek(pemberi["sebutan_pendek"], pendek),
        zona=pemberi["zona"],
        **{"tempat": baris.get("tempat") or baris.get("ibu_kota") or "", **rincian},
    )


def _baris(folder: Path) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Each row of the tables, from the national office down, with its place for messages and its code."""
    for nama in ("nasional.csv", "provinsi.csv", "kabkota.csv"):
        with (folder / nama).open(encoding="utf-8", newline="") as berkas:
            for nomor, baris in enumerate(csv.DictReader(berkas), start=2):
                letak = f"{nama} baris {nomor}"
                try:
                    kode = kode_baku(baris["kode"])
                except KodeTidakDikenal as galat:
                    raise RegisterRusak(f"{letak}: {galat}") from galat
                yield letak, kode, {kolom: (isi or "").strip() for kolom, isi in baris.items()}


def _baca_rincian(berkas: Path) -> dict[str, dict[str, str]]:
    isi: dict[str, dict[str, Any]] = yaml.safe_load(berkas.read_text(encoding="utf-8")) or {}
    for kode, rincian in isi.items():
        if asing := set(rincian) - set(RINCIAN):
            raise RegisterRusak(
                f"kantor.yaml, kode {kode}: {', '.join(sorted(asing))} tidak dikenal. "
                f"Yang dikenal: {', '.join(RINCIAN)}."
            )
    return {kode_baku(kode): rincian for kode, rincian in isi.items()}
