"""The line that says how far a build is with the feeds, for somebody who watches it wait."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

PATIENCE = 1.0
"""Seconds before there is anything to see."""

_STEP = 0.2  # seconds between two looks


@contextmanager
def line(progress: Callable[[], tuple[int, int]]) -> Iterator[None]:
    """Shows how many of how many are done for as long as the ``with`` lasts, and leaves nothing behind.

    Only on a terminal, and not where ``CI`` is set: in a log there is nobody to watch.
    """
    if not sys.stderr.isatty() or os.environ.get("CI"):
        yield
        return
    done = threading.Event()
    thread = threading.Thread(target=_show, args=(progress, done, sys.stderr), name="reciprocity-line", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _show(progress: Callable[[], tuple[int, int]], done: threading.Event, to: TextIO) -> None:
    text = ""
    while not done.wait(_STEP if text else PATIENCE):
        count, of = progress()
        if count < of:
            text = f"reading feeds: {count} of {of}".ljust(len(text))
            print(f"\r{text}", end="", file=to, flush=True)
    if text:
        print(f"\r{' ' * len(text)}\r", end="", file=to, flush=True)
