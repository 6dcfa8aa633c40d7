"""Where a blog's excerpts end, so that reactions are in none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_reciprocity.publish.excerpts import ended
from mkdocs_reciprocity.publish.filler import Filled

MORE = "<!-- more -->"
REACTIONS = '<section class="r"><h2 id="r">Reactions</h2></section>'
LIFTS = "<p>This post lifts Ada</p>"


def at_the_foot(html: str, *, lifts: str = "") -> str:
    foot = lifts + REACTIONS
    return ended(Filled(html + foot, [], lifts, REACTIONS, foot), MORE)


def marked(before: str, after: str = "", *, lifts: str = "") -> str:
    return ended(Filled(before + REACTIONS + after + lifts, [], lifts, REACTIONS, lifts), MORE)


@pytest.mark.parametrize("html", ["<p>One</p>", "", "<div>not closed", "<p>One</p><!-- moreover -->"])
def test_an_excerpt_ends_before_the_foot(html: str) -> None:
    assert at_the_foot(html) == f"{html}{MORE}\n{REACTIONS}"
    assert at_the_foot(html, lifts=LIFTS) == f"{html}{MORE}\n{LIFTS}{REACTIONS}"


def test_an_end_of_the_author_s_stays_the_only_one() -> None:
    html = f"<p>One</p>{MORE}<p>Two</p>"
    assert at_the_foot(html) == html + REACTIONS
    assert marked(html) == html + REACTIONS


def test_a_page_without_reactions_and_foot_stays_as_it_is() -> None:
    assert ended(Filled(f"<p>One</p>{LIFTS}", [], LIFTS), MORE) == f"<p>One</p>{LIFTS}"


@pytest.mark.parametrize(
    ("around", "cut"),
    [
        ("<p>One</p>", ""),
        ("<p>One</p>", '<div class="admonition"><p>Two'),
        ("<p>One</p>", "<ul><li>Two<li><div>"),
        ("<ul><li>One</ul></div></section>", '<blockquote title="<div>"><div>One</div>'),
        ("<!-- <div> --><p>One<br></p><hr/>", "<TABLE><tr><td>"),
        ("<div><div>One</div></div>\n", "<section>"),
        ("<p>One</p>", "<div <p>Two"),
        ("<p>One</p><!-- <div> " + "<!--" * 50_000, ""),
        ("<p>One</p>" + "<a \"'" * 50_000 + "</ul>", ""),
        ("<p>One</p>", "<div>" * 50_000 + "</ul>" * 50_000),
        ("<div><ul><li><blockquote>One</div>", "<section><div>Two</div>"),
    ],
)
def test_an_excerpt_ends_outside_of_all_that_is_around_the_reactions(around: str, cut: str) -> None:
    assert marked(around + cut, "<p>End</p>") == f"{around}{MORE}\n{cut}{REACTIONS}<p>End</p>"


def test_an_end_behind_the_reactions_is_too_late() -> None:
    assert marked("<p>One</p>", MORE) == f"<p>One</p>{MORE}\n{REACTIONS}{MORE}"
    assert marked("<p>One</p>", lifts=LIFTS) == f"<p>One</p>{MORE}\n{REACTIONS}{LIFTS}"


PIECES = st.sampled_from(
    ["<div>", "</div>", "<ul><li>", "</ul>", "<p>", "text", "<br>", "</section>", "<!-- x -->", '<section a=">">', MORE]
)


@given(st.lists(PIECES, max_size=12).map("".join), st.lists(PIECES, max_size=4).map("".join))
def test_nothing_is_lost_and_no_reaction_is_in_an_excerpt(before: str, after: str) -> None:
    for html, whole in (
        (marked(before, after, lifts=LIFTS), before + REACTIONS + after + LIFTS),
        (at_the_foot(before, lifts=LIFTS), before + LIFTS + REACTIONS),
    ):
        excerpt, rest = html.split(MORE, 1)
        assert html == whole or excerpt + rest.removeprefix("\n") == whole
        assert REACTIONS not in excerpt
        assert REACTIONS in rest


def test_tags_that_are_never_closed_or_opened_take_no_time() -> None:
    many = 50_000  # with a look at all that came before for each, this would take minutes
    assert marked("<div>" * many + "</ul>" * many).startswith(f"{MORE}\n<div>")
    assert marked("<!--" * many).startswith(f"{'<!--' * many}{MORE}")
