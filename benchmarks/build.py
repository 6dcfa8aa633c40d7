"""`build`: the plugin's share of a whole ``mkdocs build``."""

from __future__ import annotations

import json
import logging
import re
import shutil
import signal
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from mkdocs.commands import build as building
from mkdocs.config import load_config

from benchmarks import sites, writing
from benchmarks.measure import ROUNDS, Figure, Report, cpu_now, in_child

_STEPS = 40
"""How many functions the table names."""

_HOOK = re.compile(r"ReciprocityPlugin\.(on_.*|_on_.*_(early|late))")
"""What MkDocs calls."""


def run(folder: Path, *, explain: bool) -> Report:
    """CPU of our hooks and threads divided by that of ``mkdocs.commands.build.build``, each time in a fresh process."""
    large = _site(folder / "large", pages=2_000, peers=1_000, rows=10_000)
    small = _site(folder / "small", pages=10, peers=10, rows=100)
    rounds = [(in_child("build", large), in_child("build", small)) for _ in range(ROUNDS)]
    shares, small_shares = (tuple(one[size]["ours"] / one[size]["whole"] for one in rounds) for size in range(2))
    return Report(
        figures=(
            Figure(key="share", rounds=shares, at_most=0.05, meaning="CPU of our hooks / the build's, 2,000 pages"),
            Figure(key="share_small", rounds=small_shares, meaning="the same, 10 pages"),
        ),
        notes=(
            *_hooks("2,000/1,000/10,000", rounds[-1][0]), *_hooks("10/10/100", rounds[-1][1]),
            *(_steps(large) if explain else []),
        ),
    )  # fmt: skip


def _site(root: Path, *, pages: int, peers: int, rows: int) -> Path:
    names = writing.peer_names(peers)
    config = sites.write(root, pages=pages)
    sites.write_log(root, rows=rows, names=names)
    sites.fill_store(root, names)
    return config


def _hooks(size: str, found: dict[str, Any]) -> list[str]:
    lines = [f"{size}: build {found['whole']:.2f} s, ours {found['ours'] * 1e3:.0f} ms of CPU, by hook:"]
    return lines + [f"  {spent * 1e3:8.1f} ms  {name}" for name, spent in found["hooks"].items()]


def _steps(config: Path) -> list[str]:
    """Where our hooks spend their time, by looking every few milliseconds, in a build of its own."""
    return ["by function of ours (sampled; with what each calls):", *in_child("build", config, "profile")["steps"]]


class Meter:
    """CPU seconds of a plugin's hooks (by name) and of the threads that it starts."""

    def __init__(self) -> None:
        self.hooks: defaultdict[str, float] = defaultdict(float)

    def watch(self, events: dict[str, list[Callable[..., Any]]], plugin: object) -> None:
        """Takes the time of each of the plugin's hooks from now on."""
        for name, methods in events.items():
            for place, method in enumerate(methods):
                if getattr(method, "__self__", None) is plugin:
                    methods[place] = self._timed(name, method)

    def watch_threads(self, prefix: str) -> None:
        """Takes the time of every thread whose name begins so."""
        run, hooks = threading.Thread.run, self.hooks

        def timed(thread: threading.Thread) -> None:
            try:
                run(thread)
            finally:
                if thread.name.startswith(prefix):
                    hooks["threads"] += time.thread_time()

        threading.Thread.run = timed  # type: ignore[assignment, method-assign]

    def _timed(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        def hook(*arguments: Any, **named: Any) -> Any:
            children = cpu_now() - time.process_time()
            start = time.thread_time()
            try:
                return method(*arguments, **named)
            finally:
                self.hooks[name] += time.thread_time() - start + (cpu_now() - time.process_time()) - children

        return hook


def _child(path: str, profile: str = "") -> None:
    logging.disable(logging.CRITICAL)
    shutil.rmtree(Path(path).parent / "site", ignore_errors=True)
    config = load_config(path)
    meter = Meter()
    samples = _sampled() if profile else Counter()
    meter.watch(config.plugins.events, config.plugins["reciprocity"])
    meter.watch_threads("reciprocity")
    config.plugins.on_startup(command="build", dirty=False)
    start = cpu_now()
    building.build(config)
    whole = cpu_now() - start
    assert (Path(config.site_dir) / "shared" / "index.html").exists()
    signal.setitimer(signal.ITIMER_PROF, 0)
    ours = sum(meter.hooks.values())
    print(json.dumps({"whole": whole, "ours": ours, "hooks": meter.hooks, "steps": _named(samples, ours)}))


def _sampled() -> Counter[CodeType]:
    """Counts, from now on, how often each function of ours (or what it calls) is found running; the same time apart."""
    samples: Counter[CodeType] = Counter()

    def look(_: int, frame: FrameType | None) -> None:
        running = set()
        while frame is not None:
            if "mkdocs_reciprocity" in frame.f_code.co_filename or "/reciprocity/" in frame.f_code.co_filename:
                running.add(frame.f_code)
            frame = frame.f_back
        samples.update(running)

    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, 0.001, 0.001)
    return samples


def _named(samples: Counter[CodeType], ours: float) -> list[str]:
    """CPU of each function, its part of what our hooks took (``ours``, in seconds)."""
    hooks = sum(count for code, count in samples.items() if _HOOK.fullmatch(code.co_qualname))
    return [
        f"  {count / hooks * ours * 1e3:8.1f} ms  {Path(code.co_filename).parent.name}/{Path(code.co_filename).name}"
        f" {code.co_qualname}"
        for code, count in samples.most_common(_STEPS)
    ]


if __name__ == "__main__":
    _child(*sys.argv[1:])
