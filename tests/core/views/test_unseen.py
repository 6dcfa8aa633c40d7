"""Own pages whose addresses only a build knows."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core.views.unseen import unseen
from tests.core.ledger.making import address, gave, got, keyed, page

SITES = [address("https://me.example/"), address("https://old.example/blog/")]


@pytest.mark.parametrize(
    ("url", "path", "file"),
    [
        ("https://me.example/blog/2026/11/01/post-1/", "blog/2026/11/01/post-1/", "blog/2026/11/01/post-1.html"),
        ("http://www.me.example/post#reactions", "post/", "post.html"),
        ("https://me.example/post.html?utm_source=feed", "post/", "post.html"),
        ("https://me.example/on%20r%c3%a4der/", "on%20r%C3%A4der/", "on%20r%C3%A4der.html"),
        ("https://me.example/c'd%28%7e%29/", "c'd(~)/", "c'd(~).html"),
        ("https://me.example", "", "index.html"),
        ("https://old.example/blog/looms/", "looms/", "looms.html"),
        ("https://old.example/looms/", None, None),
        ("https://me.example.evil/looms/", None, None),
        ("https://me.example/?p=12", None, None),
        ("https://me.example/post/?h=looms", "post/", "post.html"),
        ("https://ada.example/looms/", None, None),
    ],
)
def test_the_path_is_the_one_that_a_generator_gives(url: str, path: str | None, file: str | None) -> None:
    for directory_urls, wanted in ((True, path), (False, file)):
        found = unseen([keyed(got("link", url, peer="ada"))], SITES, [], directory_urls=directory_urls)
        assert [one.path for one in found] == ([] if wanted is None else [wanted])
        assert not any(one.title for one in found)


def test_pages_that_are_known_and_what_was_given_are_left_out() -> None:
    rows = [
        got("link", "https://me.example/looms/", peer="ada"),
        got("link", "https://me.example/b/", peer="ada"),
        got("share", "https://me.example/a/", peer="ben"),
        got("share", "https://me.example/a", peer="ada"),
        got("share", None, peer="ada"),
        gave("share", "https://me.example/c/"),
    ]
    found = unseen(map(keyed, rows), SITES, [page("looms/", None, title="Looms")], directory_urls=True)
    assert [one.path for one in found] == ["a/", "b/"]
