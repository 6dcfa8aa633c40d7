"""The real ``mkdocs serve``."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from tests import hosts
from tests.server import free_port
from tests.sites.drawing import ADA, draw, entry, rss

PATIENCE = 120.0
"""Seconds to wait for something that takes one on an idle machine."""


class Preview:
    """A running ``mkdocs serve``, and what it has said so far."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, said: Path, builds_in: Path) -> None:
        self.process = process
        self.port = port
        self._said = said
        self._builds_in = builds_in

    def folders(self) -> list[Path]:
        """Where it builds the site."""
        return list(self._builds_in.glob(f"{hosts.NAME}_*"))

    def said(self) -> str:
        return self._said.read_text("utf-8", "replace")

    def builds(self) -> int:
        return self.said().count("Building documentation")

    def rests(self) -> bool:
        """Whether no build begins for some time; the watcher looks every quarter of a second."""
        builds = self.builds()
        time.sleep(2.5)
        return self.builds() == builds

    def page(self, path: str) -> str:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=PATIENCE) as answer:
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
    port = free_port()
    said = root / "said.txt"
    temporary = root / "temporary"
    temporary.mkdir(exist_ok=True)
    with said.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", hosts.NAME, "serve", "--dev-addr", f"127.0.0.1:{port}", *arguments],
            cwd=root, stdout=out, stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONUNBUFFERED": "1", "TMPDIR": str(temporary)},
        )  # fmt: skip
        try:
            yield Preview(process, port, said, temporary)
        finally:
            process.terminate()
            process.wait(PATIENCE)


def test_editing_the_log_changes_the_page_and_nothing_loops(tmp_path: Path) -> None:
    """There is no private log, as with most authors; the log is edited in place and replaced, as editors do."""
    log = ADA + "interactions:\n- {date: 2026-11-02, gave: share, url: https://ada.example/one/}\n"
    feed = rss(entry("Revisited", "https://ada.example/r/", html='<a href="https://me.example/">x</a>'))
    draw(tmp_path, {"reciprocity.yml": log, "feeds/ada.xml": feed}, {"plugins": []})
    path = tmp_path / "reciprocity.yml"
    with serving(tmp_path) as preview:
        preview.until(lambda: "ada.example/one/" in preview.page("shared/"), "the first page")
        assert preview.page("shared/").count('class="h-entry"') == 1
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
            preview.until(lambda n=number: preview.page("shared/").count('class="h-entry"') == n, word)  # type: ignore[misc]
        path.write_text(log, "utf-8")
        preview.until(lambda: preview.page("shared/").count('class="h-entry"') == 1, "the rows to go")
        preview.until(preview.rests, "the last build")
        assert preview.builds() >= 5
    assert "Traceback" not in preview.said()
    assert "WARNING" not in preview.said()


def desk_of(preview: Preview) -> str:
    """The desk's path, as the preview says it when it starts; empty before."""
    line = rf"your desk, for you alone: http://127\.0\.0\.1:{preview.port}/(desk-[0-9a-f]{{40}}/)"
    found = re.search(line, preview.said())
    return found[1] if found else ""


def test_the_desk_of_a_preview_follows_the_log(tmp_path: Path) -> None:
    log = ADA + "interactions:\n- {date: 2026-11-05, got: comment, peer: ada, url: https://me.example/}\n"
    draw(tmp_path, {"reciprocity.yml": log, "feeds/ada.xml": rss()})
    with serving(tmp_path) as preview:
        preview.until(lambda: bool(desk_of(preview)), "the desk")
        desk = desk_of(preview)
        preview.until(lambda: "Your desk" in preview.page(desk), "the server")
        assert "Your desk" in preview.page(f"{desk}index.html")
        assert 'href="ada/note.html">Write</a>' in preview.page(desk)
        assert ".reciprocity-command" in preview.page(f"{desk}desk.css")
        assert "Ada Example gave you" in preview.page(f"{desk}ada/")
        for path in ("", "shared/", "pay-it-forward/", "sitemap.xml", "search/search_index.json"):
            assert "desk" not in preview.page(path)
        epoch = re.search(r'fetch\("/livereload/(\d+)/0"', preview.page(desk))
        assert epoch
        shown, heard = epoch[1], Event()

        def listen() -> None:
            """As the open page does; it gets an answer when there is a newer build, and each minute."""
            while preview.process.poll() is None and not heard.is_set():
                if int(preview.page(f"livereload/{shown}/0") or 0) > int(shown):
                    heard.set()

        Thread(target=listen, daemon=True).start()
        with (tmp_path / "reciprocity.yml").open("a", encoding="utf-8") as file:
            file.write("- {date: 2026-11-21, gave: thank, peer: ada}\n")
        preview.until(lambda: "ada/note.html" not in preview.page(desk), "the thanks to be settled")
        preview.until(heard.is_set, "the open page to hear of it, so it is loaded again")
        said = preview.said()
        assert said.count(desk.strip("/")) == 1, "nothing else tells the secret, not the requests that are logged"
        built = {path.relative_to(folder) for folder in preview.folders() for path in folder.rglob("*")}
        assert Path("shared/index.html") in built
        assert not [path for path in built if "desk" in str(path)]
        preview.process.send_signal(signal.SIGKILL)  # it has no time for anything, as with SIGTERM and SIGHUP
        preview.process.wait(PATIENCE)
        left = {path: path.read_bytes() for folder in preview.folders() for path in folder.rglob("*") if path.is_file()}
        assert left
        assert not [path for path, content in left.items() if b"reciprocity-desk" in content]
    assert "Traceback" not in said
    assert "WARNING" not in said
    assert not (tmp_path / "site").exists()
    assert not list(tmp_path.rglob("*desk*"))


def test_what_serve_builds_as_build_does_has_no_desk_and_a_dirty_preview_has_one(tmp_path: Path) -> None:
    draw(tmp_path, {"reciprocity.yml": ADA.replace(", feed: feeds/ada.xml", "")})
    with serving(tmp_path, "--clean") as preview:
        preview.until(lambda: "Pay it forward" in preview.page("pay-it-forward/"), "the site")
        assert "your desk" not in preview.said()
    with serving(tmp_path, "--dirty") as preview:
        preview.until(lambda: bool(desk_of(preview)) and "Your desk" in preview.page(desk_of(preview)), "the desk")


def test_the_desk_is_kept_from_whoever_comes_by_another_name(tmp_path: Path) -> None:
    draw(tmp_path, {"reciprocity.yml": ADA.replace(", feed: feeds/ada.xml", "")})
    with serving(tmp_path, "-v") as preview:
        preview.until(lambda: bool(desk_of(preview)) and "Your desk" in preview.page(desk_of(preview)), "the desk")
        desk = desk_of(preview)

        def status(path: str, **headers: str) -> int:
            connection = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=PATIENCE)
            connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            said = answer.read()
            connection.close()
            assert (b"Your desk" in said) is (answer.status == 200 and "desk" in path)
            return answer.status

        for host in ("localhost", f"LocalHost:{preview.port}", "127.0.0.1", "127.0.0.2:1", "[::1]:8000"):
            assert status(f"/{desk}", Host=host) == 200, host
        for host in ("evil.example", "127.0.0.1.evil.example", "192.0.2.1", "[2001:db8::1]"):
            for path in (f"/{desk}", f"/{desk}index.html", f"/x/../{desk}", f"//{desk}", f"/%64{desk[1:]}"):
                assert status(path, Host=host) in {403, 404}, (host, path)
            assert status("/shared/", Host=host) == 200, "all else can be shown to others"
        for header in ("X_Forwarded_For", "X_Real_IP", "Forwarded", "Via"):
            assert status(f"/{desk}", **{header: "for=192.0.2.1"}) == 403
        for path in ("/desk/", "/desk/index.html", "/desk-/", f"/{desk[:-2]}/", f"/x/{desk}"):
            assert status(path) == 404
        assert preview.said().count(desk[5:].strip("/")) == 1


def test_a_preview_that_cannot_be_guarded_has_no_desk(tmp_path: Path) -> None:
    """Without live reload MkDocs asks no plugin about its server."""
    draw(tmp_path, {"reciprocity.yml": ADA.replace(", feed: feeds/ada.xml", "")})
    with serving(tmp_path, "--no-livereload") as preview:
        preview.until(lambda: "Pay it forward" in preview.page("pay-it-forward/"), "the site")
        assert "your desk" not in preview.said()
