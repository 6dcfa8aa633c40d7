"""Links and text in Markdown."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core.desk.markdown_links import link, plain
from tests.core.ledger.making import address


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Looms revisited", "Looms revisited"),
        ("Tom & Jerry", "Tom & Jerry"),
        ("&lt;", "&amp;lt;"),
        ("{{ 7*7 }}", "&#123;&#123; 7\\*7 &#125;&#125;"),
        ("{% raw %}", "&#123;% raw %&#125;"),
        ("[a](javascript:x)", "\\[a\\](javascript:x)"),
        ("<!-- reciprocity:thanks 99 -->", "&#60;!-- reciprocity:thanks 99 --&#62;"),
        ("one\n# two", "one &#35; two"),
        ("\u202eoled\x1b", "oled"),
        ("https://x.example/", "https&#58;//x.example/"),
    ],
)
def test_text_is_no_more_than_its_words(text: str, said: str) -> None:
    assert plain(text) == said


def test_a_link_has_the_title_or_the_address_for_its_words() -> None:
    url = address("https://ada.example/a_(b)/?x=1&amp;y=2")
    assert link("Looms", url) == "[Looms](https://ada.example/a_%28b%29/?x=1&amp;amp;y=2)"
    assert (
        link("\u202e", address("https://ada.example/~a/"))
        == "[https&#58;//ada.example/&#126;a/](https://ada.example/%7Ea/)"
    )
