"""Webmentions received: files, a server that behaves, servers that do not, and what a build makes of them."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner, Result

from mkdocs_reciprocity.cache.folder import FOLDER
from mkdocs_reciprocity.cache.store import Store
from mkdocs_reciprocity.cli import main
from mkdocs_reciprocity.collect import webmentions
from mkdocs_reciprocity.core.model import Mention
from mkdocs_reciprocity.core.webmention import jf2
from tests import hosts
from tests.server import Asked, Page, Say, Server, endless, head, page, raw, redirect, server
from tests.sites.drawing import ADA, Built, draw, make, refusal, site

TOKEN = "s3cr3t-t0k3n/+&x"
QUERY = "/api/mentions.jf2?domain=me.example&token=${MENTIONS_TOKEN}"
LOG = ADA.replace(", feed: feeds/ada.xml", "")
LOOMS = "https://me.example/looms/"
SITE: dict[str, str | bytes] = {"reciprocity.yml": LOG, "docs/looms.md": "# Looms\n"}
NOBODY = "Eve Unlisted"


ADAS = "https://ada.example/post"


def entry(number: int, source: str = ADAS, kind: str = "in-reply-to", **said: Any) -> dict[str, Any]:
    return {
        "type": "entry", "wm-id": number, "wm-source": f"{source}-{number}", "wm-target": LOOMS, "wm-property": kind,
        "wm-private": False, "published": "2026-11-10T09:00:00+00:00", "wm-received": "2026-11-11T10:00:00Z",
        "author": {"type": "card", "name": NOBODY, "url": "https://ada.example/"},
        "content": {"text": "Words of Eve"}, **said,
    }  # fmt: skip


def document(*entries: object) -> bytes:
    return json.dumps({"type": "feed", "name": "Webmentions", "children": entries}).encode()


class Api:
    """A server that answers as webmention.io does: the newest first, in pages, after an id, for one token."""

    def __init__(self, entries: Iterable[dict[str, Any]], most: int = 3) -> None:
        self.entries = list(entries)
        self.most = most
        self.queries: list[dict[str, str]] = []

    def page(self, asked: Asked, say: Say) -> bool:
        query = {name: values[0] for name, values in parse_qs(urlsplit(asked.path).query).items()}
        self.queries.append(query)
        if query.get("token") != TOKEN:
            return page(b'{"error": "forbidden"}', 401)(asked, say)
        since, number, size = int(query.get("since_id", 0)), int(query["page"]), min(self.most, int(query["per-page"]))
        found = sorted((one for one in self.entries if one["wm-id"] > since), key=lambda one: -one["wm-id"])
        return page(document(*found[number * size : (number + 1) * size]))(asked, say)


class Always(dict[str, Page]):
    """Pages that give one answer, whatever the query is."""

    def __init__(self, answer: Page) -> None:
        super().__init__()
        self.answer = answer

    def get(self, path: str, default: Any = None) -> Any:
        return self.answer


@pytest.fixture(autouse=True)
def _token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MENTIONS_TOKEN", TOKEN)


@pytest.fixture
def api() -> Iterator[Server]:
    with server(Always(page(document()))) as running:
        yield running


def options(api: Server, **feeds: Any) -> dict[str, Any]:
    said = {"allow_hosts": [f"127.0.0.1:{api.port}"], "timeout": "60s", "max_age": "0s", **feeds}
    return {"reciprocity": {"webmentions": api.url(QUERY), "feeds": said}}


def answer(api: Server, with_: Page) -> None:
    assert isinstance(api.pages, Always)
    api.pages.answer = with_


def command(root: Path, *arguments: str) -> Result:
    result = CliRunner().invoke(main, [*arguments, "-f", str(root / "mkdocs.yml")])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def kept(root: Path) -> tuple[Mention, ...]:
    store = Store(root)
    refs = [ref for (ref,) in store._database.select("SELECT ref FROM mentions")]
    return tuple(one for found in store.mentions(refs).values() for one in found.mentions)


# --- from a file


def test_a_file_is_read_and_shown_and_not_published(tmp_path: Path) -> None:
    files = {**SITE, "docs/mentions.jf2": document(entry(1), entry(2, kind="like-of"), entry(3, kind="repost-of"))}
    built = site(tmp_path, files, {"reciprocity": {"webmentions": "docs/mentions.jf2"}})
    looms = built.content("looms/index.html")
    assert "Ada Example answered" in looms
    assert "Passed on by Ada Example" in looms
    assert "like" not in looms
    assert not built.has("mentions.jf2")
    assert "WARNING reciprocity: docs/mentions.jf2: this is not published; better move it out of docs/" in built.lines


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "mentions.jf2: webmentions: cannot be read (No such file or directory); they are left out for now"),
        (b"<html>", "mentions.jf2: webmentions: this is no JF2 feed; they are left out for now"),
        (b"[" * 100_000, "mentions.jf2: webmentions: this is no JF2 feed; they are left out for now"),
        (b" " * 2000, "mentions.jf2: webmentions: the file is larger than `max_bytes`; they are left out for now"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line(tmp_path: Path, content: bytes | None, said: str) -> None:
    files = {**SITE, **({"mentions.jf2": content} if content is not None else {})}
    chosen: dict[str, Any] = {"webmentions": ["mentions.jf2"], "feeds": {"max_bytes": "1kB"}}
    if content is not None and content.startswith(b"["):
        chosen["feeds"] = {}
    built = site(tmp_path, files, {"reciprocity": chosen}, strict=True)
    assert not built.aborted
    assert built.ours() == [f"INFO reciprocity: {said}"]


def test_a_build_without_the_option_does_not_even_import_it(tmp_path: Path) -> None:
    from tests.sites.drawing import python

    config = draw(tmp_path, SITE)
    program = (
        "import sys; from mkdocs.config import load_config; from mkdocs.commands.build import build\n"
        f"build(load_config({str(config)!r}))\n"
        "ours = 'mkdocs_reciprocity.collect.webmentions'\n"
        "print([name for name in sys.modules if name.startswith(ours) or 'jf2' in name])"
    )
    assert python("-c", hosts.IN_PROCESS + program).stdout.splitlines()[-1] == "[]"


# --- from a server


def test_all_pages_are_read_and_then_only_what_is_new(tmp_path: Path, api: Server) -> None:
    service = Api([entry(number) for number in range(1, 8)])
    answer(api, service.page)
    built = site(tmp_path, SITE, options(api))
    assert len(kept(tmp_path)) == 7
    assert built.content("looms/index.html").count("Ada Example answered") == 7
    assert [query["page"] for query in service.queries] == ["0", "1", "2", "3"]
    assert all(query["domain"] == "me.example" and "since_id" not in query for query in service.queries)

    service.queries.clear()
    service.entries.append(entry(8))
    make(tmp_path / "mkdocs.yml")
    assert [(query["page"], query["since_id"]) for query in service.queries] == [("0", "7"), ("1", "7")]
    assert len(kept(tmp_path)) == 8


def test_what_its_sender_has_taken_back_is_gone_when_all_is_read_again(tmp_path: Path, api: Server) -> None:
    service = Api([entry(1), entry(2)])
    answer(api, service.page)
    site(tmp_path, SITE, options(api))
    service.entries.pop()
    result = command(tmp_path, "refresh")
    assert (result.exit_code, "new: 0" in result.stdout) == (0, True)
    assert [one.id for one in kept(tmp_path)] == ["1"]


def test_after_a_day_a_build_reads_all_again(tmp_path: Path, api: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    service = Api([entry(1), entry(2)])
    answer(api, service.page)
    site(tmp_path, SITE, options(api))
    service.entries.pop()
    later = time.time() + 90_000
    monkeypatch.setattr("mkdocs_reciprocity.collect.webmentions.time.time", lambda: later)
    make(tmp_path / "mkdocs.yml")
    assert [one.id for one in kept(tmp_path)] == ["1"]


def test_a_fresh_copy_is_not_asked_for(tmp_path: Path, api: Server) -> None:
    answer(api, Api([entry(1)]).page)
    site(tmp_path, SITE, options(api, max_age="1h"))
    api.asked.clear()
    built = make(tmp_path / "mkdocs.yml")
    assert api.asked == []
    assert "Ada Example answered" in built.content("looms/index.html")
    command(tmp_path, "check")
    assert api.asked == []


def test_a_build_that_fetches_nothing_knows_the_copy(tmp_path: Path, api: Server) -> None:
    answer(api, Api([entry(1)]).page)
    site(tmp_path, SITE, options(api))
    api.asked.clear()
    draw(tmp_path, SITE, options(api, fetch="never"))
    assert "Ada Example answered" in make(tmp_path / "mkdocs.yml").content("looms/index.html")
    assert api.asked == []


def test_a_server_that_knows_no_pages_is_read_once(tmp_path: Path, api: Server) -> None:
    answer(api, page(document(entry(1), entry(2))))
    site(tmp_path, SITE, options(api))
    assert len(kept(tmp_path)) == 2
    assert len(api.asked) == 2, "the second page brought nothing new"


def test_pages_without_end_have_one(tmp_path: Path, api: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = iter(range(1, 10_000))
    monkeypatch.setattr(webmentions, "MOST_PAGES", 5)

    def another(asked: Asked, say: Say) -> bool:
        return page(document(entry(next(numbers))))(asked, say)

    answer(api, another)
    built = site(tmp_path, SITE, options(api))
    assert [line.rpartition(": ")[2] for line in built.ours()] == [
        "there are more than can be read; these are the first 5"
    ]
    assert len(api.asked) == 5
    assert len(kept(tmp_path)) == 5


def test_a_server_that_sends_thousands_at_once_is_read_whole_and_a_limit_is_said(tmp_path: Path, api: Server) -> None:
    answer(api, page(document(*map(entry, range(1, 3001)))))
    said = site(tmp_path, SITE, options(api)).ours()
    assert [line.partition("more than ")[2] for line in said] == [
        '1,000 links to this site were seen of "ada"; the newest count',
        "500 reactions; the newest stand under it, and 500 are left out",
    ]
    assert len(kept(tmp_path)) == 3000


@pytest.mark.parametrize("remote", [True, False])
def test_more_than_can_be_read_is_said(
    tmp_path: Path, api: Server, monkeypatch: pytest.MonkeyPatch, remote: bool
) -> None:
    monkeypatch.setattr(jf2, "MOST", 2)
    many = document(entry(1), entry(2), entry(3))
    answer(api, page(many))
    how = options(api) if remote else {"reciprocity": {"webmentions": "many.jf2"}}
    for _ in range(2):  # the second build asks for what is new only
        built = site(tmp_path, {**SITE, "many.jf2": many}, how)
        assert [line.rpartition("webmentions: ")[2] for line in built.ours()] == [
            "there are more than can be read; these are the first 2"
        ]


def test_a_server_that_begins_to_count_anew_is_read_on(tmp_path: Path, api: Server) -> None:
    service = Api([entry(5000)])
    answer(api, service.page)
    site(tmp_path, SITE, options(api))
    service.entries = [entry(1)]
    command(tmp_path, "refresh")
    service.entries.append(entry(2))
    site(tmp_path, {}, options(api))
    assert sorted(one.id for one in kept(tmp_path)) == ["1", "2"]


def test_servers_count_each_for_itself(tmp_path: Path) -> None:
    files = {**SITE, "a.jf2": document(entry(1)), "b.jf2": document(entry(1, "https://ada.example/other"))}
    built = site(tmp_path, files, {"reciprocity": {"webmentions": ["a.jf2", "b.jf2"]}})
    assert built.content("looms/index.html").count("Ada Example answered") == 2


def test_the_order_of_the_places_changes_nothing(tmp_path: Path) -> None:
    later = {**entry(1, kind="mention-of", name="Later"), "wm-received": "2026-11-12T10:00:00Z"}
    files = {**SITE, "a.jf2": document(entry(1)), "b.jf2": document(later)}
    one = site(tmp_path / "1", files, {"reciprocity": {"webmentions": ["a.jf2", "b.jf2"]}})
    other = site(tmp_path / "2", files, {"reciprocity": {"webmentions": ["b.jf2", "a.jf2"]}})
    assert one.content("looms/index.html") == other.content("looms/index.html")
    assert "Later" in one.content("looms/index.html")


def test_pages_that_go_round_in_a_circle_end(tmp_path: Path, api: Server) -> None:
    def circle(asked: Asked, say: Say) -> bool:
        number = int(parse_qs(urlsplit(asked.path).query)["page"][0])
        return page(document(entry(number % 3 + 1)))(asked, say)

    answer(api, circle)
    site(tmp_path, SITE, options(api))
    assert (len(api.asked), len(kept(tmp_path))) == (4, 3)


def test_webmention_io_is_asked_for_this_site() -> None:
    from mkdocs_reciprocity.core.url import Url

    site_url = Url("https://www.me.example:443/blog/")
    address = webmentions._address("webmention.io", site_url, {"WEBMENTION_IO_TOKEN": TOKEN})
    assert address == "https://webmention.io/api/mentions.jf2?domain=www.me.example&token=s3cr3t-t0k3n%2F%2B%26x"


def test_a_token_that_is_not_there_and_a_site_without_address_are_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WEBMENTION_IO_TOKEN", raising=False)
    built = site(tmp_path, SITE, {"reciprocity": {"webmentions": "webmention.io"}})
    why = "the environment variable WEBMENTION_IO_TOKEN is not set"
    assert f"INFO reciprocity: webmention.io: webmentions: {why}; they are left out for now" in built.lines
    built = site(tmp_path, SITE, {"site_url": "", "reciprocity": {"webmentions": "webmention.io"}})
    assert any("set `site_url`: webmention.io has to be told" in line for line in built.lines)


# --- the token


def test_the_token_is_in_nothing_that_is_written(tmp_path: Path, api: Server) -> None:
    def moved(asked: Asked, say: Say) -> bool:
        if "moved" in asked.path:
            return page(document(entry(1)), ETag='"x"')(asked, say)
        return redirect(f"{asked.path}&moved=1", 301)(asked, say)

    answer(api, moved)
    outputs: list[str] = []
    built = site(tmp_path, SITE, options(api))
    outputs += built.lines
    assert len(kept(tmp_path)) == 1
    for status in (200, 401, 500):
        answer(api, page(b"<html>" + TOKEN.encode(), status))
        outputs += make(tmp_path / "mkdocs.yml").lines
        for name in ("refresh", "check", "ledger"):
            outputs.append(command(tmp_path, name).output)
        outputs.append(command(tmp_path, "webmention", "pending").output)
    everything = "\n".join(outputs).encode() + built.all_bytes()
    everything += b"".join(path.read_bytes() for path in (tmp_path / FOLDER).rglob("*") if path.is_file())
    assert b"s3cr3t" not in everything


def test_a_token_that_was_written_into_the_option_is_not_repeated_either(tmp_path: Path, api: Server) -> None:
    chosen = options(api)
    chosen["reciprocity"]["webmentions"] = api.url("/api?token=hunter2")
    answer(api, page(status=500))
    built = site(tmp_path, SITE, chosen)
    said = "\n".join(built.lines) + command(tmp_path, "refresh").output
    assert f"127.0.0.1:{api.port}/api: webmentions: the server answered 500" in said
    assert "hunter2" not in said
    stored = b"".join(path.read_bytes() for path in (tmp_path / FOLDER).rglob("*") if path.is_file())
    assert b"hunter2" not in stored


# --- servers that do not behave

LARGE = b'{"children": ["' + b"x" * 2_000_000 + b'"]}'
DEEP = b'{"children": ' + b"[" * 100_000
BAD: dict[str, tuple[Page, str]] = {
    "500": (page(b"oops", 500), "the server answered 500"),
    "401": (page(b"no", 401), "the server answered 401"),
    "html": (page(b"<html>"), "the answer is no JF2 feed"),
    "empty": (page(b""), "the answer is no JF2 feed"),
    "wrong types": (page(b'{"children": {"wm-id": 1}}'), "the answer is no JF2 feed"),
    "large": (page(LARGE), "more than 1 MB"),
    "endless": (endless(head(200, {}), b"x" * 65536), "more than 1 MB"),
    "deep": (page(DEEP), "the answer is no JF2 feed"),
    "no HTTP": (raw(b"hello"), "the answer is not proper HTTP, or ended too early"),
    "a circle": (redirect("/api"), "too many redirects"),
    "elsewhere": (redirect("http://10.0.0.1/"), "the address is not on the public internet (10.0.0.1)"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_server_that_fails_is_one_line_and_the_last_good_copy_stands_in(
    tmp_path: Path, api: Server, name: str
) -> None:
    bad, error = BAD[name]
    answer(api, bad)
    place = f"http://127.0.0.1:{api.port}/api/mentions.jf2"
    chosen = options(api, max_bytes="1MB")
    built = site(tmp_path, SITE, chosen, strict=True)
    assert not built.aborted
    assert built.ours() == [f"INFO reciprocity: {place}: webmentions: {error}; they are left out for now"]
    answer(api, Api([entry(1)]).page)
    assert "new: 1" in command(tmp_path, "refresh").stdout
    answer(api, bad)
    draw(tmp_path, SITE, options(api, max_bytes="1MB", fetch="always"))
    built = make(tmp_path / "mkdocs.yml")
    assert "Ada Example answered" in built.content("looms/index.html")
    said = [line for line in built.ours() if "webmentions" in line]
    assert len(said) == 1
    assert said[0].startswith(f"INFO reciprocity: {place}: webmentions: {error}; the copy of 20")


def test_half_of_the_pages_is_no_copy(tmp_path: Path, api: Server) -> None:
    answer(api, Api([entry(1), entry(2)]).page)
    site(tmp_path, SITE, options(api))
    service = Api([entry(number) for number in range(1, 9)])

    def breaks(asked: Asked, say: Say) -> bool:
        return page(status=500)(asked, say) if "page=1" in asked.path else service.page(asked, say)

    answer(api, breaks)
    command(tmp_path, "refresh")
    assert [one.id for one in kept(tmp_path)] == ["2", "1"]


def test_a_server_that_is_busy_is_left_alone(tmp_path: Path, api: Server) -> None:
    answer(api, page(b"", 429, Retry_After="3600"))
    site(tmp_path, SITE, options(api))
    api.asked.clear()
    assert "not asked: the server wants to be left alone until" in command(tmp_path, "refresh").stdout
    assert api.asked == []


def test_one_that_fails_harms_no_other(tmp_path: Path, api: Server) -> None:
    answer(api, page(status=500))
    chosen = options(api)
    chosen["reciprocity"]["webmentions"] = [api.url(QUERY), "mentions.jf2"]
    built = site(tmp_path, {**SITE, "mentions.jf2": document(entry(1))}, chosen)
    assert "Ada Example answered" in built.content("looms/index.html")


def test_what_was_kept_and_cannot_be_read_is_read_anew(tmp_path: Path, api: Server) -> None:
    import sqlite3

    service = Api([entry(1)])
    answer(api, service.page)
    site(tmp_path, SITE, options(api))
    with closing(sqlite3.connect(tmp_path / FOLDER / "store.sqlite")) as connection, connection:
        connection.execute("UPDATE mentions SET kept = ?", (b"{",))
    service.queries.clear()
    assert "Ada Example answered" in make(tmp_path / "mkdocs.yml").content("looms/index.html")
    assert "since_id" not in service.queries[0]


# --- people who are not listed, and what is hostile

EVE = "https://eve.example/post"


def of_eve(**said: Any) -> bytes:
    return document(entry(1, EVE, "repost-of", **{"name": "Title of Eve", **said}))


def built_with(root: Path, body: bytes, log: str = LOG) -> Built:
    files = {**SITE, "mentions.jf2": body, "reciprocity.yml": log}
    return site(root, files, {"reciprocity": {"webmentions": "mentions.jf2"}})


def test_until_they_are_accepted_strangers_are_in_nothing_that_is_built(tmp_path: Path) -> None:
    built = built_with(tmp_path, of_eve())
    everything = built.all_bytes() + "\n".join(built.lines).encode()
    for word in (b"eve.example", b"of Eve", b"Unlisted"):
        assert word not in everything
    assert built_with(tmp_path, document()).files() == built.files()


def test_pending_shows_the_row_that_accepts_it(tmp_path: Path) -> None:
    built_with(tmp_path, of_eve())
    said = command(tmp_path, "refresh")
    assert "read: 1" in said.stdout
    assert "1 webmention is held back; `mkdocs-reciprocity accept` asks about each" in said.stderr
    shown = command(tmp_path, "webmention", "pending").stdout
    lines = [line.strip() for line in shown.splitlines()]
    assert "Words of Eve" in lines
    accepted = next(line for line in lines if line.startswith("- {"))
    built = built_with(tmp_path, of_eve(), f"{LOG}interactions:\n{accepted}\n")
    assert built.warnings() == []
    assert "Passed on by eve.example (Title of Eve)" in built.content("looms/index.html")
    assert command(tmp_path, "webmention", "pending").stdout == "Nothing is held back.\n"


@pytest.mark.parametrize(("typed", "shown"), [("y", True), ("i", False), ("n", False)])
def test_accept_asks_about_strangers(tmp_path: Path, typed: str, shown: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    built_with(tmp_path, of_eve())
    assert "use --all, which leaves out people who are not listed" in command(tmp_path, "accept").output
    everything = (tmp_path / "reciprocity.yml").read_bytes()
    assert command(tmp_path, "accept", "--all").output == ""
    assert (tmp_path / "reciprocity.yml").read_bytes() == everything
    monkeypatch.setattr("mkdocs_reciprocity.cli.accept.on_a_terminal", lambda: True)
    arguments = ["accept", "-f", str(tmp_path / "mkdocs.yml")]
    said = CliRunner().invoke(main, arguments, input=f"{typed}\n")
    assert said.exit_code == 0, said.output
    assert "1 of 1 (of somebody who is not listed)" in said.output
    assert "who are not listed does not count before you keep it." in " ".join(said.output.split())
    log = (tmp_path / "reciprocity.yml").read_text("utf-8")
    built = built_with(tmp_path, of_eve(), log)
    assert built.warnings() == []
    assert ("Passed on by eve.example (Title of Eve)" in built.content("looms/index.html")) is shown
    held = command(tmp_path, "webmention", "pending").stdout
    assert ("Nothing is held back." in held) is (typed != "n")


def test_accept_keeps_what_peers_sent(tmp_path: Path) -> None:
    built_with(tmp_path, document(entry(1), entry(2, kind="like-of")))
    before = json.loads(command(tmp_path, "ledger", "--format", "json").stdout)
    assert "kept: 2026-11-10: Ada Example" in command(tmp_path, "accept", "--all").output
    (tmp_path / "mentions.jf2").write_bytes(document())
    after = json.loads(command(tmp_path, "ledger", "--format", "json").stdout)
    kept = [{**row, "note": None} for row in before]
    assert sorted(after, key=repr) == sorted(kept, key=repr), "their words are not copied into the log"
    assert command(tmp_path, "accept", "--all").output == ""


def test_the_name_and_address_of_a_peer_make_nobody_a_peer(tmp_path: Path) -> None:
    ada = {"author": {"name": "Ada Example", "url": "https://ada.example/"}, "url": "https://ada.example/post"}
    built = built_with(tmp_path, of_eve(**ada))
    assert "Ada Example shared" not in built.content("looms/index.html")


HOSTILE = "<script>alert(1)</script>{{ 7*7 }}\x1b]0;x\x07\u202e\n::error::x"


def test_hostile_text_is_text(tmp_path: Path) -> None:
    said: dict[str, Any] = {"name": HOSTILE, "content": {"html": HOSTILE}, "author": {"name": HOSTILE}}
    built = built_with(tmp_path, document(entry(1, kind="mention-of", **said)))
    content = built.read("looms/index.html") + built.read("pay-it-forward/index.html")
    assert "alert(1)" in content
    assert "alert(1)</script>" not in content
    assert "{{" not in content
    assert not any(char in content for char in "\x1b\x07\u202e")
    built_with(tmp_path, of_eve(**said))
    shown = command(tmp_path, "webmention", "pending").output
    assert not any(char in shown for char in "\x1b\x07\u202e")


@pytest.mark.parametrize("wrong", ["ftp://x.example/", "https://", 5, {"from": "webmention.io"}, [""], "a\x07b"])
def test_an_option_that_makes_no_sense_stops_with_a_sentence(tmp_path: Path, wrong: object) -> None:
    said = refusal(tmp_path, {"webmentions": wrong})
    assert "webmentions" in said
    assert "Traceback" not in said


def test_several_places_and_none_are_fine(tmp_path: Path) -> None:
    files = {**SITE, "a.jf2": document(entry(1)), "b.jf2": document(entry(1), entry(2))}
    built = site(tmp_path, files, {"reciprocity": {"webmentions": ["a.jf2", "b.jf2"]}})
    assert built.content("looms/index.html").count("Ada Example answered") == 2
    assert site(tmp_path, files, {"reciprocity": {"webmentions": None}}).ours() == []


def test_a_post_that_is_in_the_feed_too_is_thanked_for_once(tmp_path: Path) -> None:
    from tests.sites.drawing import entry as item
    from tests.sites.drawing import rss

    feed = rss(item("Post", "https://ada.example/post-1", html=f'<a href="{LOOMS}">x</a>'))
    files = {**SITE, "reciprocity.yml": ADA, "feeds/ada.xml": feed, "mentions.jf2": document(entry(1))}
    built = site(tmp_path, files, {"reciprocity": {"webmentions": "mentions.jf2"}})
    assert built.content("looms/index.html").count("Ada Example") == 1


MY_OWN: list[dict[str, Any]] = [
    {"url": "https://social.example/@me/78", "kind": "in-reply-to",
     "source": "https://brid.gy/comment/mastodon/@me@social.example/70/78", "author": "https://social.example/@me"},
    {"url": "https://me.example/cards/", "kind": "mention-of", "source": "https://me.example/cards/",
     "author": "https://me.example/"},
    {"url": "https://social.example/@me/70", "kind": "mention-of",
     "source": "https://brid.gy/post/mastodon/@me@social.example/70", "author": "https://social.example/@me"},
]  # fmt: skip


@pytest.mark.parametrize(("aliases", "held"), [([], 2), (["https://social.example/@me"], 0)])
def test_my_own_answers_are_no_reactions(tmp_path: Path, aliases: list[str], held: int) -> None:
    """What is on this site never is; what is at another address of mine is not where `aliases` names that."""
    children = [
        {"type": "entry", "author": {"type": "card", "name": "Myself", "url": one["author"]}, "url": one["url"],
         "published": "2026-11-20T07:30:00Z", "wm-id": number, "wm-source": one["source"], "wm-property": one["kind"],
         "wm-target": "https://me.example/looms/", "content": {"text": "Words of mine!"}}
        for number, one in enumerate(MY_OWN)
    ]  # fmt: skip
    feed = json.dumps({"type": "feed", "name": "Webmentions", "children": children})
    files = {**SITE, "docs/cards.md": "# Cards\n", "mentions.jf2": feed}
    built = site(tmp_path, files, {"reciprocity": {"webmentions": "mentions.jf2", "aliases": aliases}}, strict=True)
    assert not built.aborted, built.lines
    assert built.tree("looms/index.html").css(".reciprocity") == []
    for said in (b"Myself", b"Words of mine", b"social.example/@me/7"):
        assert said not in built.all_bytes()
    assert json.loads(command(tmp_path, "ledger", "--format", "json").stdout) == []
    pending = command(tmp_path, "webmention", "pending").stdout
    assert pending.count("source: webmention") == held
    assert "me.example/cards" not in pending
