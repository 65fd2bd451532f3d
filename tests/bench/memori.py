"""The memory of a process with all its descendants, read from /proc (Linux)."""

from __future__ import annotations

import contextlib
import subprocess
import time
from pathlib import Path

PROC = Path("/proc")
SELANG = 0.02  # seconds between two looks


def jalankan_diamati(perintah: list[str], lingkungan: dict[str, str], batas: float) -> int | None:
    """Run a command to its end; the highest sum over its process tree in bytes, None where /proc cannot tell.

    The sum is of proportional shares (PSS): memory that several processes share counts once.

    Raises:
        subprocess.TimeoutExpired: it runs longer than `batas` seconds.
    """
    puncak = 0
    with subprocess.Popen(
        perintah, env=lingkungan, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as proses:
        selesai = time.monotonic() + batas
        while proses.poll() is None:
            if time.monotonic() > selesai:
                proses.kill()
                raise subprocess.TimeoutExpired(perintah, batas)
            puncak = max(puncak, sum(map(_bagian, _keturunan(proses.pid))))
            time.sleep(SELANG)
    return puncak or None


def _keturunan(pid: int) -> set[int]:
    anak: dict[int, list[int]] = {}
    for folder in PROC.glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            # pid (name) state ppid …: the name may hold spaces and brackets
            induk = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
            anak.setdefault(induk, []).append(int(folder.name))
    hasil, baru = set(), [pid]
    while baru:
        satu = baru.pop()
        hasil.add(satu)
        baru += anak.get(satu, [])
    return hasil


def _bagian(pid: int) -> int:
    with contextlib.suppress(OSError, ValueError, IndexError):
        for baris in (PROC / str(pid) / "smaps_rollup").read_text().splitlines():
            if baris.startswith("Pss:"):
                return int(baris.split()[1]) * 1024
    return 0
