"""``peers add -``: addresses on standard input."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mkdocs_reciprocity.cli import main
from tests.server import page, server
from tests.sites.drawing import draw, rss

LOG = "peers:\n  ada: {home: https://ada.example/}\ninteractions: []\n"
ALLOWED = {"reciprocity": {"feeds": {"allow_hosts": ["127.0.0.1"], "timeout": "60s"}}}


def run(folder: Path, given: str, *more: str) -> Result:
    config = draw(folder, {}, ALLOWED)
    return CliRunner().invoke(main, ["peers", "add", *(more or ["-"]), "-f", str(config)], input=given)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    draw(tmp_path, {"reciprocity.yml": LOG})
    return tmp_path / "reciprocity.yml"


def test_all_are_asked_and_listed_in_one_write(log: Path) -> None:
    cleo = page(b'<link rel="alternate" type="application/rss+xml" href="/cleo.xml">')
    feed = rss().encode()
    with server({"/cleo/": cleo, "/cleo.xml": page(feed), "/dan.xml": page(feed)}) as site:
        lines = f"# mine\n- {site.url('/cleo/')}\nDan: {site.url('/dan.xml')} met in Ghent\nhttps://ada.example\n"
        result = run(log.parent, lines)
        assert result.exit_code == 0, result.output
        again = run(log.parent, lines)
        assert (again.exit_code, again.stdout) == (0, "nothing new: all of them are among your peers\n")
        written = log.read_text("utf-8")
        assert f"home: {site.url('/cleo/')}, feed: {site.url('/cleo.xml')}}}" in written
        dan = f"name: Dan, home: {site.url('/')}, feed: {site.url('/dan.xml')}, note: met in Ghent"
        assert f"  dan: {{{dan}}}\n" in written
    assert result.stdout.count("is a peer now, by the id") == 2
    assert result.stdout.endswith("written to reciprocity.yml\n")


def test_those_who_do_not_answer_need_a_name_and_the_others_are_listed(log: Path) -> None:
    with server({"/dan.xml": page(rss().encode())}) as site:
        there, nowhere = site.url("/dan.xml"), site.url("/nowhere/")
        result = run(log.parent, f"{nowhere}\nEve - {nowhere}eve/\n{there}\n")
    assert result.exit_code == 1
    assert result.stdout.count("is a peer now") == 2
    assert result.stderr.splitlines()[0].startswith(f"standard input:1: {nowhere}: ")
    assert result.stderr.splitlines()[1].startswith(f"standard input:2: {nowhere}eve/: ")
    assert result.stderr.splitlines()[2:] == [
        "1 was not added; `NAME - URL` adds one all the same, and the feed is looked for later"
    ]
    with server({}) as site:
        result = run(log.parent, site.url("/x/"))
    assert (result.exit_code, result.stdout) == (1, "")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", ["standard input: no address stands there; write one a line"]),
        (
            "zoe.example\nnothing\nhttps://me.example/x/",
            [
                'standard input:1: "zoe.example" is no URL; did you mean "https://zoe.example"?',
                'standard input:2: no address stands here; one begins with `https://` (the line is "nothing")',
                'standard input:3: "https://me.example/x/" is this site\'s own address; a peer has another',
                "nothing was added",
            ],
        ),
    ],
)
def test_what_is_wrong_is_said_before_anybody_is_asked(log: Path, given: str, said: list[str]) -> None:
    result = run(log.parent, given)
    assert (result.exit_code, result.stdout, result.stderr.splitlines()) == (2, "", said)
    assert log.read_text("utf-8") == LOG


def test_options_for_one_peer_are_refused(log: Path) -> None:
    for option in ("--id", "--name"):
        result = run(log.parent, "https://zoe.example/", "-", option, "zoe")
        assert result.exit_code == 2
        assert result.stderr.startswith("--id and --name are for one peer; on standard input a name stands before")
