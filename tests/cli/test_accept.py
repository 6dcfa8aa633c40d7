"""``mkdocs-reciprocity accept`` and ``ignore``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from mkdocs_reciprocity.cli import main
from mkdocs_reciprocity.collect.writing import journal, log_file
from tests.sites.drawing import draw, entry, make, python, rss

LOG = """\
# mine
peers:
  ada: {name: Ada Example, home: https://ada.example/, feed: feeds/ada.xml}
  lea: {name: Lea Secret, home: https://lea.example/, feed: feeds/lea.xml, private: true}
interactions:
- {date: 2026-11-02, gave: share, url: https://ada.example/engines/, title: On engines}
"""
LOOMS = '<a href="https://me.example/looms/">x</a>'
FILES = {
    "reciprocity.yml": LOG,
    "feeds/ada.xml": rss(
        entry("Two", "https://ada.example/2/", html=LOOMS),
        entry("One", "https://ada.example/1/", html=LOOMS),
        entry("\x1b[31mRed ::error::x", "https://ada.example/red/", "Mon, 09 Nov 2026 08:00:00 GMT", html=LOOMS),
    ).replace("\x1b", "&#155;"),
    "feeds/lea.xml": rss(entry("Quiet", "https://lea.example/q/", html=LOOMS), home="https://lea.example/"),
    "docs/looms.md": "---\ndate: 2026-10-01\n---\n# Looms\n\n[A talk](https://ada.example/talk/)\n",
    "docs/more.md": "# More\n\n[The talk](https://ada.example/talk/)\n",
}


def run(*arguments: str | Path, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=typed)


def drawn(root: Path, files: dict[str, str] | None = None, **config: object) -> Path:
    config_file = draw(root, {**FILES, **(files or {})}, config)
    make(config_file)
    return config_file


def ledger(config: Path) -> list[dict[str, Any]]:
    result = run("ledger", "--format", "json", "-f", config)
    assert result.exit_code == 0, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def by_day(rows: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Rows of one day stand in the order of their files, which is another once they are in files."""
    found = [(row["date"] or "", repr(row)) for row in rows]
    assert [date for date, _ in found] == sorted(date for date, _ in found)
    return sorted(found)


def bodies(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(root.glob("*.yml"))}


@pytest.fixture
def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mkdocs_reciprocity.cli.accept.on_a_terminal", lambda: True)


# --- accept


def test_one_run_keeps_so_many_rows_the_oldest_first_and_says_how_to_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = drawn(tmp_path)
    before = ledger(config)
    monkeypatch.setattr("mkdocs_reciprocity.cli.accept.MOST_AT_ONCE", 2)
    runs = [run("accept", "--all", "-f", config).stdout.split("\n") for _ in range(4)]
    assert [run[-2] for run in runs[:3]] == [
        "3 rows are left: run this again for the next 2",
        "1 row is left: run this again for the next 2",
        "written to reciprocity.private.yml",
    ]
    assert [sum(line.startswith("kept: ") for line in run) for run in runs] == [2, 2, 1, 0]
    assert by_day(ledger(config)) == by_day(before)


def test_a_flood_is_not_written_into_the_log(tmp_path: Path) -> None:
    """The same rows and bytes however large the flood is, cold and warm."""
    sizes = []
    for posts in (1_010, 2_000):
        links = "".join(f'<a href="https://me.example/{page}/">x</a>' for page in ("looms", "more", ""))
        flood = [entry(f"Post {n:04}", f"https://ada.example/{n:04}/", html=links) for n in range(2_000 - posts, 2_000)]
        root = tmp_path / str(posts)
        root.mkdir()
        config = draw(root, {**FILES, "feeds/ada.xml": rss(*flood), "feeds/lea.xml": rss()})
        cold = make(config)
        (line,) = [line for line in cold.ours() if "more than" in line]
        assert line.startswith("INFO reciprocity: reciprocity.yml:3: more than 1,000 links to this site were seen of ")
        assert make(config).files() == cold.files()
        result = run("accept", "--all", "-f", config)
        assert 'more than 1,000 links to this site were seen of "ada"' in result.stdout
        body = (root / "reciprocity.yml").read_bytes()
        sizes.append((body.count(b"got:"), body.count(b"gave:"), len(cold.all_bytes())))
        assert "more than 1,000 links" in run("check", "-f", config).stdout
    assert sizes[0] == sizes[1]
    assert sizes[0][:2] == (999, 2), "with the link that was given they are a thousand; one was there"


def test_all_that_was_seen_is_kept_and_the_ledger_is_the_same(tmp_path: Path) -> None:
    config = drawn(tmp_path)
    before = ledger(config)
    result = run("accept", "--all", "-f", config)
    assert result.exit_code == 0, result.output
    assert result.output.count("kept: ") == 5
    assert "written to reciprocity.yml, reciprocity.private.yml" in result.output
    assert "Lea" not in result.output
    assert "Quiet" not in result.output
    assert "\x9b" not in result.output
    assert "\x1b" not in result.output
    key = str
    assert sorted(ledger(config), key=key) == sorted(before, key=key)
    log = (tmp_path / "reciprocity.yml").read_text("utf-8")
    assert log.startswith(LOG)
    assert (
        "- {date: 2026-10-01, gave: link, peer: ada, url: https://ada.example/talk/, title: A talk, source: page, "
        "evidence: [https://me.example/looms/, https://me.example/more/]}\n" in log
    )
    assert "lea.example/q" not in log
    assert "https://lea.example/q/" in (tmp_path / "reciprocity.private.yml").read_text("utf-8")


def test_a_second_time_does_nothing_and_says_nothing(tmp_path: Path) -> None:
    config = drawn(tmp_path)
    run("accept", "--all", "-f", config)
    before = bodies(tmp_path)
    again = run("accept", "--all", "-f", config)
    assert (again.exit_code, again.output) == (0, "")
    assert bodies(tmp_path) == before


def test_what_was_kept_outlives_the_feed(tmp_path: Path) -> None:
    config = drawn(tmp_path)
    before = ledger(config)
    run("accept", "--all", "-f", config)
    for name in ("ada", "lea"):
        (tmp_path / f"feeds/{name}.xml").write_text(rss(), "utf-8")
    assert by_day(ledger(config)) == by_day(before)


def test_a_link_is_kept_by_the_title_that_the_feed_knows(tmp_path: Path) -> None:
    config = drawn(
        tmp_path, {"docs/more.md": "# More\n\n[here](https://ada.example/2/), [a talk](https://ada.example/talk/)\n"}
    )
    result = run("accept", "--all", "-f", config)
    assert "You linked to “Two” in “More”" in result.output
    body = (tmp_path / "reciprocity.yml").read_text("utf-8")
    assert "url: https://ada.example/2/, title: Two, " in body
    assert "url: https://ada.example/talk/, title: A talk, " in body


def test_the_pages_are_the_same_but_for_nothing(tmp_path: Path) -> None:
    config = drawn(tmp_path)
    before = make(config).files()
    run("accept", "--all", "-f", config)
    assert make(config).files() == before


def test_of_one_peer_only(tmp_path: Path) -> None:
    config = drawn(tmp_path)
    assert run("accept", "--all", "--peer", "lea", "-f", config).exit_code == 0
    assert (tmp_path / "reciprocity.yml").read_text("utf-8") == LOG
    unknown = run("accept", "--all", "--peer", "adda", "-f", config)
    assert (unknown.exit_code, unknown.output) == (2, 'unknown peer "adda"; did you mean "ada"?\n')


def test_a_private_file_that_is_begun_is_hidden_from_git(tmp_path: Path) -> None:
    config = drawn(tmp_path)
    result = run("accept", "--all", "-f", config)
    assert ".gitignore: git ignores reciprocity.private.yml now\n" in result.output
    assert (tmp_path / ".gitignore").read_text("utf-8") == "/reciprocity.private.yml\n"
    assert "all rows in this file are private" in (tmp_path / "reciprocity.private.yml").read_text("utf-8")


def test_without_a_private_file_the_row_says_that_it_is_private(tmp_path: Path) -> None:
    config = drawn(tmp_path, reciprocity={"log": ["reciprocity.yml"]})
    before = ledger(config)
    run("accept", "--all", "-f", config)
    assert (
        "private: true, source: feed, evidence: https://lea.example/q/}" in (tmp_path / "reciprocity.yml").read_text()
    )
    assert sorted(map(str, ledger(config))) == sorted(map(str, before))


def test_the_last_file_of_a_pattern(tmp_path: Path) -> None:
    logs = {"log/2025.yml": "interactions:\n", "log/2026.yml": LOG, "log/x.private.yml": "interactions:\n"}
    config = drawn(tmp_path, logs, reciprocity={"log": ["log/*.yml"]})
    assert run("accept", "--all", "-f", config).exit_code == 0
    assert (tmp_path / "log/2025.yml").read_text("utf-8") == "interactions:\n"
    assert "https://ada.example/1/" in (tmp_path / "log/2026.yml").read_text("utf-8")
    assert "https://lea.example/q/" in (tmp_path / "log/x.private.yml").read_text("utf-8")


def test_where_all_files_are_private_nothing_becomes_so(tmp_path: Path) -> None:
    people = LOG.partition("interactions:")[0]
    options = {"log": ["mine.private.yml"], "peers": "people.yml"}
    config = drawn(tmp_path, {"mine.private.yml": "interactions:\n", "people.yml": people}, reciprocity=options)
    result = run("accept", "--all", "-f", config)
    assert result.exit_code == 2
    assert result.output == "all rows of mine.private.yml are private, by its name; name a public file in `log`\n"
    assert (tmp_path / "mine.private.yml").read_text("utf-8") == "interactions:\n"


@pytest.mark.usefixtures("at_a_terminal")
def test_one_by_one(tmp_path: Path) -> None:
    config = drawn(tmp_path)
    result = run("accept", "-f", config, typed="y\nwhat\ni\nn\nq\n")
    assert result.exit_code == 0, result.output
    assert result.output.count("Keep it?") == 5
    assert result.output.startswith("What is only seen counts while it is there: ")
    assert "who are not listed" not in result.output
    assert "  https://me.example/looms/" in result.output
    log = (tmp_path / "reciprocity.yml").read_text("utf-8")
    assert log.count("source: ") == 1
    assert "ignore:\n- " in log
    assert run("accept", "-f", config, typed="q\n").output.count("1 of 3") == 1, "one was kept, one is ignored"


@pytest.mark.usefixtures("at_a_terminal")
@pytest.mark.parametrize("typed", ["", "y\n", "y\ny\ni\n"])
def test_ctrl_c_leaves_all_as_it_was(tmp_path: Path, typed: str) -> None:
    config = drawn(tmp_path)
    before = bodies(tmp_path)
    result = run("accept", "-f", config, typed=typed)
    assert result.exit_code == 130
    assert result.stderr == "stopped; nothing was changed\n"
    assert bodies(tmp_path) == before


@pytest.mark.usefixtures("at_a_terminal")
def test_nothing_new(tmp_path: Path) -> None:
    config = drawn(tmp_path)
    run("accept", "--all", "-f", config)
    assert run("accept", "-f", config).output == "Nothing new: all that was seen is in the log.\n"


def test_nobody_is_asked_where_nobody_is(tmp_path: Path) -> None:
    result = run("accept", "-f", drawn(tmp_path))
    assert result.exit_code == 2
    assert result.output.endswith("use --all\n")


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ("- {date: 2026-11-03, gave: shar, url: https://ada.example/x/}\n", "reciprocity.yml:7: unknown kind"),
        ("- {date: 2026-11-03, note: @me}\n", "reciprocity.yml:7: `note` begins with `@`"),
    ],
)
def test_a_log_with_mistakes_is_not_changed(tmp_path: Path, more: str, says: str) -> None:
    config = drawn(tmp_path, {"reciprocity.yml": LOG + more})
    for command in (["accept", "--all"], ["ignore", "https://ada.example/1/"], ["forget", "ada", "--yes"]):
        result = run(*command, "-f", config)
        assert result.exit_code == 2
        assert result.output.startswith(says)
        assert "Traceback" not in result.output
    assert (tmp_path / "reciprocity.yml").read_text("utf-8") == LOG + more


def test_a_file_that_cannot_be_written_leaves_the_other_as_it_was(tmp_path: Path) -> None:
    config = drawn(tmp_path, {"reciprocity.private.yml": "interactions:\n"})
    (tmp_path / "reciprocity.private.yml").chmod(0o444)
    result = run("accept", "--all", "-f", config)
    assert result.exit_code == 2
    assert "reciprocity.private.yml: is read-only" in result.output
    assert (tmp_path / "reciprocity.yml").read_text("utf-8") == LOG


def test_two_at_once_keep_each_row_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another command writes between this one's reading and its writing."""
    config = drawn(tmp_path)
    real = journal.locked
    others: list[Result] = []

    def locked(root: Path) -> AbstractContextManager[None]:
        monkeypatch.setattr(journal, "locked", real)
        others.append(run("accept", "--all", "-f", config))
        return real(root)

    monkeypatch.setattr(journal, "locked", locked)
    result = run("accept", "--all", "-f", config)
    assert (result.exit_code, result.output) == (0, "")
    assert others[0].output.count("kept: ") == 5
    assert (tmp_path / "reciprocity.yml").read_text("utf-8").count("source: ") == 4


def test_a_file_that_changes_all_the_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = drawn(tmp_path)
    real = log_file.change

    def change(path: Path, name: str, edit: log_file.Edit, *heading: bytes) -> bool:
        log = tmp_path / "reciprocity.yml"
        log.write_bytes(log.read_bytes() + b"# again\n")
        return real(path, name, edit, *heading)

    monkeypatch.setattr(log_file, "change", change)
    result = run("accept", "--all", "-f", config)
    assert result.exit_code == 2
    assert "change all the time" in result.output
    assert "source:" not in (tmp_path / "reciprocity.yml").read_text("utf-8")


def test_a_scheduled_job_loads_nothing_heavy(tmp_path: Path) -> None:
    drawn(tmp_path)
    program = (
        "import sys\nfrom mkdocs_reciprocity.cli import main\ntry:\n    main(['accept', '--all'])\nfinally:\n"
        "    print('HEAVY', sorted({'mkdocs', 'jinja2', 'httpcore', 'rich', 'babel'} & set(sys.modules)))\n"
    )
    ran = python("-c", program, cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert "HEAVY []" in ran.stdout


# --- ignore


def with_ignored(entry_: str) -> str:
    """The log with an entry below ``ignore:``, above the rows: those go on to stand at the end of the file."""
    return LOG.replace("interactions:\n", f"ignore:\n{entry_}interactions:\n")


def test_ignoring_a_post_hides_what_was_seen_in_it(tmp_path: Path) -> None:
    config = drawn(tmp_path)
    result = run("ignore", "https://ada.example/1/", "-f", config)
    assert result.exit_code == 0, result.output
    assert result.output.splitlines() == [
        "hidden: 2026-11-10: Ada Example linked to “Looms” in “One”",
        "written to reciprocity.yml",
    ]
    assert (tmp_path / "reciprocity.yml").read_text("utf-8") == with_ignored("- evidence: https://ada.example/1/\n")
    assert [row["title"] for row in ledger(config)].count("One") == 0
    again = run("ignore", "https://ada.example/1/", "-f", config)
    assert (again.exit_code, again.output) == (0, "ignored already; nothing was changed\n")


@pytest.mark.parametrize(
    ("arguments", "entry_", "hidden"),
    [
        (["--gave", "link", "--peer", "ada"], "- gave: link\n  peer: ada\n", 1),
        (
            ["--got", "link", "--evidence", "https://ada.example/2/"],
            "- got: link\n  evidence: https://ada.example/2/\n",
            1,
        ),
        (["https://ada.example/talk/"], "- url: https://ada.example/talk/\n", 1),
        (["https://nobody.example/"], "- url: https://nobody.example/\n", 0),
    ],
)
def test_ignoring(tmp_path: Path, arguments: Sequence[str], entry_: str, hidden: int) -> None:
    config = drawn(tmp_path)
    before = len(ledger(config))
    result = run("ignore", *arguments, "-f", config)
    assert result.exit_code == 0, result.output
    assert result.output.count("hidden: ") == hidden
    assert ("hides nothing that was seen so far" in result.output) == (not hidden)
    assert (tmp_path / "reciprocity.yml").read_text("utf-8") == with_ignored(entry_)
    assert len(ledger(config)) == before - hidden


def test_webmentions_that_are_not_meant_are_not_said_to_be_hidden(tmp_path: Path) -> None:
    told = {"wm-source": "https://ada.example/answer/", "wm-target": "https://me.example/looms/"}
    files = {"mentions.jf2": json.dumps({"children": [{**told, "wm-property": "in-reply-to"}]})}
    config = drawn(tmp_path, files, reciprocity={"webmentions": ["mentions.jf2"]})
    before = ledger(config)
    assert [row["source"] for row in before].count("webmention") == 1
    result = run("ignore", "https://ada.example/1/", "-f", config)
    assert result.output.count("hidden: ") == 1, result.output
    assert len(ledger(config)) == len(before) - 1


def test_a_page_among_several_goes_and_the_link_stays(tmp_path: Path) -> None:
    config = drawn(tmp_path)
    result = run("ignore", "https://me.example/more/", "-f", config)
    assert "no longer seen there: 2026-10-01: You linked to “A talk”" in result.output


def test_what_is_private_is_ignored_in_private(tmp_path: Path) -> None:
    config = drawn(tmp_path)
    result = run("ignore", "--peer", "lea", "-f", config)
    assert "written to reciprocity.private.yml" in result.output
    assert (tmp_path / "reciprocity.yml").read_text("utf-8") == LOG
    assert not [row for row in ledger(config) if row["peer"] == "lea"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "this would ignore everything; give a URL, --peer or --evidence"),
        (["--gave", "link"], "this would ignore everything"),
        (["ada.example/x"], 'did you mean "https://ada.example/x"?'),
        (["--peer", "adda"], 'unknown peer "adda"; did you mean "ada"?'),
        (["--got", "lnk", "--peer", "ada"], '--got: unknown kind "lnk"; did you mean "link"?'),
        (["--got", "link", "--gave", "link", "--peer", "ada"], "not both"),
        (["--evidence", "\x1b[31m"], "is no URL"),
    ],
)
def test_what_cannot_be_ignored(tmp_path: Path, arguments: Sequence[str], says: str) -> None:
    result = run("ignore", *arguments, "-f", drawn(tmp_path))
    assert result.exit_code == 2
    assert says in result.output
    assert "\x1b" not in result.output
    assert (tmp_path / "reciprocity.yml").read_text("utf-8") == LOG


def test_what_the_log_says_stays_and_its_line_is_named(tmp_path: Path) -> None:
    config = drawn(tmp_path)
    result = run("ignore", "https://ada.example/engines/", "-f", config)
    assert "reciprocity.yml:6 says this too, and stays; take it out by hand if it should not count\n" in result.output
    assert "hides nothing" not in result.output
