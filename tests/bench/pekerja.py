"""Our way, in a process of its own: `python -m tests.bench.pekerja KODE` on the database of DATABASE_URL.

Prints the decree once to be warm and says so with an empty object; then once for every line on stdin. Each answer is a
line of JSON: seconds of each stage, pages. At the end of stdin: the peak memory of the process in bytes.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

import django

from tests.bench.ukuran import DOKUMEN, Dokumen

if TYPE_CHECKING:
    from reports.models import Keputusan


def main(kode: str) -> None:
    django.setup()
    dokumen = next(satu for satu in DOKUMEN if satu.kode == kode)
    cetak(dokumen)
    jawab({})
    for _ in sys.stdin:
        jawab(cetak(dokumen))
    puncak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    jawab({"memori": puncak if sys.platform == "darwin" else puncak * 1024})


def jawab(data: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(data) + "\n")
    sys.stdout.flush()


def ambil_keputusan(dokumen: Dokumen) -> Keputusan:
    """The decree with everything that printing needs besides the tree."""
    from reports.models import Keputusan

    return Keputusan.objects.untuk_cetak().get(
        rencana__satker__kode=dokumen.satker, rencana__tahun=dokumen.tahun, rencana__jenis=dokumen.jenis
    )


def cetak(dokumen: Dokumen) -> dict[str, Any]:
    """From the database to the bytes of the PDF, past the cache of `cetak_keputusan`."""
    from django.db import connection

    from reports import mesin
    from reports.cetak import Bentuk, html_keputusan

    basis_data = Jam()
    awal, prosesor = perf_counter(), process_time()
    with connection.execute_wrapper(basis_data):
        xhtml = html_keputusan(ambil_keputusan(dokumen), Bentuk.SALINAN)
    html = perf_counter()
    tersusun = mesin.rakit(xhtml)
    letak = perf_counter()
    pdf = mesin.tulis(tersusun, b"0" * 16)
    akhir, prosesor = perf_counter(), process_time() - prosesor
    halaman = len(tersusun.pages)
    del tersusun
    gc.collect()
    return {
        "tahap": {
            "basis data": basis_data.detik,
            "HTML": html - awal - basis_data.detik,
            "tata letak": letak - html,
            "tulis": akhir - letak,
        },
        "prosesor": prosesor,
        "sampah": perf_counter() - akhir,
        "halaman": halaman,
        "ukuran": len(pdf),
    }


class Jam:
    """A stopwatch around every query (without fetching its rows, which Django does bit by bit)."""

    def __init__(self) -> None:
        self.detik = 0.0

    def __call__(self, jalankan: Any, *argumen: Any) -> Any:
        awal = perf_counter()
        try:
            return jalankan(*argumen)
        finally:
            self.detik += perf_counter() - awal


if __name__ == "__main__":
    main(sys.argv[1])
