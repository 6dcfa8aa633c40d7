"""`feeds`: reading a corpus of feeds cold, against ``feedparser.parse``, and feedparser-rs where it is installed."""

from __future__ import annotations

import io
import shutil
import subprocess
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any

import feedparser
from selectolax.lexbor import LexborHTMLParser

from benchmarks import corpus as generated
from benchmarks.measure import ROUNDS, Figure, Report, cpu_of, ratios
from mkdocs_reciprocity.collect import lenient
from mkdocs_reciprocity.collect.deadline import Deadline
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.feeds import reader as feed_reader
from mkdocs_reciprocity.core.model import Feed

Reader = Callable[[bytes], object]

_NOT_FEEDS = {".md", ".txt", ".py", ".csv"}
_AT_ONCE = 10
"""How many feeds a reader reads before it is the next one's turn."""

_PROGRAM = {"rust": "feedparser-rs", "sfeed": "sfeed"}
_AT_MOST = {"rust": 1, "sfeed": 4}
_MEANING = {name: f"our CPU / {program}'s" for name, program in _PROGRAM.items()}


def run(folder: Path, *, explain: bool, corpus: Path | None = None) -> Report:
    """CPU of reading all feeds, feedparser's against ours, children counted; and what of theirs ours does not have.

    JSON Feeds are left out, for feedparser cannot read them.
    """
    warnings.simplefilter("ignore")
    bodies = [body for body in _bodies(corpus) if not body.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"{")]
    others = {name: read for name, read in (("rust", _rust()), ("sfeed", _sfeed())) if read is not None}
    rounds = [_round((_theirs, _ours, *others.values()), bodies) for _ in range(ROUNDS)]
    theirs, mine, *of_others = zip(*rounds, strict=True)
    differences = _compared(bodies)
    refused = [body for body in bodies if feed_reader.read(body, "") is None]
    (slow,) = _round((_ours,), refused)
    megabytes = sum(map(len, bodies)) / 1e6
    return Report(
        figures=(
            Figure(key="speedup", rounds=ratios(theirs, mine), at_least=20, meaning="CPU of feedparser / ours"),
            Figure(
                key="links_lost", rounds=(differences.lost,), at_most=0.001, meaning="of feedparser's outbound links"
            ),
            Figure(
                key="entries_equal", rounds=(differences.equal,), at_least=0.99, meaning="of feeds, as many entries"
            ),
            *(
                Figure(key=f"to_{name}", rounds=ratios(mine, spent), at_most=_AT_MOST[name], meaning=_MEANING[name])
                for name, spent in zip(others, of_others, strict=True)
            ),
        ),
        notes=(
            f"{len(bodies)} feeds, {megabytes:.1f} MB; ours {median(mine):.2f} s, feedparser {median(theirs):.1f} s",
            f"{len(refused)} that the strict reader refuses take {slow:.2f} s of ours",
            *differences.lines[:20],
            *(f"{_PROGRAM[name]} is not installed: no `to_{name}`" for name in _PROGRAM if name not in others),
        ),
    )


def _bodies(corpus: Path | None) -> list[bytes]:
    if corpus is None:
        return generated.generate()
    files = sorted(path for path in corpus.rglob("*") if path.is_file() and path.suffix.lower() not in _NOT_FEEDS)
    return [path.read_bytes() for path in files]


def _theirs(body: bytes) -> Any:
    return feedparser.parse(io.BytesIO(body))


def _ours(body: bytes) -> Feed:
    found = feed_reader.read(body, "")
    if found is None:
        try:
            found = lenient.parse(body, "", Deadline())
        except lenient.NotAFeed:
            return Feed()
    return found


def _round(readers: Sequence[Reader], bodies: Sequence[bytes]) -> list[float]:
    """CPU of each reader for all feeds. They take turns every few feeds, so that all find the machine equally busy.

    The time of our child is known once it has ended, so each round has its own.
    """
    spent = [0.0] * len(readers)
    for start in range(0, len(bodies), _AT_ONCE):
        some = bodies[start : start + _AT_ONCE]
        for place, read in enumerate(readers):
            spent[place] += cpu_of(partial(_all_read, read, some))
    spent[readers.index(_ours)] += cpu_of(lenient.end)
    return spent


def _all_read(read: Reader, bodies: Sequence[bytes]) -> list[object]:
    return [read(body) for body in bodies]


def _rust() -> Reader | None:
    """feedparser-rs as it is called by default. It makes Python values only of what is looked at, here of nothing."""
    try:
        parse: Reader = import_module("feedparser_rs").parse
    except ImportError:
        return None
    return parse


def _sfeed() -> Reader | None:
    program = shutil.which("sfeed")
    if program is None:
        return None
    return lambda body: subprocess.run([program], input=body, stdout=subprocess.PIPE, check=False).stdout


class _Differences:
    """What feedparser found and we did not, over all feeds."""

    def __init__(self) -> None:
        self.links = self.missing = self.feeds = self.same = 0
        self.lines: list[str] = []

    @property
    def lost(self) -> float:
        return self.missing / max(1, self.links)

    @property
    def equal(self) -> float:
        return self.same / max(1, self.feeds)

    def add(self, number: int, mine: Feed, theirs: Any) -> None:
        """Compares one feed; links by `url.key`, each once an entry."""
        self.feeds += 1
        self.same += len(mine.entries) == len(theirs.entries)
        if len(mine.entries) != len(theirs.entries):
            self.lines.append(f"feed {number}: {len(mine.entries)} entries, feedparser {len(theirs.entries)}")
        found = Counter(str(key) for entry in mine.entries for key in set(map(urls.key, entry.links)))
        wanted = Counter(key for entry in theirs.entries for key in _links(entry))
        missing = wanted - found
        self.links += wanted.total()
        self.missing += missing.total()
        if missing:
            self.lines.append(f"feed {number}: lacks {missing.total()} of {wanted.total()} links: {list(missing)[:3]}")


def _compared(bodies: Sequence[bytes]) -> _Differences:
    differences = _Differences()
    for number, body in enumerate(bodies):
        differences.add(number, _ours(body), _theirs(body))
    return differences


def _links(entry: Any) -> set[str]:
    """The keys of what an entry of feedparser's links to, but not itself."""
    markup = [part.get("value") or "" for part in entry.get("content", ())] + [entry.get("summary") or ""]
    own = urls.parse(entry.get("link") or "")
    return set(_keys(markup)) - ({urls.key(own)} if own else set())


def _keys(markup: Iterable[str]) -> Iterable[str]:
    for fragment in markup:
        for node in LexborHTMLParser(fragment).css("a[href]"):
            link = urls.parse(node.attributes.get("href") or "")
            if link is not None:
                yield urls.key(link)
