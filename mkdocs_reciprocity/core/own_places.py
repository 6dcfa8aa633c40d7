"""Which links lead to this site: what a reader of feeds has to know of it."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.url import Url, UrlKey


class OwnPlaces(Struct, frozen=True):
    """The keys of the author's addresses, and their hosts in lower case and punycode."""

    keys: frozenset[UrlKey] = frozenset()
    hosts: tuple[str, ...] = ()

    def has(self, url: Url) -> bool:
        """Whether the URL lies at or below one of the addresses. One with user info belongs to nobody."""
        return not (self.keys.isdisjoint(urls.prefixes(urls.key(url))) or ("@" in url and urls.has_user_info(url)))

    def said(self) -> str:
        """The addresses in one text: what was kept for others may not fit these."""
        return " ".join(sorted(self.keys))


NOWHERE = OwnPlaces()
"""Nothing leads there."""


def own_places(addresses: Iterable[Url]) -> OwnPlaces:
    """The places at these addresses."""
    keys = frozenset(map(urls.key, addresses))
    return OwnPlaces(keys, tuple(sorted(set(map(urls.host_of, keys)))))


def may_lead_to(hosts: Iterable[str], text: str) -> bool:
    """Whether one of the links in a text, one a line, may lead to a host. It quickly drops most, because nearly all
    lead elsewhere. The rest is looked at with care. In ASCII a host has only one spelling, apart from case; hosts in
    other scripts have many, so they are never dropped.
    """
    if not text.isascii():
        return True
    text = text.lower()
    return any(host in text for host in hosts)
