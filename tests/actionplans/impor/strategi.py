"""Random trees and random styles for property tests, without what a sheet cannot say."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from areas.bulan import Bulan
from areas.isi import IsiArea, IsiIndikator, IsiKegiatan, IsiPohon, IsiSubKegiatan
from areas.penomoran import beri_nomor
from tests.actionplans.impor.conftest import SKEMA
from tests.actionplans.impor.gaya import JUDUL_KOLOM, KEPALA_BULAN, Gaya

TAHUN = 2026
PIC = ("KUL", "HUKUM&SDM", "TEKNIS", "umum", "PERDATIN", "SEMUA SUBBAG")
_KATA = st.sampled_from(
    ("penyusunan", "laporan", "SOP", "(SPBE)", "tahun", "2026", "dan/atau", "e-PPID", "14", "100%", "pegawai", "“mutu”",
     "x", "satuan/unit", "kerja,", "WBS;", "*reward*", "kode-etik", "é", "&", "[draf]", "(contoh: LPSE)", "√2", "=")
)  # fmt: skip
_DEPAN = st.sampled_from(
    ("Penyusunan", "Evaluasi", "Pelaksanaan", "Dokumen", "Tersedianya", "Jumlah", "Rapat", "Élan", "Monitoring")
)
_AKHIR = st.sampled_from(("internal", "eksternal", "berkala", "terpadu", "lengkap"))


@st.composite
def teks(draw: st.DrawFn, *, satu_baris: bool = False) -> str:
    kalimat = " ".join((draw(_DEPAN), *draw(st.lists(_KATA, max_size=8)), draw(_AKHIR)))
    if satu_baris or draw(st.integers(0, 3)):
        return kalimat
    tanda = draw(st.sampled_from(("{}) ", "{}). ", "- ")))
    poin = draw(st.lists(st.tuples(_DEPAN, _AKHIR), min_size=2, max_size=3))
    return "\n".join([f"{kalimat}:", *(tanda.format(i) + " ".join(isi) for i, isi in enumerate(poin, 1))])


@st.composite
def _pic(draw: st.DrawFn) -> dict[str, Any]:
    pic = draw(st.lists(st.sampled_from(PIC), max_size=2, unique=True)) if not draw(st.integers(0, 2)) else []
    return {"pic": pic, "keterangan_pic": draw(st.sampled_from(("", "", "REKAP HUKUM&SDM"))) if pic else ""}


_BULAN = st.sets(st.integers(1, 12)).map(lambda isi: tuple(Bulan(TAHUN, satu) for satu in sorted(isi)))
_KET = st.sampled_from(("", "", "Tentatif", "KUL", "1", "bila ada anggaran\nDIPA"))


@st.composite
def _sub(draw: st.DrawFn, sedikitnya: int = 0) -> IsiSubKegiatan:
    indikator = [
        IsiIndikator(uraian=draw(teks()), bulan=draw(_BULAN), ket=draw(_KET), **draw(_pic()))
        for _ in range(draw(st.integers(sedikitnya, 3)))
    ]
    rincian = draw(st.sampled_from(("", "Rapat pleno", "1. menyusun SK\n2. menetapkan SK", "mengisi LKE (koordinasi)")))
    return IsiSubKegiatan(uraian=draw(teks()), rincian=rincian, anak=indikator, **draw(_pic()))


def _unik(butir: Any) -> str:
    return butir.uraian.casefold()


@st.composite
def pohon(draw: st.DrawFn) -> tuple[IsiPohon, str]:
    """A numbered tree and the code of its scheme."""
    skema = draw(st.sampled_from(sorted(SKEMA)))
    kegiatan = st.builds(
        lambda uraian, anak, pic: IsiKegiatan(uraian=uraian, anak=anak, **pic),
        teks(), st.lists(_sub(), max_size=3, unique_by=_unik), _pic(),
    )  # fmt: skip
    area = st.builds(
        lambda uraian, program, anak, pic: IsiArea(uraian=uraian, program=program, anak=anak, **pic),
        teks(satu_baris=True), st.one_of(st.just(""), teks(satu_baris=True)),
        st.lists(kegiatan, min_size=1, max_size=3, unique_by=_unik), _pic(),
    )  # fmt: skip
    isi = IsiPohon(draw(st.lists(area, min_size=1, max_size=3, unique_by=_unik)))
    for satu in isi.area:
        # a table without any indikator cannot be told from others
        satu.anak[0].anak[:1] = [draw(_sub(1).filter(lambda b, s=satu: _unik(b) not in map(_unik, s.anak[0].anak)))]
        satu.program = "" if satu.program == satu.uraian else satu.program
    return beri_nomor(isi, SKEMA[skema]), skema


@st.composite
def gaya(draw: st.DrawFn) -> Gaya:
    """Any style whose sheet can be read in one way only."""
    judul = draw(st.sampled_from(((), ("area",), ("area", "kegiatan"))))
    penuh = judul == ("area", "kegiatan")
    kolom_area = not penuh and draw(st.booleans())
    lembar = draw(st.sampled_from(("satu", "area", "ulang")))
    gabung = draw(st.sampled_from(("sel", "kosong", "datar")))
    nomor = "sendiri" if penuh else draw(st.sampled_from(("sendiri", "campur", "teks")))
    if not judul and lembar != "area":
        kolom_area = True  # the area must stand somewhere
    if judul and not kolom_area and gabung != "sel" and nomor == "teks":
        nomor = "campur"  # a lone text in the first column would be a kegiatan
    return Gaya(
        tanda=draw(st.sampled_from(("√", "✓", "✔", "v", "V", "x", "X", "•", "1", "arsir", "kata"))),
        bulan=draw(st.sampled_from(sorted(KEPALA_BULAN))),
        kepala="zi" if penuh and draw(st.booleans()) else draw(st.sampled_from(sorted(set(JUDUL_KOLOM) - {"zi"}))),
        baris_kepala=draw(st.sampled_from((1, 2))),
        nomor=nomor,
        lembar=lembar,
        gabung=gabung,
        judul=judul,
        kolom_area=kolom_area,
        kolom_kegiatan=not penuh,
        hias=draw(st.booleans()),
        nomor_kolom=draw(st.booleans()),
        pic=draw(st.sampled_from(("baris", "sebaris"))),
        satu_sel=draw(st.booleans()),
        bulan_di_depan=draw(st.booleans()),
        geser=draw(st.sampled_from(((0, 0), (2, 1), (1, 3)))),
        zebra=draw(st.booleans()),
        nomor_angka=draw(st.booleans()),
    )
