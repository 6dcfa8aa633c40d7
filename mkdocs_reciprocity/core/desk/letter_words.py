"""The words of the letters of a year, by language. What is said of a peer fits whoever they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.desk.drafts import arabic, english, german
from mkdocs_reciprocity.core.desk.drafts.marks import Marks

Did = tuple[str, str]
"""What somebody did, behind "you": about ``{page}``, and where no page is known. ``{there}`` is where it happened;
without it the place is the thing itself, and stands behind it.
"""


class LetterWords(Struct, frozen=True, kw_only=True):
    """The words of one language.

    ``greeting`` is for somebody with a name, ``hello`` for others. ``noted`` is ``passed_on`` where something was said
    of it. ``more`` ends a list that is too long. ``you`` begins what somebody did, ``dated`` does so with its month.
    ``there`` is a post where it happened, ``at`` a site; ``between`` stands between pages, ``marks`` around words.
    ``did`` is by kind; ``spread`` and ``talk`` are for kinds of the author's own.
    """

    greeting: str
    hello: str
    gave: str
    passed_on: str
    noted: str
    closing: str
    more: str
    you: str
    dated: str
    there: str
    at: str
    between: str
    marks: Marks
    months: tuple[str, ...]
    did: Mapping[str, Did]
    spread: Did
    talk: Did

    def month(self, date: When | None) -> str:
        """The name of the month; empty where only the year is known."""
        return self.months[int(date[5:7]) - 1] if date and len(date) > 4 else ""


_ENGLISH = LetterWords(
    greeting="Dear {name},",
    hello="Hello,",
    gave="Looking back on {year}, I want to thank you for this:",
    passed_on="And this of yours I passed on to others:",
    noted="And this of yours I passed on to others, with what I said of it:",
    closing="All the best,",
    more="and more than fits here",
    you="You {did}",
    dated="In {month} you {did}",
    there=" in {place}",
    at=" on {place}",
    between=" and ",
    marks=english.MARKS,
    months=dates.MONTHS,
    did={
        "share": ("shared {page}{there}", "shared something of mine{there}"),
        "link": ("linked to {page}{there}", "linked to my blog{there}"),
        "quote": ("quoted {page}{there}", "quoted me{there}"),
        "review": ("reviewed {page}", "reviewed something of mine"),
        "recommend": ("recommended {page}{there}", "recommended my blog{there}"),
        "feature": ("featured {page}{there}", "featured my blog{there}"),
        "translate": ("translated {page}", "translated something of mine"),
        "comment": ("commented on {page}{there}", "left me a comment{there}"),
        "reply": ("replied to {page}{there}", "wrote me a reply{there}"),
        "advice": ("gave me advice on {page}", "gave me advice"),
        "praise": ("had kind words for {page}{there}", "had kind words for me{there}"),
        "help": ("helped me with {page}", "helped me"),
        "intro": ("introduced me to somebody, by way of {page}", "introduced me to somebody"),
        "testimonial": ("wrote about {page}", "wrote about my work"),
        "checkin": ("asked how I was, by way of {page}", "asked how I was"),
    },
    spread=("brought {page} to your readers{there}", "brought something of mine to your readers{there}"),
    talk=("got in touch about {page}{there}", "got in touch{there}"),
)

_GERMAN = LetterWords(
    greeting="Hallo {name},",
    hello="Hallo,",
    gave="wenn ich auf {year} zurückblicke, möchte ich dir für das hier danken:",
    passed_on="Und das hier von dir habe ich weitergegeben:",
    noted="Und das hier von dir habe ich weitergegeben, mit dem, was ich dazu gesagt habe:",
    closing="Herzliche Grüße",
    more="und mehr, als hier Platz hat",
    you="Du hast {did}",
    dated="Im {month} hast du {did}",
    there=" in {place}",
    at=" auf {place}",
    between=" und ",
    marks=german.MARKS,
    months=german.MONTHS,
    did={
        "share": ("{page}{there} geteilt", "etwas von mir{there} geteilt"),
        "link": ("{page}{there} verlinkt", "meinen Blog{there} verlinkt"),
        "quote": ("{page}{there} zitiert", "mich{there} zitiert"),
        "review": ("{page} besprochen", "etwas von mir besprochen"),
        "recommend": ("{page}{there} empfohlen", "meinen Blog{there} empfohlen"),
        "feature": ("{page}{there} vorgestellt", "meinen Blog{there} vorgestellt"),
        "translate": ("{page} übersetzt", "etwas von mir übersetzt"),
        "comment": ("{page}{there} kommentiert", "mir{there} einen Kommentar geschrieben"),
        "reply": ("mir zu {page}{there} geantwortet", "mir{there} geantwortet"),
        "advice": ("mir zu {page} einen Rat gegeben", "mir einen Rat gegeben"),
        "praise": ("{page}{there} gelobt", "für mich{there} freundliche Worte gefunden"),
        "help": ("mir bei {page} geholfen", "mir geholfen"),
        "intro": ("mich über {page} mit jemandem bekannt gemacht", "mich mit jemandem bekannt gemacht"),
        "testimonial": ("über {page} geschrieben", "über meine Arbeit geschrieben"),
        "checkin": ("über {page} gefragt, wie es mir geht", "gefragt, wie es mir geht"),
    },
    spread=("{page}{there} unter die Leute gebracht", "etwas von mir{there} unter die Leute gebracht"),
    talk=("dich wegen {page}{there} gemeldet", "dich{there} gemeldet"),
)  # fmt: skip

_ARABIC = LetterWords(
    greeting="مرحبًا {name}،",
    hello="مرحبًا،",
    gave="حين أستعيد عام {year}، أودّ أن أشكرك على كل هذا:",
    passed_on="وهذا ما شاركتُه من مدونتك مع غيري:",
    noted="وهذا ما شاركتُه من مدونتك مع غيري، ومعه ما قلتُه عنه:",
    closing="مع أطيب التحيات،",
    more="وغير ذلك كثير",
    you="{did}",
    dated="في {month} {did}",
    there=" في {place}",
    at=" على {place}",
    between=" و",
    marks=arabic.MARKS,
    months=arabic.MONTHS,
    did={
        "share": ("شاركت {page}{there}", "شاركت شيئًا من مدونتي{there}"),
        "link": ("وضعت رابطًا إلى {page}{there}", "وضعت رابطًا إلى مدونتي{there}"),
        "quote": ("اقتبست من {page}{there}", "اقتبست من مدونتي{there}"),
        "review": ("كتبت مراجعة عن {page}", "كتبت مراجعة عن مدونتي"),
        "recommend": ("أوصيت بقراءة {page}{there}", "أوصيت بمدونتي{there}"),
        "feature": ("سلّطت الضوء على {page}{there}", "سلّطت الضوء على مدونتي{there}"),
        "translate": ("ترجمت {page}", "ترجمت شيئًا من مدونتي"),
        "comment": ("علّقت على {page}{there}", "تركت لي تعليقًا{there}"),
        "reply": ("كتبت ردًّا على {page}{there}", "كتبت لي ردًّا{there}"),
        "advice": ("نصحتني بشأن {page}", "نصحتني"),
        "praise": ("قلت كلمة طيبة عن {page}{there}", "قلت لي كلمة طيبة{there}"),
        "help": ("ساعدتني في {page}", "ساعدتني"),
        "intro": ("عرّفتني بشخص جديد عن طريق {page}", "عرّفتني بشخص جديد"),
        "testimonial": ("كتبت عن {page}", "كتبت عن عملي"),
        "checkin": ("سألت عن حالي عن طريق {page}", "سألت عن حالي"),
    },
    spread=("أوصلت {page} إلى قرّاء جدد{there}", "أوصلت مدونتي إلى قرّاء جدد{there}"),
    talk=("كتبت إليّ عن {page}{there}", "كتبت إليّ{there}"),
)  # fmt: skip

_BY_LANGUAGE = {"de": _GERMAN, "ar": _ARABIC}
_TO_SEVERAL = {"de": (german.to_several, german.to_several), "ar": (arabic.to_several, arabic.did_by_several)}
"""How words to one become words to more than one: all words, and those that say what somebody did."""


def words_in(language: str, *, several: bool = False) -> LetterWords:
    """The words of a language by its code, ``de``; English for one that has none. ``several``: to more than one."""
    words = _BY_LANGUAGE.get(language, _ENGLISH)
    return _to_several(words, *_TO_SEVERAL[language]) if several and language in _TO_SEVERAL else words


def _to_several(words: LetterWords, said: Callable[[str], str], done: Callable[[str], str]) -> LetterWords:
    def did(one: Did) -> Did:
        return done(one[0]), done(one[1])

    return replace(
        words,
        gave=said(words.gave),
        passed_on=said(words.passed_on),
        noted=said(words.noted),
        you=said(words.you),
        dated=said(words.dated),
        did={kind: did(one) for kind, one in words.did.items()},
        spread=did(words.spread),
        talk=did(words.talk),
    )
