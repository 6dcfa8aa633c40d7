"""Letters of a year, one to each who gave something: what that was, what of theirs was passed on, room for the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b

from msgspec import Struct

from mkdocs_reciprocity.core import dates, letters
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.desk.account import Account
from mkdocs_reciprocity.core.desk.deeds import Post
from mkdocs_reciprocity.core.desk.drafts.known import may_be_told, title_of
from mkdocs_reciprocity.core.desk.drafts.names import is_several, spoken_name
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

_PAGES = 5  # of which one thing is said to be about

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
    own = _own_addresses(account)
    of_year = [row for row in account.rows if row.date and row.date[:4] == year]
    ordered = sorted(of_year, key=lambda row: dates.last_day(row.date) if row.date else "")
    found = (
        _letter(who, theirs, year, account, own)
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


def _letter(who: Somebody, theirs: Sequence[Interaction], year: str, account: Account, own: OwnAddresses) -> Letter:
    peer, by = who
    listed = account.words.peers.get(peer)
    name = spoken_name(listed, (feed.title for feed in account.feeds.get(peer, ()))) if listed else by
    words = words_in(account.language_code(), several=is_several(name))
    gave = _listed(_gave([row for row in theirs if _is_gift(row)], account, words, own), words)
    passed_on = dict(_passed_on(theirs, account, words))
    heading = words.noted if any(passed_on.values()) else words.passed_on
    shown = _listed((f"{title}: {note}" if note else title for title, note in passed_on.items()), words)
    parts = [
        words.greeting.format(name=words.marks.isolated(plain(name))) if name else words.hello,
        f"{words.gave.format(year=year)}\n\n{gave}",
        *([f"{heading}\n\n{shown}"] if shown else []),
        "",
        words.closing,
    ]
    return Letter(listed.name if listed else by, file_name(peer, by), "\n\n".join(parts) + "\n")


def file_name(peer: PeerId, by: str = "") -> str:
    """The name of the letter's file, for a peer or for somebody who is not listed (``by``)."""
    if not by:
        return f"{plain_or_hashed(peer)}{SUFFIX}"
    said = _NOT_IN_A_NAME.sub("-", letters.plain(by)).strip("-")[:40]
    told = blake2b(f"{peer}\n{by}".encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return f"{said}-{told}{SUFFIX}" if said else f"_{told}{SUFFIX}"


def _listed(items: Iterable[str], words: LetterWords) -> str:
    every = list(dict.fromkeys(items))
    shown = [*every[:MOST], words.more] if len(every) > MOST else every
    return "\n".join(f"- {item}" for item in shown)


def _gave(rows: Sequence[Interaction], account: Account, words: LetterWords, own: OwnAddresses) -> Iterator[str]:
    """What somebody did, thing by thing. A month is named with the first of its things."""
    before = ""
    for (_, month, *_), same in grouped(rows, lambda row: _thing(row, account, words)).items():
        said = (words.dated if month != before and month else words.you).format(
            did=_did(same, account, words, own), month=month
        )
        before = month
        yield said


def _thing(row: Interaction, account: Account, words: LetterWords) -> tuple[str, str, str, str]:
    """What makes two rows one thing: the kind, the month, and the place, or else the page."""
    place, page = _place(row, account), _page_key(row, account)
    return row.kind, words.month(row.date), place.url if place else "", str(page) if not place or not page else ""


def _page_key(row: Interaction, account: Account) -> UrlKey | None:
    """The page that a row is about; None for the blog as a whole."""
    home = account.address("")
    return None if home and row.key == urls.key(home) else row.key


def _place(row: Interaction, account: Account) -> Post | None:
    """Where it happened, if that may be said."""
    seen_at = account.told.deed(row).seen_at
    return seen_at if seen_at and not is_standing(row) and not is_personal(seen_at.url) else None


def _did(rows: Sequence[Interaction], account: Account, words: LetterWords, own: OwnAddresses) -> str:
    """What somebody did, to one page or more, in one place."""
    row = rows[0]
    about, alone = words.did.get(row.kind, words.spread if row.reach == "spread" else words.talk)
    pages = dict.fromkeys(
        words.marks.isolated(link(account.told.title(one.url, ""), own.get(key, one.url)))
        for one in rows
        if one.url and (key := _page_key(one, account))
    )
    said, place = (about if pages else alone), _place(row, account)
    if place and "{there}" not in said:
        said = f"{said}: {{there}}"
        there = words.marks.isolated(link(place.title, place.url))
    else:
        there = _there(place, words) if place else ""
    return said.format(page=_all(pages, words), there=there)


def _all(pages: Iterable[str], words: LetterWords) -> str:
    every = list(pages)
    more = f" {words.more}" if len(every) > _PAGES else ""
    return words.between.join(every[:_PAGES]) + more


def _there(place: Post, words: LetterWords) -> str:
    """Where it happened; of what has no title, the site."""
    if title := title_of(place.title, place.url):
        return words.there.format(place=words.marks.isolated(link(title, place.url)))
    return words.at.format(place=words.marks.isolated(link(urls.host(place.url), place.url)))


def _passed_on(theirs: Sequence[Interaction], account: Account, words: LetterWords) -> Iterator[tuple[str, str]]:
    """The posts that were passed on and of which the peer may know, each once, with the first that was said of it in
    public.
    """
    hidden = {row.key for row in theirs if row.said_private and row.key}
    given = (row for row in theirs if row.direction == "given" and row.reach == "spread" and (row.url or row.title))
    told = (row for row in given if row.key not in hidden and may_be_told(row, account))
    for rows in grouped(told, lambda row: row.key or row.title).values():
        row = rows[0]
        title = account.told.gift(row)
        note = next((one.note for one in rows if one.note and not one.private), "")
        what = link(title, row.url) if row.url else plain(title)
        yield words.marks.isolated(what), note and words.marks.quoted(plain(note))
