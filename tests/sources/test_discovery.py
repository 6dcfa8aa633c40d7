from __future__ import annotations

import pytest

from mkdocs_reciprocity import url as urls
from mkdocs_reciprocity.sources import discovery
from mkdocs_reciprocity.url import Url


def at(text: str) -> Url:
    url = urls.parse(text)
    assert url is not None
    return url


HOME = at("https://ada.example/blog/")


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<link rel="alternate" type="application/rss+xml" href="/feed.xml">', ["https://ada.example/feed.xml"]),
        ("<LINK TYPE='application/atom+xml; charset=utf-8' HREF=atom.xml REL='me ALTERNATE'>",
         ["https://ada.example/blog/atom.xml"]),
        ('<link rel=alternate type=application/feed+json href="https://ada.example/a?x=1&amp;y=2" />',
         ["https://ada.example/a?x=1&y=2"]),
        ('<base href="/other/"><link rel="alternate" type="application/rss+xml" href="f.xml">',
         ["https://ada.example/other/f.xml"]),
        ('<link rel="alternate" type="application/rss+xml" href="/comments/feed">\n'  # noqa: ISC004
         '<link rel="alternate" type="application/rss+xml" href="/feed" title="Posts">',
         ["https://ada.example/feed", "https://ada.example/comments/feed"]),
        ('<link rel="alternate" hreflang="de" href="/de/">', []),
        ('<link rel="stylesheet" type="application/rss+xml" href="/x.css">', []),
        ('<link rel="alternate" type="application/rss+xml">', []),
        ('<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">', []),
        ("<link " * 100_000, []),
        ("", []),
    ],
)  # fmt: skip
def test_the_feeds_that_a_page_names(html: str, found: list[str]) -> None:
    assert list(discovery.announced(html, HOME)) == found


def test_the_usual_places_lie_below_the_home_page_and_keep_its_scheme() -> None:
    assert "https://ada.example/blog/feed.xml" in discovery.usual(HOME)
    assert discovery.usual(at("http://ada.example"))[0] == "http://ada.example/feed/"
