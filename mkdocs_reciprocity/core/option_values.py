"""Checks the values of options: each function returns the value in its type, or says what would be right."""

from __future__ import annotations

import re
import reprlib
from collections.abc import Mapping
from typing import Any, get_args

from mkdocs_reciprocity.core.problem import did_you_mean, quoted

_DURATION = re.compile(r"(\d{1,7}(?:\.\d+)?)\s*(s|sec|seconds?|m|min|minutes?|h|hours?|d|days?)?\Z", re.I)
_HALF = re.compile("[\ud800-\udfff]")  # YAML can spell such a one, and no file can hold it
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_SIZE = re.compile(r"(\d{1,9}(?:\.\d+)?)\s*([kmg]?)i?b?\Z", re.I)
_BYTES = {"": 1, "k": 1000, "m": 1000**2, "g": 1000**3}


class WrongOption(ValueError):
    """An option that cannot be used. The message says what would be right.

    ``key`` is the key below the option that is wrong; ``stranger``: there is no such key.
    """

    def __init__(self, message: str, key: str = "", *, stranger: bool = False) -> None:
        super().__init__(message)
        self.key = key
        self.stranger = stranger


def flag(value: object) -> bool:
    """``true`` or ``false``."""
    if not isinstance(value, bool):
        raise WrongOption(f"{shown(value)} is neither `true` nor `false`")
    return value


def text(value: object, example: str) -> str:
    """A text that is not empty, without the space around it. ``example`` is for the message if there is none."""
    if not isinstance(value, str) or not value.strip():
        quotes = " in quotes" if isinstance(value, bool | int | float) else ""
        raise WrongOption(f"{shown(value)} is no text; write one{quotes}, such as `{example}`")
    if _HALF.search(value):
        raise WrongOption(f"{shown(value)} has half of a character in it; write the whole character")
    return value.strip()


def file(value: object, example: str) -> str:
    """The name of a file or folder."""
    name = text(value, example)
    if not name.isprintable():
        raise WrongOption(f"{shown(name)} has a control character in it; no file's name has one")
    return name


def texts(value: object, example: str) -> tuple[str, ...]:
    """Texts; a single one needs no list, and None stands for no texts."""
    value = [] if value is None else [value] if isinstance(value, str) else value
    if not isinstance(value, list | tuple):
        raise WrongOption(f"{shown(value)} is no list; write it as `[one, two]`")
    return tuple(text(item, example) for item in value)


def mapping(value: object, default: Mapping[str, Any], what: str = "key") -> dict[str, Any]:
    """The mapping, with the defaults of its missing keys. None stands for all defaults."""
    if value is None:
        return dict(default)
    if not isinstance(value, Mapping):
        raise WrongOption(f"{shown(value)} is no mapping; write `{next(iter(default), 'name')}: …` below it")
    for name in sorted(value.keys() - default.keys(), key=in_short):
        message = f"there is no {what} {shown(name)}{did_you_mean(in_short(name), default)}"
        raise WrongOption(message, in_short(name), stranger=True)
    return {**default, **value}


def choice(name: str, value: object, kind: Any) -> Any:
    """One of the texts in a `Literal`, for the key ``name`` of an option; empty for an option without keys."""
    choices: tuple[str, ...] = get_args(kind)
    if isinstance(value, str) and value in choices:
        return value
    if value is False and "never" in choices:
        raise WrongOption(f"`{name}`: `off`, `no` and `false` are one to YAML; did you mean `never`?", name)
    there = ", ".join(f"`{choice}`" for choice in choices)
    hint = did_you_mean(value, choices) if isinstance(value, str) else ""
    said = f"`{name}`: {shown(value)}" if name else shown(value)
    raise WrongOption(f"{said} is none of {there}{hint}", name)


def duration(name: str, value: object) -> float:
    """A time in seconds, for the key ``name`` of an option."""
    match = _DURATION.match(written(value))
    if not match:
        raise WrongOption(f"`{name}` is {shown(value)}; write a time such as `20s`, `5m` or `1h`", name)
    return float(match[1]) * _SECONDS[(match[2] or "s")[0].lower()]


def size(value: object) -> int:
    """A number of bytes, for the key ``max_bytes``."""
    match = _SIZE.match(written(value))
    size = int(float(match[1]) * _BYTES[match[2].lower()]) if match else 0
    if not size:
        raise WrongOption(f"`max_bytes` is {shown(value)}; write a size such as `5MB` or `500kB`", "max_bytes")
    return size


def written(value: object) -> str:
    """A text or a number as it was written; empty for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return in_short(value).strip()


def shown(value: object) -> str:
    """The value in quotes, for a message."""
    return quoted(in_short(value))


def in_short(value: object) -> str:
    """The value as text. If it is no text, this is a short line."""
    return value if isinstance(value, str) else _REPR.repr(value)


class _Repr(reprlib.Repr):
    """It is bounded, since ten lines of YAML with aliases can make a value that fits into no computer."""

    def __init__(self) -> None:
        super().__init__()
        self.maxstring = self.maxother = 60

    def repr_int(self, value: int, level: int) -> str:
        return repr(value) if value.bit_length() < _BITS else hex(value)[:20] + "…"


_BITS = 1000  # Python refuses to write very large numbers with decimal digits
_REPR = _Repr()
