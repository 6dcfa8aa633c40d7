"""Reads from JSON what is needed and no more, even if the JSON is not quite right. A whole tree would take much memory.

A value that is not needed yet stays as the bytes that were written (`msgspec.Raw`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import msgspec
from msgspec import Raw

T = TypeVar("T")

VALUES = 1_000_000
"""A document with more values, by its commas and brackets, is not read: it would take too much memory."""

NOTHING = Raw(b"null")
"""Stands for a missing value."""

_ODD = re.compile(rb'"(?:[^"\\]++|\\(?s:.))*+(?:"|\Z)|-?(?:NaN|Infinity)')
"""A string, so that its content is skipped; or a number that JSON does not have."""

_ESCAPE = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|(?s:.))"
)
"""An escape in a string. The group is one for half of a character."""

_SPACES = bytes.maketrans(b"\t\r\n", b"   ")
_CONTROL = bytes(set(range(32)) - set(b"\t\r\n"))


def decoded(body: bytes | Raw, wanted: type[T]) -> T | None:
    """The value, if it is of the type that is ``wanted``; else None.

    Line breaks in strings become spaces. Other control characters, and halves of characters, are left out. Bytes that
    are no UTF-8 are replaced. Numbers that JSON does not have become null.
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


def document(body: bytes, wanted: type[T]) -> T | None:
    """The value that is the whole document, as `decoded` gives it; None also if it has more values than `VALUES`."""
    body = body.removeprefix(b"\xef\xbb\xbf")
    return decoded(body, wanted) if is_small(body) else None


def objects(listed: Iterable[Raw]) -> list[dict[str, Any]]:
    """The objects in a list, without what is none."""
    return [one for raw in listed if (one := decoded(raw, dict[str, Any])) is not None]


def is_small(body: bytes) -> bool:
    """Whether a document has no more values than `VALUES`."""
    return len(body) <= VALUES or sum(map(body.count, (b",", b"[", b"{"))) <= VALUES


def text(value: Raw) -> str:
    """The value if it is a text; else an empty text."""
    return "" if value is NOTHING else decoded(value, str) or ""


def text_at(holder: Mapping[str, Any], name: str) -> str:
    """The value of this name if it is a text; else an empty text."""
    value = holder.get(name)
    return value if isinstance(value, str) else ""


def mapping(value: object) -> dict[str, Any]:
    """The value if it is a mapping; else an empty one."""
    return value if isinstance(value, dict) else {}


def items(value: Raw | bytes) -> list[Raw]:
    """The values in a list; none if it is no list."""
    return decoded(value, list[Raw]) or []


def _mended(body: bytes) -> bytes:
    return _ODD.sub(_even, body.translate(_SPACES, _CONTROL).decode(errors="replace").encode())


def _even(odd: re.Match[bytes]) -> bytes:
    said = odd[0]
    if not said.startswith(b'"'):
        return b"null"
    return _ESCAPE.sub(lambda escape: b"" if escape[1] else escape[0], said) if b"\\u" in said else said
