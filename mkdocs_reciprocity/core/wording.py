"""The words of what is published. English is the source; other languages have their own words for each pattern.

A pattern is a whole phrase or sentence with named slots, ``%(name)s``. What fills a slot may come from strangers, so
whoever publishes it passes a ``fill`` that escapes. Catalogs, and dates by Babel, are in `publish.language`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from gettext import NullTranslations
from typing import Literal

from msgspec import Struct

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.model import KINDS, Interaction, Reach

Style = Literal["long", "short", "initial"]
"""``7 November 2026``, ``7 Nov`` (without the year), or of a month ``N``."""

Fill = Callable[[str, Mapping[str, object]], str]


class Reason(Struct, frozen=True):
    """Why a post is worth passing on. Each language has its sentence for it.

    ``first``: nothing of the peer's has been passed on yet. ``seldom``: they write seldom. ``new``: this post has not
    been passed on yet. With ``month`` and ``year``, ``last`` is the month or year in which something of theirs was
    passed on last.
    """

    what: Literal["first and seldom", "first", "seldom", "new", "month", "year"]
    last: When | None = None


class Language(Struct, frozen=True, eq=False):
    """A language: its texts and its dates.

    ``code`` is that of the texts, as BCP 47 spells it; ``direction`` is that of their script. ``joints`` stand in a
    list: between two, between the first of three or more, and before the last of these.
    """

    code: str
    direction: Literal["ltr", "rtl"]
    texts: NullTranslations
    date: Callable[[When, Style], str]
    joints: tuple[str, str, str] = (" and ", ", ", " and ")


def _in_english(date: When, style: Style) -> str:
    if style == "long" or len(date) == 4:
        return dates.in_words(date)
    words = dates.in_words(date, year=False)
    return " ".join(word[:3] for word in words.split(" ")) if style == "short" else words[:1]


ENGLISH = Language("en", "ltr", NullTranslations(), _in_english)
"""The source of all others."""


def marked(message: str) -> str:
    """Marks a message for translators. It is translated where it is used."""
    return message


_RECEIVED = {
    "share": (marked("%(peer)s shared something from here"), marked("%(peer)s shared %(target)s")),
    "link": (marked("%(peer)s linked here"), marked("%(peer)s linked to %(target)s")),
    "quote": (marked("%(peer)s quoted from here"), marked("%(peer)s quoted %(target)s")),
    "review": (marked("%(peer)s reviewed something from here"), marked("%(peer)s reviewed %(target)s")),
    "recommend": (marked("%(peer)s recommended this site"), marked("%(peer)s recommended %(target)s")),
    "feature": (marked("%(peer)s featured this site"), marked("%(peer)s featured %(target)s")),
    "translate": (marked("%(peer)s translated something from here"), marked("%(peer)s translated %(target)s")),
    "comment": (marked("%(peer)s commented"), marked("%(peer)s commented on %(target)s")),
    "reply": (marked("%(peer)s answered"), marked("%(peer)s answered %(target)s")),
    "testimonial": (marked("%(peer)s wrote a testimonial"), marked("%(peer)s wrote a testimonial for %(target)s")),
    "thank": (marked("%(peer)s said thanks"), marked("%(peer)s said thanks for %(target)s")),
    "advice": (marked("%(peer)s gave advice"), marked("%(peer)s gave advice on %(target)s")),
    "praise": (marked("%(peer)s had words of praise"), marked("%(peer)s praised %(target)s")),
    "help": (marked("%(peer)s helped"), marked("%(peer)s helped with %(target)s")),
    "intro": (marked("%(peer)s made an introduction"), marked("%(peer)s made an introduction for %(target)s")),
    "checkin": (marked("%(peer)s checked in"), marked("%(peer)s checked in about %(target)s")),
}
"""What somebody did, by its kind: where the page is not known, and where it is."""

_RECOMMENDS = marked("%(peer)s recommends this blog"), marked("%(peer)s recommends %(target)s")
"""The same of a recommendation that lasts."""

_ANOTHER = marked("%(peer)s gave a %(kind)s"), marked("%(peer)s gave a %(kind)s for %(target)s")
"""The same of a kind that the author has added."""

_WHY = {
    "first and seldom": marked("%(name)s writes seldom, and nothing of it has been passed on here yet."),
    "first": marked("Nothing by %(name)s has been passed on here yet."),
    "seldom": marked("%(name)s writes seldom, and this has not been passed on here yet."),
    "new": marked("This has not been passed on here yet."),
    "month": marked("The last post by %(name)s was passed on in %(month)s."),
    "year": marked("The last post by %(name)s was passed on in the year %(year)s."),
}


_REACHES = {"spread": marked("Passed on"), "talk": marked("Answered"), "nod": marked("Liked")}

_SOUNDS_AS_Y = re.compile(r"(?:<[^<>]*>)*h?[ií](?![aeo])", re.I)
"""Names before which the "and" of Spanish is another one: "Ada e Inés", but "Ada y Ian"."""


def plainly(pattern: str, values: Mapping[str, object]) -> str:
    """The pattern with its slots filled, for what is plain text."""
    return pattern % values


class Wording:
    """The words of one language, and how text from outside is put into them."""

    def __init__(self, language: Language, fill: Fill = plainly) -> None:
        self.language = language
        self._fill = fill
        self._bare: dict[tuple[str, str], str] = {}

    def text(self, message: str, /, **values: object) -> str:
        """A whole sentence or phrase. Raises KeyError, TypeError or ValueError if the values do not fit it."""
        return self._filled(self.language.texts.gettext(message), message, values)

    def text_in(self, context: str, message: str, /, **values: object) -> str:
        """The same for a text with two meanings in English, which the context tells apart."""
        return self._filled(self.language.texts.pgettext(context, message), message, values)

    def numbered(self, one: str, many: str, number: int, /, **values: object) -> str:
        """The form that goes with a number, which is itself the value ``num``."""
        values = {"num": number, **values}
        source = one if number == 1 else many
        return self._filled(self.language.texts.ngettext(one, many, number), source, values)

    def verb(self, kind: str, verb: str) -> str:
        """What the author did, as a label of its own. Our verbs are translated; the author's own stay as they are."""
        ours = kind in KINDS and KINDS[kind].verb == verb
        return self.text_in("I did", label(kind)) if ours else self._fill("%(verb)s", {"verb": verb})

    def reach(self, reach: Reach) -> str:
        """What was done, as a heading."""
        return self.text(_REACHES[reach])

    def recommends(self, peer: str, target: str | None) -> str:
        """Who recommends an own page, or the whole site, and has not stopped."""
        return self.text(_RECOMMENDS[target is not None], peer=peer, **({} if target is None else {"target": target}))

    def received(self, kind: str, peer: str, target: str | None, where: str | None = None) -> str:
        """What a peer did for an own page (``target``, if it is known), and where that can be seen."""
        values = {"peer": peer, "kind": kind} if target is None else {"peer": peer, "kind": kind, "target": target}
        did = self.text(_RECEIVED.get(kind, _ANOTHER)[target is not None], **values)
        return did if where is None else self.text("%(deed)s in %(where)s", deed=did, where=where)

    def why(self, reason: Reason, name: str) -> str:
        """Why a post by somebody of that name is suggested."""
        values: dict[str, str] = {"name": name}
        if reason.last is not None:
            values[reason.what] = self.date(reason.last)
        return self.text(_WHY[reason.what], **values)

    def period(self, period: When | None) -> str:
        """The heading of a group of the timeline. Like all others it begins with a capital, in French as well."""
        if period is None:
            return self.text("Undated")
        words = self.date(period)
        return self.text("Some time in %(year)s", year=words) if len(period) == 4 else words[:1].upper() + words[1:]

    def date(self, date: When, style: Style = "long") -> str:
        """A date in words."""
        return self.language.date(date, style)

    def listed(self, names: Sequence[str]) -> str:
        """``Ada, Ben and Nora``, as the language writes lists. Names from outside are isolated before, if need be."""
        pair, middle, end = self.language.joints
        last = pair if len(names) <= 2 else end
        if last == " y " and _SOUNDS_AS_Y.match(names[-1]):
            last = " e "
        joints = ["", *[middle] * (len(names) - 2), last]
        pattern = "".join(f"{joint}%({number})s" for number, joint in enumerate(joints[: len(names)]))
        return self._fill(pattern, {str(number): name for number, name in enumerate(names)})

    def badge(self, metric: str, posts: int, people: int, received: int, names: Sequence[str] = ()) -> str:
        """What the badge says. Without names it says how many posts there are."""
        if not posts:
            return self.text("just starting")
        if metric == "names" and names:
            return self.text("lately: %(names)s", names=self.text_in("a comma", ", ").join(names))
        if metric == "people":
            return self.numbered("%(num)s person", "%(num)s people", people)
        by = self.by(people)
        if metric in {"posts", "names"}:
            return self.numbered("%(num)s post %(by)s", "%(num)s posts %(by)s", posts, by=by)
        return self.numbered(
            "%(num)s post %(by)s, %(received)s received",
            "%(num)s posts %(by)s, %(received)s received",
            posts, by=by, received=received,
        )  # fmt: skip

    def by(self, people: int) -> str:
        """``by 19 people``"""
        return self.numbered("by %(num)s person", "by %(num)s people", people)

    def _filled(self, pattern: str, source: str, values: Mapping[str, object]) -> str:
        if values:
            return self._tried(pattern, source, values)
        if (pattern, source) not in self._bare:  # thousands of rows have the same few
            self._bare[pattern, source] = self._tried(pattern, source, values)
        return self._bare[pattern, source]

    def _tried(self, pattern: str, source: str, values: Mapping[str, object]) -> str:
        if pattern != source:
            # A catalog whose slots are wrong is a mistake of ours, and no reason to fail somebody's build.
            with suppress(KeyError, TypeError, ValueError):
                return self._fill(pattern, values)
        return self._fill(source, values)


def label(kind: str) -> str:
    """The verb of a kind of ours when nothing follows it."""
    return KINDS[kind].verb.removesuffix(" on").removesuffix(" to").removesuffix(" for").removesuffix(" with")


PLAIN_ENGLISH = Wording(ENGLISH)
"""For the desk and the command line."""


def did(row: Interaction) -> str:
    """What was done for this site, in English. If the own page is known, its name completes the phrase."""
    return PLAIN_ENGLISH.received(row.kind, "", "" if row.url else None).strip()


def counted(number: int, one: str, many: str) -> str:
    """``1 post``, ``2 posts``: for the command line, which is English."""
    return f"{number} {one if number == 1 else many}"
