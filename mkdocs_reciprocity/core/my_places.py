"""The author's own places elsewhere: the option ``me``. The form of an address says what
kind of place it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from urllib.parse import SplitResult, urlsplit

from msgspec.structs import replace

from mkdocs_reciprocity.core import option_values as options
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.contacts import NAME
from mkdocs_reciprocity.core.option_values import WrongOption
from mkdocs_reciprocity.core.personal import is_secret
from mkdocs_reciprocity.core.problem import did_you_mean, quoted
from mkdocs_reciprocity.core.settings import MyPlace
from mkdocs_reciprocity.core.url import Url

EXAMPLE = "https://social.example/@mara"
BLUESKY = "https://bsky.app/profile/"

_EXAMPLES = {"kind": "like", "via": "forge"}
_KEYS: dict[str, Any] = {"url": None, **dict.fromkeys(_EXAMPLES)}
_HOST = r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
_DID = r"did:(?:plc|web):[A-Za-z0-9._:%-]+"
_HANDLE = re.compile(rf"@({NAME})@({_HOST}(?::\d+)?)\Z")
_MAIL = re.compile(rf"(?:acct:|mailto:)?({NAME})@({_HOST})\Z", re.I)
_ON_BLUESKY = re.compile(rf"(?:at://({_HOST}|{_DID})|({_DID})|@({_HOST}))\Z")
_ACTOR = re.compile(rf"@?({_HOST}|{_DID})\Z")
_AT = re.compile(rf"@({NAME})(?:@({_HOST}))?\Z")
_WITHOUT_SCHEME = re.compile(rf"(?:{_HOST}(?::\d+)?/@|(?:www\.)?bsky\.app/)", re.I)
_INSIDE = re.compile(r"https?://[^\s<>()\[\]\"'“”]+", re.I)
_FEEDS = (".rss", ".atom", ".xml", ".json", ".rdf")
_FEED = re.compile(r"(?<![a-z])(?:feeds?|rss2?|atom|xml|json)(?![a-z])", re.I)
_VIEWS = ("web", "deck", "home")  # folders in which servers show accounts to those who are logged in
_BLUESKY_HOST = "bsky.app"


def read(value: object) -> tuple[MyPlace, ...]:
    """The places, each once. A single one needs no list.

    Raises:
        WrongOption: one cannot be a place; the message says what was probably meant. Its key is the number of the
            item, from 0.
    """
    places = {}
    for number, item in enumerate(value if isinstance(value, list | tuple) else [value]):
        try:
            place = _item(item)
        except WrongOption as wrong:
            raise WrongOption(str(wrong), str(number)) from None
        places[place.written] = place
    return tuple(places.values())


def check_kinds(places: Iterable[MyPlace], kinds: Collection[str]) -> None:
    """Checks that what an entry counts as is one of the ``kinds``.

    Raises:
        WrongOption: it is none.
    """
    for place in places:
        if place.kind and place.kind not in kinds:
            raise WrongOption(f"`kind`: there is no kind {quoted(place.kind)}{did_you_mean(place.kind, kinds)}")


def _item(value: object) -> MyPlace:
    if not isinstance(value, Mapping):
        return _place(options.text(value, EXAMPLE))
    said = options.mapping(value, _KEYS)
    place = _place(options.text(said["url"], EXAMPLE))
    kind, via = ("" if said[name] is None else options.text(said[name], of) for name, of in _EXAMPLES.items())
    return replace(place, kind=kind, via=via)


def _place(text: str) -> MyPlace:
    if not text.isprintable():
        raise WrongOption(f"{quoted(text)} has a control character in it; write an address such as `{EXAMPLE}`")
    address = _address(text)
    if address is None:
        return MyPlace(written=text, form="file")
    split = urlsplit(address)
    if urls.has_user_info(address):
        where = quoted(split.hostname or "")
        raise WrongOption(f"the address at {where} has a name or a password in it; write it without")
    if urls.host(address) == _BLUESKY_HOST:
        return _profile(text, split)
    return _account(text, split) or _other(text, address, split)


def _address(text: str) -> Url | None:
    """The address that was written, in whatever form; None for the name of a file."""
    if found := _HANDLE.match(text):
        return Url(f"https://{found[2].lower()}/@{found[1]}")
    if found := _ON_BLUESKY.match(text):
        return Url(f"{BLUESKY}{found[1] or found[2] or found[3]}")
    if text.startswith("@"):
        raise WrongOption(f"{quoted(text)} names no server; write `@mara@social.example`, or `{EXAMPLE}`")
    if found := _MAIL.match(text):
        meant = quoted(f"@{found[1]}@{found[2]}")
        raise WrongOption(f"{quoted(text)} reads as an address for mail; did you mean {meant}?")
    url = urls.parse(f"https://{text}" if _WITHOUT_SCHEME.match(text) else text)
    if url is None and "://" in text:
        raise WrongOption(f"{_in_short(text)} is no URL; {_meant(text)}")
    return url


def _in_short(text: str) -> str:
    """The text in quotes, without the parts of an address that may hold a key."""
    front, scheme, rest = text.partition("?")[0].partition("://")
    host, slash, path = rest.partition("/")
    return quoted(f"{front}{scheme}{host.rpartition('@')[2]}{slash}{path}")


def _meant(text: str) -> str:
    found = _INSIDE.search(text)
    inside = urls.parse(found[0].rstrip(".,;")) if found else None
    return f"did you mean {quoted(inside)}?" if inside and not is_secret(inside) else f"write one such as `{EXAMPLE}`"


def _profile(text: str, split: SplitResult) -> MyPlace:
    """The profile on Bluesky. Its RSS has less than can be asked for, so it stands for the profile."""
    folder, name, *more = [*_parts(split), "", ""][: max(2, len(_parts(split)))]
    found = _ACTOR.match(name)
    if folder != "profile" or found is None:
        raise WrongOption(f"{_in_short(text)} is no profile; write one such as `{BLUESKY}mara.example`")
    actor = found[1] if found[1].startswith("did:") else found[1].lower()
    url = Url(f"{BLUESKY}{actor}")
    if more and more != ["rss"]:
        raise WrongOption(f"{_in_short(text)} is a part of a profile; did you mean {quoted(url)}?")
    return MyPlace(written=text, form="bluesky", url=url, addresses=(url,))


def _account(text: str, split: SplitResult) -> MyPlace | None:
    """The account on a server that speaks Mastodon's API; None if the address has not the form of one."""
    parts = _parts(split)
    path = parts[1:] if parts and parts[0] in _VIEWS else parts
    if len(path) == 2 and path[0] == "users":  # how such servers name accounts among themselves
        path = [f"@{path[1]}"]
        parts = path if parts[0] == "users" else parts
    found = _AT.match(path[0]) if path else None
    if found is None or path[-1].lower().endswith(_FEEDS):
        return None
    root = f"https://{found[2].lower()}" if found[2] else f"{split.scheme}://{split.netloc.lower()}"
    url = Url(f"{root}/@{found[1]}")
    if found[2] or path != parts:
        raise WrongOption(f"{_in_short(text)} is a view of a profile; did you mean {quoted(url)}?")
    if len(path) > 1:
        raise WrongOption(f"{_in_short(text)} is a part of a profile; did you mean {quoted(url)}?")
    addresses = (url, Url(f"{root}/users/{found[1]}"))
    return MyPlace(written=text, form="mastodon", url=url, addresses=addresses)


def _parts(split: SplitResult) -> list[str]:
    return [part for part in split.path.split("/") if part]


def _other(text: str, address: Url, split: SplitResult) -> MyPlace:
    """A feed, or a page that may name one. The page that a feed is named after is the author's too."""
    ending = next((ending for ending in _FEEDS if split.path.lower().endswith(ending)), "")
    page = urls.parse(address[: -len(ending)]) if ending and address.endswith(split.path) else None
    own = (address, page) if page and urlsplit(page).path.strip("/") else (address,)
    is_feed = ending or _FEED.search(f"{split.path}?{split.query}")
    return MyPlace(written=text, form="feed" if is_feed else "page", url=address, addresses=own)
