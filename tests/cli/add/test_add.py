"""``mkdocs-reciprocity add``: what it writes, what it says, and that nothing is lost whatever happens."""

from __future__ import annotations

import errno
import json
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from mkdocs_reciprocity.cli import main
from mkdocs_reciprocity.core.log import reader as log_reader
from tests.core.editing.appending import RULES, line
from tests.sites.drawing import draw, entry, make, python, rss

ROOT = Path(__file__).parents[3]
LOG = """\
# mine
peers:
  ada: {name: Ada Example, home: https://ada.example/, feed: feeds/ada.xml}
  lea: {name: Lea, home: https://lea.example/, private: true}
interactions:
- {date: 2026-11-02, gave: share, peer: ada, url: https://ada.example/engines/, via: mastodon}
"""
FEED = rss(
    entry("On <b>looms</b> \x1b[31m, again", "https://ada.example/looms/?utm_source=rss"),
    entry("Somebody else", "https://else.example/x/"),
)
FILES = {"reciprocity.yml": LOG, "feeds/ada.xml": FEED.replace("\x1b", "&#27;")}
NOVEMBER_25 = "1795608000"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOVEMBER_25)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return draw(tmp_path, FILES)


def run(config: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["add", *arguments, "-f", str(config)])


def added(config: Path, *arguments: str, name: str = "reciprocity.yml") -> str:
    """What was added to the end of the log."""
    path = config.parent / name
    before = path.read_text("utf-8") if path.exists() else ""
    result = run(config, *arguments)
    assert result.exit_code == 0, result.output
    after = path.read_text("utf-8")
    assert after.startswith(before)
    return after.removeprefix(before)


def refused(config: Path, *arguments: str) -> str:
    """The sentences of a refusal; nothing was written."""
    before = {path: path.read_bytes() for path in config.parent.glob("*.yml")}
    result = run(config, *arguments)
    assert result.exit_code == 2, result.output
    assert {path: path.read_bytes() for path in config.parent.glob("*.yml")} == before
    assert "Traceback" not in result.output
    assert result.stdout == ""
    return result.stderr.rstrip("\n")


# --- what is written


def test_the_peer_the_title_and_today_need_no_typing(site: Path) -> None:
    result = run(site, "share", "https://ada.example/looms/", "--via", "mastodon")
    where = "peer: ada, url: https://ada.example/looms/"
    row = f'- {{date: 2026-11-25, gave: share, {where}, title: "On looms [31m, again", via: mastodon}}'
    assert result.stdout.splitlines() == [
        "reciprocity.yml:7: You shared “On looms [31m, again” (public)",
        row,
    ]
    assert (site.parent / "reciprocity.yml").read_text("utf-8") == LOG + row + "\n"


ROWS: Mapping[str, tuple[list[str], str]] = {
    "a thank": (["thank", "--peer", "ada"], "- {date: 2026-11-25, gave: thank, peer: ada}\n"),
    "yesterday": (
        ["like", "https://x.example/", "--date", "Yesterday"],
        "- {date: 2026-11-24, gave: like, url: https://x.example/}\n",
    ),
    "days ago": (
        ["like", "https://x.example/", "--date", "3 days ago"],
        "- {date: 2026-11-22, gave: like, url: https://x.example/}\n",
    ),
    "a week ago": (
        ["like", "https://x.example/", "--date", "a week  ago"],
        "- {date: 2026-11-18, gave: like, url: https://x.example/}\n",
    ),
    "a month": (
        ["like", "https://x.example/", "--date", "2026-11"],
        "- {date: 2026-11, gave: like, url: https://x.example/}\n",
    ),
    "a time": (
        ["like", "https://x.example/", "--date", "2026-11-02T23:30:00-05:00"],
        "- {date: 2026-11-03, gave: like, url: https://x.example/}\n",
    ),
    "no date": (
        ["like", "https://x.example/", "--date", "unknown"],
        "- {date: unknown, gave: like, url: https://x.example/}\n",
    ),
    "got on the own site": (
        ["comment", "https://me.example/looms/", "--got", "--peer", "ada"],
        "- {date: 2026-11-25, got: comment, peer: ada, url: https://me.example/looms/}\n",
    ),
    "got, seen there": (
        ["share", "https://me.example/l/", "--got", "--evidence", "https://ada.example/x/"],
        "- {date: 2026-11-25, got: share, peer: ada, url: https://me.example/l/, evidence: [https://ada.example/x/]}\n",
    ),
    "asked": (
        ["--asked", "testimonial", "--peer", "ada", "--answer", "granted"],
        "- {date: 2026-11-25, asked: testimonial, peer: ada, answer: granted}\n",
    ),
    "was asked": (["ask", "--got", "--peer", "ada"], "- {date: 2026-11-25, got: ask, peer: ada}\n"),
    "a stranger": (
        ["share", "https://stranger.example/p"],
        "- {date: 2026-11-25, gave: share, url: https://stranger.example/p}\n",
    ),
    "no title of a stranger's": (
        ["share", "https://else.example/x/"],
        "- {date: 2026-11-25, gave: share, url: https://else.example/x/}\n",
    ),
    "tags and title": (
        ["Share", "https://x.example/?a", "--tag", "a", "--tag", "b,", "--title", ":", "--public"],
        '- {date: 2026-11-25, gave: share, url: "https://x.example/?a", title: ":", tags: [a, "b,"], private: false}\n',
    ),
    "a note": (
        ["thank", "--peer", "ada", "--note", 'She said: "no"\nand left 🐑'],
        '- {date: 2026-11-25, gave: thank, peer: ada, note: "She said: \\"no\\"\\nand left 🐑"}\n',
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_a_row(site: Path, name: str) -> None:
    arguments, row = ROWS[name]
    assert added(site, *arguments) == row


def test_the_day_is_that_of_the_time_zone(tmp_path: Path) -> None:
    config = draw(tmp_path, FILES, {"reciprocity": {"timezone": "Pacific/Kiritimati"}})
    assert "date: 2026-11-26" in added(config, "thank", "--peer", "ada")


def test_what_is_private_says_so(site: Path) -> None:
    assert "(private)" in run(site, "like", "https://ada.example/x/").output
    assert "(private)" in run(site, "share", "https://lea.example/x/").output
    assert "(private)" in run(site, "share", "https://ada.example/x/", "--via", "e-mail").output
    assert "(public)" in run(site, "like", "https://ada.example/y/", "--public").output


def test_the_feed_of_a_private_peer_names_nothing_in_a_row_of_somebody_else(tmp_path: Path) -> None:
    private = LOG.replace("feed: feeds/ada.xml}", "feed: feeds/ada.xml, private: true}")
    config = draw(tmp_path, {**FILES, "reciprocity.yml": private})
    assert "title: " in added(config, "share", "https://ada.example/looms/", name="reciprocity.private.yml")
    public = "peers:\n  ben: {home: https://ben.example/}\n"
    (tmp_path / "more.yml").write_text(public, "utf-8")
    config = draw(tmp_path, {}, {"reciprocity": {"peers": "more.yml"}})
    assert "title: " not in added(config, "share", "https://ada.example/looms/", "--peer", "ben")


def test_a_row_that_stands_is_not_written_twice(site: Path) -> None:
    again = ["share", "http://www.ada.example/engines?utm_source=x", "--date", "2026-11-02", "--via", "mastodon"]
    result = run(site, *again)
    assert result.exit_code == 0
    assert result.output.startswith("reciprocity.yml:6 says so already; no second row was written")
    assert (site.parent / "reciprocity.yml").read_text("utf-8") == LOG
    assert added(site, *again, "--note", "More to say.")
    assert added(site, *again, "--tag", "machines")
    assert added(site, *again[:-1], "bluesky")
    assert added(site, *again, "--private", "--file", "reciprocity.yml")
    assert run(site, *again, "--private").output.startswith("reciprocity.yml:10 says so already")
    assert added(site, "thank", "--peer", "ada")
    assert "says so already" in run(site, "thank", "--peer", "ada").output
    assert added(site, "thank", "--peer", "ada", "--note", "For another thing.")


POST = ("https://ada.example/engines/", "--date", "2026-11-20")


@pytest.mark.parametrize(
    ("first", "second", "hint", "rows"),
    [
        ((), (), "another --via", 1),
        ((), ("--note", "Fine"), "", 1),
        (("--note", "Fine"), (), "a --note to each", 1),
        (("--note", "Fine"), ("--note", "Finer"), "", 2),
        ((), ("--via", "blog"), "", 2),
        (("--via", "mastodon"), ("--note", "Fine"), "", 2),
    ],
)
def test_what_tells_two_rows_apart(
    site: Path, first: Sequence[str], second: Sequence[str], hint: str, rows: int
) -> None:
    """As the hint of `add`, the documentation and the ledger have it."""
    run(site, "quote", *POST, *first)
    said = run(site, "quote", *POST, *second).output
    assert hint in said if hint else "says so already" not in said
    ledger = CliRunner().invoke(main, ["ledger", "--kind", "quote", "--format", "csv", "-f", str(site)]).stdout
    assert len(ledger.splitlines()) - 1 == rows


@pytest.mark.parametrize(
    ("first", "second", "public"),
    [
        (("like", "--public"), ("like", "--note", "hush"), ["like"]),
        (("like", "--note", "hush"), ("like", "--public"), ["like"]),
        (("share",), ("share", "--private", "--note", "hush"), ["share"]),
        (("share", "--note", "hush", "--private"), ("share", "--public"), ["share"]),
        (("thank", "--public"), ("thank", "--tag", "hush"), ["thank"]),
        (("like", "--note", "hush"), ("like", "--tag", "x"), []),
    ],
)
def test_what_is_said_to_be_private_is_so_in_the_build(
    site: Path, first: Sequence[str], second: Sequence[str], public: Sequence[str]
) -> None:
    for kind, *more in (first, second):
        said = run(site, kind, *POST, *more).output
        assert ("(private)" in said) == ("hush" in more or "x" in more)
    rows = json.loads(CliRunner().invoke(main, ["ledger", "--since", "2026-11-20", "-f", str(site)]).stdout)
    assert [row["kind"] for row in rows if not row["private"]] == public
    assert b"hush" not in make(site).all_bytes()


def test_a_row_that_keeps_private_what_another_publishes_names_it(site: Path) -> None:
    said = run(site, "share", "https://ada.example/engines/", "--date", "2026-11-02", "--via", "mastodon", "--private")
    assert "reciprocity.yml:6 says the same in public, and stays so" in said.output
    assert "in public" not in run(site, "share", "https://ada.example/looms/", "--private").output


ONCE = "- {date: 2026-11-02, gave: share, peer: ada, url: https://ada.example/engines/, via: mastodon}\n"


@pytest.mark.parametrize(
    "more", [(), ("--date", "2025-01"), ("--via", "blog"), ("--date", "2026-11-02"), ("--note", "x")]
)
def test_whenever_and_wherever_it_was(site: Path, more: Sequence[str]) -> None:
    said = run(site, "share", "http://www.ada.example/engines/?utm_source=x", "--private", *more).output
    line = "reciprocity.yml:6 says the same in public, and stays so; take it out, or write `private: true` there too\n"
    assert said.endswith(line)


def test_all_rows_that_stay_public_are_named(site: Path) -> None:
    rows = (
        "{date: 2026-11-09, gave: share, url: https://ada.example/engines/}",
        "{date: 2026-11-10, gave: share, url: https://ada.example/engines/, private: true}",
        "{date: 2026-11-11, gave: review, url: https://ada.example/engines/}",
        "{date: 2026-11-12, gave: share, url: https://ada.example/other/}",
        "{date: 2026-11-12, gave: thank, peer: ada, private: false}",
    )
    log = LOG + "".join(f"- {row}\n" for row in rows)
    (site.parent / "reciprocity.yml").write_text(log, "utf-8")
    share = ("share", "https://ada.example/engines/", "--private")
    line = (
        "reciprocity.yml:6, reciprocity.yml:7 say the same in public, and stay so; take them out, or write "
        "`private: true` there too\n"
    )
    assert run(site, *share).output.endswith(line)
    again = run(site, *share).output
    assert "says so already" in again
    assert again.endswith(line)
    assert "in public" not in run(site, "thank", "--peer", "ada", "--private").output
    assert "in public" in run(site, "thank", "--peer", "ada", "--private", "--date", "2026-11-12").output


def test_a_private_row_that_stands_elsewhere_names_those_that_stay_public(site: Path) -> None:
    (site.parent / "reciprocity.private.yml").write_text(f"interactions:\n{ONCE}", "utf-8")
    (site.parent / "more.private.yml").write_text(f"interactions:\n{ONCE}", "utf-8")
    draw(site.parent, {}, {"reciprocity": {"log": ["reciprocity.yml", "more.private.yml"]}})
    share = ("share", "https://ada.example/engines/", "--via", "mastodon", "--date", "2026-11-02", "--private")
    said = run(site, *share, "--file", "more.private.yml").output
    assert "reciprocity.yml:6 says the same in public, and stays so" in said


def test_what_was_got_there_is_not_written_twice(site: Path) -> None:
    there = ["comment", "https://ada.example/r/", "--got"]
    assert added(site, *there)
    assert "says so already" in run(site, *there).output
    assert added(site, "comment", "https://ada.example/other/", "--got")


def test_a_row_that_stands_in_another_file_is_not_written_twice(site: Path) -> None:
    row = "interactions:\n\n- {date: 2026-11-25, gave: thank, peer: ada}\n"
    (site.parent / "reciprocity.private.yml").write_text(row, "utf-8")
    result = run(site, "thank", "--peer", "ada")
    assert result.output.startswith("reciprocity.private.yml:3 says so already")
    assert (site.parent / "reciprocity.yml").read_text("utf-8") == LOG


def test_a_new_peer_is_listed_in_the_same_write(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[tuple[str, str]] = []
    real = os.replace

    def replace(*names: str) -> None:
        written.append((names[0], names[1]))
        real(*names)

    monkeypatch.setattr(os, "replace", replace)
    result = run(site, "share", "https://pages.example/~zoe/a/", "--peer-name", "Zoë Nový")
    assert result.exit_code == 0, result.output
    assert len(written) == 1
    assert result.stdout.splitlines()[0] == 'reciprocity.yml: Zoë Nový is a peer now, by the id "zoë-nový"'
    text = (site.parent / "reciprocity.yml").read_text("utf-8")
    assert "  zoë-nový: {name: Zoë Nový, home: https://pages.example/~zoe/}\n" in text
    assert text.endswith("- {date: 2026-11-25, gave: share, peer: zoë-nový, url: https://pages.example/~zoe/a/}\n")
    assert run(site, "share", "https://pages.example/~zoe/b/").output.splitlines()[1].count("peer: zoë-nový") == 1


def test_a_peer_whose_post_stands_already_is_listed_all_the_same(site: Path) -> None:
    gift = ["share", "https://new.example/a/"]
    assert added(site, *gift)
    result = run(site, *gift, "--peer-name", "Noé")
    assert "is a peer now" in result.output
    assert "says so already" in result.output
    assert result.output.count("https://new.example/a/") == 0


def test_a_log_that_is_not_there_yet(tmp_path: Path) -> None:
    config = draw(tmp_path, {})
    text = added(config, "share", "https://ada.example/x/", "--peer-name", "Ada", "--peer", "a1")
    assert text.startswith("# What I gave, got and asked for.")
    assert "  a1:\n    name: Ada\n    home: https://ada.example/\n" in text
    assert text.endswith("- date: 2026-11-25\n  gave: share\n  peer: a1\n  url: https://ada.example/x/\n")
    assert make(config, strict=True).warnings() == []


def test_an_address_may_come_first(site: Path) -> None:
    row = "- {date: 2026-11-25, gave: share, peer: ada, url: https://ada.example/x/}\n"
    assert added(site, "https://ada.example/x/", "share") == row
    assert "KIND: what was done is missing" in refused(site, "https://ada.example/y/")


@pytest.mark.parametrize(
    "new", [["thank", "--peer-name", "Zed"], ["thank", "--peer-name", "Zed", "--home", "https://zed.example/"],
            ["share", "https://zed.example/x/", "--peer-name", "Zed"]],
)  # fmt: skip
def test_nobody_is_listed_twice_by_the_same_command(site: Path, new: list[str]) -> None:
    assert "is a peer now" in run(site, *new).output
    before = (site.parent / "reciprocity.yml").read_bytes()
    again = run(site, *new)
    assert (again.exit_code, "says so already" in again.output) == (0, True)
    assert (site.parent / "reciprocity.yml").read_bytes() == before


# --- which file


def test_what_is_private_goes_into_a_private_file(site: Path) -> None:
    secret = site.parent / "reciprocity.private.yml"
    secret.write_text("interactions:\n", "utf-8")
    assert added(site, "share", "https://ada.example/s/", "--private", name=secret.name).startswith(
        "- date: 2026-11-25\n"
    )
    assert added(site, "share", "https://ada.example/t/", "--private", "--file", "reciprocity.yml")
    assert "--public: all rows of" in refused(
        site, "share", "https://ada.example/t/", "--public", "--file", "reciprocity.private.yml"
    )


def test_a_peer_of_a_private_file_is_named_in_no_other(site: Path) -> None:
    secret = site.parent / "reciprocity.private.yml"
    secret.write_text("peers:\n  zed: {home: https://zed.example/}\ninteractions:\n", "utf-8")
    assert "peer: zed" in added(site, "share", "https://zed.example/a/", name=secret.name)
    assert "peer: zed" in added(site, "thank", "--peer", "zed", name=secret.name)
    assert "(private)" in run(site, "praise", "--peer", "zed").output
    assert "peer: lea" in added(site, "thank", "--peer", "lea", name=secret.name)
    assert "private" in added(site, "share", "https://lea.example/", "--peer", "ada", "--private", name=secret.name)
    assert "peer: ada" in added(site, "share", "https://lea.example/b/", "--peer", "ada", name=secret.name)
    assert "peer: zed" in added(site, "thank", "--peer", "zed", "--public", "--note", "Said on purpose.")


def test_a_file_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        "log/2025.yml": "interactions:\n",
        "log/2026.yml": "interactions:\n",
        "log/x.private.yml": "interactions:\n",
    }
    config = draw(tmp_path, files, {"reciprocity": {"log": ["log/*.yml"]}})
    assert added(config, "share", "https://x.example/a/", name="log/2026.yml")
    assert added(config, "share", "https://x.example/b/", "--file", "log/2025.yml", name="log/2025.yml")
    assert added(config, "share", "https://x.example/c/", "--private", name="log/x.private.yml")
    assert added(config, "share", "https://x.example/d/", "--file", "log/2027.yml", name="log/2027.yml")
    monkeypatch.chdir(tmp_path / "log")
    assert added(config, "share", "https://x.example/e/", "--file", "2025.yml", name="log/2025.yml")
    assert "is no file of the log" in refused(config, "share", "https://x.example/f/", "--file", "log/sub/2027.yml")
    assert "is no file of the log; the option `log` names log/*.yml" in refused(
        config, "share", "https://x.example/f/", "--file", "other.yaml"
    )


def test_a_pattern_that_fits_nothing_yet(tmp_path: Path) -> None:
    (tmp_path / "log").mkdir()
    config = draw(tmp_path, {}, {"reciprocity": {"log": ["log/*.yml"]}})
    assert added(config, "share", "https://x.example/", name="log/2026.yml")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    config = draw(tmp_path, {}, {"reciprocity": {"log": ["log/*.yml"]}})
    assert "make the folder first" in refused(config, "share", "https://x.example/")


def test_a_private_file_that_is_not_there_is_begun_and_hidden_from_git(site: Path) -> None:
    secret = site.parent / "reciprocity.private.yml"
    (site.parent / ".gitignore").write_text("/site/\n", "utf-8")
    before = (site.parent / "reciprocity.yml").read_bytes()
    result = run(site, "thank", "--peer", "ada", "--private")
    assert result.output.startswith(".gitignore: git ignores reciprocity.private.yml now\nreciprocity.private.yml:")
    assert (site.parent / ".gitignore").read_text("utf-8") == "/site/\n/reciprocity.private.yml\n"
    assert "all rows in this file are private" in secret.read_text("utf-8")
    assert "gave: thank" in secret.read_text("utf-8")
    assert (site.parent / "reciprocity.yml").read_bytes() == before
    assert ".gitignore" not in run(site, "thank", "--peer", "lea").output


@pytest.mark.parametrize(
    "more",
    [
        ("--via", "lea"),
        ("--via", "Lea"),
        ("--via", "https://lea.example/letters/"),
        ("--via", "lea.example"),
        ("--by", "LEA"),
        ("--via", "https://list.example/?token=8f3a1c"),
        ("--via", "list.example/?token=8f3a1c"),
    ],
)
def test_who_is_private_and_keys_go_into_the_private_file_wherever_they_are_named(
    site: Path, more: tuple[str, str]
) -> None:
    before = (site.parent / "reciprocity.yml").read_bytes()
    assert more[1] in added(site, "share", "https://ada.example/x/", *more, name="reciprocity.private.yml")
    assert (site.parent / "reciprocity.yml").read_bytes() == before
    assert "via: ada.example" in added(
        site, "share", "https://x.example/", "--via", "ada.example", "--by", "Ada Example"
    )


def test_where_no_private_file_is_named_the_row_says_that_it_is_private(tmp_path: Path) -> None:
    config = draw(tmp_path, FILES, {"reciprocity": {"log": ["reciprocity.yml"]}})
    assert added(config, "thank", "--peer", "ada", "--private").endswith("peer: ada, private: true}\n")


def test_a_private_file_that_is_missed_is_not_made_anew(tmp_path: Path) -> None:
    """It may say of whom nothing is to be published, and an empty one would say of nobody."""
    config = draw(tmp_path, FILES, {"reciprocity": {"log": ["reciprocity.yml", "my.private.yml"]}})
    for more in (["--private"], ["--file", "my.private.yml"]):
        assert refused(config, "share", "https://ada.example/x/", *more).startswith("my.private.yml: the options name")
    assert not (tmp_path / "my.private.yml").exists()
    assert added(config, "share", "https://ada.example/x/")


def test_only_private_files(tmp_path: Path) -> None:
    config = draw(tmp_path, {"a.private.yml": ""}, {"reciprocity": {"log": ["a.private.yml"]}})
    assert added(config, "share", "https://x.example/", name="a.private.yml")
    assert "name a public file in `log`" in refused(config, "share", "https://x.example/", "--public")


# --- what is refused


REFUSED = {
    "no kind": ([], "KIND: what was done is missing"),
    "an unknown kind": (["shar", "https://x.example/"], 'KIND: unknown kind "shar"; did you mean "share"?'),
    "ask": (
        ["ask", "--peer", "ada"],
        "KIND: asking is no gift; say what you asked for, as in `add --asked testimonial",
    ),
    "ask for ask": (["ask", "--asked", "--peer", "ada"], "KIND: asking is no gift; say what you asked for"),
    "nothing about": (["share"], "add: what was it about, or whom? Give a URL, or `--peer ID`"),
    "an address without scheme": (
        ["share", "ada.example/x"],
        'URL: "ada.example/x" is no URL; did you mean "https://ada.example/x"?',
    ),
    "no address": (["share", "x y\x1b"], 'URL: "x y\\x1b" is no URL; an address begins with `https://`'),
    "the own site": (["share", "https://me.example/looms/"], "URL: this is your own site"),
    "an unknown peer": (["thank", "--peer", "adda"], '--peer: unknown peer "adda"; did you mean "ada"?'),
    "a strange peer": (["thank", "--peer", "xyz"], '--peer: unknown peer "xyz"; `--peer-name` and `--home` list them'),
    "no date": (["thank", "--peer", "ada", "--date", "soon"], '--date: "soon" is no date'),
    "the future": (["thank", "--peer", "ada", "--date", "2026-11-27"], '--date: "2026-11-27" lies in the future'),
    "an answer": (["thank", "--peer", "ada", "--answer", "granted"], "--answer: only what was asked has an `answer`"),
    "evidence": (["thank", "--peer", "ada", "--evidence", "x"], '--evidence: "x" is no URL'),
    "both": (["thank", "--got", "--asked"], "--got and --asked exclude each other"),
    "a known peer as new": (
        ["share", "https://ada.example/x/", "--peer-name", "A"],
        '--peer-name: "ada" is among your peers already',
    ),
    "a known id as new": (
        ["thank", "--peer", "ada", "--home", "https://n.example/"],
        '--home: "ada" is among your peers already',
    ),
    "somebody's home": (
        ["thank", "--peer-name", "B", "--home", "https://ada.example/"],
        '--home: "https://ada.example/" is an address of "ada"',
    ),
    "the own home": (["thank", "--peer-name", "B", "--home", "https://me.example/"], "this site's own address"),
    "no home": (["thank", "--peer-name", "B", "--home", "b"], '--home: "b" is no URL'),
    "half a character": (
        ["thank", "--peer", "ada", "--note", "\udcff"],
        'add: nothing was written: "\\udcff" has half a character in it',
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_wrong_is_said_and_nothing_is_written(site: Path, name: str) -> None:
    arguments, sentence = REFUSED[name]
    assert sentence in refused(site, *arguments)


def test_several_mistakes_are_said_at_once(site: Path) -> None:
    said = refused(site, "shar", "x.example", "--date", "never")
    assert [text.partition(":")[0] for text in said.split("\n")] == ["KIND", "--date", "URL"]


def test_a_log_that_cannot_be_parsed(site: Path) -> None:
    path = site.parent / "reciprocity.yml"
    path.write_text(LOG + "- {date: 2026, note: asked her: why}\n", "utf-8")
    said = refused(site, "thank", "--peer", "ada")
    assert said.startswith("reciprocity.yml:7: ")
    assert said.endswith("(nothing was changed)")


def test_a_mistake_in_another_row_is_no_obstacle(site: Path) -> None:
    path = site.parent / "reciprocity.yml"
    path.write_text(LOG + "- {date: never, gave: shrae, peer: ada}\n", "utf-8")
    assert added(site, "thank", "--peer", "ada") == "- {date: 2026-11-25, gave: thank, peer: ada}\n"


LAYOUTS = {
    "CRLF": LOG.replace("\n", "\r\n"),
    "a mark": "\ufeff" + LOG,
    "no newline at the end": LOG.removesuffix("\n"),
    "comments after the last row": LOG + "  # about it\n\n# the end\n",
    "no interactions": LOG.partition("interactions:")[0],
    "nothing below": LOG.partition("- ")[0],
    "an empty list": LOG.partition("\n- ")[0] + " []\n",
    "flow": LOG.partition("\n- ")[0] + " [{date: 2026-11-02, gave: share, peer: ada}]\n",
    "nothing": "",
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_no_byte_is_lost(site: Path, name: str) -> None:
    path = site.parent / "reciprocity.yml"
    before = LAYOUTS[name].encode()
    path.write_bytes(before)
    result = run(site, "share", "https://x.example/", "--note", "a: b", "--date", "2026-11-20")
    assert result.exit_code == 0, result.output
    after = path.read_bytes()
    at = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before))
    gone = before[at:]
    assert after.endswith(gone) or gone.rstrip(b"\r\n") == b" []"
    rows = log_reader.parse(after, "l", RULES).records.interactions
    assert rows[-1].note == "a: b"
    assert len(rows) == len(log_reader.parse(before, "l", RULES).records.interactions) + 1
    assert result.stdout.startswith(f"reciprocity.yml:{rows[-1].where.line}: You shared")


def test_tabs_are_refused(site: Path) -> None:
    path = site.parent / "reciprocity.yml"
    path.write_text(LOG + "-\t{date: 2026, gave: share, peer: ada}\n\tx: y\n", "utf-8")
    assert refused(site, "thank", "--peer", "ada").startswith("reciprocity.yml:7: ")


def test_a_symlink_stays_one(site: Path) -> None:
    path = site.parent / "reciprocity.yml"
    (site.parent / "elsewhere").mkdir()
    real = path.rename(site.parent / "elsewhere/log.yml")
    path.symlink_to("elsewhere/log.yml")
    assert added(site, "thank", "--peer", "ada")
    assert path.is_symlink()
    assert real.read_text("utf-8").startswith(LOG)


def test_a_read_only_file(site: Path) -> None:
    (site.parent / "reciprocity.yml").chmod(0o444)
    assert refused(site, "thank", "--peer", "ada") == "reciprocity.yml: is read-only; allow writing to it first"


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_disk_that_fails(site: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, call, fail)
    said = refused(site, "thank", "--peer", "ada")
    assert said == "reciprocity.yml: cannot be written (No space left on device); it is as it was"


def test_control_c_leaves_all_as_it_was(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(os, "fsync", interrupt)
    result = run(site, "thank", "--peer", "ada")
    assert result.exit_code == 130
    assert result.stderr == "stopped; nothing was changed\n"
    assert (site.parent / "reciprocity.yml").read_text("utf-8") == LOG


def test_control_c_that_comes_too_late_is_no_reason_to_say_that_nothing_was_written(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.replace

    def replace(*names: str) -> None:
        real(*names)
        os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(os, "replace", replace)
    result = run(site, "thank", "--peer", "ada")
    assert result.exit_code == 0
    assert result.output.startswith("reciprocity.yml:7: You thanked Ada Example (private)\n")
    assert "gave: thank, peer: ada" in (site.parent / "reciprocity.yml").read_text("utf-8")


@pytest.mark.parametrize("name", ["README.md", "docs/commands.md"])
def test_the_examples_of_the_documentation_are_right(tmp_path: Path, name: str) -> None:
    peers = "peers:\n  ben: {home: https://ben.example/}\n  dora: {home: https://pages.example/~dora/}\n"
    peers += "" if name == "README.md" else "  ada: {home: https://ada.example/}\n"
    config = draw(tmp_path, {"reciprocity.yml": peers})
    lines = [line.removeprefix("$ ") for line in (ROOT / name).read_text("utf-8").split("\n")]
    examples = [shlex.split(line)[2:] for line in lines if line.startswith("mkdocs-reciprocity add ")]
    assert len(examples) > 1
    for example in examples:
        words = example[: example.index("<")] if "<" in example else example
        result = CliRunner().invoke(main, ["add", *words, "-f", str(config)], input="https://ada.example/looms/\n")
        needs_a_terminal = "--from-clipboard" in example
        assert result.exit_code == (2 if needs_a_terminal else 0), result.output
    assert CliRunner().invoke(main, ["check", "-f", str(config)]).output.count("problem") == 0


# --- in processes of their own


def started(*arguments: object) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "tests.core.editing.appending", *map(str, arguments)]
    return subprocess.Popen(
        words, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize(
    ("where", "there"), [("before fsync", False), ("before replace", False), ("after replace", True)]
)
def test_killed_in_the_middle(site: Path, where: str, there: bool) -> None:
    path = site.parent / "reciprocity.yml"
    path.write_text(LOG.replace("https://ada.example/,", "https://nobody.example/,"), "utf-8")
    before = path.read_text("utf-8")
    process = started("command:killed-at", path, where)
    _, error = process.communicate()
    assert process.returncode == -signal.SIGKILL, error
    assert path.read_text("utf-8") == before + (line("x") if there else "")
    assert added(site, "thank", "--peer", "ada")


def test_a_disk_that_is_full(site: Path) -> None:
    path = site.parent / "reciprocity.yml"
    said, error = started("command:limited", path).communicate()
    assert said.startswith("reciprocity.yml: cannot be written (File too large"), error
    assert path.read_text("utf-8") == LOG


def test_terminals_at_once_lose_nothing(site: Path) -> None:
    path = site.parent / "reciprocity.yml"
    writers = [started("command:many", path, number, 4) for number in range(3)]
    for writer in writers:
        _, error = writer.communicate()
        assert writer.returncode == 0, error
    rows = log_reader.parse(path.read_bytes(), "l", RULES).records.interactions[1:]
    assert {row.url for row in rows} == {
        f"https://ada.example/{name}-{number}" for name in range(3) for number in range(4)
    }
    assert len(rows) == 12


def test_the_process_imports_nothing_heavy(site: Path) -> None:
    program = (
        "import sys\nfrom mkdocs_reciprocity.cli import main\n"
        "try:\n    main(['add', 'share', 'https://ada.example/looms/'])\nfinally:\n"
        "    heavy = {'mkdocs', 'jinja2', 'httpcore', 'ssl', 'rich', 'prompt_toolkit', 'markdown'} & set(sys.modules)\n"
        "    print('HEAVY', sorted(heavy), file=sys.stderr)\n"
    )
    ran = python("-c", program, cwd=site.parent)
    assert ran.returncode == 0, ran.stderr
    assert "HEAVY []" in ran.stderr


def test_help_has_examples() -> None:
    result = CliRunner().invoke(main, ["add", "--help"])
    assert result.exit_code == 0
    assert "mkdocs-reciprocity add share https://ada.example/engines/ --via mastodon" in result.output


def test_wrong_options_are_said(tmp_path: Path) -> None:
    config = draw(tmp_path, FILES, {"reciprocity": {"windw": 1}})
    result: Any = run(config, "thank", "--peer", "ada")
    assert result.exit_code == 0
    assert 'did you mean "window"?' in result.stderr


def test_a_way_that_is_not_known_is_said_to_be_private(site: Path) -> None:
    result = run(site, "share", "https://ada.example/looms/", "--via", "book club")
    assert "(private)" in result.stdout
    said = (
        '"book club" is not known to be a public place, so this row is private; write `private: false` or `true` into'
    )
    assert f"{said} it (`--private` or `--public` does it from the start), or list the place" in result.stdout
    for more in (("--via", "blog"), ("--via", "book club", "--public"), ("--via", "DM"), ("--via", "tea", "--private")):
        assert "not known" not in run(site, "share", "https://ada.example/looms/", *more).stdout


def test_a_way_that_the_option_names_is_public(tmp_path: Path) -> None:
    site = draw(tmp_path, FILES, {"reciprocity": {"public_via": ["book club"]}})
    assert "(public)" in run(site, "share", "https://ada.example/looms/", "--via", "Book Club").stdout


def test_a_way_that_is_the_name_of_the_new_peer_is_public(site: Path) -> None:
    words = ("share", "https://cleo.example/knots/", "--peer", "cleo", "--peer-name", "Cleo Marsh", "--via")
    told = run(site, *words, "Cleo Marsh").stdout
    assert "(public)" in told
    assert "not known" not in told
    (*_, row) = json.loads(CliRunner().invoke(main, ["-f", str(site), "ledger", "--format", "json"]).stdout)
    assert row["via"] == "Cleo Marsh"
    assert not row["private"]


def test_an_address_with_a_key_goes_into_the_private_file(site: Path) -> None:
    for words in (
        ["share", "https://ada.example/looms/?token=zq7"],
        ["share", "https://zq7@ada.example/looms/"],
        ["share", "https://me.example/x/", "--got", "--peer", "ada", "--evidence", "https://me:zq7@ada.example/x/"],
        ["share", "https://new.example/x", "--peer-name", "New", "--home", "https://new.example/?jwt=zq7"],
    ):
        assert run(site, *words).exit_code == 0, words
    assert (site.parent / "reciprocity.private.yml").read_text("utf-8").count("zq7") == 4
    assert "zq7" not in (site.parent / "reciprocity.yml").read_text("utf-8")
    assert "private" in (site.parent / ".gitignore").read_text("utf-8")
    for more in (["--public"], ["--file", "reciprocity.yml"]):
        said = refused(site, "share", "https://ada.example/looms/?token=zq7", *more)
        assert "there is a key in an address, and reciprocity.yml is not private" in said
    assert "?u=zq7" in added(site, "share", "https://ada.example/?u=zq7"), "it may be none"


# --- what is doubtful


DOUBTS = {
    "nearly the own host": (
        ["comment", "https://mine-at-home.exampel/x/", "--got", "--peer", "ada"],
        (
            '"https://mine-at-home.exampel/x/" is neither yours nor Ada Example\'s; did you mean '
            '"https://mine-at-home.example/x/"? If it is Ada Example\'s, put it into their `also`'
        ),
    ),
    "nobody": (
        ["reply", "https://mine-at-home.example/x/", "--got"],
        "nobody is named, so this is shown nowhere; name the peer, or an `evidence` that says who it was",
    ),
    "somebody else": (
        ["share", "https://ben.example/x", "--peer", "ada"],
        '"https://ben.example/x" belongs to "ben", but this counts for "ada"',
    ),
}


@pytest.mark.parametrize("name", DOUBTS)
def test_what_is_doubtful_is_said_by_add_and_by_check(tmp_path: Path, name: str) -> None:
    log = LOG.replace("interactions:", "  ben: {name: Ben, home: https://ben.example/}\ninteractions:")
    config = draw(tmp_path, {"reciprocity.yml": log})
    config.write_text(config.read_text("utf-8").replace("https://me.example/", "https://mine-at-home.example/"))
    arguments, doubt = DOUBTS[name]
    result = run(config, *arguments)
    assert result.stdout.splitlines()[-1] == doubt
    assert ("shown nowhere)" in result.stdout) == (name == "nobody")
    checked = CliRunner().invoke(main, ["check", "-f", str(config)])
    assert doubt in checked.stdout
    assert checked.exit_code == (name == "nearly the own host")
