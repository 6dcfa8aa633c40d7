"""Plain rows of a log -> their fields, without the YAML parser: one ``key: value`` a line, or one ``{key: value, …}``.

That makes large logs fast. It is done only where YAML would read the same; a law in the tests compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from mkdocs_reciprocity.core.yaml.nodes import Node

Found = tuple[dict[str, str | Node], Sequence[int], int]
"""The fields of a row, the line of each, and where the row and the comments below it end."""

# Text that means the same in YAML: no indicator at its start, no ": " or " #" inside, no space at its end.
_ODD = "\u2028\u2029\ufeff\ufffe\uffff"  # line breaks for YAML, or not allowed in it: the parser has to read these
_NEVER = r"\x00-\x1f\x7f-\xa0"
_WORD = rf"[^{_NEVER}:# ]*+"
_FLOW_WORD = rf"[^{_NEVER}:# ,\[\]{{}}]*+"
_QUOTES = rf"\"(?:[^\"\\{_NEVER}]|\\[\"\\])*+\"|'(?:[^'{_NEVER}]|'')*+'"  # of all escapes, those that are common
_PLAIN = rf"[^\W_]{_WORD}(?:(?::(?=[^\s])| ++(?=[^\s#:])|#){_WORD})*+"
_IN_FLOW = rf"[^\W_]{_FLOW_WORD}(?:(?::(?=[^\s?,\[\]{{}}])| ++(?=[^\s#:,\[\]{{}}])|#){_FLOW_WORD})*+"
_LIST = rf"\[{_IN_FLOW}(?:, {_IN_FLOW})*+\]"
_KEY = "[a-z]{1,40}+"
_LINE = rf"{_KEY}: (?:{_PLAIN}|{_QUOTES}|{_LIST})(?:\n|\Z)"
_FLOW_VALUE = rf"(?:{_IN_FLOW}|{_QUOTES}|{_LIST})"
FLOW_PAIR = re.compile(rf"({_KEY}): ({_FLOW_VALUE})(?:, |\Z)")
_FLOW_ROW = rf" *+- \{{((?:(?:(?<=\{{)|, ){_KEY}: {_FLOW_VALUE})++)\}}(?:\n|\Z)"
_ESCAPED = re.compile(r"\\(.)")
_BETWEEN = r"((?:[ ]*+(?:#[^\n]*+)?\n)*+)"  # blank lines and comments


def plain_rows(text: str, column: int) -> Callable[[int, int], Found | None]:
    """A function that reads the row at a place in the text. It is told the line too, and returns None where the parser
    has to read the row.

    Args:
        text: a list of rows.
        column: where their dashes stand.
    """
    indent = " " * column
    ends = rf"{_BETWEEN}(?=[ ]{{0,{column}}}-\s|\Z)"
    in_lines = re.compile(rf"{indent}-((?:(?:(?<=-)|(?<=\n){indent} ) {_LINE})++){ends}").match
    in_braces = re.compile(_FLOW_ROW + ends).match
    between = f"\n{indent}  "
    if any(char in text for char in _ODD):
        return lambda _, __: None

    def read(start: int, line: int) -> Found | None:
        if match := in_lines(text, start):
            said = match[1][1:].rstrip("\n")
            lines: Sequence[int] = range(line, line + said.count(between) + 1)
            fields = _of_lines(said, between, lines)
        elif match := in_braces(text, start):
            fields, many = _of_braces(match[1], line)
            lines = (line,) * many
        else:
            return None
        # If there is a key twice, the parser says so.
        return (fields, lines, match.end()) if len(fields) == len(lines) else None

    return read


def _of_lines(text: str, between: str, lines: Sequence[int]) -> dict[str, str | Node]:
    if not _has_marks(text):
        return _alternating(text.replace(between, ": "))
    pairs = (said.split(": ", 1) for said in text.split(between))
    return _unquoted((name, value, line) for (name, value), line in zip(pairs, lines, strict=True))


def _of_braces(text: str, line: int) -> tuple[dict[str, str | Node], int]:
    """The fields, and how many pairs there are."""
    if not _has_marks(text):
        return _alternating(text.replace(", ", ": ")), text.count(", ") + 1
    pairs = FLOW_PAIR.findall(text)
    return _unquoted((name, value, line) for name, value in pairs), len(pairs)


def _has_marks(text: str) -> bool:
    """Whether a value in it stands in quotes or brackets. No other value has in it what parts keys and values."""
    return ': "' in text or ": '" in text or ": [" in text


def _alternating(text: str) -> dict[str, str | Node]:
    """The fields of a text in which keys and values take turns."""
    words = text.split(": ")
    return dict(zip(words[::2], words[1::2], strict=True))


def _unquoted(pairs: Iterable[tuple[str, str, int]]) -> dict[str, str | Node]:
    """The fields, from the name, the value and the line of each. What stands in quotes or brackets is read."""
    fields: dict[str, str | Node] = {}
    for name, value, line in pairs:
        if value[0] == "'":
            fields[name] = value[1:-1].replace("''", "'")
        elif value[0] == '"':
            fields[name] = _ESCAPED.sub(r"\1", value[1:-1]) if "\\" in value else value[1:-1]
        elif value[0] == "[":
            fields[name] = Node([Node(word, line) for word in value[1:-1].split(", ")], line)
        else:
            fields[name] = value
    return fields
