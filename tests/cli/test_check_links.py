"""``mkdocs-reciprocity check --links``: seldom, polite, remembered; and what the author then writes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mkdocs_reciprocity.cli import main
from tests.server import page, redirect, server, stuck, until
from tests.sites.drawing import draw, make

DAY = 86400
NOON = 1793620800  # 2026-11-02


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)


def rows(*posts: str, more: str = "") -> str:
    return "interactions:\n" + "".join(f"- {{date: 2026-10-01, gave: share, url: '{url}'{more}}}\n" for url in posts)


def drawn(root: Path, log: str) -> Path:
    options = {"feeds": {"allow_hosts": ["127.0.0.1"], "timeout": "600s"}}
    return draw(root, {"reciprocity.yml": log}, {"plugins": [], "reciprocity": options})


def check(config: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["check", *options, "-f", str(config)])


def test_a_post_is_gone_after_two_answers_and_once_a_month_is_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = {
        "/lost": page(b"", 404),
        "/there": page(b"x" * 500_000),
        "/moved": redirect("/lost", 301),
        "/no": page(b"", 500),
    }
    with server(pages) as peer:
        config = drawn(tmp_path, rows(*map(peer.url, pages)))
        asked: list[int] = []
        said = ""
        for days in (0, 1, 29, 31, 32):
            monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOON + days * DAY))
            result = check(config, "--links")
            assert result.exit_code == 0, result.output
            said = result.output
            asked.append(len(peer.asked))
        assert asked == [5, 5, 5, 10, 10], "four posts, one of which redirects, twice"
        assert "looking for lost posts" in peer.asked[0].headers["user-agent"]
        lines = [line for line in said.splitlines() if " is gone " in line]
        assert [line.partition(":1: ")[0] for line in lines] == ["reciprocity.yml:2", "reciprocity.yml:4"]
        assert all("on 2026-11-02 and again on 2026-12-03" in line and "`gone: 2026-12-03`" in line for line in lines)
        assert " is gone " not in check(config).output, "without the option nothing is said of posts"
        make(config)
        assert len(peer.asked) == 10, "a build asks nothing"


def test_a_busy_server_is_left_alone(tmp_path: Path) -> None:
    with server({f"/{number}": page(b"", 503) for number in range(5)}) as peer:
        config = drawn(tmp_path, rows(*(peer.url(f"/{number}") for number in range(5))))
        assert check(config, "--links").exit_code == 0
        assert len(peer.asked) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal of POSIX")
def test_what_was_asked_before_control_c_is_remembered(tmp_path: Path) -> None:
    with server({"/lost": page(b"", 404), "/stuck": stuck}) as peer:  # of one host the second is asked after the first
        config = drawn(tmp_path, rows(peer.url("/lost"), peer.url("/stuck")))
        command = [sys.executable, "-c", "from mkdocs_reciprocity.cli import main; main()", "check", "--links"]
        process = subprocess.Popen([*command, "-f", str(config)], stderr=subprocess.PIPE, text=True)
        until(lambda: [asked.path for asked in peer.asked] == ["/lost", "/stuck"])
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
        assert (process.returncode, said) == (130, "stopped; 1 of 2 was looked for, and is remembered\n")
        peer.asked.clear()
        peer.pages["/stuck"] = page()
        assert check(config, "--links").exit_code == 0
        assert [asked.path for asked in peer.asked] == ["/stuck"]


def test_what_the_log_says_is_gone_has_an_archived_copy_and_stays_a_link(tmp_path: Path) -> None:
    url = "https://ada.example/engines/?a=1&b=2"
    log = rows(url, more=", gone: 2026-11-20") + f"- {{date: unknown, gave: share, url: '{url}x', gone: 2026-11}}\n"
    log += "- {date: 2026-10-02, gave: share, url: 'https://ada.example/there/'}\n"
    built = make(drawn(tmp_path, log), strict=True)
    assert not built.aborted, built.lines
    tree = built.tree("shared/index.html")
    copies = [node for node in tree.css(".h-entry a") if node.text() == "archived copy"]
    assert [node.attributes["href"] for node in copies] == [
        f"https://web.archive.org/web/20261001/{url}",
        f"https://web.archive.org/web/202611/{url}x",
    ]
    assert url in [node.attributes["href"] for node in tree.css("a.p-name.u-url")]
    assert built.all_bytes().count(b"web.archive.org") == 3, "two in the window, one on the page of the year"


def test_an_empty_field_says_nothing(tmp_path: Path) -> None:
    built = make(drawn(tmp_path, rows("https://a.example/", more=", gone: ''")), strict=True)
    assert not built.aborted, built.lines
    assert "archived copy" not in built.read("shared/index.html")


def test_rows_that_say_the_same_are_gone_if_one_is(tmp_path: Path) -> None:
    built = make(
        drawn(tmp_path, rows("https://a.example/", more=", gone: 2026-11-01") + rows("https://a.example/")[14:])
    )
    assert built.read("shared/index.html").count("archived copy") == 1


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("gave: share, url: https://a.example/, gone: yes", "write the day on which the post was gone"),
        ("gave: share, url: https://a.example/, gone: 2030-01-01", '`gone` is "2030-01-01", which lies in the future'),
        ("gave: share, peer: ada, gone: 2026-11-20", "only a gift with a `url` can be `gone`"),
        ("got: share, url: https://me.example/, peer: ada, gone: 2026-11-20", "only a gift with a `url`"),
    ],
)
def test_slips_are_named(tmp_path: Path, row: str, words: str) -> None:
    log = f"peers:\n  ada: {{home: https://ada.example/}}\ninteractions:\n- {{date: 2026-10-01, {row}}}\n"
    result = check(drawn(tmp_path, log))
    assert result.exit_code == 1
    assert words in result.output
