"""``mkdocs-reciprocity desk write``: in a pipe, and step by step with keys from one."""

from __future__ import annotations

import shlex
import stat
import webbrowser
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from mkdocs_reciprocity.cli import main
from mkdocs_reciprocity.cli.desk import writing
from mkdocs_reciprocity.cli.desk.known import known
from mkdocs_reciprocity.cli.terminal.form import Form
from mkdocs_reciprocity.core.desk import drafts
from mkdocs_reciprocity.core.desk.account import Account
from mkdocs_reciprocity.core.desk.drafts import Draft
from mkdocs_reciprocity.core.model import PeerId
from tests.sites.drawing import draw

LOG = """\
peers:
  ada: {name: Ada Example, home: https://ada.example/, contact: "@ada@social.example"}
  ben: {name: Ben, home: https://ben.example/, contact: ben@ben.example}
  dora: {name: Dora, home: https://dora.example/, private: true}
  nora: {name: Nora}
interactions:
- {date: 2026-11-02, gave: share, peer: ada, url: https://ada.example/x/, via: mastodon}
"""
C_C, C_D = "\x03", "\x04"
TEXT = "Hi Ada,\n\nthank you for “Looms”."


NOTE = Draft(peer=PeerId("ben"), kind="thank", language="en", subject="Your “Looms”", text=TEXT)
HELLO = replace(NOTE, peer=PeerId("ada"), kind="checkin")


def drafted(peer: PeerId, account: Account) -> Draft | None:
    """Something to say to everybody but Nora."""
    return {"ada": HELLO, "ben": NOTE, "dora": replace(NOTE, peer=PeerId("dora"))}.get(peer)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with a stand-in for the drafts, no clipboard, and no browser."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795608000")
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "VISUAL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(drafts, "draft", drafted)
    monkeypatch.setattr(drafts, "drafts", lambda account: (NOTE, HELLO))
    return draw(tmp_path, {"reciprocity.yml": LOG}, {"reciprocity": {"me": ["https://mine.example/@mara"]}})


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who can be asked."""
    monkeypatch.setattr(writing, "on_a_terminal", lambda: True)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a browser was told to open."""
    found: list[str] = []
    monkeypatch.setenv("BROWSER", "x")

    def starts(address: str) -> bool:
        found.append(address)
        return True

    monkeypatch.setattr(webbrowser, "open", starts)
    return found


@pytest.fixture
def kept(site: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What is on the clipboard."""
    monkeypatch.setenv("WAYLAND_DISPLAY", "x")
    program(site.parent / "programs/wl-copy", f'cat > "{site.parent}/kept"')
    return site.parent / "kept"


def program(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def added(config: Path) -> str:
    return (config.parent / "reciprocity.yml").read_text("utf-8").removeprefix(LOG)


def run(config: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["desk", "write", *words, "-f", str(config)])


def typed(config: Path, keys: Sequence[str], *words: str) -> Result:
    """What came of it, with these answers."""
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text("".join(key if key in {C_C, C_D} else f"{key}\r" for key in keys))
        return run(config, *words)


# --- in a pipe


def test_in_a_pipe_the_note_is_printed_and_nothing_written(site: Path) -> None:
    done = run(site, "--peer", "ben")
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "To: Ben", "Where: ben@ben.example", "Subject: Your “Looms”", "", *TEXT.splitlines(), "",
        f"Open: {address(site)}",
        f"Once it is sent: mkdocs-reciprocity add thank --peer ben --via e-mail -f {site}",
    ]  # fmt: skip
    assert added(site) == ""


def test_the_command_at_its_end_notes_it(site: Path) -> None:
    last = run(site, "--peer", "ada").stdout.splitlines()[-1]
    words = shlex.split(last.partition(": ")[2])[1:]
    assert CliRunner().invoke(main, words).exit_code == 0
    assert added(site) == ("- {date: 2026-11-25, gave: checkin, peer: ada, via: mastodon}\n")


def test_without_a_name_it_is_the_first_who_is_due(site: Path) -> None:
    assert run(site).stdout.startswith("To: Ben\n")


def test_no_place_known_is_no_line(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "draft", lambda peer, account: replace(NOTE, peer=peer))
    done = run(site, "--peer", "nora")
    assert "Where" not in done.stdout
    assert "Open" not in done.stdout
    assert "Subject: Your “Looms”" in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--peer", "adda"], 'unknown peer "adda"; did you mean "ada"?'),
        (["--peer", "stranger.example"], 'unknown peer "stranger.example"'),
    ],
)
def test_where_there_is_nothing_to_write_a_sentence_says_so(site: Path, words: list[str], said: str) -> None:
    done = run(site, *words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr


def test_nobody_is_due(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "drafts", lambda account: ())
    done = run(site)
    assert done.exit_code == 0
    assert "Nobody is waiting for thanks or a hello today; `--peer ID` begins a note" in done.stdout


# --- step by step


@pytest.mark.usefixtures("terminal")
def test_open_sent_written(site: Path, opened: list[str]) -> None:
    done = typed(site, ["", "yes"], "--peer", "ben")
    assert done.exit_code == 0, done.output
    assert opened == [address(site)]
    assert "It is open in your mail.\n" in done.output
    assert added(site) == "- {date: 2026-11-25, gave: thank, peer: ben, via: e-mail}\n"
    assert "reciprocity.yml:8: You thanked Ben (private)\n" in done.output


def address(config: Path) -> str:
    way = writing.way(NOTE, known(str(config)))
    assert way is not None
    return way.address(TEXT)


@pytest.mark.usefixtures("terminal")
def test_one_of_those_who_are_due_is_chosen(site: Path, opened: list[str]) -> None:
    done = typed(site, ["ada", "o", "y"])
    assert "To Ada Example  @ada@social.example" in done.output
    assert "Subject" not in done.output, "a form has none"
    assert opened[0].startswith("https://mine.example/share?text=%40ada%40social.example%20Hi%20Ada")
    assert added(site) == ("- {date: 2026-11-25, gave: checkin, peer: ada, via: mastodon}\n")
    wrong = typed(site, ["nobody", C_C])
    assert (wrong.exit_code, added(site).count("\n")) == (130, 1)


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("said", ["Ada Example", "ADA", "ad", "example", "https://ada.example/"])
def test_they_may_be_named_as_one_thinks_of_them(site: Path, said: str) -> None:
    assert "To Ada Example" in typed(site, [said, "not now", C_C]).output


@pytest.mark.usefixtures("terminal")
def test_the_question_says_what_each_note_is_for(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hints: list[str] = []
    monkeypatch.setattr(Form, "hint", lambda self, text: hints.append(text))
    monkeypatch.setattr(drafts, "drafts", lambda account: (NOTE, HELLO, replace(NOTE, peer=PeerId("nora"))))
    (site.parent / "reciprocity.yml").write_text(LOG.replace("{name: Nora}", "{}"), "utf-8")
    typed(site, [C_C])
    assert hints == ["ben  Ben, to thank", "ada  Ada Example, to greet", "nora  to thank"]


@pytest.mark.usefixtures("terminal")
def test_what_was_edited_is_opened(site: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    program(site.parent / "programs/ed", 'printf "\\nP.S. \\033[31mred\\r\\n" >> "$1"')
    monkeypatch.setenv("EDITOR", "ed")
    done = typed(site, ["edit", "open", "yes"], "--peer", "ben")
    assert opened[0].endswith("%0D%0A%0D%0AP.S.%20%5B31mred")
    assert done.output.count("To Ben") == 2, "it is shown as it is now"
    assert "\x1b" not in done.output
    assert "Your words" not in done.output, "it was sent"
    assert added(site).startswith("- {date: 2026-11-25, gave: thank")


@pytest.mark.usefixtures("terminal")
def test_a_failing_editor_is_said_and_the_note_goes_on(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "/nowhere/ed")
    done = typed(site, ["edit", "not now"], "--peer", "ben")
    assert done.exit_code == 0
    assert "`VISUAL` or `EDITOR` names another editor." in done.output
    assert done.output.endswith("nothing was written\n")


@pytest.mark.usefixtures("terminal")
def test_what_is_copied_may_go_any_way(site: Path, kept: Path) -> None:
    done = typed(site, ["copy", "yes"], "--peer", "ben")
    assert kept.read_text("utf-8") == TEXT
    assert "The text is on your clipboard.\n" in done.output
    assert added(site) == "- {date: 2026-11-25, gave: thank, peer: ben}\n"


@pytest.mark.usefixtures("terminal")
def test_a_page_is_opened_with_the_text_on_the_clipboard(site: Path, kept: Path, opened: list[str]) -> None:
    done = typed(site, ["", "yes"], "--peer", "dora")
    assert opened == ["https://dora.example/"]
    assert kept.read_text("utf-8") == TEXT
    assert "Your log has no contact of theirs, so this is their home page.\n" in done.output
    assert "It is open on dora.example; the text is on your clipboard.\n" in done.output
    private = (site.parent / "reciprocity.private.yml").read_text("utf-8")
    assert private.endswith("- date: 2026-11-25\n  gave: thank\n  peer: dora\n"), "since she is"
    assert added(site) == ""


@pytest.mark.usefixtures("terminal")
def test_without_browser_and_clipboard_everything_is_on_the_screen(site: Path) -> None:
    done = typed(site, ["", "no", ""], "--peer", "dora")
    assert "Nothing here opens it; copy the text from above. Its address:\nhttps://dora.example/\n" in done.output
    done = typed(site, ["copy", "no", "not"], "--peer", "ben")
    assert "No program here writes to the clipboard; copy the text from above.\n" in done.output
    assert added(site) == ""


@pytest.mark.usefixtures("terminal")
def test_without_a_way_there_is_the_clipboard(site: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "draft", lambda peer, account: replace(NOTE, peer=peer))
    done = typed(site, ["", "y"], "--peer", "nora")
    assert kept.read_text("utf-8") == TEXT
    assert done.exit_code == 0
    assert added(site) == "- {date: 2026-11-25, gave: thank, peer: nora}\n"


@pytest.mark.usefixtures("terminal")
def test_not_sent_is_not_written(site: Path, opened: list[str]) -> None:
    done = typed(site, ["", "", ""], "--peer", "ben")
    assert len(opened) == 1
    assert done.output.endswith("nothing was written\n")
    assert added(site) == ""


@pytest.mark.usefixtures("terminal")
def test_what_is_too_long_for_a_place_is_said(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = (site.parent / "reciprocity.yml").read_text("utf-8").replace("ben@ben.example", "ben.bsky.example")
    (site.parent / "reciprocity.yml").write_text(log, "utf-8")
    monkeypatch.setattr(drafts, "draft", lambda peer, account: replace(NOTE, text="x" * 300))
    assert "It has 318 characters; Bluesky takes 300.\n" in typed(site, ["not now"], "--peer", "ben").output


@pytest.mark.usefixtures("terminal")
def test_a_draft_is_shown_whole_and_without_what_moves_the_cursor(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "word " * 200 + "end\x1b[2J\u202e<b>"
    monkeypatch.setattr(drafts, "draft", lambda peer, account: replace(NOTE, text=text))
    monkeypatch.setenv("COLUMNS", "40")
    done = typed(site, ["not now"], "--peer", "ben")
    assert " ".join(done.output.split()).count("word") == 200
    assert "end[2J<b>" in done.output
    assert max(map(len, done.output.splitlines())) <= 40


# --- Ctrl-C


@pytest.fixture
def editing(site: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    program(site.parent / "programs/ed", 'echo "my own words" > "$1"')
    monkeypatch.setenv("EDITOR", "ed")
    yield


@pytest.mark.usefixtures("terminal", "opened", "editing")
@pytest.mark.parametrize("key", [C_C, C_D])
@pytest.mark.parametrize(
    ("words", "keys", "edited"),
    [
        ([], [], False),
        ([], ["ben"], False),
        (["--peer", "ben"], [], False),
        (["--peer", "ben"], ["open"], False),
        (["--peer", "ben"], ["open", "no"], False),
        (["--peer", "ben"], ["edit"], True),
        (["--peer", "ben"], ["edit", "open"], True),
        (["--peer", "ben"], ["edit", "copy", "no"], True),
    ],
)
def test_ctrl_c_writes_nothing_and_loses_no_words(
    site: Path, key: str, words: list[str], keys: list[str], edited: bool
) -> None:
    done = typed(site, [*keys, key], *words)
    assert done.exit_code == 130
    assert "stopped; nothing was changed" in done.stderr
    assert "Traceback" not in done.output
    assert ("Your words, for another time:\n\nmy own words\n" in done.stdout) is edited
    assert added(site) == ""


@pytest.mark.usefixtures("terminal", "editing")
def test_words_that_are_not_sent_now_are_printed(site: Path) -> None:
    done = typed(site, ["edit", "not now"], "--peer", "ben")
    assert done.stdout.endswith("Your words, for another time:\n\nmy own words\n\nnothing was written\n")


# --- the row


@pytest.mark.usefixtures("terminal", "opened")
def test_the_row_is_written_as_by_add(site: Path) -> None:
    """With a copy, below the last row, once; and not into a log with a mistake in it."""
    typed(site, ["", "yes"], "--peer", "ben")
    again = typed(site, ["", "yes"], "--peer", "ben")
    assert "reciprocity.yml:8 says so already; no second row was written" in again.output
    assert added(site).count("\n") == 1
    log = site.parent / "reciprocity.yml"
    log.write_text(f"{LOG}- {{date: never\n", "utf-8")
    wrong = typed(site, ["", "yes"], "--peer", "ben")
    assert wrong.exit_code == 2
    assert log.read_text("utf-8") == f"{LOG}- {{date: never\n"
