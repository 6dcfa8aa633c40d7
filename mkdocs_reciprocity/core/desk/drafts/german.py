"""Notes in German, to somebody who is called du."""

from __future__ import annotations

from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.desk.drafts.days import ago
from mkdocs_reciprocity.core.desk.drafts.known import BETWEEN_TWO, NODS, Done, Gift, Known
from mkdocs_reciprocity.core.desk.drafts.marks import Marks, capital, closed, note

MARKS = Marks("\u201e", "\u201c", "\u201a", "\u2018")

_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip

_DEEDS = {
    "link": "du {there}auf {page} verlinkt hast",
    "share": "du {page} weitergegeben hast",
    "quote": "du {there}aus {page} zitiert hast",
    "review": "du {there}{page} besprochen hast",
    "recommend": "du {there}{page} empfohlen hast",
    "feature": "du {there}{page} vorgestellt hast",
    "translate": "du {page} übersetzt hast",
    "comment": "du {page} kommentiert hast",
    "reply": "du {there}auf {page} geantwortet hast",
    "advice": "du mir einen Rat gegeben hast",
    "praise": "du freundliche Worte für mich gefunden hast",
    "help": "du mir geholfen hast",
    "intro": "du einen Kontakt für mich geknüpft hast",
    "testimonial": "du über meine Arbeit geschrieben hast",
}
"""What somebody did, behind "dass"."""

_OF_SPREAD, _OF_TALK = "du etwas für {page} getan hast", "du mir geschrieben hast"
_SITE = {"link": "meine Seite", "reply": "meine Seite", "quote": "meiner Seite"}
_A_PAGE = {"quote": "einer Seite von mir"}

_GAVE = {
    "link": "auf deinen Beitrag {} verlinkt",
    "quote": "aus deinem Beitrag {} zitiert",
    "review": "deinen Beitrag {} besprochen",
    "recommend": "deinen Beitrag {} empfohlen",
    "feature": "deinen Beitrag {} vorgestellt",
    "translate": "deinen Beitrag {} übersetzt",
}
_PASSED_ON = "deinen Beitrag {} weitergegeben"
_HELLO, _WELL = "ein Gruß von hier.", "Ich hoffe, es geht dir gut."


def thanks(known: Known, deed: Done, cell: int) -> tuple[str, str]:
    """A note of thanks: its subject and its text. ``cell`` is the number of the pattern, from 0 to 3."""
    said = closed(MARKS.quoted(deed.sentence)) if deed.sentence else ""
    did, more = _done(deed), _by_the_way(known) or _WELL
    if cell == 0:
        more = f"Du hast geschrieben: {said} Das war schön zu lesen." if said else "Das hat mir gutgetan."
        text = f"danke, dass {did}! {more}"
    elif cell == 1:
        seen = "ich habe nicht vergessen" if deed.kind in BETWEEN_TWO else "ich habe gesehen"
        more = f"Diesen Satz von dir hebe ich mir auf: {said}" if said else more
        text = f"{seen}, dass {did}, und möchte dir dafür danken. {more}"
    elif cell == 2:
        more = f"Vor allem für diesen Satz: {said}" if said else more
        text = f"das möchte ich dir lieber schreiben als nur denken: Danke dafür, dass {did}. {more}"
    else:
        more = f"Mir gefällt, wie du es sagst: {said}" if said else more
        text = f"dass {did}, hat mich gefreut. Vielen Dank! {more}"
    post = MARKS.quoted(deed.post) if deed.post else ""
    subject = ("Danke", f"Dein {post}", "Ein Dankeschön", f"Danke für {post}")[cell]
    return subject if post else ("Danke", "Ein Dankeschön")[cell % 2], _note(known, text)


def hello(known: Known, cell: int) -> tuple[str, str]:
    """A note to somebody to whom nothing is owed, in the same way."""
    new = f"in meinem Feedreader wartet {MARKS.quoted(known.newest)} von dir" if known.newest else ""
    if cell == 0:
        news = _by_the_way(known) or (f"{capital(new)}." if new else "")
        text = f"{_silence(known)} {news} Wie geht es dir, und woran arbeitest du gerade?"
    elif cell == 1:
        at = when(known.wrote, known.today)
        wrote = f", und zuletzt geschrieben habe ich dir {at}" if known.is_silent() else ""
        news = f"{new}{wrote}." if new else f"das ist nur ein Gruß, ganz ohne Anlass. {_by_the_way(known)}"
        text = f"{news} Wie steht es bei dir? Die Antwort hat Zeit."
    elif cell == 2:
        text = f"{_heard(known) or _before_it_is_quiet(known)} {_WELL} Was beschäftigt dich gerade?"
    else:
        waits = f"{new}, und bis ich dazu komme, schicke ich dir einen Gruß." if new else ""
        text = f"{_in_my_words(known) or waits or _told(known) or _HELLO} Wie ist es dir ergangen?"
    post = MARKS.quoted(known.newest) if known.newest else ""
    return ("Hallo", post or "Ein Gruß", "Wie geht es dir?", "Ein paar Zeilen")[cell], _note(known, text)


def when(date: When | None, today: When) -> str:
    """How long ago something was: ``im März``."""
    if date is None:
        return "einmal"
    at = ago(date, today)
    month = _MONTHS[at.month - 1]
    return {
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
    page = MARKS.quoted(deed.page) if deed.page else _A_PAGE.get(deed.kind, "eine Seite von mir")
    page = _SITE.get(deed.kind, "meine Seite") if deed.on_site else page
    there = f"in {MARKS.quoted(deed.post)} " if deed.post else ""
    return clause.format(page=page, there=there)


def _gave(gift: Gift) -> str:
    """What the author did with something of theirs, with the participle at the end."""
    return _GAVE.get(gift.kind, _PASSED_ON).format(MARKS.quoted(gift.title))


def _by_the_way(known: Known) -> str:
    if known.gift is None:
        return ""
    if known.gift.kind in NODS:
        return f"Übrigens hat mir dein Beitrag {MARKS.quoted(known.gift.title)} gefallen."
    return f"Übrigens habe ich {when(known.gift.date, known.today)} {_gave(known.gift)}."


def _told(known: Known) -> str:
    if known.gift is None:
        return ""
    title, at = MARKS.quoted(known.gift.title), when(known.gift.date, known.today)
    did = f"dein Beitrag {title} hat mir gefallen" if known.gift.kind in NODS else f"{at} habe ich {_gave(known.gift)}"
    return f"{did}, und ich wüsste gern, was danach kam."


def _in_my_words(known: Known) -> str:
    if known.gift is None or not known.gift.note:
        return ""
    said, at = closed(MARKS.quoted(known.gift.note)), when(known.gift.date, known.today)
    seen = "Falls du es nicht gesehen hast: Hier ist es, mit einem Gruß von mir."
    return f"als ich {at} {_gave(known.gift)} habe, schrieb ich dazu: {said} {seen}"


def _silence(known: Known) -> str:
    if known.is_silent():
        return f"es ist eine Weile her: Zuletzt habe ich dir {when(known.wrote, known.today)} geschrieben."
    return "es war eine Weile still zwischen uns." if known.is_quiet() else "das ist nur ein Gruß."


def _before_it_is_quiet(known: Known) -> str:
    return f"ein paar Worte von mir, {'weil es so still war' if known.is_quiet() else 'damit es nicht still wird'}."


def _heard(known: Known) -> str:
    if known.heard is None or not known.is_my_turn():
        return ""
    return f"zuletzt habe ich {when(known.heard.date, known.today)} von dir gehört, als {_done(known.heard)}."


def _note(known: Known, text: str) -> str:
    return note("Hallo", MARKS.isolated(known.name), ",", text)
