"""Who may see and change plans (see the table of people in docs/architecture.md)."""

from typing import TYPE_CHECKING, Any

import rules
from django.db.models import Q

from actionplans.status import Status
from satker.pilihan import Peran
from satker.policy import berperan, boleh, q_satker

if TYPE_CHECKING:
    from actionplans.models import RencanaAksi
    from satker.models import Satker

PENYUSUN = (Peran.OPERATOR, Peran.PEJABAT)
DAPAT_DIUBAH = (Status.DRAF, Status.DIKEMBALIKAN)
VERSI_BARU = (Status.DITETAPKAN, Status.BERJALAN, Status.SELESAI)


def q_lihat(user: Any) -> Q:
    """The condition that limits plans to those that `user` may see: any role in the plan's office."""
    return q_satker(user, None, awalan="satker__")


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


rules.add_perm("actionplans.ubah_rencana", rules.predicate(boleh_ubah))
rules.add_perm("actionplans.susun_rencana", rules.predicate(boleh_susun))
rules.add_perm("actionplans.lihat_rencana", rules.predicate(boleh_lihat))
