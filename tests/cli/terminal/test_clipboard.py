"""The clipboard, through programs that stand in for those of systems."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from mkdocs_reciprocity.cli.terminal import clipboard
from mkdocs_reciprocity.core.problem import Refused
from tests.server import until

WRITES = 'cat > "$KEPT"'
READS = 'cat "$KEPT"'
TEXT = "Hallo Ada,\n\nشكرا für “looms” 🧶\n"


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of programs, with the tools that scripts need behind it, and no display."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setenv("KEPT", str(tmp_path / "kept"))
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    return folder


def script(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.mark.parametrize(
    ("writes", "reads", "variable"),
    [
        ("pbcopy", "pbpaste", ""),
        ("wl-copy", "wl-paste", "WAYLAND_DISPLAY"),
        ("xclip", "xclip", "DISPLAY"),
        ("xsel", "xsel", "DISPLAY"),
        ("termux-clipboard-set", "termux-clipboard-get", ""),
    ],
)
def test_what_was_copied_is_pasted(
    programs: Path, monkeypatch: pytest.MonkeyPatch, writes: str, reads: str, variable: str
) -> None:
    for program in {writes, reads}:
        reading = f'case "$*" in *-o*) {READS};; *) {WRITES};; esac' if writes == reads else READS
        script(programs / program, reading if program == reads else WRITES)
    if variable:
        assert not clipboard.copy(TEXT), "without a display it cannot work"
        monkeypatch.setenv(variable, ":0")
    assert clipboard.copy(TEXT)
    assert clipboard.paste() == TEXT


def test_the_program_of_windows_gets_its_own_coding_and_breaks_of_lines_are_ours(
    programs: Path, tmp_path: Path
) -> None:
    script(programs / "clip.exe", WRITES)
    assert clipboard.copy(TEXT)
    assert (tmp_path / "kept").read_bytes() == TEXT.encode("utf-16-le")
    (tmp_path / "kept").write_bytes("\ufeffone\r\ntwo\rthree".encode())
    script(programs / "powershell.exe", READS)
    assert clipboard.paste() == "one\ntwo\nthree"


def test_where_one_fails_the_next_is_tried(programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    script(programs / "xclip", "echo no display >&2; exit 1")
    assert not clipboard.copy(TEXT)
    with pytest.raises(Refused, match="no program here reads the clipboard, or it holds no text"):
        clipboard.paste()
    script(programs / "xsel", f'case "$*" in *--output*) {READS};; *) {WRITES};; esac')
    assert clipboard.copy(TEXT)
    assert clipboard.paste() == TEXT


def test_a_program_that_is_none_is_passed_over(programs: Path) -> None:
    (programs / "pbcopy").write_bytes(b"\x00")
    (programs / "pbcopy").chmod(0o700)
    (programs / "pbpaste").write_bytes(b"\x00")
    (programs / "pbpaste").chmod(0o700)
    assert not clipboard.copy(TEXT)
    with pytest.raises(Refused):
        clipboard.paste()


def test_a_program_in_the_folder_where_one_works_is_not_run(
    programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    script(tmp_path / "pbcopy", WRITES)
    monkeypatch.setenv("PATH", f".::{programs}:/usr/bin:/bin")
    assert not clipboard.copy(TEXT)
    assert not (tmp_path / "kept").exists()


def test_one_that_does_not_end_is_ended(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "_SECONDS", 0.2)
    for name in ("pbcopy", "pbpaste"):
        script(programs / name, "exec sleep 60")
    assert not clipboard.copy(TEXT)
    with pytest.raises(Refused):
        clipboard.paste()


def test_one_that_goes_on_in_the_background_is_not_waited_for(programs: Path, tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    os.mkfifo(gate)
    script(programs / "pbcopy", f'{WRITES}; (read -r _ < "{gate}"; echo late >> "$KEPT") &')
    assert clipboard.copy(TEXT)
    assert (tmp_path / "kept").read_text("utf-8") == TEXT
    gate.write_text("go on\n", "utf-8")
    until(lambda: (tmp_path / "kept").read_text("utf-8") == f"{TEXT}late\n")


def test_too_much_is_refused_and_is_not_held(programs: Path) -> None:
    script(programs / "pbpaste", "exec cat /dev/zero")
    with pytest.raises(Refused, match="more than 1,000,000 bytes"):
        clipboard.paste()


def test_half_a_character_is_a_question_mark(programs: Path, tmp_path: Path) -> None:
    script(programs / "pbcopy", WRITES)
    assert clipboard.copy("a\ud83db")
    assert (tmp_path / "kept").read_bytes() == b"a?b"
