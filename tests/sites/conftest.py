"""The sample site, built once in each theme for all tests of a process."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.sites.drawing import Built
from tests.sites.sample import built

Samples = Callable[[str], Built]


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Samples:
    """The sample in a theme; nobody changes it."""
    made: dict[str, Built] = {}

    def of(theme: str) -> Built:
        if theme not in made:
            made[theme] = built(tmp_path_factory.mktemp("sample"), theme)
        return made[theme]

    return of
