"""Generated plans for the export's tests, without a database: trees in the layouts and numberings of the decrees."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from hypothesis import strategies as st

from actionplans.models import RencanaAksi
from areas.bulan import Bulan
from areas.isi import IsiArea, IsiButir, IsiIndikator, IsiKegiatan, IsiPohon, IsiSubKegiatan
from areas.models import JenisRencana
from areas.muat import baca_yaml
from areas.penomoran import Skema, beri_nomor
from areas.tata_kolom import TataKolom
from reports.lampiran import Lampiran, rakit_lampiran
from satker.models import Satker

TAHUN = 2026
_AREAS = settings.FIXTURE_DIR / "areas"
TATA = {satu["kode"]: TataKolom.dari_data(satu["definisi"]) for satu in baca_yaml(_AREAS / "tata_kolom.yaml")}
SKEMA = {satu["kode"]: Skema.dari_data(satu["definisi"]) for satu in baca_yaml(_AREAS / "skema_nomor.yaml")}
PASANGAN = {  # each decree's layout with its numbering
    "sumbawa-2022": "arab-titik",
    "kubu-raya-2022": "arab-titik",
    "alor-2026": "arab",
    "bangka-barat-2026": "arab-romawi-huruf",
}
PIC = ("HUKUM&SDM", "KUL", "TEKNIS", "PERDATIN", "SEMUA SUBBAG")


@dataclass(frozen=True)
class RencanaAcak:
    """A generated plan: its numbered tree, the codes of its layout and numbering."""

    isi: IsiPohon
    tata: str
    skema: str

    def lampiran(self) -> Lampiran:
        return lampiran_dari(self.isi, self.tata)


def lampiran_dari(isi: IsiPohon, tata: str, *, kertas: str = "f4") -> Lampiran:
    """The Lampiran of a numbered tree, of a plan that was never saved."""
    satker = Satker(
        kode="5305",
        kertas=kertas,
        slug="kab-alor",
        nama_resmi="Komisi Pemilihan Umum Kabupaten Alor",
        nama_pendek="KPU Kabupaten Alor",
    )
    jenis = JenisRencana(kode="rb", nama="Rencana Aksi Reformasi Birokrasi")
    return rakit_lampiran(RencanaAksi(satker=satker, tahun=TAHUN, jenis=jenis, versi=1), isi, TATA[tata])


def satu_baris(uraian: str, tata: str = "alor-2026", *, ket: str = "") -> IsiPohon:
    """A numbered tree of one row a level, each with the same text; for the texts that nobody should write."""
    indikator = IsiIndikator(id=4, uraian=uraian, ket=ket, bulan=(Bulan(TAHUN, 3),))
    sub = IsiSubKegiatan(id=3, uraian=uraian, anak=[indikator])
    area = IsiArea(id=1, uraian=uraian, anak=[IsiKegiatan(id=2, uraian=uraian, anak=[sub])])
    return beri_nomor(IsiPohon([area]), SKEMA[PASANGAN[tata]])


_KATA = st.sampled_from((
    "penyusunan", "penetapan", "evaluasi", "laporan", "dokumen", "kegiatan", "pelaksanaan", "rencana", "aksi", "tim",
    "kerja", "layanan", "publik", "informasi", "pengawasan", "gratifikasi", "arsip", "pegawai", "kinerja", "anggaran",
    "sosialisasi", "survei", "sistem", "maklumat",
))  # fmt: skip
_KALIMAT = st.lists(_KATA, min_size=2, max_size=14).map(lambda kata: " ".join(kata).capitalize())


@st.composite
def _uraian(draw: st.DrawFn) -> str:
    """A sentence, perhaps with a word in italics, perhaps with numbered points under it."""
    teks = draw(_KALIMAT)
    if draw(st.integers(0, 4)) == 0:
        depan, _, belakang = teks.partition(" ")
        teks = f"{depan} *kick off* {belakang}"
    if draw(st.integers(0, 5)) == 0:
        poin = draw(st.lists(_KALIMAT, min_size=2, max_size=4))
        teks += ":\n" + "\n".join(f"{nomor}) {satu}" for nomor, satu in enumerate(poin, 1))
    return teks


_KUNCI_PIC = st.lists(st.sampled_from(PIC), max_size=2, unique=True)


@st.composite
def rencana_acak(draw: st.DrawFn) -> RencanaAcak:
    """A plan that its layout can show in full: what it has no column for is left out."""
    kode = draw(st.sampled_from(sorted(PASANGAN)))
    tata = TATA[kode]
    nomor_baru = iter(range(1, 10_000))

    def umum(butir: IsiButir, *, pic: bool = True) -> None:
        butir.id, butir.uraian = next(nomor_baru), draw(_uraian())
        if pic:
            butir.pic = draw(_KUNCI_PIC)

    def indikator() -> IsiIndikator:
        satu = IsiIndikator()
        umum(satu, pic=False)
        if tata.ada("ket"):
            satu.ket = draw(st.sampled_from(("", "", "Tentatif", "KUL")))
        tahun = st.sampled_from((TAHUN, TAHUN + 1)) if tata.ada("target_waktu") else st.just(TAHUN)
        bulan = st.builds(Bulan, tahun, st.integers(1, 12))
        satu.bulan = tuple(sorted(draw(st.sets(bulan, max_size=6))))
        return satu

    def sub() -> IsiSubKegiatan:
        satu = IsiSubKegiatan()
        umum(satu)
        if tata.ada("rincian"):
            satu.rincian = draw(_KALIMAT)
        satu.anak = [indikator() for _ in range(draw(st.integers(1, 3)))]
        return satu

    def kegiatan() -> IsiKegiatan:
        satu = IsiKegiatan()
        umum(satu)
        satu.anak = [sub() for _ in range(draw(st.integers(1, 3)))]
        return satu

    def area() -> IsiArea:
        satu = IsiArea()
        umum(satu, pic=False)
        if "area" in tata.baris_judul and tata.ada("area"):
            satu.program = draw(st.one_of(st.just(""), _KALIMAT))
        satu.uraian = satu.uraian.split(":\n")[0].replace("*", "")
        satu.anak = [kegiatan() for _ in range(draw(st.integers(1, 2)))]
        return satu

    pohon = IsiPohon([area() for _ in range(draw(st.integers(1, 3)))])
    return RencanaAcak(beri_nomor(pohon, SKEMA[PASANGAN[kode]]), kode, PASANGAN[kode])
