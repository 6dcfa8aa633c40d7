"""The paragraphs of a post: what its author tells, without headings, lists, quotations, captions, tables and code.

It reads the tokens of `content`, once, no further than somebody asks for paragraphs, and so needs time and memory that
grow with the length only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from mkdocs_reciprocity.core.feeds import boilerplate, content
from mkdocs_reciprocity.core.lines import visible
from mkdocs_reciprocity.core.references import unescape

NO_PROSE = frozenset(
    "aside audio blockquote button caption del details dl dialog fieldset figcaption figure footer form h1 h2 h3 h4 h5 "
    "h6 header label legend menu nav object ol pre rp rt s select strike sup table ul video".split()
)
"""Elements without the author's own words, or with words that do not belong to a sentence."""

_BLANK_LINE = re.compile(r"\n[^\S\n]*+\n")
_BREAK = "\n"
_MOSTLY = 0.6  # a paragraph with more of its characters inside links leads elsewhere and tells nothing
_TAG = re.compile(r"</[a-z][^<>]*>|<[a-z][^<>=]*+=[^<>]*+>", re.IGNORECASE)
_SHORTCODE = re.compile(r"\[[a-z][\w-]*+\s[^\[\]=]*+=[^\[\]]*+\]|\[/[a-z][\w-]*+\]", re.IGNORECASE)


TAGS = 5_000
"""Behind so many there is no beginning any more."""

_PLAIN = 4_000
"""Without a tag in so many characters it is plain text, and no more of it is read."""

_RAW, _SAID = 4_000, 1_200
"""So many characters of a paragraph are read, before character references are decoded and after that."""


def paragraphs(markup: str, most: int) -> Iterator[str]:
    """The paragraphs at the beginning of some HTML as plain text, until they have ``most`` characters."""
    begins = markup[:_PLAIN]
    if "<" in begins:
        return _Reader(most).read(islice(content.pieces(markup), TAGS))
    return filter(None, map(_told, _BLANK_LINE.split(begins)))


def _told(text: str) -> str:
    """A paragraph as plain text, or nothing if its author tells nothing in it."""
    said = unescape(text[:_RAW])[:_SAID]
    told = visible(_SHORTCODE.sub("", said) if "[" in said else said)
    # Tags are left where the markup was escaped twice. Nobody knows what was meant.
    return "" if boilerplate.tells_nothing(told) or has_tags(told) else told


def has_tags(told: str) -> bool:
    """Whether tags are left in a text, as where the markup was escaped twice."""
    return "<" in told and _TAG.search(told) is not None


class _Reader:
    """Takes the tokens of a fragment. ``inside`` is the element that is left out now, open ``deep`` times."""

    __slots__ = ("deep", "found", "inside", "left", "link", "linked", "said")

    def __init__(self, most: int) -> None:
        self.left = most
        self.found: list[str] = []
        self.said: list[str] = []
        self.linked, self.link = 0, -1  # characters inside links; where the open link begins, or -1
        self.inside, self.deep = "", 0

    def read(self, pieces: Iterable[tuple[str, str, str]]) -> Iterator[str]:
        """The paragraphs."""
        for text, name, _ in pieces:
            if not self.inside:
                self.said.append(text)
            if name:
                self.tag(name)
            if self.found:
                yield self.found.pop()
                if self.left <= 0:
                    return
        self.end()
        yield from self.found

    def tag(self, name: str) -> None:
        """A tag by its name."""
        if self.inside:
            self.deep += (name == self.inside) - (name == f"/{self.inside}")
            if not self.deep:
                self.inside = ""
        elif name == "br":
            self.line_ends()
        elif name == "a":
            self.link = len(self.said)
        elif name == "/a":
            self.link_ends()
        else:
            if name in content.BREAKS:
                self.end()
            if name in NO_PROSE:
                self.inside, self.deep = name, 1

    def line_ends(self) -> None:
        """Two lines that end at once end a paragraph."""
        if len(self.said) > 1 and self.said[-2] == _BREAK and not self.said[-1].strip():
            self.end()
        else:
            self.said.append(_BREAK)

    def link_ends(self) -> None:
        """The words of a link that only leads on are left out; of others it is counted how long they are."""
        if self.link >= 0:
            said = "".join(self.said[self.link :])
            if boilerplate.leads_on(visible(unescape(said))):
                del self.said[self.link :]
            else:
                self.linked += len(said)
            self.link = -1

    def end(self) -> None:
        """The paragraph ends."""
        self.link_ends()
        text = "".join(self.said)
        if self.linked <= _MOSTLY * len(text) and (told := _told(text)):
            self.found.append(told)
            self.left -= len(told)
        self.said.clear()
        self.linked = 0
