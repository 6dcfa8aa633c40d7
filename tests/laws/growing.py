"""Runs readers on texts that nobody would write, within bounds, and says which of them cost more than their length.

    python -m tests.laws.growing READER …

In a process of its own, for what is not as it should be could take hours, or all of the memory. It prints what it
finds, a line each.
"""

from __future__ import annotations

import resource
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator

from benchmarks.measure import forget
from benchmarks.nasty import SHAPES
from benchmarks.readers import READERS

MOST = {"a log": 40.0, "addresses": 40.0, "mkdocs.yml": 100.0, "": 8.0}
"""Microseconds of the processor a character, by how the reader's name begins: about five times what the slowest text
takes where nothing else runs. The author's own files are read with care rather than in haste."""

SHORT, LONGER, MORE = 80_000, 8, 2.5
"""Characters of a text for a microsecond that each may take: all is tried with short ones; what takes more than a
quarter of what it may is tried with one so many times longer, where the square would be twice what it may. On a slow
machine all takes more than it may, so a character of the longer text must also take so many times one of the short."""

MEMORY, SPARED = 300, 1_000_000
"""Bytes a character, and for a start. The largest takes 210."""

HEAVY = ("'<a ', again", "'a b=c ', again", "'&', again", "'\"', again", "'[],', again", "'<a{}>', numbered")
"""What takes the most memory; to look for it takes far longer than to look at the time."""

SECONDS, BYTES = 300, 3 << 30
"""Of the processor and of memory, after which the process ends."""


def slow(name: str, read: Callable[[str], object]) -> Iterator[str]:
    """What takes the reader too long."""
    micros = next(most for begins, most in MOST.items() if name.startswith(begins))
    for label, shape in SHAPES.items():
        short = shape(int(SHORT / micros))
        if _micros(read, short) > micros / 4:
            text = shape(int(SHORT / micros) * LONGER)
            # Nothing but the processor's time of this process is measured, and the best of some tries counts.
            if all(_micros(read, text) > max(micros, MORE * _micros(read, short)) for _ in range(4)):
                yield f"{label}: more than {micros:g} µs for each of {len(text)} characters"


def large(read: Callable[[str], object]) -> Iterator[str]:
    """What takes it too much memory."""
    for label in HEAVY:
        text = SHAPES[label](10_000)
        forget()
        tracemalloc.start()
        read(text)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        if most > SPARED + MEMORY * len(text):
            yield f"{label}: {most} bytes for {len(text)} characters"


def _micros(read: Callable[[str], object], text: str) -> float:
    forget()
    start = time.process_time()
    read(text)
    return (time.process_time() - start) * 1e6 / max(1, len(text))


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    for name in sys.argv[1:]:
        for found in (*slow(name, READERS[name]), *large(READERS[name])):
            sys.stdout.write(f"{name}: {found}\n")
