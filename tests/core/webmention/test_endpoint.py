from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_reciprocity.core.feeds.schedule import Request, Response
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.webmention.endpoint import endpoint_of, in_header, in_html

PAGE = "https://ada.example/posts/looms"


def answer(html: str = "", link: str = "", content_type: str = "text/html; charset=utf-8", url: str = PAGE) -> Response:
    return Response(request=Request(Url(PAGE)), url=url, body=html.encode(), link=link, content_type=content_type)


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("</w>; rel=webmention", "https://ada.example/w"),
        ("<w>;rel=webmention", "https://ada.example/posts/w"),
        ("<>; rel=webmention", PAGE),
        ("<https://x.example/w?a=b&c>; REL = 'webmention'", None),
        ('<https://x.example/w?a=b&c>; REL = "a WebMention b"', "https://x.example/w?a=b&c"),
        ('</a>; rel=me, </b>; rel="webmention", </c>; rel=webmention', "https://ada.example/b"),
        ('</a>; title="x, <b>; rel=webmention"; rel=next', None),
        ('</a>; title="a \\" > ; rel=webmention"; rel=next, </w>; rel=webmention', "https://ada.example/w"),
        ("</a>; rel=next; rel=webmention", None),
        ("</w>; foo; bar=; rel=webmention", "https://ada.example/w"),
        ("</w>; rel=webmentions, </w>; rel=not-webmention, </w>; rev=webmention", None),
        ("<javascript:alert(1)>; rel=webmention", None),
        ("<ftp://x.example/>; rel=webmention", None),
        ("; rel=webmention", None),
        ("</w; rel=webmention", None),
        ('</w>; rel="webmention', None),
        ("", None),
    ],
)
def test_in_headers(header: str, found: str | None) -> None:
    assert in_header(header, PAGE) == found


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<a href="/w" rel="webmention">', "https://ada.example/w"),
        ("<LINK REL=Webmention HREF=w>", "https://ada.example/posts/w"),
        ('<link rel="webmention" href>', PAGE),
        ("<link rel='me webmention' href='?w=1'>", f"{PAGE}?w=1"),
        ('<link rel="webmention"><a rel="webmention" href="/w">', "https://ada.example/w"),
        ('<b rel="webmention" href="/e"></b><area rel="webmention" href="/e">', None),
        ('<!-- <a rel="webmention" href="/e"> --><!--><a rel="webmention" href="/w">', "https://ada.example/w"),
        ('<script>"<a rel=webmention href=/e>"</script><template><a rel=webmention href=/e></template>', None),
        ("<textarea><a rel=webmention href=/e></textarea><svg><a rel=webmention href=/e></svg>", None),
        ("<code>&lt;a rel=webmention href=/e&gt;</code>", None),
        ('<a title="<a rel=webmention href=/e>" href="/x">', None),
        ('<a rel="webmention" href="/w?a=1&amp;b=2">', "https://ada.example/w?a=1&b=2"),
        ('<base href="/b/"><base href="/c/"><link rel="webmention" href="w">', "https://ada.example/b/w"),
        ('<base href="https://b.example/"><link rel="webmention" href="">', PAGE),
        ('<base href="javascript:"><link rel="webmention" href="w">', "https://ada.example/posts/w"),
        ('<base target="_top"><link rel="webmention" href="w">', "https://ada.example/posts/w"),
        ('<a rel="webmention" href="mailto:a@ada.example">', None),
        ("", None),
    ],
)
def test_in_pages(html: str, found: str | None) -> None:
    assert in_html(html, PAGE) == found


def test_the_header_comes_before_the_page_and_what_is_no_page_has_none() -> None:
    html = '<link rel="webmention" href="/b">'
    assert endpoint_of(answer(html, "</a>; rel=webmention")) == "https://ada.example/a"
    assert endpoint_of(answer(html, "</a>; rel=other")) == "https://ada.example/b"
    assert endpoint_of(answer(html, content_type="")) == "https://ada.example/b"
    assert endpoint_of(answer(html, content_type="application/xhtml+xml")) == "https://ada.example/b"
    assert endpoint_of(answer(html, content_type="text/plain")) is None


def test_what_is_relative_is_seen_from_where_the_answer_came() -> None:
    assert endpoint_of(answer(link="<w>; rel=webmention", url="https://b.example/x/y#z")) == "https://b.example/x/w"
    assert endpoint_of(answer('<link rel=webmention href="">', url="https://b.example/x#z")) == "https://b.example/x"


@settings(derandomize=True, deadline=None, database=None)
@given(
    st.text(st.sampled_from("<>\"'=;,\\ aw/&!-") | st.characters())
    | st.lists(st.sampled_from(["<a ", "rel=webmention", " href=", '"', ">", "<!--", ";", "<w>", "\\"])).map("".join)
)
def test_whatever_it_is_the_endpoint_is_a_web_address_or_nothing(text: str) -> None:
    for found in (in_header(text, PAGE), in_html(text, PAGE)):
        assert found is None or found.startswith(("https://", "http://"))


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "piece", ["<", "<a;x=", '<a>;x="', "<a>;", '<a>;x="\\', "<a href=x rel=", "<!--", "<base href=a>"]
)
def test_long_text_costs_no_time_beyond_its_length(piece: str) -> None:
    """It would take minutes if it were quadratic, so the test would never end."""
    assert in_header(piece * (300_000 // len(piece)), PAGE) is None
    assert in_html(piece * (1_000_000 // len(piece)), PAGE) is None
