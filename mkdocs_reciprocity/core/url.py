"""Web addresses: which text is one, when two are the same, what lies below what.

The only maker of `Url` and `UrlKey`. Normalising follows RFC 3986, section 6.2, and goes further where two spellings
lead readers to one page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from sys import getsizeof
from typing import NewType
from urllib.parse import quote, unquote, urlsplit

from mkdocs_reciprocity.core import forwarding, tracking
from mkdocs_reciprocity.core.patterns import late
from mkdocs_reciprocity.core.url_join import joined
from mkdocs_reciprocity.core.url_split import split

Url = NewType("Url", str)
"""An absolute http or https URL that could be parsed. It is spelled as it was first written, except that invisible
characters are escaped.
"""

UrlKey = NewType("UrlKey", str)
"""``host[:port][/path][?query]``, normalised: two URLs of one page have the same key. For comparing, never for
publishing.
"""

LONGEST = 4096
"""In characters. A longer text is not taken for a URL."""

_ORDINARY = re.compile(
    r"https?://(?:www\.)*+([a-z0-9]++(?:[.-][a-z0-9]++)*+(?:/[A-Za-z0-9_~:@!$&'()*+,;=-]++(?:\.[A-Za-z0-9_~-]++)*+)*+)/?\Z"
)
"""A URL whose host (without ``www.``) and path are normal already, except for an ``index.html``. Most are."""

PLAIN = r"https?://(?:www\.)*+[a-z0-9]++(?:[.-][a-z0-9]++)*+(?:[/?#][!#-;=?-\[\]-~]*+)?"
_PLAIN = re.compile(rf"{PLAIN}\Z")
"""A URL that can surely be parsed: nothing in it needs a closer look. Nearly all are like that."""

_ORDINARY_HOST = re.compile(r"https?://(?:www\.)*+([a-z0-9]++(?:[.-][a-z0-9]++)*+)(?:[/?#]|\Z)")
"""The same for a URL of which only the host is asked for."""

_USER_AND_PORT = late(r"\A(https?://)(?:[^/?#@]*@)?([^/?#@:\[\]]+|\[[^/?#\]]*\])(?::[0-9]*)?(?=[/?#]|\Z)", re.I)
_START = re.compile(r"https?://", re.I)
_LOCAL = late(r"(?:[0-9.]+|[^.]*|.*\.(?:localhost|local|lan|internal|test|home\.arpa)|\[.*\])(?::\d+)?\Z")
_FRONT = re.compile(r"\Ahttps?://(?:www\.)?", re.I)
_NOT_IN_URL = re.compile(r"[\x00-\x20\x7f-\xa0\\<>\"]")
_INVISIBLE = (  # what Unicode calls ignorable, which turns text around too; and its spaces
    "[\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u202a-\u202f\u205f-\u206f\u2800\u3000\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_BREAK = late(r"[\t\r\n]")
_ESCAPED_HOST = late(r"(https?://)((?:[^/?#%@]*%[89A-F])[^/?#@]*)", re.I)
_BEYOND_ASCII = late(r"(?:%[89A-F][0-9A-F])+", re.I)


def parse(text: str) -> Url | None:
    """The text as a `Url`, or None when it is no absolute http(s) URL with a host.

    Invisible characters are percent-encoded, which does not change where it leads
    (https://url.spec.whatwg.org/#utf-8-percent-encode); a host with invisible characters makes the result None. A
    percent-encoded host is decoded (https://url.spec.whatwg.org/#concept-host-parser, step 4).
    """
    text = text.strip()
    if len(text) <= LONGEST and _PLAIN.match(text):
        return Url(text)
    if len(text) > LONGEST or not _START.match(text) or _NOT_IN_URL.search(text):
        return None
    if "%" in text and (escaped := _ESCAPED_HOST.match(text)):
        text = _with_host(text, escaped)
    if not text.isascii():
        if not _is_writable(text):
            return None
        text = re.sub(_INVISIBLE, lambda match: quote(match[0]), text)
        if len(text) > LONGEST:
            return None
    return Url(text) if split(text) is not None else None


def with_key(text: str) -> tuple[Url, UrlKey] | None:
    """The text as a `Url`, with its key; None when it is no URL. Unlike `key`, it keeps nothing in mind."""
    match = _ORDINARY.match(text)
    if match and len(text) <= LONGEST and not match[1].endswith("/index.html"):
        return Url(text), UrlKey(match[1])
    url = parse(text)
    return (url, _key(url)) if url else None


def typed(text: str) -> Url | None:
    """The URL that somebody has typed, with its scheme or without; None for other text."""
    return parse(text) or (parse(f"https://{text}") if "." in text else None)


def _with_host(text: str, escaped: re.Match[str]) -> str:
    """The text with the escapes in its host decoded, if they stand for characters beyond ASCII; in a host those need no
    escape.
    """
    name, colon, port = escaped[2].partition(":")
    try:
        name = _BEYOND_ASCII.sub(lambda escapes: unquote(escapes[0], errors="strict"), name)
    except UnicodeDecodeError:
        return text
    return f"{escaped[1]}{name}{colon}{port}{text[escaped.end() :]}"


def without_source(url: Url) -> Url:
    """The URL without a fragment that only tells how a reader came."""
    begins = url.find("#")
    return Url(url[:begins]) if begins >= 0 and tracking.is_no_part(url[begins:]) else url


def _is_writable(text: str) -> bool:
    """Whether the text fits on a line and can be encoded: no line separators of Unicode, no half characters."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return "\u2028" not in text and "\u2029" not in text


def resolve(base: str, reference: str) -> Url | None:
    """A reference found in a document (RFC 3986, section 5.2), as browsers read it; None when it leads nowhere public.

    Args:
        base: the URL of the document, or an empty string: then only absolute references lead anywhere.
        reference: the text of an ``href``. Inner spaces are escaped, line breaks dropped.
    """
    if len(reference) <= LONGEST and _PLAIN.match(reference):
        return Url(reference)
    if len(reference) > LONGEST * 2:
        return None
    reference = _BREAK.sub("", reference.strip()).replace(" ", "%20")
    if _START.match(reference):
        return parse(reference)
    try:
        return parse(joined(base, reference))
    except ValueError:
        return None


def linked(base: str, reference: str) -> Url | None:
    """The same for a link that somebody has written: where a service only leads on, the address to which it leads."""
    url = resolve(base, reference)
    if url is None or forwarding.SIGN not in url:  # nearly always
        return url
    return parse(forwarding.address_in(url)) or url


@lru_cache(maxsize=16384)  # a build asks for that of every page three times
def below(site: Url, path: str) -> Url | None:
    """The URL of what lies at ``path``, relative to the site's root and spelled as in a URL."""
    return parse(f"{site}{path}" if site.endswith("/") else f"{site}/{path}")


KEPT_BYTES = 16 << 20

_PLACE = 160
"""About how many bytes an entry of a `dict` takes, while the `dict` grows."""

_STRINGS = 2 * getsizeof("")
"""How many bytes two strings take beside their characters, if these are ASCII."""


class Keys(dict[Url, UrlKey]):
    """The keys of the URLs that were asked for last. Together they never take more than `KEPT_BYTES`."""

    def __init__(self) -> None:
        super().__init__()
        self._left = KEPT_BYTES

    def __missing__(self, url: Url) -> UrlKey:
        found = _key(url)
        size = (len(url) + len(found) + _STRINGS if url.isascii() else getsizeof(url) + getsizeof(found)) + _PLACE
        if size > self._left:
            self.clear()
            self._left = KEPT_BYTES
        self._left -= size
        self[url] = found
        return found


_KEYS = Keys()
key: Callable[[Url], UrlKey] = _KEYS.__getitem__
"""The URL normalised for comparing. (It is a method of a `dict`, because it is called often.)

Records that are compared have their key already; see `model.Interaction`. Ignored: scheme, ``www.``, the scheme's
default port, case of the host, fragment, slashes at the end or in a row, ``index.html``, and what `tracking` knows.
Hosts are in punycode, percent-escapes in upper case and only where needed. Kept: the case of the path, all other
parameters in their order. User info is left out (see `has_user_info`).
"""


def _key(url: Url) -> UrlKey:
    if (match := _ORDINARY.match(url)) and not match[1].endswith("/index.html"):
        return UrlKey(match[1])
    host, path, query = split(url) or ("", "", "")
    return UrlKey(host + path + (f"?{query}" if query else ""))


def host(url: Url) -> UrlKey:
    """The host (with its port, unless that is the scheme's own) in lower case and punycode, without ``www.``"""
    return UrlKey(match[1]) if (match := _ORDINARY_HOST.match(url)) else host_of(key(url))


def host_of(key: UrlKey) -> UrlKey:
    """The host with which a key begins."""
    return UrlKey(key.partition("/")[0].partition("?")[0])


def is_local(host: str) -> bool:
    """Whether a host has no name in public: it is a number, a single word, or named in a network at home."""
    return _LOCAL.match(host) is not None


def has_user_info(url: Url) -> bool:
    """Whether the URL carries a user's name (``https://ada@host/``): such a URL belongs to nobody."""
    return "@" in url and "@" in urlsplit(url).netloc


def without_user_and_port(url: Url) -> Url:
    """The URL without a user's name and without a port, to find whose host it is."""
    return Url(_USER_AND_PORT.sub(r"\1\2", url))


def prefixes(of: UrlKey) -> Iterator[UrlKey]:
    """The key itself, then without its query, then by whole path segments up to the host: the longest first."""
    yield of
    if "?" in of:
        of = UrlKey(of[: of.index("?")])
        yield of
    while "/" in of:
        of = UrlKey(of[: of.rindex("/")])
        yield of


def as_static(key: UrlKey) -> UrlKey:
    """The key under which a site of files knows a page: there, whatever stands in a query, the same page comes. A query
    that may tell an old engine which page is meant stays.
    """
    bare, _, query = key.partition("?")
    return UrlKey(bare) if query and not tracking.selects(query) else key


def readable(url: Url) -> str:
    """Host and path as a person would say them, to stand in for a title that is missing."""
    return _FRONT.sub("", url).split("#")[0].split("?")[0].rstrip("/")
