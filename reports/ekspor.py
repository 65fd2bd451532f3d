"""The whole plan and its decree as one JSON document; its schema: docs/skema/rencana.schema.json."""

from __future__ import annotations

from typing import Any

from actionplans.models import RencanaAksi
from areas.isi import tulis
from areas.simpan import baca_pohon
from reports.models import Keputusan
from reports.naskah import data_keputusan

VERSI_SKEMA = 1


def data_rencana(rencana: RencanaAksi) -> dict[str, Any]:
    """The plan (from `untuk_lembar`), its tree and, where there is one, its decree."""
    pohon = rencana.pohon
    keputusan = Keputusan.objects.filter(rencana=rencana).prefetch_related("bagian").first()
    return {
        "versi_skema": VERSI_SKEMA,
        "satker": {
            "kode": rencana.satker.kode_titik,
            "nama_resmi": rencana.satker.nama_resmi,
            "nama_pendek": rencana.satker.nama_pendek,
        },
        "tahun": rencana.tahun,
        "jenis": rencana.jenis_id,
        "versi": rencana.versi,
        "status": rencana.status,
        "tata_kolom": pohon.tata_kolom.kode,
        "skema_nomor": pohon.skema_nomor.kode,
        "sumber": rencana.sumber,
        "catatan": rencana.catatan,
        "area": tulis(baca_pohon(pohon)),
        "keputusan": data_keputusan(keputusan) if keputusan else None,
    }
