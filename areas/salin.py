"""Cloning: from a template (or an earlier tree) to the rows of a new plan."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy

from areas.bulan import Bulan
from areas.isi import IsiButir, IsiIndikator, IsiPohon
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

    Placeholders of a template take the values of `isian`. Rows of a template become the copy's `asal`; rows of a plan
    hand their own `asal` on and become the copy's `pendahulu`. Months move by `geser_tahun` years, or are left out.

    Raises:
        IsianTidakDikenal: a text names a placeholder that `isian` lacks.
    """
    hasil = deepcopy(sumber)
    for butir in hasil.semua():
        if dari_templat:
            butir.asal_id, butir.asal = butir.id, butir.kode
        else:
            butir.pendahulu_id = butir.id
        butir.id, butir.kode, butir.catatan, butir.revisi = None, "", "", 1
        if isinstance(butir, IsiIndikator):
            geser = (Bulan(bulan.tahun + geser_tahun, bulan.bulan) for bulan in butir.bulan)
            butir.bulan = tuple(geser) if dengan_bulan else ()
        if dari_templat:
            _isi_tempat(butir, isian)
    return hasil


def isi_tempat_pohon(pohon: IsiPohon, isian: Mapping[str, str]) -> IsiPohon:
    """Fill the placeholders of a template's tree (in place), its keys kept: for holding a plan against it."""
    for butir in pohon.semua():
        _isi_tempat(butir, isian)
    return pohon


def _isi_tempat(butir: IsiButir, isian: Mapping[str, str]) -> None:
    """Fill the placeholders of one row (in place). Texts of a plan are final: braces in them mean nothing."""
    for medan in ("uraian", "program", "rincian", "ket"):
        if teks := getattr(butir, medan, ""):
            setattr(butir, medan, isi_tempat(teks, isian))
