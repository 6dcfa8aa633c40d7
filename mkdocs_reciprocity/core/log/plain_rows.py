"""Plain rows of a log -> their fields, without the YAML parser: one ``key: value`` a line, or one ``{key: value, …}``.

That makes large logs fast. It is done only where YAML would read the same; a law in the tests compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from mkdocs_reciprocity.core.yaml.nodes import Node

Found = tuple[dict[str, str | Node], Sequence[int], bool, int]
"""The fields of a row, the line of each, whether all say one text, and where the row and the comments below it end."""

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
_MOST = 40  # fields of a row; the parser reads a longer one
_VALUE = rf"(?:{_PLAIN}|({_QUOTES}|{_LIST}))"
_LINE_PAIR = re.compile(rf"({_KEY}): ([^\n]*+)")
_FLOW_VALUE = rf"(?:{_IN_FLOW}|({_QUOTES}|{_LIST}))"
FLOW_PAIR = re.compile(rf"({_KEY}): ({_IN_FLOW}|{_QUOTES}|{_LIST})(?:, |\Z)")
_FLOW_ROW = rf" *+- \{{((?:(?:(?<=\{{)|, ){_KEY}: {_FLOW_VALUE}){{1,{_MOST}}})\}}(?:\n|\Z)"
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
    line_of_row = rf"(?:(?<=-)|(?<=\n){indent} ) {_KEY}: {_VALUE}(?:\n|\Z)"
    in_lines = re.compile(rf"{indent}-((?:{line_of_row}){{1,{_MOST}}}){ends}").match
    in_braces = re.compile(_FLOW_ROW + ends).match
    if any(char in text for char in _ODD):
        return lambda _, __: None

    def read(start: int, line: int) -> Found | None:
        if match := in_lines(text, start):
            pairs = _LINE_PAIR.findall(text, *match.span(1))
            lines: Sequence[int] = range(line, line + len(pairs))
        elif match := in_braces(text, start):
            pairs = FLOW_PAIR.findall(text, *match.span(1))
            lines = (line,) * len(pairs)
        else:
            return None
        fields = dict(pairs)
        if len(fields) < len(pairs):  # a key stands there twice: the parser says so
            return None
        if not match[2]:
            return fields, lines, True, match.end()
        fields.update((name, _unquoted(said, at)) for (name, said), at in zip(pairs, lines, strict=True))
        return fields, lines, Node not in map(type, fields.values()), match.end()

    return read


def _unquoted(said: str, line: int) -> str | Node:
    """What a value says that may stand in quotes or brackets."""
    if said[0] == "'":
        return said[1:-1].replace("''", "'")
    if said[0] == '"':
        return _ESCAPED.sub(r"\1", said[1:-1]) if "\\" in said else said[1:-1]
    return Node([Node(word, line) for word in said[1:-1].split(", ")], line) if said[0] == "[" else said
