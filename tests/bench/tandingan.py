"""The peers, each as a whole process: headless Chromium prints the same page, LibreOffice converts the same grid."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import pypdfium2

from tests.bench.memori import Pemakaian, amati

BATAS = 600  # seconds for one conversion
PERAMBAN = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
KANTOR = ("soffice", "libreoffice")


class Gagal(RuntimeError):
    """A peer did not make its PDF; the message says why, in Indonesian."""


@dataclass(frozen=True, slots=True)
class Tandingan:
    """A program that makes a PDF of a file: `perintah(source, folder for the PDF, profile folder)`."""

    nama: str
    versi: str
    akhiran: str
    perintah: Callable[[Path, Path, Path], list[str]]

    def cetak(self, sumber: Path, folder: Path) -> float:
        """One conversion; seconds.

        Raises:
            Gagal: it ended with an error, took too long, or there is no PDF.
        """
        perintah, pdf = self._siap(sumber, folder)
        awal = perf_counter()
        try:
            jalan = subprocess.run(
                perintah, env=self._lingkungan(folder), stdin=subprocess.DEVNULL,
                capture_output=True, timeout=BATAS, check=False,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired) as galat:
            raise Gagal(f"{self.nama}: {galat}") from galat
        detik = perf_counter() - awal
        if jalan.returncode or not pdf.exists():
            raise Gagal(
                f"{self.nama} berakhir dengan kode {jalan.returncode}: {jalan.stderr.decode(errors='replace')[-300:]}"
            )
        return detik

    def pemakaian(self, sumber: Path, folder: Path) -> Pemakaian:
        """Memory and processor time of one more conversion; on its own, so that watching does not cost it time.

        Raises:
            Gagal: it took too long.
        """
        perintah, _ = self._siap(sumber, folder)
        try:
            return amati(perintah, self._lingkungan(folder), BATAS)
        except (OSError, subprocess.TimeoutExpired) as galat:
            raise Gagal(f"{self.nama}: {galat}") from galat

    def halaman(self, sumber: Path, folder: Path) -> int:
        """Pages of the PDF of the last conversion."""
        with pypdfium2.PdfDocument(self._pdf(sumber, folder)) as pdf:
            return len(pdf)

    def _siap(self, sumber: Path, folder: Path) -> tuple[list[str], Path]:
        pdf = self._pdf(sumber, folder)
        pdf.parent.mkdir(parents=True, exist_ok=True)
        pdf.unlink(missing_ok=True)
        return self.perintah(sumber, pdf, folder / f"profil-{self.nama}"), pdf

    def _pdf(self, sumber: Path, folder: Path) -> Path:
        return folder / self.nama / f"{sumber.stem}.pdf"

    @staticmethod
    def _lingkungan(folder: Path) -> dict[str, str]:
        return os.environ | {"HOME": str(folder)}


def cari_tandingan() -> tuple[list[Tandingan], list[str]]:
    """The peers that this machine has, and what is missing in words."""
    ada, kurang = [], []
    for nama, calon, akhiran, perintah in (
        ("Chromium", (os.environ.get("RB_PORTAL_CHROMIUM"), *PERAMBAN), ".html", _perintah_peramban),
        ("LibreOffice", KANTOR, ".xlsx", _perintah_kantor),
    ):
        for satu in filter(None, calon):
            program = shutil.which(satu)
            if program and (versi := _versi(program)):
                ada.append(Tandingan(nama, versi, akhiran, perintah(program)))
                break
        else:
            kurang.append(f"{nama} tidak ada di mesin ini (dicari: {', '.join(filter(None, calon))}); dilewati.")
    return ada, kurang


def _versi(program: str) -> str:
    """What the program says of itself; "" when it does not start (Ubuntu's stub that asks for a snap)."""
    try:
        jalan = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return " ".join(jalan.stdout.split()[:2])


def _perintah_peramban(program: str) -> Callable[[Path, Path, Path], list[str]]:
    return lambda sumber, pdf, profil: [
        program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--disable-dev-shm-usage", "--no-pdf-header-footer", f"--user-data-dir={profil}",
        f"--print-to-pdf={pdf}", sumber.as_uri(),
    ]  # fmt: skip


def _perintah_kantor(program: str) -> Callable[[Path, Path, Path], list[str]]:
    return lambda sumber, pdf, profil: [
        program, f"-env:UserInstallation={profil.as_uri()}", "--headless", "--norestore", "--nologo",
        "--convert-to", "pdf", "--outdir", str(pdf.parent), str(sumber),
    ]  # fmt: skip
