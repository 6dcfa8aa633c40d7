"""Answers of servers, in the shapes that their documentation has."""

from __future__ import annotations

import json
from typing import Any

from mkdocs_reciprocity.core.accounts.model import Account, Person, Place, Status
from mkdocs_reciprocity.core.url import Url

HOST = "social.example"
MARA = Place(url=Url("https://social.example/@mara"), network="mastodon")
MARA_ON_BLUESKY = Place(url=Url("https://bsky.app/profile/mara.example"), network="bluesky")
DID = "did:plc:mara"
ME = Person(id="1", address=Url("https://social.example/@mara"), handle="mara@social.example", name="Mara")
MY_ACCOUNT = Account(id="1", person=ME)


def body(what: object) -> bytes:
    """JSON as a server sends it."""
    return json.dumps(what).encode()


def account(acct: str = "mara", id_: str = "1", **more: Any) -> dict[str, Any]:
    """An account as Mastodon has it."""
    name, _, domain = acct.partition("@")
    there = domain or HOST
    return {
        "id": id_, "username": name, "acct": acct, "url": f"https://{there}/@{name}",
        "uri": f"https://{there}/users/{name}", "display_name": name.title(), "note": "<p>Nets.</p>",
        "discoverable": True, "noindex": False, "bot": False, "fields": [], "emojis": [], **more,
    }  # fmt: skip


def toot(
    id_: str = "100", content: str = "<p>Hello</p>", by: dict[str, Any] | None = None, **more: Any
) -> dict[str, Any]:
    """A status as Mastodon has it."""
    who = by or account()
    return {
        "id": id_, "uri": f"{who['uri']}/statuses/{id_}", "url": f"{who['url']}/{id_}",
        "created_at": "2026-11-20T10:00:00.000Z", "visibility": "public", "spoiler_text": "", "content": content,
        "in_reply_to_id": None, "in_reply_to_account_id": None, "reblog": None, "card": None, "account": who,
        "mentions": [], "tags": [], "replies_count": 0, "reblogs_count": 0, "favourites_count": 0, **more,
    }  # fmt: skip


def link(url: str) -> str:
    """A link as Mastodon writes it."""
    host, _, path = url.removeprefix("https://").partition("/")
    return (
        f'<a href="{url}" target="_blank" rel="nofollow noopener" translate="no"><span class="invisible">https://</span>'
        f'<span class="ellipsis">{host}</span><span class="invisible">/{path}</span></a>'
    )


def profile(handle: str = "mara.example", did: str = DID, **more: Any) -> dict[str, Any]:
    """A profile as Bluesky has it."""
    return {"did": did, "handle": handle, "displayName": handle.partition(".")[0].title(), "labels": [], **more}


def uri(rkey: str = "3k1", did: str = DID) -> str:
    """The address of a post inside the network."""
    return f"at://{did}/app.bsky.feed.post/{rkey}"


def skeet(
    rkey: str = "3k1",
    text: str = "Hello",
    by: dict[str, Any] | None = None,
    record: dict[str, Any] | None = None,
    **more: Any,
) -> dict[str, Any]:
    """A post as Bluesky has it."""
    who = by or profile()
    return {
        "uri": uri(rkey, who["did"]), "cid": "bafy", "author": who, "indexedAt": "2026-11-20T10:00:01.000Z",
        "record": {
            "$type": "app.bsky.feed.post", "text": text, "createdAt": "2026-11-20T10:00:00.000Z", **(record or {}),
        },
        "replyCount": 0, "repostCount": 0, "likeCount": 0, "quoteCount": 0, "labels": [], **more,
    }  # fmt: skip


def facet(text: str, words: str, url: str) -> dict[str, Any]:
    """A link in the text of a post: where its words stand, in bytes."""
    begin = len(text[: text.index(words)].encode())
    features = [{"$type": "app.bsky.richtext.facet#link", "uri": url}]
    return {"index": {"byteStart": begin, "byteEnd": begin + len(words.encode())}, "features": features}


def known_status(id_: str, *, at: str = "2026-11-20T10:00:00Z", links: tuple[str, ...] = (), **more: Any) -> Status:
    """A status of the author's, as it is kept."""
    address = Url(f"https://social.example/@mara/{id_}")
    return Status(id=id_, author=ME, at=at, address=address, links=tuple(map(Url, links)), **more)
