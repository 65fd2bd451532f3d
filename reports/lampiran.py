"""A plan's Lampiran as exports lay it out: title, grid, signature, and the texts of its cells as paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple
from xml.etree import ElementTree

from actionplans.jurnal import entri_terakhir
from actionplans.models import RencanaAksi
from areas.isi import IsiButir, IsiKegiatan, IsiPohon
from areas.kisi import Baris, Kisi, Teks, susun_kisi
from areas.simpan import baca_pohon
from areas.tanda_baris import KunciRencana
from areas.tata_kolom import TataKolom
from areas.teks import html_sel
from reports.cetak import KERTAS, tanggal_panjang
from reports.models import Keputusan

HURUF = "Bookman Old Style"
HURUF_CADANGAN = ("Bookman", "URW Bookman", "TeX Gyre Bonum")
TEPI = {"atas": 20, "kanan": 15, "bawah": 15, "kiri": 20}  # mm; the margins of the printed Lampiran


@dataclass(frozen=True, slots=True)
class Lampiran:
    """`kepala` and `judul` are the lines over the grid, `penutup` those under it ("" = room for a signature).

    `kertas` is the page in mm, (width, height), as the layout turns it. `jurnal` is the last entry of the plan's
    journal that the tree knows of.
    """

    rencana: RencanaAksi
    isi: IsiPohon
    kisi: Kisi
    bentuk_kepala: str
    kepala: tuple[str, ...]
    judul: tuple[str, ...]
    penutup: tuple[str, ...]
    kertas: tuple[int, int]
    jurnal: int = 0

    @property
    def lanskap(self) -> bool:
        return self.kertas[0] > self.kertas[1]

    @property
    def kunci(self) -> KunciRencana:
        satu = self.rencana
        return KunciRencana(satu.satker.kode_titik, satu.tahun, satu.jenis_id, satu.versi, self.jurnal)

    @property
    def lebar_isi(self) -> float:
        """Width between the margins, in points."""
        return (self.kertas[0] - TEPI["kiri"] - TEPI["kanan"]) / 25.4 * 72


def susun_lampiran(rencana: RencanaAksi) -> Lampiran:
    """The Lampiran of a plan from `untuk_lembar`, with its decree's wording where there is one. Seven queries."""
    jurnal = entri_terakhir(rencana)  # before the tree: a change in between is then seen as one made since
    keputusan = Keputusan.objects.filter(rencana=rencana).first()
    isi = baca_pohon(rencana.pohon)
    return rakit_lampiran(rencana, isi, rencana.pohon.tata_kolom.isi(), keputusan, jurnal=jurnal)


def rakit_lampiran(
    rencana: RencanaAksi, isi: IsiPohon, tata: TataKolom, keputusan: Keputusan | None = None, *, jurnal: int = 0
) -> Lampiran:
    """The Lampiran of a numbered tree in a layout; no queries."""
    tegak = (int(sisi.removesuffix("mm")) for sisi in KERTAS[rencana.satker.kertas])
    lebar, tinggi = sorted(tegak, reverse=tata.orientasi == "landscape")
    if keputusan:
        bentuk, kepala = keputusan.kepala_lampiran, _baris(keputusan.teks_kepala_lampiran)
        judul = _baris(keputusan.judul_lampiran)
    else:
        bentuk, kepala = Keputusan.KepalaLampiran.TANPA.value, ()
        nama = bersih(f"{rencana.jenis.nama} {rencana.satker.nama_resmi}".upper())
        judul = (nama, f"TAHUN {rencana.tahun}")
    kisi = susun_kisi(isi, tata, rencana.tahun)
    return Lampiran(rencana, isi, kisi, bentuk, kepala, judul, _penutup(keputusan), (lebar, tinggi), jurnal)


def _penutup(keputusan: Keputusan | None) -> tuple[str, ...]:
    """The signature block as the naskah has it: room for the signature, no "ttd."."""
    if keputusan is None or not keputusan.tanda_tangan_lampiran:
        return ()
    tempat: tuple[str, ...] = ()
    if keputusan.tempat_tanggal_lampiran:
        tanggal = tanggal_panjang(keputusan.tanggal) if keputusan.tanggal else "…"
        tempat = (f"{keputusan.frasa_tempat} {keputusan.tempat}", f"{keputusan.frasa_tanggal} {tanggal}", "")
    jabatan = _baris(keputusan.jabatan_penanda_tangan)
    return (*tempat, *jabatan, "", "", "", bersih(keputusan.nama_penanda_tangan))


class BarisBerasal(NamedTuple):
    """A line of the grid with the rows of the tree that it shows, from the area down."""

    baris: Baris
    butir: tuple[IsiButir, ...]


def baris_berasal(kisi: Kisi) -> Iterator[BarisBerasal]:
    """Every line of the grid with its area, kegiatan, sub-kegiatan and indikator.

    A cell that spans belongs to its first line only; here every line names all that it stands under.
    """
    for bagian in kisi.bagian:
        kegiatan_dari = {id(sub): satu for satu in bagian.area.anak for sub in satu.anak}
        menunggu = iter([satu for satu in bagian.area.anak if not satu.anak])
        for baris in bagian.baris:
            if baris.jenis == "judul":
                kegiatan = [sel.butir for sel in baris.sel if isinstance(sel.butir, IsiKegiatan)][-1:]
                yield BarisBerasal(baris, (bagian.area, *kegiatan))
                continue
            sub = baris.sub_kegiatan
            if sub is not None and id(sub) in kegiatan_dari:
                yield BarisBerasal(baris, (bagian.area, kegiatan_dari[id(sub)], sub, *baris.indikator))
            else:
                kosong = next(menunggu, None)
                yield BarisBerasal(baris, (bagian.area, kosong) if kosong else (bagian.area,))


class Paragraf(NamedTuple):
    """One paragraph of a cell: its class as `areas.teks` names it ("", "poin", "poin sub", "lanjut", "pic") and its
    runs, each a text and whether it is in italics."""

    gaya: str
    ruas: tuple[tuple[str, bool], ...]

    def __str__(self) -> str:
        return "".join(teks for teks, _ in self.ruas)


def paragraf_sel(teks: tuple[Teks, ...]) -> list[Paragraf]:
    """The paragraphs of a cell as the printed Lampiran shows them; [] when it is empty."""
    hasil: list[Paragraf] = []
    for satu in teks:
        rapi = Teks(bersih(satu.uraian), bersih(satu.nomor), [*map(bersih, satu.pic)], bersih(satu.keterangan_pic))
        akar = ElementTree.fromstring(f"<div>{html_sel(rapi)}</div>")  # noqa: S314 (escaped by areas.teks)
        if akar.text or akar.find("em") is not None:
            hasil.append(Paragraf("", tuple(_ruas(akar))))
        hasil += [Paragraf(blok.get("class", ""), tuple(_ruas(blok))) for blok in akar.iterfind("div")]
    return hasil


def _ruas(unsur: ElementTree.Element) -> Iterator[tuple[str, bool]]:
    if unsur.text:
        yield unsur.text, False
    for anak in unsur.iterfind("em"):
        yield anak.text or "", True
        if anak.tail:
            yield anak.tail, False


_TIDAK_SAH = re.compile(r"[^\t\n\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def bersih(teks: str) -> str:
    """A text that XML can hold: every kind of line break as one, no control characters."""
    return _TIDAK_SAH.sub("", teks.replace("\r\n", "\n").replace("\r", "\n"))


def _baris(teks: str) -> tuple[str, ...]:
    return tuple(bersih(teks).split("\n")) if teks else ()
