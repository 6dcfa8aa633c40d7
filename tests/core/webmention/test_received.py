from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from mkdocs_reciprocity.core import book as books
from mkdocs_reciprocity.core.book import LogText
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.ledger.merge import merge
from mkdocs_reciprocity.core.model import KINDS, Interaction, Mention, PeerId
from mkdocs_reciprocity.core.options import read
from mkdocs_reciprocity.core.pipeline import keep_ledger
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.webmention.received import received, with_webmentions
from tests.core.ledger.making import ADA, BEN, ME, TODAY, ZONE, facts, keyed, peer
from tests.core.ledger.making import who as directory_of

WHO = directory_of(ADA, BEN)
LOOMS = Url("https://me.example/looms/")


def mention(source: str = "https://ada.example/post", target: str = LOOMS, kind: str = "reply", **said: Any) -> Mention:
    return Mention(source=Url(source), target=Url(target), kind=kind, **said)


def told(*mentions: Mention) -> list[Interaction]:
    return received(mentions, WHO, KINDS, ZONE, TODAY)


def peers_of(*mentions: Mention) -> list[str | None]:
    return [row.peer for row in told(*mentions)]


def test_what_a_mention_tells() -> None:
    said = mention(title="T", text="words", author="Ada", published="2026-11-10", id="5")
    assert told(said) == [
        keyed(Interaction(
            date=When("2026-11-10"), direction="received", kind="reply", reach="talk", peer=PeerId("ada"), url=LOOMS,
            title="T", note="words", source="webmention", evidence=(Url("https://ada.example/post"),),
            seen_at=("2026-11-10", "https://ada.example/post", 0), sentence="words",
        ))
    ]  # fmt: skip


def test_what_was_said_to_the_author_is_a_sentence_and_of_another_post_only_a_short_text() -> None:
    long = "I read it. " * 40
    for kind, text, sentence in (
        ("reply", "I like it.", "I like it."),
        ("reply", long, ("I read it. " * 25).strip()),
        ("link", "I like it.", "I like it."),
        ("link", long, ""),
        ("like", "", ""),
    ):
        assert [row.sentence for row in told(mention(kind=kind, text=text))] == [sentence]


@pytest.mark.parametrize("kind", ["reply", "share", "like", "bookmark", "link", "follow", "quote"])
def test_each_kind_has_its_reach(kind: str) -> None:
    assert [row.reach for row in told(mention(kind=kind))] == [KINDS[kind].reach]


def test_a_kind_that_is_none_is_left_out() -> None:
    """No reader makes such a mention, but a cache may come from anywhere."""
    assert [row.kind for row in told(mention(kind="\x1b[31m"), mention("https://ada.example/b"))] == ["reply"]


def test_who_writes_somebody_elses_name_and_address_is_not_them() -> None:
    ada = {"author": "Ada Example", "author_url": Url("https://ada.example/"), "url": Url("https://ada.example/x")}
    assert peers_of(mention("https://evil.example/x", **ada)) == ["evil.example"]
    assert peers_of(mention("https://ada.example.evil.example/x", **ada)) == ["ada.example.evil.example"]
    assert peers_of(mention("https://ada.example@evil.example/x", **ada)) == ["evil.example"]
    assert peers_of(mention("https://fed.brid.gy/x", **ada)) == ["fed.brid.gy"]
    assert peers_of(mention("https://brid.gy.evil.example/x", **ada)) == ["brid.gy.evil.example"]


def test_bridgys_pages_are_whose_the_post_is_or_the_profile_on_its_host() -> None:
    page = "https://brid.gy/comment/mastodon/@me@b.example/1/2"
    post = Url("https://ada.example/@ada/2")
    assert [(row.peer, row.evidence) for row in told(mention(page, url=post))] == [("ada", (post,))]
    mine = Url("https://social.example/@me/1#favorited-by-2")
    of_ben = {"url": mine, "author_url": Url("https://ben.example/")}
    assert peers_of(mention(page, **of_ben)) == ["social.example"], "a profile may name any home page"
    at_home = {"url": Url("https://ben.example/1#x"), "author_url": Url("https://ben.example/@ben")}
    assert peers_of(mention(page, **at_home)) == ["ben"]
    assert peers_of(mention(page)) == ["brid.gy"]


BRIDGY = "https://brid.gy/{}/mastodon/@me@social.example/1/2"
MY_POST = "https://social.example/@me/1"
MARA = peer("mara", also=["https://other.example/@mara", "https://bsky.app/profile/mara.example"])
ME_THERE = peer("me", also=["https://social.example/@me"])


def boosted(source: str = BRIDGY.format("repost"), url: str = f"{MY_POST}#reblogged-by-2", **said: Any) -> Mention:
    said = {"author_url": Url("https://other.example/@mara"), "kind": "share", **said}
    return mention(source, url=Url(url) if url else None, **said)


@pytest.mark.parametrize(
    "boost",
    [
        boosted(),
        boosted(BRIDGY.format("like"), f"{MY_POST}#favorited-by-2", kind="like"),
        boosted(BRIDGY.format("like"), f"{MY_POST}#liked-by-2", kind="like"),
        boosted(BRIDGY.format("repost"), MY_POST),
        boosted(BRIDGY.format("repost"), ""),
        boosted(BRIDGY.format("react"), f"{MY_POST}#heart-by-2", kind="reply"),
        boosted("https://brid-gy.appspot.com/repost/mastodon/@me@social.example/1/2"),
        boosted("https://www.brid.gy/repost/mastodon/@me@social.example/1/2"),
        boosted(
            "https://brid.gy/like/bluesky/did:plc:me/at%3A%2F%2Fdid/did:plc:mara",
            "https://bsky.app/profile/me.example/post/3k#liked_by_did:plc:mara",
            kind="like",
            author_url=Url("https://bsky.app/profile/mara.example"),
        ),
        boosted("https://ap.brid.gy/convert/web/https:/other.example/@mara/9/activity", "", author_url=None),
        boosted("https://fed.brid.gy/render?id=https://other.example/users/mara#likes/7", "", kind="like"),
        boosted("https://fed.brid.gy/render?id=https%3A%2F%2Fother.example%2Fusers%2Fmara%2F9", "", kind="share"),
        boosted(
            "https://bsky.brid.gy/convert/web/at://did:plc:mara/app.bsky.feed.like/3k",
            "",
            kind="like",
            author_url=Url("https://bsky.app/profile/mara.example"),
        ),
    ],
)
@pytest.mark.parametrize("own", [[ME], [ME, "https://social.example/@me"]])
def test_a_boost_is_whose_the_author_is_and_never_whose_the_boosted_post_is(boost: Mention, own: list[str]) -> None:
    people = directory_of(MARA, *([ME_THERE] if len(own) == 1 else []), own=own)
    (row,) = received([boost], people, KINDS, ZONE, TODAY)
    assert (row.peer, row.url) == ("mara", LOOMS)
    assert row.evidence == (boost.source,), "two boosts of one post are two things"


@pytest.mark.parametrize(
    "boost",
    [
        boosted(author_url=None),
        boosted(author_url=Url("https://mara.example/")),
        boosted(
            "https://brid.gy/like/flickr/me/1/2", "https://flickr.example/me/1#liked-by-2",
            author_url=Url("https://mara.example/about"), kind="like",
        ),
        boosted("https://fed.brid.gy/convert/web/https:/evil.example/1", "https://mara.example/1"),
        boosted("https://fed.brid.gy/convert/web/https:/evil.example/https://mara.example/", "", author_url=None),
        boosted("https://fed.brid.gy/user/evil?x=https://mara.example/", "", kind="reply"),
        boosted("https://ap.brid.gy/convert/web/mailto:mara@mara.example", ""),
    ],
)  # fmt: skip
def test_a_boost_of_which_nobody_knows_the_author_is_nobodys_and_waits(boost: Mention) -> None:
    people = directory_of(MARA, ME_THERE)
    ledger = merge([], received([boost], people, KINDS, ZONE, TODAY), people)
    assert ledger.interactions == ()
    assert len(ledger.pending) == 1


def test_an_answer_that_a_bridge_has_read_on_another_server_has_its_own_place() -> None:
    answer = mention(
        "https://ap.brid.gy/convert/web/https:/other.example/@mara/9", url=Url("https://other.example/@mara/9")
    )
    (row,) = received([answer], directory_of(MARA), KINDS, ZONE, TODAY)
    assert (row.peer, row.evidence) == ("mara", (answer.url,))


def test_my_own_boosts_are_left_out() -> None:
    people = directory_of(MARA, own=[ME, "https://social.example/@me"])
    assert received([boosted(author_url=Url("https://social.example/@me"))], people, KINDS, ZONE, TODAY) == []


def test_an_answer_that_was_sent_for_the_home_page_too_is_to_the_page() -> None:
    post, page = Url("https://ada.example/@ada/7"), BRIDGY.format("comment")
    both = [mention(page, target, url=post) for target in (LOOMS, "https://me.example/")]
    for order in (both, both[::-1]):
        assert [row.url for row in told(*order)] == [LOOMS]
    assert [row.url for row in told(both[1])] == ["https://me.example/"], "alone it stands"
    other = mention(page.replace("/2", "/3"), "https://me.example/", url=Url("https://ada.example/@ada/8"))
    assert len(told(*both, other)) == 2, "another answer is another"
    links = [mention(target=target, kind="link") for target in (LOOMS, "https://me.example/")]
    assert len(told(*links)) == 2, "whoever writes a post links to what they name"
    bridged = [mention(page, target, "link", url=post) for target in (LOOMS, "https://me.example/")]
    assert [row.url for row in told(*bridged)] == [LOOMS]
    pages = [mention(page, target, url=post) for target in (LOOMS, "https://me.example/cards/")]
    assert len(told(*pages)) == 2


def test_the_home_page_of_a_further_language_is_a_home_page_too() -> None:
    post, page = Url("https://ada.example/@ada/7"), BRIDGY.format("comment")
    for home in ("https://me.example/fr/", "https://me.example/pt-BR/"):
        assert [row.url for row in told(*(mention(page, to, url=post) for to in (LOOMS, home)))] == [LOOMS]
        assert [row.url for row in told(mention(page, home, url=post))] == [home]
    both = [mention(page, to, url=post) for to in (LOOMS, "https://me.example/notes/")]
    assert len(told(*both)) == 2


def test_an_answer_to_a_page_whose_words_name_the_home_page_stands_below_the_page_only() -> None:
    post, page = Url("https://ada.example/@ada/7"), BRIDGY.format("comment")
    named = mention(page, "https://me.example/", "link", url=post)
    assert [row.url for row in told(mention(page, LOOMS, url=post), named)] == [LOOMS]
    assert [row.url for row in told(named)] == ["https://me.example/"]


def test_what_two_bridges_tell_of_is_one_thing() -> None:
    post, page = Url("https://ada.example/@ada/7"), BRIDGY.format("comment")
    fed = "https://fed.brid.gy/convert/web/https:/ada.example/@ada/7"
    said = mention(page, url=post, received="2026-11-10")
    again = mention(fed, url=post, text="I like it.", title="T", received="2026-11-11")
    for order in ((said, again), (again, said)):
        (row,) = told(*order)
        assert (row.note, row.title, row.sentence, row.evidence) == ("I like it.", "T", "I like it.", (post,))
    assert len(told(said, mention(fed, url=post, kind="link"))) == 2, "of another kind"
    assert len(told(said, mention(fed.replace("/7", "/8"), url=Url("https://ada.example/@ada/8")))) == 2


def test_a_boost_is_one_at_both_hosts_of_bridgy() -> None:
    page = BRIDGY.format("repost")
    both = [boosted(page), boosted(page.replace("brid.gy", "brid-gy.appspot.com"))]
    (row,) = received(both, directory_of(MARA), KINDS, ZONE, TODAY)
    assert (row.peer, {*row.evidence}) == ("mara", {one.source for one in both})
    assert len(received([*both, boosted(page.replace("/2", "/3"))], directory_of(MARA), KINDS, ZONE, TODAY)) == 2


def test_own_pages_and_other_sites_are_left_out() -> None:
    assert told(mention(target="https://ada.example/"), mention(source=LOOMS)) == []


@pytest.mark.parametrize(
    ("published", "received_on", "date"),
    [
        ("2026-11-10T23:30:00Z", "2026-11-12", "2026-11-10"),
        ("", "2026-11-12", "2026-11-12"),
        ("", "", None),
        ("2999-01-01", "2026-11-12", "2026-11-12"),
    ],
)
def test_its_date_is_when_it_was_written_else_when_it_came(published: str, received_on: str, date: str | None) -> None:
    assert [row.date for row in told(mention(published=published, received=received_on))] == [date]


def test_what_is_dated_later_waits() -> None:
    assert told(mention(published="2999-01-01"), mention(published="2999-01-01", received="2999-01-02")) == []


def seen(kind: str, evidence: str = "https://ada.example/post", url: str = LOOMS) -> Interaction:
    return keyed(Interaction(
        date=When("2026-11-10"), direction="received", kind=kind, reach="spread", peer=PeerId("ada"), url=Url(url),
        source="feed", evidence=(Url(evidence),),
    ))  # fmt: skip


def test_a_post_in_a_feed_that_has_sent_a_webmention_did_one_thing() -> None:
    both = [("link", "link"), ("link", "reply"), ("share", "link"), ("share", "share"), ("link", "like")]
    kinds = [[row.kind for row in with_webmentions([seen(one)], told(mention(kind=other)))] for one, other in both]
    assert kinds == [["link"], ["reply"], ["share"], ["share"], ["like"]]
    link = seen("link")
    assert with_webmentions([link], told(mention())) == told(mention())
    assert with_webmentions([link], told(mention(kind="link"))) == [link], "it adds nothing, and changes nothing"


def test_the_sentence_of_the_feed_stays_where_the_webmention_has_none() -> None:
    in_feed = replace(seen("link"), sentence="I like looms.")
    for text, sentence in (("", "I like looms."), ("I do.", "I do.")):
        assert [row.sentence for row in with_webmentions([in_feed], told(mention(text=text)))] == [sentence]


def test_two_posts_or_two_targets_are_two_things() -> None:
    others = [seen("link", "https://ada.example/other"), seen("link", url="https://me.example/b/")]
    given = keyed(Interaction(
        date=None, direction="given", kind="link", reach="spread", peer=PeerId("ada"), url=LOOMS, source="page",
        evidence=(Url("https://ada.example/post"),),
    ))  # fmt: skip
    assert with_webmentions([*others, given], told(mention())) == [*others, given, *told(mention())]


def row(kind: str, **said: Any) -> Interaction:
    said = {"peer": PeerId("ada"), "url": LOOMS, "date": When("2026-11-09"), **said}
    return keyed(Interaction(direction="received", kind=kind, reach=KINDS[kind].reach, **said))


@pytest.mark.parametrize(
    ("logged", "kind", "rows"),
    [
        ("reply", "reply", 1),
        ("comment", "reply", 1),
        ("share", "share", 1),
        ("like", "like", 1),
        ("praise", "reply", 2),
    ],
)
def test_a_mention_joins_the_row_that_the_author_has_written(logged: str, kind: str, rows: int) -> None:
    ledger = merge([row(logged)], told(mention(kind=kind)), WHO)
    assert len(ledger.interactions) == rows
    assert (Url("https://ada.example/post"),) in [one.evidence for one in ledger.interactions]
    assert ledger.pending == ()


def test_a_row_that_says_only_where_it_happened_learns_its_target() -> None:
    there = row("comment", url=None, evidence=(Url("https://ada.example/post"),))
    assert [one.url for one in merge([there], told(mention()), WHO).interactions] == [LOOMS]


def test_a_private_row_makes_the_mention_private() -> None:
    ledger = merge([row("comment", said_private=True)], told(mention()), WHO)
    assert [one.private for one in ledger.interactions] == [True]


def test_what_is_public_of_a_known_peers() -> None:
    kinds = ("reply", "share", "link", "like", "bookmark")
    rows = merge([], told(*(mention(f"https://ada.example/{kind}", kind=kind) for kind in kinds)), WHO).interactions
    assert {one.kind for one in rows if not one.private} == {"reply", "share", "link"}


# --- people who are not listed


def ledger_of(log: str, *mentions: Mention) -> Any:
    options = read({}).records
    book = books.read([LogText("reciprocity.yml", log.encode())], ME, options, TODAY)
    assert book.problems == (), book.problems
    return keep_ledger(facts(book.records, webmentions=mentions))


STRANGER = mention("https://stranger.example/~eve/x", kind="share", published="2026-11-10")
ACCEPTED = (
    "- {date: 2026-11-10, got: share, url: https://me.example/looms/, "
    "evidence: [https://stranger.example/~eve/x], source: webmention}\n"
)


def test_people_who_are_not_listed_wait_apart() -> None:
    ledger = ledger_of("interactions: []\n", STRANGER)
    assert ledger.interactions == ()
    assert [(one.peer, one.kind, one.private) for one in ledger.pending] == [("stranger.example", "share", False)]


def test_the_row_accepts_it_and_the_account_is_the_same_when_the_server_forgets() -> None:
    with_it, without = (ledger_of(f"interactions:\n{ACCEPTED}", *some) for some in ([STRANGER], []))
    assert with_it == without
    assert [(one.peer, one.url, one.private) for one in with_it.interactions] == [("stranger.example", LOOMS, False)]


@pytest.mark.parametrize(
    "log",
    [
        "interactions:\n- {date: 2026-11-10, got: share, url: https://stranger.example/~eve/x}\n",
        "peers:\n  ada: {name: Ada, home: https://ada.example/}\ninteractions:\n"
        + ACCEPTED.replace("got:", "peer: ada, got:"),
    ],
)
def test_other_rows_that_name_the_place_accept_it_too(log: str) -> None:
    ledger = ledger_of(log, STRANGER)
    assert ledger.pending == ()
    assert [one.url for one in ledger.interactions] == [LOOMS]


@pytest.mark.parametrize(
    "changed",
    [
        ("~eve/x", "~eve/y"),
        ("got: share", "got: link"),
        ("me.example/looms/", "me.example/"),
        ("evidence: [https://stranger.example/~eve/x], ", "peer: zoe, "),
    ],
)
def test_a_row_about_something_else_accepts_nothing(changed: tuple[str, str]) -> None:
    peers = "peers:\n  zoe: {name: Zoe, home: https://zoe.example/}\n"
    assert len(ledger_of(f"{peers}interactions:\n{ACCEPTED.replace(*changed)}", STRANGER).pending) == 1


def test_to_list_somebody_accepts_all_of_theirs() -> None:
    ledger = ledger_of("peers:\n  eve: {name: Eve, home: https://stranger.example/~eve/}\n", STRANGER)
    assert ([one.peer for one in ledger.interactions], ledger.pending) == (["eve"], ())


def test_what_is_to_be_ignored_is_not_held_back_either() -> None:
    ignore = "ignore:\n- {evidence: https://stranger.example/~eve/x}\n- {evidence: https://ada.example/post}\n"
    peers = "peers:\n  ada: {name: Ada, home: https://ada.example/}\n"
    ledger = ledger_of(peers + ignore, STRANGER, mention())
    assert (ledger.interactions, ledger.pending) == ((), ())


def test_a_private_peers_mentions_are_private() -> None:
    ledger = ledger_of("peers:\n  ada: {name: Ada, home: https://ada.example/, private: true}\n", mention(kind="share"))
    assert [one.private for one in ledger.interactions] == [True]


def test_a_post_that_a_feed_has_twice_is_told_of_once() -> None:
    both = [seen("link"), seen("share")]
    for kind in ("link", "share"):
        assert with_webmentions(both, told(mention(kind=kind))) == both
