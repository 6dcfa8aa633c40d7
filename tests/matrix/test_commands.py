"""The commands of the hosts other than a plain build."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.matrix import blog, doors, looks
from tests.matrix.cell import Host, Made
from tests.matrix.commands import DIRTY, MIKE, SERVE
from tests.matrix.tried import need

PATIENCE = 60.0
"""Seconds to wait for something that takes one on an idle machine."""

MORE = "- {date: 2026-11-06, gave: share, url: https://ada.example/mills/, title: On mills}\n"


@pytest.mark.parametrize("host", DIRTY.hosts)
def test_dirty(tmp_path: Path, host: Host) -> None:
    need(DIRTY, host)
    doors.build(DIRTY, host, tmp_path)
    about = tmp_path / "docs/about.md"
    about.write_text("# About\n\nSee [a wheel](https://ada.example/wheel/).\n", "utf-8")
    later = about.stat().st_mtime + 60
    os.utime(about, (later, later))
    lines = doors.run([*doors.command(host), "--dirty"], tmp_path)
    made = Made(tmp_path, tmp_path / "site", host, lines)
    assert [line for line in looks.warnings(made) if DIRTY.warns not in line] == []
    looks.pages_are_full(made)
    looks.nothing_is_private(made)
    assert "a wheel" in made.read("shared/index.html")


@contextmanager
def serving(host: Host, root: Path) -> Iterator[Callable[[str], str]]:
    """A preview; gives what asks it for a page, and gives nothing where it does not answer yet."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"

    def page(path: str) -> str:
        try:
            with urllib.request.urlopen(f"http://{address}/{path}", timeout=5) as answer:
                text: str = answer.read().decode()
                return text
        except OSError:
            return ""

    with (root / "said.txt").open("wb") as said:
        process = subprocess.Popen(
            [*doors.command(host, "serve"), "--dev-addr", address], cwd=root, env=doors.surroundings(), stdout=said,
            stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            yield page
        finally:
            process.terminate()
            process.wait(30)


@pytest.mark.parametrize("host", SERVE.hosts)
def test_serve(tmp_path: Path, host: Host) -> None:
    need(SERVE, host)
    doors.drawn(SERVE, host, tmp_path)

    def generate() -> None:
        if host == "zensical":
            doors.run(doors.generate(), tmp_path)

    generate()
    with serving(host, tmp_path) as page:

        def until(path: str, word: str) -> None:
            end = time.monotonic() + PATIENCE
            while word not in page(path):
                assert time.monotonic() < end, (path, word, (tmp_path / "said.txt").read_text("utf-8", "replace"))
                time.sleep(0.1)

        until("shared/", "On engines")
        until("pay-it-forward/", "With thanks to")
        log = tmp_path / "reciprocity.yml"
        log.write_text(log.read_text("utf-8") + MORE, "utf-8")
        generate()
        until("shared/", "On mills")
        (tmp_path / "docs/about.md").write_text("# About\n\nMore of it.\n", "utf-8")
        until("about/", "More of it")
        assert "commented" in page("looms/")
        assert "On mills" in page("shared/2026/")
        assert blog.SECRET not in page("shared/").lower()


@pytest.mark.parametrize("host", MIKE.hosts)
def test_mike(tmp_path: Path, host: Host) -> None:
    """Two versions on a branch; what leads to a page of the older one counts where its address is an alias."""
    need(MIKE, host)
    doors.drawn(MIKE, host, tmp_path)
    log = tmp_path / "reciprocity.yml"
    log.write_text(log.read_text("utf-8").replace("me.example/looms/", "me.example/1.0/looms/"), "utf-8")
    for version in ("1.0", "2.0"):
        lines = doors.run(["mike", "deploy", version, "latest", "--update-aliases"], tmp_path)
        assert [line for line in lines if "WARNING" in line] == []
    doors.run(["git", "worktree", "add", "-q", "built", "gh-pages"], tmp_path)
    for version in ("1.0", "2.0"):
        made = Made(tmp_path, tmp_path / "built" / version, host, [])
        looks.pages_are_full(made)
        looks.nothing_is_private(made)
        looks.search_knows_what_is_public(made)
        assert f"https://me.example/{version}/shared/" in looks.sitemap(made)
