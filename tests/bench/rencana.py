"""Writing a plan, in a process of its own: `python -m tests.bench.rencana FOLDER KALI ULANGAN` on DATABASE_URL.

A workbook of some 200 rows (KALI times as many in every area) is uploaded, previewed and made a plan; then that plan is
edited and exported. All through the test client: server time, warm, from the address to the last byte. Prints the
seconds of each run as a line of JSON.
"""

from __future__ import annotations

import gc
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

import django

from tests.bench.tandingan import BATAS, KANTOR

BARIS = 200
TAHUN = 2031
PEMANASAN = 1


def main(folder: Path, kali: int, ulangan: int) -> None:
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS = ["testserver"]
    if not Path(settings.STATIC_ROOT).exists():
        call_command("collectstatic", verbosity=0, interactive=False)
    call_command("migrate", verbosity=0, interactive=False)
    data, baris = buku_kerja(kali)
    (folder / f"rencana-{kali}.xlsx").write_bytes(data)
    hasil = ukur(data, ulangan) | pembanding(folder, kali, data, ulangan)
    sys.stdout.write(json.dumps({"kali": kali, "baris": baris, "hasil": hasil}) + "\n")


def buku_kerja(kali: int) -> tuple[bytes, int]:
    """The workbook and its rows: the plan of Alor, its kegiatan repeated in their areas."""
    from areas.penomoran import beri_nomor
    from tests.actionplans.impor.conftest import SKEMA, beri_bulan, beri_pic_dan_ket, pohon_keputusan
    from tests.actionplans.impor.gaya import GAYA, tulis_xlsx

    pohon, _, skema = pohon_keputusan("alor-2026-rb")
    asli = [(area, kegiatan) for area in pohon.area for kegiatan in area.anak]
    banyak = sum(1 for _ in pohon.indikator())
    putaran = 1
    while banyak < BARIS * kali:
        putaran += 1
        for area, kegiatan in asli:
            if banyak >= BARIS * kali:
                break
            salinan = deepcopy(kegiatan)
            salinan.uraian += f" tahap {putaran}"
            area.anak.append(salinan)
            banyak += sum(len(sub.anak) for sub in salinan.anak)
    beri_pic_dan_ket(beri_bulan(beri_nomor(pohon, SKEMA[skema]), TAHUN, "bench"), "bench")
    return tulis_xlsx(pohon, GAYA["kubu"], TAHUN), banyak


def ukur(data: bytes, ulangan: int) -> dict[str, list[float]]:
    """Seconds of every run of each deed; the last plan that was made is the one edited and exported."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    from actionplans.models import RencanaAksi
    from areas.simpan import baca_pohon
    from reports.berkas_ekspor import Format
    from satker.models import Satker
    from tests.factories import PenugasanFactory

    satker = Satker.objects.get(kode="5305")
    klien = Client()
    klien.force_login(PenugasanFactory(satker=satker).pengguna)
    hasil: dict[str, list[float]] = {}

    def jalankan(nama: str, minta: Callable[[], Any], status: int, *, hangat: bool) -> Any:
        gc.collect()
        awal = perf_counter()
        jawaban = minta()
        _ = jawaban.getvalue() if jawaban.streaming else jawaban.content
        detik = perf_counter() - awal
        if jawaban.status_code != status:
            raise SystemExit(f"GAGAL: {nama} menjawab {jawaban.status_code}, bukan {status}.")
        if hangat:
            hasil.setdefault(nama, []).append(detik)
        return jawaban

    for putaran in range(PEMANASAN + ulangan):
        hangat = putaran >= PEMANASAN
        isian: dict[str, Any] = {"satker": satker.pk, "tahun": TAHUN + putaran, "jenis": "rb"}
        isian["berkas"] = SimpleUploadedFile("rencana.xlsx", data)
        kirim: dict[str, Any] = {"path": "/rencana/impor/", "data": isian, "secure": True}
        alamat = jalankan("impor: unggah", partial(klien.post, **kirim), 302, hangat=hangat)["Location"]
        jalankan("impor: pratinjau", partial(klien.get, alamat, secure=True), 200, hangat=hangat)
        setuju: dict[str, Any] = {"path": alamat, "data": {"simpan": "1"}, "secure": True}
        jalankan("impor: buat rencana", partial(klien.post, **setuju), 302, hangat=hangat)

    rencana = RencanaAksi.objects.untuk_lembar().filter(satker=satker, jenis="rb").order_by("-tahun")[0]
    akar = rencana.get_absolute_url()
    isi = baca_pohon(rencana.pohon)
    indikator = next(isi.indikator()).id
    for putaran in range(PEMANASAN + ulangan):
        hangat = putaran >= PEMANASAN
        jalankan(
            "susun: halaman area",
            partial(klien.get, f"{akar}susun/?area={isi.area[0].id}", secure=True),
            200,
            hangat=hangat,
        )
        arah = "mati" if putaran % 2 else "nyala"
        tanda: dict[str, Any] = {"path": f"{akar}susun/indikator/{indikator}/bulan/", "secure": True}
        tanda |= {"data": {arah: f"{rencana.tahun}-05"}, "headers": {"accept": "application/json"}}
        jalankan("susun: tanda bulan", partial(klien.post, **tanda), 200, hangat=hangat)
        for bentuk in Format:
            jalankan(f"ekspor: {bentuk}", partial(klien.get, f"{akar}ekspor/{bentuk}", secure=True), 200, hangat=hangat)
    return hasil


def pembanding(folder: Path, kali: int, data: bytes, ulangan: int) -> dict[str, list[float]]:
    """Peers on the same workbook: openpyxl alone, and LibreOffice as a whole process."""
    from openpyxl import load_workbook

    hasil: dict[str, list[float]] = {"openpyxl: buka": [], "openpyxl: tulis": []}
    for _ in range(ulangan):
        gc.collect()
        awal = perf_counter()
        buku = load_workbook(io.BytesIO(data))
        dibuka = perf_counter()
        buku.save(io.BytesIO())
        hasil["openpyxl: buka"].append(dibuka - awal)
        hasil["openpyxl: tulis"].append(perf_counter() - dibuka)
    kantor = next(filter(None, map(shutil.which, KANTOR)), None)
    if kantor:
        profil = (folder / "profil-kantor").as_uri()
        perintah = [kantor, f"-env:UserInstallation={profil}", "--headless", "--norestore", "--convert-to", "csv"]
        perintah += ["--outdir", str(folder), str(folder / f"rencana-{kali}.xlsx")]
        for putaran in range(PEMANASAN + ulangan):
            awal = perf_counter()
            jalan = subprocess.run(perintah, stdin=subprocess.DEVNULL, capture_output=True, timeout=BATAS, check=False)
            if jalan.returncode:
                return hasil
            if putaran >= PEMANASAN:
                hasil.setdefault("LibreOffice: ke csv", []).append(perf_counter() - awal)
    return hasil


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
