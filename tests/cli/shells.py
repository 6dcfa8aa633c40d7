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

_PATIENCE = 120.0  # seconds for one answer of a shell
_SOON = 0.3  # seconds in which most shells are ready again; it decides nothing
_KEY = "\x14"  # Ctrl-T makes a shell say that it has read all that was typed before


class Shell:
    """A shell whose home is a folder, with completion as the documentation tells to have it.

    The program completes as ever, but notes how it is called instead of doing it.
    """

    def __init__(self, name: str, home: Path, site: Path) -> None:
        self.called, self.has_read, self.ready = home / "called", home / "read", home / "ready"
        self.called.touch()
        self.site = site
        # A signal while bash does what a key is bound to would leave its terminal as it is then: it reads no key more.
        self.takes_back = "\x04" if name == "bash" else "\x03"
        self._make_program(home)
        arguments = _with_start(name, home, self.ready, self.has_read)
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
            self.type(line + "\t")
            line = ""
            self._reads()
        return self.enter("")

    def enter(self, line: str) -> list[list[str]]:
        """Types the line and Enter, and takes back what would still be open; returns as `complete` does."""
        before = len(self.calls())
        self.ready.unlink(missing_ok=True)
        self.type(line + "\r")
        until = time.monotonic() + _PATIENCE
        while not self._wait_for(self.ready.exists, _SOON):
            assert time.monotonic() < until, self.seen
            # It reads keys in order: where it has read the one behind Enter and was not ready before, a line is open.
            self._wait_for(lambda: self.ready.exists() or self._is_idle())
            self._reads()
            if not self.ready.exists():
                self.type(self.takes_back)
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

    def _reads(self) -> None:
        """Waits until it has read all keys; one that it lost, because a program ended just then, is typed again."""
        self.has_read.unlink(missing_ok=True)
        until = time.monotonic() + _PATIENCE
        while not self.has_read.exists():
            assert time.monotonic() < until, self.seen
            self.type(_KEY)
            self._wait_for(self.has_read.exists, 10.0)

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
        program.write_text(_PROGRAM.format(python=sys.executable, called=str(self.called)), "utf-8")
        program.chmod(0o755)


_PROGRAM = f"""\
#!{{python}}
import json, os, sys
if {VARIABLE!r} in os.environ or "completion" in sys.argv:
    from mkdocs_reciprocity.cli import main
    main(prog_name={PROGRAM!r})
else:
    with open({{called!r}}, "a", encoding="utf-8") as file:
        file.write(json.dumps(sys.argv[1:]) + "\\n")
"""


def _with_start(name: str, home: Path, ready: Path, has_read: Path) -> list[str]:
    """Writes the file that the shell reads when it starts; returns how to start it."""
    text = {
        "bash": f'PS1=; IGNOREEOF=99; PROMPT_COMMAND="touch {ready}"\neval "$({PROGRAM} completion bash)"\n'
        f"bind -x '\"\\C-t\": : >{has_read}'\n",
        "zsh": f"PS1=; precmd() {{ touch {ready}; }}\nautoload -Uz compinit; compinit -u\n"
        f'eval "$({PROGRAM} completion zsh)"\n'
        f"has-read() {{ : >|{has_read}; }}\nzle -N has-read; bindkey '^T' has-read\n",
        "fish": f"set -g fish_greeting\nfunction fish_prompt; touch {ready}; end\n{PROGRAM} completion fish | source\n"
        f"bind \\cc 'commandline \"\"; touch {ready}'\nbind \\ct 'echo >{has_read}'\n",
    }[name]
    file = home / {"bash": "bashrc", "zsh": ".zshrc", "fish": "fish/config.fish"}[name]
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, "utf-8")
    (home / "fish/generated_completions").mkdir(parents=True)  # else it reads all manuals, for 20 seconds, on its own
    return ["bash", "--rcfile", str(file), "-i"] if name == "bash" else [name, "-i"]
