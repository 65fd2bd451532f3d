"""Decrees as querysets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from reports import policy

if TYPE_CHECKING:
    from reports.models import Keputusan  # noqa: F401 (named in the class below)


class KeputusanQuerySet(models.QuerySet["Keputusan"]):
    def visible_to(self, user: Any) -> KeputusanQuerySet:
        """Decrees of the plans that `user` may see."""
        return self.filter(policy.q_lihat(user))

    def untuk_cetak(self) -> KeputusanQuerySet:
        """With everything that printing needs besides the rows of the tree."""
        return self.select_related(
            "rencana__satker__induk",
            "rencana__jenis",
            "rencana__pohon__tata_kolom",
            "rencana__pohon__skema_nomor",
        ).prefetch_related("bagian")
