"""Laws that hold for every desk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from random import Random
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When, Window
from mkdocs_reciprocity.core.desk import relation
from mkdocs_reciprocity.core.desk.account import Account
from mkdocs_reciprocity.core.desk.desk import Desk, desk, known_peers, relation_with, relations
from mkdocs_reciprocity.core.model import Direction, Interaction, OwnPage, Peer
from mkdocs_reciprocity.core.problem import Where
from mkdocs_reciprocity.core.standing import forward
from mkdocs_reciprocity.core.standing.tally import given_keys
from tests.core.ledger.making import TODAY, account_of, keyed
from tests.laws.test_laws_of_the_ledger import (
    PEERS,
    SWAP,
    Feeds,
    feed_maps,
    law,
    made,
    numbered,
    one_row,
    page_lists,
    row_lists,
)

FRIENDS: tuple[Peer, ...] = tuple(
    replace(peer, checkin=days) for peer, days in zip(PEERS, (0, 20, 400, None), strict=True)
)


def account(
    rows: Iterable[Interaction], of: Feeds | None = None, pages: Sequence[OwnPage] = (), peers: Iterable[Peer] = FRIENDS
) -> Account:
    return account_of(numbered(rows), of, pages, peers=peers)


def seen(found: Desk) -> Any:
    return msgspec.to_builtins(found)


def but_for_order(value: Any, name: str = "") -> Any:
    """What the desk says; of one day in an order that is not that of a file.

    Where it names the last of several things, or one of several that were done to a post, that order decides.
    """
    if name == "opening":
        return len(value)
    if name == "last" and isinstance(value, dict):
        return value["date"]
    if name in {"buried_nods", "gifts"}:
        return sorted((one["date"] or "", urls.key(one["url"]) if one["url"] else repr(one)) for one in value)
    if isinstance(value, dict):
        return {name: but_for_order(inner, name) for name, inner in value.items()}
    return sorted(map(repr, map(but_for_order, value))) if isinstance(value, list | tuple) else value


@law
@given(row_lists, feed_maps, page_lists, made(lambda random: random))
def test_the_order_of_rows_feeds_pages_and_peers_never_matters(
    rows: list[Interaction], of: Feeds, pages: list[OwnPage], random: Random
) -> None:
    def shuffled(things: Iterable[Any]) -> list[Any]:
        found = list(things)
        random.shuffle(found)
        return found

    mixed = {id_: shuffled(found) for id_, found in shuffled(of.items())}
    again = account(shuffled(rows), mixed, shuffled(pages), shuffled(FRIENDS))
    assert but_for_order(seen(desk(again, 20))) == but_for_order(seen(desk(account(rows, of, pages), 20)))


@law
@given(row_lists)
def test_swapping_gave_and_got_swaps_the_relations_that_go_one_way(rows: list[Interaction]) -> None:
    there = account(rows)
    swapped = [replace(row, direction=SWAP[row.direction]) for row in there.rows]
    found = relation.one_way(there)
    back = relation.one_way(replace(there, rows=swapped))
    swapped_back = [replace(one, direction=SWAP[one.direction]) for one in back]
    assert sorted(found, key=lambda one: one.peer) == sorted(swapped_back, key=lambda one: one.peer)


@law
@given(row_lists, feed_maps)
def test_giving_thanks_for_everything_leaves_none_owed(rows: list[Interaction], of: Feeds) -> None:
    owed = desk(account(rows, of), 20).thanks_owed
    thanks = [
        keyed(
            Interaction(
                date=deed.date,
                direction="given",
                kind="thank",
                reach="talk",
                peer=deed.peer if deed.listed else None,  # whoever is not listed is known by an address
                url=None if deed.listed or deed.seen_at is None else deed.seen_at.url,
            )
        )
        for deed in owed
    ]
    assert desk(account([*rows, *thanks], of), 20).thanks_owed == ()
    assert all(deed.direction == "received" and deed.peer and deed.reach in {"spread", "talk"} for deed in owed)


@law
@given(row_lists, feed_maps, made(one_row))
def test_a_gift_buries_nothing_and_a_thank_owes_nothing(rows: list[Interaction], of: Feeds, added: Interaction) -> None:
    before, after = (desk(account(some, of), 20) for some in (rows, [*rows, added]))
    if (added.direction, added.reach) == ("given", "spread"):
        assert {urls.key(nod.url) for nod in after.buried_nods if nod.url} <= {
            urls.key(nod.url) for nod in before.buried_nods if nod.url
        }
    if added.direction == "given":
        assert len(after.thanks_owed) <= len(before.thanks_owed)


@law
@given(row_lists, feed_maps)
def test_what_is_copied_into_the_log_is_not_about_to_be_lost(rows: list[Interaction], of: Feeds) -> None:
    at_risk = desk(account(rows, of), 20).mentions_at_risk
    whole = account(rows, of)
    lost = {(one.deed.peer, one.deed.url, one.deed.seen_at and one.deed.seen_at.url) for one in at_risk}
    copied = [
        replace(row, said_private=None, where=Where("reciprocity.yml", 1))
        for row in whole.rows
        if not row.where.file and (row.peer, row.url, row.evidence[0] if row.evidence else None) in lost
    ]
    assert len(copied) >= len(at_risk)
    assert desk(account([*rows, *copied], of), 20).mentions_at_risk == ()


@law
@given(row_lists, feed_maps, st.integers(0, 30))
def test_what_is_to_be_read_fits_and_is_new(rows: list[Interaction], of: Feeds, minutes: int) -> None:
    whole = account(rows, of)
    found = desk(whole, minutes).reading
    assert sum(one.minutes for one in found) <= minutes
    keys = [urls.key(one.url) for one in found]
    assert len(set(keys)) == len(keys)
    assert not given_keys(whole.rows) & set(keys)
    assert all(one.minutes > 0 and (one.date is None or one.date <= TODAY) for one in found)
    left = minutes - sum(one.minutes for one in found)
    done = {urls.key(row.url) for row in whole.rows if row.url}
    for posts in whole.posts.values():
        for key, post in posts.items():
            if key not in {*keys, *done}:
                assert not 0 < forward.minutes(post) <= left, "no time is left over that something would fit into"


@law
@given(row_lists, feed_maps, page_lists)
def test_relations_are_the_parts_of_the_desk(rows: list[Interaction], of: Feeds, pages: list[OwnPage]) -> None:
    whole = account(rows, of, pages)
    found = desk(whole, 20)
    parts = list(relations(known_peers(whole), whole))
    assert parts == [relation_with(peer, whole) for peer in known_peers(whole)]
    for name in ("thanks_owed", "buried_nods", "asks", "mentions_at_risk"):
        of_peers = [row for part in parts for row in getattr(part, name)]
        nobodys = [row for row in getattr(found, name) if getattr(row, "deed", row).peer is None]
        assert len(of_peers) + len(nobodys) == len(getattr(found, name))
    deeds = sum(len(part.given) + len(part.received) + len(part.asks) for part in parts)
    assert deeds == len([row for row in whole.rows if row.peer])


@law
@given(row_lists, feed_maps, page_lists)
def test_nothing_is_a_score_and_relations_stand_by_name(
    rows: list[Interaction], of: Feeds, pages: list[OwnPage]
) -> None:
    found = desk(account(rows, of, pages), 20)
    words = set(re.findall(r'"(\w+)":', msgspec.json.encode(found).decode()))
    assert not {word for word in words if re.search("score|rank|balance|debt|streak|ratio|karma|points", word)}
    names = [(one.direction == "given", one.name.casefold()) for one in found.relations]
    assert names == sorted(names)
    assert [place.via.casefold() for place in found.places] == sorted(place.via.casefold() for place in found.places)


@law
@given(row_lists, feed_maps, page_lists)
def test_gifts_are_the_figure_of_the_badge_with_what_is_private(
    rows: list[Interaction], of: Feeds, pages: list[OwnPage]
) -> None:
    whole = account(rows, of, pages)
    found = desk(whole, 20)
    window: Window = whole.window
    keys = {
        urls.key(row.url) if row.url else number
        for number, row in enumerate(whole.rows)
        if (row.direction, row.reach) == ("given", "spread") and row.date in window
    }
    assert len(found.gifts) == len(keys)
    assert any(str(len(keys)) in sentence for sentence in found.opening) or not keys


def in_order(found: Desk) -> list[list[str]]:
    """The people whom each part names, in its order."""
    thanks = dict.fromkeys(deed.peer or "" for deed in found.thanks_owed)
    greetings, quiet = ([str(one.peer) for one in part] for part in (found.greetings_due, found.gone_quiet))
    return [list(thanks), greetings, quiet, [f"{one.peer} {one.url}" for one in found.reading]]


REGULARS = tuple(replace(peer, checkin=None if place % 2 else 9) for place, peer in enumerate(PEERS))


def regular_rows(random: Random) -> list[Interaction]:
    """A log in which there was contact again and again."""
    rows: list[Interaction] = []
    for peer in PEERS:
        step, start = random.randint(5, 60), random.randint(0, 400)
        for number in range(random.randint(0, 8)):
            date = dates.after(TODAY, -start - number * step)
            direction: Direction = random.choice(("given", "received"))
            cut = random.choice((10, 10, 10, 7, 4))
            rows.append(
                replace(one_row(random), date=When(date[:cut]), peer=peer.id, direction=direction, reach="talk")
            )
    return rows


regular_logs = made(regular_rows)


@law
@given(regular_logs, feed_maps, made(lambda random: random))
def test_whom_to_write_to_and_what_to_read_first_does_not_depend_on_the_order_of_anything(
    rows: list[Interaction], of: Feeds, random: Random
) -> None:
    before = in_order(desk(account(rows, of, peers=REGULARS), 20))
    mixed = {id_: random.sample(found, len(found)) for id_, found in random.sample([*of.items()], len(of))}
    again = account(random.sample(rows, len(rows)), mixed, peers=random.sample([*REGULARS], len(REGULARS)))
    assert in_order(desk(again, 20)) == before


@law
@given(regular_logs, feed_maps, st.sampled_from(PEERS), made(one_row))
def test_a_row_of_one_peer_moves_nobody_else_but_the_one_who_was_the_easiest(
    rows: list[Interaction], of: Feeds, whose: Peer, added: Interaction
) -> None:
    added = replace(added, peer=whose.id, url=None, key=None, evidence=())
    before, after = (desk(account(some, of, peers=FRIENDS), 20) for some in (rows, [*rows, added]))
    for name in ("thanks_owed", "greetings_due"):
        orders = [list(dict.fromkeys(one.peer for one in getattr(found, name))) for found in (before, after)]
        easiest = {order[0] for order in orders if order}
        others = [[peer for peer in order if peer != whose.id and peer not in easiest] for order in orders]
        assert others[0] == others[1]


@law
@given(regular_logs)
def test_of_those_who_have_gone_quiet_nobody_has_a_checkin_and_there_are_three_at_most(rows: list[Interaction]) -> None:
    whole = account(rows, peers=REGULARS)
    found = desk(whole, 0).gone_quiet
    assert len(found) <= 3
    for one in found:
        assert whole.words.peers[one.peer].checkin is None
        assert one.silent > 3 * one.every
        assert one.silent > 60
        last = max(dates.last_day(row.date) for row in whole.rows if row.peer == one.peer and row.date)
        assert dates.after(When(last), one.silent) == TODAY
