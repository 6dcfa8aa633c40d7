"""What ``add`` was given to note, wherever it comes from: arguments, standard input, the clipboard, or a form."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.cli.terminal import piped
from mkdocs_reciprocity.collect import plain_file
from mkdocs_reciprocity.core.editing import issue_form, new_rows, pasted
from mkdocs_reciprocity.core.editing.new_row import Told
from mkdocs_reciprocity.core.editing.new_rows import Item
from mkdocs_reciprocity.core.problem import Parsed, Problem, Refused, in_one_line

_CLIPBOARD = "clipboard"

T = TypeVar("T")


class Given(Struct, frozen=True):
    """The things, what could not be read, and when the author is asked about them, at a terminal."""

    items: Sequence[Item]
    problems: Sequence[Problem] = ()
    asks: Literal["if something is missing", "always", "never"] = "if something is missing"


def given(base: Told, addresses: Sequence[str], form: str | None, *, clipboard: bool) -> Given:
    """The things to note.

    Args:
        base: what was said of all of them.
        addresses: the addresses that were typed, or the sign for standard input.
        form: the file with a filled-in form, or the sign for standard input; None if there is none.
        clipboard: whether the addresses are on the clipboard.

    Raises:
        Refused: one of them cannot be read, or too many were given.
    """
    if clipboard and (addresses or form is not None):
        raise Refused("--from-clipboard takes the addresses from there; leave out URL, `-` and --form")
    if form is not None:
        if addresses or base.kind:
            raise Refused("--form says KIND and URL itself; leave them out")
        return Given([_of_form(base, form)], asks="never")
    if clipboard:
        things = replace(_of_lines(base, _copied(), _CLIPBOARD), asks="always")
    elif piped.SIGN not in addresses:
        things = Given(new_rows.typed(base, addresses))
    elif len(addresses) > 1:
        raise Refused("`-` stands for lines on standard input; write the addresses there, and none beside it")
    else:
        things = replace(_of_lines(base, _text(_typed("One address a line"), piped.NAME), piped.NAME), asks="never")
    if base.title and len(things.items) > 1:
        raise Refused("--title names one post, and here are several; leave it out, or give one address")
    return things


def _of_lines(base: Told, text: str, source: str) -> Given:
    read = pasted.read(text, source)
    if not (read.records or read.problems):
        raise Refused(f"{source}: no address stands there; write one a line")
    return Given(new_rows.of_lines(base, read.records, source), read.problems)


def _copied() -> str:
    """The text on the clipboard.

    Raises:
        Refused: there is none.
    """
    from mkdocs_reciprocity.cli.terminal import clipboard  # noqa: PLC0415 - for this option only

    text = clipboard.paste()
    if not text.strip():
        raise Refused("the clipboard is empty; copy an address first")
    if "\0" in text:
        raise Refused("the clipboard holds no text, but a picture or the like; copy an address first")
    return text


def _of_form(base: Told, form: str) -> Item:
    source = piped.NAME if form == piped.SIGN else form
    try:
        body = _typed("A filled-in form") if form == piped.SIGN else plain_file.read(Path(form), pasted.MOST_BYTES)
    except OSError as error:
        raise Refused(f"{in_one_line(form)} cannot be read: {error.strerror}") from error
    return new_rows.of_form(base, _right(issue_form.read(_text(body, source), source)), source)


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
