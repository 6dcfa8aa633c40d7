"""A text in the author's own editor."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from mkdocs_reciprocity.cli.terminal.editor import edit

TEXT = "Hallo Ada,\n\nشكرا für “looms”"


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.delenv("VISUAL", raising=False)
    return tmp_path


def editor(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    path = folder / "editor with a space"
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("EDITOR", f"'{path}'")


def left(folder: Path) -> list[str]:
    return [name for name in os.listdir(folder) if name.startswith("note-")]


def test_what_was_saved_is_the_text(notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor(monkeypatch, notes, 'grep -q "Hallo Ada" "$1" && printf "\\nP.S. 🧶\\n\\n" >> "$1"')
    assert edit(TEXT) == (f"{TEXT}\n\nP.S. 🧶", "")
    assert left(notes) == []


def test_nobody_else_can_read_the_file(notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor(monkeypatch, notes, f'stat -c %a "$1" > "{notes}/mode"')
    edit(TEXT)
    assert (notes / "mode").read_text().strip() == "600"


def test_a_file_left_as_it_was_or_empty_changes_nothing(notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor(monkeypatch, notes, "true")
    assert edit(TEXT) == (TEXT, "")
    editor(monkeypatch, notes, ': > "$1"')
    assert edit(TEXT) == (TEXT, "It was empty, so the draft is as it was.")


def test_what_was_saved_before_an_editor_failed_is_not_lost(notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor(monkeypatch, notes, 'echo changed > "$1"; exit 3')
    text, wrong = edit(TEXT)
    assert text == "changed"
    assert wrong.endswith("`VISUAL` or `EDITOR` names another editor.")
    monkeypatch.setenv("EDITOR", str(notes / "none"))
    text, wrong = edit(TEXT)
    assert text == TEXT
    assert "none" in wrong
    assert "\n" not in wrong
    assert left(notes) == []


def test_what_is_in_no_encoding_is_no_crash(notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor(monkeypatch, notes, 'printf "a\\377b" > "$1"')
    assert edit("\ud83d") == ("a\ufffdb", "")


CTRL_C = """
import os, signal
os.environ["COMMAND"] = str(os.getpid())
from mkdocs_reciprocity.cli.terminal.editor import edit
print(edit("before"), signal.getsignal(signal.SIGINT) is signal.default_int_handler)
"""


def test_ctrl_c_in_the_editor_is_the_editors(notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of a terminal's foreground get it: here the command gets it while its editor, which ignores it, goes on."""
    editor(monkeypatch, notes, 'trap "" INT; kill -INT "$COMMAND"; sleep 0.2; echo after > "$1"')
    done = subprocess.run([sys.executable, "-c", CTRL_C], stdout=subprocess.PIPE, check=True, text=True)
    assert done.stdout == "('after', '') True\n"


def test_an_editor_is_ended_by_ctrl_c_as_ever(notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor(monkeypatch, notes, 'echo saved > "$1"; kill -INT $$; sleep 5; echo never > "$1"')
    text, wrong = edit(TEXT)
    assert text == "saved"
    assert wrong


def test_in_a_thread_of_its_own_it_works_too(notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor(monkeypatch, notes, 'echo changed > "$1"')
    found: list[tuple[str, str]] = []
    thread = threading.Thread(target=lambda: found.append(edit(TEXT)))
    thread.start()
    thread.join()
    assert found == [("changed", "")]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
