"""A plan as one line per indikator, for spreadsheets' pivot tables and for other programs: docs/skema/buku_kerja.md."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from actionplans.models import RencanaAksi
from areas.berkas_csv import tulis_tabel
from areas.isi import IsiArea, IsiButir, IsiIndikator, IsiKegiatan, IsiPohon, IsiSubKegiatan
from areas.simpan import baca_pohon

TANDA = "√"
_BUTIR = ("nomor_{}", "{}", "pic_{}", "keterangan_pic_{}")
KOLOM = (
    "kode_satker", "satker", "tahun", "jenis", "versi",
    *(nama.format("area") for nama in _BUTIR), "nomor_program", "program",
    *(nama.format("kegiatan") for nama in _BUTIR),
    *(nama.format("sub_kegiatan") for nama in _BUTIR), "rincian",
    *(nama.format("indikator") for nama in _BUTIR),
    "bulan", *map(str, range(1, 13)), "ket",
)  # fmt: skip


def tulis_csv(rencana: RencanaAksi) -> bytes:
    """The plan (from `untuk_lembar`). Five queries."""
    satker = rencana.satker
    awal = (satker.kode_titik, satker.nama_pendek, rencana.tahun, rencana.jenis_id, rencana.versi)
    return tulis_tabel(KOLOM, ((*awal, *baris) for baris in _baris(baca_pohon(rencana.pohon), rencana.tahun)))


def _baris(pohon: IsiPohon, tahun: int) -> Iterator[list[Any]]:
    """A row that has nothing under it still has its line, so that nothing of the plan is lost."""
    for area in pohon.area:
        for kegiatan in area.anak or [IsiKegiatan()]:
            for sub in kegiatan.anak or [IsiSubKegiatan()]:
                for indikator in sub.anak or [IsiIndikator()]:
                    yield _satu_baris(area, kegiatan, sub, indikator, tahun)


def _satu_baris(
    area: IsiArea, kegiatan: IsiKegiatan, sub: IsiSubKegiatan, indikator: IsiIndikator, tahun: int
) -> list[Any]:
    bulan = {satu.bulan for satu in indikator.bulan if satu.tahun == tahun}
    return [
        *_butir(area), area.nomor_program_cetak, area.program,
        *_butir(kegiatan),
        *_butir(sub), sub.rincian,
        *_butir(indikator),
        ", ".join(satu.iso() for satu in indikator.bulan),
        *(TANDA if nomor in bulan else "" for nomor in range(1, 13)),
        indikator.ket,
    ]  # fmt: skip


def _butir(butir: IsiButir) -> tuple[str, str, str, str]:
    return (butir.nomor_cetak, butir.uraian, " ".join(f"({pic})" for pic in butir.pic), butir.keterangan_pic)
