"""What is found out in a short way is what the long way finds. The same examples in every run."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_reciprocity.core import personal
from mkdocs_reciprocity.core.own_page.shown import place_of
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.views.places import Place
from mkdocs_reciprocity.publish import markup
from tests.laws.examples import laws

_NEVER = re.compile(r"(?!)")
_PIECES = (
    "https://", "http://", "HTTP://", "ftp://", "ada.example", "ada@", "/", "/private/", "/PRIVATE-", "/\u017fecret/",
    "/Token", "/key/", "/key", "/\u212aey/", "/auth-x", "/author/", "@ada", ";a=b", "?p=1", "#top", "é", "%40", "\n",
    " ", "looms", "{{", "&amp;", "<b>", '"', "'", "\u202e", "\u05d0", "\x7f", "x" * 298, "", "-", "…",
)  # fmt: skip
law = laws(400)
texts = st.lists(st.sampled_from(_PIECES), max_size=6).map("".join)


@law
@given(texts)
@example("https://ada.example/\u017fecret/x")
def test_most_addresses_are_seen_to_have_no_key_without_a_closer_look(text: str) -> None:
    assert personal._is_looked_at(Url(text)) is (personal._LOOKED_AT.search(text) is not None)


@law
@given(texts, texts, st.booleans(), st.sampled_from(["", "de"]), st.sampled_from(["", "u-url"]))
@example("Looms", "https://ada.example/looms/", False, "", "u-url")
@example("\nLooms", "https://ada.example/looms/", False, "", "")
@example("x" * 301, "https://ada.example/looms/", False, "", "")
def test_a_link_that_needs_no_escaping_is_the_same(text: str, href: str, own: bool, lang: str, classes: str) -> None:
    place = Place(text, href, own, lang)
    written = markup.link(place, "posts/", classes, "ltr")
    plain, markup._PLAIN_LINK = markup._PLAIN_LINK, _NEVER
    try:
        assert markup.link(place, "posts/", classes, "ltr") == written
    finally:
        markup._PLAIN_LINK = plain


@law
@given(
    st.lists(st.sampled_from(["a", "ab", "a" * 41, "b" * 39 + "c"]), max_size=5).map("".join), texts, st.integers(0, 4)
)
def test_a_long_part_is_found_where_it_stands(part: str, around: str, after: int) -> None:
    text = f"{around}{part}{around}{part[:-1]}{part}"
    assert place_of(part, text, after) == text.find(part, after)
