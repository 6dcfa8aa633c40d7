"""What `init` writes into new logs."""

from __future__ import annotations

HEADING = b"# What I gave, got and asked for. Edit it by hand as you like; tools append to it.\n"
"""What a new log begins with."""

LOG = (
    HEADING
    + b"""\

peers:
  # ada:                                   # a short id, for `peer:` in a row
  #   name: Ada Example
  #   home: https://ada.example/           # her posts are known by it, and her feed is looked for there

interactions:
# - date: 2026-11-02                       # or 2026-11, or 2026, or unknown
#   gave: share                            # share, link, comment, thank, like, ...; or `got:`, or `asked:`
#   url: https://ada.example/engines/
#   via: mastodon
#   note: The clearest account of the difference engine that I know.
"""
)
"""What a new log says."""

PRIVATE = b"""\
# What is nobody's business: all rows in this file are private. Git ignores it, so keep a copy of it elsewhere.

interactions:
"""
"""What a new private log says."""
