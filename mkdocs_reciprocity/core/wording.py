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
    been passed on yet. ``begun``: the peer's blog is new. With ``month`` and ``year``, ``last`` is the month or year in
    which something of theirs was passed on last. ``first_lift``: it came before others because no blog that is read
    here links to it yet.
    """

    what: Literal["first and seldom", "first", "seldom", "new", "begun", "month", "year"]
    last: When | None = None
    first_lift: bool = False


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


BELOW_A_NAME = "below the name of who did it"
"""The context of what somebody did: their name stands before it, so there is none in it."""


def they_did(message: str) -> str:
    """Marks what somebody did for translators."""
    return message


_DID = {
    "share": (they_did("shared something from here"), they_did("shared %(target)s")),
    "link": (they_did("linked here"), they_did("linked to %(target)s")),
    "quote": (they_did("quoted from here"), they_did("quoted %(target)s")),
    "review": (they_did("reviewed something from here"), they_did("reviewed %(target)s")),
    "recommend": (they_did("recommended this site"), they_did("recommended %(target)s")),
    "feature": (they_did("featured this site"), they_did("featured %(target)s")),
    "translate": (they_did("translated something from here"), they_did("translated %(target)s")),
    "comment": (they_did("commented"), they_did("commented on %(target)s")),
    "reply": (they_did("answered"), they_did("answered %(target)s")),
    "testimonial": (they_did("wrote a testimonial"), they_did("wrote a testimonial for %(target)s")),
    "thank": (they_did("said thanks"), they_did("said thanks for %(target)s")),
    "advice": (they_did("gave advice"), they_did("gave advice on %(target)s")),
    "praise": (they_did("had words of praise"), they_did("praised %(target)s")),
    "help": (they_did("helped"), they_did("helped with %(target)s")),
    "intro": (they_did("made an introduction"), they_did("made an introduction for %(target)s")),
    "checkin": (they_did("checked in"), they_did("checked in about %(target)s")),
}
"""What somebody did, by its kind: where the page is not known, and where it is. Their name stands before it."""

_RECOMMENDS = they_did("recommends this blog"), they_did("recommends %(target)s")
"""The same of a recommendation that lasts."""

_ANOTHER = they_did("gave a %(kind)s"), they_did("gave a %(kind)s for %(target)s")
"""The same of a kind that the author has added."""

_WHY = {
    "first and seldom": marked("%(name)s writes seldom, and nothing of it has been passed on here yet."),
    "first": marked("Nothing by %(name)s has been passed on here yet."),
    "seldom": marked("%(name)s writes seldom, and this has not been passed on here yet."),
    "new": marked("This has not been passed on here yet."),
    "begun": marked("The blog of %(name)s is new: this is one of its first posts."),
    "month": marked("The last post by %(name)s was passed on in %(month)s."),
    "year": marked("The last post by %(name)s was passed on in the year %(year)s."),
}

_FIRST_LIFT = (
    marked("Nobody here has passed this on yet: you would be the first."),
    marked("%(why)s None of the blogs here links to this one yet: you would be the first."),
)
"""Why it comes before others: where there is no reason besides, and where there is one, which is put before it."""

_REACHES = {"spread": marked("Passed on"), "talk": marked("Answered"), "nod": marked("Liked")}

_SOUNDS_AS_Y = r"(?i)(?:<[^<>]*>)*h?[ií](?![aeo])"
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

    def recommends(self, target: str | None) -> str:
        """What somebody recommends and has not stopped to: an own page, or the whole site."""
        said = _RECOMMENDS[target is not None]
        return self.text_in(BELOW_A_NAME, said, **({} if target is None else {"target": target}))

    def did(self, kind: str, target: str | None, where: str | None = None) -> str:
        """What somebody did for an own page (``target``, if it is known), and where that can be seen."""
        values = {"kind": kind} if target is None else {"kind": kind, "target": target}
        deed = self.text_in(BELOW_A_NAME, _DID.get(kind, _ANOTHER)[target is not None], **values)
        return deed if where is None else self.text("%(deed)s in %(where)s", deed=deed, where=where)

    def why(self, reason: Reason, name: str) -> str:
        """Why a post by somebody of that name is suggested."""
        values: dict[str, str] = {"name": name}
        if reason.last is not None:
            values[reason.what] = self.date(reason.last)
        if reason.first_lift and reason.what == "new":
            return self.text(_FIRST_LIFT[0])
        why = self.text(_WHY[reason.what], **values)
        return self.text(_FIRST_LIFT[1], why=why) if reason.first_lift else why

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
        if last == " y " and re.match(_SOUNDS_AS_Y, names[-1]):
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
    return PLAIN_ENGLISH.did(row.kind, "" if row.url else None).strip()


def counted(number: int, one: str, many: str) -> str:
    """``1 post``, ``2 posts``: for the command line, which is English."""
    return f"{number} {one if number == 1 else many}"
