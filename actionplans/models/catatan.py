"""What is written once and never changed."""

from typing import Any

from django.db import models


class TambahSaja(models.Model):
    """A row of a trail: it is added, never changed and never deleted, by no screen and no code."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError(f"{self._meta.verbose_name} tidak dapat diubah.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError(f"{self._meta.verbose_name} tidak dapat dihapus.")
