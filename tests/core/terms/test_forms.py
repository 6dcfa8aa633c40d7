"""Forms of words are learnt from the words that there are, whatever the language."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core.terms.forms import IN_COMPOUND, Forms

ENGLISH = {"rope", "ropes", "knot", "knots", "loom", "looms", "bread", "breads", "wheel", "wheels", "queen", "glass"}
ARABIC = {"كتابة", "الكتابة", "منظار", "المنظار", "عجين", "العجين", "خلية", "الخلية", "دقيق", "الدقيق", "شمس"}


def plain(word: str, there: set[str]) -> str:
    return Forms(there).of(word)[0][0]


@pytest.mark.parametrize(
    ("word", "form"),
    [("ropes", "rope"), ("rope", "rope"), ("glass", "glass"), ("queens", "queen"), ("unknowns", "unknowns")],
)
def test_an_ending_that_many_words_can_take_is_left_out(word: str, form: str) -> None:
    assert plain(word, ENGLISH) == form


def test_an_ending_that_few_words_have_is_a_part_of_them() -> None:
    assert plain("ropes", {"rope", "ropes", "knot", "knots"}) == "ropes"


def test_an_ending_of_two_letters() -> None:
    there = {"brot", "teig", "bild", "pferd", "stein"}
    assert plain("brotes", there | {f"{word}es" for word in there}) == "brot"


def test_an_article_that_is_a_part_of_the_word_is_left_out() -> None:
    assert plain("المنظار", ARABIC) == "منظار"
    assert plain("شمس", ARABIC) == "شمس"


def test_a_beginning_that_changes_the_meaning_is_left_where_only_some_words_have_it() -> None:
    others = {f"wort{letter}{other}" for letter in "abcdefghij" for other in "abcdefghijklmnop"}
    starts = {"view", "review", "turn", "return", "form", "reform", "place", "replace", "make", "remake"}
    assert plain("review", others | starts) == "review"


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("webstuhlbau", ()),  # "bau" is too short to be looked for
        ("sauerteigbrot", ("sauerteig", "brot")),
        ("arbeitswelt", ()),
        ("bienenkönigin", ("bienen", "königin")),
        ("kettfaden", ()),
        ("brotteig", ()),  # shorter than words that are taken apart
    ],
)
def test_a_long_word_is_found_by_the_two_that_it_is_made_of(word: str, parts: tuple[str, ...]) -> None:
    there = {"sauerteig", "brot", "bienen", "königin", "webstuhl", "bau", "teig", "faden", "kett", word}
    assert Forms(there - {"kett"}).of(word) == ((word, 1.0), *((part, IN_COMPOUND) for part in parts))


def test_a_part_with_an_ending_that_joins_it() -> None:
    there = {"arbeit", "arbeits", "welt", "brot", "brots", "leben", "lebens", "stein", "steins", "teig", "teigs"}
    assert Forms(there).of("arbeitswelt")[1:] == (("arbeit", IN_COMPOUND), ("welt", IN_COMPOUND))


def test_a_word_that_is_twice_the_same_has_one_part() -> None:
    assert Forms({"knoten"}).of("knotenknoten")[1:] == (("knoten", IN_COMPOUND),)
