"""Notes that begin themselves: two or three sentences to a peer, made of facts, in the language of the author.

A note says nothing that the author's files, pages and feeds do not say; the author changes it and sends it. Nothing
remembers which words were used. They follow from the number of notes that were sent to a peer, so the next note has
others, and from the place on the desk, so neighbours have others too.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from mkdocs_reciprocity.core.desk import due
from mkdocs_reciprocity.core.desk.account import Account
from mkdocs_reciprocity.core.desk.drafts import arabic, english, german
from mkdocs_reciprocity.core.desk.drafts.known import known_of
from mkdocs_reciprocity.core.grouped import grouped
from mkdocs_reciprocity.core.model import PeerId

_LANGUAGES = {"en": english, "de": german, "ar": arabic}
_NOTES = frozenset({"thank", "checkin"})


class Draft(Struct, frozen=True, kw_only=True):
    """A note to a peer.

    ``kind`` is that of the row to write once it is sent; it names no post, so one note settles all that is owed.
    ``subject`` is one line, for mail. ``text`` begins with a greeting, and has no signature.
    """

    peer: PeerId
    kind: Literal["thank", "checkin"]
    language: str
    subject: str
    text: str


def drafts(account: Account) -> tuple[Draft, ...]:
    """A note for each peer who is to be thanked or greeted, in the order of the desk."""
    desk = _Desk(account)
    return tuple(map(desk.draft, desk.waiting))


def draft(peer: PeerId, account: Account) -> Draft | None:
    """The note to one peer: the one that `drafts` has for them, else a hello. None for somebody who is not listed."""
    return _Desk(account).draft(peer) if peer in account.words.peers else None


def to_everybody(account: Account) -> dict[PeerId, Draft]:
    """The note to each listed peer, as `draft` has it."""
    desk = _Desk(account)
    return {peer: desk.draft(peer) for peer in account.words.peers}


class _Desk:
    """Who is waiting for a note, in order, and the rows with each peer."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.rows = grouped(account.rows, lambda row: row.peer)
        owed = due.in_warm_order(account.rows, due.thanks_owed(account.rows), account.today)
        self.owed = grouped(owed, lambda row: row.peer)
        greeted = (greeting.peer for greeting in due.greetings_due(account))
        peers = account.words.peers
        self.waiting = [peer for peer in dict.fromkeys((*self.owed, *greeted)) if peer and peer in peers]
        self.places = {peer: place for place, peer in enumerate(dict.fromkeys((*self.waiting, *peers)))}

    def draft(self, peer: PeerId) -> Draft:
        """The note to a listed peer."""
        said = known_of(peer, self.rows.get(peer, ()), self.owed.get(peer, ()), self.account)
        code = self.account.language_code()
        code = code if code in _LANGUAGES else "en"
        words, cell = _LANGUAGES[code], self._cell(peer)
        subject, text = words.thanks(said, said.deed, cell) if said.deed else words.hello(said, cell)
        return Draft(
            peer=peer,
            kind="thank" if said.deed else "checkin",
            language=code,
            subject=subject,
            text=text,
        )

    def _cell(self, peer: PeerId) -> int:
        """Which of four patterns is used. Each of the two bits changes by itself: with every note to the peer, and from
        place to place.
        """
        sent = sum(row.direction == "given" and row.kind in _NOTES for row in self.rows.get(peer, ()))
        return sent % 2 * 2 + self.places[peer] % 2
