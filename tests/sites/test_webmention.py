"""`mkdocs-reciprocity webmention send` on built sites, with servers for the own pages and for those that are told."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from mkdocs_reciprocity.cache.folder import FOLDER
from mkdocs_reciprocity.cache.store import Store
from mkdocs_reciprocity.cli import main
from tests.server import Asked, Page, Say, head, page, raw, redirect, server, stuck, until
from tests.sites.drawing import Files, draw, make
from tests.sites.telling import Blog, html

ACCEPTED = page(b"thanks", 202)


def with_headers(body: str, *lines: tuple[str, str]) -> Page:
    """A page whose headers may repeat, in just this spelling."""

    def answer(asked: Asked, say: Say) -> bool:
        said = "".join(f"{name}: {value}\r\n" for name, value in lines)
        start = head(200, {"Content-Length": str(len(body)), "Content-Type": "text/html"})
        say(start.removesuffix(b"\r\n") + said.encode() + b"\r\n" + body.encode())
        return True

    return answer


@pytest.fixture
def blog(tmp_path: Path) -> Iterator[Blog]:
    with server({}) as own, server({}) as peer:
        yield Blog(tmp_path, own, peer)


ENDPOINT = {"/a": html('<link rel="webmention" href="/w">'), "/w": ACCEPTED}
LINKS = {"docs/index.md": "# Home\n\nI read [A]({peer}/a).\n"}


# --- the cases of webmention.rocks


def rocks(peer: str) -> dict[int, tuple[dict[str, Page], str]]:
    """The pages of each test of https://webmention.rocks, made from its description, and the endpoint to be told."""

    def link(number: int, *values: str, name: str = "Link", body: str = "") -> dict[str, Page]:
        return {f"/test/{number}": with_headers(body, *((name, value) for value in values))}

    def body(number: int, text: str) -> dict[str, Page]:
        return {f"/test/{number}": html(f"<!doctype html><html><head><title>{number}</title></head><body>{text}")}

    def right(number: int, rest: str = "") -> tuple[str, str]:
        return f"/test/{number}/webmention{rest}", f"{peer}/test/{number}/webmention{rest}"

    wrong = "/error"
    path = {number: right(number)[0] for number in range(1, 24)}
    full = {number: right(number)[1] for number in range(1, 24)}
    return {
        1: (link(1, f"<{path[1]}>; rel=webmention"), path[1]),
        2: (link(2, f"<{full[2]}>; rel=webmention"), path[2]),
        3: (body(3, f'<link rel="webmention" href="{path[3]}">'), path[3]),
        4: (body(4, f'<link href="{full[4]}" rel="webmention">'), path[4]),
        5: (body(5, f'My <a rel="webmention" href="{path[5]}">endpoint</a>'), path[5]),
        6: (body(6, f'My <a href="{full[6]}" rel="webmention">endpoint</a>'), path[6]),
        7: (link(7, f"<{full[7]}>; rel=webmention", name="LinK"), path[7]),
        8: (link(8, f'<{full[8]}>; rel="webmention"'), path[8]),
        9: (body(9, f'<link rel="webmention somethingelse" href="{full[9]}">'), path[9]),
        10: (link(10, f'<{full[10]}>; rel="webmention somethingelse"'), path[10]),
        11: (
            link(
                11,
                f'<{path[11]}>; rel="webmention"',
                body=f'<link rel="webmention" href="{wrong}"><a href="{wrong}" rel="webmention">here</a>',
            ),
            path[11],
        ),
        12: (
            body(12, f'<link rel="not-webmention" href="{wrong}"><a href="{path[12]}" rel="webmention">here</a>'),
            path[12],
        ),
        13: (
            body(13, f'<!-- <a href="{wrong}" rel="webmention"></a> --><a href="{path[13]}" rel="webmention">here</a>'),
            path[13],
        ),
        14: (
            body(
                14,
                f'<code>&lt;a href="{wrong}" rel="webmention"&gt;&lt;/a&gt;</code>'
                f'<a href="{path[14]}" rel="webmention">here</a>',
            ),
            path[14],
        ),
        15: (body(15, '<link rel="webmention" href="">'), "/test/15"),
        16: (
            body(16, f'<a href="{path[16]}" rel="webmention">a</a><link rel="webmention" href="{wrong}">'),
            path[16],
        ),
        17: (
            body(17, f'<link rel="webmention" href="{path[17]}"><a href="{wrong}" rel="webmention">a</a>'),
            path[17],
        ),
        18: (link(18, f'<{peer}{wrong}>; rel="other"', f'<{full[18]}>; rel="webmention"'), path[18]),
        19: (link(19, f'<{peer}{wrong}>; rel="other", <{full[19]}>; rel="webmention"'), path[19]),
        20: (body(20, f'<link rel="webmention"><a href="{path[20]}" rel="webmention">here</a>'), path[20]),
        21: (body(21, f'<link rel="webmention" href="{path[21]}?query=yes">'), f"{path[21]}?query=yes"),
        22: (body(22, '<link rel="webmention" href="22/webmention">'), path[22]),
        23: (
            {
                "/test/23": redirect("/test/23/page/secret"),
                "/test/23/page/secret": html('<link rel="webmention" href="webmention-endpoint/secret">'),
            },
            "/test/23/page/webmention-endpoint/secret",
        ),
    }


def test_all_of_webmention_rocks(blog: Blog) -> None:
    """A post with a link to each test, as the site asks for; each right endpoint is told once, and no wrong one."""
    cases = rocks(blog.peer.url(""))
    assert sorted(cases) == list(range(1, 24))
    for pages, endpoint in cases.values():
        blog.peer.pages |= {**pages, **({endpoint: ACCEPTED} if endpoint not in pages else {})}
    blog.write({"docs/rocks.md": "# Rocks\n\n" + "".join(f"- [{n}]({{peer}}/test/{n})\n" for n in cases)})
    result = blog.send()
    assert result.exit_code == 0, result.output
    assert "23 links told." in result.stdout
    expected = [(endpoint, "/rocks/", f"/test/{number}") for number, (_, endpoint) in cases.items()]
    assert sorted(blog.told()) == sorted(expected)


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_every_good_status_is_a_success(blog: Blog, status: int) -> None:
    blog.peer.pages |= {**ENDPOINT, "/w": page(b"", status)}
    blog.write(LINKS)
    assert blog.send().stdout.endswith("1 link told.\n")
    assert blog.told() == [("/w", "/", "/a")]


def _trickle(asked: Asked, say: Say) -> bool:
    say(head(200, {"Content-Length": "50000"}))
    for _ in range(100):
        say(b"x")
        time.sleep(0.1)
    return False


@pytest.mark.parametrize(
    "answer",
    [
        page(b"x" * 6_000_000),
        page(b"?", 200, Content_Encoding="br"),
        page(b"?", 200, Content_Encoding="gzip"),
        _trickle,
        raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnot a number"),
    ],
)
def test_whatever_comes_after_a_good_status_it_was_told(blog: Blog, answer: Page) -> None:
    blog.peer.pages |= {**ENDPOINT, "/w": answer}
    blog.write(LINKS)
    assert blog.send().stdout.endswith("1 link told.\n")
    assert len(blog.told()) == 1
    assert blog.send().stdout == "0 links told.\n"


def test_a_page_that_is_too_large_can_still_name_its_endpoint_in_a_header(blog: Blog) -> None:
    large = "x" * 3000
    blog.peer.pages |= {"/a": with_headers(large, ("Link", "</w>; rel=webmention")), "/w": ACCEPTED}
    blog.peer.pages |= {"/b": with_headers(large)}
    text = f"# Home\n\n[A]({blog.peer.url('/a')}) [B]({blog.peer.url('/b')})\n"
    blog.write({"docs/index.md": text})
    allow = [f"127.0.0.1:{blog.own.port}", f"127.0.0.1:{blog.peer.port}"]
    small = {"feeds": {"allow_hosts": allow, "max_bytes": "2kB"}}
    blog.own.pages["/"] = html(text.replace("[A](", '<a href="').replace(") [B](", '"><a href="').replace(")", '">'))
    draw(blog.root, {"docs/index.md": text}, {"site_url": blog.own.url("/"), "reciprocity": small})
    assert blog.send().stdout.endswith("1 link told, 1 to pages that take no webmentions.\n")
    assert blog.told() == [("/w", "/", "/a")]


# --- once, again, and gone


def test_it_is_told_once(blog: Blog) -> None:
    blog.peer.pages |= ENDPOINT
    blog.write({"docs/index.md": "# Home\n\n[A]({peer}/a), [again]({peer}/a), [B]({peer}/b), [me](/x/).\n"})
    first = blog.send()
    assert first.stdout.endswith("1 link told, 1 not told.\n")
    assert "not told: the server answered 404" in first.stdout
    assert blog.told() == [("/w", "/", "/a")]
    again = blog.send()
    assert again.stdout == "0 links told.\n"
    assert blog.peer.asked == []
    blog.write({"docs/index.md": "# Home\n\n[A]({peer}/a), [again]({peer}/a), [B]({peer}/b), [me](/x/).\n"})
    blog.send()
    assert blog.peer.asked == []


def test_a_link_to_a_page_without_an_endpoint_is_counted_and_not_asked_for_again(blog: Blog) -> None:
    blog.peer.pages |= {"/a": html("<p>nothing")}
    blog.write(LINKS)
    assert blog.send().stdout == "0 links told, 1 to pages that take no webmentions.\n"
    blog.peer.asked.clear()
    assert blog.send().stdout == "0 links told.\n"
    assert blog.peer.asked == []


def test_a_page_that_has_changed_tells_again(blog: Blog) -> None:
    blog.peer.pages |= ENDPOINT
    blog.write(LINKS)
    blog.send()
    assert blog.told() == [("/w", "/", "/a")]
    blog.write({"docs/index.md": "# Home\n\nI liked [A]({peer}/a).\n", "docs/other.md": "# Other\n"})
    assert "your page has changed" in blog.send().stdout
    assert blog.told() == [("/w", "/", "/a")]
    assert blog.send().stdout == "0 links told.\n"


def test_a_link_that_is_gone_is_told_to_be_once(blog: Blog) -> None:
    blog.peer.pages |= ENDPOINT
    blog.write({**LINKS, "docs/b.md": "# B\n\n[A]({peer}/a)\n"})
    blog.send()
    assert len(blog.told()) == 2
    (blog.root / "docs/b.md").unlink()
    blog.write({"docs/index.md": "# Home\n\nNothing.\n"})
    assert blog.send().stdout.count("the link is gone") == 2
    assert sorted(blog.told()) == [("/w", "/", "/a"), ("/w", "/b/", "/a")]
    assert blog.send().stdout == "0 links told.\n"
    assert blog.told() == []
    assert Store(blog.root).told() == {}


def test_only_what_is_published_is_told(blog: Blog) -> None:
    blog.peer.pages |= ENDPOINT
    blog.write({"docs/index.md": "# Home\n"})
    make(blog.draw(LINKS))  # built, and not published
    result = blog.send()
    assert "the link is not on the web yet: publish first" in result.stdout
    assert blog.told() == []
    blog.write(LINKS)
    blog.send()
    assert blog.told() == [("/w", "/", "/a")]
    make(blog.draw({"docs/index.md": "# Home\n"}))
    assert "still there on the web" in blog.send().stdout
    assert blog.told() == []


def test_an_own_page_that_cannot_be_read_is_a_row_for_the_page(blog: Blog) -> None:
    blog.peer.pages |= ENDPOINT
    blog.write({"docs/index.md": "# Home\n\n[A]({peer}/a) [B]({peer}/b)\n"})
    blog.own.pages["/"] = page(status=500)
    stdout = blog.send().stdout
    assert stdout.count("your page cannot be read: the server answered 500") == 1
    assert "2 links" in stdout
    assert blog.told() == []


def test_the_year_pages_tell_when_they_are_asked_to(blog: Blog) -> None:
    blog.peer.pages |= ENDPOINT
    share = "interactions:\n- {date: 2026-11-02, gave: share, url: '{peer}/a'}\n"
    hidden = "- {date: 2026-11-02, gave: share, url: '{peer}/b', private: true}\n"
    files = {"reciprocity.yml": share + hidden, "docs/index.md": "# Home\n"}
    blog.write(files)
    assert blog.send().stdout == "0 links told.\n"
    assert blog.send("--shared", "--dry-run").stdout.count("/a") == 1
    assert "1 link told" in blog.send("--shared").stdout
    assert blog.told() == [("/w", "/shared/2026/", "/a")]
    assert blog.send().stdout == "0 links told.\n"
    blog.write({**files, "reciprocity.yml": share + "- {date: 2026-11-03, gave: share, url: '{peer}/c'}\n"})
    assert "/a" not in blog.send("--shared", "--dry-run").stdout, "what is new on the page is no news for the old"


def test_where_addresses_are_those_of_files_the_year_pages_are_told_by_them(blog: Blog) -> None:
    blog.peer.pages |= ENDPOINT
    share = f"interactions:\n- {{date: 2026-11-02, gave: share, url: '{blog.peer.url('/a')}'}}\n"
    config = blog.draw({"reciprocity.yml": share})
    config.write_text(config.read_text("utf-8") + "use_directory_urls: false\n", "utf-8")
    blog.publish(make(config).folder)
    blog.own.pages["/shared/2026/index.html"] = blog.own.pages.pop("/shared/2026/")
    blog.send("--shared")
    assert blog.told() == [("/w", "/shared/2026/index.html", "/a")]


def test_links_without_recommendation_and_to_private_peers_are_on_the_page_and_told(blog: Blog) -> None:
    blog.peer.pages |= {**ENDPOINT, "/b": ENDPOINT["/a"]}
    peers = "peers:\n  p: {name: P, home: '{peer}/', private: true}\n"
    text = '# Home\n\n<a rel="nofollow" href="{peer}/a">A</a> [B]({peer}/b)\n'
    blog.write({"docs/index.md": text, "reciprocity.yml": peers})
    blog.send()
    assert sorted(blog.told()) == [("/w", "/", "/a"), ("/w", "/", "/b")]


# --- without sending


def test_a_dry_run_asks_nobody(blog: Blog) -> None:
    blog.peer.pages |= ENDPOINT
    blog.write(LINKS)
    result = blog.send("--dry-run")
    assert result.exit_code == 0
    assert result.stdout == (
        f"(home)  new  {blog.peer.url('/a')}\n1 link to tell of; nobody was asked whether they take webmentions.\n"
    )
    assert blog.peer.asked == []
    assert blog.own.asked == []
    assert Store(blog.root).told() == {}


def test_without_an_address_or_a_build_there_is_a_sentence(tmp_path: Path) -> None:
    config = draw(tmp_path, {}, {"site_url": ""})
    result = CliRunner().invoke(main, ["webmention", "send", "-f", str(config)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "the site has no `site_url`" in result.stderr
    config = draw(tmp_path, {})
    result = CliRunner().invoke(main, ["webmention", "send", "-f", str(config)])
    assert result.exit_code == 2
    assert result.stderr == (
        "no page is known yet; run `mkdocs build` first, or `mkdocs-reciprocity finish` after another generator\n"
    )


# --- the first time

OLD_AND_NEW: Files = {
    "docs/old.md": "---\ndate: 2026-08-01\n---\n# Old\n\n[A]({peer}/a)\n",
    "docs/new.md": "---\ndate: 2026-11-20\n---\n# New\n\n[B]({peer}/b)\n",
    "docs/index.md": "# Home\n\n[C]({peer}/c)\n",
}
THREE = {f"/{name}": html('<link rel="webmention" href="/w">') for name in "abc"} | {"/w": page(b"", 202)}


def test_without_a_terminal_old_posts_are_not_told_of_unasked(blog: Blog) -> None:
    blog.peer.pages |= THREE
    blog.write(OLD_AND_NEW)
    result = blog.send_since(None)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "This is the first time. Older than a month, or undated: 2 links on 2 pages." in result.stderr
    assert "`--since now` of none of these" in result.stderr
    assert blog.told() == []
    assert (
        "2 of them are old or undated; `--since` says from which day on others are told of a link."
        in blog.send_since(None, "--dry-run").stdout
    )


@pytest.mark.parametrize(
    ("since", "told"),
    [
        ("2026-11-01", ["new/"]), ("2026-11", ["new/"]), ("2026", ["new/", "old/"]), ("now", []), ("yesterday", []),
        ("ever", ["", "new/", "old/"]),
    ],
)  # fmt: skip
def test_what_is_older_is_left_alone_for_good(blog: Blog, since: str, told: list[str]) -> None:
    blog.peer.pages |= THREE
    blog.write(OLD_AND_NEW)
    shown = blog.send_since(since, "--dry-run").stdout
    assert [name for name in ("(home)", "new/", "old/") if f"{name}  " in shown] == [name or "(home)" for name in told]
    assert blog.send_since(since).exit_code == 0
    assert sorted(source.lstrip("/") for _, source, _ in blog.told()) == told
    blog.write({name: str(text) + "\nChanged.\n" for name, text in OLD_AND_NEW.items()})
    again = blog.send_since(None)
    assert again.exit_code == 0
    assert sorted(source.lstrip("/") for _, source, _ in blog.told()) == told, "again those, and no other"


def test_at_a_terminal_it_asks(blog: Blog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mkdocs_reciprocity.cli.webmention.first_day.on_a_terminal", lambda: True)
    blog.peer.pages |= THREE
    blog.write(OLD_AND_NEW)
    assert blog.send_since(None, typed="").exit_code == 130
    result = blog.send_since(None, typed="1.11.2026\n2026-11-01\n")
    assert 'Error: "1.11.2026" is no date; did you mean "2026-11-01"?; or `now`, or `ever`' in result.output
    assert "2 older links are left alone for good." in result.output
    assert [source for _, source, _ in blog.told()] == ["/new/"]
    assert "This is the first time" not in blog.send_since(None).output


def test_where_all_is_of_the_last_month_nothing_is_asked(blog: Blog) -> None:
    blog.peer.pages |= THREE
    blog.write({"docs/new.md": OLD_AND_NEW["docs/new.md"], "docs/index.md": "# Home\n"})
    assert blog.send_since(None).stdout.endswith("1 link told.\n")
    assert '--since: "soon" is no date' in blog.send_since("soon").stderr


# --- servers that do not want to


def test_a_busy_endpoint_is_left_alone_until_it_wants_to_be_asked(blog: Blog) -> None:
    blog.peer.pages |= {**ENDPOINT, "/b": ENDPOINT["/a"], "/w": page(b"", 429, Retry_After="3600")}
    blog.write({"docs/index.md": "# Home\n\n[A]({peer}/a) [B]({peer}/b)\n"})
    result = blog.send()
    assert result.stdout.count("failed: the server answered 429") == 2
    assert len(blog.told()) == 1, "the second was not even tried"
    again = blog.send()
    assert again.stdout == "0 links told, 2 left alone for now, because they failed lately.\n"
    assert blog.peer.asked == []


def test_a_refusal_is_final_until_the_page_changes(blog: Blog) -> None:
    blog.peer.pages |= {**ENDPOINT, "/w": page(b"no", 400)}
    blog.write(LINKS)
    assert "refused: the server answered 400" in blog.send().stdout
    assert len(blog.told()) == 1
    assert blog.send().stdout == "0 links told.\n"
    blog.peer.pages["/w"] = ACCEPTED
    blog.write({"docs/index.md": "# Home\n\nMore of [A]({peer}/a).\n"})
    assert blog.send().stdout.endswith("1 link told.\n")


def test_one_that_fails_harms_nobody_else(blog: Blog) -> None:
    blog.peer.pages |= {**ENDPOINT, "/b": page(status=500), "/c": redirect("/c")}
    blog.write({"docs/index.md": "# Home\n\n[A]({peer}/a) [B]({peer}/b) [C]({peer}/c) [D](http://127.0.0.1:9/)\n"})
    stdout = blog.send().stdout
    assert blog.told() == [("/w", "/", "/a")]
    assert "failed: the server answered 500" in stdout
    assert "failed: too many redirects" in stdout
    assert stdout.endswith("1 link told, 3 not told.\n")


def test_a_redirected_post_is_posted_there(blog: Blog) -> None:
    blog.peer.pages |= {**ENDPOINT, "/w": redirect("/w2", 308), "/w2": ACCEPTED}
    blog.write(LINKS)
    blog.send()
    assert blog.told() == [("/w", "/", "/a"), ("/w2", "/", "/a")]
    blog.peer.pages["/w"] = redirect("/seen", 303)
    blog.write({"docs/index.md": "# Home\n\nMore of [A]({peer}/a).\n"})
    assert "the server answered 303" in blog.send().stdout


def test_text_of_a_server_is_nothing_that_a_terminal_obeys(blog: Blog) -> None:
    blog.peer.pages |= {"/a": with_headers("", ("Link", "</w\x1b]0;x\x07>; rel=webmention"))}
    blog.write({"docs/index.md": "# Home\n\n[A]({peer}/a) [B]({peer}/b%1b)\n"})
    assert "\x1b" not in blog.send().output


# --- addresses that nobody may point us at


REFUSED = [
    "http://127.0.0.1:1/w", "http://localhost/w", "http://[::1]/w", "http://2130706433/w", "http://0x7f.1/w",
    "http://0/w", "http://127.1/w", "http://10.0.0.1/w", "http://192.168.1.1/w", "http://172.16.0.1/w",
    "http://169.254.169.254/latest/meta-data/", "http://[fe80::1]/w", "http://[fd00::1]/w", "http://100.64.0.1/w",
    "http://[::ffff:127.0.0.1]/w", "http://[64:ff9b::7f00:1]/w", "http://router.local/w", "http://intranet/w",
    "http://me:secret@ada.example/w", "http://224.0.0.1/w", "http://\uff11\uff12\uff17.0.0.1/w",
]  # fmt: skip


def _named(endpoint: str, number: int) -> dict[str, Page]:
    return {f"/{number}": html(f'<link rel="webmention" href="{endpoint}">')}


def _redirecting(endpoint: str, number: int) -> dict[str, Page]:
    return {f"/{number}": redirect(endpoint.encode().decode("latin-1"))}


def _redirecting_later(endpoint: str, number: int) -> dict[str, Page]:
    later = redirect(endpoint.encode().decode("latin-1"), 307)
    return {f"/{number}": html(f'<link rel="webmention" href="/w{number}">'), f"/w{number}": later}


@pytest.mark.parametrize("pages", [_named, _redirecting, _redirecting_later, None])
def test_addresses_off_the_public_internet_are_not_asked(
    blog: Blog, pages: Callable[[str, int], dict[str, Page]] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an endpoint, where the page or the endpoint redirects to, or (None) as the target itself."""
    import socket

    connect, reached = socket.socket.connect, []

    def watched(self: socket.socket, address: Any) -> None:
        reached.append(address[:2])
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", watched)
    targets = list(REFUSED) if pages is None else [f"{{peer}}/{number}" for number in range(len(REFUSED))]
    for number, endpoint in enumerate(REFUSED):
        blog.peer.pages |= pages(endpoint, number) if pages else {}
    blog.write({"docs/index.md": "# Home\n\n" + "".join(f'<a href="{target}">A</a>\n' for target in targets)})
    stdout = blog.send().stdout
    listed = len(REFUSED) - (pages is None)  # an address with a password is no link that anybody is told of
    assert f"0 links told, {listed} not told" in stdout, stdout
    assert {port for _, port in reached} <= {blog.own.port, blog.peer.port}


def test_a_strangers_page_may_not_point_at_what_the_author_may_reach(tmp_path: Path) -> None:
    """The own server is in ``allow_hosts``; a page elsewhere names it as its endpoint."""
    from mkdocs_reciprocity.core.feeds.schedule import Request, Response
    from mkdocs_reciprocity.core.url import Url
    from mkdocs_reciprocity.core.webmention.queue import Notice
    from mkdocs_reciprocity.network.fetch import Limits
    from mkdocs_reciprocity.publish.webmentions import Sending

    limits = Limits(timeout=1, max_bytes=1000, workers=1, user_agent="x", allow_hosts=("127.0.0.1",))
    notice = Notice(Url("https://me.example/"), Url("https://ada.example/a"), "new", "d")
    sending = Sending([notice], {}, Store(tmp_path), limits)
    posts: dict[Request, Notice] = {}
    answer = Response(
        request=Request(notice.target, known_as=notice.target),
        status=200,
        url=notice.target,
        link="<http://127.0.0.1/w>; rel=webmention",
    )
    sending._found(answer, {notice.target: [notice]}, posts)
    assert posts == {}
    assert "allow_hosts" in sending.sent[0].words


# --- stopped, twice at once, and remembered


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal of POSIX")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_stopped_in_the_middle(blog: Blog, how: signal.Signals) -> None:
    blog.peer.pages |= {**ENDPOINT, "/b": html('<link rel="webmention" href="/x-stuck">'), "/x-stuck": stuck}
    blog.write({"docs/index.md": "# Home\n\n[A]({peer}/a) [B]({peer}/b)\n"})  # one host: told in the order of endpoints
    command = [sys.executable, "-c", "from mkdocs_reciprocity.cli import main; main()", "webmention", "send"]
    command += ["--since", "ever", "-f", str(blog.root / "mkdocs.yml")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    until(lambda: any(asked.path == "/x-stuck" for asked in blog.peer.asked))
    process.send_signal(how)
    out, err = process.communicate(timeout=60)
    assert out == ""
    if how == signal.SIGINT:
        assert process.returncode == 130
        assert err == "stopped; 1 link told, and that is remembered\n"
    blog.told()
    blog.peer.pages["/x-stuck"] = ACCEPTED
    assert blog.send().stdout.endswith("1 link told.\n")
    assert blog.told() == [("/x-stuck", "/", "/b")]


def test_a_second_one_at_the_same_time_is_told_so(blog: Blog) -> None:
    from filelock import FileLock

    blog.peer.pages |= ENDPOINT
    blog.write(LINKS)
    with FileLock(blog.root / FOLDER / "send.lock"):
        result = blog.send()
    assert (result.exit_code, result.stdout) == (2, "")
    assert "another `webmention send` of this site is running" in result.stderr
    assert blog.send().stdout.endswith("1 link told.\n")


def test_what_another_one_has_told_just_before_is_not_told_again(blog: Blog, monkeypatch: pytest.MonkeyPatch) -> None:
    import filelock

    blog.peer.pages |= ENDPOINT
    blog.write(LINKS)
    acquire = filelock.FileLock.acquire

    def late(self: filelock.BaseFileLock, **how: Any) -> Any:
        monkeypatch.setattr(filelock.FileLock, "acquire", acquire)
        assert blog.send().stdout.endswith("1 link told.\n"), "the other one, from its beginning to its end"
        return acquire(self, **how)

    monkeypatch.setattr(filelock.FileLock, "acquire", late)
    assert blog.send().stdout == "0 links told.\n"
    assert len(blog.told()) == 1


@pytest.mark.parametrize("content", [b"{", b"\xff", b"[]", b'{"state": 1}'])
def test_a_memory_that_cannot_be_read_is_a_miss(blog: Blog, content: bytes) -> None:
    import sqlite3

    blog.peer.pages |= ENDPOINT
    blog.write(LINKS)
    blog.send()
    with closing(sqlite3.connect(blog.root / FOLDER / "store.sqlite")) as connection, connection:
        connection.execute("UPDATE told SET kept = ?", (content,))
    assert blog.send().stdout.endswith("1 link told.\n")
    assert blog.send().stdout == "0 links told.\n"
