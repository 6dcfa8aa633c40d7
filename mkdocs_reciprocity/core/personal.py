"""Finds addresses that give access to anybody who knows them: those with a user's name, a password or a key.

Sites choose the names of their keys freely. So an address is published only if there is surely no key behind its path:
numbers, words, and the usual parameters of feeds and posts (``?p=17``, ``?format=rss``, ``?cat=news``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import unquote, unquote_plus, urlsplit

from mkdocs_reciprocity.core import tracking
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.patterns import late
from mkdocs_reciprocity.core.url import Url

_NAMES = frozenset(
    "p page page_id paged pagename post post_id postid post_type post_format article article_id articleid artikel "
    "artikelid artigo articulo articolo entry entry_id eid item itemid story id nid node cat cat_id category "
    "category_id categories categoria kategorie catid tag tags tagname tagnames tagged label labels topic thema "
    "thread f t forum issue section seccion rubrik rubrique chapter part series year month monthnum day date m d "
    "archive archives arquivo title titulo titel slug author name user author_name lang language hl lng locale "
    "uselang l format type alt output fmt mime ext rss atom xml json feedformat feedtype feed_type rsstype view v "
    "layout option task controller module sort sortby order orderby by mode action act do op show display style "
    "theme template skin print amp mobile q s search query keyword keywords filter namespace limit count num "
    "number n max max-results start start-index offset per_page posts_per_page redirect version ver content "
    "withcomments withoutcomments comments comment cid replytocom blog blogid site channel episode ep podcast "
    "season album photo gallery set list file path seite pagina beitrag eintrag beitragid noticia nota menu "
    "menuid ctx area region country city place from to via ref source src share tab lastmod deviation days".split()
)
"""Parameters that say what is shown, in which form, or how a reader came. A word or a number in them is no key."""

_KEY_NAME = (
    r"(?<!mon|tur|don)key(?!board|word|note)|token|secret|auth(?!or)|passw|passphrase|\bpass\b|\bpw?d\b|pwd|\bpw\b|\bsig\b"
    r"|signature|jwt|sess|\bsid\b|credential|bearer|hmac|cookie"
)
"""Parts of the names of parameters that surely hold a key."""

_MAYBE_KEY_NAME = r"pin\b|code|otp|priv|hash|login|member|ticket|nonce|salt|invit|magic|access|uu?id"
"""Parts of the names of parameters that may hold a key, even if it looks like a number."""

_VALUES = {
    "channel_id": r"(?a)UC[\w-]{22}\Z",  # YouTube's, in the feeds of channels
    "playlist_id": r"(?a)(?:UU|PL|FL|OL|LL)[\w-]{10,40}\Z",
    "list": r"(?a)(?:UU|PL|FL|OL|LL)[\w-]{10,40}\Z",
    "v": r"(?a)[\w-]{11}\Z",
    "id": r"(?a)\d+@N\d\d\Z",  # Flickr's
    "feed": r"(?a)(?:comments?-)?(?:rss[12]?|rdf|atom1?|json|feed|xml|podcast|posts|\d{0,6})\Z",
}
"""Values that look like keys but are none, by the name of the parameter.

These patterns, and those of the names of keys, are compiled when they are first used, for few addresses need them.
"""

_FORMATS = frozenset("rss rss2 rss1 rdf atom feed xml json amp print all".split())
_YES_OR_NO = frozenset("true false yes no on off".split())
_FEW_DIGITS = late(r"\d{0,6}\Z", re.ASCII)
_DATE = late(r"(?:19|20)\d\d(?:-?\d\d){0,2}\Z", re.ASCII)
_PIECE = late(r"(?:[^\W\d_]{1,30}|\d{1,12}|[a-z0-9]{1,6})\Z")
_BETWEEN = re.compile(r"[\s\-_.,:/+~@!'()\[\]|*]+")
_SIGNS = re.compile(r"[\W_]+")
_RUN = re.compile(r"[^\W\d_]+|\d+")
_MOST = 200  # characters of a value
_LONGEST_QUERY = 60
_LONG, _SHORT = 16, 8  # the fewest characters of a key, and of a key with both small and capital letters

_HEX = late(r"[0-9a-f]+|[0-9A-F]+")
_UUID = late(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.I)
_SECRET_FOLDER = late(r"/(?:private|secret|token|key|auth)(?:-[^/]*)?/.*", re.I | re.S)
_PUBLIC_ID = late(
    r"/(?:channel/UC[\w-]{22}|profile/did:[a-z]+:\w+|commits?/[0-9a-f]{40}|public/shows/[0-9a-f-]{24,36}"
    r"|everest/[0-9a-f]{32}|feeds\.fountain\.fm/\w{20})(?=[/.]|\Z)",
    re.ASCII,
)
"""Ids of things that anybody may read, as YouTube, Bluesky, forges and podcast hosts have them."""

_TIME = late(r"\d{8}T\d{4,6}Z?\Z", re.ASCII)
_TURNS, _MANY_TURNS = 0.36, 9
"""A text is random if its characters change often between small letters, capitals and digits: in this part of the
places between two characters, or in so many places.
"""
_LOOKED_AT = re.compile(r"[?#;]|\A\w+://[^/?#]*@|/(?:private|secret|token|key|auth)[/-]", re.I)


def is_personal(url: Url) -> bool:
    """Whether the address may give access. If so, no part of it is published, unless the author wrote it into a row."""
    if not _is_looked_at(url):
        return False  # true of nearly all
    if urls.has_user_info(url):
        return True
    return _has_key_below_secret_folder(url) or any(not _is_plain(name, value) for name, value in _parameters(url))


def _is_looked_at(url: Url) -> bool:
    """Whether the address has something in it that may be a key. Nearly none has, and this finds out fast."""
    if url.isascii() and not ("?" in url or "#" in url or ";" in url or "@" in url):
        small = url.lower()
        folders = "/private" in small or "/secret" in small or "/token" in small or "/key" in small or "/auth" in small
        if not folders:
            return False
    return _LOOKED_AT.search(url) is not None


def is_personal_feed(url: Url) -> bool:
    """The same for the address of a feed. Any folder in it may be a key, since addresses of feeds have few words."""
    return is_personal(url) or any(map(is_like_a_key, _folders(url)))


def has_key(url: Url) -> bool:
    """Whether there is surely a key in the address. To write such an address where others can read it is a mistake."""
    if not _is_looked_at(url):
        return False
    if _has_password(url) or _has_key_below_secret_folder(url):
        return True
    return any(
        value and not _is_plain(name, value) and (_names_key(name) or (name in {"", "feed"} and is_like_a_key(value)))
        for name, value in _parameters(url)
    )


def has_key_of_feed(url: Url) -> bool:
    """The same for the address of a feed. There, a long run of letters and digits in a folder or a value is a key too.

    Ids that anybody may know are no keys: a UUID, as podcasts have them, or the value of an ``id``.
    """
    values = (value for name, value in _parameters(url) if not (name.endswith("id") or _is_plain(name, value)))
    return has_key(url) or any(map(_is_secret, (*_folders(url), *values)))


def is_secret(url: Url) -> bool:
    """Whether the address gives access to anybody who has it, or names a user."""
    return has_key(url) or urls.has_user_info(url)


def is_secret_feed(url: Url) -> bool:
    """The same for the address of a feed."""
    return has_key_of_feed(url) or urls.has_user_info(url)


def is_like_a_key(text: str) -> bool:
    """Whether a part of the text looks like a key: long, with letters and digits mixed."""
    return _UUID.search(text) is not None or any(map(_is_random, _BETWEEN.split(text)))


def as_title(url: Url) -> str:
    """The text that replaces a missing title: host, path, and the part of the query that identifies the page."""
    query = urls.key(url).partition("?")[2] if "?" in url else ""
    if not query or has_key(url):
        return urls.readable(url)
    said = unquote(query, errors="replace")
    shown = said if said.isprintable() else query
    if len(shown) > _LONGEST_QUERY:
        shown = shown[: _LONGEST_QUERY - 1] + "…"
    return f"{urls.readable(url)}?{shown}"


def _is_random(piece: str) -> bool:
    runs = len(_RUN.findall(piece))
    mixed = piece.lower() != piece and piece.upper() != piece
    return (len(piece) >= _LONG and runs > 3) or (len(piece) >= _SHORT and mixed and runs > 2)


def _is_secret(text: str) -> bool:
    """Whether a part of the text can hardly be anything but a key: long, and random from beginning to end."""
    return any(len(piece) >= _LONG and _is_random(piece) and _takes_turns(piece) for piece in _BETWEEN.split(text))


def _takes_turns(piece: str) -> bool:
    if _TIME.match(piece):
        return False
    if _HEX.fullmatch(piece):
        return True
    sorts = [(char.isdigit(), char.isupper()) for char in piece]
    turns = sum(one != other for one, other in pairwise(sorts))
    return turns >= min(_MANY_TURNS, _TURNS * (len(sorts) - 1))


def _has_password(url: Url) -> bool:
    """Whether there is a password before the host, or a user's name that looks like a key."""
    user = _decoded(urlsplit(url).netloc.rpartition("@")[0])
    return ":" in user or is_like_a_key(user)


def _folders(url: Url) -> list[str]:
    path = url.partition("://")[2].partition("#")[0].partition("?")[0]
    return ["", *_PUBLIC_ID.sub("/", f"/{_decoded(path)}").split("/")[2:]]  # without the host


def _has_key_below_secret_folder(url: Url) -> bool:
    below = _SECRET_FOLDER.search("/".join([*_folders(url), ""]))
    return below is not None and any(
        len(folder) >= _SHORT and re.search(r"\d", folder) and not _are_words(folder) for folder in below[0].split("/")
    )


def _parameters(url: Url) -> Iterator[tuple[str, str]]:
    """Names and values behind a ``?``, ``;`` or ``#``. A single word is a value without a name."""
    before, _, fragment = url.partition("#")
    path, _, query = before.partition("?")
    for folder in path.split("/"):
        yield from _named(";".join(part for part in folder.split(";")[1:] if "=" in part))
    yield from _named(query)
    fragment = fragment.partition(":~:")[0]
    if "=" in fragment:
        yield from _named(fragment.rpartition("?")[2])
    elif is_like_a_key(_decoded(fragment)):
        yield "", _decoded(fragment)


def _named(query: str) -> Iterator[tuple[str, str]]:
    for part in re.split("[&;]", query):
        if part and (tracking.lets_in(part) or not tracking.tracks(part)):
            name, equals, value = part.partition("=")
            yield (_decoded(name).lower(), _decoded(value)) if equals else ("", _decoded(name))


def _decoded(text: str) -> str:
    """The text without percent-escapes; they may be escaped themselves."""
    for _ in range(3):
        if "%" not in text and "+" not in text:
            break
        text = unquote_plus(text)
    return text


def _names_key(name: str) -> bool:
    return name not in _NAMES and re.search(_KEY_NAME, _SIGNS.sub(" ", name)) is not None


def _is_plain(name: str, value: str) -> bool:
    """Whether this parameter is surely no key."""
    if not name:
        return _is_plain_alone(value)
    if not value or (name in _VALUES and re.match(_VALUES[name], value)):
        return True
    if name in _NAMES:
        return _are_words(value)
    small = _FEW_DIGITS.match(value) or _DATE.match(value) or value.lower() in _YES_OR_NO
    return bool(small) and not (_names_key(name) or re.search(_MAYBE_KEY_NAME, _SIGNS.sub(" ", name)))


def _is_plain_alone(value: str) -> bool:
    """Whether a value without a name is surely no key: a format, a number, several words (``?/archives/1-Looms``)."""
    if value.lower() in _FORMATS or _DATE.match(value) or _FEW_DIGITS.match(value):
        return True
    return len([piece for piece in _BETWEEN.split(value) if piece]) > 1 and _are_words(value) and not _names_key(value)


def _are_words(value: str) -> bool:
    pieces = [piece for piece in _BETWEEN.split(value) if piece]
    return len(value) <= _MOST and all(map(_PIECE.match, pieces)) and not is_like_a_key(value)
