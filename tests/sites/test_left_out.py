"""Links of the author's to pages and files of ours that are left out: MkDocs takes them as it does links to a draft."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pytest

from tests.sites.drawing import ONE_GIFT, Built, draw, make

GIFTS = ONE_GIFT.replace("home: https://ada.example/", "home: https://ada.example/, feed: https://ada.example/feed.xml")
PAGES = ("shared/index.md", "shared/2026/index.md", "pay-it-forward/index.md")
FILES = ("shared.xml", "shared.json", "blogroll.opml", ".well-known/recommendations.opml", "reciprocity/badge.json")
LINKS = "# Home\n\n![badge](reciprocity/badge.svg)\n" + "".join(f"[x]({name})\n" for name in (*PAGES, *FILES))
NAV: list[object] = ["index.md", {"Pages": list(PAGES[:2])}, {"On": PAGES[2]}]
STRICT = {
    "nav": {"omitted_files": "warn", "not_found": "warn", "absolute_links": "warn"},
    "links": {"not_found": "warn", "absolute_links": "relative_to_docs", "unrecognized_links": "warn"}
    | {"anchors": "warn"},
}
OFF: dict[str, dict[str, Any]] = {
    "plugin": {"reciprocity": {"enabled": False}},
    "options": {"reciprocity": {"pages": False, "files": False, "badge": False}},
}
LEFT_OUT = {how: {how: "/shared/\n/pay-it-forward/\n"} for how in ("exclude_docs", "draft_docs")}


def drawn(root: Path, config: dict[str, Any], text: str = LINKS, **files: str) -> Path:
    said = {"reciprocity": {}, "validation": STRICT, **config}
    return draw(root, {"reciprocity.yml": GIFTS, "docs/index.md": text, **files}, said)


def of_mkdocs(built: Built) -> list[str]:
    """What MkDocs says of links and of the menu."""
    return [line for line in built.lines if "Doc file" in line or "'nav'" in line]


def ours(built: Built) -> set[str]:
    return {name for name in built.files() if name.startswith(("shared", "pay-it", "blogroll", ".well", "reciprocity"))}


@pytest.mark.parametrize("directory_urls", [True, False])
@pytest.mark.parametrize("nav", [None, NAV], ids=["menu of all", "nav"])
@pytest.mark.parametrize("config", [*OFF.values(), *LEFT_OUT.values()], ids=[*OFF, *LEFT_OUT])
def test_no_link_to_what_is_left_out_stops_a_strict_build(
    tmp_path: Path, config: dict[str, Any], nav: list[object] | None, directory_urls: bool
) -> None:
    menu = {"nav": nav} if nav else {}
    built = make(drawn(tmp_path, {**config, **menu, "use_directory_urls": directory_urls}), strict=True)
    assert not built.aborted, built.lines
    assert built.warnings() == []
    assert sum("which is excluded from the built site" in line for line in built.lines) >= len(PAGES)
    assert not built.has("shared")
    assert not built.has("shared.xml")
    assert not built.has("pay-it-forward")
    assert "shared/" not in built.read("sitemap.xml")
    assert "Who I" not in built.read("search/search_index.json")
    if config is OFF["plugin"]:
        assert ours(built) == set()
    if config is OFF["options"]:
        assert ours(built) == {"reciprocity.json"}


@pytest.mark.parametrize("config", OFF.values(), ids=OFF)
def test_a_menu_does_not_lead_to_what_is_switched_off(tmp_path: Path, config: dict[str, Any]) -> None:
    built = make(drawn(tmp_path, {**config, "nav": NAV}, "# Home\n"), strict=True)
    assert not built.aborted
    assert of_mkdocs(built) == []
    assert "shared" not in built.read("index.html")
    assert "pay-it-forward" not in built.read("index.html")
    assert "Pages" not in built.read("index.html"), "nor has it a section of nothing"


@pytest.mark.parametrize("command", ["build", "serve"])
@pytest.mark.parametrize("how", LEFT_OUT)
def test_what_mkdocs_says_is_what_it_says_of_an_authors_own_page(
    tmp_path: Path, how: str, command: Literal["build", "serve"]
) -> None:
    own = {f"docs/{name}": "# x\n" for name in PAGES}
    said = [
        of_mkdocs(make(drawn(tmp_path / where, {**LEFT_OUT[how], "nav": NAV, **off}, **files), command=command))
        for where, off, files in (("ours", {}, {}), ("theirs", OFF["plugin"], own))
    ]
    pages = [[line for line in lines if any(page in line for page in PAGES)] for lines in said]
    assert pages[0] == pages[1]
    assert len(pages[0]) == 2 * len(PAGES)


def test_nobody_is_told_to_list_what_is_excluded(tmp_path: Path) -> None:
    built = make(drawn(tmp_path, {"exclude_docs": "/shared/\n", "nav": ["index.md"]}, "# Home\n"), strict=True)
    (line,) = [line for line in built.ours() if "menu" in line]
    assert "pay-it-forward/index.md" in line
    assert "shared/index.md" not in line


def test_a_page_of_the_authors_in_the_place_of_one_that_is_off_stays(tmp_path: Path) -> None:
    text = "# Home\n\n[a](shared.md) [b](feed/../shared.xml)\n"
    files = {"docs/shared.md": "# Mine\n", "docs/shared.xml": "<mine/>\n"}
    for config in OFF.values():
        built = make(drawn(tmp_path, {**config, "nav": ["index.md", "shared.md"]}, text, **files), strict=True)
        assert of_mkdocs(built) == []
        assert "Mine" in built.read("shared/index.html")
        assert built.read("shared.xml") == "<mine/>\n"
        assert 'href="shared/"' in built.read("index.html")


def test_a_link_to_what_is_nowhere_is_a_mistake_all_the_same(tmp_path: Path) -> None:
    for config in (*OFF.values(), *LEFT_OUT.values()):
        built = make(drawn(tmp_path, config, "# Home\n\n[x](sharde/index.md) [y](shared/1999/index.md)\n"))
        assert len(built.warnings()) == 2, built.lines
