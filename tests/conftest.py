"""Fixtures that several apps' tests share."""

import pytest

from satker.register import HasilMuat, muat_register


@pytest.fixture
def register(db: None) -> HasilMuat:
    """The whole register of offices, as `manage.py muat_register` loads it."""
    return muat_register()
