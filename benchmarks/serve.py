"""`serve`: what the plugin adds to a rebuild of ``mkdocs serve``, when one page was edited."""

from __future__ import annotations

import json
import logging
import shutil
import sys
from pathlib import Path

from mkdocs.commands import build as building
from mkdocs.config import load_config

from benchmarks import sites, writing
from benchmarks.build import Meter
from benchmarks.measure import ROUNDS, Figure, Report, cpu_of, in_child, ratios

PAGES, PEERS, ROWS, EDITS = 200, 100, 1_000, 2


def run(folder: Path, *, explain: bool) -> Report:
    """CPU of rebuilds with the plugin divided by that without it. Each round has its own processes."""
    names = writing.peer_names(PEERS)
    with_it = sites.write(folder / "with", pages=PAGES)
    sites.write_log(folder / "with", rows=ROWS, names=names)
    sites.fill_store(folder / "with", names)
    without = sites.write(folder / "without", pages=PAGES, plugin=False)
    rounds = [(in_child("serve", with_it), in_child("serve", without)["cpu"]) for _ in range(ROUNDS)]
    ours, theirs = [one["cpu"] for one, _ in rounds], [other for _, other in rounds]
    hooks = [one["hooks"] for one, _ in rounds]
    return Report(
        figures=(
            Figure(
                key="ratio", rounds=ratios(ours, theirs), at_most=1.03, meaning="a rebuild with the plugin / without"
            ),
            Figure(key="hooks", rounds=ratios(hooks, theirs), meaning="our hooks / a rebuild without the plugin"),
        ),
        notes=(
            f"a rebuild of {PAGES} pages without the plugin {min(theirs):.2f} s, with it {min(ours):.2f} s",
            f"our hooks take {min(hooks) * 1e3:.0f} ms; the rest is MkDocs' work on our pages, above all its search's",
        ),
    )


def _child(path: str) -> None:
    """As `mkdocs serve` does: plugins that say so stay from build to build, the configuration is read anew."""
    logging.disable(logging.CRITICAL)
    config = load_config(path)
    shutil.rmtree(config.site_dir, ignore_errors=True)
    config.plugins.on_startup(command="serve", dirty=False)
    building.build(config, serve_url="http://127.0.0.1:8000/")
    page = Path(config.docs_dir) / "posts/7.md"

    def rebuild() -> float:
        """CPU seconds of our hooks."""
        page.write_text(page.read_text("utf-8") + "\n\nOne sentence more.\n", "utf-8")
        again, meter = load_config(path), Meter()
        if (plugin := again.plugins.get("reciprocity")) is not None:
            meter.watch(again.plugins.events, plugin)
        building.build(again, serve_url="http://127.0.0.1:8000/")
        return sum(meter.hooks.values())

    hooks: list[float] = []
    spent = min(cpu_of(lambda: hooks.append(rebuild())) for _ in range(EDITS))
    config.plugins.on_shutdown()
    print(json.dumps({"cpu": spent, "hooks": min(hooks)}))


if __name__ == "__main__":
    _child(*sys.argv[1:])
