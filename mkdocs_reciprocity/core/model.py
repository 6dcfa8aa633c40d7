"""The nouns: peer, interaction, feed, own page, and so on. All are frozen values without inheritance.

They are msgspec structs, not dataclasses: to make one costs a tenth, and the cache stores them as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NewType

from msgspec import Raw, Struct
from msgspec.json import Decoder, encode

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.problem import Where
from mkdocs_reciprocity.core.url import Url, UrlKey

PeerId = NewType("PeerId", str)
"""The key of a peer in the log; for somebody who is not listed, the host of their URL."""

Direction = Literal["given", "received", "asked"]
Reach = Literal["spread", "talk", "nod", "ask"]
Source = Literal["log", "page", "feed", "webmention", "account"]
Answer = Literal["", "granted", "declined"]

SeenAt = tuple[str, str, int]
"""The order of things that were seen on one day: when the entry was published (empty for an own page), the address of
the entry or page, and the number of the link in it.
"""

SOURCES: tuple[Source, ...] = ("log", "page", "feed", "webmention", "account")


class Kind(Struct, frozen=True):
    """What was done, how far it reaches, and its verb in the past tense, as in "shared"."""

    name: str
    reach: Reach
    verb: str


def _kinds(reach: Reach, **verbs: str) -> dict[str, Kind]:
    return {name: Kind(name, reach, verb) for name, verb in verbs.items()}


KINDS: dict[str, Kind] = {
    **_kinds("spread", share="shared", link="linked", quote="quoted", review="reviewed", recommend="recommended",
             feature="featured", translate="translated"),
    **_kinds("talk", comment="commented on", reply="replied to", thank="thanked", advice="advised", praise="praised",
             help="helped", intro="introduced", testimonial="wrote a testimonial for", checkin="checked in with"),
    **_kinds("nod", like="liked", bookmark="bookmarked", follow="followed", vote="voted for"),
}  # fmt: skip
"""The kinds that come built in, by name."""

ASK = Kind("ask", "ask", "asked")
"""The kind of ``got: ask``. Everything that is asked for has the reach ``ask``."""


class Peer(Struct, frozen=True, kw_only=True):
    """A person or blog that the author gives to or gets from.

    ``feeds`` are URLs or paths beside mkdocs.yml; ``checkin`` is in days. ``private`` is also set while the entry has a
    problem; then ``files`` has every text in the entry that may be the name of a file. ``recommend`` is None where the
    entry does not say whether the author recommends them. ``about`` says why the author reads them, in public.
    ``fallow``: the blog is gone, so its home and feeds are neither asked for nor linked to. ``excerpt``: what they
    wrote may be quoted beside a post. ``call`` is how the author addresses them, and ``contact`` where the author
    writes to them, as `core.contacts` reads it: no build has either of them, and they are empty if the entry does not
    say. ``was`` is the id, or the host, from which the permanent links of gifts to them are made; empty if that is
    ``id``.
    """

    id: PeerId
    name: str
    home: Url | None = None
    feeds: tuple[str, ...] = ()
    also: tuple[Url, ...] = ()
    checkin: int | None = None
    tags: tuple[str, ...] = ()
    recommend: bool | None = None
    about: str = ""
    fallow: bool = False
    private: bool = False
    lang: str = ""
    avatar: str = ""
    excerpt: bool = True
    note: str = ""
    call: str = ""
    contact: str = ""
    was: str = ""
    files: tuple[str, ...] = ()
    where: Where = Where("")

    def feed_urls(self) -> list[Url]:
        """Those feeds that are on the web, not files."""
        return [url for feed in self.feeds if (url := urls.parse(feed))]

    def addresses(self) -> list[Url]:
        """The home, the other addresses and the feeds."""
        return [url for url in (self.home, *self.also, *self.feed_urls()) if url]


class Interaction(Struct, frozen=True, kw_only=True, gc=False):
    """One thing that was done: given, received or asked.

    ``date`` is None when it is not known. ``url`` is what it is about; ``key`` is the key of that URL. ``said_private``
    is what the row itself says; ``private`` is what counts, and is True until the ledger has decided. ``evidence`` says
    where it was seen, sorted. ``by`` names the author where the URL belongs to nobody who is listed. ``where`` is its
    place in the author's files; it is empty for what was only seen.

    ``gone`` is the day on which the author wrote down that what was given is no longer at its ``url``.

    ``proposed`` are the author's words about a gift, as their own account shows them; nothing of them is published
    until the author has accepted them as the ``note``. ``said`` is what somebody wrote to the author there, and
    ``answered`` what the author wrote back; both are shown only where the options say so.

    ``sentence`` is where somebody's post leads to this site, in their words. It is for the desk alone.
    """

    date: When | None
    direction: Direction
    kind: str
    reach: Reach
    peer: PeerId | None = None
    url: Url | None = None
    key: UrlKey | None = None
    title: str = ""
    by: str = ""
    via: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    said_private: bool | None = None
    private: bool = True
    source: Source = "log"
    evidence: tuple[Url, ...] = ()
    answer: Answer = ""
    where: Where = Where("")
    seen_at: SeenAt = ("", "", 0)
    proposed: str = ""
    said: str = ""
    answered: str = ""
    sentence: str = ""
    gone: When | None = None


EXTRACTOR: int = 18
"""The version of what readers put into `Feed`. Raise it with every change there: what is cached from another version is
read again.
"""

PAGE_EXTRACTOR: int = 11
"""The same for `OwnPage`."""


_NO_ASIDE = Raw(b'["",""]')


class FeedEntry(Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """One post read from a peer's feed: facts only, plain text, lengths capped.

    ``published`` is ``YYYY-MM-DD`` or ``YYYY-MM-DDTHH:MM:SSZ`` (UTC), or empty. ``words`` is about how many the post
    has; 0 when the feed holds only an excerpt. Every build reads all entries of all feeds from the store. To make that
    fast, fields that are seldom used are decoded only when asked for: ``outbound`` has the links to other sites, each
    once, in order, one a line; ``aside`` is the JSON of author, summary, excerpt and sentences, as `aside` makes it.
    ``about`` has the pages that the entry passes on, as in a blog of links, one a line; it is empty for a post by
    itself.
    """

    url: Url | None = None
    title: str = ""
    published: str = ""
    words: int = 0
    outbound: str = ""
    aside: Raw = _NO_ASIDE
    about: str = ""

    @property
    def links(self) -> tuple[Url, ...]:
        """The links in ``outbound``."""
        return tuple(map(Url, self.outbound.split("\n"))) if self.outbound else ()

    @property
    def subjects(self) -> tuple[Url, ...]:
        """The pages in ``about``."""
        return tuple(map(Url, self.about.split("\n"))) if self.about else ()

    @property
    def author(self) -> str:
        """Who wrote the post, as the feed says; or an empty string."""
        return _ASIDE.decode(self.aside)[0]

    @property
    def summary(self) -> str:
        """How the entry begins, or what the feed says that it is about, where it passes on a page or may be at somebody
        else's place; else an empty string.
        """
        return _ASIDE.decode(self.aside)[1]

    @property
    def excerpt(self) -> str:
        """Two or three sentences in the words of the post's author, whole ones if possible; or an empty string."""
        return "".join(_ASIDE.decode(self.aside)[2:3])

    @property
    def sentences(self) -> dict[UrlKey, str]:
        """In which sentences the entry leads to this site, by the keys of the pages here; see `own_places`."""
        said = _ASIDE.decode(self.aside)[3:]
        return dict(zip(map(UrlKey, said[::2]), said[1::2], strict=False))


def aside(author: str = "", summary: str = "", excerpt: str = "", sentences: Mapping[UrlKey, str] | None = None) -> Raw:
    """The field ``aside`` of a `FeedEntry`."""
    if sentences:
        return Raw(encode((author, summary, excerpt, *(text for pair in sentences.items() for text in pair))))
    if excerpt:
        return Raw(encode((author, summary, excerpt)))
    return Raw(encode((author, summary))) if author or summary else _NO_ASIDE


_ASIDE = Decoder(tuple[str, ...])


class Feed(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What was read from one feed. ``as_of`` is the day of the copy, if the feed itself cannot be read now.

    ``address`` is the address in the log, or the name of the file. ``moved_to`` is the address to which it has moved
    for good, or empty. ``blogroll`` is where its author lists the blogs that they read, or empty.
    """

    title: str = ""
    home: str = ""
    entries: tuple[FeedEntry, ...] = ()
    as_of: When | None = None
    address: str = ""
    moved_to: str = ""
    blogroll: str = ""

    def is_of_shares(self) -> bool:
        """Whether all that is in it passes on somebody else's pages."""
        return all(entry.about for entry in self.entries)


class Neighbour(Struct, frozen=True, array_like=True, gc=False):
    """A blog that a peer says they read: its name, its home and its feed. One of the two addresses is there."""

    name: str
    home: Url | None = None
    feed: Url | None = None


class Link(Struct, frozen=True, array_like=True, gc=False):
    """A link in an own page's content: its target, and its words."""

    url: Url
    text: str = ""


class OwnPage(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One rendered page of this site. ``path`` is relative to the site's root, as MkDocs spells it (``looms/``).

    ``unrecommended`` are links with a ``rel`` of ``nofollow``, ``sponsored`` or ``ugc``, and links that browsers do not
    show: they are no gifts. ``digest`` changes with the content; it is empty if there is no link at all. ``former`` are
    paths that redirect visitors to this page. ``posted``: the date is one that the author has written into the page.
    """

    path: str
    title: str = ""
    date: When | None = None
    posted: bool = False
    links: tuple[Link, ...] = ()
    unrecommended: tuple[Url, ...] = ()
    digest: str = ""
    former: tuple[str, ...] = ()


class Mention(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A webmention that this site has received: facts only, plain text, lengths capped.

    ``source`` is the page with the link, ``target`` the page here that it leads to. ``url`` and ``author_url`` are the
    address and the author that the source claims; nobody has checked them. ``kind`` is a name in `KINDS`. ``published``
    and ``received`` are dates as `FeedEntry` has them. ``id`` is the receiver's number or name for it, or empty.
    """

    source: Url
    target: Url
    kind: str
    id: str = ""
    url: Url | None = None
    author: str = ""
    author_url: Url | None = None
    title: str = ""
    text: str = ""
    published: str = ""
    received: str = ""
