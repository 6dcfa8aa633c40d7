"""The line that shows how many feeds a build has read, while it waits for the others."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

PATIENCE = 1.0
"""Seconds before the line appears."""

_STEP = 0.2  # seconds between two looks


@contextmanager
def line(progress: Callable[[], tuple[int, int]]) -> Iterator[None]:
    """Shows how many of how many requests are done during the ``with``, and then removes the line.

    Only on a terminal, and not if ``CI`` is set: nobody watches a log.
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
