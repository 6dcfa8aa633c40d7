"""One blog through every door: the plugin, and `generate` with the extension of Markdown.

Both pages are compared in `test_generate`; here it is what stands in the author's own pages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from mkdocs_reciprocity.collect.mkdocs_yml import EXTENSION
from tests import hosts
from tests.flow import flow
from tests.sites.drawing import Built, python
from tests.sites.sample import THEMES, built, copied
from tests.sites.test_generate import generate, html_of
from tests.sites.zensical import needed, zensical


def extended(config: Path) -> Path:
    """The configuration of the same site without plugins: the options stand below the extension."""
    said = yaml.safe_load(config.read_text("utf-8"))
    parent = yaml.safe_load((config.parent / said.pop("INHERIT")).read_text("utf-8")) if "INHERIT" in said else {}
    whole: dict[str, Any] = {**parent, **said}
    options = next(one["reciprocity"] for one in whole["plugins"] if isinstance(one, dict))
    whole["plugins"] = ["search"]
    whole["markdown_extensions"] = [*whole["markdown_extensions"], {EXTENSION: options}]
    whole["extra_css"] = ["assets/reciprocity/reciprocity.css"]
    whole["site_dir"] = "plain"
    new = config.with_name("plain.yml")
    new.write_text(yaml.safe_dump(whole, sort_keys=False), "utf-8")
    return new


_LINK = re.compile(r'(?<=(?:href|.src)=")[^"#]*')


def ours(page: str, path: str) -> list[str]:
    """What is ours in an own page, each part as HTML."""
    tree = LexborHTMLParser(absolute(page, path))
    return [node.html or "" for node in tree.css("article .reciprocity, [role=main] .reciprocity, .reciprocity-badge")]


def absolute(page: str, path: str) -> str:
    """The page with absolute links."""
    return _LINK.sub(lambda match: urljoin(f"https://me.example/{path}", match[0]), page)


def own_pages(site: Path) -> Mapping[str, list[str]]:
    """What is ours in each own page that has something, by the path of its file."""
    files = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*.html"))}
    parts = {name: ours(path.read_text("utf-8"), name) for name, path in files.items()}
    made = ("shared/", "pay-it-forward/")
    return {name: every for name, every in parts.items() if every and not name.startswith(made)}


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, Path]:
    """The sample through the plugin, and the folder of the same sample after `generate`."""
    folder = tmp_path_factory.mktemp("doors")
    with_plugin = built(folder, "mkdocs")
    root = copied(folder / "mkdocs")
    plain = extended(root / THEMES["mkdocs"])
    done = generate(root, config=plain.name)
    assert (done.exit_code, done.stderr) == (0, "")
    return with_plugin, root


def test_with_the_extension_own_pages_have_the_same_parts(doors: tuple[Built, Path]) -> None:
    """Nothing differs."""
    with_plugin, root = doors
    plain = python("-m", hosts.NAME, "build", "--strict", "-f", str(root / "plain.yml"))
    assert plain.returncode == 0, plain.stderr
    wanted, got = own_pages(with_plugin.folder), own_pages(root / "plain")
    assert len(wanted) > 5
    assert got == wanted


def test_search_and_the_table_of_contents_are_the_same(doors: tuple[Built, Path]) -> None:
    """But for their order: the plugin has pages that tell of others built last."""
    with_plugin, root = doors
    python("-m", hosts.NAME, "build", "-f", str(root / "plain.yml"))
    plain = Built(root / "plain", [], False, with_plugin.config)

    def of_own(made: Built) -> list[dict[str, str]]:
        every = (one for one in made.search() if not one["location"].startswith(("shared/", "pay-it-forward/")))
        return sorted(every, key=lambda one: one["location"])

    assert of_own(plain) == of_own(with_plugin)
    assert any(one["location"].endswith("#reciprocity-reactions") for one in of_own(plain))
    menus = [
        [node.html for node in made.tree("posts/looms/index.html").css("#toc-collapse a")]
        for made in (plain, with_plugin)
    ]
    assert menus[0] == menus[1]


@needed
def test_in_zensical_pages_have_the_same_parts(doors: tuple[Built, Path]) -> None:
    """Nothing differs but how links are spelled: Zensical makes them anew."""
    with_plugin, root = doors
    said = yaml.safe_load((root / "plain.yml").read_text("utf-8"))
    said |= {"theme": {"name": "material"}, "site_dir": "zensical"}  # it has a theme of its own by that name
    (root / "zensical.yml").write_text(yaml.safe_dump(said, sort_keys=False), "utf-8")
    zensical(root, config="zensical.yml")
    wanted, got = own_pages(with_plugin.folder), own_pages(root / "zensical")
    assert got == wanted
    for name in ("shared/index.html", "pay-it-forward/index.html", "shared/2026/index.html"):
        theirs, mine = (
            absolute((folder / name).read_text("utf-8"), name) for folder in (root / "zensical", with_plugin.folder)
        )
        steps, found = flow(html_of(mine, ".reciprocity")), flow(html_of(theirs, "article"))
        start = found.index(steps[0])
        assert found[start : start + len(steps)] == steps
