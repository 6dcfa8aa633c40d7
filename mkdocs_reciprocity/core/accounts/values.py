"""JSON as servers of social networks write it -> values of the types that are wanted. Values may be of any type."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from msgspec import Raw, Struct

from mkdocs_reciprocity.core import lines
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.feeds import dates, facts, json_values
from mkdocs_reciprocity.core.feeds.json_values import mapping, text_at
from mkdocs_reciprocity.core.url import Url, UrlKey

T = TypeVar("T")

WORDS = 500
"""How many characters of a status are kept: as many as most servers allow."""
MOST = 1_000
"""How many entries of one answer are read."""
LINKS = 100
"""How many links of a status are kept."""

_BARE = re.compile(r"https?://\S+")
_TO = re.compile(r"\A(?:@[\w.-]+(?:@[\w.-]+)?(?:\s+|\Z))+")
_IDENTIFIER = re.compile(r"[\w.:~-]{1,200}", re.ASCII)
_LARGEST = 10**9


class Read(Struct, Generic[T], frozen=True):
    """What was read of one answer. ``cursor`` is where its next page begins; empty if there is none."""

    records: tuple[T, ...] = ()
    cursor: str = ""


def document(body: bytes) -> dict[str, Any] | None:
    """The object that is the whole body; None if it is none, or has very many values in it."""
    return json_values.document(body, dict[str, Any])


def documents(body: bytes) -> list[dict[str, Any]] | None:
    """The objects in the list that is the whole body; None if it is no list."""
    listed = json_values.document(body, list[Raw])
    return None if listed is None else json_values.objects(listed[:MOST])


def objects(holder: Mapping[str, Any], name: str, most: int = MOST) -> list[dict[str, Any]]:
    """The objects in the list of this name."""
    value = holder.get(name)
    return [one for one in value[:most] if isinstance(one, dict)] if isinstance(value, list) else []


def inside(holder: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """The object at the end of a path of names; an empty one if it is not there."""
    first, *others = names
    found = mapping(holder.get(first))
    for name in others:
        found = mapping(found.get(name))
    return found


def identifier(holder: Mapping[str, Any], name: str) -> str:
    """An id, written as a text or as a number; empty if there is none that can stand in an address."""
    value = holder.get(name)
    said = str(value) if type(value) is int and 0 <= value < 10**30 else text_at(holder, name)
    return said if _IDENTIFIER.fullmatch(said) and set(said) != {"."} else ""


def count(holder: Mapping[str, Any], name: str) -> int:
    """A count; 0 for what is none."""
    value = holder.get(name)
    return min(value, _LARGEST) if type(value) is int and value > 0 else 0


def time_at(holder: Mapping[str, Any], *names: str) -> str:
    """The earliest of these times; empty if none of them is one."""
    found = (dates.read(text_at(holder, name)) for name in names)
    return min(filter(None, found), default="")


def address_at(holder: Mapping[str, Any], name: str) -> Url | None:
    """The web address of this name."""
    return urls.parse(text_at(holder, name))


def name_of(said: str) -> str:
    """The name of a person, in one line."""
    return lines.line(said, facts.AUTHOR)


def words_of(text: str) -> str:
    """What somebody wrote, in one line, without the addresses in it, and without those whom it answers before it."""
    words = lines.line(_BARE.sub(" ", text), WORDS)
    return _TO.sub("", words).rstrip(" :")


def each_once(links: list[Url]) -> tuple[Url, ...]:
    """The first `LINKS` of the links, each page once, in order."""
    found: dict[UrlKey, Url] = {}
    for link in links:
        found.setdefault(urls.key(link), link)
    return tuple(found.values())[:LINKS]
