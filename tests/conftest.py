"""Fixtures that several apps' tests share."""

import pytest

from satker.register import HasilMuat, muat_register


@pytest.fixture
def register(db: None) -> HasilMuat:
    """The whole register of offices, as `manage.py muat_register` loads it."""
    return muat_register()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests on the committed demo data (tests/reports/conftest.py) come last: no other test then meets its rows."""
    items.sort(key=lambda item: "demo" in getattr(item, "fixturenames", ()))
