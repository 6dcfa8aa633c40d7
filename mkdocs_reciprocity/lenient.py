"""The lenient reader: feedparser, in a child process that is killed when it takes too long.

feedparser understands nearly everything, and hostile text can cost it hours (40 kB in ``<author>`` take six seconds, in
time that grows with the square). A thread cannot be stopped; a process can. feedparser is imported in the child only.
"""

from __future__ import annotations

import contextlib
import io
import re
import subprocess
import sys
from math import ceil
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

import msgspec

import mkdocs_reciprocity
from mkdocs_reciprocity.model import Feed
from mkdocs_reciprocity.sources.feed import from_feedparser

MEMORY = 1 << 30
"""Bytes of address space that the child may have, where the system can say so."""

ANSWER = 32 << 20
"""Bytes of the child's answer that are read; a large real feed has a twentieth of that."""

_NOTHING, _TOO_LARGE = 3, 4

_CHILD = """
import sys
from importlib.util import module_from_spec, spec_from_file_location
sys.path += sys.argv[2:]
spec = spec_from_file_location("mkdocs_reciprocity", sys.argv[1])
sys.modules[spec.name] = package = module_from_spec(spec)
spec.loader.exec_module(package)
from mkdocs_reciprocity.lenient import child
child()
"""
"""The child is isolated (``-I``): neither the current folder nor the environment says what it imports. It gets the
package from where this one was loaded, and the parent's other folders after its own.
"""

_HTML = re.compile(rb"\A[\s\xef\xbb\xbf]*(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)


class NotAFeed(Exception):
    """The bytes could not be read as a feed. Its text is a clause for people, such as ``it is empty``."""


class _Task(msgspec.Struct):
    base: str
    seconds: float
    memory: int


def parse(body: bytes, base: str, *, seconds: float = 10.0) -> Feed:
    """What feedparser makes of a feed that the strict reader refused.

    Args:
        body: the document, decoded from any transfer encoding such as gzip.
        base: the URL of the feed, for relative links; may be empty.
        seconds: of wall time, and of processor time where the system can limit that, after which the child is killed.

    Raises:
        NotAFeed: when it is none, or reading it takes too much time or memory.
    """
    start = body[:2000].lstrip(b"\xef\xbb\xbf\0 \t\r\n")
    if not start:
        raise NotAFeed("it is empty")
    if _HTML.match(start):
        raise NotAFeed("this is an HTML page, not a feed")
    if start.startswith((b"{", b"[")):
        raise NotAFeed("this is JSON, but no JSON Feed that can be read")
    with TemporaryFile() as question, TemporaryFile() as answer:
        question.write(msgspec.json.encode(_Task(base, seconds, MEMORY)) + b"\n" + body)
        question.seek(0)
        _ask(question, answer, seconds)
        answer.seek(0)
        return _decoded(answer.read(ANSWER + 1))


def _ask(question: IO[bytes], answer: IO[bytes], seconds: float) -> None:
    """Runs the child to its end; files instead of pipes, so that neither side ever waits for the other."""
    command = [sys.executable or "", "-I", "-c", _CHILD, str(mkdocs_reciprocity.__file__), *_folders()]
    try:
        process = subprocess.Popen(  # noqa: S603 - our own program; the feed goes in as a file
            command, stdin=question, stdout=answer, stderr=subprocess.DEVNULL, creationflags=_FLAGS
        )
    except OSError as error:
        raise NotAFeed("it is not well-formed, and no process could be started to read it leniently") from error
    try:
        status = process.wait(seconds)
    except subprocess.TimeoutExpired:
        status = -_CPU
    finally:
        process.kill()
        process.wait()
    if status == -_CPU:
        raise NotAFeed(f"it took more than {seconds:g} s to read")
    if status == _TOO_LARGE:
        raise NotAFeed("it needed too much memory")
    if status != 0:
        raise NotAFeed("it is not well-formed and nothing in it could be read")


def _folders() -> list[str]:
    """Where the parent finds modules, without the current folder."""
    here = Path.cwd()
    return [str(path) for path in (Path(entry).absolute() for entry in sys.path if entry) if path != here]


def _decoded(answer: bytes) -> Feed:
    if len(answer) > ANSWER:
        raise NotAFeed("it needed too much memory")
    try:
        return msgspec.json.decode(answer, type=Feed)
    except msgspec.DecodeError as error:
        raise NotAFeed("it is not well-formed and nothing in it could be read") from error


def child() -> None:
    """What the child does: the task and the body on stdin, the `Feed` as JSON on stdout, an exit status else."""
    import feedparser  # noqa: PLC0415 - slow to import, and nothing for the parent

    task = msgspec.json.decode(sys.stdin.buffer.readline(), type=_Task)
    _limit(task)
    try:
        # Only a file: feedparser opens whatever path or URL it is given as text or bytes.
        body = io.BytesIO(sys.stdin.buffer.read())
        parsed = feedparser.parse(body, sanitize_html=False, resolve_relative_uris=False)
        feed = from_feedparser(parsed, task.base)
    except MemoryError:
        sys.exit(_TOO_LARGE)
    if not feed.entries and (parsed.get("bozo") or not parsed.get("version")):
        sys.exit(_NOTHING)
    sys.stdout.buffer.write(msgspec.json.encode(feed))


if sys.platform == "win32":
    _CPU = 24
    _FLAGS = subprocess.CREATE_NO_WINDOW

    def _limit(task: _Task) -> None:
        """Windows limits neither; the parent's clock does."""

else:
    import resource
    import signal

    _CPU = int(signal.SIGXCPU)
    _FLAGS = 0

    def _limit(task: _Task) -> None:
        """Takes from the child what it must not have more of."""
        _lower(resource.RLIMIT_CPU, ceil(task.seconds))
        _lower(resource.RLIMIT_AS, task.memory)
        _lower(resource.RLIMIT_FSIZE, ANSWER * 2)

    def _lower(what: int, to: int) -> None:
        _, hard = resource.getrlimit(what)
        with contextlib.suppress(ValueError, OSError):  # macOS refuses some limits; the parent's clock remains
            resource.setrlimit(what, (to if hard == resource.RLIM_INFINITY else min(to, hard), hard))
