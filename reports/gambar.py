"""Pages of a PDF as pictures, for the preview: what is shown is what is printed, on phones, too.

pypdfium2 (Chromium's PDF engine as a wheel): frames with PDF in them stay blank on many phones.
"""

import hashlib
import io

from django.core.cache import cache

TITIK_PER_INCI = 110


def gambar_halaman(pdf: bytes, halaman: int) -> bytes:
    """Page `halaman` (from 1) as a grey PNG of 110 dpi; kept in the cache."""
    kunci = f"halaman:{hashlib.sha256(pdf).hexdigest()}:{halaman}:{TITIK_PER_INCI}"
    gambar: bytes | None = cache.get(kunci)
    if gambar is None:
        gambar = _gambar(pdf, halaman)
        cache.set(kunci, gambar)
    return gambar


def _gambar(pdf: bytes, halaman: int) -> bytes:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as dokumen:
        peta = dokumen[halaman - 1].render(scale=TITIK_PER_INCI / 72, grayscale=True)
        keluaran = io.BytesIO()
        peta.to_pil().quantize(16).save(keluaran, "PNG", optimize=True)
    return keluaran.getvalue()
