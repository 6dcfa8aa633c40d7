"""Rows of the ledger in words, a line each."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.core import pipeline
from mkdocs_reciprocity.core.desk.deeds import Words
from mkdocs_reciprocity.core.feeds.facts import line
from mkdocs_reciprocity.core.model import Interaction
from mkdocs_reciprocity.core.url import Url

_LONGEST = 300


class Known:
    """All that a command reckons with: what was gathered, the ledger, and what things are called.

    Args:
        gathering: what was read.
    """

    def __init__(self, gathering: Gathering) -> None:
        self.gathering = gathering
        self.facts = replace(gathering.reading().facts, pages=gathering.store.pages())
        self.ledger = pipeline.keep_ledger(self.facts)

    def words(self) -> Words:
        """What peers, posts and deeds are called."""
        return pipeline.account(self.ledger, self.facts).words


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
