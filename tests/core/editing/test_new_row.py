"""What was told -> what is written."""

from __future__ import annotations

from datetime import UTC
from typing import Any

import pytest

from mkdocs_reciprocity.core import naming
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.editing import new_row, same_row
from mkdocs_reciprocity.core.editing.new_row import Entry, Known, Told
from mkdocs_reciprocity.core.ledger.identity import directory
from mkdocs_reciprocity.core.log import reader as log_reader
from mkdocs_reciprocity.core.model import KINDS, FeedEntry, PeerId
from tests.core.ledger.making import ME, TODAY, address, peer

RULES = log_reader.Rules(KINDS, UTC, When("2026-11-23"))
PEOPLE = directory([peer("ada"), peer("ben"), peer("cleo", private=True)], [ME]).records
POSTS = {
    PeerId(id_): {
        urls.key(address(url)): FeedEntry(url=address(url), title=title)
        for url, title in ((f"https://{id_}.example/a/", f"A by {id_}"), ("https://else.example/a/", "Not theirs"))
    }
    for id_ in ("ada", "cleo")
}
KNOWN = Known(PEOPLE, POSTS, RULES, TODAY)


def told(kind: str = "share", **more: Any) -> Entry:
    found = new_row.entry(new_row.read(Told(kind=kind, **more), KNOWN), KNOWN)
    assert found.problems == ()
    assert found.records is not None
    return found.records


def wrong(kind: str = "share", **more: Any) -> list[str]:
    found = new_row.entry(new_row.read(Told(kind=kind, **more), KNOWN), KNOWN)
    assert found.records is None
    return [str(problem) for problem in found.problems]


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("today", "2026-11-22"), (" Yesterday ", "2026-11-21"), ("1 day ago", "2026-11-21"),
        ("a week ago", "2026-11-15"), ("2 weeks ago", "2026-11-08"),
        ("one day ago", "2026-11-21"), ("2026-11-02", "2026-11-02"), ("2026", "2026"),
        ("2026-11-02T12:00Z", "2026-11-02"), ("Unknown", "unknown"),
    ],
)  # fmt: skip
def test_dates(said: str, date: str) -> None:
    assert told(url="https://x.example/", date=said).fields["date"] == date


@pytest.mark.parametrize(
    ("said", "sent", "date"),
    [
        ("yesterday", "2026-11-10T23:00:00Z", "2026-11-09"), ("today", "2026-11-10", "2026-11-10"),
        ("2 weeks ago", "yesterday", "2026-11-07"), ("yesterday", "yesterday", "yesterday"),
        ("2026-11", "2026-11-10", "2026-11"), ("unknown", "2026-11-10", "unknown"),
        ("nonsense", "2026-11-10", "nonsense"),
        ("yesterday", "2026-11", "yesterday"), ("yesterday", "unknown", "yesterday"),
        ("yesterday", "ten letter", "yesterday"),
    ],
)  # fmt: skip
def test_a_day_in_words_that_was_told_on_another_day_counts_from_that_one(said: str, sent: str, date: str) -> None:
    assert new_row.dated(Told(date=said), sent, KNOWN) == Told(date=date)


@pytest.mark.parametrize(
    "same", [{"name": "Ada"}, {"home": "http://ada.example"}, {"name": "Ada", "home": "https://ada.example/"}]
)
def test_a_peer_who_was_listed_by_the_same_command_is_no_new_one(same: dict[str, str]) -> None:
    again = told("share", url="https://ada.example/a/", **same)
    assert (again.row.peer, again.peer) == ("ada", "")


@pytest.mark.parametrize("said", ["tomorrow", "3 days", "days ago", "2026-13", "99999 days ago"])
def test_what_is_no_date(said: str) -> None:
    assert wrong(url="https://x.example/", date=said)[0].startswith(f'--date: "{said}" is no date')


def test_the_title_is_that_of_the_owners_feed() -> None:
    assert told(url="https://www.ada.example/a?utm_source=x").fields["title"] == "A by ada"
    assert told(url="https://ada.example/a/", title="Mine").fields["title"] == "Mine"
    assert told(url="https://cleo.example/a/").fields["title"] == "A by cleo"
    for url, by in (
        ("https://cleo.example/a/", "ada"),
        ("https://else.example/a/", ""),
        ("https://ben.example/a/", ""),
    ):
        assert "title" not in told(url=url, peer=by).fields


def test_the_fields_stand_in_the_order_of_the_documentation() -> None:
    entry = told(
        "testimonial", word="asked", url="https://ada.example/a/", via="v", note="n", tags=("t",), private=False,
        answer="granted", evidence=("https://x.example/",),
    )  # fmt: skip
    assert list(entry.fields) == [
        "date", "asked", "peer", "url", "title", "via", "note", "tags", "private", "evidence", "answer",
    ]  # fmt: skip


def test_who_it_is() -> None:
    assert told(url="https://ada.example/x/").row.peer == "ada"
    assert told(url="https://ada.example/x/", peer="ben").row.peer == "ben"
    assert told(url="https://stranger.example/x/").row.peer == "stranger.example"
    assert "peer" not in told(url="https://stranger.example/x/").fields
    assert "peer" not in told("share", word="got", url="https://me.example/x/").fields
    seen = ("https://nobody.example/", "https://ben.example/x/")
    assert told("share", word="got", url="https://me.example/x/", evidence=seen).fields["peer"] == "ben"
    assert "peer" not in told(url="https://stranger.example/x/", evidence=seen).fields


def test_a_stranger_may_be_asked_for() -> None:
    def strange(**more: Any) -> bool:
        return new_row.is_about_a_stranger(new_row.read(Told(kind="share", **more), KNOWN), KNOWN)

    assert strange(url="https://stranger.example/")
    assert strange(peer="xyz")
    assert not strange(peer="adda")  # a slip, more likely
    assert not strange(peer="ada")
    assert not strange(url="https://ada.example/")
    assert not strange(url="no url")
    assert not strange(url="https://stranger.example/", name="S")


# --- new peers


def new(**more: Any) -> Entry:
    return told(url="https://pages.example/~zoe/a.html?x=1#y", **more)


def test_a_new_peer() -> None:
    entry = new(name="Zoë Nový")
    fields = {"name": "Zoë Nový", "home": "https://pages.example/~zoe/"}
    assert (entry.peer, dict(entry.peer_fields)) == ("zoë-nový", fields)
    assert entry.row.peer == "zoë-nový"
    assert entry.people.owner(address("https://pages.example/~zoe/other/")) == "zoë-nový"
    assert entry.people.owner(address("https://pages.example/~else/")) is None
    assert entry.people.owner(address("https://ada.example/")) == "ada"
    assert new(name="Zoë", home="https://zoe.example/").row.peer == "zoë"
    assert new(home="https://zoe.example/").peer_fields == {"home": "https://zoe.example/"}
    assert told("thank", name="Zoë").peer_fields == {"name": "Zoë"}
    assert told("comment", word="got", url="https://me.example/x/", name="Zoë").peer_fields == {"name": "Zoë"}


def test_a_home_that_cannot_be() -> None:
    assert wrong(url="https://x.example/", name="X", home="https://me.example") == [
        '--home: "https://me.example" is this site\'s own address; say where the new peer is at home'
    ]
    assert 'is an address of "ada"' in wrong(name="X", home="https://ada.example/")[0]
    assert "names a user" in wrong(name="X", home="https://a@x.example/")[0]


@pytest.mark.parametrize(
    ("url", "home"),
    [
        ("https://x.example", "https://x.example/"),
        ("http://x.example:8080/a/b", "http://x.example:8080/"),
        ("https://social.example/@zoe/1", "https://social.example/@zoe/"),
        ("https://x.example?p=1", "https://x.example/"),
        ("https://github.com/ada/loom?tab=x", "https://github.com/ada/"),
        ("https://www.youtube.com/@fay/videos", "https://www.youtube.com/@fay/"),
        ("https://www.youtube.com/watch?v=1", ""),
        ("https://github.com/", ""),
        ("https://bsky.app/profile/gus.example/post/3", "https://bsky.app/profile/gus.example/"),
        ("https://bsky.app/about", ""),
        ("https://www.flickr.com/photos/zoe/1", "https://www.flickr.com/photos/zoe/"),
        ("https://www.flickr.com/people/zoe", ""),
        ("https://old.reddit.com/user/zoe", "https://old.reddit.com/user/zoe/"),
        ("https://open.substack.com/pub/zoe/p/x", "https://open.substack.com/pub/zoe/"),
        ("https://social.example/users/zoe/statuses/1", "https://social.example/users/zoe/"),
        ("https://lemmy.example/u/zoe", "https://lemmy.example/u/zoe/"),
        ("https://x.example/users/", "https://x.example/"),
        ("https://social.example/web/@zoe/1", "https://social.example/@zoe/"),
        ("https://x.example/web/zoe", "https://x.example/"),
        ("https://vimeo.com/12345", ""),
        ("https://www.facebook.com/profile.php?id=1", ""),
        ("https://linkedin.com/in/", ""),
    ],
)
def test_where_somebody_is_at_home(url: str, home: str) -> None:
    assert naming.home_of(address(url)) == home


@pytest.mark.parametrize(
    ("name", "home", "taken", "id_"),
    [
        ("Ada Example", "", [], "ada-example"),
        ("Ada Example", "https://x.example/", ["ada-example"], "ada-example-x-example"),
        ("Ada Example", "https://x.example/", ["ada-example", "ada-example-x-example"], "ada-example-2"),
        ("Ada", "", ["ada"], "ada-2"),
        ("Ada", "", ["ada", "ada-2"], "ada-3"),
        ("The Blog of Ann", "", [], "the-blog-of-ann"),
        ("", "https://blog.ann.example/", [], "ann"),
        ("", "https://ann.example:80/", ["ann"], "ann-ann-example"),
        ("", "https://en.wikipedia.example/", [], "wikipedia"),
        ("", "https://docs.learn.example/", [], "docs-learn-example"),
        ("", "https://ada.co.example/", [], "ada"),
        ("", "https://ada.github.io/", [], "ada"),
        ("", "https://127.0.0.1:4000/", [], "peer"),
        ("", "https://github.com/ada/", [], "ada"),
        ("", "https://www.youtube.com/@fay/", [], "fay"),
        ("", "https://pages.example/~zoe/", [], "zoe"),
        ("", "https://bsky.app/profile/gus.example/", [], "gus-example"),
        ("", "https://social.example/users/gus/", [], "gus"),
        ("", "https://answers.example/users/17/", [], "answers"),
        ("", "https://hub.docker.example/", [], "docker"),
        ("", "https://www.w3.example/", [], "w3-example"),
        ("", "https://xn--dtour-bsa.example/", [], "détour"),
        ("", "https://xn--a-\N{LATIN SMALL LETTER E WITH ACUTE}.example/", [], "xn-a-é"),
        ("", "https://[2001:db8::1]/", [], "peer"),
        ("今日", "", [], "今日"),
        ("!?", "", [], "peer"),
        ("", "", ["peer"], "peer-2"),
    ],
)
def test_ids(name: str, home: str, taken: list[str], id_: str) -> None:
    assert naming.peer_id(name, home, taken) == id_


# --- what stands there already, and what is wrong

STANDS = b"""interactions:
- {date: 2026-11-22, gave: like, url: https://x.example/}
- {date: 2026-11-22, gave: shrae, url: https://x.example/}
- {date: 2026-11-22, gave: share, url: https://x.example/, note: A, tags: [b, c], title: X}
"""


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ({}, 4), ({"title": "Y"}, 4), ({"note": "A", "tags": ("c",)}, 4), ({"note": "B"}, 0), ({"tags": ("d",)}, 0),
        ({"private": True}, 0), ({"via": "v"}, 0), ({"date": "2026-11"}, 0), ({"evidence": ("https://e.example/",)}, 0),
    ],
)  # fmt: skip
def test_a_row_that_says_all_of_it_stands(more: dict[str, Any], line: int) -> None:
    body, (placed,) = same_row.placed(STANDS, "l.yml", [told(url="http://www.x.example", **more)], RULES)
    assert placed.stood == bool(line)
    assert placed.line == (line or 5)
    assert (body == STANDS) == placed.stood


@pytest.mark.parametrize(
    ("more", "stands"),
    [
        ({"evidence": ("http://www.e.example",)}, True),
        ({"evidence": ("https://e.example/", "https://f.example/")}, False),
        ({"answer": "granted"}, True),
        ({"answer": "declined"}, False),
        ({"by": "Zoe"}, False),
    ],
)
def test_a_row_that_says_where_it_was_seen_stands(more: dict[str, Any], stands: bool) -> None:
    body = b"""interactions:
- {date: 2026-11-22, got: ask, peer: ada, url: https://me.example/x/, evidence: https://e.example/, answer: granted}
"""
    said = told("ask", word="got", peer="ada", url="https://me.example/x/", **more)
    _, (placed,) = same_row.placed(body, "l.yml", [said], RULES)
    assert placed.stood is stands


def test_a_new_peer_is_written_above_the_row() -> None:
    body, _ = same_row.placed(b"interactions: []\n", "l.yml", [new(name="Zoe")], RULES)
    read = log_reader.parse(body, "l.yml", RULES)
    assert read.problems == ()
    assert [peer.id for peer in read.records.peers] == ["zoe"]
    assert [row.peer for row in read.records.interactions] == ["zoe"]


# --- what is not to be seen


@pytest.mark.parametrize(
    ("more", "secret"),
    [
        ({"url": "https://x.example/"}, False),
        ({"url": "https://x.example/?token=x"}, True),
        ({"url": "https://x.example/", "evidence": ("https://e.example/", "https://me:x@e.example/")}, True),
        ({"url": "https://x.example/", "via": "mastodon"}, False),
        ({"url": "https://x.example/", "via": "https://v.example/?token=x"}, True),
        ({"url": "https://x.example/", "via": "v.example/?token=x"}, True),
        ({"url": "https://x.example/", "name": "X"}, False),
        ({"peer": "ada"}, False),
        ({"name": "X", "home": "https://x.example/?token=x"}, True),
    ],
)
def test_what_has_an_address_with_a_key_is_secret(more: dict[str, Any], secret: bool) -> None:
    assert told("thank", **more).is_secret() is secret


@pytest.mark.parametrize(
    ("more", "private"),
    [
        ({"peer": "cleo"}, True),
        ({"url": "https://cleo.example/a/"}, True),
        ({"peer": "ada", "url": "https://cleo.example/a/"}, True),
        ({"peer": "ada", "evidence": ("https://cleo.example/",)}, True),
        ({"url": "https://cleo.example:8443/a/"}, True),
        ({"peer": "ada", "evidence": ("https://me@cleo.example:81/",)}, True),
        ({"peer": "ada", "via": "Cleo"}, True),
        ({"peer": "ada", "via": "from  Cleo"}, True),
        ({"peer": "ada", "via": "Clea"}, False),
        ({"word": "got", "url": "https://me.example/x/", "peer": "ada", "by": "cleo"}, True),
        ({"peer": "ada", "via": "mastodon", "evidence": ("https://ben.example/",)}, False),
        ({"url": "https://stranger.example/"}, False),
    ],
)
def test_whatever_names_somebody_private_concerns_them(more: dict[str, Any], private: bool) -> None:
    assert told("praise", **more).concerns_somebody_private() is private


POST = "https://ada.example/a/"


@pytest.mark.parametrize(
    ("row", "more", "shows"),
    [
        ({"url": POST}, {"url": POST, "private": True}, True),
        ({"url": POST, "date": "2026-01-01", "via": "mastodon"}, {"url": POST}, True),
        ({"url": POST, "private": True}, {"url": POST}, False),
        ({"url": "https://ada.example/b/"}, {"url": POST}, False),
        ({"peer": "ada"}, {"peer": "ada"}, True),
        ({"peer": "ada", "date": "2026-01-01"}, {"peer": "ada"}, False),
        ({"peer": "ada", "via": "mastodon"}, {"peer": "ada"}, False),
        ({"peer": "cleo"}, {"peer": "cleo"}, False),
    ],
)
def test_a_row_that_shows_what_a_new_one_hides(row: dict[str, Any], more: dict[str, Any], shows: bool) -> None:
    assert same_row.shows(told(**row).row, told(**more)) is shows


def test_what_is_wrong() -> None:
    assert wrong("", peer="ada")[0].startswith("KIND: what was done is missing")
    assert wrong("ask", peer="ada")[0].startswith("KIND: asking is no gift")
    assert wrong() == ["add: what was it about, or whom? Give a URL, or `--peer ID`"]
    assert wrong(peer="adda") == ['--peer: unknown peer "adda"; did you mean "ada"?']
    assert wrong(peer=" cleo") == ['--peer: unknown peer " cleo"; did you mean "cleo"?']
    assert wrong("boost", peer="ada") == ['KIND: unknown kind "boost"; did you mean "share"?']
    assert wrong("xyzzy", peer="ada")[0].startswith('KIND: unknown kind "xyzzy"; there are share, link, quote, ')
    assert wrong(peer="xyz") == ['--peer: unknown peer "xyz"; `--peer-name` and `--home` list them']
    assert wrong(url="https://me.example/a/")[0].startswith("URL: this is your own site")
    assert told("thank", url="https://me.example/a/", peer="ada").row.peer == "ada"
    assert wrong(url="https://ada.example/a/", name="A")[0].startswith('--peer-name: "ada" is among your peers already')
    assert wrong(url="https://ada.example/a/", home="https://b.example/")[0].startswith('--home: "ada" is among')
    assert wrong(peer="ada", home="https://a.example/")[0].startswith('--home: "ada" is among your peers already')
