"""Whole sites beside other themes, plugins and settings, one a test; ``nox -s matrix`` builds them all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.matrix import doors, looks
from tests.matrix.cell import Cell, Host
from tests.matrix.rows import CELLS
from tests.matrix.tried import need


@pytest.mark.parametrize(
    ("cell", "host"), [pytest.param(cell, host, id=f"{host}-{cell.name}") for cell in CELLS for host in cell.hosts]
)
def test_cell(tmp_path: Path, cell: Cell, host: Host) -> None:
    need(cell, host)
    made = doors.build(cell, host, tmp_path / "blog")
    without = doors.build(cell, host, tmp_path / "without", with_ours=False) if cell.own or cell.warns else None
    looks.look_at(cell, made, without)
