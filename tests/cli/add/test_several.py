"""``add`` of several things at once: as arguments, as lines on standard input, on the clipboard, in a form."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from mkdocs_reciprocity.cli import main
from mkdocs_reciprocity.collect import plain_file
from mkdocs_reciprocity.core.editing import issue_form, layout
from mkdocs_reciprocity.core.log import reader as log_reader
from tests.cli.add.test_questions import answered
from tests.core.editing.appending import RULES
from tests.sites.drawing import draw

LOG = """\
peers:
  ada: {name: Ada Example, home: https://ada.example/}
  lea: {name: Lea, home: https://lea.example/, private: true}
interactions:
- {date: 2026-11-25, gave: share, peer: ada, url: https://ada.example/engines/}
"""
NEW = "- {date: 2026-11-25, gave: share, peer: ada, url: https://ada.example/"
A = "https://ada.example/a/"
PROGRAM = "from mkdocs_reciprocity.cli import main; main()"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795608000")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return draw(tmp_path, {"reciprocity.yml": LOG})


def run(config: Path, *arguments: str, given: str | bytes = "") -> Result:
    return CliRunner().invoke(main, ["add", *arguments, "-f", str(config)], input=given)


def added(config: Path, *arguments: str, given: str | bytes = "") -> list[str]:
    """The lines at the end of the log that are new."""
    path = config.parent / "reciprocity.yml"
    before = path.read_text("utf-8")
    result = run(config, *arguments, given=given)
    assert result.exit_code == 0, result.output
    after = path.read_text("utf-8")
    assert after.startswith(before)
    return after.removeprefix(before).splitlines()


def refused(config: Path, *arguments: str, given: str | bytes = "") -> list[str]:
    """The sentences of a refusal; no file has changed or is new."""
    before = {path: path.read_bytes() for path in config.parent.iterdir() if path.is_file()}
    result = run(config, *arguments, given=given)
    assert result.exit_code == 2, result.output
    assert {path: path.read_bytes() for path in config.parent.iterdir() if path.is_file()} == before
    assert result.stdout == ""
    return result.stderr.splitlines()


# --- arguments


def test_each_address_is_a_row(site: Path) -> None:
    result = run(site, "share", A, "https://stranger.example/p", "--via", "x", "--note", "So fine.")
    assert result.output.splitlines() == [
        "reciprocity.yml:6: You shared “ada.example/a” (public)",
        f"{NEW}a/, via: x, note: So fine.}}",
        "reciprocity.yml:7: You shared “stranger.example/p” (public)",
        "- {date: 2026-11-25, gave: share, url: https://stranger.example/p, via: x, note: So fine.}",
    ]


def test_the_kind_may_stand_anywhere_among_them(site: Path) -> None:
    assert added(site, A, "share", f"{A}b/") == [f"{NEW}a/}}", f"{NEW}a/b/}}"]


def test_all_or_none(site: Path) -> None:
    assert refused(site, "share", A, f"{A}b/,", "ada.example/c") == [
        f'URL: "{A}b/,": "," stands at its end; did you mean "{A}b/"? (where it belongs there, write it as `%2C`)',
        'URL: "ada.example/c" is no URL; did you mean "https://ada.example/c"?',
    ]
    assert refused(site, "share", A, "https://me.example/x/") == [
        "URL: this is your own site, and a gift goes to somebody else; `--peer ID` says to whom"
    ]


def test_two_spellings_are_one_row_and_that_is_said(site: Path) -> None:
    result = run(site, "share", A, "http://www.ada.example/a", A)
    assert result.output.splitlines()[2:] == [
        f"http://www.ada.example/a is {A} by another spelling; one row says it",
        f"{A} was given twice; one row says it",
    ]
    assert (site.parent / "reciprocity.yml").read_text("utf-8") == f"{LOG}{NEW}a/}}\n"


def test_what_stands_is_said_and_the_others_are_written(site: Path) -> None:
    result = run(site, "share", A, "https://ada.example/engines", f"{A}b/")
    assert [line.split(": ")[0].split(" says")[0] for line in result.output.splitlines()] == [
        "reciprocity.yml:6", "- {date", "reciprocity.yml:5", "reciprocity.yml:7", "- {date",
    ]  # fmt: skip
    assert run(site, "share", A, "https://ada.example/engines", f"{A}b/").output.count("says so already") == 3


def test_a_title_is_that_of_one_post(site: Path) -> None:
    assert refused(site, "share", A, f"{A}b/", "--title", "X") == [
        "--title names one post, and here are several; leave it out, or give one address"
    ]
    assert added(site, "share", "-", "--title", "X", given=A) == [f"{NEW}a/, title: X}}"]


def test_somebody_new_is_listed_once(site: Path) -> None:
    result = run(site, "share", "https://new.example/a/", "https://new.example/b/", "--peer-name", "Noé")
    assert result.output.count("is a peer now") == 1
    assert (site.parent / "reciprocity.yml").read_text("utf-8").count("peer: noé, ") == 2


# --- several files


def test_what_is_private_goes_into_the_private_file_and_the_rest_does_not(site: Path) -> None:
    result = run(site, "share", A, "https://lea.example/x/", f"{A}b/")
    assert [line for line in result.stdout.splitlines() if line.startswith("recip")] == [
        "reciprocity.yml:6: You shared “ada.example/a” (public)",
        "reciprocity.private.yml:4: You shared “lea.example/x” (private)",
        "reciprocity.yml:7: You shared “ada.example/a/b” (public)",
    ]
    assert "lea.example/x" not in (site.parent / "reciprocity.yml").read_text("utf-8")
    assert (site.parent / "reciprocity.yml").read_text("utf-8") == f"{LOG}{NEW}a/}}\n{NEW}a/b/}}\n"
    again = run(site, "share", "https://lea.example/x/", A)
    assert again.output.splitlines()[0].startswith("reciprocity.private.yml:4 says so already")
    assert again.output.splitlines()[1].startswith("reciprocity.yml:6 says so already")
    assert len(again.output.splitlines()) == 2


@pytest.mark.parametrize("address", ["https://dora.example:8443/x/", "https://me@dora.example/x/"])
def test_another_port_of_somebody_private_is_private_too(site: Path, address: str) -> None:
    (site.parent / "reciprocity.private.yml").write_text(
        "peers:\n  dora: {name: Dora, home: https://dora.example/}\n", "utf-8"
    )
    before = (site.parent / "reciprocity.yml").read_bytes()
    run(site, "share", "-", given=f"{address}\n")
    assert (site.parent / "reciprocity.yml").read_bytes() == before
    assert "dora.example" in (site.parent / "reciprocity.private.yml").read_text("utf-8").partition("interactions")[2]


def test_of_two_files_both_are_written_or_none(site: Path) -> None:
    (site.parent / "reciprocity.private.yml").write_text("interactions:\n\t- x\n", "utf-8")
    assert refused(site, "share", A, "https://lea.example/x/")


def test_of_two_files_both_are_as_they_were_after_a_failure(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (site.parent / "reciprocity.private.yml").write_text("interactions: []\n", "utf-8")
    (site.parent / ".gitignore").write_text("*.private.yml\n.reciprocity*\n", "utf-8")
    writes: list[str] = []
    make = plain_file.make

    def fails(path: str | Path, *more: Any, **named: Any) -> None:
        writes.append(Path(path).name)
        if "reciprocity.yml" in writes[-1]:
            raise OSError(28, "No space left on device")
        make(path, *more, **named)

    monkeypatch.setattr(plain_file, "make", fails)
    said = refused(site, "share", A, "https://lea.example/x/")
    assert sum("reciprocity.private.yml" in name for name in writes) == 2  # the second takes the first back
    assert "cannot be written (No space left on device" in said[0]


def test_a_mistake_in_another_row_is_no_obstacle(site: Path) -> None:
    log = site.parent / "reciprocity.yml"
    log.write_text(f"{LOG}- {{date: 2026-11-25, gave: shrae, url: https://x.example/}}\n", "utf-8")
    assert run(site, "share", A, "https://lea.example/x/").exit_code == 0
    assert log.read_text("utf-8").endswith(f"{NEW}a/}}\n")


def test_what_stays_public_is_said_once(site: Path) -> None:
    result = run(site, "share", "https://ada.example/engines/", A, "--private")
    assert result.output.splitlines()[-1].startswith("reciprocity.yml:5 says the same in public, and stays so")
    assert result.output.count("in public, and stays so") == 1


# --- lines on standard input


def test_lines(site: Path) -> None:
    lines = f"\ufeff# mine\r\n\r\n- [On looms]({A}) so fine\r\n* <{A}b/>\r\nEngines: {A}c/ \x1b[2Jbad\x00\r\n"
    assert added(site, "share", "-", "--date", "2026-11-24", given=lines) == [
        f"{NEW}a/, title: On looms, note: so fine}}".replace("-25", "-24"),
        f"{NEW}a/b/}}".replace("-25", "-24"),
        f'{NEW}a/c/, title: Engines, note: "[2Jbad"}}'.replace("-25", "-24"),
    ]


def test_each_bad_line_is_named_with_its_number_and_none_is_lost(site: Path) -> None:
    assert refused(site, "share", "-", given=f"{A}\n\nnothing here\nada.example/x A post\n{A}b/\n") == [
        'standard input:3: no address stands here; one begins with `https://` (the line is "nothing here")',
        (
            'standard input:4: "ada.example/x" is no URL; did you mean "https://ada.example/x"? '
            '(the line is "ada.example/x A post")'
        ),
        "nothing was written",
    ]
    assert refused(site, "share", "-", given="nothing") == [
        'standard input:1: no address stands here; one begins with `https://` (the line is "nothing")',
        "nothing was written",
    ]


PASTED = {
    "https://ada.example/one/,": '"https://ada.example/one/,": "," stands at its end; did you mean',
    "“https://ada.example/four/”": 'did you mean "https://ada.example/four/"?',
    "https://ada.example/five/ (via Ben)": 'did you mean "https://ada.example/five/"? Leave out what follows',
}
"""Slips of pasting, with what the log's reader and `add` say of each."""


@pytest.mark.parametrize("slip", PASTED)
def test_slips_of_pasting_get_the_same_sentence_wherever_they_stand(site: Path, slip: str) -> None:
    (said, _) = refused(site, "share", "-", given=slip)
    assert PASTED[slip] in said
    (said,) = refused(site, "share", slip)
    assert PASTED[slip] in said
    text = f"interactions:\n- {{date: 2026-11-01, gave: share, url: '{slip}'}}\n"
    (problem,) = log_reader.parse(text.encode(), "l.yml", RULES).problems
    assert PASTED[slip] in problem.message


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", "standard input: no address stands there; write one a line"),
        ("# nothing\n\n", "standard input: no address stands there; write one a line"),
        (b"\xff\xfe\x00", "standard input:1: this is no text in UTF-16; give it as UTF-8"),
        (b"\n\x89PNG", "standard input:2: this is no text in UTF-8; give it as UTF-8"),
        (b"x" * 1_000_001, "standard input: this is more than 1 MB; give the addresses only, in several steps"),
    ],
)  # fmt: skip
def test_what_is_no_list(site: Path, given: str | bytes, said: str) -> None:
    assert refused(site, "share", "-", given=given) == [said]


def test_no_more_is_read_than_may_be(site: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, "add", "share", "-", "-f", str(site)]
    endless = subprocess.Popen(["yes", A], stdout=subprocess.PIPE)
    try:
        done = subprocess.run(command, stdin=endless.stdout, capture_output=True, check=False, timeout=60)
    finally:
        endless.kill()
        endless.communicate()
    assert done.stderr.decode().startswith("standard input: this is more than 1 MB")
    assert done.returncode == 2


def test_standard_input_is_read_only_where_it_is_named(site: Path) -> None:
    assert added(site, "share", A, given="https://never.example/") == [f"{NEW}a/}}"]
    assert refused(site, given=A)[0].startswith("KIND: what was done is missing")


def test_standard_input_stands_alone(site: Path) -> None:
    assert refused(site, "share", "-", A, given=A) == [
        "`-` stands for lines on standard input; write the addresses there, and none beside it"
    ]


def test_without_a_kind_nothing_is_asked(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mkdocs_reciprocity.cli.add.noting.on_a_terminal", lambda: True)
    assert refused(site, "-", given=A)[0].startswith("KIND: what was done is missing")


def test_a_closed_input(site: Path) -> None:
    command = 'exec "$0" -c "$1" add share - -f "$2" <&-'
    done = subprocess.run(["/bin/sh", "-c", command, sys.executable, PROGRAM, site], capture_output=True, check=False)
    assert done.stderr == b"standard input cannot be read: it is closed\n"
    assert done.returncode == 2


def counted(function: Callable[..., object], calls: list[str]) -> Callable[..., object]:
    def counts(*args: object, **more: object) -> object:
        calls.append(function.__name__)
        return function(*args, **more)

    return counts


def test_one_reading_and_one_write_for_fifty(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = site.parent / "reciprocity.yml"
    log.write_text(LOG + "".join(f"{NEW}{number}/}}\n" for number in range(500)), "utf-8")
    calls: list[str] = []
    for module, name in ((plain_file, "read"), (plain_file, "make"), (layout, "read"), (layout, "read_again"),
                         (log_reader, "parse")):  # fmt: skip
        function = counted(getattr(module, name), calls)
        monkeypatch.setattr(module, name, function)
        if name == "read_again":
            monkeypatch.setattr("mkdocs_reciprocity.core.editing.edits.read_again", function)
    assert len(added(site, "share", f"{A}x/")) == 1
    for_one = sorted(calls)
    calls.clear()
    lines = "".join(f"{A}{number}/\n" for number in range(50))
    assert len(added(site, "share", "-", given=lines)) == 50
    assert sorted(calls) == for_one
    assert for_one.count("make") == 1


# --- a form


FORM = "\n\n".join(
    f"### {field.heading}\n\n{said or issue_form.NOTHING}"
    for field, said in zip(
        issue_form.FIELDS, ["share", A, "On looms", "", "x", "2026-11-24", "", "So\n\nfine; $(id) `id`"], strict=True
    )
)


def test_a_form_on_standard_input(site: Path) -> None:
    assert added(site, "--form", "-", given=FORM.replace("\n", "\r\n")) == [
        f"{NEW}a/, title: On looms, via: x, note: So fine; $(id) `id`}}".replace("-25", "-24")
    ]


def test_a_form_in_a_file_and_options_for_what_it_does_not_say(site: Path) -> None:
    path = site.parent / "issue.md"
    path.write_text("### url\nhttps://ada.example/a/\n### kind\nlike", "utf-8")
    assert added(site, "--form", str(path), "--date", "2026-11", "--public") == [
        "- {date: 2026-11, gave: like, peer: ada, url: https://ada.example/a/, private: false}"
    ]


def test_what_a_form_says_to_be_private_goes_into_the_private_file(site: Path) -> None:
    result = run(site, "--form", "-", "--public", given=f"### url\n{A}\n### kind\nshare\n### private\n- [x] Keep it")
    assert "reciprocity.private.yml:4: You shared “ada.example/a” (private)" in result.output
    assert (site.parent / "reciprocity.yml").read_text("utf-8") == LOG


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (FORM.replace("Where", "Wer"), 'standard input:17: the form has no field "Wer"; did you mean "Where"?'),
        (f"{FORM}\n### Address\nhttps://evil.example/", 'standard input:34: a heading stands in the note, "Address"'),
        (FORM.replace(A, "javascript:alert(1)"), 'standard input:5: "javascript:alert(1)" is no URL'),
        (FORM.replace("share", "shar"), 'standard input:1: unknown kind "shar"; did you mean "share"?'),
        (FORM.replace("2026-11-24", "30.2.2026"), 'standard input:21: "30.2.2026" is no date; February 2026 has 28'),
        (FORM.replace(A, issue_form.NOTHING), "add: what was it about, or whom? Give a URL, or `--peer ID`"),
        ("", "standard input: no form stands here"),
        (b"\xff", "standard input:1: this is no text in UTF-8"),
    ],
)
def test_a_form_that_is_wrong(site: Path, text: str | bytes, said: str) -> None:
    assert refused(site, "--form", "-", given=text)[0].startswith(said)


def test_a_form_stands_alone(site: Path) -> None:
    for more in ([A], ["share"], ["-"]):
        assert refused(site, "--form", "-", *more, given=FORM) == ["--form says KIND and URL itself; leave them out"]
    assert refused(site, "--form", "/nowhere/x.md") == ["/nowhere/x.md cannot be read: No such file or directory"]


# --- the clipboard


def test_the_clipboard_is_shown_and_asked_about(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _at_a_terminal(monkeypatch, f"On looms - {A}\n{A}b/ fine")
    result, row = answered(site, [""], "share", "--from-clipboard")
    assert row == f"{NEW}a/, title: On looms}}\n{NEW}a/b/, note: fine}}\n"
    assert result.exit_code == 0
    result, row = answered(site, ["n"], "like", "--from-clipboard")
    assert (result.output, row) == ("nothing was written\n", "")


def test_one_address_on_the_clipboard(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _at_a_terminal(monkeypatch, A)
    _, row = answered(site, ["", "like", "", "", "", ""], "--from-clipboard")
    assert row == "- {date: 2026-11-25, gave: like, peer: ada, url: https://ada.example/a/}\n"
    _, row = answered(site, ["n"], "share", "--from-clipboard")
    assert row == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the clipboard is empty; copy an address first"),
        (" \n", "the clipboard is empty; copy an address first"),
        ("\ufffdPNG\n\0\0", "the clipboard holds no text, but a picture or the like; copy an address first"),
        ("# x", "clipboard: no address stands there; write one a line"),
        (f"nothing\n{A}", "clipboard:1: no address stands here; one begins with `https://` (the line is "),
        ("nothing", "clipboard:1: no address stands here; one begins with `https://` (the line is "),
        ("ada.example/x\nx", 'clipboard:1: "ada.example/x" is no URL; did you mean "https://ada.example/x"?'),
    ],
)
def test_a_clipboard_without_an_address(site: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str) -> None:
    _at_a_terminal(monkeypatch, text)
    assert refused(site, "share", "--from-clipboard")[0].startswith(said)
    assert refused(site, "--from-clipboard")[0].startswith(said)


def test_without_a_terminal_the_clipboard_is_not_read(site: Path) -> None:
    assert refused(site, "share", "--from-clipboard") == [
        (
            "--from-clipboard shows what it found and asks, and there is no terminal to ask at; "
            "give it on standard input instead: `add KIND -`"
        )
    ]


def test_the_clipboard_stands_alone(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _at_a_terminal(monkeypatch, A)
    for more in (["share", A], ["share", "-"], ["--form", "-"]):
        assert refused(site, "--from-clipboard", *more) == [
            "--from-clipboard takes the addresses from there; leave out URL, `-` and --form"
        ]


# --- several at a terminal


def test_several_are_asked_about_once(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _at_a_terminal(monkeypatch, "")
    result, row = answered(site, ["", "like", "", "fine", "yesterday", ""], A, "https://stranger.example/p")
    assert row == (
        "- {date: 2026-11-24, gave: like, peer: ada, url: https://ada.example/a/, note: fine}\n"
        "- {date: 2026-11-24, gave: like, url: https://stranger.example/p, note: fine}\n"
    ), result.output


def test_several_with_a_kind_are_not_asked_about(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _at_a_terminal(monkeypatch, "")
    _, row = answered(site, [], "share", A, f"{A}b/")
    assert row == f"{NEW}a/}}\n{NEW}a/b/}}\n"


def test_a_bad_address_among_several_is_said_before_anything_is_asked(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _at_a_terminal(monkeypatch, "")
    assert refused(site, A, f"{A},")[0].startswith(f'URL: "{A},": "," stands at its end')


def _at_a_terminal(monkeypatch: pytest.MonkeyPatch, copied: str) -> None:
    monkeypatch.setattr("mkdocs_reciprocity.cli.add.noting.on_a_terminal", lambda: True)
    monkeypatch.setattr("mkdocs_reciprocity.cli.terminal.clipboard.paste", lambda: copied)
