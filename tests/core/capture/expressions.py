"""As much of GitHub's expressions as the condition of a workflow needs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_TOKEN = re.compile(r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<name>[A-Za-z_][\w.]*)|(?P<sign>==|!=|&&|\|\||[(),]))")


def holds(expression: str, github: Mapping[str, Any]) -> bool:
    """Whether it is true in a context. Text is compared without regard to case, and null is an empty text, as there.

    Raises:
        AssertionError: it has something in it that is not known here.
    """
    tokens: list[tuple[str, str]] = []
    at = 0
    while at < len(expression.rstrip()):
        match = _TOKEN.match(expression, at)
        assert match, expression[at:]
        kind = match.lastgroup or ""
        tokens.append((kind, match[kind]))
        at = match.end()
    found = _either(tokens, {"github": github})
    assert not tokens, tokens
    return bool(found)


def _either(tokens: list[tuple[str, str]], context: Mapping[str, Any]) -> object:
    found = _both(tokens, context)
    while _takes(tokens, "||"):
        other = _both(tokens, context)
        found = found or other
    return found


def _both(tokens: list[tuple[str, str]], context: Mapping[str, Any]) -> object:
    found = _same(tokens, context)
    while _takes(tokens, "&&"):
        other = _same(tokens, context)
        found = found and other
    return found


def _same(tokens: list[tuple[str, str]], context: Mapping[str, Any]) -> object:
    found = _value(tokens, context)
    if _takes(tokens, "=="):
        return _folded(found) == _folded(_value(tokens, context))
    if _takes(tokens, "!="):
        return _folded(found) != _folded(_value(tokens, context))
    return found


def _value(tokens: list[tuple[str, str]], context: Mapping[str, Any]) -> object:
    kind, said = tokens.pop(0)
    if said == "(":
        found = _either(tokens, context)
        assert _takes(tokens, ")")
        return found
    if kind == "text":
        return said[1:-1].replace("''", "'")
    if said == "startsWith":
        assert _takes(tokens, "(")
        whole = _either(tokens, context)
        assert _takes(tokens, ",")
        start = _either(tokens, context)
        assert _takes(tokens, ")")
        return _folded(whole).startswith(_folded(start))
    assert kind == "name", said
    value: Any = context
    for name in said.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _takes(tokens: list[tuple[str, str]], sign: str) -> bool:
    if tokens and tokens[0] == ("sign", sign):
        del tokens[0]
        return True
    return False


def _folded(value: object) -> str:
    assert value is None or isinstance(value, str)
    return (value or "").lower()
