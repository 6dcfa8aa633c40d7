"""The markers in the author's own pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sites.drawing import ADA, Built, entry, rss, site

LOG = ADA + "interactions:\n" + "".join(
    f"- {{date: 2026-11-{day:02}, gave: share, url: https://ada.example/{day}/, title: Post {day}}}\n"
    f"- {{date: 2026-11-{day:02}, got: comment, peer: ada, url: https://me.example/looms/, evidence: https://ada.example/c{day}/}}\n"
    for day in range(1, 10)
)  # fmt: skip
FEED = rss(entry("New", "https://ada.example/new/"))


def page(root: Path, text: str, **config: object) -> Built:
    files = {"reciprocity.yml": LOG, "feeds/ada.xml": FEED, "docs/index.md": text}
    built = site(root, files, config, strict=True)
    assert not built.aborted, built.lines
    return built


def toc(built: Built, path: str = "index.html") -> list[str]:
    hrefs = [node.attributes.get("href") or "" for node in built.tree(path).css("#toc-collapse a")]
    return [href for href in hrefs if href.startswith("#")]


def test_the_badge(tmp_path: Path) -> None:
    built = page(tmp_path, "# Home\n\nBefore.\n\n<!-- reciprocity:badge -->\n\nAfter.\n")
    image = built.tree("index.html").css_first(".reciprocity-badge img")
    assert image is not None
    assert image.attributes["src"] == "reciprocity/badge.svg"
    assert image.attributes["alt"] == "reciprocity: lately: Ada Example"
    text = built.read("index.html")
    assert text.index("Before.") < text.index("reciprocity-badge") < text.index("After.")


@pytest.mark.parametrize(("marker", "expected"), [("shared 5", 5), ("shared 1", 1), ("shared 100", 9), ("shared 0", 0)])
def test_the_newest_gifts(tmp_path: Path, marker: str, expected: int) -> None:
    built = page(tmp_path, f"# Home\n\n<!-- reciprocity:{marker} -->\n")
    items = [node.text() for node in built.tree("index.html").css("ul.reciprocity-recent > li")]
    shown = [text for text in items if "Post" in text]
    assert [text.split("Post ")[1][0] for text in shown] == [str(day) for day in range(9, 9 - expected, -1)]


@pytest.mark.parametrize(("marker", "expected"), [("thanks 5", 5), ("thanks 2", 2), ("thanks", 5), ("thanks 99", 21)])
def test_thanks_name_so_many_people_each_once(tmp_path: Path, marker: str, expected: int) -> None:
    others = "".join(
        f"- {{date: 2026-10-{day:02}, got: comment, url: https://me.example/looms/, evidence: https://s{day}.example/}}\n"
        for day in range(1, 21)
    )
    files = {"reciprocity.yml": LOG + others, "docs/index.md": f"# Home\n\n<!-- reciprocity:{marker} -->\n"}
    built = site(tmp_path, files, strict=True)
    found = [node.text().strip().split("\n")[0] for node in built.tree("index.html").css("ul.reciprocity-thanks > li")]
    assert found == ["Ada Example", *(f"s{day}.example" for day in range(20, 0, -1))][:expected]


def test_whole_pages_and_their_headings_in_document_order(tmp_path: Path) -> None:
    text = (
        "# Home\n\n## First\n\n<!-- reciprocity:shared -->\n\n## Second\n\nText.\n\n### Deeper\n\n"
        "<!-- reciprocity:pay-it-forward -->\n\n## Last\n"
    )
    built = page(tmp_path, text)
    expected = [
        "#first", "#reciprocity-lifted", "#in-2026-11", "#second", "#deeper",
        "#reciprocity-pass-one-on", "#reciprocity-thanks", "#reciprocity-blogs", "#reciprocity-badge", "#last",
    ]  # fmt: skip
    assert [href for href in toc(built) if href != "#home"] == [
        id_ for id_ in expected if id_ != "#deeper"
    ]  # two levels only
    ids = [node.attributes["id"] for node in built.tree("index.html").css("h1[id], h2[id], h3[id]")]
    assert [f"#{id_}" for id_ in ids if id_ != "home"] == expected
    assert len(built.tree("index.html").css("h1")) == 1


def test_year_links_lead_from_the_authors_page(tmp_path: Path) -> None:
    built = page(tmp_path, "# Home\n\n<!-- reciprocity:shared -->\n")
    assert "shared/2026/" in [node.attributes["href"] for node in built.tree("index.html").css(".reciprocity-years a")]


@pytest.mark.parametrize("marker", ["shared", "shared 5", "pay-it-forward", "thanks", "badge"])
def test_markers_while_the_pages_are_switched_off(tmp_path: Path, marker: str) -> None:
    built = page(tmp_path, f"# Home\n\n<!-- reciprocity:{marker} -->\n", reciprocity={"pages": False})
    assert built.tree("index.html").css(
        ".reciprocity-shared, .reciprocity-recent, .reciprocity-forward, .reciprocity-thanks, .reciprocity-badge"
    )
    assert not built.has("shared")
    assert 'href="shared/' not in built.read("index.html")


@pytest.mark.parametrize(
    "text",
    [
        "```html\n<!-- reciprocity:badge -->\n```\n",
        "    <!-- reciprocity:badge -->\n",
        "Write `<!-- reciprocity:badge -->` there.\n",
        "<pre><code>&lt;!-- reciprocity:badge --&gt;</code></pre>\n",
        '[a link](https://a.example/ "<!-- reciprocity:badge -->")\n',
    ],
)
def test_markers_in_code_are_left_alone(tmp_path: Path, text: str) -> None:
    built = page(tmp_path, f"# Home\n\n{text}", markdown_extensions=["fenced_code"])
    tree = built.tree("index.html")
    assert not tree.css(".reciprocity-badge")
    assert "&lt;!-- reciprocity:badge --&gt;" in built.read("index.html")


def test_the_ring_has_as_many_blogs_as_it_says(tmp_path: Path) -> None:
    peers = "peers:\n" + "".join(f"  p{n}: {{name: Peer {n}, home: https://p{n}.example/}}\n" for n in range(5))
    text = "# Home\n\n<!-- reciprocity:ring 2 -->\n\n<!-- reciprocity:ring -->\n\n<!-- reciprocity:ring 99 -->\n"
    built = site(tmp_path, {"reciprocity.yml": f"{peers}interactions: []\n", "docs/index.md": text})
    rings = built.tree("index.html").css("nav.reciprocity-ring")
    assert [len(ring.css("a")) for ring in rings] == [2, 3, 5]
    assert all((a.attributes["href"] or "").startswith("https://p") for ring in rings for a in ring.css("a"))


def test_what_to_pass_on_is_there_as_often_as_it_is_asked_for(tmp_path: Path) -> None:
    peers = "peers:\n" + "".join(
        f"  p{n}: {{name: Peer {n}, home: https://p{n}.example/, feed: feeds/p{n}.xml}}\n" for n in range(12)
    )
    feeds = {f"feeds/p{n}.xml": rss(entry(f"New {n}", f"https://p{n}.example/new/")) for n in range(12)}
    markers = ("forward", "forward 1", "forward 3", "forward 99", "forward 0")
    text = "# Home\n\n" + "".join(f"<!-- reciprocity:{marker} -->\n\n" for marker in markers)
    files = {"reciprocity.yml": f"{peers}interactions: []\n", "docs/index.md": text, **feeds}
    built = site(tmp_path, files, strict=True)
    found = built.tree("index.html").css(".reciprocity-forward")
    assert [len(one.css("article.h-cite")) for one in found] == [1, 1, 3, 5]
    assert {len(one.css("article.reciprocity-first")) for one in found} == {1}
    assert not built.tree("index.html").css("h2, h3"), "it is a part of somebody's text, which has headings of its own"
    of_page = built.tree("pay-it-forward/index.html")
    assert len(of_page.css(".reciprocity-first, .reciprocity-forward > .reciprocity-offers > article")) == 5
    assert len(of_page.css("details.reciprocity-others article")) == 5
    links = [node.attributes["href"] for node in of_page.css("article .reciprocity-title a")]
    assert len(set(links)) == len(links) == 10
    assert "<!-- reciprocity:forward 0 -->" in built.read("index.html")


def test_reactions_stand_at_their_marker_and_not_at_the_foot(tmp_path: Path) -> None:
    log = ADA + "interactions:\n- {date: 2026-11-02, got: share, peer: ada, url: https://me.example/}\n"
    text = "---\nreciprocity: false\n---\n# Home\n\n<!-- reciprocity:reactions -->\n\n## After\n"
    for said in (text, text.replace("reciprocity: false", "a: b")):
        built = site(tmp_path, {"reciprocity.yml": log, "feeds/ada.xml": FEED, "docs/index.md": said})
        assert len(built.tree("index.html").css(".reciprocity-reactions")) == 1
        assert toc(built) == ["#home", "#reciprocity-reactions", "#after"]
    built = site(tmp_path, {"docs/index.md": text.replace("<!-- reciprocity:reactions -->", "")})
    assert not built.tree("index.html").css(".reciprocity")


@pytest.mark.parametrize(
    ("option", "marker", "expected"), [(False, "", 0), (True, "", 1), (False, "<!-- reciprocity:lifts -->", 1),
                                       (True, "<!-- reciprocity:lifts -->", 1)]
)  # fmt: skip
def test_a_page_says_whom_it_lifts_where_that_is_wanted(
    tmp_path: Path, option: bool, marker: str, expected: int
) -> None:
    text = f"# Home\n\n[a post](https://ada.example/x/)\n\n{marker}\n"
    built = page(tmp_path, text, reciprocity={"lifts": option})
    lines = built.tree("index.html").css(".reciprocity-lifts")
    assert [line.text() for line in lines] == ["This post lifts Ada Example"] * expected


@pytest.mark.parametrize(
    ("marker", "said"),
    [
        ("shred", 'there is no marker "shred"; did you mean "shared"?'),
        ("shred 5", 'there is no marker "shred 5"; did you mean "shared"?'),
        ("Shared", 'there is no marker "Shared"; did you mean "shared"?'),
        ("pay_it_forward", 'there is no marker "pay_it_forward"; did you mean "pay-it-forward"?'),
        ("nonsense", 'there is no marker "nonsense"; there are "shared", "pay-it-forward", '),
        ("nön\x1b[31m", 'there is no marker "nön\\x1b[31m"; there are "shared", "pay-it-forward", '),
        ("badge 5 6", 'the marker "badge 5 6" cannot be read; write <!-- reciprocity:badge -->'),
        ("shared five", 'the marker "shared five" cannot be read; write <!-- reciprocity:shared -->, or with a number'),
        ("shared 12345", 'the marker "shared 12345" cannot be read; write <!-- reciprocity:shared -->'),
    ],
)
def test_what_is_no_marker_stays_an_invisible_comment_and_is_said(tmp_path: Path, marker: str, said: str) -> None:
    text = f"# Looms\n\nText.\n\n<!-- reciprocity:{marker} -->\n\n<!-- reciprocity: a note of mine -->\n"
    built = site(tmp_path, {"reciprocity.yml": LOG, "feeds/ada.xml": FEED, "docs/looms.md": text})
    (line,) = built.warnings()
    assert line.startswith(f"WARNING reciprocity: docs/looms.md:5: {said}")
    assert f"<!-- reciprocity:{marker} -->" in built.read("looms/index.html")
    assert not built.tree("looms/index.html").css(".reciprocity-recent, .reciprocity-badge")


@pytest.mark.parametrize(
    ("comment", "right"),
    [
        ("<!-- Reciprocity:Badge -->", "badge"),
        ("<!-- RECIPROCITY:badge -->", "badge"),
        ("<!-- Reciprocity: shred 5 -->", "shared 5"),
        ("<!-- reciprocity badge -->", "badge"),
        ("<!-- reciprocity-badge -->", "badge"),
        ("<!-- reciprocity.thanks 3 -->", "thanks 3"),
        ("<!-- reciprocity：badge -->", "badge"),
        ("<!-- recipocity:badge -->", "badge"),
        ("<!-- recpirocity:pay-it-forward -->", "pay-it-forward"),
        ("<!-- mkdocs-reciprocity:lifts -->", "lifts"),
        ("<!-- reciprocity::ring -->", "ring"),
        ("<!--- reciprocity:badge --->", "badge"),
        ("<!--reciprocity=badge-->", "badge"),
        ("<!-- reciprocity: pay_it_forward -->", "pay-it-forward"),
    ],
)
def test_a_slip_in_the_plugins_name_is_said_too(tmp_path: Path, comment: str, right: str) -> None:
    text = f"---\ntitle: T\n---\n# Looms\n\n<!-- reciprocity:badge -->\n\n{comment}\n"
    built = site(tmp_path, {"reciprocity.yml": LOG, "feeds/ada.xml": FEED, "docs/looms.md": text})
    (line,) = built.warnings()
    assert line.startswith("WARNING reciprocity: docs/looms.md:8: ")
    assert line.endswith(f"is no marker; did you mean <!-- reciprocity:{right} -->?")


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- reciprocity badges -->", "<!-- reciprocity: see the log -->", "<!-- reciprocity is shared here -->",
        "<!-- more -->", "<!-- simplicity: shared -->", "<!-- prettier-ignore-start -->", "<!-- shared -->", "<!-->",
        "<!-- reciprocity -->", "<!-- toc:badge -->", "<!---->", "<!-- reproducibility shared -->",
    ],
)  # fmt: skip
def test_a_remark_is_no_marker(tmp_path: Path, comment: str) -> None:
    assert page(tmp_path, f"# Home\n\n{comment}\n").warnings() == []


def test_the_line_of_a_marker_that_is_there_twice(tmp_path: Path) -> None:
    """It is that of the second; what a macro has put in has none."""
    marker = "<!-- reciprocity:shared -->"
    text = f"# L\n\n{marker}\n\n{marker.replace(':', ': ')}\n\n{marker}\n\nput in\n"
    hook = "def on_page_markdown(text, **more):\n    return text.replace('put in', '<!-- reciprocity:shred -->')\n"
    files = {"reciprocity.yml": LOG, "feeds/ada.xml": FEED, "docs/looms.md": text, "hook.py": hook}
    built = site(tmp_path, files, {"hooks": ["hook.py"]})
    spots = [line.split(": ")[1] for line in built.warnings()]
    assert sorted(spots) == ["docs/looms.md", "docs/looms.md:5", "docs/looms.md:7"]


def test_a_marker_that_is_only_shown_is_none(tmp_path: Path) -> None:
    text = "# Home\n\n`<!-- reciprocity:shred -->`\n\n    <!-- reciprocity:shred -->\n"
    assert page(tmp_path, text).warnings() == []


def test_the_badge_where_there_is_none(tmp_path: Path) -> None:
    built = page(tmp_path, "# Home\n\n<!-- reciprocity:badge -->\n", reciprocity={"badge": False})
    assert built.warnings() == []
    assert "<!-- reciprocity:badge -->" in built.read("index.html")


def test_a_marker_in_a_paragraph_of_its_own_leaves_no_empty_paragraph(tmp_path: Path) -> None:
    text = "# Home\n\n<div markdown>\n<!-- reciprocity:thanks 1 -->\n</div>\n\nx <!-- reciprocity:badge --> y\n"
    built = page(tmp_path, text, markdown_extensions=["md_in_html"])
    tree = built.tree("index.html")
    assert not [node for node in tree.css("p") if not node.text().strip() and not node.css_first("img")]
    assert not tree.css("p > ul")


def test_markers_where_there_is_no_log(tmp_path: Path) -> None:
    built = site(tmp_path, {"docs/index.md": "# Home\n\n<!-- reciprocity:shared -->\n<!-- reciprocity:shared 5 -->\n"})
    assert "To start" in built.content("index.html")


def test_two_markers_of_one_kind(tmp_path: Path) -> None:
    built = page(tmp_path, "# Home\n\n<!-- reciprocity:shared 2 -->\n\nand\n\n<!-- reciprocity:shared 3 -->\n")
    assert [len(node.css("li")) for node in built.tree("index.html").css("ul.reciprocity-recent")] == [2, 3]


def test_what_has_headings_is_there_once(tmp_path: Path) -> None:
    text = "# Home\n\n<!-- reciprocity:shared -->\n\nand\n\n<!-- reciprocity:badge -->\n\n" * 2
    built = site(tmp_path, {"reciprocity.yml": LOG, "feeds/ada.xml": FEED, "docs/index.md": text})
    ids = [node.attributes["id"] for node in built.tree("index.html").css(".reciprocity [id]")]
    assert ids
    assert len(ids) == len(set(ids))
    assert len(built.tree("index.html").css(".reciprocity-shared")) == 1
    assert len(built.tree("index.html").css(".reciprocity-badge")) == 2
    said = 'docs/index.md:11: the marker "shared" is there twice; only the first is filled'
    assert [line for line in built.warnings() if line.endswith(said)]


def test_a_number_does_not_bring_the_reactions_to_the_foot_too(tmp_path: Path) -> None:
    log = ADA + (
        "interactions:\n- {date: 2026-11-02, got: share, peer: ada, url: https://me.example/}\n"
        "- {date: 2026-11-02, gave: share, url: https://ada.example/x/, evidence: https://me.example/}\n"
    )
    text = "# Home\n\n<!-- reciprocity:reactions 3 -->\n\n<!-- reciprocity:lifts 3 -->\n\n[x](https://ada.example/x/)\n"
    files = {"reciprocity.yml": log, "feeds/ada.xml": FEED, "docs/index.md": text}
    built = site(tmp_path, files, {"reciprocity": {"lifts": True}})
    assert len(built.tree("index.html").css(".reciprocity-reactions")) == 1
    assert len(built.tree("index.html").css(".reciprocity-lifts")) == 1


@pytest.mark.parametrize(("language", "old"), [("en", "3 March 2019"), ("de", "3. März 2019"), ("ar", "3 مارس 2019")])
def test_a_short_date_of_old_has_its_year(tmp_path: Path, language: str, old: str) -> None:
    log = ADA + (
        "interactions:\n"
        "- {date: 2019-03-03, gave: share, url: https://ada.example/x/}\n"
        "- {date: 2019-03-03, got: comment, peer: ada, url: https://me.example/}\n"
        "- {date: 2026-11-02, got: reply, peer: ada, url: https://me.example/}\n"
    )
    text = "# Home\n\n<!-- reciprocity:shared 5 -->\n"
    files = {"reciprocity.yml": log, "feeds/ada.xml": FEED, "docs/index.md": text}
    built = site(tmp_path, files, {"reciprocity": {"language": language}})
    for part in (".reciprocity-recent", ".reciprocity-reactions"):
        found = [node.text() for node in built.tree("index.html").css(f'{part} time[datetime="2019-03-03"]')]
        assert found == [old]
    [lately] = built.tree("index.html").css('.reciprocity-reactions time[datetime="2026-11-02"]')
    assert "2026" not in lately.text()
