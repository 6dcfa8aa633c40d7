"""The way to the desk: who gets in, and what goes along. Asked through a socket, by a server as MkDocs has it."""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Iterator
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import pytest
from msgspec import Struct

from mkdocs_reciprocity.host.desk_door import Door, refusal

PAGES = {
    "desk/index.html": "<html><body>Your desk ☕ \udcff</body></html>",
    "desk/ada/index.html": "<html><body>Ada's page</body></html>",
    "desk/desk.css": ".x {}",
}
SECRET = ("Your desk", "Ada's page", ".x {}")


class _Quiet(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Says it as MkDocs does."""
        logging.getLogger("a.server").warning('"%s" code %s', self.requestline, code)


class Asked(Struct):
    """A running server with a door."""

    door: Door
    port: int

    def say(self, request: str) -> str:
        """The whole answer to a request, as it is."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as connection:
            connection.sendall(request.encode("latin-1"))
            connection.shutdown(socket.SHUT_WR)
            found = b""
            while part := connection.recv(65536):
                found += part
        return found.decode()

    def path(self, rest: str = "/") -> str:
        """A path on the desk."""
        return "/" + self.door.address.split("/", 3)[3].rstrip("/") + rest

    def get(self, path: str, *headers: str, how: str = "GET HTTP/1.1", host: str = "localhost") -> str:
        """Asks for a path; ``how`` are the method and the protocol."""
        lines = [how.replace(" ", f" {path} "), f"Host: {host}", *headers]
        return self.say("\r\n".join(lines) + "\r\n\r\n")


@pytest.fixture(params=["", "blog/"])
def asked(request: pytest.FixtureRequest) -> Iterator[Asked]:
    with WSGIServer(("127.0.0.1", 0), _Quiet) as server:

        def others(environ: object, start_response: object) -> list[bytes]:
            start_response("404 Not Found", [("Content-Type", "text/html")])  # type: ignore[operator]
            return [b"the site"]

        port = server.server_port
        door = Door(others, f"http://127.0.0.1:{port}/{request.param}", "a.server")
        door.show(PAGES)
        server.set_app(door)
        thread = threading.Thread(target=lambda: server.serve_forever(0.02), daemon=True)
        thread.start()
        yield Asked(door, port)
        server.shutdown()
        thread.join()
        door.close()


def status(answer: str) -> int:
    """The answer's status. Only one that is right has anything of the desk."""
    code = int(answer.split(" ", 2)[1])
    assert any(secret in answer for secret in SECRET) is (code == 200), answer
    return code


def test_the_author_gets_in(asked: Asked) -> None:
    port = asked.port
    for host in ("localhost", f"LocalHost:{port}", "127.0.0.1", "127.0.0.2:1", "[::1]:8000", "[::1]", "localhost:"):
        assert status(asked.get(asked.path(), host=host)) == 200, host
    for rest in ("/index.html", "/ada/", "/ada/index.html", "/desk.css", "/?q=1"):
        assert status(asked.get(asked.path(rest))) == 200, rest
    for headers in (
        ["Sec-Fetch-Site: none", "Sec-Fetch-Mode: navigate", "Upgrade-Insecure-Requests: 1", "DNT: 1"],
        ["Sec-Fetch-Site: same-origin", "Cookie: a=b", "If-None-Match: x", "Range: bytes=0-3", "Priority: u=0"],
        ["X-Requested-With: org.browser.example"],
    ):
        assert status(asked.get(asked.path(), *headers)) == 200, headers
    answer = asked.get(asked.path("/ada"))
    assert status(answer) == 302
    assert f"Location: {asked.path('/ada/')}\r\n" in answer


def test_nobody_else_is_told_that_there_is_a_desk(asked: Asked) -> None:
    name = asked.path("").rsplit("/", 1)[1]
    mount = asked.path("").removesuffix(name)
    for path in (
        "/", "/desk/", f"{mount}desk/", f"{mount}desk-/", f"{mount}{name[:-1]}/", f"{mount}{name}0/",
        f"{mount}{name.upper()}/", f"{mount}{name}%00/", f"{mount}x/../{name}/", f"{mount}./{name}/",
        f"{mount}{name}::$INDEX_ALLOCATION/", f"{mount}{name}./", f"{mount}desk-%ff/",
        f"http://localhost{mount}{name}/", f"http://localhost:{asked.port}{mount}{name}/", "*", f"{mount}x/{name}/",
        f"{mount}%2e%2e/{name}/", f"{mount}\\{name}/", f"{mount}{name}\\",
    ):  # fmt: skip
        for host in ("localhost", "evil.example"):
            answer = asked.get(path, host=host)
            assert status(answer) == 404, path
            assert "the site" in answer, path


def test_another_spelling_of_the_secret_is_the_secret(asked: Asked) -> None:
    path = asked.path()
    for spelling in (path.replace("/desk", "/%64esk"), f"/{path}", path.replace("-", "%2D"), f"{path[:-1]}%2f"):
        assert status(asked.get(spelling)) in {200, 404}
        assert status(asked.get(spelling, host="evil.example")) in {403, 404}


@pytest.mark.parametrize(
    "host",
    [
        "evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "192.0.2.1", "[2001:db8::1]", "",
        "localhost.", "evil.example:127.0.0.1", "localhost@evil.example", "localhost, evil.example", "[localhost",
        "localhost]", "127.1", "2130706433", "0x7f000001", "0.0.0.0", "[::]", "::1", "localhost:80:80", "a.localhost",
    ],
)  # fmt: skip
def test_by_another_name_nobody_gets_in(asked: Asked, host: str) -> None:
    for rest in ("/", "/index.html", "/ada/", "/desk.css", "/nothing"):
        assert status(asked.get(asked.path(rest), host=host)) == 403, rest


def test_two_names_or_none(asked: Asked) -> None:
    for second in ("evil.example", "localhost"):
        assert status(asked.get(asked.path(), f"Host: {second}")) == 403
        assert status(asked.get(asked.path(), "Host: localhost", host=second)) == 403
    assert status(asked.say(f"GET {asked.path()} HTTP/1.1\r\n\r\n")) == 403


@pytest.mark.parametrize(
    "header",
    [
        "Via", "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "CF-Ray",
        "CF-Connecting-IP", "True-Client-IP", "X-Original-URL", "X-Original-Forwarded-For", "X-Rewrite-URL",
        "Client-IP", "X-Client-IP", "X-Cluster-Client-IP", "Fastly-Client-IP", "CDN-Loop", "Ngrok-Skip-Browser-Warning",
        "Fly-Region",
        "Tailscale-User-Login", "X-Envoy-External-Address", "X-Amzn-Trace-Id", "X-Request-Id", "X-ARR-SSL", "X-Scheme",
        "Proxy-Authorization", "WL-Proxy-Client-IP", "x-real-ip", "X_Forwarded_For", "X-Requested-With-Not",
    ],
)  # fmt: skip
def test_what_comes_through_a_proxy_is_refused(asked: Asked, header: str) -> None:
    answer = asked.get(asked.path(), f"{header}: 1")
    assert status(answer) == 403
    assert f"a header that proxies add: {header.replace('_', '-').title()}." in answer


def test_proxies_and_other_sites_without_a_header_of_theirs(asked: Asked) -> None:
    as_nginx = asked.get(asked.path(), "Connection: close", how="GET HTTP/1.0", host=f"localhost:{asked.port}")
    assert status(as_nginx) == 403
    for site in ("cross-site", "same-site", "Cross-Site", "x"):
        assert status(asked.get(asked.path(), f"Sec-Fetch-Site: {site}")) == 403


def test_it_is_only_read(asked: Asked) -> None:
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "PROPFIND", "get"):
        answer = asked.get(asked.path(), how=f"{method} HTTP/1.1")
        assert status(answer) == 405
        assert "Access-Control" not in answer


def test_what_goes_along_keeps_it_here(asked: Asked) -> None:
    for answer in (
        asked.get(asked.path()),
        asked.get(asked.path("/desk.css")),
        asked.get(asked.path("/nothing")),
        asked.get(asked.path(), host="evil.example"),
        asked.get(asked.path("/ada")),
    ):
        assert "the site" not in answer, "a page of the theme would load what it likes under this address"
        head = answer.split("\r\n\r\n")[0].split("\r\n")
        assert {
            "Cache-Control: no-store", "Referrer-Policy: no-referrer", "X-Frame-Options: DENY",
            "X-Content-Type-Options: nosniff", "Cross-Origin-Resource-Policy: same-origin",
            "Cross-Origin-Opener-Policy: same-origin",
        } <= set(head)  # fmt: skip
        (policy,) = [line for line in head if line.startswith("Content-Security-Policy:")]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "http" not in policy
        assert not [line for line in head if line.startswith("Access-Control")]


def test_head_says_what_get_would_send(asked: Asked) -> None:
    whole, head = asked.get(asked.path()), asked.get(asked.path(), how="HEAD HTTP/1.1")
    assert head.endswith("\r\n\r\n")
    (length,) = [line for line in head.split("\r\n") if line.startswith("Content-Length:")]
    assert int(length.split()[1]) == len(whole.split("\r\n\r\n", 1)[1].encode())
    assert "text/html; charset=utf-8" in head


def test_the_server_does_not_log_the_secret(asked: Asked, caplog: pytest.LogCaptureFixture) -> None:
    asked.get(asked.path(), host="evil.example")
    logging.getLogger("a.server").warning("Browser connected: %s", asked.door.address)
    said = [record.getMessage() for record in caplog.records if record.name == "a.server"]
    assert len(said) == 2
    assert all("/desk-…/" in line for line in said)
    asked.door.close()
    assert asked.door.address.rsplit("-", 1)[1] not in caplog.text


def test_each_door_has_a_secret_of_its_own() -> None:
    doors = [Door(lambda environ, start: [], "http://127.0.0.1:8000/", "a.server") for _ in range(50)]
    assert len({door.address for door in doors}) == 50
    assert all(len(door.address) == len("http://127.0.0.1:8000/desk-/") + 40 for door in doors)
    for door in doors:
        door.close()


def test_other_machines_have_no_desk() -> None:
    for host in ("127.0.0.1", "127.8.9.10", "localhost", "::1", "LOCALHOST"):
        assert refusal(host) == ""
    for host in ("0.0.0.0", "192.0.2.1", "::", "2001:db8::1", "example.com", ""):
        assert "answers other machines too" in refusal(host)
