"""What the attributes of an outline say. Their names are in small letters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mkdocs_reciprocity.core import lines
from mkdocs_reciprocity.core.feeds import facts, titles

_FEED_TYPES = frozenset(("rss", "atom", "rss1", "rss2", "rdf", "feed", "jsonfeed"))

_TYPES = _FEED_TYPES | {"", "category", "folder", "include", "link"}

Attributes = Mapping[str, str]


def lack(said: Attributes) -> str:
    """What an outline without an address lacks, if nothing comes in it."""
    if is_another_file(said):
        return "includes another file, which is not read"
    return "has no `xmlUrl`" if is_feed(said) else "has neither `xmlUrl` nor `htmlUrl`, and nothing is in it"


def is_feed(said: Attributes) -> bool:
    """Whether the type of the outline is that of a feed, by one of the names that programs have for it."""
    return said.get("type", "").lower() in _FEED_TYPES


def is_of_the_program(said: Attributes) -> bool:
    """Whether an outline without an address is something of a feed reader's own, such as a filter, a playlist or its
    settings: it says that it is of another type, or says something, but no name.
    """
    kind = said.get("type", "").lower()
    return kind not in _TYPES or (bool(said) and not name_in(said))


def is_another_file(said: Attributes) -> bool:
    """Whether the outline stands for another OPML file, as OPML 2.0 allows."""
    return said.get("type", "").lower() == "include" or said.get("url", "").lower().endswith(".opml")


def name_in(said: Attributes) -> str:
    """The ``text``, which the reader's owner sees; else the ``title``, which is the feed's own."""
    return lines.line(_plain(said.get("text", "")), facts.TITLE) or lines.line(_plain(said.get("title", "")), 300)


def _plain(text: str) -> str:
    """The text without markup. Feed readers write names as feeds have them, which are HTML for many."""
    return titles.of_text(text) if "&" in text or "<" in text else text


def categories(said: Attributes) -> Iterator[str]:
    """Categories are separated by commas (OPML 2.0). One with slashes is a path, like folders in folders."""
    every = said.get("category", "").split(",")
    return (lines.line(word, 100) for category in every for word in category.split("/"))
