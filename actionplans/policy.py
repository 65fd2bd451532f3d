"""Who may see and change plans (see the table of people in docs/architecture.md)."""

from typing import TYPE_CHECKING, Any

import rules
from django.db.models import Q

from satker.policy import boleh, q_satker

if TYPE_CHECKING:
    from actionplans.models import RencanaAksi


def q_lihat(user: Any) -> Q:
    """The condition that limits plans to those that `user` may see: any role in the plan's office."""
    return q_satker(user, None, awalan="satker__")


def boleh_lihat(user: Any, rencana: "RencanaAksi") -> bool:
    return boleh(user, None, rencana.satker)


rules.add_perm("actionplans.lihat_rencana", rules.predicate(boleh_lihat))
