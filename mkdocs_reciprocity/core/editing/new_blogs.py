"""Addresses of blogs, and what was found there -> new peers."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from msgspec import Struct

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.editing import pasted
from mkdocs_reciprocity.core.editing.pasted import Pasted
from mkdocs_reciprocity.core.ledger.identity import SELF, Directory
from mkdocs_reciprocity.core.lines import line
from mkdocs_reciprocity.core.log import address_advice
from mkdocs_reciprocity.core.model import Peer, PeerId
from mkdocs_reciprocity.core.naming import peer_id
from mkdocs_reciprocity.core.problem import Parsed, Problem, Where, quoted
from mkdocs_reciprocity.core.url import Url

LONGEST_NAME = 80


class Blog(Struct, frozen=True):
    """The address of somebody who is not listed yet, and the line that has it."""

    address: Url
    line: Pasted


class Found(Struct, frozen=True, kw_only=True):
    """Somebody's home, their feed and its title, as far as they were found; ``failure`` says why they were not."""

    home: Url
    feed: Url | None = None
    title: str = ""
    failure: str = ""


def fault_of(text: str) -> str:
    """What is wrong with a text that should be an address; empty if nothing is."""
    if urls.parse(text) is None:
        return f"{quoted(text)} is no URL; {address_advice.advice(text)}"
    said = address_advice.doubt(text)
    return said and f"{quoted(text)}: {said}"


def whose(address: Url, peers: Iterable[Peer], people: Directory) -> PeerId | None:
    """The peer whose home or feed this is; None if it is nobody's."""
    key = urls.key(address)
    claimant = people.claims.get(key)
    if claimant is not None and claimant != SELF:
        return claimant
    return next((peer.id for peer in peers if any(urls.key(url) == key for url in peer.feed_urls())), None)


def not_a_peers(address: Url, people: Directory) -> str:
    """Why this, which is nobody's home, cannot be the address of a new peer; empty if it can."""
    if people.is_own(address):
        return f"{quoted(address)} is this site's own address; a peer has another"
    if above := people.hiding(address):
        return (
            f"{quoted(address)} is below an address of {quoted(above)}, who is private; if it is somebody "
            "else's, write it into the log by hand, with `private: true` if they should be private too"
        )
    return ""


def blogs(found: Iterable[Pasted], source: str, peers: Collection[Peer], people: Directory) -> Parsed[tuple[Blog, ...]]:
    """Those who are new, each once, and a problem for each address that cannot be a peer's.

    Args:
        found: the lines.
        source: what problems call the place where they come from.
        peers: all who are listed.
        people: the same, by their addresses.
    """
    new: dict[str, Blog] = {}
    problems = []
    for one in found:
        message = fault_of(one.url)
        address = Url(urls.parse(one.url) or "")
        if not message and whose(address, peers, people) is None:
            message = not_a_peers(address, people)
            if not message:
                new.setdefault(urls.key(address), Blog(address, one))
        if message:
            problems.append(Problem(Where(source, one.line), pasted.with_line(message, one.text)))
    return Parsed(tuple(new.values()), tuple(problems))


def peer_of(found: Found, name: str, note: str = "") -> Peer | None:
    """The new peer; None if there is nothing by which to call them. The id is the one that fits best."""
    if found.failure and not name:
        return None
    called = line(name or found.title, LONGEST_NAME)
    feeds = (found.feed,) if found.feed else ()
    return Peer(id=PeerId(peer_id(called, found.home, ())), name=called, home=found.home, feeds=feeds, note=note)
