"""The menu with which a plan is taken away as a file."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.urls import reverse

from actionplans.models import RencanaAksi
from reports.berkas_ekspor import Format

register = template.Library()

_PILIHAN = (
    (Format.XLSX, "Excel", "Dapat disunting lalu dibawa kembali", "grid-3x3"),
    (Format.DOCX, "Word", "Lampiran sebagai dokumen", "file-earmark-text"),
    (Format.CSV, "CSV", "Satu baris per indikator", "table"),
    (Format.JSON, "JSON", "Untuk program lain, beserta Keputusan", "archive"),
)


@register.inclusion_tag("reports/menu_unduh.html")
def menu_unduh(rencana: RencanaAksi, versi: Sequence[int], kembali_url: str | None = "") -> dict[str, Any]:
    """The menu for this version of the plan; `versi` are the versions that there are, newest first. `kembali_url`:
    where its writers bring an edited workbook back."""
    tanda = f"?versi={rencana.versi}" if rencana.versi != versi[0] else ""
    return {
        "pilihan": [
            {
                "alamat": reverse("keputusan:ekspor", args=(*rencana.alamat, bentuk)) + tanda,
                "nama": nama,
                "ket": ket,
                "ikon": ikon,
            }
            for bentuk, nama, ket, ikon in _PILIHAN
        ],
        "kembali_url": kembali_url,
    }
