"""The lenient reader: what feedparser reads, what it is spared, and that its process can always be ended."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import msgspec
import pytest

import mkdocs_reciprocity
from mkdocs_reciprocity import lenient
from mkdocs_reciprocity.lenient import NotAFeed, parse
from mkdocs_reciprocity.model import Feed, FeedEntry
from mkdocs_reciprocity.sources.feed import read
from mkdocs_reciprocity.url import Url

BASE = "https://ada.example/feed.xml"

BROKEN = b"""<?xml version="1.0"?>
<rss version="2.0"><channel><title>Ada & Co</title><link>https://ada.example/</link>
<item><title>Gears &nonsense; <b>looms</title><link>/looms/</link><pubDate>Sat, 07 Nov 2026 10:00:00 GMT</pubDate>
<description>&lt;p&gt;See &lt;a href="https://me.example/"&gt;this&lt;/a&gt;, or &lt;a href="b"&gt;that&lt;/a&gt;
</description></item>
<item><title>Second</title><pubDate>Mon, 30 Feb 2026 10:00:00 GMT</pubDate></item>
"""


def test_a_broken_feed_gives_the_same_kind_of_facts() -> None:
    assert read(BROKEN, BASE) is None
    feed = parse(BROKEN, BASE)
    assert (feed.title, feed.home) == ("Ada & Co", "https://ada.example/")
    first, second = feed.entries
    assert first.url == "https://ada.example/looms/"
    assert first.published == "2026-11-07T10:00:00Z"
    assert first.links == ("https://me.example/", "https://ada.example/looms/b")
    assert first.summary == "See this, or that"
    assert second == FeedEntry(title="Second")


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "it is empty"),
        (b"\xef\xbb\xbf \n\0", "it is empty"),
        (b"\n<!DOCTYPE HTML>\n<title>x</title>", "this is an HTML page, not a feed"),
        (b"<!-- x --><html lang='en'>", "this is an HTML page, not a feed"),
        (b'{"version": "2"}', "this is JSON, but no JSON Feed that can be read"),
        (b"[" * 1000, "this is JSON, but no JSON Feed that can be read"),
        (b"once upon a time", "it is not well-formed and nothing in it could be read"),
        (b"<rss><channel><title>x", "it is not well-formed and nothing in it could be read"),
    ],
)
def test_what_is_no_feed_is_said_in_words(body: bytes, why: str) -> None:
    with pytest.raises(NotAFeed) as raised:
        parse(body, BASE)
    assert str(raised.value) == why


def test_a_process_that_takes_too_long_is_killed() -> None:
    """This author costs feedparser minutes."""
    body = b"<rss><channel><item><author>" + b"a." * 200_000 + b"</author></item></channel>"
    with pytest.raises(NotAFeed, match=r"it took more than 0\.5 s to read"):
        parse(body, BASE, seconds=0.5)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere memory is not limited, or not in the same way")
def test_a_process_that_needs_too_much_memory_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lenient, "MEMORY", 1 << 20)
    with pytest.raises(NotAFeed, match="it needed too much memory"):
        parse(BROKEN + b" " * 4_000_000, BASE)


def test_the_current_folder_and_the_environment_are_not_imported_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("feedparser", "msgspec", "json", "mkdocs_reciprocity"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(0)")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(sys, "path", ["", str(tmp_path), *sys.path])
    assert len(parse(BROKEN, BASE).entries) == 2


def test_feedparser_is_not_imported_here() -> None:
    code = f"""
        import sys
        sys.path[:0] = [{str(Path(mkdocs_reciprocity.__path__[0]).parent)!r}]
        from mkdocs_reciprocity.lenient import parse
        assert parse(b"<rss><channel><item><title>x<y</title>", "").entries
        sys.exit("feedparser" in sys.modules)
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=True, env={**os.environ, "PYTHONPATH": ""})


def test_without_a_python_to_start_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(NotAFeed, match="no process could be started"):
        parse(BROKEN, BASE)


@pytest.mark.parametrize(("says", "why"), [("print('x')", "nothing in it"), ("print('x' * 99)", "too much memory")])
def test_the_answer_is_not_trusted(says: str, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lenient, "_CHILD", says)
    monkeypatch.setattr(lenient, "ANSWER", 20)
    with pytest.raises(NotAFeed, match=why):
        parse(BROKEN, BASE)


def test_what_the_child_writes_to_stderr_is_not_shown(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(lenient, "_CHILD", "import sys; sys.exit('::add-mask::')")
    with pytest.raises(NotAFeed):
        parse(BROKEN, BASE)
    assert capfd.readouterr() == ("", "")


class _Pipe:
    def __init__(self, content: bytes = b"") -> None:
        self.buffer = io.BytesIO(content)


def _child(monkeypatch: pytest.MonkeyPatch, body: bytes) -> tuple[int, bytes]:
    """The child's work in this process, without its limits: its exit status and what it wrote."""
    answer = _Pipe()
    task = {"base": BASE, "seconds": 1, "memory": 1}
    monkeypatch.setattr(lenient, "_limit", lambda _: None)
    monkeypatch.setattr(sys, "stdin", _Pipe(msgspec.json.encode(task) + b"\n" + body))
    monkeypatch.setattr(sys, "stdout", answer)
    try:
        lenient.child()
    except SystemExit as exit_:
        return int(exit_.code or 0), answer.buffer.getvalue()
    return 0, answer.buffer.getvalue()


def test_the_childs_side(monkeypatch: pytest.MonkeyPatch) -> None:
    status, answer = _child(monkeypatch, b"<rss version='2.0'><channel><item><link>/a</link></item>")
    assert status == 0
    assert msgspec.json.decode(answer, type=Feed).entries == (FeedEntry(url=Url("https://ada.example/a")),)
    assert _child(monkeypatch, b"x") == (3, b"")

    def greedy(*_: Any) -> None:
        raise MemoryError

    monkeypatch.setattr(lenient, "from_feedparser", greedy)
    assert _child(monkeypatch, b"x") == (4, b"")
