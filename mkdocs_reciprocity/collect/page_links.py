"""The sites that Markdown pages link to, before the first build."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC
from pathlib import Path

from markdown import Markdown

from mkdocs_reciprocity.collect import plain_file
from mkdocs_reciprocity.core import naming
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.own_page import reader as own_page
from mkdocs_reciprocity.core.url import Url

_LARGEST = 1_000_000  # bytes of a page
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*\n", re.S | re.M)


def linked(docs: Path, sites: Iterable[Url], accounts: Iterable[Url]) -> list[tuple[Url, int]]:
    """The sites that pages link to, and how many pages do: those of the most pages first.

    On hosts of many people these are accounts. Code, and links that are marked as no gifts (`rel="nofollow"`), do not
    count, and neither do the author's own ``sites`` and ``accounts``.
    """
    ours = {_key(naming.home_of(url)) for url in (*sites, *accounts)}
    hosts = tuple(f".{urls.host(url)}" for url in sites if _key(naming.home_of(url)) == urls.host(url))
    homes: dict[str, Url] = {}
    pages: Counter[str] = Counter()
    for file in _files(docs):
        found: dict[str, Url] = {}
        for link in _links(file):
            home = urls.parse(naming.home_of(link))
            if home and _is_somebodys(home) and _key(home) not in ours and not urls.host(home).endswith(hosts):
                found.setdefault(_key(home), home)
        for key, home in found.items():
            homes[key] = max(homes.get(key, home), home, key=lambda one: one.startswith("https:"))
        pages.update(found.keys())
    return [(homes[key], count) for key, count in sorted(pages.items(), key=lambda one: (-one[1], one[0]))]


def _is_somebodys(home: Url) -> bool:
    return not urls.is_local(urls.host(home)) and not urls.has_user_info(home)


def _key(home: str) -> str:
    """Accounts are one in whatever case they are written."""
    return urls.key(Url(home)).casefold()


def _files(docs: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(docs):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(folder, name) for name in sorted(names) if name.lower().endswith((".md", ".markdown")))


def _links(file: Path) -> Sequence[Url]:
    try:
        text = plain_file.beginning(file, _LARGEST).decode("utf-8-sig", "replace").replace("\r\n", "\n")
    except OSError:  # a build will say so
        return ()
    html = Markdown(extensions=["extra"]).convert(_FRONT_MATTER.sub("", text))
    return [link.url for link in own_page.read(html, "", "", {}, "", UTC).links]
