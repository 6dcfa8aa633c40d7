"""What feeds of shares tell, one thing once."""

from __future__ import annotations

from typing import Any

import pytest

from mkdocs_reciprocity.core import pipeline
from mkdocs_reciprocity.core.ledger.accept import row_that_keeps
from mkdocs_reciprocity.core.model import FeedEntry, Interaction, Mention, aside
from tests.core.ledger.making import address, book, entry, facts, feed, feeds, gave, got, options

LOOMS = "https://me.example/looms/"
PAGE = "https://ada.example/shared/2026/"


def shared(about: str = LOOMS, date: str = "2026-11-02", *, at: str = f"{PAGE}#g-1") -> FeedEntry:
    return entry(at, date, about=about, title="Looms", aside=aside("Ada", "Read it."))


def ledger(
    *entries: FeedEntry, posts: tuple[FeedEntry, ...] = (), rows: tuple[Interaction, ...] = (), **more: Any
) -> list[Interaction]:
    known = facts(book(rows), feeds(ada=feed(*posts)), shares=feeds(ada=feed(*entries)), **more)
    return list(pipeline.keep_ledger(known).interactions)


def test_a_share_is_received_once_of_each_page() -> None:
    (row,) = ledger(
        shared(date="2026-11-05"),
        shared(at=f"{PAGE}#g-2"),
        shared(date="2025-12-31", at="https://ada.example/shared/2025/#g-3"),
    )
    assert (row.kind, row.date, row.evidence) == ("share", "2025-12-31", ("https://ada.example/shared/2025/#g-3",))
    assert len(ledger(shared(), shared("https://me.example/b/"))) == 2


def test_a_post_that_links_to_the_page_and_the_share_of_it_are_one() -> None:
    post = entry("https://ada.example/p/", "2026-11-01", LOOMS, title="On looms")
    (row,) = ledger(shared(), posts=(post,))
    assert (row.kind, row.evidence, row.title) == ("link", ("https://ada.example/p/",), "On looms")


@pytest.mark.parametrize("kind", ["share", "link", "quote"])
@pytest.mark.parametrize("private", [None, True])
def test_what_the_log_has_already_is_one_with_the_share(kind: str, private: bool | None) -> None:
    (row,) = ledger(shared(), rows=(got(kind, LOOMS, "2026-10-01", peer="ada", said_private=private, line=3),))
    assert (row.kind, row.date, row.private) == (kind, "2026-10-01", bool(private))


def test_a_comment_or_a_gift_of_ones_own_is_another_thing() -> None:
    rows = got("comment", LOOMS, peer="ada", line=3), gave("thank", LOOMS, peer="ada", line=4)
    assert sorted(row.kind for row in ledger(shared(), rows=rows)) == ["comment", "share", "thank"]
    assert len(ledger(shared(), rows=(got("share", LOOMS, peer="ben", line=3),))) == 2


def test_a_webmention_for_the_page_and_the_share_of_it_are_one() -> None:
    told = Mention(source=address("https://ada.example/p/"), target=address(LOOMS), kind="link", published="2026-11-01")
    (row,) = ledger(shared(), webmentions=(told,), settings=options(webmentions=["m.json"]))
    assert row.source == "webmention"


def test_an_accepted_share_is_not_seen_again() -> None:
    (row,) = ledger(shared())
    said = row_that_keeps(row)
    kept = got("share", LOOMS, str(said["date"]), peer="ada", source="feed", evidence=[str(said["evidence"])], line=3)
    assert [one.where.file for one in ledger(shared(), rows=(kept,))] == ["reciprocity.yml"]


def test_the_order_of_entries_does_not_matter() -> None:
    entries = [shared(date="2026-11-02", at=f"{PAGE}#g-{n}") for n in range(4)]
    assert ledger(*entries) == ledger(*reversed(entries))


def test_a_share_that_is_at_somebody_elses_place_waits() -> None:
    known = facts(book(), {}, shares=feeds(ada=feed(shared(at="https://evil.example/1"))))
    found = pipeline.keep_ledger(known)
    assert (found.interactions, [row.peer for row in found.pending]) == ((), ["evil.example"])


def test_ten_thousand_shares_of_my_pages_are_bounded() -> None:
    many = [shared(f"https://me.example/{n}/", at=f"https://ada.example/{n}/") for n in range(10_000)]
    known = facts(book(), {}, shares=feeds(ada=feed(*many)))
    found = pipeline.keep_ledger(known)
    assert len(found.interactions) == 1_000
    assert found.left_out
