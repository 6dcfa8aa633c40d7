"""The commands that settle what the desk shows, ready to be pasted into a POSIX shell.

Addresses and ids come from feeds and files: every word is quoted, and what cannot be typed makes no command.
"""

from __future__ import annotations

import shlex

from msgspec import Struct

from mkdocs_reciprocity.model import PeerId
from mkdocs_reciprocity.standing.deeds import Deed
from mkdocs_reciprocity.url import Url

PROGRAM = "mkdocs-reciprocity"


def typed(*words: str) -> str:
    """The words on one line, which a shell splits into just these; empty where a word has a hidden character.

    Quoting is that of POSIX.1-2017, "Shell Command Language", 2.2.2: nothing is special in single quotes.
    """
    return shlex.join(words) if all(word.isprintable() for word in words) else ""


class Commands(Struct, frozen=True):
    """The commands for one site. ``config_file`` is its mkdocs.yml, empty where that is found without being named.

    Each is empty where it cannot be typed.
    """

    config_file: str = ""

    def share(self, url: Url) -> str:
        """Notes that a post was passed on."""
        return self._about(url, "add", "share")

    def thank(self, deed: Deed) -> str:
        """Notes that somebody was thanked; who is not listed is known by where the deed was seen."""
        if deed.listed or deed.seen_at is None:
            return self._with(deed.peer, "add", "thank")
        return self._about(deed.seen_at.url, "add", "thank")

    def greet(self, peer: PeerId) -> str:
        """Notes that a word was sent."""
        return self._with(peer, "add", "checkin")

    def accept(self, peer: PeerId | None) -> str:
        """Writes what a peer's feed shows into the log."""
        return self._with(peer, "accept")

    def relation(self, peer: str) -> str:
        """Shows all there is with one peer."""
        return self._with(PeerId(peer), "desk")

    def _with(self, peer: PeerId | None, *words: str) -> str:
        return self._typed(*words, "--peer", peer) if peer else ""

    def _about(self, url: Url, *words: str) -> str:
        return self._typed(*words, url)

    def _typed(self, *words: str) -> str:
        return typed(PROGRAM, *words, *(("-f", self.config_file) if self.config_file else ()))
