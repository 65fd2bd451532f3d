"""Who may see decrees: whoever may see their plans."""

from typing import TYPE_CHECKING, Any

import rules
from django.db.models import Q

from actionplans.policy import boleh_lihat as boleh_lihat_rencana
from satker.policy import q_satker

if TYPE_CHECKING:
    from reports.models import Keputusan


def q_lihat(user: Any) -> Q:
    """The condition that limits decrees to those of plans that `user` may see."""
    return q_satker(user, None, awalan="rencana__satker__")


def boleh_lihat(user: Any, keputusan: "Keputusan") -> bool:
    return boleh_lihat_rencana(user, keputusan.rencana)


rules.add_perm("reports.lihat_keputusan", rules.predicate(boleh_lihat))
