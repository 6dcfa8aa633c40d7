"""What other software reads: where it is, what links to it, and what is in it, in whole builds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mkdocs_reciprocity.core.feeds import reader as feed_reader
from mkdocs_reciprocity.core.opml import reader as opml_reader
from tests import validity
from tests.sites.conftest import Samples
from tests.sites.drawing import Built, draw, make, rss, site

LOG = """\
peers:
  ada: {name: Ada & Co, home: https://ada.example/, feed: [feeds/ada.xml, "https://ada.example/feed.xml"], tags: looms}
  ben: {name: Ben, home: https://ben.example/, feed: https://ben.example/feed.json}
  cleo: {name: Cleo, home: https://cleo.example/, feed: https://cleo.example/feed.xml, private: true}
interactions:
- {date: 2026-11-02, gave: share, url: https://ada.example/engines/, title: On <engines>, note: Clear.}
- {date: 2026-10, gave: quote, url: https://stranger.example/book/, title: A book}
- {date: unknown, gave: share, url: https://ada.example/undated/}
- {date: 2026-11-03, gave: share, url: https://cleo.example/secret/}
"""
FILES = {"reciprocity.yml": LOG, "feeds/ada.xml": rss(), "docs/posts/looms.md": "# Looms\n"}
NEVER = {"fetch": "never"}
MADE = ("shared.xml", "shared.json", "blogroll.opml", ".well-known/recommendations.opml")


def built(folder: Path, config: dict[str, object] | None = None, **options: object) -> Built:
    return site(folder, FILES, {**(config or {}), "reciprocity": {"feeds": NEVER, **options}})


def made(of: Built) -> list[str]:
    return [path for path in (*MADE, "feeds/a b.xml", "x.json", "people.opml") if of.has(path)]


def links(of: Built, path: str) -> list[tuple[str | None, ...]]:
    nodes = of.tree(path).css("head link[rel=alternate], head link[rel=blogroll]")
    return [tuple(node.attributes.get(name) for name in ("rel", "type", "title", "href")) for node in nodes]


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
@pytest.mark.parametrize("directories", [True, False])
def test_the_files_are_made_and_valid_and_lead_to_what_is_there(tmp_path: Path, theme: str, directories: bool) -> None:
    found = built(tmp_path, {"theme": {"name": theme}, "use_directory_urls": directories, "site_author": "Mara"})
    assert made(found) == list(MADE)
    root = validity.atom(found.read("shared.xml").encode())
    assert root.findtext(f"{validity.ATOM}title") == "Looms: Who I've shared"
    assert root.findtext(f"{validity.ATOM}author/{validity.ATOM}name") == "Mara"
    said = validity.json_feed(found.read("shared.json").encode())
    assert [item["title"] for item in said["items"]] == ["On <engines>", "A book"]
    for url in (said["home_page_url"], said["feed_url"], *(item["url"] for item in said["items"])):
        path, _, anchor = url.removeprefix("https://me.example/").partition("#")
        text = found.read(path + "index.html" if path.endswith("/") else path)
        assert not anchor or f'id="{anchor}"' in text


def test_every_page_links_them_after_what_the_theme_has(tmp_path: Path) -> None:
    found = built(tmp_path)
    for path, up in (("index.html", ""), ("posts/looms/index.html", "../../"), ("shared/2026/index.html", "../../")):
        assert links(found, path) == [
            ("alternate", "application/atom+xml", "Looms: Who I've shared", f"{up}shared.xml"),
            ("alternate", "application/feed+json", "Looms: Who I've shared", f"{up}shared.json"),
            ("blogroll", "text/xml", "The blogs I read", f"{up}blogroll.opml"),
        ]
    follow = found.tree("shared/index.html").css(".reciprocity-follow a")
    assert [node.text() for node in follow] == ["Atom", "JSON Feed"]
    (opml,) = found.tree("pay-it-forward/index.html").css(".reciprocity-follow a")
    assert opml.attributes["href"] == "../blogroll.opml"


def test_the_blogroll_has_the_public_peers_whose_feed_others_can_read(tmp_path: Path) -> None:
    found = built(tmp_path)
    outlines = validity.opml(found.read(MADE[2]).encode())
    assert [(one["text"], one["xmlUrl"], one.get("category")) for one in outlines] == [
        ("Ada & Co", "https://ada.example/feed.xml", "looms"),
        ("Ben", "https://ben.example/feed.json", None),
    ]
    assert found.read(MADE[3]) == found.read(MADE[2]).replace('href="', 'href="../', 1)


def test_the_blogroll_can_be_the_peers_file_of_somebody_else(tmp_path: Path) -> None:
    theirs = built(tmp_path / "theirs").read("blogroll.opml")
    log = "peers:\n  ben: {home: https://ben.example/, private: true}\n"
    files = {"reciprocity.yml": log, "docs/peers.opml": theirs}
    found = site(tmp_path / "mine", files, {"reciprocity": {"feeds": NEVER, "peers": "docs/peers.opml"}})
    assert not found.has("peers.opml")
    assert found.warnings() == [found.ours()[0]]
    assert "docs/peers.opml: this is not published" in found.ours()[0]
    assert [one["text"] for one in validity.opml(found.read("blogroll.opml").encode())] == ["Ada & Co"]
    assert "Ada & Co" in found.content("pay-it-forward/index.html")
    assert "Ben" not in found.content("pay-it-forward/index.html")


def test_a_mistake_in_an_opml_file_is_a_warning_with_its_line(tmp_path: Path) -> None:
    files = {"roll.opml": "<opml><body>\n<outline text='x' xmlUrl='nowhere'/>\n</body", "reciprocity.yml": ""}
    found = site(tmp_path, files, {"reciprocity": {"peers": "roll.opml"}})
    assert [line.split(": ")[1] for line in found.warnings()] == ["roll.opml:2", "roll.opml:3"]


def test_without_the_address_of_the_site_the_feeds_are_left_out_and_one_line_says_so(tmp_path: Path) -> None:
    found = built(tmp_path, {"site_url": ""})
    assert made(found) == ["blogroll.opml", ".well-known/recommendations.opml"]
    validity.opml(found.read("blogroll.opml").encode())
    assert [line for line in found.ours() if "the feeds of what you shared are left out" in line] == found.ours()
    assert "Follow" not in found.content("shared/index.html")
    assert [link[0] for link in links(found, "index.html")] == ["blogroll"]


def test_below_a_path_nobody_looks_for_recommendations(tmp_path: Path) -> None:
    found = built(tmp_path, {"site_url": "https://me.example/blog"})
    assert made(found) == ["shared.xml", "shared.json", "blogroll.opml"]
    feed_ = validity.json_feed(found.read("shared.json").encode())
    assert feed_["feed_url"] == "https://me.example/blog/shared.json"
    assert feed_["items"][0]["url"].startswith("https://me.example/blog/shared/2026/#g-")


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (False, []),
        ({"atom": False, "blogroll": False}, ["shared.json", ".well-known/recommendations.opml"]),
        ({"json": False, "recommendations": False}, ["shared.xml", "blogroll.opml"]),
        (
            {"atom": "feeds/a b.xml", "json": "x.json", "blogroll": "/people.opml", "recommendations": False},
            ["feeds/a b.xml", "x.json", "people.opml"],
        ),
    ],
)
def test_each_can_be_moved_or_switched_off(tmp_path: Path, files: object, expected: list[str]) -> None:
    found = built(tmp_path, files=files)
    assert made(found) == expected
    hrefs = [(link[3] or "").replace("%20", " ") for link in links(found, "index.html")]
    assert hrefs == [path for path in expected if not path.startswith(".")]
    if "feeds/a b.xml" in expected:
        assert 'href="https://me.example/feeds/a%20b.xml"' in found.read("feeds/a b.xml")


def test_the_feeds_lead_to_the_page_so_without_it_there_are_none(tmp_path: Path) -> None:
    assert made(built(tmp_path, pages={"shared": False})) == ["blogroll.opml", ".well-known/recommendations.opml"]


def test_where_there_is_nothing_to_say_no_file_is_made(tmp_path: Path) -> None:
    found = site(tmp_path, {"reciprocity.yml": "peers:\n  ada: {home: https://ada.example/, feed: feeds/a.xml}\n"})
    assert made(found) == []
    assert links(found, "index.html") == []


def test_files_of_the_authors_stay(tmp_path: Path) -> None:
    theirs = {f"docs/{name}": "mine" for name in MADE[:3]}
    found = site(tmp_path, {**FILES, **theirs}, {"reciprocity": {"feeds": NEVER}})
    assert [found.read(name) for name in MADE[:3]] == ["mine"] * 3
    assert [line for line in found.ours() if "is a file of yours" in line] == [
        f"INFO reciprocity: docs/{name}: this is a file of yours, so none is made" for name in MADE[:3]
    ]


def test_the_same_inputs_and_the_same_day_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config_file = draw(tmp_path, FILES, {"reciprocity": {"feeds": NEVER}})
    first = make(config_file).files()
    assert make(config_file).files() == first
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795435200")  # a day later the feeds are as they were
    later = make(config_file).files()
    assert [name for name in MADE if later[name] != first[name]] == list(MADE[2:])


def test_the_same_under_serve(tmp_path: Path) -> None:
    config_file = draw(tmp_path, FILES, {"reciprocity": {"feeds": NEVER}})
    assert make(config_file, command="serve").read("shared.xml") == make(config_file).read("shared.xml")


def test_ten_thousand_gifts_give_a_feed_of_fifty(tmp_path: Path) -> None:
    rows = "".join(
        f"- {{date: 20{n % 20 + 5:02d}-0{n % 9 + 1}-1{n % 10}, gave: share, url: https://ada.example/{n}/}}\n"
        for n in range(10_000)
    )
    found = site(tmp_path, {"reciprocity.yml": f"interactions:\n{rows}"})
    assert len(validity.json_feed(found.read("shared.json").encode())["items"]) == 50


def test_the_sample_has_them_all(samples: Samples) -> None:
    found = samples("mkdocs")
    validity.atom(found.read("shared.xml").encode())
    items = validity.json_feed(found.read("shared.json").encode())["items"]
    read = feed_reader.read(found.read("shared.xml").encode(), "")
    assert read is not None
    assert [entry.url for entry in read.entries] == [item["url"] for item in items]
    roll = found.read("blogroll.opml").encode()
    peers = opml_reader.parse(roll, "blogroll.opml").records
    assert [peer.name for peer in peers][:3] == ["Ada Thornfield", "Ben Halyard", "Dora Blum"]
    assert "Lars Kvistrud" not in {one["text"] for one in validity.opml(roll)}
    assert json.loads(found.read("reciprocity.json"))["posts"]
