"""Bluesky's public API (https://docs.bsky.app/docs/api/) -> records.

Names of people there (handles) change; the DID does not. So addresses are made of the DID.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from mkdocs_reciprocity.core import lines
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.accounts import bluesky_text, consent, values
from mkdocs_reciprocity.core.accounts.model import Answered, Counts, Person, Reaction, Status
from mkdocs_reciprocity.core.accounts.values import Read, inside, objects
from mkdocs_reciprocity.core.feeds import facts
from mkdocs_reciprocity.core.feeds.json_values import text_at
from mkdocs_reciprocity.core.url import Url

_DID = re.compile(r"did:[a-z]+:[\w.:%-]{1,200}", re.ASCII)
_HANDLE = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_NO_HANDLE = "handle.invalid"  # Bluesky's word for one that does not lead back to the account
_POST = re.compile(r"at://(did:[a-z]+:[\w.:%-]{1,200})/app\.bsky\.feed\.post/([\w.:~-]{1,512})", re.ASCII)
_GONE = ("#notFoundPost", "#blockedPost")
_REPOSTED = "#reasonRepost"
_FROM_MASTODON, _FROM_THE_WEB = ".ap.brid.gy", ".web.brid.gy"
_SITE = "https://bsky.app/profile/"
_CURSOR = re.compile(r"[\w.:~=+/%-]{1,1000}", re.ASCII)


def statuses(body: bytes) -> Read[Status] | None:
    """A page of an author's feed, in the server's order; None if the answer is none."""
    entry = values.document(body)
    if entry is None or not isinstance(entry.get("feed"), list):
        return None
    found = map(_in_feed, objects(entry, "feed"))
    return Read(tuple(one for one in found if one is not None), cursor(entry))


def thread(body: bytes, about: str) -> tuple[Status | None, Read[Reaction]] | None:
    """The status as it is now (None if it is gone), and what stands below it; None if the answer is no thread."""
    entry = values.document(body)
    top = inside(entry, "thread") if entry is not None else {}
    first = status(inside(top, "post"))
    if entry is None or (first is None and not text_at(top, "$type").endswith(_GONE)):
        return None
    gates = (
        inside(entry, "threadgate", "record"),
        inside(top, "threadgate", "record"),
        inside(top, "post", "threadgate", "record"),
    )
    hidden = {uri for gate in gates for uri in _texts(gate, "hiddenReplies")}
    below = tuple(
        Reaction(
            about=about, who=one.author, kind="reply", at=one.at, id=one.id, address=one.address, text=one.text,
            warning=one.warning, answers=one.reply_to.id if one.reply_to else "", hidden=one.id in hidden,
        )
        for one in _below(top)
    )  # fmt: skip
    return first, Read(below)


def likes(body: bytes, about: str) -> Read[Reaction] | None:
    """Those who liked a status."""
    entry = values.document(body)
    if entry is None or not isinstance(entry.get("likes"), list):
        return None
    found = (
        (person(inside(like, "actor")), values.time_at(like, "createdAt", "indexedAt"))
        for like in objects(entry, "likes")
    )
    return Read(tuple(Reaction(about=about, who=who, kind="like", at=at) for who, at in found if who), cursor(entry))


def boosts(body: bytes, about: str) -> Read[Reaction] | None:
    """Those who reposted a status. When they did is not said."""
    entry = values.document(body)
    if entry is None or not isinstance(entry.get("repostedBy"), list):
        return None
    people = map(person, objects(entry, "repostedBy"))
    return Read(tuple(Reaction(about=about, who=who, kind="share") for who in people if who), cursor(entry))


def quotes(body: bytes, about: str) -> Read[Reaction] | None:
    """The statuses that quote a status."""
    entry = values.document(body)
    if entry is None or not isinstance(entry.get("posts"), list):
        return None
    found = (
        Reaction(
            about=about, who=one.author, kind="quote", at=one.at, id=one.id, address=one.address, text=one.text,
            warning=one.warning,
        )
        for one in map(status, objects(entry, "posts")) if one is not None
    )  # fmt: skip
    return Read(tuple(found), cursor(entry))


def cursor(entry: Mapping[str, Any]) -> str:
    """Where the next page begins, as the server says."""
    said = text_at(entry, "cursor")
    return said if _CURSOR.fullmatch(said) else ""


def profile(actor: str) -> Url | None:
    """The address, for people, of the profile with this DID or handle."""
    return urls.parse(f"{_SITE}{actor}") if _DID.fullmatch(actor) or _HANDLE.fullmatch(actor) else None


def person(entry: Mapping[str, Any]) -> Person | None:
    """Who has a profile; None if it has no DID."""
    did, handle = text_at(entry, "did"), text_at(entry, "handle").lower()
    address = profile(did) if _DID.fullmatch(did) else None
    if address is None:
        return None
    by_name = profile(handle) if handle != _NO_HANDLE else None
    return Person(
        id=did,
        address=address,
        also=(*([by_name] if by_name else []), *_before_the_bridge(handle)),
        handle=handle if by_name else "",
        name=values.name_of(text_at(entry, "displayName")) or (handle if by_name else did),
        hidden=consent.on_bluesky(entry),
    )


def _before_the_bridge(handle: str) -> list[Url]:
    """The address of somebody whom Bridgy Fed has brought here (https://fed.brid.gy/docs): its handles say it."""
    made = ""
    if handle.endswith(_FROM_MASTODON):
        name, _, host = handle.removesuffix(_FROM_MASTODON).partition(".")
        made = f"https://{host}/@{name}"
    elif handle.endswith(_FROM_THE_WEB):
        made = f"https://{handle.removesuffix(_FROM_THE_WEB)}/"
    found = urls.parse(made)
    return [found] if found else []


def status(entry: Mapping[str, Any], *, whole: bool = True) -> Status | None:
    """One post with its author and counts; None if it is none. ``whole``: with the one that it quotes."""
    author, found = person(inside(entry, "author")), _POST.fullmatch(text_at(entry, "uri"))
    if author is None or found is None or found[1] != author.id:
        return None
    record = inside(entry, "record") or inside(entry, "value")  # the second inside a quote
    said = bluesky_text.read(text_at(record, "text"), objects(record, "facets"))
    embed = inside(record, "embed")
    cards = [inside(one, "external") for one in (embed, inside(embed, "media"))]
    links = values.each_once([*said.links, *filter(None, (values.address_at(card, "uri") for card in cards))])
    titles = [lines.line(text_at(card, "title"), facts.TITLE) for card in cards]
    return Status(
        id=found[0],
        author=author,
        at=min(filter(None, (values.time_at(record, "createdAt"), values.time_at(entry, "indexedAt"))), default=""),
        address=_address(found),
        text=values.words_of(said.text),
        warning=bool(consent.warnings(entry)),
        links=links,
        title=max(titles) if len(links) == 1 else "",
        quote_of=_quoted(inside(entry, "embed")) if whole else None,
        reply_to=_answered(inside(record, "reply", "parent")),
        counts=Counts(
            values.count(entry, "replyCount"), values.count(entry, "repostCount"), values.count(entry, "likeCount"),
            values.count(entry, "quoteCount"),
        ),
    )  # fmt: skip


def _in_feed(item: Mapping[str, Any]) -> Status | None:
    """A post, or one that somebody has reposted."""
    post, reason = _answering(status(inside(item, "post")), item), inside(item, "reason")
    if post is None or not reason:
        return post
    by = person(inside(reason, "by"))
    if by is None or not text_at(reason, "$type").endswith(_REPOSTED):  # a pinned post stands in its own place too
        return None
    return Status(id=f"repost {post.id}", author=by, at=values.time_at(reason, "indexedAt"), boost_of=post)


def _answering(post: Status | None, item: Mapping[str, Any]) -> Status | None:
    """The post, with the person whom it answers as the feed has them beside it."""
    answered = post.reply_to if post else None
    author = person(inside(item, "reply", "parent", "author"))
    if post is None or answered is None or author is None or author.id != answered.author_id:
        return post
    return replace(post, reply_to=replace(answered, author=author))


def _below(top: Mapping[str, Any]) -> Iterator[Status]:
    """All posts of a thread below the first, without those that their authors have deleted."""
    left = objects(top, "replies")[::-1]
    for _ in range(values.MOST):
        if not left:
            return
        node = left.pop()
        left += objects(node, "replies")[::-1]
        if (one := status(inside(node, "post"), whole=False)) is not None:
            yield one


def _quoted(embed: Mapping[str, Any]) -> Status | None:
    """The quoted post. If its author has deleted or detached it, there is none."""
    record = inside(embed, "record")
    for one in (record, inside(record, "record")):
        if (found := status(one, whole=False)) is not None:
            return found
    return None


def _answered(parent: Mapping[str, Any]) -> Answered | None:
    found = _POST.fullmatch(text_at(parent, "uri"))
    if found is None:
        return None
    return Answered(id=found[0], address=_address(found), author_id=found[1], author=person({"did": found[1]}))


def _address(post: re.Match[str]) -> Url | None:
    return urls.parse(f"{_SITE}{post[1]}/post/{post[2]}")


def _texts(holder: Mapping[str, Any], name: str) -> list[str]:
    value = holder.get(name)
    return [one for one in value[: values.MOST] if isinstance(one, str)] if isinstance(value, list) else []
