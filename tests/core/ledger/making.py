"""Little makers of rows, peers, feeds and pages, and the whole flow over them, on one day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC
from typing import Any

from msgspec.structs import replace

from mkdocs_reciprocity.core import options as declared
from mkdocs_reciprocity.core import pipeline
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.book import Book
from mkdocs_reciprocity.core.dates import When, newest_first
from mkdocs_reciprocity.core.desk.account import Account
from mkdocs_reciprocity.core.desk_account import desk_account
from mkdocs_reciprocity.core.ledger.identity import Directory, directory, resolve
from mkdocs_reciprocity.core.ledger.merge import Ledger
from mkdocs_reciprocity.core.log.contents import Ignored, Log, Ripple
from mkdocs_reciprocity.core.model import (
    ASK,
    KINDS,
    Direction,
    Feed,
    FeedEntry,
    Interaction,
    Link,
    Neighbour,
    OwnPage,
    Peer,
    PeerId,
)
from mkdocs_reciprocity.core.pipeline import Facts, Feeds, Views
from mkdocs_reciprocity.core.problem import Where
from mkdocs_reciprocity.core.settings import Settings
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.views.thanks import Thanks

ZONE = UTC
TODAY = When("2026-11-22")


def address(text: str) -> Url:
    url = urls.parse(text)
    assert url is not None, text
    return url


ME = address("https://me.example/")


def peer(id_: str, home: str | None = "", **more: Any) -> Peer:
    """A peer at home at ``https://<id>.example/`` unless told otherwise."""
    home = f"https://{id_}.example/" if home == "" else home
    more["also"] = tuple(map(address, more.get("also", ())))
    more.setdefault("name", id_.capitalize())
    return Peer(id=PeerId(id_), home=address(home) if home else None, **more)


ADA, BEN, CLEO = peer("ada"), peer("ben"), peer("cleo", private=True)


def keyed(row: Interaction) -> Interaction:
    """The row, with what its URL is compared by, as all who make rows say it."""
    return replace(row, key=urls.key(row.url) if row.url else None)


def row(direction: Direction, kind: str, date: str | None = "2026-11-02", **more: Any) -> Interaction:
    for name in ("url",):
        if more.get(name) is not None:
            more[name] = address(more[name])
    more["evidence"] = tuple(map(address, more.get("evidence", ())))
    if "peer" in more and more["peer"] is not None:
        more["peer"] = PeerId(more["peer"])
    if "line" in more:
        more["where"] = Where("reciprocity.yml", more.pop("line"))
    reach = "ask" if direction == "asked" else {**KINDS, "ask": ASK}[kind].reach
    return keyed(Interaction(date=When(date) if date else None, direction=direction, kind=kind, reach=reach, **more))


def gave(kind: str, url: str | None = None, date: str | None = "2026-11-02", **more: Any) -> Interaction:
    return row("given", kind, date, url=url, **more)


def got(kind: str, url: str | None = None, date: str | None = "2026-11-02", **more: Any) -> Interaction:
    return row("received", kind, date, url=url, **more)


def asked(kind: str, date: str | None = "2026-11-02", **more: Any) -> Interaction:
    return row("asked", kind, date, **more)


def entry(url: str | None, published: str = "", *links: str, **more: Any) -> FeedEntry:
    outbound = "\n".join(map(address, links))
    return FeedEntry(url=address(url) if url else None, published=published, outbound=outbound, **more)


def feed(*entries: FeedEntry) -> Feed:
    return Feed(entries=entries)


def page(path: str, date: str | None, *links: str | Link, title: str = "") -> OwnPage:
    found = tuple(link if isinstance(link, Link) else Link(address(link)) for link in links)
    return OwnPage(
        path=path, title=title or path.strip("/").capitalize(), date=When(date) if date else None, links=found
    )


def feeds(**of: Feed | list[Feed]) -> dict[PeerId, list[Feed]]:
    return {PeerId(id_): found if isinstance(found, list) else [found] for id_, found in of.items()}


def options(**said: Any) -> Settings:
    read = declared.read(said)
    assert not read.problems, read.problems
    return read.records


def who(*peers: Peer, own: Sequence[str] = (ME,)) -> Directory:
    return directory(peers, map(address, own)).records


def book(
    rows: Iterable[Interaction] = (), peers: Iterable[Peer] = (ADA, BEN, CLEO), own: Sequence[str] = (ME,)
) -> Book:
    people = directory(peers, map(address, own)).records
    return Book(people, resolve(Log((), tuple(rows)), people).records)


def facts(
    whole: Book, of: Feeds | None = None, pages: Iterable[OwnPage] = (), *, site: Url | None = ME, **more: Any
) -> Facts:
    """What is known today, but for ``more``."""
    return Facts(
        **{"settings": options(), "today": TODAY, **more}, site=site, book=whole, feeds=of or {}, pages=list(pages)
    )


def ledger_of(
    rows: Iterable[Interaction] = (),
    of: Mapping[PeerId, Sequence[Feed]] | None = None,
    pages: Iterable[OwnPage] = (),
    *,
    peers: Iterable[Peer] = (ADA, BEN, CLEO),
    said: Settings | None = None,
) -> Ledger:
    return pipeline.keep_ledger(facts(book(rows, peers), of, pages, settings=said or options()))


def views_of(
    rows: Iterable[Interaction] = (),
    of: Mapping[PeerId, Sequence[Feed]] | None = None,
    pages: Sequence[OwnPage] = (),
    *,
    peers: Iterable[Peer] = (ADA, BEN, CLEO),
    said: Settings | None = None,
    today: When = TODAY,
    shares: Mapping[PeerId, Sequence[Feed]] | None = None,
) -> Views:
    known = facts(book(rows, peers), of, pages, settings=said or options(), today=today, shares=shares or {})
    return pipeline.look(pipeline.keep_ledger(known), known)


def deeds(views: Views) -> tuple[Thanks, ...]:
    """What people are thanked for on "Pay it forward", the newest first."""
    return tuple(newest_first(deed for one in views.pay_it_forward.people for deed in one.deeds))


def account_of(
    rows: Iterable[Interaction] = (),
    of: Mapping[PeerId, Sequence[Feed]] | None = None,
    pages: Sequence[OwnPage] = (),
    *,
    peers: Iterable[Peer] = (ADA, BEN, CLEO),
    said: Settings | None = None,
    today: When = TODAY,
    blogrolls: Mapping[PeerId, Sequence[Neighbour]] | None = None,
    shares: Mapping[PeerId, Sequence[Feed]] | None = None,
    beside: Sequence[Ignored | Ripple] = (),
    published: Sequence[OwnPage] | None = None,
) -> Account:
    """What the desk is made from, through the whole flow. ``published`` are the pages of the last build, if others."""
    ignored = tuple(one for one in beside if isinstance(one, Ignored))
    whole = replace(book(rows, peers), ignored=ignored, ripples=tuple(one for one in beside if isinstance(one, Ripple)))
    known = facts(whole, of, pages, settings=said or options(), today=today, shares=shares or {})
    return desk_account(pipeline.keep_ledger(known), known, blogrolls or {}, published)


def one(ledger: Ledger) -> Interaction:
    """The only row."""
    (found,) = ledger.interactions
    return found
