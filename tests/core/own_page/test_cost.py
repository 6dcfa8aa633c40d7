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
        "<main x='>' " + " ".join(f"a{number}" for number in range(3_000)) + ">",
        '<main x=">" ' + " ".join(f"a{number}" for number in range(3_000)) + ">",
        '<main "> <main ' + " ".join(f"a{number}=x'" for number in range(3_000)) + ">",
        "<main " + " ".join(f"a{number}" for number in range(3_000)),
        "<svg>" + "<td>" * 3_000,
        "<math x=/>" + "<td>" * 3_000,
        "<svg>" + "<g x=/>" * 3_000,
        "<svg><foreignObject>" + "<g/>" * 3_000,
        "<svg><p>" + "<g/>" * 3_000,
        "<svg></p>" + "<g/>" * 3_000,
        "<svg><title><g/></title>" + "<g/>" * 3_000,
        "<div/>" * 3_000,
        "<optgroup>" * 3_000,
        "<rt>" * 3_000,
        "<ruby></ruby><rp>" * 3_000,
        "</ruby><rp>" * 3_000,
    ],
)
def test_too_much(text: str) -> None:
    assert is_too_much(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<p>" * 100_000,
        "<p><svg viewBox='0 0 9 9'><path d='M1'/><circle r=1 /></svg>" * 30_000,
        "<p><svg><title>x</title><desc>y</desc><g><path d='M1'/></g></svg>" * 30_000,
        "<li><svg><use href='#a'></use><a href=/x/>x</a></svg>" * 30_000,
        "<li><svg/><math />" * 30_000,
        "<p><ruby>a<rp>(<rt>b<rp>)</ruby><ruby>c<rt>d</rt></ruby>" * 30_000,
        "<p><select><optgroup><option>a<optgroup><option>b</select>" * 30_000,
        "<script>" + "if (a > b) c = d; " * 30_000 + "</script>",
        "<p>" + "word > word " * 30_000 + "word " * 30_000,
        "<p title='" + "x=1 " * 30_000 + "'>",
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
