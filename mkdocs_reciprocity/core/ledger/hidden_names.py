"""Finds those who are private in free text, such as ``via`` and ``by``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.grouped import grouped
from mkdocs_reciprocity.core.model import Peer
from mkdocs_reciprocity.core.public_ways import folded

_MOST_WORDS = 100  # of a text: nobody's name is longer


class HiddenNames:
    """The names, ids and addresses of the private ones among these peers."""

    def __init__(self, peers: Iterable[Peer]) -> None:
        self._private = [peer for peer in peers if peer.private]

    def are_in(self, text: str) -> bool:
        """Whether the text has the name or an address of a private peer in it, or is their id. Case, accents and signs
        make no difference. Of a text of more than a hundred words nothing is known, so it may.
        """
        if not self._private:
            return False
        words = folded(text).split()
        if len(words) > _MOST_WORDS or " ".join(words) in self._ids:
            return True
        return self._has_name(words) or self._has_place({*words})

    def _has_name(self, words: list[str]) -> bool:
        runs = (tuple(words[start : start + many]) for many in self._lengths for start in range(len(words) - many + 1))
        return any(run in self._names for run in runs)

    def _has_place(self, words: set[str]) -> bool:
        return any(place <= words for word in words for place in self._places.get(word, ()))

    @cached_property
    def _ids(self) -> set[str]:
        return {*filter(None, (folded(said) for peer in self._private for said in (peer.id, peer.was)))}

    @cached_property
    def _names(self) -> set[tuple[str, ...]]:
        names = (name for peer in self._private for name in (peer.name, peer.call))
        return {tuple(words[:_MOST_WORDS]) for name in names if (words := folded(name).split())}

    @cached_property
    def _lengths(self) -> set[int]:
        return {*map(len, self._names)}

    @cached_property
    def _places(self) -> dict[str, list[frozenset[str]]]:
        """The words of each address, by the rarest of them."""
        addresses = (url for peer in self._private for url in (peer.home, *peer.also) if url)
        bare = map(urls.readable, map(urls.without_user_and_port, addresses))
        places = {frozenset(folded(address).split()) for address in bare} - {frozenset()}
        often = Counter(word for place in places for word in place)
        return grouped(places, lambda place: min(place, key=lambda word: (often[word], word)))
