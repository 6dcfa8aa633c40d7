"""Which texts are near a text: by the terms that they have in common, the rarer the more.

A term weighs little if it stands in many feeds, and nothing if it is common in the feeds where it stands: then it is a
word of the language. So whoever repeats a word in all entries of a feed gains nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Hashable, Iterable, Mapping, Sequence
from functools import cache
from math import log, sqrt
from typing import Generic, TypeVar

from msgspec import Struct

from mkdocs_reciprocity.core.terms import kept, words
from mkdocs_reciprocity.core.terms.forms import Forms
from mkdocs_reciprocity.core.terms.kept import FeedTerms

D = TypeVar("D", bound=Hashable)

FLOOR = 0.16
"""What is less near is not listed: nothing is better than something that has nothing to do with it."""
LOOKED_AT = 20_000
"""So many characters of a text are looked at."""
SOUGHT = 50
"""So many terms of it are looked for, those with the greatest weight."""

USUAL = 5_000
"""So many characters of the author's other texts are looked at."""

_FEW = 4  # with fewer texts of the author's, nothing can be said of them
_WORDS, _PARTS = 2, 3  # so many terms in common are needed: words, or parts of words in scripts without spaces
_SHORT = 3  # letters of a word that counts only where both texts repeat it, or have it in the title
_BRIEF, _LONG = 40, 60  # with so few terms, a text says things once; with so many, it repeats what it is about
_EVIDENCE, _EVIDENCE_OF_SHORT = 2.6, 1.8  # so much is needed: 1 is a very rare word that stands once in both texts
_PUBLIC, _REPEATED, _SPECIAL = 3.0, 1.6, 0.45  # where visitors see it: evidence; heft of terms that are rare together
_SUBJECT, _TOLD = 2.0, 0.35  # heft and rarity of a term that a long page, or the post, does more than mention
_RARE = 3  # a term in fewer texts weighs no more: it may be a slip, or a name that nobody else knows
_FEEDS = 5  # so many are added to the feeds that there are: where they are few, each says less of a term
_OF_THE_LANGUAGE = 0.35  # a term that is common in such a part of the feeds that have it
_WORTH_OF_PART = 0.75


class Near(Struct, frozen=True, gc=False):
    """How near a text is, from 0 to 1, and the terms in common as they stand in the text that was looked for."""

    nearness: float
    terms: tuple[str, ...]


class _Weight(Struct, frozen=True, gc=False):
    """A term in a text: its ``heft`` is 1, and more if it stands in the title or is repeated; its ``rarity`` is 1 if it
    stands in no other text. What it weighs is their product.
    """

    term: str
    heft: float
    rarity: float
    weight: float


_Pairs = Sequence[tuple[_Weight, _Weight]]


class Index(Generic[D]):
    """Texts by their terms.

    Args:
        bags: the terms of each text, as `kept` has them.
        feeds: the terms of all feeds.
        own: texts of the author's, with or without the one that is looked for: what they all have tells nothing of one.
        sought: which of the texts may be found; all, if it is None. The others only say how rare a term is.
    """

    def __init__(
        self,
        bags: Mapping[D, str],
        feeds: Iterable[FeedTerms],
        own: Iterable[str] = (),
        sought: Container[D] | None = None,
    ) -> None:
        read = {one: kept.bag_of(said) for one, said in bags.items()}
        self._forms = Forms({term for bag, _ in read.values() for term in bag})
        self._many = len(read)
        self._spread: Counter[str] = Counter()
        for bag, _ in read.values():
            self._spread.update({form for term in bag for form, _ in self._forms.of(term)})
        self._feeds, self._wide, self._common = 0, Counter[str](), Counter[str]()
        for feed in feeds:
            self._take(feed)
        self._usual, self._own = Counter[str](), 0
        for text in own:
            self._own += 1
            self._usual.update({self._forms.of(term)[0][0] for term in words.terms(text, USUAL)})
        self._rarity = cache(self._worked_out)
        self._where: dict[str, list[tuple[D, _Weight]]] = {}
        self._norm: dict[D, float] = {}
        for one, (bag, title) in read.items():
            if sought is not None and one not in sought:
                continue
            vector = self._vector(bag, title)
            self._norm[one] = _norm(vector.values())
            for form, weight in vector.items():
                self._where.setdefault(form, []).append((one, weight))

    def near(self, title: str, text: str, *, surely: bool = False) -> list[tuple[D, Near]]:
        """The texts that are near this one, the nearest first; of equally near ones, in the order of the index.

        ``surely``: what is rare in common has to be what the other text is about. So less is found, and less is wrong.
        """
        first = words.terms(title, kept.TITLE)
        bag = Counter([*first, *words.terms(text, LOOKED_AT)])
        vector = self._vector(bag, frozenset(first))
        if self._own >= _FEW:
            vector = {form: self._unusual(form, one) for form, one in vector.items()}
        sought = sorted(vector.items(), key=lambda one: (-one[1].weight, one[0]))[:SOUGHT]
        norm = _norm(weight for _, weight in sought)
        needed = _PUBLIC if surely else _needed(len(bag))
        is_about = _is_subject if surely else _is_told if len(bag) >= _LONG else bool
        shared: dict[D, list[tuple[_Weight, _Weight]]] = {}
        for form, weight in sought:
            for one, there in self._where.get(form, ()):
                shared.setdefault(one, []).append((weight, there))

        def nearness(one: D, pairs: _Pairs) -> float:
            """How near a text with these pairs is; 0 if that is not near enough. With fewer pairs it is never more."""
            found = sum(here.weight * there.weight for here, there in pairs) / (norm * self._norm[one])
            return found if found >= FLOOR and _is_enough(pairs, needed) and is_about(pairs) else 0.0

        found = []
        for one, pairs in shared.items():
            if nearness(one, pairs):  # nearly no text is, so most need not be looked at closely
                common = _each_once(pairs)
                found.append((one, Near(nearness(one, common), (*(here.term for here, _ in common),))))
        return sorted((one for one in found if one[1].nearness), key=lambda one: -one[1].nearness)

    def _take(self, feed: FeedTerms) -> None:
        """Counts the feeds in which a form stands, and those in which it is common."""
        common = {form for term in feed.common.split() for form, _ in self._forms.of(term)}
        there = common.union(
            form for said in feed.entries.values() for term in kept.bag_of(said)[0] for form, _ in self._forms.of(term)
        )
        self._feeds += 1
        self._wide.update(there)
        self._common.update(common)

    def _vector(self, bag: Mapping[str, int], title: frozenset[str]) -> dict[str, _Weight]:
        found: dict[str, _Weight] = {}
        for term, often in bag.items():
            heft = 1 + log(min(often, kept.OFTEN)) + (term in title)
            for form, part in self._forms.of(term):
                if rarity := part * self._rarity(form):
                    weight = heft * rarity
                    if form not in found or weight > found[form].weight:
                        found[form] = _Weight(term, heft, rarity, weight)
        return found

    def _unusual(self, form: str, one: _Weight) -> _Weight:
        """What a term weighs in a text of the author's: less if it stands in many of them."""
        usual = self._usual[form]
        if usual <= 1:
            return one
        rarity = one.rarity * log(1 + self._own / usual) / log(1 + self._own)
        return _Weight(one.term, one.heft, rarity, one.heft * rarity)

    def _worked_out(self, form: str) -> float:
        """The rarity, from 1 down to 0. In all languages, most short words say little."""
        spread, wide, common = self._spread[form], self._wide[form], self._common[form]
        common = common if common > 1 else 0  # a word that is common in one feed alone is a subject of that feed
        if not spread or (wide and common / wide >= _OF_THE_LANGUAGE):
            return 0.0
        rare = log(1 + self._many / max(spread, _RARE)) / log(1 + self._many / _RARE)
        known = 1 - max(wide - 1, 0) / (self._feeds + _FEEDS)
        worth = _WORTH_OF_PART if words.is_part(form) else (1 - 1 / len(form)) ** 2
        return rare * known * known * worth * (1 - common / max(wide, 1))


def _norm(weights: Iterable[_Weight]) -> float:
    return sqrt(sum(one.weight**2 for one in weights))


def _is_enough(pairs: _Pairs, needed: float) -> bool:
    """Whether what two texts have in common says that they are about the same."""
    evidence = sum(min(here.heft, there.heft) * min(here.rarity, there.rarity) for here, there in pairs)
    counted = {here.term for here, there in pairs if _counts(here, there)}
    parts = sum(map(words.is_part, counted))
    return evidence >= needed and len(counted) >= (_WORDS if len(counted) > parts else _PARTS)


def _each_once(pairs: _Pairs) -> list[tuple[_Weight, _Weight]]:
    """The pairs without those of a term that is in a better one: a word that is found whole and by both of its parts
    is one word, not three.
    """
    here_has, there_has = set[str](), set[str]()
    best = set[int]()
    for number in sorted(range(len(pairs)), key=lambda number: -min(one.weight for one in pairs[number])):
        here, there = pairs[number]
        if here.term not in here_has and there.term not in there_has:
            here_has.add(here.term)
            there_has.add(there.term)
            best.add(number)
    return [pair for number, pair in enumerate(pairs) if number in best]


def _is_subject(pairs: _Pairs) -> bool:
    """Whether both texts are about something rare that both have: each repeats it, or has it in the title."""
    rare = (min(here.rarity, there.rarity) for here, there in pairs if min(here.heft, there.heft) >= _REPEATED)
    return sum(rare) >= _SPECIAL


def _is_told(pairs: _Pairs) -> bool:
    """Whether something rare that both have is more than mentioned: what stands once in both is there by chance."""
    return any(
        max(here.heft, there.heft) >= _SUBJECT and min(here.rarity, there.rarity) >= _TOLD for here, there in pairs
    )


def _needed(terms: int) -> float:
    """How much evidence a text of so many terms needs: the more it says, the more is in common by chance."""
    long = min(1.0, max(0.0, (terms - _BRIEF) / (_LONG - _BRIEF)))
    return _EVIDENCE_OF_SHORT + long * (_EVIDENCE - _EVIDENCE_OF_SHORT)


def _counts(here: _Weight, there: _Weight) -> bool:
    return len(here.term) > _SHORT or words.is_part(here.term) or min(here.heft, there.heft) > 1
