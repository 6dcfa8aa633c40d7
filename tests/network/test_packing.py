"""What unpacking costs, by the bytes that zlib is given."""

from __future__ import annotations

import gzip
import zlib
from types import SimpleNamespace

import pytest

from mkdocs_reciprocity.network import packing
from mkdocs_reciprocity.network.limits import Budget

PARTS, SIZE = 200, 2_000_000


@pytest.mark.parametrize("rest", [bytes(SIZE), gzip.compress(bytes(SIZE), 0)], ids=["rubbish", "one more part"])
def test_many_parts_that_are_packed_again_cost_little_more_than_their_length(
    monkeypatch: pytest.MonkeyPatch, rest: bytes
) -> None:
    given: list[int] = []

    class Counting:
        def __init__(self, bits: int) -> None:
            self._inside = zlib.decompressobj(bits)

        def decompress(self, piece: bytes, most: int) -> bytes:
            given.append(len(piece))
            return self._inside.decompress(piece, most)

        def __getattr__(self, name: str) -> object:
            return getattr(self._inside, name)

    monkeypatch.setattr(packing, "zlib", SimpleNamespace(decompressobj=Counting, error=zlib.error))
    body = Budget(9, 3 * SIZE).body([gzip.compress(gzip.compress(b"") * PARTS + rest)], "gzip")
    assert body == (b"" if rest == bytes(SIZE) else bytes(SIZE))
    assert len(given) > PARTS
    assert sum(given) < PARTS * 2**16 + 2 * SIZE, "the square would be some hundred megabytes"
