"""What is left of what is known of a place, once somebody is forgotten."""

from __future__ import annotations

from msgspec.structs import replace

from mkdocs_reciprocity.core.accounts.forgetting import without
from mkdocs_reciprocity.core.accounts.model import Answered, Known, Person, Reaction, Status
from mkdocs_reciprocity.core.url import Url
from tests.core.accounts.making import known_status

ADA = Person(id="7", address=Url("https://ada.example/@ada"), name="Ada")
BEN = Person(id="8", address=Url("https://social.example/@ben"), also=(Url("https://ben.example/"),), name="Ben")
POST = Url("https://ada.example/@ada/1")


def by(who: Person, id_: str) -> Status:
    return replace(known_status(id_, links=("https://ada.example/x",)), author=who)


def is_adas(url: Url) -> bool:
    return url.startswith("https://ada.example/")


def is_bens(url: Url) -> bool:
    return url.startswith("https://ben.example/")


def test_what_they_did_goes_and_nothing_else() -> None:
    reactions = tuple(Reaction(about="1", who=who, kind="share") for who in (ADA, BEN))
    known = Known(reactions=reactions, asked={"account": "2026-11-20"}, cursor="5")
    assert without(known, is_adas) == Known(reactions=reactions[1:], asked={"account": "2026-11-20"}, cursor="5")
    assert without(known, is_bens).reactions == reactions[:1]
    assert without(known, lambda url: False) == known


def test_no_address_of_theirs_is_remembered_as_one_that_asked_not_to_be_shown() -> None:
    met = Known(
        reactions=(Reaction(about="1", who=replace(BEN, hidden=True), kind="share"),),
        quiet=(ADA.address, BEN.also[0], BEN.address),
    )
    assert without(met, is_adas).quiet == (BEN.also[0], BEN.address)
    assert without(met, is_bens).quiet == (ADA.address,)


def test_what_was_given_to_them_goes_but_not_what_the_author_wrote() -> None:
    theirs = by(ADA, "1")
    linked = known_status("2", links=("https://ada.example/x", "https://ben.example/y"))
    boost = known_status("3", boost_of=theirs)
    bens = known_status("4", boost_of=by(BEN, "9"))
    quote, other_quote = known_status("5", quote_of=theirs), known_status("6", quote_of=bens.boost_of)
    answers = tuple(
        known_status(f"7{number}", reply_to=answered)
        for number, answered in enumerate((
            Answered(id="1", address=POST), Answered(id="1", author=ADA), Answered(id="1", author=BEN),
        ))
    )  # fmt: skip
    left = {
        one.id: one
        for one in without(Known(statuses=(linked, boost, bens, quote, other_quote, *answers)), is_adas).statuses
    }
    assert sorted(left) == ["2", "4", "5", "6", "70", "71", "72"]
    assert left["2"].links == ("https://ben.example/y",)
    assert left["4"].boost_of
    assert left["4"].boost_of.links == ()
    assert left["5"].quote_of is None
    assert left["6"].quote_of
    assert left["6"].quote_of.links == ()
    assert [left[id_].reply_to for id_ in ("70", "71", "72")] == [None, None, Answered(id="1", author=BEN)]
