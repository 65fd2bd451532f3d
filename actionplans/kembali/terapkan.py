"""Changing a plan into a joined tree: one deed of the journal, undone as one."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F

from actionplans.beda_pohon import Kunci, beda_medan, kunci_butir, rancang, telusur, terpanjang_naik
from actionplans.jurnal import Catatan, catat
from actionplans.models import RencanaAksi
from areas.cabang import BAWAH, cari_butir, data_cabang, kunci_induk, pindahkan, tempat, tulis_bulan, tulis_cabang
from areas.isi import TINGKAT_DARI_KELAS, IsiButir, IsiIndikator, IsiPohon
from areas.simpan import MODEL

if TYPE_CHECKING:
    from satker.models import Pengguna


@transaction.atomic
def terapkan(rencana: RencanaAksi, pengguna: Pengguna, kini: IsiPohon, hasil: IsiPohon) -> uuid.UUID | None:
    """Make a plan's tree, which is `kini`, into `hasil` (rows under their keys, new ones without: they get theirs).

    The caller has locked the plan (`actionplans.ubah.kunci_rencana`) and read `kini` since. Returns the deed; None
    when there was nothing to do.
    """
    rancangan = rancang(kini, hasil)
    if not rancangan:
        return None
    penerap = _Penerap(rencana, kini)
    penerap.letakkan(rencana.pohon_id, hasil.area)
    catatan = [*penerap.catatan, *penerap.ubah(hasil), *_hapus(rencana, rancangan.hapus)]
    return catat(rencana, pengguna, *catatan)


class _Penerap:
    """Puts rows where they belong, from above, each after the one that it is to follow."""

    def __init__(self, rencana: RencanaAksi, kini: IsiPohon) -> None:
        self.rencana = rencana
        self.kini = {kunci_butir(butir): butir for butir in kini.semua()}
        self.urut: dict[tuple[str, int], list[int]] = {("area", rencana.pohon_id): [b.id or 0 for b in kini.area]}
        self.atas: dict[Kunci, tuple[str, int]] = {kunci_butir(b): ("area", rencana.pohon_id) for b in kini.area}
        for butir in kini.semua():
            if not isinstance(butir, IsiIndikator):
                wadah = (_bawah(butir), butir.id or 0)
                self.urut[wadah] = [anak.id or 0 for anak in butir.anak]
                self.atas |= {kunci_butir(anak): wadah for anak in butir.anak}
        self.catatan: list[Catatan] = []

    def letakkan(self, induk: int, anak: Sequence[IsiButir]) -> None:
        if not anak:
            return
        tingkat = TINGKAT_DARI_KELAS[type(anak[0])]
        wadah = (tingkat, induk)
        saudara = self.urut.setdefault(wadah, [])
        diam = self._diam(wadah, anak)
        sebelum: int | None = None
        for satu in anak:
            if satu.id is None:
                self._tambah(wadah, satu, sebelum)
            elif satu.id not in diam:
                self._pindah(wadah, satu, sebelum)
            sebelum = satu.id
            assert satu.id in saudara  # noqa: S101 (both ways of placing a row put it there)
        for satu in anak:
            self.letakkan(satu.id or 0, getattr(satu, "anak", ()))

    def _diam(self, wadah: tuple[str, int], anak: Sequence[IsiButir]) -> set[int]:
        """Rows that can stay while the others are moved round them."""
        tingkat = wadah[0]
        urutan = {(tingkat, kunci): nomor for nomor, kunci in enumerate(self.urut[wadah])}
        ada = [kunci_butir(b) for b in anak if b.id is not None and kunci_butir(b) in urutan]
        return {kunci for _, kunci in terpanjang_naik(ada, urutan)}

    def _urutan(self, wadah: tuple[str, int], sebelum: int | None) -> int:
        """The place, from 1, after the row `sebelum`."""
        return self.urut[wadah].index(sebelum) + 2 if sebelum is not None else 1

    def _tambah(self, wadah: tuple[str, int], butir: IsiButir, sebelum: int | None) -> None:
        """A new row; with all under it when that is new as well, else bare: its rows follow."""
        tingkat, induk = wadah
        utuh = all(satu.id is None for satu in telusur(butir))
        isi = butir if utuh or isinstance(butir, IsiIndikator) else replace(butir, anak=[])  # type: ignore[call-arg]
        urutan = self._urutan(wadah, sebelum)
        tulis_cabang(induk, isi, tingkat, urutan=urutan)
        butir.id = isi.id or 0
        self.urut[wadah].insert(urutan - 1, butir.id)
        if utuh:
            for satu in telusur(butir):
                if not isinstance(satu, IsiIndikator):
                    self.urut[_bawah(satu), satu.id or 0] = [anak.id or 0 for anak in satu.anak]  # type: ignore[attr-defined]
        model = cari_butir(self.rencana.pohon_id, tingkat, butir.id)
        self.catatan.append(Catatan.tambah(tingkat, model, induk, urutan, data_cabang(isi)))

    def _pindah(self, wadah: tuple[str, int], butir: IsiButir, sebelum: int | None) -> None:
        tingkat, induk = wadah
        kunci = butir.id or 0
        model: Any = cari_butir(self.rencana.pohon_id, tingkat, kunci)
        dari = {"induk": kunci_induk(model), "urutan": tempat(model)}
        self.urut[self.atas[tingkat, kunci]].remove(kunci)
        urutan = self._urutan(wadah, sebelum)
        pindahkan(model, induk, urutan)
        self.urut[wadah].insert(urutan - 1, kunci)
        self.atas[tingkat, kunci] = wadah
        self.catatan.append(Catatan.pindah(tingkat, model, dari, {"induk": induk, "urutan": urutan}))

    def ubah(self, hasil: IsiPohon) -> Iterator[Catatan]:
        """Texts and months of the rows that were there before."""
        for butir in hasil.semua():
            lama = self.kini.get(kunci_butir(butir))
            beda = list(beda_medan(lama, butir)) if lama else []
            if not beda:
                continue
            tingkat = TINGKAT_DARI_KELAS[type(butir)]
            sebelum = {satu.medan: satu.lama for satu in beda if satu.medan != "bulan"}
            sesudah = {satu.medan: satu.baru for satu in beda if satu.medan != "bulan"}
            model: Any = cari_butir(self.rencana.pohon_id, tingkat, butir.id or 0)
            if sesudah:
                MODEL[tingkat]._default_manager.filter(pk=model.pk).update(revisi=F("revisi") + 1, **sesudah)
                yield Catatan.ubah(tingkat, model, sebelum, sesudah)
            for satu in beda:
                if satu.medan == "bulan":
                    tulis_bulan(model.pk, satu.lama, satu.baru)
                    yield Catatan.bulan(model, [b.iso() for b in satu.lama], [b.iso() for b in satu.baru])


def _hapus(rencana: RencanaAksi, kepala: Sequence[IsiButir]) -> Iterator[Catatan]:
    """Delete the branches that nothing was moved out of any more."""
    for butir in kepala:
        tingkat = TINGKAT_DARI_KELAS[type(butir)]
        model = cari_butir(rencana.pohon_id, tingkat, butir.id or 0)
        catatan = Catatan.hapus(tingkat, model)
        model.delete()
        yield catatan


def _bawah(butir: IsiButir) -> str:
    return BAWAH[TINGKAT_DARI_KELAS[type(butir)]] or ""
