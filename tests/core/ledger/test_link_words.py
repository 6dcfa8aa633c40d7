"""Whether the words of a link say what it leads to."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core.ledger.link_words import as_title
from tests.core.ledger.making import address, gave, page, peer, views_of

GUS = peer("gus", "https://gus.example/", name="Gus Loom")
POST = address("https://gus.example/a/?id=3")


@pytest.mark.parametrize(
    "text",
    [
        "", "here", "Here!", "HERE →", "[1]", "doc", "link", "this post", "read more", "Read more here", "click here",
        "a b", "it", "→", "hier", "mehr lesen", "lire la suite", "aquí", "leggi di più", "Gus", "gus", "Gus Loom",
        "Gus's", "https://gus.example/a/?id=3", "gus.example/a?id=3", "http://www.gus.example/a/?id=3#x", "gus.example",
        "gus.example/a/", "https://gus.example/a…", "gus.example/a/?id...", "@gus@social.example", "2026-11-02",
        "Great post", "PDF", "Permalink", "Read the rest", "Continue reading", "Part two", "Gus wrote",
        "this article by Gus", "Download",
        "YouTube", "Hier klicken", "en savoir plus", "Lees verder", "читать далее", "続きを読む", "点击这里",
        "Over here", "Klick hier", "Cliquez ici",
        "リンク", "这篇文章", "링크", "эта статья", "هذا المقال", "כאן", "di sini",
        "Gus's post", "review", "loft!", "обзор", "λόγος",
    ],
)  # fmt: skip
def test_words_that_name_nothing(text: str) -> None:
    assert as_title(text, POST, GUS) == ""


@pytest.mark.parametrize(
    "text",
    [
        "On engines", "Gus on engines", "The loom here", "Why", "her review", "RFC 1",
        "https://else.example/", "gus.example/b",
        "3.14", "Loom", "1984", "The latest looms", "Part two: belts", "A video of looms",
        "織機", "織機の記事", "Over the loom", "Wie es war", "Here be dragons",
    ],
)  # fmt: skip
def test_words_that_are_a_title(text: str) -> None:
    assert as_title(text, POST, GUS) == text


def test_the_feeds_title_or_the_address_goes_before_words_that_name_nothing() -> None:
    links = [f"https://gus.example/bug?id={number}" for number in (1, 2)]
    pages = [page("p/", "2026-11-02", *links)]
    (group,) = views_of([], peers=[GUS], pages=pages).shared.groups
    assert {item.post.text for item in group.items} == {"gus.example/bug?id=1", "gus.example/bug?id=2"}


def test_addresses_are_told_apart_by_their_query() -> None:
    rows = [gave("share", f"https://x.example/?utm_source=y&id={number}&n=%C3%A9") for number in (1, 2)]
    (group,) = views_of(rows).shared.groups
    assert {item.post.text for item in group.items} == {"x.example?id=1&n=é", "x.example?id=2&n=é"}
