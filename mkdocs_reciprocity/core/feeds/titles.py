"""Titles of feeds and of their entries -> plain text, as they were meant."""

from __future__ import annotations

import re

from mkdocs_reciprocity.core import references
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.feeds import content
from mkdocs_reciprocity.core.url import Url

_LONGEST = 6_000
"""How many characters of a title are looked at."""

_TAG = re.compile(
    r"<(/?)(a|abbr|acronym|article|audio|b|bdi|bdo|big|blockquote|br|button|center|cite|code|del"
    r"|dfn|div|em|figure|font|h[1-6]|header|hr|i|iframe|img|ins|kbd|label|li|mark|noscript|ol|p|picture|pre|q|rp|rt|ruby"
    r"|s|samp|script|section|small|span|strike|strong|style|sub|sup|svg|time|tt|u|ul|var|video|wbr)(?=[\s/>])([^<>]*)>",
    re.I,
)
"""A tag of HTML: its slash, its name, its attributes."""

_EMPTY = frozenset("br hr img wbr".split())
"""Elements without an end."""
_SILENT = frozenset("script style svg".split())
"""Elements whose text is not shown."""

_CDATA = re.compile(r"\s*<!\[CDATA\[((?s:.*))\]\]>\s*\Z")
_STAND_IN = re.compile(r"[(\[<]?(?:no title|no subject|untitled(?: post)?|undefined|null)[)\]>]?\Z", re.I)
"""What programs write where there is no title."""


def of_elements(markup: str) -> str:
    """The text of a title that has elements in it."""
    return references.unescape(content.read(markup[:_LONGEST]).text)


def of_text(text: str) -> str:
    """The title that somebody wrote into a text, as text or as HTML: RSS does not say which, and many err in Atom.

    Markup is what can hardly be meant as text: elements that are closed, and those that need no end.
    ``vector<int>`` and ``Using the <b> tag`` stay. A picture's ``alt`` stands for it.
    """
    text = text[:_LONGEST]
    if "<" not in text:
        return references.unescape(text)
    if wrapped := _CDATA.match(text):
        text = wrapped[1]
    return references.unescape(_without_markup(text))


def _without_markup(text: str) -> str:
    tags = list(_TAG.finditer(text))
    begun, ended = ({tag[2].lower() for tag in tags if tag[1] == slash} for slash in ("", "/"))
    pieces, done, silent = [], 0, ""
    for tag in tags:
        name = tag[2].lower()
        closed = name in _EMPTY or (name in begun and name in ended) or tag[3].endswith("/")
        if not closed and not (name == "p" and not text[: tag.start()].strip()):
            continue
        if not silent:
            pieces += [text[done : tag.start()], _instead(tag, name)]
        if name in _SILENT and name in ended and not tag[1]:
            silent = name
        elif name == silent:
            silent = ""
        done = tag.end()
    return "".join([*pieces, text[done:]])


def _instead(tag: re.Match[str], name: str) -> str:
    if name == "img":
        return content.attributes(tag[3]).get("alt", "").replace("<", "&lt;")
    return " " if name in content.BREAKS else ""


def is_one(title: str, url: Url | None) -> bool:
    """Whether a line is a title, and not what programs write where there is none, nor the address of the entry."""
    if not title or _STAND_IN.match(title):
        return False
    if not title.isprintable() and not any(char.isprintable() and not char.isspace() for char in title):
        return False
    said = urls.parse(title) if url and "://" in title else None
    return said is None or url is None or urls.key(said) != urls.key(url)
