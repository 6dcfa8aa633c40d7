"""What is said of the author's pages and files where ours would be."""

from __future__ import annotations

from mkdocs_reciprocity.core import stand_ins


def test_a_file_of_the_authors_stays() -> None:
    said = stand_ins.file("docs/shared/feed.xml")
    assert (str(said), said.level) == ("docs/shared/feed.xml: this is a file of yours, so none is made", "info")


def test_a_page_of_the_authors_is_told_the_marker_that_fills_it() -> None:
    said = stand_ins.page("docs/shared/index.md", '"Who I\'ve shared"', "shared")
    assert str(said) == (
        'docs/shared/index.md: this page of yours stands where "Who I\'ve shared" would; to have its content there, '
        "put the line <!-- reciprocity:shared --> into it"
    )
    assert said.level == "info"


def test_no_marker_fills_the_page_of_a_year() -> None:
    said = stand_ins.page("docs/shared/2025.md", "the page of 2025", "shared/2025")
    assert str(said) == "docs/shared/2025.md: this page of yours stands where the page of 2025 would"
