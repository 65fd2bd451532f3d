"""A plan's tree frozen at a moment, and read back."""

from __future__ import annotations

import hashlib
import json

from actionplans.jurnal import entri_terakhir
from actionplans.models import Potret, RencanaAksi
from areas.cabang import cabang_dari_data, data_cabang
from areas.isi import IsiArea, IsiPohon
from areas.penomoran import beri_nomor
from areas.simpan import baca_pohon


def buat_potret(rencana: RencanaAksi) -> Potret:
    """Freeze the tree of a plan that the caller has locked; a tree that was frozen before is not kept twice."""
    isi = [data_cabang(area) for area in baca_pohon(rencana.pohon).area]
    sidik = hashlib.sha256(json.dumps(isi, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    lama = Potret.objects.filter(rencana=rencana).last()
    if lama is not None and lama.sidik == sidik:
        return lama
    return Potret.objects.create(rencana=rencana, isi=isi, sidik=sidik, jurnal=entri_terakhir(rencana))


def baca_potret(potret: Potret) -> IsiPohon:
    """The frozen tree, numbered by the plan's scheme."""
    area = [cabang_dari_data("area", satu) for satu in potret.isi]
    pohon = IsiPohon([satu for satu in area if isinstance(satu, IsiArea)])
    return beri_nomor(pohon, potret.rencana.pohon.skema_nomor.isi())
