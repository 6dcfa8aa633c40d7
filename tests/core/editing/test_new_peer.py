"""The entry of a new peer, and which of them has a key in it."""

from __future__ import annotations

from datetime import UTC

import pytest

from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.editing import log as log_edit
from mkdocs_reciprocity.core.editing.new_peer import fields_of, has_secret, listed
from mkdocs_reciprocity.core.log import reader as log_reader
from mkdocs_reciprocity.core.model import KINDS, Peer
from tests.core.ledger.making import peer, who

RULES = log_reader.Rules(KINDS, UTC, When("2026-11-23"))
FEEDS = ("https://ada.example/a.xml", "https://ada.example/b.xml")


@pytest.mark.parametrize(
    "new",
    [
        peer("ada"),
        peer("ada", None),
        peer("ada", feeds=FEEDS[:1], tags=("looms", "cams")),
        peer("ada", feeds=FEEDS, private=True),
    ],
)
def test_what_is_written_of_a_peer_is_read_as_that_peer(new: Peer) -> None:
    written = log_edit.with_peers(b"", "l.yml", [(new.id, fields_of(new, say_private=new.private))])
    found = log_reader.parse(written, "l.yml", RULES)
    assert found.problems == ()
    (read,) = found.records.peers
    assert (read.id, read.name, read.home, read.feeds, read.tags, read.private) == (
        new.id, new.name, new.home, new.feeds, new.tags, new.private,
    )  # fmt: skip


def test_what_is_not_known_is_not_written() -> None:
    assert fields_of(peer("ada", None)) == {"name": "Ada"}
    assert fields_of(peer("ada", feeds=FEEDS[:1]))["feed"] == FEEDS[0], "one feed is no list"
    assert "private" not in fields_of(peer("ada", private=True)), "the file may say it for all"


def test_a_new_peer_has_the_host_under_which_older_rows_stand() -> None:
    assert fields_of(peer("ada"), was="ada.example")["was"] == "ada.example"


@pytest.mark.parametrize(
    ("one", "secret"),
    [
        (peer("ada", feeds=FEEDS), False),
        (peer("ada", None), False),
        (peer("ada", feeds=("feeds/ada.xml",)), False),
        (peer("ada", "https://ada.example/?token=x"), True),
        (peer("ada", "https://ada:x@ada.example/"), True),
        (peer("ada", feeds=(*FEEDS, "https://ada.example/c.xml?token=x")), True),
        (peer("ada", None, feeds=("https://ada:x@ada.example/feed.xml",)), True),
        (peer("ada", feeds=("https://ada.example/f/aB3xK9ZqL2mN8pR4/rss",)), True),
        (peer("ada", "https://ada.example/f/aB3xK9ZqL2mN8pR4/"), False),
    ],
)
def test_whose_address_has_a_key(one: Peer, secret: bool) -> None:
    assert has_secret(one) is secret


@pytest.mark.parametrize("home", ["https://pages.example/~zoe/", "https://pages.example:8443/"])
def test_nobody_new_is_at_home_below_an_address_of_somebody_private(home: str) -> None:
    people = who(peer("cleo", "https://pages.example/", private=True))
    _, faults = listed("", "Zoe", home, None, people)
    ((field, message),) = faults
    assert field == "home"
    assert message.startswith(f'"{home}" is below an address of "cleo", who is private; if somebody')
