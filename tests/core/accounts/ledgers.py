"""What the author's places tell, and the ledger that follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from mkdocs_reciprocity.core import pipeline
from mkdocs_reciprocity.core.accounts.model import Account, Answered, Known, Person, Place, Reaction, Status
from mkdocs_reciprocity.core.accounts.people import Told
from mkdocs_reciprocity.core.ledger.merge import Ledger
from mkdocs_reciprocity.core.model import Feed, Interaction, Mention, Peer
from mkdocs_reciprocity.core.pipeline import Facts
from mkdocs_reciprocity.core.url import Url
from tests.core.accounts.making import MARA, MARA_ON_BLUESKY, ME, MY_ACCOUNT
from tests.core.ledger.making import BEN, CLEO, book, facts, peer

LOOMS = Url("https://me.example/looms/")
ENGINES = Url("https://ada.example/engines/")
STRANGE = Url("https://stranger.example/a-post/")
ADA_THERE = peer("ada", also=["https://ada.example/@ada", "https://bsky.app/profile/ada.example"])
PEERS = (ADA_THERE, BEN, CLEO)
MY_DID = Person(
    id="did:plc:mara", address=Url("https://bsky.app/profile/did:plc:mara"),
    also=(Url("https://bsky.app/profile/mara.example"),), handle="mara.example", name="Mara",
)  # fmt: skip
ADA_ON_MASTODON = Person(id="7", address=Url("https://ada.example/@ada"), handle="ada@ada.example", name="Ada")
ADA_ON_BLUESKY = Person(
    id="did:plc:ada", address=Url("https://bsky.app/profile/did:plc:ada"),
    also=(Url("https://bsky.app/profile/ada.example"),), handle="ada.example", name="Ada",
)  # fmt: skip
ZED = Person(id="9", address=Url("https://zed.example/@zed"), handle="zed@zed.example", name="Zed")
EVE = Person(id="6", address=Url("https://eve.example/@eve"), handle="eve@eve.example", name="Ada")


def mine(id_: str = "100", *links: Url, at: str = "2026-11-20T10:00:00Z", **more: Any) -> Status:
    """A status of the author's on Mastodon."""
    return Status(id=id_, author=ME, at=at, address=Url(f"https://social.example/@mara/{id_}"), links=links, **more)


def mine_on_bluesky(rkey: str = "3k1", *links: Url, at: str = "2026-11-20T10:00:00Z", **more: Any) -> Status:
    """The same on Bluesky."""
    address = Url(f"https://bsky.app/profile/did:plc:mara/post/{rkey}")
    id_ = f"at://did:plc:mara/app.bsky.feed.post/{rkey}"
    return Status(id=id_, author=MY_DID, at=at, address=address, links=links, **more)


def by(who: Person, id_: str = "55", *links: Url, **more: Any) -> Status:
    """Somebody else's status."""
    return Status(
        id=id_, author=who, at="2026-11-19T10:00:00Z", address=Url(f"{who.address}/{id_}"), links=links, **more
    )


def answer_to(who: Person, id_: str = "55") -> Answered:
    """What a status says of the one that it answers."""
    return Answered(id=id_, address=Url(f"{who.address}/{id_}"), author_id=who.id, author=who)


def did(kind: Any, who: Person, about: str = "100", **more: Any) -> Reaction:
    """What somebody did with a status of the author's."""
    if kind in {"reply", "quote"}:
        more = {"id": "r1", "at": "2026-11-21T10:00:00Z", "text": "How true", "answers": about, **more}
        more.setdefault("address", Url(f"{who.address}/{more['id']}"))
    return Reaction(about=about, who=who, kind=kind, **more)


def on_mastodon(
    *statuses: Status, reactions: Iterable[Reaction] = (), place: Place = MARA, private: bool = False
) -> Told:
    known = Known(account=MY_ACCOUNT, statuses=statuses, reactions=tuple(reactions))
    return Told(place=place, known=known, private=private)


def on_bluesky(*statuses: Status, reactions: Iterable[Reaction] = ()) -> Told:
    known = Known(account=Account(id=MY_DID.id, person=MY_DID), statuses=statuses, reactions=tuple(reactions))
    return Told(place=MARA_ON_BLUESKY, known=known)


def in_feed(of: Feed, place: Place, *, private: bool = False) -> Told:
    return Told(place=place, feed=of, private=private)


def known(
    *told: Told,
    rows: Sequence[Interaction] = (),
    peers: Sequence[Peer] = PEERS,
    mentions: Sequence[Mention] = (),
    **more: Any,
) -> Facts:
    own = ["https://me.example/", "https://social.example/@mara", "https://bsky.app/profile/mara.example"]
    return facts(book(rows, peers, own), accounts=told, webmentions=tuple(mentions), **more)


def ledger(*told: Told, **more: Any) -> Ledger:
    return pipeline.keep_ledger(known(*told, **more))


def public(*told: Told, **more: Any) -> list[Interaction]:
    """The rows that a build publishes."""
    return [row for row in ledger(*told, **more).interactions if not row.private]
