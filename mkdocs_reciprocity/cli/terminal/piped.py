"""Standard input as the text that a command works on."""

from __future__ import annotations

import os
import sys

from mkdocs_reciprocity.core.problem import Refused, in_one_line

SIGN = "-"
"""The argument that stands for standard input."""

NAME = "standard input"
"""What problems call it."""


def read(most: int, what: str) -> bytes:
    """The bytes of standard input, one more than ``most`` at most. Who types them is told ``what`` to type.

    Raises:
        Refused: it is closed, or cannot be read.
    """
    if sys.stdin is None:
        raise Refused(f"{NAME} cannot be read: it is closed")
    try:
        if sys.stdin.isatty():
            ends = "Ctrl-Z and Enter end it" if os.name == "nt" else "Ctrl-D ends it"
            print(f"{what}; {ends}.", file=sys.stderr)  # noqa: T201 - before anything else is known
        return sys.stdin.buffer.read(most + 1)
    except OSError as error:
        raise Refused(f"{NAME} cannot be read: {in_one_line(error.strerror or str(error))}") from error
