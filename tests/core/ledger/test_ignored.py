"""What was seen and shall not count."""

from __future__ import annotations

from typing import Any

import pytest

from mkdocs_reciprocity.core import book as books
from mkdocs_reciprocity.core import pipeline
from mkdocs_reciprocity.core.book import LogText
from mkdocs_reciprocity.core.ledger.ignored import forms_of, seen_of, without_ignored
from mkdocs_reciprocity.core.log.contents import Ignored, Ripple
from mkdocs_reciprocity.core.model import Interaction, PeerId
from tests.core.ledger.making import ME, TODAY, address, entry, facts, feed, feeds, options, page, row

LOOMS, POST, OTHER = "https://me.example/looms/", "https://ada.example/post/", "https://ada.example/other/"


def mention(**more: Any) -> Interaction:
    more = {"peer": PeerId("ada"), "url": LOOMS, "evidence": (POST,), "source": "feed"} | more
    return row("received", "link", "2026-11-02", **more)


def entry_of(**said: Any) -> Ignored:
    said |= {name: address(said[name]) for name in ("url", "evidence") if name in said}
    return Ignored(**said)


@pytest.mark.parametrize(
    ("said", "ignored"),
    [
        ({"evidence": POST}, True),
        ({"evidence": "http://www.ada.example/post?utm_source=x"}, True),
        ({"evidence": OTHER}, False),
        ({"url": LOOMS}, True),
        ({"url": OTHER}, False),
        ({"peer": "ada"}, True),
        ({"peer": "ben"}, False),
        ({"peer": "ada", "direction": "received", "kind": "link"}, True),
        ({"peer": "ada", "direction": "given"}, False),
        ({"peer": "ada", "direction": "received", "kind": "share"}, False),
        ({"peer": "ben", "evidence": POST}, False),
        ({"url": LOOMS, "evidence": POST}, True),
        ({"url": OTHER, "evidence": POST}, False),
    ],
)
def test_an_entry_ignores_what_agrees_with_all_that_it_says(said: dict[str, Any], ignored: bool) -> None:
    assert (without_ignored([mention()], [entry_of(**said)]) == []) is ignored


def test_what_has_no_address_is_ignored_by_its_peer_only() -> None:
    seen = mention(url=None, evidence=())
    assert without_ignored([seen], [entry_of(url=LOOMS), entry_of(peer="ada", url=LOOMS)]) == [seen]
    assert without_ignored([mention(url=None)], [entry_of(evidence=POST, url=LOOMS)]) == [mention(url=None)]
    assert without_ignored([seen], [entry_of(peer="ada")]) == []


def test_the_rest_of_the_evidence_stays() -> None:
    seen = mention(evidence=(OTHER, POST))
    assert without_ignored([seen], [entry_of(evidence=POST)]) == [mention(evidence=(OTHER,))]
    assert without_ignored([seen], [entry_of(evidence=POST), entry_of(evidence=OTHER)]) == []


def test_a_reaction_on_an_account_goes_with_one_of_the_places_where_it_was_seen() -> None:
    """What somebody did on two networks is one thing."""
    seen = mention(evidence=(OTHER, POST), source="account")
    assert without_ignored([seen], [entry_of(evidence=POST)]) == []
    given = row("given", "link", "2026-11-02", url=LOOMS, evidence=(OTHER, POST), source="account")
    assert without_ignored([given], [entry_of(evidence=POST)])[0].evidence == (OTHER,)


def test_without_entries_nothing_is_ignored() -> None:
    assert without_ignored(iter([mention()]), ()) == [mention()]


ABOUT_LOOMS, SEEN_IN_LOOMS = (entry_of(**{field: LOOMS}) for field in ("url", "evidence"))


def test_an_address_alone_may_be_what_it_is_about_or_where_it_was_seen() -> None:
    assert forms_of(ABOUT_LOOMS) == [ABOUT_LOOMS, SEEN_IN_LOOMS]
    for said in (SEEN_IN_LOOMS, entry_of(url=LOOMS, evidence=POST), entry_of(peer="ada")):
        assert forms_of(said) == [said], "it says which it is"


@pytest.mark.parametrize(
    ("rows", "meant"),
    [
        ([mention()], [ABOUT_LOOMS]),
        ([mention(url=OTHER, evidence=("http://www.me.example/looms",))], [SEEN_IN_LOOMS]),
        ([mention(), mention(url=OTHER, evidence=(POST, LOOMS))], [ABOUT_LOOMS, SEEN_IN_LOOMS]),
        ([mention(url=None, evidence=())], [ABOUT_LOOMS]),
        ([mention(evidence=(), line=3), mention(url=OTHER, evidence=(LOOMS,))], [SEEN_IN_LOOMS]),
        ([mention(evidence=()), mention(url=OTHER, evidence=(LOOMS,))], [ABOUT_LOOMS, SEEN_IN_LOOMS]),
        ([], [ABOUT_LOOMS]),
    ],
)
def test_what_was_really_seen_is_meant(rows: list[Interaction], meant: list[Ignored]) -> None:
    """A row of the log without evidence was not seen anywhere, so nothing of it can be ignored."""
    assert seen_of(forms_of(ABOUT_LOOMS), rows, ()) == meant


@pytest.mark.parametrize(
    ("url", "evidence", "meant"),
    [
        (LOOMS, POST, [ABOUT_LOOMS]),
        (OTHER, LOOMS, [SEEN_IN_LOOMS]),
        (LOOMS, LOOMS, [ABOUT_LOOMS, SEEN_IN_LOOMS]),
        (OTHER, None, [ABOUT_LOOMS]),
    ],
)
def test_what_was_seen_may_be_a_ripple(url: str, evidence: str | None, meant: list[Ignored]) -> None:
    place = address(evidence) if evidence else None
    one = Ripple(date=TODAY, peer=PeerId("nora"), url=address(url), evidence=place)
    assert seen_of(forms_of(ABOUT_LOOMS), (), [one]) == meant


def test_an_entry_with_one_meaning_keeps_it() -> None:
    for said in (SEEN_IN_LOOMS, entry_of(peer="ada")):
        assert seen_of([said], [mention()], ()) == [said]


LOG = b"""peers:
  ada: {home: https://ada.example/}
interactions:
- {date: 2026-11-02, got: link, peer: ada, url: https://ada.example/logged/}
ignore:
- {got: link, evidence: https://ada.example/post/}
- {gave: link, url: https://ada.example/post/}
- {peer: adda}
"""


def test_seen_things_are_ignored_and_rows_of_the_log_are_not() -> None:
    book = books.read([LogText("reciprocity.yml", LOG)], ME, options(), TODAY)
    (problem,) = book.problems
    assert str(problem) == 'reciprocity.yml:8: unknown peer "adda"; did you mean "ada"?'
    assert problem.private
    of_ada = feeds(ada=[feed(entry(POST, "", LOOMS), entry("https://ada.example/logged/", "", LOOMS))])
    pages = [page("a/", "2026-11-01", "https://ada.example/post/", "https://ada.example/kept/")]
    ledger = pipeline.keep_ledger(facts(book.records, of_ada, pages))
    found = sorted((item.source, item.url, item.evidence) for item in ledger.interactions)
    assert found == [
        ("log", LOOMS, ("https://ada.example/logged/",)),
        ("page", "https://ada.example/kept/", ("https://me.example/a/",)),
    ]
