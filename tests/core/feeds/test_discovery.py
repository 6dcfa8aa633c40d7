from __future__ import annotations

import pytest

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.feeds import discovery
from mkdocs_reciprocity.core.feeds.schedule import Request, Response
from mkdocs_reciprocity.core.url import Url


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
    assert list(discovery.announced(html, HOME).feeds) == found


@pytest.mark.parametrize(
    ("html", "named"),
    [
        (('<link rel="alternate" type="application/atom+xml" title="x" href="../shared.xml">'
         '<link rel="alternate" type="application/feed+json" title="x" href="/shared.json">'
         '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'),
         (["https://ada.example/feed.xml"], ["https://ada.example/shared.xml", "https://ada.example/shared.json"], [])),
        ('<link rel="alternate" type="application/atom+xml" title="Ada: Who I&#x27;ve shared" href="/s.xml">',
         ([], ["https://ada.example/s.xml"], [])),
        ('<link rel="alternate" type="application/atom+xml" title="What I shared" href="/unshared.xml">',
         (["https://ada.example/unshared.xml"], [], [])),
        ('<link rel="alternate" type="text/html" href="/shared.xml">', ([], [], [])),
        ('<link rel="blogroll" type="text/xml" href="/b.opml"><LINK REL="x BlogRoll" HREF="/c.opml">',
         ([], [], ["https://ada.example/b.opml", "https://ada.example/c.opml"])),
        ('<link rel="blogroll" href="javascript:x"><link rel="blogroll">', ([], [], [])),
    ],
)  # fmt: skip
def test_feeds_of_shares_and_blogrolls_that_a_page_names(html: str, named: tuple[list[str], ...]) -> None:
    found = discovery.announced(html, HOME)
    assert ([*found.feeds], [*found.shares], [*found.blogrolls]) == named
    assert discovery.named_in(answer(HOME, body=html.encode())) == found
    assert discovery.named_in(answer(HOME, 404, html.encode())) == discovery.Named()
    assert discovery.named_in(answer("", body=html.encode())) == discovery.Named()


def test_the_usual_places_lie_below_the_home_page_and_keep_its_scheme() -> None:
    assert "https://ada.example/blog/feed.xml" in discovery.usual(HOME)
    assert discovery.usual(at("http://ada.example"))[0] == "http://ada.example/feed/"
    assert discovery.usual(at("https://ada.example/~ada/index.html"))[0] == "https://ada.example/~ada/feed/"
    assert discovery.usual(at("https://ada.example/index.php?x=1"))[0] == "https://ada.example/feed/"
    assert discovery.usual(at("https://ada.example/@ada"))[0] == "https://ada.example/@ada/feed/"


def answer(url: str, status: int = 200, body: bytes = b"", *, refused: bool = False) -> Response:
    error = "" if status == 200 else "x"
    return Response(request=Request(Url(url)), url=url, status=status, body=body, error=error, refused=refused)


def searched(*answers: Response) -> discovery.Search:
    search = discovery.Search(HOME)
    for one in answers:
        search = discovery.further(search, one)
    return search


ELSEWHERE = b"<link rel=alternate type=application/rss+xml href=https://feeds.example/ada>"


def test_after_the_home_page_come_the_feeds_that_it_names_and_the_usual_places() -> None:
    search = searched(answer(HOME, body=ELSEWHERE))
    assert search.left == (at("https://feeds.example/ada"), *discovery.usual(HOME))
    assert search.failure is None
    moved = searched(
        answer("https://www.ada.example/en/", body=b'<link rel=alternate type=application/rss+xml href=".">')
    )
    assert moved.left == discovery.usual(at("https://www.ada.example/en/")), "the page itself is not asked twice"


def test_a_home_page_that_is_missing_says_nothing_of_its_feed() -> None:
    search = searched(answer(HOME, 404, ELSEWHERE))
    assert search.left == discovery.usual(HOME)
    assert (search.failure, search.error) == (None, "x")


@pytest.mark.parametrize("status", [0, 429, 500, 503])
def test_who_does_not_answer_now_is_not_asked_for_more(status: int) -> None:
    assert searched(answer(HOME, status)) == discovery.Search(HOME, (), answer(HOME, status), "x")
    failed = answer("https://feeds.example/ada", status)
    search = searched(answer(HOME, body=ELSEWHERE), failed)
    assert search.left == discovery.usual(HOME)
    assert search.failure == failed
    search = searched(answer(HOME, body=ELSEWHERE), answer("https://feeds.example/ada", 404), answer(HOME, status))
    assert search.left == ()


def test_what_is_refused_is_no_failure_but_of_the_home_page_itself() -> None:
    refused = answer("https://feeds.example/ada", 0, refused=True)
    assert searched(answer(HOME, body=ELSEWHERE), refused).failure is None
    assert searched(answer(HOME, 0, refused=True)).failure is not None


@pytest.mark.parametrize(
    ("home", "figures"),
    [
        (HOME, "https://ada.example/blog/reciprocity.json"),
        (at("http://ada.example"), "http://ada.example/reciprocity.json"),
        (at("https://ada.example/~ada/index.html"), "https://ada.example/~ada/reciprocity.json"),
        (at("https://ada.example/index.php?x=1"), "https://ada.example/reciprocity.json"),
    ],
)
def test_the_public_figures_lie_below_the_home_page(home: Url, figures: str) -> None:
    assert discovery.figures_of(home) == figures


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b'{"feeds": ["https://ada.example/shared.xml", "https://ada.example/shared.json"], "posts": 1}',
         ["https://ada.example/shared.xml", "https://ada.example/shared.json"]),
        (b'\xef\xbb\xbf{"feeds": ["http://www.ADA.example/s.xml"]}', ["http://www.ada.example/s.xml"]),
        (b'{"feeds": ["https://evil.example/s.xml", "https://ada.example.evil.example/", "https://ada.example/b"]}',
         ["https://ada.example/b"]),
        (b'{"feeds": [1, null, {}, [], "", "shared.xml", "javascript:x", "file:///etc/passwd", "http://[", "\\ud800"]}',
         []),
        (b'{"feeds": "https://ada.example/shared.xml"}', []),
        (b'{"feeds": null}', []),
        (b'{"posts": 1}', []),
        (b'["https://ada.example/shared.xml"]', []),
        (b"<!doctype html>", []),
        (b"", []),
        (b'{"feeds": ' + b"[" * 100_000, []),
        (b'{"feeds": [' + b'"",' * 10 + b'"https://ada.example/shared.xml"]}', []),
        (b'{"feeds": ["https://ada.example/shared.xml"]}' + b" " * 500_000, []),
    ],
)  # fmt: skip
def test_the_feeds_that_public_figures_name(body: bytes, found: list[str]) -> None:
    assert [url.lower() for url in discovery.in_figures(answer(HOME, body=body), HOME)] == found
    assert discovery.in_figures(answer(HOME, 404, body), HOME) == ()
