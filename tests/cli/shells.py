"""Real shells at a terminal of their own: what is typed, and what the command was then called with."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from mkdocs_reciprocity.cli.terminal.shells import PROGRAM, VARIABLE

NAMES = ("bash", "zsh", "fish")

_PATIENCE = 60.0  # seconds for one answer of a shell
_OPEN = 0.7  # seconds after which a shell that runs nothing, and is not ready, waits for the rest of a line


class Shell:
    """A shell whose home is a folder, with completion as the documentation tells to have it.

    The program completes as ever, but notes how it is called instead of doing it.
    """

    def __init__(self, name: str, home: Path, site: Path) -> None:
        self.called, self.asked, self.ready = home / "called", home / "asked", home / "ready"
        self.called.touch()
        self.site = site
        self._make_program(home)
        arguments = _with_start(name, home, self.ready)
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(site)
            path = f"{home}:{os.environ['PATH']}"
            folders = dict.fromkeys(("HOME", "ZDOTDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), str(home))
            os.execvpe(arguments[0], arguments, {"PATH": path, "TERM": "dumb", "LC_ALL": "C.UTF-8", **folders})
        self.seen = b""
        self._wait_for(self.ready.exists)

    def complete(self, line: str, tabs: int = 1) -> list[list[str]]:
        """Types the line, tabs and Enter; returns the words that the program was called with by that."""
        for _ in range(tabs):
            self.asked.unlink(missing_ok=True)
            self.type(line + "\t")
            line = ""
            self._wait_for(self.asked.exists, 2.0)
            while self._read(0.2):
                pass
        return self.enter("")

    def enter(self, line: str) -> list[list[str]]:
        """Types the line and Enter, and takes back what would still be open; returns as `complete` does."""
        before = len(self.calls())
        self.ready.unlink(missing_ok=True)
        self.type(line + "\r")
        self._wait_for(lambda: self.ready.exists() or self._is_idle(), _PATIENCE)
        while not self._wait_for(self.ready.exists, _OPEN):
            if self._is_idle():
                self.type("\x03")
        return self.calls()[before:]

    def calls(self) -> list[list[str]]:
        """The words of every call."""
        return [json.loads(line) for line in self.called.read_text("utf-8").splitlines()]

    def type(self, text: str) -> None:
        """As by a keyboard."""
        os.write(self.terminal, text.encode())

    def close(self) -> None:
        """Ends it."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)

    def _is_idle(self) -> bool:
        return os.tcgetpgrp(self.terminal) == self.pid

    def _wait_for(self, happened: Callable[[], bool], seconds: float = _PATIENCE) -> bool:
        until = time.monotonic() + seconds
        while not happened() and time.monotonic() < until:
            self._read(0.02)
        return happened()

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self.terminal], [], [], seconds)
        if ready:
            self.seen += os.read(self.terminal, 65536)
        return bool(ready)

    def _make_program(self, home: Path) -> None:
        program = home / PROGRAM
        places = {"asked": str(self.asked), "called": str(self.called)}
        program.write_text(_PROGRAM.format(python=sys.executable, **places), "utf-8")
        program.chmod(0o755)


_PROGRAM = f"""\
#!{{python}}
import json, os, pathlib, sys
if {VARIABLE!r} in os.environ or "completion" in sys.argv:
    from mkdocs_reciprocity.cli import main
    try:
        main(prog_name={PROGRAM!r})
    finally:
        sys.stdout.flush()
        pathlib.Path({{asked!r}}).touch()
else:
    with open({{called!r}}, "a", encoding="utf-8") as file:
        file.write(json.dumps(sys.argv[1:]) + "\\n")
"""


def _with_start(name: str, home: Path, ready: Path) -> list[str]:
    """Writes the file that the shell reads when it starts; returns how to start it."""
    text = {
        "bash": f'PS1=; PROMPT_COMMAND="touch {ready}"\neval "$({PROGRAM} completion bash)"\n',
        "zsh": f"PS1=; precmd() {{ touch {ready}; }}\nautoload -Uz compinit; compinit -u\n"
        f'eval "$({PROGRAM} completion zsh)"\n',
        "fish": f"set -g fish_greeting\nfunction fish_prompt; touch {ready}; end\n{PROGRAM} completion fish | source\n"
        f"bind \\cc 'commandline \"\"; touch {ready}'\n",
    }[name]
    file = home / {"bash": "bashrc", "zsh": ".zshrc", "fish": "fish/config.fish"}[name]
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, "utf-8")
    return ["bash", "--rcfile", str(file), "-i"] if name == "bash" else [name, "-i"]
