"""Sentences, in English and by way of a catalog."""

from __future__ import annotations

from gettext import NullTranslations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.model import KINDS
from mkdocs_reciprocity.core.wording import ENGLISH, PLAIN_ENGLISH, Reason, Style, Wording, counted, did
from tests.core.ledger.making import got


class Catalog(NullTranslations):
    """The same words for every message."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words

    def gettext(self, message: str) -> str:
        return self.words

    def pgettext(self, context: str, message: str) -> str:
        return self.words

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.words


@pytest.mark.parametrize(
    ("date", "style", "words"),
    [
        ("2026-11-07", "long", "7 November 2026"),
        ("2026-11-07", "short", "7 Nov"),
        ("2026-11", "long", "November 2026"),
        ("2026-11", "short", "Nov"),
        ("2026-11", "initial", "N"),
        ("2026", "long", "2026"),
        ("2026", "short", "2026"),
    ],
)
def test_dates_in_english(date: str, style: Style, words: str) -> None:
    assert PLAIN_ENGLISH.date(When(date), style) == words


def test_every_kind_that_can_be_thanked_for_has_words_of_its_own() -> None:
    for kind in KINDS.values():
        if kind.reach != "nod":
            for target in (None, "Looms"):
                assert f"gave a {kind.name}" not in PLAIN_ENGLISH.did(kind.name, target)


def test_what_was_received_in_words() -> None:
    say = PLAIN_ENGLISH.did
    assert say("link", "Looms", "Looms revisited") == "linked to Looms in Looms revisited"
    assert say("link", None) == "linked here"
    assert say("zine", None) == "gave a zine"
    assert say("zine", "Looms") == "gave a zine for Looms"


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS.values() if kind.reach != "nod"])
def test_for_the_desk_what_was_done_is_what_stands_before_the_page(kind: str) -> None:
    for url in ("https://me.example/a/", None):
        name = "Looms" if url else None
        whole = PLAIN_ENGLISH.did(kind, name)
        assert " ".join(filter(None, (did(got(kind, url, peer="ada")), name))) == whole


def test_what_lasts_is_said_in_the_present() -> None:
    assert PLAIN_ENGLISH.recommends(None) == "recommends this blog"
    assert PLAIN_ENGLISH.recommends("“Looms”") == "recommends “Looms”"


def test_only_our_own_verbs_are_translated() -> None:
    wording = Wording(replace(ENGLISH, texts=Catalog("geteilt")))
    assert wording.verb("share", "shared") == "geteilt"
    assert wording.verb("share", "put into my zine") == "put into my zine"
    assert wording.verb("zine", "shared") == "shared"


def test_periods() -> None:
    assert [PLAIN_ENGLISH.period(period) for period in (When("2026-11"), When("2026"), None)] == [
        "November 2026",
        "Some time in 2026",
        "Undated",
    ]


@pytest.mark.parametrize("words", ["%(nobody)s", "%(name", "100 % %(name)s", "%s and %d", "%(name)d", "%"])
def test_a_catalog_with_a_mistake_costs_its_words_and_nothing_else(words: str) -> None:
    wording = Wording(replace(ENGLISH, texts=Catalog(words)))
    assert wording.why(Reason("first"), "Ada") == "Nothing by Ada has been passed on here yet."
    assert wording.numbered("%(num)s post by %(name)s", "%(num)s posts by %(name)s", 2, name="Ada") == "2 posts by Ada"


@pytest.mark.parametrize("values", [{}, {"other": 1}])
def test_values_that_do_not_fit_the_message_are_a_mistake(values: dict[str, object]) -> None:
    with pytest.raises(KeyError):
        PLAIN_ENGLISH.text("Nothing by %(name)s", **values)


@given(st.text())
def test_a_name_is_never_taken_for_a_pattern(name: str) -> None:
    assert PLAIN_ENGLISH.why(Reason("first"), name) == "Nothing by " + name + " has been passed on here yet."
    assert PLAIN_ENGLISH.did("link", name, name) == f"linked to {name} in {name}"


def test_counted() -> None:
    assert [counted(number, "post", "posts") for number in (0, 1, 2)] == ["0 posts", "1 post", "2 posts"]


def test_what_was_done_as_a_heading() -> None:
    assert PLAIN_ENGLISH.reach("spread") == "Passed on"
    assert PLAIN_ENGLISH.reach("talk") == "Answered"
    assert PLAIN_ENGLISH.reach("nod") == "Liked"
    assert Wording(replace(ENGLISH, texts=Catalog("Geteilt"))).reach("spread") == "Geteilt"


@pytest.mark.parametrize(
    ("names", "said"),
    [([], ""), (["Ada"], "Ada"), (["Ada", "Ben"], "Ada and Ben"), (["Ada", "Ben", "%(0)s"], "Ada, Ben and %(0)s")],
)
def test_names_are_listed(names: list[str], said: str) -> None:
    assert PLAIN_ENGLISH.listed(names) == said


def test_before_its_own_sound_the_and_of_spanish_is_another() -> None:
    spanish = Wording(replace(ENGLISH, joints=(" y ", ", ", " y ")))
    assert [spanish.listed(["Ada", name]) for name in ("Inés", "Ian", "Ben")] == [
        "Ada e Inés",
        "Ada y Ian",
        "Ada y Ben",
    ]
