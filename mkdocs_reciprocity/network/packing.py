"""Unpacks bodies by what they begin with. What servers, their caches and their plugins say of it is often wrong."""

from __future__ import annotations

import zlib

from mkdocs_reciprocity.network.guard import NoAnswer

UNKNOWN = frozenset({"br", "compress", "dcb", "dcz", "x-compress", "zstd"})
"""How servers may pack what they were not asked to pack. A name that is not registered (``utf-8``) means nothing."""

_GZIP = b"\x1f\x8b"  # RFC 1952, section 2.3.1; no text begins like this
MOST_PARTS = 1000
"""Of a gzip. Programs that pack on several cores make one for each 64 kB or more."""

_GUNZIP, _INFLATE, _BARE = 31, 15, -15  # what zlib calls window bits
_TEXT = b"<{ \t\r\n\xef\xfe\xff"
"""How a document begins, with a mark of its encoding or without."""

_DAMAGED = "the packed answer is damaged"


class Layer:
    """One layer of packing around a body, if there is one.

    Args:
        most: how many bytes may be in it. One byte more is unpacked, so a bomb is noticed and never unpacked.
        deflate: whether the server speaks of deflate, which has no beginning of its own.
    """

    def __init__(self, most: int, *, deflate: bool = False) -> None:
        self._left = most + 1
        self._deflate = deflate
        self._held = b""  # too little to tell what it begins
        self._unpacking: zlib._Decompress | None = None
        self._passes = False  # all that comes is taken as it is, or (after the end) left
        self._parts = 1

    def is_full(self) -> bool:
        """Whether there was more in it than may be."""
        return self._left <= 0

    def take(self, piece: bytes) -> bytes:
        """What is in the next piece.

        Raises:
            NoAnswer: it is damaged, or has very many parts.
        """
        if self._passes:
            return b"" if self._unpacking else piece
        piece, self._held = self._held + piece, b""
        if self._unpacking is None and len(piece) < len(_GZIP):
            self._held = piece
            return b""
        return self._unpacked(piece) if self._unpacking or self._begin(piece) else piece

    def end(self) -> bytes:
        """What was held back, when all has come.

        Raises:
            NoAnswer: the end is missing.
        """
        if self._unpacking and not self._unpacking.eof:
            raise NoAnswer(_DAMAGED)
        return b"" if self._unpacking else self._held

    def _begin(self, piece: bytes) -> bool:
        """Looks how it begins. Returns whether it is packed."""
        if piece.startswith(_GZIP):
            self._unpacking = zlib.decompressobj(_GUNZIP)
        elif self._deflate and piece[0] not in _TEXT:
            is_zlib = piece[0] & 15 == 8 and int.from_bytes(piece[:2]) % 31 == 0  # RFC 1950, section 2.2
            self._unpacking = zlib.decompressobj(_INFLATE if is_zlib else _BARE)
        else:
            self._passes = True
        return not self._passes

    def _unpacked(self, piece: bytes) -> bytes:
        found = bytearray()
        while piece and self._unpacking and not self.is_full():
            if self._unpacking.eof:  # another part may follow (RFC 1952, section 2.2), or rubbish
                if len(piece) < len(_GZIP):
                    self._held = piece
                    break
                self._passes = not piece.startswith(_GZIP)
                if self._passes:
                    break
                self._unpacking = self._next()
            some = self._inflated(self._unpacking, piece)
            found += some
            self._left -= len(some)
            piece = self._unpacking.unused_data
        return bytes(found)

    def _next(self) -> zlib._Decompress:
        self._parts += 1
        if self._parts >= MOST_PARTS:
            raise NoAnswer("the answer comes in too many pieces")
        return zlib.decompressobj(_GUNZIP)

    def _inflated(self, unpacking: zlib._Decompress, piece: bytes) -> bytes:
        try:
            return unpacking.decompress(piece, self._left)
        except zlib.error:
            raise NoAnswer(_DAMAGED) from None
