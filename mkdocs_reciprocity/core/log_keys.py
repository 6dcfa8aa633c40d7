"""The keys of a log: its sections, and what a row and a peer may say."""

from __future__ import annotations

SECTIONS = ("interactions", "peers", "ignore")

FIELDS = (
    "date", "gave", "got", "asked", "peer", "url", "title", "by", "via", "note",
    "tags", "private", "source", "evidence", "answer",
)  # fmt: skip
"""What a row may say. A line that begins with one of these at the first column is a slip in a row, not a section."""

PEER_FIELDS = ("name", "home", "feed", "also", "checkin", "tags", "private", "lang", "avatar", "note", "was")
ROW_OR_PEER = frozenset((*FIELDS, *PEER_FIELDS))
