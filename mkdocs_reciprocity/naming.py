"""What a new peer may be called, and where they may be at home."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from mkdocs_reciprocity.url import Url


def home_of(url: Url) -> str:
    """Where the writer of a post is likely to be at home: the host, with the first folder where it names a person."""
    scheme, _, rest = url.partition("://")
    host, _, path = rest.split("?")[0].split("#")[0].partition("/")
    first = path.split("/")[0]
    return f"{scheme}://{host}/" + (f"{first}/" if first[:1] in {"~", "@"} else "")


_APOSTROPHE = re.compile("['\N{RIGHT SINGLE QUOTATION MARK}]")
_LONGEST_ID = 40
_COMMON = frozenset({"blog", "www", "weblog", "notes", "me", "the", "dr", "prof"})


def peer_id(name: str, home: str, taken: Collection[str]) -> str:
    """A short id that nobody has yet: of the first word of the name, else of the host."""
    host = home.partition("://")[2].split("/")[0].split(":")[0].lower()
    tries = [*slug(name).split("-"), slug(name), *host.split(".")[:-1], slug(host), "peer"]
    words = [word for word in tries if word and word not in _COMMON]
    first = words[0]
    free = (word for word in (first, slug(name), slug(host)) if word and word not in taken)
    return next(free, None) or next(
        word for number in range(2, len(taken) + 3) if (word := f"{first}-{number}") not in taken
    )


def slug(name: str) -> str:
    """The name as an id: its letters and digits in small letters, with dashes between words; maybe nothing is left."""
    name = _APOSTROPHE.sub("", unicodedata.normalize("NFC", name).casefold())
    slug = "-".join(re.findall(r"\w+", name))
    if len(slug) <= _LONGEST_ID:
        return slug
    return slug[: _LONGEST_ID + 1].rpartition("-")[0] or slug[:_LONGEST_ID]
