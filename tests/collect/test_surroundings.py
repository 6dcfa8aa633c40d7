"""Looking around the home pages of peers: feeds of what they share, and their blogrolls."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from mkdocs_reciprocity.cache.kept import Surroundings
from mkdocs_reciprocity.cache.store import Store
from mkdocs_reciprocity.collect.sources import Reading, Sources
from mkdocs_reciprocity.collect.surroundings import MONTH, WEEK
from mkdocs_reciprocity.core import pipeline
from mkdocs_reciprocity.core.feeds.schedule import DAY
from mkdocs_reciprocity.core.model import Neighbour
from mkdocs_reciprocity.core.standing import forward
from tests.collect.test_feeds import ADA, FEED, asked, log_of, paths, titles
from tests.core.ledger.making import address
from tests.server import Asked, Page, Server, page, redirect, server

HOME = '<!doctype html><link rel="alternate" type="application/atom+xml" title="Ada" href="/feed.xml">'
SHARES = '<link rel="alternate" type="application/atom+xml" title="Ada: Who I\'ve shared" href="/shared.xml">'
ROLL = '<link rel="blogroll" type="text/xml" href="/blogroll.opml">'
OPML = """<opml version="2.0"><body>
<outline text="Nora" htmlUrl="https://nora.example/" xmlUrl="https://nora.example/f"/></body></opml>"""
NORA = Neighbour("Nora", address("https://nora.example/"), address("https://nora.example/f"))
USUAL = ["/.well-known/recommendations.opml", "/.well-known/recommendations.json"]
FIGURES = "/reciprocity.json"


def shares(*about: str, own: str = "http://127.0.0.1:{}/shared/2026/") -> str:
    entries = "".join(
        f"<entry><title>Looms {n}</title><id>{n}</id><published>2026-11-0{n}</published><link href='{own}#{n}'/>"
        + (f"<link rel='via' href='{url}'/>" if url else "")
        + f"<summary>Words {n}</summary></entry>"
        for n, url in enumerate(about, 1)
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Shared</title>{entries}</feed>"


def looked(root: Path, peer: Server, *, feed: str = "/feed.xml", **more: Any) -> tuple[Sources, Reading]:
    fields = {"feed": peer.url(feed)} if feed else {}
    return asked(root, log_of(peer.url("/"), **fields), **{"look": True, "force": True, "patient": True, **more})


def around(root: Path, peer: Server) -> Surroundings:
    return Store(root).surroundings([peer.url("/")])[peer.url("/")]


def later(root: Path, peer: Server, seconds: float) -> None:
    """Makes what is known of the home page so much older."""
    store = Store(root)
    kept = around(root, peer)
    states = {"state": kept.state, "of_blogroll": kept.of_blogroll}
    older = {
        name: replace(state, asked_at=state.asked_at - seconds, good_at=state.good_at - seconds)
        for name, state in states.items()
        if state
    }
    store.keep_surroundings({peer.url("/"): replace(kept, sought_at=max(0.0, kept.sought_at - seconds), **older)})


def site(home: str | Page, **pages: str | Page) -> AbstractContextManager[Server]:
    """The site of a peer: the home page, the feed, and more files, whose names have ``__`` for a dot."""
    every = {
        "/": home,
        "/feed.xml": FEED.decode(),
        **{f"/{name.replace('__', '.')}": body for name, body in pages.items()},
    }
    return server({path: page(body.encode()) if isinstance(body, str) else body for path, body in every.items()})


def test_a_feed_of_shares_is_found_on_the_home_page_and_read_beside_the_feed(tmp_path: Path) -> None:
    body = shares("https://me.example/looms/", "https://stranger.example/")
    with site(HOME + SHARES, shared__xml=body) as peer:
        sources, reading = looked(tmp_path, peer)
        assert [path for path in paths(peer) if path not in USUAL] == ["/feed.xml", "/", "/shared.xml"]
        assert titles(reading) == ["A"]
        assert [len(feed.entries) for feed in reading.facts.shares[ADA]] == [2]
        words = {outcome.feed.rpartition("/")[2]: outcome.words for outcome in sources.outcomes()}
        assert words == {"feed.xml": "new entries: 1", "shared.xml": "new entries: 2 (what they share)"}
        ledger = pipeline.keep_ledger(reading.facts)
        (row,) = (row for row in ledger.interactions if row.kind == "share")
        assert (row.peer, row.url, row.date, row.note) == (ADA, "https://me.example/looms/", "2026-11-01", "Words 1")
        posts = forward.posts(reading.facts.feeds, reading.facts.book.directory.claimant, reading.facts.settings.zone,
                              reading.facts.today)  # fmt: skip
        assert [post.title for post in posts[ADA].values()] == []
        # A build asks for it as for any other feed, and for no home page.
        _, again = asked(tmp_path, log_of(peer.url("/"), feed=peer.url("/feed.xml")))
        assert sorted(paths(peer)) == ["/feed.xml", "/shared.xml"]
        assert again.facts.shares.keys() == {ADA}
        # Without the network it is known too.
        assert asked(tmp_path, log_of(peer.url("/"), feed=peer.url("/feed.xml")), fetch=False)[1].facts.shares


def test_a_build_looks_at_no_home_page(tmp_path: Path) -> None:
    with site(HOME + SHARES) as peer:
        looked(tmp_path, peer, look=False, patient=False)
        assert paths(peer) == ["/feed.xml"]


def test_where_a_search_reads_the_home_page_nothing_more_is_asked(tmp_path: Path) -> None:
    files = {"shared__xml": shares("https://me.example/"), "blogroll__opml": OPML}
    with site(SHARES + HOME + ROLL, **files) as peer:
        _, reading = looked(tmp_path, peer, feed="", look=False, patient=False)
        assert paths(peer) == ["/", "/feed.xml"]
        assert titles(reading) == ["A"]
        _, reading = looked(tmp_path, peer, feed="", look=False, patient=False)
        assert sorted(paths(peer)) == ["/feed.xml", "/shared.xml"]
        assert len(reading.facts.shares[ADA]) == 1
        roll = peer.url("/blogroll.opml")
        assert around(tmp_path, peer).blogroll == roll
        # Once the log has the feed that was found, only what was named has to be asked for.
        looked(tmp_path, peer)
        assert sorted(paths(peer)) == ["/blogroll.opml", "/feed.xml", "/shared.xml"]
        assert Store(tmp_path).blogrolls([roll]) == {roll: (NORA,)}


def test_a_peer_whose_feed_was_found_has_a_blogroll_and_a_home_page_as_others_have(tmp_path: Path) -> None:
    files = {"shared__xml": shares("https://me.example/"), "blogroll__opml": OPML}
    with site(HOME + SHARES + ROLL, **files) as peer:
        sources, _ = looked(tmp_path, peer, feed="")
        assert paths(peer) == ["/", "/feed.xml"]
        words = {outcome.feed.rpartition("/")[2]: outcome.words for outcome in sources.outcomes()}
        assert words["shared.xml"] == "found; the next round reads it (what they share)"
        looked(tmp_path, peer, feed="")
        assert sorted(paths(peer)) == ["/blogroll.opml", "/feed.xml", "/shared.xml"]
        roll = peer.url("/blogroll.opml")
        assert Store(tmp_path).blogrolls([roll]) == {roll: (NORA,)}
        looked(tmp_path, peer, feed="")
        assert sorted(paths(peer)) == ["/feed.xml", "/shared.xml"]
        later(tmp_path, peer, WEEK)
        looked(tmp_path, peer, feed="")
        assert sorted(paths(peer)) == ["/", "/blogroll.opml", "/feed.xml", "/shared.xml"]


def test_a_peer_with_nothing_costs_one_request_a_week(tmp_path: Path) -> None:
    with site(page(HOME.encode(), ETag='"1"')) as peer:
        looked(tmp_path, peer)
        assert paths(peer) == ["/feed.xml", "/", *USUAL, FIGURES]
        looked(tmp_path, peer)
        assert paths(peer) == ["/feed.xml"]
        later(tmp_path, peer, WEEK)
        looked(tmp_path, peer)
        assert paths(peer) == ["/feed.xml", "/"]
        later(tmp_path, peer, MONTH)
        looked(tmp_path, peer)
        assert paths(peer)[:2] == ["/feed.xml", "/"]


def test_a_blogroll_is_read_once_a_week(tmp_path: Path) -> None:
    home, listed = page((HOME + ROLL).encode(), ETag='"1"'), page(OPML.encode(), ETag='"2"')
    with site(home, blogroll__opml=listed) as peer:
        roll = peer.url("/blogroll.opml")
        looked(tmp_path, peer)
        assert paths(peer) == ["/feed.xml", "/", "/blogroll.opml", FIGURES]
        assert Store(tmp_path).blogrolls([roll]) == {roll: (NORA,)}
        later(tmp_path, peer, WEEK - DAY)
        looked(tmp_path, peer)
        assert paths(peer) == ["/feed.xml"]
        later(tmp_path, peer, 2 * DAY)
        looked(tmp_path, peer)
        conditions = {one.path: one.headers.get("if-none-match") for one in peer.asked}
        assert conditions == {"/feed.xml": None, "/": '"1"', "/blogroll.opml": '"2"'}
        assert Store(tmp_path).blogrolls([roll]) == {roll: (NORA,)}


@pytest.mark.parametrize("place", range(2))
def test_a_blogroll_at_a_usual_place(tmp_path: Path, place: int) -> None:
    body = (OPML, '[{"url": "https://nora.example/", "created_at": "2026-01-01T00:00:00Z"}]')[place]
    with site(HOME, **{USUAL[place][1:].replace(".", "__"): body}) as peer:
        looked(tmp_path, peer)
        assert paths(peer) == ["/feed.xml", "/", *USUAL[: place + 1], FIGURES]
        (found,) = Store(tmp_path).blogrolls([peer.url(USUAL[place])]).values()
        assert [one.home for one in found] == ["https://nora.example/"]
        later(tmp_path, peer, WEEK)
        looked(tmp_path, peer)
        assert paths(peer) == ["/feed.xml", "/", USUAL[place]]


def test_a_blogroll_that_the_feed_names(tmp_path: Path) -> None:
    names = "xmlns:source='http://source.scripting.com/'"
    feed = f"<rss version='2.0' {names}><channel><source:blogroll>/r.opml</source:blogroll></channel></rss>"
    with site(HOME, feed__xml=feed, r__opml=OPML) as peer:
        looked(tmp_path, peer)
        assert paths(peer) == ["/feed.xml", "/", "/r.opml", FIGURES]
        assert around(tmp_path, peer).blogroll == peer.url("/r.opml")


def test_a_blogroll_that_fails_is_kept_for_a_month(tmp_path: Path) -> None:
    with site(HOME + ROLL, blogroll__opml=OPML) as peer:
        roll = peer.url("/blogroll.opml")
        looked(tmp_path, peer)
        peer.pages["/blogroll.opml"] = page(b"<html>", 200)
        later(tmp_path, peer, WEEK)
        looked(tmp_path, peer)
        assert around(tmp_path, peer).blogroll == roll
        peer.pages["/blogroll.opml"] = page(b"", 404)
        later(tmp_path, peer, MONTH)
        looked(tmp_path, peer)
        assert (around(tmp_path, peer).blogroll, around(tmp_path, peer).of_blogroll) == ("", None)


def test_a_feed_with_other_things_in_it_is_no_feed_of_shares(tmp_path: Path) -> None:
    with site(HOME + SHARES, shared__xml=shares("https://me.example/", "")) as peer:
        sources, reading = looked(tmp_path, peer)
        assert reading.facts.shares == {}
        assert "new entries: 2 (no feed of shares: not used)" in [one.words for one in sources.outcomes()]


def test_a_feed_of_shares_that_is_the_listed_feed_is_read_once(tmp_path: Path) -> None:
    with site(HOME + SHARES, shared__xml=shares("https://me.example/looms/")) as peer:
        _, reading = looked(tmp_path, peer, feed="/shared.xml")
        assert [path for path in paths(peer) if path not in USUAL] == ["/shared.xml", "/"]
        assert reading.facts.shares == {}
        assert [row.kind for row in pipeline.keep_ledger(reading.facts).interactions] == ["share"]


def test_a_home_page_that_fails_is_no_news(tmp_path: Path) -> None:
    with site(page(b"", 500)) as peer:
        sources, reading = looked(tmp_path, peer)
        assert paths(peer) == ["/feed.xml", "/"]
        assert [one.words for one in sources.outcomes()] == ["new entries: 1"]
        assert reading.problems == ()


def test_private_peers_are_asked_without_the_name_of_the_site(tmp_path: Path) -> None:
    files = {"shared__xml": shares("https://x.example/"), "blogroll__opml": OPML}
    with site(HOME + SHARES + ROLL, **files) as peer:
        log = f"peers:\n  ada: {{home: '{peer.url('/')}', feed: '{peer.url('/feed.xml')}', private: true}}\n"
        asked(tmp_path, log, look=True, patient=True)
        assert [one.path for one in peer.asked] == ["/feed.xml", "/", "/blogroll.opml", "/shared.xml"]
        assert not [one for one in peer.asked if "me.example" in str(one.headers)]


def test_whoever_saves_a_feed_as_a_file_asks_nobody(tmp_path: Path) -> None:
    (tmp_path / "ada.xml").write_bytes(FEED)
    with site(HOME) as peer:
        asked(tmp_path, log_of(peer.url("/"), feed="ada.xml"), look=True, patient=True)
        assert paths(peer) == []


def test_a_strangers_page_leads_to_no_host_that_only_the_author_reaches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mkdocs_reciprocity.collect import surroundings

    monkeypatch.setattr(surroundings, "is_exempt_url", lambda url, _: "intranet" in url)
    inside = (
        HOME
        + SHARES.replace("/shared", "http://intranet.example/shared")
        + ROLL.replace("/blogroll", "http://intranet.example/blogroll")
    )
    with site(inside) as peer:
        looked(tmp_path, peer)
        found = around(tmp_path, peer)
        assert (found.shares, found.blogroll) == ("", "")


def test_a_redirect_into_the_private_network_is_refused(tmp_path: Path) -> None:
    with site(HOME + ROLL, blogroll__opml=redirect("http://10.0.0.1/b.opml")) as peer:
        looked(tmp_path, peer)
        assert paths(peer) == ["/feed.xml", "/", "/blogroll.opml", FIGURES]
        assert Store(tmp_path).blogrolls([peer.url("/blogroll.opml")]) == {}


def test_a_blogroll_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    large = OPML.replace("<body>", "<body>" + "<!-- x -->" * 20_000)
    with site(HOME + ROLL, blogroll__opml=large) as peer:
        looked(tmp_path, peer, max_bytes="100 kB")
        assert Store(tmp_path).blogrolls([peer.url("/blogroll.opml")]) == {}


def test_nothing_is_asked_twice_of_two_peers_at_one_home(tmp_path: Path) -> None:
    with site(HOME + ROLL, blogroll__opml=OPML) as peer:
        one = f"{{home: '{peer.url('/')}', feed: '{peer.url('/feed.xml')}'}}"
        asked(tmp_path, f"peers:\n  ada: {one}\n  ben: {one}\n", look=True, patient=True)
        assert paths(peer) == ["/feed.xml", "/", "/blogroll.opml", FIGURES]


def test_pages_are_asked_for_as_pages(tmp_path: Path) -> None:
    with site(HOME + ROLL, blogroll__opml=OPML) as peer:
        looked(tmp_path, peer)
        accepted: dict[str, Asked] = {one.path: one for one in peer.asked}
        assert accepted["/"].headers["accept"].startswith("text/html")
        assert accepted["/blogroll.opml"].headers["accept"].startswith("text/x-opml")
