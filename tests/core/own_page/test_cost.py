"""Pages of which a tree would take too much."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core.own_page.cost import is_too_much

FORMATS = "".join(f"<b a{number}>" for number in range(3_000))


@pytest.mark.parametrize(
    "text",
    [
        FORMATS + "<p>" * 3_000,
        FORMATS + "<p>" * 3_000 + "</b>" * 3_000,
        "<p>".join(f"<font a{number}>" for number in range(3_000)),
        "<div>" * 25_000 + "<hr>" * 12_000,
        "<DIV>" * 25_000 + "<hr>" * 12_000 + "</DIV>" * 25_000,
        "<span>" * 50_000,
        "<main " + " ".join(f"a{number}=1" for number in range(3_000)) + ">",
        "<main " + "".join(f'a{number}=""' for number in range(3_000)) + ">",
        "<main/" + "/".join(f"a{number}" for number in range(3_000)) + ">",
    ],
)
def test_too_much(text: str) -> None:
    assert is_too_much(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<p>" * 100_000,
        "<ul>" + "<li><a href=/x/><b>one</b></a>" * 50_000,
        "<a name=x>" * 50_000,
        "<table>" + "<tr><td><code>x</code>" * 50_000,
        "<div>" * 30 + "<div><p>text <em>that</em></div>" * 30_000,
        "<b>" + "<p>x" * 50_000,
        "a < b " * 100_000,
        "<p>" + "word " * 100_000,
        '<path d="' + "10 20 " * 100_000 + '">',
        "<img src='data:image/png;base64," + "/+=" * 100_000 + "'>",
        "</b></div>" * 100_000,
    ],
)
def test_what_people_and_programs_write(text: str) -> None:
    assert not is_too_much(text)
