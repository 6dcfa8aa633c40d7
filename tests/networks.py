"""Servers of social networks on 127.0.0.1, in the shapes that their documentation has. What is in them can change."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.core.accounts.making import account, profile
from tests.server import Page, page

Entry = dict[str, Any]


def answer(what: object, status: int = 200, **headers: Any) -> Page:
    """JSON, as a server sends it."""
    return page(json.dumps(what).encode(), status, Content_Type="application/json; charset=utf-8", **headers)


NOT_FOUND = answer({"error": "Record not found"}, 404)


class Network(dict[str, Page]):
    """The pages of a server. ``wrong`` are pages that stand in for others, by the beginning of their path."""

    def __init__(self) -> None:
        super().__init__()
        self.statuses: list[Entry] = []
        """Of the author, the newest first."""
        self.below: dict[str, list[Entry]] = {}
        """The answers to each status, by its id."""
        self.boosts: dict[str, list[Entry]] = {}
        self.likes: dict[str, list[Entry]] = {}
        self.headers: dict[str, Any] = {}
        self.wrong: dict[str, Page] = {}

    def get(self, path: str, default: Any = None) -> Any:  # what a server looks a page up by
        for start, instead in self.wrong.items():
            if path.startswith(start):
                return instead
        split = urlsplit(path)
        found = self.at(split.path, {name: said[-1] for name, said in parse_qs(split.query).items()})
        return found or super().get(split.path, default)

    def at(self, path: str, query: dict[str, str]) -> Page | None:
        raise NotImplementedError

    def said(self, what: object, **headers: Any) -> Page:
        return answer(what, 200, **self.headers, **headers)


class Mastodon(Network):
    """A server that speaks Mastodon's API, with the account ``mara``. ``at_once`` is how many statuses a page has."""

    def __init__(self, url: str, at_once: int = 40) -> None:
        super().__init__()
        there = {"url": f"{url}/@mara", "uri": f"{url}/users/mara"}
        self.account = account(**there)
        self.url, self.at_once = url, at_once

    def toot(self, id_: str, content: str, **more: Any) -> Entry:
        """A new status of the author's."""
        status = {
            "id": id_, "uri": f"{self.url}/users/mara/statuses/{id_}", "url": f"{self.url}/@mara/{id_}",
            "created_at": "2026-11-20T10:00:00.000Z", "visibility": "public", "spoiler_text": "", "content": content,
            "in_reply_to_id": None, "in_reply_to_account_id": None, "reblog": None, "card": None,
            "account": self.account, "mentions": [], "tags": [], "replies_count": 0, "reblogs_count": 0,
            "favourites_count": 0, **more,
        }  # fmt: skip
        self.statuses.insert(0, status)
        return status

    def at(self, path: str, query: dict[str, str]) -> Page | None:
        if not path.startswith("/api/v1/"):
            return None
        for status in self.statuses:
            id_ = status["id"]
            status["replies_count"], status["reblogs_count"], status["favourites_count"] = (
                len(some.get(id_, ())) for some in (self.below, self.boosts, self.likes)
            )
        parts = path.removeprefix("/api/v1/").split("/")
        if parts == ["accounts", "lookup"]:
            return self.said(self.account) if query.get("acct") == "mara" else NOT_FOUND
        if parts == ["accounts", self.account["id"], "statuses"]:
            return self._statuses(query)
        if parts[0] == "statuses":
            return self._about(*parts[1:])
        return NOT_FOUND

    def _statuses(self, query: dict[str, str]) -> Page:
        since, before = int(query.get("since_id", 0)), int(query.get("max_id", 10**18))
        found = [status for status in self.statuses if since < int(status["id"]) < before]
        some, more = found[: self.at_once], found[self.at_once :]
        there = f"{self.url}/api/v1/accounts/{self.account['id']}/statuses?max_id={some[-1]['id']}" if more else ""
        return self.said(some, **({"Link": f'<{there}>; rel="next"'} if more else {}))

    def _about(self, id_: str, part: str = "") -> Page:
        found = [one for one in self.statuses if one["id"] == id_]
        if not found:
            return NOT_FOUND
        parts: dict[str, object] = {
            "": found[0],
            "context": {"ancestors": [], "descendants": self.below.get(id_, [])},
            "reblogged_by": self.boosts.get(id_, []),
            "favourited_by": self.likes.get(id_, []),
        }
        return self.said(parts[part])


class Bluesky(Network):
    """The public API of Bluesky, with the profile ``mara.example``. The author has hidden the answers ``hidden``."""

    def __init__(self) -> None:
        super().__init__()
        self.profile = profile()
        self.quotes: dict[str, list[Entry]] = {}
        self.hidden: list[str] = []

    def at(self, path: str, query: dict[str, str]) -> Page | None:
        for post in self.statuses:
            for name, some in (
                ("replyCount", self.below), ("repostCount", self.boosts), ("likeCount", self.likes),
                ("quoteCount", self.quotes),
            ):  # fmt: skip
                post[name] = len(some.get(post["uri"], ()))
        method, uri = path.removeprefix("/xrpc/app.bsky.feed."), unquote(query.get("uri", ""))
        if method == "getAuthorFeed" and query["actor"] in {self.profile["did"], self.profile["handle"]}:
            return self.said({"feed": [{"post": post} if "post" not in post else post for post in self.statuses]})
        posts = [one for one in self.statuses if one.get("uri") == uri]
        if not posts:
            return answer({"error": "NotFound", "message": "Post not found"}, 400)
        found: dict[str, object] = {
            "getPostThread": {
                "thread": {
                    "post": posts[0],
                    "replies": [{"post": one, "replies": []} for one in self.below.get(uri, ())],
                },
                "threadgate": {"record": {"hiddenReplies": self.hidden}},
            },
            "getLikes": {
                "uri": uri,
                "likes": [{"actor": who, "indexedAt": "2026-11-21T08:00:00Z"} for who in self.likes.get(uri, ())],
            },
            "getRepostedBy": {"uri": uri, "repostedBy": self.boosts.get(uri, [])},
            "getQuotes": {"uri": uri, "posts": self.quotes.get(uri, [])},
        }
        return self.said(found[method]) if method in found else NOT_FOUND
