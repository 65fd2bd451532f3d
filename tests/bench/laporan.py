"""The results as a table for people and as data."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.bench.tandingan import Tandingan
from tests.bench.ukuran import DOKUMEN, KELIPATAN, Hasil, Set, pertumbuhan

SASARAN = 0.7


def keterangan_mesin(tandingan: list[Tandingan]) -> dict[str, Any]:
    """The machine and the versions that the figures belong to."""
    return {
        "waktu": datetime.now().astimezone().isoformat(timespec="seconds"),
        "sistem": f"{platform.system()} {platform.machine()}",
        "prosesor": _prosesor(),
        "inti": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "beban": os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
        "python": platform.python_version(),
        "weasyprint": version("weasyprint"),
        "tandingan": {satu.nama: satu.versi for satu in tandingan},
    }


def _prosesor() -> str:
    try:
        baris = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((satu.split(":", 1)[1].strip() for satu in baris if satu.startswith("model name")), "")


def laporan(sets: list[Set], mesin: dict[str, Any], ulangan: int) -> Iterator[str]:
    """The lines of the printed report."""
    lain = ", ".join(mesin["tandingan"].values()) or "tanpa pembanding"
    yield f"PDF Keputusan, median dari {ulangan} kali (terendah-tertinggi)"
    yield f"Mesin: {mesin['prosesor'] or mesin['sistem']}, {mesin['inti']} inti, beban {_desimal(mesin['beban'], 1)}"
    yield f"Versi: Python {mesin['python']}, WeasyPrint {mesin['weasyprint']}; {lain}"
    yield ""
    kolom = f"{'mesin':<12} {'waktu':>7}  {'':<13} {'prosesor':>8} {'memori':>7} {'halaman':>7}"
    yield f"{'dokumen':<25} {'kali':>4} {'baris':>5}  {kolom}"
    for satu in sets:
        depan = f"{satu.dokumen.nama:<25} {satu.kali:>4} {satu.baris:>5}"
        for hasil in satu.hasil:
            yield f"{depan}  {_baris(hasil)}"
            depan = " " * len(depan)
        tahap = ", ".join(f"{nama} {_desimal(detik, 3)}" for nama, detik in satu.hasil[0].median_tahap().items())
        yield f"{depan}  tahap kami: {tahap}"
    yield ""
    yield f"Waktu kami dibanding pembanding yang lebih cepat (sasaran pada 1 kali: paling besar {_desimal(SASARAN, 1)})"
    for satu in sets:
        yield f"  {satu.dokumen.nama:<25} {satu.kali} kali: {_desimal(satu.banding(), 2)}"
    yield f"Waktu pada {KELIPATAN[-1]} kali baris dibanding 1 kali (sasaran: paling besar {KELIPATAN[-1]})"
    for dokumen in DOKUMEN:
        tumbuh = (f"{nama} {_desimal(nilai, 2)}" for nama, nilai in pertumbuhan(sets, dokumen).items())
        yield f"  {dokumen.nama:<25} {', '.join(tumbuh)}"
    yield ""
    yield from KETERANGAN


KETERANGAN = (
    "kami         dari basis data sampai PDF, seluruh dokumen, dalam proses yang sudah hangat; memori: puncak RSS proses",  # noqa: E501
    "             itu. Pengumpulan sampah Python sesudahnya tidak dihitung (lihat “sampah” dalam --json).",
    "Chromium     proses utuh, mencetak halaman HTML yang sama.",
    "LibreOffice  proses utuh, hanya kisi Lampiran dari XLSX, tanpa Keputusan.",
    "Waktu prosesor dan memori keduanya dari satu jalan tersendiri: jumlah semua prosesnya (memori: puncak PSS).",
)


def _baris(hasil: Hasil) -> str:
    if not hasil.detik or hasil.galat:
        return f"{hasil.mesin:<12} gagal: {hasil.galat}"
    rentang = f"({_desimal(min(hasil.detik), 2)}-{_desimal(max(hasil.detik), 2)})"
    memori = "-" if hasil.memori is None else f"{hasil.memori / 2**20:.0f} MB"
    prosesor = f"{_desimal(hasil.prosesor, 2)} s"
    waktu = f"{_desimal(hasil.median, 2):>5} s  {rentang:<13}"
    return f"{hasil.mesin:<12} {waktu} {prosesor:>8} {memori:>7} {hasil.halaman:>7}"


def _desimal(nilai: float | None, angka: int) -> str:
    return "-" if nilai is None else f"{nilai:.{angka}f}".replace(".", ",")
