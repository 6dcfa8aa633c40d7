"""`memory`: what the plugin adds to the memory of a large build."""

from __future__ import annotations

from pathlib import Path

from benchmarks import sites, writing
from benchmarks.measure import ROUNDS, Figure, Report, build_process

PAGES, PEERS, ROWS = 2_000, 1_000, 10_000


def run(folder: Path, *, explain: bool) -> Report:
    """The most memory of a whole ``mkdocs build`` with the plugin, divided by that without it.

    What a build takes without it varies by less than half a percent; so that is measured once.
    """
    names = writing.peer_names(PEERS)
    with_it = sites.write(folder / "with", pages=PAGES)
    sites.write_log(folder / "with", rows=ROWS, names=names)
    sites.fill_store(folder / "with", names)
    without = sites.write(folder / "without", pages=PAGES, plugin=False)
    ours = tuple(build_process(with_it).megabytes for _ in range(ROUNDS))
    theirs = build_process(without).megabytes
    return Report(
        figures=(
            Figure(
                key="ratio",
                rounds=tuple(one / theirs for one in ours),
                at_most=1.15,
                meaning="memory with the plugin / without",
            ),
        ),
        notes=(f"without the plugin {theirs:.0f} MB, with it {min(ours):.0f} MB",),
    )
