"""The editor, import and export: runs `tests.bench.rencana` for each multiple and prints its table."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.ukuran import KELIPATAN

AKAR = Path(__file__).resolve().parents[2]
BANDING = {
    "impor: unggah": ("openpyxl: buka", "LibreOffice: ke csv"),
    "impor: pratinjau": ("openpyxl: buka",),
    "ekspor: xlsx": ("openpyxl: tulis",),
    "ekspor: csv": ("LibreOffice: ke csv",),
}
"""What is compared with what."""


def ukur_rencana(folder: Path, ulangan: int, lingkungan: dict[int, dict[str, str]]) -> list[dict[str, Any]]:
    """The figures of each multiple, in processes with these environments."""
    hasil = []
    for kali in KELIPATAN:
        perintah = [sys.executable, "-m", "tests.bench.rencana", str(folder), str(kali), str(ulangan)]
        jalan = subprocess.run(perintah, cwd=AKAR, env=lingkungan[kali], stdout=subprocess.PIPE, text=True, check=True)
        hasil.append(json.loads(jalan.stdout.splitlines()[-1]))
    return hasil


def siapkan_dasar(folder: Path, lingkungan: dict[int, dict[str, str]], basis_data: dict[int, Path]) -> None:
    """A database with the demo data for each multiple, unless it is there."""
    pertama = KELIPATAN[0]
    if not basis_data[pertama].exists():
        perintah = [sys.executable, "-m", "tests.bench.siapkan", str(folder), str(pertama)]
        subprocess.run(perintah, cwd=AKAR, env=lingkungan[pertama], stdout=subprocess.DEVNULL, check=True)
    for kali in KELIPATAN[1:]:
        if not basis_data[kali].exists():
            shutil.copy(basis_data[pertama], basis_data[kali])


def laporan_rencana(hasil: list[dict[str, Any]], ulangan: int) -> Iterator[str]:
    """The lines of the printed report."""
    kecil, besar = hasil[0], hasil[-1]
    yield f"Menyusun, impor, dan ekspor: waktu server, median dari {ulangan} kali"
    yield ""
    yield f"{'perbuatan':<22} {kecil['baris']:>6} baris {besar['baris']:>6} baris  {'tumbuh':>6}  dibanding"
    for nama, detik in kecil["hasil"].items():
        awal, akhir = median(detik), median(besar["hasil"].get(nama) or [float("nan")])
        banding = ", ".join(
            f"{_desimal(awal / median(kecil['hasil'][lain]), 2)} × {lain}"
            for lain in BANDING.get(nama, ())
            if kecil["hasil"].get(lain)
        )
        baris = f"{nama:<22} {_desimal(awal * 1000, 1):>9} ms {_desimal(akhir * 1000, 1):>9} ms"
        yield f"{baris}  {_desimal(akhir / awal, 2):>6}  {banding}".rstrip()
    yield ""
    yield f"tumbuh: waktu pada {KELIPATAN[-1]} kali baris dibanding 1 kali. dibanding: pada 1 kali, dengan pembanding"
    yield "dari jalan yang sama; LibreOffice adalah proses utuh, termasuk mulainya."


def _desimal(nilai: float, angka: int) -> str:
    return f"{nilai:.{angka}f}".replace(".", ",")
