"""The process that runs `child`: started once, asked many times, killed if a feed exceeds its limits."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from signal import Signals
from threading import Event, Timer
from typing import IO, cast

import msgspec

from mkdocs_reciprocity.collect.lenient import child

PROGRAM = Path(child.__file__)

MEMORY = 256 << 20
"""Bytes of address space for the child, if the system can limit them. A real feed of 5 MB needs a quarter of these."""

ANSWER = 32 << 20
"""How many bytes of an answer are read. The answer for a large real feed has a twentieth of these."""

LATE, LOST = range(100, 102)
"""Why a child did not answer: it took too long, or it ended for another reason."""

_OUT_OF_TIME = {-signal for signal in Signals if signal.name == "SIGXCPU"}


class Child:
    """One process, for one thread at a time. ``asked`` is how many bytes of feeds it has been given.

    Raises:
        OSError: no process can be started.
    """

    def __init__(self) -> None:
        self.asked = 0
        # Isolated and without `site`: neither the current folder nor the environment decides what it imports. It gets
        # the folders in which the parent finds modules.
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable or "", "-I", "-S", str(PROGRAM), *_folders()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    def ask(self, body: bytes, seconds: float) -> tuple[int, bytes]:
        """A status and, if it is `child.READ`, what feedparser made of the bytes, as JSON.

        After any other status than `child.READ` and `child.NOTHING`, only `end` may be called.

        Args:
            body: a feed.
            seconds: of wall time; also of processor time, if the system can limit that.
        """
        self.asked += len(body)
        late = Event()
        watch = Timer(seconds, self._give_up, [late])
        watch.daemon = True
        watch.start()
        try:
            status, answer = self._asked({"size": len(body), "seconds": seconds, "memory": MEMORY}, body)
        except (OSError, ValueError):  # the pipe is broken, or what came through it
            status, answer = LOST, b""
        finally:
            watch.cancel()
        if status == LOST and (self.end() in _OUT_OF_TIME or late.is_set()):
            status = LATE
        return status, answer

    def _asked(self, task: dict[str, float], body: bytes) -> tuple[int, bytes]:
        """Asks the child. It reads everything before it writes, so the two never wait for each other."""
        question, reply = cast(IO[bytes], self._process.stdin), cast(IO[bytes], self._process.stdout)
        question.write(msgspec.json.encode(task) + b"\n" + body)
        question.flush()
        status, size = map(int, reply.readline(40).split())
        if size > ANSWER:
            return child.TOO_LARGE, b""
        answer = reply.read(size)
        return (status if len(answer) == size else LOST), answer

    def _give_up(self, late: Event) -> None:
        late.set()
        self._process.kill()

    def end(self) -> int:
        """Ends the process, whatever it is doing, and returns its status."""
        self._process.kill()
        with suppress(OSError), self._process:  # what is left to be written cannot be
            pass
        return self._process.wait()


def _folders() -> list[str]:
    """The folders where the parent finds modules, without the current folder."""
    here = Path.cwd()
    return [str(path) for path in (Path(entry).absolute() for entry in sys.path if entry) if path != here]
