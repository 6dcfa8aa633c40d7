"""Links in Markdown, ready to be pasted into a page: whatever a title says, it is the words of one link."""

from __future__ import annotations

import re
from urllib.parse import quote

from mkdocs_reciprocity.core.lines import line
from mkdocs_reciprocity.core.url import Url

_LONGEST = 300
_ESCAPED = frozenset("\\*_[]")
"""A backslash before these is understood by all who read Markdown. The author can still read the title."""

_REFERENCES = frozenset("`{}<>|~^=$@#+")
"""These mean something to an extension, a macro or a table; as references they mean nothing to anybody."""

_REFERENCE = re.compile(r"&(?=#?\w+;)")
_SHORTHAND = re.compile(r":(?=\w[\w+-]*:|//)|(?<=\bwww)\.|!(?=\\\[)|(?<=^)[-!](?=\W)")
"""A colon that begins an emoji or makes an address, a dot that makes one; a mark that makes a picture or a list."""

_NUMBER = re.compile(r"\A(\d+)(?=[.)](?:\s|\Z))")
"""A number that begins a list, as in "1986. A year"."""

_NO_ADDRESS = re.compile(r"[\s<>\"{}|\\^`]")
_IN_BRACKETS = re.compile(r"[()\[\]*]")


def link(title: str, url: Url) -> str:
    """A link to the page at ``url``, in one line; without a title, its words are the address."""
    return f"[{_text(title) or _words(url)}]({_address(url)})"


def plain(text: str) -> str:
    """Text in one line that is no more than its words in Markdown, also where a line begins."""
    return _NUMBER.sub(r"\1\\", _text(text))


def _text(text: str) -> str:
    words = "".join(map(_escaped, _REFERENCE.sub("&amp;", line(text, _LONGEST))))
    return _SHORTHAND.sub(_reference, words)


def _words(url: Url) -> str:
    return _SHORTHAND.sub(_reference, "".join(map(_escaped, url)))


def _escaped(char: str) -> str:
    if char in _ESCAPED:
        return f"\\{char}"
    return f"&#{ord(char)};" if char in _REFERENCES else char


def _reference(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


def _address(url: Url) -> str:
    """The address without what would end it, or mean something to a macro. It stays the same address."""
    said = _REFERENCE.sub("&amp;", _NO_ADDRESS.sub(lambda found: quote(found[0]), url))
    return f"<{said}>" if _IN_BRACKETS.search(said) else said
