"""The way in: an uploaded file to a tree with its problems."""

from __future__ import annotations

from collections.abc import Collection

from actionplans.impor.baca_kisi import HasilBaca, baca_tabel
from actionplans.impor.berkas import kenali
from actionplans.impor.docx import baca_docx
from actionplans.impor.sel import Tabel
from actionplans.impor.xlsx import baca_xlsx


def sel_berkas(nama: str, data: bytes) -> list[Tabel]:
    """The tables of a file of either format.

    Raises:
        BerkasDitolak: see `berkas.kenali`.
    """
    return (baca_xlsx if kenali(nama, data) == "xlsx" else baca_docx)(data)


def baca_berkas(nama: str, data: bytes, tahun: int, subbag: Collection[str] = ()) -> HasilBaca:
    """Read a plan of the year `tahun` from an uploaded file; see `baca_kisi.baca_tabel`.

    Raises:
        BerkasDitolak: the file cannot be read; the message says what to do.
    """
    return baca_tabel(sel_berkas(nama, data), tahun, subbag)
