"""The sentences in which an entry leads to this site, in the words of its author.

A feed is read once, and its text is not kept. So what leads to this site has to be known when it is read; see
`own_places`. Only the author of the site sees the sentences, on their desk. Where nobody says anything there is none:
in a link that is only a title, in a heading, in words that are quoted, for these may be the author's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.feeds import boilerplate, content, entry_link, excerpt, plain_text, prose, sentences
from mkdocs_reciprocity.core.lines import visible
from mkdocs_reciprocity.core.own_places import OwnPlaces
from mkdocs_reciprocity.core.references import unescape
from mkdocs_reciprocity.core.url import Url, UrlKey, linked

MOST = 3
"""How many of an entry are kept: one for each page here."""

_AROUND = 2_000
"""So many characters before a link, and behind it, are looked at."""

_SKIPPED = prose.NO_PROSE - {"dl", "ol", "ul"}
"""The same as in an excerpt; but in lists people do say what they think of a page."""

_PARTS = re.compile(r"\n[^\S\n]*+\n|\n(?=[^\S\n]*+(?:[-*+\u2022\u2023\u2013\u2014]|\d{1,3}[.)])\s)")
"""What parts the paragraphs, and the items of lists, of plain text."""
_ITEM = re.compile(r"\s*+[-*+\u2022\u2023\u2013\u2014]\s")
"""With what such an item begins."""

_LOOKED_AT = 20
"""So many links of an entry are looked at, whether or not they stand in a sentence."""

_FEW_WORDS, _FEW_LETTERS, _OF_A_LINK = 2, 4, 4  # so many say something beside a link; a link alone has to say more
_WORD = re.compile(r"[^\W\d_]+")


class _Link(Struct, frozen=True):
    """A link in a line: the page here, and where its words begin and end in the line's text."""

    page: UrlKey
    begins: int
    ends: int


def in_entry(
    url: Url | None, about: str, outbound: str, markup: str, description: str, base: str, own: OwnPlaces
) -> dict[UrlKey, str]:
    """The sentences of one entry, by the page here to which each leads.

    Args:
        url: the entry's own link. An entry that is at a page here, or passes one on, is about that page: its first
            sentence counts, if there is no link in it.
        about: the pages that it passes on, one a line.
        outbound: its links, one a line.
        markup: the HTML of the post, or empty.
        description: the HTML of an excerpt, or empty.
        base: what the links of the HTML are relative to; empty if that is not known.
        own: which addresses are here.
    """
    subjects = [page for page in (url, *map(Url, about.split())) if page and own.has(page)]
    if not (subjects or any(map(own.has, map(Url, outbound.split())))):
        return {}
    found: dict[UrlKey, str] = {}
    for text in dict.fromkeys((markup, description)):
        for page, sentence in _Reader(base, own).read(text):
            found.setdefault(page, sentence)
            if len(found) == MOST:
                return found
    for page in map(urls.key, subjects[: MOST - len(found)]):
        if page not in found and (told := excerpt.of_post("", description, markup)):
            found[page] = sentences.first(told)
    return found


class _Line(Struct, frozen=True):
    """A line of a paragraph: its text, and the links in it that lead here."""

    text: str
    links: tuple[_Link, ...] = ()


class _Reader:
    """Takes the tokens of a fragment. ``inside`` is the element that is left out now, open ``deep`` times."""

    __slots__ = ("base", "deep", "inside", "left", "length", "lines", "links", "opened", "own", "plain", "said")

    def __init__(self, base: str, own: OwnPlaces) -> None:
        self.base, self.own, self.left = base or entry_link.NO_BASE, own, _LOOKED_AT
        self.plain = False  # whether addresses in the text are links
        self.lines: list[_Line] = []  # of the paragraph that is read now
        self.said: list[str] = []  # the text of the line that is read now, so many characters long
        self.length = 0
        self.links: list[_Link] = []  # of that line
        self.opened: tuple[UrlKey, int] | None = None  # the page here of the open link, and where its words begin
        self.inside, self.deep = "", 0

    def read(self, markup: str) -> Iterator[tuple[UrlKey, str]]:
        """The pages to which the fragment leads, with the sentences."""
        self.plain = plain_text.may_have_addresses(markup)
        if not self.plain or "<" in markup:
            for text, name, link in content.pieces(markup):
                if not self.inside:
                    self.text(unescape(text))
                if name and self.tag(name, link):
                    yield from self.end()
        else:
            for text in _PARTS.split(f"\n{markup}"):
                self.text(unescape(_ITEM.sub("", text)))
                yield from self.end()
        yield from self.end()

    def text(self, text: str) -> None:
        """Text within a line."""
        self.said.append(text)
        self.length += len(text)

    def tag(self, name: str, link: str) -> bool:
        """A tag by its name; if it is that of a link, with its attributes. Returns whether it ends the paragraph."""
        if self.inside:
            self.deep += (name == self.inside) - (name == f"/{self.inside}")
            if not self.deep:
                self.inside = ""
            return False
        if name == "br":
            self.line_ends()
        elif name in {"a", "/a"}:
            self.link_ends()
            self.opened = self.page_of(content.href_of(link)) if link else None
        elif name in _SKIPPED:
            self.inside, self.deep = name, 1
        return name != "br" and name in content.BREAKS

    def page_of(self, href: str) -> tuple[UrlKey, int] | None:
        """The page here to which a link leads, and where the link begins."""
        url = linked(self.base, href)
        return (urls.key(url), self.length) if url and self.own.has(url) else None

    def link_ends(self) -> None:
        """The open link ends, if there is one."""
        if self.opened:
            page, begins = self.opened
            self.links.append(_Link(page, begins, self.length))
            self.opened = None

    def line_ends(self) -> None:
        """The line ends."""
        self.link_ends()
        text = "".join(self.said)
        links = self.addresses(text) if self.plain else self.links
        self.lines.append(_Line(text, tuple(links)))
        self.said, self.length, self.links = [], 0, []

    def addresses(self, text: str) -> Iterator[_Link]:
        """The addresses in a text that lead here."""
        for begins, address in plain_text.found(text):
            if (page := self.page_of(address)) is not None:
                yield _Link(page[0], begins, begins + len(address))

    def end(self) -> Iterator[tuple[UrlKey, str]]:
        """The paragraph ends: what it says."""
        self.line_ends()
        lines, self.lines = self.lines, []
        for number, line in enumerate(lines):
            for link in line.links[: self.left]:
                self.left -= 1
                if sentence := _sentence(lines, number, link):
                    yield link.page, sentence


def _sentence(lines: list[_Line], number: int, link: _Link) -> str:
    """The sentence in which a link stands. If there is none, the one before it goes with it; and where the link is a
    title in a line of its own, what is said below.
    """
    text = lines[number].text
    words = visible(text[link.begins : min(link.ends, link.begins + _AROUND)])
    before = text[max(0, link.begins - _AROUND) : link.begins] + words
    shown = visible(before + text[link.ends : link.ends + _AROUND])
    begins, ends = sentences.span(shown, max(0, len(visible(before)) - 1))
    said = shown[begins:ends].strip()
    if _says(said, words):
        return sentences.part(said, max(0, said.find(words)))
    earlier = shown[:begins] or _beside(lines, number - 1)
    later = shown[ends:] or _beside(lines, number + 1)
    below = sentences.first(later.strip())
    if not shown[:begins] and said == words and _tells(below):
        return sentences.part(below, 0)
    both = sentences.joined(sentences.last(earlier.strip()), said)
    return sentences.part(both, max(0, both.rfind(words))) if earlier and _says(both, words) else ""


def _beside(lines: list[_Line], number: int) -> str:
    """A line as it is shown, if it is there and leads nowhere here."""
    if not 0 <= number < len(lines) or lines[number].links:
        return ""
    return visible(lines[number].text[:_AROUND])


def _tells(said: str) -> bool:
    """Whether somebody has written a text to say something."""
    return excerpt.tells(said, "") and not boilerplate.is_label(said) and not prose.has_tags(said)


def _says(said: str, words: str) -> bool:
    """Whether a sentence says something, apart from the words of its link."""
    if not words or not _tells(said):
        return False
    beside = _WORD.findall(said.replace(words, " "))
    enough = len(beside) >= _FEW_WORDS or sentences.has_no_spaces(said)
    if enough and sum(map(len, beside)) >= _FEW_LETTERS:
        return True
    return sentences.has_end(said) and len(_WORD.findall(words)) >= _OF_A_LINK
