"""Pieces of HTML: escaped text, links, dates, pictures of people. All text from outside passes through here.

Braces are written as entities too, because other plugins run Jinja over finished pages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from hashlib import blake2b
from typing import Literal

from markupsafe import Markup

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.views.places import Place
from mkdocs_reciprocity.core.wording import Language

Direction = Literal["ltr", "rtl", ""]
DateStyle = Literal["long", "short"]

TINTS = 5
"""Colours of the stylesheet for initials, ``reciprocity-tint-0`` and so on."""

_LONGEST = 300  # characters of a title or name that are shown
_SPECIAL = re.compile(r"[&<>\"'{}]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;", "{": "&#123;", "}": "&#125;"}
_PLAIN_LINK = re.compile(r"https?://[^\n&<>\"'{}\x7f]*+\n[a-zA-Z0-9][^&<>\"'{}\x7f]{0,299}\Z")
"""An address and a text, both in ASCII, that stand in HTML as they are. Most do."""
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def escaped(text: str) -> str:
    """The text as HTML, without braces. Most texts need no escaping, and that is tested first because it is fast."""
    return _SPECIAL.sub(lambda match: _ENTITIES[match[0]], text) if _SPECIAL.search(text) else text


def safe(value: object) -> Markup:
    """What every ``{{ … }}`` of a template passes through."""
    if isinstance(value, Markup):
        return value
    return Markup(escaped(str(value)))  # noqa: S704 - it has just been escaped


@cache
def _pattern(pattern: str) -> str:
    return escaped(pattern)


def filled(pattern: str, values: Mapping[str, object]) -> Markup:
    """A text as HTML. The text and its values are escaped, except for values that are `Markup` already."""
    return Markup(_pattern(pattern) % {name: safe(value) for name, value in values.items()})  # noqa: S704 - escaped


def xml_text(text: str) -> str:
    """The text without the characters that XML 1.0 forbids even when they are escaped."""
    return _NOT_XML.sub("", text)


def relative(target: str, here: str) -> str:
    """A path of the site as seen from the page at ``here``; both relative to the site's root."""
    ours = here.split("/")[:-1]
    if ours and not target.startswith(ours[0]):
        return "../" * len(ours) + target
    path, mark, anchor = target.partition("#")
    theirs = path.split("/")
    shared = 0
    while shared < min(len(ours), len(theirs) - 1) and ours[shared] == theirs[shared]:
        shared += 1
    way = "../" * (len(ours) - shared) + "/".join(theirs[shared:])
    return (way or "./") + mark + anchor


def href(place: Place, here: str) -> str:
    """The address of a place as seen from the page at ``here``; empty unless it is an own page, http or https."""
    if place.own:
        return relative(place.href, here)
    return place.href if place.href[:8].lower().startswith(("http://", "https://")) else ""


def link(place: Place, here: str, properties: str = "", within: Direction = "") -> str:
    """The place's text as HTML, with a link if it has an address, and isolated from text of another direction.

    ``properties`` are the classes of the link, or of the text where there is none; ``within`` is as `isolated` has it.
    """
    classes = f' class="{properties}"' if properties else ""
    both = f"{place.href}\n{place.text}"
    if within == "ltr" and not (place.own or place.lang) and both.isascii() and _PLAIN_LINK.match(both):
        return f'<a{classes} href="{place.href}">{place.text}</a>'
    address = href(place, here)
    text = _isolated(shown(place, address), place.lang, within)
    if address:
        return f'<a{classes} href="{escaped(address)}">{text}</a>'
    return f"<span{classes}>{text}</span>" if classes else text


def portrait(person: Place, picture: str, here: str, properties: str = "p-author h-card") -> str:
    """A person: the face, and the name as `link` has it. ``picture`` and ``here`` are as `face` has them."""
    name = link(person, here, "p-name u-url" if href(person, here) else "p-name")
    return f'<span class="{properties}">{face(person.text, picture, here)}{name}</span>'


def face(name: str, picture: str, here: str, properties: str = " u-photo") -> str:
    """A small picture beside a name, or the initials in a colour that follows from the name.

    ``picture`` is a path relative to the site's root, empty if there is none; ``here`` is the path of the page.
    ``properties`` are classes of the picture, a space before each.
    """
    if picture:
        source = escaped(relative(picture, here))
        return f'<img class="reciprocity-face{properties}" src="{source}" alt="" width="32" height="32" loading="lazy">'
    tint = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=1).digest()[0] % TINTS
    letters = escaped(_initials(name))  # no text: in a search index it would be one word with the name
    return (
        f'<span class="reciprocity-face reciprocity-tint-{tint}" data-initials="{letters}" aria-hidden="true"></span>'
    )


def shown(place: Place, address: str) -> str:
    """The text, or the address if nothing of the text is visible. A very long text is cut."""
    text = place.text
    if text[:1].isalnum() and len(text) <= _LONGEST:  # nearly always
        return text
    if text and not any(char.isprintable() and not char.isspace() for char in text):
        text = urls.readable(Url(place.href)) if address else ""
    return text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + "…"


def isolated(text: str, within: Direction = "") -> Markup:
    """Text from outside, isolated from ours, which may have another direction.

    ``within`` is the direction of our text, if known: ASCII needs no isolation in text from left to right.
    """
    return Markup(_isolated(text, "", within))  # noqa: S704 - escaped


def _isolated(text: str, lang: str, within: Direction) -> str:
    if within == "ltr" and not lang and text.isascii():
        return escaped(text)
    attributes = f' lang="{escaped(lang)}"' if lang else ""
    return f"<bdi{attributes}>{escaped(text)}</bdi>"


@lru_cache(maxsize=4096)
def date(of: When | None, style: DateStyle, language: Language, properties: str = "") -> Markup:
    """A ``<time>``: ``long`` is "7 November 2026", ``short`` "7 Nov"."""
    if of is None:
        return Markup("")
    words = language.date(of, style)
    classes = f' class="{properties}"' if properties else ""
    return Markup(f'<time{classes} datetime="{of}">{escaped(words)}</time>')  # noqa: S704 - escaped


def _initials(name: str) -> str:
    """The first letters of the first and the last word; the first visible character of a name without letters."""
    letters = [letter for word in name.split() if (letter := next(filter(str.isalnum, word), ""))]
    chosen = "".join(letters[:1] + letters[1:][-1:])
    return chosen.upper() if chosen else next((char for char in name if char.isprintable()), "")


_LINK = re.compile(r'(?<=href=")(?:https?(?=://)|mailto:[^"<>]*\.md(?="))', re.I)


def no_pages(html: str) -> str:
    """HTML in which Zensical takes neither ``HTTPS://a.example/b.md`` nor a mail for a page of the site."""
    return _LINK.sub(lambda match: _no_page(match[0]), html)


def _no_page(link: str) -> str:
    return f"{link}%0A" if link.lower().endswith(".md") else link.lower()
