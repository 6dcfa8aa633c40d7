"""The garbage collector waits, and goes on as before."""

from __future__ import annotations

import gc
import subprocess
import sys

from mkdocs_reciprocity.collect import garbage


def test_it_is_off_meanwhile() -> None:
    with garbage.put_off():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_looks_seldom_meanwhile() -> None:
    before = gc.get_threshold()
    with garbage.seldom():
        assert gc.isenabled()
        assert gc.get_threshold() == (50_000, *before[1:])
    assert gc.get_threshold() == before


AT_THE_END = """
import atexit, gc
atexit.register(lambda: print(gc.get_freeze_count()))
from mkdocs_reciprocity.collect import garbage
for _ in range(2):
    with garbage.seldom():
        pass
"""


def test_nothing_is_looked_through_when_python_ends() -> None:
    done = subprocess.run([sys.executable, "-c", AT_THE_END], stdout=subprocess.PIPE, check=True)
    assert int(done.stdout) > 1000
