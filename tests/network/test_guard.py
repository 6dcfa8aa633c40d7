"""Every URL, name and address that must lead to no connection, and what may. No network but 127.0.0.1."""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_reciprocity.network import own_network
from mkdocs_reciprocity.network.guard import NoAnswer, check, is_public
from tests.network.fetching import PUBLIC, Resolve, ask, ask_all
from tests.server import Server, page, redirect, server

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
    http://public.test:6379/ http://public.test:3306/ http://public.test:5432/ http://public.test:9200/
    http://public.test:11211/ http://public.test:27017/ http://public.test:2375/ http://public.test:10250/
    http://public.test:1024/ http://public.test:65535/ http://public.test:6000/ https://public.test:6667/
    http://public.test:１０２４/ http://public.test:+22/ http://public.test:00022/
    http://127\u00ad.0.0.1/ http://127.0.0.1\u200b/ http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/ http://loc\u00adalhost/
    http://[64:ff9b::100.64.0.1]/ http://[64:ff9b::168.63.129.16]/ http://[64:ff9b::0]/ http://[::ffff:0:0]/
    http://[fe80::1%25]/ http://[fe80::%31]/ http://[0000::0001]/ http://[::１]/ http://127.0.0.0x1/ http://127.0.0.01/
    http://0x7f.0.0.0x1/ http://0000177.0.0.1/ http://4294967296/ http://127.0.0.1.0.1/ http://metadata/
    http://a.home/ http://b.corp/ http://x.private/ http://y.intranet/ http://printer.local./ http://LOCALHOST%2e/
""".split()


WITH_WHITE_SPACE = [
    "http://public.test:\t22/", "http://127.0.0.1\t/", "http://127.0.0.1\n/", "ht\ttp://127.0.0.1/", "\nhttp://127.0.0.1/",
    "http://127.0.\r\n0.1/", "http://127.0.0.1 /", " http://10.0.0.1 ", "http://\u3000127.0.0.1/", "http://[::1 ]/",
]  # fmt: skip


@pytest.mark.parametrize("url", ATTACKS + WITH_WHITE_SPACE)
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
        (
            "http://blog.test:22/",
            "port 22 is not one of the web's; if it is right, put the host with this port into `allow_hosts`",
        ),
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
        ("https://1.1.1.1:8443/", ("1.1.1.1", 8443)),
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
        monkeypatch.setattr(own_network, "refuse", lambda sock: None)

        def only_v4(self: socket.socket, address: Any) -> None:
            if ":" in address[0] or self.type == socket.SOCK_DGRAM:
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
        ("127.0.0.1", "http://127.0.0.1:6379/", ("127.0.0.1", 6379)),
        ("blog.test:4433", "https://blog.test:4433/", ("10.0.0.1", 4433)),
        ("wiki", "http://wiki/", ("10.0.0.1", 80)),
    ],
)
def test_allow_hosts_in_other_spellings(
    allow: str, url: str, address: Any, connects: list[Any], resolve: Resolve
) -> None:
    resolve("xn--bcher-kva.test", ["10.0.0.1"])
    resolve("wiki", ["10.0.0.1"])
    resolve("blog.test", ["10.0.0.1"])
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
    assert response.error == "it redirects to a host in allow_hosts, but is not in allow_hosts itself"
    assert wanted == [(PUBLIC, 80)]


def test_only_internet_addresses_are_addresses() -> None:
    with pytest.raises(NoAnswer, match="no address of the internet"):
        check([PUBLIC, "/run/docker.sock"])


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


def test_what_is_refused_is_marked() -> None:
    with server({"/": redirect("http://10.0.0.1/"), "/no": page(b"", 500)}) as running:
        assert ask("http://10.0.0.1/").refused
        assert ask("http://ada.example/").refused
        assert ask("http://sub.ada.invalid/").refused
        assert not ask(running.url("/")).refused, "here a server was asked"
        assert not ask(running.url("/no")).refused
