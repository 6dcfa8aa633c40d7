"""One session with one server: what is kept between its requests, and what is not, however the server answers."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from mkdocs_reciprocity.network import transport
from mkdocs_reciprocity.network.guard import allowed, target
from mkdocs_reciprocity.network.redirects import Answer
from mkdocs_reciprocity.network.transport import Session
from tests.network.fetching import GENEROUS
from tests.server import Asked, Page, head, page, raw, server

MOST = 5_000_000
BODY = head(200, {"Content-Length": "5"}) + b"hello"
CHUNKED = head(200, {"Transfer-Encoding": "chunked"})
FORGED = b"HTTP/1.1 301 x\r\nLocation: http://127.0.0.1/mallory\r\n"


@pytest.fixture
def session() -> Iterator[Session]:
    with closing(Session(allow=allowed(["127.0.0.1"]), timeout=GENEROUS, max_bytes=MOST)) as opened:
        yield opened


def get(session: Session, url: str) -> Answer:
    return session.ask(url, {"Accept": "*/*"}, GENEROUS)


def kept(content: bytes) -> Page:
    """These bytes, over a connection that the server keeps."""

    def answer(asked: Asked, say: Callable[[bytes], None]) -> bool:
        say(content)
        return True

    return answer


ODD_ANSWERS = {
    "HTTP/1.0": raw(b"HTTP/1.0 200 OK\r\n\r\nhello"),
    "no reason": raw(b"HTTP/1.1 200\r\n\r\nhello"),
    "bare line feeds": raw(b"HTTP/1.1 200 x\nContent-Length: 5\n\nhello"),
    "one length twice": raw(b"HTTP/1.1 200 x\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello"),
    "not ASCII": raw("HTTP/1.1 200 Schön\r\nServer: Bücher\r\nX: \xff\r\n\r\nhello".encode("latin-1")),
    "a value over two lines": raw(b"HTTP/1.1 200 x\r\nX: a\r\n b\r\nContent-Length: 5\r\n\r\nhello"),
    "100 before it": kept(b"HTTP/1.1 100 Continue\r\n\r\n" + BODY),
    "hints before it": kept(b"HTTP/1.1 103 x\r\nLink: </a>; rel=preload\r\nContent-Length: 9\r\n\r\n" + BODY),
    "a trailer": kept(CHUNKED + b"5;a=b\r\nhello\r\n0\r\nX-Sum: 1\r\nContent-Length: 1\r\n\r\n"),
    "chunks and a length": raw(
        head(200, {"Transfer-Encoding": "chunked", "Content-Length": "1"}) + b"5\r\nhello\r\n0\r\n\r\n"
    ),
}


@pytest.mark.parametrize("name", ODD_ANSWERS)
def test_an_answer_that_is_only_odd_is_read(session: Session, name: str) -> None:
    with server({"/": ODD_ANSWERS[name]}) as running:
        answers = [get(session, running.url("/")) for _ in range(2)]
    assert [(answer.status, answer.body, answer.error) for answer in answers] == [(200, b"hello", "")] * 2


@pytest.mark.parametrize(
    "content",
    [
        b"HTTP/1.1 200 x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        b"HTTP/1.1 200 x\r\nContent-Length: -5\r\n\r\nhello",
        b"HTTP/1.1 200 x\r\nContent-Length: +5\r\n\r\nhello",
        b"HTTP/1.1 200 x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        b"HTTP/1.1 2000 x\r\n\r\nhello",
        CHUNKED + b"5\r\nhello\r\n",
        CHUNKED + b"-5\r\nhello\r\n0\r\n\r\n",
        CHUNKED + b"f" * 99 + b"\r\nhello",
        CHUNKED + b"5\r\nhello\r\n0\r\n" + b"X: y\r\n" * 30_000,
        b"HTTP/1.1 101 x\r\nUpgrade: h2c\r\nConnection: upgrade\r\n\r\n",
    ],
)
def test_an_answer_with_two_meanings_or_none_is_refused(session: Session, content: bytes) -> None:
    with server({"/": raw(content)}) as running:
        answer = get(session, running.url("/"))
    assert (answer.status, answer.body) == (0, b"")
    assert answer.error == "the answer is not proper HTTP, or ended too early"


@pytest.mark.parametrize(
    "first",
    [
        BODY,
        CHUNKED + b"5\r\nhello\r\n0\r\n\r\n",
        CHUNKED + b"5\r\nhello\r\n0\r\nX: y\r\n\r\n",
        head(200, {"Content-Length": "0"}),
        head(304, {}),
        head(304, {"Content-Length": "5"}),
        head(204, {}),
        head(301, {"Location": "/", "Content-Length": "0"}),
        head(404, {"Content-Length": "0"}),
    ],
)
def test_a_connection_is_kept_after_an_answer_that_came_whole(session: Session, first: bytes) -> None:
    with server({"/1": kept(first), "/2": kept(BODY)}) as running:
        get(session, running.url("/1"))
        assert get(session, running.url("/2")).body == b"hello"
        assert running.connections == 1


@pytest.mark.parametrize(
    "first",
    [
        head(404, {"Content-Length": "9"}) + b"not found",
        head(404, {"Transfer-Encoding": "chunked", "Content-Length": "0"}) + b"1\r\na\r\n0\r\n\r\n",
        head(200, {"Content-Length": "5", "Content-Encoding": "br"}) + b"hello",
        head(200, {"Content-Length": "5", "Content-Encoding": "gzip"}) + b"\x1f\x8bllo",
        head(200, {"Content-Length": str(MOST + 1)}),
        head(200, {f"A{number}": "b" for number in range(200)}),
        head(200, {"Content-Length": "5", "Connection": "close"}) + b"hello",
        b"rubbish\r\n\r\n",
    ],
)
def test_a_connection_on_which_something_is_left_is_not_used_again(session: Session, first: bytes) -> None:
    with server({"/1": kept(first), "/2": kept(BODY)}) as running:
        get(session, running.url("/1"))
        assert get(session, running.url("/2")) == Answer(200, {"content-length": "5"}, b"hello")
        assert running.connections == 2


@pytest.mark.parametrize("first", [BODY, CHUNKED + b"5\r\nhello\r\n0\r\n\r\n", head(304, {}), head(204, {})])
@pytest.mark.parametrize("forged", [FORGED + b"\r\n", FORGED + b"X: ", FORGED, b"H", b"HTTP/1.1 103 x\r\n\r\n"])
def test_what_follows_an_answer_is_not_the_next_one(session: Session, first: bytes, forged: bytes) -> None:
    """Of two people on one host, one could answer in the other's name."""
    with server({"/~mallory": kept(first + forged), "/~alice": kept(BODY)}) as running:
        get(session, running.url("/~mallory"))
        assert get(session, running.url("/~alice")) == Answer(200, {"content-length": "5"}, b"hello")


def test_no_connection_is_kept_that_cannot_be_looked_into(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "getattr", lambda *_: None, raising=False)
    with server({"/": kept(BODY)}) as running:
        assert [get(session, running.url("/")).body for _ in range(2)] == [b"hello"] * 2
        assert running.connections == 2


def test_what_is_posted_goes_over_a_new_connection_and_is_posted_once(session: Session) -> None:
    def hang_up(asked: Asked, say: Callable[[bytes], None]) -> bool:
        return False

    with server({"/": kept(BODY), "/form": hang_up}) as running:
        get(session, running.url("/"))
        answer = session.ask(running.url("/form"), {}, GENEROUS, form="a=b")
        assert answer.error == "the answer is not proper HTTP, or ended too early"
        assert [(asked.method, asked.path, asked.body) for asked in running.asked] == [
            ("GET", "/", b""),
            ("POST", "/form", b"a=b"),
        ]
        assert running.connections == 2


def test_what_was_posted_does_not_wait_for_a_body(session: Session) -> None:
    with server({"/": kept(head(202, {"Content-Length": "9"})), "/2": kept(CHUNKED)}) as running:
        assert session.ask(running.url("/"), {}, GENEROUS, form="a=b").status == 202
        assert session.ask(running.url("/2"), {}, GENEROUS, form="a=b").status == 200


def test_what_follows_the_packed_part_costs_nothing(session: Session) -> None:
    """zlib would copy all of it for each piece that comes."""
    packed = gzip.compress(b"hello")
    rest = b"96\r\n" + b"x" * 150 + b"\r\n"
    content = head(200, {"Content-Encoding": "gzip", "Transfer-Encoding": "chunked"})
    content += b"%x\r\n%b\r\n" % (len(packed), packed) + rest * 25_000 + b"0\r\n\r\n"
    with server({"/": raw(content)}) as running:
        assert get(session, running.url("/")).body == b"hello"


@pytest.mark.parametrize("seconds", [1e7, 1e12, float("inf")])
def test_any_length_of_time_will_do(session: Session, seconds: float) -> None:
    with server({"/": page()}) as running:
        assert session.ask(running.url("/"), {}, seconds).body == b"hello"
        assert session.ask(running.url("/").replace("127.0.0.1", "localhost"), {}, seconds).refused


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://[2606:4700::1111]/", "[2606:4700::1111]"),
        ("https://[2606:4700::1111]:8443/", "[2606:4700::1111]:8443"),
        ("https://BÜCHER.example.org:443/", "xn--bcher-kva.example.org"),
        ("http://bücher.example.org:443/", "xn--bcher-kva.example.org:443"),
        ("http://a.example.org.:80/", "a.example.org"),
    ],
)
def test_the_host_is_named_as_http_names_it(url: str, host: str) -> None:
    request = transport._request(target(url, frozenset()), {}, b"")
    assert dict(request.headers)[b"Host"] == host.encode()


def test_a_closed_session_leaves_nothing_open(session: Session) -> None:
    with server({"/": kept(BODY)}) as running:
        get(session, running.url("/"))
        session.close()
        session.close()
        assert get(session, running.url("/")).body == b"hello"
        assert running.connections == 2


def test_an_answer_that_has_begun_is_not_asked_for_again(session: Session) -> None:
    def break_off(asked: Asked, say: Callable[[bytes], None]) -> bool:
        say(BODY if len(running.asked) == 1 else BODY[:20])
        return len(running.asked) == 1

    with server({"/": break_off}) as running:
        assert get(session, running.url("/")).body == b"hello"
        assert get(session, running.url("/")).error == "the answer is not proper HTTP, or ended too early"
        assert len(running.asked) == 2


def test_a_small_limit_is_said_in_bytes() -> None:
    with (
        server({"/": page()}) as running,
        closing(Session(allow=allowed(["127.0.0.1"]), timeout=9, max_bytes=4)) as few,
    ):
        assert get(few, running.url("/")) == Answer(200, {"content-length": "5"}, error="more than 4 bytes")
