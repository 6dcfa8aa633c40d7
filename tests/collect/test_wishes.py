"""The homes of peers who reacted are asked, seldom, whether they want that shown."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.cache.accounts import KeptWish
from mkdocs_reciprocity.cache.store import Store
from mkdocs_reciprocity.collect.feeds import Round
from mkdocs_reciprocity.collect.gathering import Gathering, Site
from mkdocs_reciprocity.collect.wishes import MONTH, Wishes
from mkdocs_reciprocity.core.accounts.model import Known, Person, Reaction
from mkdocs_reciprocity.core.url import Url
from tests.core.ledger.making import ME, options
from tests.server import Server, page, server, stuck

META = b"<!doctype html><head><META Content='no-reactions' name=\"Reciprocity\"></head><p>Ada"


class Theirs(Struct):
    """The server of a peer's home, and a site that knows a reaction of theirs, and of two others."""

    root: Path
    running: Server

    def asked(self, **how: bool) -> Wishes:
        """A round; without ``how``, nothing is to be asked."""
        self.running.asked.clear()
        log = (
            f"peers:\n  ada: {{name: Ada, home: {self.running.url('/')}, also: [https://social.example/@ada]}}\n"
            "  ben: {name: Ben, home: https://ben.example/}\n"
        )
        (self.root / "reciprocity.yml").write_text(log, "utf-8")
        settings = options(feeds={"allow_hosts": ["127.0.0.1"], "timeout": "1s"})
        gathering = Gathering(Site(self.root, ME, settings))
        wishes = Wishes(gathering, Round(settings.feeds, ME) if how.get("ask", True) else None)
        people = ("https://social.example/@ada", "https://social.example/@eve", "https://social.example/@fay")
        reactions = [Reaction(about="1", who=Person(id=url, address=Url(url)), kind="share") for url in people]
        wishes.wait([Known(reactions=tuple(reactions))])
        wishes.keep()
        return wishes

    def aged(self, seconds: float) -> None:
        """So much later."""
        ref = self.running.url("/")
        kept = Store(self.root).wishes([ref])[ref]
        state = replace(kept.state, asked_at=time.time() - seconds, not_before=0.0)
        Store(self.root).keep_wishes({ref: replace(kept, state=state)})

    def kept(self) -> KeptWish:
        return Store(self.root).wishes([self.running.url("/")])[self.running.url("/")]


@pytest.fixture
def theirs(tmp_path: Path) -> Iterator[Theirs]:
    with server({"/": page(META, 200, Content_Type="text/html")}) as running:
        yield Theirs(tmp_path, running)


def test_a_home_is_asked_once_a_month_and_only_of_those_who_reacted(theirs: Theirs) -> None:
    assert theirs.asked().declining() == {"ada"}
    assert [asked.path for asked in theirs.running.asked] == ["/"]
    assert theirs.asked().declining() == {"ada"}
    assert theirs.running.asked == []
    theirs.aged(MONTH + 1)
    theirs.running.pages["/"] = page(b"<p>Ada")
    assert theirs.asked().declining() == frozenset()
    assert len(theirs.running.asked) == 1


def test_what_is_known_holds_if_nothing_is_to_be_asked(theirs: Theirs) -> None:
    assert theirs.asked(ask=False).declining() == frozenset()
    theirs.asked()
    assert theirs.asked(ask=False).declining() == {"ada"}


def test_a_home_that_cannot_be_read_keeps_its_word_and_is_asked_less_and_less_often(theirs: Theirs) -> None:
    theirs.asked()
    theirs.aged(MONTH + 1)
    theirs.running.pages["/"] = page(b"", 500)
    assert theirs.asked().declining() == {"ada"}
    assert theirs.kept().state.failures == 1
    theirs.asked()
    assert theirs.running.asked == []


def test_a_home_that_does_not_answer_is_not_waited_for_long(theirs: Theirs) -> None:
    theirs.running.pages["/"] = stuck
    assert theirs.asked().declining() == frozenset()
    assert theirs.kept().state.error == "no answer within 1 s"
