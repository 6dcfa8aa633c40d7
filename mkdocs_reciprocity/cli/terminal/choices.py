"""The answers that a question or a shell offers: kinds, peers, ways, posts, own pages.

All text from outside goes through `line`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.lines import line
from mkdocs_reciprocity.core.model import ASK, Interaction, OwnPage
from mkdocs_reciprocity.core.settings import Settings
from mkdocs_reciprocity.core.url import Url

if TYPE_CHECKING:
    from mkdocs_reciprocity.core.editing.new_row import Known, Word
    from mkdocs_reciprocity.core.ledger.identity import Directory

_MOST = 100  # posts: what is older is not looked for by pressing Tab


class Choice(Struct, frozen=True):
    """Something to choose, and a few words on it."""

    value: str
    words: str = ""


def kinds(settings: Settings, word: Word) -> list[Choice]:
    """The kinds, with their reach: those that reach people first."""
    found = [Choice(kind.name, kind.reach) for kind in settings.kinds.values()]
    return [*found, Choice(ASK.name, ASK.reach)] if word == "got" else found


def peers(people: Directory) -> list[Choice]:
    """The ids of peers, with their names."""
    return [Choice(id_, line(people.peers[id_].name, 60)) for id_ in sorted(people.peers)]


def posts(known: Known) -> list[Choice]:
    """The newest posts of all peers, with title, name and day."""
    found = [
        (post.published[:10], post.url, f"{line(post.title, 70)} · {line(known.people.peers[peer].name, 30)}")
        for peer, written in known.posts.items()
        for post in islice(written.values(), _MOST)
        if post.url
    ]
    found.sort(key=lambda one: one[1])
    found.sort(key=lambda one: one[0], reverse=True)
    return [Choice(url, f"{words} · {day}" if day else words) for day, url, words in found[:_MOST]]


def pages(site: Url | None, seen: Iterable[OwnPage]) -> list[Choice]:
    """The own pages as the last build has seen them, with their titles."""
    if site is None:
        return []
    found = ((urls.below(site, page.path), page.title) for page in seen)
    return [Choice(url, line(title, 70)) for url, title in found if url]


def ways(rows: Iterable[Interaction]) -> list[Choice]:
    """What rows have as `via`, the most used first."""
    return _counted(row.via for row in rows)


def tags(rows: Iterable[Interaction]) -> list[Choice]:
    """What rows have as `tags`, the most used first."""
    return _counted(tag for row in rows for tag in row.tags)


def _counted(words: Iterable[str]) -> list[Choice]:
    return [Choice(word) for word, _ in Counter(filter(None, words)).most_common(_MOST)]
