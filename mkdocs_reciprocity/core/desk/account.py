"""All that the desk, and a relation with one peer, is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import tzinfo

from msgspec import Struct

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When, Window
from mkdocs_reciprocity.core.desk.deeds import Post, Words
from mkdocs_reciprocity.core.desk.neighbours import Unmet
from mkdocs_reciprocity.core.ledger.identity import Directory
from mkdocs_reciprocity.core.log.contents import Ignored, Ripple
from mkdocs_reciprocity.core.model import Feed, FeedEntry, Interaction, OwnPage, PeerId
from mkdocs_reciprocity.core.settings import MyPlace
from mkdocs_reciprocity.core.standing.forward import Written
from mkdocs_reciprocity.core.url import Url, UrlKey


class Account(Struct, frozen=True, kw_only=True):
    """What is known on one day.

    Args:
        rows: the ledger's, in its order, private ones too.
        pending: what is held back, by people who are not listed.
        may_recommend: whether the author could recommend somebody, and has not said yet whether they do.
        words: what everything is called, with all peers.
        told: the same for what others get to read: what only a preview has seen gives nothing its name.
        me: the author's own places elsewhere.
        neighbours: the blogs that peers read and the author does not know.
        feeds: as they were read.
        posts: what each peer has written, as `forward.posts` gives it.
        beginners: the peers who have just begun to write.
        linked: the posts that somebody else among the peers has linked to.
        pages: the own pages.
        written_about: what own pages link to, whether that counts as given or not.
        people: who is who.
        ripples: those that the log keeps.
        ignored: what the author does not want to count.
        unpublished: what own pages link to only since the last build: in drafts, say. Nobody else is told of it.
        language: the author's, in whatever spelling: ``de``, ``de_AT``.
        address: where an own page lies, by its path; None where the site has no URL.
    """

    rows: Sequence[Interaction]
    pending: Sequence[Interaction]
    may_recommend: Callable[[PeerId], bool]
    words: Words
    told: Words
    me: Sequence[MyPlace]
    neighbours: tuple[Unmet, ...]
    feeds: Mapping[PeerId, Sequence[Feed]]
    posts: Mapping[PeerId, Written]
    beginners: frozenset[PeerId]
    linked: AbstractSet[UrlKey]
    pages: Sequence[OwnPage]
    written_about: AbstractSet[UrlKey]
    people: Directory
    ripples: Sequence[Ripple]
    ignored: Sequence[Ignored]
    address: Callable[[str], Url | None]
    window: Window
    zone: tzinfo
    today: When
    unpublished: AbstractSet[UrlKey] = frozenset()
    language: str = "en"

    def language_code(self) -> str:
        """The language without its region: ``de``."""
        return self.language.lower().replace("_", "-").partition("-")[0]

    def newest_entry(self, peer: PeerId) -> FeedEntry | None:
        """A peer's newest post, as their feed has it."""
        return next(iter(self.posts.get(peer, {}).values()), None)

    def newest(self, peer: PeerId) -> Post | None:
        """The same as something to talk about."""
        entry = self.newest_entry(peer)
        return Post(self.words.title(entry.url, entry.title), entry.url) if entry and entry.url else None


def since_the_last_build(seen: Iterable[OwnPage], built: Iterable[OwnPage]) -> frozenset[UrlKey]:
    """What own pages link to as a preview saw them, and no page as the last build published them."""
    now, before = ({link.url for page in pages for link in page.links} for pages in (seen, built))
    if new := now - before:  # mostly there is nothing
        return frozenset(map(urls.key, new)).difference(map(urls.key, before))
    return frozenset()
