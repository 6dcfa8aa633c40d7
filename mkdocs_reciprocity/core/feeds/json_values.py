"""JSON, as other people write it -> what is wanted of it, and no more: a tree of all would be twenty times as large.

A value that is not wanted yet stays the bytes that were written (`msgspec.Raw`).
"""

from __future__ import annotations

import re
from typing import TypeVar

import msgspec
from msgspec import Raw

T = TypeVar("T")

VALUES = 1_000_000
"""A document that may have more of them, by its commas and brackets, is not read: for the memory that it would take."""

NOTHING = Raw(b"null")
"""What stands for a value that is not there."""

_ODD = re.compile(rb'"(?:[^"\\]++|\\(?s:.))*+(?:"|\Z)|-?(?:NaN|Infinity)')
"""A string, so that what stands in it is passed over; or a number that JSON does not have."""

_ESCAPE = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|(?s:.))"
)
"""An escape in a string; one that is half of a character is in the group."""

_SPACES = bytes.maketrans(b"\t\r\n", b"   ")
_CONTROL = bytes(set(range(32)) - set(b"\t\r\n"))


def decoded(body: bytes | Raw, wanted: type[T]) -> T | None:
    """The value, where it is what is ``wanted``; else None.

    Line breaks in strings are spaces, other control characters and halves of characters are left out, bytes that are no
    UTF-8 are replaced, and numbers that JSON does not have are nothing.
    """
    try:
        return msgspec.json.decode(body, type=wanted)
    except (msgspec.ValidationError, RecursionError):
        return None
    except ValueError:
        try:
            return msgspec.json.decode(_mended(bytes(body)), type=wanted)
        except (ValueError, RecursionError):
            return None


def is_small(body: bytes) -> bool:
    """Whether a document has no more than `VALUES`."""
    return len(body) <= VALUES or sum(map(body.count, (b",", b"[", b"{"))) <= VALUES


def text(value: Raw) -> str:
    """The value if it is a text, else an empty one."""
    return "" if value is NOTHING else decoded(value, str) or ""


def items(value: Raw | bytes) -> list[Raw]:
    """The values in a list; none where it is no list."""
    return decoded(value, list[Raw]) or []


def _mended(body: bytes) -> bytes:
    return _ODD.sub(_even, body.translate(_SPACES, _CONTROL).decode(errors="replace").encode())


def _even(odd: re.Match[bytes]) -> bytes:
    said = odd[0]
    if not said.startswith(b'"'):
        return b"null"
    return _ESCAPE.sub(lambda escape: b"" if escape[1] else escape[0], said) if b"\\u" in said else said
