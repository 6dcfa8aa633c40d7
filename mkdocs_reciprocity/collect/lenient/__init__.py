"""The lenient reader: feedparser, in child processes that are killed if a feed takes too long.

In come the bytes of a feed that the strict reader refused; out comes a `Feed`, or `NotAFeed` with the reason. It knows
neither peers nor the cache.

feedparser can read nearly everything. But hostile text can keep it busy for hours: 40 kB in ``<author>`` take it six
seconds, and the time grows with the square of the length. A thread cannot be stopped, a process can. Starting one and
importing feedparser costs more than reading a feed, so a child is used again, until a feed has harmed it.
"""

from __future__ import annotations

import atexit
import re
from threading import BoundedSemaphore
from typing import Any

import msgspec

from mkdocs_reciprocity.collect.deadline import Deadline, NotInTime
from mkdocs_reciprocity.collect.lenient import child
from mkdocs_reciprocity.collect.lenient.process import LATE, LOST, Child
from mkdocs_reciprocity.core.feeds.facts import Telling
from mkdocs_reciprocity.core.feeds.from_feedparser import from_feedparser
from mkdocs_reciprocity.core.model import Feed
from mkdocs_reciprocity.core.own_places import NOWHERE, OwnPlaces

CHILDREN = 4
"""How many run at once: a feed that takes all its time does not delay the next three."""

WORN = 16 << 20
"""After so many bytes of feeds, a child is not used again, so that what feedparser leaves in memory stays small."""

# XHTML has a declaration before it.
_HTML = re.compile(rb"\A\s*+(?:(?><!--.*?-->|<\?.*?\?>)\s*+)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_UNREADABLE = "it is not well-formed and nothing in it could be read"

_turns = BoundedSemaphore(CHILDREN)
_idle: list[Child] = []


class NotAFeed(Exception):
    """The bytes could not be read as a feed. The text is for people, such as ``it is empty``."""


def parse(body: bytes, base: str, deadline: Deadline, own: OwnPlaces = NOWHERE, told: Telling | None = None) -> Feed:
    """What feedparser makes of a feed that the strict reader could not read. Several threads may call it at once.

    Args:
        body: the document, decoded from any transfer encoding such as gzip.
        base: the URL of the feed, for relative links; may be empty.
        deadline: the time until which feeds are read. A child is killed after ``each`` seconds of wall time; also of
            processor time, if the system can limit that.
        own: the author's addresses.
        told: gets what the entries tell, unless it is None.

    Raises:
        NotAFeed: it is no feed, or reading it takes too much time or memory.
        NotInTime: the time for all feeds was over before this feed was read.
    """
    start = body[:2000].lstrip(b"\xef\xbb\xbf\0 \t\r\n")
    if not start:
        raise NotAFeed("it is empty")
    if _HTML.match(start):
        raise NotAFeed("this is an HTML page, not a feed")
    if start.startswith((b"{", b"[")):
        raise NotAFeed("this is JSON, but no JSON Feed that can be read")
    if not _turns.acquire(timeout=deadline.left()):
        raise NotInTime
    try:
        status, answer = _answered(body, deadline)
    except OSError as error:
        raise NotAFeed("it is not well-formed, and no process could be started to read it leniently") from error
    finally:
        _turns.release()
    if status == LATE:
        raise NotAFeed(f"it took more than {deadline.each:g} s to read")
    if status == child.TOO_LARGE:
        raise NotAFeed("it needed too much memory")
    if status != child.READ:
        raise NotAFeed(_UNREADABLE)
    try:
        with deadline.turn():
            return from_feedparser(msgspec.json.decode(answer, type=dict[str, Any]), base, own, told)
    except msgspec.DecodeError as error:
        raise NotAFeed(_UNREADABLE) from error


def end() -> None:
    """Ends the children that wait for feeds; the next feed gets a new one. They also end when this process does."""
    while _idle:
        _idle.pop().end()


atexit.register(end)


def _answered(body: bytes, deadline: Deadline) -> tuple[int, bytes]:
    """The answer of a child. If a child that has read other feeds fails, a fresh one is asked."""
    seconds = min(deadline.each, deadline.left())
    try:
        one = _idle.pop()
    except IndexError:
        one = Child()
    used = one.asked > 0
    try:
        status, answer = one.ask(body, seconds)
        if used and status in {child.TOO_LARGE, LOST}:
            one.end()
            one = Child()
            seconds = min(deadline.each, deadline.left())
            status, answer = one.ask(body, seconds)
    except BaseException:
        one.end()
        raise
    if status == LATE and seconds < deadline.each:
        one.end()
        raise NotInTime
    if status in {child.READ, child.NOTHING} and one.asked < WORN:
        _idle.append(one)
    else:
        one.end()
    return status, answer
