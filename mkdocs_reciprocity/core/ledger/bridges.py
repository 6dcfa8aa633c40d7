"""Who did what a bridge tells of. A bridge is a service that makes pages of what it reads on social networks, and sends
webmentions from them.

Bridgy (https://brid.gy/about) reads networks with the author's account. The ``url`` of an answer is the answer's own;
that of a boost or a like is the post that was boosted (``https://social.example/@me/1#reblogged-by-2``), which says
nothing of who did it. Bridgy Fed (https://fed.brid.gy/docs) makes pages of what other servers have sent it, at
addresses that end in those of the originals; what the servers say of themselves nobody has checked.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.model import Mention
from mkdocs_reciprocity.core.patterns import late
from mkdocs_reciprocity.core.url import Url, UrlKey

_BRIDGY = frozenset({"brid.gy", "brid-gy.appspot.com"})
_FED = late(r"[a-z0-9-]+\.brid\.gy|bridgy-federated(?:\.[a-z]+\.r)?\.appspot\.com")

_SIGNALS = frozenset({"share", "like", "bookmark", "follow"})
"""Kinds without any text, so that there is no post by the person who did it."""
_OF_SIGNALS = late(r"/(?:repost|like|react|rsvp)/")
_BY = late(r"#[\w-]+[-_]by[-_](.*)")
_ON_MANY_HOSTS = late(r"/mastodon/")

_ORIGINAL = r"(?i)https?://[^/?#]+/(?:convert/(?:[a-z]+/)?web/|render\?id=)(https?|at)(?::|%3A)[/%2F]+(.+)"
"""The pages that Bridgy Fed makes. Other addresses on its hosts may contain anything."""
_BLUESKY = Url("https://bsky.app/")


def is_bridged(mention: Mention) -> bool:
    """Whether a bridge made the page that the webmention came from."""
    return _is_bridgys(mention) or _is_feds(mention)


def place(mention: Mention) -> Url:
    """The address where it can be seen. For a boost or a like there is only the bridge's page."""
    if mention.url is None or _is_signal(mention):
        return mention.source
    if _is_bridgys(mention) or (_is_feds(mention) and _is_original(mention.url, mention)):
        return mention.url
    return mention.source


def place_key(mention: Mention) -> UrlKey:
    """What is the same for all pages that tell of one thing. Bridgy has each of its pages at two hosts."""
    key = urls.key(place(mention))
    host = urls.host_of(key)
    return UrlKey(key.removeprefix(host)) if host in _BRIDGY else key


def whose(mention: Mention) -> Url | None:
    """The address whose owner did it; None if that is not known."""
    author = mention.author_url
    if not is_bridged(mention):
        return mention.source
    if _is_feds(mention):
        original = _original(mention)
        return author if author and _is_original(author, mention) else original
    if author and mention.url and urls.host(author) == urls.host(mention.url):
        return author
    if not _is_signal(mention):
        return mention.url or mention.source
    return author if author and _is_account(author) and _ON_MANY_HOSTS.search(mention.source) else None


def instead(mention: Mention) -> Url:
    """The address that stands for the person, if it is not known who did it."""
    return mention.url if mention.url and _is_bridgys(mention) else mention.source


def number_of(mention: Mention) -> str:
    """What the network itself calls the person who boosted or liked: the number or DID at the end of the address that
    Bridgy gives to it; empty if there is none.
    """
    found = _BY.search(mention.url or "")
    return found[1] if found and is_bridged(mention) else ""


def _is_bridgys(mention: Mention) -> bool:
    return urls.host(mention.source) in _BRIDGY


def _is_feds(mention: Mention) -> bool:
    return _FED.fullmatch(urls.host(mention.source)) is not None


def _is_signal(mention: Mention) -> bool:
    if mention.kind in _SIGNALS or _OF_SIGNALS.search(mention.source):
        return is_bridged(mention)
    return _BY.search(mention.url or "") is not None and is_bridged(mention)


def _is_account(author: Url) -> bool:
    """Whether it is more than a host. (A profile may name any home page.)"""
    key = urls.key(author)
    return key != urls.host_of(key)


def _original(mention: Mention) -> Url | None:
    """The address that the bridge has read, found in the address of its page; for Bluesky, that of the network."""
    found = re.match(_ORIGINAL, mention.source)
    if found is None:
        return None
    if found[1].lower() == "at":
        return _BLUESKY
    rest = found[2] if "/" in found[2] else unquote(found[2])  # as a parameter, all of it is escaped
    return urls.parse(f"https://{rest}")


def _is_original(said: Url, mention: Mention) -> bool:
    """Whether the address is on the host that the bridge has read."""
    original = _original(mention)
    return original is not None and urls.host(said) == urls.host(original)
