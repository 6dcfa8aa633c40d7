"""`import`: what the plugin adds to the start of ``mkdocs build``."""

from __future__ import annotations

import json
import sys
import time
from importlib import import_module
from pathlib import Path

from benchmarks.measure import Figure, Report, in_child

_MKDOCS = (
    "mkdocs.__main__", "mkdocs.commands.build", "mkdocs.config.defaults", "mkdocs.contrib.search",
    "mkdocs.themes.mkdocs", "markdown.extensions.toc", "markdown.extensions.tables", "markdown.extensions.fenced_code",
)  # fmt: skip
"""What ``mkdocs build`` imports without any plugin but its own search, in its own theme."""

_ROUNDS = 15


def run(folder: Path, *, explain: bool) -> Report:
    """CPU of importing the plugin after MkDocs divided by that of importing MkDocs, in fresh processes."""
    in_child("imports")  # writes the .pyc files
    rounds = [in_child("imports") for _ in range(_ROUNDS)]
    mkdocs, plugin = (min(one[name] for one in rounds) * 1e3 for name in ("mkdocs", "plugin"))
    return Report(
        figures=(
            Figure(key="share", rounds=tuple(one["plugin"] / one["mkdocs"] for one in rounds), at_most=0.1,
                   meaning="CPU of importing the plugin / that of importing MkDocs"),
        ),
        notes=(
            f"mkdocs {mkdocs:.0f} ms, plugin {plugin:.1f} ms",
            f"modules that are imported for the plugin only: {', '.join(rounds[0]['modules'])}",
        ),
    )  # fmt: skip


def _child() -> None:
    start = time.process_time()
    for name in _MKDOCS:
        import_module(name)
    between = time.process_time()
    before = set(sys.modules)
    import_module("mkdocs_reciprocity.plugin")
    end = time.process_time()
    new = sorted({name.split(".")[0] for name in sys.modules.keys() - before})
    print(json.dumps({"mkdocs": between - start, "plugin": end - between, "modules": new}))


if __name__ == "__main__":
    _child()
