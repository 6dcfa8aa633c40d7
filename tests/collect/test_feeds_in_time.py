"""No feed stalls a build: what is asked, what is put off, and what that says and keeps."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from msgspec.structs import replace

from mkdocs_reciprocity.cache.store import Kept, Store
from mkdocs_reciprocity.collect import copies
from mkdocs_reciprocity.collect import round as round_
from mkdocs_reciprocity.collect.deadline import Deadline
from mkdocs_reciprocity.core.feeds.schedule import OVER, STALLED, UNREAD
from mkdocs_reciprocity.core.own_places import OwnPlaces
from mkdocs_reciprocity.network.redirects import Answer
from mkdocs_reciprocity.network.transport import Session
from tests.clock import Clock
from tests.collect.test_feeds import announcing, asked, log_of, paths, titles, words
from tests.server import Server, page, server
from tests.sites.drawing import draw, entry, make, rss

NAMES = [f"/{number}" for number in range(8)]


def feed_of(name: str) -> bytes:
    return rss(entry(f"Post {name}", f"https://peer{name[1:]}.example/a/"), title=name).encode()


def log_of_all(peer: Server) -> str:
    lines = (
        f"  p{n[1:]}: {{name: P{n[1:]}, home: 'https://peer{n[1:]}.example/', feed: '{peer.url(n)}'}}\n" for n in NAMES
    )
    return "peers:\n" + "".join(lines)


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Paths whose answers come too late. Nobody has to wait for that."""
    ask, paths = Session.ask, set[str]()

    def asked(self: Session, url: str, headers: Mapping[str, str], seconds: float, form: str = "") -> Answer:
        answer = ask(self, url, headers, seconds, form)
        is_late = urlsplit(url).path in paths
        return Answer(error=f"no answer within {seconds:g} s", late=True) if is_late else answer

    monkeypatch.setattr(Session, "ask", asked)
    return paths


def test_a_server_that_stalls_costs_the_time_of_one_request_and_no_copy(tmp_path: Path, late: set[str]) -> None:
    with server({name: page(feed_of(name)) for name in NAMES}) as peer:
        log = log_of_all(peer)
        asked(tmp_path, log)
        before = Store(tmp_path).feeds(map(peer.url, NAMES))
        paths(peer)
        late.add("/0")
        gathering, reading = asked(tmp_path, log)
        assert paths(peer) == ["/0"]
        assert len(reading.facts.feeds) == 8, "the last good copies stand in"
        assert words(gathering) == ["failed: no answer within 20 s", *[f"not asked: {STALLED}"] * 7]
        assert len(reading.problems) == 8
        assert all("the copy of 20" in problem.message for problem in reading.problems)
        kept = Store(tmp_path).feeds(map(peer.url, NAMES))
        for name in NAMES[1:]:
            old, new = before[peer.url(name)].state, kept[peer.url(name)].state
            assert (new.failures, new.not_before, new.asked_at) == (0, old.not_before, old.asked_at)
        # The next build finds them due, and asks the one that stalled last, however it is told to hurry.
        gathering, _ = asked(tmp_path, log)
        assert paths(peer) == NAMES[1:]
        gathering, _ = asked(tmp_path, log, force=True)
        assert paths(peer) == [*NAMES[1:], "/0"]
        assert words(gathering) == ["failed: no answer within 20 s", *["not modified"] * 7]


def test_a_slow_server_is_asked_until_the_round_is_over_and_goes_on_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock(monkeypatch)
    with server({name: clock.slow(page(feed_of(name)), 90) for name in NAMES}) as peer:
        log = log_of_all(peer)
        first, _ = asked(tmp_path, log, timeout="150s")
        assert paths(peer) == NAMES[:4]
        assert words(first) == ["new entries: 1"] * 3 + [f"not read: {UNREAD}"] + [f"not asked: {OVER}"] * 4
        asked(tmp_path, log, timeout="150s", max_age="1h")
        assert paths(peer)[0] == NAMES[3], "whose turn it was"


def test_who_watches_waits_for_a_slow_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    with server({name: clock.slow(page(feed_of(name)), 90) for name in NAMES}) as peer:
        gathering, _ = asked(tmp_path, log_of_all(peer), timeout="150s", patient=True)
        assert words(gathering) == ["new entries: 1"] * 8


def test_looking_for_feeds_stalls_no_build_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight peers below one host without feeds: 64 requests."""
    clock = Clock(monkeypatch)
    with server({f"{name}/": clock.slow(page(b"<title>A</title>"), 50) for name in NAMES}) as peer:
        for name in NAMES:
            peer.pages.update({f"{name}/{place}": clock.slow(page(b"", 404), 50) for place in ("feed/", "feed.xml")})
        log = "peers:\n" + "".join(f"  p{n[1:]}: {{home: '{peer.url(n)}/'}}\n" for n in NAMES)
        gathering, reading = asked(tmp_path, log, timeout="180s")
        assert 4 <= len(paths(peer)) <= 8
        assert any(OVER in said for said in words(gathering))
        assert reading.problems == ()
        for home in Store(tmp_path).homes(peer.url(f"{name}/") for name in NAMES).values():
            assert home.state.failures == 0


def test_a_home_page_behind_one_that_stalls_is_put_off(tmp_path: Path, late: set[str]) -> None:
    late.add("/a/")
    with server({"/a/": page(), "/b/": page(announcing("f.xml")), "/b/f.xml": page(feed_of("/1"))}) as peer:
        log = f"peers:\n  a: {{home: '{peer.url('/a/')}'}}\n  b: {{home: '{peer.url('/b/')}'}}\n"
        gathering, _ = asked(tmp_path, log)
        assert words(gathering) == [
            "no feed found (the home page: no answer within 20 s)",
            f"no feed found (the home page: {STALLED})",
        ]
        paths(peer)
        gathering, _ = asked(tmp_path, log)
        assert paths(peer) == ["/b/", "/b/f.xml"]


def test_a_build_says_what_it_has_put_off(tmp_path: Path) -> None:
    with server({name: page(delay=9.0) for name in NAMES}) as peer:
        feeds = {"allow_hosts": ["127.0.0.1"], "timeout": "1s"}
        config = draw(tmp_path, {"reciprocity.yml": log_of_all(peer)}, {"reciprocity": {"feeds": feeds}})
        built = make(config, strict=True)
    said = [line for line in built.ours() if line.startswith("INFO") and "the feed of" in line]
    assert not built.aborted
    assert len(said) == 8
    assert said[0].endswith('/0: the feed of "P0": no answer within 1 s; it is left out for now')
    assert said[1].endswith(f'/1: the feed of "P1": {STALLED}; it is left out for now')


# --- what came and was not read in time


def test_what_is_not_read_in_time_keeps_its_copy_and_goes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with server({name: page(feed_of(name)) for name in NAMES}) as peer:
        log = log_of_all(peer)
        asked(tmp_path, log)
        before = Store(tmp_path).feeds(map(peer.url, NAMES))
        for name in NAMES:
            peer.pages[name] = page(feed_of(f"{name}-new"))
        with monkeypatch.context() as over:
            over.setattr(round_, "within", lambda _: Deadline(end=0.0))
            gathering, reading = asked(tmp_path, log)
        assert words(gathering) == [f"not read: {UNREAD}"] * 8
        assert len(reading.facts.feeds) == 8
        assert all(f"{UNREAD}; the copy of 20" in problem.message for problem in reading.problems)
        kept = Store(tmp_path).feeds(map(peer.url, NAMES))
        for url, now in kept.items():
            assert now == replace(before[url], state=replace(before[url].state, error=UNREAD))
        gathering, reading = asked(tmp_path, log)
        assert words(gathering) == ["new entries: 1"] * 8
        assert reading.problems == ()


def test_a_home_page_that_is_not_read_in_time_is_due_as_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with server({"/": page(announcing("/f.xml")), "/f.xml": page(feed_of("/1"))}) as peer:
        log = f"peers:\n  ada: {{home: '{peer.url('/')}'}}\n"
        with monkeypatch.context() as over:
            over.setattr(round_, "within", lambda _: Deadline(end=0.0))
            gathering, _ = asked(tmp_path, log)
        assert words(gathering) == [f"no feed found (the home page: {UNREAD})"]
        assert paths(peer) == ["/"]
        gathering, reading = asked(tmp_path, log)
        assert paths(peer) == ["/", "/f.xml"]
        assert len(reading.facts.feeds) == 1


def test_files_have_their_time_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "abc":
        (tmp_path / f"{name}.xml").write_bytes(feed_of(f"/{name}"))
    log = "peers:\n  ada: {home: https://ada.example/, feed: [a.xml, b.xml]}\n"
    asked(tmp_path, log)
    (tmp_path / "b.xml").write_bytes(feed_of("/B"))
    log = log.replace("b.xml", "b.xml, c.xml")
    order: list[str] = []
    read = copies.from_file

    def noted(
        path: Path, home: str, kept: Kept, now: float, deadline: Deadline, own: OwnPlaces, *, termed: bool
    ) -> Kept:
        order.append(path.name)
        return read(path, home, kept, now, deadline, own, termed=termed)

    monkeypatch.setattr(copies, "from_file", noted)
    with monkeypatch.context() as over:
        over.setattr(round_, "within", lambda _: Deadline(end=0.0))
        _, reading = asked(tmp_path, log)
    assert titles(reading) == ["Post /a", "Post /b"]
    assert [str(problem).partition("; ")[2] for problem in reading.problems] == [
        "the copy of 2026-11-22 is used instead",
        "it is left out for now",
    ]
    assert order == ["a.xml", "b.xml", "c.xml"]
    _, reading = asked(tmp_path, log)
    assert titles(reading) == ["Post /a", "Post /B", "Post /c"]
    assert order[3:] == ["b.xml", "c.xml", "a.xml"], "first those for which there was no time"


# --- who is asked quietly


@pytest.mark.parametrize(("private", "named"), [("true", False), ("false", True)])
def test_a_private_peers_server_is_not_told_for_which_site_it_is_asked(
    tmp_path: Path, private: str, named: bool
) -> None:
    with server(
        {"/": page(announcing("/f.xml")), "/f.xml": page(feed_of("/1")), "/g.xml": page(feed_of("/2"))}
    ) as peer:
        for log in (
            log_of(peer.url("/"), private=private),
            log_of(peer.url("/"), private=private, feed=peer.url("/g.xml")),
        ):
            for _ in range(2):
                asked(tmp_path, log)
        assert [one.path for one in peer.asked] == ["/", "/f.xml", "/f.xml", "/g.xml", "/g.xml"]
        assert {"me.example" in one.headers["user-agent"] for one in peer.asked} == {named}
