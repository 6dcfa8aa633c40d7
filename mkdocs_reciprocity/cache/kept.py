"""What the store keeps of feeds, home pages and webmentions."""

from __future__ import annotations

from msgspec import Struct

from mkdocs_reciprocity.core.feeds.schedule import FeedState
from mkdocs_reciprocity.core.model import Feed, Mention


class Kept(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One feed: how it answered, the digest of the bytes that came last, and what was read from them.

    ``fault`` says why those bytes could not be read. Then ``feed`` is an older copy, or None. ``own`` are the author's
    addresses, as `OwnPlaces.said` has them, for which the sentences in ``feed`` were kept. ``terms`` is the JSON of a
    `FeedTerms` that has just been made, which the store keeps apart; ``termed``: it has the terms of these bytes.
    """

    state: FeedState
    digest: str = ""
    feed: Feed | None = None
    fault: str = ""
    own: str = ""
    terms: bytes = b""
    termed: bool = False


class Home(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The home page of a peer without a written feed: when it was searched last, and the ``feed`` that was found.

    In the state, ``good_at`` is when a search was finished, whether or not it found a feed.
    """

    state: FeedState
    feed: str = ""


class Surroundings(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a peer's home page leads to, besides the feed of what they write; each address is empty if there is none.

    ``state`` is that of the home page. ``shares`` is a feed of what they share; ``by_figures``: not the page names
    it, but their ``reciprocity.json``. ``blogroll`` lists the blogs that they read; ``of_blogroll`` is its state.
    ``sought_at`` is when what the page does not name was last looked for at the usual places, in seconds since the
    epoch. ``declines``: the page asks that what they do elsewhere is not shown.
    """

    state: FeedState
    shares: str = ""
    by_figures: bool = False
    blogroll: str = ""
    of_blogroll: FeedState | None = None
    sought_at: float = 0.0
    declines: bool = False


class KeptMentions(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Webmentions from one server, or from one file, whose bytes have the ``digest``.

    ``whole_at`` is when all of them were read, in seconds since the epoch. ``newest`` is the server's highest number.
    ``cut``: there were more than are read at most.
    """

    state: FeedState
    mentions: tuple[Mention, ...] = ()
    whole_at: float = 0.0
    newest: str = ""
    cut: bool = False
    digest: str = ""
