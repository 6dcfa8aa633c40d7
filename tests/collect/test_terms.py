"""The terms of feeds: made when a feed is read for them, kept apart, and guessed where there are none."""

from __future__ import annotations

from pathlib import Path

from mkdocs_reciprocity.cache.store import Kept, Store
from mkdocs_reciprocity.collect import terms
from mkdocs_reciprocity.collect.copies import fits, of_files
from mkdocs_reciprocity.collect.deadline import Deadline
from mkdocs_reciprocity.core.model import Feed, PeerId
from mkdocs_reciprocity.core.own_places import NOWHERE
from mkdocs_reciprocity.core.terms.kept import FeedTerms, bag_of
from tests.sites.drawing import entry, rss

NOON = 1795348800.0
ADA = PeerId("ada")
OLD = entry("On knots", "https://ada.example/knots/", html="<p>A bowline and a splice.</p>")
NEW = entry("On bread", "https://ada.example/bread/", html="<p>Rye flour makes the sourdough rise.</p>")


def read(root: Path, known: dict[str, Kept], *items: str, termed: bool) -> dict[str, Kept]:
    (root / "ada.xml").write_text(rss(*items), "utf-8")
    return known | of_files(root, {"ada.xml": ""}, known, NOON, Deadline(), termed=termed)


def feed(known: dict[str, Kept]) -> Feed:
    found = known["ada.xml"].feed
    assert found
    return Feed(entries=found.entries, address="ada.xml")


def of(store: Store, known: dict[str, Kept], *, fresh: bool = False) -> dict[str, set[str]]:
    ((one,),) = terms.of_feeds(store, {ADA: [feed(known)]}, known if fresh else {}).values()
    return {url: set(bag_of(bag)[0]) for url, bag in one.entries.items()}


def test_terms_are_kept_where_they_are_wanted(tmp_path: Path) -> None:
    known = read(tmp_path, {}, OLD, termed=True)
    assert known["ada.xml"].termed
    store = Store(tmp_path)
    store.keep_feeds(known)
    assert {"bowline", "splice"} <= of(store, known)["https://ada.example/knots/"]
    again = Store(tmp_path).feeds(["ada.xml"])
    assert again["ada.xml"].terms == b"", "an ordinary build does not read them"
    assert read(tmp_path, again, OLD, termed=True) == again


def test_a_copy_that_was_read_without_terms_does_not_fit_where_they_are_wanted(tmp_path: Path) -> None:
    known = read(tmp_path, {}, OLD, termed=False)
    assert fits(known["ada.xml"], NOWHERE)
    assert not fits(known["ada.xml"], NOWHERE, termed=True)
    assert read(tmp_path, known, OLD, termed=False) == known
    assert read(tmp_path, known, OLD, termed=True)["ada.xml"].termed


def test_without_terms_title_and_excerpt_have_to_do(tmp_path: Path) -> None:
    known = read(tmp_path, {}, OLD, termed=False)
    found = of(Store(tmp_path), known)["https://ada.example/knots/"]
    assert "knots" in found


def test_of_an_older_copy_what_is_still_there_is_used(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.keep_feeds(read(tmp_path, {}, OLD, termed=True))
    known = read(tmp_path, {}, OLD, NEW, termed=False)
    store.keep_feeds(known)
    found = of(store, known)
    assert {"bowline", "splice"} <= found["https://ada.example/knots/"]
    assert "bread" in found["https://ada.example/bread/"]


def test_once_there_are_terms_every_reading_makes_them(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.keep_feeds(known := read(tmp_path, {}, OLD, termed=True))
    store.keep_feeds(known := read(tmp_path, known, NEW, termed=False))
    assert known["ada.xml"].termed
    assert "sourdough" in of(store, known)["https://ada.example/bread/"]
    broken = read(tmp_path, known, "<item>" * 3, termed=False)["ada.xml"]
    assert broken.termed, "the copy that stays has them"


def test_what_was_just_read_needs_no_store(tmp_path: Path) -> None:
    known = read(tmp_path, {}, OLD, termed=True)
    assert {"bowline", "splice"} <= of(Store(tmp_path / "nowhere"), known, fresh=True)["https://ada.example/knots/"]


def test_a_feed_that_is_emptied_keeps_its_terms(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.keep_feeds(known := read(tmp_path, {}, OLD, termed=True))
    store.keep_feeds(known := read(tmp_path, known, termed=True))
    assert {"bowline", "splice"} <= of(store, known)["https://ada.example/knots/"]


def test_the_lenient_reader_tells_the_same(tmp_path: Path) -> None:
    known = read(tmp_path, {}, OLD.replace("<item>", "<item><broken & unclosed>"), termed=True)
    store = Store(tmp_path)
    store.keep_feeds(known)
    assert {"bowline", "splice"} <= of(store, known)["https://ada.example/knots/"]


def test_who_is_forgotten_has_no_terms_left(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.keep_feeds(read(tmp_path, {}, OLD, termed=True))
    assert b"splice" in b"".join(path.read_bytes() for path in tmp_path.rglob("store.sqlite"))
    store.forget(["ada.xml"])
    assert store.terms(["ada.xml"]) == {}
    assert b"splice" not in b"".join(path.read_bytes() for path in tmp_path.rglob("store.sqlite"))


def test_terms_that_cannot_be_read_count_as_missing(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.keep_feeds({"ada.xml": Kept(state=read(tmp_path, {}, OLD, termed=True)["ada.xml"].state, terms=b"[1]")})
    assert store.terms(["ada.xml"]) == {}
    assert terms.of_feeds(store, {ADA: []}) == {ADA: []}
    assert FeedTerms().entries == {}
