"""What Bluesky's public API says."""

from __future__ import annotations

from typing import Any

import pytest

from mkdocs_reciprocity.core.accounts import bluesky, values
from mkdocs_reciprocity.core.accounts.model import Status
from tests.core.accounts.making import DID, body, facet, profile, skeet, uri

ENGINES = "https://ada.example/engines/"
ADA = profile("ada.example", "did:plc:ada")
REPOST = "app.bsky.feed.defs#reasonRepost"


def read(item: dict[str, Any]) -> Status | None:
    found = bluesky.statuses(body({"feed": [item], "cursor": "2026-11-20T10:00:00Z"}))
    assert found is not None
    assert found.cursor == "2026-11-20T10:00:00Z"
    return next(iter(found.records), None)


def post(*said: Any, **more: Any) -> Status:
    found = read({"post": skeet(*said, **more)})
    assert found is not None
    return found


def test_a_post_is_read() -> None:
    text = "Größte Klarheit: ada.example/engin... (lies!)"
    one = post(
        text=text,
        record={"facets": [facet(text, "ada.example/engin...", ENGINES)]},
        replyCount=2,
        repostCount=3,
        likeCount=4,
        quoteCount=5,
    )
    assert one.id == "at://did:plc:mara/app.bsky.feed.post/3k1"
    assert one.address == "https://bsky.app/profile/did:plc:mara/post/3k1"
    assert (one.text, one.links) == ("Größte Klarheit: (lies!)", (ENGINES,))
    assert one.at == "2026-11-20T10:00:00Z"
    assert (one.counts.replies, one.counts.boosts, one.counts.likes, one.counts.quotes) == (2, 3, 4, 5)
    assert one.author.address == "https://bsky.app/profile/did:plc:mara"
    assert one.author.also == ("https://bsky.app/profile/mara.example",)
    assert (one.author.handle, one.author.name, one.author.hidden) == ("mara.example", "Mara", False)
    assert not one.warning


@pytest.mark.parametrize("by", [profile("handle.invalid"), profile("nodots"), profile("<b>.example")])
def test_a_handle_that_leads_nowhere_is_none(by: dict[str, Any]) -> None:
    one = post(by={**by, "displayName": ""}).author
    assert (one.also, one.handle, one.name) == ((), "", DID)


@pytest.mark.parametrize(
    ("handle", "also"),
    [
        ("ada.social.example.ap.brid.gy", ["https://social.example/@ada"]),
        ("ada.example.web.brid.gy", ["https://ada.example/"]),
        ("ada.example", []),
        ("x.ap.brid.gy", []),
    ],
)
def test_who_came_over_a_bridge_is_who_they_were(handle: str, also: list[str]) -> None:
    assert list(post(by=profile(handle)).author.also[1:]) == also


@pytest.mark.parametrize(
    "changed",
    [{"uri": "at://did:plc:mara/app.bsky.feed.generator/3k1"}, {"uri": uri(did="did:plc:eve")}, {"uri": 5},
     {"author": {"did": "mara"}}, {"author": []}, {"uri": uri("../..")}],
)  # fmt: skip
def test_what_is_no_post_of_its_author_is_left_out(changed: dict[str, object]) -> None:
    assert read({"post": {**skeet(), **changed}}) is None


def test_the_page_of_an_embed_is_a_link() -> None:
    external = {"$type": "app.bsky.embed.external", "external": {"uri": ENGINES, "title": "Engines"}}
    assert post(record={"embed": external}).links == (ENGINES,)
    both = {"$type": "app.bsky.embed.recordWithMedia", "record": {"record": {"uri": uri()}}, "media": external}
    assert post(record={"embed": both}).links == (ENGINES,)
    text = "See ada.example/engines"
    assert post(
        text=text, record={"embed": external, "facets": [facet(text, "ada.example/engines", ENGINES)]}
    ).links == (ENGINES,)


def test_a_date_is_the_earlier_of_what_was_said_and_what_was_seen() -> None:
    assert post(record={"createdAt": "2031-01-01T00:00:00Z"}).at == "2026-11-20T10:00:01Z"
    assert post(record={"createdAt": "2011-01-01T10:00:00Z"}).at == "2011-01-01T10:00:00Z"
    assert post(record={"createdAt": None}, indexedAt=None).at == ""


def test_a_label_is_a_warning_unless_it_was_taken_back() -> None:
    assert post(labels=[{"val": "graphic-media", "src": DID}]).warning
    assert post(record={"labels": {"values": [{"val": "sexual"}]}}).warning
    assert not post(labels=[{"val": "graphic-media", "neg": True}]).warning
    assert not post(labels=[{"val": "!no-unauthenticated"}]).warning


def test_a_repost_is_known_by_what_it_passes_on() -> None:
    reason = {"$type": REPOST, "by": profile(), "indexedAt": "2026-11-21T09:00:00Z"}
    one = read({"post": skeet("3k9", "New", ADA), "reason": reason})
    assert one is not None
    assert one.boost_of is not None
    assert (one.author.id, one.at, one.boost_of.author.id, one.boost_of.text) == (
        DID,
        "2026-11-21T09:00:00Z",
        "did:plc:ada",
        "New",
    )
    assert one.id == f"repost {uri('3k9', 'did:plc:ada')}"


@pytest.mark.parametrize(
    "reason", [{"$type": "app.bsky.feed.defs#reasonPin"}, {"$type": REPOST}, {"$type": "x", "by": ADA}]
)
def test_what_stands_in_a_feed_for_another_reason_is_left_out(reason: dict[str, Any]) -> None:
    assert read({"post": skeet(), "reason": reason}) is None


def test_a_post_that_answers_says_whom() -> None:
    parent = {"uri": uri("3k7", "did:plc:ada"), "cid": "bafy"}
    record = {"reply": {"root": parent, "parent": parent}}
    one = post(record=record).reply_to
    assert one is not None
    assert one.author is not None
    assert (one.id, one.author_id) == (parent["uri"], "did:plc:ada")
    assert (one.author.address, one.author.handle) == ("https://bsky.app/profile/did:plc:ada", "")
    assert one.address == "https://bsky.app/profile/did:plc:ada/post/3k7"
    quiet = {**ADA, "labels": [{"val": "!no-unauthenticated"}]}
    beside = read({"post": skeet(record=record), "reply": {"parent": skeet("3k7", by=quiet)}})
    assert beside is not None
    assert beside.reply_to is not None
    assert beside.reply_to.author is not None
    assert (beside.reply_to.author.handle, beside.reply_to.author.hidden) == ("ada.example", True)
    for odd in ({"parent": skeet("3k7", by=profile("eve.example", "did:plc:eve"))}, {"parent": {"notFound": True}}):
        assert read({"post": skeet(record=record), "reply": odd}) == post(record=record)


def test_a_quote_is_known_by_what_it_quotes() -> None:
    quoted = {**skeet("3k5", by=ADA), "$type": "app.bsky.embed.record#viewRecord"}
    quoted["value"] = {**quoted.pop("record"), "text": "Quoted", "embed": {"external": {"uri": ENGINES}}}
    one = post(embed={"$type": "app.bsky.embed.record#view", "record": quoted}).quote_of
    assert one is not None
    assert (one.text, one.links, one.author.id) == ("Quoted", (ENGINES,), "did:plc:ada")
    with_media = post(embed={"$type": "app.bsky.embed.recordWithMedia#view", "record": {"record": quoted}}).quote_of
    assert with_media == one
    detached = {"$type": "app.bsky.embed.record#viewDetached", "uri": uri("3k5", "did:plc:ada"), "detached": True}
    assert post(embed={"record": detached}).quote_of is None


def test_a_thread_has_answers_of_any_depth_and_says_which_are_hidden() -> None:
    ben, me = profile("ben.example", "did:plc:ben"), uri()

    def answer(rkey: str, by: dict[str, Any], to: str, replies: object = ()) -> dict[str, Any]:
        return {"post": skeet(rkey, rkey, by, {"reply": {"parent": {"uri": to}}}), "replies": replies}

    top: dict[str, Any] = {
        "$type": "app.bsky.feed.defs#threadViewPost",
        "post": skeet(replyCount=3),
        "replies": [
            answer("a", ben, me, [answer("b", profile(), uri("a", "did:plc:ben"))]),
            {"$type": "app.bsky.feed.defs#notFoundPost", "uri": "at://x", "notFound": True},
            answer("c", ADA, me),
        ],
    }
    gate: dict[str, Any] = {"record": {"hiddenReplies": [uri("c", "did:plc:ada"), 5]}}
    found = bluesky.thread(body({"thread": top, "threadgate": gate}), me)
    assert found is not None
    status, below = found
    assert status is not None
    assert status.counts.replies == 3
    assert [(one.text, one.who.id, one.hidden) for one in below.records] == [
        ("a", "did:plc:ben", False),
        ("b", DID, False),
        ("c", "did:plc:ada", True),
    ]
    assert below.records[1].answers == uri("a", "did:plc:ben")
    inside = {**top, "post": {**skeet(), "threadgate": gate}}
    again = bluesky.thread(body({"thread": inside}), me)
    assert again is not None
    assert [one.hidden for one in again[1].records] == [False, False, True]


@pytest.mark.parametrize("kind", ["notFoundPost", "blockedPost"])
def test_a_thread_that_is_gone_says_so(kind: str) -> None:
    assert bluesky.thread(body({"thread": {"$type": f"app.bsky.feed.defs#{kind}", "uri": uri()}}), uri()) == (
        None,
        values.Read(),
    )


def test_a_thread_is_read_to_an_end() -> None:
    replies = [{"post": skeet(f"r{number}", by=ADA)} for number in range(values.MOST + 10)]
    found = bluesky.thread(body({"thread": {"post": skeet(), "replies": replies}}), uri())
    assert found is not None
    assert len(found[1].records) == values.MOST
    nested: dict[str, Any] = {
        "post": skeet("r1", by=ADA),
        "replies": [{"post": skeet("r2", by=ADA), "replies": replies}],
    }
    deep = bluesky.thread(body({"thread": {"post": skeet(), "replies": [nested]}}), uri())
    assert deep is not None
    assert len(deep[1].records) == values.MOST


def test_nods_are_people() -> None:
    likes = bluesky.likes(
        body({"likes": [{"actor": ADA, "createdAt": "2026-11-21T09:00:00Z"}, {"actor": 1}], "cursor": "c"}), "u"
    )
    assert likes is not None
    assert [(one.kind, one.who.id, one.at, one.about) for one in likes.records] == [
        ("like", "did:plc:ada", "2026-11-21T09:00:00Z", "u")
    ]
    assert likes.cursor == "c"
    boosts = bluesky.boosts(body({"repostedBy": [ADA, {}], "cursor": 'c"\n'}), "u")
    assert boosts is not None
    assert [(one.kind, one.who.id, one.at) for one in boosts.records] == [("share", "did:plc:ada", "")]
    assert boosts.cursor == ""


def test_quotes_are_posts() -> None:
    found = bluesky.quotes(body({"posts": [skeet("3k8", "Look", ADA), {}]}), "u")
    assert found is not None
    (one,) = found.records
    assert (one.kind, one.text, one.address) == ("quote", "Look", "https://bsky.app/profile/did:plc:ada/post/3k8")


def test_a_post_with_very_many_links_keeps_the_first() -> None:
    facets = [facet("a", "a", f"https://ada.example/{number}") for number in range(500)]
    found = bluesky.statuses(body({"feed": [{"post": skeet(record={"facets": facets})}, {}]}))
    assert found is not None
    assert len(found.records[0].links) == values.LINKS
