"""Finding the head of a plan's table: anywhere, one or more rows, in the wording of any decree."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from actionplans.impor.petak import Petak
from actionplans.impor.sel import Sel
from actionplans.impor.waktu import baca_kepala_bulan

MIRIP_KEPALA = 86
"""How alike (per cent) a head must be to a known one."""

SEBUTAN: dict[str, str] = {
    "nomor": "no; nomor; no urut; nomor urut; nmr; n o",
    "area": "area; area perubahan; program kegiatan; program; nama program; area program; program area perubahan; "
    "area perubahan program; delapan area perubahan; 8 area perubahan; 6 area perubahan; area reformasi birokrasi; "
    "area zona integritas; komponen; program area; area perubahan program kegiatan",
    "kegiatan": "kegiatan; nama kegiatan; uraian kegiatan; kegiatan utama; jenis kegiatan; kegiatan rb; "
    "kegiatan reformasi birokrasi",
    "sub_kegiatan": "sub kegiatan; subkegiatan; uraian sub kegiatan; nama sub kegiatan; uraian; tahapan kegiatan; "
    "langkah kegiatan; penilaian; rencana kerja",
    "rincian": "rincian kegiatan; rincian; rincian sub kegiatan; aksi; rencana aksi; rincian aksi; uraian rincian; "
    "uraian aksi; detail kegiatan; uraian rincian kegiatan",
    "indikator": "indikator keberhasilan; indikator; indikator kinerja; bukti; bukti dukung; data dukung; output; "
    "keluaran; eviden; evidence; indikator bukti; bukti keberhasilan; indikator capaian; indikator output; "
    "kriteria keberhasilan; ukuran keberhasilan; bukti data dukung; indikator keberhasilan bukti",
    "bulan": "pelaksanaan bulan; bulan; bulan pelaksanaan; pelaksanaan; bulan ke; jadwal pelaksanaan; "
    "rencana pelaksanaan; jadwal kegiatan; pelaksanaan bulan ke; waktu pelaksanaan bulan",
    "target_waktu": "target waktu; waktu; waktu pelaksanaan; target penyelesaian; target waktu pelaksanaan; jadwal; "
    "target waktu penyelesaian; waktu penyelesaian; tenggat waktu; batas waktu",
    "ket": "ket; keterangan; catatan; keterangan lain",
    "pic": "pic; penanggung jawab; penanggungjawab; pj; penanggung jawab kegiatan; subbag; subbagian; sub bagian; "
    "subbag penanggung jawab; subbagian penanggung jawab; pelaksana; unit penanggung jawab; pic subbag; "
    "unit kerja penanggung jawab; pic penanggung jawab; penanggung jawab pic",
    "abaikan": "id; uuid; kode baris; id baris; versi rencana; jangan diubah",
}
"""What offices write above each kind of column, in normal form."""

_KENAL = {sebutan.strip(): jenis for jenis, daftar in SEBUTAN.items() for sebutan in daftar.split(";")}
_SEBUTAN = list(_KENAL)
_RAPAT = {sebutan.replace(" ", ""): jenis for sebutan, jenis in _KENAL.items()}
_KATA = re.compile(r"[^\W_]+")
_INTI = frozenset({"area", "kegiatan", "sub_kegiatan", "rincian", "indikator", "bulan", "target_waktu", "ket", "pic"})
_TERLALU_PANJANG = 60
_TAHUN = re.compile(r"\b(?:tahun )?20\d\d\b")


@dataclass(slots=True)
class Kepala:
    """A head: its rows (from 0), the labelled columns with their kind, the month columns with their months."""

    awal: int
    akhir: int
    jenis: dict[int, str] = field(default_factory=dict)
    rentang: dict[int, int] = field(default_factory=dict)
    judul: dict[int, str] = field(default_factory=dict)
    bulan: dict[int, tuple[int, ...]] = field(default_factory=dict)
    teks_bulan: dict[int, str] = field(default_factory=dict)
    baris_nomor_kolom: bool = False
    bulan_ditebak: bool = False

    @property
    def ciri(self) -> tuple:
        """Equal for two heads that name the same columns."""
        return (*sorted(self.jenis.items()), *sorted(self.rentang.items()), *sorted(self.bulan.items()))

    @property
    def kolom_kanan(self) -> int:
        return max(0, *(kolom + self.rentang[kolom] - 1 for kolom in self.jenis), *self.bulan)


def jenis_kepala(teks: str) -> str | None:
    """The kind of column that a head names, None when it names none that is known."""
    if not teks or len(teks) > _TERLALU_PANJANG:
        return None
    baku = " ".join(_KATA.findall(teks.lower().replace("*", "")))
    baku = _TAHUN.sub("", baku).strip() or baku
    rapat = baku.replace(" ", "")
    if pasti := _KENAL.get(baku) or _RAPAT.get(rapat if len(rapat) > 2 else ""):
        return pasti
    if len(baku) < 5:
        return None
    mirip = process.extractOne(baku, _SEBUTAN, scorer=fuzz.ratio, score_cutoff=MIRIP_KEPALA)
    return _KENAL[mirip[0]] if mirip else None


def cari_kepala(petak: Petak) -> list[Kepala]:
    """All heads of a table, from the top; more than one where it is repeated on each page or for each area."""
    hasil: list[Kepala] = []
    for baris in petak.nomor_baris:
        if hasil and baris <= hasil[-1].akhir:
            continue
        if kepala := _coba(petak, baris):
            hasil.append(kepala)
    return hasil


def _coba(petak: Petak, baris: int) -> Kepala | None:
    """The head that begins in a row, if one does."""
    dikenal = _dikenal(petak, baris)
    if not {jenis for _, jenis in dikenal} & _INTI:
        return None
    if not _cukup(petak, dikenal, baris):
        if len(dikenal) < 2:
            return None
        dikenal += [satu for satu in _dikenal(petak, baris + 1) if satu[0].kolom not in {s.kolom for s, _ in dikenal}]
        if not _cukup(petak, dikenal, baris + 1):
            return None
    akhir = min(max(sel.baris + sel.rentang_baris - 1 for sel, _ in dikenal), baris + 3)
    kepala = Kepala(baris, akhir)
    _baca_bulan(petak, kepala, dikenal)
    for sel, sebutan in dikenal:
        if sel.kolom in kepala.bulan:
            continue
        jenis = "target_waktu" if sebutan == "bulan" else sebutan
        if jenis != "nomor" and jenis in kepala.jenis.values():
            jenis = "asing"
        kepala.jenis[sel.kolom] = jenis
        kepala.rentang[sel.kolom] = sel.rentang_kolom
        kepala.judul[sel.kolom] = " ".join(sel.teks.split())
    _baca_asing(petak, kepala)
    _lewati_nomor_kolom(petak, kepala)
    return kepala


def _dikenal(petak: Petak, baris: int) -> list[tuple[Sel, str]]:
    return [(sel, jenis) for sel in petak.berteks(baris) if (jenis := jenis_kepala(sel.teks))]


def _cukup(petak: Petak, dikenal: list[tuple[Sel, str]], baris: int) -> bool:
    """Whether these heads are those of a plan and not words that happen to stand in a row."""
    jenis = {satu for _, satu in dikenal}
    if _label_bulan(petak, baris, {sel.kolom for sel, _ in dikenal}):
        jenis.add("bulan")
    pasti = "indikator" in jenis or {"rincian", "target_waktu"} <= jenis or {"kegiatan", "sub_kegiatan"} <= jenis
    return pasti and len(jenis) > 2 and len(dikenal) > 1


def _label_bulan(petak: Petak, baris: int, selain: set[int]) -> dict[int, Sel]:
    """Column → cell of a row's month heads, {} when the row has no increasing run of them."""
    hasil: dict[int, Sel] = {}
    terakhir = 0
    for sel in petak.berteks(baris):
        if sel.kolom in selain:
            continue
        bulan = baca_kepala_bulan(sel.teks)
        if not bulan:
            continue
        if bulan[0] <= terakhir:
            return {}
        terakhir = bulan[-1]
        hasil[sel.kolom] = sel
    return hasil if len(hasil) > 2 else {}


def _baca_bulan(petak: Petak, kepala: Kepala, dikenal: list[tuple[Sel, str]]) -> None:
    """Find the row of month heads; without one, a group head over twelve columns means January to December."""
    tetap = {sel.kolom for sel, jenis in dikenal if jenis not in ("bulan", "target_waktu")}
    terbaik: dict[int, Sel] = {}
    for baris in range(kepala.awal, min(kepala.akhir + 2, kepala.awal + 4)):
        if _nomor_kolom(petak, baris, tetap):
            break
        label = _label_bulan(petak, baris, tetap)
        if len(label) > len(terbaik):
            terbaik, kepala.akhir = label, max(kepala.akhir, baris)
    for kolom, sel in terbaik.items():
        for geser in range(sel.rentang_kolom):
            kepala.bulan[kolom + geser] = baca_kepala_bulan(sel.teks)
        kepala.teks_bulan[kolom] = sel.teks
    if terbaik:
        kepala.akhir = max(kepala.akhir, *(sel.baris + sel.rentang_baris - 1 for sel in terbaik.values()))
        return
    for sel, jenis in dikenal:
        per_bulan, sisa = divmod(sel.rentang_kolom, 12)
        if jenis in ("bulan", "target_waktu") and per_bulan and not sisa:
            kepala.bulan = {sel.kolom + i: (i // per_bulan + 1,) for i in range(sel.rentang_kolom)}
            kepala.bulan_ditebak = True


def _nomor_kolom(petak: Petak, baris: int, tetap: set[int]) -> bool:
    """Whether a row numbers the columns: whole numbers only, going up, above text columns too."""
    isi = petak.berteks(baris)
    angka = [cocok[1] for sel in isi if (cocok := re.fullmatch(r"[(]?(\d{1,2})[).]?", sel.teks))]
    naik = all(int(kiri) < int(kanan) for kiri, kanan in itertools.pairwise(angka))
    return len(angka) == len(isi) > 2 and naik and len(tetap & {sel.kolom for sel in isi}) > 1


def _lewati_nomor_kolom(petak: Petak, kepala: Kepala) -> None:
    """Take the row that numbers the columns, and one that numbers weeks, into the head."""
    baris = kepala.akhir + 1
    if _nomor_kolom(petak, baris, set(kepala.jenis)):
        kepala.akhir, kepala.baris_nomor_kolom = baris, True
        return
    isi = petak.berteks(baris)
    minggu = len(isi) > 1 and all(sel.kolom in kepala.bulan and sel.teks.isdigit() for sel in isi)
    if minggu and any(sel.teks != "1" for sel in isi):
        kepala.akhir = baris


def _baca_asing(petak: Petak, kepala: Kepala) -> None:
    """Columns with a head that is not known: their content is not read, and the user is told."""
    for baris in range(kepala.awal, kepala.akhir + 1):
        for sel in petak.berteks(baris):
            tertutup = sel.kolom in kepala.bulan or any(
                kolom <= sel.kolom < kolom + kepala.rentang[kolom] for kolom in kepala.jenis
            )
            if not tertutup and jenis_kepala(sel.teks) is None:
                kepala.jenis[sel.kolom], kepala.rentang[sel.kolom] = "asing", sel.rentang_kolom
                kepala.judul[sel.kolom] = " ".join(sel.teks.split())
