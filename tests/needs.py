"""What some tests need beside Python; where it is missing they skip, and the end of a run says so in one line."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterable

import pytest

HOW = {
    "another host": "nox -s properdocs",
    "bash": "apt-get install bash",
    "cairo": "apt-get install libcairo2",
    "chromium": "apt-get install chromium",
    "fish": "apt-get install fish",
    "git": "apt-get install git",
    "html-validate": "CONTRIBUTING.md, Set up",
    "ip": "apt-get install iproute2",
    "namespaces": "somebody for whom `unshare -rnm true` works",
    "plugin i18n": "pip install mkdocs-static-i18n",
    "somebody who is not root": "run pytest as another user",
    "the matrix": "nox -s matrix",
    "theme material": "pip install mkdocs-material",
    "theme materialx": "nox -s materialx",
    "theme readthedocs": "pip install properdocs-theme-readthedocs",
    "unshare": "apt-get install util-linux",
    "zensical": "nox -s zensical",
    "zsh": "apt-get install zsh",
}
"""How to have each of them."""

_NEEDS = "needs "


def reason(name: str) -> str:
    """Why a test is skipped."""
    return f"{_NEEDS}{name} ({HOW[name]})"


def marked(name: str, *, there: bool) -> pytest.MarkDecorator:
    """Skips a test where what it needs is not there."""
    return pytest.mark.skipif(not there, reason=reason(name))


def program(name: str) -> pytest.MarkDecorator:
    """Skips a test where this program is not installed."""
    return marked(name, there=shutil.which(name) is not None)


def not_root() -> pytest.MarkDecorator:
    """Skips a test that asks whether the system refuses something, where nothing is refused."""
    return marked("somebody who is not root", there=hasattr(os, "geteuid") and os.geteuid() != 0)


SHELLS = [pytest.param(name, marks=program(name)) for name in ("bash", "zsh", "fish")]
"""The shells that complete commands."""


def untried(reasons: Iterable[str]) -> str:
    """The line that says how many tests were not tried for want of what, from why tests were skipped; perhaps empty."""
    counts = Counter(why.removeprefix(_NEEDS) for why in reasons if why.startswith(_NEEDS))
    said = ", ".join(f"{count} for want of {what}" for what, count in sorted(counts.items()))
    return f"not tried: {said}" if said else ""
