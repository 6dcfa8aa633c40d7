"""What others did with the author's statuses."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from msgspec.structs import replace

from mkdocs_reciprocity.core.accounts.model import Reaction
from mkdocs_reciprocity.core.ledger.merge import Ledger
from mkdocs_reciprocity.core.model import Mention, PeerId
from mkdocs_reciprocity.core.url import Url
from tests.core.accounts.ledgers import (
    ADA_ON_BLUESKY,
    ADA_ON_MASTODON,
    ADA_THERE,
    ENGINES,
    EVE,
    LOOMS,
    MY_DID,
    ZED,
    answer_to,
    by,
    did,
    ledger,
    mine,
    mine_on_bluesky,
    on_bluesky,
    on_mastodon,
    public,
)
from tests.core.accounts.making import ME
from tests.core.ledger.making import got, one, options, peer

HOME = Url("https://me.example/")
NETS = Url("https://me.example/nets/")
STATUS = Url("https://social.example/@mara/100")
MY_URI = "at://did:plc:mara/app.bsky.feed.post/3k1"


def with_(*reactions: Reaction, **more: Any) -> Ledger:
    """The ledger after reactions to one status that links to one own page."""
    return ledger(on_mastodon(mine("100", LOOMS), reactions=reactions), **more)


def from_bridgy(
    kind: str, url: str, source: str = "https://brid.gy/x/mastodon/@mara@social.example/100/1", **more: Any
) -> Mention:
    """A webmention from Bridgy."""
    return Mention(source=Url(source), target=LOOMS, kind=kind, url=Url(url), published="2026-11-21", **more)


# --- of peers


@pytest.mark.parametrize(
    ("reaction", "kind", "reach", "evidence", "date", "private"),
    [
        (did("reply", ADA_ON_MASTODON), "reply", "talk", "https://ada.example/@ada/r1", "2026-11-21", False),
        (did("quote", ADA_ON_MASTODON), "quote", "spread", "https://ada.example/@ada/r1", "2026-11-21", False),
        (did("share", ADA_ON_MASTODON), "share", "spread", "https://ada.example/@ada", "2026-11-20", False),
        (did("like", ADA_ON_MASTODON), "like", "nod", "https://ada.example/@ada", "2026-11-20", True),
        (did("reply", ADA_ON_MASTODON, address=None), "reply", "talk", "https://ada.example/@ada", "2026-11-21", False),
        (
            did("reply", ADA_ON_MASTODON, answers=""),
            "reply",
            "talk",
            "https://ada.example/@ada/r1",
            "2026-11-21",
            False,
        ),
    ],
)
def test_what_a_peer_did(reaction: Reaction, kind: str, reach: str, evidence: str, date: str, private: bool) -> None:
    row = one(with_(reaction))
    assert (row.direction, row.kind, row.reach, row.peer, row.url) == ("received", kind, reach, "ada", LOOMS)
    assert (row.evidence, row.date, row.private, row.title) == ((evidence,), date, private, "@ada@ada.example")
    assert (row.source, row.via) == ("account", "mastodon")


def test_words_of_others_are_kept_apart() -> None:
    row = one(with_(did("reply", ADA_ON_MASTODON, text="How true")))
    assert (row.said, row.note) == ("How true", "How true")
    assert one(with_(did("reply", ADA_ON_MASTODON, warning=True))).said == ""


def test_own_answers_stand_with_what_they_answer() -> None:
    mine_ = [
        did("reply", ME, id=f"m{number}", answers="r1", text=text, at=f"2026-11-21T1{number}:00:00Z")
        for number, text in ((2, "Second"), (1, "Thanks"))
    ]
    rows = with_(*mine_, did("reply", ADA_ON_MASTODON)).interactions
    assert [(row.peer, row.answered) for row in rows] == [("ada", "Thanks")]
    for changed in ({"unlisted": True}, {"hidden": True}, {"warning": True}, {"text": ""}):
        assert one(with_(replace(mine_[0], **changed), did("reply", ADA_ON_MASTODON))).answered == ""


def test_what_others_say_to_each_other_is_no_reaction() -> None:
    rows = with_(did("reply", ADA_ON_MASTODON), did("reply", ADA_ON_MASTODON, id="r2", answers="r1", text="And more"))
    assert len(rows.interactions) == 1


@pytest.mark.parametrize("who", [ME, replace(MY_DID), replace(ME, address=Url("https://me.example/@mara"))])
def test_what_the_author_did_is_nothing_received(who: Any) -> None:
    assert with_(did("share", who)).interactions == ()


def test_only_statuses_that_link_to_own_pages_count() -> None:
    told = on_mastodon(
        mine("1", ENGINES), mine("2"), mine("3", Url("https://social.example/@mara/9")),
        mine("4", boost_of=by(ADA_ON_MASTODON, "55", LOOMS)),
        reactions=[did("share", ADA_ON_MASTODON, str(number)) for number in range(1, 6)],
    )  # fmt: skip
    assert [row for row in ledger(told).interactions if row.direction == "received"] == []


def test_a_status_about_two_pages_counts_for_both_and_a_signature_for_none() -> None:
    def pages(*links: Url) -> list[str | None]:
        told = on_mastodon(mine("100", *links), reactions=[did("share", ADA_ON_MASTODON)])
        return [row.url for row in ledger(told).interactions]

    assert pages(LOOMS, HOME, NETS) == [LOOMS, NETS]
    assert pages(HOME) == [HOME]


@pytest.mark.parametrize(
    ("at", "dates"),
    [("2026-11-23T10:00:00Z", []), ("2026-11-22T10:00:00Z", ["2026-11-22"]), ("soon", [None]), ("", ["2026-11-20"])],
)
def test_what_is_dated_later_waits(at: str, dates: list[str | None]) -> None:
    assert [row.date for row in with_(did("like", ADA_ON_MASTODON, at=at)).interactions] == dates


def test_an_author_without_the_kind_does_not_count_it() -> None:
    kinds = {name: kind for name, kind in options().kinds.items() if name != "like"}
    assert with_(did("like", ADA_ON_MASTODON), settings=replace(options(), kinds=kinds)).interactions == ()


# --- of strangers


def test_what_strangers_did_is_held_back() -> None:
    held = with_(did("share", ZED), did("reply", EVE))
    assert held.interactions == ()
    assert [(row.peer, row.kind, row.source) for row in held.pending] == [
        ("zed.example", "share", "account"),
        ("eve.example", "reply", "account"),
    ]


def test_who_has_a_peers_name_is_a_stranger() -> None:
    assert EVE.name == "Ada"
    assert with_(did("share", EVE)).interactions == ()


def test_what_a_stranger_did_can_be_accepted() -> None:
    row = got("share", LOOMS, evidence=["https://zed.example/@zed"], source="account")
    rows = with_(did("share", ZED), did("share", EVE), rows=[row])
    assert [(one.peer, one.private) for one in rows.interactions] == [("zed.example", False)]
    assert [one.peer for one in rows.pending] == ["eve.example"]


def test_two_strangers_on_one_server_are_two() -> None:
    other = replace(ZED, id="10", address=Url("https://zed.example/@zoe"))
    rows = [got("share", LOOMS, evidence=[str(who.address)], source="account") for who in (ZED, other)]
    assert len(with_(did("share", ZED), did("share", other)).pending) == 2
    assert len(with_(did("share", ZED), did("share", other), rows=rows).interactions) == 2


# --- one thing once


def test_a_peer_on_two_networks_is_one() -> None:
    there = on_bluesky(
        mine_on_bluesky("3k1", LOOMS),
        reactions=[did("share", ADA_ON_BLUESKY, MY_URI), did("reply", ADA_ON_BLUESKY, MY_URI, id="x")],
    )
    here = on_mastodon(mine("100", LOOMS), reactions=[did("share", ADA_ON_MASTODON), did("reply", ADA_ON_MASTODON)])
    rows = ledger(here, there).interactions
    assert [(row.kind, len(row.evidence)) for row in rows] == [("share", 2), ("reply", 2)]
    other = replace(did("reply", ADA_ON_MASTODON, id="r2"), text="Something else")
    assert len(ledger(replace(here, known=replace(here.known, reactions=(other,))), there).interactions) == 3


def test_two_statuses_about_one_page_are_one_share() -> None:
    told = on_mastodon(
        mine("1", LOOMS),
        mine("2", LOOMS),
        reactions=[did("share", ADA_ON_MASTODON, "1"), did("share", ADA_ON_MASTODON, "2")],
    )
    assert one(ledger(told)).evidence == ("https://ada.example/@ada",)


def test_answers_without_words_are_apart() -> None:
    assert (
        len(
            with_(did("reply", ADA_ON_MASTODON, text=""), did("reply", ADA_ON_MASTODON, id="r2", text="!")).interactions
        )
        == 2
    )


BY_NUMBER = from_bridgy(
    "share",
    "https://social.example/@mara/100#reblogged-by-9",
    "https://brid.gy/repost/mastodon/@mara@social.example/100/9",
)
AS_ANSWER = from_bridgy("reply", "https://zed.example/@zed/r1", author_url=Url("https://zed.example/@zed"))


@pytest.mark.parametrize("who", [ZED, replace(ADA_ON_MASTODON, id="9")])
def test_a_boost_that_a_bridge_tells_of_is_one(who: Any) -> None:
    found = with_(did("share", who), mentions=[BY_NUMBER])
    (row,) = (*found.interactions, *found.pending)
    assert row.source == "account"
    assert row.evidence == tuple(sorted((BY_NUMBER.source, who.address)))


@pytest.mark.parametrize(
    ("mention", "is_one"),
    [
        (BY_NUMBER, True),
        (replace(BY_NUMBER, url=Url("https://other.example/@mara/100#reblogged-by-9")), False),
        (replace(BY_NUMBER, url=Url("https://social.example/@mara/100#reblogged-by-8")), False),
        (replace(BY_NUMBER, kind="like"), False),
        (replace(BY_NUMBER, target=NETS), False),
        (replace(BY_NUMBER, source=Url("https://evil.example/x")), False),
        (replace(BY_NUMBER, url=None), False),
        (replace(BY_NUMBER, url=STATUS, author_url=Url("https://zed.example/@zed")), True),
        (replace(BY_NUMBER, url=STATUS, author_url=Url("https://eve.example/@eve")), False),
    ],
)  # fmt: skip
def test_what_a_bridge_tells_is_joined_by_who_did_it(mention: Mention, is_one: bool) -> None:
    found = with_(did("share", ZED), mentions=[mention])
    assert len(found.pending) + len(found.interactions) == (1 if is_one else 2)


def test_an_answer_that_a_bridge_tells_of_is_one() -> None:
    (row,) = with_(did("reply", ZED), mentions=[AS_ANSWER]).pending
    assert (row.source, row.evidence) == ("account", ("https://zed.example/@zed/r1",))
    assert len(with_(did("reply", ZED, address=None), mentions=[AS_ANSWER]).pending) == 2


def test_an_answer_on_bluesky_is_found_by_the_handle_too() -> None:
    told = on_bluesky(
        mine_on_bluesky("3k1", LOOMS),
        reactions=[did("reply", ADA_ON_BLUESKY, MY_URI, address=Url("https://bsky.app/profile/did:plc:ada/post/3kx"))],
    )
    said = from_bridgy(
        "reply", "https://bsky.app/profile/ada.example/post/3kx", "https://brid.gy/comment/bluesky/x/y/z"
    )
    assert one(ledger(told, mentions=[said])).evidence == (
        "https://bsky.app/profile/ada.example/post/3kx",
        "https://bsky.app/profile/did:plc:ada/post/3kx",
    )


def test_an_answer_at_an_odd_address_is_found_by_it() -> None:
    who = replace(ZED, also=(Url("https://zed.example/users/zed"),))
    reaction = did("reply", who, address=Url("https://zed.example/notice/5"))
    assert len(with_(reaction, mentions=[from_bridgy("reply", "https://zed.example/notice/5")]).pending) == 1


def test_a_status_without_an_address_is_joined_by_the_person() -> None:
    told = on_mastodon(replace(mine("100", LOOMS), address=None), reactions=[did("share", ZED)])
    assert len(ledger(told, mentions=[BY_NUMBER]).pending) == 2


def test_a_webmention_that_was_accepted_is_not_counted_again() -> None:
    row = got("share", LOOMS, "2026-11-20", peer="ada", evidence=[str(BY_NUMBER.source)], source="webmention")
    assert len(with_(did("share", ADA_ON_MASTODON), rows=[row]).interactions) == 1
    exactly = got("share", LOOMS, "2026-11-19", peer="ada", evidence=["https://ada.example/@ada"], source="account")
    rows = with_(did("share", ADA_ON_MASTODON), rows=[row, exactly]).interactions
    assert [(one.date, len(one.evidence)) for one in rows] == [("2026-11-19", 1), ("2026-11-20", 1)]


def test_the_order_of_statuses_reactions_and_places_changes_nothing() -> None:
    reactions = [
        did("share", ADA_ON_MASTODON), did("reply", ZED), did("share", ADA_ON_MASTODON, "101"),
        did("reply", ME, id="m1", answers="r1", text="Thanks"), did("like", ADA_ON_MASTODON, at="2026-11-21T09:00:00Z"),
    ]  # fmt: skip
    statuses = [mine("100", LOOMS), mine("101", LOOMS, NETS), mine("102", ENGINES)]
    there = on_bluesky(mine_on_bluesky("3k1", LOOMS), reactions=[did("share", ADA_ON_BLUESKY, MY_URI)])
    orders = [(s, r) for s in permutations(statuses) for r in list(permutations(reactions))[::11]]
    assert len({repr(ledger(on_mastodon(*s, reactions=r), there)) for s, r in orders}) == 1
    assert (
        len({repr(ledger(*told)) for told in permutations([on_mastodon(*statuses, reactions=reactions), there])}) == 1
    )


def test_which_of_two_answers_joins_a_row_does_not_depend_on_their_order() -> None:
    row = got("reply", LOOMS, "2026-11-21", peer="ada")
    answers = [did("reply", ADA_ON_MASTODON, id=f"r{number}", text=text) for number, text in enumerate(("No", "Yes"))]
    found = {repr(with_(*order, rows=[row])) for order in permutations(answers)}
    assert len(found) == 1


# --- consent


def test_an_account_that_asks_not_to_be_shown_is_not_whoever_it_is() -> None:
    quiet = replace(ADA_ON_MASTODON, hidden=True)
    assert one(with_(did("share", quiet))).private
    assert (
        public(on_mastodon(mine("100", LOOMS), reactions=[did("share", quiet)]), rows=[got("share", LOOMS, peer="ada")])
        == []
    )
    assert (
        with_(did("share", replace(ZED, hidden=True)), did("reply", EVE, hidden=True)).pending == ()
    )  # nor asked about


def test_what_was_accepted_of_such_an_account_is_not_shown_any_more() -> None:
    row = got("reply", LOOMS, evidence=["https://zed.example/@zed/r0"], source="account")
    told = on_mastodon(mine("100", LOOMS), reactions=[did("like", replace(ZED, hidden=True))])
    before = on_mastodon(mine("100", LOOMS))
    assert len(public(before, rows=[row])) == 1
    assert public(told, rows=[row]) == []
    later = replace(before, known=replace(before.known, quiet=(Url("https://zed.example/@zed"),)))
    assert public(later, rows=[row]) == []  # their reactions are forgotten, their wish is not


def test_a_status_of_such_an_account_is_not_passed_on_in_public() -> None:
    quiet = replace(ADA_ON_MASTODON, hidden=True)
    assert public(on_mastodon(mine("1", boost_of=by(quiet)))) == []
    assert public(on_mastodon(mine("1", quote_of=by(quiet)))) == []
    assert public(on_mastodon(mine("1", reply_to=answer_to(quiet)))) == []
    assert len(public(on_mastodon(mine("1", boost_of=by(quiet, "55", ENGINES))))) == 1  # the page is no account


def test_what_the_authors_own_account_says_hides_nothing_of_theirs() -> None:
    quiet = replace(ME, hidden=True)
    told = on_mastodon(mine("1", ENGINES), mine("100", LOOMS), reactions=[did("reply", quiet, id="m1", answers="r1")])
    remembered = replace(told, known=replace(told.known, quiet=(ME.address,)))
    assert len(public(remembered)) == 1


def test_the_authors_own_word_has_the_last_say_and_shows_no_words_of_theirs() -> None:
    row = got("reply", LOOMS, peer="ada", said_private=False)
    told = on_mastodon(mine("100", LOOMS), reactions=[did("reply", replace(ADA_ON_MASTODON, hidden=True))])
    assert [one.said for one in public(told, rows=[row])] == [""]


@pytest.mark.parametrize("changed", [{"hidden": True}, {"unlisted": True}])
def test_a_hidden_or_unlisted_answer_is_not_shown(changed: dict[str, bool]) -> None:
    reaction = replace(did("reply", ADA_ON_MASTODON), **changed)
    assert one(with_(reaction)).private
    assert one(with_(reaction, rows=[got("reply", LOOMS, peer="ada")])).private


def test_what_belongs_to_an_unlisted_status_or_a_private_place_is_not_shown() -> None:
    assert one(
        ledger(on_mastodon(mine("100", LOOMS, unlisted=True), reactions=[did("share", ADA_ON_MASTODON)]))
    ).private
    assert one(ledger(on_mastodon(mine("100", LOOMS), reactions=[did("share", ADA_ON_MASTODON)], private=True))).private


def test_a_peer_whose_home_says_no_is_not_shown_and_still_given_to() -> None:
    told = on_mastodon(mine("100", LOOMS), mine("101", ENGINES), reactions=[did("share", ADA_ON_MASTODON)])
    rows = public(told, rows=[got("link", LOOMS, peer="ada")], no_reactions=frozenset({PeerId("ada")}))
    assert [(row.direction, row.kind) for row in rows] == [("given", "share")]
    alone = ledger(rows=[got("link", LOOMS, peer="ada")], no_reactions=frozenset({PeerId("ada")}))
    assert one(alone).private


def test_a_private_peer_stays_private() -> None:
    hidden = replace(ADA_THERE, private=True)
    assert public(on_mastodon(mine("100", LOOMS), reactions=[did("share", ADA_ON_MASTODON)]), peers=[hidden]) == []


def test_a_place_below_the_site_is_no_page() -> None:
    account = replace(ME, address=Url("https://me.example/@mara"))
    told = on_mastodon(mine("100", Url("https://me.example/@mara/9")), reactions=[did("share", ADA_ON_MASTODON)])
    assert told.known.account is not None
    at_home = replace(told, known=replace(told.known, account=replace(told.known.account, person=account)))
    assert ledger(at_home, peers=[peer("ada", also=["https://ada.example/@ada"])]).interactions == ()
