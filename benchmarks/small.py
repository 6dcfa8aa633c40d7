"""`small`: what the plugin adds to ``mkdocs build`` of a small blog, the whole process."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml

from benchmarks.measure import Figure, Report, build_process, ratios

_SAMPLE = Path(__file__).parent.parent / "sample_site"
_ROUNDS = 31
_OURS = {"shared/index.md", "pay-it-forward/index.md"}


def run(folder: Path, *, explain: bool) -> Report:
    """CPU of building the sample site with the plugin divided by that of the same site without it, all caches warm."""
    root = shutil.copytree(_SAMPLE, folder / "site", ignore=shutil.ignore_patterns("site", ".cache"))
    config = yaml.safe_load((root / "mkdocs.yml").read_text("utf-8"))
    sides = [_written(root, "with", config), _written(root, "without", _without(config))]
    for _ in range(2):  # the first writes what later ones find: .pyc files, templates, what was read of feeds
        for side in sides:
            build_process(side)
    rounds = [(build_process(sides[0]), build_process(sides[1])) for _ in range(_ROUNDS)]
    ours, theirs = ([one[side].cpu for one in rounds] for side in range(2))
    added = tuple((ours - theirs) * 1e3 for ours, theirs in zip(ours, theirs, strict=True))
    memory = tuple(one.megabytes - other.megabytes for one, other in rounds)
    return Report(
        figures=(
            Figure(key="ratio", rounds=ratios(ours, theirs), at_most=1.12, meaning="CPU with the plugin / without"),
            Figure(key="added_ms", rounds=added, meaning="milliseconds of CPU more"),
            Figure(key="added_mb", rounds=memory, meaning="megabytes of memory more"),
        ),
        notes=(f"without the plugin {min(theirs) * 1e3:.0f} ms at best, with it {min(ours) * 1e3:.0f} ms",),
    )


def _without(config: dict[str, Any]) -> dict[str, Any]:
    plugins = [plugin for plugin in config["plugins"] if "reciprocity" not in plugin]
    nav = [item for item in config["nav"] if _OURS.isdisjoint(*item.values())]
    return {**config, "plugins": plugins, "nav": nav}


def _written(root: Path, name: str, config: dict[str, Any]) -> Path:
    path = root / f"{name}.yml"
    path.write_text(yaml.safe_dump({**config, "site_dir": f"site-{name}"}, sort_keys=False), "utf-8")
    return path
