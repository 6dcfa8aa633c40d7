"""Says what to change in a text with a syntax error. The parser names the symptom; the text shows the cause."""

from __future__ import annotations

import re
from typing import Any

from mkdocs_reciprocity.core.log_keys import ROW_OR_PEER, SECTIONS
from mkdocs_reciprocity.core.problem import quoted
from mkdocs_reciprocity.core.yaml.quoting import QUOTATION_MARKS

_LONGEST = 2000
"""At most so many characters of a line are searched for a slip."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_KEY = re.compile(r"[\s-]*([A-Za-z_]\w{0,40}):\s+(.*)")
_NO_SPACE = re.compile(r"[ ]*(-)(?=[a-z{])|[ ]*(?:- +)?([a-z]{1,40}:)(?=[^\s/])")
_FLOW_ENTRY = re.compile(r"""([A-Za-z_]\w{0,40}):[ \t]+((?:"[^"]*"?|'[^']*'?|\[[^]]*\]?)?[^,}]*)""")
_BRACES = re.compile(r"[ -]*+(?:\{|[\w.@][\w.@-]*+:[ ]++\{(?=[ ]*+[a-z]++:[ ]))")
"""The beginning of a row or a peer that stands in braces."""
_LIST_THEN_MORE = re.compile(r"(?:\[[^]]*\]|\{[^}]*\})\s*[^\s,}\])#]")
_MARKED_LINK = re.compile(r"!?\[[^]]*\]\((https?://[^\s)]+)\)?")
_SECOND_ROW = re.compile(r"[ ]*+-[ ].*?\}([ ]*+,?[ ]*+-?[ ]*+)\{")
_BEHIND_ROW = re.compile(r"[ ]*+-[ ]++\{.*\}([ ]*+[^\s}#].{0,20})\Z")
_NO_HYPHEN = re.compile(
    "[ ]*([\N{HYPHEN}-\N{HORIZONTAL BAR}\N{MINUS SIGN}\N{BULLET}\N{MIDDLE DOT}*+]|[0-9]{1,5}[.)])\\s*(?:\\{|[a-z]+:)"
)
_TWO_DASHES = re.compile(r"[ ]*-[ ]+(-)[ ]")
_BOX = re.compile(r"[ ]*-[ ]+(\[[ xX]?\])")
_MARK = re.compile(r"(<{7}|={7}|>{7}|\|{7})(?:[ ]|\Z)|(```|~~~)")
_KEYS = "|".join(sorted(ROW_OR_PEER))
_OTHER_SPACE = re.compile(
    rf"\A[ ]*+-?[ ]*+([^\S \t\n])|(?:\A[ ]*[\w-]+|\b(?:{_KEYS})):[ ]*([^\S \t\n])|([^\S \t\n])[ ]*(?:{_KEYS}):"
)
_WIDE = re.compile(
    rf"\b(?:{_KEYS})(\uff1a)|\A[ ]*[\w-]+(\uff1a)[ ]*(?:\Z|\{{)|([\uff0c\uff1b\u060c\u061b])\s*(?:{_KEYS})[:\uff1a]"
    r"|\A[ ]*-[ ]*([\uff5b])"
)
_CURLY = re.compile(f"[{QUOTATION_MARKS}]")
_NEXT_KEY = re.compile(r"[ ,]([a-z]{2,8}):(?:\s|\Z)")
_QUOTED_THEN_MORE = re.compile(r"""("[^"]*"|'[^']*')\s*[^\s#]""")


Advice = tuple[int, int, str]
"""The line (from 0) and the column (from 1) of the likely slip, and what to do about it."""


def advice(text: str, error: Any) -> Advice:
    """The advice for an error of PyYAML's."""
    unprintable = _CONTROL.search(text)
    if unprintable:
        at = unprintable.start()
        column = at - text.rfind("\n", 0, at)
        return text.count("\n", 0, at), column, "a character that cannot be printed stands here; delete it"
    mark = getattr(error, "problem_mark", None)
    opened = getattr(error, "context_mark", None)
    at = mark.line if mark is not None else 0
    problem = getattr(error, "problem", None) or "it cannot be read"
    context = getattr(error, "context", None) or ""
    return _advice(text.split("\n"), at, at if opened is None else opened.line, problem, context)


def _advice(lines: list[str], at: int, opened: int, problem: str, context: str) -> Advice:
    """The advice for the place where a parser has stopped.

    Args:
        lines: the text.
        at: the line where the parser stopped; the slip is often on the line above.
        opened: the line where the innermost thing that was being read began.
        problem: the parser's words for what it found.
        context: the parser's words for what it was reading.
    """
    at, opened = _at_text(lines, at), _at_text(lines, opened)
    for near in (at, max(0, at - 1), opened):
        line = lines[near][:_LONGEST]
        if "\t" in line[: len(line) - len(line.lstrip(" \t-"))]:
            return near, line.index("\t") + 1, "a tab stands before the text; YAML wants spaces there"
        if slip := odd(line):
            return near, *slip
        if no_space := _NO_SPACE.match(line):
            return near, no_space.end() + 1, f"put a space behind `{no_space[1] or no_space[2]}`"
        braces, match = _BRACES.match(line), _KEY.match(line)
        for entry in _FLOW_ENTRY.finditer(line, braces.end()) if braces else [match] if match else []:
            advice = _advice_on(entry[1], entry[2], in_flow=braces is not None)
            if advice:
                return near, entry.start(2) + 1, advice
    near, message = _by_the_symptom(lines, at, opened, problem, context)
    return near, _first(lines[near]), message


def _by_the_symptom(lines: list[str], at: int, opened: int, problem: str, context: str) -> tuple[int, str]:
    """The line of the likely slip and what to do, where the text shows no cause; the arguments are as above."""
    if "quoted scalar" in context:
        return opened, "a quotation mark that opens here is never closed; close it"
    if "flow" in context:
        return opened, "a bracket that opens here is never closed, or a comma is missing between two values"
    if at > 0 and lines[at][:1].isalpha():
        stray = "what stands at the margin here belongs to no row"
        return at, f"{stray}; indent it like the rest of its row, or delete it"
    if "expected ':'" in problem:
        first = lines[opened].lstrip(" -").split(" ", maxsplit=1)[0]
        if first in ROW_OR_PEER:
            return opened, f"put a colon behind `{first}`"
        return opened, "this line has no key; indent it further if it goes on with the line above, or delete it"
    if at > 0 and ("block" in context or problem.startswith("mapping values")):
        return at, "this line does not go on with what stands above it; check how far it is indented"
    return at, f"this is not YAML ({problem}); check the indentation, and put the value in quotes"


def odd(line: str) -> tuple[int, str] | None:
    """The advice for a character that only looks like the one that YAML wants, and for two rows on one line."""
    line = line[:_LONGEST]
    if hyphen := _NO_HYPHEN.match(line):
        is_ascii = hyphen[1].isascii()
        said = f"`{hyphen[1]}` begins no row" if is_ascii else f"{quoted(hyphen[1])} is no hyphen"
        return hyphen.start(1) + 1, f"{said}; a row begins with `- `"
    if dashes := _TWO_DASHES.match(line):
        return dashes.start(1) + 1, "two dashes begin a list in a list; take one out"
    if box := _BOX.match(line):
        return box.start(1) + 1, f"`{box[1]}` begins a list for YAML; take it out"
    if mark := _MARK.match(line):
        git = "git has left a mark where two changes meet; keep what is right, and delete the mark"
        return 1, git if mark[1] else "a fence of Markdown stands here; delete the line"
    if line.rstrip() in SECTIONS:
        return 1, f"put a colon behind `{line.rstrip()}`"
    if space := _OTHER_SPACE.search(line):
        at = space.start(space.lastindex or 0) + 1
        return at, f"the space here is {quoted(line[at - 1])}, not the one of the keyboard; write that one"
    if wide := _WIDE.search(line):
        at = wide.start(wide.lastindex or 0) + 1
        return at, f"{quoted(line[at - 1])} means nothing to YAML; write the one of an English keyboard"
    if second := _SECOND_ROW.match(line):
        return second.end(), "a second row stands on this line; begin a new line with `- ` before it"
    if behind := _BEHIND_ROW.match(line):
        return behind.start(1) + 1, f"{quoted(behind[1].strip(), 30)} stands behind the row; delete it"
    return None


def no_mapping(line: str) -> tuple[int, str] | None:
    """The advice for the first line of a row that is text to YAML: no colon, or no space behind it."""
    if found := odd(line):
        return found
    if glued := _NO_SPACE.match(line):
        return glued.end() + 1, f"put a space behind `{glued[1] or glued[2]}`"
    first = line.lstrip(" -").partition(" ")[0]
    return (_first(line), f"put a colon behind `{first}`") if first in ROW_OR_PEER else None


def _first(line: str) -> int:
    """The column of the first character that says something."""
    return len(line) - len(line.lstrip()) + 1


def _at_text(lines: list[str], at: int) -> int:
    """The line, or the last line above it that is not blank: at the end of a text, parsers stop behind it."""
    at = min(at, len(lines) - 1)
    while at > 0 and not lines[at].strip():
        at -= 1
    return at


def _advice_on(key: str, value: str, *, in_flow: bool) -> str:
    start = value[:1]
    if start in {'"', "'"}:
        if value.count(start) == 1:
            return f"the quotation mark that opens `{key}` is never closed; close it"
        if _QUOTED_THEN_MORE.match(value):
            other = "'" if start == '"' else '"'
            return f"`{key}` goes on after its closing quotation mark; put the whole of it in {other}…{other}"
        return ""
    if value.strip() == "-" and key not in SECTIONS:
        return f"`{key}` has a dash only, which begins a list for YAML; leave the key out"
    if value.startswith("- ") and key not in SECTIONS:
        return f"`{key}` begins with `- `, which begins a list for YAML; put the value in quotes"
    if start and start in "@`%&*!|>":
        return f"`{key}` begins with `{start}`, which means something else to YAML; put the value in quotes"
    if in_flow and re.search(r"(?:\A|\s)#", value):
        return f"`{key}` has a `#` in it, which begins a comment for YAML; put the value in quotes"
    value = value.split(" #", 1)[0]
    if link := _MARKED_LINK.match(value):
        return f"`{key}` holds a link of Markdown; did you mean {quoted(link[1])}?"
    if start in {"[", "{"} and _LIST_THEN_MORE.match(value):
        return f"`{key}` begins with `{start}`, which begins a list or a mapping for YAML; put the value in quotes"
    if start in {"[", "{"} and value.count("[") + value.count("{") != value.count("]") + value.count("}"):
        return f"`{key}` opens a bracket that is never closed; close it, or put the value in quotes"
    if in_flow and start not in {"[", "{"} and re.search(r"[\[\]{]", value):
        return f"`{key}` has a bracket in it, which begins or ends a list for YAML; put the value in quotes"
    following = _NEXT_KEY.search(value)
    if following and following[1] in ROW_OR_PEER and in_flow:
        return f"a comma is missing before `{following[1]}:`"
    if following and following[1] in ROW_OR_PEER:
        if key in SECTIONS:
            return f"begin a new line behind `{key}:`"
        return (
            f"`{following[1]}:` stands on the line of `{key}`; write each on a line of its own, or all in braces, "
            f"`- {{{key}: …, {following[1]}: …}}`"
        )
    if re.search(r":(\s|\Z)", value):
        if _CURLY.match(value):
            return f'the quotation marks of `{key}` mean nothing to YAML; write those of the keyboard, `"`'
        return f"`{key}` has a colon followed by a space in it; put the value in quotes"
    return ""
