"""`planet`: one build of a site with 30,000 peers, whose feeds are all in the store."""

from __future__ import annotations

import math
from pathlib import Path

from benchmarks import sites, writing
from benchmarks.measure import ROUNDS, Figure, Report, Spent, build_process

SIZES = (3_000, 30_000)
"""Peers; the log has as many rows."""

ENTRIES, PAGES = 10, 10


def run(folder: Path, *, explain: bool) -> Report:
    """How the CPU that the plugin adds grows with the peers (1: as they do), and the memory of the whole build."""
    bare = sites.write(folder / "bare", pages=PAGES, plugin=False)
    configs = [_site(folder / str(peers), peers) for peers in SIZES]
    for config in (bare, *configs):
        build_process(config)  # writes the .pyc files, and what a first build keeps
    blogroll = configs[-1].parent / "site" / "blogroll.opml"
    assert blogroll.read_text("utf-8").count("<outline") == SIZES[-1]
    rounds = [[build_process(config) for config in (bare, *configs)] for _ in range(ROUNDS)]
    peaks = tuple(one[-1].megabytes * 1024**2 / 1e9 for one in rounds)
    return Report(
        figures=(
            Figure(key="exponent", rounds=tuple(map(_exponent, rounds)), at_most=1.05,
                   meaning="exponent of the CPU that is added, 3,000 to 30,000 peers"),
            Figure(key="gigabytes", rounds=peaks, at_most=2, meaning="most memory at once, 30,000 peers"),
        ),
        notes=tuple(
            f"{peers:>6,} peers, {ENTRIES} entries each, add {min(one[place].cpu - one[0].cpu for one in rounds):.2f} s"
            for place, peers in enumerate(SIZES, start=1)
        ),
    )  # fmt: skip


def _site(root: Path, peers: int) -> Path:
    names = writing.peer_names(peers)
    config = sites.write(root, pages=PAGES)
    sites.write_log(root, rows=peers, names=names)
    sites.fill_store(root, names, ENTRIES)
    return config


def _exponent(builds: list[Spent]) -> float:
    bare, few, many = (one.cpu for one in builds)
    return math.log((many - bare) / (few - bare)) / math.log(SIZES[1] / SIZES[0])
