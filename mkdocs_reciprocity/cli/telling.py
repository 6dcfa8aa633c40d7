"""Rows of the ledger in words, a line each."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_reciprocity.collect.gathering import Gathering, Reading
from mkdocs_reciprocity.core import pipeline
from mkdocs_reciprocity.core.desk.deeds import Words
from mkdocs_reciprocity.core.feeds.facts import line
from mkdocs_reciprocity.core.ledger.merge import Ledger
from mkdocs_reciprocity.core.model import Interaction, OwnPage
from mkdocs_reciprocity.core.url import Url

_LONGEST = 300


class Known:
    """All that a command reckons with: what was gathered, the ledger, and what things are called.

    Args:
        gathering: what was read.
    """

    def __init__(self, gathering: Gathering) -> None:
        self.gathering = gathering
        self.reading: Reading = gathering.reading()
        self.pages: tuple[OwnPage, ...] = gathering.store.pages()
        self.ledger: Ledger = gathering.ledger(self.reading, self.pages)

    def words(self) -> Words:
        """What peers, posts and deeds are called."""
        site, book = self.gathering.site, self.gathering.book
        feeds, today = self.reading.feeds, self.gathering.today
        return pipeline.account(self.ledger, book, feeds, self.pages, site.url, site.settings, today).words


def told(row: Interaction, words: Words) -> str:
    """A row in one line, with its date."""
    deed = words.deed(row)
    title = f" “{deed.title}”" if deed.title else ""
    there = f" in “{deed.seen_at.title}”" if deed.seen_at else ""
    return line(f"{row.date or 'undated'}: {deed.who()} {deed.did}{title}{there}", _LONGEST)


def addresses(row: Interaction) -> list[str]:
    """Where it leads, and where it was seen, each in a line that can be copied."""
    urls: dict[Url, None] = dict.fromkeys((*([row.url] if row.url else []), *row.evidence))
    return [line(url, len(url)) for url in urls]


def called(held: Sequence[Interaction]) -> str:
    """What is held back, in a word: there are webmentions of strangers, and links in feeds that lead elsewhere."""
    return "webmention" if all(row.source == "webmention" for row in held) else "mention"
