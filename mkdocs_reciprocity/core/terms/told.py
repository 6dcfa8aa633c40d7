"""What a page tells, wherever that was read."""

from __future__ import annotations

from msgspec import Struct

from mkdocs_reciprocity.core.url import Url


class PageText(Struct, frozen=True, kw_only=True):
    """What a page tells: its title, its text, and the addresses in it."""

    title: str
    text: str
    links: tuple[Url, ...] = ()
