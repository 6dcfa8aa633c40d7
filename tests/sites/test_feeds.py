"""Whole builds that look for feeds, and what their logs say of those that move, wait or stay away."""

from __future__ import annotations

import sys
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from mkdocs_reciprocity.collect import progress
from tests.server import Asked, Say, page, redirect, server, until
from tests.sites.drawing import draw, entry, make, rss

FEED = rss(entry("New looms", "https://ada.example/new/", html='<a href="https://me.example/looms/">x</a>')).encode()
ANNOUNCING = b'<link rel="alternate" type="application/rss+xml" href="/feed.xml">'


def drawn(root: Path, peers: str, **feeds: object) -> Path:
    options = {"feeds": {"allow_hosts": ["127.0.0.1"], **feeds}}
    files = {"reciprocity.yml": f"peers:\n{peers}interactions: []\n", "docs/looms.md": "# Looms\n"}
    return draw(root, files, {"plugins": [], "reciprocity": options})


def test_a_build_finds_a_feed_and_the_next_one_knows_it(tmp_path: Path) -> None:
    with server({"/": page(ANNOUNCING), "/feed.xml": page(FEED)}) as peer:
        config = drawn(tmp_path, f"  ada: {{name: Ada, home: '{peer.url('/')}', also: ['https://ada.example/']}}\n")
        first = make(config, strict=True)
        assert not first.aborted
        assert first.ours() == []
        assert "Ada" in first.content("looms/index.html"), "a mention in it is seen"
        second = make(config, strict=True)
        assert second.files() == first.files()
        assert [one.path for one in peer.asked] == ["/", "/feed.xml"]


@pytest.mark.parametrize("fetch", ["never", "auto"])
def test_a_peer_whose_feed_is_not_found_is_no_line(tmp_path: Path, fetch: str) -> None:
    with server({}) as peer:
        config = drawn(tmp_path, f"  ada: {{name: Ada, home: '{peer.url('/')}'}}\n", fetch=fetch, on_error="warning")
        built = make(config, strict=True)
        assert not built.aborted
        assert built.ours() == []
        assert len(peer.asked) == (0 if fetch == "never" else 7)


def test_a_private_peer_that_is_looked_for_is_in_nothing(tmp_path: Path) -> None:
    with server({"/": page(ANNOUNCING), "/feed.xml": page(FEED)}) as peer:
        log = f"  lea: {{name: Leander, home: '{peer.url('/')}', private: true}}\n"
        config = drawn(tmp_path, log, max_age="0s")
        built = make(config)
        assert [one.path for one in peer.asked] == ["/", "/feed.xml"]
        peer.pages["/feed.xml"] = page(b"", 500)
        failing = make(config)
        for one in (built, failing):
            said = one.all_bytes() + "\n".join(one.lines).encode()
            for secret in (b"Leander", b"New looms", f"127.0.0.1:{peer.port}".encode(), b"ada.example/new"):
                assert secret not in said
        assert len(failing.ours()) == 1


def test_a_move_is_one_line_at_info_in_the_build_that_learns_of_it(tmp_path: Path) -> None:
    with server({"/old.xml": redirect("/new.xml", 301), "/new.xml": page(FEED)}) as peer:
        log = f"  ada: {{name: Ada, home: https://ada.example/, feed: '{peer.url('/old.xml')}'}}\n"
        config = drawn(tmp_path, log, max_age="0s", on_error="warning")
        built = make(config, strict=True)
        assert not built.aborted
        said = f'reciprocity.yml:2: the feed of "Ada" has moved to {peer.url("/new.xml")}; write that here'
        assert [line for line in built.ours() if "moved" in line] == [f"INFO reciprocity: {said}"]
        assert make(config).ours() == []


@pytest.mark.parametrize("watched", [True, False])
def test_a_build_shows_its_line_only_to_somebody_who_watches(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, watched: bool
) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(progress, "PATIENCE", 0.05)
    waits = Event()

    def is_terminal() -> bool:
        waits.set()  # the build asks when it begins to wait for the feed
        return watched

    def late(asked: Asked, say: Say) -> bool:
        waits.wait(60)
        if watched:
            until(lambda: "reading" in stderr.getvalue())
        return page(FEED, delay=0.2)(asked, say)

    stderr: Any = sys.stderr  # which keeps what is written to it
    monkeypatch.setattr(stderr, "isatty", is_terminal)
    with server({"/f": late}) as peer:
        config = drawn(tmp_path, f"  ada: {{name: Ada, home: https://ada.example/, feed: '{peer.url('/f')}'}}\n")
        make(config)
    written = capsys.readouterr().err
    assert ("\rreading feeds: 0 of 1\r" in written.replace(" \r", "\r")) is watched
    assert "reading" not in written.rpartition("\r")[2]
