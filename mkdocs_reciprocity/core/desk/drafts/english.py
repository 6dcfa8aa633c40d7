"""Notes in English."""

from __future__ import annotations

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.desk.drafts.days import ago
from mkdocs_reciprocity.core.desk.drafts.known import NODS, Done, Gift, Known
from mkdocs_reciprocity.core.desk.drafts.marks import Marks, capital, closed, note

MARKS = Marks("\u201c", "\u201d", "\u2018", "\u2019")

_DEEDS = {
    "link": ("the link to {page}{there}", "linked to {page}{there}"),
    "share": ("sharing {page}", "shared {page}"),
    "quote": ("quoting {page}{there}", "quoted {page}{there}"),
    "review": ("your review of {page}{there}", "reviewed {page}{there}"),
    "recommend": ("recommending {page}{there}", "recommended {page}{there}"),
    "feature": ("featuring {page}{there}", "featured {page}{there}"),
    "translate": ("translating {page}{there}", "translated {page}{there}"),
    "comment": ("your comment on {page}", "commented on {page}"),
    "reply": ("your reply to {page}{there}", "replied to {page}{there}"),
    "advice": ("your advice", "gave me advice"),
    "praise": ("your kind words", "had kind words for me"),
    "help": ("your help", "helped me"),
    "intro": ("the introduction", "introduced me to somebody"),
    "testimonial": ("what you wrote about my work", "wrote about my work"),
    "checkin": ("asking after me", "asked after me"),
    "thank": ("your thanks", "thanked me"),
}
"""What somebody did, behind "thank you for", and behind "you"."""

_OF_SPREAD = ("bringing {page} to your readers{there}", "brought {page} to your readers{there}")
_OF_TALK = ("getting in touch", "got in touch")

_UNNAMED = {
    "quote": ("quoting me{there}", "quoted me{there}"),
    "comment": ("your comment", "left me a comment"),
    "reply": ("your reply{there}", "replied to me{there}"),
}
"""The same, where it is not known which page it is about: else it is `_SOMETHING`, or the blog."""

_SOMETHING = {"share": "a post of mine", "review": "a post of mine", "translate": "a post of mine"}
_BLOG = "my blog"

_GAVE = {
    "link": "linked to", "quote": "quoted", "review": "reviewed", "recommend": "recommended", "feature": "featured",
    "translate": "translated", "like": "liked", "bookmark": "bookmarked",
}  # fmt: skip
_SHARED = "shared"  # "I passed on your post" may mean that I declined it
_GLAD, _WELL = "I was glad of it.", "I hope you are well."


def thanks(known: Known, deed: Done, cell: int) -> tuple[str, str]:
    """A note of thanks: its subject and its text. ``cell`` is the number of the pattern, from 0 to 3."""
    said = closed(MARKS.quoted(deed.sentence)) if deed.sentence else ""
    behind_for, behind_you = _done(deed)
    new = f"{_new(known)}." if known.newest else ""
    more = new or _GLAD
    if cell == 0:
        more = f"I like this line: {said}" if said else _GLAD
        text = f"Thank you for {behind_for}. {more}"
    elif cell == 1:
        more = f"Not least for this sentence: {said}" if said else more
        text = f"I have not thanked you yet for {behind_for}, so here it is: thank you! {more}"
    elif cell == 2:
        more = f", and most of all for this: {said}" if said else f". {more}"
        text = f"Just a line to say thank you for {behind_for}{more}"
    else:
        glad = f", and glad of this sentence: {said}" if said else "."
        text = f"I was glad that you {behind_you}{glad} Thank you! {'' if said else new}"
    post = MARKS.quoted(deed.post) if deed.post else ""
    subject = ("Thank you", f"Your {post}", "A thank-you", f"Thank you for {post}")[cell]
    return subject if post else ("Thank you", "A thank-you")[cell % 2], _note(known, cell, text)


def hello(known: Known, cell: int) -> tuple[str, str]:
    """A note to somebody to whom nothing is owed, in the same way."""
    new = _new(known) if known.newest else ""
    if cell == 0:
        news = _by_the_way(known) or (f"{new}." if new else "")
        text = f"{_silence(known)} {news} How are you, and what are you working on?"
    elif cell == 1:
        silent = ", and it has been a while since I wrote to you." if known.is_silent() else ", so hello from me!"
        news = f"{new}{silent}" if new else f"No reason, just a hello. {_by_the_way(known)}"
        text = f"{news} How are things? There is no hurry to answer."
    elif cell == 2:
        news = f"{new}." if new else _by_the_way(known)
        text = f"{_heard(known) or f'{_a_line(known)} {news or _WELL}'} What keeps you busy these days?"
    else:
        waits = f"{new}. Until I get to it, here is a hello." if new else ""
        text = f"{_in_my_words(known) or waits or _told(known) or 'A hello from me.'} How have you been?"
    post = MARKS.quoted(known.newest) if known.newest else ""
    return ("Hello", post or "A hello", "How are you?", "A few lines")[cell], _note(known, cell, text)


def when(date: When | None, today: When) -> str:
    """How long ago something was: ``in March``."""
    if date is None:
        return "once"
    at = ago(date, today)
    month = dates.MONTHS[at.month - 1]
    return {
        "today": "today",
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
    page = _BLOG if deed.on_site else MARKS.quoted(deed.page) if deed.page else _SOMETHING.get(deed.kind, _BLOG)
    if not deed.page or deed.on_site:
        both = _UNNAMED.get(deed.kind, both)
    there = f" {'as' if deed.kind == 'translate' else 'in'} {MARKS.quoted(deed.post)}" if deed.post else ""
    return both[0].format(page=page, there=there), both[1].format(page=page, there=there)


def _new(known: Known) -> str:
    return f"Your {MARKS.quoted(known.newest)} is waiting in my reader"


def _gave(gift: Gift, today: When) -> str:
    """What the author did with something of theirs, as the end of a sentence."""
    at = "" if gift.kind in NODS else f" {when(gift.date, today)}"
    what = "blog" if gift.is_blog else MARKS.quoted(gift.title)
    return f"I {_GAVE.get(gift.kind, _SHARED)} your {what}{at}"


def _by_the_way(known: Known) -> str:
    return f"By the way, {_gave(known.gift, known.today)}." if known.gift else ""


def _told(known: Known) -> str:
    return f"{_gave(known.gift, known.today)}, and I hope there is more to come." if known.gift else ""


def _in_my_words(known: Known) -> str:
    if known.gift is None or not known.gift.note:
        return ""
    said = closed(MARKS.quoted(known.gift.note))
    return f"When {_gave(known.gift, known.today)}, I wrote: {said} In case you missed it, here it is, with a hello."


def _silence(known: Known) -> str:
    if known.is_silent():
        return f"It has been a while: I last wrote to you {when(known.wrote, known.today)}."
    return "It has been quiet between us for a while." if known.is_quiet() else "Just a hello."


def _a_line(known: Known) -> str:
    return "A few lines from me, since it has been quiet for a while." if known.is_quiet() else "I wanted to say hello."


def _heard(known: Known) -> str:
    if known.heard is None or not known.is_my_turn():
        return ""
    at = capital(when(known.heard.date, known.today))
    return f"{at} you {_done(known.heard)[1]}, and I have not written to you since."


def _note(known: Known, cell: int, text: str) -> str:
    return note(("Hi", "Hello")[cell % 2], MARKS.isolated(known.name), ",", text)
