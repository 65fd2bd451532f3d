"""Who may what with offices, and the two questions that every other app's policy asks here.

`q_satker` limits a queryset to the offices in which a person holds a role; `boleh` answers the same for one
office. Both rest on `peran_aktif`: one query for each user object, so one for each request.

Roles hold from `mulai` to `selesai`. Anonymous and inactive persons, and demo accounts outside demo mode,
hold none. A superuser reads everything and keeps the register like an admin nasional, but writes nobody's
plan and approves none.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

import rules
from django.conf import settings
from django.db.models import Q

from satker.pilihan import Cakupan, Peran

if TYPE_CHECKING:
    from satker.models import Pengguna, Penugasan, Satker

PERAN_SUPERUSER = frozenset({Peran.PEMBACA, Peran.ADMIN_NASIONAL})


def boleh_masuk(user: Any) -> bool:
    """True for an active account; a demo account counts in demo mode only. Anonymous visitors are never active."""
    return bool(user.is_active and (settings.DEMO or not user.akun_demo))


def peran_aktif(user: Any) -> tuple[Penugasan, ...]:
    """Assignments that hold today, each with its office; kept on the user object, so asked once a request."""
    if not boleh_masuk(user):
        return ()
    tersimpan: tuple[Penugasan, ...] | None = getattr(user, "_peran_aktif", None)
    if tersimpan is None:
        tersimpan = tuple(user.penugasan.berlaku().select_related("satker"))
        user._peran_aktif = tersimpan
    return tersimpan


def berperan(user: Any, peran: Collection[str] | str | None = None) -> bool:
    """True when the person holds one of `peran` (None: any role) somewhere."""
    return _segalanya(user, peran) or bool(_tugas(user, peran))


def boleh(user: Any, peran: Collection[str] | str | None, satker: Satker) -> bool:
    """True when the person holds one of `peran` (None: any role) for this office. No query beyond peran_aktif."""
    return _segalanya(user, peran) or any(_mencakup(tugas, satker) for tugas in _tugas(user, peran))


def q_satker(user: Any, peran: Collection[str] | str | None = None, awalan: str = "satker__") -> Q:
    """Condition on a queryset: only rows whose office, reached by `awalan`, is one in which `boleh` holds.

    `awalan` is the path to the office with its "__" ("satker__", "rencana__satker__"), or "" on Satker
    itself. A person without such a role gets a condition that is never true and costs no query. Conditions
    may be joined by "|" and "&".
    """
    tugas = _tugas(user, peran)
    if _segalanya(user, peran) or any(t.cakupan == Cakupan.NASIONAL for t in tugas):
        return ~Q(pk__in=[])  # true, and unlike an empty Q it stays true beside "|" and "~"
    provinsi = {t.satker_id for t in tugas if t.cakupan == Cakupan.PROVINSI}
    syarat = Q((f"{awalan}pk__in", {t.satker_id for t in tugas}))
    return syarat | Q((f"{awalan}induk__in", provinsi)) if provinsi else syarat


def _segalanya(user: Any, peran: Collection[str] | str | None) -> bool:
    return bool(
        getattr(user, "is_superuser", False)
        and boleh_masuk(user)
        and (peran is None or PERAN_SUPERUSER & _himpunan(peran))
    )


def _tugas(user: Any, peran: Collection[str] | str | None) -> list[Penugasan]:
    semua = peran_aktif(user)
    return list(semua) if peran is None else [tugas for tugas in semua if tugas.peran in _himpunan(peran)]


def _himpunan(peran: Collection[str] | str) -> frozenset[str]:
    return frozenset({peran} if isinstance(peran, str) else peran)


def _mencakup(tugas: Penugasan, satker: Satker) -> bool:
    match tugas.cakupan:
        case Cakupan.NASIONAL:
            return True
        case Cakupan.PROVINSI:
            return tugas.satker_id in {satker.pk, satker.induk_id}
        case _:
            return tugas.satker_id == satker.pk


@rules.predicate
def lihat_satker(user: Any, satker: Satker | None = None) -> bool:
    """Sees this office (without an office: sees at least one)."""
    return berperan(user) if satker is None else boleh(user, None, satker)


@rules.predicate
def kelola_satker(user: Any, satker: Satker | None = None) -> bool:
    """Keeps the register of offices: admin nasional."""
    return berperan(user, Peran.ADMIN_NASIONAL)


@rules.predicate
def kelola_pengguna(user: Any, pengguna: Pengguna | None = None) -> bool:
    """Keeps accounts and assignments: admin nasional; a superuser's account only another superuser."""
    return kelola_satker(user) and (user.is_superuser or not (pengguna and pengguna.is_superuser))


rules.add_perm("satker.lihat_satker", lihat_satker)
rules.add_perm("satker.kelola_satker", kelola_satker)
rules.add_perm("satker.kelola_pengguna", kelola_pengguna)
