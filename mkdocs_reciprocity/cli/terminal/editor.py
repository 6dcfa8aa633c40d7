"""Edits a text in the author's own editor."""

from __future__ import annotations

import os
import signal
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import click

from mkdocs_reciprocity.core.problem import in_one_line


def edit(text: str) -> tuple[str, str]:
    """The text as it was saved in ``$VISUAL`` or ``$EDITOR``, and a sentence if something went wrong there.

    What an editor had saved before it failed is not lost.
    """
    descriptor, path = tempfile.mkstemp(prefix="note-", suffix=".txt")  # for this user's eyes only
    wrong = ""
    try:
        with open(descriptor, "w", encoding="utf-8", errors="replace") as file:
            file.write(f"{text}\n")
        with _undisturbed():
            try:
                click.edit(filename=path)
            except click.ClickException as error:
                wrong = f"{in_one_line(error.format_message())} `VISUAL` or `EDITOR` names another editor."
        saved = Path(path).read_text("utf-8", "replace").strip()
    finally:
        with suppress(OSError):
            os.unlink(path)
    return (saved, wrong) if saved else (text, wrong or "It was empty, so the draft is as it was.")


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Ctrl-C is for the editor alone, as git has it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, lambda *_: None)  # not SIG_IGN, which the editor would inherit
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
