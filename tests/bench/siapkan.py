"""Makes what is measured: `python -m tests.bench.siapkan FOLDER KALI` on the database of DATABASE_URL.

With KALI 1 the database is made and the demo data loaded; with more, the tree of each measured plan gets its areas
that many times. Writes NAMA.html, NAMA.xlsx for the peers and KALI.json (rows of each grid) into FOLDER.
"""

from __future__ import annotations

import json
import sys
from copy import deepcopy
from pathlib import Path

import django


def main(folder: Path, kali: int) -> None:
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from reports.cetak import Bentuk, html_keputusan, kisi_keputusan
    from reports.demo import muat_demo
    from tests.bench.buku_kerja import tulis_buku_kerja
    from tests.bench.pekerja import ambil_keputusan
    from tests.bench.ukuran import DOKUMEN, Set

    if kali == 1:
        call_command("migrate", verbosity=0, interactive=False)
        muat_demo()
    baris = {}
    for dokumen in DOKUMEN:
        keputusan = ambil_keputusan(dokumen)
        if kali > 1:
            gandakan(keputusan.rencana.pohon, kali)
        nama = Set(dokumen, kali).nama
        kisi = kisi_keputusan(keputusan)
        baris[dokumen.kode] = sum(1 for _ in kisi.baris())
        xhtml = html_keputusan(keputusan, Bentuk.SALINAN, mandiri=True)
        (folder / f"{nama}.html").write_text(xhtml, encoding="utf-8")
        tulis_buku_kerja(kisi, folder / f"{nama}.xlsx")
    (folder / f"{kali}.json").write_text(json.dumps(baris), encoding="utf-8")
    connection.close()


def gandakan(pohon: object, kali: int) -> None:
    """Give a tree its areas `kali` times, one set after the other."""
    from areas.simpan import baca_pohon, kosongkan_pohon, tulis_pohon

    isi = baca_pohon(pohon)  # type: ignore[arg-type]
    isi.area = [area for _ in range(kali) for area in deepcopy(isi.area)]
    for butir in isi.semua():
        butir.id = None
    kosongkan_pohon(pohon)  # type: ignore[arg-type]
    tulis_pohon(pohon, isi)  # type: ignore[arg-type]


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
