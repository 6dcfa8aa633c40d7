"""Words that software puts into posts, and that nobody has written: "Read more", "The post … appeared first on …"."""

from __future__ import annotations

import re

_LEADS_ON = (
    "(?:continue|keep) reading|read (?:more|on|full|it|this|the (?:rest|full|whole|article|post|original))|"
    "(?:see|show|view) more|click here|view (?:in|the|this|original|on|post)|more|weiter ?lesen|mehr lesen|"
    "lire (?:la suite|plus|l['\u2019]article)|en savoir plus|leer (?:más|mas|el)|seguir leyendo|"
    "continuar leyendo|leia mais|ler mais|continue lendo|continua a leggere|leggi (?:tutto|di più)|"
    "lees (?:meer|verder)|läs (?:mer|vidare)|les (?:mer|videre)|læs (?:mere|videre)|czytaj (?:dalej|więcej)|"
    "читать (?:далее|дальше)|続きを読む|もっと読む|阅读(?:更多|全文)|閱讀更多|繼續閱讀|계속 읽기|더 보기|"
    "اقرأ المزيد|أكمل القراءة"
)
_A_POST = (
    "the (?:post|article|entry)|der beitrag|l['\u2019]article|la entrada|o post|il post|het bericht|inlägget|innlegget"
)
_CAME_OUT = (
    "(?:appeared|published) first|first (?:appeared|published)|originally (?:appeared|published)|erschien zuerst|"
    "est apparu en premier|se publicó primero|apareceu primeiro|è apparso per la prima|verscheen eerst|"
    "dök först upp|dukket først opp"
)
_LABELS = (
    "submitted by .*|posted (?:in|on|by) .*|(?:tags?|tagged|categories|filed under):? .*|"
    "(?:photo|image|picture|foto|bild|source)s?(?: by|:| credit| courtesy) .*|(?:\\d+|no|leave a) comments?"
)
_NO_SENTENCE = rf"(?:{_A_POST}) .{{0,300}} (?:{_CAME_OUT}) .*|{_LABELS}"

_LINK = re.compile(rf"\W*(?:{_LEADS_ON})(?:\W.*)?", re.IGNORECASE)
_PARAGRAPH = re.compile(rf"\W*(?:(?:{_LEADS_ON})(?:\W.{{0,60}})?|{_NO_SENTENCE})\W*", re.IGNORECASE)
_LABEL = re.compile(rf"\W*(?:{_NO_SENTENCE})\W*", re.IGNORECASE)
_LONGEST = 500


def leads_on(link: str) -> bool:
    """Whether the words of a link say no more than that there is more behind it."""
    return len(link) <= _LONGEST and _LINK.fullmatch(link) is not None


def tells_nothing(paragraph: str) -> bool:
    """Whether a paragraph is such words, or a label: who took a picture, tags, comments."""
    return not paragraph or (len(paragraph) <= _LONGEST and _PARAGRAPH.fullmatch(paragraph) is not None)


def is_label(sentence: str) -> bool:
    """Whether a sentence is a label, or says only where a post came out. It may well lead on: "Read this by Ada"."""
    return len(sentence) <= _LONGEST and _LABEL.fullmatch(sentence) is not None
