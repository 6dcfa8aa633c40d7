"""What peers read is on the desk, and nowhere else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace

from mkdocs_reciprocity.cache.kept import Surroundings
from mkdocs_reciprocity.cache.store import Store
from mkdocs_reciprocity.cli import main
from mkdocs_reciprocity.core.feeds.schedule import FeedState
from mkdocs_reciprocity.core.model import Neighbour
from mkdocs_reciprocity.core.url import Url
from tests.sites.drawing import draw, make

PEERS = ("ada", "ben", "cleo")
LOG = """\
peers:
  ada: {name: Ada, home: https://ada.example/}
  ben: {name: Ben, home: https://ben.example/}
  cleo: {name: Cleo, home: https://cleo.example/, private: true}
interactions:
- {date: 2026-11-02, gave: share, url: https://ada.example/engines/, title: On engines}
"""
NORA = Neighbour("Nora's Nets", Url("https://nora.example/"), Url("https://nora.example/f"))
OTTO = Neighbour("Otto <b>", Url("https://otto.example/"))
SECRETS = (b"nora.example", b"s nets", b"otto.example", b"otto &lt;", b"blogroll.opml?", b"friends of friends")


def drawn(root: Path, log: str = LOG) -> Path:
    """A site, and a cache with the blogrolls of its peers."""
    files = {"reciprocity.yml": log, "docs/looms.md": "# Looms\n"}
    config = draw(root, files, {"reciprocity": {"feeds": {"fetch": "never"}}})
    store = Store(root)
    for id_ in PEERS:
        home, roll = f"https://{id_}.example/", f"https://{id_}.example/blogroll.opml?"
        state = FeedState(url=Url(home))
        around = Surroundings(state=state, blogroll=roll, of_blogroll=replace(state, url=Url(roll)))
        store.keep_surroundings({home: around})
        store.keep_blogrolls({roll: (NORA, OTTO, Neighbour("Cleo", Url("https://cleo.example/")))})
    return config


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.mark.parametrize("command", ["build", "serve"])
def test_no_build_contains_anything_of_it(tmp_path: Path, command: str) -> None:
    built = make(drawn(tmp_path), command=command)  # type: ignore[arg-type]
    files = {path: body for path, body in built.files().items() if not path.startswith("desk")}
    assert files
    for path, body in files.items():
        for secret in SECRETS:
            assert secret not in body.lower(), path
    assert not [line for line in built.lines if "nora" in line.lower()]


def test_the_desk_in_a_terminal(tmp_path: Path) -> None:
    config = drawn(tmp_path)
    said = run("desk", "-f", config).stdout
    assert "Friends of friends" in said
    assert "Ada, Ben and Cleo read Nora's Nets, and you do not know it yet." in " ".join(said.split())
    assert "mkdocs-reciprocity peers add https://nora.example/" in said
    assert "read Cleo" not in said
    rows = json.loads(run("desk", "--format", "json", "-f", config).stdout)["neighbours"]
    assert {row["name"]: row["url"] for row in rows} == {NORA.name: NORA.home, OTTO.name: OTTO.home}
    assert {(row["peer"], row["date"]) for row in rows} == {(None, None)}
    assert rows[0]["read_by"] == [["ada", "Ada"], ["ben", "Ben"], ["cleo", "Cleo"]]


def test_the_page_of_a_preview(tmp_path: Path) -> None:
    built = make(drawn(tmp_path), command="serve")
    said = built.content("desk/index.html")
    assert "Ada, Ben and Cleo read Otto <b>, and you do not know it yet." in said
    assert "Nora" not in built.content("desk/ada/index.html")


@pytest.mark.parametrize("words", [("ignore", "https://nora.example/"), ("ignore", "http://www.nora.example/f")])
def test_ignoring_the_address_keeps_it_out(tmp_path: Path, words: tuple[str, ...]) -> None:
    config = drawn(tmp_path)
    assert run(*words, "-f", config).exit_code == 0
    said = run("desk", "-f", config).stdout
    assert "Nora" not in said
    assert "Otto" in said


def test_whoever_is_listed_is_proposed_no_more(tmp_path: Path) -> None:
    config = drawn(
        tmp_path, LOG.replace("interactions:", "  nora: {name: Nora, home: https://nora.example/}\ninteractions:")
    )
    said = run("desk", "-f", config).stdout
    assert "and you do not know it yet" in " ".join(said.split())
    assert "Nets" not in said


@pytest.mark.parametrize("words", ["ledger", "ledger --format json", "check", "peers", "accept --all"])
def test_no_other_command_says_anything_of_it(tmp_path: Path, words: str) -> None:
    result = run(*words.split(), "-f", drawn(tmp_path))
    assert "nora" not in (result.stdout + result.stderr).lower()
