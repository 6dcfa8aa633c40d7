"""Lets Python's garbage collector wait."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

_MANY = 50_000
"""How many more values there are before it looks again. Python's own number, 700, is met a hundred times by imports."""


@contextmanager
def put_off() -> Iterator[None]:
    """Switches it off meanwhile. While very many values are made and kept, it would check them again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def seldom() -> Iterator[None]:
    """Has it look seldom meanwhile, and not at all when Python ends, for a command that lives for a second."""
    before = gc.get_threshold()
    gc.set_threshold(_MANY, *before[1:])
    atexit.unregister(gc.freeze)  # it may have been registered before
    atexit.register(gc.freeze)
    try:
        yield
    finally:
        gc.set_threshold(*before)
