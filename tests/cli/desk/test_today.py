"""``mkdocs-reciprocity desk``"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

from mkdocs_reciprocity.cli import main
from mkdocs_reciprocity.cli.desk.today import SECTIONS
from tests.sites.drawing import draw, entry, make, python, rss
from tests.sites.sample import ROOT, copied

KEYS = [
    "thanks_owed", "greetings_due", "buried_nods", "reading", "own_posts", "gifts", "asks", "places", "relations",
    "mentions_at_risk", "words_to_keep", "recommended_by", "neighbours", "ripples", "gone_quiet",
]  # fmt: skip

PEERS = """\
peers:
  ada: {name: Ada Example, home: https://ada.example/, feed: feeds/ada.xml}
  ben: {name: Ben, home: https://ben.example/, checkin: 30 days, note: Write to the yard.}
  lea: {name: Lea, home: https://lea.example/, private: true}
interactions:
"""
LOG = (
    PEERS
    + """\
- {date: 2026-11-02, gave: share, url: https://ada.example/engines/, title: On engines, via: mastodon}
- {date: 2026-11-03, gave: like, url: https://ada.example/notes/}
- {date: 2026-09-03, gave: reply, peer: ben, url: https://ben.example/a/}
- {date: 2026-11-05, got: comment, peer: lea, url: https://me.example/looms/}
- {date: 2026-11-07, asked: testimonial, peer: ada, answer: granted}
- {date: 2026-11-09, got: review, url: https://stranger.example/review/}
"""
)
WORDS = "<p>" + "word " * 460 + "</p>"
FILES = {
    "reciprocity.yml": LOG,
    "feeds/ada.xml": rss(
        entry("Newest", "https://ada.example/n/", "Fri, 20 Nov 2026 08:00:00 GMT", html=WORDS),
        entry("Second", "https://ada.example/s/", "Fri, 06 Nov 2026 08:00:00 GMT"),
        entry("Third", "https://ada.example/t/", "Fri, 09 Oct 2026 08:00:00 GMT"),
        entry("Revisited", "https://ada.example/r/", "Fri, 11 Sep 2026 08:00:00 GMT",
              html='<a href="https://me.example/looms/">x</a>'),
    ),
    "docs/looms.md": "---\ndate: 2026-10-01\n---\n# The loom\n\n[A talk](https://ada.example/talk/)\n",
}  # fmt: skip


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["desk", *(str(argument) for argument in arguments)])


def text(*arguments: str | Path) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def parts(*arguments: str | Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text("--format", "json", *arguments))
    return found


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """The small site, built once, so that its own pages are known."""
    config_file = draw(tmp_path, FILES)
    make(config_file)
    return config_file


# --- JSON


def test_the_desk_in_json(config: Path) -> None:
    found = parts("-f", config)
    assert list(found) == KEYS
    for rows in found.values():
        for row in rows:
            assert {"peer", "url", "date"} <= row.keys()
    by = {key: [(row["peer"], row["url"], row["date"]) for row in rows] for key, rows in found.items()}
    assert by["thanks_owed"] == [
        ("stranger.example", None, "2026-11-09"),
        ("lea", "https://me.example/looms/", "2026-11-05"),
        ("ada", "https://me.example/looms/", "2026-09-11"),
    ]
    assert by["greetings_due"] == [("ben", "https://ben.example/", "2026-09-03")]
    assert by["buried_nods"] == [("ada", "https://ada.example/notes/", "2026-11-03")]
    assert by["reading"] == [("ada", "https://ada.example/n/", "2026-11-20")]
    assert by["own_posts"] == [(None, "https://me.example/looms/", "2026-10-01")]
    assert [url for _, url, _ in by["gifts"]] == ["https://ada.example/engines/", "https://ada.example/talk/"]
    assert by["asks"] == [("ada", None, "2026-11-07")]
    assert found["asks"][0]["given_before"] == {"spread": 2, "talk": 0, "nod": 1}
    assert found["asks"][0]["answer"] == "granted"
    assert [(row["via"], row["peer"]) for row in found["places"]] == [
        ("mastodon", None), ("their blogs", None), ("your own pages", None),
    ]  # fmt: skip
    assert [(peer, row["direction"]) for row in found["relations"] for peer in [row["peer"]]] == [
        ("lea", "received"),
        ("ben", "given"),
    ]
    assert by["mentions_at_risk"] == [("ada", "https://me.example/looms/", "2026-09-11")]
    assert found["thanks_owed"][0]["via"] is None, "what is empty is null"


def test_a_relation_in_json(config: Path) -> None:
    found = parts("-f", config, "--peer", "ada")
    assert (found["peer"], found["url"], found["first"], found["date"]) == (
        "ada", "https://ada.example/", "2026-09-11", "2026-11-03",
    )  # fmt: skip
    assert [row["kind"] for row in found["given"]] == ["like", "share", "link"]
    assert [row["kind"] for row in found["received"]] == ["link"]
    assert found["asks"][0]["given_before"]["spread"] == 2
    assert found["greeting"] is None


def test_it_says_the_same_every_time_and_writes_nothing(config: Path) -> None:
    root = config.parent
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file() and ".cache" not in path.parts}
    assert parts("-f", config) == parts("-f", config)
    assert text("-f", config) == text("-f", config)
    now = {path: path.read_bytes() for path in root.rglob("*") if path.is_file() and ".cache" not in path.parts}
    assert now == before


def test_problems_go_to_stderr(tmp_path: Path) -> None:
    files = {**FILES, "reciprocity.yml": LOG + "- {date: never, gave: share, peer: ada}\n"}
    config = draw(tmp_path, files)
    for form in ("json", "text"):
        result = run("-f", config, "--format", form)
        assert result.exit_code == 0
        assert 'reciprocity.yml:12: "never" is no date' in result.stderr
        assert "never" not in result.stdout


def test_feeds_that_fail_are_one_line_with_where_to_see_all(tmp_path: Path) -> None:
    """Of one feed the line says all; of several it says how many."""
    one = ['feeds/no.xml: the feed of "Ada Example"']
    for missing, said in (("no.xml", one), ("no.xml, feeds/nor.xml", ["feeds: 2 "])):
        log = LOG.replace("feeds/ada.xml", f"[feeds/{missing}]", 1)
        assert log != LOG
        config = draw(tmp_path, {**FILES, "reciprocity.yml": log})
        for command in ("desk", "ledger"):
            result = CliRunner().invoke(main, [command, "-f", str(config)])
            assert [line[: len(start)] for line, start in zip(result.stderr.splitlines(), said, strict=True)] == said
        where = "`mkdocs-reciprocity check` says which, and why"
        assert result.stderr.strip().endswith(where) is ("2 " in said[0])


# --- text


def test_it_begins_with_what_was_given_and_then_encourages(config: Path) -> None:
    said = text("-f", config)
    lines = said.splitlines()
    assert lines[1] == "This month you passed on 1 post by 1 person."
    assert lines[2] == "Ada Example has more readers because of it."
    headings = ["Say thank you", "Say hello", "20 minutes today", "Liked, and worth more readers", "Worth keeping",
                "You and others", "Asked and answered", "Where it happens", "One way so far"]  # fmt: skip
    places = [said.index(f"\n\n{heading}") for heading in headings]
    assert places == sorted(places)
    assert "13 days ago  stranger.example reviewed something from here in" in said
    assert "Ben: last in touch 80 days ago; you meant to be every 30 days." in " ".join(said.split())
    assert "It was: You replied to “ben.example/a”." in said
    assert "Write to the yard." in said
    assert "Their next post pushes it out." in said
    assert "2 gifts to others, 1 post of your own." in said
    assert "You asked Ada Example for a testimonial · granted" in said
    assert "Before it you gave: 2 passed on, 1 nod." in said
    assert "Lea gave: 1 in talk" in said
    assert "You gave Ben: 1 in talk" in said


def test_there_is_no_word_of_blame(config: Path) -> None:
    said = text("-f", config).lower()
    for word in ("never", "owe", "debt", "score", "should", "must", "drop ", "unfollow", "ignored", "only ", "failed"):
        assert word not in said


def test_minutes(config: Path) -> None:
    assert "Newest · Ada Example" in text("-f", config, "--minutes", "2")
    short = text("-f", config, "--minutes", "1")
    assert "Newest" not in short
    assert "One minute" not in short
    for wrong in ("0", "-3", "x"):
        assert run("-f", config, "--minutes", wrong).exit_code == 2


def commands(said: str) -> list[list[str]]:
    """The commands that were printed, in words."""
    return [shlex.split(line) for line in said.splitlines() if line.strip().startswith("mkdocs-reciprocity ")]


def test_every_row_ends_in_the_command_that_settles_it(config: Path) -> None:
    start = ["mkdocs-reciprocity"]
    end = ["-f", str(config)]
    assert commands(text("-f", config)) == [
        [*start, "add", "thank", "https://stranger.example/review/", *end],
        [*start, "desk", "write", "--peer", "lea", *end],
        [*start, "desk", "write", "--peer", "ada", *end],
        [*start, "desk", "write", "--peer", "ben", *end],
        [*start, "add", "share", "https://ada.example/n/", *end],
        [*start, "add", "share", "https://ada.example/notes/", *end],
        [*start, "accept", "--peer", "ada", *end],
        [*start, "desk", "--peer", "ID", *end],
    ]


def test_what_commands_do_is_said_where_there_are_any(config: Path, tmp_path: Path) -> None:
    assert "Each command settles what stands above it. All there is with one peer:" in text("-f", config)
    log = "interactions:\n- {date: 2026-11-02, gave: share, url: https://ada.example/engines/, via: mastodon}\n"
    told = text("-f", draw(tmp_path / "settled", {"reciprocity.yml": log}))
    assert "Each command" not in told
    assert "\nAll there is with one peer:\n" in told


def test_commands_name_no_file_where_none_was_named(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(config.parent)
    said = text()
    assert "             mkdocs-reciprocity desk write --peer lea\n" in said
    assert " -f " not in said


def test_one_relation(config: Path) -> None:
    said = text("-f", config, "--peer", "ada")
    assert said.startswith(
        "Ada Example  https://ada.example/\n\nWhere you left off  first 11 September 2026, last 3 November 2026\n"
    )
    headings = ["Where you left off", "New there", "Say thank you",
                "You gave Ada Example  since December 2025: 2 passed on, 1 nod",
                "Ada Example gave you  since December 2025: 1 passed on",
                "Asked and answered", "Liked, and worth more readers", "Worth keeping"]  # fmt: skip
    places = [said.index(f"\n\n{heading}") for heading in headings]
    assert places == sorted(places)
    assert "You shared “On engines” · mastodon" in said
    assert "Say hello" in text("-f", config, "--peer", "ben")


def test_a_relation_of_nothing_yet_and_of_one_day(tmp_path: Path) -> None:
    config = draw(tmp_path, {"reciprocity.yml": PEERS + "- {date: 2026-11-01, gave: share, peer: ada}\n"})
    assert "Nothing is noted yet: a good time for a first gift." in text("-f", config, "--peer", "lea")
    assert "Where you left off\n21 days ago  You shared something by Ada" in text("-f", config, "--peer", "ada")
    old = draw(tmp_path, {"reciprocity.yml": PEERS + "- {date: unknown, gave: share, peer: ada}\n"})
    assert "Where you left off\n    undated  You shared something by Ada Example\n\nYou gave Ada Example\n" in text(
        "-f", old, "--peer", "ada"
    )


@pytest.mark.parametrize(
    ("peer", "hint"),
    [
        ("adda", '; did you mean "ada"?'),
        ("stranger.exmple", '; did you mean "stranger.example"?'),
        ("zzz", "; `mkdocs-reciprocity peers` lists those that there are"),
        ("\x1b[31mx", "; `mkdocs-reciprocity peers` lists"),
    ],
)
def test_an_unknown_peer(config: Path, peer: str, hint: str) -> None:
    for form in ("json", "text"):
        result = run("-f", config, "--peer", peer, "--format", form)
        assert result.exit_code == 2
        assert result.stdout == ""
        assert result.stderr.startswith("unknown peer ")
        assert hint in result.stderr
        assert "\x1b" not in result.stderr


@pytest.mark.parametrize("log", [None, "", "interactions: []\n"])
def test_an_empty_log_is_a_friendly_beginning(tmp_path: Path, log: str | None) -> None:
    config = draw(tmp_path, {} if log is None else {"reciprocity.yml": log})
    said = text("-f", config)
    assert "Welcome! Nothing is noted yet, and a first gift can be a small one." in said
    assert "How to start" in said
    assert commands(said) == [
        ["mkdocs-reciprocity", *words, "-f", str(config)]
        for words in (
            ["add", "share", "https://ada.example/engines/"],
            ["peers", "add", "https://ada.example/"],
            ["init", "--links"],
        )
    ]
    assert parts("-f", config) == {key: [] for key in KEYS}


def test_an_empty_log_beside_peers_who_write(tmp_path: Path) -> None:
    said = text("-f", draw(tmp_path, {**FILES, "reciprocity.yml": PEERS}))
    assert "Today is a good day to pass something on." in said, "a mention was seen, so the ledger is not empty"
    assert "Newest · Ada Example" in said


def test_long_lists_are_cut_with_a_count(tmp_path: Path) -> None:
    peers = "".join(f"  p{n}: {{home: https://p{n}.example/, checkin: 1}}\n" for n in range(7))
    rows = "".join(
        f"- {{date: 2026-11-1{n % 9}, got: comment, peer: p{n % 6}, url: https://me.example/{n}/}}\n"
        f"- {{date: 2025-12, gave: like, url: https://p{n % 7}.example/{n}/}}\n"
        f"- {{date: 2024, asked: share, peer: p{n % 7}}}\n"
        for n in range(24)
    )
    said = text("-f", draw(tmp_path, {"reciprocity.yml": f"peers:\n{peers}interactions:\n{rows}"}))
    assert "… and 1 more friend\n" in said
    assert "… and 1 more\n" in said, "four comments of each, three of them shown"
    assert said.count("… and 19 more") == 2, "nods and asks"
    assert "… and 2 more\n" in said, "greetings"
    assert "Dec 2025" in said
    assert re.search(r"^ +2024  You asked", said, re.M)


# --- what comes from outside


HOSTILE = "\x1b]0;owned\x07\x1b[31mred\x9b1m\u202eevil\u2066 [bold]b[/bold] :smile: \x00\r\nnext \\e"


def hostile(root: Path) -> Path:
    quoted = json.dumps(HOSTILE.replace("\x00", ""))
    log = f"""\
peers:
  ada: {{name: {quoted}, home: https://ada.example/, checkin: 1 day, note: {quoted}}}
  {quoted}: {{name: Odd, home: https://odd.example/, checkin: 1 day}}
interactions:
- {{date: 2026-11-02, gave: share, url: https://ada.example/a/, title: {quoted}, via: {quoted}}}
- {{date: 2026-11-02, gave: like, url: "https://ada.example/\\u202eb/", title: {quoted}}}
- {{date: 2026-11-02, got: comment, peer: ada, url: https://ada.example/c/, title: {quoted}}}
- {{date: 2026-11-02, asked: share, peer: ada, note: {quoted}}}
"""
    return draw(root, {"reciprocity.yml": log})


RAW = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def test_escape_sequences_never_reach_the_terminal(tmp_path: Path) -> None:
    config = hostile(tmp_path)
    for arguments in ([], ["--peer", "ada"]):
        said = text("-f", config, *arguments)
        assert not RAW.findall(said)
        assert "[bold]b[/bold] :smile: " in said, "markup means nothing"
        written = text("-f", config, "--format", "json", *arguments)
        assert not RAW.findall(written.replace("\n", ""))
        titles = [row["title"] for row in json.loads(written)["buried_nods"]]
        assert titles == [HOSTILE.replace("\x00", "")], "to a program it says what it is"


def test_on_a_terminal_the_only_codes_are_ours(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    config = hostile(tmp_path)
    command = [sys.executable, "-c", "from mkdocs_reciprocity.cli import main; main()", "desk", "-f", str(config)]

    def shown(**environment: str) -> str:
        ours, theirs = pty.openpty()
        kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}}
        process = subprocess.Popen(
            command, stdout=theirs, env={**kept, "TERM": "xterm-256color", "PYTHONUTF8": "1", **environment}
        )
        os.close(theirs)
        found = b""
        while True:
            try:
                more = os.read(ours, 65536)
            except OSError:  # Linux says so when the other side is closed
                break
            if not more:
                break
            found += more
        os.close(ours)
        assert process.wait(60) == 0
        return found.decode()

    coloured = shown()
    assert "\x1b[1;36m" in coloured
    plain = re.sub(r"\x1b\[[0-9;]*m", "", coloured).replace("\r\n", "\n")
    assert not RAW.findall(plain)
    assert set(re.findall(r"\x1b\[([0-9;]*)m", coloured)) <= {"0", "1;36", "2"}
    assert "36" not in "".join(re.findall(r"\x1b\[([0-9;]*)m", shown(NO_COLOR="1")))


def test_a_narrow_terminal(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for width in (50, 80):
        monkeypatch.setenv("COLUMNS", str(width))
        said = text("-f", config)
        assert all(line == line.rstrip() for line in said.splitlines())
        for line in said.splitlines():
            assert cell_len(line) <= width or line.startswith("  mkdocs-reciprocity "), line
    monkeypatch.setenv("COLUMNS", "12")
    assert "This month" in text("-f", config)


def test_no_codes_where_no_terminal_is_and_no_traceback_where_letters_are_missing(tmp_path: Path) -> None:
    sample = copied(tmp_path)
    program = "from mkdocs_reciprocity.cli import main; main()"
    ran = subprocess.run(
        [sys.executable, "-c", program, "desk", "-f", "mkdocs.yml"], cwd=sample, capture_output=True, check=False,
        env={**os.environ, "FORCE_COLOR": "1", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert b"\x1b" not in ran.stdout
    assert b"(A morning at the vat)" in ran.stdout


def test_a_process_imports_neither_mkdocs_nor_what_it_does_not_need(tmp_path: Path) -> None:
    sample = copied(tmp_path)
    program = (
        "import sys\nfrom mkdocs_reciprocity.cli import main\n"
        "try:\n    main(sys.argv[1:])\nfinally:\n"
        "    heavy = {'mkdocs', 'jinja2', 'httpcore', 'ssl', 'rich', 'babel'} & set(sys.modules)\n"
        "    print('HEAVY', sorted(heavy), file=sys.stderr)\n"
    )
    ran = python("-c", program, "desk", "--format", "json", cwd=sample)
    assert ran.returncode == 0, ran.stderr
    assert "HEAVY []" in ran.stderr
    assert list(json.loads(ran.stdout)) == KEYS
    ran = python("-c", program, "desk", cwd=sample)
    assert "HEAVY ['rich']" in ran.stderr
    assert "Lars Kvistrud" in ran.stdout, "private peers are on the desk"


def test_the_docs_name_every_part() -> None:
    page = (ROOT / "docs/desk-parts.md").read_text("utf-8")
    assert list(SECTIONS) == KEYS
    assert [key for key in KEYS if f"`{key}`" not in page] == []


def test_help_shows_an_example() -> None:
    result = run("--help")
    assert "mkdocs-reciprocity desk --peer ada" in " ".join(result.output.split())


NEW = {
    "reciprocity.yml": PEERS + "- {date: 2026-11-02, gave: share, url: https://stranger.example/}\n",
    "feeds/ada.xml": rss(
        entry("Second", "https://ada.example/s/", "Fri, 20 Nov 2026 08:00:00 GMT", html=WORDS),
        entry("First", "https://ada.example/f/", "Fri, 06 Nov 2026 08:00:00 GMT", html=WORDS),
    ),
}


def test_beside_the_first_posts_of_a_blog_stands_a_command_for_a_comment_too(tmp_path: Path) -> None:
    config = draw(tmp_path, NEW)
    said = text("-f", config)
    assert "The blog of Ada Example is new: this is one of its first posts." in said
    typed = [(one[2], one[3]) for one in commands(said) if one[1] == "add"]
    one, other = (url for what, url in typed if what == "share")
    assert typed[:4] == [("share", one), ("comment", one), ("share", other), ("comment", other)]
    assert [(row["new_here"], row["first_lift"]) for row in parts("-f", config)["reading"]] == [(True, False)] * 2
    assert f">mkdocs-reciprocity add comment {one}" in make(config, command="serve").desk["desk/index.html"]
