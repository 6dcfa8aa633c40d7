"""Feeds of shares that are found by the public figures of a peer, where the home page names none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mkdocs_reciprocity.collect.surroundings import MONTH, WEEK, after
from mkdocs_reciprocity.core.feeds.schedule import Request, Response
from mkdocs_reciprocity.core.url import Url
from tests.collect.test_feeds import ADA, asked, log_of, paths
from tests.collect.test_surroundings import (
    FIGURES,
    HOME,
    OPML,
    ROLL,
    SHARES,
    USUAL,
    around,
    later,
    looked,
    shares,
    site,
)
from tests.server import Page, Server, page


def figures(peer: Server, *feeds: object) -> Page:
    """The public figures of a peer, with these feeds."""
    named = [peer.url(feed) if isinstance(feed, str) and feed.startswith("/") else feed for feed in feeds]
    return page(json.dumps({"version": 1, "posts": 1, "feeds": named}).encode())


def test_a_feed_of_shares_that_only_the_public_figures_name(tmp_path: Path) -> None:
    with site(HOME + ROLL, blogroll__opml=OPML, s__xml=shares("https://me.example/looms/")) as peer:
        peer.pages[FIGURES] = figures(peer, "https://stranger.example/shared.xml", "/s.xml", "/t.xml")
        _, reading = looked(tmp_path, peer)
        assert paths(peer) == ["/feed.xml", "/", "/blogroll.opml", FIGURES, "/s.xml"]
        assert len(reading.facts.shares[ADA]) == 1
        # It is kept while the page names none, and asked for again after a month.
        later(tmp_path, peer, WEEK)
        looked(tmp_path, peer)
        assert sorted(paths(peer)) == ["/", "/blogroll.opml", "/feed.xml", "/s.xml"]
        assert around(tmp_path, peer).shares == peer.url("/s.xml")
        later(tmp_path, peer, MONTH)
        peer.asked.clear()
        looked(tmp_path, peer)
        assert sorted(paths(peer)) == sorted(["/", "/blogroll.opml", "/feed.xml", "/s.xml", FIGURES])
        assert around(tmp_path, peer).shares == peer.url("/s.xml")


def test_a_page_that_has_not_changed_leaves_what_the_public_figures_name(tmp_path: Path) -> None:
    with site(page(HOME.encode(), ETag='"1"'), s__xml=shares("https://me.example/")) as peer:
        peer.pages[FIGURES] = figures(peer, "/s.xml")
        looked(tmp_path, peer)
        kept = around(tmp_path, peer)
        now = kept.state.asked_at + WEEK
        request = Request(Url(peer.url("/")), etag='"1"', known_as=peer.url("/"))
        same = after(kept, Response(request=request, url=peer.url("/"), status=304), frozenset(), now)
        assert (same.shares, same.by_figures) == (peer.url("/s.xml"), True)


@pytest.mark.parametrize(
    "said",
    [
        page(b"", 404), page(b'{"posts": 1}'), page(b'{"feeds": []}'), page(b'{"feeds": ["https://x.example/s.xml"]}'),
        page(b"<!doctype html>"), page(b'{"feeds": ' + b"[" * 50_000), page(b"\x00\xff"), page(b"x" * 200_000),
    ],
)  # fmt: skip
def test_what_the_public_figures_do_not_name_any_more_is_forgotten(tmp_path: Path, said: Page) -> None:
    with site(HOME, s__xml=shares("https://me.example/")) as peer:
        peer.pages[FIGURES] = figures(peer, "/s.xml")
        looked(tmp_path, peer)
        assert around(tmp_path, peer).by_figures
        peer.pages[FIGURES] = said
        later(tmp_path, peer, MONTH)
        peer.asked.clear()
        sources, reading = looked(tmp_path, peer, max_bytes="100 kB")
        assert FIGURES in paths(peer)
        assert (around(tmp_path, peer).shares, around(tmp_path, peer).by_figures) == ("", False)
        assert reading.facts.shares == {}
        assert [one.words for one in sources.outcomes()] == ["not modified"]


@pytest.mark.parametrize("status", [429, 500])
def test_public_figures_that_fail_are_no_news(tmp_path: Path, status: int) -> None:
    with site(HOME, s__xml=shares("https://me.example/")) as peer:
        peer.pages[FIGURES] = figures(peer, "/s.xml")
        looked(tmp_path, peer)
        peer.pages[FIGURES] = page(b"", status)
        later(tmp_path, peer, MONTH)
        peer.asked.clear()
        looked(tmp_path, peer)
        assert FIGURES in paths(peer)
        assert around(tmp_path, peer).shares == peer.url("/s.xml")


def test_what_the_page_names_comes_before_what_the_public_figures_name(tmp_path: Path) -> None:
    body = shares("https://me.example/")
    with site(HOME, s__xml=body, shared__xml=body) as peer:
        peer.pages[FIGURES] = figures(peer, "/s.xml")
        looked(tmp_path, peer)
        peer.pages["/"] = page((HOME + SHARES + ROLL).encode())
        later(tmp_path, peer, MONTH)
        peer.asked.clear()
        looked(tmp_path, peer)
        assert FIGURES not in paths(peer)
        assert (around(tmp_path, peer).shares, around(tmp_path, peer).by_figures) == (peer.url("/shared.xml"), False)


def test_public_figures_lead_to_a_feed_of_shares_only(tmp_path: Path) -> None:
    with site(HOME, s__xml=shares("https://me.example/", "")) as peer:
        peer.pages[FIGURES] = figures(peer, "/s.xml")
        sources, reading = looked(tmp_path, peer)
        assert reading.facts.shares == {}
        assert "new entries: 2 (no feed of shares: not used)" in [one.words for one in sources.outcomes()]


def test_public_figures_lead_to_no_host_that_only_the_author_reaches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mkdocs_reciprocity.collect import surroundings

    monkeypatch.setattr(surroundings, "is_exempt_url", lambda url, _: url.endswith("/s.xml"))
    with site(HOME, s__xml=shares("https://me.example/")) as peer:
        peer.pages[FIGURES] = figures(peer, "/s.xml")
        looked(tmp_path, peer)
        assert paths(peer) == ["/feed.xml", "/", *USUAL, FIGURES]
        assert around(tmp_path, peer).shares == ""


def test_a_private_peer_is_asked_for_public_figures_without_the_name_of_the_site(tmp_path: Path) -> None:
    with site(HOME, s__xml=shares("https://x.example/")) as peer:
        peer.pages[FIGURES] = figures(peer, "/s.xml")
        log = f"peers:\n  ada: {{home: '{peer.url('/')}', feed: '{peer.url('/feed.xml')}', private: true}}\n"
        asked(tmp_path, log, look=True, patient=True)
        assert [one.path for one in peer.asked] == ["/feed.xml", "/", *USUAL, FIGURES, "/s.xml"]
        assert not [one for one in peer.asked if "me.example" in str(one.headers)]


def test_no_build_asks_for_public_figures(tmp_path: Path) -> None:
    with site(HOME, s__xml=shares("https://x.example/")) as peer:
        peer.pages[FIGURES] = figures(peer, "/s.xml")
        asked(tmp_path, log_of(peer.url("/"), feed=peer.url("/feed.xml")))
        looked(tmp_path, peer, feed="", look=False, patient=False)
        assert FIGURES not in paths(peer)
