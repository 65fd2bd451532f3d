"""The PIC in a column of its own: whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from actionplans.impor.petak import Petak
from actionplans.impor.pic import PengenalPic
from actionplans.impor.susunan import Susunan, sel_teks
from areas.isi import TINGKAT, TINGKAT_DARI_KELAS, IsiButir


@dataclass(slots=True)
class _Baris:
    mulai: dict[str, list[IsiButir]]
    teks: str = ""


@dataclass(slots=True)
class KolomPic:
    """Remembers each row's PIC cell and what begins there; in the end the level is told by all of them together:
    one at which every cell stands at a beginning, and that has nearly as many rows as there are cells."""

    _baris: list[_Baris] = field(default_factory=list)

    def catat(
        self, petak: Petak, susunan: Susunan, baris: int, mulai: Sequence[IsiButir], indikator: Sequence[IsiButir]
    ) -> None:
        if "pic" not in susunan.teks:
            return
        sel, awal = sel_teks(petak, susunan, baris, "pic")
        menurut: dict[str, list[IsiButir]] = {}
        for butir in (*mulai, *indikator):
            menurut.setdefault(TINGKAT_DARI_KELAS[type(butir)], []).append(butir)
        self._baris.append(_Baris(menurut, sel.teks if sel and awal else ""))

    def bagikan(self, pengenal: PengenalPic) -> None:
        """Give every PIC to its row of the tree."""
        berisi = [satu for satu in self._baris if satu.teks]
        calon = [t for t in TINGKAT if t != "area" and all(t in satu.mulai for satu in berisi)]
        if not berisi:
            return
        tingkat = min(calon or ["indikator"], key=lambda t: sum(t in satu.mulai for satu in self._baris) - len(berisi))
        for satu in berisi:
            for butir in satu.mulai.get(tingkat, ()) or [b for daftar in satu.mulai.values() for b in daftar][-1:]:
                butir.pic = [*butir.pic, *pengenal.pisah_kolom(satu.teks)]
