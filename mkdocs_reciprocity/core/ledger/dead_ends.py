"""Rows about pages of this site that do not exist. In the log they are slips; on a page they would be dead links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from msgspec.structs import replace

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.model import Interaction
from mkdocs_reciprocity.core.problem import Problem, nearest, quoted
from mkdocs_reciprocity.core.url import Url, UrlKey

IsNowhere = Callable[[Url], bool]

_PATIENCE = 20  # looking for near misses is slow, and nobody reads that many
_PAGES = ("html", "htm", "php", "md")


def nowhere(site: Url | None, paths: Callable[[], Iterable[str]]) -> IsNowhere:
    """A function that says whether an address should be a page of ``site``, but no such page exists.

    Args:
        site: this site's URL. If it is not known, the answer is always no.
        paths: gives the paths of the site, relative to its root. It is called only when an address is asked about.
    """

    @cache
    def there() -> set[UrlKey]:
        return set(_by_key(site, paths()))

    def is_nowhere(url: Url) -> bool:
        return site is not None and _may_be_a_page(url, site) and urls.as_static(urls.key(url)) not in there()

    return is_nowhere


def is_below(url: Url, site: Url | None, folders: Iterable[str]) -> bool:
    """Whether the address is one of these folders of the site, or lies below one."""
    places = (urls.below(site, f"{folder.strip('/')}/") for folder in folders) if site else ()
    return any(urls.key(place) in urls.prefixes(urls.key(url)) for place in places if place)


def without_dead_ends(rows: Iterable[Interaction], is_nowhere: IsNowhere) -> Iterator[Interaction]:
    """The rows. Received rows lose a target that does not exist."""
    for row in rows:
        lost = row.direction == "received" and row.url is not None and is_nowhere(row.url)
        yield replace(row, url=None, key=None) if lost else row


def dead_ends(rows: Iterable[Interaction], site: Url | None, paths: Iterable[str]) -> Iterator[Problem]:
    """A problem, for information, for each row of the log whose target is a page that does not exist. ``paths`` are the
    paths of the known pages; if none is known, there are no problems.
    """
    known = _by_key(site, paths)
    if not known or site is None:
        return
    number = 0
    for row in rows:
        if row.direction != "received" or not row.url or not _may_be_a_page(row.url, site):
            continue
        if (key := urls.as_static(urls.key(row.url))) not in known:
            number += 1
            near = nearest(key, known, cutoff=0.8) if number <= _PATIENCE else None
            hint = f"; did you mean {quoted(known[UrlKey(near)])}?" if near else ""
            yield Problem(row.where, f"no page of yours is at {quoted(row.url)}{hint}", "info", private=True)


def _by_key(site: Url | None, paths: Iterable[str]) -> dict[UrlKey, Url]:
    if site is None:
        return {}
    places = (urls.below(site, "" if path == "./" else path) for path in paths)
    return {urls.key(place): place for place in places if place}


def _may_be_a_page(url: Url, site: Url) -> bool:
    """Whether the address lies below the site, and is neither that of another kind of file nor says to an engine which
    page is meant.
    """
    key = urls.as_static(urls.key(url))
    if urls.key(site) not in urls.prefixes(key) or "?" in key:
        return False
    last = key.partition("/")[2].rpartition("/")[2]
    return "." not in last or last.rpartition(".")[2] in _PAGES
