"""The documentation is a site, built with this plugin on itself."""

from __future__ import annotations

import pytest
import yaml

from tests import hosts
from tests.docs.blocks import DOCS, ROOT
from tests.sites.drawing import Built, make


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    hosts.need("material")
    copy = tmp_path_factory.mktemp("documentation")
    for name in ("mkdocs.yml", "reciprocity.yml", "docs"):
        (copy / name).symlink_to(ROOT / name)
    return make(copy / "mkdocs.yml", strict=True)


def test_it_builds_without_a_warning(built: Built) -> None:
    assert built.warnings() == []
    assert not built.aborted


def test_every_page_is_in_the_menu() -> None:
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    pages = {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")}
    listed = str(yaml.safe_load(text)["nav"])
    assert {page for page in pages if f"'{page}'" not in listed} == set()


def test_those_it_builds_on_are_passed_on_by_the_plugin(built: Built) -> None:
    page = built.read("shared/index.html")
    assert "h-feed" in page
    assert "feedparser" in page


def test_scripts_and_their_figures_beside_the_pages_are_not_published(built: Built) -> None:
    assert not [path for path in built.folder.rglob("*") if path.suffix in {".py", ".jsonl"}]
