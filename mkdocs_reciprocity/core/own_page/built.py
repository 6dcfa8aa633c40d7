"""A finished page as it lies in the built site -> what it says, whatever generator has made it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import tzinfo
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from msgspec import Struct

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.model import Link
from mkdocs_reciprocity.core.own_page import cost, reader
from mkdocs_reciprocity.core.own_page.content import Content
from mkdocs_reciprocity.core.own_page.metadata import Metadata
from mkdocs_reciprocity.core.own_page.unlisted import is_unlisted
from mkdocs_reciprocity.core.url import Url

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_NOWHERE = Url("https://site.invalid/")  # in the place of a URL that is not known (RFC 2606)
_COMMENT = re.compile(r"<!--[^-]*+(?:-(?!->)[^-]*+)*+(?:-->)?")
_MOST_LISTED = 5_000  # links of a page to others of the site


class SiteFacts(Struct, frozen=True):
    """The site around a page: its URL if that is known, its other addresses, its name, the zone of times without one,
    and whether the addresses of pages end like folders.
    """

    url: Url | None
    aliases: tuple[Url, ...]
    name: str
    zone: tzinfo
    directory_urls: bool

    def path(self, file: str) -> str:
        """The path of the page in a file, as MkDocs spells it."""
        if self.directory_urls and (file == "index.html" or file.endswith("/index.html")):
            file = file.removesuffix("index.html")
        return quote(file)

    def address(self, path: str) -> Url:
        """The absolute address of a page."""
        return urls.below(self.url or _NOWHERE, path) or _NOWHERE

    def place(self, url: Url | None) -> str | None:
        """What is the same for all addresses of one page of this site; None for addresses elsewhere."""
        base = self._above(url) if url else None
        return None if url is None or base is None else urls.key(url)[len(urls.key(base)) :]

    def written(self, url: Url) -> str | None:
        """The path below the site's root, as this address writes it; None for addresses elsewhere."""
        base = self._above(url)
        return None if base is None else urlsplit(url).path.removeprefix(urlsplit(base).path.rstrip("/")).lstrip("/")

    def _above(self, url: Url) -> Url | None:
        """The address of this site that the other one lies below; None for addresses elsewhere."""
        above = frozenset(urls.prefixes(urls.key(url)))
        return next((one for one in (self.url or _NOWHERE, *self.aliases) if urls.key(one) in above), None)


class Built(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A page: its ``path`` by what it says of itself (``canonical``) or by its file, its place, and what `OwnPage` has.

    ``listed`` are the places of other pages that it links to. ``sends``: it sends visitors on at once, and says nothing
    else; ``to`` is the place if that is in this site. ``unlisted``: it asks not to be listed; its links do not count.
    """

    path: str
    place: str
    title: str = ""
    date: When | None = None
    links: tuple[Link, ...] = ()
    unrecommended: tuple[Url, ...] = ()
    digest: str = ""
    listed: tuple[str, ...] = ()
    sends: bool = False
    to: str | None = None
    unlisted: bool = False


def stub(file: str, sent_to: str, around: SiteFacts) -> Built:
    """The page in a file that sends visitors to another address at once."""
    here = around.path(file)
    address = around.address(here)
    to = around.place(urls.resolve(address, sent_to))
    return Built(path=here, place=around.place(address) or "", sends=True, to=to)


def read(text: str, file: str, around: SiteFacts) -> Built | None:
    """Reads the page in a file, whose path is relative to the site's root. None if a tree of it would take too much."""
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - no build needs it

    if cost.is_too_much(text):
        return None
    tree = LexborHTMLParser(text)
    here = around.path(file)
    address = around.address(here)
    own = around.place(address) or ""
    here, own = _canonical(tree, here, own, around)
    said = Metadata(tree)
    content = Content(tree, lambda href: around.place(urls.resolve(address, href)) not in {None, own})
    title, date = said.title(content.entry, around.name), said.day(content.entry, around.zone)
    html, hrefs = content.take()
    page = reader.read(html, here, title, {}, address if around.url else "", around.zone)
    if is_unlisted(text):
        return Built(path=here, place=own, date=date, links=page.links, unlisted=True)
    return Built(
        path=here,
        place=own,
        title=title if content.is_shown else "",
        date=date,
        links=page.links,
        unrecommended=page.unrecommended,
        digest=_digest(html) if page.digest else "",
        listed=_listed(hrefs, address, own, around),
    )


def _canonical(tree: LexborHTMLParser, here: str, own: str, around: SiteFacts) -> tuple[str, str]:
    """Path and place of the page as it says itself. Themes that call every page the home page are not believed."""
    node = tree.css_first("link[rel~=canonical][href]")
    said = urls.resolve(around.address(here), node.attributes.get("href") or "") if node else None
    path, place = around.written(said) if said else None, around.place(said)
    return (here, own) if path is None or place is None or place in {own, ""} else (path, place)


def _digest(html: str) -> str:
    """The digest of a content, without comments and spaces: there are other ones where our parts were."""
    return reader.digest_of("".join(_COMMENT.sub("", html).split()))


def _listed(hrefs: Iterable[str], address: Url, own: str, around: SiteFacts) -> tuple[str, ...]:
    places = (around.place(urls.resolve(address, href)) for href in hrefs)
    return tuple({place: None for place in places if place is not None and place != own})[:_MOST_LISTED]
