"""Who sees which template, as querysets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from areas import policy

if TYPE_CHECKING:
    from areas.models import Pohon, Templat  # noqa: F401 (named in the classes below)


class TemplatQuerySet(models.QuerySet["Templat"]):
    def visible_to(self, user: Any) -> TemplatQuerySet:
        """National templates are open to everyone who has an office; strangers see none."""
        return self if policy.boleh_lihat_templat(user) else self.none()

    def dipakai(self) -> TemplatQuerySet:
        return self.filter(aktif=True)


class PohonQuerySet(models.QuerySet["Pohon"]):
    def visible_to(self, user: Any) -> PohonQuerySet:
        """The trees of visible templates. A plan's tree is reached through its plan."""
        return self.filter(templat__isnull=False) if policy.boleh_lihat_templat(user) else self.none()
