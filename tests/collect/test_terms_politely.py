"""How often a server is asked because somebody wants the terms of its feeds: once more at most."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from mkdocs_reciprocity.cache.store import Store
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.site import Site
from mkdocs_reciprocity.collect.sources import Sources
from mkdocs_reciprocity.core import options as declared
from mkdocs_reciprocity.core.feeds.schedule import DAY
from mkdocs_reciprocity.core.url import Url
from tests.server import Server, page, server
from tests.sites.drawing import entry, rss

ADA = "https://ada.example/"


def feed(*names: str, tag: str) -> Any:
    items = (entry(name, f"{ADA}{name}/", html=f"<p>All about {name}.</p>") for name in names)
    return page(rss(*items).encode(), ETag=f'"{tag}"')


def round_of(root: Path, peer: Server, *, termed: bool, further: bool = False) -> list[bool]:
    """For each request of a round: whether the server may say that nothing is new."""
    (root / "reciprocity.yml").write_text(f"peers:\n  ada: {{home: {ADA}, feed: '{peer.url('/f')}'}}\n", "utf-8")
    options = {"further": further, "feeds": {"allow_hosts": ["127.0.0.1"], "max_age": "1 day"}}
    gathering = Gathering(Site(root, Url("https://me.example/"), declared.read(options).records))
    Sources(gathering, fetch=True, termed=termed).reading()
    found = ["if-none-match" in one.headers for one in peer.asked]
    peer.asked.clear()
    return found


def a_day_later(root: Path, peer: Server) -> None:
    store, ref = Store(root), peer.url("/f")
    kept = store.feeds([ref])[ref]
    times = {name: getattr(kept.state, name) - 2 * DAY for name in ("asked_at", "good_at")}
    store.keep_feeds({ref: replace(kept, state=replace(kept.state, not_before=0.0, **times))})


def terms(root: Path, peer: Server) -> str:
    found = Store(root).terms([peer.url("/f")]).values()
    return " ".join(bag for one in found for bag in one.entries.values())


def test_a_preview_asks_when_the_feed_is_due_and_then_each_reading_has_its_terms(tmp_path: Path) -> None:
    with server({"/f": feed("knots", tag="1")}) as peer:
        assert round_of(tmp_path, peer, termed=False) == [False]
        assert round_of(tmp_path, peer, termed=True) == [], "the copy is fresh, so the preview can do without"
        a_day_later(tmp_path, peer)
        assert round_of(tmp_path, peer, termed=True) == [False], "once, all of it"
        assert "knots" in terms(tmp_path, peer)
        a_day_later(tmp_path, peer)
        assert round_of(tmp_path, peer, termed=False) == [True]
        a_day_later(tmp_path, peer)
        peer.pages["/f"] = feed("knots", "splices", tag="2")
        assert round_of(tmp_path, peer, termed=False) == [True]
        assert "splices" in terms(tmp_path, peer), "whoever reads it"
        assert round_of(tmp_path, peer, termed=True) == []
        a_day_later(tmp_path, peer)
        assert round_of(tmp_path, peer, termed=True) == [True]


@pytest.mark.parametrize("termed", [True, False])
def test_where_pages_depend_on_terms_a_feed_without_them_is_asked_at_once_and_once(
    tmp_path: Path, termed: bool
) -> None:
    with server({"/f": feed("knots", tag="1")}) as peer:
        assert round_of(tmp_path, peer, termed=False) == [False]
        assert round_of(tmp_path, peer, termed=termed, further=True) == [False] * termed
        assert round_of(tmp_path, peer, termed=termed, further=True) == []
