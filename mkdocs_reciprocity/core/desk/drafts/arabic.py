"""Notes in Arabic. Only forms are used that are written alike by and to a woman and a man."""

from __future__ import annotations

from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.desk.drafts.days import ago
from mkdocs_reciprocity.core.desk.drafts.known import NODS, Done, Gift, Known
from mkdocs_reciprocity.core.desk.drafts.marks import Marks, closed, note

MARKS = Marks("«", "»", "“", "”", rtl=True)

_MONTHS = (
    "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
)  # fmt: skip

_DEEDS = {
    "link": "إشارتك إلى {page}{there}",
    "share": "مشاركتك {page}",
    "quote": "اقتباسك من {page}{there}",
    "review": "مراجعتك {page}{there}",
    "recommend": "توصيتك بقراءة {page}{there}",
    "feature": "تعريفك القرّاء إلى {page}{there}",
    "translate": "ترجمتك {page}",
    "comment": "تعليقك على {page}",
    "reply": "ردّك على {page}{there}",
    "advice": "نصيحتك لي",
    "praise": "كلماتك الطيبة",
    "help": "مساعدتك لي",
    "intro": "تعريفك الآخرين بي",
    "testimonial": "كلماتك عن عملي",
}
"""What somebody did, as a noun with "your" at its end."""

_OF_SPREAD, _OF_TALK = "اهتمامك بنشر {page}", "رسالتك إليّ"

_GAVE = {
    "link": "أشرتُ إلى",
    "quote": "اقتبستُ من",
    "review": "راجعتُ",
    "recommend": "أوصيتُ بقراءة",
    "feature": "عرّفتُ القرّاء إلى",
    "translate": "ترجمتُ",
}
_SHARED = "شاركتُ"
_GLAD, _HELLO, _WELL = "وقد سرّني ذلك.", "تحية من هنا.", "أرجو أن تكون أحوالك بخير."


def thanks(known: Known, deed: Done, cell: int) -> tuple[str, str]:
    """A note of thanks: its subject and its text. ``cell`` is the number of the pattern, from 0 to 3."""
    said = closed(MARKS.quoted(deed.sentence)) if deed.sentence else ""
    did, new = _done(deed), f"{_new(known)}." if known.newest else ""
    more = new or _GLAD
    if cell == 0:
        more = f"سرّتني هذه الجملة: {said}" if said else _GLAD
        text = f"شكرًا على {did}. {more}"
    elif cell == 1:
        more = f"وعلى هذه الجملة أيضًا: {said}" if said else more
        text = f"لم أشكرك بعد على {did}، فشكرًا جزيلًا! {more}"
    elif cell == 2:
        more = f"وعلى هذه الجملة خاصةً: {said}" if said else more
        text = f"سطر واحد لأقول شكرًا على {did}. {more}"
    else:
        more = f"وقد أعجبتني هذه الجملة: {said}" if said else new
        text = f"سُررت ب{did}. شكرًا جزيلًا! {more}"
    post = MARKS.quoted(deed.post) if deed.post else ""
    subject = ("شكرًا", f"عن {post}", "كلمة شكر", f"شكرًا على {post}")[cell]
    return subject if post else ("شكرًا", "كلمة شكر")[cell % 2], _note(known, cell, text)


def hello(known: Known, cell: int) -> tuple[str, str]:
    """A note to somebody to whom nothing is owed, in the same way."""
    new = _new(known) if known.newest else ""
    if cell == 0:
        news = _by_the_way(known) or (f"{new}." if new else "")
        text = f"{_silence(known)} {news} كيف حالك، وما الذي يشغلك هذه الأيام؟"
    elif cell == 1:
        wrote = f"، وكانت آخر رسالة مني إليك {when(known.wrote, known.today)}" if known.is_silent() else ""
        news = f"{new}{wrote}." if new else f"هذه تحية لا سبب لها سوى التحية. {_by_the_way(known)}"
        text = f"{news} كيف تسير الأمور عندك؟ ولا داعي للعجلة في الرد."
    elif cell == 2:
        news = f"{new}." if new else _by_the_way(known)
        text = f"{_heard(known) or f'{_before_it_is_quiet(known)} {news or _WELL}'} ما جديدك هذه الأيام؟"
    else:
        waits = f"{new}، وإلى أن أصل إليها أبعث إليك بتحية." if new else ""
        text = f"{_in_my_words(known) or waits or _told(known) or _HELLO} كيف كانت أيامك؟"
    post = MARKS.quoted(known.newest) if known.newest else ""
    return ("تحية", post or "سلام", "كيف حالك؟", "بضعة أسطر")[cell], _note(known, cell, text)


def when(date: When | None, today: When) -> str:
    """How long ago something was: ``في مارس``."""
    if date is None:
        return "ذات مرة"
    at = ago(date, today)
    month = _MONTHS[at.month - 1]
    return {
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
        return f"كتابتك {MARKS.quoted(deed.post)}"
    noun = _DEEDS.get(deed.kind, _OF_SPREAD if deed.reach == "spread" else _OF_TALK)
    page = "موقعي" if deed.on_site else MARKS.quoted(deed.page) if deed.page else "إحدى صفحاتي"
    there = f" في {MARKS.quoted(deed.post)}" if deed.post else ""
    return noun.format(page=page, there=there)


def _new(known: Known) -> str:
    return f"تنتظرني في قارئ الخلاصات تدوينتك {MARKS.quoted(known.newest)}"


def _gave(gift: Gift, today: When) -> str:
    """What the author did with something of theirs, as the end of a sentence."""
    what = "مدونتك" if gift.is_blog else f"تدوينتك {MARKS.quoted(gift.title)}"
    if gift.kind in NODS:
        return f"أعجبتني {what}"
    return f"{_GAVE.get(gift.kind, _SHARED)} {what} {when(gift.date, today)}"


def _by_the_way(known: Known) -> str:
    return f"وبالمناسبة، {_gave(known.gift, known.today)}." if known.gift else ""


def _told(known: Known) -> str:
    if known.gift is None:
        return ""
    return f"هذه تحية، ومعها خبر: {_gave(known.gift, known.today)}. ويسرّني أن أعرف ما جاء بعدها."


def _in_my_words(known: Known) -> str:
    if known.gift is None or not known.gift.note:
        return ""
    said = closed(MARKS.quoted(known.gift.note))
    return f"حين {_gave(known.gift, known.today)} كتبتُ عنها: {said} ولعلّ ذلك لم يصلك، فها هو مع تحية مني."


def _silence(known: Known) -> str:
    if known.is_silent():
        return f"مضى وقت طويل، فقد كانت آخر رسالة مني إليك {when(known.wrote, known.today)}."
    return "طال الصمت بيننا بعض الشيء." if known.is_quiet() else "هذه تحية لا أكثر."


def _before_it_is_quiet(known: Known) -> str:
    return f"سطر مني إليك، {'فقد طال الصمت بيننا' if known.is_quiet() else 'كي لا يطول الصمت بيننا'}."


def _heard(known: Known) -> str:
    if known.heard is None or not known.is_my_turn():
        return ""
    return f"آخر ما وصلني منك كان {when(known.heard.date, known.today)}: {_done(known.heard)}."


def _note(known: Known, cell: int, text: str) -> str:
    return note(("مرحبًا", "أهلًا")[cell % 2], MARKS.isolated(known.name), "،", text)
