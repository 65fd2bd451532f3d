"""The state machine of a plan: draf → diajukan → (dikembalikan → diajukan)* → disetujui → ditetapkan → … → selesai.

The library (django-fsm-2) refuses every other way: the field cannot be assigned, only these methods change it. They are
called by `actionplans.tahapan` alone, which locks the plan, asks who may, and writes down what was done.
A plan that changes after its decree is a new version (`actionplans.mulai`), not a step back.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, cast

from django.db import models
from django_fsm import FSMField, FSMModelMixin, transition

from actionplans import policy
from actionplans.status import Status, Tindakan

if TYPE_CHECKING:
    from actionplans.models import RencanaAksi

_S = Status


class Beralur(FSMModelMixin, models.Model):
    """A plan's state and the steps between states; `permission` says who may take a step (see docs/alur.md)."""

    status = FSMField("status", max_length=20, choices=Status, default=Status.DRAF, protected=True)

    class Meta:
        abstract = True
        constraints = [models.CheckConstraint(name="%(class)s_status_dikenal", condition=models.Q(status__in=Status))]

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Cleaning writes every field back, which this one refuses; the database holds it to its choices."""
        super().clean_fields(exclude={*(exclude or ()), "status"})

    @transition(
        "status", source=[_S.DRAF, _S.DIKEMBALIKAN], target=_S.DIAJUKAN,
        permission=policy.hak(Tindakan.AJUKAN),
    )  # fmt: skip
    def ajukan(self) -> None:
        """Give the plan to its reviewer; nothing of it may block submission (`actionplans.kelengkapan`)."""

    @transition(
        "status", source=_S.DIAJUKAN, target=_S.DRAF,
        permission=policy.hak(Tindakan.TARIK),
    )  # fmt: skip
    def tarik(self) -> None:
        """Take it back, as long as no reviewer has begun."""

    @transition(
        "status", source=_S.DIAJUKAN, target=_S.DIKEMBALIKAN,
        permission=policy.hak(Tindakan.KEMBALIKAN),
    )  # fmt: skip
    def kembalikan(self) -> None:
        """Give it back with a reason, or with open comments."""

    @transition(
        "status", source=_S.DIAJUKAN, target=_S.DISETUJUI,
        permission=policy.hak(Tindakan.SETUJUI),
    )  # fmt: skip
    def setujui(self) -> None:
        """Approve just what was submitted."""

    @transition(
        "status", source=_S.DISETUJUI, target=_S.DITETAPKAN,
        permission=policy.hak(Tindakan.TETAPKAN),
    )  # fmt: skip
    def tetapkan(self) -> None:
        """Lay it down in a decree."""

    @transition(
        "status", source=_S.DITETAPKAN, target=_S.BERJALAN,
        permission=policy.hak(Tindakan.MULAI),
    )  # fmt: skip
    def mulai(self) -> None:
        """Begin to carry it out."""

    @transition(
        "status", source=_S.BERJALAN, target=_S.SELESAI,
        permission=policy.hak(Tindakan.SELESAIKAN),
    )  # fmt: skip
    def selesaikan(self) -> None:
        """Its year is over."""


def tindakan_dapat(rencana: RencanaAksi, user: Any) -> list[Tindakan]:
    """The steps that this person may take from the plan's state, in the order of a plan's year."""
    dapat = {satu.name for satu in cast(Any, rencana).get_available_user_status_transitions(user)}
    return [satu for satu in Tindakan if satu.value in dapat]
