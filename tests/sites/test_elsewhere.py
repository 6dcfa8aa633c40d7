"""Sites whose author names places elsewhere: the ledger and the pages before and after, and what is nowhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from msgspec import Struct

from mkdocs_reciprocity.cache.store import Store
from mkdocs_reciprocity.cli import main
from mkdocs_reciprocity.cli.site import site
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.sources import Sources
from tests import hosts
from tests.core.accounts.making import account, link, toot
from tests.networks import Mastodon, answer
from tests.server import Server, page, server, stuck
from tests.sites.drawing import Built, Files, draw, entry, make, python, rss

LOG = """\
peers:
  ada: {name: Ada Example, home: https://ada.example/, also: [https://ada.example/@ada]}
  cleo: {name: Cleo Hidden, home: https://cleo.example/, also: [https://cleo.example/@cleo], private: true}
"""
FILES = {"docs/looms.md": "---\ndate: 2026-11-01\n---\n# Looms\n\nOn looms.\n", "reciprocity.yml": LOG}
ADA, CLEO = account("ada@ada.example", "7"), account("cleo@cleo.example", "8")
ZED = account("zed@zed.example", "9", display_name="Zed Zebra")
SHY = account("shy@shy.example", "10", display_name="Shy Sheep", discoverable=False, noindex=True)

PRIVATE = (b"unlisted-page", b"followers-page", b"My very words", b"Zebra", b"zed.example", b"Sheep", b"shy.example",
           b"cleo", b"Cleo", b"What Ada said", b"s3cret")  # fmt: skip
"""What nothing may have that a build writes, as long as nothing is accepted."""


class Home(Struct):
    """A site whose author is ``mara`` on a server."""

    root: Path
    running: Server
    network: Mastodon
    config: Path

    def command(self, *arguments: str, typed: str | None = None) -> Result:
        result = CliRunner().invoke(main, [*arguments, "-f", str(self.config)], input=typed)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    def ledger(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.command("ledger", "--format", "json").stdout)
        return [row for row in found if row["source"] == "account"]

    def asked(self) -> list[str]:
        found = [asked.path.partition("?")[0] for asked in self.running.asked]
        self.running.asked.clear()
        return found

    def build(self) -> Built:
        return make(self.config)

    def everything(self) -> bytes:
        """All that a build writes and says."""
        built = self.build()
        return built.all_bytes() + "\n".join(built.lines).encode()


def new(root: Path, running: Server, files: Files = FILES, **options: Any) -> Home:
    network = Mastodon(running.url(""))
    running.pages = network
    said = {"me": [running.url("/@mara")], "feeds": {"allow_hosts": ["127.0.0.1"], "max_age": "1h"}, **options}
    return Home(root, running, network, draw(root, files, {"reciprocity": said}))


def talk(network: Mastodon) -> None:
    """A post to pass on with words, two that are not for everybody, and a post about looms with what others did."""
    network.toot("101", f"<p>My very words: {link('https://ada.example/engines/')}</p>")
    network.toot("102", f"<p>Hm {link('https://ada.example/unlisted-page/')}</p>", visibility="unlisted")
    network.toot("103", f"<p>Hm {link('https://ada.example/followers-page/')}</p>", visibility="private")
    network.toot("104", f"<p>New: {link('https://me.example/looms/')}</p>")
    network.boosts["104"] = [ADA, CLEO, ZED, SHY]
    network.below["104"] = [toot("900", "<p>What Ada said</p>", ADA, in_reply_to_id="104")]


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    with server({}) as running:
        yield new(tmp_path, running)


def test_before_anything_is_asked_the_ledger_has_nothing_of_it(home: Home) -> None:
    assert home.ledger() == []
    assert home.asked() == []


def test_what_was_given_and_got_there_is_in_the_ledger_and_on_the_pages_at_the_next_build(home: Home) -> None:
    talk(home.network)
    built = home.build()
    assert len(home.asked()) == 4
    rows = {(row["direction"], row["kind"], row["peer"], row["url"], row["private"]) for row in home.ledger()}
    assert rows == {
        ("given", "share", "ada", "https://ada.example/engines/", False),
        ("given", "share", "ada", "https://ada.example/unlisted-page/", True),
        ("received", "share", "ada", "https://me.example/looms/", False),
        ("received", "reply", "ada", "https://me.example/looms/", False),
        ("received", "share", "cleo", "https://me.example/looms/", True),
    }
    (given,) = (row for row in home.ledger() if row["url"] == "https://ada.example/engines/")
    assert (given["evidence"], given["via"], given["note"]) == ([home.running.url("/@mara/101")], "mastodon", None)
    assert "engines" in built.content("shared/index.html")
    foot = built.content("looms/index.html")
    assert "Passed on by Ada Example" in foot
    assert "Ada Example answered" in foot
    assert built.warnings() == []


def test_nothing_private_and_nothing_that_was_not_accepted_is_in_what_is_built(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECIPROCITY_TOKEN_127_0_0_1", "s3cret")
    talk(home.network)
    everything = home.everything()
    assert b"https://ada.example/engines/" in everything
    assert [word for word in PRIVATE if word in everything] == []
    assert all(asked.headers["authorization"] == "Bearer s3cret" for asked in home.running.asked)


def test_a_warm_build_asks_nothing_and_writes_the_same(home: Home) -> None:
    talk(home.network)
    cold = home.build()
    files = cold.files()
    home.asked()
    warm = home.build()
    assert home.asked() == []
    assert warm.files() == files


def test_strangers_are_held_back_until_they_are_accepted(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    talk(home.network)
    refreshed = home.command("refresh")
    assert f"{home.running.url('/@mara')}" in refreshed.stdout
    assert "new: 3 posts, 5 reactions" in refreshed.stdout
    assert "1 reaction from an account is held back; `mkdocs-reciprocity accept` asks about each" in refreshed.stderr
    shown = home.command("webmention", "pending").stdout
    assert "zed.example shared https://me.example/looms/" in " ".join(shown.split())
    assert "shy.example" not in shown
    before = home.build()
    monkeypatch.setattr("mkdocs_reciprocity.cli.accept.on_a_terminal", lambda: True)
    said = home.command("accept", typed="n\nn\nn\nn\nn\ny\n").output
    assert "6 of 6 (of somebody who is not listed)" in said
    assert "zed.example" not in before.content("looms/index.html")
    assert "Passed on by @zed@zed.example and Ada Example" in home.build().content("looms/index.html")
    assert home.command("webmention", "pending").stdout == "Nothing is held back.\n"


@pytest.mark.parametrize(("typed", "noted"), [("y", True), ("w", False)])
def test_my_words_are_a_note_if_they_are_accepted(
    home: Home, typed: str, noted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.network.toot("101", f"<p>My very words: {link('https://ada.example/engines/')}</p>")
    home.command("refresh")
    assert "My very words" in home.command("desk").output
    ids = [
        line
        for line in home.build().read("shared/index.html").split('"')
        if line.startswith("https://me.example/shared")
    ]
    monkeypatch.setattr("mkdocs_reciprocity.cli.accept.on_a_terminal", lambda: True)
    said = home.command("accept", typed=f"x\n{typed}\n").output
    assert "note: My very words" in said
    assert "[y]es, [w]ithout the note, [n]o" in said
    built = home.build()
    assert (b"My very words" in built.all_bytes()) is noted
    assert [
        line for line in built.read("shared/index.html").split('"') if line.startswith("https://me.example/shared")
    ] == ids
    assert len([row for row in home.ledger() if row["direction"] == "given"]) == 1
    assert "My very words" not in home.command("desk").output


def test_accept_all_publishes_no_words(home: Home) -> None:
    talk(home.network)
    home.command("refresh")
    assert home.command("accept", "--all").exit_code == 0
    everything = home.everything()
    assert [word for word in PRIVATE if word in everything] == []


def test_what_is_deleted_there_goes_here_but_not_out_of_the_log(home: Home) -> None:
    talk(home.network)
    home.command("refresh")
    home.network.statuses.clear()
    home.command("refresh")
    assert home.ledger() == []


def test_forget_deletes_what_somebody_did_there(home: Home) -> None:
    talk(home.network)
    home.command("refresh")
    said = home.command("forget", "ada", "--yes").output
    assert f"{home.running.url('/@mara')}: what they did there stays there, and will be held back" in said
    kept = (home.root / ".cache/reciprocity/store.sqlite").read_bytes()
    assert b"ada.example" not in kept
    assert b"zed.example" in kept


def test_a_place_that_fails_is_said_by_check_peers_list_refresh_and_a_build(home: Home) -> None:
    home.network.wrong["/api/"] = answer({}, 401)
    place = home.running.url("/@mara")
    line = f"{place}: its server wants a key (the server answered 401); put one into the environment as RECIPROCITY_"
    assert any(line in said for said in home.build().lines)
    assert home.build().warnings() == []
    for command in (["check"], ["peers", "list"], ["webmention", "pending"]):
        assert line in home.command(*command).output, command
    assert home.command("check").exit_code == 0
    assert "failed: its server wants a key" in home.command("refresh").output


def test_a_home_that_asks_for_no_reactions_is_obeyed(tmp_path: Path) -> None:
    with server({}) as running, server({}) as theirs:
        theirs.pages["/"] = page(
            b'<meta name="reciprocity" content="no-reactions"><p>Ada', 200, Content_Type="text/html"
        )
        log = LOG.replace("https://ada.example/,", f"{theirs.url('/')}, feed: ada.xml,")
        home = new(tmp_path, running, {**FILES, "reciprocity.yml": log, "ada.xml": rss()})
        talk(home.network)
        foot = home.build().content("looms/index.html")
        assert "Ada Example" not in foot
        assert [asked.path for asked in theirs.asked] == ["/"]
        home.command("refresh")
        assert len(theirs.asked) == 1
        assert "Ada Example" not in home.build().content("looms/index.html")


# --- own feeds and files


SHARED = rss(
    entry("On engines", "https://ada.example/engines/", html="Worth a read."), entry("Nets", "https://nets.example/1"),
    home="https://links.example/",
)  # fmt: skip


def test_an_own_feed_is_what_was_passed_on(tmp_path: Path) -> None:
    with server({}) as running:
        home = new(
            tmp_path, running, me=[running.url("/shared.xml"), {"url": running.url("/likes.xml"), "kind": "like"}]
        )
        home.network["/shared.xml"] = page(SHARED.encode())
        home.network["/likes.xml"] = page(rss(entry("Looms", "https://ada.example/looms/")).encode())
        built = home.build()
        assert {(row["kind"], row["peer"], row["url"], row["private"]) for row in home.ledger()} == {
            ("share", "ada", "https://ada.example/engines/", False),
            ("share", "nets.example", "https://nets.example/1", False),
            ("like", "ada", "https://ada.example/looms/", True),
        }
        assert "On engines" in built.content("shared/index.html")
        assert sorted(home.asked()) == ["/likes.xml", "/shared.xml"]
        home.build()
        assert home.asked() == []
        assert "2 entries, read on" in home.command("refresh").stdout


def test_a_page_of_mine_that_names_a_feed(tmp_path: Path) -> None:
    with server({}) as running:
        home = new(tmp_path, running, me=[running.url("/mara/")])
        home.network["/mara/"] = page(b'<link rel="alternate" type="application/rss+xml" href="/notes.xml">')
        home.network["/notes.xml"] = page(SHARED.encode())
        home.build()
        assert len(home.ledger()) == 2
        home.network.clear()
        # A blog with this plugin names a feed of shares beside its own.
        home = new(tmp_path / "shares", running, me=[running.url("/lila/")])
        home.network["/lila/"] = page(b'<link rel="alternate" type="application/rss+xml" href="/shared.xml">')
        home.network["/shared.xml"] = page(SHARED.encode())
        home.build()
        home.build()
        assert len(home.ledger()) == 2
        assert "no feed was found" not in home.command("check").output
        home.network.clear()
        other = new(tmp_path / "other", running, me=[running.url("/nothing/")])
        (line,) = (line for line in other.build().lines if "/nothing/" in line)
        assert line.endswith(
            "no feed was found there (the server answered 404); write the address of the feed into `me`, or "
            f'"@nothing@127.0.0.1:{running.port}" if this is an account'
        )


def test_a_feed_with_a_key_in_its_address_is_private_and_its_address_is_in_no_message(tmp_path: Path) -> None:
    with server({}) as running:
        home = new(tmp_path, running, me=[running.url("/feeds/3f2a9c81d07b4e65/all.xml")])
        home.network["/feeds/3f2a9c81d07b4e65/all.xml"] = page(SHARED.encode())
        everything = home.everything()
        assert {row["private"] for row in home.ledger()} == {True}
        assert b"engines" not in everything
        home.network.clear()
        page_of_mine = new(tmp_path / "page", running, me=[running.url("/u/3f2a9c81d07b4e65/")])
        page_of_mine.network["/u/3f2a9c81d07b4e65/"] = page(b'<link rel="alternate" type="text/xml" href="/all.xml">')
        page_of_mine.network["/u/3f2a9c81d07b4e65/feed.xml"] = page(SHARED.encode())
        assert b"engines" not in page_of_mine.everything()
        assert {row["private"] for row in page_of_mine.ledger()} == {True}
        assert "3f2a9c81d07b4e65" not in home.command("refresh").output
        assert "3f2a9c81d07b4e65" not in home.command("check").output
        assert b"3f2a9c81d07b4e65" not in home.everything()


def test_saved_answers_are_read_from_a_folder_and_never_published(tmp_path: Path) -> None:
    with server({}) as running:
        network = Mastodon("https://social.example")
        talk(network)
        network.at("/api/v1/accounts/lookup", {})
        saved = {
            "account": account(),
            "statuses": [{**status, "account": account()} for status in network.statuses],
            "boosts-104": network.boosts["104"],
            "thread-104": {"ancestors": [], "descendants": network.below["104"]},
        }
        files = {f"docs/saved/{name}.json": json.dumps(what) for name, what in saved.items()}
        home = new(tmp_path, running, {**FILES, **files, "links.xml": SHARED}, me=["docs/saved", "links.xml"])
        built = home.build()
        assert home.asked() == []
        assert {(row["direction"], row["kind"], row["peer"]) for row in home.ledger()} == {
            ("given", "share", "ada"), ("given", "share", "nets.example"), ("received", "share", "ada"),
            ("received", "reply", "ada"), ("received", "share", "cleo"),
        }  # fmt: skip
        assert not built.has("saved/account.json")
        everything = built.all_bytes()
        assert [word for word in PRIVATE if word in everything] == []
        assert "Passed on by Ada Example" in built.content("looms/index.html")
        before = Store(tmp_path).accounts(["docs/saved"])
        home.build()
        assert Store(tmp_path).accounts(["docs/saved"]) == before
        (tmp_path / "docs/saved/account.json").unlink()
        (line,) = (line for line in home.build().lines if "docs/saved: " in line)
        assert "there is no account.json in it" in line


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with server({}) as running:
        home = new(tmp_path, running, me=["saved.json"])
        said = home.command("check").output
        assert "saved.json: your feed: cannot be read (No such file or directory)" in said


def test_nobody_is_asked_if_nobody_shall_be(tmp_path: Path) -> None:
    with server({}) as running:
        home = new(tmp_path, running, feeds={"fetch": "never", "allow_hosts": ["127.0.0.1"]})
        talk(home.network)
        home.build()
        assert home.asked() == []


def test_a_place_that_is_no_longer_named_is_forgotten(home: Home) -> None:
    talk(home.network)
    home.command("refresh")
    before = home.running.url("/@mara")
    new(home.root, home.running, me=["https://bsky.app/profile/mara.example"])
    home.command("refresh")
    assert Store(home.root).accounts([before]) == {}


def test_a_build_that_is_given_up_waits_for_no_place(home: Home) -> None:
    home.network.wrong["/api/"] = stuck
    of, _ = site(str(home.config))
    sources = Sources(Gathering(of), fetch=True, force=True, patient=True)
    sources.cancel()
    sources.keep()
    done, total = sources.progress()
    assert done == total
    assert sources.elsewhere
    assert sources.elsewhere.progress() == (1, 1)
    assert [*sources.elsewhere.problems()] == []


def test_whatever_a_server_says_nothing_is_published_that_was_not_accepted(home: Home) -> None:
    network = home.network
    network.toot("104", f"<p>New: {link('https://me.example/looms/')}</p>")
    pretender = account("ada@evil.example", "11", display_name="Ada Example", url="https://ada.example/@ada")
    marked = account("eve@eve.example", "12", display_name="<script>alert(1)</script>{{ 7*7 }}")
    network.boosts["104"] = [pretender, marked, {"id": [], "acct": 5}, {}]  # the last are no accounts
    network.below["104"] = [toot("900", "<p>{{ config }} <script>", marked, in_reply_to_id="104")]
    network.toot("105", "<p>" + "".join(link(f"https://x{n}.example/") for n in range(500)))
    network.toot("106", f"<p>Tomorrow {link('https://ada.example/soon/')}</p>", created_at="2026-11-24T10:00:00Z")
    network.toot("107", f"<p>When? {link('https://ada.example/when/')}</p>", created_at="9999-99-99")
    network.statuses += [{"id": "5"}, {**network.statuses[0], "id": "6", "account": marked}]  # not mine
    built = home.build()
    everything = built.all_bytes() + "\n".join(built.lines).encode()
    for word in (b"evil.example", b"eve.example", b"alert(1)", b"7*7", b"{{ config", b"x7.example", b"soon"):
        assert word not in everything, word
    assert "Ada Example" not in built.content("looms/index.html")
    assert [row["url"] for row in home.ledger()] == ["https://ada.example/when/"]
    assert [row["date"] for row in home.ledger()] == [None]
    assert built.warnings() == []
    (line,) = (line for line in built.lines if "/@mara: " in line)
    assert line.endswith("a post has more links than can be read")
    shown = home.command("webmention", "pending").stdout
    assert "eve.example" in shown
    assert "evil.example" in shown
    accepted = home.command("accept", "--all").output
    assert "evil" not in accepted


def test_a_warm_build_reads_no_answer_and_imports_nothing_that_asks(tmp_path: Path) -> None:
    fed = LOG.replace("also:", "feed: feed.xml, also:")
    with server({}) as running:
        home = new(tmp_path, running, {**FILES, "reciprocity.yml": fed, "feed.xml": rss()})
        talk(home.network)
        home.build()
        assert len(home.asked()) == 4
        code = (
            f"{hosts.IN_PROCESS}\nimport sys\nfrom mkdocs.__main__ import cli\n"
            "cli(['build', '-q'], standalone_mode=False)\nprint(*sys.modules)"
        )
        found = {name.removeprefix("mkdocs_reciprocity.") for name in python("-c", code, cwd=home.root).stdout.split()}
        assert "collect.elsewhere" in found
        needless = ("httpcore", "ssl", "network", "core.accounts.rounds", "core.accounts.mastodon")
        assert [name for name in needless if name in found] == []
        assert home.asked() == []
