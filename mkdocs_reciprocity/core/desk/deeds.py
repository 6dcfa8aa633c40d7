"""Rows of the ledger in words, for the desk and for messages."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.ledger.recommendations import is_standing
from mkdocs_reciprocity.core.lines import line
from mkdocs_reciprocity.core.model import Answer, Direction, Interaction, Kind, Peer, PeerId, Reach
from mkdocs_reciprocity.core.url import Url

_TO_SOMEBODY = {
    "thank": "for", "advice": "on", "praise": "for", "help": "with", "intro": "for", "checkin": "about", "follow": "at",
    "vote": "for",
}  # fmt: skip
"""Kinds that are done to a person, each with the word that stands before the post."""

_OF_A_PERSON = frozenset({"recommend", "feature", "testimonial"})
"""Kinds that are about the person if no post is named."""

_ASKED_FOR = {
    "recommend": "a recommendation", "translate": "a translation", "thank": "thanks", "advice": "advice",
    "praise": "praise", "help": "help", "intro": "an introduction", "checkin": "a check-in",
}  # fmt: skip

_NODS = {"like": "liked", "bookmark": "bookmarked", "follow": "followed", "vote": "voted for"}


LONGEST = 300  # characters of a row in one line


class Post(Struct, frozen=True):
    """Something to link to."""

    title: str
    url: Url


class Deed(Struct, frozen=True, kw_only=True):
    """One row of the ledger, with its words.

    ``name`` is the peer's, empty if it is not known; ``listed`` says whether they have an entry below ``peers:``.
    ``did`` is what was done; ``title``, the post's, goes behind it, and is empty if no post is known. ``seen_at`` is
    the page where it happened; None if that is not known.
    """

    peer: PeerId | None
    url: Url | None
    date: When | None
    name: str
    listed: bool
    direction: Direction
    kind: str
    reach: Reach
    did: str
    title: str
    seen_at: Post | None
    via: str
    note: str
    answer: Answer
    private: bool

    def who(self) -> str:
        """Who did it: the word before ``did``."""
        return (self.name or "Somebody") if self.direction == "received" else "You"


class Words(Struct, frozen=True):
    """The words for peers, posts and rows.

    ``title`` gives a post's title from its address and the log's title. ``gift`` gives the title of what a row gave.
    ``received`` says what was done for this site; the post's title goes behind it if the row has a URL.
    """

    peers: Mapping[PeerId, Peer]
    kinds: Mapping[str, Kind]
    title: Callable[[Url, str], str]
    gift: Callable[[Interaction], str]
    received: Callable[[Interaction], str]

    def name(self, peer: PeerId | None) -> str:
        """A peer's name; for a stranger, the host."""
        return "" if peer is None else self.peers[peer].name if peer in self.peers else peer

    def home(self, peer: PeerId) -> Url | None:
        """A peer's home; None if it is not known."""
        return self.peers[peer].home if peer in self.peers else None

    def deed(self, row: Interaction) -> Deed:
        """A row of the ledger with its words."""
        to_us = row.direction == "received"
        name = (row.by if row.peer not in self.peers else "") or self.name(row.peer)
        target = self.title(row.url, "") if row.url else ""
        about = target if to_us else self.gift(row)
        seen_at = None
        if row.evidence:
            its_own = to_us and (row.source == "feed" or row.url is None)
            strangers_own = (url for url in row.evidence if PeerId(urls.host(url)) == row.peer)
            where = next(strangers_own, row.evidence[0])
            said = row.title if its_own else ""
            seen_at = Post("their recommendations" if is_standing(row) else self.title(where, said), where)
        return Deed(
            peer=row.peer, url=row.url, date=row.date, name=name, listed=row.peer in self.peers,
            direction=row.direction, kind=row.kind, reach=row.reach, did=self._did(row, name or "somebody", about),
            title=about, seen_at=seen_at, via=row.via, note=row.note, answer=row.answer, private=row.private,
        )  # fmt: skip

    def sentence(self, row: Interaction) -> str:
        """A row of the ledger in one line, with its date."""
        deed = self.deed(row)
        title = f" “{deed.title}”" if deed.title else ""
        there = f" in “{deed.seen_at.title}”" if deed.seen_at else ""
        return line(f"{row.date or 'undated'}: {deed.who()} {deed.did}{title}{there}", LONGEST)

    def _did(self, row: Interaction, name: str, about: str) -> str:
        if row.direction == "asked":
            return f"asked {name} for {_asked_for(row.kind)}" + (":" if about else "")
        if row.direction == "given":
            return _gave(row.kind, self._verb(row.kind), name, about)
        if row.reach == "ask":
            return "asked you about" if about else "asked you for something"
        if row.reach == "nod":
            did = _NODS.get(row.kind, self._verb(row.kind))
            return did if about else f"{did} this site"
        return self.received(row)

    def _verb(self, kind: str) -> str:
        return self.kinds[kind].verb if kind in self.kinds else kind


def _gave(kind: str, verb: str, name: str, about: str) -> str:
    if kind in _TO_SOMEBODY:
        return f"{verb} {name} {_TO_SOMEBODY[kind]}" if about else f"{verb} {name}"
    if about:
        return "linked to" if verb == "linked" else verb
    return f"{verb} {name}" if kind in _OF_A_PERSON else f"{verb} something by {name}"


def _asked_for(kind: str) -> str:
    article = "an" if kind[:1] in "aeiou" else "a"
    return _ASKED_FOR.get(kind, f"{article} {kind}")
