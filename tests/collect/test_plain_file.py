"""What stands where a file of the author's should: it ends in a sentence, hangs nowhere and fills no memory."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mkdocs_reciprocity.collect import plain_file
from mkdocs_reciprocity.collect.plain_file import TooLarge, beginning, read
from tests.sites.drawing import ADA, ONE_GIFT, draw, python

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are none of these")

HUGE = 5_000_000_000


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(HUGE)


def bound(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the address of a socket is a short one
    try:
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(path.name)
    finally:
        os.chdir(here)


ODD: dict[str, Callable[[Path], None]] = {
    "pipe": os.mkfifo,
    "zero": lambda path: path.symlink_to("/dev/zero"),
    "random": lambda path: path.symlink_to("/dev/urandom"),
    "null": lambda path: path.symlink_to("/dev/null"),
    "stdin": lambda path: path.symlink_to("/dev/stdin"),
    "folder": Path.mkdir,
    "socket": bound,
    "loop": lambda path: path.symlink_to(path.name),
    "nowhere": lambda path: path.symlink_to("gone"),
    "sparse": sparse,
}


@pytest.mark.parametrize("name", ODD)
def test_what_is_no_file_is_refused_at_once(tmp_path: Path, name: str) -> None:
    path = tmp_path / "x"
    if name == "stdin":
        pytest.skip("pytest's own is a file or not")
    ODD[name](path)
    with pytest.raises(OSError, match=r"\S") as caught:
        read(path)
    assert caught.value.strerror
    if name != "sparse":
        with pytest.raises(OSError, match=r"\S"):
            beginning(path, 10)


def test_what_is_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"12345")
    assert read(path) == read(path, 5) == b"12345"
    assert beginning(path, 3) == b"123"
    with pytest.raises(TooLarge, match="it has more than 4 bytes"):
        read(path, 4)
    with pytest.raises(OSError, match=r"null (?:byte|character)"):
        read(tmp_path / "a\0b")
    assert plain_file.MOST == 100_000_000


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="needs a file that does not say how large it is")
def test_a_file_that_does_not_say_how_large_it_is() -> None:
    with pytest.raises(TooLarge):
        read(Path("/proc/self/status"), 20)


SITE = {
    "reciprocity.yml": ONE_GIFT.replace("}\n", ", feed: f.xml, avatar: a.png}\n", 1),
    "people.yml": ADA.replace(", feed: feeds/ada.xml", "").replace("ada", "bo").replace("Ada", "Bo"),
    "m.jf2": '{"children": []}',
    "f.xml": "<rss version='2.0'><channel><title>A</title></channel></rss>",
}
OPTIONS = {"reciprocity": {"log": "reciprocity.yml", "peers": "people.yml", "webmentions": ["m.jf2"]}}


@pytest.mark.parametrize("odd", ["pipe", "zero", "loop", "sparse"])  # each is a process; the others were tried too
@pytest.mark.parametrize("place", SITE)
def test_a_build_says_what_stands_there_and_goes_on(tmp_path: Path, place: str, odd: str) -> None:
    config = draw(tmp_path, SITE, OPTIONS)
    (tmp_path / place).unlink()
    ODD[odd](tmp_path / place)
    done = python("-c", LIMITED, "build", "-f", str(config), timeout=60)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    (line,) = [line for line in done.stderr.split("\n") if place in line and "reciprocity: " in line]
    assert "cannot be read (" in line or "there is none" in line or "larger than" in line


LIMITED = """
import os, resource, sys
resource.setrlimit(resource.RLIMIT_AS, (3_000_000_000, 3_000_000_000))
reading, writing = os.pipe()
os.dup2(reading, 0)  # nobody ever writes into it, and it does not end
from {} import {} as run
run(sys.argv[1:])
""".format("mkdocs.__main__", "cli")


@pytest.mark.parametrize("odd", ["pipe", "zero", "sparse"])
@pytest.mark.parametrize(
    ("place", "command"),
    [
        ("mkdocs.yml", ["check"]),
        ("them.opml", ["peers", "add", "--opml", "them.opml"]),
        ("them.opml", ["init", "--opml", "them.opml"]),
        ("reciprocity.yml", ["add", "share", "https://ada.example/x", "--date", "2026-11-01"]),
        ("m.jf2", ["check"]),
        ("f.xml", ["refresh"]),
        ("docs/odd.md", ["init", "--links"]),
    ],
)
def test_a_command_says_so_too(tmp_path: Path, place: str, command: list[str], odd: str) -> None:
    config = draw(tmp_path, {**SITE, "them.opml": "", "docs/odd.md": ""}, OPTIONS)
    (tmp_path / place).unlink()
    ODD[odd](tmp_path / place)
    limited = LIMITED.replace("mkdocs.__main__", "mkdocs_reciprocity.cli").replace("import cli", "import main")
    done = python("-c", limited, *command, "-f", str(config), cwd=tmp_path, timeout=60)
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode in {0, 1, 2}
    if place != "docs/odd.md":
        assert place in done.stderr + done.stdout
