"""Friends of friends: blogs that several peers read, and that the author does not know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import permutations

import pytest

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.desk.neighbours import Unmet, unmet
from mkdocs_reciprocity.core.ledger.identity import Directory
from mkdocs_reciprocity.core.log.contents import Ignored
from mkdocs_reciprocity.core.model import Interaction, Neighbour, Peer, PeerId
from tests.core.ledger.making import ADA, BEN, CLEO, TODAY, address, gave, got, peer, who

DORA = peer("dora")
PEOPLE = who(ADA, BEN, CLEO, DORA)
NORA = "https://nora.example/"


def blog(home: str | None = NORA, feed: str | None = None, name: str = "Nora's Nets") -> Neighbour:
    return Neighbour(name, address(home) if home else None, address(feed) if feed else None)


def met_in(
    blogrolls: Mapping[str, Sequence[Neighbour]],
    *rows: Interaction,
    people: Directory = PEOPLE,
    ignored: Iterable[Ignored] = (),
    today: When = TODAY,
) -> tuple[Unmet, ...]:
    return unmet({PeerId(id_): blogs for id_, blogs in blogrolls.items()}, people, rows, ignored, today)


def met(
    *rows: Interaction, people: Directory = PEOPLE, ignored: Iterable[Ignored] = (), **blogrolls: Sequence[Neighbour]
) -> tuple[Unmet, ...]:
    return met_in(blogrolls, *rows, people=people, ignored=ignored)


def test_a_blog_that_two_peers_read() -> None:
    (one,) = met(ada=[blog()], ben=[blog("http://www.nora.example", name="Nora")])
    assert one == Unmet(name="Nora's Nets", url=address(NORA), read_by=((ADA.id, "Ada"), (BEN.id, "Ben")))


def test_one_peer_is_not_enough_however_often_they_say_it() -> None:
    assert met(ada=[blog()]) == met(ada=[blog(), blog("https://www.nora.example/")], ben=[]) == ()
    assert met() == ()


def test_the_one_without_a_name_is_called_by_the_other_or_by_the_address() -> None:
    assert [one.name for one in met(ada=[blog(name="")], ben=[blog()])] == ["Nora's Nets"]
    assert [one.name for one in met(ada=[blog(name="")], ben=[blog(name="")])] == ["nora.example"]


@pytest.mark.parametrize(
    ("one", "other", "url"),
    [
        (blog(feed=f"{NORA}f"), blog(None, f"{NORA}f"), NORA),
        (blog(), blog(None, f"{NORA}f"), NORA),
        (blog(None, f"{NORA}f"), blog(None, "http://nora.example/f"), f"{NORA}f"),
        (blog(feed="https://feeds.example/1"), blog(None, "https://feeds.example/1"), NORA),
    ],
)
def test_a_blog_and_its_feed_are_one(one: Neighbour, other: Neighbour, url: str) -> None:
    assert [found.url for found in met(ada=[one], ben=[other])] == [url]
    assert [found.url for found in met(ada=[other], ben=[one])] == [url]


def test_two_feeds_on_one_host_are_two_blogs() -> None:
    assert met(ada=[blog(None, "https://feeds.example/1")], ben=[blog(None, "https://feeds.example/2")]) == ()
    assert met(ada=[blog("https://shared.example/~n/")], ben=[blog("https://shared.example/~o/")]) == ()


ODD = peer("odd", "https://odd.example/", also=["https://social.example/@odd"], feeds=("https://feeds.example/odd",))


@pytest.mark.parametrize(
    "known",
    [
        blog("https://me.example/"),
        blog("http://www.me.example"),
        blog("https://dora.example/"),
        blog("http://www.dora.example/index.html"),
        blog("https://blog.dora.example/"),
        blog("https://dora.example/journal/"),
        blog("https://cleo.example/", name="A private peer"),
        blog("https://social.example/@odd"),
        blog("https://moved.example/", "https://feeds.example/odd"),
        blog(None, "https://odd.example/feed.xml"),
        blog("https://ada.example/"),
        blog("https://ben.example/"),
    ],
)
def test_this_site_and_all_peers_are_known(known: Neighbour) -> None:
    people = who(ADA, BEN, CLEO, DORA, ODD)
    assert met(people=people, ada=[known], ben=[known], dora=[known]) == ()


def test_parts_of_a_host_with_many_people_are_not_known_by_one_of_them() -> None:
    people = who(ADA, BEN, peer("dora", "https://shared.example/~dora/"))
    both = [blog("https://shared.example/~nora/"), blog("https://shared.example/~dora/x/")]
    assert [one.url for one in met(people=people, ada=both, ben=both)] == ["https://shared.example/~nora/"]


def test_those_in_the_ledger_are_known_though_not_listed() -> None:
    for row in (
        gave("share", f"{NORA}a/", peer="nora.example"),
        got("link", "https://me.example/", peer="nora.example", evidence=[f"{NORA}b/"]),
    ):
        assert met(row, ada=[blog()], ben=[blog()]) == ()
    elsewhere = gave("share", "https://otto.example/", peer="otto.example")
    assert len(met(elsewhere, gave("share", "https://ada.example/", peer="ada"), ada=[blog()], ben=[blog()])) == 1


def test_what_the_author_ignores_is_not_proposed() -> None:
    both = [blog(feed=f"{NORA}f")]
    for url in (NORA, "http://www.nora.example", f"{NORA}f"):
        assert met(ignored=[Ignored(url=address(url))], ada=both, ben=both) == ()
    others = (
        Ignored(url=address(NORA), kind="link", direction="given"),
        Ignored(url=address(NORA), peer=PeerId("ada")),
        Ignored(evidence=address(NORA)),
        Ignored(peer=PeerId("ada")),
        Ignored(url=address("https://otto.example/")),
    )
    assert len(met(ignored=others, ada=both, ben=both)) == 1


def crowd(number: int) -> list[Peer]:
    return [peer(f"p{n}") for n in range(number)]


def test_those_whom_few_name_stand_before_those_whom_many_name() -> None:
    rolls = {f"p{n}": [blog("https://famous.example/", name="A")] for n in range(9)}
    rolls["p0"] += [blog("https://quiet.example/", name="Quiet"), blog("https://shy.example/", name="Shy")]
    rolls["p1"] += [blog("https://shy.example/", name="Shy"), blog("https://quiet.example/", name="Quiet")]
    rolls["p2"] += [blog("https://shy.example/", name="Shy")]
    days = [met_in(rolls, people=who(*crowd(9)), today=dates.after(TODAY, day)) for day in range(9)]
    assert {tuple(sorted(one.name for one in day[:2])) for day in days} == {("Quiet", "Shy")}
    assert {day[2].name for day in days} == {"A"}


def test_all_get_their_turn() -> None:
    many = [blog(f"https://b{n}.example/", name=f"B{n:02}") for n in range(12)]
    # It makes no difference whether two or three name them.
    days = [met_in({"ada": many, "ben": many, "dora": many[:6]}, today=dates.after(TODAY, day)) for day in range(12)]
    assert all(len(day) == 12 for day in days)
    assert {one.name for day in days for one in day[:5]} == {one.name for one in many}
    rest = [one.name for one in days[0][5:]]
    assert rest == sorted(rest)


def test_the_order_of_blogrolls_does_not_matter() -> None:
    rolls = {
        "ada": [blog(), blog("https://otto.example/", name="Otto")],
        "ben": [blog(None, f"{NORA}f", ""), blog("http://otto.example/")],
        "dora": [blog("http://nora.example/", f"{NORA}f", "Nets")],
    }
    found = {met_in({id_: rolls[id_] for id_ in order}) for order in permutations(rolls)}
    assert len(found) == 1
    assert {len(one.read_by) for one in found.pop()} == {2, 3}


@pytest.mark.no_cover
def test_fifty_thousand_blogs_are_looked_through_once() -> None:
    many = [blog(f"https://b{n}.example/", f"https://b{n}.example/f", f"B{n}") for n in range(25_000)]
    assert len(met(ada=many, ben=many)) == 25_000


def test_a_cache_that_somebody_has_changed_is_no_reason_to_stop() -> None:
    nothing = Neighbour("Nobody")
    assert met(ada=[nothing], ben=[nothing]) == ()
