"""Looking for feeds that nobody has named, and what is remembered of asking."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from mkdocs_reciprocity.cache.store import Home, Kept, Store
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.site import Site
from mkdocs_reciprocity.collect.sources import Reading, Sources
from mkdocs_reciprocity.core import options as declared
from mkdocs_reciprocity.core.feeds import discovery
from mkdocs_reciprocity.core.feeds.schedule import DAY, WEEK
from mkdocs_reciprocity.core.model import PeerId
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.network import own_network
from tests.server import Asked, Page, Say, Server, page, redirect, server, stuck, until
from tests.sites.drawing import entry, rss

ADA = PeerId("ada")
FEED = rss(entry("A", "https://ada.example/a/")).encode()
NO_FEED = b"<!doctype html><title>Ada</title>"


def announcing(*hrefs: str) -> bytes:
    """A home page that names these feeds."""
    return "".join(f'<link rel="alternate" type="application/rss+xml" href="{href}">' for href in hrefs).encode()


def log_of(home: str, **fields: object) -> str:
    more = "".join(f", {name}: '{value}'" for name, value in fields.items())
    return f"peers:\n  ada: {{name: Ada, home: '{home}'{more}}}\n"


def asked(
    root: Path,
    log: str,
    *,
    fetch: bool = True,
    force: bool = False,
    search: bool = False,
    look: bool = False,
    patient: bool = False,
    **feeds: object,
) -> tuple[Sources, Reading]:
    (root / "reciprocity.yml").write_text(log, "utf-8")
    options = {"feeds": {"allow_hosts": ["127.0.0.1"], "max_age": "0s", **feeds}}
    gathering = Gathering(Site(root, Url("https://me.example/"), declared.read(options).records))
    found = Sources(gathering, fetch=fetch, force=force, search=search, look=look, patient=patient)
    return found, found.reading()


def titles(reading: Reading) -> list[str]:
    return [item.title for feed in reading.facts.feeds.get(ADA, []) for item in feed.entries]


def words(gathering: Sources) -> list[str]:
    return [outcome.words for outcome in gathering.outcomes()]


def paths(peer: Server) -> list[str]:
    found = [one.path for one in peer.asked]
    peer.asked.clear()
    return found


def age(root: Path, seconds: float) -> None:
    """Makes all that is in the store so much older."""
    store = Store(root)
    gathering = asked(root, (root / "reciprocity.yml").read_text("utf-8"), fetch=False)[0]
    homes = {url: replace(home, state=_older(home, seconds)) for url, home in gathering.asking.homes.items()}
    store.keep_homes(homes)
    store.keep_feeds({ref: replace(kept, state=_older(kept, seconds)) for ref, kept in gathering.asking.before.items()})


def _older(kept: Kept | Home, seconds: float) -> Any:
    state = kept.state
    times = {name: getattr(state, name) for name in ("asked_at", "good_at", "not_before", "wait_until", "whole_at")}
    return replace(state, **{name: value - seconds for name, value in times.items() if value})


# --- where it is found


def test_the_feed_that_the_home_page_names_is_found_and_remembered(tmp_path: Path) -> None:
    with server({"/": page(announcing("/deep/feed.xml")), "/deep/feed.xml": page(FEED, ETag='"1"')}) as peer:
        first, reading = asked(tmp_path, log_of(peer.url("/")))
        assert titles(reading) == ["A"]
        assert reading.problems == reading.news == ()
        assert paths(peer) == ["/", "/deep/feed.xml"]
        assert words(first) == ["new entries: 1; found, add it in reciprocity.yml:2"]
        second, again = asked(tmp_path, log_of(peer.url("/")))
        assert titles(again) == ["A"]
        assert [one.path for one in peer.asked] == ["/deep/feed.xml"], "from then on it is asked by the ordinary rules"
        assert peer.asked[0].headers["if-none-match"] == '"1"'
        assert words(second) == ["not modified"]
        _, without = asked(tmp_path, log_of(peer.url("/")), fetch=False)
        assert titles(without) == ["A"]


@pytest.mark.parametrize(
    ("pages", "requests"),
    [
        ({"/b/": NO_FEED, "/b/atom.xml": FEED}, ["/b/", "/b/feed/", "/b/feed.xml", "/b/atom.xml"]),
        ({"/b/": FEED}, ["/b/"]),
        ({"/b/": announcing("/no.xml", "/comments.xml", "/yes.xml"), "/no.xml": NO_FEED, "/yes.xml": FEED,
          "/comments.xml": FEED}, ["/b/", "/no.xml", "/yes.xml"]),
        ({"/b/feed.xml": FEED}, ["/b/", "/b/feed/", "/b/feed.xml"]),
    ],
)  # fmt: skip
def test_the_first_that_is_a_feed_wins(tmp_path: Path, pages: dict[str, bytes], requests: list[str]) -> None:
    with server({path: page(body) for path, body in pages.items()}) as peer:
        gathering, reading = asked(tmp_path, log_of(peer.url("/b/")))
        assert titles(reading) == ["A"]
        assert paths(peer) == requests
        home = gathering.asking.home_of(gathering.gathering.peers[0])
        assert home is not None
        assert home.feed == peer.url(requests[-1])
        assert peer.most_at_once == 1


def test_redirects_are_followed_and_lasting_ones_remembered(tmp_path: Path) -> None:
    pages = {
        "/": redirect("/en/"),
        "/en/": page(announcing("f.xml")),
        "/en/f.xml": redirect("/f.xml", 308),
        "/f.xml": page(FEED),
    }
    with server(pages) as peer:
        gathering, reading = asked(tmp_path, log_of(peer.url("/")))
        assert titles(reading) == ["A"]
        home = gathering.asking.home_of(gathering.gathering.peers[0])
        assert home is not None
        assert home.feed == peer.url("/f.xml")


def test_nothing_is_looked_for_where_a_feed_is_named_or_no_home_is_or_nobody_may_ask(tmp_path: Path) -> None:
    with server({"/": page(announcing("/found.xml")), "/found.xml": page(FEED), "/f": page(FEED)}) as peer:
        asked(tmp_path, log_of(peer.url("/"), feed=peer.url("/f")))
        assert paths(peer) == ["/f"]
        asked(tmp_path, "peers:\n  ada: {name: Ada}\n")
        asked(tmp_path, log_of(peer.url("/")), fetch=False)
        assert paths(peer) == []


def test_a_feed_that_is_also_the_home_page_of_somebody_else(tmp_path: Path) -> None:
    with server({"/": page(FEED)}) as peer:
        log = log_of("https://ada.example/", feed=peer.url("/")) + f"  ben: {{home: '{peer.url('/')}'}}\n"
        _, reading = asked(tmp_path, log)
        assert sorted(reading.facts.feeds) == ["ada", "ben"]


def test_one_search_is_a_handful_of_requests(tmp_path: Path) -> None:
    with server({"/": page(announcing(*(f"/{number}.xml" for number in range(50))))}) as peer:
        asked(tmp_path, log_of(peer.url("/")))
        assert len(paths(peer)) == discovery.MOST_REQUESTS


def test_what_a_page_names_is_a_strangers_address(tmp_path: Path) -> None:
    with server({}) as secret, server({}) as peer:
        secret.pages["/f"] = page(FEED)
        hrefs = (f"http://localhost:{secret.port}/f", f"http://[::1]:{secret.port}/f", "file:///etc/passwd", "ftp://x/")
        peer.pages["/"] = page(announcing(*hrefs))
        _, reading = asked(tmp_path, log_of(peer.url("/")), allow_hosts=[f"127.0.0.1:{peer.port}"])
        assert reading.facts.feeds == {}
        assert secret.connections == 0


def test_a_stranger_cannot_point_at_what_the_author_has_allowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = socket.socket.connect
    with server({}) as public, server({"/f": page(FEED)}) as intranet:
        public.pages["/"] = page(announcing(intranet.url("/f"), "/f"))
        public.pages["/f"] = page(FEED)

        def diverted(self: socket.socket, address: Any) -> None:
            there = address[0] == "93.184.215.14" and self.type == socket.SOCK_STREAM
            connect(self, ("127.0.0.1", public.port) if there else address)

        monkeypatch.setattr(own_network, "refuse", lambda sock: None)
        monkeypatch.setattr(socket.socket, "connect", diverted)
        gathering, _ = asked(tmp_path, log_of("http://93.184.215.14/"))
        home = gathering.asking.home_of(gathering.gathering.peers[0])
        assert home is not None
        assert home.feed == "http://93.184.215.14/f"
        assert intranet.connections == 0


def test_a_server_that_drips_costs_the_time_of_a_request_or_two(tmp_path: Path) -> None:
    """Seven requests of which each nearly takes its whole time would be seven times as long."""
    with server({"/": page(NO_FEED, delay=0.3)}) as peer:
        peer.pages.update({f"/{name}": page(b"", 404, delay=0.3) for name in ("feed/", "feed.xml", "atom.xml")})
        gathering, _ = asked(tmp_path, log_of(peer.url("/")), timeout="0.5s")
        assert len(paths(peer)) < discovery.MOST_REQUESTS
        assert words(gathering)[0].startswith("no feed found"), "or the time was over first"


# --- where it is not


def test_that_there_is_none_is_remembered_for_a_week(tmp_path: Path) -> None:
    with server({"/": page(NO_FEED)}) as peer:
        log = log_of(peer.url("/"))
        gathering, reading = asked(tmp_path, log)
        assert reading.facts.feeds == {}
        assert reading.problems == reading.news == (), "that somebody has no feed is no problem"
        assert words(gathering) == ["no feed found"]
        assert len(paths(peer)) == 7
        asked(tmp_path, log, force=True)
        assert paths(peer) == [], "`fetch: always` does not look again either"
        asked(tmp_path, log, search=True)
        assert len(paths(peer)) == 7
        age(tmp_path, WEEK - 60)
        asked(tmp_path, log)
        assert paths(peer) == []
        age(tmp_path, 120)
        asked(tmp_path, log)
        assert len(paths(peer)) == 7


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_server_that_cannot_now_is_asked_once_and_again_after_a_while(tmp_path: Path, status: int) -> None:
    with server({"/": page(b"", status)}) as peer:
        log = log_of(peer.url("/"))
        gathering, _ = asked(tmp_path, log)
        assert paths(peer) == ["/"]
        assert words(gathering) == [f"no feed found (the home page: the server answered {status})"]
        asked(tmp_path, log)
        assert paths(peer) == []
        age(tmp_path, 700)
        asked(tmp_path, log)
        assert paths(peer) == ["/"]
        age(tmp_path, 700)
        asked(tmp_path, log)
        assert paths(peer) == [], "the wait has doubled"


def test_retry_after_holds_for_searches_even_when_they_are_forced(tmp_path: Path) -> None:
    with server({"/": page(NO_FEED), "/feed/": page(b"", 429, Retry_After="3600")}) as peer:
        log = log_of(peer.url("/"))
        asked(tmp_path, log)
        assert paths(peer) == ["/", "/feed/"]
        gathering, _ = asked(tmp_path, log, force=True, search=True)
        assert paths(peer) == []
        assert words(gathering)[0].startswith("not asked: the server wants to be left alone until 20")
        age(tmp_path, 3700)
        asked(tmp_path, log, search=True)
        assert paths(peer) == ["/", "/feed/"]


def test_a_feed_that_is_gone_or_fails_for_long_is_looked_for_anew(tmp_path: Path) -> None:
    with server({"/": page(announcing("/old.xml")), "/old.xml": page(FEED)}) as peer:
        log = log_of(peer.url("/"))
        asked(tmp_path, log)
        peer.pages["/"], peer.pages["/old.xml"] = page(announcing("/new.xml")), page(b"", 404)
        peer.pages["/new.xml"] = page(FEED.replace(b"A", b"Z", 1))
        peer.asked.clear()
        age(tmp_path, DAY)
        _, reading = asked(tmp_path, log)
        assert paths(peer) == ["/old.xml"]
        assert titles(reading) == ["A"], "the old copy stands in"
        (problem,) = reading.problems
        assert str(problem.where) == "reciprocity.yml:2"
        age(tmp_path, WEEK)
        gathering, reading = asked(tmp_path, log)
        assert sorted(paths(peer)) == ["/", "/new.xml", "/old.xml"]
        home = gathering.asking.home_of(gathering.gathering.peers[0])
        assert home is not None
        assert home.feed == peer.url("/new.xml")
        assert reading.problems == ()


def test_where_nothing_else_is_found_what_was_found_stays(tmp_path: Path) -> None:
    with server({"/": page(announcing("/f.xml")), "/f.xml": page(FEED)}) as peer:
        log = log_of(peer.url("/"))
        asked(tmp_path, log)
        peer.pages["/f.xml"] = page(b"", 410)
        asked(tmp_path, log, force=True)
        age(tmp_path, WEEK)
        peer.asked.clear()
        _, reading = asked(tmp_path, log)
        assert paths(peer)[:2] == ["/", "/f.xml"]
        assert titles(reading) == ["A"]
        (problem,) = reading.problems
        assert "gone for good (the server answered 410)" in problem.message
        assert problem.message.endswith("; another is looked for")


def test_a_private_peer_is_looked_for_and_never_named(tmp_path: Path) -> None:
    with server({"/": page(announcing("/f.xml")), "/f.xml": page(FEED)}) as peer:
        log = log_of(peer.url("/"), private="true")
        gathering, reading = asked(tmp_path, log)
        assert titles(reading) == ["A"]
        peer.pages["/f.xml"] = page(b"", 500)
        gathering, reading = asked(tmp_path, log)
        for problem in (*reading.problems, *reading.news, *gathering.findings.advice()):
            assert problem.private
            assert "127.0.0.1" not in problem.in_public()
            assert "Ada" not in problem.in_public()
        assert len(reading.problems) == len([*gathering.findings.advice()]) == 1


def test_the_line_to_add(tmp_path: Path) -> None:
    with server({"/": page(announcing("/f,1.xml")), "/f,1.xml": page(FEED), "/n/": page(NO_FEED)}) as peer:
        log = log_of(peer.url("/")) + f"  ben: {{home: '{peer.url('/n/')}'}}\n  cleo: {{name: Cleo}}\n"
        gathering, _ = asked(tmp_path, log, fetch=False)
        assert [str(problem) for problem in gathering.findings.advice()] == [
            f'reciprocity.yml:{line}: peer "{name}" has no `feed`; `mkdocs-reciprocity refresh` looks for one'
            for line, name in ((2, "ada"), (3, "ben"))
        ]
        gathering, _ = asked(tmp_path, log)
        found, none = map(str, gathering.findings.advice())
        assert (
            found == f'reciprocity.yml:2: peer "ada" has no `feed`; one was found: add `feed: "{peer.url("/f,1.xml")}"`'
        )
        assert none == 'reciprocity.yml:3: peer "ben" has no `feed`, and none was found; if you know one, add it'


# --- feeds that move, and are gone


def test_a_move_to_something_that_is_no_feed_is_none(tmp_path: Path) -> None:
    """The page where a hotel's network asks for a name says that everything has moved there, for good."""
    with server({"/feed.xml": page(FEED)}) as peer:
        log = f"peers:\n  ada:\n    home: https://ada.example/\n    feed: {peer.url('/feed.xml')}\n"
        asked(tmp_path, log)
        peer.pages.update({"/feed.xml": redirect("/login", 301), "/login": page(NO_FEED)})
        for _ in range(2):
            peer.asked.clear()
            gathering, reading = asked(tmp_path, log, force=True)
            assert (titles(reading), reading.news, [*gathering.findings.advice()]) == (["A"], (), [])
            assert paths(peer) == ["/feed.xml", "/login"]
        peer.pages["/feed.xml"] = page(rss(entry("B", "https://ada.example/b/")).encode())
        _, reading = asked(tmp_path, log, force=True)
        assert titles(reading) == ["B"]


def test_a_feed_that_was_replaced_where_it_moved_to_is_asked_for_where_it_was(tmp_path: Path) -> None:
    with server({"/old.xml": redirect("/new.xml", 301), "/new.xml": page(FEED)}) as peer:
        log = f"peers:\n  ada:\n    home: https://ada.example/\n    feed: {peer.url('/old.xml')}\n"
        asked(tmp_path, log)
        peer.pages.update({"/new.xml": page(NO_FEED), "/old.xml": page(FEED)})
        peer.asked.clear()
        asked(tmp_path, log, force=True)
        _, reading = asked(tmp_path, log, force=True)
        assert paths(peer) == ["/new.xml", "/old.xml"]
        assert titles(reading) == ["A"]


def test_a_move_is_news_once_and_advice_until_it_is_followed(tmp_path: Path) -> None:
    with server({"/old.xml": redirect("/new.xml", 301), "/new.xml": page(FEED)}) as peer:
        log = f"peers:\n  ada:\n    name: Ada\n    home: https://ada.example/\n    feed: {peer.url('/old.xml')}\n"
        gathering, reading = asked(tmp_path, log)
        said = f'reciprocity.yml:5: the feed of "Ada" has moved to {peer.url("/new.xml")}; write that here'
        assert list(map(str, reading.news)) == [said]
        assert reading.problems == ()
        assert words(gathering) == [f"new entries: 1; moved to {peer.url('/new.xml')}, write that in reciprocity.yml:5"]
        gathering, reading = asked(tmp_path, log)
        assert reading.news == ()
        assert list(map(str, gathering.findings.advice())) == [said]
        gathering, _ = asked(tmp_path, log.replace("old", "new"))
        assert [*gathering.findings.advice()] == []


@pytest.mark.parametrize("log", ["also: ['{to}'], private: true", "home: '{to}', private: true"])
def test_a_move_to_a_private_peer_is_private(tmp_path: Path, log: str) -> None:
    with server({"/f": page(FEED)}) as secret, server({}) as peer:
        peer.pages["/f"] = redirect(secret.url("/f"), 301)
        both = log_of("https://ada.example/", feed=peer.url("/f")) + f"  lea: {{{log.format(to=secret.url('/'))}}}\n"
        _, reading = asked(tmp_path, both)
        (news,) = reading.news
        assert str(secret.port) in str(news)
        assert str(secret.port) not in news.in_public()


def test_an_address_that_is_spelled_otherwise_in_the_log_is_at_its_peers_line(tmp_path: Path) -> None:
    with server({"/old.xml": redirect("/new.xml", 301), "/new.xml": page(FEED)}) as peer:
        escaped = peer.url("/old.xml").replace("o", "\\x6f")
        _, reading = asked(tmp_path, f'peers:\n  ada:\n    name: Ada\n    feed: "{escaped}"\n')
        (news,) = reading.news
        assert str(news.where) == "reciprocity.yml:3"


def test_a_feed_that_is_gone_says_what_to_do(tmp_path: Path) -> None:
    with server({"/f": page(b"", 410)}) as peer:
        gathering, reading = asked(tmp_path, log_of("https://ada.example/", feed=peer.url("/f")))
        (problem,) = reading.problems
        assert "it is gone for good (the server answered 410)" in problem.message
        assert problem.message.endswith("; write the new address, or `fallow: true` if the blog is gone")
        assert words(gathering) == ["gone: the server answered 410"]


def test_of_a_blog_that_is_gone_nothing_is_asked_and_no_copy_used(tmp_path: Path) -> None:
    with server({"/": page(announcing("/f")), "/f": page(FEED)}) as peer:
        home = peer.url("/")
        for named in ({}, {"feed": peer.url("/f")}):
            _, reading = asked(tmp_path, log_of(home, **named), force=True)
            assert titles(reading) == ["A"]
            count = len(peer.asked)
            gathering, reading = asked(
                tmp_path, log_of(home, **named, fallow="true"), force=True, search=True, look=True
            )
            assert (len(peer.asked), titles(reading), reading.problems) == (count, [], ())
            assert not [*gathering.outcomes()]
            assert not [*gathering.findings.advice()]
            assert words(gathering) == []


def test_a_file_is_read_though_the_blog_is_gone(tmp_path: Path) -> None:
    (tmp_path / "ada.xml").write_bytes(FEED)
    _, reading = asked(tmp_path, log_of("https://ada.example/", feed="ada.xml", fallow="true"))
    assert titles(reading) == ["A"]


# --- what is asked again, and when


def test_a_refusal_does_not_wait_when_the_options_have_changed(tmp_path: Path) -> None:
    with server({"/f": page(FEED)}) as peer:
        log = log_of("https://ada.example/", feed=peer.url("/f"))
        gathering, reading = asked(tmp_path, log, allow_hosts=[])
        assert len(reading.problems) == 1
        assert words(gathering)[0].startswith("not asked: port ")
        _, reading = asked(tmp_path, log, max_age="1d")
        assert titles(reading) == ["A"]
        assert reading.problems == ()


def test_a_home_page_that_was_refused_is_asked_when_the_options_have_changed(tmp_path: Path) -> None:
    with server({"/": page(FEED)}) as peer:
        asked(tmp_path, log_of(peer.url("/")), allow_hosts=[])
        assert peer.connections == 0
        _, reading = asked(tmp_path, log_of(peer.url("/")))
        assert titles(reading) == ["A"]


def test_a_failure_is_forgotten_when_the_same_bytes_come_again(tmp_path: Path) -> None:
    with server({"/f": page(FEED)}) as peer:
        log = log_of("https://ada.example/", feed=peer.url("/f"))
        asked(tmp_path, log)
        peer.pages["/f"] = page(b"", 500)
        assert len(asked(tmp_path, log, force=True)[1].problems) == 1
        peer.pages["/f"] = page(FEED)
        assert asked(tmp_path, log, force=True)[1].problems == ()


def test_bytes_that_are_no_feed_stay_none_after_another_failure(tmp_path: Path) -> None:
    with server({"/f": page(NO_FEED)}) as peer:
        log = log_of("https://ada.example/", feed=peer.url("/f"))
        asked(tmp_path, log)
        peer.pages["/f"] = page(b"", 500)
        asked(tmp_path, log, force=True)
        peer.pages["/f"] = page(NO_FEED)
        (problem,) = asked(tmp_path, log, force=True)[1].problems
        assert "this is an HTML page, not a feed" in problem.message


def test_new_entries_are_counted(tmp_path: Path) -> None:
    with server({"/f": page(FEED)}) as peer:
        log = log_of("https://ada.example/", feed=peer.url("/f"))
        asked(tmp_path, log)
        items = [entry(name, f"https://ada.example/{name.lower()}/") for name in ("C", "B", "A")]
        peer.pages["/f"] = page(rss(*items, "<title>No address</title>").encode())
        assert words(asked(tmp_path, log)[0]) == ["new entries: 3"]
        peer.pages["/f"] = page(rss(items[0]).encode())
        assert words(asked(tmp_path, log)[0]) == ["new entries: 0"]


def test_files_are_read_and_not_asked(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(FEED)
    log = log_of("https://ada.example/", feed="a.xml").replace("'a.xml'", "[a.xml, none.xml]")
    gathering, reading = asked(tmp_path, log)
    assert titles(reading) == ["A"]
    assert words(gathering) == ["not asked: it is a file", "cannot be read (No such file or directory)"]


def test_a_bug_costs_one_feed_and_one_search(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*arguments: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("mkdocs_reciprocity.core.feeds.reader.read", broken)
    with server({"/": page(FEED), "/f": page(FEED)}) as peer:
        log = log_of(peer.url("/")) + f"  ben: {{name: Ben, feed: '{peer.url('/f')}'}}\n"
        gathering, reading = asked(tmp_path, log)
        found, failed = words(gathering)
        assert found.startswith("no feed found (the home page: something went wrong here")
        assert failed.startswith("failed: something went wrong here")
        assert len(reading.problems) == 1


def test_what_was_read_before_it_was_cancelled_is_kept(tmp_path: Path) -> None:
    pages: dict[str, Page] = {"/f": page(FEED)}
    with server(pages) as quick, server({"/": stuck, "/f": stuck}) as slow:
        log = log_of("https://ada.example/", feed=quick.url("/f"))
        log += f"  ben: {{home: '{slow.url('/')}'}}\n  cleo: {{name: Cleo, feed: '{slow.url('/f')}'}}\n"
        (tmp_path / "reciprocity.yml").write_text(log, "utf-8")
        options = declared.read({"feeds": {"allow_hosts": ["127.0.0.1"], "timeout": "600s"}}).records
        gathering = Sources(Gathering(Site(tmp_path, None, options)), fetch=True)
        until(lambda: gathering.asking.progress() == (1, 3))
        gathering.cancel()
        assert titles(gathering.reading()) == ["A"]
        assert words(gathering) == ["new entries: 1", *["not asked: stopped before it answered"] * 2]
        again, reading = asked(tmp_path, log, fetch=False)
        assert titles(reading) == ["A"]
        assert again.asking.homes == {}, "of what was cancelled nothing is remembered"


def test_proxies_are_said_to_be_unused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://me:secret@proxy.example:3128")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with server({"/f": page(FEED)}) as peer:
        log = log_of("https://ada.example/", feed=peer.url("/f"))
        _, reading = asked(tmp_path, log)
        assert titles(reading) == ["A"], "what is asked directly works"
        (news,) = reading.news
        assert str(news).startswith("HTTPS_PROXY: set in the environment, and not used")
        assert "secret" not in str(news)
        assert news.level == "info"
        assert asked(tmp_path, log, fetch=False)[1].news == ()
        assert asked(tmp_path, log, max_age="1d")[1].news == (), "nothing was asked"


def test_a_feed_that_has_become_empty_keeps_what_it_had_and_says_so(tmp_path: Path) -> None:
    empty = rss().encode()
    with server({"/feed.xml": page(FEED)}) as peer:
        log = log_of("https://ada.example/", feed=peer.url("/feed.xml"))
        asked(tmp_path, log)
        peer.pages["/feed.xml"] = page(empty)
        for _ in range(2):
            gathering, reading = asked(tmp_path, log, force=True)
            assert titles(reading) == ["A"]
            day = reading.facts.feeds[ADA][0].as_of
            assert day
            assert words(gathering) == [f"has no entries any more, since {day}"]
            (said,) = [problem.message for problem in gathering.findings.advice() if "entries" in problem.message]
            assert said.startswith(f'the feed of "Ada" has no entries any more, since {day}; what it had before stays')
            assert [str(problem) for problem in reading.problems] == []
        peer.pages["/feed.xml"] = page(FEED)
        gathering, reading = asked(tmp_path, log, force=True)
        assert (titles(reading), reading.facts.feeds[ADA][0].as_of) == (["A"], None)
        assert "entries any more" not in repr([*gathering.outcomes(), *gathering.findings.advice()])


def test_a_feed_that_never_had_entries_is_no_line(tmp_path: Path) -> None:
    with server({"/feed.xml": page(rss().encode())}) as peer:
        log = log_of("https://ada.example/", feed=peer.url("/feed.xml"))
        for _ in range(2):
            gathering, _ = asked(tmp_path, log, force=True)
            assert "entries any more" not in repr([*gathering.outcomes(), *gathering.findings.advice()])


def test_a_server_whose_date_lies_in_the_future_has_its_new_posts_seen(tmp_path: Path) -> None:
    later = "Sat, 16 Nov 2041 19:11:00 GMT"
    posts: list[str] = []

    def answer(request: Asked, say: Say) -> bool:
        if later in request.headers.get("if-modified-since", "") or "if-none-match" in request.headers:
            return page(b"", 304)(request, say)
        posts.append(entry(str(len(posts) + 1), f"https://ada.example/{len(posts) + 1}/"))
        return page(rss(*posts).encode(), Last_Modified=later, ETag=f'"{later}"')(request, say)

    with server({"/feed.xml": answer}) as peer:
        log = log_of("https://ada.example/", feed=peer.url("/feed.xml"))
        for _ in range(4):
            asked(tmp_path, log, force=True)
            assert not any("if-modified-since" in one.headers for one in peer.asked)
            age(tmp_path, DAY)
        assert len(posts) == 2
