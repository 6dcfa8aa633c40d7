"""``mkdocs-reciprocity refresh``, as a process where the terminal or a signal matters."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Self

import pytest
from click.testing import CliRunner, Result

from mkdocs_reciprocity.cache.folder import FOLDER
from mkdocs_reciprocity.cli import main
from tests.server import Server, page, redirect, server, stuck, until
from tests.sites.drawing import draw, entry, make, rss

FEED = rss(entry("A", "https://ada.example/a/"), entry("B", "https://ada.example/b/")).encode()
EVIL = '"[red]\\e]0;x\\a\\e[31mBen\\u202e[/]"'
COMMAND = [sys.executable, "-c", "from mkdocs_reciprocity.cli import main; main()", "refresh"]


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    for name in ("FORCE_COLOR", "NO_COLOR", "COLUMNS", "CI"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def drawn(root: Path, peers: str, more: str = "interactions: []\n", **feeds: object) -> Path:
    options = {"feeds": {"allow_hosts": ["127.0.0.1"], **feeds}}
    return draw(root, {"reciprocity.yml": f"peers:\n{peers}{more}"}, {"plugins": [], "reciprocity": options})


def peer_line(name: str, feed: str, id_: str = "ada") -> str:
    return f"  {id_}: {{name: {name}, home: 'https://{id_}.example/', feed: '{feed}'}}\n"


def run(config: Path) -> Result:
    return CliRunner().invoke(main, ["refresh", "-f", str(config)])


def test_one_line_for_each_feed(tmp_path: Path) -> None:
    with server({"/f": page(FEED, ETag='"1"'), "/n": page(b"", 500)}) as peer:
        log = peer_line("Ada", peer.url("/f")) + peer_line("Ben", peer.url("/n"), "ben")
        config = drawn(tmp_path, log)
        result = run(config)
        assert result.exit_code == 0, result.output
        assert [line.split("  ", 1)[0] for line in result.stdout.splitlines()] == ["Ada", "Ben"]
        first, second = (line.split() for line in result.stdout.splitlines())
        assert first == ["Ada", "new", "entries:", "2", peer.url("/f")]
        assert second == ["Ben", "failed:", "the", "server", "answered", "500", peer.url("/n")]
        assert result.stderr == ""
        again = run(config)
        assert "not modified" in again.stdout
        assert len(peer.asked) == 4, "a fresh copy and a feed in backoff are asked all the same"


def test_what_was_read_is_there_for_a_build_that_asks_nothing(tmp_path: Path) -> None:
    with server({"/f": page(FEED)}) as peer:
        config = drawn(tmp_path, peer_line("Ada", peer.url("/f")), fetch="never")
        assert run(config).exit_code == 0
        assert len(peer.asked) == 1, "`never` is for builds"
        assert "A" in make(config).content("pay-it-forward/index.html")
        assert len(peer.asked) == 1


def test_a_server_that_said_when_to_ask_again_is_not_asked_before(tmp_path: Path) -> None:
    with server({"/f": page(b"", 429, Retry_After="7200")}) as peer:
        config = drawn(tmp_path, peer_line("Ada", peer.url("/f")))
        assert "failed: the server answered 429" in run(config).stdout
        second = run(config)
        assert "not asked: the server wants to be left alone until 20" in second.stdout.replace("\n    ", " ")
        assert second.exit_code == 0
        assert len(peer.asked) == 1


def test_long_lines_are_broken_at_80_columns_and_addresses_never(tmp_path: Path) -> None:
    with server({}) as peer:
        url = peer.url("/" + "x" * 100)
        lines = run(drawn(tmp_path, peer_line("A" * 30 + " name " * 20, url))).stdout.splitlines()
        assert lines[-1] == f"    {url}"
        assert all(len(line) <= 80 for line in lines[:-1])


def test_nothing_from_outside_reaches_the_terminal_raw(tmp_path: Path) -> None:
    with server({"/f": redirect("/\N{RIGHT-TO-LEFT OVERRIDE}[red]x".encode().decode("latin-1"), 301)}) as peer:
        result = run(drawn(tmp_path, peer_line(EVIL, peer.url("/f"))))
        assert "[red]\\x1b]0;x\\x07\\x1b[31mBen\\u202e[/]" in result.output.replace("\n    ", " ")
        assert all(char.isprintable() for line in result.output.splitlines() for char in line)


def test_mistakes_of_ones_own_are_the_only_ones_that_count(tmp_path: Path) -> None:
    with server({"/f": page(FEED)}) as peer:
        config = drawn(tmp_path, peer_line("Ada", peer.url("/f")), "interactions:\n- {date: never, gave: share}\n")
        result = run(config)
        assert result.exit_code == 1
        assert 'reciprocity.yml:4: "never" is no date' in result.stderr
        assert "new entries: 2" in result.stdout, "the feeds are read all the same"


@pytest.mark.parametrize(
    ("where", "says"),
    [
        ("feed: http://127.0.0.1/f", "127.0.0.1); if 127.0.0.1 is in your own network, put it into `allow_hosts`"),
        ("home: http://127.0.0.1/", "127.0.0.1)); if 127.0.0.1 is in your own network, put it into `allow_hosts`"),
        ("feed: http://127.0.0.1:1/f", "put the host with this port into `allow_hosts` "),
        ("feed: ada.example/f.xml", 'No such file or directory); did you mean "https://ada.example/f.xml"?'),
    ],
)
def test_what_to_do_about_a_feed_that_is_not_asked_for_or_not_there(tmp_path: Path, where: str, says: str) -> None:
    result = run(drawn(tmp_path, f"  ada: {{name: Ada, {where}}}\n", allow_hosts=[]))
    assert result.exit_code == 0, result.output
    said = " ".join(result.stdout.split())
    assert said.count("allow_hosts") <= 1
    assert says in f"{said} "


def test_without_a_site_or_a_log_or_a_feed(tmp_path: Path) -> None:
    assert run(tmp_path / "mkdocs.yml").exit_code == 2
    result = run(draw(tmp_path, {}, {"plugins": []}))
    assert result.exit_code == 1
    assert "there is no log yet" in result.stderr
    result = run(drawn(tmp_path, "  ada: {name: Ada}\n"))
    assert result.exit_code == 0
    assert result.stdout.startswith("There is no feed to read")


def test_a_store_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    with server({"/f": page(FEED)}) as peer:
        config = drawn(tmp_path, peer_line("Ada", peer.url("/f")))
        in_its_place = tmp_path / FOLDER / "store.sqlite" / "mine"
        in_its_place.mkdir(parents=True)  # an empty folder would be put out of the way
        for command in ("refresh", "check", "ledger"):
            result = CliRunner().invoke(main, [command, "-f", str(config)])
            assert result.exit_code == 0, result.output
            said = result.output if command == "check" else result.stderr
            assert said.count("store.sqlite could not be used") == 1


def test_two_at_once(tmp_path: Path) -> None:
    with server({f"/{number}": page(FEED) for number in range(5)}) as peer:
        log = "".join(peer_line(f"P{n}", peer.url(f"/{n}"), f"p{n}") for n in range(5))
        config = drawn(tmp_path, log)
        running = [
            subprocess.Popen([*COMMAND, "-f", str(config)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            for _ in range(2)
        ]
        for process in running:
            out, err = process.communicate(timeout=60)
            assert process.returncode == 0, err
            assert out.count("new entries: 2") + out.count("not modified") == 5
            assert err == ""
        assert run(config).stdout.count("not modified") == 5


# --- on a terminal


class Terminal:
    """The command, with a terminal for all its input and output; ``piped``: its stdout is a pipe."""

    def __init__(self, config: Path, *, columns: int = 80, piped: bool = False) -> None:
        pty = pytest.importorskip("pty")
        fcntl, termios = pytest.importorskip("fcntl"), pytest.importorskip("termios")
        self.written = b""
        self._ours, theirs = pty.openpty()
        size = (50).to_bytes(2, sys.byteorder) + columns.to_bytes(2, sys.byteorder) + b"\0" * 4
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, size)
        stdout = subprocess.PIPE if piped else theirs
        self.process = subprocess.Popen([*COMMAND, "-f", str(config)], stdin=theirs, stdout=stdout, stderr=theirs)
        os.close(theirs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._ours)

    def read_until(self, pattern: str) -> None:
        """Reads until there is something that matches."""
        while not re.search(pattern, bare(self.written.decode(errors="replace"))):
            assert self._read(), self.written

    def read_all(self) -> str:
        """All that the command has written when it has ended."""
        while self._read():
            pass
        return self.written.decode()

    def _read(self) -> bytes:
        try:
            piece = os.read(self._ours, 65536)
        except OSError:  # how Linux says that the other side is closed
            piece = b""
        self.written += piece
        return piece


def on_terminal(config: Path, *, columns: int = 80) -> str:
    """What the command writes when both its outputs are a terminal."""
    with Terminal(config, columns=columns) as terminal:
        written = terminal.read_all()
        assert terminal.process.wait(60) == 0, written
    return written


def bare(written: str) -> str:
    """Without the escape sequences for colours, the cursor, and lines that are erased."""
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", written)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_stopped_in_the_middle(tmp_path: Path, how: signal.Signals) -> None:
    # Of one host the second is asked when the first has been read. Two home pages are asked too, which fail.
    with server({"/f": page(FEED), "/stuck": stuck}) as peer:
        log = peer_line("Ada", peer.url("/f")) + peer_line("Ben", peer.url("/stuck"), "ben")
        config = drawn(tmp_path, log, timeout="600s")
        with Terminal(config, piped=True) as terminal:
            terminal.read_until(r"[1-3]/4")  # only the bar tells that the command waits for answers
            until(lambda: [asked.path for asked in peer.asked] == ["/f", "/stuck"])
            terminal.process.send_signal(how)
            written = bare(terminal.read_all())
            out, _ = terminal.process.communicate(timeout=60)
        status = terminal.process.returncode
        assert out == b""
        if how == signal.SIGINT:
            assert status == 130
            assert re.search(r"stopped; (1 of 4 was read, and is|[23] of 4 were read, and are) kept\s+\Z", written)
        peer.pages["/stuck"] = page(FEED)
        again = run(config)
        assert again.exit_code == 0
        assert again.stdout.count("not modified") == (1 if how == signal.SIGINT else 0)
        assert again.stderr == ""


def test_a_terminal_gets_a_bar_and_a_table(tmp_path: Path) -> None:
    def build(peer: Server) -> Path:
        return drawn(tmp_path, peer_line("Ada", peer.url("/f")) + peer_line(EVIL, peer.url("/n"), "ben"))

    with server({"/f": page(FEED, delay=0.5)}) as peer:
        written = on_terminal(build(peer))
        assert re.search(r"reading feeds .*[0-4]/4", bare(written))
        table = re.split(r"[\r\n]+", bare(written))
        assert any(line.split() == ["peer", "outcome", "feed"] for line in table)
        assert any(line.split() == ["Ada", "new", "entries:", "2", f"127.0.0.1:{peer.port}/f"] for line in table)
        assert "[red]" in written
        assert "\x1b]0;" not in written
        assert "\x07" not in written
        assert "\u202e" not in written
        assert all(len(line) <= 80 for line in table)


def test_a_terminal_without_anything_to_ask_gets_no_bar(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(FEED)
    assert "reading feeds" not in on_terminal(drawn(tmp_path, peer_line("Ada", "a.xml")))
