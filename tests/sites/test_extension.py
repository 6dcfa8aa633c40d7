"""The extension of Markdown in MkDocs and ProperDocs: without the plugin, beside it, and in Material's blog."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from selectolax.lexbor import LexborHTMLParser

from mkdocs_reciprocity.collect.docs import SHEET
from mkdocs_reciprocity.collect.mkdocs_yml import EXTENSION
from tests import hosts
from tests.sites.drawing import ADA, Built, Files, draw, forget_plugins, listening, make
from tests.sites.test_generate import PRIVATE, generate

LOG = ADA.replace(", feed: feeds/ada.xml", "") + (
    "interactions:\n"
    "- {date: 2026-11-02, gave: share, url: https://ada.example/engines/, title: On engines}\n"
    "- {date: 2026-11-05, got: comment, peer: ada, url: https://me.example/looms/}\n"
    "- {date: 2026-11-05, got: comment, peer: ada, url: https://me.example/blog/2026/11/01/post-1/}\n"
)
FILES = {"reciprocity.yml": LOG, "docs/looms.md": "# On looms\n\n<!-- reciprocity:badge -->\n"}
REACTIONS = "reciprocity-reactions"


def drawn(root: Path, files: Files, **config: Any) -> Path:
    """A site with the extension, and without the plugin."""
    plugins = config.pop("plugins", ["search"])
    options = config.pop("options", {})
    whole = {
        "markdown_extensions": [{EXTENSION: options}],
        "extra_css": ["assets/reciprocity/reciprocity.css"],
        **config,
    }
    path = draw(root, files, {**whole, "plugins": plugins})
    said = yaml.safe_load(path.read_text("utf-8"))
    said["plugins"] = plugins
    path.write_text(yaml.safe_dump(said, sort_keys=False), "utf-8")
    return path


def made(path: Path) -> Built:
    """Builds it, strictly."""
    forget_plugins()
    aborted = False
    with listening() as lines:
        config = load_config(str(path), strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        except Abort:
            aborted = True
    return Built(Path(config.site_dir), lines, aborted, config)


def test_without_the_plugin_a_site_has_the_options_below_the_extension(tmp_path: Path) -> None:
    path = drawn(tmp_path, FILES, options={"badge": {"label": "Given"}})
    done = generate(tmp_path)
    assert (done.exit_code, done.stderr) == (0, "")
    assert f"docs/{SHEET}: written" in done.stdout
    site = made(path)
    assert (site.aborted, site.warnings()) == (False, [])
    looms = site.tree("looms/index.html")
    assert [node.attributes["alt"] for node in looms.css(".reciprocity-badge img")] == ["Given: lately: Ada Example"]
    assert len(looms.css(f"#{REACTIONS}")) == 1
    assert not site.has(SHEET)
    found = [one["location"] for one in site.search()]
    assert f"looms/#{REACTIONS}" in found
    assert not site.tree("shared/index.html").css(f"#{REACTIONS}")


def test_nothing_private_is_in_the_file_that_generate_keeps(tmp_path: Path) -> None:
    log = PRIVATE + "- {date: 2026-11-05, got: comment, peer: ben, url: https://me.example/looms/}\n"
    drawn(tmp_path, {**FILES, "reciprocity.yml": log, "docs/people/ben.png": b"\x89PNG\r\n\x1a\n"})
    generate(tmp_path)
    kept = (tmp_path / "docs" / SHEET).read_bytes()
    assert b"Ada" in kept
    for word in (b"Ben", b"ben.", b"Between", b"secret", b"looms"):
        assert word not in kept


def test_before_generate_a_strict_build_stops_and_says_why(tmp_path: Path) -> None:
    site = made(drawn(tmp_path, FILES))
    assert site.aborted
    left = "so your pages have no reactions, and nothing where their markers are"
    why = f"docs/{SHEET}: this is not there yet, {left}; run `mkdocs-reciprocity generate` before you build"
    assert site.warnings() == [f"WARNING reciprocity: {why}"]


@pytest.mark.parametrize("enabled", [True, False])
def test_beside_the_plugin_it_does_nothing(tmp_path: Path, enabled: bool) -> None:
    path = draw(tmp_path, FILES, {"markdown_extensions": [EXTENSION], "reciprocity": {"enabled": enabled}})
    for _ in range(2):
        site = make(path, strict=True)
        assert (site.aborted, site.warnings()) == (False, [])
        assert len(site.tree("looms/index.html").css(f"#{REACTIONS}")) == enabled
        assert len(site.tree("looms/index.html").css(".reciprocity-badge")) == enabled
        sheet = json.dumps({"format": 1})  # it is not even read
        (tmp_path / "docs" / SHEET).write_text(sheet, "utf-8")


def test_material_s_blog_has_reactions_in_posts_and_in_no_excerpt(tmp_path: Path) -> None:
    hosts.need("material")
    posts = {
        f"docs/blog/posts/p{n}.md": f"---\ndate: 2026-11-0{n}\ncategories: [Looms]\n---\n# Post {n}\n\nAll of it.\n\n"
        "<!-- reciprocity:badge -->\n"
        for n in (1, 2)
    }
    files = {**FILES, **posts, "docs/blog/index.md": "# Blog\n"}
    theme: Mapping[str, Any] = {"name": "material", "font": False}
    path = drawn(tmp_path, files, plugins=["search", "blog"], theme=theme)
    assert generate(tmp_path).exit_code == 0
    site = made(path)
    assert (site.aborted, site.warnings()) == (False, [])
    assert len(site.tree("blog/2026/11/01/post-1/index.html").css(f"#{REACTIONS}")) == 1
    assert not site.tree("blog/2026/11/02/post-2/index.html").css(f"#{REACTIONS}")
    for name in ("blog/index.html", "blog/archive/2026/index.html", "blog/category/looms/index.html"):
        tree: LexborHTMLParser = site.tree(name)
        assert len(tree.css("article.md-post")) == 2
        assert not tree.css(".reciprocity, .reciprocity-badge")
