"""What others did, as HTML: the people who are thanked, and the reactions to an own page.

Templates for these would take twice as long. Each thing that was done is an ``h-cite``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup
from msgspec import Struct

from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.grouped import grouped
from mkdocs_reciprocity.core.views import microformats
from mkdocs_reciprocity.core.views.places import Place
from mkdocs_reciprocity.core.views.thanks import Praise, Thanked, Thanks, by_person
from mkdocs_reciprocity.core.wording import Wording
from mkdocs_reciprocity.publish import markup
from mkdocs_reciprocity.publish.markup import escaped, isolated

AT_ONCE = 12
"""How many people, or lines, are shown; the rest is folded away."""

_DEEDS_AT_ONCE = 2  # of one person
_PLACES = 3  # of one person, in a sentence of many

Deeds = Sequence[Thanks]
"""What one person did, the newest first; never empty."""


class Page(Struct, frozen=True):
    """The page that is written: its path, its words, the pictures by the paths in the log, and the first of the last
    twelve months. Earlier days have their year.
    """

    here: str
    wording: Wording
    avatars: Mapping[str, str]
    since: str

    def link(self, place: Place, properties: str = "") -> Markup:
        """A link to a place, with these classes."""
        return Markup(markup.link(place, self.here, properties))  # noqa: S704 - escaped

    def portrait(self, person: Place, avatar: str, properties: str) -> Markup:
        """A person with their face; ``avatar`` is as the log names it."""
        return Markup(markup.portrait(person, self.avatars.get(avatar, ""), self.here, properties))  # noqa: S704 - escaped

    def date(self, date: When | None, style: markup.DateStyle = "long", properties: str = "") -> Markup:
        """A ``<time>``."""
        if style == "short" and date is not None and len(date) > 4 and date[:7] < self.since:
            style = "long"  # readers would take "9 Aug" for a day of this year
        return markup.date(date, style, self.wording.language, properties)


# --- those who are thanked


def thanked(page: Page, people: Iterable[Thanked], *, folded: bool = True) -> Markup:
    """A list of people, each with what they did and what the author says to them. ``folded``: all but the first dozen
    are folded away.
    """
    lines = [f"<li>{_thanked(page, person)}</li>\n" for person in people]
    shown = AT_ONCE if folded else len(lines)
    return Markup(_folded(page, "reciprocity-thanks reciprocity-faces", lines, shown))  # noqa: S704 - escaped


def _thanked(page: Page, person: Thanked) -> str:
    deeds = [_deed(page, one) for one in person.deeds]
    parts: list[str] = [page.portrait(person.peer, person.avatar, "h-card")]
    praise = [_praise(page, one) for one in person.praise if one.note or one.about.text]
    parts += praise[:1] + deeds[:_DEEDS_AT_ONCE]
    if more := praise[1:] + deeds[_DEEDS_AT_ONCE:]:
        parts.append(_details(page.wording.text("More"), "\n".join(more)))
    return "\n".join(parts)


def _praise(page: Page, one: Praise) -> str:
    """What the author says to them, in the author's own words."""
    about = page.link(one.about) if one.about.text else ""
    date = page.date(one.date, "short")
    if not one.note:
        return f'<div>{about} <span class="reciprocity-dim">({date})</span></div>'
    beside = f"{about} · {date}" if about else date
    return f'<p class="reciprocity-words">{isolated(one.note)} <span class="reciprocity-dim">({beside})</span></p>'


def _deed(page: Page, one: Thanks) -> str:
    target = _titled(page, one.target, microformats.of_object(one.kind)) if one.target.text else None
    return f'<div class="h-cite">{_by(page, one)}{_done(page, one, target)}{_day(page, one)}{_words(page, one)}</div>'


# --- the reactions to an own page


def reactions(page: Page, every: Sequence[Thanks]) -> Markup:
    """Those who passed the page on: faces, and a sentence of names. Then those who answered, each with a line, and
    those who liked it.
    """
    shown = grouped(every, lambda one: one.shown_with)
    lines = [_answered(page, one) for one in shown.get("talk", ())]
    html = _passed_on(page, shown.get("spread", ())) + _folded(page, "reciprocity-faces", lines, AT_ONCE)
    return Markup(html + _liked(page, shown.get("nod", ())))  # noqa: S704 - escaped


def received(page: Page, thanks: Thanks, *, target: bool = True, face: bool = False) -> Markup:
    """What somebody did, with links. Without ``target`` it is written for the page that it was done for. ``face`` puts
    the picture before the name. The links have the properties of an ``h-cite``.
    """
    named = None
    if thanks.target.text:
        of = microformats.of_object(thanks.kind)
        named = _titled(page, thanks.target, of) if target else page.wording.text_in("a page of this site", "this")
    card = "p-author h-card"
    who = page.portrait(thanks.peer, thanks.avatar, card) if face else page.link(thanks.peer, card)
    return Markup(page.wording.text("%(peer)s %(deed)s", peer=who, deed=Markup(_done(page, thanks, named))))  # noqa: S704 - escaped


def _answered(page: Page, one: Thanks) -> str:
    line = received(page, one, target=False, face=True)
    return f'<li class="{microformats.of_reaction(one.kind)} h-cite">{line}{_day(page, one)}{_words(page, one)}</li>\n'


def _passed_on(page: Page, deeds: Sequence[Thanks]) -> str:
    if not deeds:
        return ""
    first, others = _at_once(deeds)
    names = page.wording.text("Passed on by %(people)s", people=_named(page, first))
    return f"{_row(page, first)}<p>{names}</p>\n{_more(page, first, others, _row(page, others))}"


def _liked(page: Page, deeds: Sequence[Thanks]) -> str:
    if not deeds:
        return ""
    first, others = _at_once(deeds)
    names = page.wording.text("Liked by %(people)s", people=_named(page, first))
    return f'<p class="reciprocity-dim">{names}</p>\n{_more(page, first, others, "")}'


def _at_once(deeds: Sequence[Thanks]) -> tuple[list[Deeds], list[Deeds]]:
    """What each person did: those who are shown at once, and those who are folded away."""
    people: list[Deeds] = [*by_person(deeds)]
    return people[:AT_ONCE], people[AT_ONCE:]


def _more(page: Page, first: Iterable[Deeds], others: Sequence[Deeds], row: str) -> str:
    """Folded away: what those did besides who are named already, and all others."""
    besides = [deeds[_PLACES:] for deeds in first if deeds[_PLACES:]]
    named = [*(_name(page, deeds, again=True) for deeds in besides), *(_name(page, deeds) for deeds in others)]
    if not named:
        return ""
    words = page.wording
    summary = words.numbered("%(num)s more", "%(num)s more", len(others)) if others else words.text("More")
    return f"{_details(summary, f'{row}<p>{_listed(page, named)}</p>')}\n"


def _row(page: Page, people: Sequence[Deeds]) -> str:
    """Faces, each a link to what the person did. The names stand below in words, so nobody is only a picture."""
    faces = "\n".join(_face(page, deeds) for deeds in people)
    return f'<p class="reciprocity-row">\n{faces}\n</p>\n' if people else ""


def _face(page: Page, deeds: Deeds) -> str:
    first = deeds[0]
    address = next(filter(None, (markup.href(place, page.here) for place in (first.where, first.peer))), "")
    name = escaped(markup.shown(first.peer, address))
    face = markup.face(first.peer.text, page.avatars.get(first.avatar, ""), page.here, "")
    if address:
        return f'<a href="{escaped(address)}" title="{name}" aria-label="{name}">{face}</a>'
    return f'<span role="img" title="{name}" aria-label="{name}">{face}</span>'


def _named(page: Page, people: Iterable[Deeds]) -> str:
    """``Ada (Looms revisited, 3 Nov), Yuki and Ben``"""
    return _listed(page, [_name(page, deeds[:_PLACES]) for deeds in people])


def _listed(page: Page, names: Iterable[str]) -> str:
    return page.wording.listed([Markup(name) for name in names])  # noqa: S704 - escaped


def _name(page: Page, deeds: Deeds, *, again: bool = False) -> str:
    """A person, and the posts in which they did it, as far as these have titles; what they did besides has its day, and
    all has it if they are named ``again``.
    """
    comma = page.wording.text_in("a comma", ", ")
    html = joint = ""
    for number, one in enumerate(deeds):
        by = _by(page, one) if number else _author(page, one)
        if place := _place(page, one) if one.titled or number or again else "":
            told, joint = (f"{joint or ' ('}{by}{place}" if number else f"{by} ({place}"), comma
        else:
            told = by + _unseen(page, one)
        html += f'<span class="{microformats.of_reaction(one.kind)} h-cite">{told}</span>'
    return f"{html})" if joint else html


def _place(page: Page, one: Thanks) -> str:
    """A link to where it was done; empty if there is none."""
    if not markup.href(one.where, page.here):
        return ""
    if one.titled or not one.date:
        return f"{page.link(one.where, 'p-name u-url')}{_data('dt-published', one.date or '')}"
    date = page.date(one.date, "short", "dt-published")
    return f'<a class="u-url" href="{escaped(one.where.href)}">{date}</a>'


def _unseen(page: Page, one: Thanks) -> str:
    """Where and when it was done, for machines. People have the link of the face or the name."""
    return _data("u-url", markup.href(one.where, page.here)) + _data("dt-published", one.date or "")


def _author(page: Page, one: Thanks) -> str:
    """The name with a link to the person's site, else to where they did it."""
    home, where = markup.href(one.peer, page.here), markup.href(one.where, page.here)
    name = page.link(one.peer, "p-name u-url" if home else "p-name")
    card = f'<span class="p-author h-card">{name}</span>'
    return card if home or not where else f'<a href="{escaped(where)}">{card}</a>'


# --- what both have


def _by(page: Page, one: Thanks) -> str:
    """Who it was, for machines, where the name stands before for all that they did."""
    home = _data("u-url", markup.href(one.peer, page.here))
    return f'<span class="p-author h-card">{_data("p-name", one.peer.text)}{home}</span>'


def _data(property_: str, value: str) -> str:
    return f'<data class="{property_}" value="{escaped(value)}"></data>' if value else ""


def _done(page: Page, one: Thanks, target: str | None) -> str:
    """What somebody did, and where, without their name."""
    if one.lasts:
        return page.wording.recommends(target)
    where = (_titled if one.titled else Page.link)(page, one.where, "p-name u-url") if one.where.text else None
    return page.wording.did(one.kind, target, where)


def _titled(page: Page, place: Place, properties: str) -> str:
    """A link whose text is a title. In a sentence some languages have marks around it: without spaces it needs them."""
    return page.wording.text_in("a title within a sentence", "%(title)s", title=page.link(place, properties))


def _day(page: Page, one: Thanks) -> str:
    date = page.date(one.date, "short", "dt-published")
    return f' <span class="reciprocity-dim">({date})</span>' if date else ""


def _words(page: Page, one: Thanks) -> str:
    """What somebody wrote, and what the author wrote back."""
    said = f'\n<blockquote class="p-content">{isolated(one.said)}</blockquote>' if one.said else ""
    if not one.answered:
        return said
    answer = page.wording.text("My answer: %(words)s", words=isolated(one.answered))
    return f'{said}\n<p class="reciprocity-answer reciprocity-words">{answer}</p>'


def _folded(page: Page, class_: str, lines: Sequence[str], shown: int) -> str:
    """A list of which the first lines are shown."""
    if not lines:
        return ""
    first = f'<ul class="{class_}">\n{"".join(lines[:shown])}</ul>\n'
    if (more := len(lines) - shown) <= 0:
        return first
    words = page.wording.numbered("%(num)s more", "%(num)s more", more)
    return first + _details(words, f'<ul class="{class_}">\n{"".join(lines[shown:])}</ul>') + "\n"


def _details(summary: str, html: str) -> str:
    return f"<details>\n<summary>{summary}</summary>\n{html}\n</details>"
