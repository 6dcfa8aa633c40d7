"""`growth`: what each reader costs, at its worst, as what it reads grows. One law: n bytes cost at most c times n."""

from __future__ import annotations

import math
import signal
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from benchmarks.measure import Figure, Report, forget, in_turns
from benchmarks.nasty import SHAPES, Shape
from benchmarks.readers import READERS

SIZE = 20_000
"""Characters of the short text; the long one has four times as many."""

SECONDS = 10
"""After which a reader is given up."""

_WORTH_A_LOOK = 0.004  # seconds of the longest text; what takes less says nothing about growth
_STEEP, _TRIES = 1.2, 4


class Cost(Struct, frozen=True):
    """The exponent of the growth, and microseconds and bytes of memory a character."""

    exponent: float
    micros: float
    memory: float
    shape: str


class _TooLong(Exception):
    pass


def run(folder: Path, *, explain: bool) -> Report:
    """The largest exponent over all shapes for each reader, 1 for what grows as its input does."""
    signal.signal(signal.SIGALRM, _give_up)
    figures, notes = [], [f"{'reader':<28} {'exponent':>8} {'µs/char':>8} {'bytes/char':>10}   worst shapes"]
    for name, read in READERS.items():
        costs = [_cost(read, shape, label) for label, shape in SHAPES.items()]
        steepest, slowest, largest = (
            max(costs, key=lambda cost: getattr(cost, key)) for key in ("exponent", "micros", "memory")
        )
        rounds = _rounds(read, SHAPES[steepest.shape]) if 0 < steepest.exponent < math.inf else (steepest.exponent,)
        figures.append(Figure(key=name, rounds=rounds, at_most=1.5, meaning=f"exponent of {name}"))
        notes.append(
            f"{name:<28} {steepest.exponent:>8.2f} {slowest.micros:>8.2f} {largest.memory:>10.0f}   "
            f"{steepest.shape}; {slowest.shape}; {largest.shape}"
        )
        if explain:
            print(notes[-1], flush=True)
    return Report(figures=tuple(figures), notes=tuple(notes))


def _cost(read: Callable[[str], object], shape: Shape, label: str) -> Cost:
    small, large = shape(SIZE), shape(4 * SIZE)
    seconds = _seconds(read, large)
    exponent = 0.0
    if seconds > _WORTH_A_LOOK:
        exponent = _exponent(_seconds(read, small), seconds)
        for _ in range(_TRIES):
            if exponent <= _STEEP:
                break
            again = _seconds(read, large)  # the machine may have been busy
            exponent = min(exponent, _exponent(_seconds(read, small), again))
            seconds = min(seconds, again)
    smaller = shape(SIZE // 2)  # to look at the memory takes far longer than to look at the time
    return Cost(exponent, seconds * 1e6 / len(large), _memory(read, smaller) / len(smaller), label)


def _rounds(read: Callable[[str], object], shape: Shape) -> tuple[float, ...]:
    """The exponent, again and again, with the short and the long text in turns."""
    small, large = shape(SIZE), shape(4 * SIZE)
    spent = in_turns(lambda: _seconds(read, small), lambda: _seconds(read, large))
    return tuple(_exponent(*pair) for pair in zip(*spent, strict=True))


def _exponent(small: float, large: float) -> float:
    """1 where four times as much takes four times as long."""
    return math.log2(max(large, 1e-6) / max(small, 1e-6)) / 2


def _seconds(read: Callable[[str], object], text: str) -> float:
    """Of the processor."""
    forget()
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    start = time.process_time()
    try:
        read(text)
    except _TooLong:
        return math.inf
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return time.process_time() - start


def _memory(read: Callable[[str], object], text: str) -> int:
    """The most bytes that it had at once, beside the text."""
    forget()
    tracemalloc.start()
    try:
        read(text)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _give_up(*_: object) -> None:
    raise _TooLong
