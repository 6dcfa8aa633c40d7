"""Skips what is not tried here."""

from __future__ import annotations

import os
from ctypes.util import find_library
from functools import cache
from importlib.util import find_spec

import pytest

from tests import needs
from tests.matrix import doors
from tests.matrix.cell import Cell, Host

ALL = "MATRIX" in os.environ
"""Whether those that are not quick are tried too, as `nox -s matrix` does."""


def need(cell: Cell, host: Host) -> None:
    """Skips a test whose host, plugins or theme are not installed; and what is not quick, unless all are tried."""
    if wanted := _wanted(cell, host):
        pytest.skip(needs.reason(wanted))


def _wanted(cell: Cell, host: Host) -> str:
    missing = cell.missing(host)
    if "materialx" in missing:
        return "theme materialx"
    if not (cell.quick or ALL) or missing or not _is_there(host):
        return "the matrix"
    return "cairo" if "social" in cell.plugin_names() and find_library("cairo") is None else ""


@cache
def _is_there(host: Host) -> bool:
    return doors.zensical_is_there() if host == "zensical" else find_spec(host) is not None
