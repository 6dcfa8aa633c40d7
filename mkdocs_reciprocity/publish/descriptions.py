"""What our pages say of themselves elsewhere: a sentence for search engines, and for cards where a link is shared."""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.graphemes import graphemes
from mkdocs_reciprocity.core.lines import visible
from mkdocs_reciprocity.core.pipeline import Views
from mkdocs_reciprocity.core.views.places import Place
from mkdocs_reciprocity.core.wording import Wording
from mkdocs_reciprocity.publish.places import OurPage

_NAMED = 3
_LONGEST = 60  # characters of a name
_HARMLESS = str.maketrans({'"': "\u2033", "<": "\u2039", ">": "\u203a", "&": "+", "{": "(", "}": ")"})
"""Themes put the sentence into an attribute as it is, and cards show it as it is: so nothing in it needs escaping."""


def description(place: OurPage, views: Views | None, words: Wording) -> str:
    """One sentence about a page of ours, which names people if there are any. ``views`` is None where they are not
    known yet.
    """
    year = words.date(When(place.year)) if place.year else ""
    if year:
        said = words.text("Good posts by others that I passed on in %(year)s.", year=year)
    elif place.marker == "shared":
        said = words.text("This is my postroll: posts by others that I passed on.")
    else:
        said = words.text("Good things that deserve more readers. Take one, pass it on.")
    if names := _names(_people(place, views)) if views else []:
        people = words.listed(names)
        if year:
            said = words.text("In %(year)s I passed on good posts by %(names)s.", year=year, names=people)
        elif place.marker == "shared":
            said = words.text(
                "This is my postroll: posts by others that I passed on. Lately by %(names)s.", names=people
            )
        else:
            said = words.text("Good posts by %(names)s that deserve more readers.", names=people)
    return said.translate(_HARMLESS)


def _people(place: OurPage, views: Views) -> Iterable[Place]:
    """Those who are listed, in the order of the page."""
    if place.year:
        groups = next((year.groups for year in views.years if year.year == place.year), ())
        given = (item for group in groups for item in group.items)
        return (item.peer for item in given if item.reach == "spread" and item.peer.href)
    if place.marker == "shared":
        return (card.peer for card in views.shared.cards)
    return (offer.peer for offer in views.pay_it_forward.offers)


def _names(people: Iterable[Place]) -> list[str]:
    """The first of the names that can be seen, each once."""
    found: dict[str, None] = {}
    for one in people:
        name = visible(one.text)
        if any(map(str.isprintable, name)):
            pieces = graphemes(name)
            found["".join(pieces[:_LONGEST]) + ("…" if len(pieces) > _LONGEST else "")] = None
        if len(found) == _NAMED:
            break
    return [*found]
