"""The transport against everything that a stranger's server or URL may try. No network but 127.0.0.1."""

from __future__ import annotations

import gzip
import itertools
import os
import socket
import ssl
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from ipaddress import IPv4Address, IPv6Address
from typing import Any

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from mkdocs_reciprocity import fetch, hops, wire
from mkdocs_reciprocity.fetch import Fetching, Limits, Request, Response
from mkdocs_reciprocity.netguard import NoAnswer, check, is_public
from mkdocs_reciprocity.polite import CANCELLED, OVER, STALLED
from mkdocs_reciprocity.url import Url
from tests.server import Page, Server, endless, head, page, raw, redirect, server

PUBLIC = "93.184.215.14"
GENEROUS = 10.0
"""In seconds. Nothing is asserted of time but that it ended before this."""

Resolve = Callable[..., None]


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)


@pytest.fixture
def connects(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every address that a connection was tried to; none is made."""
    tried: list[Any] = []

    def connect(self: socket.socket, address: Any) -> None:
        tried.append(address)
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(socket.socket, "connect", connect)
    return tried


@pytest.fixture
def resolve(monkeypatch: pytest.MonkeyPatch) -> Resolve:
    """Makes names known: ``resolve(name=[answers, one a look-up])``, each a list of addresses; the last one stays."""
    real = socket.getaddrinfo
    known: dict[str, Iterator[list[str]]] = {}

    def getaddrinfo(host: str, port: int, *args: Any, **kwargs: Any) -> list[Any]:
        if host not in known:
            return real(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        return [found for address in next(known[host]) for found in real(address, port, type=socket.SOCK_STREAM)]

    def resolve(name: str, *answers: list[str]) -> None:
        known[name] = itertools.chain(answers, itertools.repeat(answers[-1]))

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return resolve


@pytest.fixture
def divert(monkeypatch: pytest.MonkeyPatch) -> Callable[[Server], list[Any]]:
    """Lets connections to all addresses end at a server on 127.0.0.1, as if that stood in the public internet."""
    connect, wanted = socket.socket.connect, []

    def divert(to: Server) -> list[Any]:
        def diverted(self: socket.socket, address: Any) -> None:
            wanted.append(address[:2])
            connect(self, ("127.0.0.1", to.port))

        monkeypatch.setattr(socket.socket, "connect", diverted)
        return wanted

    return divert


def limits(**fields: Any) -> Limits:
    agent, site, here = "mkdocs-reciprocity/1", "https://me.example/", ("127.0.0.1",)
    usual = Limits(timeout=GENEROUS, max_bytes=100_000, workers=8, user_agent=agent, site=site, allow_hosts=here)
    return replace(usual, **fields)


def ask_all(urls: Sequence[str], **fields: Any) -> dict[str, Response]:
    fetching = Fetching([Request(Url(url)) for url in urls], limits(**fields))
    return {response.request.url: response for response in fetching.results()}


def ask(url: str, etag: str = "", last_modified: str = "", **fields: Any) -> Response:
    began = time.monotonic()
    (response,) = Fetching([Request(Url(url), etag, last_modified)], limits(**fields)).results()
    assert time.monotonic() - began < GENEROUS + 5
    return response


ATTACKS = """
    http://127.0.0.1/ http://127.1/ http://127.0.1/ http://2130706433/ http://0x7f000001/ http://0x7f.0.0.1/
    http://0177.0.0.1/ http://017700000001/ http://0x7f.1/ http://127.0.0.1./ http://127.8.9.10/ http://0/
    http://0.0.0.0/ http://0.1.2.3/ http://①②⑦.⓪.⓪.①/ http://127。0。0。1/ http://１２７.0.0.1/ http://127%2e0.0.1/
    http://localhost/ http://LOCALHOST./ http://a.localhost/ http://localhost.localdomain/ http://ip6-localhost/
    http://[::1]/ http://[::]/ http://[0:0:0:0:0:0:0:1]/ http://[::127.0.0.1]/ http://[::ffff:127.0.0.1]/
    http://[::ffff:7f00:1]/ http://[::ffff:0:127.0.0.1]/ http://[64:ff9b::127.0.0.1]/ http://[64:ff9b::7f00:1]/
    http://[64:ff9b::10.0.0.1]/ http://[64:ff9b::a9fe:a9fe]/ http://[64:ff9b:1::127.0.0.1]/ http://[2002:7f00:1::]/
    http://[2002:7f00:0001::1]/ http://[2001:0:7f00:1::]/ http://[2001:0:4136:e378:8000:63bf:80ff:fffe]/
    http://[::ffff:8.8.8.8]/ http://[fe80::1]/ http://[fe80::1%25eth0]/ http://[fe80::1%eth0]/ http://[fec0::1]/
    http://[fc00::1]/ http://[fd00:ec2::254]/ http://[ff02::1]/ http://[ff0e::1]/ http://[2001:db8::1]/
    http://[3fff::1]/ http://[100::1]/ http://[5f00::1]/ http://[2001:2::1]/ http://[2001:20::1]/ http://[4000::1]/
    http://10.0.0.1/ http://10.255.255.255/ http://172.16.0.1/ http://172.31.255.255/ http://192.168.0.1/
    http://169.254.169.254/latest/meta-data/ http://169.254.0.1/ http://100.64.0.1/ http://100.100.100.200/
    http://192.0.0.192/ http://192.0.2.1/ http://198.51.100.1/ http://203.0.113.1/ http://198.18.0.1/
    http://192.88.99.1/ http://224.0.0.1/ http://239.255.255.250/ http://240.0.0.1/ http://255.255.255.255/
    http://168.63.129.16/ http://3232235521/ http://0xa9fea9fe/ http://2852039166/
    http://private.test/ http://mixed.test/ http://mixed6.test/ http://mapped.test/ http://scoped.test/
    http://printer.local/ http://router.lan/ http://nas.home.arpa/ http://metadata.google.internal/ http://x.onion/
    http://intranet/ http://wpad/
    http://user@public.test/ http://user:pw@public.test/ http://public.test@127.0.0.1/ http://127.0.0.1@public.test/
    http://:@public.test/ http://@public.test/ http://public.test#@127.0.0.1/@ http://127.0.0.1\\@public.test/
    http://public.test:22/ http://public.test:25/ http://public.test:6379x/ http://public.test:0/
    http://public.test:99999/ http://public.test:1/ http://public.test:-80/ http://public.test:443:22/
    file:///etc/passwd ftp://public.test/ gopher://public.test/ javascript:alert(1) data:text/plain,x unix:///run/x
    http:///public.test/ http:public.test http:// //public.test/ http://./ http://../ http://a..test/ http://[/ http://[]/
    http://[::1/ http://[v1.x]/ http://% http://%00/ http://pub%6cic.test/ http://public.test%00.evil/ ws://public.test/
    http://public.test%2F@127.0.0.1/
""".split()


@pytest.mark.parametrize("url", ATTACKS)
def test_no_attack_url_leads_to_a_connection(url: str, connects: list[Any], resolve: Resolve) -> None:
    for name, addresses in {
        "public.test": [PUBLIC],
        "private.test": ["10.0.0.1"],
        "mixed.test": [PUBLIC, "127.0.0.1"],
        "mixed6.test": [PUBLIC, "::1"],
        "mapped.test": ["::ffff:127.0.0.1"],
        "scoped.test": ["fe80::1%1"],
        "ip6-localhost": ["::1"],
        "metadata.google.internal": ["169.254.169.254"],
    }.items():
        resolve(name, addresses)
    response = ask(url, allow_hosts=())
    assert connects == ([(PUBLIC, 80)] if url == "http://public.test#@127.0.0.1/@" else [])
    assert response.error
    assert response.status == 0
    assert "bug" not in response.error
    assert "went wrong here" not in response.error


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("http://2130706433/", "the address is not on the public internet (127.0.0.1)"),
        ("http://[::ffff:7f00:1]/", "the address is not on the public internet (::ffff:7f00:1)"),
        ("http://ada@blog.test/", "the address holds a user's name or password"),
        ("http://blog.test:22/", "port 22 is not one of the web's"),
        ("http://printer.local/", "the host's name is not one of the public internet"),
        ("http://[fe80::1%25eth0]/", "the address has no proper host name"),
        ("file:///etc/passwd", "this is not the address of a web page"),
        ("http://nobody.test/", "the host's name is not known"),
        (f"http://{'a' * 70}.test/", "the host's name is not known"),
        ("http://blog.test/", "the server cannot be reached (Connection refused)"),
    ],
)
def test_a_refusal_says_why(url: str, sentence: str, connects: list[Any], resolve: Resolve) -> None:
    resolve("blog.test", [PUBLIC])
    assert ask(url, allow_hosts=()).error.replace("::ffff:127.0.0.1", "::ffff:7f00:1") == sentence


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://blog.test/", (PUBLIC, 80)),
        ("http://BLOG.test.:8080/", (PUBLIC, 8080)),
        ("http://bücher.test/", (PUBLIC, 80)),
        ("http://1.1.1.1:1024/", ("1.1.1.1", 1024)),
        ("http://[2606:4700::1111]/", ("2606:4700::1111", 80, 0, 0)),
        ("http://[64:ff9b::1.1.1.1]/", ("64:ff9b::101:101", 80, 0, 0)),
    ],
)
def test_the_public_internet_is_reached(url: str, address: Any, connects: list[Any], resolve: Resolve) -> None:
    resolve("blog.test", [PUBLIC])
    resolve("xn--bcher-kva.test", [PUBLIC])
    ask(url, allow_hosts=())
    assert connects == [address]


def test_the_address_that_was_checked_is_the_one_connected_to(connects: list[Any], resolve: Resolve) -> None:
    resolve("rebind.test", [PUBLIC], ["127.0.0.1"])
    ask("http://rebind.test/", allow_hosts=())
    assert connects == [(PUBLIC, 80)]


def test_a_kept_name_is_checked_again_when_it_is_looked_up_again(
    divert: Callable[[Server], list[Any]], resolve: Resolve
) -> None:
    resolve("rebind.test", [PUBLIC], ["127.0.0.1"])
    with server({"/1": page(keep=False), "/2": page()}) as running:
        wanted = divert(running)
        answers = ask_all(["http://rebind.test/1", "http://rebind.test/2"], allow_hosts=())
    assert [response.error for response in answers.values()] == [
        "",
        "the address is not on the public internet (127.0.0.1)",
    ]
    assert wanted == [(PUBLIC, 80)]


def test_every_address_of_a_host_is_tried(resolve: Resolve, monkeypatch: pytest.MonkeyPatch) -> None:
    resolve("blog.test", ["2606:4700::1111", PUBLIC])
    connect = socket.socket.connect
    with server({"/": page()}) as running:

        def only_v4(self: socket.socket, address: Any) -> None:
            if ":" in address[0]:
                raise OSError(101, "Network is unreachable")
            connect(self, ("127.0.0.1", running.port))

        monkeypatch.setattr(socket.socket, "connect", only_v4)
        assert ask("http://blog.test/", allow_hosts=()).body == b"hello"


@pytest.mark.parametrize("allow", ["127.0.0.1", "127.0.0.1:{port}", "http://127.0.0.1:{port}/"])
def test_allow_hosts_is_an_exception(allow: str) -> None:
    with server({"/": page()}) as running:
        assert ask(running.url("/"), allow_hosts=(allow.format(port=running.port),)).body == b"hello"


@pytest.mark.parametrize("allow", ["localhost", "127.0.0.1:1", "127.0.0.2", "0.0.1", "", "[::1", "127.0.0.1:x"])
def test_allow_hosts_means_what_it_says_and_no_more(allow: str, connects: list[Any]) -> None:
    assert "not on the public internet" in ask("http://127.0.0.1:8080/", allow_hosts=(allow,)).error
    assert connects == []


@pytest.mark.parametrize(
    ("allow", "url", "address"),
    [
        ("[::1]:8080", "http://[::1]:8080/", ("::1", 8080, 0, 0)),
        ("::1", "http://[::1]/", ("::1", 80, 0, 0)),
        ("Bücher.test", "http://bücher.test/", ("10.0.0.1", 80)),
        ("127.0.0.1:22", "http://127.0.0.1:22/", ("127.0.0.1", 22)),
        ("wiki", "http://wiki/", ("10.0.0.1", 80)),
    ],
)
def test_allow_hosts_in_other_spellings(
    allow: str, url: str, address: Any, connects: list[Any], resolve: Resolve
) -> None:
    resolve("xn--bcher-kva.test", ["10.0.0.1"])
    resolve("wiki", ["10.0.0.1"])
    ask(url, allow_hosts=(allow,))
    assert connects == [address]


@given(st.ip_addresses())
def test_what_python_does_not_call_global_is_not_public(address: IPv4Address | IPv6Address) -> None:
    assert not is_public(address) or (address.is_global and not address.is_multicast)


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.2/", "http://localhost:{port}/", "//[::1]/", "http://169.254.169.254/", "http://10.0.0.1/",
        "http://[fe80::1%25lo]/", "http://u:p@127.0.0.1:{port}/", "http://127.0.0.1:22/", "http://0x7f.2/",
        "file:///etc/passwd", "ftp://127.0.0.1/", "javascript:alert(1)", "data:,x", "http://", "http://[", "",
    ],
)  # fmt: skip
def test_no_redirect_leads_astray(location: str) -> None:
    with server({}) as running:
        running.pages = {"/start": redirect(location.format(port=running.port)), "/": page(b"secret")}
        response = ask(running.url("/start"))
        assert response.error
        assert response.body == b""
        assert [asked.path for asked in running.asked] == ["/start"]


def test_a_stranger_cannot_point_at_what_the_author_has_allowed(
    divert: Callable[[Server], list[Any]], resolve: Resolve
) -> None:
    resolve("stranger.test", [PUBLIC])
    resolve("wiki.test", ["10.0.0.1"])
    with server({"/": redirect("http://wiki.test/delete?all")}) as running:
        wanted = divert(running)
        response = ask("http://stranger.test/", allow_hosts=("wiki.test",))
    assert response.error == "it redirects to a host in allow_hosts, and is not such a host itself"
    assert wanted == [(PUBLIC, 80)]


def test_tls_is_by_name(
    divert: Callable[[Server], list[Any]], resolve: Resolve, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = trustme.CA()
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("blog.example").configure_cert(tls)
    names = ("blog.example", "other.example")
    for name in names:
        resolve(name, [PUBLIC])
    with server({"/": page(b"safe")}, tls) as running:
        assert divert(running) == []
        refused = ask("https://blog.example/", allow_hosts=names).error
        context = ssl.create_default_context()
        authority.configure_trust(context)
        monkeypatch.setattr(wire, "_tls_context", lambda: context)
        assert ask("https://blog.example/", allow_hosts=names).body == b"safe"
        mismatch = ask("https://other.example/", allow_hosts=names).error
    assert refused.startswith("the server's certificate is not valid (")
    assert "Hostname" not in refused
    assert mismatch.startswith("the server's certificate is not valid (Hostname mismatch")


def test_a_server_without_tls() -> None:
    with server({"/": page()}) as running:
        assert ask(running.url("/").replace("http:", "https:")).error in {
            "no secure connection can be made",
            "the server's certificate is not valid",
        }


def test_a_server_that_never_shakes_hands() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"https://127.0.0.1:{listener.getsockname()[1]}/"
        assert ask(url, timeout=0.2).error == "no answer within 0.2 s"


def test_a_server_that_resets_the_connection() -> None:
    def reset(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        connection.recv(99)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=reset, args=(listener,), daemon=True).start()
        error = ask(f"http://127.0.0.1:{listener.getsockname()[1]}/").error
    assert error.startswith("the connection broke (")


def test_only_internet_addresses_are_addresses() -> None:
    with pytest.raises(NoAnswer, match="no address of the internet"):
        check([PUBLIC, "/run/docker.sock"])


BOMB = gzip.compress(bytes(50_000_000))
OK = head(200, {})
CHUNKED = head(200, {"Transfer-Encoding": "chunked"})
SLOW_SERVERS: dict[str, Page] = {
    "hangs": page(delay=2),
    "drips the head": endless(b"HTTP/1.1 200 x\r\nA: ", b"a", 0.02),
    "drips the body": endless(OK, b"a", 0.02),
    "drips chunks": endless(CHUNKED, b"1\r\na\r\n", 0.02),
    "drips 100s": endless(b"", b"HTTP/1.1 100 x\r\n\r\n", 0.02),
}
BAD_SERVERS: dict[str, tuple[Page, str]] = {
    "endless body": (endless(OK, b"a" * 9999), "more than 100 kB"),
    "endless chunks": (endless(CHUNKED, b"1\r\na\r\n" * 999), "more than 100 kB"),
    "endless status line": (endless(b"HTTP/1.1 200 ", b"x" * 9999), "not proper HTTP"),
    "endless header": (endless(b"HTTP/1.1 200 x\r\nA: ", b"x" * 9999), "not proper HTTP"),
    "endless headers": (endless(b"HTTP/1.1 200 x\r\n", b"A: b\r\n" * 999), "too many headers|not proper HTTP"),
    "endless 100s": (endless(b"", b"HTTP/1.1 100 x\r\n\r\n" * 99), "too many headers"),
    "many headers": (raw(head(200, {f"A{i}": "b" for i in range(101)})), "too many headers"),
    "long headers": (raw(head(200, {f"A{i}": "b" * 9000 for i in range(8)})), "too many headers"),
    "big": (page(b"a" * 100_001), "more than 100 kB"),
    "says that it is big": (raw(head(200, {"Content-Length": "9" * 20})), "more than 100 kB"),
    "absurd length": (raw(head(200, {"Content-Length": "9" * 5000})), "not proper HTTP"),
    "cut short": (raw(head(200, {"Content-Length": "9"}) + b"a"), "not proper HTTP"),
    "bomb": (page(BOMB, Content_Encoding="gzip"), "more than 100 kB"),
    "bomb twice": (page(gzip.compress(BOMB), Content_Encoding="gzip, gzip"), "not asked for"),
    "not gzip": (page(b"hello", Content_Encoding="gzip"), "damaged"),
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
    with ExitStack() as running:
        slow = [running.enter_context(server({"/": slow})).url("/") for slow in SLOW_SERVERS.values()]
        good = running.enter_context(server({"/": page()})).url("/")
        fetching = Fetching([Request(Url(url)) for url in [*slow, good]], limits(timeout=1.0))
        responses = list(fetching.results())
    assert responses[0].body == b"hello"
    assert [response.error for response in responses[1:]] == ["no answer within 1 s"] * len(slow)


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
)
def test_bodies_up_to_the_limit(body: bytes, encoding: str) -> None:
    pages = {f"/{status}": page(body, status, Content_Encoding=encoding) for status in (200, 203)}
    with server(pages) as running:
        assert {ask(running.url(path)).body for path in pages} == {b"a" * 100_000}


def test_a_chunked_body() -> None:
    with server({"/": raw(CHUNKED + b"2\r\nab\r\n1\r\nc\r\n0\r\n\r\n")}) as running:
        assert ask(running.url("/")).body == b"abc"


def test_what_is_asked() -> None:
    with server({"/a%20b?q=%C3%BC&q": page()}) as running:
        assert ask(running.url("/a%20b?q=ü&q#part"), '"1"', "Mon").error == ""
    assert running.asked[0].headers == {
        "host": f"127.0.0.1:{running.port}",
        "user-agent": "mkdocs-reciprocity/1 (+https://me.example/)",
        "accept": hops.ACCEPT,
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
        "Retry_After": "Wed, 01 Jan 2200 00:00:00 GMT",
    }
    with server({"/": page(b"", 429, **headers)}) as running:
        response = ask(running.url("/"))
    assert response.max_age == 40
    assert response.retry_after == pytest.approx(7_258_118_400 - time.time(), abs=600)
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
    assert responses == announced


def test_a_request_that_is_asked_for_further_takes_the_place_of_the_one_that_is_done() -> None:
    with server({f"/{number}": page(b"%d" % number) for number in range(4)}) as running:
        requests = [Request(Url(running.url(path)), known_as=path) for path in ("/0", "/3")]

        def further(response: Response) -> Request | None:
            number = int(response.body)
            return Request(Url(running.url(f"/{number + 1}")), known_as="/0") if number < 2 else None

        fetching = Fetching(requests, limits(), on_done=further)
        found = {response.request.known_as: response.body for response in fetching.results()}
        assert found == {"/0": b"2", "/3": b"3"}
        assert fetching.done() == 2
        assert len(running.asked) == 4
        assert running.most_at_once == 1


def test_what_is_refused_is_marked() -> None:
    with server({"/": redirect("http://10.0.0.1/"), "/no": page(b"", 500)}) as running:
        assert ask("http://10.0.0.1/").refused
        assert ask("http://ada.example/").refused
        assert ask("http://sub.ada.invalid/").refused
        assert not ask(running.url("/")).refused, "here a server was asked"
        assert not ask(running.url("/no")).refused


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


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
def test_proxies_are_refused(name: str, connects: list[Any], resolve: Resolve, monkeypatch: pytest.MonkeyPatch) -> None:
    resolve("blog.test", [PUBLIC])
    monkeypatch.setenv(name, "http://127.0.0.1:3128")
    assert ask("http://blog.test/").error.startswith("the environment sets a proxy")
    assert connects == []
    monkeypatch.setenv("NO_PROXY", "blog.test")
    assert ask("http://blog.test/").error == "the server cannot be reached (Connection refused)"
    assert connects == [(PUBLIC, 80)]
    ask("http://127.0.0.1:8000/")
    assert connects[1:] == [("127.0.0.1", 8000)]


def test_a_proxy_for_another_scheme_is_not_missed(
    connects: list[Any], resolve: Resolve, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve("blog.test", [PUBLIC])
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:3128")
    ask("http://blog.test/")
    assert connects == [(PUBLIC, 80)]


def test_a_slow_resolver_is_left_behind_and_its_host_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    go_on, asked = threading.Event(), []

    def slow(host: str, *args: Any, **kwargs: Any) -> list[Any]:
        asked.append(host)
        go_on.wait(GENEROUS)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    answers = ask_all(["http://slow.test/1", "http://slow.test/2"], timeout=0.2)
    go_on.set()
    assert [answer.error for answer in answers.values()] == ["no answer within 0.2 s", STALLED]
    assert asked == ["slow.test"]


def test_a_host_that_lets_nobody_in_is_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    def stuck(self: socket.socket, address: Any) -> None:
        tried.append(address)
        time.sleep(self.gettimeout() or 0)
        raise TimeoutError

    monkeypatch.setattr(socket.socket, "connect", stuck)
    answers = ask_all(["http://127.0.0.1:8000/1", "http://127.0.0.1:8000/2"], timeout=0.2)
    assert [answer.error for answer in answers.values()] == ["no answer within 0.2 s", STALLED]
    assert len(tried) == 1


@pytest.mark.parametrize("name", SLOW_SERVERS)
def test_a_host_that_stalls_is_asked_no_more_and_the_rest_is_put_off(name: str) -> None:
    with server({f"/{n}": SLOW_SERVERS[name] for n in range(8)}) as running, server({"/": page()}) as other:
        other.pages.update({f"/{n}": redirect(running.url(f"/{n}")) for n in range(2)})
        there = [other.url("/"), other.url("/0"), other.url("/1")]
        answers = ask_all([*(running.url(f"/{n}") for n in range(8)), *there], timeout=0.5)
        assert len(running.asked) == 1
    errors = [answer.error for answer in answers.values()]
    assert sorted(errors) == sorted(["", "no answer within 0.5 s", *[STALLED] * 9])
    assert [answer.put_off for answer in answers.values()] == [error == STALLED for error in errors]
    assert answers[there[0]].error == ""


def test_a_host_that_is_only_slow_gets_its_turns_until_the_round_is_over() -> None:
    with server({f"/{n}": page(delay=0.4) for n in range(20)}) as running:
        answers = ask_all([running.url(f"/{n}") for n in range(20)], timeout=1.0, total=2.0)
        assert len(running.asked) <= 5
    good = [not answer.error for answer in answers.values()]
    assert good == sorted(good, reverse=True)
    assert 1 <= sum(good) <= len(running.asked)
    assert {(answer.error, answer.put_off) for answer in answers.values()} == {("", False), (OVER, True)}


def test_a_round_that_is_over_lets_nobody_go_on() -> None:
    """Neither a body that drips, nor a chain of redirects, nor a request that is asked for further."""
    further: list[str] = []

    def again(response: Response) -> Request:
        further.append(response.error)
        if len(further) > 99:
            pytest.fail("it goes on and on")
        return response.request

    with server({"/": page(delay=0.1)}) as quick, server({"/drip": SLOW_SERVERS["drips the body"]}) as slow:
        (answer,) = Fetching([Request(Url(slow.url("/drip")))], limits(total=0.5)).results()
        assert (answer.error, answer.put_off) == (OVER, True)
        stop = Fetching(
            [Request(Url(quick.url("/")))], limits(total=0.5), on_done=lambda got: None if got.put_off else again(got)
        )
        (answer,) = stop.results()
        assert (answer.error, answer.put_off) == (OVER, True)
    assert set(further) == {""}


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    return done.stdout + done.stderr


def test_who_fetches_nothing_imports_nothing() -> None:
    assert run(
        "import sys\n"
        "from mkdocs_reciprocity.fetch import Fetching, Limits\n"
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
            "from mkdocs_reciprocity.fetch import Fetching, Limits, Request\n"
            "limits = Limits(timeout=600, max_bytes=1, workers=1, user_agent='x', allow_hosts=('127.0.0.1',))\n"
            f"Fetching([Request('{running.url('/')}')], limits)\n"
            "print('done')\n"
        )
        go_on.set()
    assert said == "done\n"
