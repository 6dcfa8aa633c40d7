"""A large build lets go of the log and the feeds as soon as the views are made. Nobody sees that in the site."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_reciprocity.collect.sources import Sources
from mkdocs_reciprocity.core.pipeline import Facts
from mkdocs_reciprocity.host import site_pages
from mkdocs_reciprocity.host.results import Results
from tests.sites.drawing import Built, draw, entry, make, rss

LOG = """\
peers:
  ada: {name: Ada Example, home: https://ada.example/, feed: feeds/ada.xml, about: "Looms, and café life"}
  ben: {name: Ben, home: https://ben.example/, tags: [maths]}
interactions:
- {date: 2026-11-02, gave: share, peer: ada, url: https://ada.example/engines/, note: The clearest, via: mastodon}
- {date: 2025-03, gave: quote, url: https://ben.example/knots/, title: Knots}
- {date: 2024-05-06, gave: review, url: https://stranger.example/ink/}
- {date: 2026-10-01, got: comment, peer: ben, url: https://me.example/looms/}
"""
LINKING = entry("Revisited", "https://ada.example/r1/", html='<a href="https://me.example/looms/">x</a>')
NEWEST = entry("Été, déjà", "https://ada.example/r2/")
FILES = {
    "reciprocity.yml": LOG,
    "feeds/ada.xml": rss(LINKING, NEWEST),
    "docs/looms.md": "---\ndate: 2026-11-02\n---\n# Looms\n\nSee [Wheels](https://ada.example/wheels/).\n",
    "docs/diary.md": "---\ndate: 2026-01-20\n---\n# Diary\n\nSee [Clinic](https://ben.example/clinic/).\n",
}
HIDING = """
def on_post_page(output, page, config):
    return "<html><head></head><body>For members</body></html>" if page.url == "diary/" else output
"""


class Watch:
    """What was let go of, and how often the facts were wanted again."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.gone, self.again = 0, 0
        let_go, facts = Results.let_go, Sources.facts

        def noted(results: Results, again: object) -> None:
            self.gone += 1
            let_go(results, again)  # type: ignore[arg-type]

        def counted(sources: Sources) -> Facts:
            self.again += self.gone
            return facts(sources)

        monkeypatch.setattr(Results, "let_go", noted)
        monkeypatch.setattr(Sources, "facts", counted)


def both(root: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str], **config: object) -> tuple[Built, Built]:
    """The site of a small build, and of one that counts as large."""
    small = make(draw(root / "small", {**FILES, **files}, config))
    monkeypatch.setattr(site_pages, "_MANY", 0)
    return small, make(draw(root / "large", {**FILES, **files}, config))


@pytest.mark.parametrize(("files", "config", "again"), [({}, {}, 0), ({"hook.py": HIDING}, {"hooks": ["hook.py"]}, 1)])
def test_the_site_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str], config: dict[str, object], again: int
) -> None:
    watch = Watch(monkeypatch)
    small, large = both(tmp_path, monkeypatch, files, **config)
    assert (watch.gone, watch.again) == (1, again), "the results are made again where a page hides its links"
    assert large.files() == small.files()
    assert large.warnings() == small.warnings() == []
    shared = large.content("shared/index.html")
    assert ("Wheels" in shared, "Clinic" in shared) == (True, not again)
    assert "Été, déjà" in large.content("pay-it-forward/index.html")


@pytest.mark.parametrize("more", [{"reciprocity": {"lifts": True}}, {"reciprocity": {"further": True}}])
def test_pages_that_are_filled_with_more_than_views_have_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: dict[str, object]
) -> None:
    watch = Watch(monkeypatch)
    small, large = both(tmp_path, monkeypatch, {}, **more)
    assert watch.gone == 0
    assert large.files() == small.files()


@pytest.mark.parametrize("marker", ["lifts", "shared 5"])
def test_pages_with_a_marker_have_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, marker: str) -> None:
    watch = Watch(monkeypatch)
    files = {"docs/looms.md": FILES["docs/looms.md"] + f"\n<!-- reciprocity:{marker} -->\n"}
    small, large = both(tmp_path, monkeypatch, files)
    assert watch.gone == 0
    assert large.files() == small.files()
    assert "Ada Example" in large.content("looms/index.html")
