"""Decides whether the words of a link can be the title of its target."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.model import Peer
from mkdocs_reciprocity.core.url import Url

_WORD = re.compile(r"\w+")
_EMPTY = frozenset(
    # English, then German, French, Spanish and Portuguese, Italian, Dutch
    "here there this that it link links doc docs post article blog source page site website more read click the a an "
    "my his her their via see also full go to s "
    "hier dort dies link mehr beitrag artikel quelle seite lesen weiterlesen der die das "
    "ici lien suite lire la le article "
    "aqui aquí enlace ler leer más mais artigo artículo "
    "qui leggi di più articolo "
    "lees meer artikel de het deze "
    "\u0647\u0646\u0627".split()
)
"""Words that say nothing of the target, alone or in a row: "read more here"."""


def as_title(text: str, url: Url, peer: Peer) -> str:
    """The words; empty if they can be no title: ``here``, ``review``, ``[1]``, the address, the peer's name."""
    words = _WORD.findall(text.casefold())
    is_of_a_sentence = len(words) == 1 and text.islower()  # "her review"
    if is_of_a_sentence or _EMPTY.issuperset(words) or _letters(words) < 3 or _is_address(text, url):
        return ""
    return "" if [word for word in words if word not in _EMPTY] in _names(peer.name, peer.id) else text


@lru_cache(maxsize=4096)
def _names(name: str, id_: str) -> tuple[list[str], list[str], list[str]]:
    """The words of a peer's name, its first word, and the words of the id."""
    words = _WORD.findall(name.casefold())
    return words, words[:1], _WORD.findall(id_.casefold())


def _letters(words: list[str]) -> int:
    """The number of characters. In a script of words or syllables, each counts as three."""
    letters = "".join(words)
    if letters.isascii():
        return len(letters)
    return sum(3 if unicodedata.east_asian_width(char) in {"W", "F"} else 1 for char in letters)


def _is_address(text: str, url: Url) -> bool:
    """Whether the words are the address of the link or its host, with the scheme or without."""
    if "." not in text and "://" not in text:  # nearly always
        return False
    said = urls.typed(text)
    return said is not None and urls.key(said) in {urls.key(url), urls.host(url)}
