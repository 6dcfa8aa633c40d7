from __future__ import annotations

from mkdocs_reciprocity.publish.markers import fill, nested
from mkdocs_reciprocity.publish.renderer import Fragment, Heading


def fragment(name: str, count: int | None) -> Fragment | None:
    if name == "none":
        return None
    return Fragment(f"[{name} {count}]", (Heading(2, f"{name}-id", name),))


def test_fill_puts_the_headings_where_they_stand() -> None:
    html = '<h1 id="a">A</h1><!-- reciprocity:x --><h2 id="b">B</h2><!-- reciprocity:y 3 --><h2 id="c">C</h2>'
    own = [Heading(1, "a", "A"), Heading(2, "b", "B"), Heading(2, "c", "C")]
    filled, headings = fill(html, own, fragment)
    assert filled == '<h1 id="a">A</h1>[x None]<h2 id="b">B</h2>[y 3]<h2 id="c">C</h2>'
    assert [heading.id for heading in headings] == ["a", "x-id", "b", "y-id", "c"]


def test_what_fill_puts_in_is_not_looked_at_again() -> None:
    filled, _ = fill("<!-- reciprocity:x -->", [], lambda name, count: Fragment("<!-- reciprocity:x -->"))
    assert filled == "<!-- reciprocity:x -->"


def test_a_marker_for_which_there_is_nothing_stays() -> None:
    html = "a<!-- reciprocity:none -->b<!-- reciprocity:x -->c"
    assert fill(html, [], fragment)[0] == "a<!-- reciprocity:none -->b[x None]c"


def test_the_paragraph_around_a_marker_goes() -> None:
    assert fill("<p><!-- reciprocity:x --></p>", [], fragment)[0] == "[x None]"
    assert fill("<p>a <!-- reciprocity:x --></p>", [], fragment)[0] == "<p>a [x None]</p>"


def test_headings_whose_place_is_not_found_are_kept() -> None:
    own = [Heading(1, "nowhere", "N"), Heading(2, "b", "B")]
    _, headings = fill('<!-- reciprocity:x --><h2 id="b">B</h2>', own, fragment)
    assert sorted(heading.id for heading in headings) == ["b", "nowhere", "x-id"]


def test_nested_makes_a_tree_of_ranks() -> None:
    def shape(tokens: object) -> object:
        return [(token["id"], shape(token["children"])) for token in tokens]  # type: ignore[attr-defined]

    levels = [(1, "a"), (2, "b"), (3, "c"), (2, "d"), (4, "e"), (1, "f"), (3, "g")]
    tree = nested(Heading(level, id_, id_) for level, id_ in levels)
    assert shape(tree) == [("a", [("b", [("c", [])]), ("d", [("e", [])])]), ("f", [("g", [])])]
    assert nested([]) == []
