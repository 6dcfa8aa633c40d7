"""Zensical, where it is installed beside the package."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from tests import needs
from tests.sites.drawing import python

needed = needs.marked("zensical", there=find_spec("zensical") is not None)
"""Skips a test where it is not."""


def zensical(root: Path, *more: str, config: str = "zensical.toml") -> str:
    """Builds a site, strictly; what was said."""
    run = python("-m", "zensical", "build", "--strict", "-f", str(root / config), *more, cwd=root, timeout=120)
    said = run.stdout + run.stderr
    assert run.returncode == 0, said
    return said
