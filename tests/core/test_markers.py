from __future__ import annotations

from typing import Any

import pytest

from mkdocs_reciprocity.core.markers import Lines, comments, may_be_in, mistakes, names


def test_names_are_those_of_the_markers_with_their_numbers() -> None:
    html = "<!-- reciprocity:shared 5 --><!--reciprocity:thanks--> <!-- reciprocity: pay-it-forward  -->"
    assert names(html) == {"shared 5", "thanks", "pay-it-forward"}
    assert names("<p>reciprocity:shared</p>") == set()
    assert names("") == set()


def test_comments_are_told_from_their_like() -> None:
    assert [*comments("<!-- reciprocity:badge -->" * 2)] == [("<!-- reciprocity:badge -->", n) for n in (0, 1)]
    assert not may_be_in("<p>a</p>")


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<!-- reciprocity:badge -->" * 2, []),
        ("<!-- reciprocity:shared 3 -->" * 2, []),
        ("<!-- reciprocity:shared --><!-- reciprocity:shared 3 -->", []),
        ("<!-- reciprocity:shared --> <!--reciprocity: shared-->", ["is there twice"]),
        ("<!-- reciprocity:reactions --><!-- reciprocity:reactions 3 -->", ["is there twice"]),
        ("<!-- reciprocity:pay-it-forward -->" * 3, ["is there twice"] * 2),
        ("<!-- reciprocity:pay-it-forward 3 -->", ["write <!-- reciprocity:pay-it-forward -->"]),
        ("<!-- reciprocity:ring three -->", ["write <!-- reciprocity:ring -->, or with a number behind it"]),
        ("<!-- reciprocity:shard -->", ['did you mean "shared"?']),
        ("<!-- reciprocity:zzzzzz -->", ['there are "shared", "pay-it-forward"']),
        ("<!-- Reciprocity:Badge -->", ["did you mean <!-- reciprocity:badge -->?"]),
        ("<!-- reciprocity-thanks 4 -->", ["did you mean <!-- reciprocity:thanks 4 -->?"]),
        ("<!-- reciprocity thinks -->", []),
        ("<!-- reciprocity:qqqqqq", []),
        ("<!-- Reciprocity: qqqqqq -->", []),
        ("<!-- simplicity:badge --><!-- more -->", []),
    ],
)
def test_what_is_wrong(html: str, said: list[str]) -> None:
    found = [mistake.sentence for mistake in mistakes(html)]
    assert len(found) == len(said)
    assert all(part in sentence for part, sentence in zip(said, found, strict=True))


def test_the_line_of_a_comment() -> None:
    text = "a\n<!-- x -->\n\n<!-- x --> <!-- y -->\n"
    lines = Lines(text)
    assert [lines.of("<!-- x -->", 1), lines.of("<!-- x -->", 0), lines.of("<!-- y -->", 0)] == [4, 2, 4]
    assert lines.of("<!-- x -->", 2) == 0


def test_a_page_of_many_mistakes_is_read_once() -> None:
    class Counted(str):
        __slots__ = ()
        looked = 0

        def find(self, *given: Any) -> int:
            at = super().find(*given)
            Counted.looked += (at if at >= 0 else len(self)) - (given[1] if len(given) > 1 else 0)
            return at

    text = Counted("<!-- x -->\n" * 500)
    lines = Lines(text)
    assert [lines.of("<!-- x -->", number) for number in range(500)] == [*range(1, 501)]
    assert Counted.looked <= len(text)
