"""Who may see and change plans (see the table of people in docs/architecture.md)."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import rules
from django.db.models import Q

from actionplans.status import Status, Tindakan
from satker.pilihan import Cakupan, Peran, Tingkat
from satker.policy import berperan, boleh, peran_aktif, q_satker

if TYPE_CHECKING:
    from actionplans.models import RencanaAksi
    from satker.models import Penugasan, Satker

PENYUSUN = (Peran.OPERATOR, Peran.PEJABAT)
DAPAT_DIUBAH = (Status.DRAF, Status.DIKEMBALIKAN)
VERSI_BARU = (Status.DITETAPKAN, Status.BERJALAN, Status.SELESAI)


def q_lihat(user: Any, awalan: str = "satker__") -> Q:
    """The condition that limits plans to those that `user` may see: any role in the plan's office."""
    return q_satker(user, None, awalan=awalan)


def boleh_lihat(user: Any, rencana: "RencanaAksi") -> bool:
    return boleh(user, None, rencana.satker)


def boleh_susun(user: Any, satker: "Satker") -> bool:
    """May start and write plans of this office: its operators and officials. Nobody else, a superuser included."""
    return boleh(user, PENYUSUN, satker)


def menyusun(user: Any) -> bool:
    """Writes plans for at least one office."""
    return berperan(user, PENYUSUN)


def boleh_ubah(user: Any, rencana: "RencanaAksi") -> bool:
    """May change this plan's rows: its writers, while the plan is in their hands."""
    return rencana.status in DAPAT_DIUBAH and boleh_susun(user, rencana.satker)


def q_susun(user: Any, awalan: str = "") -> Q:
    """The condition that limits offices (or what belongs to them, by `awalan`) to those for which `user` writes
    plans."""
    return q_satker(user, PENYUSUN, awalan=awalan)


def boleh_reviu(user: Any, rencana: "RencanaAksi") -> bool:
    """May return or approve this plan: a reviewer of the office's province, of a province's (or KPU RI's) own plan a
    reviewer of the nation; never somebody who writes plans of that office."""
    satker = rencana.satker
    if boleh_susun(user, satker):
        return False
    return any(_mereviu(tugas, satker) for tugas in peran_aktif(user) if tugas.peran == Peran.REVIEWER)


def _mereviu(tugas: "Penugasan", satker: "Satker") -> bool:
    if satker.tingkat == Tingkat.KABKOTA:
        return tugas.cakupan == Cakupan.PROVINSI and tugas.satker_id == satker.induk_id
    return tugas.cakupan == Cakupan.NASIONAL


def q_reviu(user: Any, awalan: str = "satker__") -> Q:
    """The condition that limits plans to those of offices that `user` reviews (the office's own writers apart)."""
    tugas = [satu for satu in peran_aktif(user) if satu.peran == Peran.REVIEWER]
    syarat = Q(pk__in=[])
    if provinsi := {satu.satker_id for satu in tugas if satu.cakupan == Cakupan.PROVINSI}:
        syarat |= Q((f"{awalan}induk__in", provinsi), (f"{awalan}tingkat", Tingkat.KABKOTA))
    if any(satu.cakupan == Cakupan.NASIONAL for satu in tugas):
        syarat |= ~Q((f"{awalan}tingkat", Tingkat.KABKOTA))
    return syarat & ~q_susun(user, awalan=awalan)


def mereviu(user: Any) -> bool:
    """Reviews plans of some office."""
    return berperan(user, Peran.REVIEWER)


def membina(user: Any) -> "list[Satker]":
    """The offices for which `user` reviews the plans of those under them, by code: provinces, KPU RI. No query."""
    tugas = (satu for satu in peran_aktif(user) if satu.peran == Peran.REVIEWER and satu.cakupan != Cakupan.SATKER)
    return sorted({satu.satker_id: satu.satker for satu in tugas}.values(), key=lambda satker: satker.kode)


def boleh_tenggat(user: Any, satker: "Satker") -> bool:
    """May say by when the offices under this one submit their plans: its reviewers."""
    return any(satu.pk == satker.pk for satu in membina(user))


def boleh_tetapkan(user: Any, rencana: "RencanaAksi") -> bool:
    """May determine the plan: the office's officials."""
    return boleh(user, Peran.PEJABAT, rencana.satker)


def boleh_tindakan(user: Any, rencana: "RencanaAksi", tindakan: Tindakan) -> bool:
    """Whether a step of the workflow is this person's to take, whatever state the plan is in."""
    match tindakan:
        case Tindakan.KEMBALIKAN | Tindakan.SETUJUI:
            return boleh_reviu(user, rencana)
        case Tindakan.TETAPKAN:
            return boleh_tetapkan(user, rencana)
        case _:
            return boleh_susun(user, rencana.satker)


def hak(tindakan: Tindakan) -> Callable[[Any, Any], bool]:
    """`boleh_tindakan` as the state machine asks it."""
    return lambda rencana, user: boleh_tindakan(user, rencana, tindakan)


def boleh_komentar(user: Any, rencana: "RencanaAksi") -> bool:
    """May say something about the plan's rows: its writers and its reviewers, until the decree is laid down."""
    terbuka = rencana.status in (*DAPAT_DIUBAH, Status.DIAJUKAN, Status.DISETUJUI)
    return terbuka and (boleh_susun(user, rencana.satker) or boleh_reviu(user, rencana))


rules.add_perm("actionplans.reviu_rencana", rules.predicate(boleh_reviu))
rules.add_perm("actionplans.tetapkan_rencana", rules.predicate(boleh_tetapkan))
rules.add_perm("actionplans.komentari_rencana", rules.predicate(boleh_komentar))
rules.add_perm("actionplans.ubah_rencana", rules.predicate(boleh_ubah))
rules.add_perm("actionplans.susun_rencana", rules.predicate(boleh_susun))
rules.add_perm("actionplans.lihat_rencana", rules.predicate(boleh_lihat))
