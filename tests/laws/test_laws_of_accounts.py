"""Laws of accounts elsewhere: order changes nothing, strangers change nothing, and no answer breaks a round."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from mkdocs_reciprocity.core import pipeline
from mkdocs_reciprocity.core.accounts import known as knowing
from mkdocs_reciprocity.core.accounts import rounds
from mkdocs_reciprocity.core.accounts.model import Account, Answer, Known, Person, Place, Reaction, Status
from mkdocs_reciprocity.core.accounts.people import Told
from mkdocs_reciprocity.core.book import rules_of
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.editing import log as log_edit
from mkdocs_reciprocity.core.editing import new_log
from mkdocs_reciprocity.core.ledger.accept import entry_that_ignores, identity, row_that_keeps, unkept
from mkdocs_reciprocity.core.ledger.held_back import written
from mkdocs_reciprocity.core.ledger.identity import Directory
from mkdocs_reciprocity.core.ledger.merge import Ledger
from mkdocs_reciprocity.core.log import reader as log_reader
from mkdocs_reciprocity.core.model import Interaction
from mkdocs_reciprocity.core.problem import Where
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.yaml.quoting import Value
from tests.core.accounts import making
from tests.core.accounts.ledgers import (
    ADA_ON_BLUESKY,
    ADA_ON_MASTODON,
    ENGINES,
    EVE,
    LOOMS,
    MY_DID,
    STRANGE,
    ZED,
    by,
    did,
)
from tests.core.accounts.ledgers import known as facts_of
from tests.core.accounts.making import MARA, MARA_ON_BLUESKY, ME
from tests.core.ledger.making import gave, got, options, page
from tests.laws.test_laws_of_the_ledger import law, some

SEEDS = st.integers(0, 2**48)
NETS = Url("https://me.example/nets/")
LINKS = (ENGINES, LOOMS, NETS, STRANGE, Url("https://ben.example/nets/"))
DAYS = ("2026-11-10T08:00:00Z", "2026-11-20T08:00:00Z", "2026-11-20T09:00:00Z", "2027-01-01T08:00:00Z", "")
TODAY = When("2026-11-22")
PAGES = [page("looms/", "2026-10-01"), page("nets/", "2026-10-02")]
RULES = rules_of(options(), TODAY)


def status_of(random: Random, number: int, me: Person) -> Status:
    others = [None, None, by(random.choice((ADA_ON_MASTODON, ADA_ON_BLUESKY, ZED, EVE)), "5", *random.sample(LINKS, 1))]
    return Status(
        id=str(number), author=me, at=random.choice(DAYS), address=Url(f"{me.address}/{number}"),
        links=tuple(random.sample(LINKS, random.randrange(3))), text=random.choice(("", "Words", "More")),
        unlisted=random.random() < 0.2, boost_of=random.choice(others), quote_of=random.choice(others),
    )  # fmt: skip


def reaction_of(random: Random, about: str, *people: Person) -> Reaction:
    kind = random.choice(("share", "like", "reply", "quote"))
    more = {"id": f"r{random.randrange(10**9)}"} if kind in {"reply", "quote"} else {}
    found = did(kind, random.choice(people), about, **more)
    return replace(
        found, at=random.choice(DAYS), hidden=random.random() < 0.1, text=random.choice(("", "Yes", "yes!", "No"))
    )


def places_of(random: Random, *people: Person) -> list[Told]:
    found = []
    for place, me in ((MARA, ME), (MARA_ON_BLUESKY, MY_DID)):
        statuses = [status_of(random, number, me) for number in range(random.randrange(5))]
        reactions = [reaction_of(random, one.id, *people) for one in statuses for _ in some(random, 3)]
        known = Known(account=Account(id=me.id, person=me), statuses=tuple(statuses), reactions=tuple(reactions))
        found.append(Told(place=place, known=known))
    return found


def shuffled(random: Random, told: list[Told]) -> list[Told]:
    def other(one: Told) -> Told:
        statuses, reactions = list(one.known.statuses), list(one.known.reactions)
        random.shuffle(statuses)
        random.shuffle(reactions)
        return replace(one, known=replace(one.known, statuses=tuple(statuses), reactions=tuple(reactions)))

    found = [other(one) for one in told]
    random.shuffle(found)
    return found


TYPED = (got("reply", LOOMS, "2026-11-20", peer="ada"), gave("share", ENGINES, "2026-11-20", peer="ada"))


def ledger_of(told: list[Told], rows: Sequence[Interaction] = ()) -> Ledger:
    return pipeline.keep_ledger(facts_of(*told, rows=rows))


@law
@given(SEEDS)
def test_the_order_of_statuses_reactions_and_places_changes_nothing(seed: int) -> None:
    random = Random(seed)
    told = places_of(random, ADA_ON_MASTODON, ADA_ON_BLUESKY, ZED, EVE, ME)
    for rows in ((), TYPED):
        assert ledger_of(shuffled(random, told), rows) == ledger_of(told, rows)


@law
@given(SEEDS)
def test_what_is_read_twice_counts_once(seed: int) -> None:
    told = places_of(Random(seed), ADA_ON_MASTODON, ADA_ON_BLUESKY, ZED)
    assert ledger_of([*told, *told]) == ledger_of(told)


@law
@given(SEEDS)
def test_people_who_are_not_listed_change_nothing(seed: int) -> None:
    told = places_of(Random(seed), ADA_ON_MASTODON, ADA_ON_BLUESKY, ZED, EVE)
    listed = [
        replace(
            one, known=replace(one.known, reactions=tuple(r for r in one.known.reactions if r.who not in {ZED, EVE}))
        )
        for one in told
    ]
    assert ledger_of(told).interactions == ledger_of(listed).interactions
    assert ledger_of(listed).pending == ()


@law
@given(SEEDS)
def test_who_asks_not_to_be_shown_is_in_no_public_row(seed: int) -> None:
    quiet = replace(ADA_ON_MASTODON, hidden=True)
    random = Random(seed)
    told = [quieted(one, quiet) for one in places_of(random, quiet, ADA_ON_BLUESKY)]
    known = facts_of(*told, settings=options(quotes=True, answers=True), pages=PAGES)
    views = repr(pipeline.look(pipeline.keep_ledger(known), known))
    assert quiet.address not in views
    assert quiet.handle not in views


def quieted(told: Told, quiet: Person) -> Told:
    """The same, where all that is passed on of this person is passed on of somebody who wants not to be shown."""

    def other(status: Status | None) -> Status | None:
        return replace(status, author=quiet) if status and status.author.id == quiet.id else status

    statuses = (replace(one, boost_of=other(one.boost_of), quote_of=other(one.quote_of)) for one in told.known.statuses)
    return replace(told, known=replace(told.known, statuses=tuple(statuses)))


# --- what is kept and ignored


def written_in_log(rows: Sequence[Interaction], people: Directory) -> list[Interaction]:
    """The rows as `accept` writes them, read again: the private ones from a private file."""
    read: list[Interaction] = []
    for name, private in (("kept.yml", False), ("kept.private.yml", True)):
        fields: list[Mapping[str, Value]] = [
            row_that_keeps(written(row, people)) for row in rows if row.private == private
        ]
        parsed = log_reader.parse(
            log_edit.with_rows(new_log.HEADING, name, fields, RULES), name, RULES, private=private
        )
        assert not parsed.problems
        read += parsed.records.interactions
    return read


def fact(row: Interaction) -> str:
    return repr(replace(row, where=Where(""), seen_at=("", "", 0), said_private=None, note=""))


@law
@given(SEEDS)
def test_what_is_kept_says_what_was_seen_and_nothing_is_left_to_keep(seed: int) -> None:
    told = places_of(Random(seed), ADA_ON_MASTODON, ADA_ON_BLUESKY, ZED, EVE)
    before, people = ledger_of(told), facts_of().book.directory
    rows = written_in_log([*before.interactions, *before.pending], people)
    after = pipeline.keep_ledger(facts_of(*told, rows=rows))
    assert after.pending == ()
    assert unkept(after.interactions) == []
    assert sorted(map(fact, after.interactions)) == sorted(map(fact, [*before.interactions, *before.pending]))


@law
@given(SEEDS)
def test_what_is_ignored_is_all_that_goes(seed: int) -> None:
    told = places_of(Random(seed), ADA_ON_MASTODON, ADA_ON_BLUESKY, ZED, EVE)
    before, book = ledger_of(told), facts_of().book
    every = [*before.interactions, *before.pending]
    for row in every:
        entry = entry_that_ignores(written(row, book.directory))
        body = log_edit.with_ignored(new_log.HEADING, "kept.yml", [entry], RULES)
        ignored = log_reader.parse(body, "kept.yml", RULES).records.ignored
        after = pipeline.keep_ledger(replace(facts_of(*told), book=replace(book, ignored=ignored)))
        left = {identity(one) for one in (*after.interactions, *after.pending)}
        assert {identity(one) for one in every} - left == {identity(row)}


# --- readers and rounds


def wrecked(random: Random, what: Any) -> Any:
    """The JSON with some values changed into values of other types."""
    if random.random() < 0.04:
        return random.choice(
            (None, True, -1, 10**18, 1.5, "", "x", "\u202e\x00\n", [], {}, [[]], {"id": {}}, "9" * 400)
        )
    if isinstance(what, dict):
        return {name: wrecked(random, value) for name, value in what.items() if random.random() > 0.02}
    if isinstance(what, list):
        return [wrecked(random, value) for value in what for _ in range(random.choice((1, 1, 1, 2, 0)))]
    return what


def answers_of(random: Random, place: Place) -> Iterator[Answer]:
    """Answers without end, as a server gives them that makes mistakes."""
    ben, text = making.account("ben@ben.example", "8"), f"<p>{making.link(LOOMS)}</p>"
    toot = making.toot(
        "100", text, replies_count=1, reblogs_count=1, favourites_count=1, quote=making.toot("9", text, ben)
    )
    skeet = making.skeet(
        "3k1", f"See {LOOMS}", record={"facets": [making.facet(f"See {LOOMS}", LOOMS, LOOMS)]}, likeCount=1
    )
    shapes: list[Any] = [
        making.account(), [toot, making.toot("99", reblog=toot, by=making.account())], [ben], toot,
        {"ancestors": [], "descendants": [making.toot("101", "<p>Yes</p>", ben, in_reply_to_id="100")]},
        {"feed": [{"post": skeet}], "cursor": "c"}, {"likes": [{"actor": making.profile("b.example", "did:plc:b")}]},
        {"repostedBy": [making.profile("b.example", "did:plc:b")], "cursor": "d"}, {"posts": [skeet]},
        {"thread": {"post": skeet, "replies": [{"post": skeet, "replies": []}]}},
    ]  # fmt: skip
    while True:
        body = json.dumps(wrecked(random, random.choice(shapes))).encode()
        cut = body[: random.randrange(len(body) + 1)] if random.random() < 0.1 else body
        yield Answer(
            body=cut, status=random.choice((200, 200, 200, 404)), link=random.choice(("", '<x?max_id=7>; rel="next"'))
        )


@law
@given(SEEDS, st.sampled_from((MARA, MARA_ON_BLUESKY)))
def test_a_round_ends_whatever_a_server_answers(seed: int, place: Place) -> None:
    random, known = Random(seed), Known()
    answers = answers_of(random, place)
    for day in ("2026-11-22", "2026-11-23", "2026-12-01"):
        now, number = rounds.begun(place, known, When(day), lambda url: url == LOOMS), 0
        while (ask := rounds.next_ask(now)) is not None:
            now, number = rounds.answered(now, ask, next(answers)), number + 1
        known = now.known
        assert number <= rounds.MOST
        assert len(known.statuses) <= knowing.MOST_STATUSES
        assert ledger_of([Told(place=place, known=known)]).problems == ()


def always(body: bytes) -> Callable[[str], bytes]:
    return lambda _: body


@law
@given(SEEDS)
def test_what_is_read_is_plain_text_within_bounds(seed: int) -> None:
    answers = answers_of(Random(seed), MARA)
    for _ in range(20):
        body = next(answers).body
        for place in (MARA, MARA_ON_BLUESKY):
            known = rounds.recorded(place, always(body), TODAY, lambda url: url == LOOMS)
            for status in known.statuses:
                assert status.text.isprintable()
                assert len(status.text) <= 500
                assert status.author.name.isprintable()
