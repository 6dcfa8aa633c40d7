"""Text that somebody typed, piped or copied -> addresses, one a line, each with the words that stand beside it.

A line is ``URL``, ``URL a note``, ``<URL>``, ``Title - URL`` or ``[Title](URL)``, with a bullet or without. Empty lines
and those that begin with ``#`` say nothing. A line that can be read in two ways is a problem: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.lines import visible
from mkdocs_reciprocity.core.log import address_advice
from mkdocs_reciprocity.core.log.text import encoding_of
from mkdocs_reciprocity.core.problem import Parsed, Problem, Where, quoted
from mkdocs_reciprocity.core.yaml.quoting import QUOTATION_MARKS

MOST_BYTES = 1_000_000
"""A longer text is not read."""

MOST_ADDRESSES = 1_000
"""A text with more of them is refused."""

LONGEST_LINE = 8_000
"""In characters; a longer line is a problem. An address has `url.LONGEST` at most."""

_BREAK = re.compile(r"\r\n|\r|\n")
_BULLET = re.compile(
    r"(?:>\s*)*+"
    r"(?:(?:[-*+\u2022\u2023\u25e6\u2043\u00b7\u2013\u2014]|[0-9]{1,4}[.)]|\[\^?[0-9]{1,4}\]:?)\s+(?:\[[ xX]\]\s+)?)?"
)
"""What stands before what is quoted, an item of a list, a task, a footnote; or nothing."""
_LINK = re.compile(
    r"\[(?P<title>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]"
    r"\(\s*(?:<(?P<in_angles>[^<>\s]+)>|(?P<bare>[^\s<>]+?))(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)(?=[\s.,;:!?]|\Z)"
)
"""A link in Markdown, with brackets inside its words and parentheses inside its address."""
_ANGLES = re.compile(r"<(https?://[^<>\s]+)>", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ONLY_VIA = re.compile(r"[(\[]\s*(?:via|h/t)\b[^()\[\]]*[)\]]\.?\Z", re.IGNORECASE)
_SEPARATORS = "-\u2013\u2014|:\u00b7\u2192"
_QUOTES = f"\"'{QUOTATION_MARKS}"
_INVISIBLE = "\ufeff\u200b\u200e\u200f\u2060"
_SEVERAL = "several addresses stand here; write each on a line of its own"
_BEFORE = (
    "words stand before the address; write them behind it if they are a note, or put ` - ` between a title and its "
    "address"
)


class Pasted(Struct, frozen=True):
    """An address as it was written, which need not be one. ``line`` counts from 1, ``text`` is all of that line."""

    url: str
    title: str
    note: str
    line: int
    text: str


def decoded(body: bytes, source: str) -> Parsed[str]:
    """The text of bytes from outside: UTF-8, or UTF-16 with a byte order mark. Empty if it is no text, or too long.

    ``source`` is what problems call the place where it comes from.
    """
    if len(body) > MOST_BYTES:
        message = f"this is more than {MOST_BYTES // 1_000_000} MB; give the addresses only, in several steps"
        return Parsed("", (Problem(Where(source), message),))
    mark, codec = encoding_of(body)
    body = body[len(mark) :]
    try:
        return Parsed(body.decode(codec))
    except UnicodeDecodeError as error:
        line = len(_BREAK.findall(body[: error.start].decode(codec, "replace"))) + 1
        name = codec[:6].rstrip("-").upper()
        return Parsed("", (Problem(Where(source, line), f"this is no text in {name}; give it as UTF-8"),))


def read(text: str, source: str) -> Parsed[tuple[Pasted, ...]]:
    """All addresses of a text, in their order, and a problem for each line that cannot be read.

    ``source`` is what problems call the place where the text comes from.
    """
    found: list[Pasted] = []
    problems: list[Problem] = []
    for number, line in lines(text):
        said = line.strip().strip(_INVISIBLE).strip()
        bare = _BULLET.sub("", said, count=1)
        if not bare or said.startswith("#"):
            continue
        one = _line(bare, number, said)
        if isinstance(one, Pasted):
            found.append(one)
        else:
            problems.append(Problem(Where(source, number), with_line(one, said)))
        if len(found) + len(problems) > MOST_ADDRESSES:
            message = f"there are more than {MOST_ADDRESSES:,} lines with something on them; give them in several steps"
            return Parsed((), (Problem(Where(source, number), message),))
    return Parsed(tuple(found), tuple(problems))


def lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines and their numbers. Only what editors take for a line break is one: a note may hold other characters."""
    return enumerate(_BREAK.split(text), 1)


def with_line(message: str, line: str) -> str:
    """The sentence about a line, with the line, so that it can be mended and given again."""
    said = quoted(line, LONGEST_LINE)
    return message if said in message else f"{message} (the line is {said})"


def _line(said: str, number: int, whole: str) -> Pasted | str:
    """What a line without its bullet says, or what is wrong with it."""
    if len(said) > LONGEST_LINE:
        return f"the line has more than {LONGEST_LINE:,} characters"
    if link := _LINK.match(said):
        url, title, rest = link["in_angles"] or link["bare"], _ESCAPED.sub(r"\1", link["title"]), said[link.end() :]
    elif found := _ADDRESS.search(said):
        before = said[: found.start()]
        angles = _ANGLES.match(said, found.start() - 1) if before.endswith("<") else None
        url = angles[1] if angles else found[0]
        rest = said[(angles or found).end() :]
        before = before[:-1] if angles else before
        title = _title(before, is_apart=angles is not None)
        if before and not title:
            if _ADDRESS.search(rest):
                return _SEVERAL
            return _BEFORE if before[-1].isspace() else address_advice.advice(said)
    elif not set("./@:") & set(url := said.split(maxsplit=1)[0]):
        return "no address stands here; one begins with `https://`"
    else:
        title, rest = "", said[len(url) :]
    return _with_note(url, visible(title), rest, Pasted(url, "", "", number, whole))


def _title(before: str, *, is_apart: bool) -> str:
    """The title in the words before an address; empty if it is not clear that they are one."""
    words = before.rstrip()
    bare = words.rstrip(_SEPARATORS).rstrip()
    if len(words) > 1 and words[0] in _QUOTES and words[-1] in _QUOTES:
        return words[1:-1].strip()
    is_separated = words != before and bare != words and (words[-1] == ":" or words[len(bare)].isspace())
    if not (is_apart or is_separated or before.endswith("\t")):
        return ""
    return bare[1:-1].strip() if bare.startswith("[") and bare.endswith("]") else bare


def _with_note(url: str, title: str, rest: str, line: Pasted) -> Pasted | str:
    if rest and not rest[0].isspace():
        rest = rest.lstrip(".,;:!?")
    if _ADDRESS.search(rest):
        return _SEVERAL
    note = rest.strip()
    if _ONLY_VIA.match(note):
        return f"{address_advice.advice(f'{url} {note}')}; `--via` says where it was"
    if url.endswith(":"):
        return f"{quoted(':')} stands at the end of the address; did you mean {quoted(url.rstrip(':'))}?"
    note = visible(note.lstrip(_SEPARATORS) if note.lstrip(_SEPARATORS)[:1].isspace() else note)
    is_address = urls.parse(title) is not None
    return Pasted(url, "" if is_address else title, note, line.line, line.text)
