"""The real ``mkdocs serve``."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.sites.drawing import ADA, draw, entry, rss

PATIENCE = 40.0
"""Seconds to wait for something that takes one on an idle machine."""


class Preview:
    """A running ``mkdocs serve``, and what it has said so far."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, said: Path) -> None:
        self.process = process
        self.port = port
        self._said = said

    def said(self) -> str:
        return self._said.read_text("utf-8", "replace")

    def builds(self) -> int:
        return self.said().count("Building documentation")

    def page(self, path: str) -> str:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=5) as answer:
                text: str = answer.read().decode()
                return text
        except OSError:
            return ""

    def until(self, true: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + PATIENCE
        while not true():
            assert self.process.poll() is None, f"it ended while waiting for {what}:\n{self.said()}"
            assert time.monotonic() < end, f"waited in vain for {what}:\n{self.said()}"
            time.sleep(0.05)


@contextmanager
def serving(root: Path, *arguments: str) -> Iterator[Preview]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    said = root / "said.txt"
    with said.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}", *arguments],
            cwd=root, stdout=out, stderr=subprocess.STDOUT, env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        try:
            yield Preview(process, port, said)
        finally:
            process.terminate()
            process.wait(20)


def test_editing_the_log_changes_the_page_and_nothing_loops(tmp_path: Path) -> None:
    """There is no private log, as with most authors; the log is edited in place and replaced, as editors do."""
    log = ADA + "interactions:\n- {date: 2026-11-02, gave: share, url: https://ada.example/one/}\n"
    feed = rss(entry("Revisited", "https://ada.example/r/", html='<a href="https://me.example/">x</a>'))
    draw(tmp_path, {"reciprocity.yml": log, "feeds/ada.xml": feed}, {"plugins": []})
    path = tmp_path / "reciprocity.yml"
    with serving(tmp_path) as preview:
        preview.until(lambda: "ada.example/one/" in preview.page("shared/"), "the first page")
        assert "passed on 1 post" in preview.page("shared/")
        assert "Revisited" in preview.page(""), "mentions are found by the configured site_url"
        for number, word in enumerate(("two", "three", "four"), 2):
            row = f"- {{date: 2026-11-03, gave: share, url: https://ada.example/{word}/}}\n"
            if number == 2:
                with path.open("a", encoding="utf-8") as file:
                    file.write(row)
            else:
                new = tmp_path / "reciprocity.new"
                new.write_text(path.read_text("utf-8") + row, "utf-8")
                new.replace(path)
            preview.until(lambda w=word, n=number: f"passed on {n} posts" in preview.page("shared/"), word)  # type: ignore[misc]
        path.write_text(log, "utf-8")
        preview.until(lambda: "passed on 1 post" in preview.page("shared/"), "the rows to go")
        time.sleep(1)
        builds = preview.builds()
        assert builds >= 5
        time.sleep(2.5)  # the watcher looks every quarter of a second
        assert preview.builds() == builds, preview.said()
    assert "Traceback" not in preview.said()
    assert "WARNING" not in preview.said()


def test_the_desk_of_a_preview_follows_the_log(tmp_path: Path) -> None:
    log = ADA + "interactions:\n- {date: 2026-11-05, got: comment, peer: ada, url: https://me.example/}\n"
    draw(tmp_path, {"reciprocity.yml": log, "feeds/ada.xml": rss()})
    with serving(tmp_path) as preview:
        preview.until(lambda: "Your desk" in preview.page("desk/"), "the desk")
        assert "Your desk" in preview.page("desk/index.html")
        assert '<code class="reciprocity-command">mkdocs-reciprocity add thank --peer ada</code>' in preview.page(
            "desk/"
        )
        assert ".reciprocity-command" in preview.page("desk/desk.css")
        assert "Ada Example gave you" in preview.page("desk/ada/")
        for path in ("", "shared/", "pay-it-forward/", "sitemap.xml", "search/search_index.json"):
            assert "desk/" not in preview.page(path)
        with (tmp_path / "reciprocity.yml").open("a", encoding="utf-8") as file:
            file.write("- {date: 2026-11-21, gave: thank, peer: ada}\n")
        preview.until(lambda: "--peer ada" not in preview.page("desk/"), "the thanks to be settled")
        said = preview.said()
        assert said.count(f"your desk, for you alone: http://127.0.0.1:{preview.port}/desk/") == 1
    assert "Traceback" not in said
    assert "WARNING" not in said
    assert not (tmp_path / "site").exists()
    assert not list(tmp_path.rglob("desk"))


def test_what_serve_builds_as_build_does_has_no_desk_and_a_dirty_preview_has_one(tmp_path: Path) -> None:
    draw(tmp_path, {"reciprocity.yml": ADA.replace(", feed: feeds/ada.xml", "")})
    with serving(tmp_path, "--clean") as preview:
        preview.until(lambda: "Pay it forward" in preview.page("pay-it-forward/"), "the site")
        assert preview.page("desk/") == ""
        assert "your desk" not in preview.said()
    with serving(tmp_path, "--dirty") as preview:
        preview.until(lambda: "Your desk" in preview.page("desk/"), "the desk")


def test_the_desk_is_kept_from_whoever_comes_by_another_name(tmp_path: Path) -> None:
    draw(tmp_path, {"reciprocity.yml": ADA.replace(", feed: feeds/ada.xml", "")})
    with serving(tmp_path) as preview:
        preview.until(lambda: "Your desk" in preview.page("desk/"), "the desk")

        def status(path: str, **headers: str) -> int:
            connection = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=10)
            connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            said = answer.read()
            connection.close()
            assert (b"Your desk" in said) is (answer.status == 200 and "desk" in path)
            return answer.status

        for host in ("localhost", f"LocalHost:{preview.port}", "127.0.0.1", "127.0.0.2:1", "[::1]:8000"):
            assert status("/desk/", Host=host) == 200, host
        for host in (
            "evil.example",
            "127.0.0.1.evil.example",
            "localhost.evil.example:80",
            "192.0.2.1",
            "[2001:db8::1]",
        ):
            for path in (
                "/desk/", "/desk/index.html", "/x/../desk/", "//desk/", "/%64esk/", "/de%FFsk/",
                "/desk::$INDEX_ALLOCATION/",
            ):  # fmt: skip
                assert status(path, Host=host) == 403, (host, path)
            assert status("/shared/", Host=host) == 200, "all else can be shown to others"
        for header in ("X_Forwarded_For", "X_Forwarded_Host", "Forwarded"):
            assert status("/desk/", **{header: "for=192.0.2.1"}) == 403


def test_a_preview_that_cannot_be_guarded_has_no_desk(tmp_path: Path) -> None:
    """Without live reload MkDocs asks no plugin about its server."""
    draw(tmp_path, {"reciprocity.yml": ADA.replace(", feed: feeds/ada.xml", "")})
    with serving(tmp_path, "--no-livereload") as preview:
        preview.until(lambda: "Pay it forward" in preview.page("pay-it-forward/"), "the site")
        assert preview.page("desk/") == ""
        assert preview.page("desk/desk.css") == ""
        assert "your desk" not in preview.said()
