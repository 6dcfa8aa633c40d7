"""The clipboard, through the programs that systems have for it. None of them needs an installation of ours."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from threading import Timer

from msgspec import Struct

from mkdocs_reciprocity.core.problem import Refused

MOST = 1_000_000
"""Bytes that are read from a clipboard."""

_SECONDS = 5.0


class _Program(Struct, frozen=True):
    """What writes and reads the clipboard. ``needs`` is the variable without which it cannot work."""

    copy: tuple[str, ...]
    paste: tuple[str, ...]
    needs: str = ""
    coding: str = "utf-8"


_IN_UTF_8 = "[Console]::OutputEncoding=[Text.Encoding]::UTF8; Get-Clipboard -Raw"
_PROGRAMS = (
    _Program(("pbcopy",), ("pbpaste",)),
    _Program(("wl-copy",), ("wl-paste", "--no-newline"), "WAYLAND_DISPLAY"),
    _Program(("xclip", "-selection", "clipboard"), ("xclip", "-selection", "clipboard", "-o"), "DISPLAY"),
    _Program(("xsel", "--clipboard", "--input"), ("xsel", "--clipboard", "--output"), "DISPLAY"),
    _Program(("termux-clipboard-set",), ("termux-clipboard-get",)),
    _Program(("clip.exe",), ("powershell.exe", "-NoProfile", "-Command", _IN_UTF_8), coding="utf-16-le"),  # WSL too
)


def copy(text: str) -> bool:
    """Puts the text onto the clipboard. False where no program can."""
    return any(_copied(command, text.encode(program.coding, "replace")) for program, command in _found("copy"))


def paste() -> str:
    """The text on the clipboard, its lines ended as ours are.

    Raises:
        Refused: no program can read it, or it holds too much.
    """
    for _, command in _found("paste"):
        said = _pasted(command)
        if said is not None and len(said) > MOST:
            raise Refused(f"the clipboard holds more than {MOST:,} bytes; copy less, or give it on standard input")
        if said is not None:
            return said.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    raise Refused(
        "no program here reads the clipboard, or it holds no text; `wl-paste` (wl-clipboard), `xclip` or `xsel` would; "
        "else give it on standard input"
    )


def _found(what: str) -> Iterator[tuple[_Program, list[str]]]:
    """The programs that are there, each with its command."""
    for program in _PROGRAMS:
        if program.needs and not os.environ.get(program.needs):
            continue
        name, *more = getattr(program, what)
        if path := _path(name):
            yield program, [path, *more]


def _path(name: str) -> str:
    """Where the program is; empty where it is not. Folders of the search path that are relative may be anybody's."""
    folders = filter(os.path.isabs, os.environ.get("PATH", "").split(os.pathsep))
    paths = (os.path.join(folder, name) for folder in folders)
    return next((path for path in paths if os.path.isfile(path) and os.access(path, os.X_OK)), "")


def _environment() -> dict[str, str] | None:
    """On a Mac, without a locale, these programs would take the text for MacRoman."""
    return {**os.environ, "LC_CTYPE": "UTF-8"} if sys.platform == "darwin" else None


def _copied(command: list[str], text: bytes) -> bool:
    try:  # no pipe for the output: some go on in the background, and hold it
        done = subprocess.run(  # noqa: S603 - a program of the system, the text on its standard input
            command, input=text, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=_SECONDS, check=False,
            env=_environment(),
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _pasted(command: list[str]) -> bytes | None:
    """What the program says, one byte more than `MOST` at most; None where it fails."""
    try:
        process = subprocess.Popen(  # noqa: S603 - a program of the system
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
        )
    except OSError:
        return None
    with process:
        patience = Timer(_SECONDS, process.kill)
        patience.start()
        try:
            said = process.stdout.read(MOST + 1) if process.stdout else b""
        finally:
            patience.cancel()
        if len(said) > MOST:
            process.kill()
            return said
    return said if process.returncode == 0 else None
