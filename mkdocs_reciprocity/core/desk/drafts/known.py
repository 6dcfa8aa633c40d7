"""What a note can say: facts of one peer, each in a line of plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.desk.account import Account
from mkdocs_reciprocity.core.desk.drafts import days
from mkdocs_reciprocity.core.desk.drafts.names import spoken_name
from mkdocs_reciprocity.core.ledger.recommendations import is_standing
from mkdocs_reciprocity.core.lines import line
from mkdocs_reciprocity.core.model import Interaction, PeerId
from mkdocs_reciprocity.core.url import Url, UrlKey

TITLE, SENTENCE = 80, 200
"""How many characters of each are said."""

NODS = frozenset({"like", "bookmark"})
_POSTS = frozenset({"review", "testimonial"})
"""What is a post of its own. Other things stand in a post that may be about something else."""

_LATELY = 366  # days after which what was passed on is no news any more
_NEW = 120  # days after which a post is not called new
_THEIR_OWN = frozenset({"feed", "webmention", "account"})
"""Sources whose notes are in the words of the other side."""


class Done(Struct, frozen=True, kw_only=True):
    """Something that a peer did for the author.

    ``page`` is the title of the author's page, ``post`` that of the peer's; each is empty if it is not known.
    ``on_site``: it is about the author's site as a whole. ``sentence`` are the peer's words.
    """

    kind: str
    reach: str
    date: When | None
    page: str = ""
    post: str = ""
    sentence: str = ""
    on_site: bool = False

    def is_the_post(self) -> bool:
        """Whether all that is known of it is the post that it is."""
        return self.kind in _POSTS and bool(self.post) and not self.page and not self.on_site


class Gift(Struct, frozen=True, kw_only=True):
    """A post of the peer's that the author has passed on, or else liked: how, and with what words for all to read.

    ``is_blog``: it was their blog as a whole.
    """

    kind: str
    title: str
    date: When | None
    note: str = ""
    is_blog: bool = False


class Known(Struct, frozen=True, kw_only=True):
    """All that a note to one peer can say.

    ``name`` is how they are addressed, or empty. ``deed`` is what they are thanked for; None if nothing is owed.
    ``wrote`` is when the author last said something to them, ``heard`` the last that they did for the author.
    ``newest`` is a new post of theirs of which the log says nothing.
    """

    name: str
    today: When
    deed: Done | None = None
    heard: Done | None = None
    wrote: When | None = None
    gift: Gift | None = None
    newest: str = ""

    def is_silent(self) -> bool:
        """Whether it is long ago that the author wrote."""
        return days.is_long(self.wrote, self.today) and self.is_quiet()

    def is_my_turn(self) -> bool:
        """Whether it is long ago that the peer did something, and the author has said nothing since."""
        return self.heard is not None and (self.heard.date or "") >= (self.wrote or "") and self.is_quiet()

    def is_quiet(self) -> bool:
        """Whether there was nothing between the two lately."""
        last = max(self.wrote or "", (self.heard.date or "") if self.heard else "")
        return not last or days.is_long(When(last), self.today)


def known_of(peer: PeerId, theirs: Iterable[Interaction], owed: Iterable[Interaction], account: Account) -> Known:
    """What is known of one of the listed peers.

    Args:
        peer: who it is.
        theirs: the rows with them.
        owed: those for which thanks are owed.
        account: all that is known.
    """
    rows = dates.newest_first(row for row in theirs if row.reach != "ask")
    given = [row for row in rows if row.direction == "given"]
    heard = [row for row in rows if row.direction == "received" and row.date and row.reach in {"spread", "talk"}]
    newest = dates.newest_first(owed)
    best = sorted(newest, key=lambda row: (not _sentence(row, account), row.reach != "spread"))[:1]
    blogs = (feed.title for feed in account.feeds.get(peer, ()))
    return Known(
        name=spoken_name(account.words.peers[peer], blogs),
        today=account.today,
        deed=_done(best[0], account) if best else None,
        heard=_done(heard[0], account) if heard else None,
        wrote=next((row.date for row in given if row.reach == "talk" and row.date), None),
        gift=_gift(given, account),
        newest=_newest(peer, rows, account),
    )


def _done(row: Interaction, account: Account) -> Done:
    deed = account.told.deed(row)
    there = deed.seen_at
    has_title = there and not is_standing(row) and not _is_their_blog(row.peer, urls.key(there.url), account)
    return Done(
        kind=row.kind,
        reach=row.reach,
        date=row.date,
        page=title_of(deed.title, row.url),
        post=title_of(there.title, there.url) if there and has_title else "",
        sentence=_sentence(row, account),
        on_site=row.key is not None and row.key == _home(account),
    )


def _home(account: Account) -> UrlKey | None:
    home = account.address("")
    return urls.key(home) if home else None


def _is_their_blog(peer: PeerId | None, key: UrlKey | None, account: Account) -> bool:
    """Whether an address is that of a peer's blog as a whole, whose title is no post's."""
    home = account.words.home(peer) if peer else None
    return home is not None and key == urls.key(home)


def _sentence(row: Interaction, account: Account) -> str:
    """The peer's own words; empty if they say no more than a title does."""
    said = line(row.sentence or row.said or (row.note if row.source in _THEIR_OWN else ""), SENTENCE)
    titles = (row.title, account.told.title(row.url, "") if row.url else "")
    return "" if _letters(said) in map(_letters, titles) else said


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def title_of(title: str, url: Url | None) -> str:
    """A title within its bound, without a stop at its end: the sentence around it has its own. It is empty if it is
    only the address, or the first of some words of a network.
    """
    said = line(title, TITLE)
    said = said.removesuffix(".") if not said.endswith("..") else said
    is_address = url is not None and (said.startswith(urls.host(url)) or urls.readable(url).startswith(said))
    return "" if is_address or "://" in said or not any(map(str.isalnum, said)) else said


def _gift(given: Sequence[Interaction], account: Account) -> Gift | None:
    """The last that was passed on and that the peer may know of, better one in the log than a link in an own page; else
    the last that was liked.
    """
    since = dates.after(account.today, -_LATELY)
    hidden = {row.key for row in given if row.said_private}
    recent = [
        row for row in given if row.url and row.key not in hidden and row.date and dates.last_day(row.date) >= since
    ]
    shared = [row for row in recent if row.reach == "spread" and may_be_told(row, account)]
    shared.sort(key=lambda row: row.source == "page")  # what stands in the log was meant for them
    liked = [row for row in recent if row.kind in NODS]
    for row in (*shared, *liked):
        title, is_blog = title_of(account.told.gift(row), row.url), _is_their_blog(row.peer, row.key, account)
        if title or is_blog:
            note = row.note if row.reach == "spread" and not row.private and len(row.note) <= SENTENCE else ""
            return Gift(kind=row.kind, title=title, date=row.date, note=line(note, SENTENCE), is_blog=is_blog)
    return None


def may_be_told(row: Interaction, account: Account) -> bool:
    """Whether the peer may hear of it: all that is public and published, and of a private peer what is private for that
    reason.
    """
    if row.source == "page" and row.key in account.unpublished:
        return False
    return not row.private or (row.peer is not None and account.words.peers[row.peer].private and not row.via)


def _newest(peer: PeerId, rows: Sequence[Interaction], account: Account) -> str:
    """The title of the newest post, if it is new, the author has done nothing with it, and it does not lead here."""
    done = {row.key for row in rows if row.key} | {urls.key(url) for row in rows for url in row.evidence}
    entry = account.newest_entry(peer)
    date = dates.published_on(entry.published, account.zone) if entry else None
    if entry is None or entry.url is None or urls.key(entry.url) in done | account.written_about:
        return ""
    return title_of(entry.title, entry.url) if date and dates.after(date, _NEW) >= account.today else ""
