"""The questions of `add`, with keys from a pipe and in a terminal of its own."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from mkdocs_reciprocity.cli import main
from mkdocs_reciprocity.cli.terminal.choices import Choice
from mkdocs_reciprocity.cli.terminal.form import Menu
from tests.sites.drawing import draw, entry, rss

LOG = """\
peers:
  ada: {name: Ada Example, home: https://ada.example/, feed: feeds/ada.xml}
  ben: {name: Ben, home: https://ben.example/}
interactions:
- {date: 2026-11-02, gave: share, peer: ada, via: mastodon}
"""
FILES = {"reciprocity.yml": LOG, "feeds/ada.xml": rss(entry("On looms", "https://ada.example/looms/"))}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795608000")
    monkeypatch.setattr("mkdocs_reciprocity.cli.add.noting.on_a_terminal", lambda: True)
    return draw(tmp_path, FILES)


def answered(config: Path, keys: Sequence[str], *arguments: str) -> tuple[Result, str]:
    """What came of it, and what was added to the log."""
    path = config.parent / "reciprocity.yml"
    before = path.read_text("utf-8")
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        text = "".join(f"{key}\r" if len(key) != 1 or key.isprintable() else key for key in keys)
        pipe.send_bytes(text.encode("utf-8", "surrogateescape"))
        result = CliRunner().invoke(main, ["add", *arguments, "-f", str(config)])
    after = path.read_text("utf-8")
    assert after.startswith(before) or "is a peer now" in result.output
    return result, after.removeprefix(before) if after.startswith(before) else after


C_C, C_D, C_U = "\x03", "\x04", "\x15"


def test_step_by_step(site: Path) -> None:
    keys = ["", "", "https://ada.example/looms/", "mastodon", 'Says: "why"', "yesterday", ""]
    result, row = answered(site, keys)
    assert result.exit_code == 0, result.output
    assert row == (
        "- {date: 2026-11-24, gave: share, peer: ada, url: https://ada.example/looms/, title: On looms, via: mastodon, "
        "note: 'Says: \"why\"'}\n"
    )
    assert "reciprocity.yml:6: You shared “On looms” (public)\n" in result.output


def test_what_was_got(site: Path) -> None:
    _, row = answered(site, ["got", "comment", "https://me.example/a/", "Ben", "", "", "", "y"])
    assert row == "- {date: 2026-11-25, got: comment, peer: ben, url: https://me.example/a/}\n"


def test_what_was_asked(site: Path) -> None:
    _, row = answered(site, ["", "", "ben", "", "", "2026-11", ""], "--asked")
    assert row == "- {date: 2026-11, asked: testimonial, peer: ben}\n"


def test_what_was_given_is_not_asked_for(site: Path) -> None:
    result, row = answered(site, ["https://ada.example/x/"], "like")
    assert row == "- {date: 2026-11-25, gave: like, peer: ada, url: https://ada.example/x/}\n"
    _, row = answered(site, ["", "ada"], "thank")
    assert row == "- {date: 2026-11-25, gave: thank, peer: ada}\n"
    _, row = answered(site, [], "thank", "--peer", "ben", "--via", "x")
    assert row == "- {date: 2026-11-25, gave: thank, peer: ben, via: x}\n"
    assert "Write it?" not in result.output


def test_a_wrong_answer_is_asked_for_again(site: Path) -> None:
    keys = ["give", C_U, "gave", "shar", C_U, "share", "ada.example/x", C_U, "https://ada.example/x/", "", "", "soon"]
    keys += [C_U, "", "maybe", C_U, "yes"]
    _, row = answered(site, keys)
    assert row == "- {date: 2026-11-25, gave: share, peer: ada, url: https://ada.example/x/}\n"


def test_half_a_character_is_a_wrong_answer(site: Path) -> None:
    result, row = answered(site, ["", "", "https://ada.example/x/", "a\udcff", C_U, "", "", "", ""])
    assert result.exit_code == 0, result.output
    assert row == "- {date: 2026-11-25, gave: share, peer: ada, url: https://ada.example/x/}\n"


def test_somebody_or_something_has_to_be_named(site: Path) -> None:
    _, row = answered(site, ["", "", "", "ada"], "thank")
    assert row == "- {date: 2026-11-25, gave: thank, peer: ada}\n"


def test_a_stranger_is_listed_or_not(site: Path) -> None:
    _, row = answered(site, [""], "share", "https://zoe.example/a/")
    assert row == "- {date: 2026-11-25, gave: share, url: https://zoe.example/a/}\n"
    _, text = answered(site, ["Zoë", ""], "share", "https://zoe.example/b/")
    assert "  zoë: {name: Zoë, home: https://zoe.example/, was: zoe.example}\n" in text
    assert text.endswith("- {date: 2026-11-25, gave: share, peer: zoë, url: https://zoe.example/b/}\n")


def test_an_unknown_id_is_asked_for(site: Path) -> None:
    _, text = answered(site, ["", "https://ben.example/", C_U, "https://xyz.example/"], "thank", "--peer", "xyz")
    assert "  xyz: {name: xyz, home: https://xyz.example/}\n" in text
    result, row = answered(site, [], "thank", "--peer", "adda")
    assert (result.exit_code, row) == (2, "")
    assert 'did you mean "ada"?' in result.output


def test_somebody_new_in_the_form(site: Path) -> None:
    _, text = answered(site, ["got", "help", "", "Olga", "https://olga.example/", "", "", "", ""])
    assert "  olga: {name: Olga, home: https://olga.example/}\n" in text
    assert text.endswith("- {date: 2026-11-25, got: help, peer: olga}\n")
    _, row = answered(site, ["got", "share", "https://me.example/a/", "", "", "", "", ""])
    assert row == "- {date: 2026-11-25, got: share, url: https://me.example/a/}\n"


def test_the_beginning_of_a_name_is_asked_about(site: Path) -> None:
    _, row = answered(site, ["", "Ada", "y"], "thank")
    assert row == "- {date: 2026-11-25, gave: thank, peer: ada}\n"
    _, row = answered(site, ["ada ex", ""], "share", "https://elsewhere.example/a/")
    assert row == "- {date: 2026-11-25, gave: share, peer: ada, url: https://elsewhere.example/a/}\n"
    _, text = answered(site, ["", "Ad", "no", "https://ad.example/"], "thank")
    assert "  ad: {name: Ad, home: https://ad.example/}\n" in text


def test_no_is_no(site: Path) -> None:
    result, row = answered(site, ["", "", "https://ada.example/x/", "", "", "", "no"])
    assert (result.exit_code, row) == (0, "")
    assert result.output == "nothing was written\n"


@pytest.mark.parametrize("key", [C_C, C_D])
@pytest.mark.parametrize(
    "before", [[], ["", "", "https://ada.example/x/"], ["", "", "https://x.example/", "", "", "", ""]]
)
def test_stopping_leaves_all_as_it_was(site: Path, key: str, before: list[str]) -> None:
    result, row = answered(site, [*before, key])
    assert (result.exit_code, row) == (130, "")
    assert "stopped; nothing was changed" in result.stderr


def test_the_menu() -> None:
    offered = Menu([Choice("review", "spread"), Choice("advice", "talk"), Choice("vote", "nod: a view")])
    found = list(offered.get_completions(Document(" VI"), CompleteEvent()))
    assert [one.text for one in found] == ["review", "advice", "vote"]
    assert [one.start_position for one in found] == [-3] * 3
    assert next(iter(offered.get_completions(Document("v"), CompleteEvent()))).text == "vote"


# --- in a terminal

HIDDEN = ["--file", "x.private.yml"]


class Terminal:
    """A process in a terminal of 80 columns."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        import fcntl
        import pty
        import struct
        import termios

        self.ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        environment = {**os.environ, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1", "PYTHONUTF8": "1"}
        code = "from mkdocs_reciprocity.cli import main; main(prog_name='mkdocs-reciprocity')"
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, *arguments],
            cwd=folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
        )  # fmt: skip
        os.close(theirs)
        self.seen = ""

    def until(self, text: str) -> None:
        """Reads until the text has been printed, since the last one that was waited for."""
        while text not in self.seen:
            ready, _, _ = select.select([self.ours], [], [], 60)
            piece = b""
            with contextlib.suppress(OSError):  # what Linux says at the end of a terminal
                piece = os.read(self.ours, 4096) if ready else b""
            assert piece, self.seen
            self.seen += piece.decode("utf-8", "replace")
        self.seen = self.seen.partition(text)[2]

    def type(self, text: str) -> None:
        os.write(self.ours, text.encode())


@pytest.fixture
def terminals(tmp_path: Path) -> Iterator[list[Terminal]]:
    found: list[Terminal] = []
    yield found
    for terminal in found:
        if terminal.process.poll() is None:
            terminal.process.send_signal(signal.SIGKILL)
        terminal.process.wait()
        os.close(terminal.ours)


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of Unix")
def test_in_a_terminal(site: Path, terminals: list[Terminal]) -> None:
    terminal = Terminal(site.parent, "add")
    terminals.append(terminal)
    for question, answer in (
        ("ask for it?", "gave"), ("did you give?", "share"), ("was it about?", "https://ada.example/looms/"),
        ("Where?", "mastodon"), ("A note", "a: b"), ("When?", "2026-11-02"), ("Write it?", "yes"),
    ):  # fmt: skip
        terminal.until(question)
        terminal.type(f"{answer}\r")
    terminal.until("reciprocity.yml:6")
    assert terminal.process.wait(60) == 0
    assert (site.parent / "reciprocity.yml").read_text("utf-8").endswith('via: mastodon, note: "a: b"}\n')


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of Unix")
def test_what_is_written_is_said_to_be_private_or_public(site: Path, terminals: list[Terminal]) -> None:
    (site.parent / "x.private.yml").write_text("interactions:\n", "utf-8")
    for way, more, said in (
        ("mastodon", [], "This is public."),
        ("DM", [], "This is private"),
        ("mastodon", HIDDEN, "This is private"),
    ):
        terminal = Terminal(site.parent, "add", *more)
        terminals.append(terminal)
        for question, answer in (
            ("ask for it?", "gave"), ("did you give?", "share"), ("was it about?", "https://zoe.example/looms/"),
            ("Where?", way), ("A note", ""), ("When?", ""), ("Whose is zoe.example? A name, to add them", ""),
        ):  # fmt: skip
            terminal.until(question)
            terminal.type(f"{answer}\r")
        terminal.until(said)
        terminal.until("Write it?")
        terminal.type("no\r")
        assert terminal.process.wait(60) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of Unix")
def test_why_an_answer_is_wrong_is_said_to_the_end(site: Path, terminals: list[Terminal]) -> None:
    terminal = Terminal(site.parent, "add", "share")
    terminals.append(terminal)
    terminal.until("was it about?")
    terminal.type(f"{'long-' * 12}\r")
    terminal.until("is no URL; an address begins with `https://`")  # more than the 80 columns of this terminal
    terminal.until("was it about?")
    terminal.type("\x15https://ada.example/looms/\r")
    terminal.until("reciprocity.yml:6")
    assert terminal.process.wait(60) == 0
    assert (
        (site.parent / "reciprocity.yml")
        .read_text("utf-8")
        .endswith("url: https://ada.example/looms/, title: On looms}\n")
    )


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of Unix")
def test_control_c_in_a_terminal(site: Path, terminals: list[Terminal]) -> None:
    terminal = Terminal(site.parent, "add", "share")
    terminals.append(terminal)
    terminal.until("was it about?")
    terminal.type("https://ada\x03")
    terminal.until("stopped; nothing was changed")
    assert terminal.process.wait(60) == 130
    assert (site.parent / "reciprocity.yml").read_text("utf-8") == LOG
