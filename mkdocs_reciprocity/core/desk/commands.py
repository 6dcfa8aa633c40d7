"""The commands that settle what the desk shows, ready to be pasted into bash, zsh, fish, PowerShell or cmd.

Addresses and ids come from feeds and files. Where one would mean more than a word to any of these shells, there is no
command.
"""

from __future__ import annotations

from msgspec import Struct

from mkdocs_reciprocity.core.desk.deeds import Deed
from mkdocs_reciprocity.core.desk.shell_words import quoted, quoted_from_outside
from mkdocs_reciprocity.core.model import PeerId
from mkdocs_reciprocity.core.url import Url

PROGRAM = "mkdocs-reciprocity"


class Commands(Struct, frozen=True):
    """The commands for one site. ``config_file`` is its mkdocs.yml; empty if commands find it by themselves.

    A command that cannot be pasted safely is an empty text.
    """

    config_file: str = ""

    def share(self, url: Url) -> str:
        """Notes that a post was passed on."""
        return self._about(url, "add", "share")

    def comment(self, url: Url) -> str:
        """Notes that a post was commented on."""
        return self._about(url, "add", "comment")

    def thank(self, deed: Deed) -> str:
        """Notes that a stranger was thanked, who is named by the address where it was seen, if that is known."""
        if deed.seen_at is None:
            return self._with(deed.peer, "add", "thank")
        return self._about(deed.seen_at.url, "add", "thank")

    def write(self, peer: PeerId) -> str:
        """Begins a note to somebody, and notes it once it is sent."""
        return self._with(peer, "desk", "write")

    def sent(self, kind: str, peer: PeerId, via: str) -> str:
        """Notes what was sent to a peer, and by which way, if that is known."""
        way = ["--via", quoted(via)] if via else []
        return self._said([PROGRAM, "add", kind, "--peer", quoted_from_outside(peer), *way])

    def accept(self, peer: PeerId | None) -> str:
        """Copies what was seen of a peer into the log; without a peer, all that was seen."""
        return self._with(peer, "accept") if peer else self._said([PROGRAM, "accept"])

    def recommend(self, peer: PeerId) -> str:
        """Marks a peer as recommended."""
        return self._about(peer, "peers", "recommend")

    def list_peer(self, home: Url) -> str:
        """Adds the author of a blog to the peers."""
        return self._about(home, "peers", "add")

    def linked(self) -> str:
        """Chooses peers among the sites that the author's pages link to."""
        return self._said([PROGRAM, "init", "--links"])

    def relation(self, peer: str) -> str:
        """Shows the relation with one peer."""
        return self._with(PeerId(peer), "desk")

    def _with(self, peer: PeerId | None, *words: str) -> str:
        return self._about(peer, *words, "--peer") if peer else ""

    def _about(self, whom_or_what: str, *words: str) -> str:
        return self._said([PROGRAM, *words, quoted_from_outside(whom_or_what)])

    def _said(self, said: list[str]) -> str:
        if self.config_file:
            said += ["-f", quoted(self.config_file)]
        return " ".join(said) if all(said) else ""
