"""The tree in the tables of a file: one reader for both formats."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from actionplans.impor.baris import Judul, area_dari_judul, awal_tanda_tangan, baca_judul, beri_tingkat, bukan_area
from actionplans.impor.bentuk import BentukTerbaca, Pencatat
from actionplans.impor.butir import Penulis
from actionplans.impor.kepala import Kepala, cari_kepala
from actionplans.impor.label import Label
from actionplans.impor.masalah import GALAT, PERINGATAN, BerkasDitolak, Letak, Masalah
from actionplans.impor.petak import Petak
from actionplans.impor.pic import PengenalPic
from actionplans.impor.sel import Tabel
from actionplans.impor.susunan import Susunan, susun
from actionplans.impor.waktu import bertanda
from areas.isi import IsiPohon
from areas.tanda_baris import KunciRencana, TandaButir


@dataclass(slots=True)
class HasilBaca:
    """What a file holds.

    `isi`: the tree; `nomor` and `nomor_cetak` of every row are the number as printed ("" for none), so
    `areas.penomoran.lepas_nomor` with the plan's scheme leaves only what differs. `letak`: where each row of
    `isi.semua()` was read, in that order. `bentuk`: how the file is laid out. `kunci`, `tanda`: of a workbook exported
    here which plan it is, and what the lines (sheet, row from 1) show of it.
    """

    isi: IsiPohon
    masalah: list[Masalah]
    bentuk: BentukTerbaca
    letak: list[Letak] = field(default_factory=list)
    kunci: KunciRencana | None = None
    tanda: dict[tuple[str, int], list[TandaButir]] = field(default_factory=dict)

    @property
    def jumlah_bulan(self) -> int:
        return sum(len(indikator.bulan) for indikator in self.isi.indikator())


@dataclass(slots=True)
class _Bagian:
    """The rows below one head."""

    petak: Petak
    kepala: Kepala
    baris: list[int]
    lanjutan: bool = False
    tanpa_kepala: bool = False
    atas: int = -1
    susunan: Susunan = None  # type: ignore[assignment]
    judul: dict[int, Judul] = field(default_factory=dict)
    area_luar: tuple[Label | None, str] | None = None


def baca_tabel(tabel: Sequence[Tabel], tahun: int, subbag: Collection[str] = ()) -> HasilBaca:
    """Read the plan of the year `tahun` from the tables of a file, in order.

    `subbag`: every way of writing the office's sub-divisions (`Subbag.objects.peta(satker)`); see `pic`.

    Raises:
        BerkasDitolak: no table has a head that can be recognised, or none has rows.
    """
    masalah = [satu for t in tabel for satu in t.masalah]
    bagian = _bagian(tabel, masalah)
    if not bagian:
        raise BerkasDitolak(
            "Tidak ditemukan tabel rencana aksi di dalam berkas. Tabel memerlukan baris kepala dengan judul kolom, "
            "sedikitnya tiga, misalnya Kegiatan, Sub Kegiatan, Indikator Keberhasilan, dan Pelaksanaan (Bulan); "
            "atau Aksi, Bukti, dan Target Waktu. Periksa tulisan judul kolomnya, lalu unggah lagi."
        )
    pengenal = PengenalPic(subbag)
    pengenal.pelajari(sel.teks for satu in bagian for b in satu.baris for sel in satu.petak.berteks(b))
    beri_tingkat([list(satu.judul.values()) for satu in bagian], bagian[0].susunan, [bool(s.area_luar) for s in bagian])
    catatan = Pencatat()
    penulis = Penulis(tahun, pengenal, masalah, catatan)
    penulis.pelajari_nomor({tingkat: _isi_kolom(bagian, tingkat) for tingkat in ("area", "kegiatan", "sub_kegiatan")})
    penulis.tanda_teks = any(_bertanda_teks(satu) for satu in bagian)
    for satu in bagian:
        catatan.susunan(satu.petak, satu.susunan)
        _baca_bagian(satu, penulis, catatan)
    isi, letak = penulis.selesai()
    if not isi.area:
        raise BerkasDitolak(
            "Kepala tabel ditemukan, tetapi tidak ada baris isi di bawahnya. "
            "Isi tabelnya lebih dahulu, lalu unggah lagi."
        )
    masalah += _area_ganda(isi, letak)
    masalah.sort(key=lambda satu: [t.nama for t in tabel].index(satu.lembar) if satu.lembar else -1)
    tanda = {(t.nama, baris + 1): satu for t in tabel for baris, satu in t.tanda.items()}
    kunci = next((t.kunci for t in tabel if t.kunci), None)
    return HasilBaca(isi, masalah, catatan.bentuk(isi), letak, kunci, tanda)


def _area_ganda(isi: IsiPohon, letak: Sequence[Letak]) -> list[Masalah]:
    """An area that begins twice: two sheets hold the same plan, perhaps of different years."""
    tempat = {id(butir): satu for butir, satu in zip(isi.semua(), letak, strict=True)}
    pertama: dict[str, Letak] = {}
    hasil = []
    for area in isi.area:
        di = tempat[id(area)]
        lama = pertama.setdefault(area.uraian.casefold(), di)
        if lama is not di:
            pesan = f"Area “{area.uraian[:60]}” sudah terbaca di {lama}."
            saran = "Bila keduanya rencana yang sama atau dari tahun lain, hapus salah satu lembarnya."
            hasil.append(Masalah.di(di, PERINGATAN, pesan, saran))
    return hasil


def _isi_kolom(bagian: Sequence[_Bagian], tingkat: str) -> list[str]:
    """The texts in a level's column, all parts together."""
    return [
        sel.teks
        for satu in bagian
        for baris in satu.baris
        for sel in satu.petak.berteks(baris)
        if sel.kolom == satu.susunan.teks.get(tingkat)
    ]


def _bertanda_teks(bagian: _Bagian) -> bool:
    """Whether months are marked by signs here; shading is decoration then."""
    return any(
        bertanda(sel.teks)
        for satu in bagian.baris
        for sel in bagian.petak.berteks(satu)
        if sel.kolom in bagian.susunan.bulan
    )


def _bagian(tabel: Sequence[Tabel], masalah: list[Masalah]) -> list[_Bagian]:
    """Cut the tables into parts with one head each. A Word table without head continues the one before it when it
    is as wide. What a column holds is told by all parts with the same head together."""
    hasil: list[_Bagian] = []
    for satu in tabel:
        petak = Petak(satu)
        kepala = cari_kepala(petak)
        if not kepala:
            if satu.jenis == "docx" and hasil and petak.lebar == hasil[-1].petak.lebar:
                baris = [nomor for nomor in petak.nomor_baris if petak.berteks(nomor)]
                hasil.append(_Bagian(petak, hasil[-1].kepala, baris, lanjutan=True, tanpa_kepala=True))
            elif len(satu.sel) > 20 and satu.jenis == "xlsx":
                masalah.append(
                    Masalah(
                        satu.nama, 0, "", PERINGATAN, "Lembar ini tidak berisi tabel rencana aksi dan dilewati.",
                        "Bila seharusnya dibaca, periksa judul kolom pada kepala tabelnya.",
                    )
                )  # fmt: skip
            continue
        batas = [*(satu.awal for satu in kepala[1:]), petak.baris_akhir + 1]
        for urut, satu_kepala in enumerate(kepala):
            isi = [b for b in petak.nomor_baris if satu_kepala.akhir < b < batas[urut] and petak.berteks(b)]
            atas = kepala[urut - 1].akhir if urut else -1
            hasil.append(_Bagian(petak, satu_kepala, isi, lanjutan=bool(hasil), atas=atas))
    _beri_susunan(hasil)
    for urut, bagian in enumerate(hasil):
        _akhiri(bagian)
        if "area" not in bagian.susunan.teks and not bagian.tanpa_kepala:
            terbaca = hasil[urut - 1].baris if bagian.atas >= 0 else ()
            bagian.area_luar = _area_luar(bagian.petak, bagian.kepala, max(-1, bagian.atas, *terbaca))
        bagian.judul = {b: j for b in bagian.baris if (j := baca_judul(bagian.petak, bagian.susunan, b))}
    return hasil


def _beri_susunan(bagian: Sequence[_Bagian]) -> None:
    serupa: dict[tuple, list[_Bagian]] = {}
    for satu in bagian:
        serupa.setdefault(satu.kepala.ciri, []).append(satu)
    for grup in serupa.values():
        susunan = susun(grup[0].kepala, [(satu.petak, baris) for satu in grup for baris in satu.baris])
        for satu in grup:
            satu.susunan = susunan


def _akhiri(bagian: _Bagian) -> None:
    """Leave out the signature block below the table."""
    for urut, satu in enumerate(bagian.baris):
        if awal_tanda_tangan(bagian.petak, bagian.susunan, satu):
            del bagian.baris[urut:]
            break


def _area_luar(petak: Petak, kepala: Kepala, atas: int) -> tuple[Label | None, str] | None:
    """The area named between row `atas` and the head, or by the sheet's name, of a table without area column."""
    judul = [*petak.tabel.judul]
    for satu in petak.nomor_baris:
        if atas < satu < kepala.awal:
            isi = petak.berteks(satu)
            judul.append(" ".join(" ".join(sel.teks.split()) for sel in isi) if len(isi) < 3 else "")
    return area_dari_judul(judul) or (area_dari_judul([petak.tabel.nama]) if petak.tabel.jenis == "xlsx" else None)


def _baca_bagian(bagian: _Bagian, penulis: Penulis, catatan: Pencatat) -> None:
    petak, susunan, judul = bagian.petak, bagian.susunan, bagian.judul
    penulis.mulai(petak, susunan, bagian.baris, lanjutan=bagian.lanjutan)
    if bagian.area_luar and all(satu.jadi != "area" for satu in judul.values()):
        penulis.area_luar(*bagian.area_luar, Letak(petak.tabel.nama, bagian.kepala.awal))
    isi_terakhir = max((satu for satu in bagian.baris if satu not in judul), default=-1)
    for satu in bagian.baris:
        if satu not in judul:
            penulis.baris(satu)
        elif satu < isi_terakhir or judul[satu].label or not bukan_area(judul[satu].teks):
            # (an unnumbered line at the end may be the title of the next table)
            catatan.baris_judul(judul[satu].jadi)
            penulis.judul(judul[satu])
    for kolom, teks in susunan.asing.items():
        letak = petak.tabel.letak(bagian.kepala.awal, kolom)
        if penulis.sudah_dilapor((letak.lembar, letak.kolom)) or not any(petak.di(b, kolom) for b in bagian.baris):
            continue
        sebut = f"Kolom “{teks}”" if teks else "Kolom tanpa judul ini"
        penulis.lapor(
            letak, PERINGATAN if teks else GALAT,
            f"{sebut} tidak dikenal; isinya tidak dibaca.",
            "Ubah judul kolomnya bila isinya diperlukan, misalnya menjadi KET.",
        )  # fmt: skip
