"""The addresses at which the server of an own place is asked."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from mkdocs_reciprocity.core.accounts import bluesky, values
from mkdocs_reciprocity.core.accounts.model import Place
from mkdocs_reciprocity.core.feeds.json_values import text_at
from mkdocs_reciprocity.core.url import Url

_BLUESKY = re.compile(r"/profile/([^/]+)/?")
_MASTODON = re.compile(r"/(?:@|users/)([A-Za-z0-9_.-]+)/?")
_API_OF_BLUESKY = "https://public.api.bsky.app/xrpc/"
STATUSES_OF_MASTODON, STATUSES_OF_BLUESKY = 40, 100
"""How many a page has."""
PEOPLE_OF_MASTODON, PEOPLE_OF_BLUESKY = 40, 100
"""The same for lists of people."""
DEPTH = 6
"""How far down a thread is read."""


def of_account(body: bytes) -> Place | None:
    """The place of an account that was saved: what Mastodon's ``accounts/lookup`` or Bluesky's ``getProfile`` says."""
    said = values.document(body) or {}
    if text_at(said, "did"):
        address = bluesky.profile(text_at(said, "did"))
        return Place(url=address, network="bluesky") if address else None
    address = values.address_at(said, "url")
    return Place(url=address, network="mastodon") if address and text_at(said, "acct") else None


def host(of: Place) -> str:
    """The host of a place, with its port."""
    return urlsplit(of.url).netloc.rpartition("@")[2].lower()


def account_of_mastodon(of: Place) -> Url:
    """Where the account is looked up by its name."""
    return Url(f"{_server(of)}/api/v1/accounts/lookup?acct={quote(name(of), safe='')}")


def statuses_of_mastodon(of: Place, id_: str, *, since: str = "", before: str = "") -> Url:
    """Where statuses are: those after the id ``since``, before the id ``before``."""
    asked = (
        f"limit={STATUSES_OF_MASTODON}",
        f"since_id={since}" if since else "",
        f"max_id={before}" if before else "",
    )
    return Url(f"{_server(of)}/api/v1/accounts/{id_}/statuses?{'&'.join(filter(None, asked))}")


def status_of_mastodon(of: Place, id_: str, part: str = "", before: str = "") -> Url:
    """Where one status is, or a ``part`` of what belongs to it: ``context``, ``reblogged_by``, ``favourited_by``."""
    paging = f"?limit={PEOPLE_OF_MASTODON}" + (f"&max_id={before}" if before else "")
    page = paging if part.endswith("_by") else ""
    return Url(f"{_server(of)}/api/v1/statuses/{id_}{f'/{part}' if part else ''}{page}")


def statuses_of_bluesky(of: Place, did: str = "", cursor: str = "") -> Url:
    """Where an author's feed is; without a ``did``, the name in the place's address is asked for."""
    asked = f"actor={quote(did or name(of), safe='')}&limit={STATUSES_OF_BLUESKY}&filter=posts_with_replies"
    return Url(f"{_API_OF_BLUESKY}app.bsky.feed.getAuthorFeed?{asked}{_from(cursor)}")


def thread_of_bluesky(uri: str) -> Url:
    """Where a thread is."""
    return Url(f"{_API_OF_BLUESKY}app.bsky.feed.getPostThread?uri={quote(uri, safe='')}&depth={DEPTH}&parentHeight=0")


def people_of_bluesky(method: str, uri: str, cursor: str = "") -> Url:
    """Where those are who did something with a status: ``getLikes``, ``getRepostedBy``, ``getQuotes``."""
    asked = f"uri={quote(uri, safe='')}&limit={PEOPLE_OF_BLUESKY}{_from(cursor)}"
    return Url(f"{_API_OF_BLUESKY}app.bsky.feed.{method}?{asked}")


def name(of: Place) -> str:
    """The name of the account in the place's address; empty for a feed."""
    pattern = _BLUESKY if of.network == "bluesky" else _MASTODON
    found = pattern.fullmatch(urlsplit(of.url).path)
    return found[1] if found else ""


def _server(of: Place) -> str:
    return f"{urlsplit(of.url).scheme}://{host(of)}"


def _from(cursor: str) -> str:
    return f"&cursor={quote(cursor, safe='')}" if cursor else ""
