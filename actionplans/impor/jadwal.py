"""The months and the remark of one row."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from actionplans.impor.masalah import GALAT, PERINGATAN
from actionplans.impor.petak import Petak
from actionplans.impor.susunan import Susunan, sel_teks
from actionplans.impor.waktu import baca_target_waktu, bertanda
from areas.bulan import Bulan, FrasaBulanTidakDikenal

if TYPE_CHECKING:
    from actionplans.impor.butir import Penulis


class Jadwal(NamedTuple):
    bulan: tuple[Bulan, ...]
    ket: str


def baca_jadwal(penulis: Penulis, petak: Petak, susunan: Susunan, baris: int) -> Jadwal:
    """When a row is planned. Marks and shades that reach over several rows or months count for all of them.

    A shade counts where the file has no written marks, and where it differs from that of the row's other cells.
    """
    bulan = {Bulan(penulis.tahun, satu) for satu in _bertanda(penulis, petak, susunan, baris)}
    sel, mulai = sel_teks(petak, susunan, baris, "target_waktu")
    if sel and sel.teks:
        try:
            bulan |= set(baca_target_waktu(sel.teks, penulis.tahun))
            penulis.catatan.tanda("kata")
        except FrasaBulanTidakDikenal as galat:
            if mulai:
                penulis.lapor(petak.tabel.letak(sel.baris, sel.kolom), GALAT, str(galat), "Bulannya dikosongkan.")
    ket, _ = sel_teks(petak, susunan, baris, "ket")
    return Jadwal(tuple(sorted(bulan)), ket.teks if ket else "")


def _bertanda(penulis: Penulis, petak: Petak, susunan: Susunan, baris: int) -> set[int]:
    hasil: set[int] = set()
    dasar = {sel.arsir for jenis in ("indikator", "sub_kegiatan") if (sel := sel_teks(petak, susunan, baris, jenis)[0])}
    for kolom, bulan in susunan.bulan.items():
        sel = petak.di(baris, kolom)
        if sel is None:
            continue
        tanda = bertanda(sel.teks)
        if tanda is None:
            if sel.baris == baris and sel.kolom == kolom:
                penulis.lapor(
                    petak.tabel.letak(baris, kolom), PERINGATAN,
                    f"Isi kolom bulan “{sel.teks[:40]}” bukan tanda yang dikenal.",
                    "Bulan ini tidak ditandai; pakai √ atau x bila memang direncanakan.",
                )  # fmt: skip
        elif tanda:
            hasil.update(bulan)
            penulis.catatan.tanda(sel.teks)
        elif sel.arsir and not sel.teks and not penulis.tanda_teks and sel.arsir not in dasar:
            hasil.update(bulan)
            penulis.catatan.tanda("arsir")
    return hasil
