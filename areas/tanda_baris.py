"""The hidden marks of an exported workbook: which plan it is, and which row of the tree each line shows.

Pure. The writer is `reports.ekspor_xlsx`; whoever brings an edited workbook back reads the marks with `baca_kunci`
and `baca_tanda`. The format is described in docs/skema/buku_kerja.md.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from areas.isi import TINGKAT_DARI_KELAS, IsiArea, IsiButir, IsiIndikator, IsiSubKegiatan
from areas.tata_kolom import TataKolom
from areas.teks import polos

SKEMA = 1
_HURUF = {"area": "a", "kegiatan": "k", "sub_kegiatan": "s", "indikator": "i"}
_TINGKAT = {huruf: tingkat for tingkat, huruf in _HURUF.items()}
_KUNCI = re.compile(r"rb-portal/(\d+) satker=([\d.]+) tahun=(\d{4}) jenis=([\w-]+) versi=(\d+) jurnal=(\d+)")
_TANDA = re.compile(r"([aksi])(\d+)\.(\d+)\.([0-9a-f]{8})")


@dataclass(frozen=True, slots=True)
class KunciRencana:
    """The plan that a workbook was made from. `satker` as "53.05"; `jurnal`: the last entry of its journal then."""

    satker: str
    tahun: int
    jenis: str
    versi: int
    jurnal: int = 0
    skema: int = SKEMA

    def __str__(self) -> str:
        rencana = f"satker={self.satker} tahun={self.tahun} jenis={self.jenis} versi={self.versi}"
        return f"rb-portal/{self.skema} {rencana} jurnal={self.jurnal}"


class TandaButir(NamedTuple):
    """One row of the tree as it was when exported: its key, its count of changes, the fingerprint of its texts."""

    tingkat: str
    id: int
    revisi: int
    sidik: str


def baca_kunci(teks: str) -> KunciRencana | None:
    """The plan named in the head of the hidden column; None when the text is something else."""
    cocok = _KUNCI.fullmatch(teks.strip())
    if not cocok:
        return None
    return KunciRencana(cocok[2], int(cocok[3]), cocok[4], int(cocok[5]), int(cocok[6]), int(cocok[1]))


def tulis_tanda(butir: Iterable[IsiButir], tata: TataKolom, tahun: int) -> str:
    """The mark of a line that shows these rows of the tree, from the area down; rows never saved are left out."""
    return " ".join(
        f"{_HURUF[TINGKAT_DARI_KELAS[type(satu)]]}{satu.id}.{satu.revisi}.{sidik_butir(satu, tata, tahun)}"
        for satu in butir
        if satu.id is not None
    )


def baca_tanda(teks: str) -> list[TandaButir]:
    """The rows that a mark names, from the area down; [] for any text that is not a mark."""
    hasil = []
    for satu in teks.split():
        cocok = _TANDA.fullmatch(satu)
        if not cocok:
            return []
        hasil.append(TandaButir(_TINGKAT[cocok[1]], int(cocok[2]), int(cocok[3]), cocok[4]))
    return hasil


def sidik_butir(butir: IsiButir, tata: TataKolom, tahun: int) -> str:
    """Fingerprint of what the layout `tata` prints of a row of its own: texts, PIC, remark and months, not its number.

    White space, soft hyphens and italics do not count: programs that keep workbooks may change them. What the layout
    has no column for does not count either, so a row read back from the workbook has the fingerprint it left with.
    """
    teks = [TINGKAT_DARI_KELAS[type(butir)]]
    if isinstance(butir, IsiArea):
        teks.append(butir.uraian if "area" in tata.baris_judul else "")
        teks.append((butir.program or butir.uraian) if tata.ada("area") else "")
    else:
        teks.append(butir.uraian)
    teks += [*butir.pic, butir.keterangan_pic]
    if isinstance(butir, IsiSubKegiatan):
        teks.append(butir.rincian if tata.ada("rincian") else "")
    elif isinstance(butir, IsiIndikator):
        teks.append(butir.ket if tata.ada("ket") else "")
        teks.append(" ".join(b.iso() for b in butir.bulan if tata.ada("target_waktu") or b.tahun == tahun))
    return hashlib.sha256("\x1f".join(map(baku, teks)).encode()).hexdigest()[:8]


def baku(teks: str) -> str:
    return " ".join(unicodedata.normalize("NFC", polos(teks)).replace("\u00ad", "").split())
