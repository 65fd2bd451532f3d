"""Fixtures that several apps' tests share."""

import os

import pytest

from satker.register import HasilMuat, muat_register


@pytest.fixture
def register(db: None) -> HasilMuat:
    """The whole register of offices, as `manage.py muat_register` loads it."""
    return muat_register()


BASIS_DATA = {"db", "transactional_db", "live_server", "demo"}
"""Fixtures of which each opens a database."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests on the committed demo data (tests/reports/conftest.py) come last: no other test then meets its rows.

    RB_PORTAL_UJI_BASIS_DATA: only those for which the database makes a difference. `./portal test` sets it for its
    second database: the others (no database at all, page layout, looks) have just passed and would do the same again.
    """
    if os.environ.get("RB_PORTAL_UJI_BASIS_DATA"):
        tanpa = [item for item in items if not memakai_basis_data(item)]
        config.hook.pytest_deselected(items=tanpa)
        items[:] = [item for item in items if memakai_basis_data(item)]
    items.sort(key=lambda item: "demo" in getattr(item, "fixturenames", ()))


def memakai_basis_data(item: pytest.Item) -> bool:
    """Whether a second database can make a difference: marked as using one, or by a fixture, and not as `sekali`.
    (pytest-django refuses every other access.)"""
    if item.get_closest_marker("sekali"):
        return False
    return item.get_closest_marker("django_db") is not None or bool(BASIS_DATA & {*getattr(item, "fixturenames", ())})
