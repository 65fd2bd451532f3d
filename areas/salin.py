"""Cloning: from a template (or an earlier tree) to the rows of a new plan."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy

from areas.bulan import Bulan
from areas.isi import IsiArea, IsiIndikator, IsiPohon, IsiSubKegiatan
from areas.teks import isi_tempat


def salin(
    sumber: IsiPohon,
    isian: Mapping[str, str],
    *,
    dari_templat: bool,
    geser_tahun: int = 0,
    dengan_bulan: bool = True,
) -> IsiPohon:
    """A copy of `sumber` ready for `areas.simpan.tulis_pohon`.

    Placeholders take the values of `isian`. Rows of a template become the copy's `asal`; rows of a plan hand
    their own `asal` on. Months move by `geser_tahun` years, or are left out.

    Raises:
        IsianTidakDikenal: a text names a placeholder that `isian` lacks.
    """
    hasil = deepcopy(sumber)
    for butir in hasil.semua():
        if dari_templat:
            butir.asal_id, butir.asal = butir.id, butir.kode
        butir.id, butir.kode, butir.catatan = None, "", ""
        butir.uraian = isi_tempat(butir.uraian, isian)
        if isinstance(butir, IsiArea):
            butir.program = isi_tempat(butir.program, isian)
        elif isinstance(butir, IsiSubKegiatan):
            butir.rincian = isi_tempat(butir.rincian, isian)
        elif isinstance(butir, IsiIndikator):
            butir.ket = isi_tempat(butir.ket, isian)
            butir.bulan = tuple(Bulan(b.tahun + geser_tahun, b.bulan) for b in butir.bulan) if dengan_bulan else ()
    return hasil
