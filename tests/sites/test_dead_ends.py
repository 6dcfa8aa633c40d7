"""A slip in the address of a page of one's own is no link on a page, and `check` says so."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from click.testing import CliRunner

from mkdocs_reciprocity.cli import main
from tests.sites.drawing import draw, make

LOG = """\
peers:
  ada: {name: Ada, home: https://ada.example/}
interactions:
- {date: 2026-11-02, got: comment, peer: ada, url: https://me.example/loms/}
- {date: 2026-11-03, got: share, peer: ada, url: https://me.example/looms/}
- {date: 2026-11-04, got: review, peer: ada, url: https://me.example/slides/}
- {date: 2026-11-05, got: link, peer: ada, url: https://me.example/shared/}
- {date: 2026-11-06, got: quote, peer: ada, url: https://me.example/talk.pdf}
"""


def test_no_link_to_nowhere_is_published(tmp_path: Path) -> None:
    files = {
        "reciprocity.yml": LOG,
        "docs/looms.md": "# Looms\n\nOf looms.\n",
        "docs/slides/index.html": "<p>Slides</p>",
        "docs/marked.md": "# Thanks\n\n<!-- reciprocity:thanks 9 -->\n",
    }
    config = draw(tmp_path, files, {"reciprocity": {"feeds": {"fetch": "never"}}})
    built = make(config)
    assert not built.aborted
    for page in ("pay-it-forward/index.html", "marked/index.html"):
        text = built.read(page)
        assert "loms" not in text
        for there in ("looms/", "https://me.example/slides/", "talk.pdf"):
            assert there in text
    said = CliRunner().invoke(main, ["check", "-f", str(config)]).output
    assert 'reciprocity.yml:4:1: no page of yours is at "https://me.example/loms/"; did you mean' in said
    assert '"https://me.example/looms/"? (for information)' in said
    assert said.count("no page of yours") == 1
    assert "loms" not in "\n".join(built.ours())


def test_a_page_that_is_left_out_is_none(tmp_path: Path) -> None:
    log = LOG.replace("loms/", "draft/").replace("shared/", "pay-it-forward/")
    files = {"reciprocity.yml": log, "docs/draft.md": "# Draft\n", "docs/marked.md": "<!-- reciprocity:thanks 9 -->\n"}
    options = {"feeds": {"fetch": "never"}, "pages": {"pay_it_forward": False}}
    config = draw(tmp_path, files, {"draft_docs": "draft.md\n", "reciprocity": options})
    commands: dict[Literal["build", "serve"], bool] = {"build": False, "serve": True}
    for command, there in commands.items():
        text = make(config, command=command).read("marked/index.html")
        assert ("draft/" in text) is there
        assert "pay-it-forward" not in text


def test_generate_links_to_no_page_that_finish_did_not_find(tmp_path: Path) -> None:
    files = {
        "reciprocity.yml": LOG,
        "docs/slides/index.html": "<p>Slides</p>",
        "docs/later.md": "# Later\n",
        "site/index.html": "<html><head></head><body><main><h1>Home</h1></main></body></html>",
        "site/looms/index.html": "<html><head></head><body><main><h1>Looms</h1></main></body></html>",
    }
    files["reciprocity.yml"] += "- {date: 2026-11-07, got: share, peer: ada, url: https://me.example/later/}\n"
    config = str(draw(tmp_path, files, {"reciprocity": {"feeds": {"fetch": "never"}}}))

    def page() -> str:
        assert CliRunner().invoke(main, ["generate", "-f", config]).exit_code == 0
        return (tmp_path / "docs/pay-it-forward/index.md").read_text("utf-8")

    assert "loms" in page(), "nobody knows the pages yet"
    assert CliRunner().invoke(main, ["finish", "-f", config]).exit_code == 0
    text = page()
    assert "loms" not in text
    for there in ("looms/", "slides/", "shared/", "talk.pdf", "later/"):
        assert f"{there}" in text
    (tmp_path / "site/looms").rename(tmp_path / "site/loms")
    assert CliRunner().invoke(main, ["finish", "-f", config]).exit_code == 0
    text = page()
    assert "me.example/loms" in text or '"../loms/"' in text
    assert '"../looms/"' not in text
