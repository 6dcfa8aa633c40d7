"""Reads the addresses of a feed and its entries, and mends slips that can only mean one address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from mkdocs_reciprocity.core import forwarding
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.url import Url, UrlKey, linked, resolve

NO_BASE = "https:"
"""The base if none is known: then only references with a host lead anywhere."""

_GOOD = re.compile(r"https?://(?!https?:?/)[^/\\]", re.IGNORECASE)
_FRONT = re.compile(r"https?://[^/?#\\\s]++/")
_SLIPS = re.compile(r"(?:https?:?/{1,3})?(https?)(?::[/\\]*|[/\\]{2,})(?=[^/\\])", re.IGNORECASE)
"""``http://https://``, ``https:/``, ``https//``, ``https:\\\\``. Browsers accept the last three."""

_SCHEME = re.compile(r"\s*https?:/", re.IGNORECASE)
_NOTHING = re.compile(r"https?:[/\\]*", re.IGNORECASE)

_AROUND = ' \t\r\n<>"\u201c\u201d\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff'
_ODD = re.compile(rf"&amp;|[\\{{}}{_AROUND[4:]}]|https?:/|\n|  ", re.IGNORECASE)
"""What stands in no address behind its scheme, though a slip leaves it there."""
_WITHIN = re.compile(r"(?!https?:)[^/.?#][^?#]*?(?:[\s(\"'<]|href=)(https?://[^\s<>\"')]+)", re.IGNORECASE)
"""An address with something around it: a link of Markdown or HTML, or words before it."""
_BROKEN = re.compile(r"\s*\n\s*|\s{2,}")
"""What a template leaves where it goes on with an address on another line."""
_NOT_FILLED_IN = re.compile(r"\{[{%]|\$\{|\A#|\A/?(?:undefined|null|None|NaN)(?:/|\Z)")
"""What a template leaves if a name is wrong in it; and a part of the feed itself, which is no page."""
_TWICE = re.compile(r"https?://([^/?#\s]*?)/*(?=https?://)", re.IGNORECASE)
"""``https://ada.example/https://``: a site that stands before a whole address."""

_PLAIN_LINES = re.compile(rf"(?:{urls.PLAIN}\n)*+\Z")


def are_plain(references: Sequence[str]) -> bool:
    """Whether `linked` surely gives each of them back as it is, whatever the base. To ask for all at once takes a
    third of the time. Long lists are not looked at.
    """
    lines = "\n".join([*references, ""])
    short = len(lines) <= urls.LONGEST and lines.count("\n") == len(references)
    return short and forwarding.SIGN not in lines and _PLAIN_LINES.match(lines) is not None


def read(reference: str, base: str, home: str = "") -> Url | None:
    """The address; None if there is none, or it is not sure which one is meant.

    What begins with the feed's own host lacks the scheme. If a host begins with the feed's own and has more letters
    (``https://ada.exampleblog/``), a slash may be missing, or it may be somebody else's. A host in a network at home
    leads readers nowhere.

    Args:
        reference: the address as it was written.
        base: the document's address, to which it may be relative; may be empty.
        home: the feed's own link, if it is known.
    """
    own = _hosts(base, home)
    reference = reference.strip()
    if not _GOOD.match(reference) or _ODD.search(reference, len("http")):
        reference = _mended(reference, own)
    url = linked(base or NO_BASE, reference) if reference else None
    if url is None or (host := urls.host(url)) in own:
        return url
    return None if _is_doubtful(host, own) else url


def not_the_home(first: Url | None, named: Iterable[Url], home: str) -> Url | None:
    """The first address of an entry; but what else names it, if that address is missing, or the feed's own link, which
    some programs write for every entry.
    """
    if first is None:
        return next(iter(named), None)
    if not home or urls.key(first) != urls.key(Url(home)):
        return first
    return next((url for url in named if is_on_host_of(url, home) and urls.key(url) != urls.key(first)), first)


def has_scheme(text: str) -> bool:
    """Whether a text that may be an address is meant as one."""
    return _SCHEME.match(text) is not None


def plainly_own(reference: str, home: str) -> Url | None:
    """The address, if it begins with the scheme and the host of the feed's own link; else None. Then both `read` and
    `of_own` would say the same, but only after a longer look.
    """
    reference = reference.strip()
    front = _front(home)
    plain = front and reference.startswith(front) and not _ODD.search(reference, len(front) - 1)
    return resolve(NO_BASE, reference) if plain else None


def _mended(reference: str, own: Iterable[str]) -> str:
    """Mends a reference that is no proper address; empty if it leads nowhere."""
    within = _WITHIN.match(reference)
    reference = _BROKEN.sub("", within[1] if within else reference.strip(_AROUND)).replace("&amp;", "&")
    if _NOTHING.fullmatch(reference) or _NOT_FILLED_IN.search(reference):
        return ""
    if (twice := _TWICE.match(reference)) and twice[1].lower() in own:
        reference = reference[twice.end() :]
    if slips := _SLIPS.match(reference):
        reference = f"{slips[1]}://{reference[slips.end() :]}"
    path = re.split("[?#]", reference, maxsplit=1)[0]
    reference = path.replace("\\", "/") + reference[len(path) :]
    first = re.split("[/?#]", reference, maxsplit=1)[0].lower()
    if first.startswith("www.") or any(_are_one_site(first, host) for host in own):
        return f"https://{reference}/" if first == reference.lower() else f"https://{reference}"
    return reference


def _are_one_site(host: str, other: str) -> bool:
    """Whether two hosts are the same, or one is a part of the other."""
    return host == other or host.endswith(f".{other}") or ("." in host and other.endswith(f".{host}"))


@lru_cache(maxsize=256)  # they are the same for all entries of a feed
def _hosts(*feeds: str) -> tuple[UrlKey, ...]:
    return tuple(dict.fromkeys(urls.host(Url(feed)) for feed in feeds if _GOOD.match(feed)))


@lru_cache(maxsize=256)
def _front(home: str) -> str:
    """Scheme and host, with a slash; empty if there is no host."""
    match = _FRONT.match(home)
    return match[0] if match and _GOOD.match(home) else ""


def of_own(alternate: Url | None, others: Iterable[Url | None], *feeds: str) -> tuple[Url | None, Url | None]:
    """The address of an entry, and the page that it is about, if that is somebody else's, as in a blog of links.

    Args:
        alternate: the entry's first address in the feed.
        others: further addresses that may be its own.
        feeds: the addresses of the feed and of its home, if they are known.
    """
    hosts = _hosts(*feeds)
    if alternate is None or _is_on(alternate, hosts):
        return alternate, None
    own = next((other for other in others if other and _is_on(other, hosts)), None)
    return (own, alternate) if own else (alternate, None)


def is_on_host_of(url: Url, *feeds: str) -> bool:
    """Whether the address is on the host of one of the feeds or homes, or on a part of it."""
    return _is_on(url, _hosts(*feeds))


def _is_on(url: Url, hosts: tuple[UrlKey, ...]) -> bool:
    host = urls.host(url)
    return host in hosts or any(host.endswith(f".{one}") for one in hosts)


def _is_doubtful(host: str, own: Iterable[str]) -> bool:
    return urls.is_local(host) or any("." in one and host.startswith(one) for one in own)
