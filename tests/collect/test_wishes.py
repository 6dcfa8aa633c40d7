"""The homes of peers who reacted are asked, seldom, whether they want that shown."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.cache.kept import Surroundings
from mkdocs_reciprocity.cache.store import Store
from mkdocs_reciprocity.collect.feeds import Asking
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.round import Round
from mkdocs_reciprocity.collect.site import Site
from mkdocs_reciprocity.collect.sources import Sources
from mkdocs_reciprocity.collect.wishes import Wishes
from mkdocs_reciprocity.core.accounts.model import Known, Person, Reaction
from mkdocs_reciprocity.core.feeds.schedule import MONTH
from mkdocs_reciprocity.core.url import Url
from tests.core.ledger.making import ME, options
from tests.server import Server, page, server, stuck

META = b"<!doctype html><head><META Content='no-reactions' name=\"Reciprocity\"></head><p>Ada"


class Theirs(Struct):
    """The server of a peer's home, and a site that knows a reaction of theirs, and of two others."""

    root: Path
    running: Server

    def asked(self, timeout: str = "60s", **how: bool) -> set[str]:
        """A round (with ``ask=False`` nothing is to be asked), and the peers whose homes decline after it."""
        self.running.asked.clear()
        log = (
            f"peers:\n  ada: {{name: Ada, home: {self.running.url('/')}, also: [https://social.example/@ada]}}\n"
            "  ben: {name: Ben, home: https://ben.example/}\n"
        )
        (self.root / "reciprocity.yml").write_text(log, "utf-8")
        settings = options(feeds={"allow_hosts": ["127.0.0.1"], "timeout": timeout})
        gathering = Gathering(Site(self.root, ME, settings))
        asking = Asking(gathering.peers, gathering.store, None)
        wishes = Wishes(gathering, asking, Round(settings.feeds, ME) if how.get("ask", True) else None)
        people = ("https://social.example/@ada", "https://social.example/@eve", "https://social.example/@fay")
        reactions = [Reaction(about="1", who=Person(id=url, address=Url(url)), kind="share") for url in people]
        wishes.wait([Known(reactions=tuple(reactions))])
        asking.keep()
        return {peer.id for peer in gathering.peers if (found := asking.around_of(peer)) and found.declines}

    def aged(self, seconds: float) -> None:
        """So much later."""
        ref = self.running.url("/")
        kept = Store(self.root).surroundings([ref])[ref]
        state = replace(kept.state, asked_at=time.time() - seconds, not_before=0.0)
        Store(self.root).keep_surroundings({ref: replace(kept, state=state)})

    def kept(self) -> Surroundings:
        return Store(self.root).surroundings([self.running.url("/")])[self.running.url("/")]


@pytest.fixture
def theirs(tmp_path: Path) -> Iterator[Theirs]:
    with server({"/": page(META, 200, Content_Type="text/html")}) as running:
        yield Theirs(tmp_path, running)


def test_a_home_is_asked_once_a_month_and_only_of_those_who_reacted(theirs: Theirs) -> None:
    assert theirs.asked() == {"ada"}
    assert [asked.path for asked in theirs.running.asked] == ["/"]
    assert theirs.asked() == {"ada"}
    assert theirs.running.asked == []
    theirs.aged(MONTH + 1)
    theirs.running.pages["/"] = page(b"<p>Ada")
    assert theirs.asked() == set()
    assert len(theirs.running.asked) == 1


def test_what_is_known_holds_if_nothing_is_to_be_asked(theirs: Theirs) -> None:
    assert theirs.asked(ask=False) == set()
    theirs.asked()
    assert theirs.asked(ask=False) == {"ada"}


def test_a_home_that_cannot_be_read_keeps_its_word_and_is_asked_less_and_less_often(theirs: Theirs) -> None:
    theirs.asked()
    theirs.aged(MONTH + 1)
    theirs.running.pages["/"] = page(b"", 500)
    assert theirs.asked() == {"ada"}
    assert theirs.kept().state.failures == 1
    theirs.asked()
    assert theirs.running.asked == []


def test_a_home_that_is_read_anyway_is_not_asked_again(theirs: Theirs) -> None:
    theirs.running.pages["/"] = page(META.replace(b"<p>", b'<link rel="blogroll" href="/roll.opml"><p>'))
    assert theirs.asked() == {"ada"}
    assert theirs.kept().blogroll == theirs.running.url("/roll.opml")
    theirs.running.asked.clear()
    theirs.running.pages["/feed.xml"] = page(b"<rss version='2.0'><channel><title>A</title></channel></rss>")
    log = f"peers:\n  ada: {{name: Ada, home: {theirs.running.url('/')}, feed: {theirs.running.url('/feed.xml')}}}\n"
    (theirs.root / "reciprocity.yml").write_text(log, "utf-8")
    settings = options(feeds={"allow_hosts": ["127.0.0.1"]})
    sources = Sources(Gathering(Site(theirs.root, ME, settings)), fetch=True, look=True)
    assert sources.reading().facts.no_reactions == {"ada"}
    assert "/" not in [asked.path for asked in theirs.running.asked]


def test_a_home_that_does_not_answer_is_not_waited_for_long(theirs: Theirs) -> None:
    theirs.running.pages["/"] = stuck
    assert theirs.asked("1s") == set()
    assert theirs.kept().state.error == "no answer within 1 s"
