"""Notes in English."""

from __future__ import annotations

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.desk.drafts.days import ago
from mkdocs_reciprocity.core.desk.drafts.known import BETWEEN_TWO, NODS, Done, Gift, Known
from mkdocs_reciprocity.core.desk.drafts.marks import Marks, closed, note

MARKS = Marks("\u201c", "\u201d", "\u2018", "\u2019")

_DEEDS = {
    "link": ("linking to {page}{there}", "linked to {page}{there}"),
    "share": ("passing on {page}", "passed on {page}"),
    "quote": ("quoting {page}{there}", "quoted {page}{there}"),
    "review": ("your review of {page}{there}", "reviewed {page}{there}"),
    "recommend": ("recommending {page}{there}", "recommended {page}{there}"),
    "feature": ("featuring {page}{there}", "featured {page}{there}"),
    "translate": ("translating {page}", "translated {page}"),
    "comment": ("your comment on {page}", "commented on {page}"),
    "reply": ("your answer to {page}{there}", "wrote an answer to {page}{there}"),
    "advice": ("your advice", "gave me advice"),
    "praise": ("your kind words", "had kind words for me"),
    "help": ("your help", "helped me"),
    "intro": ("the introduction", "made an introduction for me"),
    "testimonial": ("what you wrote about my work", "wrote about my work"),
}
"""What somebody did, behind "thank you for", and behind "you"."""

_OF_SPREAD = ("what you did for {page}", "did something for {page}")
_OF_TALK = ("writing to me", "wrote to me")

_GAVE = {
    "link": "linked to", "quote": "quoted", "review": "reviewed", "recommend": "recommended", "feature": "featured",
    "translate": "translated", "like": "liked", "bookmark": "bookmarked",
}  # fmt: skip
_PASSED_ON = "passed on"
_HELLO, _WELL = "A hello from here.", "I hope that you are well."


def thanks(known: Known, deed: Done, cell: int) -> tuple[str, str]:
    """A note of thanks: its subject and its text. ``cell`` is the number of the pattern, from 0 to 3."""
    said = closed(MARKS.quoted(deed.sentence)) if deed.sentence else ""
    behind_for, behind_you = _done(deed)
    more = _by_the_way(known) or _WELL
    if cell == 0:
        more = f"You wrote: {said} That was good to read." if said else "That did me good."
        text = f"Thank you for {behind_for}. {more}"
    elif cell == 1:
        seen = "I have not forgotten" if deed.kind in BETWEEN_TWO else "I saw"
        more = f"I am keeping this sentence of yours: {said}" if said else more
        text = f"{seen} that you {behind_you}, and I would like to say thank you. {more}"
    elif cell == 2:
        more = f"Above all for this sentence: {said}" if said else more
        text = f"I would rather write this down than only think it: thank you for {behind_for}. {more}"
    else:
        more = f"I like how you put it: {said}" if said else more
        text = f"You {behind_you}, and I was glad of it. Thank you! {more}"
    post = MARKS.quoted(deed.post) if deed.post else ""
    subject = ("Thank you", f"Your {post}", "A thank-you", f"Thank you for {post}")[cell]
    return subject if post else ("Thank you", "A thank-you")[cell % 2], _note(known, cell, text)


def hello(known: Known, cell: int) -> tuple[str, str]:
    """A note to somebody to whom nothing is owed, in the same way."""
    new = f"{MARKS.quoted(known.newest)} is waiting in my reader" if known.newest else ""
    if cell == 0:
        news = _by_the_way(known) or (f"{new}." if new else "")
        text = f"{_silence(known)} {news} How are you, and what are you working on?"
    elif cell == 1:
        wrote = f", and I see that I last wrote to you {when(known.wrote, known.today)}" if known.is_silent() else ""
        news = f"{new}{wrote}." if new else f"This is only a hello, for no other reason. {_by_the_way(known)}"
        text = f"{news} How are things with you? There is no hurry with an answer."
    elif cell == 2:
        text = f"{_heard(known) or _before_it_is_quiet(known)} {_WELL} What keeps you busy these days?"
    else:
        waits = f"{new}, and until I get to it I am sending a hello." if new else ""
        text = f"{_in_my_words(known) or waits or _told(known) or _HELLO} How have you been?"
    post = MARKS.quoted(known.newest) if known.newest else ""
    return ("Hello", post or "A hello", "How are you?", "A few lines")[cell], _note(known, cell, text)


def when(date: When | None, today: When) -> str:
    """How long ago something was: ``in March``."""
    if date is None:
        return "once"
    at = ago(date, today)
    month = dates.MONTHS[at.month - 1]
    return {
        "days": "the other day",
        "weeks": "a few weeks ago",
        "month": "this month",
        "months": f"in {month}",
        "last year": f"in {month} last year",
        "this year": "this year",
        "years": f"in {at.year}",
    }[at.span]


def _done(deed: Done) -> tuple[str, str]:
    if deed.is_the_post():
        post = MARKS.quoted(deed.post)
        return post, f"wrote {post}"
    both = _DEEDS.get(deed.kind, _OF_SPREAD if deed.reach == "spread" else _OF_TALK)
    page = "my site" if deed.on_site else MARKS.quoted(deed.page) if deed.page else "a page of mine"
    there = f" in {MARKS.quoted(deed.post)}" if deed.post else ""
    return both[0].format(page=page, there=there), both[1].format(page=page, there=there)


def _gave(gift: Gift, today: When) -> str:
    """What the author did with something of theirs, as the end of a sentence."""
    at = "" if gift.kind in NODS else f" {when(gift.date, today)}"
    return f"I {_GAVE.get(gift.kind, _PASSED_ON)} your {MARKS.quoted(gift.title)}{at}"


def _by_the_way(known: Known) -> str:
    return f"By the way, {_gave(known.gift, known.today)}." if known.gift else ""


def _told(known: Known) -> str:
    if known.gift is None:
        return ""
    return f"By way of hello: {_gave(known.gift, known.today)}, and I would be glad to hear what came after it."


def _in_my_words(known: Known) -> str:
    if known.gift is None or not known.gift.note:
        return ""
    said = closed(MARKS.quoted(known.gift.note))
    seen = "In case you have not seen it, here it is, with a hello from me."
    return f"When {_gave(known.gift, known.today)}, I wrote: {said} {seen}"


def _silence(known: Known) -> str:
    if known.is_silent():
        return f"It has been a while: I last wrote to you {when(known.wrote, known.today)}."
    return "It has been quiet between us for a while." if known.is_quiet() else "This is only a hello."


def _before_it_is_quiet(known: Known) -> str:
    return f"A line from me, {'since it has been quiet for a while' if known.is_quiet() else 'before it gets quiet'}."


def _heard(known: Known) -> str:
    if known.heard is None or not known.is_my_turn():
        return ""
    at = when(known.heard.date, known.today)
    return f"The last that I had from you was {at}, when you {_done(known.heard)[1]}."


def _note(known: Known, cell: int, text: str) -> str:
    return note(("Hi", "Hello")[cell % 2], MARKS.isolated(known.name), ",", text)
