"""Notes in Arabic, to one or to several. Only forms are used that are written alike by and to a woman and a man, or to
several of both.
"""

from __future__ import annotations

import re

from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.desk.drafts.days import ago
from mkdocs_reciprocity.core.desk.drafts.known import NODS, Done, Gift, Known
from mkdocs_reciprocity.core.desk.drafts.marks import Marks, closed, note
from mkdocs_reciprocity.core.desk.drafts.names import is_several

MARKS = Marks("«", "»", "“", "”", rtl=True)

MONTHS = (
    "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
)  # fmt: skip

_OWN_WORDS = re.compile(r"«[^»]*»|[\u0621-\u0652]+")
_NOT_YOU = ("ذلك", "هناك")

_DEEDS = {
    "link": "إشارتك إلى {page}{there}",
    "share": "مشاركتك {page}",
    "quote": "اقتباسك من {page}{there}",
    "review": "المراجعة التي كتبتها عن {page}{there}",
    "recommend": "توصيتك بقراءة {page}{there}",
    "feature": "تسليطك الضوء على {page}{there}",
    "translate": "ترجمتك {page}",
    "comment": "تعليقك على {page}",
    "reply": "ردّك على {page}{there}",
    "advice": "نصيحتك لي",
    "praise": "كلماتك الطيبة",
    "help": "مساعدتك لي",
    "intro": "التعارف الذي تمّ بفضلك",
    "testimonial": "كلماتك عن عملي",
    "checkin": "سؤالك عني",
    "thank": "شكرك لي",
}
"""What somebody did, as a noun."""

_OF_SPREAD, _OF_TALK = "إيصالك {page} إلى قرّاء جدد", "رسالتك إليّ"

_UNNAMED = {"comment": "تعليقك في مدونتي", "reply": "ردّك عليّ{there}"}
"""The same, where it is not known which page it is about: else it is `_SOMETHING`, or the blog."""

_SOMETHING = {"share": "شيئًا من مدونتي", "translate": "شيئًا من مدونتي"}
_MY_PAGE = dict.fromkeys(_SOMETHING, "صفحتي {}")
"""Behind these nouns a bare title would be taken for the name of what was done."""
_BLOG = "مدونتي"

_GAVE = {
    "link": "أشرتُ إلى",
    "quote": "اقتبستُ من",
    "review": "كتبتُ مراجعة عن",
    "recommend": "أوصيتُ بقراءة",
    "feature": "سلّطتُ الضوء على",
    "translate": "ترجمتُ",
}
_SHARED = "شاركتُ"
_GLAD, _HELLO, _WELL = "وقد أسعدني ذلك.", "هذه تحية مني إليك.", "أرجو أن تكون أمورك على ما يرام."


def thanks(known: Known, deed: Done, cell: int) -> tuple[str, str]:
    """A note of thanks: its subject and its text. ``cell`` is the number of the pattern, from 0 to 3."""
    said = closed(MARKS.quoted(deed.sentence)) if deed.sentence else ""
    did, new = _done(deed), f"{_new(known)}." if known.newest else ""
    more = new or _GLAD
    if cell == 0:
        more = f"وقد أسعدتني هذه الجملة: {said}" if said else _GLAD
        text = f"شكرًا على {did}. {more}"
    elif cell == 1:
        more = f"وشكرًا على هذه الجملة أيضًا: {said}" if said else more
        text = f"لم أشكرك بعد على {did}، فشكرًا جزيلًا! {more}"
    elif cell == 2:
        more = f"، ولا سيما على هذه الجملة: {said}" if said else f". {more}"
        text = f"أردتُ فقط أن أشكرك على {did}{more}"
    else:
        glad = f"، وأعجبتني خاصةً هذه الجملة: {said}" if said else "."
        text = f"سُررتُ ب{did}{glad} شكرًا جزيلًا! {'' if said else new}"
    post = MARKS.quoted(deed.post) if deed.post else ""
    subject = ("شكرًا", f"تدوينتك {post}", "كلمة شكر", f"شكرًا على {post}")[cell]
    return _note(known, subject if post else ("شكرًا", "كلمة شكر")[cell % 2], cell, text)


def hello(known: Known, cell: int) -> tuple[str, str]:
    """A note to somebody to whom nothing is owed, in the same way."""
    new = _new(known) if known.newest else ""
    if cell == 0:
        news = _by_the_way(known) or (f"{new}." if new else "")
        text = f"{_silence(known)} {news} كيف حالك، وما الذي يشغلك هذه الأيام؟"
    elif cell == 1:
        silent = "، ولم أكتب إليك منذ مدة." if known.is_silent() else "، فأحببتُ أن أسلّم عليك."
        news = f"{new}{silent}" if new else f"أكتب إليك بلا سبب سوى التحية. {_by_the_way(known)}"
        text = f"{news} كيف تسير الأمور عندك؟ ولا داعي للعجلة في الرد."
    elif cell == 2:
        news = f"{new}." if new else _by_the_way(known)
        text = f"{_heard(known) or f'{_a_line(known)} {news or _WELL}'} ما جديدك هذه الأيام؟"
    else:
        waits = f"{new}، وإلى أن أصل إليها أبعث إليك بتحية." if new else ""
        text = f"{_in_my_words(known) or waits or _told(known) or _HELLO} كيف تمضي أيامك؟"
    post = MARKS.quoted(known.newest) if known.newest else ""
    return _note(known, ("تحية", post or "سلام", "كيف حالك؟", "بضعة أسطر")[cell], cell, text)


def when(date: When | None, today: When) -> str:
    """How long ago something was: ``في مارس``."""
    if date is None:
        return "ذات مرة"
    at = ago(date, today)
    month = MONTHS[at.month - 1]
    return {
        "today": "اليوم",
        "days": "قبل أيام",
        "weeks": "قبل أسابيع",
        "month": "هذا الشهر",
        "months": f"في {month}",
        "last year": f"في {month} من العام الماضي",
        "this year": "هذا العام",
        "years": f"في عام {at.year}",
    }[at.span]


def _done(deed: Done) -> str:
    if deed.is_the_post():
        return f"تدوينتك {MARKS.quoted(deed.post)}"
    noun = _DEEDS.get(deed.kind, _OF_SPREAD if deed.reach == "spread" else _OF_TALK)
    if deed.on_site or not deed.page:
        page = _BLOG if deed.on_site else _SOMETHING.get(deed.kind, _BLOG)
        noun = _UNNAMED.get(deed.kind, noun)
    else:
        page = _MY_PAGE.get(deed.kind, "{}").format(MARKS.quoted(deed.page))
    there = f" في {MARKS.quoted(deed.post)}" if deed.post else ""
    return noun.format(page=page, there=there)


def _new(known: Known) -> str:
    return f"تدوينتك {MARKS.quoted(known.newest)} تنتظرني في قارئ الخلاصات"


def _gave(gift: Gift, today: When) -> str:
    """What the author did with something of theirs, as the end of a sentence."""
    what = "مدونتك" if gift.is_blog else f"تدوينتك {MARKS.quoted(gift.title)}"
    if gift.kind in NODS:
        return f"أعجبتني {what}"
    return f"{_GAVE.get(gift.kind, _SHARED)} {what} {when(gift.date, today)}"


def _by_the_way(known: Known) -> str:
    return f"وبالمناسبة، {_gave(known.gift, known.today)}." if known.gift else ""


def _told(known: Known) -> str:
    return f"{_gave(known.gift, known.today)}، وأتطلّع إلى المزيد." if known.gift else ""


def _in_my_words(known: Known) -> str:
    if known.gift is None or not known.gift.note:
        return ""
    said = closed(MARKS.quoted(known.gift.note))
    seen = "إن لم يكن قد وصلك، فها هو مع تحية مني."
    return f"حين {_gave(known.gift, known.today)}، كتبتُ عنها: {said} {seen}"


def _silence(known: Known) -> str:
    if known.is_silent():
        return f"مضى وقت طويل على آخر رسالة مني إليك، فقد كانت {when(known.wrote, known.today)}."
    return "لم نتواصل منذ مدة." if known.is_quiet() else "أحببتُ أن أبعث إليك بتحية."


def _a_line(known: Known) -> str:
    return f"هذه بضعة أسطر مني، {'فنحن لم نتواصل منذ مدة' if known.is_quiet() else 'كي نبقى على تواصل'}."


def _heard(known: Known) -> str:
    if known.heard is None or not known.is_my_turn():
        return ""
    did, at = _done(known.heard), when(known.heard.date, known.today)
    return f"آخر ما وصلني منك كان {at}: {did}، ولم أكتب إليك منذ ذلك الحين."


def to_several(text: str) -> str:
    """The same words to more than one. What stands in quotation marks is somebody else's, and stays."""
    return _OWN_WORDS.sub(lambda found: _plural(found[0]), text)


def did_by_several(clause: str) -> str:
    """The same of a clause that begins with what somebody did: ``شاركت …``."""
    verb, space, what = clause.partition(" ")
    verb = f"{verb.removesuffix('ني')}موني" if verb.endswith("تني") else f"{verb}م"
    return f"{verb}{space}{to_several(what)}"


def _plural(word: str) -> str:
    if word == "كتبتها":
        return "كتبتموها"
    return f"{word}م" if word.endswith("ك") and not word.endswith(_NOT_YOU) else word


def _note(known: Known, subject: str, cell: int, text: str) -> tuple[str, str]:
    if is_several(known.name):
        subject, text = to_several(subject), to_several(text)
    return subject, note(("مرحبًا", "أهلًا")[cell % 2], MARKS.isolated(known.name), "،", text)
