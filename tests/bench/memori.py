"""What a process with all its descendants takes, read from /proc (Linux)."""

from __future__ import annotations

import contextlib
import os
import subprocess
import time
from pathlib import Path
from typing import NamedTuple

PROC = Path("/proc")
SELANG = 0.02  # seconds between two looks


class Pemakaian(NamedTuple):
    """Peak memory in bytes and processor time in seconds, None where /proc cannot tell.

    Memory is the highest sum of the processes' proportional shares (PSS): what several share counts once.
    """

    memori: int | None
    prosesor: float | None


def amati(perintah: list[str], lingkungan: dict[str, str], batas: float) -> Pemakaian:
    """Run a command to its end and watch its process tree.

    Raises:
        subprocess.TimeoutExpired: it runs longer than `batas` seconds.
    """
    puncak = 0
    prosesor: dict[int, float] = {}
    with subprocess.Popen(
        perintah, env=lingkungan, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as proses:
        selesai = time.monotonic() + batas
        while proses.poll() is None:
            if time.monotonic() > selesai:
                proses.kill()
                raise subprocess.TimeoutExpired(perintah, batas)
            pohon = _keturunan(proses.pid)
            prosesor |= pohon
            puncak = max(puncak, sum(map(_pss, pohon)))
            time.sleep(SELANG)
    return Pemakaian(puncak or None, sum(prosesor.values()) or None)


def _keturunan(akar: int) -> dict[int, float]:
    """The process and its descendants, with the processor time that each has taken."""
    anak: dict[int, list[int]] = {}
    prosesor: dict[int, float] = {}
    for folder in PROC.glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            # pid (name) state ppid … utime stime …: the name may hold spaces and brackets
            angka = (folder / "stat").read_text().rsplit(")", 1)[1].split()
            anak.setdefault(int(angka[1]), []).append(int(folder.name))
            prosesor[int(folder.name)] = (int(angka[11]) + int(angka[12])) / os.sysconf("SC_CLK_TCK")
    hasil, baru = {}, [akar]
    while baru:
        satu = baru.pop()
        if satu in prosesor:
            hasil[satu] = prosesor[satu]
        baru += anak.get(satu, [])
    return hasil


def _pss(pid: int) -> int:
    with contextlib.suppress(OSError, ValueError, IndexError):
        for baris in (PROC / str(pid) / "smaps_rollup").read_text().splitlines():
            if baris.startswith("Pss:"):
                return int(baris.split()[1]) * 1024
    return 0
