"""The nouns of social networks, the same for Mastodon and Bluesky: facts only, plain text, lengths capped.

A time is ``YYYY-MM-DDTHH:MM:SSZ`` in UTC, or empty. Every text has passed through `core.lines.line`.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from mkdocs_reciprocity.core.url import Url

EXTRACTOR: int = 3
"""The version of what is read into `Known`. Raise it with every change there: what is kept from another version is read
again.
"""

Network = Literal["mastodon", "bluesky", "feed"]
"""What a place speaks. ``mastodon`` are all servers with Mastodon's API."""

What = Literal["account", "statuses", "status", "thread", "boosts", "likes", "quotes"]
"""What a request asks for. ``thread`` are the answers to a status, ``status`` is one status with its counts."""


class Place(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One of the author's own places, as the option ``me:`` names it.

    ``kind`` is what an entry of a feed counts as; ``via`` is the `via` of everything from there. Both may be empty.
    """

    url: Url
    network: Network
    kind: str = ""
    via: str = ""


class Person(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Somebody with an account.

    ``id`` is the same in everything that one server says: the number of a Mastodon account, the DID of a Bluesky one.
    ``address`` is the profile for people, at an address that the account surely has; ``also`` are its other addresses.
    ``handle`` is ``mara@social.example`` or ``mara.example``. ``hidden``: the account asks not to be shown.
    """

    id: str
    address: Url
    also: tuple[Url, ...] = ()
    handle: str = ""
    name: str = ""
    hidden: bool = False


class Answered(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The status that another one answers, as far as that is known. ``author_id`` is the ``id`` of a `Person`.

    Servers say less of ``author`` here than elsewhere: if it is not ``hidden``, that means nothing.
    """

    id: str
    address: Url | None = None
    author_id: str = ""
    author: Person | None = None


class Counts(Struct, frozen=True, omit_defaults=True, gc=False):
    """How often a status was answered, boosted, liked and quoted, as its server says."""

    replies: int = 0
    boosts: int = 0
    likes: int = 0
    quotes: int = 0


class Status(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One post on a network, public or unlisted.

    ``id`` is the server's own, or the ``at://`` URI. ``address`` is for people, and on the author's own server.
    ``warning``: it stands behind a content warning. ``links`` are the pages that it links to, each once, its card or
    external embed last; no people, no tags. ``title`` is that of its only link. ``text`` has no bare addresses.
    ``boost_of`` is what was passed on; then only ``id``, ``author``, ``at``, ``unlisted`` and ``address`` say something
    of their own.
    """

    id: str
    author: Person
    at: str
    address: Url | None = None
    text: str = ""
    warning: bool = False
    unlisted: bool = False
    links: tuple[Url, ...] = ()
    title: str = ""
    boost_of: Status | None = None
    quote_of: Status | None = None
    reply_to: Answered | None = None
    counts: Counts = Counts()


class Reaction(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What somebody did with a status of the author's.

    ``about`` is the id of the author's status. ``id``, ``address``, ``text`` and ``warning`` are those of the answer or
    quote; they are empty for a boost or a like. ``answers`` is the id of the status that is answered directly.
    ``hidden``: the answer is not to be shown, whoever wrote it.
    """

    about: str
    who: Person
    kind: Literal["share", "quote", "reply", "like"]
    at: str = ""
    id: str = ""
    address: Url | None = None
    text: str = ""
    warning: bool = False
    unlisted: bool = False
    answers: str = ""
    hidden: bool = False


class Account(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An account of the author's. ``moved_to`` is the profile to which it has moved, if it has."""

    id: str
    person: Person
    moved_to: Url | None = None


class Known(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All that is known of one place; the store keeps it from round to round.

    ``statuses`` are the author's own and their boosts, the newest first, in the server's order. ``asked`` is the day on
    which something was asked last, by the name of the request (`Ask.name`). ``whole``: there are no older statuses that
    matter. ``cursor`` is where the next older ones begin. ``quiet`` are the addresses of accounts that asked not to be
    shown, when they were read last. ``wrong`` are sentences about what could not be read.
    """

    account: Account | None = None
    statuses: tuple[Status, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    asked: dict[str, str] = {}
    whole: bool = False
    cursor: str = ""
    quiet: tuple[Url, ...] = ()
    wrong: tuple[str, ...] = ()


class Ask(Struct, frozen=True, kw_only=True):
    """One request of a round: a GET of JSON. ``about`` is the id of a status; ``page`` counts from 0.

    ``name`` is the same for the same question in every round; it is also the name of the file, without ``.json``, that
    stands for the answer where answers come from a folder.
    """

    url: Url
    what: What
    about: str = ""
    page: int = 0

    @property
    def name(self) -> str:
        """Such as ``statuses``, ``statuses-1`` or ``thread-109``: letters, digits, dots, dashes only."""
        tail = "".join(letter if letter.isalnum() and letter.isascii() else "." for letter in self.about[-60:])
        return "-".join(filter(None, (self.what, tail, str(self.page or ""))))


GONE = frozenset({400, 404, 410})
"""The numbers by which servers say that there is no such thing. (Bluesky says 400 of a status that was deleted.)"""


class Answer(Struct, frozen=True, kw_only=True):
    """What a server answered. ``status`` is that of HTTP; ``link`` is the value of its ``Link`` headers, joined."""

    body: bytes = b""
    status: int = 200
    link: str = ""
