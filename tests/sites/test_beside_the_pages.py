"""What stands around our pages as around all others: menus, headings, anchors, the head."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sites.drawing import ONE_GIFT, Built, draw, make, rss, site

ADVICE = "mkdocs.yml: the menu does not lead to `shared/index.md` and `pay-it-forward/index.md`; list them below `nav:`"
GIVEN = {"Given": ["shared/index.md", {"Older": "shared/2026/index.md"}, {"Forward": "pay-it-forward/index.md"}]}
HERE = 'href="#reciprocity-badge"'
LOG = ONE_GIFT + "- {date: 2026-11-03, got: comment, peer: ada, url: https://me.example/}\n"


def built_with(root: Path, text: str = "# Home\n", **config: object) -> Built:
    return site(root, {"reciprocity.yml": LOG, "docs/index.md": text}, config, strict=True)


def test_a_build_says_which_page_no_menu_leads_to(tmp_path: Path) -> None:
    navs: list[tuple[object, int]] = [(["index.md"], 1), (["index.md", GIVEN], 0), (None, 0)]
    for nav, said in navs:
        built = built_with(tmp_path, nav=nav)
        assert not built.aborted
        assert [line for line in built.ours() if "menu" in line] == [f"INFO reciprocity: {ADVICE}"] * said
    own = {"docs/shared.md": "# Mine\n\n<!-- reciprocity:shared -->\n", "reciprocity.yml": LOG}
    mine = ["index.md", {"Mine": "shared.md"}, "pay-it-forward/index.md"]
    assert not [line for line in site(tmp_path, own, {"nav": mine}).ours() if "menu" in line]


def test_switched_off_a_nav_that_lists_our_pages_stops_no_strict_build(tmp_path: Path) -> None:
    off = {"enabled": False}
    built = built_with(tmp_path, nav=["index.md", GIVEN, {"Now": "shared/index.md"}], reciprocity=off)
    assert not built.aborted
    assert built.warnings() == []
    assert "Given" not in built.read("index.html")
    files = {"reciprocity.yml": LOG, "docs/shared/index.md": "# Mine\n"}
    mine = site(tmp_path, files, {"nav": ["index.md", {"Own": "shared/index.md"}], "reciprocity": off}, strict=True)
    assert not mine.aborted
    assert "Own" in mine.read("index.html")
    other = built_with(tmp_path / "other", nav=["index.md", "shored/index.md"], reciprocity=off)
    assert other.aborted, "a slip is still one"


def test_a_preview_tells_of_feeds_that_fail_once_and_in_one_line(tmp_path: Path) -> None:
    log = LOG.replace("home: https://ada.example/", "home: https://ada.example/, feed: [feeds/no.xml, feeds/nor.xml]")
    config_file = draw(tmp_path, {"reciprocity.yml": log, "feeds/another-blog.xml": rss()})

    def said(*, again: bool = True) -> list[str]:
        return [line for line in make(config_file, command="serve", again=again).ours() if "feed" in line]

    where = "`mkdocs-reciprocity check` says which, and why"
    assert said(again=False) == [f"INFO reciprocity: feeds: 2 could not be read when they were asked last; {where}"]
    assert said() == []
    (tmp_path / "reciprocity.yml").write_text(log.replace("nor.xml", "neither.xml"), "utf-8")
    (line,) = said()
    assert "feeds/neither.xml" in line, "what is new is told"
    assert len([line for line in make(config_file).ours() if "feeds/" in line]) == 2, "a build says all"


@pytest.mark.parametrize(
    ("toc", "heading"),
    [
        ({}, '<h2 id="reciprocity-badge">The badge</h2>'),
        (
            {"permalink": True},
            f'<h2 id="reciprocity-badge">The badge<a class="headerlink" {HERE} title="Permanent link">¶</a></h2>',
        ),
        (
            {"permalink": "<#>", "permalink_class": "x", "permalink_title": "", "permalink_leading": True},
            '<h2 id="reciprocity-badge"><a class="x" href="#reciprocity-badge">&lt;#&gt;</a>The badge</h2>',
        ),
        (
            {"anchorlink": True, "baselevel": 3},
            '<h4 id="reciprocity-badge"><a class="toclink" href="#reciprocity-badge">The badge</a></h4>',
        ),
        ({"baselevel": "2", "permalink": "false"}, '<h3 id="reciprocity-badge">The badge</h3>'),
        ({"baselevel": 6}, '<h6 id="reciprocity-badge">The badge</h6>'),
    ],
)
def test_our_headings_follow_the_options_of_toc(tmp_path: Path, toc: dict[str, object], heading: str) -> None:
    """As those of the author's pages do, which Markdown makes."""
    text = "# Home\n\n## The badge { #reciprocity-badge }\n"
    built = built_with(tmp_path, text, markdown_extensions=["attr_list", {"toc": toc}])
    assert heading in built.read("pay-it-forward/index.html")
    theirs = built.tree("index.html").css_first("#reciprocity-badge")
    assert theirs is not None
    assert theirs.html == heading
    assert not [node for node in built.tree("shared/index.html").css(".p-name") if "¶" in node.text()]


def test_a_link_to_one_of_our_headings_is_found(tmp_path: Path) -> None:
    links = "[a](shared/index.md#reciprocity-lifted) [b](pay-it-forward/index.md#reciprocity-badge)"
    row = make(draw(tmp_path, {"reciprocity.yml": LOG})).tree("shared/2026/index.html").css_first(".h-entry[id]")
    assert row is not None
    here = f"[c](#reciprocity-reactions) [d](shared/index.md#shared) [e](shared/2026/index.md#{row.attributes['id']})"
    validation = {"links": {"anchors": "warn"}}
    built = built_with(tmp_path, f"# Home\n\n{links} {here}\n", validation=validation)
    assert [line for line in built.lines if "anchor" in line] == []
    wrong = site(tmp_path, {"docs/index.md": "# H\n\n[x](shared/index.md#nowhere)\n"}, {"validation": validation})
    assert len([line for line in wrong.warnings() if "anchor" in line]) == 1


@pytest.mark.parametrize("end", ["</head>", "</HEAD>", "</head >", "</Head\n>", ""])
def test_the_links_are_in_the_head_however_its_end_is_written(tmp_path: Path, end: str) -> None:
    page = f"<html><HEAD profile='x'><title>T</title>{end}<BODY class='b'>{{{{ page.content }}}}</body></html>"
    files = {"reciprocity.yml": LOG, "theme/main.html": page}
    built = site(tmp_path, files, {"theme": {"name": None, "custom_dir": "theme"}, "plugins": []})
    text = built.read("index.html")
    assert text.index("<title>") < text.index('<link rel="alternate"') < text.index(end or "<BODY")
    assert len(built.tree("index.html").css("head link[rel=alternate]")) == 2
