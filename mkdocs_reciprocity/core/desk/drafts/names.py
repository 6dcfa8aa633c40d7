"""How a peer is addressed: as the author says, else by the first name, else by the name as it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from mkdocs_reciprocity.core.letters import plain
from mkdocs_reciprocity.core.lines import line
from mkdocs_reciprocity.core.model import Peer

_LONGEST, _READ = 60, 300  # characters
_NO_NAME = re.compile(r"://|@|[<>{}\[\]\\|]|\A[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/.*)?\Z")
"""What only an address has, or markup."""
_TITLES = frozenset("dr prof mr mrs ms mx herr frau mme m sr sra sir dame dipl ing".split())
_PARTICLES = frozenset("al bin da de del della den der di dos du el ibn la le san ten ter van von y zu zum".split())
_NO_PERSON = frozenset(
    "a an and blog blogs brothers bros club co company daily das der diary die digest gazette gmbh inc journal log "
    "ltd magazin magazine mein meine my news newsletter notebook notes papers podcast post press project records "
    "review sons the times team und une verein verlag weekly weblog works و".split()
)
"""Words in the names of blogs and firms."""

_COMPOUND = frozenset("عبد أبو ابو أم ام بن ابن آل".split())
"""Arabic words that are a name only with the next one."""

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*\Z")
_SEVERAL = re.compile(r"\w (?:&|\+|and|und|و) \w")
_WIDE = frozenset("WF")
"""The scripts of East Asia (UAX 11), in which the name of the family stands first."""


def spoken_name(peer: Peer, blogs: Iterable[str] = ()) -> str:
    """How a note begins; empty if there is no name.

    Args:
        peer: whose name it is.
        blogs: the titles of their feeds. A name that is one of them is that of a blog, and is said whole.
    """
    if call := line(peer.call, _LONGEST):
        return call
    name = line(peer.name, _READ)
    if not any(map(str.isalpha, name)) or _NO_NAME.search(name) or name == peer.id == name.lower():
        return ""
    first = "" if plain(name) in map(plain, blogs) else _first_name(name)
    return line(first or name, _LONGEST)


def is_several(spoken: str) -> bool:
    """Whether a note begins with the names of more than one, as with ``Ada & Ben``."""
    return bool(_SEVERAL.search(spoken))


def _first_name(name: str) -> str:
    """The first name of somebody; empty if the name does not look like a person's with one."""
    words = name.split()
    while len(words) > 1 and plain(words[0].rstrip(".")) in _TITLES:
        del words[0]
    if not 2 <= len(words) <= 4 or not all(map(_WORD.match, words)):
        return ""
    first, *others = words
    named = [word for word in others if plain(word) not in _PARTICLES]
    is_short = len(first) == 1 or first in _COMPOUND
    return "" if is_short or not named or not all(map(_is_name, (first, *named))) else first


def _is_name(word: str) -> bool:
    """Whether a word may be a part of somebody's name: where its script has capitals, it begins with one."""
    if plain(word) in _NO_PERSON or word.endswith(("'s", "\u2019s")) or unicodedata.east_asian_width(word[0]) in _WIDE:
        return False
    return word.upper() == word.lower() or (word[0] == word[0].title() and not word.isupper())
