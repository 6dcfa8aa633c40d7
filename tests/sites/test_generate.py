"""`generate`: the pages as files, for a generator that runs no plugins."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from mkdocs_reciprocity.cli import main
from mkdocs_reciprocity.collect.docs import GENERATED, SHEET
from tests import hosts, needs
from tests.flow import flow
from tests.sites.drawing import ADA, ONE_GIFT, draw, entry, python, rss
from tests.sites.sample import ARGUMENTS, built, chromium, copied, served
from tests.sites.zensical import needed
from tests.sites.zensical import zensical as zensical_build

PNG = b"\x89PNG\r\n\x1a\n"
TOML = """\
[project]
site_name = "Looms"
site_url = "https://me.example/"
site_author = "Mara"
extra_css = ["assets/reciprocity/reciprocity.css"]
nav = [{ "Home" = "index.md" }, { "Giving" = ["shared/index.md", "pay-it-forward/index.md"] }]

[project.plugins.reciprocity]
timezone = "Europe/Berlin"
"""
EVERY = [
    "assets/reciprocity/reciprocity.css", "assets/reciprocity/reciprocity.js", "pay-it-forward/index.md",
    "reciprocity.json", "reciprocity/badge.json", "reciprocity/badge.svg", "shared.json", "shared.xml",
    "shared/2026/index.md", "shared/index.md",
]  # fmt: skip


def generate(root: Path, *more: str, config: str = "mkdocs.yml") -> Result:
    return CliRunner().invoke(main, ["generate", "-f", str(root / config), *more])


def zensical(root: Path, files: Mapping[str, str | bytes], toml: str = TOML) -> Path:
    """Draws a site of Zensical's."""
    draw(root, files)
    (root / "mkdocs.yml").unlink()
    (root / "zensical.toml").write_text(toml, "utf-8")
    return root


def made(root: Path) -> list[str]:
    return sorted(json.loads((root / "docs" / GENERATED).read_bytes())["files"])


def article(path: Path) -> str:
    return html_of(path.read_text("utf-8"), "article, [role=main]")


def html_of(page: str, selector: str) -> str:
    node = LexborHTMLParser(page).css_first(selector)
    assert node is not None
    return node.html or ""


def test_from_nothing_with_zensical_toml(tmp_path: Path) -> None:
    zensical(tmp_path, {}, TOML.split("\n[project.plugins", maxsplit=1)[0])
    refused = generate(tmp_path, config="zensical.toml")
    assert refused.exit_code == 2
    assert "the table `[project.plugins.reciprocity]` is not there; add this line at the end" in refused.output
    begun = CliRunner().invoke(main, ["init", "--write", "-f", str(tmp_path / "zensical.toml")])
    assert "zensical.toml: `[project.plugins.reciprocity]` is there now\n" in begun.output
    assert begun.output.endswith(
        "\nNext: mkdocs-reciprocity add. Then for every build: mkdocs-reciprocity generate, zensical build, "
        "mkdocs-reciprocity finish\n"
    )
    (tmp_path / "reciprocity.yml").write_text(ONE_GIFT, "utf-8")
    done = generate(tmp_path, config="zensical.toml")
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines() == [f"docs/{name}: written" for name in EVERY]
    assert made(tmp_path) == EVERY
    assert done.stderr == ""
    again = generate(tmp_path, config="zensical.toml")
    assert (again.exit_code, again.output) == (0, "10 files below docs/: nothing to change\n")


def test_check_writes_nothing(tmp_path: Path) -> None:
    zensical(tmp_path, {"reciprocity.yml": ONE_GIFT})
    before = sorted((tmp_path / "docs").rglob("*"))
    checked = generate(tmp_path, "--check", config="zensical.toml")
    assert checked.exit_code == 1
    assert checked.stdout.splitlines() == [f"docs/{name}: would be written" for name in EVERY]
    assert sorted((tmp_path / "docs").rglob("*")) == before
    generate(tmp_path, config="zensical.toml")
    assert generate(tmp_path, "--check", config="zensical.toml").exit_code == 0
    (tmp_path / "zensical.toml").write_text(TOML + "badge = false\n", "utf-8")
    checked = generate(tmp_path, "--check", config="zensical.toml")
    assert checked.exit_code == 1
    assert "docs/reciprocity/badge.svg: would be removed" in checked.stdout
    assert (tmp_path / "docs/reciprocity/badge.svg").exists()
    generate(tmp_path, config="zensical.toml")
    assert not (tmp_path / "docs/reciprocity").exists()


def test_check_takes_no_generated_file_for_one_of_the_author_s(tmp_path: Path) -> None:
    zensical(tmp_path, {"reciprocity.yml": ONE_GIFT})
    generate(tmp_path, config="zensical.toml")
    checked = CliRunner().invoke(main, ["check", "-f", str(tmp_path / "zensical.toml")])
    assert checked.output.endswith("1 interaction, 1 peer: nothing to mend.\n")
    assert "docs/" not in checked.output


def test_switched_off_it_takes_all_away(tmp_path: Path) -> None:
    zensical(tmp_path, {"reciprocity.yml": ONE_GIFT})
    generate(tmp_path, config="zensical.toml")
    (tmp_path / "zensical.toml").write_text(TOML + "enabled = false\n", "utf-8")
    assert generate(tmp_path, config="zensical.toml").exit_code == 0
    assert [path.name for path in (tmp_path / "docs").iterdir()] == ["index.md"]


def test_what_the_configuration_lacks_is_said(tmp_path: Path) -> None:
    draw(tmp_path, {"reciprocity.yml": ONE_GIFT}, {"nav": ["index.md", {"Shared": "shared/index.md"}]})
    added = "add `extra_css: [assets/reciprocity/reciprocity.css]`, or run `finish` after each build"
    assert generate(tmp_path).stderr.splitlines() == [
        f"mkdocs.yml: the pages have no stylesheet yet; {added}",
        "mkdocs.yml: the menu does not lead to `pay-it-forward/index.md`; list it below `nav:`",
    ]
    toml = TOML.replace('extra_css = ["assets/reciprocity/reciprocity.css"]', 'extra_css = ["x.css"]')
    zensical(tmp_path / "z", {"reciprocity.yml": ONE_GIFT}, toml)
    said = (
        "zensical.toml: the pages have no stylesheet yet; add `assets/reciprocity/reciprocity.css` to `extra_css`, "
        "or run `finish` after each build\n"
    )
    assert generate(tmp_path / "z", config="zensical.toml").stderr == said


def test_nobody_who_finishes_is_told_of_the_stylesheet(tmp_path: Path) -> None:
    config = draw(tmp_path, {"reciprocity.yml": ONE_GIFT, "site/index.html": "<html><head></head></html>"})
    assert "stylesheet" in generate(tmp_path).stderr
    assert CliRunner().invoke(main, ["finish", "-f", str(config)]).exit_code == 0
    assert generate(tmp_path).stderr == ""


def test_what_a_menu_lacks_is_said_in_the_words_of_its_file(tmp_path: Path) -> None:
    nav = re.sub(r"nav = .*", 'nav = ["index.md"]', TOML)
    zensical(tmp_path, {"reciprocity.yml": ONE_GIFT}, nav)
    advice = "zensical.toml: the menu does not lead to `shared/index.md` and `pay-it-forward/index.md`; "
    advice += "add them to `nav`, in quotes"
    assert generate(tmp_path, config="zensical.toml").stderr == f"{advice}\n"
    for command, said in {"check": f"{advice} (for information)\n", "init": '  "shared/index.md",\n'}.items():
        output = CliRunner().invoke(main, [command, "-f", str(tmp_path / "zensical.toml")]).output
        assert said in output
        assert "nav:" not in output


def test_markers_that_nothing_fills_and_wrong_ones_are_said(tmp_path: Path) -> None:
    files = {
        "reciprocity.yml": ONE_GIFT,
        "docs/a.md": "`<!-- reciprocity:badge -->`\n",
        "docs/b.md": "One\n\n<!-- reciprocity:badge -->\n\n<!-- reciprocity:bagde -->\n",
    }
    zensical(tmp_path, files)
    done = generate(tmp_path, config="zensical.toml")
    add = "add `mkdocs_reciprocity.markdown = {}` below `[project.markdown_extensions]`, "
    add += f'and `watch = ["docs/{SHEET}"]` below `[project]`'
    line = f"nothing fills the markers in docs/b.md yet; {add}"
    assert (done.exit_code, done.stderr) == (0, f"zensical.toml: {line}\n")
    assert SHEET not in made(tmp_path)
    toml = TOML.replace(
        "[project.plugins", "[project.markdown_extensions]\nmkdocs_reciprocity.markdown = {}\n\n[project.plugins"
    )
    (tmp_path / "zensical.toml").write_text(toml, "utf-8")
    done = generate(tmp_path, config="zensical.toml")
    assert (done.exit_code, done.stdout) == (0, f"docs/{SHEET}: written\n")
    kept = "Zensical keeps finished pages, and would not show what is new in them"
    assert done.stderr.splitlines() == [
        'docs/b.md:5: there is no marker "bagde"; did you mean "badge"?',
        f'zensical.toml: {kept}; add `watch = ["docs/{SHEET}"]` below `[project]`',
    ]
    (tmp_path / "zensical.toml").write_text(toml.replace("nav =", f'watch = ["docs/{SHEET}"]\nnav ='), "utf-8")
    (tmp_path / "docs/b.md").write_text("<!-- reciprocity:badge -->", "utf-8")
    assert generate(tmp_path, "--check", config="zensical.toml").output == ""
    (tmp_path / "zensical.toml").write_text(TOML, "utf-8")
    assert f"docs/{SHEET}: removed\n" in generate(tmp_path, config="zensical.toml").stdout


def test_reactions_that_nobody_sees_are_said(tmp_path: Path) -> None:
    log = ONE_GIFT + "- {date: 2026-11-05, got: comment, peer: ada, url: https://me.example/looms/}\n"
    draw(tmp_path, {"reciprocity.yml": log}, {"extra_css": ["assets/reciprocity/reciprocity.css"]})
    add = f"add `mkdocs_reciprocity.markdown` to `markdown_extensions`, and `watch: [docs/{SHEET}]`"
    assert generate(tmp_path).stderr == f"mkdocs.yml: your own pages do not show the reactions to them yet; {add}\n"
    draw(tmp_path, {}, {"extra_css": ["assets/reciprocity/reciprocity.css"], "reciprocity": {"reactions": False}})
    assert generate(tmp_path).stderr == ""


def test_the_names_of_functions_in_toml_do_not_keep_wrong_markers_from_being_found(tmp_path: Path) -> None:
    extensions = (
        "[project.markdown_extensions]\nmkdocs_reciprocity.markdown = {}\n"
        'pymdownx.emoji.emoji_generator = "zensical.extensions.emoji.to_svg"\n'
        'pymdownx.emoji.emoji_index = "zensical.extensions.emoji.twemoji"\n'
        'toc.slugify = { object = "pymdownx.slugs.slugify", kwds = { case = "lower" } }\n'
        'pymdownx.superfences.custom_fences = [{ name = "x", class = "x", format = "a.b" }]\n\n[project.plugins'
    )
    text = "# One :smile:\n\n```x\n<!-- reciprocity:x -->\n```\n\n<!-- reciprocity:bagde -->\n"
    zensical(tmp_path, {"reciprocity.yml": ONE_GIFT, "docs/b.md": text}, TOML.replace("[project.plugins", extensions))
    said = generate(tmp_path, config="zensical.toml").stderr
    assert 'docs/b.md:7: there is no marker "bagde"; did you mean "badge"?\n' in said
    assert "docs/b.md" not in said.replace("docs/b.md:7", "")


def test_without_a_log_or_a_folder_nothing_is_made(tmp_path: Path) -> None:
    draw(tmp_path, {})
    refused = generate(tmp_path)
    assert refused.exit_code == 2
    assert refused.stderr.startswith("reciprocity.yml: there is no log yet; write one")
    shutil.rmtree(tmp_path / "docs")
    (tmp_path / "reciprocity.yml").write_text(ONE_GIFT, "utf-8")
    refused = generate(tmp_path)
    assert refused.exit_code == 2
    assert "docs: there is no such folder; make it, or say in mkdocs.yml as `docs_dir` where the pages are" in (
        refused.stderr
    )


@pytest.mark.parametrize("name", ["shared/index.md", "shared.md", "shared/README.md", "shared/index.html"])
def test_a_page_of_the_author_s_in_the_place_of_ours_stays(tmp_path: Path, name: str) -> None:
    zensical(tmp_path, {"reciprocity.yml": ONE_GIFT, f"docs/{name}": "# Mine\n"})
    done = generate(tmp_path, config="zensical.toml")
    assert done.exit_code == 0
    assert f"docs/{name}: this page of yours stands where shared/index.md would\n" in done.stderr
    assert (tmp_path / "docs" / name).read_text() == "# Mine\n"
    assert made(tmp_path) == [path for path in EVERY if path != "shared/index.md"]
    assert '<a href="../">The last months</a>' in (tmp_path / "docs/shared/2026/index.md").read_text()


@pytest.mark.parametrize("name", ["shared.md", "shared/README.md", "shared/index.html"])
def test_a_page_that_the_author_writes_later_takes_the_place_of_ours(tmp_path: Path, name: str) -> None:
    zensical(tmp_path, {"reciprocity.yml": ONE_GIFT})
    generate(tmp_path, config="zensical.toml")
    (tmp_path / "docs" / name).write_text("# Mine\n")
    done = generate(tmp_path, config="zensical.toml")
    assert "docs/shared/index.md: removed\n" in done.stdout
    assert f"docs/{name}: this page of yours stands where shared/index.md would\n" in done.stderr
    assert not (tmp_path / "docs/shared/index.md").exists()
    assert (tmp_path / "docs" / name).read_text() == "# Mine\n"
    (tmp_path / "docs" / name).unlink()
    assert "docs/shared/index.md: written\n" in generate(tmp_path, config="zensical.toml").stdout


def test_without_the_page_of_shares_there_are_no_years(tmp_path: Path) -> None:
    files = {"reciprocity.yml": ONE_GIFT, "docs/shared/2026/index.md": "# Mine\n"}
    draw(tmp_path, files, {"exclude_docs": "/shared/index.md\n"})
    assert generate(tmp_path).exit_code == 0
    assert [name for name in made(tmp_path) if "shared" in name] == []


def test_a_page_that_the_author_changed_stays_and_a_year_of_theirs_is_not_linked(tmp_path: Path) -> None:
    zensical(tmp_path, {"reciprocity.yml": ONE_GIFT, "docs/shared/2026/index.md": "# Mine\n"})
    generate(tmp_path, config="zensical.toml")
    page = tmp_path / "docs/shared/index.md"
    assert 'href="2026/' not in page.read_text()
    page.write_text(page.read_text() + "more\n")
    done = generate(tmp_path, config="zensical.toml")
    assert "docs/shared/index.md: you have changed this file since it was made, so it stays as it is; delete it to" in (
        done.stderr
    )
    assert page.read_text().endswith("more\n")


def test_what_the_author_leaves_out_is_not_made(tmp_path: Path) -> None:
    draw(tmp_path, {"reciprocity.yml": ONE_GIFT}, {"exclude_docs": "pay-it-forward/\nshared.xml\n"})
    generate(tmp_path)
    assert made(tmp_path) == [
        path for path in EVERY if path not in {"pay-it-forward/index.md", "shared.xml"}
    ]  # fmt: skip
    assert "Atom" not in (tmp_path / "docs/shared/index.md").read_text()


PRIVATE = """\
peers:
  ada: {name: Ada, home: https://ada.example/, avatar: people/ada.png}
  ben: {name: Ben, home: https://ben.example/, private: true, avatar: people/ben.png}
interactions:
- {date: 2026-11-02, gave: share, url: https://ada.example/engines/}
- {date: 2026-11-03, gave: share, url: https://ben.example/secret/}
- {date: 2026-11-04, gave: thank, peer: ada, note: Between us, private: true}
"""


def test_what_is_private_is_in_no_file_and_what_lies_below_docs_is_said(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"reciprocity.yml": PRIVATE, "docs/people/ada.png": PNG, "docs/people/ben.png": PNG}
    zensical(tmp_path, {**files, "docs/x.private.yml": "interactions: []\n"})
    done = generate(tmp_path, config="zensical.toml")
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        "docs/x.private.yml: this is published with all else below docs/; move it out of there",
        "docs/: something private is not right here; `mkdocs-reciprocity check` says what",
    ]
    every = b"".join((tmp_path / "docs" / name).read_bytes() for name in made(tmp_path))
    assert b"Ada" in every
    for word in (b"Ben", b"ben.", b"Between"):
        assert word not in every
    assert generate(tmp_path, "--check", config="zensical.toml").exit_code == 1
    checked = CliRunner().invoke(main, ["check", "-f", str(tmp_path / "zensical.toml")])
    assert "docs/: people/ben.png is the picture of a private peer, and is published with all else here; move" in (
        checked.output
    )
    assert "docs/x.private.yml: this is published with all else below docs/; move it out of there" in checked.output


def test_pictures_and_titles_of_own_pages(tmp_path: Path) -> None:
    log = PRIVATE + "- {date: 2026-11-05, got: comment, peer: ada, url: https://me.example/looms/}\n"
    files: dict[str, str | bytes] = {
        "reciprocity.yml": log,
        "docs/people/ada.png": PNG,
        "docs/looms.md": "# The *loom*\n",
    }
    zensical(tmp_path, files)
    generate(tmp_path, config="zensical.toml")
    thanks = (tmp_path / "docs/pay-it-forward/index.md").read_text()
    assert 'commented on <a class="u-in-reply-to" href="../looms/">The loom</a>' in re.sub("</?bdi>", "", thanks)


def test_an_author_s_template_and_style(tmp_path: Path) -> None:
    toml = TOML.replace("[project.plugins", '[project.theme]\ncustom_dir = "mine"\n\n[project.plugins')
    files = {
        "reciprocity.yml": ONE_GIFT,
        "mine/reciprocity/shared.html": '<h1 id="x">Mine</h1><p>{{ "{{" }} {{ page.posts }}</p>',
        "mine/assets/reciprocity/reciprocity.css": "/* mine */\n",
    }
    zensical(tmp_path, files, toml)
    generate(tmp_path, config="zensical.toml")
    page = (tmp_path / "docs/shared/index.md").read_text()
    assert page.endswith('---\n\n<div id="x"></div>\n\n# Mine\n\n<div><p>{{ 1</p></div>\n')
    assert (tmp_path / "docs/assets/reciprocity/reciprocity.css").read_text().startswith("/* mine */\n")
    (tmp_path / "mine/reciprocity/shared.html").write_text("{{ 1/0 }}")
    failed = generate(tmp_path, config="zensical.toml")
    assert failed.exit_code == 2
    assert "mine/reciprocity/shared.html:1: division by zero (ZeroDivisionError); mend the template" in failed.stderr


def test_in_german_with_addresses_of_files(tmp_path: Path) -> None:
    toml = TOML.replace(
        "[project.plugins", 'use_directory_urls = false\n[project.theme]\nlanguage = "de"\n\n[project.plugins'
    )
    zensical(tmp_path, {"reciprocity.yml": ONE_GIFT}, toml)
    assert generate(tmp_path, config="zensical.toml").exit_code == 0
    page = (tmp_path / "docs/shared/index.md").read_text()
    assert 'href="2026/index.html#g-' in page
    assert "\n## November 2026\n" in page
    assert 'lang="de"' not in page
    assert 'title: "Who I\'ve shared"' not in page


def test_feeds_are_read_and_hostile_ones_do_nothing(tmp_path: Path) -> None:
    title = "{{ 7*7 }} {% raw %} &lt;/div&gt; ```"
    feed = rss(entry(title, "https://ada.example/a/", html='<a href="https://me.example/looms/">x</a>'))
    log = ADA + (
        "interactions:\n"
        '- {date: 2026-11-02, gave: share, url: "https://ada.example/x/", title: "</div> {% include x %}",'
        ' note: "one\\n\\n\\n```\\n\\n# two\\n\\n    ---"}\n'
    )
    zensical(tmp_path, {"reciprocity.yml": log, "feeds/ada.xml": feed, "docs/looms.md": "# Looms\n"})
    assert generate(tmp_path, config="zensical.toml").exit_code == 0
    for name in ("shared/index.md", "shared/2026/index.md", "pay-it-forward/index.md"):
        page = (tmp_path / "docs" / name).read_text()
        assert not {"{", "}"} & {*page}
        assert page.count("<div") == page.count("</div>")
    assert "linked to" in (tmp_path / "docs/pay-it-forward/index.md").read_text()
    assert "one&#10;&#10;&#10;```&#10;&#10;# two&#10;&#10;    ---</blockquote>" in (
        tmp_path / "docs/shared/index.md"
    ).read_text().replace("<bdi>", "").replace("</bdi>", "")


def without_plugin(config: Path) -> None:
    said = yaml.safe_load(config.read_text("utf-8"))
    said["plugins"] = ["search"]
    said["extra_css"] = ["assets/reciprocity/reciprocity.css"]
    said["site_dir"] = "plain"
    config.with_name("plain.yml").write_text(yaml.safe_dump(said, sort_keys=False), "utf-8")


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_the_pages_have_the_same_content_as_the_plugin_s(tmp_path: Path, theme: str) -> None:
    """But for: headings' ids, which stand in an element before each; ``h-feed``; titles that come from own pages."""
    with_plugin = built(tmp_path, theme)
    root = copied(tmp_path / theme)
    config = root / {"mkdocs": "mkdocs.mkdocs.yml", "material": "mkdocs.yml"}[theme]
    done = generate(root, config=config.name)
    assert done.exit_code == 0, done.output
    without_plugin(config)
    plain = python("-m", hosts.NAME, "build", "--strict", "-f", str(root / "plain.yml"))
    assert plain.returncode == 0, plain.stderr
    site = root / "plain"
    pages = ["shared/index.html", "pay-it-forward/index.html", "shared/2026/index.html", "shared/2025/index.html"]
    for name in pages:
        wanted, got = flow(html_of(with_plugin.read(name), ".reciprocity")), flow(article(site / name))
        start = got.index(wanted[0])
        assert got[start : start + len(wanted)] == wanted
    for name in ("shared.xml", "shared.json", "blogroll.opml", "reciprocity.json", "reciprocity/badge.svg"):
        assert (site / name).read_bytes() == with_plugin.files()[name], name
    links = [link for name in pages for link in re.findall(r'href="([^"#:]*)#([^"]+)"', article(site / name))]
    assert links


@needed
def test_zensical_builds_what_is_generated(tmp_path: Path) -> None:
    title = "{{ 7*7 }} {% raw %} &lt;/div&gt; ```"
    feed = rss(entry(title, "https://ada.example/README.md", html='<a href="https://me.example/looms/">x</a>'))
    log = ADA + (
        "interactions:\n"
        '- {date: 2026-11-02, gave: share, url: "https://ada.example/x.md", title: "</div> {{ 7*7 }}",'
        ' note: "one\\n\\n```\\n\\n# two\\n\\n{{ 7*7 }}"}\n'
        "- {date: 2026-11-03, gave: like, url: https://ada.example/y/}\n"
    )
    toml = TOML + "\n[project.plugins.macros]\n\n[project.plugins.rss]\n"
    zensical(tmp_path, {"reciprocity.yml": log, "feeds/ada.xml": feed, "docs/looms.md": "# Looms {{ 6*7 }}\n"}, toml)
    assert generate(tmp_path, config="zensical.toml").exit_code == 0
    zensical_build(tmp_path)
    site = tmp_path / "site"
    assert "Looms 42" in article(site / "looms/index.html")
    for name in ("shared/index", "shared/2026/index", "pay-it-forward/index"):
        text = (tmp_path / "docs" / f"{name}.md").read_text("utf-8").split("---\n", 2)[2]
        wanted, got = flow(Markdown().convert(text)), flow(article(site / f"{name}.html"))
        start = got.index(wanted[0])
        assert got[start : start + len(wanted)] == wanted
        assert "49" not in str(got)
    tree = LexborHTMLParser((site / "shared/index.html").read_text("utf-8"))
    assert [node.text().strip() for node in tree.css(".md-nav--secondary a.md-nav__link")][:2] == [
        "The blogs I lift", "November 2026"
    ]  # fmt: skip
    ids = {
        node.attributes["id"] for node in LexborHTMLParser((site / "shared/2026/index.html").read_text()).css("[id]")
    }
    anchors = re.findall(r'href="2026/#([^"]+)"', article(site / "shared/index.html"))
    assert anchors
    assert {*anchors} <= ids
    for name in EVERY:
        if not name.endswith(".md"):
            assert (site / name).read_bytes() == (tmp_path / "docs" / name).read_bytes()
    assert not (site / GENERATED).exists()
    assert "Who I" not in (site / "feed_rss_created.xml").read_text("utf-8")


HEADINGS = "() => [...document.querySelectorAll('h2')].filter(e => e.getClientRects().length).map(e => e.innerText)"


@needs.marked("chromium", there=chromium() is not None)
def test_filters_hide_the_headings_of_empty_months_too(tmp_path: Path) -> None:
    """They stand outside of the months here."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    log = ONE_GIFT + (
        "- {date: 2026-10-02, gave: comment, url: https://ada.example/a/}\n"
        "- {date: 2026-09-02, gave: like, url: https://ada.example/b/, private: false}\n"
    )
    zensical(tmp_path, {"reciprocity.yml": log})
    generate(tmp_path, config="zensical.toml")
    docs = tmp_path / "docs"
    text = (docs / "shared/index.md").read_text("utf-8").split("---\n", 2)[2]
    style = '<link rel="stylesheet" href="../assets/reciprocity/reciprocity.css">'
    (docs / "shared/index.html").write_text(
        f"<!doctype html><title>x</title>{style}{Markdown().convert(text)}", "utf-8"
    )
    with served(docs) as address, sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        page = browser.new_page()
        page.goto(f"{address}shared/")
        shown = {}
        for reach in ("all", "spread", "talk", "nod"):
            page.check(f'[value="{reach}"]', force=True)
            shown[reach] = page.evaluate(HEADINGS)[1:]
        browser.close()
    months = ["November 2026", "October 2026", "September 2026"]
    assert shown == {"all": months, "spread": months[:1], "talk": months[1:2], "nod": months[2:]}
