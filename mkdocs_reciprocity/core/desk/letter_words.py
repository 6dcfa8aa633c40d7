"""The words of the letters of a year, by language. What is said of a peer fits whoever they are."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.dates import When

Did = tuple[str, str]
"""What somebody did: about ``{page}``, and where no page is known."""


class LetterWords(Struct, frozen=True, kw_only=True):
    """The words of one language.

    ``greeting`` is for somebody with a name, ``hello`` for others. ``did`` is by kind; ``spread`` and ``talk`` are for
    kinds of the author's own. ``place`` is where it happened. ``quoted`` is around words. ``more`` ends a list that is
    too long.
    """

    greeting: str
    hello: str
    gave: str
    passed_on: str
    closing: str
    more: str
    place: str
    quoted: str
    months: tuple[str, ...]
    did: Mapping[str, Did]
    spread: Did
    talk: Did

    def month(self, date: When) -> str:
        """The name of the month; empty where only the year is known."""
        return self.months[int(date[5:7]) - 1] if len(date) > 4 else ""


_ENGLISH = LetterWords(
    greeting="Dear {name},",
    hello="Hello,",
    gave="looking back on {year}, I find you in it. Thank you for all this:",
    passed_on="Of what you wrote, I passed this on:",
    closing="All the best,",
    more="and more than fits here",
    place="{did}, in {place}",
    quoted="“{words}”",
    months=dates.MONTHS,
    did={
        "share": ("You shared {page}", "You shared something of mine"),
        "link": ("You linked to {page}", "You linked to my blog"),
        "quote": ("You quoted {page}", "You quoted me"),
        "review": ("You reviewed {page}", "You reviewed something of mine"),
        "recommend": ("You recommended {page}", "You recommended my blog"),
        "feature": ("You featured {page}", "You featured my blog"),
        "translate": ("You translated {page}", "You translated something of mine"),
        "comment": ("You commented on {page}", "You left a comment"),
        "reply": ("You replied to {page}", "You wrote me a reply"),
        "advice": ("You gave me advice on {page}", "You gave me advice"),
        "praise": ("You had kind words for {page}", "You had kind words for me"),
        "help": ("You helped me with {page}", "You helped me"),
        "intro": ("You introduced me to somebody, by way of {page}", "You introduced me to somebody"),
        "testimonial": ("You wrote a testimonial for {page}", "You wrote a testimonial for me"),
        "checkin": ("You asked how I was, by way of {page}", "You asked how I was"),
    },
    spread=("You passed {page} on", "You passed something of mine on"),
    talk=("You wrote to me about {page}", "You wrote to me"),
)

_GERMAN = LetterWords(
    greeting="Hallo {name},",
    hello="Hallo,",
    gave="wenn ich auf {year} zurückschaue, kommst du darin vor. Danke für all das:",
    passed_on="Von dir habe ich weitergegeben:",
    closing="Herzliche Grüße",
    more="und mehr, als hier Platz hat",
    place="{did}, in {place}",
    quoted="„{words}“",
    months=(
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
        "Dezember",
    ),
    did={
        "share": ("Du hast {page} geteilt", "Du hast etwas von mir geteilt"),
        "link": ("Du hast auf {page} verlinkt", "Du hast auf meinen Blog verlinkt"),
        "quote": ("Du hast aus {page} zitiert", "Du hast mich zitiert"),
        "review": ("Du hast {page} besprochen", "Du hast etwas von mir besprochen"),
        "recommend": ("Du hast {page} empfohlen", "Du hast meinen Blog empfohlen"),
        "feature": ("Du hast {page} vorgestellt", "Du hast meinen Blog vorgestellt"),
        "translate": ("Du hast {page} übersetzt", "Du hast etwas von mir übersetzt"),
        "comment": ("Du hast {page} kommentiert", "Du hast einen Kommentar hinterlassen"),
        "reply": ("Du hast auf {page} geantwortet", "Du hast mir geantwortet"),
        "advice": ("Du hast mir bei {page} mit gutem Rat geholfen", "Du hast mir guten Rat gegeben"),
        "praise": ("Du hast {page} gelobt", "Du hast gute Worte für mich gehabt"),
        "help": ("Du hast mir bei {page} geholfen", "Du hast mir geholfen"),
        "intro": ("Du hast mich über {page} mit jemandem bekannt gemacht", "Du hast mich mit jemandem bekannt gemacht"),
        "testimonial": ("Du hast für {page} ein gutes Wort eingelegt", "Du hast für mich ein gutes Wort eingelegt"),
        "checkin": ("Du hast über {page} gefragt, wie es mir geht", "Du hast gefragt, wie es mir geht"),
    },
    spread=("Du hast {page} weitergegeben", "Du hast etwas von mir weitergegeben"),
    talk=("Du hast mir zu {page} geschrieben", "Du hast mir geschrieben"),
)  # fmt: skip

_ARABIC = LetterWords(
    greeting="مرحبًا {name}،",
    hello="مرحبًا،",
    gave="حين أنظر إلى عام {year} أجدك فيه. شكرًا لك على كل هذا:",
    passed_on="ومن مدونتك أوصيت غيري بقراءة:",
    closing="مع أطيب التحيات،",
    more="وغير ذلك كثير",
    place="{did}، في {place}",
    quoted="«{words}»",
    months=(
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ),
    did={
        "share": ("شاركت {page}", "شاركت شيئًا من مدونتي"),
        "link": ("وضعت رابطًا إلى {page}", "وضعت رابطًا إلى مدونتي"),
        "quote": ("اقتبست من {page}", "اقتبست من مدونتي"),
        "review": ("كتبت مراجعة عن {page}", "كتبت مراجعة عن مدونتي"),
        "recommend": ("أوصيت بقراءة {page}", "أوصيت بمدونتي"),
        "feature": ("قدّمت {page} للقراء", "قدّمت مدونتي للقراء"),
        "translate": ("ترجمت {page}", "ترجمت شيئًا من مدونتي"),
        "comment": ("علّقت على {page}", "تركت تعليقًا في مدونتي"),
        "reply": ("كتبت ردًّا على {page}", "كتبت إليّ ردًّا"),
        "advice": ("نصحتني بشأن {page}", "نصحتني"),
        "praise": ("قلت كلمة طيبة عن {page}", "قلت لي كلمة طيبة"),
        "help": ("ساعدتني في {page}", "ساعدتني"),
        "intro": ("عرّفتني بشخص جديد عن طريق {page}", "عرّفتني بشخص جديد"),
        "testimonial": ("كتبت شهادة عن {page}", "كتبت شهادة عني"),
        "checkin": ("سألت عن حالي عن طريق {page}", "سألت عن حالي"),
    },
    spread=("أوصلت {page} إلى قراء جدد", "أوصلت مدونتي إلى قراء جدد"),
    talk=("كتبت إليّ عن {page}", "كتبت إليّ"),
)  # fmt: skip

_BY_LANGUAGE = {"de": _GERMAN, "ar": _ARABIC}


def words_in(language: str) -> LetterWords:
    """The words of a language, ``de`` or ``de-AT``; English for one that has none."""
    return _BY_LANGUAGE.get(language.lower().replace("_", "-").partition("-")[0], _ENGLISH)
