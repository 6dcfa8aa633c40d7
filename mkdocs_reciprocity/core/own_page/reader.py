"""A rendered page of this site -> its date, and its links to other sites."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from zlib import crc32

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.links import Anchor, anchors
from mkdocs_reciprocity.core.model import Link, OwnPage
from mkdocs_reciprocity.core.url import Url

_PICTURE = r"(?i)\A[^?#]*/[^/?#:]*\.(?:avif|bmp|gif|heic|ico|jpe?g|jxl|png|svg|tiff?|webp)(?=[?#]|\Z)"
_NO_GIFT = frozenset({"sponsored", "nofollow", "ugc"})


def read(html: str, path: str, title: str, front_matter: Mapping[str, object], base: str, zone: tzinfo) -> OwnPage:
    """Reads an own page.

    Args:
        html: the content after all Markdown extensions, without navigation and footer.
        path: its URL relative to the site's root, as MkDocs spells it.
        title: its title in plain text.
        front_matter: its front matter, with what plugins have added; see `published_on`.
        base: the page's absolute URL, or an empty string where the site's is not known.
        zone: the time zone of times without one.

    A link with a ``rel`` of ``sponsored`` or ``nofollow`` is no gift, and not among the links. Nor is one that browsers
    do not show, a relative link, or a link without words that leads to a picture.
    """
    links: dict[str, Link] = {}
    others: dict[Url, None] = {}
    for anchor in anchors(html):
        if ":" not in anchor.href and "//" not in anchor.href:  # relative, so it stays on this site
            continue
        if (url := urls.linked(base, anchor.href)) is None:
            continue
        if _is_enlarged(anchor, url):
            continue
        if is_recommended(anchor) and not anchor.concealed:
            if url not in links or not links[url].text:  # a picture may be linked before the words are
                links[url] = Link(url, anchor.text)
        else:
            others[url] = None
    return OwnPage(
        path=path,
        title=title,
        date=published_on(front_matter, zone),
        posted=is_posted(front_matter, zone),
        links=tuple(links.values()),
        unrecommended=tuple(url for url in others if url not in links),
        digest=digest_of(html) if links or others else "",
    )


def _is_enlarged(anchor: Anchor, url: Url) -> bool:
    """Whether the link leads from a small picture to a large one.

    Some plugins put a link around another link with a picture. For parsers, the outer one is empty: it ends where the
    inner one begins.
    """
    if anchor.picture is None and anchor.text:
        return False
    if anchor.picture and _file(anchor.picture) == _file(anchor.href):
        return True
    return re.search(_PICTURE, url) is not None


def _file(address: str) -> str:
    """The address without its query, which may say how large a picture is to be; with it, if it is all that is said."""
    bare = address.partition("?")[0]
    return address if bare.endswith("/") else bare


def is_recommended(anchor: Anchor) -> bool:
    """Whether the ``rel`` of a link lets it be a gift."""
    return not anchor.rel or _NO_GIFT.isdisjoint(anchor.rel.lower().split())


def digest_of(text: str) -> str:
    """A short value that shows whether a text has changed. It costs next to nothing."""
    written = text.encode(errors="surrogatepass")
    return f"{crc32(written):08x}{len(written):x}"


_DATES = (
    "date",  # the author's; the others are from plugins: mkdocs-document-dates, mkdocs-git-revision-date-localized
    "document_dates_created",
    "git_creation_date_localized_raw_iso_date",
    "document_dates_updated",
    "document_dates_modified",
    "git_revision_date_localized_raw_iso_date",
)


def published_on(front_matter: Mapping[str, object], zone: tzinfo) -> When | None:
    """The day of a page: from its front matter; else the day, known to a plugin, when it was made or last changed."""
    found = (date_of(front_matter[name], zone) for name in _DATES if name in front_matter)
    return next(filter(None, found), None)


def is_posted(front_matter: Mapping[str, object], zone: tzinfo) -> bool:
    """Whether the author has written the day of a page."""
    return date_of(front_matter.get(_DATES[0]), zone) is not None


def date_of(said: object, zone: tzinfo) -> When | None:
    """A date in front matter: a YAML date or time, a text, or Material's mapping with ``created``; else None."""
    if isinstance(said, dict):
        said = said.get("created")
    if isinstance(said, datetime):
        return dates.day_of(said, zone) if said.tzinfo else When(said.date().isoformat())
    if isinstance(said, date):
        return When(said.isoformat())
    return dates.parse(str(said).strip(), zone) if isinstance(said, str | int) else None
