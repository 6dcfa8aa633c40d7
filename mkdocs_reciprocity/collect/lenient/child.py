"""What runs in the lenient reader's process: feedparser, one feed after another.

It is started as a file and imports nothing of this package, for what it imports is most of what a feed costs. A request
is a line of JSON (the feed's size in bytes, and its limits) and the feed; an answer is a line with a status and a size,
and so many bytes of JSON. It ends when its stdin does.
"""

from __future__ import annotations

import io
import json
import sys
import urllib
from collections.abc import Callable
from contextlib import suppress
from math import ceil
from types import ModuleType
from typing import Any

READ, NOTHING, TOO_LARGE = range(3)
"""The statuses of an answer."""

_OF_A_FEED = ("title", "title_detail", "link", "author", "author_detail")
_OF_AN_ENTRY = (
    *_OF_A_FEED,
    *("content", "summary_detail", "feedburner_origlink"),
    *("published", "published_parsed", "updated", "updated_parsed"),
)


class _Unused(ModuleType):
    """Stands for a module that is imported and never called: all that is in it is a class without methods."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return object


def _fetch_nothing() -> None:
    """Has what feedparser would fetch feeds with not loaded: nothing here may, and it is half of what is loaded."""
    for name in ("feedparser.http", "urllib.request", "urllib.response"):
        sys.modules[name] = module = _Unused(name)
        if name.startswith("urllib."):
            setattr(urllib, name.removeprefix("urllib."), module)


def serve() -> None:
    """Answers what is asked on stdin until there is no more, or until a feed has used up the memory."""
    sys.path += sys.argv[1:]
    _fetch_nothing()
    while line := sys.stdin.buffer.readline():
        task = json.loads(line)
        body = sys.stdin.buffer.read(task["size"])
        import feedparser  # noqa: PLC0415 - before the limits: half loaded for want of memory it is of no use

        limit(task["seconds"], task["memory"])
        try:
            status, answer = read(body, feedparser.parse)
        except MemoryError:
            status, answer = TOO_LARGE, b""
        sys.stdout.buffer.write(b"%d %d\n" % (status, len(answer)) + answer)
        sys.stdout.buffer.flush()
        if status == TOO_LARGE:
            break


def read(body: bytes, parse: Callable[..., Any]) -> tuple[int, bytes]:
    """A status, and what `feed_parsed.from_feedparser` wants to know, as JSON; ``parse`` is feedparser's."""
    # Only a file: feedparser opens whatever path or URL it is given as text or bytes.
    parsed = parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    if not parsed["entries"] and (parsed.get("bozo") or not parsed.get("version")):
        return NOTHING, b""
    facts = {
        "version": parsed.get("version"),
        "feed": _some(parsed["feed"], _OF_A_FEED),
        "entries": [_some(entry, _OF_AN_ENTRY) for entry in parsed["entries"]],
    }
    return READ, json.dumps(facts).encode()


def _some(holder: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """`dict.get`, for feedparser's dictionaries answer for one key with another."""
    return {name: value for name in names if (value := dict.get(holder, name)) is not None}


if sys.platform == "win32":

    def limit(seconds: float, memory: int) -> None:
        """Windows limits neither; the parent's clock does."""

else:
    import resource

    def limit(seconds: float, memory: int) -> None:
        """Sets what the next feed may take: processor time beyond what was used so far, and bytes of address space."""
        spent = resource.getrusage(resource.RUSAGE_SELF)
        _set(resource.RLIMIT_CPU, ceil(spent.ru_utime + spent.ru_stime + seconds))
        _set(resource.RLIMIT_AS, memory)
        _set(resource.RLIMIT_FSIZE, 0)

    def _set(what: int, to: int) -> None:
        _, hard = resource.getrlimit(what)
        with suppress(ValueError, OSError):  # macOS refuses some limits; the parent's clock remains
            resource.setrlimit(what, (to if hard == resource.RLIM_INFINITY else min(to, hard), hard))


if __name__ == "__main__":
    serve()
