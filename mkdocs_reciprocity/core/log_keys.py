"""The keys of a log: its sections, and the fields of rows and peers."""

from __future__ import annotations

SECTIONS = ("interactions", "peers", "ignore", "ripples")

FIELDS = (
    "date", "gave", "got", "asked", "peer", "url", "title", "by", "via", "note",
    "tags", "private", "source", "evidence", "answer", "gone",
)  # fmt: skip
"""The fields of a row. A line that begins with one of these in the first column is a slip in a row, not a section."""

PEER_FIELDS = (
    "name", "home", "feed", "also", "about", "checkin", "tags", "recommend", "fallow", "private", "lang", "avatar",
    "excerpt", "note", "call", "contact", "was",
)  # fmt: skip
CALL = 80
"""How many characters a peer is called by at most."""
ABOUT = 300
"""How many characters of what is said about a peer are shown."""

ROW_OR_PEER = frozenset((*FIELDS, *PEER_FIELDS))
