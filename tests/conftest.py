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

    RB_PORTAL_UJI_BASIS_DATA: only those that use a database. `./portal test` sets it for its second database, as the
    others have just passed and would do the same again.
    """
    if os.environ.get("RB_PORTAL_UJI_BASIS_DATA"):
        tanpa = [item for item in items if not memakai_basis_data(item)]
        config.hook.pytest_deselected(items=tanpa)
        items[:] = [item for item in items if memakai_basis_data(item)]
    items.sort(key=lambda item: "demo" in getattr(item, "fixturenames", ()))


def memakai_basis_data(item: pytest.Item) -> bool:
    """Whether a test may touch a database: marked, or by a fixture. pytest-django refuses every other access."""
    return item.get_closest_marker("django_db") is not None or bool(BASIS_DATA & {*getattr(item, "fixturenames", ())})
