"""`warm`: reading 1,000 feeds back from the store, against a small build."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

from mkdocs.commands import build as building
from mkdocs.config import load_config

from benchmarks import sites, writing
from benchmarks.measure import Figure, Report, cpu_of, in_turns, ratios
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.site import Site
from mkdocs_reciprocity.collect.sources import Reading, Sources
from mkdocs_reciprocity.core import options as declared
from mkdocs_reciprocity.core.url import Url

PEERS = 1_000


def run(folder: Path, *, explain: bool) -> Report:
    """CPU of reading 1,000 feeds of 20 entries from the store, divided by that of a build of 200 pages without us."""
    logging.disable(logging.CRITICAL)
    names = writing.peer_names(PEERS)
    config = sites.write(folder, pages=200, plugin=False)
    sites.write_log(folder, rows=100, names=names)
    sites.fill_store(folder, names)
    site = Site(folder, Url(writing.SITE), declared.read({}).records)
    gathering = Gathering(site)
    assert len(_read(gathering)[1].facts.feeds) == PEERS
    built, read, all_read = in_turns(
        lambda: _build(config),
        lambda: _spent(gathering),
        lambda: cpu_of(lambda: _read(Gathering(site))),
        rounds=9,
    )
    return Report(
        figures=(
            Figure(key="share", rounds=ratios(read, built), at_most=0.05, meaning="CPU of 1,000 feeds / a build"),
        ),
        notes=(
            f"a build {min(built):.2f} s, the feeds {min(read) * 1e3:.0f} ms",
            f"with the author's files, 1,000 peers and 100 rows, {min(all_read) * 1e3:.0f} ms",
        ),
    )  # fmt: skip


def _build(path: Path) -> float:
    config = load_config(str(path))
    shutil.rmtree(config.site_dir, ignore_errors=True)
    return cpu_of(lambda: building.build(config))


def _spent(gathering: Gathering) -> float:
    """A build has no feeds of an earlier round to let go of, nor lets it go of its own."""
    kept = []
    return cpu_of(lambda: kept.append(_read(gathering)))


def _read(gathering: Gathering) -> tuple[Sources, Reading]:
    sources = Sources(gathering, fetch=True)  # all are fresh: nothing is asked
    return sources, sources.reading()
