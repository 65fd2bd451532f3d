"""Plans that no office wrote, to break pages with: texts of numbered words, so that each can be found again."""

from __future__ import annotations

import re

from areas.isi import IsiArea, IsiIndikator, IsiKegiatan, IsiPohon, IsiSubKegiatan

POLA = re.compile(r"[a-z]+\d{4}")


class Kosakata:
    """Words that are never the same twice: `keg0001 keg0002 …`; each knows the column that it belongs to."""

    def __init__(self) -> None:
        self.milik: dict[str, list[str]] = {}

    def __call__(self, kolom: str, jumlah: int) -> str:
        kata = self.milik.setdefault(kolom, [])
        awalan = kolom.replace("_", "")[:3]
        baru = [f"{awalan}{nomor:04}" for nomor in range(len(kata) + 1, len(kata) + jumlah + 1)]
        kata += baru
        return " ".join(baru)


def pohon_ekstrem(
    kata: Kosakata, *, awal: int = 0, kegiatan: int = 4, baris: int = 3, indikator: int = 6, rincian: int = 4
) -> IsiPohon:
    """Three areas: `awal` rows that fill the page, then a kegiatan of `kegiatan` words over `baris` rows whose
    middle one has an indikator of `indikator` and a rincian of `rincian` words, then a small one.
    """
    area = [_area(kata, 4, awal)] if awal else []
    area.append(_area(kata, kegiatan, baris, tengah=(indikator, rincian)))
    area.append(_area(kata, 4, 1))
    return IsiPohon(area)


def _area(kata: Kosakata, kegiatan: int, baris: int, tengah: tuple[int, int] = (6, 4)) -> IsiArea:
    """An area with one kegiatan; made from the outside in, so that the words count up in reading order."""
    area = IsiArea(uraian=kata("area", 3))
    satu = IsiKegiatan(uraian=kata("kegiatan", kegiatan))
    area.anak.append(satu)
    for nomor in range(baris):
        indikator, rincian = tengah if nomor == baris // 2 else (6, 4)
        sub = IsiSubKegiatan(uraian=kata("sub_kegiatan", 4), rincian=kata("rincian", rincian))
        sub.anak.append(IsiIndikator(uraian=kata("indikator", indikator)))
        satu.anak.append(sub)
    return area
