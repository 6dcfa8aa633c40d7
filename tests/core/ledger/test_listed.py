"""Peers whom nothing can be matched with, and feeds that two peers have."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core import book as books
from mkdocs_reciprocity.core.book import LogText
from mkdocs_reciprocity.core.problem import Problem
from tests.core.ledger.making import ME, TODAY, options

OPML = LogText(
    "blogroll.opml",
    b'<opml version="2.0"><body><outline text="Dora Blum" xmlUrl="https://dora.example/f" htmlUrl="https://dora.example/"'
    b'/>\n<outline text="Ben" xmlUrl="https://weaver.example/f"/></body></opml>',
)
GONE = {"ada": "true", "ben": "false"}
ROW = "interactions:\n- {date: 2026-11-02, gave: thank, peer: dora}\n"


def said(*texts: str | LogText, absent: tuple[str, ...] = ()) -> list[Problem]:
    files = [text if isinstance(text, LogText) else LogText("log.yml", text.encode()) for text in texts]
    return [*books.read(files, ME, options(), TODAY, absent).problems]


def test_a_blog_that_is_gone_is_not_recommended() -> None:
    ada, ben = (f"{{home: https://{id_}.example/, recommend: true, fallow: {said}}}" for id_, said in GONE.items())
    assert [str(one) for one in said(f"peers:\n  ada: {ada}\n  ben: {ben}\n") if "recommended" in one.message] == [
        'log.yml:2: the peer "ada" is not recommended, because they are `fallow`'
    ]


@pytest.mark.parametrize(
    ("peers", "mend"),
    [
        ("dora: {private: true}", 'so that it hides nobody; did you mean "dora-blum" (blogroll.opml:1)?'),
        ("blum: {name: Dora Blum, private: true}", 'hides nobody; did you mean "dora-blum" (blogroll.opml:1)?'),
        ("d: {name: Dora, private: true}", 'hides nobody; did you mean "dora-blum" (blogroll.opml:1)?'),
        ("weaver.example: {private: true}", 'hides nobody; did you mean "ben" (blogroll.opml:2)?'),
        ("dora-blumm: {private: true}", 'hides nobody; did you mean "dora-blum" (blogroll.opml:1)?'),
        ("zoe: {private: true}", "hides nobody; add a `home`"),
        ("zoe: {checkin: 60 days}", "no address to know them by; add a `home`"),
        ("dora: {note: a friend}", 'to know them by; did you mean "dora-blum" (blogroll.opml:1)?'),
    ],
)  # fmt: skip
def test_who_can_be_matched_with_nothing_is_a_problem(peers: str, mend: str) -> None:
    (problem,) = said(f"peers:\n  {peers}\n", OPML)
    assert str(problem).startswith("log.yml:2: no row names the peer ")
    assert problem.message.endswith(mend)
    assert (problem.level, problem.private) == ("error", "private" in peers)


@pytest.mark.parametrize(
    "text",
    [
        "peers:\n  dora-blum: {private: true}\n",
        "peers:\n  d: {private: true, home: https://dora.example/}\n",
        "peers:\n  d: {private: true, feed: https://dora.example/f}\n",
        "peers:\n  d: {private: true, also: https://social.example/@d}\n",
        "peers:\n  zoe: {name: Zoe}\n",
        f"peers:\n  zoe: {{private: true}}\n{ROW}".replace("dora", "zoe"),
        "peers:\n  zoe: {private: true}\nignore:\n- {peer: zoe, gave: link}\n",
    ],
)
def test_who_is_known_by_something_is_none(text: str) -> None:
    assert said(text, OPML) == []


def test_a_mistake_is_said_once() -> None:
    """What could not be read may be the address."""
    (problem,) = said("peers:\n  lea: {name: Lea, home: nope}\n  ben:\n    home: https://ben.example/\n")
    assert "`home`" in problem.message
    first, second = said(
        "peers:\n  lea: {private: true}\ninteractions:\n- {date: 2026, gave: x}\n- {date: 2026}\n" + ""
    )[:2]
    assert "hides nobody" not in first.message + second.message
    problems = said(
        f"peers:\n  lea: {{private: true}}\n{ROW}- {{date: 2026}}\n".replace("peer: dora", "url: https://x.example/")
    )
    assert [problem.where.line for problem in problems] == [2, 5, 5]
    other = LogText("a.yml", b"peers:\n  lea: {private: true}\n")
    assert [str(problem)[:8] for problem in said(other, "peers:\n  mia: {home: nope}\n")] == ["a.yml:2:", "log.yml:"]


def test_a_missing_private_file_may_have_the_rows() -> None:
    assert said("peers:\n  dora: {private: true}\n", absent=("x.private.yml",)) == []


def test_whom_rows_name_may_be_somebody_who_is_published() -> None:
    text = f"peers:\n  dora: {{private: true}}\n{ROW}"
    (problem,) = said(text, OPML)
    assert (problem.level, problem.private) == ("info", True)
    assert problem.message.startswith(
        'the peer "dora" is private and has no address; did you mean "dora-blum" (blogroll'
    )
    assert problem.message.endswith("? That one is published")
    assert said(text, LogText("x.private.opml", OPML.body, private=True)) == []
    assert said(text) == []


def test_near_misses_are_looked_for_a_few_times_only() -> None:
    peers = "".join(f"  dora-blum{number}: {{private: true}}\n" for number in range(60))
    found = said(f"peers:\n{peers}", OPML)
    assert ["did you mean" in problem.message for problem in found] == [True] * 50 + [False] * 10


@pytest.mark.parametrize(
    ("one", "other", "private"),
    [
        ("feed: https://x.example/feed", "feed: http://www.x.example/feed/", False),
        ("feed: feeds/x.xml", "feed: [https://b.example/f, feeds/x.xml]", False),
        ("feed: https://x.example/feed", "{feed: https://x.example/feed, private: true}", True),
        ("feed: https://x.example/feed?token=abc", "feed: https://x.example/feed?token=abc", True),
    ],
)
def test_two_peers_with_one_feed_are_a_problem(one: str, other: str, private: bool) -> None:
    of_both = [text if text.startswith("{") else f"{{{text}}}" for text in (one, other)]
    homes = [text.replace("{", f"{{home: https://{id_}.example/, ", 1) for id_, text in zip("ab", of_both, strict=True)]
    (problem,) = said(f"peers:\n  a: {homes[0]}\n  b: {homes[1]}\n")
    assert problem.message.startswith('peers "a" (log.yml:2) and "b" both have the feed "')
    assert (problem.where.line, problem.level, problem.private) == (3, "error", private)


def test_one_peer_may_name_a_feed_twice() -> None:
    assert said("peers:\n  a: {home: https://a.example/, feed: [https://a.example/f, http://a.example/f]}\n") == []


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ("home: https://ada.example/, recommend: true", ""),
        ("private: true, home: https://ada.example/", ""),
        ("private: true, home: https://ada.example/, recommend: false", ""),
        ("private: true, home: https://ada.example/, recommend: true", "while they are private"),
        ("feed: https://ada.example/f, recommend: true", "because their `home` is missing"),
        (
            "home: 'https://ada.example/?token=abcdefgh1234', recommend: true",
            "because their `home` has a key in it",
        ),
    ],
)
def test_who_is_to_be_recommended_and_cannot_be_is_named(entry: str, why: str) -> None:
    found = said(f"peers:\n  ada: {{{entry}}}\n")
    assert [problem.message for problem in found] == (
        [f'the peer "ada" is not recommended{"" if why.startswith("while") else ","} {why}'] if why else []
    )
    assert all(problem.level == "info" and problem.private == ("missing" not in why) for problem in found)
