"""What is looked at in every cell, and what in some."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from selectolax.lexbor import LexborHTMLParser

from tests.matrix import blog
from tests.matrix.cell import Cell, Made

MAIN = (".md-content", "[role=main]", "article", "main")
"""Where the content of a page is, the first of these that there is; each theme has another."""
_TIMES = re.compile(r"<(lastBuildDate|pubDate)>[^<]*</\1>|\"date_(published|modified)\": *\"[^\"]*\"")
_WARNING = re.compile(r"^\s*(\S+ \S+ )?(WARNING|ERROR|CRITICAL)\b|warning:", re.IGNORECASE)


def look_at(cell: Cell, made: Made, without: Made | None) -> None:
    """All that has to be true of a cell; ``without`` is the same site without our plugin, where the cell needs it."""
    expected = warnings(without) if without and cell.warns else []
    assert [line for line in warnings(made) if line not in expected] == []
    assert [line for line in expected if not re.search(cell.warns, line)] == []
    pages_are_full(made, cell.absent)
    nothing_is_private(made)
    search_knows_what_is_public(made, cell.absent)
    if "shared" not in cell.absent:
        the_feed_is_ours(made)
    for path in cell.own if without else ():
        assert without is not None
        assert own(made, path) == own(without, path), path
    for look in cell.looks:
        look(made)


def warnings(made: Made) -> list[str]:
    return [line for line in made.lines if _WARNING.search(line)]


def text(tree: LexborHTMLParser, selector: str) -> str:
    """What stands there, white space folded."""
    return " ".join(" ".join(node.text() for node in tree.css(selector)).split())


def pages_are_full(made: Made, absent: Iterable[str] = ()) -> None:
    """Each page of ours has its heading once, and what has to be on it."""
    plugin = made.host != "zensical"
    for page, words in blog.SAID.items():
        path = made.folder / page / "index.html"
        if page in absent:
            assert not path.exists(), page
            continue
        tree = LexborHTMLParser(path.read_text("utf-8"))
        headings = [node.text(strip=True).removesuffix("¶").strip() for node in tree.css("h1")]
        assert headings.count(blog.TITLES[page]) == 1, (page, headings)
        found = text(tree, ".reciprocity" if plugin else ".md-content")
        more = blog.FROM_POSTS.get(page, []) if plugin else []
        assert [word for word in (*words, *more) if word not in found] == [], (page, found)
    if made.extended and made.path("looms").exists():
        found = text(LexborHTMLParser(made.path("looms").read_text("utf-8")), ".reciprocity")
        assert [word for word in blog.FROM_POSTS["looms"] if word not in found] == [], found


def contents(path: Path) -> bytes:
    """A file of the site, unpacked where it is compressed."""
    body = path.read_bytes()
    return gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body


def nothing_is_private(made: Made) -> None:
    secret = blog.SECRET.encode()
    files = [path for path in made.folder.rglob("*") if path.is_file()]
    assert [path for path in files if secret in contents(path).lower() or blog.SECRET in str(path).lower()] == []
    assert [line for line in made.lines if blog.SECRET in line.lower()] == []


def searched(made: Made) -> dict[str, str]:
    """What a search finds: texts by the address where they stand."""
    found: dict[str, str] = {}
    for path in made.folder.rglob("*.pf_fragment"):  # of Pagefind: JSON behind a word
        document = contents(path).decode()
        one = json.loads(document[document.index("{") :])
        found[one["url"].strip("/").removesuffix("index.html")] = one["content"]
    for name, key in (("search/search_index.json", "docs"), ("search.json", "items")):
        if (made.folder / name).exists():
            for one in json.loads(made.read(name))[key]:
                found[one["location"]] = f"{one['title']} {one['text']}"
    return found


def search_knows_what_is_public(made: Made, absent: Iterable[str] = ()) -> None:
    found = searched(made)
    for page, words in blog.SAID.items():
        known = " ".join(text for place, text in found.items() if place.split("#")[0].startswith(page))
        plain = " ".join(re.sub(r"<[^>]*>", " ", known).split())
        missing = [word for word in words if word not in plain]
        assert missing == (words if page in absent else []), (page, plain)


def the_feed_is_ours(made: Made) -> None:
    titles = [node.text or "" for node in ET.fromstring(made.read("shared.xml")).iter() if node.tag.endswith("}title")]
    assert [title for title in titles if "On engines" in title] != []
    assert "A clear account." in made.read("shared.json")


def own(made: Made, path: str) -> str:
    """A feed or an index page of the author's, without the times of a build, and without what a theme has around it."""
    body = made.read(path)
    if path.endswith(".html"):
        return main(body)
    return _TIMES.sub("", body)


def main(page: str) -> str:
    """The content of a page, as HTML."""
    tree = LexborHTMLParser(page)
    return next(node.html or "" for node in map(tree.css_first, MAIN) if node)


def links(made: Made, path: str) -> set[str]:
    """The addresses that a page links to."""
    return {(node.attributes["href"] or "").removeprefix("./") for node in made.tree(path).css("a[href]")}


def leads(made: Made, path: str, *addresses: str) -> None:
    """A page links to these addresses."""
    found = links(made, path)
    assert {*addresses} <= found, found


def sitemap(made: Made) -> set[str]:
    return set(re.findall(r"<loc>([^<]*)</loc>", made.read("sitemap.xml")))


def documents(made: Made, path: str) -> Mapping[str, Any]:
    read: Mapping[str, Any] = json.loads(made.read(path))
    return read
