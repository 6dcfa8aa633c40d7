"""`ledger`: from the log's bytes to the ledger and the views, as the log grows."""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path

from benchmarks import writing
from benchmarks.measure import ROUNDS, Figure, Report, cpu_of, in_child, peak_memory
from mkdocs_reciprocity.core import book, pipeline
from mkdocs_reciprocity.core import options as declared
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.url import Url

SIZES = ((1_000, 10), (10_000, 100), (100_000, 1_000), (1_000_000, 10_000))
"""Rows, and the peers that they are about."""

_FEW, _MANY = SIZES[1][0], SIZES[-1][0]
"""For the exponent: of the smallest log much is not the rows'."""

_TODAY = When("2026-11-23")


def run(folder: Path, *, explain: bool) -> Report:
    """How CPU grows with the rows (1: as they do), and the memory that a million take; each in a fresh process.

    The million is read once: it takes so long that no disturbance weighs much, and its memory varies by less than half
    a percent. The spread is that of the 10,000.
    """
    for rows, peers in SIZES:
        (folder / f"{rows}.yml").write_bytes(writing.log(rows, writing.peer_names(peers)))
    found = {rows: in_child("ledger", folder / f"{rows}.yml") for rows, _ in SIZES}
    few = [in_child("ledger", folder / f"{_FEW}.yml")["cpu"] for _ in range(ROUNDS)]
    exponents = tuple(math.log(found[_MANY]["cpu"] / one) / math.log(_MANY / _FEW) for one in few)
    return Report(
        figures=(
            Figure(key="exponent", rounds=exponents, at_most=1.05, meaning="exponent of CPU, 10,000 to 1,000,000 rows"),
            Figure(key="gigabytes", rounds=(found[_MANY]["peak"] / 1e9,), at_most=1.5,
                   meaning="most memory at once, 1,000,000 rows"),
        ),
        notes=tuple(
            f"{rows:>9,} rows, {peers:>6,} peers: {found[rows]['cpu']:.3f} s" for rows, peers in SIZES
        ),
    )  # fmt: skip


def _look(body: bytes) -> object:
    settings = declared.read({}).records
    site = Url(writing.SITE)
    read = book.read([book.LogText("reciprocity.yml", body)], site, settings, _TODAY)
    assert not read.problems, read.problems[:3]
    facts = pipeline.Facts(site=site, settings=settings, today=_TODAY, book=read.records)
    return pipeline.look(pipeline.keep_ledger(facts), facts)


def _child(path: str) -> None:
    body = Path(path).read_bytes()
    _look(writing.log(50, writing.peer_names(5)))  # imports what is imported when it is used
    print(json.dumps({"cpu": cpu_of(lambda: _look(body)), "peak": peak_memory()}))


if __name__ == "__main__":
    _child(*sys.argv[1:])
