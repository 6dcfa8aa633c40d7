"""Many servers at once, whatever each of them may try. No network but 127.0.0.1."""

from __future__ import annotations

import gc
import gzip
import socket
import subprocess
import sys
import threading
import time
import weakref
import zlib
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

import pytest
from msgspec.structs import replace

from mkdocs_reciprocity.core.feeds.schedule import CANCELLED, OVER, STALLED
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.network import fetch
from mkdocs_reciprocity.network.fetch import HELD, Fetching, Request, Response
from tests.clock import Clock
from tests.network.fetching import GENEROUS, ask, ask_all, in_time, limits
from tests.server import Page, endless, head, page, raw, redirect, server, until

BOMB = gzip.compress(bytes(50_000_000))
OK = head(200, {})
CHUNKED = head(200, {"Transfer-Encoding": "chunked"})
ENDLESS_HEAD = "too many headers|not proper HTTP"
"""Two bounds lie near each other: how much arrives at once says which of them is met first."""
SLOW_SERVERS: dict[str, Page] = {
    "hangs": page(delay=9),
    "drips the head": endless(b"HTTP/1.1 200 x\r\nA: ", b"a", 0.02),
    "drips the body": endless(OK, b"a", 0.02),
    "drips chunks": endless(CHUNKED, b"1\r\na\r\n", 0.02),
    "drips 100s": endless(b"", b"HTTP/1.1 100 x\r\n\r\n", 0.02),
}
BAD_SERVERS: dict[str, tuple[Page, str]] = {
    "endless body": (endless(OK, b"a" * 9999), "more than 100 kB"),
    "endless chunks": (endless(CHUNKED, b"1\r\na\r\n" * 999), "more than 100 kB"),
    "endless status line": (endless(b"HTTP/1.1 200 ", b"x" * 9999), ENDLESS_HEAD),
    "endless header": (endless(b"HTTP/1.1 200 x\r\nA: ", b"x" * 9999), ENDLESS_HEAD),
    "endless headers": (endless(b"HTTP/1.1 200 x\r\n", b"A: b\r\n" * 999), ENDLESS_HEAD),
    "endless 100s": (endless(b"", b"HTTP/1.1 100 x\r\n\r\n" * 99), "too many headers"),
    "many headers": (raw(head(200, {f"A{i}": "b" for i in range(101)})), "too many headers"),
    "long headers": (raw(head(200, {f"A{i}": "b" * 9000 for i in range(8)})), "too many headers"),
    "big": (page(b"a" * 100_001), "more than 100 kB"),
    "says that it is big": (raw(head(200, {"Content-Length": "9" * 20})), "more than 100 kB"),
    "absurd length": (raw(head(200, {"Content-Length": "9" * 5000})), "not proper HTTP"),
    "cut short": (raw(head(200, {"Content-Length": "9"}) + b"a"), "not proper HTTP"),
    "bomb": (page(BOMB, Content_Encoding="gzip"), "more than 100 kB"),
    "bomb twice": (page(gzip.compress(BOMB), Content_Encoding="gzip, gzip"), "more than 100 kB"),
    "bomb of which nothing is said": (page(gzip.compress(BOMB)), "more than 100 kB"),
    "bomb in parts": (page(gzip.compress(bytes(1000)) * 101), "more than 100 kB"),
    "very many parts": (page(gzip.compress(b"") * 1000), "too many pieces"),
    "no gzip behind its first bytes": (page(b"\x1f\x8bhello", Content_Encoding="gzip"), "damaged"),
    "no deflate": (page(b"\x07hello", Content_Encoding="deflate"), "damaged"),
    "half of a gzip": (page(gzip.compress(b"hello" * 99)[:-9], Content_Encoding="gzip"), "damaged"),
    "brotli": (page(b"hello", Content_Encoding="br"), "not asked for"),
    "no HTTP": (raw(b"SSH-2.0-OpenSSH_9.9\r\n"), "not proper HTTP"),
    "nothing": (raw(b""), "not proper HTTP"),
    "header without name": (raw(b"HTTP/1.1 200 x\r\n: b\r\n\r\n"), "not proper HTTP"),
    "NUL in header": (raw(b"HTTP/1.1 200 x\r\nA: \x00b\r\n\r\n"), "not proper HTTP"),
    "switches protocols": (raw(head(101, {"Upgrade": "x", "Connection": "upgrade"})), "not proper HTTP"),
    "loop": (redirect("/loop"), "too many redirects"),
    "redirect to nowhere": (page(b"", 302), "not the address of a web page"),
    "teapot": (page(b"<script>", 418), "the server answered 418"),
    "no content": (page(b"", 204), "the server answered 204"),
    "unasked 304": (raw(head(304, {})), "the server answered 304"),
    "error": (page(b"Traceback", 500), "the server answered 500"),
    "choices": (page(b"", 300, Location="/"), "the server answered 300"),
}


@pytest.mark.parametrize("name", BAD_SERVERS)
def test_a_bad_server_costs_no_more_than_the_limits(name: str) -> None:
    bad, sentence = BAD_SERVERS[name]
    with server({"/loop": bad}) as running:
        response = ask(running.url("/loop"))
    assert any(words in response.error for words in sentence.split("|"))
    assert response.body == b""


def test_slow_servers_cost_their_time_and_hold_up_nobody() -> None:
    def responses(timeout: float) -> list[str]:
        with ExitStack() as running:
            slow = [running.enter_context(server({"/": slow})).url("/") for slow in SLOW_SERVERS.values()]
            good = running.enter_context(server({"/": page()})).url("/")
            fetching = Fetching([Request(Url(url)) for url in [*slow, good]], limits(timeout=timeout))
            return [response.error.replace(f"{timeout:g}", "so many") for response in fetching.results()]

    errors = in_time(responses, lambda errors: errors[0] == "")
    assert errors[1:] == ["no answer within so many s"] * len(SLOW_SERVERS)


def test_a_body_in_very_many_pieces_is_not_taken() -> None:
    with server({"/": endless(CHUNKED, b"1\r\na\r\n" * 999)}) as running:
        assert ask(running.url("/"), max_bytes=10**9).error == "the answer comes in too many pieces"


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (b"a" * 100_000, ""),
        (gzip.compress(b"a" * 100_000), "gzip"),
        (gzip.compress(b"a" * 100_000) + b"rubbish", " GZip "),
        (gzip.compress(b"a" * 100_000), "x-gzip"),
        (b"a" * 100_000, "identity"),
    ],
    ids=["plain", "gzip", "gzip and more", "x-gzip", "identity"],  # a gzip has the second in it that it was made in
)
def test_bodies_up_to_the_limit(body: bytes, encoding: str) -> None:
    pages = {f"/{status}": page(body, status, Content_Encoding=encoding) for status in (200, 203)}
    with server(pages) as running:
        assert {ask(running.url(path)).body for path in pages} == {b"a" * 100_000}


TEXT = b"<rss/>" * 99
PACKED = gzip.compress(TEXT)
DEFLATED = zlib.compress(TEXT)
SLIPS = {
    "packed, but nothing is said": (PACKED, ""),
    "said to be packed": (TEXT, "gzip"),
    "said to be deflated": (b"\r\n" + TEXT, "deflate"),
    "a character set": (TEXT, "UTF-8"),
    "none": (TEXT, "none"),
    "twice": (gzip.compress(PACKED), "gzip, gzip"),
    "twice, said once": (gzip.compress(PACKED), "gzip"),
    "in parts": (b"".join(gzip.compress(TEXT[at : at + 99]) for at in range(0, len(TEXT), 99)), "gzip"),
    "in parts, and more": (gzip.compress(TEXT[:9]) + gzip.compress(TEXT[9:]) + b"rubbish", "gzip"),
    "and a little more": (PACKED + b"\x1f", "gzip"),
    "deflate": (DEFLATED, "deflate"),
    "deflate without its head": (DEFLATED[2:-4], "deflate"),
    "gzip called deflate": (PACKED, "deflate"),
    "deflate, and more": (DEFLATED + b"rubbish", "deflate"),
}


@pytest.mark.parametrize("name", SLIPS)
@pytest.mark.parametrize("size", [1, 7, 4096])
def test_what_is_said_of_the_packing_may_be_wrong(name: str, size: int) -> None:
    body, encoding = SLIPS[name]
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)
    answer = head(200, {"Transfer-Encoding": "chunked", "Content-Encoding": encoding}) + chunks + b"0\r\n\r\n"
    with server({"/": raw(answer)}) as running:
        response = ask(running.url("/"))
    assert (response.error, response.body.strip()) == ("", TEXT)


@pytest.mark.parametrize("body", [b"", b"a", b"\x1f"])
def test_a_body_that_is_too_short_to_tell_is_as_it_is(body: bytes) -> None:
    with server({"/": page(body)}) as running:
        assert ask(running.url("/")).body == body


def test_a_chunked_body() -> None:
    with server({"/": raw(CHUNKED + b"2\r\nab\r\n1\r\nc\r\n0\r\n\r\n")}) as running:
        assert ask(running.url("/")).body == b"abc"


def test_one_request_at_a_time_for_each_host_also_for_those_sent_there() -> None:
    with server({"/": page(delay=0.02)}) as popular, server({}) as other:
        other.pages = {f"/{n}": redirect(popular.url("/")) for n in range(4)}
        urls = [popular.url(f"/?{n}") for n in range(4)] + [other.url(f"/{n}") for n in range(4)]
        assert len(ask_all(urls)) == 8
        assert (popular.most_at_once, other.most_at_once) == (1, 1)
        assert [asked.path for asked in popular.asked].count("/") == 4


def test_no_more_hosts_at_once_than_workers() -> None:
    lock, now, most = threading.Lock(), [0], [0]
    meet = threading.Barrier(2)  # that two are asked at once is seen without a look at a clock

    def count(asked: Any, say: Callable[[bytes], None]) -> bool:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        meet.wait(GENEROUS)
        with lock:
            now[0] -= 1
        say(head(200, {"Content-Length": "0"}))
        return True

    with ExitStack() as running:
        urls = [running.enter_context(server({"/": count})).url("/") for _ in range(6)]
        answers = ask_all(urls, workers=2)
    assert [answer.error for answer in answers.values()] == [""] * 6
    assert most == [2]


def test_connections_are_kept_for_a_host() -> None:
    with server({f"/{n}": page() for n in range(5)}) as running:
        assert len(ask_all([running.url(f"/{n}") for n in range(5)])) == 5
        assert running.connections == 1


def test_a_kept_connection_that_the_server_closed_costs_nothing() -> None:
    with server({f"/{n}": page(keep=False) for n in range(20)}) as running:
        answers = ask_all([running.url(f"/{n}") for n in range(20)])
    assert {answer.error for answer in answers.values()} == {""}


def test_a_connection_that_is_closed_at_the_second_request_is_made_again() -> None:
    def hang_up_when_kept(asked: Any, say: Callable[[bytes], None]) -> bool:
        say(head(200, {"Content-Length": "0"}) if len(running.asked) != 2 else b"")
        return len(running.asked) < 2

    with server({f"/{n}": hang_up_when_kept for n in range(2)}) as running:
        answers = ask_all([running.url(f"/{n}") for n in range(2)])
    assert {answer.error for answer in answers.values()} == {""}
    assert (running.connections, len(running.asked)) == (2, 3)


def test_results_come_once_each_and_are_announced() -> None:
    announced: list[Response] = []
    with server({"/": page()}) as running:
        requests = [Request(Url(running.url("/"))), Request(Url(running.url("/no"))), Request(Url(running.url("/")))]
        fetching = Fetching(requests, limits(), on_done=announced.append)
        first = next(fetching.results())
        responses = [first, *fetching.results()]
        assert list(fetching.results()) == []
    assert fetching.done() == 3
    assert sorted(response.request.url for response in responses) == sorted(request.url for request in requests)
    assert [response.body for response in announced].count(b"hello") == 2
    assert responses == [replace(response, body=b"") for response in announced], "what was taken is not kept"


def test_a_request_that_is_asked_for_further_takes_the_place_of_the_one_that_is_done() -> None:
    with server({f"/{number}": page(b"%d" % number) for number in range(4)}) as running:
        requests = [Request(Url(running.url(path)), known_as=path) for path in ("/0", "/3")]

        def further(response: Response) -> Request | None:
            number = int(response.body)
            return Request(Url(running.url(f"/{number + 1}")), known_as="/0") if number < 2 else None

        fetching = Fetching(requests, limits(), on_done=further)
        found = {response.request.known_as: response.url for response in fetching.results()}
        assert found == {"/0": running.url("/2"), "/3": running.url("/3")}
        assert fetching.done() == 2
        assert len(running.asked) == 4
        assert running.most_at_once == 1


def test_what_takes_the_responses_is_let_go_after_the_last_one() -> None:
    class Reader:
        def __init__(self, url: str) -> None:
            self.fetching = Fetching([Request(Url(url))], limits(), on_done=self.read)

        def read(self, _: Response) -> None:
            """Needs nothing of it."""

    gc.disable()  # nobody is to wait until it looks for cycles
    try:
        with server({"/": page()}) as running:
            reader = Reader(running.url("/"))
            (response,) = reader.fetching.results()
            here = weakref.ref(reader)
            del reader
            until(lambda: here() is None)
    finally:
        gc.enable()
    assert response.status == 200


def test_nothing_to_ask() -> None:
    fetching = Fetching([], limits())
    fetching.cancel()
    assert (list(fetching.results()), fetching.done()) == ([], 0)


def test_cancelled_requests_are_answered_at_once_and_not_announced() -> None:
    go_on = threading.Event()
    announced: list[Response] = []

    def hang(asked: Any, say: Callable[[bytes], None]) -> bool:
        go_on.wait(GENEROUS)
        return False

    with server({"/": hang}) as running:
        requests = [Request(Url(running.url("/"))), Request(Url(running.url("/2")))]
        fetching = Fetching(requests, limits(timeout=600), on_done=announced.append)
        fetching.cancel()
        fetching.cancel()
        responses = list(fetching.results())
        go_on.set()
    assert [(response.request, response.error) for response in responses] == [(one, CANCELLED) for one in requests]
    assert announced == []
    assert fetching.done() == 2


def test_a_bug_is_a_response_too(caplog: pytest.LogCaptureFixture) -> None:
    def broken(response: Response) -> None:
        raise KeyError("x")

    with server({"/": page()}) as running, caplog.at_level("DEBUG", logger=fetch.__name__):
        (response,) = Fetching([Request(Url(running.url("/")))], limits(), on_done=broken).results()
    assert response.error == "something went wrong here, not at the server (KeyError)"
    assert "Traceback" in caplog.text


def test_a_slow_resolver_is_left_behind_and_its_host_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    go_on, asked = threading.Event(), []

    def slow(host: str, *args: Any, **kwargs: Any) -> list[Any]:
        if host == "slow.test":  # a thread that an earlier test left behind may look up its own host now
            asked.append(host)
        go_on.wait(GENEROUS)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    answers = ask_all(["http://slow.test/1", "http://slow.test/2"], timeout=0.2)
    until(lambda: bool(asked))  # on a busy machine the time may be over before the thread that asks has begun
    go_on.set()
    assert [answer.error for answer in answers.values()] == ["no answer within 0.2 s", STALLED]
    assert asked == ["slow.test"]


def test_a_host_that_lets_nobody_in_is_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    def stuck(self: socket.socket, address: Any) -> None:
        tried.append(address)
        raise TimeoutError

    monkeypatch.setattr(socket.socket, "connect", stuck)
    answers = ask_all(["http://127.0.0.1:8000/1", "http://127.0.0.1:8000/2"])
    assert [answer.error for answer in answers.values()] == [f"no answer within {GENEROUS:g} s", STALLED]
    assert [address for address in tried if address[1] == 8000] == [("127.0.0.1", 8000)]


@pytest.mark.parametrize("name", SLOW_SERVERS)
def test_a_host_that_stalls_is_asked_no_more_and_the_rest_is_put_off(name: str) -> None:
    def answers(timeout: float) -> dict[str, Response]:
        with server({f"/{n}": SLOW_SERVERS[name] for n in range(8)}) as running, server({"/": page()}) as other:
            other.pages.update({f"/{n}": redirect(running.url(f"/{n}")) for n in range(2)})
            there = {other.url(path): path for path in ("/", "/0", "/1")}
            found = ask_all([*(running.url(f"/{n}") for n in range(8)), *there], timeout=timeout)
            until(lambda: bool(running.asked))
            assert len(running.asked) == 1
        return {there.get(url, url): answer for url, answer in found.items()}

    found = in_time(
        answers, lambda found: not any(found[path].error.startswith("no answer") for path in ("/", "/0", "/1"))
    )
    errors = [answer.error.partition(" within")[0] for answer in found.values()]
    assert sorted(errors) == sorted(["", "no answer", *[STALLED] * 9])
    assert [answer.put_off for answer in found.values()] == [error == STALLED for error in errors]
    assert found["/"].error == ""


def test_a_host_that_is_only_slow_gets_its_turns_until_the_round_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    with server({f"/{n}": clock.slow(page(), 90) for n in range(20)}) as running:
        answers = ask_all([running.url(f"/{n}") for n in range(20)], timeout=300.0, total=300.0)
        assert len(running.asked) == 4, "the last of them when it had 30 seconds left"
    assert [not answer.error for answer in answers.values()] == [True] * 4 + [False] * 16
    assert {(answer.error, answer.put_off) for answer in answers.values()} == {("", False), (OVER, True)}


def test_a_round_that_is_over_lets_nobody_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a body that drips, nor a request that is asked for further."""
    further: list[str] = []

    def again(response: Response) -> Request | None:
        further.append(response.error)
        if len(further) > 99:
            pytest.fail("it goes on and on")
        return None if response.put_off else response.request

    with server({"/drip": SLOW_SERVERS["drips the body"]}) as slow:
        (answer,) = Fetching([Request(Url(slow.url("/drip")))], limits(total=0.5)).results()
    assert (answer.error, answer.put_off) == (OVER, True)
    clock = Clock(monkeypatch)
    with server({"/": clock.slow(page(), 90)}) as quick:
        (answer,) = Fetching([Request(Url(quick.url("/")))], limits(total=300.0), on_done=again).results()
    assert (answer.error, answer.put_off) == (OVER, True)
    assert further == ["", "", "", "", OVER]


def test_a_round_that_is_over_follows_no_redirect(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    with server({f"/{n}": clock.slow(redirect(f"/{n + 1}"), 90) for n in range(5)}) as running:
        (answer,) = Fetching([Request(Url(running.url("/0")))], limits(timeout=900.0, total=300.0)).results()
        assert len(running.asked) == 4
    assert (answer.error, answer.put_off) == (OVER, True)


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    return done.stdout + done.stderr


def test_who_fetches_nothing_imports_nothing() -> None:
    assert run(
        "import sys\n"
        "from mkdocs_reciprocity.network.fetch import Fetching, Limits\n"
        "limits = Limits(timeout=1, max_bytes=1, workers=1, user_agent='x')\n"
        "assert list(Fetching([], limits).results()) == []\n"
        "print([name for name in ('httpcore', 'h11', 'ssl', 'socket') if name in sys.modules])\n"
    ) == "[]\n"  # fmt: skip


def test_a_hanging_server_does_not_hold_the_process_open() -> None:
    go_on = threading.Event()

    def hang(asked: Any, say: Callable[[bytes], None]) -> bool:
        return go_on.wait(70)

    with server({"/": hang}) as running:
        said = run(
            "from mkdocs_reciprocity.network.fetch import Fetching, Limits, Request\n"
            "limits = Limits(timeout=600, max_bytes=1, workers=1, user_agent='x', allow_hosts=('127.0.0.1',))\n"
            f"Fetching([Request('{running.url('/')}')], limits)\n"
            "print('done')\n"
        )
        go_on.set()
    assert said == "done\n"


def test_where_answers_may_be_large_fewer_hosts_are_asked_at_once() -> None:
    """So what all of them may hold in memory is bounded, whatever the options say."""
    most, lock = [0, 0], threading.Lock()
    meet = threading.Barrier(2)  # that two are asked at once is seen without a look at a clock

    def counted(asked: Any, say: Callable[[bytes], None]) -> bool:
        with lock:
            most[0] += 1
            most[1] = max(most)
        meet.wait(GENEROUS)
        time.sleep(0.1)  # a third one would come meanwhile
        with lock:
            most[0] -= 1
        say(head(200, {"Content-Length": "0"}))
        return False

    with ExitStack() as stack:
        servers = [stack.enter_context(server({"/": counted})) for _ in range(4)]
        requests = [Request(Url(running.url("/"))) for running in servers]
        found = [*Fetching(requests, limits(max_bytes=HELD // 2, workers=4)).results()]
    assert [response.error for response in found] == [""] * 4
    assert most[1] == 2
