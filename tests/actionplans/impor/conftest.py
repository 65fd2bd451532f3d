"""The four decrees as trees, and the sub-divisions that they name."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import yaml

from areas.bulan import Bulan
from areas.isi import IsiPohon, baca
from areas.penomoran import Skema, beri_nomor

AKAR = Path(__file__).resolve().parents[3] / "fixtures"
KEPUTUSAN = ("alor-2026-rb", "bangka-barat-2026-zi", "kubu-raya-2022-rb", "sumbawa-barat-2022-agen")
SKEMA = {
    satu["kode"]: Skema.dari_data(satu["definisi"])
    for satu in yaml.safe_load((AKAR / "areas" / "skema_nomor.yaml").read_text())
}


def muat(nama: str) -> dict:
    pemuat = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((AKAR / f"{nama}.yaml").read_text(), Loader=pemuat)  # noqa: S506 (a safe loader)


def pohon_keputusan(nama: str) -> tuple[IsiPohon, int, str]:
    """A decree's numbered tree, its year and its numbering scheme."""
    data = muat(f"actionplans/demo/{nama}")
    return beri_nomor(baca(data), SKEMA[data["skema_nomor"]]), data["tahun"], data["skema_nomor"]


def beri_bulan(pohon: IsiPohon, tahun: int, benih: str) -> IsiPohon:
    """Give every indikator that has none months at random (in place)."""
    acak = random.Random(benih)  # noqa: S311
    for indikator in pohon.indikator():
        if not indikator.bulan:
            bulan = sorted(acak.sample(range(1, 13), acak.choice((0, 1, 1, 2, 3, 4, 12))))
            indikator.bulan = tuple(Bulan(tahun, satu) for satu in bulan)
    return pohon


def beri_pic_dan_ket(pohon: IsiPohon, benih: str) -> IsiPohon:
    """Give a tree without PIC, and one without or with few KET, some at random (in place): most decrees have none."""
    acak = random.Random(benih)  # noqa: S311
    if not any(butir.pic for butir in pohon.semua()):
        for area in pohon.area:
            for butir in (*area.anak, *(sub for kegiatan in area.anak for sub in kegiatan.anak)):
                if acak.randrange(3) == 0:
                    butir.pic = list(acak.choice((("KUL",), ("TEKNIS",), ("HUKUM & SDM", "KUL"), ("PERDATIN",))))
    for indikator in pohon.indikator():
        if not indikator.ket and acak.randrange(4) == 0:
            indikator.ket = acak.choice(("Tentatif", "Sesuai kebutuhan", "KUL", "Bila ada anggaran\nDIPA"))
    return pohon


@pytest.fixture(scope="session")
def subbag() -> list[str]:
    """Every way of writing the sub-divisions of a regency's office."""
    data = muat("satker/subbag")["kabkota"]
    return [nama for satu in data for nama in (satu["kode"], satu["nama"], *satu.get("alias", ()))]
