"""Where the author and a peer left off: the last of each side, in their words, and what the peer has written since."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.desk.account import Account
from mkdocs_reciprocity.core.desk.deeds import LONGEST, Deed, Words
from mkdocs_reciprocity.core.lines import line
from mkdocs_reciprocity.core.model import Interaction, PeerId
from mkdocs_reciprocity.core.url import Url


class Last(Struct, frozen=True):
    """Something that was done, and what was said with it, plain and in one line; empty if that is not known.

    ``quoted``: these are the words themselves, not a note about them.
    """

    deed: Deed
    words: str
    quoted: bool


class Thread(Struct, frozen=True):
    """The last of each side, the newest first. If that has no words, the last that has stands behind it."""

    theirs: tuple[Last, ...]
    yours: tuple[Last, ...]


class Newest(Struct, frozen=True):
    """A peer's newest post, and how it begins, if their feed says so."""

    title: str
    url: Url
    date: When | None
    begins: str


def thread(theirs: Iterable[Interaction], words: Words) -> Thread:
    """Where the author and a peer left off.

    Args:
        theirs: the ledger's rows with this peer, in its order.
        words: what everything is called.
    """
    rows = [row for row in dates.newest_first(theirs) if row.reach != "nod"]
    got = [row for row in rows if row.direction == "received"]
    gave = [row for row in rows if row.direction != "received" or row.answered]
    return Thread(_last(got, _their_words, words), _last(gave, _own_words, words))


def newest(peer: PeerId, account: Account) -> Newest | None:
    """The newest post of a peer; None if no feed of theirs has one."""
    entry = account.newest_entry(peer)
    if entry is None or entry.url is None:
        return None
    title = account.words.title(entry.url, entry.title)
    date = dates.published_on(entry.published, account.zone)
    return Newest(title, entry.url, date, line(entry.excerpt, LONGEST))


def _last(
    rows: Sequence[Interaction], words_of: Callable[[Interaction], tuple[str, bool]], words: Words
) -> tuple[Last, ...]:
    found: list[Last] = []
    for row in rows:
        said, quoted = words_of(row)
        if not found or said:
            found.append(Last(replace(words.deed(row), note=""), line(said, LONGEST), quoted))
        if said:
            break
    return tuple(found)


def _their_words(row: Interaction) -> tuple[str, bool]:
    """What somebody said, or else the note: the author's, unless the row was seen."""
    said = row.said or row.sentence
    return (said, True) if said else (row.note, row.source != "log")


def _own_words(row: Interaction) -> tuple[str, bool]:
    return (row.answered, True) if row.direction == "received" else (row.note or row.proposed, True)
