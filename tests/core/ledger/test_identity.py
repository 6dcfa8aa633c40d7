"""Whose URL is it?"""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from mkdocs_reciprocity.core.ledger.identity import SELF, directory, joined, resolve, stood_for, stranger
from mkdocs_reciprocity.core.log.contents import Log
from mkdocs_reciprocity.core.model import Interaction, Peer, PeerId
from mkdocs_reciprocity.core.problem import Parsed, Problem, Where
from tests.core.ledger.making import ADA, BEN, ME, address, asked, gave, got, peer, row, who


def resolved(*rows: Interaction, peers: tuple[Peer, ...] = (ADA, BEN)) -> Parsed[tuple[Interaction, ...]]:
    return resolve(Log((), rows), who(*peers))


# --- "the peer whose home or also is the longest prefix, by host and whole path segments"


@pytest.mark.parametrize(
    ("url", "owner"),
    [
        ("https://ada.example/", "ada"),
        ("https://ada.example/engines/?page=2", "ada"),
        ("http://www.ADA.example:80/engines", "ada"),
        ("https://sub.ada.example/", None),
        ("https://ada.example.evil/", None),
        ("https://tilde.example/~dora/x/", "dora"),
        ("https://tilde.example/~dora?x=1", "dora"),
        ("https://tilde.example/~doraemon/", None),
        ("https://tilde.example/~dora/guests/eve/", "eve"),
        ("https://tilde.example/~dora/guests/", "dora"),
        ("https://fosstodon.org/@ada/113", "ada"),
        ("https://ben:secret@ada.example/", None),
        ("https://nobody.example/", None),
    ],
)
def test_the_longest_prefix_owns_a_url(url: str, owner: str | None) -> None:
    people = who(
        peer("ada", also=["https://fosstodon.org/@ada"]),
        peer("dora", "https://tilde.example/~dora/"),
        peer("eve", "https://tilde.example/~dora/guests/eve"),
    )
    assert people.owner(address(url)) == owner
    assert not people.is_own(address(url))


def test_the_own_site_takes_part_in_the_match() -> None:
    people = who(peer("host", "https://pages.example/"), own=["https://pages.example/me/", "https://old.example/"])
    assert people.is_own(address("https://pages.example/me/looms/"))
    assert people.is_own(address("https://old.example/looms/"))
    assert people.owner(address("https://pages.example/me/looms/")) is None
    assert people.owner(address("https://pages.example/meadow/")) == "host"
    assert not people.is_own(address("https://me@pages.example/me/"))


def test_a_peer_below_the_own_site_is_a_peer() -> None:
    people = who(peer("guest", "https://me.example/guests/g/"))
    assert people.owner(address("https://me.example/guests/g/post/")) == "guest"
    assert people.is_own(address("https://me.example/guests/"))


def test_a_peer_without_home_has_its_feeds_host() -> None:
    people = who(peer("ada", None, feeds=("https://ada.example:8080/feed.xml", "feeds/ada.xml")))
    assert people.owner(address("https://ada.example:8080/a/")) == "ada"
    assert people.owner(address("https://ada.example/a/")) is None


@pytest.mark.parametrize("private", [True, False])
def test_a_feed_on_a_host_of_many_people_claims_an_account_only(private: bool) -> None:
    people = who(peer("xia", None, feeds=("https://www.reddit.com/user/xia/.rss",), private=private))
    assert people.owner(address("https://reddit.com/user/xia/comments/1/")) == "xia"
    other = people.owner(address("https://reddit.com/r/looms/comments/2/"))
    assert other == ("xia" if private else None), "of somebody private rather too much is kept back"


def test_an_account_of_somebody_private_is_not_published_as_that_of_another_peer() -> None:
    private = peer("xia", None, feeds=("https://github.com/xia.atom",), private=True)
    public = peer("looms", None, feeds=("https://github.com/xia/looms/releases.atom",))
    found = directory([private, public], [])
    assert [problem.private for problem in found.problems] == [True]
    assert found.records.is_private(PeerId("looms"))


def test_two_private_accounts_on_one_host_are_no_problem() -> None:
    feeds = ("https://github.com/xia.atom", "https://github.com/kim.atom")
    private = [peer(id_, None, feeds=(feed,), private=True) for id_, feed in zip(("xia", "kim"), feeds, strict=True)]
    found = directory(private, [])
    assert found.problems == ()
    assert [found.records.owner(address(f"https://github.com/{id_}/looms")) for id_ in ("xia", "kim")] == ["xia", "kim"]
    assert found.records.is_private(found.records.owner(address("https://github.com/lee/")))
    assert [one.private for one in directory([*private, peer("gh", "https://github.com/")], []).problems] == [True]
    alike = [replace(one, feeds=("https://looms.example/feed.xml",)) for one in private]
    assert len(directory(alike, []).problems) == 1


def test_a_peer_with_home_does_not_have_its_feeds_host() -> None:
    people = who(peer("ada", feeds=("https://feeds.example/ada.xml",)))
    assert people.owner(address("https://feeds.example/ada.xml")) is None


@pytest.mark.parametrize(
    ("url", "hidden_for"),
    [
        ("https://cleo.example/a/", "cleo"), ("https://cleo.example:8443/a/", "cleo"),
        ("https://me@cleo.example/", "cleo"),
        ("https://me:x@cleo.example:81/a/", "cleo"), ("https://dora.example:8443/a/", "dora"),
        ("https://me@dora.example:8443/a/", "dora"), ("https://fosstodon.org:8443/@cleo/1", "cleo"),
        ("https://ada.example:81/", None), ("https://nobody.example:81/", None),
        ("https://fosstodon.org:81/@ada", None), ("https://me.example:81/", None),
    ],
)  # fmt: skip
def test_an_address_of_somebody_private_is_theirs_with_any_port_and_user(url: str, hidden_for: str | None) -> None:
    people = who(
        peer("ada"), peer("cleo", also=["https://fosstodon.org/@cleo"], private=True),
        peer("dora", "https://dora.example:8443/", private=True),
    )  # fmt: skip
    assert people.hiding(address(url)) == hidden_for


@pytest.mark.parametrize(
    "url",
    [
        "https://archive.example/web/2026/https://cleo.example/tar/", "https://archive.example/web/2026*/http://www.cleo.example",
        "https://archive.example/https%3A%2F%2Fcleo.example%2Ftar%2F", "https://archive.example/https:/cleo.example",
        "https://archive.example/cleo.example/tar.html", "https://archive.example/web/2026if_/https://me@cleo.example:8443/",
        "https://translate.example/translate?hl=de&u=https%3A%2F%2Fcleo.example%2Ftar&sl=en",
        "https://go.example/?q=https%253A%252F%252Fcleo.example%252F", "https://go.example/r?to=cleo.example&by=ada",
        "https://go.example/r?to=https://fosstodon.org/@cleo&by=ada", "https://ada.example/#/cleo.example/",
        "https://mastodon.example/@cleo.example@web.bridge.example", "https://search.example/?q=%22cleo.example%22+tar",
        "https://search.example/?q=site:cleo.example+tar", "https://proxy.example/get;cleo.example/tar.html",
        "https://cleo-example.translate.goog/tar?_x_tr_sl=de", "https://fosstodon-org.translate.goog/@cleo",
        "https://archive.example/CLEO.example/", "https://go.example/a.html,https://cleo.example/",
        "https://go.example/l/?to=https%3A%2F%2Fcleo%2Eexample%2F", "https://go.example/?q=cleo%252eexample",
    ],
)  # fmt: skip
def test_an_address_with_that_of_somebody_private_in_it_tells_of_them(url: str) -> None:
    people = who(peer("ada"), peer("cleo", also=["https://fosstodon.org/@cleo"], private=True))
    assert people.hiding(address(url)) == "cleo"


@pytest.mark.parametrize(
    "url",
    [
        "https://archive.example/web/2026/https://ada.example/tar/", "https://archive.example/web/https://me.example/",
        "https://archive.example/mycleo.example/", "https://archive.example/cleo.example.html", "https://cleo.test/cleo",
        "https://go.example/r?to=https://fosstodon.org/@cleopatra", "https://go.example/cleo.",
        "https://cleo--example.translate.goog/", "https://a--.translate.goog/", "https://cleo-example.translate.goog.example/",
        "https://go.example/%3Cb.c%3E/", "https://go.example/a.b.c/",
    ],
)  # fmt: skip
def test_an_address_with_that_of_another_in_it_tells_of_nobody_private(url: str) -> None:
    people = who(peer("ada"), peer("cleo", also=["https://fosstodon.org/@cleo"], private=True))
    assert people.hiding(address(url)) is None


def test_an_address_is_found_behind_very_many_others() -> None:
    people = who(peer("cleo", private=True))
    assert people.hiding(address("https://go.example/" + "a.b/" * 1_000 + "cleo.example")) == "cleo"


def test_privacy_is_known_of_listed_peers_only() -> None:
    people = who(peer("ada"), peer("cleo", private=True))
    assert people.is_private(PeerId("cleo"))
    assert not people.is_private(PeerId("ada"))
    assert not people.is_private(PeerId("nobody.example"))
    assert not people.is_private(None)


# --- "Two claims to one prefix are a problem"; "a peer that has a problem is private until it is mended"


def test_two_peers_with_one_home_are_a_problem_and_private() -> None:
    first = peer("ada", where=Where("reciprocity.yml", 2))
    second = peer("adele", "http://www.ada.example", where=Where("reciprocity.yml", 5))
    found = directory([second, first], [])
    message = 'peers "ada" (reciprocity.yml:2) and "adele" both have "ada.example"; one of them is wrong'
    assert found.problems == (Problem(Where("reciprocity.yml", 5), message),)
    assert [found.records.is_private(PeerId(id_)) for id_ in ("ada", "adele")] == [True, True]


def test_a_conflict_with_a_private_peer_is_told_in_private() -> None:
    assert directory([peer("ada", private=True), peer("adele", "https://ada.example/")], []).problems[0].private
    assert directory([peer("ada"), peer("adele", "https://ada.example/", private=True)], []).problems[0].private


def test_a_peer_cannot_have_the_own_sites_address() -> None:
    found = directory([peer("ada", "https://me.example/", where=Where("p.yml", 3))], [ME])
    (problem,) = found.problems
    assert str(problem) == 'p.yml:3: peer "ada": "me.example" is an address of your own; a peer has another'
    assert found.records.is_own(ME)
    assert found.records.is_private(PeerId("ada"))


def test_a_peer_listed_twice_is_one_and_private() -> None:
    first = peer("ada", name="Ada", where=Where("a.yml", 2), also=["https://x.example/"])
    second = peer("ada", "https://ada-writes.example/", where=Where("b.yml", 2))
    third = peer("ada", None, where=Where("c.yml", 2))
    for order in ([first, second, third], [third, second, first]):
        found = directory(order, [])
        assert [str(problem) for problem in found.problems] == [
            'b.yml:2: peer "ada" is listed twice (first: a.yml:2); merge the two',
            'c.yml:2: peer "ada" is listed twice (first: a.yml:2); merge the two',
        ]
        known = found.records.peers[PeerId("ada")]
        assert (known.name, known.private) == ("Ada", True)
        assert known.also == ("https://ada-writes.example/", "https://x.example/")
        assert found.records.owner(address("https://ada-writes.example/a/")) == "ada"


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("ada", "ada"),
        ("Dora Blum", "dora"),
        ("dora blum", "dora"),
        ("https://dora.example/letters/", "dora"),
        ("dora.example", "dora"),
        ("Dora", None),
        ("https://", None),
        ("mastodon", None),
        ("", None),
        (ME, None),
    ],
)
def test_free_text_may_mean_a_peer(text: str, whom: str | None) -> None:
    assert who(ADA, peer("dora", name="Dora Blum")).meant_by(text) == whom


def test_the_own_hosts_are_in_lower_case_and_punycode() -> None:
    own = ["https://B\u00fccher.example/blog/", "https://ME.example/", "https://me.example/other/"]
    assert who(own=own).own_hosts() == ("me.example", "xn--bcher-kva.example")
    assert who(ADA, own=[]).own_hosts() == ()


# --- rows -> rows with peers


def test_the_peer_follows_from_the_url() -> None:
    found = resolved(gave("share", "https://ada.example/engines/"), gave("like", "https://ada.example/notes/"))
    assert [row.peer for row in found.records] == ["ada", "ada"]
    assert not found.problems


def test_an_explicit_peer_wins() -> None:
    found = resolved(gave("share", "https://ada.example/engines/", peer="ben"))
    assert [row.peer for row in found.records] == ["ben"]


def test_a_gift_to_nobody_listed_goes_to_its_host() -> None:
    found = resolved(gave("share", "https://www.Stranger.example:443/a-fine-post/"))
    assert [row.peer for row in found.records] == ["stranger.example"]
    assert not found.problems


def test_a_url_with_user_info_belongs_to_nobody() -> None:
    assert resolved(gave("share", "https://x@ada.example/")).records[0].peer == "ada.example"


def test_a_row_without_url_keeps_its_peer() -> None:
    assert resolved(got("praise", peer="ada")).records[0].peer == "ada"


def test_an_unknown_peer_costs_the_row() -> None:
    found = resolved(gave("share", peer="adda", line=42), gave("share", peer="zzz", line=43), gave("share", peer="ada"))
    assert [str(problem) for problem in found.problems] == [
        'reciprocity.yml:42: unknown peer "adda"; did you mean "ada"?',
        'reciprocity.yml:43: unknown peer "zzz"; list it below `peers:`',
    ]
    assert [row.peer for row in found.records] == ["ada"]


def test_one_slip_made_twice_costs_both_rows() -> None:
    messages = [problem.message for problem in resolved(gave("share", peer="adda"), gave("like", peer="adda")).problems]
    assert messages == ['unknown peer "adda"; did you mean "ada"?'] * 2


def test_nobody_waits_for_the_near_misses_of_a_thousand_names() -> None:
    rows = [gave("share", peer=f"adda{number}") for number in range(300)]
    messages = [problem.message for problem in resolved(*rows).problems]
    assert len(messages) == 300
    assert messages[-1].endswith("; list it below `peers:`")


@pytest.mark.parametrize(
    ("found", "private"),
    [
        (gave("share", peer="adda"), False),
        (gave("like", peer="adda"), True),
        (gave("like", peer="adda", said_private=False), False),
        (gave("share", peer="adda", said_private=True), True),
    ],
)
def test_a_problem_with_a_row_that_is_private_is_private(found: Interaction, private: bool) -> None:
    assert [problem.private for problem in resolved(found).problems] == [private]


def test_a_gift_to_oneself_costs_the_row() -> None:
    found = resolved(
        gave("share", "https://me.example/looms/", line=7), gave("share", "https://me.example/a/", peer="ada")
    )
    assert [str(problem) for problem in found.problems] == [
        ('reciprocity.yml:7: "https://me.example/looms/" is your own; a gift goes to somebody else, so name the `peer`')
    ]
    assert [row.peer for row in found.records] == ["ada"]


# --- "In a got row, a url on this site is the target; a url of the peer's is where it happened (evidence)"


def test_in_a_got_row_a_url_on_this_site_is_the_target() -> None:
    (found,) = resolved(got("comment", "https://me.example/looms/", peer="ben")).records
    assert (found.url, found.evidence, found.peer) == ("https://me.example/looms/", (), "ben")


def test_in_a_got_row_a_url_of_the_peers_is_where_it_happened() -> None:
    (found,) = resolved(
        got("link", "https://ben.example/b/", evidence=["https://a.example/", "https://ben.example/b/"])
    ).records
    assert (found.url, found.peer) == (None, "ben")
    assert found.evidence == ("https://ben.example/b/", "https://a.example/")


def test_what_was_received_or_asked_for_about_an_own_page_may_have_no_peer() -> None:
    found = resolved(got("comment", "https://me.example/looms/"), row("asked", "review", url="https://me.example/a/"))
    assert [row.peer for row in found.records] == [None, None]
    assert not found.problems


@pytest.mark.parametrize(
    ("evidence", "peer"),
    [
        (["https://ada.example/x/"], "ada"),
        (["https://stranger.example/x/"], "stranger.example"),
        (["https://me.example/other/", "https://ben.example/x/"], "ben"),
        (["https://me.example/other/"], None),
        ([], None),
    ],
)
def test_who_did_something_for_an_own_page_follows_from_its_place(evidence: list[str], peer: str | None) -> None:
    (found,) = resolved(got("comment", "https://me.example/looms/", evidence=evidence)).records
    assert (found.peer, found.url) == (peer, "https://me.example/looms/")
    (asked_for,) = resolved(row("asked", "review", url="https://me.example/a/", evidence=evidence)).records
    assert asked_for.peer is None


def test_what_was_asked_keeps_its_url() -> None:
    (found,) = resolved(asked("testimonial", url="https://ada.example/x/")).records
    assert (found.peer, found.url) == ("ada", "https://ada.example/x/")


def test_the_own_site_is_no_peer() -> None:
    assert SELF not in who(ADA).peers


def test_a_peer_called_like_a_host_is_not_whom_that_host_belongs_to() -> None:
    rows = resolved(
        gave("share", "https://ada.example/somebody-else/"), peers=(peer("ada.example", "https://ada.example/blog/"),)
    )
    assert [row.peer for row in rows.records] == ["ada.example/"]


def test_a_stranger_is_one_in_every_spelling_and_no_peer_however_that_is_called() -> None:
    spellings = (
        "https://s.example",
        "https://s.example/",
        "http://www.S.example:80//",
        "https://s.example./index.html",
    )
    assert {stranger(address(text), who(ADA)) for text in spellings} == {"s.example"}
    odd = [peer(id_, "https://other.example/" + id_) for id_ in ("s.example", "s.example/")]
    assert {stranger(address(text), who(*odd)) for text in spellings} == {"s.example//"}


@pytest.mark.parametrize(
    ("home", "was"),
    [("https://www.zoe.example/blog/", "zoe.example"), ("https://new.example/", ""), (None, "")],
)
def test_a_new_peer_was_the_host_that_rows_stand_under(home: str | None, was: str) -> None:
    """``None`` is a row of nobody's."""
    assert stood_for(address(home) if home else None, {PeerId("zoe.example"), PeerId(""), None}) == was


@pytest.mark.parametrize("private", [True, False])
def test_a_peer_who_joins_is_known_as_if_listed_before(private: bool) -> None:
    new = peer("cleo", name="Cleo's Club", home="https://cleo.example/", private=private)
    assert joined(who(ADA, BEN), new) == who(ADA, BEN, new)
