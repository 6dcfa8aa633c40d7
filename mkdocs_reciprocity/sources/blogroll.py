"""The bytes of an OPML file, as feed readers export their subscriptions -> peers (OPML 2.0, http://opml.org/spec2.opml).

Attributes may be in any case; folders and categories become tags. No entity is expanded that the document declares, and
no other document is included.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from html.entities import html5
from xml.parsers import expat

from msgspec import Struct

from mkdocs_reciprocity import url as urls
from mkdocs_reciprocity.model import Peer, PeerId
from mkdocs_reciprocity.naming import slug
from mkdocs_reciprocity.problem import Level, Parsed, Problem, Where, quoted
from mkdocs_reciprocity.sources import feed_facts
from mkdocs_reciprocity.sources.address_advice import advice
from mkdocs_reciprocity.sources.feed_bytes import text_of
from mkdocs_reciprocity.url import Url, UrlKey

DEEPEST = 50
"""Folders in folders; what lies deeper is nothing that a feed reader wrote."""

MOST_TAGS = 20
"""Of one peer: each outline has those of all the folders that it is in."""

_REFERENCE = re.compile(r"&(?:(#[0-9]{1,7};|#x[0-9a-fA-F]{1,6};|(?:amp|lt|gt|quot|apos);)|([A-Za-z0-9]{2,31};))?")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FEED_SCHEME = re.compile(r"feed:(?://)?(?=https?:)|feed(?=://)", re.I)


class _Refused(Exception):
    """The document is nothing for this reader; the message says why."""


class _Outline(Struct, frozen=True):
    """A line of the blogroll: whose, and where it stands."""

    name: str
    home: Url | None
    feed: Url | None
    tags: tuple[str, ...]
    line: int
    faulty: bool


def parse(body: bytes, file: str, *, private: bool = False) -> Parsed[tuple[Peer, ...]]:
    """Reads one file. Nothing is raised: what cannot be read is a problem, and all that stands above is there.

    A peer's id is made from the name; where two would have the same, the host is added to both. Outlines with one
    ``htmlUrl``, or one feed, are one peer.

    Args:
        body: the file as it is on disk, in any encoding that XML may be in.
        file: its name for the problems.
        private: whether all peers in this file are private.
    """
    text = text_of(body)
    cut = len(body) - len(body.lstrip(b"\xef\xbb\xbf\0 \t\r\n"))
    reader = _Reader(file, body[:cut].count(b"\n"), private=private)
    reader.read(_NOT_XML.sub("", _REFERENCE.sub(_reference, text)))
    return Parsed(tuple(_peers(reader.outlines, file, private=private)), tuple(reader.problems))


def _reference(match: re.Match[str]) -> str:
    """A reference that XML knows as it is, HTML's as a number, and an ampersand that begins none as one."""
    if match[1]:
        return match[0]
    if match[2] in html5:
        return "".join(f"&#{ord(char)};" for char in html5[match[2]])
    return f"&amp;{match[2] or ''}"


class _Reader:
    """Gathers the outlines of one document. ``above`` is the number of lines that were cut off before it."""

    def __init__(self, file: str, above: int, *, private: bool) -> None:
        self.file = file
        self.above = above
        self.private = private
        self.problems: list[Problem] = []
        self.outlines: list[_Outline] = []
        self.folders: list[str] = []
        self.begun: list[tuple[int, bool]] = []  # line of each open outline, and whether nothing is in it
        self.depth = 0
        self.parser = expat.ParserCreate("utf-8")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.EntityDeclHandler = self.declared

    def read(self, text: str) -> None:
        if not text:
            self.problem(0, "is empty; export the subscriptions of your feed reader as OPML again")
            return
        try:
            self.parser.Parse(text.encode(), True)
        except expat.ExpatError as error:
            message = f"this is no well-formed XML ({expat.ErrorString(error.code)})"
            message += "; what stands above is read, all else is not: mend it here, or export the file again"
            self.problem(self.above + error.lineno, message)
        except _Refused as refused:
            self.problem(self.line(), str(refused))

    def line(self) -> int:
        return self.above + self.parser.CurrentLineNumber

    def problem(self, line: int, message: str, *, mistake: bool = True, about: str = "", private: bool = False) -> None:
        """Notes a problem. What quotes nothing says nothing private."""
        hidden = private or (self.private and '"' in message)
        level: Level = "error" if mistake else "info"
        self.problems.append(Problem(Where(self.file, line), message, level, hidden, about))

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth == 1 and name.lower() != "opml":
            raise _Refused(f"is no OPML: it begins with {quoted(f'<{name}>')}; name a file that a feed reader exported")
        if name.lower() == "outline":
            if len(self.folders) == DEEPEST:
                raise _Refused(f"outlines stand more than {DEEPEST} deep here; all below is not read")
            self.outline({key.lower(): value.strip() for key, value in attributes.items()})

    def end(self, name: str) -> None:
        self.depth -= 1
        if name.lower() == "outline":
            folder = self.folders.pop()
            line, nothing = self.begun.pop()
            if nothing:
                said = f"the outline {quoted(folder)} has neither `xmlUrl` nor `htmlUrl`, and nothing is in it"
                self.problem(line, f"{said}; add the address, or take it out", mistake=False)

    def declared(self, name: str, *_: object) -> None:
        raise _Refused(f"declares the entity {quoted(name)}; write what it stands for where it is used")

    def outline(self, said: dict[str, str]) -> None:
        """An outline: of a blog where it has an address, else a folder, or nothing."""
        name = _name(said)
        known = len(self.problems)
        feed = self.address(name, "xmlUrl", said)
        home = self.address(name, "htmlUrl", said) or (
            None if _is_another_file(said) else self.address(name, "url", said)
        )
        if address := home or feed:
            tags = tuple(dict.fromkeys(filter(None, (*self.folders, *_categories(said.get("category", ""))))))
            tags = tags[:MOST_TAGS]
            faulty = len(self.problems) > known
            self.outlines.append(_Outline(name or urls.readable(address), home, feed, tags, self.line(), faulty))
        elif said.get("type") and len(self.problems) == known:
            lacks = "includes another file, which is not read" if _is_another_file(said) else "has no `xmlUrl`"
            self.problem(self.line(), f"the outline {quoted(name)} {lacks}; add the address, or take it out")
        if self.begun:
            self.begun[-1] = (self.begun[-1][0], False)
        self.begun.append((self.line(), not said.keys() & {"xmlurl", "htmlurl", "url", "type"}))
        self.folders.append("" if address else name)

    def address(self, name: str, attribute: str, said: dict[str, str]) -> Url | None:
        text = said.get(attribute.lower(), "")
        if not text:
            return None
        url = urls.parse(_FEED_SCHEME.sub(lambda match: "https" if match[0][-1] in "dD" else "", text, count=1))
        if url is not None and not urls.has_user_info(url):
            return url
        wrong = "names a user before the host; leave that out" if url else f"is no URL; {advice(text)}"
        message = f"the outline {quoted(name)}: `{attribute}` {quoted(text)} {wrong}"
        may_hold_a_key = "?" in text or "@" in text
        self.problem(self.line(), message, about=" ".join(said.values()), private=may_hold_a_key)
        return None


def _is_another_file(said: dict[str, str]) -> bool:
    """OPML 2.0 has outlines that stand for another OPML file."""
    return said.get("type", "").lower() == "include" or said.get("url", "").lower().endswith(".opml")


def _name(said: dict[str, str]) -> str:
    """``text`` is what the owner sees, ``title`` what the feed says of itself."""
    return feed_facts.line(said.get("text", ""), feed_facts.TITLE) or feed_facts.line(said.get("title", ""), 300)


def _categories(text: str) -> Iterable[str]:
    """OPML 2.0: comma-separated; a tag has no slash, with slashes it is a path, like folders in folders."""
    return (feed_facts.line(word, 100) for category in text.split(",") for word in category.split("/"))


def _peers(outlines: list[_Outline], file: str, *, private: bool) -> Iterable[Peer]:
    groups: dict[UrlKey, list[_Outline]] = {}
    for place, outline in zip(_places(outlines), outlines, strict=True):
        groups.setdefault(place, []).append(outline)
    ids = _ids({place: group[0].name for place, group in groups.items()})
    for place, group in groups.items():
        feeds: dict[UrlKey, Url] = {}
        for one in group:
            if one.feed:
                feeds.setdefault(urls.key(one.feed), one.feed)
        home = next((one.home for one in group if one.home), None)
        yield Peer(
            id=ids[place],
            name=group[0].name,
            # Where others have blogs on its host, a feed without a home is an address of its own only.
            home=home or (None if place == urls.host_of(place) else next(iter(feeds.values()))),
            feeds=tuple(feeds.values()),
            tags=tuple(dict.fromkeys(tag for one in group for tag in one.tags))[:MOST_TAGS],
            private=private or any(one.faulty for one in group),
            where=Where(file, group[0].line),
        )


def _places(outlines: list[_Outline]) -> Iterable[UrlKey]:
    """What tells whose an outline is: the home's key, else the feed's host, or the feed itself where that is shared."""
    homes = {urls.key(one.home) for one in outlines if one.home}
    homes_of_feeds = {urls.key(one.feed): urls.key(one.home) for one in outlines if one.home and one.feed}
    addresses = {urls.key(one.home or one.feed or Url("")) for one in outlines}
    hosts = Counter(map(urls.host_of, addresses))
    for one in outlines:
        if one.home or not one.feed:
            yield urls.key(one.home or Url(""))
            continue
        feed = urls.key(one.feed)
        host = urls.host_of(feed)
        yield homes_of_feeds.get(feed) or (host if host in homes or hosts[host] == 1 else feed)


def _ids(names: dict[UrlKey, str]) -> dict[UrlKey, PeerId]:
    """An id for each place; it changes with its name only, and when another comes to have that too."""
    found = {place: slug(name) or urls.host_of(place) for place, name in names.items()}
    often = Counter(found.values())
    found = {place: id_ if often[id_] == 1 else f"{id_}-{urls.host_of(place)}" for place, id_ in found.items()}
    often = Counter(found.values())
    return {place: PeerId(id_ if often[id_] == 1 else f"{id_}-{place}") for place, id_ in found.items()}
