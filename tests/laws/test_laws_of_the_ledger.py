"""Laws that hold for every log, every feed and every page, tried on small ones that collide as often as they can."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta, timezone
from random import Random
from typing import Any, TypeVar, get_args

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from mkdocs_reciprocity.core import book as books
from mkdocs_reciprocity.core import dates as core_dates
from mkdocs_reciprocity.core import pipeline
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.book import LogText
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.ledger.merge import Ledger
from mkdocs_reciprocity.core.model import KINDS, Direction, Feed, FeedEntry, Interaction, Link, OwnPage, Peer, PeerId
from mkdocs_reciprocity.core.pipeline import Views
from mkdocs_reciprocity.core.problem import Where
from mkdocs_reciprocity.core.standing import forward
from mkdocs_reciprocity.core.standing.tally import given_keys, totals
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.wording import PLAIN_ENGLISH
from tests.core.ledger.making import (
    ADA,
    BEN,
    CLEO,
    ME,
    TODAY,
    ZONE,
    address,
    deeds,
    entry,
    facts,
    feed,
    gave,
    keyed,
    ledger_of,
    options,
    page,
    peer,
    views_of,
    who,
)

law = settings(derandomize=True, max_examples=100, deadline=None, database=None)

DORA = peer("dora", None, feeds=("https://dora.example/feed.xml",))
PEERS: tuple[Peer, ...] = (ADA, BEN, CLEO, DORA)
T = TypeVar("T")
Feeds = Mapping[PeerId, Sequence[Feed]]


def below(*hosts: str, paths: Sequence[str] = ("a/", "a/", "a", "b/?p=1", "b/?p=1&utm_source=x")) -> list[Url]:
    """Addresses of few posts, in several spellings."""
    return [
        address(f"{scheme}://{host}.example/{path}") for scheme in ("https", "http") for host in hosts for path in paths
    ]


ANYBODY = below("ada", "ada", "ben", "cleo", "dora", "stranger")
HERE = below("me", paths=("", "a/", "a", "b/"))
DATES = [When(date) for date in ("2026-11-02", "2026-11-02", "2026-11-23", "2026-11", "2026", "2025-11-30", "2024")]
WORDS = ("", "", "", "one", "two")
WORDING: dict[str, Sequence[Any]] = {
    "title": WORDS,
    "note": WORDS,
    "said_private": (None, None, None, None, True, False),
    "source": ("log", "log", "feed"),
    "via": ("", "", "", "blog", "e-mail"),
    "tags": ((), (), ("t",), ("u",)),
    "evidence": ((), (), (), (address("https://ada.example/p"),), (address("https://cleo.example/p/"),)),
}


def made(maker: Callable[[Random], T]) -> st.SearchStrategy[T]:
    """A strategy that leaves all choices to a generator of its own: far more collisions in far less time."""
    return st.integers(0, 2**48).map(lambda seed: maker(Random(seed)))


def some(random: Random, most: int) -> range:
    return range(random.randint(0, most))


def one_row(random: Random) -> Interaction:
    direction: Direction = random.choice((*get_args(Direction), "given", "received"))
    kind = KINDS[random.choice(("link", "link", "share", "quote", "reply", "thank", "like"))]
    url = random.choice((None, *ANYBODY[:3], random.choice(ANYBODY)))
    if direction == "received" and random.random() < 0.5:
        url = random.choice(HERE)
    known = random.choice((None, None, *(peer.id for peer in PEERS)))
    return keyed(
        Interaction(
            date=random.choice((None, *DATES)),
            direction=direction,
            kind=kind.name,
            reach="ask" if direction == "asked" else kind.reach,
            peer=known or (None if url else ADA.id),
            url=url,
            **{name: random.choice(what) for name, what in WORDING.items()},
        )
    )


def log_of(random: Random) -> list[Interaction]:
    """Rows, and some that say the same in other words."""
    rows = [one_row(random) for _ in some(random, 5)]
    for _ in some(random, 4 if rows else 0):
        field = random.choice(sorted(WORDING))
        rows.append(replace(random.choice(rows), **{field: random.choice(WORDING[field])}))
    return rows


def post_of(random: Random, known: PeerId) -> FeedEntry:
    spellings = below(known, known, known, "me", "cleo", paths=("p/", "p", "p/?utm_source=x", "a/"))
    return FeedEntry(
        url=random.choice((None, *spellings)),
        title=random.choice(WORDS),
        published=random.choice(("", "2026-11-10", "2026-11-22T23:30:00Z", "2026-11-23", "2025-01-01")),
        words=random.choice((0, 300)),
        outbound="\n".join({random.choice((*HERE, *HERE, *ANYBODY)): None for _ in some(random, 3)}),
        about=random.choice(("", "", random.choice(HERE), random.choice(ANYBODY))),
    )


def feeds_of(random: Random) -> Feeds:
    """Feeds of peers: own posts, links to others and to this site, now and then the same post in two feeds."""
    found: dict[PeerId, list[Feed]] = {}
    for known in random.sample(PEERS, random.randint(0, 4)):
        posts = [post_of(random, known.id) for _ in some(random, 3)]
        again = [replace(post, words=random.choice((0, 300))) for post in posts if random.random() < 0.5]
        found[known.id] = [feed(*posts), feed(*again)]
    return found


def pages_of(random: Random) -> list[OwnPage]:
    return [
        OwnPage(
            path=path,
            title=random.choice(WORDS),
            date=random.choice((None, *DATES)),
            links=tuple(Link(random.choice(ANYBODY), random.choice(WORDS)) for _ in some(random, 3)),
        )
        for path in random.sample(("", "a/", "b/", "c/"), random.randint(0, 3))
    ]


row_lists, feed_maps, page_lists = made(log_of), made(feeds_of), made(pages_of)
dates = st.sampled_from((None, *DATES))


def numbered(rows: Iterable[Interaction]) -> list[Interaction]:
    """The rows as they stand in a file, one a line."""
    return [replace(row, where=Where("reciprocity.yml", line)) for line, row in enumerate(rows, 1)]


def said(ledger: Ledger) -> list[Interaction]:
    """What the ledger says, wherever it is written."""
    return [replace(row, where=Where("")) for row in ledger.interactions]


def account(rows: Iterable[Interaction], of: Feeds | None = None, pages: Iterable[OwnPage] = ()) -> list[Interaction]:
    return said(ledger_of(numbered(rows), of, pages, peers=PEERS))


def show(rows: Iterable[Interaction], of: Feeds | None = None, pages: Sequence[OwnPage] = (), **more: Any) -> Views:
    return views_of(numbered(rows), of, pages, **{"peers": PEERS, **more})


# --- order and repetition


def counted(rows: Iterable[Interaction]) -> list[Interaction]:
    """The rows, in an order that is not that of a file."""
    return sorted(rows, key=lambda row: (row.date or "", repr(row)))


def of_days(items: Iterable[Any]) -> list[Any]:
    """What is shown, day by day: of one day in an order that is not that of a file."""
    dated = [(item.date or "", repr(replace(item, id="") if hasattr(item, "id") else item)) for item in items]
    assert [date for date, _ in dated] == sorted((date for date, _ in dated), reverse=True)
    return sorted(dated)


def but_for_order(views: Views) -> dict[str, Any]:
    """All that is published, of one day in an order that is not that of a file."""
    shared, years, forward_ = views.shared, views.years, views.pay_it_forward
    groups = [*shared.groups, *(group for year in years for group in year.groups)]
    return {
        "shared": (shared.since, shared.posts, shared.bars, shared.reaches, shared.years),
        "groups": [(group.id, of_days(group.items)) for group in groups],
        "cards": sorted(repr(card.peer) for card in shared.cards),
        "recent": of_days(views.recent),
        "feed": of_days(views.feed),
        "offers": forward_.offers,
        "thanks": of_days(deeds(views)),
        "blogs": forward_.blogs,
        "under": {path: [of_days(one.thanks) for one in said.groups] for path, said in views.reactions.items()},
        "lifts": views.lifts,
        "figures": (views.badge, views.figures),
    }


@law
@given(row_lists, feed_maps, page_lists, made(lambda random: random))
def test_the_order_of_rows_feeds_entries_and_pages_never_matters(
    rows: list[Interaction], of: Feeds, pages: list[OwnPage], random: Random
) -> None:
    """It decides only what stands first within one day, and that is the author's to say."""

    def shuffled(things: Iterable[Any]) -> list[Any]:
        found = list(things)
        random.shuffle(found)
        return found

    mixed = {
        id_: [replace(one, entries=tuple(shuffled(one.entries))) for one in shuffled(found)]
        for id_, found in shuffled(of.items())
    }
    others, peers = shuffled(pages), shuffled(PEERS)
    again = shuffled(rows)
    assert counted(account(again, mixed, others)) == counted(account(rows, of, pages))
    assert but_for_order(show(again, mixed, others, peers=peers)) == but_for_order(show(rows, of, pages))
    assert account(rows, mixed, others) == account(rows, of, pages)  # that of one day is the file's, and nobody else's
    assert show(rows, mixed, others, peers=peers) == show(rows, of, pages)


LINES = [
    "- {date: 2026-11-02, gave: share, peer: ada, url: https://ada.example/a/, title: A}",
    "- {date: 2026-11-02, gave: share, peer: ada, url: http://ada.example/a, note: fine}",
    "- {date: 2026-11-02, gave: share, peer: ada, url: https://ada.example/a/, note: fine, via: blog}",
    "- {date: 2026-11, got: link, url: https://ada.example/p/}",
    "- {date: unknown, gave: share, url: https://stranger.example/}",
]


@law
@given(
    st.permutations(LINES),
    st.lists(st.integers(0, 2), min_size=len(LINES), max_size=len(LINES)),
    st.permutations(range(3)),
)
def test_the_order_of_files_never_matters(lines: list[str], places: list[int], order: list[int]) -> None:
    """Nor does which row stands in which file."""
    texts = [[line for line, place in zip(lines, places, strict=True) if place == number] for number in range(3)]
    files = [LogText(f"{n}.yml", "\n".join(["interactions:", *text, ""]).encode()) for n, text in enumerate(texts)]
    people = LogText("peers.yml", b"peers:\n  ada: {home: https://ada.example/}\n")

    def ledger(files: list[LogText]) -> Ledger:
        book = books.read(files, ME, options(), TODAY)
        return pipeline.keep_ledger(facts(book.records))

    whole = ledger([people, LogText("all.yml", "\n".join(["interactions:", *LINES, ""]).encode())])
    assert counted(said(ledger([*(files[place] for place in order), people]))) == counted(said(whole))
    assert len(whole.interactions) == 4


@law
@given(row_lists, feed_maps, page_lists)
def test_what_is_said_twice_counts_once(rows: list[Interaction], of: Feeds, pages: list[OwnPage]) -> None:
    """A file repeated row by row, as far as its rows have a URL; a feed read twice; a page seen twice."""
    rows = [row for row in rows if row.url]
    twice = {id_: [*found, *found] for id_, found in of.items()}
    assert account([*rows, *rows], twice, [*pages, *pages]) == account(rows, of, pages)
    assert show([*rows, *rows], twice, pages) == show(rows, of, pages)


# --- counting

SWAP: dict[Direction, Direction] = {"given": "received", "received": "given", "asked": "asked"}


@law
@given(row_lists)
def test_swapping_gave_and_got_swaps_the_columns(rows: list[Interaction]) -> None:
    swapped = [replace(row, direction=SWAP[row.direction]) for row in rows]
    window = core_dates.window(TODAY, 12)
    for span in (None, window):
        there, back = totals(rows, span), totals(swapped, span)
        assert (there.given, there.received) == (back.received, back.given)


@law
@given(row_lists, feed_maps, page_lists)
def test_the_counts_of_peers_add_up_to_the_totals(rows: list[Interaction], of: Feeds, pages: list[OwnPage]) -> None:
    found = account(rows, of, pages)
    for window in (None, core_dates.window(TODAY, 12)):
        sums = totals(found, window)
        of_peers = [totals([row for row in found if row.peer == peer], window) for peer in {row.peer for row in found}]
        assert sums.given == {reach: sum(one.given[reach] for one in of_peers) for reach in sums.given}
        assert sums.received == {reach: sum(one.received[reach] for one in of_peers) for reach in sums.received}


@law
@given(row_lists, feed_maps, page_lists)
def test_figures_never_exceed_the_rows(rows: list[Interaction], of: Feeds, pages: list[OwnPage]) -> None:
    found = [row for row in account(rows, of, pages) if not row.private and row.direction == "given"]
    views = show(rows, of, pages)
    assert max(views.figures.people, views.figures.posts) <= views.figures.given["spread"] <= len(found)
    assert sum(views.figures.given.values()) <= len(found)
    assert all(bar.posts <= views.figures.posts for bar in views.shared.bars)
    assert views.shared.posts == views.figures.posts
    assert len(views.shared.cards) <= len(PEERS)


# --- growth


def covers(row: Interaction, by: Interaction) -> bool:
    """Whether one row of the ledger says at least as much as another."""
    same = ("date", "peer", "direction", "kind", "reach", "via")
    return (
        all(getattr(row, field) == getattr(by, field) for field in same)
        and all(getattr(row, field) in ("", getattr(by, field)) for field in ("title", "note", "answer"))
        and row.key in (None, by.key)
        and set(row.evidence) <= set(by.evidence)
        and row.said_private in (None, by.said_private)
        and row.private <= by.private
    )


@law
@given(row_lists, feed_maps, page_lists)
def test_every_row_has_the_key_of_its_url(rows: list[Interaction], of: Feeds, pages: list[OwnPage]) -> None:
    for row in account(rows, of, pages):
        assert row.key == (urls.key(row.url) if row.url else None)


@law
@given(row_lists, feed_maps, page_lists)
def test_every_row_of_the_log_and_all_that_was_seen_is_in_the_ledger(
    rows: list[Interaction], of: Feeds, pages: list[OwnPage]
) -> None:
    """So adding a row never removes another, except by merging into one that says at least as much."""
    found = account(rows, of, pages)
    for row in rows:
        (alone,) = account([row])
        assert any(covers(replace(alone, private=False), by) for by in found)
    for item in account([], of, pages):
        joined = [
            by
            for by in found
            if (by.peer, by.direction, by.kind) == (item.peer, item.direction, item.kind)
            and by.url and item.url and urls.key(by.url) == urls.key(item.url)
            and set(item.evidence) <= set(by.evidence)
        ]  # fmt: skip
        assert joined


@law
@given(row_lists, made(one_row))
def test_adding_a_row_takes_away_no_post_that_is_counted(rows: list[Interaction], added: Interaction) -> None:
    """Unless what is added is private, and so hides what it joins."""
    if added.said_private is not True:
        before, after = (totals([row for row in account(some) if not row.private]) for some in (rows, [*rows, added]))
        assert before.posts <= after.posts
        assert before.people <= after.people


def ids(views: Views) -> set[str]:
    groups = [*views.shared.groups, *(group for year in views.years for group in year.groups)]
    return {re.sub(r"(?<=\w{12})-\d+\Z", "", item.id) for group in groups for item in group.items}


@law
@given(row_lists, made(one_row))
def test_ids_of_items_are_stable_under_adding_rows(rows: list[Interaction], added: Interaction) -> None:
    if added.said_private is not True:
        assert ids(show(rows)) <= ids(show([*rows, added]))


@law
@given(row_lists, feed_maps, page_lists)
def test_no_id_stands_twice_on_a_page_and_all_pages_agree(
    rows: list[Interaction], of: Feeds, pages: list[OwnPage]
) -> None:
    views = show(rows, of, pages)
    for_good = {}
    for year in views.years:
        items = [item for group in year.groups for item in group.items]
        assert len({item.id for item in items}) == len(items)
        for_good.update({item.id: item for item in items})
    shared = [item for group in views.shared.groups for item in group.items]
    assert len({item.id for item in shared}) == len(shared)
    assert all(for_good[item.id] == item for item in (*shared, *views.recent) if item.date)


# --- privacy


def secrets(rows: list[Interaction]) -> list[Interaction]:
    """The rows as private ones that join nothing: over a channel of their own, of kinds that nobody sees."""
    return [
        replace(row, kind="quote", via="behind the shed", said_private=True) for row in rows if row.reach == "spread"
    ] + [replace(row, said_private=True, via="behind the shed") for row in rows if row.reach != "spread"]


@law
@given(row_lists, feed_maps, page_lists, row_lists)
def test_private_rows_that_join_nothing_leave_no_trace(
    rows: list[Interaction], of: Feeds, pages: list[OwnPage], hidden: list[Interaction]
) -> None:
    assert show([*rows, *secrets(hidden)], of, pages) == show(rows, of, pages)


@law
@given(row_lists, feed_maps, page_lists)
def test_private_peers_leave_no_trace(rows: list[Interaction], of: Feeds, pages: list[OwnPage]) -> None:
    """Neither their rows nor their feeds nor the links to them."""
    directory = who(*PEERS)

    def theirs(url: urls.Url | None) -> bool:
        return url is not None and directory.owner(url) == CLEO.id

    without = [row for row in rows if row.peer != CLEO.id and not any(map(theirs, (row.url, *row.evidence)))]
    hidden = [row for row in rows if row not in without]
    others = {id_: found for id_, found in of.items() if id_ != CLEO.id}
    unlinked = [replace(page, links=tuple(link for link in page.links if not theirs(link.url))) for page in pages]
    apart = [replace(row, via="behind the shed", kind="quote", reach="spread") for row in hidden]
    assert show([*without, *apart], of, pages) == show(without, others, unlinked)
    assert "cleo" not in repr(show(rows, of, pages))


@law
@given(row_lists, feed_maps)
def test_a_private_peer_that_nothing_touches_might_as_well_not_be_listed(rows: list[Interaction], of: Feeds) -> None:
    rows = [row for row in rows if "cleo" not in repr(row)]
    of = {id_: found for id_, found in of.items() if "cleo" not in repr((id_, found))}
    assert show(rows, of) == show(rows, of, peers=[ADA, BEN, DORA])


@law
@given(row_lists, feed_maps, page_lists)
def test_what_is_public_was_public_in_a_row_that_would_be_so_alone(
    rows: list[Interaction], of: Feeds, pages: list[OwnPage]
) -> None:
    """Every word and address by itself; what was seen of a thing that a row publishes is where it is to be seen."""
    alone = [one for row in rows for one in account([row]) if not one.private]
    seen = account([], of, pages)
    alone += [item for item in seen if not item.private]
    shown = [(field, said) for row in alone for field, said in words_of(row)]
    shown += [("evidence", url) for item in seen for url in item.evidence if who(*PEERS).owner(url) != CLEO.id]
    for row in account(rows, of, pages):
        if not row.private:
            assert any(deed_of(row) == deed_of(one) for one in alone)
            assert set(words_of(row)) <= set(shown)


def words_of(row: Interaction) -> list[tuple[str, str]]:
    """All that a row would publish."""
    said = [("title", row.title), ("note", row.note), ("via", row.via), ("url", row.url or ""), ("answer", row.answer)]
    many = [("tag", tag) for tag in row.tags] + [("evidence", url) for url in row.evidence]
    return [(field, text) for field, text in (*said, *many) if text]


def deed_of(row: Interaction) -> tuple[object, ...]:
    return (row.date, row.peer, row.direction, row.kind, row.via)


@law
@given(feed_maps, page_lists, dates)
def test_a_private_row_takes_what_it_joins_out_of_sight(of: Feeds, pages: list[OwnPage], date: When | None) -> None:
    seen = account([], of, pages)
    for item in seen:
        hidden = replace(item, date=date, said_private=True, source="log", evidence=())
        left = [row for row in account([hidden], of, pages) if not row.private]
        about = (item.peer, item.direction, item.kind, urls.key(item.url or ME))
        kept = [row for row in seen if (row.peer, row.direction, row.kind, urls.key(row.url or ME)) != about]
        assert left == [row for row in kept if not row.private]


# --- choosing


@law
@given(row_lists, feed_maps, page_lists, st.integers(0, 400), st.integers(-12, 14))
def test_suggestions_are_what_they_should_be(
    rows: list[Interaction], of: Feeds, pages: list[OwnPage], later: int, hours: int
) -> None:
    """Not given yet, by a public peer, on that peer's own site, out already, one a peer, five at most; in words."""
    zone, today = timezone(timedelta(hours=hours)), core_dates.after(TODAY, later - 200)
    views = show(rows, of, pages, today=today, said=replace(options(), zone=zone))
    public = [row for row in account(rows, of, pages) if not row.private]
    found = [offer.suggestion for offer in views.pay_it_forward.offers]
    assert len(found) == len({one.peer for one in found}) <= 5
    directory = who(*PEERS)
    for one in found:
        assert urls.key(one.url) not in given_keys(
            row for row in public if row.source == "log" and row.direction == "given"
        )
        assert directory.owner(one.url) == one.peer
        assert not directory.is_private(one.peer)
        assert one.date is None or one.date <= today
        assert PLAIN_ENGLISH.why(one.reason, "Ada").endswith(".")


def linking(random: Random) -> Feeds:
    """Feeds that link to each other's newest posts, and to nothing else."""
    posts = below("ada", "ben", "cleo", "dora", paths=("a/", "b/", "c/"))
    found: dict[PeerId, list[Feed]] = {}
    for known in PEERS:
        every = [
            FeedEntry(
                url=url,
                title=url,
                published=f"2026-{random.randint(8, 11):02}-0{random.randint(1, 9)}",
                words=200,
                outbound="\n".join(random.sample(posts, random.randint(0, 2))),
            )
            for url in below(known.id, paths=("a/", "b/", "c/", "d/")[: random.randint(1, 4)])[::2]
        ]
        found[known.id] = [feed(*every)]
    return found


@law
@given(row_lists, made(linking), made(linking), made(feeds_of))
def test_what_private_peers_write_and_link_to_changes_nothing_that_is_public(
    rows: list[Interaction], of: Feeds, other: Feeds, wild: Feeds
) -> None:
    public = {id_: found for id_, found in of.items() if id_ != CLEO.id}
    before = show(rows, public)
    for cleos in (of[CLEO.id], other[CLEO.id], wild.get(CLEO.id, [])):
        assert show(rows, {**public, CLEO.id: cleos}) == before
        assert show(rows, public, shares={CLEO.id: cleos}) == before


@law
@given(row_lists, made(linking), made(lambda random: random))
def test_the_order_of_feeds_and_entries_changes_no_suggestion(
    rows: list[Interaction], of: Feeds, random: Random
) -> None:
    mixed = {
        id_: [feed(*random.sample(one.entries, len(one.entries))) for one in found]
        for id_, found in random.sample([*of.items()], len(of))
    }
    assert show(rows, mixed).pay_it_forward == show(rows, of).pay_it_forward


@law
@given(st.integers(1, 40), st.integers(0, 5000))
def test_everybody_of_one_tier_has_a_turn(count: int, later: int) -> None:
    """In any run of ceil(N / 5) days each of N peers has one; of two tiers the first goes first."""
    peers = [peer(f"peer{number}") for number in range(count)]
    directory = who(*peers)
    of = {one.id: [feed(entry(f"https://{one.id}.example/a/", "2026-01-01"))] for one in peers}
    bound = -(-count // forward.SLOTS)
    turns = set()
    for day in range(bound):
        today = core_dates.after(TODAY, later + day)
        posts = forward.posts(of, directory.claimant, ZONE, today)
        chosen = forward.suggestions([], posts, directory.peers, ZONE, today)
        assert len(chosen) == min(count, forward.SLOTS)
        turns |= {one.peer for one in chosen}
    assert len(turns) == count


@law
@given(st.integers(1, 12), st.integers(1, 12), st.integers(0, 50))
def test_those_given_to_lately_come_after_all_others(quiet: int, thanked: int, day: int) -> None:
    peers = [peer(f"peer{number}") for number in range(quiet + thanked)]
    of = {one.id: [feed(entry(f"https://{one.id}.example/a/", "2026-01-01"))] for one in peers}
    rows = [gave("share", f"https://{one.id}.example/x/", TODAY) for one in peers[quiet:]]
    found = views_of(rows, of, [page("a/", None)], peers=peers, today=core_dates.after(TODAY, day % 14))
    first = [offer.suggestion.peer for offer in found.pay_it_forward.offers]
    others = {one.id for one in peers[:quiet]}
    assert set(first[: min(5, quiet)]) <= others
    assert len(first) == min(5, quiet + thanked)
