"""The own pages that nobody has read yet, by the addresses at which others name them.

Only a build knows at which addresses some generators put posts. What others did for such a post has a place under it
all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.model import Interaction, OwnPage
from mkdocs_reciprocity.core.url import Url, UrlKey
from mkdocs_reciprocity.core.views.titles import ONE_LANGUAGE, own_titles


def unseen(
    rows: Iterable[Interaction], own: Sequence[Url], seen: Iterable[OwnPage], *, directory_urls: bool
) -> list[OwnPage]:
    """A page without a title for each address of this site that a received row names, if no page has it.

    Args:
        rows: those of the ledger.
        own: the addresses of this site.
        seen: the pages that are known.
        directory_urls: whether the addresses of pages end like folders, with a slash.
    """
    known = own_titles(seen, own, ONE_LANGUAGE)
    sites = [urls.key(address) for address in own]
    keys = {urls.as_static(row.key) for row in rows if row.direction == "received" and row.key}
    paths = {_path(key, sites, directory_urls=directory_urls) for key in keys - known.keys()}
    return [OwnPage(path=path) for path in sorted(path for path in paths if path is not None)]


def _path(key: UrlKey, sites: Sequence[UrlKey], *, directory_urls: bool) -> str | None:
    """The path that a generator would give to the page of this key, escaped as the key is; None where it is no page of
    this site.
    """
    site = max((site for site in sites if site in urls.prefixes(key)), key=len, default=None)
    if site is None or "?" in key:
        return None
    bare = key[len(site) :].strip("/").removesuffix(".html")
    if directory_urls:
        return f"{bare}/" if bare else ""
    return f"{bare or 'index'}.html"
