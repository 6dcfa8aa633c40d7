"""Notes in German, to somebody who is called du, or to several."""

from __future__ import annotations

import re

from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.desk.drafts.days import ago
from mkdocs_reciprocity.core.desk.drafts.known import NODS, Done, Gift, Known
from mkdocs_reciprocity.core.desk.drafts.marks import Marks, capital, closed, note
from mkdocs_reciprocity.core.desk.drafts.names import is_several

MARKS = Marks("\u201e", "\u201c", "\u201a", "\u2018")

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip

_TO_SEVERAL = {
    "du": "ihr", "dir": "euch", "dich": "euch", "hast": "habt", "arbeitest": "arbeitet",
    "dein": "euer", "deinen": "euren", "deinem": "eurem",
}  # fmt: skip
_OWN_WORDS = re.compile(r"„[^“]*“|\w+")

_DEEDS = {
    "link": "du {there}auf {page} verlinkt hast",
    "share": "du {page} geteilt hast",
    "quote": "du {there}aus {page} zitiert hast",
    "review": "du {page} {there}besprochen hast",
    "recommend": "du {page} {there}empfohlen hast",
    "feature": "du {page} {there}vorgestellt hast",
    "translate": "du {page} {there}übersetzt hast",
    "comment": "du {page} kommentiert hast",
    "reply": "du {there}auf {page} geantwortet hast",
    "advice": "du mir einen Rat gegeben hast",
    "praise": "du freundliche Worte für mich gefunden hast",
    "help": "du mir geholfen hast",
    "intro": "du mich mit jemandem bekannt gemacht hast",
    "testimonial": "du über meine Arbeit geschrieben hast",
    "checkin": "du nach mir gefragt hast",
    "thank": "du dich bei mir bedankt hast",
}
"""What somebody did, behind "dass"."""

_OF_SPREAD, _OF_TALK = "du {page} {there}unter die Leute gebracht hast", "du dich gemeldet hast"

_UNNAMED = {
    "quote": "du mich {there}zitiert hast",
    "comment": "du bei mir kommentiert hast",
    "reply": "du mir {there}geantwortet hast",
}
"""The same, where it is not known which page it is about: else it is `_SOMETHING`, or the blog."""

_SOMETHING = {"share": "etwas von mir", "review": "etwas von mir", "translate": "etwas von mir"}
_BLOG = "meinen Blog"

_GAVE = {
    "link": "auf {} verlinkt",
    "quote": "aus {} zitiert",
    "review": "{} besprochen",
    "recommend": "{} empfohlen",
    "feature": "{} vorgestellt",
    "translate": "{} übersetzt",
}
_SHARED = "{} geteilt"
_GLAD, _WELL = "Das hat mich gefreut.", "Ich hoffe, es geht dir gut."


def thanks(known: Known, deed: Done, cell: int) -> tuple[str, str]:
    """A note of thanks: its subject and its text. ``cell`` is the number of the pattern, from 0 to 3."""
    said = closed(MARKS.quoted(deed.sentence)) if deed.sentence else ""
    did, new = _done(deed), f"{capital(_new(known))}." if known.newest else ""
    more = new or _GLAD
    if cell == 0:
        more = f"Dieser Satz freut mich: {said}" if said else _GLAD
        text = f"danke, dass {did}! {more}"
    elif cell == 1:
        more = f"Nicht zuletzt für diesen Satz: {said}" if said else more
        text = f"ich habe dir noch gar nicht dafür gedankt, dass {did}. Also: vielen Dank! {more}"
    elif cell == 2:
        more = f"Besonders schön finde ich diesen Satz: {said}" if said else more
        text = f"nur kurz: Danke, dass {did}! {more}"
    else:
        glad = f", und über diesen Satz besonders: {said}" if said else "."
        text = f"ich habe mich gefreut, dass {did}{glad} Vielen Dank! {'' if said else new}"
    post = MARKS.quoted(deed.post) if deed.post else ""
    subject = ("Danke", f"Dein {post}", "Ein Dankeschön", f"Danke für {post}")[cell]
    return _note(known, subject if post else ("Danke", "Ein Dankeschön")[cell % 2], text)


def hello(known: Known, cell: int) -> tuple[str, str]:
    """A note to somebody to whom nothing is owed, in the same way."""
    new = _new(known) if known.newest else ""
    if cell == 0:
        news = _by_the_way(known) or (f"{capital(new)}." if new else "")
        text = f"{_silence(known)} {news} Wie geht es dir, und woran arbeitest du gerade?"
    elif cell == 1:
        silent = ", und ich habe dir schon länger nicht geschrieben." if known.is_silent() else ". Bis dahin ein Gruß!"
        news = f"{new}{silent}" if new else f"nur ein Gruß, ganz ohne Anlass. {_by_the_way(known)}"
        text = f"{news} Wie läuft es bei dir? Die Antwort hat Zeit."
    elif cell == 2:
        news = f"{capital(new)}." if new else _by_the_way(known)
        text = f"{_heard(known) or f'{_a_line(known)} {news or _WELL}'} Was beschäftigt dich gerade?"
    else:
        waits = f"{new}, und bis ich dazu komme, schicke ich dir einen Gruß." if new else ""
        text = f"{_in_my_words(known) or waits or _told(known) or 'ein Gruß von mir.'} Wie ist es dir ergangen?"
    post = MARKS.quoted(known.newest) if known.newest else ""
    return _note(known, ("Hallo", post or "Ein Gruß", "Wie geht es dir?", "Ein paar Zeilen")[cell], text)


def when(date: When | None, today: When) -> str:
    """How long ago something was: ``im März``."""
    if date is None:
        return "einmal"
    at = ago(date, today)
    month = MONTHS[at.month - 1]
    return {
        "today": "heute",
        "days": "vor ein paar Tagen",
        "weeks": "vor ein paar Wochen",
        "month": "in diesem Monat",
        "months": f"im {month}",
        "last year": f"im {month} letzten Jahres",
        "this year": "in diesem Jahr",
        "years": f"im Jahr {at.year}",
    }[at.span]


def _done(deed: Done) -> str:
    if deed.is_the_post():
        return f"du {MARKS.quoted(deed.post)} geschrieben hast"
    clause = _DEEDS.get(deed.kind, _OF_SPREAD if deed.reach == "spread" else _OF_TALK)
    page = _BLOG if deed.on_site else MARKS.quoted(deed.page) if deed.page else _SOMETHING.get(deed.kind, _BLOG)
    if not deed.page or deed.on_site:
        clause = _UNNAMED.get(deed.kind, clause)
    there = f"{'als' if deed.kind == 'translate' else 'in'} {MARKS.quoted(deed.post)} " if deed.post else ""
    return clause.format(page=page, there=there)


def _new(known: Known) -> str:
    return f"dein Beitrag {MARKS.quoted(known.newest)} wartet in meinem Feedreader"


def _gave(gift: Gift) -> str:
    """What the author did with something of theirs, with the participle at the end."""
    if gift.is_blog:
        return _GAVE.get(gift.kind, _SHARED).format("deinem Blog" if gift.kind == "quote" else "deinen Blog")
    what = f"{'deinem' if gift.kind == 'quote' else 'deinen'} Beitrag {MARKS.quoted(gift.title)}"
    return _GAVE.get(gift.kind, _SHARED).format(what)


def _liked(gift: Gift) -> str:
    return "dein Blog" if gift.is_blog else f"dein Beitrag {MARKS.quoted(gift.title)}"


def _by_the_way(known: Known) -> str:
    if known.gift is None:
        return ""
    if known.gift.kind in NODS:
        return f"Übrigens hat mir {_liked(known.gift)} gefallen."
    return f"Übrigens habe ich {when(known.gift.date, known.today)} {_gave(known.gift)}."


def _told(known: Known) -> str:
    if known.gift is None:
        return ""
    at = when(known.gift.date, known.today)
    did = f"{_liked(known.gift)} hat mir gefallen" if known.gift.kind in NODS else f"{at} habe ich {_gave(known.gift)}"
    return f"{did}, und ich hoffe, da kommt noch mehr."


def _in_my_words(known: Known) -> str:
    if known.gift is None or not known.gift.note:
        return ""
    said, at = closed(MARKS.quoted(known.gift.note)), when(known.gift.date, known.today)
    seen = "Falls du es nicht gesehen hast: Hier ist es, mit einem Gruß von mir."
    return f"als ich {at} {_gave(known.gift)} habe, schrieb ich dazu: {said} {seen}"


def _silence(known: Known) -> str:
    if known.is_silent():
        return f"ich habe dir schon länger nicht geschrieben, zuletzt {when(known.wrote, known.today)}."
    return "es war eine Weile still zwischen uns." if known.is_quiet() else "nur ein kleiner Gruß."


def _a_line(known: Known) -> str:
    return "ein paar Zeilen, weil es so still war." if known.is_quiet() else "ich wollte dir einen Gruß schicken."


def _heard(known: Known) -> str:
    if known.heard is None or not known.is_my_turn():
        return ""
    at, did = when(known.heard.date, known.today), _done(known.heard).removeprefix("du ").removesuffix(" hast")
    return f"{at} hast du {did}, und ich habe dir seitdem nicht geschrieben."


def to_several(text: str) -> str:
    """The same words to more than one. What stands in quotation marks is somebody else's, and stays."""
    return _OWN_WORDS.sub(lambda found: _plural(found[0]), text)


def _plural(word: str) -> str:
    said = _TO_SEVERAL.get(word.lower(), word)
    return capital(said) if word[0].isupper() else said


def _note(known: Known, subject: str, text: str) -> tuple[str, str]:
    if is_several(known.name):
        subject, text = to_several(subject), to_several(text)
    return subject, note("Hallo", MARKS.isolated(known.name), ",", text)
