"""Texts from elsewhere that have something to note: lines on standard input or on the clipboard, and forms."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from mkdocs_reciprocity.cli.terminal import piped
from mkdocs_reciprocity.collect import plain_file
from mkdocs_reciprocity.core.editing import issue_form, new_rows, pasted
from mkdocs_reciprocity.core.editing.new_row import Told
from mkdocs_reciprocity.core.editing.new_rows import Item
from mkdocs_reciprocity.core.problem import Parsed, Refused, in_one_line

T = TypeVar("T")


def lines(base: Told) -> Parsed[Sequence[Item]]:
    """What stands on standard input, and what could not be read of it.

    Raises:
        Refused: there is nothing, or it is no text.
    """
    return _of_lines(base, _text(_typed("One address a line"), piped.NAME), piped.NAME)


def copied(base: Told) -> Parsed[Sequence[Item]]:
    """What is on the clipboard, and what could not be read of it.

    Raises:
        Refused: there is nothing, or it is no text.
    """
    from mkdocs_reciprocity.cli.terminal import clipboard  # noqa: PLC0415 - for this option only

    text = clipboard.paste()
    if not text.strip():
        raise Refused("the clipboard is empty; copy an address first")
    if "\0" in text:
        raise Refused("the clipboard holds no text, but a picture or the like; copy an address first")
    return _of_lines(base, text, "clipboard")


def form(base: Told, file: str) -> Item:
    """What a form says that is in a file, or on standard input.

    Raises:
        Refused: it cannot be read, or is not such a form.
    """
    source = piped.NAME if file == piped.SIGN else file
    try:
        body = _typed("A filled-in form") if file == piped.SIGN else plain_file.read(Path(file), pasted.MOST_BYTES)
    except OSError as error:
        raise Refused(f"{in_one_line(file)} cannot be read: {error.strerror}") from error
    return new_rows.of_form(base, _right(issue_form.read(_text(body, source), source)), source)


def _of_lines(base: Told, text: str, source: str) -> Parsed[Sequence[Item]]:
    read = pasted.read(text, source)
    if not (read.records or read.problems):
        raise Refused(f"{source}: no address stands there; write one a line")
    return Parsed(new_rows.of_lines(base, read.records, source), read.problems)


def _typed(what: str) -> bytes:
    return piped.read(pasted.MOST_BYTES, what)


def _text(body: bytes, source: str) -> str:
    return _right(pasted.decoded(body, source))


def _right(parsed: Parsed[T]) -> T:
    """What was read.

    Raises:
        Refused: not all of it could be.
    """
    if parsed.problems:
        raise Refused("\n".join(map(str, parsed.problems)))
    return parsed.records
