"""What a server is told, what is taken from its headers, and where its redirects lead."""

from __future__ import annotations

import time
from typing import Any

import pytest

from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.network import redirects
from mkdocs_reciprocity.network.fetch import Fetching, Request
from mkdocs_reciprocity.network.redirects import Hop, headers
from tests.network.fetching import ask, limits
from tests.server import Server, page, raw, redirect, server


def test_what_is_asked() -> None:
    with server({"/a%20b?q=%C3%BC&q": page()}) as running:
        assert ask(running.url("/a%20b?q=ü&q#part"), '"1"', "Mon").error == ""
    assert running.asked[0].headers == {
        "host": f"127.0.0.1:{running.port}",
        "user-agent": "mkdocs-reciprocity/1 (+https://me.example/)",
        "accept": redirects.ACCEPT,
        "accept-encoding": "gzip",
        "if-none-match": '"1"',
        "if-modified-since": "Mon",
    }


def test_a_site_beyond_ascii_is_named_too() -> None:
    with server({"/": page()}) as running:
        assert ask(running.url("/"), site="https://bücher.example/\r\nCookie: y").body == b"hello"
    assert running.asked[0].headers["user-agent"] == (
        "mkdocs-reciprocity/1 (+https://b%C3%BCcher.example/%0D%0ACookie: y)"
    )


def test_a_private_request_does_not_say_for_whom() -> None:
    with server({"/": page()}) as running:
        (answer,) = Fetching([Request(Url(running.url("/")), private=True)], limits()).results()
    assert answer.body == b"hello"
    assert running.asked[0].headers["user-agent"] == "mkdocs-reciprocity/1"


def test_validators_that_were_tampered_with_are_not_sent() -> None:
    with server({"/": page()}) as running:
        assert ask(running.url("/"), '"1"\r\nCookie: x', "ü" * 10).body == b"hello"
        assert ask(running.url("/"), '"' + "1" * 301).body == b"hello"
    assert all("cookie" not in asked.headers for asked in running.asked)
    assert all("if-none-match" not in asked.headers for asked in running.asked)


def test_a_conditional_get() -> None:
    with server({"/": page(ETag='W/"1"', Last_Modified="Tue", Content_Type="text/xml; charset=utf-8")}) as running:
        first = ask(running.url("/"))
        assert (first.status, first.etag, first.last_modified) == (200, 'W/"1"', "Tue")
        assert (first.body, first.content_type) == (b"hello", "text/xml; charset=utf-8")
        second = ask(running.url("/"), first.etag, first.last_modified)
        assert (second.status, second.body, second.error, second.etag) == (304, b"", "", 'W/"1"')


@pytest.mark.parametrize("value", ["a\u0080b", "x" * 301, "\x1b[31m"])
def test_odd_headers_are_dropped(value: str) -> None:
    answer = page(ETag=value, Last_Modified=value, Content_Type=value)
    with server({"/": answer}) as running:
        response = ask(running.url("/"))
        assert (response.etag, response.last_modified, response.content_type) == ("", "", "")


def test_what_a_server_says_of_time_is_in_seconds_from_now() -> None:
    headers: dict[str, Any] = {
        "Cache_Control": "max-age=60",
        "Age": "20",
        "Retry_After": "Thu, 01 Jan 2099 00:00:00 GMT",
    }
    with server({"/": page(b"", 429, **headers)}) as running:
        response = ask(running.url("/"))
    assert response.max_age == 40
    assert response.retry_after == pytest.approx(4_070_908_800 - time.time(), abs=600)
    assert response.error == "the server answered 429"


def test_headers_that_come_twice_can_be_sent_back() -> None:
    twice = b'HTTP/1.1 200 x\r\nETag: "1"\r\nETag:\r\nLast-Modified: Mon\r\nLast-Modified: Tue\r\n\r\nhello'
    with server({"/": raw(twice)}) as running:
        first = ask(running.url("/"))
        second = ask(running.url("/"), first.etag, first.last_modified)
    assert second.body == b"hello"
    assert (running.asked[1].headers["if-none-match"], running.asked[1].headers["if-modified-since"]) == ('"1"', "Mon")


def test_a_validator_with_space_around_it_does_no_harm() -> None:
    with server({"/": page()}) as running:
        assert ask(running.url("/"), '"1", ', " ").body == b"hello"
    assert running.asked[0].headers["if-none-match"] == '"1",'
    assert "if-modified-since" not in running.asked[0].headers


@pytest.mark.parametrize(
    ("chain", "moved"),
    [
        ([], False), ([301], True), ([308], True), ([301, 308, 301], True), ([302], False), ([307], False),
        ([303], False), ([301, 302], False), ([302, 301], False), ([301] * 5, True),
    ],
)  # fmt: skip
def test_redirects(chain: list[int], moved: bool) -> None:
    pages = {f"/{n}": redirect(f"./{n + 1}#x", status) for n, status in enumerate(chain)}
    end = f"/{len(chain)}"
    with server({end: page(), **pages}) as running:
        response = ask(running.url("/0"))
        assert response.body == b"hello"
        assert response.url == running.url(end)
        assert response.moved_to == (response.url if moved else "")
        assert response.request.url == running.url("/0")


@pytest.mark.parametrize(
    ("location", "path"),
    [
        ("there", "/a/there"),
        ("../there?x#y", "/there?x"),
        ("?page=2", "/a/b?page=2"),
        ("//127.0.0.1:{port}/there", "/there"),
        ("HTTP://127.0.0.1:{port}", "/"),
        ("/two words", "/two%20words"),
        ("/caf\xe9", "/caf%E9"),  # as it came, for what these bytes mean the server alone knows
        ("/café".encode().decode("latin-1"), "/caf%C3%A9"),
        ("/%zz%", "/%zz%"),
        ("/ok\r\nLocation: /no", "/ok"),
        ("/ok\r\nLocation: /ok", "/ok"),
    ],
)
def test_a_redirect_leads_where_it_says(location: str, path: str) -> None:
    with server({path: page()}) as running:
        running.pages["/a/b"] = redirect(location.format(port=running.port))
        response = ask(running.url("/a/b"))
        assert [asked.path for asked in running.asked] == ["/a/b", path]
    assert (response.body, response.error) == (b"hello", "")


def test_link_headers_with_any_bytes_can_be_read() -> None:
    with server({"/": page(Link="</caf\xe9>; rel=x\r\nLink: </b>; rel=y")}) as running:
        assert ask(running.url("/")).link == "</caf%E9>; rel=x, </b>; rel=y"


def test_a_sixth_redirect_is_one_too_many() -> None:
    with server({f"/{n}": redirect(f"/{n + 1}") for n in range(6)}) as running:
        assert ask(running.url("/0")).error == "too many redirects"
        assert len(running.asked) == 6


def test_redirects_share_the_time_of_their_request() -> None:
    with server({f"/{n}": page(b"", 302, delay=0.4, Location=f"/{n + 1}") for n in range(6)}) as running:
        assert ask(running.url("/0"), timeout=0.7).error == "no answer within 0.7 s"
        assert len(running.asked) < 4


def keyed(running: Server, other: Server | None = None) -> list[str | None]:
    """Asks with a key, and returns what each request had of it, those to the other server last."""
    (response,) = Fetching([Request(Url(running.url("/")), key="s3cret")], limits()).results()
    assert "s3cret" not in str(response.url)
    return [asked.headers.get("authorization") for one in (running, other) if one for asked in one.asked]


def test_a_key_is_sent_to_the_server_that_it_is_for() -> None:
    with server({"/": redirect("/b"), "/b": page()}) as running:
        assert keyed(running) == ["Bearer s3cret", "Bearer s3cret"]


def test_a_key_is_sent_nowhere_else() -> None:
    with server({"/": page()}) as other, server({}) as running:
        running.pages["/"] = redirect(other.url("/"))
        assert keyed(running, other) == ["Bearer s3cret", None]
        other.pages["/"] = redirect(running.url("/b"))
        assert keyed(running, other)[-1] is None


@pytest.mark.parametrize("to", ["https://social.example/", "http://social.example:8080/", "http://127.0.0.1/"])
def test_another_scheme_or_port_is_another_server(to: str) -> None:
    request = Request(Url("http://social.example/"), key="s3cret")
    assert "Authorization" in headers(Hop(request, request.url, 1), "a", "")
    assert "Authorization" not in headers(Hop(request, Url(to), 1), "a", "")


def test_what_is_no_address_is_of_no_server() -> None:
    odd = Url("http://[::1/")
    assert "Authorization" not in headers(Hop(Request(odd, key="s3cret"), odd, 1), "a", "")
    (response,) = Fetching([Request(odd, key="s3cret")], limits()).results()
    assert response.error == ask(odd).error
    assert "went wrong here" not in response.error


def test_a_key_that_no_header_can_have_is_not_sent() -> None:
    url = Url("https://social.example/")
    assert "Authorization" not in headers(Hop(Request(url, key="a\r\nX: y"), url, 1), "a", "")
