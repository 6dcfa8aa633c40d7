"""``mkdocs-reciprocity forget`` and ``peers``."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mkdocs_reciprocity.cache.kept import Surroundings
from mkdocs_reciprocity.cache.store import Kept, KeptMentions, Store
from mkdocs_reciprocity.cli import main
from mkdocs_reciprocity.collect import log_files
from mkdocs_reciprocity.collect.feeds import Asking
from mkdocs_reciprocity.collect.writing import log_file
from mkdocs_reciprocity.core.feeds.schedule import FeedState
from mkdocs_reciprocity.core.model import Feed, FeedEntry, Mention, Neighbour
from mkdocs_reciprocity.core.url import Url
from tests.server import page, server
from tests.sites.drawing import draw, make, rss

LOG = """\
# mine
peers:
  ada: {name: Ada Example, home: https://ada.example/, feed: feeds/ada.xml}   # a friend
  # who came second
  dora:
    name: "Dora \\e[31m Blum"
    home: https://dora.example/
interactions:
- {date: 2026-11-02, gave: share, url: https://ada.example/engines/, title: On engines}
- {date: 2026-11-03, gave: share, url: https://dora.example/x/}   # about her
- date: 2026-11-04
  got: comment
  peer: dora
  url: https://me.example/looms/
# keep this
- {date: 2026-11-05, got: link, peer: ada, url: https://me.example/, evidence: https://dora.example/guest/}
ignore:
- {peer: dora, gave: link}
- evidence: https://dora.example/y/
- {peer: ada, got: share}
"""
PRIVATE = "interactions:\n- {date: 2026-11-06, gave: thank, peer: dora}\n"
LEFT = """\
# mine
peers:
  ada: {name: Ada Example, home: https://ada.example/, feed: feeds/ada.xml}   # a friend
  # who came second
interactions:
- {date: 2026-11-02, gave: share, url: https://ada.example/engines/, title: On engines}
# keep this
- {date: 2026-11-05, got: link, peer: ada, url: https://me.example/, evidence: https://dora.example/guest/}
ignore:
- {peer: ada, got: share}
"""
FILES = {"reciprocity.yml": LOG, "reciprocity.private.yml": PRIVATE, "feeds/ada.xml": rss()}
FEED = rss("<title>A</title><link>/a</link>", title="Cleo\x9b31m writes", home="http://127.0.0.1/blog/")


def run(*arguments: str | Path, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=typed)


def log(root: Path) -> str:
    return (root / "reciprocity.yml").read_text("utf-8")


@pytest.fixture
def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mkdocs_reciprocity.cli.forget.on_a_terminal", lambda: True)


# --- forget


def test_a_peer_is_forgotten_in_all_files(tmp_path: Path) -> None:
    config = draw(tmp_path, FILES)
    result = run("forget", "dora", "--yes", "-f", config)
    assert result.exit_code == 0, result.output
    assert log(tmp_path) == LEFT
    assert (tmp_path / "reciprocity.private.yml").read_text("utf-8") == "interactions:\n"
    assert "\x1b" not in result.output
    assert "reciprocity.yml:10: 2026-11-03: You shared" in result.output
    assert "3 rows, 2 entries below `ignore:` and what is kept of their feeds and webmentions will go." in result.output
    assert "reciprocity.yml:16: stays, because it is about somebody else" in result.output
    assert run("forget", "dora", "--yes", "-f", config).output.startswith('unknown peer "dora"')


BEFORE = ".cache/reciprocity/before"


def test_the_copies_are_private_and_no_log(tmp_path: Path) -> None:
    logs = {"log/a.yml": LOG, "log/b.private.yml": PRIVATE, "feeds/ada.xml": rss()}
    config = draw(tmp_path, logs, {"reciprocity": {"log": ["log/*.yml", "log/*.private.yml"]}})
    said = run("forget", "dora", "--yes", "-f", config).output
    assert f"as it was: {BEFORE}/a.yml.before.private.yml (private; delete it when you are sure)" in said
    copies = sorted((tmp_path / BEFORE).iterdir())
    assert [copy.name for copy in copies] == ["a.yml.before.private.yml", "b.private.yml.before.private.yml"]
    for copy, text in zip(copies, (LOG, PRIVATE), strict=True):
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
        assert copy.read_text("utf-8") == text
        assert log_files.is_private(copy.name)
    assert stat.S_IMODE((tmp_path / BEFORE).stat().st_mode) == 0o700
    assert "Dora" not in run("ledger", "-f", config).output


def test_letters_to_them_stay_and_are_named(tmp_path: Path) -> None:
    letters = dict.fromkeys(
        ("letters/2025/dora.private.md", "letters/2026/dora.private.md", "letters/2026/ada.private.md"), "Dear"
    )
    said = run("forget", "dora", "--yes", "-f", draw(tmp_path, {**FILES, **letters})).output
    stays = "your letter to them, which stays; delete it when you want"
    named = [line for line in said.splitlines() if "letter" in line]
    assert named == [f"letters/{year}/dora.private.md: {stays}" for year in (2025, 2026)]
    assert all((tmp_path / letter).read_text("utf-8") == "Dear" for letter in letters)


@pytest.mark.parametrize(
    "url", ["https://archive.example/web/2026/https://dora.example/x/", "https://me@dora.example:8443/x/"]
)
def test_a_row_about_another_that_tells_of_them_stays_and_is_named(tmp_path: Path, url: str) -> None:
    row = f"- {{date: 2026-11-07, gave: share, url: '{url}'}}\n"
    files = {**FILES, "reciprocity.yml": LOG.replace("# keep this\n", f"{row}# keep this\n")}
    said = run("forget", "dora", "--yes", "-f", draw(tmp_path, files)).output
    assert ":15: stays, because it is about somebody else; it contains an address of theirs" in said
    assert row in (tmp_path / "reciprocity.yml").read_text("utf-8")


def test_a_copy_is_never_written_over(tmp_path: Path) -> None:
    config = draw(tmp_path, FILES)
    run("forget", "dora", "--yes", "-f", config)
    run("forget", "ada", "--yes", "-f", config)
    assert (tmp_path / BEFORE / "reciprocity.yml.before.private.yml").read_text("utf-8") == LOG
    assert (tmp_path / BEFORE / "reciprocity.yml.before-2.private.yml").read_text("utf-8") == LEFT
    assert (tmp_path / BEFORE / "reciprocity.private.yml.before.private.yml").read_text("utf-8") == PRIVATE


def test_git_ignores_all_copies(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    config = draw(tmp_path, {**FILES, ".gitignore": "reciprocity.private.yml\n"})
    assert ".gitignore" not in run("forget", "dora", "--yes", "-f", config).output
    assert (tmp_path / ".gitignore").read_text("utf-8") == "reciprocity.private.yml\n"
    status = ["git", "-C", str(tmp_path), "status", "--porcelain", "-uall"]
    assert b"before" not in subprocess.run(status, capture_output=True, check=True).stdout


@pytest.mark.parametrize("excluded", ["", "!.*\n"])
def test_copies_of_a_log_below_docs_are_not_published(tmp_path: Path, excluded: str) -> None:
    """Nor are those that earlier versions kept there, and what a killed command has left."""
    old = dict.fromkeys(
        (
            "docs/.reciprocity.yml.before.private.yml",
            "docs/log/.a.yml.before-2.private.yml",
            "docs/.reciprocity.yml.01234567.reciprocity~",
            "docs/.cache/reciprocity/before/reciprocity.yml.before.private.yml",
        ),
        LOG,
    )
    files = {"docs/reciprocity.yml": LOG, "feeds/ada.xml": rss(), "docs/.well-known/x.txt": "Kept", **old}
    options = {"reciprocity": {"log": ["docs/reciprocity.yml"]}, "exclude_docs": excluded}
    config = draw(tmp_path, files, options)
    run("forget", "dora", "--yes", "-f", config)
    built = make(config)
    assert b"Blum" not in built.all_bytes()
    assert (b"Kept" in built.all_bytes()) == bool(excluded)


def test_nothing_of_their_feed_is_left_in_the_store(tmp_path: Path) -> None:
    pages = {"/f.xml": page(rss("<title>Unmistakable words</title><link>/a</link>").encode())}
    with server(pages) as peer:
        text = f"peers:\n  cleo: {{name: Cleo, home: {peer.url('/')}, feed: {peer.url('/f.xml')}}}\n"
        config = draw(tmp_path, {"reciprocity.yml": text}, {"reciprocity": ALLOWED})
        assert run("refresh", "-f", config).exit_code == 0
    store = tmp_path / ".cache/reciprocity/store.sqlite"
    assert b"Unmistakable words" in store.read_bytes()
    assert run("forget", "cleo", "--yes", "-f", config).exit_code == 0
    assert b"Unmistakable words" not in store.read_bytes()


def mention(source: str, text: str, author: str = "") -> Mention:
    here, url = Url("https://me.example/"), Url(author) if author else None
    return Mention(source=Url(source), target=here, kind="reply", author_url=url, text=text)


def test_nothing_is_left_of_what_is_around_their_home_nor_of_them_in_blogrolls(tmp_path: Path) -> None:
    home, shared, roll = "https://cleo.example/", "https://cleo.example/shared.xml", "https://cleo.example/b.opml"
    state = FeedState(url=Url(home))
    cleo, nora = (Neighbour(name, Url(f"https://{name}.example/")) for name in ("cleo", "nora"))
    theirs = Neighbour("A feed of Cleo's", feed=Url("https://www.cleo.example/f"))
    store = Store(tmp_path)
    store.keep_surroundings({home: Surroundings(state=state, shares=shared, blogroll=roll)})
    store.keep_feeds({shared: Kept(state=state)})
    others = {"https://ada.example/r": (cleo, nora, theirs), "https://dora.example/r": (nora,)}
    store.keep_blogrolls({roll: (nora,), **others})
    config = draw(tmp_path, {"reciprocity.yml": f"peers:\n  cleo: {{name: Cleo, home: {home}}}\n"}, {"reciprocity": {}})
    assert run("forget", "cleo", "--yes", "-f", config).exit_code == 0
    assert not (store.surroundings([home]))
    assert not (store.feeds([shared]))
    assert not (store.blogrolls([roll]))
    assert store.blogrolls(others) == dict.fromkeys(others, (nora,))
    assert b"cleo" not in (tmp_path / ".cache" / "reciprocity" / "store.sqlite").read_bytes()


def test_a_blogroll_that_cannot_be_read_is_forgotten(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.keep_blogrolls({"https://ada.example/r": (Neighbour("Nora", Url("https://nora.example/")),)})
    with closing(sqlite3.connect(tmp_path / ".cache" / "reciprocity" / "store.sqlite")) as database, database:
        database.execute("UPDATE blogrolls SET kept = ?", (b"damaged",))
    store.forget_neighbours(lambda _: False)
    with closing(sqlite3.connect(tmp_path / ".cache" / "reciprocity" / "store.sqlite")) as database:
        assert database.execute("SELECT * FROM blogrolls").fetchall() == []


def test_nothing_of_their_webmentions_is_left_in_the_store(tmp_path: Path) -> None:
    entry = {"wm-source": "https://dora.example/file", "wm-target": "https://me.example/", "content": "Dora's fourth"}
    files = {**FILES, "mentions.jf2": json.dumps({"children": [entry]}), "other.jf2": '{"children": []}'}
    config = draw(tmp_path, files, {"reciprocity": {"webmentions": ["mentions.jf2", "other.jf2"]}})
    store, place = Store(tmp_path), "a server that no option names any more"
    hers = mention("https://dora.example/a", "Dora's first")
    bridged = mention("https://brid.gy/1", "Dora's second", "https://dora.example/")
    adas = mention("https://ada.example/a", "what Ada said")
    state = FeedState(url=Url(""))
    store.keep_mentions({place: KeptMentions(state=state, mentions=(hers, adas, bridged), newest="7")})
    store.keep_mentions({"Ada's": KeptMentions(state=state, mentions=(adas,))})
    store._database.write("INSERT INTO mentions VALUES (?, 0, ?)", [("unreadable", b"{Dora's third")])
    result = run("forget", "dora", "--yes", "-f", config)
    assert result.exit_code == 0, result.output
    assert "mentions.jf2: webmentions of theirs stay there, and will be held back\n" in result.output
    assert "other.jf2" not in result.output
    assert b"Dora" not in (tmp_path / ".cache/reciprocity/store.sqlite").read_bytes()
    assert store.mentions([place]) == {place: KeptMentions(state=state, mentions=(adas,), newest="7")}
    assert store.mentions(["Ada's"])["Ada's"].mentions == (adas,)
    assert store.notes == []


@pytest.mark.usefixtures("at_a_terminal")
@pytest.mark.parametrize(("typed", "status"), [("n\n", 0), ("\n", 0), ("", 130)])
def test_no_is_no(tmp_path: Path, typed: str, status: int) -> None:
    config = draw(tmp_path, FILES)
    result = run("forget", "dora", "-f", config, typed=typed)
    assert result.exit_code == status
    assert "nothing was changed" in result.output
    assert log(tmp_path) == LOG
    assert not list((tmp_path / ".cache").rglob("*before*.yml"))


@pytest.mark.usefixtures("at_a_terminal")
def test_yes_is_yes(tmp_path: Path) -> None:
    config = draw(tmp_path, FILES)
    assert run("forget", "dora", "-f", config, typed="y\n").exit_code == 0
    assert log(tmp_path) == LEFT


def test_without_a_terminal_nobody_is_asked(tmp_path: Path) -> None:
    config = draw(tmp_path, FILES)
    result = run("forget", "dora", "-f", config)
    assert result.exit_code == 2
    assert "--yes" in result.output
    assert log(tmp_path) == LOG


def test_where_one_file_is_read_only_all_is_as_it_was(tmp_path: Path) -> None:
    config = draw(tmp_path, FILES)
    (tmp_path / "reciprocity.private.yml").chmod(0o444)
    result = run("forget", "dora", "--yes", "-f", config)
    assert result.exit_code == 2
    assert "reciprocity.private.yml: is read-only" in result.output
    assert log(tmp_path) == LOG
    assert not list((tmp_path / ".cache").rglob("*before*.yml"))


def test_ctrl_c_between_two_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = draw(tmp_path, FILES)
    real = log_file.change

    def change(path: Path, name: str, edit: log_file.Edit, *heading: bytes) -> bool:
        changed = real(path, name, edit, *heading)
        if name == "reciprocity.private.yml":
            monkeypatch.setattr(log_file, "change", real)
            raise KeyboardInterrupt
        return changed

    monkeypatch.setattr(log_file, "change", change)
    result = run("forget", "dora", "--yes", "-f", config)
    assert result.exit_code == 130
    assert log(tmp_path) == LOG
    assert (tmp_path / "reciprocity.private.yml").read_text("utf-8") == PRIVATE
    assert not list((tmp_path / ".cache").rglob("*before*.yml"))


KILLED = """
import os, signal
from mkdocs_reciprocity.cli import main
real = os.replace
def replace(*arguments):
    os.kill(os.getpid(), signal.SIGKILL)
os.replace = replace
main(["forget", "dora", "--yes"])
"""


def test_kill_9_leaves_the_old_file_and_a_copy(tmp_path: Path) -> None:
    config = draw(tmp_path, FILES)
    ran = subprocess.run([sys.executable, "-c", KILLED], cwd=tmp_path, capture_output=True, check=False, timeout=60)
    assert ran.returncode == -signal.SIGKILL
    assert log(tmp_path) == LOG
    assert run("forget", "dora", "--yes", "-f", config).exit_code == 0
    assert log(tmp_path) == LEFT
    assert not [name for name in os.listdir(tmp_path) if name.endswith("~")]


@pytest.mark.parametrize("text", ["{dora: {name: D}}", "[{name: D}]"])
def test_what_cannot_be_taken_out_is_named(tmp_path: Path, text: str) -> None:
    config = draw(tmp_path, {"reciprocity.yml": f"peers: {text}\n"})
    result = run("forget", "dora", "--yes", "-f", config)
    assert result.exit_code == 2
    assert "reciprocity.yml:1" in result.output
    assert log(tmp_path) == f"peers: {text}\n"


# --- peers


def test_peers_are_listed(tmp_path: Path) -> None:
    config = draw(tmp_path, FILES)
    file = str(config)
    for words in (["peers", "list", "-f", file], ["peers", "-f", file], ["peers", "-f", file, "list"]):
        result = run(*words)
        assert result.exit_code == 0, result.output
        assert result.output.splitlines() == [
            "ada\tAda Example\thttps://ada.example/\tfeeds/ada.xml (0 entries)\t2026-11-05\t-",
            "dora\tDora [31m Blum\thttps://dora.example/\t(no feed known)\t2026-11-06\t-",
        ]


def test_the_feed_of_what_they_share_stands_beside_their_feed(tmp_path: Path) -> None:
    config = draw(tmp_path, FILES)
    home, shared = "https://ada.example/", "https://ada.example/shared.xml"
    state, about = FeedState(url=Url(home)), FeedEntry(about="https://x.example/")
    store = Store(tmp_path)
    store.keep_surroundings({home: Surroundings(state=state, shares=shared)})
    (ada, _) = run("peers", "-f", config).stdout.splitlines()
    assert ada.split("\t")[3] == f"feeds/ada.xml (0 entries); {shared} (what they share: not read yet)"
    store.keep_feeds({shared: Kept(state=state, feed=Feed(entries=(about, about)))})
    assert f"{shared} (what they share: 2 entries)" in run("peers", "-f", config).stdout
    store.keep_feeds({shared: Kept(state=state, feed=Feed(entries=(about, FeedEntry())))})
    assert f"{shared} (no feed of shares: not used: 2 entries)" in run("peers", "-f", config).stdout


def test_no_peers(tmp_path: Path) -> None:
    result = run("peers", "list", "-f", draw(tmp_path, {"reciprocity.yml": "interactions:\n"}))
    assert (result.exit_code, result.stdout) == (0, "")
    assert "peers add" in result.stderr


def test_a_peer_gets_another_id(tmp_path: Path) -> None:
    config = draw(tmp_path, FILES)
    result = run("peers", "rename", "dora", "dora-blum", "-f", config)
    assert result.exit_code == 0, result.output
    after = LOG.replace("  dora:", "  dora-blum:").replace("peer: dora", "peer: dora-blum")
    assert log(tmp_path) == after.replace(
        "    home: https://dora.example/\n", "    home: https://dora.example/\n    was: dora\n"
    )
    assert (tmp_path / "reciprocity.private.yml").read_text("utf-8") == PRIVATE.replace("dora", "dora-blum")
    assert run("check", "-f", config).exit_code == 0


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("adda", "x", 'unknown peer "adda"; did you mean "ada"?'),
        ("ada", "dora", 'there is a peer "dora" already'),
        ("ada", " ", "is no id"),
        ("ada", "a\nb", "is no id"),
    ],
)
def test_ids_that_cannot_be(tmp_path: Path, old: str, new: str, says: str) -> None:
    config = draw(tmp_path, FILES)
    result = run("peers", "rename", old, new, "-f", config)
    assert result.exit_code == 2
    assert says in result.output
    assert log(tmp_path) == LOG


# --- peers add

ALLOWED = {"feeds": {"allow_hosts": ["127.0.0.1"], "timeout": "60s"}}
HOME = b'<html><head><link rel="alternate" type="application/rss+xml" href="/f.xml"></head></html>'


def test_the_feed_and_the_name_are_found(tmp_path: Path) -> None:
    config = draw(tmp_path, FILES, {"reciprocity": ALLOWED})
    with server({"/": page(HOME), "/f.xml": page(FEED.encode())}) as peer:
        result = run("peers", "add", peer.url("/"), "--id", "cleo", "-f", config)
        assert result.exit_code == 0, result.output
        feed = peer.url("/f.xml")
        home = peer.url("/")
    assert "\x9b" not in result.output
    added = f"  cleo:\n    name: Cleo›31m writes\n    home: {home}\n    feed: {feed}\n"
    assert log(tmp_path) == LOG.replace("interactions:\n", f"{added}interactions:\n", 1)
    listed = run("peers", "-f", config).output.splitlines()[1]
    assert listed.startswith(f"cleo\tCleo›31m writes\t{home}\t{feed} (1 entry, ")


def test_the_address_of_a_feed_is_one_too(tmp_path: Path) -> None:
    config = draw(tmp_path, FILES, {"reciprocity": ALLOWED})
    with server({"/f.xml": page(FEED.encode())}) as peer:
        result = run("peers", "add", peer.url("/f.xml"), "--name", "Cleo", "--id", "cleo", "-f", config)
        assert result.exit_code == 0, result.output
        assert f"    home: {peer.url('/')}\n    feed: {peer.url('/f.xml')}\n" in log(tmp_path)


def test_without_an_answer_a_name_is_needed(tmp_path: Path) -> None:
    config = draw(tmp_path, FILES, {"reciprocity": ALLOWED})
    with server({}) as peer:
        there = peer.url("/")
    refused = run("peers", "add", there, "-f", config)
    assert refused.exit_code == 2
    assert "nothing was added; give --name NAME" in refused.output
    assert log(tmp_path) == LOG
    added = run("peers", "add", there, "--name", "Cleo: the [cat]", "-f", config)
    assert added.exit_code == 0, added.output
    assert there in added.output
    assert 'name: "Cleo: the [cat]"' in log(tmp_path)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["cleo.example"], 'did you mean "https://cleo.example"?'),
        (["https://ada.example/"], 'is an address of "ada" already'),
        (["https://me.example/about/"], "this site's own address"),
        ([], "give the URL of a blog"),
        (["https://cleo.example/", "--opml", "x.opml"], "give the URL of a blog"),
        (["--opml", "nowhere.opml"], "nowhere.opml: cannot be read"),
    ],
)
def test_what_cannot_be_added(tmp_path: Path, words: list[str], says: str) -> None:
    config = draw(tmp_path, FILES)
    result = run("peers", "add", *words, "-f", config)
    assert result.exit_code == 2
    assert says in result.output
    assert log(tmp_path) == LOG


@pytest.mark.parametrize("command", [("peers", "add"), ("init",)])
def test_a_flood_of_subscriptions_is_refused(tmp_path: Path, command: tuple[str, ...]) -> None:
    outlines = "".join(f'<outline text="B{n}" xmlUrl="https://b{n}.example/f"/>' for n in range(2_001))
    config = draw(tmp_path, {**FILES, "them.opml": f"<opml version='2.0'><body>{outlines}</body></opml>"})
    before = (tmp_path / "reciprocity.yml").read_bytes()
    result = run(*command, "--opml", tmp_path / "them.opml", "-f", config)
    assert result.exit_code == 2
    assert "2,001 subscriptions are new, and 2,000 can be added at once" in result.output
    assert (tmp_path / "reciprocity.yml").read_bytes() == before


def test_those_of_a_feed_reader(tmp_path: Path) -> None:
    opml = (
        '<opml version="2.0"><body><outline text="Looms"><outline type="rss" text="Cleo &amp; co" '
        'xmlUrl="https://cleo.example/f.xml" htmlUrl="https://cleo.example/"/></outline>'
        '<outline type="rss" text="Ada" xmlUrl="https://ada.example/feed" htmlUrl="https://ada.example/"/></body></opml>'
    )
    config = draw(tmp_path, {**FILES, "them.opml": opml})
    result = run("peers", "add", "--opml", tmp_path / "them.opml", "-f", config)
    assert result.exit_code == 0, result.output
    assert result.output.startswith("Cleo & co is a peer now, by the id")
    added = "    home: https://cleo.example/\n    feed: https://cleo.example/f.xml\n    tags: [Looms]\n"
    assert added in log(tmp_path)
    again = run("peers", "add", "--opml", tmp_path / "them.opml", "-f", config)
    assert again.output == "nothing new: all of them are among your peers\n"
    keyed = opml.replace("cleo.example/f.xml", "dan.example/f.xml?Token=zq7").replace("cleo", "dan")
    (tmp_path / "them.opml").write_text(keyed.replace("ada.example", "eve.example"), "utf-8")
    result = run("peers", "add", "--opml", tmp_path / "them.opml", "-f", config)
    assert result.exit_code == 0, result.output
    assert "written to reciprocity.yml\n" in result.output
    assert result.output.endswith(
        "written to reciprocity.private.yml, because there is a key in the address; so the peer is private\n"
    )
    assert "eve.example" in log(tmp_path)
    assert "zq7" not in log(tmp_path)
    assert "dan.example/f.xml?Token=zq7" in (tmp_path / "reciprocity.private.yml").read_text("utf-8")


def test_who_has_a_key_in_the_address_goes_into_a_private_file_or_nowhere(tmp_path: Path) -> None:
    config = draw(tmp_path, FILES, {"reciprocity": {"feeds": {"fetch": "never"}}})
    result = run("peers", "add", "https://cleo.example/?jwt=zq7", "--name", "Cleo", "-f", config)
    assert result.exit_code == 0, result.output
    assert "zq7" not in log(tmp_path)
    assert "zq7" in (tmp_path / "reciprocity.private.yml").read_text("utf-8")
    (tmp_path / "2").mkdir()
    options = {"reciprocity": {"log": "reciprocity.yml", "feeds": {"fetch": "never"}}}
    config = draw(tmp_path / "2", {"reciprocity.yml": LOG}, options)
    result = run("peers", "add", "https://cleo.example/?jwt=zq7", "--name", "Cleo", "-f", config)
    assert result.exit_code == 2
    assert "there is a key in an address, and reciprocity.yml is not private; take the key out" in result.stderr
    assert "zq7" not in log(tmp_path / "2")


@pytest.mark.parametrize(
    "words", [["peers"], ["peers", "add"], ["peers", "rename"], ["forget"], ["accept"], ["ignore"]]
)
def test_help_has_an_example(words: list[str]) -> None:
    result = run(*words, "--help")
    assert result.exit_code == 0
    assert "Example" in result.output


def test_the_table_of_peers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = draw(tmp_path, {**FILES, "reciprocity.yml": LOG.replace("Ada Example", '"[red]Ada"')})
    monkeypatch.setattr("mkdocs_reciprocity.cli.peers.list._on_a_terminal", lambda: True)
    result = run("peers", "-f", config)
    assert "[red]Ada" in result.output
    assert "feeds/ada.xml (0 entries)" in result.output
    assert "\x1b" not in result.output
    assert max(map(len, result.output.splitlines())) <= 80


def test_ctrl_c_while_a_feed_is_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = draw(tmp_path, FILES, {"reciprocity": ALLOWED})

    def stopped(self: Asking) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Asking, "wait", stopped)
    with server({"/": page(HOME, delay=0.2)}) as peer:
        result = run("peers", "add", peer.url("/"), "-f", config)
    assert (result.exit_code, result.output) == (130, "stopped; nothing was changed\n")
    assert log(tmp_path) == LOG


def test_an_id_that_is_taken(tmp_path: Path) -> None:
    config = draw(tmp_path, FILES, {"reciprocity": ALLOWED})
    with server({"/f.xml": page(FEED.encode())}) as peer:
        result = run("peers", "add", peer.url("/f.xml"), "--id", "ada", "-f", config)
    assert result.exit_code == 2
    assert 'there is a peer "ada" already' in result.output
    assert log(tmp_path) == LOG


def test_the_id_is_made_from_the_name(tmp_path: Path) -> None:
    config = draw(tmp_path, FILES, {"reciprocity": ALLOWED})
    with server({"/f.xml": page(FEED.encode())}) as peer:
        result = run("peers", "add", peer.url("/f.xml"), "--name", "Ada Byron", "-f", config)
    assert result.exit_code == 0, result.output
    assert "  ada-byron:\n    name: Ada Byron\n" in log(tmp_path)


def test_those_of_a_private_export_say_that_they_are(tmp_path: Path) -> None:
    opml = '<opml version="2.0"><body><outline text="Cleo" xmlUrl="https://cleo.example/f.xml"/></body></opml>'
    config = draw(tmp_path, {**FILES, "them.private.opml": opml})
    assert run("peers", "add", "--opml", tmp_path / "them.private.opml", "-f", config).exit_code == 0
    assert "    feed: https://cleo.example/f.xml\n    private: true\n" in log(tmp_path)


def test_peers_go_where_peers_are(tmp_path: Path) -> None:
    files = {"people.yml": "peers:\n  ada: {name: Ada}\n", "reciprocity.yml": "interactions:\n"}
    config = draw(tmp_path, files, {"reciprocity": {**ALLOWED, "peers": "people.yml"}})
    with server({"/f.xml": page(FEED.encode())}) as peer:
        result = run("peers", "add", peer.url("/f.xml"), "-f", config)
    assert result.output.endswith("written to people.yml\n")
    assert log(tmp_path) == "interactions:\n"


OPML = '<opml version="2.0"><body><outline text="Cleo" xmlUrl="https://cleo.example/f.xml"/></body></opml>\n'


def test_what_a_feed_reader_writes_is_left_to_it(tmp_path: Path) -> None:
    text = "interactions:\n- {date: 2026-11-03, gave: share, url: https://cleo.example/x/}\n"
    files = {"reciprocity.yml": text, "them.opml": OPML}
    config = draw(tmp_path, files, {"reciprocity": {**ALLOWED, "peers": "them.opml"}})
    refused = run("peers", "rename", "cleo", "c", "-f", config)
    assert refused.exit_code == 2
    assert "them.opml:1, which your feed reader writes" in refused.output
    with server({"/f.xml": page(FEED.encode())}) as peer:
        added = run("peers", "add", peer.url("/f.xml"), "--id", "dan", "-f", config)
    assert added.output.endswith("written to reciprocity.yml\n")
    forgotten = run("forget", "cleo", "--yes", "-f", config)
    assert forgotten.exit_code == 0, forgotten.output
    assert "them.opml:1: your feed reader still has them" in forgotten.output
    assert "cleo" not in log(tmp_path)
    assert (tmp_path / "them.opml").read_text("utf-8") == OPML


def test_a_blog_whose_feed_somebody_has_is_no_new_peer(tmp_path: Path) -> None:
    with server({"/": page(HOME), "/f.xml": page(FEED.encode())}) as peer:
        text = f"peers:\n  cleo: {{name: Cleo, home: https://cleo.example/, feed: {peer.url('/f.xml')}}}\n"
        config = draw(tmp_path, {"reciprocity.yml": text}, {"reciprocity": ALLOWED})
        result = run("peers", "add", peer.url("/"), "--name", "X", "-f", config)
    assert result.exit_code == 2
    assert 'f.xml", the feed that was found there, is that of "cleo" already' in result.output
    assert "below their `also`" in result.output
    assert log(tmp_path) == text


def test_a_blog_whose_feed_was_found_for_somebody_is_no_new_peer(tmp_path: Path) -> None:
    with server({"/": page(HOME), "/blog/": page(HOME), "/f.xml": page(FEED.encode())}) as peer:
        text = f"peers:\n  cleo: {{name: Cleo, home: {peer.url('/blog/')}}}\n"
        config = draw(tmp_path, {"reciprocity.yml": text}, {"reciprocity": ALLOWED})
        assert run("refresh", "-f", config).exit_code == 0
        result = run("peers", "add", peer.url("/"), "--name", "X", "-f", config)
    assert result.exit_code == 2
    assert 'is that of "cleo" already' in result.output


def test_a_feed_of_somebody_known_is_no_new_peer(tmp_path: Path) -> None:
    with server({"/f.xml": page(FEED.encode())}) as peer:
        text = f"peers:\n  cleo: {{name: Cleo, home: {peer.url('/')}}}\n"
        config = draw(tmp_path, {"reciprocity.yml": text}, {"reciprocity": ALLOWED})
        result = run("peers", "add", peer.url("/f.xml"), "--name", "X", "-f", config)
    assert result.exit_code == 2
    assert 'is an address of "cleo" already' in result.output
    assert log(tmp_path) == text
