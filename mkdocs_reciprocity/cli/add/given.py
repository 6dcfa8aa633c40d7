"""What ``add`` was given to note, wherever it comes from: from arguments here, from all else in `texts`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from mkdocs_reciprocity.cli.terminal.piped import SIGN
from mkdocs_reciprocity.core.editing import new_rows
from mkdocs_reciprocity.core.editing.new_row import Told
from mkdocs_reciprocity.core.editing.new_rows import Item
from mkdocs_reciprocity.core.problem import Problem, Refused


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
    if form is not None and (addresses or base.kind):
        raise Refused("--form says KIND and URL itself; leave them out")
    if SIGN in addresses and len(addresses) > 1:
        raise Refused("`-` stands for lines on standard input; write the addresses there, and none beside it")
    things = _things(base, addresses, form, clipboard=clipboard)
    if base.title and len(things.items) > 1:
        raise Refused("--title names one post, and here are several; leave it out, or give one address")
    return things


def _things(base: Told, addresses: Sequence[str], form: str | None, *, clipboard: bool) -> Given:
    if not (clipboard or form is not None or SIGN in addresses):
        return Given(new_rows.typed(base, addresses))
    from mkdocs_reciprocity.cli.add import texts  # noqa: PLC0415 - most of what is noted is an argument

    if form is not None:
        return Given([texts.form(base, form)], asks="never")
    read = texts.copied(base) if clipboard else texts.lines(base)
    return Given(read.records, read.problems, "always" if clipboard else "never")
