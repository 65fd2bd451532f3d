"""Who may see and keep national templates, column layouts and numbering schemes."""

from typing import Any

import rules

from satker.pilihan import Peran
from satker.policy import berperan


def boleh_lihat_templat(user: Any) -> bool:
    """Everyone who holds any role today."""
    return berperan(user)


def boleh_kelola_templat(user: Any) -> bool:
    """Admin nasional."""
    return berperan(user, Peran.ADMIN_NASIONAL)


rules.add_perm("areas.lihat_templat", rules.predicate(lambda user, _=None: boleh_lihat_templat(user)))
rules.add_perm("areas.kelola_templat", rules.predicate(lambda user, _=None: boleh_kelola_templat(user)))
