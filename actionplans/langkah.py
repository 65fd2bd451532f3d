"""The stepper of a plan: where it stands in its year and whose turn it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from actionplans.policy import boleh_reviu
from actionplans.status import Status
from satker.pilihan import Peran
from satker.policy import boleh

if TYPE_CHECKING:
    from actionplans.models import RencanaAksi

# dikembalikan is draf again: the office has the plan in its hands.
URUTAN = (Status.DRAF, Status.DIAJUKAN, Status.DISETUJUI, Status.DITETAPKAN, Status.BERJALAN, Status.SELESAI)

# Who of the office has the plan in hands in each state; what is determined or done waits for nobody.
PEMEGANG = {
    Status.DRAF: (Peran.OPERATOR, Peran.PEJABAT),
    Status.DIKEMBALIKAN: (Peran.OPERATOR, Peran.PEJABAT),
    Status.DISETUJUI: (Peran.OPERATOR, Peran.PEJABAT),
    Status.BERJALAN: (Peran.OPERATOR, Peran.PEJABAT),
}

GILIRAN = {
    Status.DRAF: "Giliran {satker}: lengkapi rencana, lalu ajukan.",
    Status.DIAJUKAN: "Giliran {atasan}: mereviu rencana ini.",
    Status.DIKEMBALIKAN: "Giliran {satker}: tindak lanjuti catatan reviu, lalu ajukan kembali.",
    Status.DISETUJUI: "Giliran {satker}: tetapkan Keputusannya.",
    Status.DITETAPKAN: "Rencana sudah ditetapkan dan tidak berubah lagi.",
    Status.BERJALAN: "Giliran {satker}: laksanakan rencana bulan demi bulan.",
    Status.SELESAI: "Rencana tahun ini sudah selesai.",
}


def langkah_rencana(rencana: RencanaAksi) -> dict[str, object]:
    """`langkah` (for components/langkah.html) and `giliran`, the sentence that says whose turn it is."""
    status = Status(rencana.status)
    kini = URUTAN.index(Status.DRAF if status is Status.DIKEMBALIKAN else status)
    langkah = []
    for urutan, satu in enumerate(URUTAN):
        keadaan = "selesai" if urutan < kini else "kini" if urutan == kini else "nanti"
        nama = Status.DIKEMBALIKAN.label if urutan == kini and status is Status.DIKEMBALIKAN else satu.label
        langkah.append({"nama": nama, "keadaan": keadaan})
    return {"langkah": langkah, "giliran": giliran(rencana)}


def giliran(rencana: RencanaAksi) -> str:
    """The sentence that says whose turn it is and what for."""
    atasan = rencana.satker.induk
    return GILIRAN[Status(rencana.status)].format(
        satker=rencana.satker.nama_pendek, atasan=atasan.nama_pendek if atasan else "KPU RI"
    )


def berikutnya(user: Any, rencana: Iterable[RencanaAksi]) -> dict[str, object] | None:
    """The first of these plans that waits for this person, with the sentence that says what for."""
    for satu in rencana:
        if menunggu(user, satu):
            reviu = satu.status == Status.DIAJUKAN
            alamat = reverse("rencana:reviu", args=satu.alamat) if reviu else satu.get_absolute_url()
            return {"rencana": satu, "giliran": giliran(satu), "alamat": alamat}
    return None


def menunggu(user: Any, rencana: RencanaAksi) -> bool:
    """Whether a plan waits for this person: to be reviewed for its reviewers, else for its office's people."""
    if rencana.status == Status.DIAJUKAN:
        return boleh_reviu(user, rencana)
    return boleh(user, PEMEGANG.get(Status(rencana.status), ()), rencana.satker)
