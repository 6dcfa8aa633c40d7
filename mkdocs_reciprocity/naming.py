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


_COMMON = frozenset({"blog", "www", "weblog", "notes", "me", "the", "dr", "prof"})


def peer_id(name: str, home: str, taken: Collection[str]) -> str:
    """A short id that nobody has yet: of the first word of the name, else of the host."""
    host = home.partition("://")[2].split("/")[0].split(":")[0].lower()
    tries = [*_slug(name).split("-"), _slug(name), *host.split(".")[:-1], _slug(host), "peer"]
    words = [word for word in tries if word and word not in _COMMON]
    first = words[0]
    free = (word for word in (first, _slug(name), _slug(host)) if word and word not in taken)
    return next(free, None) or next(
        word for number in range(2, len(taken) + 3) if (word := f"{first}-{number}") not in taken
    )


def _slug(text: str) -> str:
    """Its letters and digits, in small letters without accents, with dashes between words."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return re.sub(r"[^\w]+|_", "-", plain.lower()).strip("-")
