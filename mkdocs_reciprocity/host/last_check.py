"""A last check of the own pages: other plugins may change the written files after our pages are made."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from mkdocs.structure.pages import Page
from msgspec import Struct

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.model import Interaction
from mkdocs_reciprocity.core.url import UrlKey
from mkdocs_reciprocity.host.own_pages import OwnPages


class _Written(Struct, frozen=True, gc=False):
    """A page: its source, the path of the file that is written, and the hash of the text in it.

    Python's own hash of a text is by far the cheapest, and is compared within this process only.
    """

    source: str
    target: str
    hash: int


class LastCheck:
    """Remembers own pages with links as they were finished, and finds those that were changed later."""

    def __init__(self, own: OwnPages) -> None:
        self.own = own
        self._written: dict[str, _Written] = {}

    def note(self, page: Page, output: str) -> None:
        """Takes note of a page that is about to be written. A page without links has nothing to hide."""
        if self.own.has_links(page.url):
            self._written[page.url] = _Written(page.file.src_uri, page.file.abs_dest_path, hash(output))

    def look_again(self, told: Container[UrlKey | None]) -> Iterator[str]:
        """A sentence for each page that no longer shows a link to something that is ``told`` of in public.

        Such links are also dropped from the own pages.
        """
        for page in self.own.known():
            written = self._written.get(page.path)
            if written is None or (now := _read(written)) is None:
                continue
            lost = {link.url for link in page.links} - {link.url for link in self.own.see_again(page, now).links}
            if any(urls.key(url) in told for url in lost):
                yield (
                    f"{written.source}: this page was changed after it was built and does not show its links any more, "
                    "and they are published all the same; hide them in `on_post_page` at the latest, or list the page "
                    "below `ignore:`"
                )


def told_of(rows: Iterable[Interaction]) -> frozenset[UrlKey | None]:
    """The keys of what was given, in public."""
    return frozenset(row.key for row in rows if row.direction == "given" and not row.private)


def _read(written: _Written) -> str | None:
    """The HTML of a page now, empty if the file is gone; None if it is as it was written."""
    try:
        with open(written.target, "rb", buffering=0) as file:
            text = file.read().decode("utf-8", "replace")
    except FileNotFoundError:
        return ""
    return None if hash(text) == written.hash else text
