"""Who has written about the page that was looked at last: in a preview, and made only when somebody asks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mkdocs_reciprocity.cache.store import Store
from mkdocs_reciprocity.collect import page_file
from mkdocs_reciprocity.core.desk.commands import Commands
from mkdocs_reciprocity.core.model import PeerId
from mkdocs_reciprocity.core.terms.told import PageText
from mkdocs_reciprocity.host.desk_door import Door
from mkdocs_reciprocity.host.related_pages import RelatedPages
from mkdocs_reciprocity.publish import templates
from mkdocs_reciprocity.publish.desk_pages import CONTENT, RELATED, DeskPages, folder
from mkdocs_reciprocity.publish.renderer import Addresses, Frame, Renderer
from tests.core.ledger.making import account_of, entry, feed, peer

KNOTS = "A bowline and a sheet bend are knots for rope. "
TITLES = ["Bowline: a knot for rope, and the sheet bend", "Sourdough bread", "Ink for pens", "Espresso"]
Ask = Callable[..., str]
ADDRESSES = Addresses(
    shared="", years={}, pay_it_forward="", badge="", badge_json="", site="", atom="", json_feed="", blogroll="",
    blogroll_style="",
)  # fmt: skip


@pytest.fixture
def pages(tmp_path: Path) -> RelatedPages:
    (tmp_path / "knots.md").write_text(f"# Knots for rope\n\n{KNOTS}", "utf-8")
    (tmp_path / "home.md").write_text("# Welcome\n", "utf-8")
    files = {"knots/": "knots.md", "": "home.md", "l%C3%A9a/": "gone.md"}
    entries = [entry(f"https://ada.example/{number}/", title=title) for number, title in enumerate(TITLES)]
    account = account_of((), {PeerId("ada"): [feed(*entries)]}, peers=[peer("ada")])
    desk = DeskPages(account, Renderer(Frame(folders=(str(templates.overrides()),)), ADDRESSES), "", Commands())
    return RelatedPages(desk, Store(tmp_path), {path: str(tmp_path / name) for path, name in files.items()})


def asking(door: Door, path: str, method: str = "GET") -> str:
    desk = "/" + door.address.split("/", 3)[3]
    environ: dict[str, Any] = {
        "PATH_INFO": path.replace("desk/", desk) if path.startswith("desk/") else path, "REQUEST_METHOD": method,
        "HTTP_HOST": "localhost", "REMOTE_ADDR": "127.0.0.1", "SERVER_PROTOCOL": "HTTP/1.1",
    }  # fmt: skip
    return b"".join(door(environ, lambda *_: lambda _: None)).decode()


@pytest.fixture
def ask(pages: RelatedPages) -> Ask:
    door = Door(lambda *_: [b"the site"], "http://127.0.0.1:8000/blog/", "a.server")
    door.show({"desk/index.html": "x"}, (pages, f"<html>{CONTENT}</html>"))
    return lambda path, method="GET": asking(door, path, method)


def test_nothing_is_read_before_somebody_asks(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    told = page_file.told

    def noted(file: Path) -> PageText:
        read.append(file.name)
        return told(file)

    monkeypatch.setattr(page_file, "told", noted)
    ask("/blog/knots/")
    assert not read
    assert "Bowline" in ask("desk/_related/")
    assert read == ["knots.md"]


def test_the_page_that_was_looked_at_last(ask: Ask) -> None:
    assert "Open a page of your site" in ask("desk/_related/")
    for path in ("/blog/knots/", "/blog/assets/x.css", "/blog/nothing/", "/else/knots/", "/livereload/1/0"):
        ask(path)
    shown = ask("desk/_related/")
    assert "Knots for rope" in shown
    assert "[Bowline: a knot for rope, and the sheet bend](https://ada.example/0/)" in shown
    ask("/blog/")
    assert "Nothing in the feeds" in ask("desk/_related/")
    ask("/blog/knots/", "HEAD")
    assert "Nothing in the feeds" in ask("desk/_related/"), "only who looks at a page asks for all of it"


def test_a_page_whose_file_is_gone_gets_a_sentence(ask: Ask) -> None:
    ask("/blog/léa/".encode().decode("latin-1"))
    assert "cannot be read" in ask("desk/_related/")


def test_without_peers_there_is_no_such_page(pages: RelatedPages) -> None:
    door = Door(lambda *_: [b"the site"], "http://127.0.0.1:8000/", "a.server")
    door.show({"desk/index.html": "x"})
    assert "There is no such page" in asking(door, "desk/_related/")
    assert "There is no such page" in asking(door, "desk/_related")
    assert pages.content("never/") == pages.content(None)


def test_no_peer_has_its_folder() -> None:
    assert f"{folder(PeerId('related'))}/index.html" != RELATED


@pytest.mark.parametrize(
    ("files", "asked", "at"),
    [
        (["knots/", ""], "knots/index.html", "knots/"),
        (["knots/", ""], "index.html", ""),
        (["knots/", ""], "knots/", "knots/"),
        (["knots/", ""], "knots", None),
        (["knots/", ""], "myindex.html", None),
        (["knots.html", "index.html", "b/index.html"], "", "index.html"),
        (["knots.html", "index.html", "b/index.html"], "b/", "b/index.html"),
        (["knots.html", "index.html", "b/index.html"], "b/index.html", "b/index.html"),
        (["knots.html", "index.html", "b/index.html"], "knots.html", "knots.html"),
        (["knots.html", "index.html", "b/index.html"], "knots.html/", None),
    ],
)
def test_a_folder_and_its_index_are_one_page(
    pages: RelatedPages, tmp_path: Path, files: list[str], asked: str, at: str | None
) -> None:
    there = RelatedPages(pages._desk, Store(tmp_path), {path: str(tmp_path / "knots.md") for path in files})
    assert there.at(asked) == at
