"""Taking times so that they can be compared on a noisy machine: CPU time, in turns, medians of ratios."""

from __future__ import annotations

import atexit
import functools
import gc
import json
import logging
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from mkdocs_reciprocity.core import url as urls

ROUNDS = 5
"""How often each side is measured, at least."""

_ROOT = Path(__file__).parent.parent
_QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONHASHSEED": "0"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One result: a ratio of each round, and the bound that the median should keep (None: there is none)."""

    key: str
    rounds: tuple[float, ...]
    meaning: str
    at_least: float | None = None
    at_most: float | None = None

    @property
    def value(self) -> float:
        """The median of the rounds."""
        return median(self.rounds)

    @property
    def target(self) -> str:
        """The bound in words; empty if there is none."""
        bounds = (("at least", self.at_least), ("at most", self.at_most))
        return " and ".join(f"{words} {bound:g}" for words, bound in bounds if bound is not None)

    @property
    def good(self) -> bool:
        """Whether the median keeps the bound."""
        low, high = self.at_least, self.at_most
        return (low is None or self.value >= low) and (high is None or self.value <= high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a benchmark found out; ``notes`` are lines for people."""

    figures: tuple[Figure, ...]
    notes: tuple[str, ...] = ()


def run(module: str, **how: object) -> Report:
    """Runs the benchmark of a module, in a temporary folder, with nothing logged."""
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        report: Report = import_module(module).run(Path(folder), **how)
    return report


def cpu_now() -> float:
    """CPU seconds spent by this process, all its threads, and those of its children that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def cpu_of(work: Callable[[], object]) -> float:
    """CPU seconds of one call, with empty caches and a garbage collector that is on and sees only what the call makes.

    Letting go of the result is not counted.
    """
    return _spent(work, cpu_now)


def wall_of(work: Callable[[], object]) -> float:
    """Seconds on the clock of one call, under the conditions of `cpu_of`."""
    return _spent(work, time.perf_counter)


def _spent(work: Callable[[], object], clock: Callable[[], float]) -> float:
    forget()
    gc.collect()
    gc.freeze()
    start = clock()
    result = work()
    spent = clock() - start
    del result
    gc.unfreeze()
    return spent


def forget() -> None:
    """Empties every cache of the project and those of `urllib.parse`, so that each round begins cold."""
    for empty in _caches(len(sys.modules)):
        empty()


@functools.lru_cache(maxsize=1)
def _caches(modules: int) -> list[Callable[[], object]]:
    """What empties each of them; looked for again where there are more ``modules`` than before."""
    found: list[Callable[[], object]] = []
    for name, module in list(sys.modules.items()):
        if name.startswith("mkdocs_reciprocity") or name == "urllib.parse":
            for value in list(vars(module).values()):
                if isinstance(value, functools._lru_cache_wrapper):
                    found.append(value.cache_clear)
                elif isinstance(value, urls.Keys):
                    found.append(value.clear)
    return found


def in_turns(*sides: Callable[[], float], rounds: int = ROUNDS) -> list[tuple[float, ...]]:
    """What each side measured, round by round: A B A B …"""
    return list(zip(*[[side() for side in sides] for _ in range(rounds)], strict=True))


def ratios(above: Sequence[float], below: Sequence[float]) -> tuple[float, ...]:
    """One ratio a round."""
    return tuple(a / b for a, b in zip(above, below, strict=True))


def in_child(module: str, *arguments: object) -> dict[str, Any]:
    """What a fresh Python process that runs ``benchmarks.<module>`` prints last, a JSON object."""
    command = [sys.executable, "-m", f"benchmarks.{module}", *map(str, arguments)]
    done = subprocess.run(command, cwd=_ROOT, env=child_environment(), stdout=subprocess.PIPE, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def child_environment() -> dict[str, str]:
    """The environment of a process that is measured: as at a user's, where Python keeps what it has compiled."""
    return os.environ | _QUIET | {"PYTHONPYCACHEPREFIX": _compiled(), "PYTHONDONTWRITEBYTECODE": ""}


@functools.cache
def _compiled() -> str:
    """Where children keep their .pyc files: what is installed has them, and a checkout need not."""
    folder = tempfile.mkdtemp(prefix="benchmark-pyc-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


class Spent(NamedTuple):
    """What one process took, its children counted: CPU seconds, the most memory at once in megabytes, and seconds on
    the clock.
    """

    cpu: float
    megabytes: float
    wall: float


def process(command: Sequence[str], folder: Path | None = None) -> Spent:
    """A whole process, which has to end well."""
    silent, start = subprocess.DEVNULL, time.perf_counter()
    started = subprocess.Popen(command, cwd=folder, env=child_environment(), stdout=silent, stderr=silent)
    _, status, used = os.wait4(started.pid, 0)
    wall = time.perf_counter() - start
    started.returncode = os.waitstatus_to_exitcode(status)
    assert started.returncode == 0, command
    return Spent(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, wall)


def build_process(config: Path) -> Spent:
    """A whole ``mkdocs build``."""
    return process([sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config)])


def peak_memory() -> int:
    """The most bytes of memory that this process had at once.

    ``ru_maxrss`` is the parent's where that was larger, for Linux carries it over; ``VmHWM`` is the process's own.
    """
    try:
        status = Path("/proc/self/status").read_text("ascii")
    except OSError:
        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    return int(status.split("VmHWM:")[1].split()[0]) * 1024


def machine() -> str:
    """The processor, how many of its cores there are, and the memory: what is known of them."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
        memory = f", {os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 1024**3:.0f} GiB of memory"
    except (OSError, ValueError):
        model, memory = platform.processor(), ""
    return f"{os.cpu_count()} cores of {model or 'an unknown processor'}{memory}, {platform.system()}"
