"""The program of the lenient reader's process: it runs feedparser on one feed after another.

It is started as a file and imports nothing of this package, since importing is most of its cost. A request is a line of
JSON (the feed's size in bytes, and its limits), and the feed. An answer is a line with a status and a size, and so many
bytes of JSON. The program ends when its stdin ends.
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
    """Takes the place of a module that is imported but never used: every name in it is a class without methods."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return object


def _fetch_nothing() -> None:
    """Keeps the modules from being loaded with which feedparser fetches feeds: nothing is fetched here, and they are
    half of what it loads.
    """
    for name in ("feedparser.http", "urllib.request", "urllib.response"):
        sys.modules[name] = module = _Unused(name)
        if name.startswith("urllib."):
            setattr(urllib, name.removeprefix("urllib."), module)


def serve() -> None:
    """Answers requests on stdin until there are no more, or until a feed has used up the memory."""
    sys.path += sys.argv[1:]
    _fetch_nothing()
    while line := sys.stdin.buffer.readline():
        task = json.loads(line)
        body = sys.stdin.buffer.read(task["size"])
        import feedparser  # noqa: PLC0415 - before the limits: it must not fail halfway, for lack of memory

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
    """A status, and what `from_feedparser` needs, as JSON; ``parse`` is that of feedparser."""
    # It gets a file object: from text or bytes, feedparser would open a path or URL.
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
    """Some values of a dictionary. `dict.get` is used since those of feedparser may answer with another key."""
    return {name: value for name in names if (value := dict.get(holder, name)) is not None}


if sys.platform == "win32":

    def limit(seconds: float, memory: int) -> None:
        """Windows has no such limits; the parent ends what takes too long."""

else:
    import resource

    def limit(seconds: float, memory: int) -> None:
        """Limits the next feed: seconds of processor time, besides those used so far, and bytes of address space."""
        spent = resource.getrusage(resource.RUSAGE_SELF)
        _set(resource.RLIMIT_CPU, ceil(spent.ru_utime + spent.ru_stime + seconds))
        _set(resource.RLIMIT_AS, memory)
        _set(resource.RLIMIT_FSIZE, 0)

    def _set(what: int, to: int) -> None:
        _, hard = resource.getrlimit(what)
        with suppress(ValueError, OSError):  # macOS refuses some limits; the parent still ends what takes too long
            resource.setrlimit(what, (to if hard == resource.RLIM_INFINITY else min(to, hard), hard))


if __name__ == "__main__":
    serve()
