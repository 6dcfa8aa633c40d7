"""Changes of a text at a few places, by line and column; all other bytes stay."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from msgspec import Struct

from mkdocs_reciprocity.core.log.text import encoding_of
from mkdocs_reciprocity.core.yaml.spans import Spot


class Splice(Struct, frozen=True):
    """What stands from ``start`` up to ``end`` becomes ``text``, which has the line ends of the file."""

    start: Spot
    end: Spot
    text: str


def spliced(body: bytes, lines: Sequence[str], splices: Sequence[Splice]) -> bytes:
    """The bytes with the splices, none of which overlap; ``lines`` are those of the text in ``body``."""
    mark, codec = encoding_of(body)
    starts = [0, *accumulate(map(len, lines))]
    text = "".join(lines)
    kept, at = [mark], 0
    for splice in sorted(splices, key=_place):
        start, end = (starts[spot.line - 1] + spot.column for spot in (splice.start, splice.end))
        kept += [text[at:start].encode(codec), splice.text.encode(codec)]
        at = end
    return b"".join([*kept, text[at:].encode(codec)])


class Shift:
    """Where lines are after splices."""

    def __init__(self, splices: Sequence[Splice]) -> None:
        ordered = sorted(splices, key=_place)
        self._ends = [splice.end for splice in ordered]
        grown = (_breaks(splice.text) - (splice.end.line - splice.start.line) for splice in ordered)
        self._sums = [0, *accumulate(grown)]

    def __call__(self, line: int) -> int:
        """The new number of a line that begins in no splice."""
        return line + self._sums[bisect_right(self._ends, Spot(line, 0))]


def _place(splice: Splice) -> tuple[Spot, Spot]:
    return splice.start, splice.end


def _breaks(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")
