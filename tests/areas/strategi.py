"""Random trees and layouts for property tests."""

from __future__ import annotations

from typing import Any

from django.conf import settings as konfigurasi
from hypothesis import settings
from hypothesis import strategies as st

from areas.bulan import Bulan
from areas.isi import IsiArea, IsiButir, IsiIndikator, IsiKegiatan, IsiPohon, IsiSubKegiatan
from areas.muat import baca_yaml
from areas.penomoran import GAYA, NomorTingkat, Skema
from areas.tata_kolom import TINGKAT_NOMOR, TataKolom

# Enough to find what is wrong, on slow machines, too.
cepat = settings(max_examples=30, deadline=None)

teks = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
nomor = st.none() | st.sampled_from(["", "1.", "9)", "iv."])
bulan = st.builds(Bulan, st.integers(2025, 2028), st.integers(1, 12))
pic = st.lists(st.sampled_from(["KUL", "HUKUM&SDM", "TEKNIS", "SEMUA SUBBAG"]), max_size=2)


def butir(kelas: type[IsiButir], **lain: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A row of `kelas` with any texts, its number printed as the scheme says or otherwise."""
    umum = {"uraian": teks, "nomor": nomor, "pic": pic, "keterangan_pic": teks, "catatan": teks}
    return st.builds(kelas, **umum, **lain)


indikator = butir(IsiIndikator, ket=teks, bulan=st.sets(bulan, max_size=4).map(lambda isi: tuple(sorted(isi))))
sub_kegiatan = butir(IsiSubKegiatan, rincian=teks, anak=st.lists(indikator, max_size=3))
kegiatan = butir(IsiKegiatan, anak=st.lists(sub_kegiatan, max_size=3))
area = butir(IsiArea, program=teks, nomor_program=nomor, anak=st.lists(kegiatan, max_size=3))
pohon: st.SearchStrategy[IsiPohon] = st.builds(IsiPohon, st.lists(area, max_size=3))
# Trees in which every level has neighbours: what spans, spans something.
berisi = st.text("abc ", min_size=1, max_size=5)
_kegiatan = st.builds(IsiKegiatan, uraian=berisi, anak=st.lists(sub_kegiatan, max_size=2))
_area = st.builds(IsiArea, uraian=berisi, anak=st.lists(_kegiatan, min_size=2, max_size=3))
pohon_penuh: st.SearchStrategy[IsiPohon] = st.builds(IsiPohon, st.lists(_area, min_size=1, max_size=2))

tingkat = st.builds(
    NomorTingkat,
    st.sampled_from(sorted(GAYA)),
    st.sampled_from(["", "("]),
    st.sampled_from(["", ".", ")"]),
    st.booleans(),
)
skema: st.SearchStrategy[Skema] = st.builds(Skema, tingkat, tingkat, tingkat, tingkat, tingkat)


@st.composite
def definisi_tata(draw: st.DrawFn) -> dict[str, Any]:
    """The mapping of a layout: any columns in any order, accepted by `TataKolom.dari_data` or not."""
    judul = draw(st.sampled_from([[], ["area"], ["kegiatan"], ["area", "kegiatan"]]))
    lain = draw(st.sets(st.sampled_from(["sub_kegiatan", "rincian", "ket", "bulan", "target_waktu"])))
    if "kegiatan" not in judul or draw(st.booleans()):
        lain |= draw(st.sets(st.sampled_from(["area", "kegiatan"])))
    kolom: list[dict[str, Any]] = [{"jenis": jenis} for jenis in sorted(lain | {"indikator"})]
    kolom += [{"jenis": "nomor", "tingkat": satu} for satu in draw(st.sets(st.sampled_from(TINGKAT_NOMOR)))]
    kolom = draw(st.permutations(kolom))
    for urut, satu in enumerate(kolom):
        satu["lebar"] = draw(st.floats(0.5, 90))
        tersambung = urut + 1 < len(kolom) and satu["jenis"] == "nomor" and kolom[urut + 1]["jenis"] != "bulan"
        satu["judul"] = None if tersambung and draw(st.booleans()) else satu["jenis"]
    return {
        "kolom": kolom,
        "baris_judul": judul,
        "baris_nomor_kolom": draw(st.booleans()),
        "gabung_indikator": draw(st.booleans()),
    }


def tata_terkirim() -> dict[str, TataKolom]:
    """The layouts that the product ships, by code."""
    data = baca_yaml(konfigurasi.FIXTURE_DIR / "areas" / "tata_kolom.yaml")
    return {satu["kode"]: TataKolom.dari_data(satu["definisi"]) for satu in data}
