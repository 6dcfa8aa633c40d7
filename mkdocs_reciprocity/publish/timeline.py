"""The rows of a timeline, a ``<li>`` each.

There are thousands of rows, and a template would take five times as long. The HTML of each is kept short, because the
page of a year has all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

from markupsafe import Markup

from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.views import microformats
from mkdocs_reciprocity.core.views.places import Place
from mkdocs_reciprocity.core.views.shared import Item
from mkdocs_reciprocity.core.wording import Wording
from mkdocs_reciprocity.publish import markup
from mkdocs_reciprocity.publish.markup import escaped, isolated, link

_NAMED = 3  # own pages with the link that are named; of the others, only the number is said


def writer(years: Mapping[str, str], here: str, wording: Wording) -> Callable[[Iterable[Item]], str]:
    """A function that writes rows for the page at ``here``. ``years`` are the addresses of the pages of the years,
    relative to that page and escaped.
    """
    within = wording.language.direction

    # Thousands of rows share a few hundred of these.
    @cache
    def day_of(date: When | None) -> tuple[str, str]:
        """The HTML before and after the row's id. Before it is nothing if there is no page to link to."""
        if date is None:
            return "", ""
        day = markup.date(date, "short", wording.language, "dt-published")
        way = years.get(date[:4])
        if way is None:
            return "", f"{day} · "
        name = wording.text("Permanent link: %(date)s", date=wording.date(date, "short"))
        return f'<a class="u-url" href="{"" if way == "./" else way}#', f'" aria-label="{name}">{day}</a> · '

    @cache
    def begin(kind: str) -> str:
        return f'<span class="{microformats.of_object(kind)} h-cite">'

    @cache
    def author(peer: Place) -> str:
        return link(peer, here, "p-author h-card", within) if peer.text else ""

    @cache
    def deed(kind: str, verb: str, via: Place, seen_in: Sequence[Place]) -> str:
        return " · ".join(_deed(wording.verb(kind, verb), via, seen_in, here, wording))

    def row(item: Item) -> str:
        before, behind = day_of(item.date)
        mark = f"{before}{item.id}{behind}" if before else behind
        reach = "" if item.reach == "spread" else f" reciprocity-{item.reach}"
        note = f'\n<blockquote class="p-content">{isolated(item.note, within=within)}</blockquote>' if item.note else ""
        post = link(item.post, here, "p-name u-url" if item.post.href else "p-name", within) if item.post.text else ""
        by = author(item.peer)
        who = f"{by}</span> · " if by else "</span>"
        if item.archived:
            who = f'<a href="{escaped(item.archived)}">{wording.text("archived copy")}</a> · {who}'
        return (
            f'<li id="{item.id}" class="h-entry{reach}">{begin(item.kind)}{post}\n{who}'
            f"{mark}{deed(item.kind, item.verb, item.via, item.seen_in)}{note}</li>\n"
        )

    return lambda items: "".join(map(row, items))


def _deed(verb: str, via: Place, seen_in: Sequence[Place], here: str, wording: Wording) -> Iterator[str]:
    """What was done, and where; from whom it came; the own pages that it was seen in."""
    way = Markup(link(via, here, "", wording.language.direction))  # noqa: S704 - escaped
    if via.text and not via.href:
        yield wording.text("%(shared)s via %(place)s", shared=Markup(verb), place=way)  # noqa: S704 - the same
    else:
        yield verb
    if via.href:
        yield wording.text("via %(via)s", via=way)
    if seen_in:
        yield _seen_in(seen_in, here, wording)


def listed(places: Iterable[Place], here: str, wording: Wording) -> Markup:
    """``Looms, Wheels, About``, each a link."""
    comma = str(wording.text_in("a comma", ", "))  # what is markup would escape what it joins
    return Markup(comma.join(link(place, here, "", wording.language.direction) for place in places))  # noqa: S704 - escaped


def _seen_in(pages: Sequence[Place], here: str, wording: Wording) -> str:
    """``in Looms, Wheels, About and 2 other pages``"""
    named = listed(pages[:_NAMED], here, wording)
    if (more := len(pages) - _NAMED) <= 0:
        return wording.text("in %(pages)s", pages=named)
    return wording.numbered(
        "in %(pages)s and %(num)s other page", "in %(pages)s and %(num)s other pages", more, pages=named
    )
