"""The blogs that the author reads, in whole builds: on "Pay it forward", by markers, and as OPML in a browser."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner
from selectolax.lexbor import LexborHTMLParser, LexborNode

from mkdocs_reciprocity.cli import main
from mkdocs_reciprocity.core.opml import reader as opml_reader
from mkdocs_reciprocity.core.site_places import BLOGROLL_STYLE, RECOMMENDATIONS
from mkdocs_reciprocity.publish import syndication
from tests import needs, validity
from tests.sites.drawing import Built, site
from tests.sites.sample import ARGUMENTS, chromium, served
from tests.sites.test_extension import drawn
from tests.sites.test_extension import made as built_without_the_plugin
from tests.sites.test_generate import generate

SVG = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script></svg>'
POSTED = {"ada": "2026-11-20", "ben": "2026-11-10", "pip": "2024-03-02", "cleo": "2026-11-21"}
LOG = """\
peers:
  ada:
    name: Ada
    home: https://ada.example/
    feed: [feeds/ada.xml, "https://ada.example/f"]
    avatar: people/ada.svg
    about: '<b>Machines</b> & {{ 7*7 }} "x"'
  ben: {name: Ben, home: https://ben.example/, feed: [feeds/ben.xml, "https://ben.example/f"]}
  pip: {name: Pip, home: https://pip.example/, feed: feeds/pip.xml}
  cleo: {name: Cleo Secret, home: https://cleo.example/, feed: feeds/cleo.xml, about: Not for you., private: true}
  theo: {name: Theo, home: https://theo.example/, fallow: true, about: Was good.}
"""


def feed(who: str, day: str) -> str:
    item = (
        f"<item><title>By {who}</title><link>https://{who}.example/p/</link><pubDate>{day}T12:00:00Z</pubDate></item>"
    )
    return f'<rss version="2.0"><channel><title>x</title><link>https://{who}.example/</link>{item}</channel></rss>'


FILES = {
    "reciprocity.yml": LOG,
    "docs/people/ada.svg": SVG,
    **{f"feeds/{who}.xml": feed(who, day) for who, day in POSTED.items()},
}
NEVER = {"reciprocity": {"feeds": {"fetch": "never"}}}


def built(root: Path, text: str = "# Home\n", **more: str) -> Built:
    named = {f"docs/{name}.md": body for name, body in more.items()}
    found = site(root, {**FILES, "docs/index.md": text, **named}, NEVER, strict=True)
    assert not found.aborted, found.lines
    return found


def texts(nodes: list[LexborNode]) -> list[str]:
    return [" ".join(node.text(separator=" ").split()) for node in nodes]


def test_the_page_has_faces_words_and_days_and_who_rests_stands_apart(tmp_path: Path) -> None:
    found = built(tmp_path)
    page = found.tree("pay-it-forward/index.html")
    assert texts(page.css(".reciprocity-blogs > li")) == [
        'Ada <b>Machines</b> & {{ 7*7 }} "x" By ada · 20 Nov',
        "Ben By ben · 10 Nov",
    ]
    assert texts(page.css(".reciprocity-resting > li")) == ["Pip · By pip"]
    assert "What they wrote stays passed on: Theo." in found.content("pay-it-forward/index.html")
    assert [node.attributes["id"] for node in page.css(".reciprocity h3[id]")] == [
        "reciprocity-resting", "reciprocity-fallow",
    ]  # fmt: skip
    assert "https://theo.example" not in (page.html or "")


def test_a_face_is_a_file_that_is_loaded_late_and_never_a_part_of_the_page(tmp_path: Path) -> None:
    found = built(tmp_path)
    (face,) = found.tree("pay-it-forward/index.html").css(".reciprocity-blogs img")
    assert (
        face.attributes.items()
        >= {"loading": "lazy", "width": "32", "height": "32", "src": "../people/ada.svg"}.items()
    )
    assert "alert(" not in found.read("pay-it-forward/index.html")


def test_what_is_said_of_somebody_private_is_nowhere(tmp_path: Path) -> None:
    markers = "\n\n".join(f"<!-- reciprocity:{name} -->" for name in ("river", "blogroll", "resting", "own"))
    everything = built(tmp_path, f"# Home\n\n{markers}\n").all_bytes()
    assert not [word for word in (b"Cleo", b"cleo.example", b"Not for you", b"By cleo") if word in everything]


@pytest.mark.parametrize(
    ("marker", "expected"),
    [
        ("river 1", ["By ada · Ada · 20 Nov"]),
        ("river", ["By ada · Ada · 20 Nov", "By ben · Ben · 10 Nov", "By pip · Pip · 2 March 2024"]),
    ],
)
def test_a_river(tmp_path: Path, marker: str, expected: list[str]) -> None:
    page = built(tmp_path, f"# Home\n\n<!-- reciprocity:{marker} -->\n").tree("index.html")
    assert texts(page.css("ul.reciprocity-river > li")) == expected


def test_the_blogroll_and_those_who_rest_stand_where_their_markers_are(tmp_path: Path) -> None:
    page = built(tmp_path, "# Home\n\n<!-- reciprocity:blogroll -->\n", about="# A\n\n<!-- reciprocity:resting 3 -->\n")
    home, about = page.tree("index.html"), page.tree("about/index.html")
    assert len(home.css(".reciprocity-blogs > li")) == 2
    assert (
        texts(home.css(".reciprocity-resting > li"))
        == texts(about.css(".reciprocity-resting > li"))
        == ["Pip · By pip"]
    )
    few = built(tmp_path, "# Home\n\n<!-- reciprocity:blogroll 1 --><!-- reciprocity:blogroll 2 -->\n").tree(
        "index.html"
    )
    assert [len(roll.css("li")) for roll in few.css(".reciprocity-blogs")] == [1, 2]
    assert few.css("#reciprocity-resting") == []


def test_markers_without_anything_to_show(tmp_path: Path) -> None:
    names = ("river", "own", "blogroll", "blogroll 0", "resting")
    text = "# Home\n\n" + "\n\n".join(f"<!-- reciprocity:{name} -->" for name in names)
    found = site(tmp_path, {"reciprocity.yml": "peers:\n", "docs/index.md": text}, strict=True)
    assert found.warnings() == []
    assert texts(found.tree("index.html").css(".reciprocity > li")) == ["Nothing yet."] * 2


def post(day: str, title: str, text: str = "", **meta: str) -> str:
    front = "".join(f"{name}: {said}\n" for name, said in {**({"date": day} if day else {}), **meta}.items())
    return f"---\n{front}---\n# {title}\n\n{text}\n"


def test_own_pages_are_the_newest_with_a_day_of_the_authors(tmp_path: Path) -> None:
    found = built(
        tmp_path,
        "# Home\n\n<!-- reciprocity:own 4 -->\n",
        looms=post("2026-11-02", "Looms"),
        material=post("\n  created: 2026-11-03\n  updated: 2026-11-20", "Cards"),
        last=post("2026-11-04", "With a badge", "<!-- reciprocity:badge -->\n\n<!-- reciprocity:own -->"),
        old=post("2020-01-01", "Old"),
        older=post("2019-01-01", "Older"),
        future=post("2027-01-01", "To come"),
        undated=post("", "About"),
    )
    items = found.tree("index.html").css("ul.reciprocity-own > li")
    assert texts(items) == ["With a badge · 4 Nov", "Cards · 3 Nov", "Looms · 2 Nov", "Old · 1 January 2020"]
    assert [node.attributes["href"] for node in items[0].css("a")] == ["last/"]
    own = texts(found.tree("last/index.html").css("ul.reciprocity-own > li"))
    assert own == ["Cards · 3 Nov", "Looms · 2 Nov", "Old · 1 January 2020", "Older · 1 January 2019"]


def test_own_pages_at_the_foot_of_every_page(tmp_path: Path) -> None:
    posts = {f"p{day}": post(f"2026-11-0{day}", f"P{day}", "<!-- reciprocity:own 2 -->") for day in range(1, 8)}
    found = built(tmp_path, "# Home\n\n<!-- reciprocity:own 2 -->\n", **posts)

    def own(path: str) -> list[str]:
        return texts(found.tree(path).css("ul.reciprocity-own > li"))

    assert own("index.html") == own("p1/index.html") == own("p5/index.html") == ["P7 · 7 Nov", "P6 · 6 Nov"]
    assert own("p7/index.html") == ["Nothing yet."]  # whether visitors will see the others is not known yet


def test_own_pages_that_visitors_do_not_see_are_not_listed(tmp_path: Path) -> None:
    head = (
        "{% extends 'base.html' %}{% block content %}{% if page.meta.members %}Log in{% else %}{{ super() }}{% endif %}"
    )
    head += "{% endblock %}{% block site_meta %}{{ super() }}{% if page.meta.hidden %}"
    head += '<meta name="robots" content="noindex">{% endif %}{% endblock %}'
    files = {
        **FILES,
        "docs/index.md": "# Home\n\n<!-- reciprocity:own -->\n",
        "docs/diary.md": post("2026-11-05", "Diary", "A long text that nobody is to see but members.", members="true"),
        "docs/quiet.md": post("2026-11-06", "Quiet", hidden="true"),
        "docs/draft.md": post("2026-11-07", "Draft"),
        "docs/looms.md": post("2026-11-02", "Looms"),
        "over/main.html": head,
    }
    config = {**NEVER, "theme": {"name": "mkdocs", "custom_dir": "over"}, "draft_docs": "draft.md\n"}
    found = site(tmp_path, files, config)
    assert texts(found.tree("index.html").css("ul.reciprocity-own > li")) == ["Looms · 2 Nov"]


def test_without_the_plugin_own_pages_are_known_by_their_front_matter(tmp_path: Path) -> None:
    text = "# Home\n\n<!-- reciprocity:own 2 -->\n\n<!-- reciprocity:river 1 -->\n\n<!-- reciprocity:blogroll -->\n"
    more = {
        "docs/index.md": text,
        "docs/a/looms.md": post("2026-11-02", "Looms"),
        "docs/cards.md": post("2026-11-03", "Cards & &lt;more&gt;"),
        "docs/draft.md": post("2026-11-04", "Draft", draft="true"),
    }
    config = drawn(tmp_path, {**FILES, **more}, options=NEVER["reciprocity"])
    assert generate(tmp_path).exit_code == 0
    home = built_without_the_plugin(config).tree("index.html")
    items = home.css("ul.reciprocity-own > li")
    assert texts(items) == ["Cards & <more> · 3 Nov", "Looms · 2 Nov"]
    assert [node.attributes["href"] for item in items for node in item.css("a")] == ["cards/", "a/looms/"]
    assert texts(home.css("ul.reciprocity-river > li")) == ["By ada · Ada · 20 Nov"]
    assert len(home.css(".reciprocity-blogs > li")) == 2
    assert generate(tmp_path, "--check").exit_code == 0


def test_check_knows_the_markers(tmp_path: Path) -> None:
    text = (
        "# Home\n\n<!-- reciprocity:rivers 5 -->\n\n<!-- reciprocity:own five -->\n\n<!-- reciprocity:blogroll 5 -->\n"
    )
    built(tmp_path)
    (tmp_path / "docs/index.md").write_text(text, "utf-8")
    said = CliRunner().invoke(main, ["check", "-f", str(tmp_path / "mkdocs.yml")]).output
    assert 'docs/index.md:3: there is no marker "rivers 5"; did you mean "river"?' in said
    assert (
        'docs/index.md:5: the marker "own five" cannot be read; write <!-- reciprocity:own -->, or with a number'
        in said
    )
    assert "index.md:7" not in said


# --- the OPML


def test_the_opml_has_what_the_author_says_and_nobody_who_is_gone(tmp_path: Path) -> None:
    body = built(tmp_path).read("blogroll.opml").encode()
    said = [(one["text"], one.get("description")) for one in validity.opml(body)]
    assert said == [("Ada", '<b>Machines</b> & {{ 7*7 }} "x"'), ("Ben", None)]
    read_back = {peer.name: peer.about for peer in opml_reader.parse(body, "blogroll.opml").records}
    assert read_back == {"Ada": '<b>Machines</b> & {{ 7*7 }} "x"', "Ben": ""}


def test_a_browser_is_told_how_to_show_it_wherever_it_lies(tmp_path: Path) -> None:
    found = site(tmp_path, FILES, {"reciprocity": {**NEVER["reciprocity"], "files": {"blogroll": "feeds/my roll.xml"}}})
    for name, to in (("feeds/my roll.xml", "../"), (RECOMMENDATIONS, "../")):
        body = found.read(name)
        assert body.splitlines()[1] == f'<?xml-stylesheet type="text/xsl" href="{to}{BLOGROLL_STYLE}"?>'
        assert syndication.is_ours(name, body.encode())
    style = ET.fromstring(found.read(BLOGROLL_STYLE))
    tags = {element.tag.rpartition("}")[2] for element in style.iter()}
    assert not tags & {"script", "style", "iframe", "img"}
    assert "http" not in found.read(BLOGROLL_STYLE).replace("http://www.w3.org/1999/XSL/Transform", "")


def test_without_a_blogroll_there_is_nothing_to_show(tmp_path: Path) -> None:
    alone = site(tmp_path / "alone", {"reciprocity.yml": "peers:\n"})
    assert not alone.has(BLOGROLL_STYLE)
    options = {**NEVER["reciprocity"], "files": {"blogroll": False, "recommendations": False}}
    assert not site(tmp_path / "off", FILES, {"reciprocity": options}).has(BLOGROLL_STYLE)
    excluded = site(tmp_path / "excluded", FILES, {**NEVER, "exclude_docs": "*.xsl\n"})
    assert not excluded.has(BLOGROLL_STYLE)
    assert "xml-stylesheet" not in excluded.read("blogroll.opml")
    assert syndication.is_ours("blogroll.opml", excluded.read("blogroll.opml").encode())


@needs.marked("chromium", there=chromium() is not None)
def test_in_a_browser_it_is_a_page(tmp_path: Path) -> None:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: no browser to look with")
    found = built(tmp_path)
    shown = """async (path) => {
        if (!('XSLTProcessor' in window)) return null;
        const read = async (url) => new DOMParser().parseFromString(await (await fetch(url)).text(), 'text/xml');
        const processor = new XSLTProcessor();
        processor.importStylesheet(await read('/reciprocity/blogroll.xsl'));
        return processor.transformToDocument(await read(path)).documentElement.outerHTML;
    }"""
    with sync_api.sync_playwright() as playwright, served(found.folder) as address:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        page = browser.new_page()
        page.goto(address)
        pages = [page.evaluate(shown, f"/{path}") for path in ("blogroll.opml", RECOMMENDATIONS)]
        browser.close()
    if pages[0] is None:
        pytest.skip("this browser makes no page of XML any more")
    for html, root in zip(pages, ("", "../"), strict=True):
        tree = LexborHTMLParser(html)
        assert texts(tree.css("h1")) == ["Looms: The blogs I read"]
        assert texts(tree.css("li")) == ['Ada · Feed <b>Machines</b> & {{ 7*7 }} "x"', "Ben · Feed"]
        assert [node.attributes["href"] for node in tree.css("li a")][:2] == [
            "https://ada.example/",
            "https://ada.example/f",
        ]
        assert [node.attributes["href"] for node in tree.css("link")] == [f"{root}assets/reciprocity/reciprocity.css"]
        assert tree.css("script, style, b") == []
