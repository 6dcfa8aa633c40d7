"""Decides whether a `via` is public: whether what was said there, was said to everybody.

`via` is free text, so no list of private ways can be complete. Public is only what is known to be: a way made of known
words and names, a web address, the name of a host. All else is private, unless its row or the option `public_via` says
that it is public.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from urllib.parse import urlsplit

from msgspec import Struct

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core import way_words
from mkdocs_reciprocity.core.patterns import late

_LONGEST = 100  # characters
_MOST_WORDS = 12
_HOST = late(r"(?:[\w-]{2,}\.)+([a-z]{2,24}|xn--[a-z0-9-]+)/?\Z", re.IGNORECASE)
_ENDS = frozenset(
    "com org net info biz edu gov int name pro example social app dev blog xyz online site website page club space "
    "tech zone world life live today news media network wiki art design studio photos photography video audio press "
    "ink pub pizza cafe garden lol fun rocks ninja place town city house community foundation institute university "
    "academy school science systems software technology digital codes engineering company agency tools works style "
    "fyi wtf moe gay dog bike coffee camp earth eco green love one plus run team top work link cool party "
    "land cat".split()
)
"""The last parts of hosts, besides those of countries. ``pers.Nachricht`` is no host."""

_CLOSED_PLACES = frozenset(
    "mail email e gmail gmx outlook protonmail proton fastmail mailto dm dms pm message messages direct inbox "
    "private signal whatsapp wa threema telegram t matrix element discord slack chat messenger sms phone imessage "
    "icloud viber skype wechat line kakao wire session briar jabber xmpp zoom meet teams mattermost zulip irc "
    "contact kontakt messaging conversation conversations".split()
)
"""Words in addresses of places where only one person, or a closed group, can read."""

_ADDRESS = late(r"(?:\A|[\s:<(])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_MAIL = late(r"\A(?:mails?|letters?) to\b|\b(?:by|per) (?:mail|letter|post|signal)\b|\bmastodon direct\b")
_ANSWERS = frozenset({"reply", "replied", "replies", "answer", "antwort", "reponse", "respuesta"})
_ACCENTS = late(  # of Latin, Greek, Cyrillic and Arabic; and characters that cannot be seen
    "[\u0300-\u036f\u0640\u064b-\u0655\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
_SIGNS = re.compile(r"[\W_]+")
_SUBREDDIT = late(r"/?r/\w+\Z")


class Ways(Struct, frozen=True):
    """What is known to be public on one site, folded: the ways in the option, and the names of public peers."""

    said: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


NO_WAYS = Ways()


def known_ways(said: Iterable[str], names: Iterable[str] = ()) -> Ways:
    """The ways of a site.

    Args:
        said: the option `public_via`.
        names: ids and names of public peers.
    """
    return Ways(*(frozenset(filter(None, map(folded, texts))) for texts in (said, names)))


@lru_cache(maxsize=4096)  # thousands of rows have the same few
def is_public(via: str, known: Ways = NO_WAYS) -> bool:
    """Whether the way is known to be public. With a private way in it, it is not, unless the option has this text."""
    words = folded(via)
    if words in known.said:
        return True
    if len(via) > _LONGEST or is_closed(via):
        return False
    return _is_place(via) or any(_is_known(form.split(), known) for form in _forms(via))


@lru_cache(maxsize=4096)
def is_closed(via: str) -> bool:
    """Whether the way is known to reach one person only: e-mail, a direct message, the telephone."""
    if _ADDRESS.search(via):
        return True  # `ada@ada.example`
    closed, alone = _folded(way_words.CLOSED), _folded(way_words.CLOSED_ALONE)
    return any(
        form in alone or _MAIL.search(form) or not closed.isdisjoint(_runs(form.split()[:_MOST_WORDS], 3))
        for form in _forms(via)
    )


def folded(text: str) -> str:
    """The words of a text, in a form without case, accents, signs and different encodings of one letter."""
    if text.isascii():
        return _SIGNS.sub(" ", text.lower()).strip()
    return " ".join("".join(map(_letter, _plain(text))).split())


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFC", _ACCENTS.sub("", text))


def _letter(char: str) -> str:
    """A letter, mark or digit, or a sign that may mean something (a lock, a letter); a space for anything else."""
    kind = unicodedata.category(char)
    return char if kind[0] in "LMN" or (kind[0] == "S" and not char.isascii()) else " "


def _forms(via: str) -> tuple[str, ...]:
    """The words of a way, and its words without the dots of abbreviations (``D.M.``)."""
    return tuple({folded(via), folded(via.replace(".", ""))})


def _is_known(words: list[str], known: Ways) -> bool:
    """Whether all words are known, and a public way is among them."""
    public, filling = _folded(way_words.PUBLIC), _folded(way_words.FILLING)
    if "newsletter" in words and not _ANSWERS.isdisjoint(words):
        return False  # the answer to a newsletter is a letter
    ends = {0: False}  # up to which word all are known -> whether a way is among them
    for start in range(min(len(words), _MOST_WORDS)):
        if start not in ends:
            continue
        for end in range(start + 1, min(len(words), start + 6) + 1):
            run = " ".join(words[start:end])
            if run in public or run in known.said or run in known.names:
                ends[end] = True
            elif run in filling or run.isdecimal():
                ends[end] = ends.get(end, False) or ends[start]
    return ends.get(len(words), False)


def _runs(words: list[str], longest: int) -> set[str]:
    return {" ".join(words[start : start + more]) for start in range(len(words)) for more in range(1, longest + 1)}


def _is_place(via: str) -> bool:
    """Whether it is a web address or a host, and no part of it is the name of a closed place."""
    via = unicodedata.normalize("NFKC", via).strip()
    if _SUBREDDIT.match(via):
        return True
    url = urls.parse(via)
    if url is None:
        match = _HOST.match(via)
        is_host = match is not None and (len(match[1]) == 2 or match[1].lower() in _ENDS)
        url = urls.parse(f"https://{via}") if is_host else None
    if url is None:
        return False
    parts = urlsplit(url)
    said = f"{parts.hostname or ''} {parts.path}"
    return not urls.has_user_info(url) and _CLOSED_PLACES.isdisjoint(folded(said).split()) and "@me/" not in parts.path


@cache
def _folded(lines: str) -> frozenset[str]:
    """The ways in a list. Only a log with a `via` needs them."""
    rows = (row for row in _plain(lines).splitlines() if not row.startswith("#"))
    return frozenset(way for row in rows for way in row.split("|") if way)
