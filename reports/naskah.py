"""A decree to and from the nested mapping of fixtures and of the JSON export (docs/skema/rencana.schema.json)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from actionplans.models import RencanaAksi
from reports.models import BagianKeputusan, Keputusan

# Place in the mapping → field of the model.
_MEDAN = {
    ("nomor",): "nomor",
    ("tempat",): "tempat",
    ("judul",): "judul",
    ("tentang",): "tentang",
    ("pembuka",): "pembuka",
    ("menetapkan",): "menetapkan",
    ("penanda_tangan", "jabatan"): "jabatan_penanda_tangan",
    ("penanda_tangan", "nama"): "nama_penanda_tangan",
    ("salinan", "cap"): "cap_salinan",
    ("salinan", "frasa"): "frasa_salinan",
    ("salinan", "unit"): "unit_salinan",
    ("salinan", "jabatan"): "jabatan_salinan",
    ("salinan", "nama"): "nama_salinan",
    ("frasa", "nomor"): "frasa_nomor",
    ("frasa", "memutuskan"): "frasa_memutuskan",
    ("frasa", "tempat"): "frasa_tempat",
    ("frasa", "tanggal"): "frasa_tanggal",
    ("frasa", "ttd"): "frasa_ttd",
    ("kata_penyambung",): "kata_penyambung",
    ("lampiran", "kepala"): "kepala_lampiran",
    ("lampiran", "teks_kepala"): "teks_kepala_lampiran",
    ("lampiran", "judul"): "judul_lampiran",
    ("lampiran", "tempat_tanggal"): "tempat_tanggal_lampiran",
    ("lampiran", "tanda_tangan"): "tanda_tangan_lampiran",
    ("lampiran", "salinan"): "salinan_lampiran",
    ("catatan",): "catatan",
}


@transaction.atomic
def buat_keputusan(rencana: RencanaAksi, data: Mapping[str, Any]) -> Keputusan:
    """The decree of `rencana` from its mapping.

    Raises:
        KeyError: a part is missing. ValidationError: a part cannot be used.
    """
    nilai = {medan: _ambil(data, jalur) for jalur, medan in _MEDAN.items() if jalur != ("catatan",)}
    keputusan = Keputusan(
        rencana=rencana,
        kop="\n".join(data["kop"]),
        tanggal=datetime.date.fromisoformat(data["tanggal"]) if data.get("tanggal") else None,
        catatan=data.get("catatan") or [],
        **nilai,
    )
    keputusan.full_clean()
    keputusan.save()
    bagian = [("menimbang", "", teks) for teks in data["menimbang"]]
    bagian += [("mengingat", "", teks) for teks in data["mengingat"]]
    bagian += [("diktum", satu["label"], satu["teks"]) for satu in data["diktum"]]
    BagianKeputusan.objects.bulk_create(
        BagianKeputusan(keputusan=keputusan, bagian=jenis, urutan=urutan, label=label, teks=teks)
        for urutan, (jenis, label, teks) in enumerate(bagian, 1)
    )
    return keputusan


def data_keputusan(keputusan: Keputusan) -> dict[str, Any]:
    """The mapping of a decree; what `buat_keputusan` reads."""
    hasil: dict[str, Any] = {
        "kop": keputusan.kop.split("\n"),
        "tanggal": keputusan.tanggal.isoformat() if keputusan.tanggal else None,
    }
    for jalur, medan in _MEDAN.items():
        tempat = hasil
        for kunci in jalur[:-1]:
            tempat = tempat.setdefault(kunci, {})
        tempat[jalur[-1]] = getattr(keputusan, medan)
    bagian = sorted(keputusan.bagian.all(), key=lambda satu: satu.urutan)
    for jenis in ("menimbang", "mengingat"):
        hasil[jenis] = [satu.teks for satu in bagian if satu.bagian == jenis]
    hasil["diktum"] = [{"label": satu.label, "teks": satu.teks} for satu in bagian if satu.bagian == "diktum"]
    return hasil


def _ambil(data: Mapping[str, Any], jalur: tuple[str, ...]) -> Any:
    nilai: Any = data
    for kunci in jalur:
        nilai = nilai[kunci]
    return nilai
