"""`log`: reading a log, against ``yaml.CSafeLoader`` with a pydantic model."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, HttpUrl, model_validator

from benchmarks import writing
from benchmarks.measure import ROUNDS, Figure, Report, cpu_of, in_child, peak_memory, ratios
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.log.reader import Rules, parse
from mkdocs_reciprocity.core.model import KINDS

ROWS = 100_000
SIZES = (1_000, 3_000, 10_000, 30_000, ROWS)
_PEERS = writing.peer_names(200)
_RULES = Rules(KINDS, UTC, When("2026-11-23"))

Kind = Literal[
    "share", "link", "quote", "review", "recommend", "feature", "translate", "comment", "reply", "thank", "advice",
    "praise", "help", "intro", "testimonial", "checkin", "like", "bookmark", "follow", "vote",
]  # fmt: skip


class Peer(BaseModel):
    """A peer as somebody would model it who uses pydantic."""

    model_config = ConfigDict(extra="forbid")
    name: str
    home: HttpUrl | None = None
    feed: HttpUrl | list[HttpUrl] | None = None
    also: list[HttpUrl] = []


class Row(BaseModel):
    """A row of the log as somebody would model it who uses pydantic. YAML has made dates of the days."""

    model_config = ConfigDict(extra="forbid")
    date: date | datetime | str
    gave: Kind | None = None
    got: Kind | Literal["ask"] | None = None
    asked: Kind | None = None
    peer: str | None = None
    url: HttpUrl | None = None
    title: str = ""
    via: str = ""
    note: str = ""
    tags: list[str] = []
    private: bool | None = None
    source: Literal["log", "page", "feed", "webmention"] = "log"
    evidence: list[HttpUrl] = []
    answer: Literal["granted", "declined"] | None = None

    @model_validator(mode="after")
    def one_deed(self) -> Row:
        """A row has exactly one direction, and says whom or what it is about."""
        if [self.gave, self.got, self.asked].count(None) != 2 or not (self.peer or self.url):
            raise ValueError("exactly one of `gave`, `got` and `asked`, and a `peer` or a `url`")
        return self


class Log(BaseModel):
    """A whole log."""

    peers: dict[str, Peer]
    interactions: list[Row]


def ours(body: bytes) -> object:
    """The log, read by `sources.log.parse`; a generated log has no problems."""
    parsed = parse(body, "reciprocity.yml", _RULES)
    assert not parsed.problems, parsed.problems[:3]
    return parsed


def theirs(body: bytes) -> object:
    """The log, read by PyYAML's fastest loader and checked by pydantic. The tree is let go as soon as it can be."""
    return Log.model_validate(yaml.load(body, Loader=yaml.CSafeLoader))


_SIDES: dict[str, Callable[[bytes], object]] = {"ours": ours, "theirs": theirs, "idle": len}


def run(folder: Path, *, explain: bool) -> Report:
    """CPU of reading 100,000 rows, memory that it takes at most, and how the CPU grows from 1,000 rows on.

    Speed and memory are measured in fresh processes, from which what an idle one takes is taken off.
    """
    path = folder / "reciprocity.yml"
    path.write_bytes(writing.log(ROWS, _PEERS))
    rounds = [{side: in_child("log", side, path) for side in _SIDES} for _ in range(ROUNDS)]
    cpu = {side: [one[side]["cpu"] for one in rounds] for side in _SIDES}
    peak = {side: [one[side]["peak"] - one["idle"]["peak"] for one in rounds] for side in ("ours", "theirs")}
    bodies = [writing.log(rows, _PEERS) for rows in SIZES]
    slopes = tuple(_slope([_cpu_of_one(*sized) for sized in zip(bodies, SIZES, strict=True)]) for _ in cpu["ours"])
    size = path.stat().st_size / 1e6
    return Report(
        figures=(
            Figure(key="speedup", rounds=ratios(cpu["theirs"], cpu["ours"]), at_least=8,
                   meaning="CPU of CSafeLoader and pydantic / ours, 100,000 rows"),
            Figure(key="memory", rounds=ratios(peak["ours"], peak["theirs"]), at_most=0.2,
                   meaning="our growth of peak memory / theirs, 100,000 rows"),
            Figure(key="exponent", rounds=slopes, at_most=1.05, meaning="e in CPU ~ rows^e, 1,000 to 100,000 rows"),
        ),
        notes=(
            f"ours   {min(cpu['ours']):.2f} s, {min(peak['ours']) / 1e6:.0f} MB (the log has {size:.1f} MB)",
            f"theirs {min(cpu['theirs']):.2f} s, {min(peak['theirs']) / 1e6:.0f} MB",
        ),
    )  # fmt: skip


def _cpu_of_one(body: bytes, rows: int) -> float:
    times = max(1, 20_000 // rows)
    return sum(cpu_of(lambda: ours(body)) for _ in range(times)) / times


def _slope(seconds: Sequence[float]) -> float:
    """Of log(seconds) over log(rows), by least squares."""
    xs, ys = [math.log(rows) for rows in SIZES], [math.log(spent) for spent in seconds]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def _child(side: str, path: str) -> None:
    small = writing.log(50, _PEERS[:5])
    ours(small)
    theirs(small)
    body = Path(path).read_bytes()
    spent = cpu_of(lambda: _SIDES[side](body))
    print(json.dumps({"cpu": spent, "peak": peak_memory()}))


if __name__ == "__main__":
    _child(*sys.argv[1:])
