"""The host that is installed, MkDocs or ProperDocs, and what it brings along.

Where there is no MkDocs, ProperDocs is imported under its name, as it does itself in its own process.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec

import pytest

from tests import needs

NAME = "mkdocs" if find_spec("mkdocs") else "properdocs"
"""What is run, and how its loggers are called."""

IN_PROCESS = "" if NAME == "mkdocs" else "import properdocs.replacement\n"
"""What a program that imports ``mkdocs`` in a process of its own begins with."""

if IN_PROCESS:
    importlib.import_module("properdocs.replacement")


def said() -> str:
    """The host and its version."""
    return f"{NAME} {version(NAME)}"


def need(theme: str | None, plugins: Iterable[str] = ()) -> None:
    """Skips a test whose site has a theme or plugins that are not installed, where it is known how to have them."""
    wanted = ([f"theme {theme}"] if theme else []) + [f"plugin {name}" for name in plugins]
    for name in wanted:
        if name not in _installed() and name in needs.HOW:
            pytest.skip(needs.reason(name))


@cache
def _installed() -> frozenset[str]:
    """The themes and plugins that there are; the files of all packages are read for that."""
    from mkdocs.plugins import get_plugins
    from mkdocs.utils import get_theme_names

    return frozenset((*(f"theme {name}" for name in get_theme_names()), *(f"plugin {name}" for name in get_plugins())))
