"""All tests happen on one day."""

from __future__ import annotations

import os

import pytest

from tests.conftest import NOON


@pytest.fixture(scope="session")
def day() -> str:
    return os.environ["SOURCE_DATE_EPOCH"]


def test_what_is_built_once_for_many_tests_is_built_on_that_day_too(day: str) -> None:
    assert day == str(NOON)
