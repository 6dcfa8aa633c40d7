from __future__ import annotations

import os
import random
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import tracemalloc
from contextlib import closing, suppress
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from mkdocs_reciprocity.cache.accounts import KeptAccount
from mkdocs_reciprocity.cache.folder import FOLDER
from mkdocs_reciprocity.cache.kept import Surroundings
from mkdocs_reciprocity.cache.store import Home, Kept, KeptMentions, Store
from mkdocs_reciprocity.cli import main
from mkdocs_reciprocity.core.accounts import model as accounts
from mkdocs_reciprocity.core.accounts.model import Known, Person, Reaction
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.feeds.schedule import FeedState
from mkdocs_reciprocity.core.model import PAGE_EXTRACTOR, Feed, FeedEntry, Link, Mention, OwnPage, aside
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.webmention.queue import Told
from tests import needs
from tests.sites.drawing import ONE_GIFT, draw, entry, make, rss

REF = "https://ada.example/feed.xml"
KEPT = Kept(
    state=FeedState(url=Url(REF), etag='"1"', asked_at=5.0),
    digest="d",
    feed=Feed(title="A \N{PILE OF POO}", entries=(FeedEntry(url=Url("https://ada.example/1"), title="One"),)),
)
PLACE = "https://ben.example/"
MARA = "https://social.example/@mara"
ADA = Person(id="5", address=Url("https://ada.example/@ada"))
ACCOUNT = KeptAccount(
    state=FeedState(url=Url(MARA), asked_at=5.0),
    known=Known(reactions=(Reaction(about="1", who=ADA, kind="share", at="2026-11-20T10:00:00Z"),)),
)
AROUND = Surroundings(state=FeedState(url=Url(PLACE), asked_at=5.0), declines=True)
HOME = Home(state=FeedState(url=Url(PLACE), asked_at=5.0, good_at=5.0), feed=REF)
PAGES = (OwnPage(path="looms/", title="Looms", links=(Link(Url("https://ada.example/"), "Ada"),)), OwnPage(path=""))


def database(root: Path) -> Path:
    return root / FOLDER / "store.sqlite"


def change(root: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(database(root))) as connection, connection:
        connection.execute(statement, values)


def filled(root: Path) -> Store:
    store = Store(root)
    store.keep_feeds({REF: KEPT, "feeds/b.xml": Kept(state=FeedState(url=Url("")))})
    store.keep_homes({PLACE: HOME})
    store.keep_pages(PAGES)
    assert store.notes == []
    return store


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    filled(tmp_path)
    store = Store(tmp_path)
    assert store.feeds([REF, "unknown"]) == {REF: KEPT}
    assert set(store.pages()) == set(PAGES)
    assert store.feeds([]) == {}
    assert store.homes([PLACE, "unknown"]) == {PLACE: HOME}
    assert store.homes([]) == {}
    assert store.notes == []


MENTIONS = KeptMentions(
    state=FeedState(url=Url("")),
    mentions=(Mention(source=Url(REF), target=Url("https://me.example/"), kind="like", title="\N{PILE OF POO}"),),
    newest="5",
)
PAIR = (Url("https://me.example/looms/"), Url(REF))
TOLD = Told(state=FeedState(url=Url(REF)), digest="d", told=True)


def test_what_was_read_does_not_hold_the_bytes_that_it_was_read_from(tmp_path: Path) -> None:
    text = "w" * 1_000_000
    entry = FeedEntry(outbound=text, aside=aside("Ada", "How it begins"))
    Store(tmp_path).keep_feeds({REF: Kept(state=KEPT.state, feed=Feed(entries=(entry,)))})
    Store(tmp_path).feeds(())
    tracemalloc.start()
    try:
        found = Store(tmp_path).feeds([REF])
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert found[REF].feed == Feed(entries=(entry,))
    assert held < 1.5 * len(text)


def test_webmentions_that_were_kept_come_back(tmp_path: Path) -> None:
    Store(tmp_path).keep_mentions({"a": MENTIONS, "b": MENTIONS})
    store = Store(tmp_path)
    assert store.mentions(["a", "c"]) == {"a": MENTIONS}
    change(tmp_path, "UPDATE mentions SET extractor = extractor + 1")
    assert store.mentions(["a"]) == {}


def test_who_was_told_is_known_until_it_is_forgotten(tmp_path: Path) -> None:
    other = (PAIR[1], PAIR[0])
    Store(tmp_path).keep_told({PAIR: TOLD, other: TOLD})
    store = Store(tmp_path)
    assert store.told() == {PAIR: TOLD, other: TOLD}
    store.forget_told([other])
    assert store.told() == {PAIR: TOLD}
    change(tmp_path, "UPDATE told SET kept = ?", b"{")
    assert store.told() == {}
    assert store.notes == []


@pytest.mark.parametrize("version", [1, 3, 99])
def test_who_was_told_outlives_a_change_of_the_tables(tmp_path: Path, version: int) -> None:
    filled(tmp_path).keep_told({PAIR: TOLD})
    change(tmp_path, f"PRAGMA user_version = {version}")
    store = Store(tmp_path)
    assert store.feeds([REF]) == {}
    assert store.told() == {PAIR: TOLD}
    assert store.notes == []


def test_asking_makes_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.feeds([REF]) == {}
    assert store.pages() == ()
    assert store.homes([PLACE]) == {}
    store.keep_feeds({})
    store.keep_homes({})
    store.keep_mentions({})
    store.keep_told({})
    store.forget_told([])
    assert store.told() == {}
    assert store.mentions(["a"]) == {}
    assert list(tmp_path.iterdir()) == []


def test_the_folder_hides_itself_from_git(tmp_path: Path) -> None:
    filled(tmp_path)
    assert (tmp_path / FOLDER / ".gitignore").read_text("utf-8") == "*\n"


def test_what_has_not_changed_is_not_written(tmp_path: Path) -> None:
    filled(tmp_path)
    before = database(tmp_path).read_bytes()
    Store(tmp_path).keep_pages(reversed(PAGES))
    assert database(tmp_path).read_bytes() == before


def test_pages_that_are_gone_are_forgotten(tmp_path: Path) -> None:
    filled(tmp_path)
    Store(tmp_path).keep_pages(PAGES[:1])
    assert Store(tmp_path).pages() == PAGES[:1]


@pytest.mark.parametrize("content", [b"", b"not a database" * 500, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_corrupt_file_is_one_line_and_a_new_store(tmp_path: Path, content: bytes) -> None:
    filled(tmp_path)
    database(tmp_path).write_bytes(content)
    store = Store(tmp_path)
    assert store.feeds([REF]) == {}
    assert store.pages() == ()
    store.keep_feeds({REF: KEPT})
    store.keep_pages(PAGES)
    assert len(store.notes) == (1 if content else 0)
    again = Store(tmp_path)
    assert again.feeds([REF]) == {REF: KEPT}
    assert again.notes == []


def test_a_file_cut_short(tmp_path: Path) -> None:
    filled(tmp_path)
    database(tmp_path).write_bytes(database(tmp_path).read_bytes()[:5000])
    store = Store(tmp_path)
    assert store.feeds([REF]) == {}
    store.keep_feeds({REF: KEPT})
    assert len(store.notes) == 1
    assert Store(tmp_path).feeds([REF]) == {REF: KEPT}


@pytest.mark.parametrize(
    "value", [b"{", b"[]", b'{"state": 5}', b"\xff\xfe", b'{"state":{"url":"\xff"}}', 5, "text", b""]
)
def test_a_row_that_cannot_be_read_is_a_miss(tmp_path: Path, value: object) -> None:
    filled(tmp_path)
    change(tmp_path, "UPDATE feeds SET kept = ? WHERE ref = ?", value, REF)
    change(tmp_path, "UPDATE pages SET kept = ?", value)
    change(tmp_path, "UPDATE homes SET kept = ?", value)
    store = Store(tmp_path)
    assert store.homes([PLACE]) == {}
    assert list(store.feeds([REF, "feeds/b.xml"])) == ["feeds/b.xml"]
    assert store.pages() == ()
    store.keep_feeds({REF: KEPT})
    store.keep_pages(PAGES)
    assert store.feeds([REF]) == {REF: KEPT}
    assert set(store.pages()) == set(PAGES)
    assert store.notes == [f"a part of {FOLDER}/store.sqlite was damaged; it is read again"]


@pytest.mark.parametrize("date", ["2026-13-45", "soon", "", "2026-1-2", "2026-11-02T10:00:00Z", "٢٠٢٦"])
def test_a_page_with_a_wrong_date_is_a_miss_and_no_traceback(tmp_path: Path, date: str) -> None:
    site = draw(tmp_path, {"reciprocity.yml": ONE_GIFT})
    Store(tmp_path).keep_pages([OwnPage(path="", date=When(date), links=(Link(Url("https://ada.example/x")),))])
    assert Store(tmp_path).pages() == ()
    result = CliRunner().invoke(main, ["ledger", "-f", str(site)])
    assert result.exit_code == 0, result.output
    assert result.stdout.count('"kind"') == 1


def test_pages_that_another_reader_has_read_are_a_miss(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path)
    monkeypatch.setattr("mkdocs_reciprocity.cache.store.PAGE_EXTRACTOR", PAGE_EXTRACTOR + 1)
    assert Store(tmp_path).pages() == ()
    Store(tmp_path).keep_pages(PAGES)
    assert set(Store(tmp_path).pages()) == set(PAGES)


def test_what_another_reader_has_read_is_asked_for_anew(tmp_path: Path) -> None:
    """With the validators of a body whose facts are gone, a 304 would bring nothing."""
    filled(tmp_path)
    change(tmp_path, "UPDATE feeds SET extractor = extractor + 1 WHERE ref = ?", REF)
    assert list(Store(tmp_path).feeds([REF, "feeds/b.xml"])) == ["feeds/b.xml"]


@pytest.mark.parametrize("version", [1, 99])
def test_a_store_of_another_version_is_made_anew(tmp_path: Path, version: int) -> None:
    filled(tmp_path)
    change(tmp_path, f"PRAGMA user_version = {version}")
    change(tmp_path, "DROP TABLE homes")  # the first version had none
    store = Store(tmp_path)
    assert store.feeds([REF]) == {}
    assert store.homes([PLACE]) == {}
    store.keep_feeds({REF: KEPT})
    store.keep_homes({PLACE: HOME})
    assert store.feeds([REF]) == {REF: KEPT}
    assert store.homes([PLACE]) == {PLACE: HOME}
    assert store.notes == []


@pytest.mark.parametrize("obstacle", [".cache", FOLDER, f"{FOLDER}/store.sqlite"])
def test_a_store_that_cannot_be_made_is_one_line(tmp_path: Path, obstacle: str) -> None:
    path = tmp_path / obstacle
    path.parent.mkdir(parents=True, exist_ok=True)
    if obstacle.endswith(".sqlite"):
        (path / "not ours").mkdir(parents=True)
    else:
        path.write_text("in the way", "utf-8")
    store = Store(tmp_path)
    store.feeds([REF])
    store.keep_feeds({REF: KEPT})
    store.keep_pages(PAGES)
    assert store.pages() == ()
    assert len(store.notes) == 1, store.notes
    assert str(tmp_path) not in store.notes[0]


@needs.not_root()
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    filled(tmp_path)
    database(tmp_path).chmod(0o400)
    (tmp_path / FOLDER).chmod(0o500)
    try:
        store = Store(tmp_path)
        assert store.feeds([REF]) == {REF: KEPT}
        store.keep_feeds({REF: Kept(state=KEPT.state)})
        store.keep_pages(PAGES[:1])
        assert len(store.notes) == 1
    finally:
        (tmp_path / FOLDER).chmod(0o700)


def test_two_stores_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of one process, each with many writes: none is lost, and nobody complains."""
    monkeypatch.setattr(
        "mkdocs_reciprocity.cache.database._PATIENCE", 120.0
    )  # SQLite keeps no order among those that wait
    stores = [Store(tmp_path) for _ in range(4)]

    def write(number: int) -> None:
        for step in range(5):
            stores[number].keep_feeds({f"{number}-{step}": KEPT})
            stores[number].keep_pages(PAGES[number % 2 :])

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [note for store in stores for note in store.notes] == []
    assert len(Store(tmp_path).feeds([f"{n}-{s}" for n in range(4) for s in range(5)])) == 20


def test_two_processes_at_once(tmp_path: Path) -> None:
    program = (
        "import sys\nfrom pathlib import Path\nfrom mkdocs_reciprocity.cache.store import Kept, Store\n"
        "from mkdocs_reciprocity.core.feeds.schedule import FeedState\nfrom mkdocs_reciprocity.core.url import Url\n"
        "from mkdocs_reciprocity.cache import database\n"
        "database._PATIENCE = 120.0\n"
        "store = Store(Path(sys.argv[1]))\n"
        "for n in range(10):\n    store.keep_feeds({sys.argv[2] + str(n): Kept(state=FeedState(url=Url('')))})\n"
        "sys.exit(len(store.notes))\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", program, str(tmp_path), name]) for name in "abc"]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    assert len(Store(tmp_path).feeds([f"{name}{n}" for name in "abc" for n in range(10)])) == 30


_WRITER = """
import sys
from pathlib import Path
from mkdocs_reciprocity.core.model import OwnPage
from mkdocs_reciprocity.core.feeds.schedule import FeedState
from mkdocs_reciprocity.cache.store import Home, Kept, Store
from mkdocs_reciprocity.core.url import Url
store, step = Store(Path(sys.argv[1])), int(sys.argv[2])
print("ready", flush=True)
while not store.notes:
    step += 1
    state = FeedState(url=Url("https://ada.example/"), etag=str(step))
    store.keep_feeds({str(number): Kept(state=state, digest="d" * 999) for number in range(100)})
    store.keep_homes({str(number): Home(state=state) for number in range(20)})
    store.keep_pages([OwnPage(path=str(step))])
    print("wrote", flush=True)
print(store.notes)
"""


def test_a_build_that_is_killed_while_it_writes_leaves_all_of_a_write_or_nothing(tmp_path: Path) -> None:
    refs, homes, seen = [str(number) for number in range(100)], [str(number) for number in range(20)], set()
    waits = random.Random(7)
    last = 0
    for _ in range(30):
        command = [sys.executable, "-c", _WRITER, str(tmp_path), str(last)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            for _ in range(waits.randrange(4)):  # it writes until it is killed
                assert process.stdout.readline() == "wrote\n", "the store that the one before left was good"
            time.sleep(waits.uniform(0.0, 0.02))
            process.kill()
            assert set(process.stdout.read().split()) <= {"wrote"}
        store = Store(tmp_path)
        feeds, found = store.feeds(refs), store.homes(homes)
        assert len(feeds) in {0, 100}
        assert len(found) in {0, 20}
        steps = {kept.state.etag for kept in feeds.values()}
        assert len(steps) <= 1
        assert len({home.state.etag for home in found.values()}) <= 1
        assert len(store.pages()) <= 1
        assert store.notes == []
        last = max(int(step) for step in steps | {str(last)})
        seen.add(last)
    assert len(seen) > 10, "it was killed after some writes"
    Store(tmp_path).keep_feeds({REF: KEPT})
    assert Store(tmp_path).feeds([REF]) == {REF: KEPT}


def test_another_build_that_holds_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mkdocs_reciprocity.cache.database._PATIENCE", 0.05)
    filled(tmp_path)
    with closing(sqlite3.connect(database(tmp_path))) as other:
        other.execute("BEGIN EXCLUSIVE")
        store = Store(tmp_path)
        assert store.feeds([REF]) == {}
        store.keep_feeds({REF: KEPT})
    assert len(store.notes) == 1
    assert Store(tmp_path).feeds([REF]) == {REF: KEPT}, "nothing was lost"


def test_a_build_says_one_line_of_a_store_that_is_broken(tmp_path: Path) -> None:
    config_file = draw(tmp_path, {"reciprocity.yml": ONE_GIFT.replace("}\n", ", feed: f.xml}\n", 1)}, {"plugins": []})
    first = make(config_file)
    database(tmp_path).write_bytes(b"not a database" * 500)
    second = make(config_file, strict=True)
    assert not second.aborted
    assert [line for line in second.ours() if "store.sqlite could not be used" in line] == second.ours()[-1:]
    assert second.files() == first.files()
    assert not [path for path in (tmp_path / "docs").rglob("*") if path.suffix != ".md"]
    assert make(config_file).ours() == first.ours()


# --- damages

VALUES = (None, 0, -1, 2**62, 1e308, "x", "", "2026-99-99", b"", b"\xff\xfe", b"{}", b"[]", b"\0" * 5000, "٣")
COLUMNS = [
    ("feeds", "ref"), ("feeds", "extractor"), ("feeds", "kept"), ("homes", "ref"), ("homes", "kept"), ("pages", "ref"),
    ("pages", "extractor"), ("pages", "kept"), ("mentions", "ref"), ("mentions", "extractor"), ("mentions", "kept"),
    ("accounts", "ref"), ("accounts", "extractor"), ("accounts", "kept"), ("surroundings", "kept"), ("told", "source"),
    ("told", "target"), ("told", "kept"),
]  # fmt: skip
EVERYTHING = (
    {REF: KEPT}, {PLACE: HOME}, set(PAGES), {"a": MENTIONS}, {MARA: ACCOUNT}, {PLACE: AROUND}, {PAIR: TOLD},
)  # fmt: skip


def full(root: Path) -> bytes:
    store = filled(root)
    store.keep_mentions({"a": MENTIONS})
    store.keep_accounts({MARA: ACCOUNT}, [MARA])
    store.keep_surroundings({PLACE: AROUND})
    store.keep_told({PAIR: TOLD})
    return database(root).read_bytes()


def all_of(store: Store) -> tuple[object, ...]:
    return (
        store.feeds([REF]), store.homes([PLACE]), set(store.pages()), store.mentions(["a"]), store.accounts([MARA]),
        store.surroundings([PLACE]), store.told(),
    )  # fmt: skip


def mended(root: Path, worst: int = 1) -> None:
    """What comes of a damaged store: nothing that was not kept, a line at the most, and a good store after that.

    What is seen late, by the last that is written, may cost what was written before it: then the next build writes it.
    """
    for most in (worst, 0):
        store = Store(root)
        for found, whole in zip(all_of(store), EVERYTHING, strict=True):
            assert not found or found == whole
        store.keep_feeds({REF: KEPT})
        store.keep_homes({PLACE: HOME})
        store.keep_pages(PAGES)
        store.keep_mentions({"a": MENTIONS})
        store.keep_accounts({MARA: ACCOUNT}, [MARA])
        store.keep_surroundings({PLACE: AROUND})
        store.keep_told({PAIR: TOLD})
        assert len(store.notes) <= most, store.notes
    assert all_of(Store(root)) == EVERYTHING


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_every_column_may_hold_anything(tmp_path: Path, table: str, column: str) -> None:
    before = full(tmp_path)
    for value in VALUES:
        database(tmp_path).write_bytes(before)
        with suppress(sqlite3.IntegrityError):  # it is not even let in
            change(tmp_path, f"UPDATE {table} SET {column} = ?", value)
        mended(tmp_path)


@pytest.mark.parametrize("table", ["feeds", "homes", "mentions", "pages", "accounts", "surroundings"])
def test_a_value_that_was_changed_is_not_believed(tmp_path: Path, table: str) -> None:
    """It is of the right shape, and may say what no reader ever wrote."""
    full(tmp_path)
    for old, new in ((b"2", b"9"), (b"https", b"httpx"), (b"1", b"7"), (b"o", b"0"), (b"5", b"-1e308")):
        change(tmp_path, f"UPDATE {table} SET kept = replace(CAST(kept AS TEXT), ?, ?)", old.decode(), new.decode())
        change(tmp_path, f"UPDATE {table} SET kept = CAST(kept AS BLOB)")
        mended(tmp_path)


def test_a_value_under_another_name_is_not_believed(tmp_path: Path) -> None:
    store = filled(tmp_path)
    change(tmp_path, "UPDATE feeds SET kept = (SELECT kept FROM feeds WHERE ref = ?)", REF)
    assert store.feeds(["feeds/b.xml"]) == {}
    assert len(store.notes) == 1


@pytest.mark.parametrize("how", ["flip", "cut", "grow"])
def test_any_bytes_of_the_file_may_be_damaged(tmp_path: Path, how: str) -> None:
    before, random_ = full(tmp_path), random.Random(how)
    for _ in range(20):
        body = bytearray(before)
        place, many = random_.randrange(len(body)), random_.choice((1, 4, 64, 4096))
        if how == "cut":
            del body[place:]
        elif how == "grow":
            body[place:place] = random_.randbytes(many)
        else:
            body[place : place + many] = random_.randbytes(min(many, len(body) - place))
        database(tmp_path).write_bytes(body)
        mended(tmp_path, worst=2)


LAYOUTS = [
    "DROP TABLE feeds", "DROP TABLE told", "ALTER TABLE feeds ADD COLUMN more TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE pages RENAME COLUMN kept TO was", "CREATE UNIQUE INDEX i ON feeds(ref)",
    "DROP TABLE pages; CREATE VIEW pages AS SELECT 1 AS ref, 2 AS extractor, 3 AS kept", "PRAGMA user_version = 4",
    "CREATE TRIGGER t BEFORE INSERT ON pages BEGIN SELECT RAISE(ABORT, 'no'); END", "PRAGMA journal_mode = WAL",
    "DROP TABLE homes; CREATE TABLE homes (a)", "DROP TABLE told; CREATE VIEW told AS SELECT 1 AS source",
    "DROP TABLE told; CREATE TABLE told (source, target, kept)",
]  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_other_tables_than_ours_under_our_version(tmp_path: Path, layout: str) -> None:
    full(tmp_path)
    with closing(sqlite3.connect(database(tmp_path))) as connection:
        connection.executescript(layout)
    mended(tmp_path)


@pytest.mark.parametrize("place", ["fifo", "zero", "loop", "folder", "gone", "socket"])
def test_something_else_in_the_place_of_the_file(tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    full(tmp_path)
    path = database(tmp_path)
    path.unlink()
    if place == "fifo":
        os.mkfifo(path)
    elif place == "folder":
        path.mkdir()
    elif place == "socket":
        monkeypatch.chdir(path.parent)  # the address of a socket is a short one
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(path.name)
    elif place != "gone":
        path.symlink_to({"zero": "/dev/zero", "loop": path.name}[place])
    mended(tmp_path)


def test_another_build_that_holds_the_store_is_waited_for_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mkdocs_reciprocity.cache.database._PATIENCE", 0.05)
    waits: list[object] = []
    connect = sqlite3.connect
    full(tmp_path)

    def watched(path: Path, timeout: float) -> sqlite3.Connection:
        waits.append(timeout)
        return connect(path, timeout=timeout)

    store = Store(tmp_path)
    with closing(connect(database(tmp_path))) as other:
        other.execute("BEGIN EXCLUSIVE")
        monkeypatch.setattr(sqlite3, "connect", watched)
        assert not any(all_of(store))
    assert waits == [0.05, *[0.0] * 6]
    assert len(store.notes) == 1


def test_an_impossible_date_in_the_store_costs_a_line_and_nothing_else(tmp_path: Path) -> None:
    feed = {"f.xml": rss(entry("Two", "https://ada.example/2/", html='<a href="https://me.example/">x</a>'))}
    log = ONE_GIFT.replace("}\n", ", feed: f.xml}\n", 1)
    config = draw(tmp_path, {"reciprocity.yml": log, **feed}, {"plugins": []})
    first = make(config)
    for table in ("feeds", "pages"):
        change(tmp_path, f"UPDATE {table} SET kept = CAST(replace(CAST(kept AS TEXT), '2026-', '2026-99-') AS BLOB)")
    second = make(config, strict=True)
    assert not second.aborted
    assert [line for line in second.ours() if line not in first.ours()] == [
        f"INFO reciprocity: a part of {FOLDER}/store.sqlite was damaged; it is read again"
    ]
    assert second.files() == first.files()
    third = make(config, strict=True)
    assert third.files() == first.files()
    assert third.ours() == first.ours()


def test_what_is_forgotten_is_gone_from_the_file(tmp_path: Path) -> None:
    Store(tmp_path).forget([REF])
    assert not (tmp_path / FOLDER).exists(), "nothing to forget, nothing made"
    store = Store(tmp_path)
    store.keep_feeds({REF: KEPT, "feeds/b.xml": KEPT})
    store.keep_homes({REF: Home(state=FeedState(url=Url(REF)), feed="https://unmistakable.example/")})
    store.forget([REF])
    store.forget([])
    assert store.feeds([REF, "feeds/b.xml"]).keys() == {"feeds/b.xml"}
    assert store.homes([REF]) == {}
    assert b"unmistakable" not in (tmp_path / FOLDER / "store.sqlite").read_bytes()
    assert store.notes == []


def test_what_another_reader_has_read_of_an_account_is_a_miss(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)
    store.keep_accounts({MARA: ACCOUNT}, [MARA])
    assert store.accounts([MARA]) == {MARA: ACCOUNT}
    monkeypatch.setattr(accounts, "EXTRACTOR", accounts.EXTRACTOR + 1)
    assert store.accounts([MARA]) == {}


def test_of_places_that_are_named_no_more_nothing_is_left(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.keep_accounts({MARA: ACCOUNT, "saved": ACCOUNT}, [MARA, "saved"])
    store.keep_accounts({"saved": ACCOUNT}, ["saved"])
    assert store.accounts([MARA, "saved"]) == {"saved": ACCOUNT}


def test_somebody_is_forgotten_in_all_accounts_and_what_cannot_be_read_goes_too(tmp_path: Path) -> None:
    store, other = Store(tmp_path), replace(ACCOUNT, known=Known(cursor="7"), digest="d")
    store.keep_accounts({MARA: ACCOUNT, "saved": other}, [MARA, "saved"])
    store._database.write("INSERT INTO accounts VALUES (?, 0, ?)", [("unreadable", b"{ada.example")])
    store.forget_in_accounts(lambda known: replace(known, reactions=()))
    assert store.accounts([MARA, "saved"]) == {MARA: replace(ACCOUNT, known=Known()), "saved": other}
    assert b"ada.example" not in database(tmp_path).read_bytes()
    store.forget([PLACE])
    assert store.notes == []


@pytest.mark.parametrize("failure", [KeyboardInterrupt, MemoryError, sqlite3.DatabaseError])
def test_nothing_leaves_the_file_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: type[BaseException]
) -> None:
    filled(tmp_path)
    opened: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def watched(path: Path, timeout: float) -> sqlite3.Connection:
        opened.append(connect(path, timeout=timeout))
        return opened[-1]

    def failing(_: sqlite3.Connection) -> bool:
        raise failure

    monkeypatch.setattr(sqlite3, "connect", watched)
    monkeypatch.setattr("mkdocs_reciprocity.cache.database._is_sound", failing)
    with suppress(KeyboardInterrupt, MemoryError):
        Store(tmp_path).feeds([REF])
    (connection,) = opened
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connection.execute("SELECT 1")
