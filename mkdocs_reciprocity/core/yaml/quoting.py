"""Text -> YAML that every reader takes for this text, with quotes only where they are needed.

"Every reader" means YAML 1.1 and 1.2, with and without libyaml. So ``no``, ``012`` and ``12:30`` get quotes; and so do
URLs with a ``?`` inside of braces, because PyYAML's parser in Python stops there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

QUOTATION_MARKS = "\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019\u201a\u2039\u203a"
"""The quotation marks of word processors, which mean nothing in YAML or in an address."""

Value = str | Sequence[str]
"""What a field says: one text, or several, which are written as ``[one, two]``."""

_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_ESCAPED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
"""What is not printable, is a line break in YAML 1.1, or changes the direction of the text around it."""
_CUT = re.compile(r": | #|:\Z")
_CUT_IN_FLOW = re.compile(r"[,?\[\]{}]")
_NOT_TEXT = re.compile(
    r"""(?: ~ | = | << | null | true | false | yes | no | on | off | y | n | [-+]?\.(?:inf|nan)
    | [-+.]?[0-9][0-9a-z_.,:+-]* | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:t|[ ]).*)\Z""",
    re.X | re.I,
)
"""Anything that some reader takes for a number, a date, a truth value or null (and a little more)."""
_TRUTH = re.compile(r"true\Z|false\Z")
_NATIVE = {"date": re.compile(r"[0-9][0-9:.TtZz +-]*\Z"), "private": _TRUTH, "recommend": _TRUTH}
"""Fields in which a date or a truth value needs no quotes, for it is meant as one."""
_NAMED = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


class Style(Struct, frozen=True):
    """How entries are written: ``indent`` before the dash or the id, then ``gap`` before the first field.

    For rows the gap follows the dash; for peers it is how much further right than the id the fields stand. ``pad`` is
    what stands inside of the braces, if it is ``flow``.
    """

    indent: str = ""
    gap: str = " "
    flow: bool = False
    pad: str = ""


def row(fields: Mapping[str, Value], style: Style) -> list[str]:
    """The lines of one row."""
    if style.flow:
        return [f"{style.indent}-{style.gap}{braces(fields, style.pad)}"]
    first, *others = [f"{name}: {value(name, said, flow=False)}" for name, said in fields.items()]
    return [f"{style.indent}-{style.gap}{first}", *(f"{style.indent} {style.gap}{line}" for line in others)]


def entry(name: str, fields: Mapping[str, Value], style: Style) -> list[str]:
    """The lines of one peer."""
    key = f"{style.indent}{scalar(name, flow=False)}:"
    if style.flow or not fields:
        return [f"{key} {braces(fields, style.pad)}"]
    below = style.indent + style.gap
    return [key, *(f"{below}{field}: {value(field, said, flow=False)}" for field, said in fields.items())]


def braces(fields: Mapping[str, Value], pad: str = "") -> str:
    """The fields as one value, ``{key: value, …}``."""
    inside = ", ".join(f"{name}: {value(name, said, flow=True)}" for name, said in fields.items())
    return f"{{{pad}{inside}{pad}}}" if inside else "{}"


def value(field: str, said: Value, *, flow: bool) -> str:
    """What a field says, behind its colon."""
    if not isinstance(said, str):
        return f"[{', '.join(scalar(text, flow=True) for text in said)}]"
    native = _NATIVE.get(field)
    return said if native and native.match(said) and _is_whole(said, flow=flow) else scalar(said, flow=flow)


def scalar(text: str, *, flow: bool) -> str:
    """The text as one line of YAML. ``flow`` says whether it is to stand inside of brackets or braces."""
    return quoted(text) if needs_quotes(text, flow=flow) else text


def needs_quotes(text: str, *, flow: bool) -> bool:
    """Whether some reader would take the bare text for something else."""
    return not _is_whole(text, flow=flow) or _NOT_TEXT.match(text) is not None


def _is_whole(text: str, *, flow: bool) -> bool:
    """Whether YAML reads all of the text as one plain scalar."""
    if not text or text[0] in _INDICATORS or text != text.strip():
        return False
    return not (_ESCAPED.search(text) or _CUT.search(text) or (flow and _CUT_IN_FLOW.search(text)))


def quoted(text: str, mark: str = '"') -> str:
    """The text in quotes: in ``mark`` if that needs no escapes, else in the other ones, else with escapes."""
    if not _ESCAPED.search(text):
        for one in (mark, '"', "'"):
            if one not in text and (one == "'" or "\\" not in text):
                return f"{one}{text}{one}"
    return f'"{re.sub(_MUST, _escape, text)}"'


_MUST = re.compile(rf'["\\]|{_ESCAPED.pattern}')


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    code = ord(char)
    return _NAMED.get(char) or (f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}")
