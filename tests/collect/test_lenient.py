"""The lenient reader: what feedparser reads, what it is spared, and that its processes can always be ended."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

import pytest

import mkdocs_reciprocity
from mkdocs_reciprocity.collect import lenient
from mkdocs_reciprocity.collect.deadline import Deadline, NotInTime
from mkdocs_reciprocity.collect.lenient import NotAFeed, child, parse, process
from mkdocs_reciprocity.core.feeds.reader import read
from mkdocs_reciprocity.core.model import FeedEntry

BASE = "https://ada.example/feed.xml"

BROKEN = b"""<?xml version="1.0"?>
<rss version="2.0"><channel><title>Ada & Co</title><link>https://ada.example/</link>
<item><title>Gears &nonsense; <b>looms</title><link>/looms/</link><pubDate>Sat, 07 Nov 2026 10:00:00 GMT</pubDate>
<description>&lt;p&gt;See &lt;a href="https://me.example/"&gt;this&lt;/a&gt;, or &lt;a href="b"&gt;that&lt;/a&gt;
</description></item>
<item><title>Second</title><pubDate>Mon, 30 Feb 2026 10:00:00 GMT</pubDate></item>
"""

ENDLESS = b"<rss><channel><item><author>" + b"a." * 200_000 + b"</author></item></channel>"
"""This author costs feedparser minutes."""

PATIENT = Deadline(each=120.0)
"""A process has its time from its start on, and on a busy machine it takes long to import feedparser."""


class HalfASecond(Deadline, frozen=True):
    """A deadline that is always so near, however long this machine takes to get to work."""

    def left(self) -> float:
        return 0.5


@pytest.fixture(autouse=True)
def _fresh_children() -> Iterator[None]:
    lenient.end()
    yield
    lenient.end()


def waiting() -> list[int]:
    """The process ids of the children that wait for a feed."""
    return [one._process.pid for one in lenient._idle]


def test_a_broken_feed_gives_the_same_kind_of_facts() -> None:
    assert read(BROKEN, BASE) is None
    feed = parse(BROKEN, BASE, PATIENT)
    assert (feed.title, feed.home) == ("Ada & Co", "https://ada.example/")
    first, second = feed.entries
    assert first.url == "https://ada.example/looms/"
    assert first.published == "2026-11-07T10:00:00Z"
    assert first.links == ("https://me.example/", "https://ada.example/looms/b")
    assert (first.excerpt, first.summary) == ("See this, or that", "")
    assert second == FeedEntry(title="Second")


def test_a_date_that_only_feedparser_reads() -> None:
    greek = "<rss><channel><item><title>x<y</title><pubDate>Κυρ, 11 Ιούλ 2026 12:00:00 EST</pubDate></item>"
    assert parse(greek.encode(), BASE, PATIENT).entries[0].published == "2026-07-11T17:00:00Z"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "it is empty"),
        (b"\xef\xbb\xbf \n\0", "it is empty"),
        (b"\n<!DOCTYPE HTML>\n<title>x</title>", "this is an HTML page, not a feed"),
        (b"<!-- x --><html lang='en'>", "this is an HTML page, not a feed"),
        (b"<?xml version='1.0'?>\n<!-- x -->\n<html><feed><entry><title>x", "this is an HTML page, not a feed"),
        (b"<!---->" * 250 + b"<HTML>", "this is an HTML page, not a feed"),
        (b'{"version": "2"}', "this is JSON, but no JSON Feed that can be read"),
        (b"[" * 1000, "this is JSON, but no JSON Feed that can be read"),
        (b"once upon a time", "it is not well-formed and nothing in it could be read"),
        (b"<rss><channel><title>x", "it is not well-formed and nothing in it could be read"),
    ],
)
def test_what_is_no_feed_is_said_in_words(body: bytes, why: str) -> None:
    with pytest.raises(NotAFeed) as raised:
        parse(body, BASE, PATIENT)
    assert str(raised.value) == why


def test_one_process_reads_feed_after_feed() -> None:
    parse(BROKEN, BASE, PATIENT)
    first = waiting()
    assert len(first) == 1
    with pytest.raises(NotAFeed):
        parse(b"once upon a time", BASE, PATIENT)
    assert len(parse(BROKEN, BASE, PATIENT).entries) == 2
    assert waiting() == first


def test_a_process_that_takes_too_long_is_killed_and_the_next_feed_gets_another() -> None:
    parse(BROKEN, BASE, PATIENT)
    before = waiting()
    with pytest.raises(NotAFeed, match=r"it took more than 0\.5 s to read"):
        parse(ENDLESS, BASE, Deadline(each=0.5))
    assert waiting() == []
    assert len(parse(BROKEN, BASE, PATIENT).entries) == 2
    assert waiting() != before


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere memory is not limited, or not in the same way")
def test_a_process_ends_with_the_time_for_all_feeds_which_says_nothing_of_the_feed() -> None:
    parse(BROKEN, BASE, PATIENT)
    with pytest.raises(NotInTime):
        parse(ENDLESS, BASE, HalfASecond())
    assert waiting() == []
    with pytest.raises(NotInTime):
        parse(BROKEN, BASE, Deadline(end=time.monotonic() - 0.5))
    assert waiting() == [], "it was not begun"


def test_who_waits_for_a_process_waits_until_the_end_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lenient, "_turns", BoundedSemaphore(1))
    assert lenient._turns.acquire()
    with pytest.raises(NotInTime):
        parse(BROKEN, BASE, Deadline(end=time.monotonic() + 0.05))


def test_a_process_that_needs_too_much_memory_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    parse(BROKEN, BASE, PATIENT)
    with monkeypatch.context() as patch:
        patch.setattr(process, "MEMORY", 1 << 20)
        with pytest.raises(NotAFeed, match="it needed too much memory"):
            parse(BROKEN + b" " * 4_000_000, BASE, PATIENT)
    assert waiting() == []
    assert len(parse(BROKEN, BASE, PATIENT).entries) == 2


def test_a_process_that_has_read_much_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lenient, "WORN", len(BROKEN) * 2)
    parse(BROKEN, BASE, PATIENT)
    assert len(waiting()) == 1
    parse(BROKEN, BASE, PATIENT)
    assert waiting() == []


def test_a_process_that_was_ended_by_somebody_else_is_replaced() -> None:
    parse(BROKEN, BASE, PATIENT)
    before = waiting()
    lenient._idle[0]._process.kill()
    assert len(parse(BROKEN, BASE, PATIENT).entries) == 2
    assert len(waiting()) == 1
    assert waiting() != before


def test_several_threads_may_ask_at_once() -> None:
    bodies = [BROKEN.replace(b"looms</title>", b"%d</title>" % number) for number in range(12)]
    with ThreadPoolExecutor(8) as threads:
        titles = [feed.entries[0].title for feed in threads.map(lambda body: parse(body, BASE, PATIENT), bodies)]
    assert titles == [f"Gears &nonsense; <b>{number}" for number in range(12)]
    assert 1 <= len(waiting()) <= lenient.CHILDREN


def test_a_process_that_is_being_asked_is_ended_when_the_asking_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(self: process.Child, *_: Any) -> None:
        asked.append(self)
        raise KeyboardInterrupt

    asked: list[process.Child] = []
    monkeypatch.setattr(process.Child, "_asked", interrupted)
    with pytest.raises(KeyboardInterrupt):
        parse(BROKEN, BASE, PATIENT)
    assert asked[0]._process.returncode is not None
    assert waiting() == []


def test_a_process_ends_with_its_parent() -> None:
    """When a parent ends, however it does, its end of the pipe is closed."""
    started = subprocess.Popen([sys.executable, "-I", "-S", process.PROGRAM], stdin=subprocess.PIPE)
    with started:
        assert started.stdin is not None
        started.stdin.close()
        assert started.wait() == 0


def test_the_current_folder_and_the_environment_are_not_imported_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("feedparser", "json", "mkdocs_reciprocity", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(0)")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(sys, "path", ["", str(tmp_path), *sys.path])
    assert len(parse(BROKEN, BASE, PATIENT).entries) == 2


def test_feedparser_is_not_imported_here_and_nothing_is_left_behind() -> None:
    code = f"""
        import sys
        sys.path[:0] = [{str(Path(mkdocs_reciprocity.__path__[0]).parent)!r}]
        from mkdocs_reciprocity.collect import lenient
        print(len(lenient.parse(b"<rss><channel><item><title>x<y</title>", "", lenient.Deadline()).entries))
        print("feedparser" in sys.modules)
        print(lenient._idle[0]._process.pid)
    """
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", textwrap.dedent(code)],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": ""},
    )
    entries, imported, number = done.stdout.split()
    assert (entries, imported, done.stderr) == ("1", "False", "")
    if sys.platform == "linux":
        assert not Path("/proc", number).exists()


def test_without_a_python_to_start_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(NotAFeed, match="no process could be started"):
        parse(BROKEN, BASE, PATIENT)
    assert waiting() == []


@pytest.mark.parametrize(
    ("says", "why"),
    [
        ("print('x')", "nothing in it"),
        ("print(0, 3, 'x')", "nothing in it"),
        ("print(0, 4); print('12')", "nothing in it"),
        ("print(0, -1)", "nothing in it"),
        ("print(0, 99)", "too much memory"),
        ("print('1' * 99)", "nothing in it"),
        ("", "nothing in it"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "took more than 10 s"),
    ],
)
def test_the_answer_is_not_trusted(says: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if "SIGXCPU" in says and sys.platform == "win32":
        pytest.skip("no such signal")
    (tmp_path / "child.py").write_text(f"import sys; sys.stdin.buffer.readline(); {says}")
    monkeypatch.setattr(process, "PROGRAM", tmp_path / "child.py")
    monkeypatch.setattr(process, "ANSWER", 20)
    with pytest.raises(NotAFeed, match=why):
        parse(BROKEN, BASE, Deadline())
    assert waiting() == []


def test_the_answers_form_is_not_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "child.py").write_text("import sys; sys.stdin.buffer.readline(); print(0, 3); print('[]')")
    monkeypatch.setattr(process, "PROGRAM", tmp_path / "child.py")
    with pytest.raises(NotAFeed) as raised:
        parse(BROKEN, BASE, PATIENT)
    assert str(raised.value) == "it is not well-formed and nothing in it could be read"


def test_what_the_child_writes_to_stderr_is_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "child.py").write_text("import sys; sys.exit('::add-mask::')")
    monkeypatch.setattr(process, "PROGRAM", tmp_path / "child.py")
    with pytest.raises(NotAFeed):
        parse(BROKEN, BASE, PATIENT)
    assert capfd.readouterr() == ("", "")


class _Pipe:
    def __init__(self, content: bytes = b"") -> None:
        self.buffer = io.BytesIO(content)


def _served(monkeypatch: pytest.MonkeyPatch, *bodies: bytes) -> list[tuple[int, Any]]:
    """The child's work in this process, without its limits: the statuses and facts that it answers."""
    tasks = (json.dumps({"size": len(body), "seconds": 1, "memory": 1}).encode() + b"\n" + body for body in bodies)
    answers = _Pipe()
    monkeypatch.setattr(child, "limit", lambda *_: None)
    monkeypatch.setattr(child, "_fetch_nothing", lambda: None)
    monkeypatch.setattr(sys, "path", sys.path[:])
    monkeypatch.setattr(sys, "argv", ["child.py"])
    monkeypatch.setattr(sys, "stdin", _Pipe(b"".join(tasks)))
    monkeypatch.setattr(sys, "stdout", answers)
    child.serve()
    answers.buffer.seek(0)
    found = []
    while line := answers.buffer.readline():
        status, size = map(int, line.split())
        found.append((status, json.loads(answers.buffer.read(size) or b"null")))
    return found


def test_the_childs_side(monkeypatch: pytest.MonkeyPatch) -> None:
    one = b"<rss version='2.0'><channel><title>T</title><item><link>/a</link></item>"
    facts = {"version": "rss20", "feed": {"title": "T"}, "entries": [{"link": "/a"}]}
    first, nothing = _served(monkeypatch, one, b"x")
    assert first[0] == child.READ
    assert first[1]["entries"] == facts["entries"]
    assert first[1]["feed"]["title"] == "T"
    assert nothing == (child.NOTHING, None)


def test_a_child_without_memory_answers_that_and_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    def greedy(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(child, "read", greedy)
    assert _served(monkeypatch, b"x", b"y") == [(child.TOO_LARGE, None)]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no limits")
def test_processor_time_is_limited_for_each_feed_and_not_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    class Spent:
        ru_utime, ru_stime = 70.5, 29.25

    limits: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "getrusage", lambda _: Spent)
    monkeypatch.setattr(resource, "getrlimit", lambda _: (resource.RLIM_INFINITY, 105))
    monkeypatch.setattr(resource, "setrlimit", lambda what, to: limits.update({what: to}))
    child.limit(3.0, 1 << 30)
    assert limits[resource.RLIMIT_CPU] == (103, 105)
    child.limit(30.0, 1 << 30)
    assert limits[resource.RLIMIT_CPU] == (105, 105)
    assert limits[resource.RLIMIT_AS] == (105, 105)


def test_the_child_fetches_nothing() -> None:
    code = f"""
        import sys
        sys.path[:0] = [{str(process.PROGRAM.parent)!r}]
        import child
        child._fetch_nothing()
        import feedparser
        print(feedparser.api.http.get is object, "ssl" in sys.modules, "socket" in sys.modules)
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=True, capture_output=True, text=True)
    assert done.stdout == "True False False\n"
