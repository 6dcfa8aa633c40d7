"""``mkdocs-reciprocity ledger`` and ``check``."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from mkdocs_reciprocity.cli import main
from tests.sites.drawing import ADA, ONE_GIFT, Files, draw, entry, make, python, rss

LOG = (
    ADA
    + """\
interactions:
- {date: 2026-11-02, gave: share, url: https://ada.example/engines/, title: On engines, via: mastodon}
- {date: 2026-11, gave: like, url: https://ada.example/notes/}
- {date: 2026-11-07, asked: testimonial, peer: ada, answer: granted}
- {date: unknown, gave: follow, peer: ada}
- {date: 2026-11-09, gave: share, url: https://stranger.example/post/}
"""
)
FILES = {
    "reciprocity.yml": LOG,
    "feeds/ada.xml": rss(
        entry("Revisited", "https://ada.example/r/", html='<a href="https://me.example/looms/">x</a>')
    ),
    "docs/looms.md": "---\ndate: 2026-10-01\n---\n# Looms\n\n[A talk](https://ada.example/talk/)\n",
}
KEYS = [
    "date", "direction", "kind", "reach", "peer", "url", "title", "by", "via", "note", "private", "source", "evidence",
]  # fmt: skip
MISTAKE = "- {date: never, gave: share, url: https://ada.example/x/}\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def rows(*arguments: str | Path) -> list[dict[str, Any]]:
    result = run("ledger", *arguments)
    assert result.exit_code == 0, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def drawn(root: Path, files: Files = FILES, **config: object) -> Path:
    return draw(root, files, config)


# --- ledger


def test_the_ledger_is_one_json_array(tmp_path: Path) -> None:
    found = rows("--format", "json", "-f", drawn(tmp_path))
    assert [list(row) for row in found] == [KEYS] * 6
    assert found[0] == {
        "date": None, "direction": "given", "kind": "follow", "reach": "nod", "peer": "ada", "url": None, "title": None,
        "by": None, "via": None, "note": None, "private": True, "source": "log", "evidence": [],
    }  # fmt: skip
    by_url = {row["url"]: row for row in found}
    assert by_url["https://ada.example/engines/"]["via"] == "mastodon"
    assert by_url["https://ada.example/notes/"]["date"] == "2026-11"
    assert by_url["https://stranger.example/post/"]["peer"] == "stranger.example"
    mention = by_url["https://me.example/looms/"]
    assert (mention["direction"], mention["kind"], mention["source"]) == ("received", "link", "feed")
    assert mention["evidence"] == ["https://ada.example/r/"]
    assert [(row["direction"], row["reach"]) for row in found if row["kind"] == "testimonial"] == [("asked", "ask")]


def test_json_is_the_default(tmp_path: Path) -> None:
    config = drawn(tmp_path)
    assert rows("-f", config) == rows("--format", "json", "-f", config)


def test_after_a_build_the_ledger_knows_the_own_pages(tmp_path: Path) -> None:
    config = drawn(tmp_path)
    assert [row for row in rows("-f", config) if row["source"] == "page"] == []
    make(config)
    (page,) = [row for row in rows("-f", config) if row["source"] == "page"]
    assert page["url"] == "https://ada.example/talk/"
    assert page["date"] == "2026-10-01"
    assert page["evidence"] == ["https://me.example/looms/"]


def test_problems_go_to_stderr_and_the_status_stays_0(tmp_path: Path) -> None:
    config = drawn(tmp_path, {**FILES, "reciprocity.yml": LOG + MISTAKE})
    result = run("ledger", "-f", config)
    assert result.exit_code == 0
    assert len(json.loads(result.stdout)) == 6
    assert "reciprocity.yml:9: " in result.stderr
    assert result.stdout.startswith("[")
    assert result.stdout.endswith("]\n")


@pytest.mark.parametrize("text", ["", "interactions: []\n", None])
def test_the_ledger_of_nothing_is_an_empty_array(tmp_path: Path, text: str | None) -> None:
    assert rows("-f", drawn(tmp_path, {} if text is None else {"reciprocity.yml": text})) == []


def test_the_commands_write_nothing_into_the_site(tmp_path: Path) -> None:
    config = drawn(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    run("ledger", "-f", config)
    run("check", "-f", config)
    now = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and ".cache" not in path.parts}
    assert now == before


def test_text_outside_ascii(tmp_path: Path) -> None:
    title = '"Zo\xeb \u202e \U0001f600 \\e"'
    log = f"interactions:\n- {{date: 2026-11-02, gave: share, url: https://a.example/, title: {title}}}\n"
    (row,) = rows("-f", drawn(tmp_path, {"reciprocity.yml": log}))
    assert row["title"] == "Zo\xeb \u202e \U0001f600 \x1b"


# --- check


def test_nothing_to_mend(tmp_path: Path) -> None:
    result = run("check", "-f", drawn(tmp_path))
    assert result.exit_code == 0, result.output
    stranger, last = result.output.splitlines()
    assert stranger == (
        'reciprocity.yml:8:1: "stranger.example" belongs to no listed peer; a gift to a stranger is fine'
        " (for information)"
    )
    assert last == "6 interactions, 1 peer: nothing to mend."


def test_problems_with_file_and_line(tmp_path: Path) -> None:
    config = drawn(
        tmp_path, {**FILES, "reciprocity.yml": LOG + MISTAKE + "- {date: 2026-11-01, gave: shar, peer: adda}\n"}
    )
    result = run("check", "-f", config)
    assert result.exit_code == 1
    assert 'reciprocity.yml:9:10: "never" is no date' in result.output
    assert 'reciprocity.yml:10:28: unknown kind "shar"; did you mean "share"?' in result.output
    assert result.output.splitlines()[-1].endswith(" 2 problems.")


def test_what_is_for_information_is_no_error(tmp_path: Path) -> None:
    row = "- {date: 2026-11-09, gave: share, url: https://stranger.example/post/}\n"
    config = drawn(tmp_path, {"reciprocity.yml": LOG + row})  # a duplicate, and no feed
    result = run("check", "-f", config)
    assert result.exit_code == 0, result.output
    assert result.output.count("(for information)") == 3
    assert "feeds/ada.xml: " in result.output


def test_check_says_of_pictures_what_a_build_says(tmp_path: Path) -> None:
    avatars = {"ada": "nope.png", "ben": "people/ben.png", "cleo": "index.md", "dan": "people/text.png"}
    peers = "".join(f"  {id_}: {{home: 'https://{id_}.example/', avatar: {file}}}\n" for id_, file in avatars.items())
    files: dict[str, str | bytes] = {"docs/people/ben.png": b"\x89PNG\r\n\x1a\n", "docs/people/text.png": "text"}
    config = draw(tmp_path, {"reciprocity.yml": f"peers:\n{peers}", **files})
    result = run("check", "-f", config)
    assert result.exit_code == 1
    said = [line for line in result.output.splitlines() if "`avatar`" in line]
    of_build = [line.partition("reciprocity: ")[2] for line in make(config).ours() if "`avatar`" in line]
    assert [line.split(" `avatar`: ")[1].split(":")[0] for line in said] == [
        '"nope.png"',
        '"index.md"',
        '"people/text.png"',
    ]
    assert [line.replace(":3: `avatar`", ": `avatar`") for line in said][0::2] == of_build[0::2]
    assert len(of_build) == 3


def test_check_names_the_pictures_of_private_peers_that_are_not_named_rightly(tmp_path: Path) -> None:
    log = "peers:\n"
    for peer, avatar in (("ada", "People/ada.png"), ("ben", "no/such.png"), ("cleo", "people/cleo.png")):
        log += f"  {peer}: {{home: 'https://{peer}.example/', private: true, avatar: {avatar}}}\n"
    pictures = {f"docs/people/{peer}.png": b"\x89PNG\r\n\x1a\n" for peer in ("ada", "cleo")}
    config = draw(tmp_path, {"reciprocity.yml": log, "docs/.x/ada.png": b"", **pictures})
    said = run("check", "-f", config).output
    fault = "there is no such file below the folder of your pages, from where a picture is named"
    meant = '; did you mean "people/ada.png"? Until then it is not published'
    assert f'reciprocity.yml:2:3: `avatar`: "People/ada.png": {fault}{meant}\n' in said
    assert f'reciprocity.yml:3:3: `avatar`: "no/such.png": {fault}\n' in said
    assert "cleo.png" not in said
    annotated = run("check", "-f", config, "--format", "github").output
    assert "ada.png" not in annotated
    assert "such.png" not in annotated


def test_check_tells_the_author_what_is_private(tmp_path: Path) -> None:
    """A build says only that something is wrong there."""
    private = "peers:\n  lea: {name: Lea, home: https://lea.example/, feed: feeds/lea.xml}\n"
    private += "interactions:\n- {date: never, gave: like, peer: lea}\n"
    config = drawn(tmp_path, {"reciprocity.private.yml": private})
    result = run("check", "-f", config)
    assert 'reciprocity.private.yml:4:10: "never" is no date' in result.output
    assert "feeds/lea.xml" in result.output
    assert result.exit_code == 1


def test_a_missing_log(tmp_path: Path) -> None:
    result = run("check", "-f", drawn(tmp_path, {}))
    assert result.exit_code == 1
    assert "reciprocity.yml: there is no log yet" in result.output


def test_a_missing_log_that_an_option_names_is_said_once(tmp_path: Path) -> None:
    result = run("check", "-f", drawn(tmp_path, {}, reciprocity={"log": ["given.yml"]}))
    assert result.exit_code == 1
    assert result.output.count("given.yml") == 1


def test_wrong_options(tmp_path: Path) -> None:
    config = drawn(tmp_path, FILES, reciprocity={"windw": "1 month", "timezone": "Mars"})
    result = run("check", "-f", config)
    assert result.exit_code == 1
    assert 'did you mean "window"?' in result.output
    assert "mkdocs.yml:9: option `timezone`" in result.output


def test_a_corrupt_store_is_no_obstacle(tmp_path: Path) -> None:
    config = drawn(tmp_path)
    make(config)
    (tmp_path / ".cache/reciprocity/store.sqlite").write_bytes(b"not a database" * 100)
    assert len(rows("-f", config)) == 6


# --- mkdocs.yml


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (["ledger", "--since", "5.11.2026"], '--since: "5.11.2026" is no date; did you mean "2026-11-05"?'),
        (["ledger", "--peer", "Ada"], '--peer: unknown peer "Ada"; did you mean "ada"?'),
        (["ledger", "--peer", "xyzzy"], '"xyzzy"; `mkdocs-reciprocity peers` lists those that there are'),
        (["ledger", "--kind", "boost"], '--kind: unknown kind "boost"; did you mean "share"?'),
        (["desk", "--peer", "ada.example"], 'unknown peer "ada.example"; did you mean "ada"?'),
        (["forget", "Ada", "--yes"], 'unknown peer "Ada"; did you mean "ada"?'),
        (["peers", "rename", "adda", "a"], 'unknown peer "adda"; did you mean "ada"?'),
        (["accept", "--all", "--peer", "Ada Example"], 'unknown peer "Ada Example"; did you mean "ada"?'),
        (["ignore", "--peer", "ada.example"], 'unknown peer "ada.example"; did you mean "ada"?'),
        (["peers", "add", "<https://x.example/>"], 'is no URL; did you mean "https://x.example/"?'),
        (["peers", "add", "https://ada.example/"], '"https://ada.example/" is an address of "ada" already'),
        (["peers", "add", "https://x.example/,"], '"," stands at its end; did you mean "https://x.example/"?'),
    ],
)
def test_what_is_nearly_right_is_asked_about(tmp_path: Path, command: list[str], says: str) -> None:
    result = run(*command, "-f", drawn(tmp_path))
    assert result.exit_code == 2
    assert says in result.stderr


@pytest.mark.parametrize("name", ["mkdocs.yaml", "properdocs.yml", "properdocs.yaml"])
def test_the_file_may_have_other_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    drawn(tmp_path).rename(tmp_path / name)
    monkeypatch.chdir(tmp_path)
    assert len(rows()) == 6
    (tmp_path / name).write_text("site_url: https://me.example/\nplugins: [search]\n", "utf-8")
    assert run("check").stderr.startswith(f"{name}: the plugin `reciprocity` is not below `plugins:`")
    assert run("init", "--write").exit_code == 0
    assert (tmp_path / name).read_text("utf-8").endswith("plugins: [search, reciprocity]\n")


@pytest.mark.parametrize("other", ["site_name: Old\nplugins: [search]\n", "a: [\n"])
def test_of_several_files_the_one_that_lists_the_plugin_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: str
) -> None:
    drawn(tmp_path).rename(tmp_path / "properdocs.yml")
    (tmp_path / "mkdocs.yml").write_text(other, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert len(rows()) == 6
    (tmp_path / "properdocs.yml").write_text("site_name: Old\n", "utf-8")
    assert run("check").stderr.startswith("mkdocs.yml:"), "where none lists it, the first"


@pytest.mark.parametrize("command", [["peers"], ["peers", "list"], ["check"], ["ledger", "--format", "json"]])
def test_the_file_may_be_named_before_the_command(tmp_path: Path, command: list[str]) -> None:
    config = drawn(tmp_path)
    behind = run(*command, "-f", config)
    assert behind.exit_code == 0
    assert run("-f", config, *command).output == behind.output
    assert run("-f", "other.yml", *command, "-f", config).output == behind.output
    assert "other.yml: there is no such file" in run("-f", "other.yml", *command).stderr


@pytest.mark.parametrize("command", ["ledger", "check"])
def test_without_mkdocs_yml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(command)
    assert result.exit_code == 2
    assert "there is no mkdocs.yml or zensical.toml in this folder" in result.stderr
    assert result.stdout == ""
    result = run(command, "-f", "other.yml")
    assert result.exit_code == 2
    assert "other.yml: there is no such file" in result.stderr


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("site_name: x\n", "is not below `plugins:`"),
        ("site_name: x\nplugins: [search]\n", "is not below `plugins:`"),
        ("- x\n", "this is no MkDocs configuration"),
        ("", "this is no MkDocs configuration"),
        ("a: [\n", "mkdocs.yml:2: this is not valid YAML"),
        ("INHERIT: nowhere.yml\n", "nowhere.yml: cannot be read"),
        ("INHERIT: mkdocs.yml\n", "INHERIT leads back"),
        ("extra: {day: 2026-02-30}\n", "cannot be read"),
        ("\xff\xfe\x00", "mkdocs.yml"),
    ],
)
def test_a_mkdocs_yml_that_cannot_be_used(tmp_path: Path, text: str, expected: str) -> None:
    (tmp_path / "mkdocs.yml").write_bytes(text.encode("latin-1"))
    result = run("ledger", "-f", tmp_path / "mkdocs.yml")
    assert result.exit_code == 2
    assert expected in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


PLUGINS = [
    "plugins: [search, reciprocity]\n",
    "plugins:\n- search\n- reciprocity:\n",
    "plugins:\n- reciprocity: {window: 1 month}\n",
    "plugins:\n  search:\n  reciprocity:\n    window: 1 month\n",
    "plugins:\n  reciprocity: {}\nmarkdown_extensions:\n- x:\n    e: !!python/name:material.extensions.emoji.twemoji\n",
    "plugins: [reciprocity]\nextra: !relative $docs_dir\nhooks: !!python/object/apply:os.system ['exit 1']\n",
]


@pytest.mark.parametrize("plugins", PLUGINS)
def test_plugins_in_all_forms(tmp_path: Path, plugins: str) -> None:
    drawn(tmp_path)
    (tmp_path / "mkdocs.yml").write_text(f"site_name: x\nsite_url: https://me.example/\n{plugins}", "utf-8")
    assert len(rows("-f", tmp_path / "mkdocs.yml")) == 6


def test_variables_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn(tmp_path)
    text = "site_name: x\nsite_url: !ENV [MY_SITE, 'https://other.example/']\n"
    text += "plugins:\n- reciprocity:\n    log: !ENV MY_LOG\n"
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    monkeypatch.setenv("MY_LOG", "reciprocity.yml")
    assert len(rows("-f", tmp_path / "mkdocs.yml")) == 5, "no mention: the site's URL is another"
    monkeypatch.setenv("MY_SITE", "https://me.example/")
    assert len(rows("-f", tmp_path / "mkdocs.yml")) == 6


def test_inherited_configuration(tmp_path: Path) -> None:
    drawn(
        tmp_path,
        {**FILES, "sub/child.yml": "INHERIT: ../middle.yml\nsite_name: child\n", "middle.yml": "INHERIT: mkdocs.yml\n"},
    )
    (tmp_path / "sub/reciprocity.yml").write_text(LOG.replace("feeds/", "../feeds/"), "utf-8")
    assert len(rows("-f", tmp_path / "sub/child.yml")) == 6


def test_inheritance_that_turns_in_a_circle_by_another_name(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"INHERIT: ../{tmp_path.name}/mkdocs.yml\n", "utf-8")
    result = run("check", "-f", tmp_path / "mkdocs.yml")
    assert result.exit_code == 2
    assert "INHERIT leads back" in result.stderr


def test_mkdocs_yaml_is_found_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn(tmp_path).rename(tmp_path / "mkdocs.yaml")
    monkeypatch.chdir(tmp_path)
    assert len(rows()) == 6


# --- as a process


def test_the_script_is_installed() -> None:
    (script,) = entry_points(group="console_scripts", name="mkdocs-reciprocity")
    assert script.load() is main


@pytest.mark.parametrize("command", [["ledger", "--format", "json"], ["check"]])
def test_a_process_never_imports_mkdocs(tmp_path: Path, command: Sequence[str]) -> None:
    drawn(tmp_path, {**FILES, "reciprocity.yml": LOG + MISTAKE})
    make(tmp_path / "mkdocs.yml")
    program = (
        "import sys\nfrom mkdocs_reciprocity.cli import main\n"
        f"try:\n    main({list(command)!r})\nfinally:\n"
        "    heavy = {'mkdocs', 'jinja2', 'httpcore', 'ssl', 'feedparser', 'rich', 'babel'} & set(sys.modules)\n"
        "    print('HEAVY', sorted(heavy), file=sys.stderr)\n"
    )
    ran = python("-c", program, cwd=tmp_path)
    assert ran.returncode == (0 if command[0] == "ledger" else 1), ran.stderr
    assert "HEAVY []" in ran.stderr
    if command[0] == "ledger":
        assert {row["source"] for row in json.loads(ran.stdout)} == {"log", "page", "feed"}
        assert "reciprocity.yml:9: " in ran.stderr


@pytest.mark.parametrize("arguments", [["--help"], ["ledger", "--help"], ["check", "-h"], ["--version"]])
def test_help(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 0
    assert "mkdocs" in result.output.lower()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
@pytest.mark.parametrize("command", ["ledger", "check", "desk", "peers"])
def test_an_output_that_is_full_is_a_sentence(tmp_path: Path, command: str) -> None:
    config = str(draw(tmp_path, {"reciprocity.yml": ONE_GIFT}))
    with open("/dev/full", "wb") as full:
        code = "import sys; from mkdocs_reciprocity.cli import main; main(sys.argv[1:])"
        arguments = [sys.executable, "-c", code, command, "-f", config]
        done = subprocess.run(arguments, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (2, "not all could be printed: No space left on device\n")


def test_a_format_that_is_not_known(tmp_path: Path) -> None:
    result = run("ledger", "--format", "xml", "-f", drawn(tmp_path))
    assert result.exit_code == 2
    assert result.stdout == ""


def test_an_output_that_knows_few_letters_is_no_reason_to_fail(tmp_path: Path) -> None:
    draw(tmp_path, {"reciprocity.yml": "interactions:\n- {date: 2026-11-02, gave: Привет, url: https://x.example/}\n"})
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    command = [sys.executable, "-c", "from mkdocs_reciprocity.cli import main; main()", "check"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False, timeout=60)
    assert done.returncode == 1
    assert b"unknown kind" in done.stdout
    assert b"Traceback" not in done.stderr


# --- what is asked for of the ledger


@pytest.mark.parametrize(
    ("arguments", "number"),
    [
        (["--peer", "ada"], 5),
        (["--peer", "ada", "--peer", "stranger.example"], 6),
        (["--kind", "like"], 1),
        (["--reach", "spread", "--direction", "given"], 2),
        (["--direction", "received"], 1),
        (["--source", "feed"], 1),
        (["--since", "2026-11-09"], 3),
        (["--since", "2026-11", "--until", "2026-11-02"], 2),
        (["--until", "2025"], 0),
        (["--until", "9000 weeks ago"], 0),
        (["--reach", "nod", "--kind", "share"], 0),
    ],
)
def test_a_part_of_the_ledger(tmp_path: Path, arguments: list[str], number: int) -> None:
    assert len(rows(*arguments, "-f", drawn(tmp_path))) == number


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--peer", "adda"], '--peer: unknown peer "adda"; did you mean "ada"?'),
        (["--kind", "shar"], '--kind: unknown kind "shar"; did you mean "share"?'),
        (["--since", "soon"], '--since: "soon" is no date'),
        (["--since", "2026", "--until", "2025-12"], "--since 2026 is later than --until 2025-12"),
        (["--reach", "spred"], "spred"),
    ],
)
def test_what_cannot_be_asked_for(tmp_path: Path, arguments: list[str], says: str) -> None:
    result = run("ledger", *arguments, "-f", drawn(tmp_path))
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stdout == ""


def test_the_ledger_as_csv(tmp_path: Path) -> None:
    title = '"=1+1, \\"quoted\\"\\nand\\e[31m more"'
    row = f"- {{date: 2026-11-10, gave: share, url: https://ada.example/x/, title: {title}, via: '@ada'}}\n"
    evidence = "- {date: 2026, got: link, peer: ada, evidence: [https://ada.example/2, https://ada.example/1]}\n"
    config = drawn(tmp_path, {**FILES, "reciprocity.yml": LOG + row + evidence})
    result = CliRunner().invoke(main, ["ledger", "--format", "csv", "-f", str(config)])
    assert result.exit_code == 0
    lines = result.stdout_bytes.decode().split("\r\n")
    assert lines[0] == ",".join(KEYS)
    assert lines[-1] == ""
    assert "\x1b" not in result.stdout
    found = list(csv.reader(io.StringIO(result.stdout_bytes.decode(), newline="")))
    assert {len(cells) for cells in found} == {len(KEYS)}
    assert not [cell for cells in found for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    by_url = {cells[5]: cells for cells in found}
    assert by_url["https://ada.example/x/"][6:11] == ['\'=1+1, "quoted" and[31m more', "", "'@ada", "", "false"]
    assert [cells[12] for cells in found if cells[0] == "2026"] == ["https://ada.example/1 https://ada.example/2"]


def test_the_ledger_as_a_table(tmp_path: Path) -> None:
    row = '- {date: 2026-11-10, gave: share, url: https://ada.example/x/, title: "[red]x[/red] \\e[31m"}\n'
    config = drawn(tmp_path, {**FILES, "reciprocity.yml": LOG + row})
    result = run("ledger", "--format", "table", "-f", config)
    assert result.exit_code == 0
    assert "\x1b" not in result.output
    assert "[red]x[/red]" in result.output
    assert "ada.example/engines" in result.output
    assert run("ledger", "--format", "table", "--until", "1999", "-f", config).output == (
        "There is nothing of that kind in the ledger.\n"
    )


def test_json_holds_nothing_that_a_terminal_obeys(tmp_path: Path) -> None:
    log = 'interactions:\n- {date: 2026-11-02, gave: share, url: https://a.example/, title: "\\x9b31m\\u202e"}\n'
    result = run("ledger", "-f", drawn(tmp_path, {"reciprocity.yml": log}))
    assert "\x9b" not in result.output
    assert "\u202e" not in result.output
    assert json.loads(result.stdout)[0]["title"] == "\x9b31m\u202e"


# --- check, for machines


def test_check_as_json(tmp_path: Path) -> None:
    result = run("check", "--format", "json", "-f", drawn(tmp_path, {**FILES, "reciprocity.yml": LOG + MISTAKE}))
    assert result.exit_code == 1
    first, second = json.loads(result.stdout)
    assert first["level"] == "info"
    assert {**second, "message": ""} == {
        "file": "reciprocity.yml", "line": 9, "column": 10, "level": "error", "message": "",
    }  # fmt: skip
    assert result.stderr == "6 interactions, 1 peer: 1 problem.\n"


def test_annotations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands"""
    mistakes = 'peers: {}\ninteractions:\n- {date: 2026-11-02, gave: "100%:\\n::set-env,", url: https://x.example/}\n'
    secret = (
        "peers:\n  lea: {name: Lea, home: nope}\ninteractions:\n- {date: 2026, gave: like, url: https://s.example/}\n"
    )
    options = {"log": ["a,b:c.yml", "x.private.yml"], "windw": "x"}
    config = drawn(tmp_path, {"a,b:c.yml": mistakes, "x.private.yml": secret}, reciprocity=options)
    monkeypatch.chdir(tmp_path.parent)
    result = run("check", "--format", "github", "-f", config)
    assert result.exit_code == 1
    *found, last = result.output.splitlines()
    assert last.endswith(" 3 problems.")
    name = tmp_path.name
    start = f'::error file={name}/a%2Cb%3Ac.yml,line=3,col=28::unknown kind "100%25:\\n::set-env,"; there are share, '
    assert any(line.startswith(start) for line in found)
    assert not [line for line in found if "Lea" in line or "lea" in line or "s.example" in line]
    assert [line for line in found if f"file={name}/x.private.yml,line=2" in line and "something private" in line]
    assert all(line.startswith(("::error ", "::notice ", "::error::", "::notice::")) for line in found)


def test_what_has_no_file_is_annotated_without_one(tmp_path: Path) -> None:
    config = drawn(tmp_path, {"reciprocity.yml": LOG})
    result = run("check", "--format", "github", "-f", config)
    assert result.exit_code == 0
    assert "::notice::feeds/ada.xml: the feed of" in result.output


def test_the_option_f_counts_before_a_group_too(tmp_path: Path) -> None:
    """It was not passed on to `webmention pending`, which then read the mkdocs.yml of the folder."""
    for words in (
        ["webmention", "pending"],
        ["webmention", "send"],
        ["peers"],
        ["peers", "list"],
        ["peers", "rename", "a", "b"],
    ):
        for order in (["-f", "none.yml", *words], [*words, "-f", "none.yml"]):
            result = CliRunner().invoke(main, order)
            assert (result.exit_code, result.output[:9]) == (2, "none.yml:"), order


def test_the_list_of_peers_says_where_each_is_written_to(tmp_path: Path) -> None:
    log = "peers:\n  ada: {name: Ada, home: https://ada.example/, contact: '@ada@social.example'}\n  ben: {name: Ben}\n"
    listed = run("peers", "-f", drawn(tmp_path, {"reciprocity.yml": log})).stdout.splitlines()
    assert [line.split("\t")[-2:] for line in listed] == [["-", "@ada@social.example"], ["-", "-"]]
