"""What is published where, in the themes and with the options that move it."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.sites.drawing import ADA, ONE_GIFT, Built, entry, rss, site

THEMES = ["mkdocs", "readthedocs", "material"]
GENERATED = [
    "shared/index.html", "shared/2026/index.html", "shared/2025/index.html", "pay-it-forward/index.html",
    "reciprocity/badge.svg", "reciprocity/badge.json", "reciprocity.json",
]  # fmt: skip
LOG = (
    ADA
    + """\
interactions:
- {date: 2026-11-02, gave: share, url: https://ada.example/engines/, title: On engines, note: A clear account.}
- {date: 2025-03-02, gave: quote, url: https://ada.example/old/, title: An old one}
- {date: 2026-10-02, gave: review, url: https://stranger.example/book/, title: A book}
- {date: 2026-11-04, gave: comment, peer: ada, url: https://ada.example/engines/#c1}
- {date: 2026-11-05, got: comment, peer: ada, url: https://me.example/posts/looms/}
"""
)
FEED = rss(
    entry(
        "Looms revisited",
        "https://ada.example/looms-revisited/",
        html='See <a href="https://me.example/posts/looms/">it</a>',
    ),
    entry("Something new", "https://ada.example/new/"),
)
FILES = {
    "reciprocity.yml": LOG,
    "feeds/ada.xml": FEED,
    "docs/about.md": "# About\n\nWritten [on this](https://ada.example/undated/).\n",
    "docs/posts/looms.md": (
        "---\ndate: 2026-09-10\n---\n# Looms & knots\n\nA [talk](https://ada.example/talk/).\n\n## Warp\n\nText.\n"
    ),
}


def files_for(directories: bool) -> dict[str, str]:
    """The files with the addresses that the pages have."""
    if directories:
        return FILES
    return {
        name: text.replace("me.example/posts/looms/", "me.example/posts/looms.html") for name, text in FILES.items()
    }


def headings(built: Built, path: str) -> list[str]:
    return [node.attributes.get("id") or "" for node in built.tree(path).css(".reciprocity :is(h1, h2)")]


Usual = Callable[[str, bool], Built]


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Usual:
    """The site in a theme, with directory URLs or without, built once for all that only look at it."""

    @functools.cache
    def build(theme: str, directories: bool) -> Built:
        config = {"theme": {"name": theme}, "use_directory_urls": directories}
        return site(tmp_path_factory.mktemp("usual"), files_for(directories), config, strict=True)

    return build


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("directories", [True, False])
def test_pages_in_all_themes(usual: Usual, theme: str, directories: bool) -> None:
    built = usual(theme, directories)
    assert not built.aborted, built.lines
    assert [path for path in GENERATED if not built.has(path)] == []

    assert "Lately by Ada Example." in built.content("shared/index.html")
    assert headings(built, "shared/index.html") == [
        "shared",
        "reciprocity-lifted",
        "in-2026-11",
        "in-2026-10",
        "in-2026-09",
        "undated",
    ]
    assert headings(built, "shared/2025/index.html") == ["shared-in-2025", "in-2025-03"]
    assert "An old one" in built.content("shared/2025/index.html")
    assert headings(built, "pay-it-forward/index.html") == [
        "pay-it-forward",
        *(f"reciprocity-{name}" for name in ("pass-one-on", "thanks", "blogs", "badge")),
    ]
    looms = "posts/looms/index.html" if directories else "posts/looms.html"
    assert "(Looms revisited" in built.content(looms)
    for path in (*GENERATED[:4], looms):
        tree = built.tree(path)
        assert len(tree.css("h1")) == 1, path
        sheets = [node.attributes["href"] or "" for node in tree.css("link[rel=stylesheet]")]
        ours = [href for href in sheets if "reciprocity" in href]
        assert len(ours) == 1, sheets
        assert (built.folder / path).parent.joinpath(ours[0]).resolve().is_file()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("directories", [True, False])
def test_every_link_of_ours_leads_to_a_page(usual: Usual, theme: str, directories: bool) -> None:
    built = usual(theme, directories)
    seen = 0
    for path in built.files():
        if not path.endswith(".html") or path == "404.html":
            continue
        for node in built.tree(path).css(".reciprocity a[href], .reciprocity img[src]"):
            href = node.attributes.get("href") or node.attributes.get("src") or ""
            if href.startswith(("http:", "https:", "mailto:")):
                continue
            seen += 1
            target, _, anchor = href.partition("#")
            place = (built.folder / path).parent / target if target else built.folder / path
            place = place / "index.html" if place.is_dir() else place
            assert place.is_file(), (path, href)
            if anchor:
                assert f'id="{anchor}"' in place.read_text("utf-8"), (path, href)
    assert seen > 8


@pytest.mark.parametrize(
    ("theme", "toc"),
    [("readthedocs", ".toctree-l2 a"), ("mkdocs", "#toc-collapse a"), ("material", ".md-nav--secondary a")],
)
def test_headings_are_in_the_table_of_contents(usual: Usual, theme: str, toc: str) -> None:
    built = usual(theme, True)
    for path, expected in {
        "shared/index.html": ["#reciprocity-lifted", "#in-2026-11", "#in-2026-10", "#in-2026-09", "#undated"],
        "pay-it-forward/index.html": [
            *(f"#reciprocity-{name}" for name in ("pass-one-on", "thanks", "blogs", "badge"))
        ],
        "posts/looms/index.html": ["#warp", "#reciprocity-reactions"],
    }.items():
        found = [node.attributes.get("href") or "" for node in built.tree(path).css(toc)]
        assert [href for href in dict.fromkeys(found) if href in expected] == expected, (path, found)


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
@pytest.mark.parametrize("directories", [True, False])
def test_text_is_in_the_search_index(usual: Usual, theme: str, directories: bool) -> None:
    built = usual(theme, directories)
    index = {doc["location"]: doc["text"] for doc in built.search()}
    end = "/" if directories else "/index.html"
    looms = "posts/looms/" if directories else "posts/looms.html"
    assert "A clear account." in index[f"shared{end}#in-2026-11"]
    assert "An old one" in index[f"shared/2025{end}#in-2025-03"]
    # MkDocs' own search gives headings without an id no entry: what stands below them is found in that of the page.
    assert "Something new" in index[f"pay-it-forward{end}"] + index[f"pay-it-forward{end}#reciprocity-pass-one-on"]
    assert "Looms revisited" in index[f"{looms}#reciprocity-reactions"]
    assert len(index) == len(built.search()), "a location is listed twice"


def test_titles_of_own_pages_are_escaped_once(usual: Usual) -> None:
    built = usual("mkdocs", True)
    assert "in Looms & knots" in built.content("shared/index.html")
    assert "linked to Looms & knots" in built.content("pay-it-forward/index.html")


def test_the_badge_and_the_figures(tmp_path: Path) -> None:
    built = site(tmp_path, FILES, {"reciprocity": {"badge": {"label": "Give & <take>", "metric": "both"}}})
    svg = ET.fromstring(built.read("reciprocity/badge.svg"))
    name = "{http://www.w3.org/2000/svg}"
    assert svg.tag == f"{name}svg"
    assert svg.attrib["role"] == "img"
    assert svg.attrib["aria-label"] == "Give & <take>: 3 posts by 2 people, 1 received"
    assert [node.text for node in svg.iter(f"{name}text")] == ["Give & <take>", "3 posts by 2 people, 1 received"]
    assert int(svg.attrib["width"]) > 100
    endpoint = json.loads(built.read("reciprocity/badge.json"))
    assert endpoint["schemaVersion"] == 1
    assert endpoint["label"] == "Give & <take>"
    assert endpoint["message"] == "3 posts by 2 people, 1 received"
    assert set(endpoint) <= {"schemaVersion", "label", "message", "color"}
    assert json.loads(built.read("reciprocity.json")) == {
        "version": 1,
        "as_of": "2026-11-22",
        "window": {"first": "2025-12", "last": "2026-11"},
        "posts": 3,
        "people": 2,
        "given": {"spread": 3, "talk": 1, "nod": 0},
        "feeds": ["https://me.example/shared.xml", "https://me.example/shared.json"],
    }


@pytest.mark.parametrize(
    ("palette", "option", "color", "ink"),
    [
        ({"primary": "teal"}, None, "009485", "#000"),
        ([{"scheme": "default", "primary": "deep purple"}, {"scheme": "slate"}], None, "7e56c2", ""),
        ({"primary": "custom"}, "theme", "0b6b8a", ""),
        ({"primary": "teal"}, "#123", "112233", ""),
    ],
)
def test_the_badge_has_the_themes_colour_or_the_options(
    tmp_path: Path, palette: object, option: str | None, color: str, ink: str
) -> None:
    theme = {"name": "material", "palette": palette}
    badge = {} if option is None else {"badge": {"color": option}}
    built = site(tmp_path, FILES, {"theme": theme, "reciprocity": badge})
    svg = built.read("reciprocity/badge.svg")
    assert f'fill="#{color}"' in svg
    assert (f'fill="{ink}"' in svg) is bool(ink)
    assert json.loads(built.read("reciprocity/badge.json"))["color"] == color


@pytest.mark.parametrize("metric", ["names", "posts", "people", "both"])
def test_a_badge_of_nothing_still_has_a_message(tmp_path: Path, metric: str) -> None:
    built = site(tmp_path, {"reciprocity.yml": ""}, {"reciprocity": {"badge": {"metric": metric}}})
    assert json.loads(built.read("reciprocity/badge.json"))["message"]


def test_a_badge_with_characters_that_xml_forbids(tmp_path: Path) -> None:
    built = site(tmp_path, {"reciprocity.yml": ONE_GIFT}, {"reciprocity": {"badge": {"label": "gi\x07ve\x00\ufffe"}}})
    assert ET.fromstring(built.read("reciprocity/badge.svg")).attrib["aria-label"].startswith("give")


@pytest.mark.parametrize(
    ("options", "feeds"),
    [
        ({"files": {"atom": False}}, ["https://me.example/shared.json"]),
        (
            {"files": {"atom": "my shares.xml"}},
            ["https://me.example/my%20shares.xml", "https://me.example/shared.json"],
        ),
        ({"files": False}, []),
        ({"pages": {"shared": False}}, []),
    ],
)
def test_the_figures_name_the_feeds_that_are_made(tmp_path: Path, options: dict[str, object], feeds: list[str]) -> None:
    built = site(tmp_path, FILES, {"reciprocity": options})
    assert json.loads(built.read("reciprocity.json"))["feeds"] == feeds


def test_figures_without_feeds(tmp_path: Path) -> None:
    unshared = site(tmp_path / "a", {"reciprocity.yml": ""})
    assert json.loads(unshared.read("reciprocity.json"))["feeds"] == []
    nowhere = site(tmp_path / "b", FILES, {"site_url": None})
    assert json.loads(nowhere.read("reciprocity.json"))["feeds"] == []


def test_the_window_moves_the_figures(tmp_path: Path) -> None:
    built = site(tmp_path, FILES, {"reciprocity": {"window": "2 years"}})
    figures = json.loads(built.read("reciprocity.json"))
    assert figures["window"] == {"first": "2024-12", "last": "2026-11"}
    assert figures["posts"] == 4


# --- smaller by options


def test_without_the_shared_page(tmp_path: Path) -> None:
    built = site(tmp_path, FILES, {"reciprocity": {"pages": {"shared": False}}}, strict=True)
    assert not built.aborted, built.lines
    assert not built.has("shared")
    assert "With thanks to" in built.content("pay-it-forward/index.html")
    assert built.has("reciprocity/badge.svg")
    assert 'href="../shared' not in built.read("pay-it-forward/index.html")


def test_without_pages(tmp_path: Path) -> None:
    built = site(tmp_path, FILES, {"reciprocity": {"pages": False}}, strict=True)
    assert not built.aborted, built.lines
    assert not built.has("shared")
    assert not built.has("pay-it-forward")
    assert built.has("reciprocity.json")
    assert "Reactions" in built.content("posts/looms/index.html")


@pytest.mark.parametrize("directories", [True, False])
def test_moved_pages(tmp_path: Path, directories: bool) -> None:
    pages = {"shared": {"path": "/giving/lifted/", "title": "Lifted"}, "pay_it_forward": {"path": "giving/next"}}
    built = site(tmp_path, FILES, {"reciprocity": {"pages": pages}, "use_directory_urls": directories}, strict=True)
    assert not built.aborted, built.lines
    assert not built.has("shared")
    assert built.tree("giving/lifted/index.html").css("h1")[0].text() == "Lifted"
    assert built.tree("giving/lifted/2025/index.html").css("h1")[0].text() == "Lifted in 2025"
    title = built.tree("giving/lifted/index.html").css_first("title")
    assert title is not None
    assert title.text() == "Lifted - Looms"
    assert built.tree("giving/next/index.html").css("h1")[0].text() == "Pay it forward"
    back = built.tree("giving/lifted/2025/index.html").css(".reciprocity-years a")
    assert "../" in [node.attributes["href"] for node in back] or not directories


def test_without_a_badge(tmp_path: Path) -> None:
    files = {**FILES, "docs/index.md": "# Home\n\n<!-- reciprocity:badge -->\n"}
    built = site(tmp_path, files, {"reciprocity": {"badge": False}}, strict=True)
    assert not built.aborted, built.lines
    assert not built.has("reciprocity")
    assert built.has("reciprocity.json")
    assert "badge.svg" not in built.read("pay-it-forward/index.html")
    assert "badge.svg" not in built.read("index.html")


def test_without_reactions(tmp_path: Path) -> None:
    built = site(tmp_path, FILES, {"reciprocity": {"reactions": False}})
    assert "reciprocity-reactions" not in built.read("posts/looms/index.html")
    assert "Looms revisited" in built.content("pay-it-forward/index.html")


def test_reactions_off_for_a_page(tmp_path: Path) -> None:
    post = FILES["docs/posts/looms.md"].replace("date:", "reciprocity: false\ndate:")
    built = site(tmp_path, {**FILES, "docs/posts/looms.md": post})
    assert "reciprocity-reactions" not in built.read("posts/looms/index.html")


def test_disabled(tmp_path: Path) -> None:
    files = {**FILES, "docs/index.md": "# Home\n\n<!-- reciprocity:badge -->\n"}
    built = site(tmp_path, files, {"reciprocity": {"enabled": False}}, strict=True)
    assert not built.aborted, built.lines
    ours = [path for path in built.files() if "reciprocity" in path or "shared" in path or "forward" in path]
    assert ours == []
    assert b'class="reciprocity' not in built.all_bytes()
    assert not (tmp_path / ".cache").exists()


# --- the author's own pages and navigation


@pytest.mark.parametrize("source", ["docs/shared.md", "docs/shared/index.md"])
def test_an_authors_page_is_never_overwritten(tmp_path: Path, source: str) -> None:
    files = {**FILES, source: "# My own page\n\nHands off.\n"}
    built = site(tmp_path, files, strict=True)
    assert not built.aborted, built.lines
    assert "Hands off." in built.read("shared/index.html")
    assert "my postroll" not in built.read("shared/index.html")
    said = [line for line in built.ours() if source.removeprefix("docs/") in line]
    assert len(said) == 1
    assert "<!-- reciprocity:shared -->" in said[0]
    assert said[0].startswith("INFO")


@pytest.mark.parametrize("source", ["docs/shared.md", "docs/shared/index.md"])
def test_the_marker_in_an_authors_page_is_filled(tmp_path: Path, source: str) -> None:
    files = {**FILES, source: "# My own page\n\nHands off.\n\n<!-- reciprocity:shared -->\n\n## And more\n\nMine.\n"}
    built = site(tmp_path, files, strict=True)
    assert not built.aborted, built.lines
    page = built.read("shared/index.html")
    assert "Hands off." in page
    assert "This is my postroll" in page
    assert [node.text() for node in built.tree("shared/index.html").css("h1")] == ["My own page"]
    assert [line for line in built.ours() if "shared" in line] == []


@pytest.mark.parametrize("marker", ["shared 5", "pay-it-forward"])
def test_another_marker_does_not_fill_the_page(tmp_path: Path, marker: str) -> None:
    files = {**FILES, "docs/shared.md": f"# My own page\n\n<!-- reciprocity:{marker} -->\n"}
    built = site(tmp_path, files)
    assert len([line for line in built.ours() if "shared.md" in line]) == 1


def test_an_authors_page_beside_ours_without_directory_urls(tmp_path: Path) -> None:
    files = {**FILES, "docs/shared.md": "# My own page\n"}
    built = site(tmp_path, files, {"use_directory_urls": False}, strict=True)
    assert not built.aborted, built.lines
    assert "My own page" in built.read("shared.html")
    assert "This is my postroll" in built.read("shared/index.html")


@pytest.mark.parametrize("source", ["docs/shared/2025.md", "docs/shared/2025/index.md"])
def test_an_authors_page_of_a_year(tmp_path: Path, source: str) -> None:
    built = site(tmp_path, {**FILES, source: "# My 2025\n\nHands off.\n"}, strict=True)
    assert not built.aborted, built.lines
    assert "Hands off." in built.read("shared/2025/index.html")


def test_an_authors_own_files_stand(tmp_path: Path) -> None:
    files = {**FILES, "docs/reciprocity.json": '{"mine": 1}', "docs/reciprocity/badge.svg": "<svg/>"}
    built = site(tmp_path, files)
    assert built.read("reciprocity.json") == '{"mine": 1}'
    assert built.read("reciprocity/badge.svg") == "<svg/>"


@pytest.mark.parametrize("theme", THEMES)
def test_nav_lists_the_pages(tmp_path: Path, theme: str) -> None:
    nav = [
        {"Home": "index.md"},
        {"Posts": ["posts/looms.md"]},
        {"Giving": ["shared/index.md", {"Next": "pay-it-forward/index.md"}]},
    ]
    built = site(tmp_path, FILES, {"nav": nav, "theme": {"name": theme}}, strict=True)
    assert not built.aborted, built.lines
    links = {
        (" ".join(node.text().split()), node.attributes["href"]) for node in built.tree("index.html").css("a[href]")
    }
    assert {("Who I've shared", "shared/"), ("Next", "pay-it-forward/")} <= links


def test_nav_that_does_not_list_the_pages(tmp_path: Path) -> None:
    built = site(tmp_path, FILES, {"nav": [{"Home": "index.md"}, "posts/looms.md", "about.md"]}, strict=True)
    assert not built.aborted, built.lines
    assert built.has("shared/index.html")
    assert "shared/" not in [node.attributes["href"] for node in built.tree("index.html").css("a[href]")]
    assert not [line for line in built.lines if "not included in the" in line]


def test_no_nav_has_the_pages_but_not_the_years(tmp_path: Path) -> None:
    built = site(tmp_path, FILES)
    links = [node.attributes["href"] or "" for node in built.tree("index.html").css("a[href]")]
    assert "shared/" in links
    assert "pay-it-forward/" in links
    assert not [href for href in links if "2025" in href]


def test_links_in_markdown_to_our_pages(tmp_path: Path) -> None:
    files = {**FILES, "docs/index.md": "# Home\n\n[Shared](shared/index.md), [next](pay-it-forward/index.md).\n"}
    built = site(tmp_path, files, strict=True)
    assert not built.aborted, built.lines
    assert '<a href="shared/">Shared</a>' in built.read("index.html")


def test_a_site_below_a_path(tmp_path: Path) -> None:
    log = LOG.replace("https://me.example/posts", "https://me.example/blog/posts")
    built = site(tmp_path, {**FILES, "reciprocity.yml": log}, {"site_url": "https://me.example/blog"})
    assert "commented on this" in built.content("posts/looms/index.html")
    assert "https://me.example/blog/reciprocity/badge.svg" in built.read("pay-it-forward/index.html")


def test_the_home_page_has_reactions_and_gives_links(tmp_path: Path) -> None:
    log = LOG + "- {date: 2026-11-06, got: share, peer: ada, url: https://me.example/}\n"
    files = {**FILES, "reciprocity.yml": log, "docs/index.md": "# Home\n\n[Ada](https://ada.example/about/)\n"}
    built = site(tmp_path, files)
    assert "Passed on by Ada Example" in built.content("index.html")
    hrefs = [node.attributes["href"] for node in built.tree("shared/2026/index.html").css(".reciprocity a")]
    assert "../../" not in hrefs  # an undated link has no year page
    assert "../" in [node.attributes["href"] for node in built.tree("shared/index.html").css("#undated + ul a")]


def test_a_draft_of_the_author_takes_no_place(tmp_path: Path) -> None:
    files = {"docs/shared/index.md": "# A draft\n", "reciprocity.yml": LOG}
    built = site(tmp_path, files, {"draft_docs": "shared/index.md"})
    assert "On engines" in built.read("shared/index.html")
    assert "A draft" not in built.read("shared/index.html")
    assert 'href="pay-it-forward/"' in built.read("index.html"), "the other page is in the navigation as ever"


def test_addresses_of_odd_folders_are_escaped(tmp_path: Path) -> None:
    pages = {"shared": {"path": "geteilt/schön #1"}}
    built = site(tmp_path, {"reciprocity.yml": LOG}, {"reciprocity": {"pages": pages}})
    html = built.read("geteilt/schön #1/index.html")
    assert 'href="2026/#g-' in html
    assert "geteilt/sch%C3%B6n%20%231/" in built.read("pay-it-forward/index.html")
