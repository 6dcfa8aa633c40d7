"""`fetch`: asking 200 hosts that answer after 100 ms each, alone and behind a build."""

from __future__ import annotations

import json
import logging
import math
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from unittest import mock

from mkdocs.commands import build as building
from mkdocs.config import load_config

from benchmarks import hosts, sites, writing
from benchmarks.measure import ROUNDS, Figure, Report, in_child, ratios, wall_of
from mkdocs_reciprocity.cache.folder import FOLDER
from mkdocs_reciprocity.collect import gathering as collect_gathering
from mkdocs_reciprocity.collect import lenient
from mkdocs_reciprocity.collect import site as collect_site
from mkdocs_reciprocity.collect.sources import Sources
from mkdocs_reciprocity.core import options as declared
from mkdocs_reciprocity.core.feeds import reader as feed_reader
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.network.fetch import Fetching, Limits, Request

PAGES = 2_000
_LIMITS = declared.read({}).records.feeds
_OPTIONS = "{{feeds: {{fetch: {fetch}, max_age: 0s, allow_hosts: [127.0.0.1]}}}}"


def run(folder: Path, *, explain: bool) -> Report:
    """Times on the clock: of fetching alone, against the ideal; of a build that fetches, against one that does not.

    ``parsed_again`` counts the feeds that a second run of 304s parses.
    """
    logging.disable(logging.CRITICAL)
    with hosts.running() as feeds:
        alone = _alone(feeds)
        again = _parsed_again(folder / "again", feeds)
        config = _site(folder / "site", feeds)
        rounds = [
            {mode: in_child("fetch", config, mode)["wall"] for mode in ("never", "304", "new")} for _ in range(ROUNDS)
        ]
    never, unchanged, new = ([one[mode] for one in rounds] for mode in ("never", "304", "new"))
    return Report(
        figures=(
            Figure(key="wall_to_ideal", rounds=alone, at_most=1.15, meaning="time of fetching / ideal"),
            Figure(key="parsed_again", rounds=again, at_most=0, meaning="feeds parsed when all answer 304"),
            Figure(key="hidden", rounds=ratios(unchanged, never), at_most=1.05, meaning="asking build / not, all 304"),
            Figure(key="hidden_cold", rounds=ratios(new, never), meaning="the same when all feeds are new"),
        ),
        notes=(
            f"ideal {_ideal():.2f} s: {hosts.HOSTS} hosts, {_LIMITS.workers} at once, {hosts.DELAY * 1e3:.0f} ms each",
            f"builds: {min(never):.1f} s without, {min(unchanged):.1f} s all 304, {min(new):.1f} s all new",
        ),
    )  # fmt: skip


def _ideal() -> float:
    return math.ceil(hosts.HOSTS / _LIMITS.workers) * hosts.DELAY


def _alone(feeds: Sequence[str]) -> tuple[float, ...]:
    """Time of fetching whole feeds, with all modules imported, divided by the ideal."""
    limits = Limits(
        timeout=_LIMITS.timeout,
        max_bytes=_LIMITS.max_bytes,
        workers=_LIMITS.workers,
        allow_hosts=("127.0.0.1",),
        user_agent="benchmark",
    )

    def fetch() -> None:
        responses = list(Fetching([Request(Url(url)) for url in feeds], limits).results())
        assert all(response.status == 200 for response in responses), responses[0].error

    fetch()
    return tuple(wall_of(fetch) / _ideal() for _ in range(ROUNDS))


def _parsed_again(root: Path, feeds: Sequence[str]) -> tuple[float, ...]:
    """How many feeds are parsed by second runs that get a 304 from every host."""
    root.mkdir()
    sites.write_peers(root, feeds)
    options = declared.read({"feeds": {"max_age": "0s", "allow_hosts": ["127.0.0.1"]}}).records
    site = collect_site.Site(root, Url(writing.SITE), options)
    assert _parsed(site) == len(feeds)
    return tuple(float(_parsed(site)) for _ in range(ROUNDS))


def _parsed(site: collect_site.Site) -> int:
    with (
        mock.patch.object(feed_reader, "read", wraps=feed_reader.read) as strict,
        mock.patch.object(lenient, "parse", wraps=lenient.parse) as other,
    ):
        sources = Sources(collect_gathering.Gathering(site), fetch=True)
        assert len(sources.reading().facts.feeds) == hosts.HOSTS
    return strict.call_count + other.call_count


def _site(root: Path, feeds: Sequence[str]) -> Path:
    """A site of `PAGES` pages, with a mkdocs.yml for builds that do not ask beside the one for those that do."""
    config = sites.write(root, pages=PAGES, options=_OPTIONS.format(fetch="auto"))
    text = config.read_text("utf-8").replace("fetch: auto", "fetch: never")
    config.with_name("never.yml").write_text(text, "utf-8")
    sites.write_peers(root, feeds)
    in_child("fetch", config, "new")
    return config


def _child(path: str, mode: str) -> None:
    logging.disable(logging.CRITICAL)
    root = Path(path).parent
    shutil.rmtree(root / "site", ignore_errors=True)
    if mode == "new":
        shutil.rmtree(root / FOLDER, ignore_errors=True)
    config = load_config(str(root / "never.yml") if mode == "never" else path)
    config.plugins.on_startup(command="build", dirty=False)
    start = time.perf_counter()
    building.build(config)
    print(json.dumps({"wall": time.perf_counter() - start}))


if __name__ == "__main__":
    _child(*sys.argv[1:])
