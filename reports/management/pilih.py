"""What the commands for scripts have in common: naming a plan on the command line."""

from __future__ import annotations

import sys
from pathlib import Path

from django.core.management.base import CommandError, CommandParser

from actionplans.models import RencanaAksi
from satker.management.pilihan import kode_satker


def tambah_pilihan_rencana(parser: CommandParser) -> None:
    """Adds --satker, --tahun, --jenis, --versi and --output."""
    parser.add_argument("--satker", required=True, type=kode_satker, help="Kode satker: 52.07 atau 5207.")
    parser.add_argument("--tahun", required=True, type=int, help="Tahun rencana.")
    parser.add_argument("--jenis", required=True, help="Jenis rencana: rb, agen, zi, …")
    parser.add_argument("--versi", type=int, help="Versi rencana; tanpa ini versi terakhir.")
    parser.add_argument("--output", required=True, type=Path, help="Berkas tujuan, atau - untuk keluaran baku.")


def pilih_rencana(satker: str, tahun: int, jenis: str, versi: int | None) -> RencanaAksi:
    """The plan that the options name, its last version unless one is given.

    Raises:
        CommandError: there is none; says what there is.
    """
    semua = RencanaAksi.objects.filter(satker__kode=satker)
    rencana = semua.filter(tahun=tahun, jenis=jenis, **({"versi": versi} if versi else {}))
    if satu := rencana.untuk_lembar().order_by("-versi").first():
        return satu
    ada = ", ".join(f"{r.tahun} {r.jenis_id} versi {r.versi}" for r in semua) or "belum ada rencana"
    raise CommandError(f"Tidak ada rencana {jenis} tahun {tahun} untuk satker {satker}. Yang ada: {ada}.")


def tulis_keluaran(tujuan: Path, isi: bytes) -> None:
    """Write to a file (whole or not at all) or, for "-", to standard output.

    Raises:
        CommandError: the file cannot be written.
    """
    if str(tujuan) == "-":
        sys.stdout.buffer.write(isi)
        return
    sementara = tujuan.with_name(f".{tujuan.name}.sementara")
    try:
        sementara.write_bytes(isi)
        sementara.replace(tujuan)
    except OSError as galat:
        raise CommandError(f"Berkas {tujuan} tidak dapat ditulis: {galat.strerror}.") from galat
