"""Runs the benchmarks and prints the tables: `python -m tests.bench [--bagian pdf|rencana] [--ulangan N] [--json F]`.

PDF: the engines take turns (ours, Chromium, LibreOffice, ours, …), document by document, so that a machine that grows
slower or busier does so for all of them. No verdict: the figures are for people to read.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.bench.laporan import keterangan_mesin, laporan
from tests.bench.susun_impor import laporan_rencana, siapkan_dasar, ukur_rencana
from tests.bench.tandingan import Gagal, Tandingan, cari_tandingan
from tests.bench.ukuran import DOKUMEN, KELIPATAN, Hasil, Set

AKAR = Path(__file__).resolve().parents[2]


def main() -> None:
    opsi = argparse.ArgumentParser(prog="./portal bench", description="Mengukur kecepatan dan memori.")
    opsi.add_argument("--bagian", choices=BAGIAN, help="hanya bagian ini (bawaan: semua)")
    opsi.add_argument("--ulangan", type=int, default=5, metavar="N", help="berapa kali tiap mesin diukur (bawaan 5)")
    opsi.add_argument("--json", type=Path, metavar="FILE", help="tulis juga semua angka ke FILE")
    pilihan = opsi.parse_args()
    with tempfile.TemporaryDirectory(prefix="rb-portal-bench-") as nama:
        hasil = {
            bagian: ukur_bagian(Path(nama), max(1, pilihan.ulangan))
            for bagian, ukur_bagian in BAGIAN.items()
            if pilihan.bagian in (None, bagian)
        }
    if pilihan.json:
        pilihan.json.write_text(json.dumps(hasil, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def ukur(folder: Path, ulangan: int) -> dict[str, Any]:
    """Measure everything and print the table; the figures as data."""
    tandingan, kurang = cari_tandingan()
    for teks in kurang:
        kabar(teks)
    mesin = keterangan_mesin(tandingan)
    kabar("Menyiapkan basis data sementara dengan data contoh …")
    sets = siapkan(folder)
    with ExitStack() as tumpuk:
        pekerja = {satu.nama: tumpuk.enter_context(Pekerja(satu, folder)) for satu in sets}
        for satu in sets:
            kabar(f"Pemanasan: {satu.dokumen.nama}, {satu.kali} kali …")
            satu.hasil = [Hasil("kami"), *(Hasil(lain.nama) for lain in tandingan)]
            pekerja[satu.nama].mulai()
            tanding(satu, tandingan, folder, ukur_waktu=False)
        for putaran in range(1, ulangan + 1):
            kabar(f"Putaran {putaran} dari {ulangan} …")
            for satu in sets:
                pekerja[satu.nama].cetak(satu.hasil[0])
                tanding(satu, tandingan, folder, ukur_waktu=True)
        for satu in sets:
            satu.hasil[0].memori = pekerja[satu.nama].selesai()
            ukur_pemakaian(satu, tandingan, folder)
    kabar("")
    for baris in laporan(sets, mesin, ulangan):
        sys.stdout.write(f"{baris}\n")
    return {"mesin": mesin, "ulangan": ulangan, "set": [satu.data() for satu in sets]}


def ukur_susun_impor(folder: Path, ulangan: int) -> dict[str, Any]:
    """Measure editing, import and export (tests.bench.rencana) and print their table; the figures as data."""
    kabar("Mengukur penyusunan, impor, dan ekspor …")
    tersendiri = folder / "rencana"
    tersendiri.mkdir()
    lingkungan_kali = {kali: lingkungan(tersendiri, kali) for kali in KELIPATAN}
    siapkan_dasar(tersendiri, lingkungan_kali, {kali: basis_data(tersendiri, kali) for kali in KELIPATAN})
    hasil = ukur_rencana(tersendiri, ulangan, lingkungan_kali)
    sys.stdout.write("\n")
    for baris in laporan_rencana(hasil, ulangan):
        sys.stdout.write(f"{baris}\n")
    return {"ulangan": ulangan, "set": hasil}


BAGIAN: dict[str, Callable[[Path, int], dict[str, Any]]] = {"pdf": ukur, "rencana": ukur_susun_impor}


def kabar(teks: str) -> None:
    sys.stderr.write(f"{teks}\n")


def siapkan(folder: Path) -> list[Set]:
    """The throw-away databases, one for each multiple, and the files for the peers."""
    sets = []
    for kali in KELIPATAN:
        if kali > 1:
            shutil.copy(basis_data(folder, 1), basis_data(folder, kali))
        perintah = [sys.executable, "-m", "tests.bench.siapkan", str(folder), str(kali)]
        subprocess.run(perintah, cwd=AKAR, env=lingkungan(folder, kali), stdout=subprocess.DEVNULL, check=True)
        baris = json.loads((folder / f"{kali}.json").read_text(encoding="utf-8"))
        sets += [Set(dokumen, kali, baris[dokumen.kode]) for dokumen in DOKUMEN]
    return sorted(sets, key=lambda satu: (DOKUMEN.index(satu.dokumen), satu.kali))


def basis_data(folder: Path, kali: int) -> Path:
    return folder / f"{kali}.sqlite3"


def lingkungan(folder: Path, kali: int) -> dict[str, str]:
    """The environment of our processes: nothing of the user's own application."""
    bersih = {nama: nilai for nama, nilai in os.environ.items() if not nama.startswith(("DJANGO_", "RB_PORTAL_"))}
    return bersih | {
        "DJANGO_SETTINGS_MODULE": "rb_portal.settings",
        "DATABASE_URL": f"sqlite:///{basis_data(folder, kali)}",
        "RB_PORTAL_VAR": str(folder / "var"),
    }


class Pekerja:
    """A process that prints one decree again and again, warm (tests.bench.pekerja)."""

    def __init__(self, satu: Set, folder: Path) -> None:
        self.proses = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.pekerja", satu.dokumen.kode],
            cwd=AKAR, env=lingkungan(folder, satu.kali), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def __enter__(self) -> Pekerja:
        return self

    def __exit__(self, *galat: object) -> None:
        self.proses.kill()
        with self.proses:
            pass  # closes the pipes and waits

    def mulai(self) -> None:
        """Wait until it is warm."""
        self._jawaban()

    def cetak(self, hasil: Hasil) -> None:
        """One run, added to `hasil`."""
        assert self.proses.stdin
        self.proses.stdin.write("cetak\n")
        self.proses.stdin.flush()
        jawaban = self._jawaban()
        hasil.detik.append(sum(jawaban["tahap"].values()))
        hasil.tahap.append(jawaban["tahap"])
        hasil.sampah.append(jawaban["sampah"])
        hasil.prosesor, hasil.halaman = jawaban["prosesor"], jawaban["halaman"]

    def selesai(self) -> int:
        """End it; its peak memory in bytes."""
        assert self.proses.stdin
        self.proses.stdin.close()
        memori: int = self._jawaban()["memori"]
        return memori

    def _jawaban(self) -> dict[str, Any]:
        assert self.proses.stdout
        baris = self.proses.stdout.readline()
        if not baris:
            raise SystemExit("GAGAL: proses yang diukur berhenti; sebabnya tercetak di atas.")
        jawaban: dict[str, Any] = json.loads(baris)
        return jawaban


def tanding(satu: Set, tandingan: list[Tandingan], folder: Path, *, ukur_waktu: bool) -> None:
    """One run of each peer; one that fails is said and left out from then on."""
    for lain, hasil in zip(tandingan, satu.hasil[1:], strict=True):
        if hasil.galat:
            continue
        sumber = folder / f"{satu.nama}{lain.akhiran}"
        try:
            detik = lain.cetak(sumber, folder / f"tandingan-{satu.nama}")
            if ukur_waktu:
                hasil.detik.append(detik)
        except Gagal as galat:
            hasil.galat = str(galat)
            kabar(hasil.galat)


def ukur_pemakaian(satu: Set, tandingan: list[Tandingan], folder: Path) -> None:
    for lain, hasil in zip(tandingan, satu.hasil[1:], strict=True):
        if hasil.galat:
            continue
        sumber, tempat = folder / f"{satu.nama}{lain.akhiran}", folder / f"tandingan-{satu.nama}"
        try:
            hasil.halaman = lain.halaman(sumber, tempat)
            hasil.memori, hasil.prosesor = lain.pemakaian(sumber, tempat)
        except Gagal as galat:
            kabar(str(galat))


if __name__ == "__main__":
    main()
