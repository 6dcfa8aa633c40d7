"""Titles of feeds and of their entries -> plain text, as they were meant."""

from __future__ import annotations

import re

from mkdocs_reciprocity.core import letters, references
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
_NONE = """
no title|no subject|untitled|untitled post|auto draft|undefined|null|none|nan|object object|kein titel|ohne titel
|sans titre|sin titulo|sem titulo|sense titol|senza titolo|geen titel|ingen titel|ingen rubrik|uten tittel
|ei otsikkoa|bez tytułu|brak tytułu|bez nazvu|bez naslova|fara titlu|cim nelkul|baslıksız|без названия|без заголовка
|без назви|χωρις τιτλο|بدون عنوان|ללא כותרת|無題|無標題|无标题|제목 없음
"""  # noqa: RUF001 - other scripts
_STAND_INS = frozenset(letters.plain(_NONE).replace("\n", "").split("|"))
"""What programs write where there is no title, in the languages of WordPress, in small letters and without accents."""
_LONGEST_STAND_IN = 25
_SAYS_NOTHING = re.compile(r"\{\{[^{}]*+\}\}\Z|[-\u2010-\u2015.\u2026_#*\u00b7\u2022]++\Z")
"""What a template leaves, and marks."""
_FILE = re.compile(r"\.\w{3,4}\Z|\A(?:IMG|DSC|PXL)[_-]?\d")
"""What programs write for a picture that nobody has described."""


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


def of_pictures(markup: str) -> str:
    """What stands for the first picture that has a text, where there is no other."""
    texts = (content.attributes(said).get("alt", "") for name, said in content.tags(markup) if name == "img")
    return next((text for text in texts if text and not _FILE.search(text)), "")


def is_one(title: str, url: Url | None) -> bool:
    """Whether a line is a title, and not what programs write where there is none, nor the address of the entry."""
    if not title or _stands_in(title) or _SAYS_NOTHING.match(title):
        return False
    if not title.isprintable() and not any(char.isprintable() and not char.isspace() for char in title):
        return False
    said = urls.parse(title) if url and "://" in title else None
    return said is None or url is None or urls.key(said) != urls.key(url)


def _stands_in(title: str) -> bool:
    return len(title) <= _LONGEST_STAND_IN and letters.plain(title).strip("()[]<>") in _STAND_INS
