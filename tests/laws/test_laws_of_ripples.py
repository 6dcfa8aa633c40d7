"""Laws that hold for all ripples, and for all letters of a year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown
from msgspec.structs import replace

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.desk.ripples import followed, hidden_by, ripple_of, unkept
from mkdocs_reciprocity.core.desk.year_letters import year_letters
from mkdocs_reciprocity.core.log.contents import Ignored
from mkdocs_reciprocity.core.model import Feed, Interaction, PeerId
from mkdocs_reciprocity.core.url import Url, UrlKey
from tests.core.ledger.making import ADA, BEN, CLEO, TODAY, account_of, entry, feed, gave, got, peer
from tests.laws.test_laws_of_the_ledger import law

PEOPLE = (ADA, BEN, CLEO, peer("nora"))
POSTS = [f"https://{one.id}.example/{path}" for one in PEOPLE for path in ("", "a/", "b/?x=1")]
POSTS += ["https://stranger.example/s/", "https://me.example/looms/"]
DAYS = ["", "2026-11-01", "2026-11-02", "2026-11-02T23:30:00Z", "2026-10-31", "2026-12-24", "9999-12-31", "garbage"]
GIVEN = [None, "2026", "2026-10", "2026-11", "2026-11-01", "2026-11-02", "2025-12-31"]

entries = st.builds(
    lambda at, day, links, title: entry(at, day, *links, title=title),
    st.sampled_from([None, *POSTS]),
    st.sampled_from(DAYS),
    st.lists(st.sampled_from(POSTS), max_size=3),
    st.sampled_from(["", "One", "\u202e{{ x }}"]),
)
feed_maps = st.dictionaries(
    st.sampled_from([one.id for one in PEOPLE]), st.lists(st.builds(feed, entries, entries), max_size=2), max_size=4
)
gifts = st.lists(
    st.builds(gave, st.sampled_from(["share", "like", "quote"]), st.sampled_from(POSTS), st.sampled_from(GIVEN)),
    max_size=6,
)
Feeds = dict[PeerId, list[Feed]]


@law
@given(gifts, feed_maps)
def test_each_is_surely_later_and_of_somebody_else(rows: list[Interaction], of: Feeds) -> None:
    account = account_of(rows, of, peers=PEOPLE)
    found = followed(account)
    for one in found:
        assert dates.last_day(one.given) < dates.first_day(one.date) <= TODAY
        assert one.peer not in {one.of, account.people.owner(one.url)}
    what = [(one.peer, urls.key(one.url)) for one in found]
    assert len(what) == len(set(what)), "each peer once a post"
    assert unkept(account) == list(found[::-1])


@law
@given(gifts, feed_maps, st.randoms(use_true_random=False))
def test_the_order_of_feeds_and_entries_changes_nothing(rows: list[Interaction], of: Feeds, random: Random) -> None:
    def shuffled(things: Sequence[Any]) -> list[Any]:
        return random.sample(list(things), len(things))

    others = {
        id_: [replace(one, entries=tuple(shuffled(one.entries))) for one in shuffled(of[id_])]
        for id_ in shuffled([*of])
    }
    assert followed(account_of(rows, others, peers=PEOPLE)) == followed(account_of(rows, of, peers=PEOPLE))


@law
@given(gifts, feed_maps)
def test_what_is_kept_stays_without_feeds_and_nothing_is_kept_twice(rows: list[Interaction], of: Feeds) -> None:
    seen = followed(account_of(rows, of, peers=PEOPLE))
    kept = [ripple_of(one) for one in seen]
    for feeds in ({}, of):
        again = account_of(rows, feeds, peers=PEOPLE, beside=kept)
        found = tuple(replace(one, title="") for one in followed(again))  # the feed may be what knows the title
        assert found == tuple(replace(one, kept=True, title="") for one in seen)
        assert unkept(again) == []


@law
@given(gifts, feed_maps)
def test_what_is_ignored_is_gone_and_nothing_else(rows: list[Interaction], of: Feeds) -> None:
    account = account_of(rows, of, peers=PEOPLE)
    for one in followed(account)[:2]:
        ignored = Ignored(peer=one.peer, url=one.url)
        assert one in hidden_by([ignored], account)
        assert all(
            (other.peer, urls.key(other.url)) == (one.peer, urls.key(one.url))
            for other in hidden_by([ignored], account)
        )


# --- letters

LINKS = {"https://me.example/looms/", "https://ada.example/a/", "https://host.example/x/"}

texts = st.text(alphabet=st.sampled_from("aé紙م {}[]()<>`*_\\#|!&~:;/\n\x1b\u202e\u2028%-"), max_size=25)


@law
@given(texts, texts, st.sampled_from(["en", "de", "ar"]))
def test_no_text_makes_a_letter_more_than_a_letter(title: str, name: str, language: str) -> None:
    rows = [
        got("comment", "https://me.example/looms/", peer="ada", title=title),
        gave("share", "https://ada.example/a/", title=title, note=title),
        got("reply", "https://host.example/x/", by=name.strip() or "Zoe"),
    ]
    people = (peer("ada", name=name or "Ada"), BEN)
    for letter in year_letters("2026", replace(account_of(rows, peers=people), language=language)):
        assert not set(letter.text) & set("{}<>`\x1b\u202e\u2028")
        assert re.fullmatch(r"[a-z0-9_-]+\.private\.md", letter.file)
        html = markdown(letter.text)
        assert set(re.findall(r"<(\w+)", html)) <= {"p", "ul", "li", "a"}
        assert set(re.findall(r'href="([^"]*)"', html)) <= LINKS


def test_each_link_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[Url] = []
    host = urls.host

    def looking(url: Url) -> UrlKey:
        looked.append(url)
        return host(url)

    links = [f"https://ada.example/{n}/" for n in range(2_000)]
    of: Feeds = {PeerId("nora"): [feed(entry("https://nora.example/x/", "2026-11-06", *links))]}
    account = account_of([gave("share", url, "2026-11-02") for url in links], of, peers=PEOPLE)
    monkeypatch.setattr(urls, "host", looking)
    assert len(followed(account)) == 2_000
    assert len(looked) <= 2 * len(links)
