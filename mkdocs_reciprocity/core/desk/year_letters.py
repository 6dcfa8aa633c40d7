"""Letters of a year, one to each who gave something: what that was, what of theirs was passed on, room for the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b

from msgspec import Struct

from mkdocs_reciprocity.core import dates, letters
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.desk.account import Account
from mkdocs_reciprocity.core.desk.drafts.names import spoken_name
from mkdocs_reciprocity.core.desk.file_names import plain_or_hashed
from mkdocs_reciprocity.core.desk.letter_words import LetterWords, words_in
from mkdocs_reciprocity.core.desk.markdown_links import link, plain
from mkdocs_reciprocity.core.grouped import grouped
from mkdocs_reciprocity.core.ledger.recommendations import is_standing
from mkdocs_reciprocity.core.model import Interaction, PeerId
from mkdocs_reciprocity.core.personal import is_personal
from mkdocs_reciprocity.core.url import Url, UrlKey

MOST = 30
"""How many things a list of a letter has."""

SUFFIX = ".private.md"
"""The end of a letter's name: no build copies such a file, wherever it lies."""

_NO_GIFTS = frozenset({"thank"})
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")

Somebody = tuple[PeerId, str]
"""Whom a row is about: a peer, or the host (empty if unknown) and the name of somebody who is not listed."""


OwnAddresses = Mapping[UrlKey, Url]


class Letter(Struct, frozen=True):
    """To whom it is, as their name is; the file's name, and the Markdown in it."""

    name: str
    file: str
    text: str


def year_letters(year: str, account: Account) -> tuple[Letter, ...]:
    """A letter to each who gave something in the year, by name, in the author's language. Nods and thanks are no gifts
    here.

    Somebody who is not listed gets one if a row has their name (`by`).
    """
    words, own = words_in(account.language), _own_addresses(account)
    of_year = [row for row in account.rows if row.date and row.date[:4] == year]
    ordered = sorted(of_year, key=lambda row: dates.last_day(row.date) if row.date else "")
    found = (
        _letter(who, theirs, year, account, words, own)
        for who, theirs in grouped(ordered, lambda row: _who(row, account)).items()
        if who is not None and any(map(_is_gift, theirs))
    )
    return tuple(sorted(found, key=lambda letter: (letters.plain(letter.name), letter.file)))


def _who(row: Interaction, account: Account) -> Somebody | None:
    if row.peer is not None and row.peer in account.words.peers:
        return row.peer, ""
    return (row.peer or PeerId(""), row.by) if row.by else None


def _is_gift(row: Interaction) -> bool:
    return row.direction == "received" and row.reach in {"spread", "talk"} and row.kind not in _NO_GIFTS


def _own_addresses(account: Account) -> dict[UrlKey, Url]:
    """The addresses of the own pages, without what others hang on to them to see where readers come from."""
    every = (account.address(page.path) for page in account.pages)
    return {urls.key(url): url for url in every if url}


def _letter(
    who: Somebody, theirs: Sequence[Interaction], year: str, account: Account, words: LetterWords, own: OwnAddresses
) -> Letter:
    peer, by = who
    listed = account.words.peers.get(peer)
    name = spoken_name(listed, (feed.title for feed in account.feeds.get(peer, ()))) if listed else by
    gave = _listed((_gave(row, account, words, own) for row in theirs if _is_gift(row)), words)
    passed_on = _listed(_passed_on(theirs, account, words), words)
    parts = [
        words.greeting.format(name=plain(name)) if name else words.hello,
        f"{words.gave.format(year=year)}\n\n{gave}",
        *([f"{words.passed_on}\n\n{passed_on}"] if passed_on else []),
        "",
        words.closing,
    ]
    return Letter(listed.name if listed else by, _file(peer, by), "\n\n".join(parts) + "\n")


def _file(peer: PeerId, by: str) -> str:
    if not by:
        return f"{plain_or_hashed(peer)}{SUFFIX}"
    said = _NOT_IN_A_NAME.sub("-", letters.plain(by)).strip("-")[:40]
    told = blake2b(f"{peer}\n{by}".encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return f"{said}-{told}{SUFFIX}" if said else f"_{told}{SUFFIX}"


def _listed(items: Iterable[str], words: LetterWords) -> str:
    every = list(dict.fromkeys(items))
    shown = [*every[:MOST], words.more] if len(every) > MOST else every
    return "\n".join(f"- {item}" for item in shown)


def _gave(row: Interaction, account: Account, words: LetterWords, own: OwnAddresses) -> str:
    about, alone = words.did.get(row.kind, words.spread if row.reach == "spread" else words.talk)
    home = account.address("")
    if row.url and not (home and row.key == urls.key(home)):
        said = about.replace("{page}", link(account.words.title(row.url, ""), own.get(urls.key(row.url), row.url)))
    else:
        said = alone
    seen_at = account.words.deed(row).seen_at
    if seen_at and not is_standing(row) and not is_personal(seen_at.url):
        said = words.place.replace("{did}", said).replace("{place}", link(seen_at.title, seen_at.url))
    month = words.month(row.date) if row.date else ""
    return f"{said} ({month})" if month else said


def _passed_on(theirs: Sequence[Interaction], account: Account, words: LetterWords) -> Iterator[str]:
    """The posts that were passed on, each once, with the first that was said of it in public."""
    given = (row for row in theirs if row.direction == "given" and row.reach == "spread" and (row.url or row.title))
    for rows in grouped(given, lambda row: row.key or row.title).values():
        row = rows[0]
        title = account.words.gift(row)
        said = link(title, row.url) if row.url else plain(title)
        note = next((one.note for one in rows if one.note and not one.private), "")
        yield f"{said}: {words.quoted.replace('{words}', plain(note))}" if note else said
