"""What stands where a file of the author's should: it ends in a sentence, hangs nowhere and fills no memory."""

from __future__ import annotations

import json
import os
import re
import socket
import sys
from collections.abc import Callable, Mapping, Sequence
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


LIMITED = """
import json, os, resource, sys
resource.setrlimit(resource.RLIMIT_AS, (3_000_000_000, 3_000_000_000))
reading, writing = os.pipe()
os.dup2(reading, 0)  # nobody ever writes into it, and it does not end
from {} import {} as run
sys.stdout = sys.stderr  # one after the other
for folder in json.loads(sys.argv[1]):
    os.chdir(folder)
    try:
        run(sys.argv[2:])
    except SystemExit as end:
        print(f"\\nended with {{end.code or 0}}", file=sys.stderr)
"""


def limited(program: str, roots: list[Path], *arguments: str) -> list[tuple[int, str]]:
    """Of each folder the exit status, and what was said. They share a process, which takes long to start."""
    done = python("-c", LIMITED.format(*program.split(":")), json.dumps([*map(str, roots)]), *arguments, timeout=120)
    assert "Traceback" not in done.stderr, done.stderr
    *said, rest = re.split(r"^ended with (\d+)\n", done.stderr, flags=re.M)
    assert (len(said), rest) == (2 * len(roots), ""), done.stderr
    return [(int(status), text) for text, status in zip(said[::2], said[1::2], strict=True)]


def drawn(root: Path, place: str, odds: Sequence[str], files: Mapping[str, str]) -> list[Path]:
    """A site for each odd thing in the place of a file."""
    for odd in odds:
        draw(root / odd, files, OPTIONS)
        (root / odd / place).unlink()
        ODD[odd](root / odd / place)
    return [root / odd for odd in odds]


@pytest.mark.parametrize("place", SITE)
def test_a_build_says_what_stands_there_and_goes_on(tmp_path: Path, place: str) -> None:
    roots = drawn(
        tmp_path, place, ["pipe", "zero", "loop", "sparse"], SITE
    )  # each takes a build; the others were tried too
    for status, said in limited("mkdocs.__main__:cli", roots, "build"):
        assert status == 0, said
        (line,) = [line for line in said.split("\n") if place in line and "reciprocity: " in line]
        assert "cannot be read (" in line or "there is none" in line or "larger than" in line


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
def test_a_command_says_so_too(tmp_path: Path, place: str, command: list[str]) -> None:
    roots = drawn(tmp_path, place, ["pipe", "zero", "sparse"], {**SITE, "them.opml": "", "docs/odd.md": ""})
    for status, said in limited("mkdocs_reciprocity.cli:main", roots, *command, "-f", "mkdocs.yml"):
        assert status in {0, 1, 2}
        assert place in said or place == "docs/odd.md"
