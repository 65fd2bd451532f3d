"""docs/hak.md, written from the policies themselves:
`./portal manage shell -c "from tests.tabel_hak import *; HALAMAN.write_text(tabel())"`.

Each right is asked of the policy for a person of each role, and for an office inside and outside the role's scope.
`tests/test_tabel_hak.py` fails when the page is not what the code says.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from actionplans import policy as rencana_policy
from actionplans.models import RencanaAksi
from actionplans.status import Status, Tindakan
from satker import policy as satker_policy
from satker.models import Pengguna, Penugasan, Satker
from satker.pilihan import Cakupan, Peran, Tingkat

HALAMAN = Path(__file__).resolve().parents[1] / "docs" / "hak.md"
RI = Satker(pk=1, kode="00", tingkat=Tingkat.RI, nama_pendek="KPU RI")
PROVINSI = Satker(pk=2, kode="53", tingkat=Tingkat.PROVINSI, induk=RI)
KABKOTA = Satker(pk=3, kode="5305", tingkat=Tingkat.KABKOTA, induk=PROVINSI)
PROVINSI_LAIN = Satker(pk=4, kode="52", tingkat=Tingkat.PROVINSI, induk=RI)
TETANGGA = Satker(pk=5, kode="5306", tingkat=Tingkat.KABKOTA, induk=PROVINSI)
LAIN = Satker(pk=6, kode="5207", tingkat=Tingkat.KABKOTA, induk=PROVINSI_LAIN)

ORANG: dict[str, tuple[Peran, Cakupan, Satker] | None] = {
    "operator satker": (Peran.OPERATOR, Cakupan.SATKER, KABKOTA),
    "pejabat satker": (Peran.PEJABAT, Cakupan.SATKER, KABKOTA),
    "admin publikasi": (Peran.ADMIN_PUBLIKASI, Cakupan.SATKER, KABKOTA),
    "pembaca satker": (Peran.PEMBACA, Cakupan.SATKER, KABKOTA),
    "operator provinsi": (Peran.OPERATOR, Cakupan.SATKER, PROVINSI),
    "reviewer provinsi": (Peran.REVIEWER, Cakupan.PROVINSI, PROVINSI),
    "reviewer KPU RI": (Peran.REVIEWER, Cakupan.NASIONAL, RI),
    "admin nasional": (Peran.ADMIN_NASIONAL, Cakupan.NASIONAL, RI),
    "superuser": None,
}
KANTOR = {
    "kabupaten/kota itu": KABKOTA,
    "kabupaten/kota tetangga": TETANGGA,
    "kabupaten/kota provinsi lain": LAIN,
    "provinsinya": PROVINSI,
}
Hak = Callable[[Pengguna, Satker], bool]


def _rencana(satker: Satker, status: Status) -> RencanaAksi:
    return RencanaAksi(satker=satker, status=status)


def _tindakan(tindakan: Tindakan) -> Hak:
    return lambda user, satker: rencana_policy.boleh_tindakan(user, _rencana(satker, Status.DRAF), tindakan)


HAK: dict[str, Hak] = {
    "melihat satker": satker_policy.lihat_satker,
    "melihat rencana, Keputusan, komentar, jejak": lambda user, satker: rencana_policy.boleh_lihat(
        user, _rencana(satker, Status.DRAF)
    ),
    "memulai, mengimpor, menyusun rencana": rencana_policy.boleh_susun,
    "mengubah rencana berstatus draf atau dikembalikan": lambda user, satker: rencana_policy.boleh_ubah(
        user, _rencana(satker, Status.DIKEMBALIKAN)
    ),
    "mengubah rencana yang diajukan atau sesudahnya": lambda user, satker: rencana_policy.boleh_ubah(
        user, _rencana(satker, Status.DIAJUKAN)
    ),
    "mengajukan, menarik pengajuan": _tindakan(Tindakan.AJUKAN),
    "mereviu: mengembalikan, menyetujui": _tindakan(Tindakan.SETUJUI),
    "berkomentar sampai rencana ditetapkan": lambda user, satker: rencana_policy.boleh_komentar(
        user, _rencana(satker, Status.DIAJUKAN)
    ),
    "berkomentar sesudah ditetapkan": lambda user, satker: rencana_policy.boleh_komentar(
        user, _rencana(satker, Status.DITETAPKAN)
    ),
    "menetapkan": _tindakan(Tindakan.TETAPKAN),
    "mengelola register, templat, pengguna": satker_policy.kelola_satker,
}


def orang(nama: str) -> Pengguna:
    """A person with one role (or a superuser), never saved."""
    tugas = ORANG[nama]
    user = Pengguna(pk=1, email="contoh@contoh.example", nama=nama, is_superuser=tugas is None)
    peran = (Penugasan(peran=tugas[0], cakupan=tugas[1], satker=tugas[2]),) if tugas else ()
    user._peran_aktif = peran  # type: ignore[attr-defined]
    return user


def tabel() -> str:
    """The page."""
    baris = [
        "# Hak menurut peran",
        "",
        "Halaman ini ditulis dari kode (`tests/tabel_hak.py`); jangan diubah dengan tangan. ✓ boleh, – tidak.",
        "Peran satker dipegang di satu kabupaten/kota, `operator provinsi` dan `reviewer provinsi` di provinsinya.",
        "Seseorang dapat memegang beberapa peran; yang menyusun rencana sebuah satker tidak pernah mereviunya.",
        "Alamat yang tidak boleh dilihat menjawab 404, yang boleh dilihat tetapi tidak boleh diubah 403;",
        "setiap alamat diperiksa untuk setiap peran di `tests/test_permissions.py`.",
    ]
    for kantor, satker in KANTOR.items():
        baris += ["", f"## Terhadap {kantor}", "", f"| hak | {' | '.join(ORANG)} |", "|---" * (len(ORANG) + 1) + "|"]
        for nama, hak in HAK.items():
            nilai = ("✓" if hak(orang(satu), satker) else "–" for satu in ORANG)
            baris.append(f"| {nama} | {' | '.join(nilai)} |")
    return "\n".join(baris) + "\n"
