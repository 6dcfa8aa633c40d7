"""Two blogs that both use this plugin hear of each other: what one has shared, the other has received."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from click.testing import CliRunner

from mkdocs_reciprocity.cli import main
from tests.server import Server, page, server
from tests.sites.drawing import draw, entry, make, rss

HERS = """\
peers:
  me: {name: The loom blog, home: https://me.example/, feed: me.xml}
  nora: {name: Nora's Nets, home: https://nora.example/, feed: https://nora.example/f}
  otto: {name: Otto, home: https://otto.example/, feed: https://otto.example/f, private: true}
interactions:
- {date: 2026-11-02, gave: share, url: https://me.example/looms/, title: On looms, note: I read it twice.}
- {date: 2026-11-03, gave: share, url: https://me.example/cards/, private: true, note: A secret.}
- {date: 2026-11-04, gave: share, url: https://nora.example/nets/}
"""
MINE = """\
peers:
  mara: {{name: Mara, home: '{home}', feed: '{home}posts.xml'}}
"""
PAGES = {"docs/looms.md": "# The loom\n", "docs/cards.md": "# Cards\n"}


@contextmanager
def hers(root: Path) -> Iterator[Server]:
    """The site of Mara, built and served; with a feed of what she writes."""
    root.mkdir()
    with server({}) as at:
        files = {"reciprocity.yml": HERS, "me.xml": rss(home="https://me.example/")}
        config = draw(root, files, {"site_url": at.url("/"), "reciprocity": {"feeds": {"fetch": "never"}}})
        for path, body in make(config).files().items():
            at.pages[f"/{path.removesuffix('index.html')}"] = page(body)
        at.pages["/posts.xml"] = page(rss(entry("A post", at.url("/a/")), home=at.url("/")).encode())
        yield at


def test_what_one_has_shared_the_other_has_received(tmp_path: Path) -> None:
    with hers(tmp_path / "hers") as at:
        root = tmp_path / "mine"
        root.mkdir()
        options = {"feeds": {"allow_hosts": ["127.0.0.1"]}}
        config = draw(root, {"reciprocity.yml": MINE.format(home=at.url("/")), **PAGES}, {"reciprocity": options})
        said = CliRunner().invoke(main, ["refresh", "-f", str(config)])
        assert said.exit_code == 0, said.output
        assert [asked.path for asked in at.asked] == ["/posts.xml", "/", "/blogroll.opml", "/shared.xml"]
        assert "new entries: 1 " in said.stdout
        assert "new entries: 2 (what they share)" in said.stdout
        at.asked.clear()
        built = make(config, strict=True)
        assert at.asked == []
    thanks = built.content("pay-it-forward/index.html")
    assert "Mara shared The loom" in thanks
    assert "Cards" not in thanks
    assert "A post" in thanks
    desk = CliRunner().invoke(main, ["desk", "-f", str(config)]).stdout
    assert "Mara shared" in " ".join(desk.split())
    assert "I read it twice." in desk
    assert "secret" not in desk
    assert b"I read it twice." not in built.all_bytes()
    assert b"nora.example" not in built.all_bytes()


def test_pages_without_links_in_their_heads(tmp_path: Path) -> None:
    with server({}) as at:
        options = {"site_url": at.url("/"), "reciprocity": {"feeds": {"fetch": "never"}}}
        (tmp_path / "hers").mkdir()
        config = draw(tmp_path / "hers", {"reciprocity.yml": HERS, "me.xml": rss(home="https://me.example/")}, options)
        assert CliRunner().invoke(main, ["generate", "-f", str(config)]).exit_code == 0
        for path in (tmp_path / "hers/docs").glob("*.*"):
            at.pages[f"/{path.name}"] = page(path.read_bytes())
        at.pages["/"] = page(b"<!doctype html><title>Mara</title>")
        at.pages["/posts.xml"] = page(rss(entry("A post", at.url("/a/")), home=at.url("/")).encode())
        root = tmp_path / "mine"
        root.mkdir()
        options = {"feeds": {"allow_hosts": ["127.0.0.1"]}}
        config = draw(root, {"reciprocity.yml": MINE.format(home=at.url("/")), **PAGES}, {"reciprocity": options})
        said = CliRunner().invoke(main, ["refresh", "-f", str(config)])
        assert said.exit_code == 0, said.output
        usual = [f"/.well-known/recommendations.{ending}" for ending in ("opml", "json")]
        assert [asked.path for asked in at.asked] == ["/posts.xml", "/", *usual, "/reciprocity.json", "/shared.xml"]
        assert "new entries: 2 (what they share)" in said.stdout
        built = make(config, strict=True)
    assert "Mara shared The loom" in built.content("pay-it-forward/index.html")
