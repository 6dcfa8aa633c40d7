"""`finish`, compared with what the plugin stores of the same site, and over sites that Zensical builds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mkdocs_reciprocity.cache.store import Store
from mkdocs_reciprocity.cli import main
from mkdocs_reciprocity.core.model import OwnPage
from mkdocs_reciprocity.core.own_page.head import MARK
from tests import hosts
from tests.sites.drawing import ONE_GIFT, Built, draw, make, python
from tests.sites.sample import THEMES, built, copied
from tests.sites.zensical import needed, zensical


def finish(root: Path, config: str, *more: str) -> Result:
    return CliRunner().invoke(main, ["finish", "-f", str(root / config), *more])


def kept(root: Path) -> dict[str, OwnPage]:
    return {page.path: page for page in Store(root).pages()}


def state(site: Path) -> dict[Path, tuple[bytes, int]]:
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in site.rglob("*") if path.is_file()}


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_over_a_site_of_the_plugin_nothing_changes(tmp_path: Path, theme: str) -> None:
    made = built(tmp_path, theme)
    root = tmp_path / theme / "sample_site"
    before, pages = state(made.folder), kept(root)
    done = finish(root, THEMES[theme])
    assert done.exit_code == 0, done.output
    assert done.stdout == f"{made.folder.name}/: 18 pages read\n"
    assert state(made.folder) == before
    assert kept(root) == pages
    assert finish(root, THEMES[theme]).stdout == f"{made.folder.name}/: 18 pages, nothing to change\n"


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_of_a_site_without_the_plugin_the_same_is_known(tmp_path: Path, theme: str) -> None:
    """And its heads get the same links. Only digests differ, and markers are not filled, so they give nothing."""
    with_plugin = built(tmp_path, theme)
    wanted = kept(tmp_path / theme / "sample_site")
    root = copied(tmp_path / "plain")
    config = root / THEMES[theme]
    (root / "plain.yml").write_text(f"INHERIT: {config.name}\nsite_dir: plain\nplugins: [search]\n", "utf-8")
    generated = CliRunner().invoke(main, ["generate", "-f", str(config)])
    assert generated.exit_code == 0, generated.output
    plain = python("-m", hosts.NAME, "build", "-q", "-f", str(root / "plain.yml"))
    assert plain.returncode == 0, plain.stderr
    done = finish(root, config.name, str(root / "plain"))
    assert done.exit_code == 0, done.output
    found = kept(root)
    assert {path: said(page) for path, page in found.items()} == {path: said(page) for path, page in wanted.items()}
    page = "posts/looms/index.html"
    links = [
        line.replace(f' {MARK}=""', "")
        for line in (root / "plain" / page).read_text("utf-8").splitlines()
        if MARK in line
    ]
    assert links
    assert all(line.strip() in with_plugin.read(page) for line in links)
    well_known = [name for name in with_plugin.files() if name.startswith(".well-known/")]
    assert well_known
    for name in well_known:
        assert (root / "plain" / name).read_bytes() == with_plugin.files()[name]


@needed
def test_of_the_sample_that_zensical_builds_the_same_is_known(tmp_path: Path) -> None:
    with_plugin = built(tmp_path, "material")
    wanted = kept(tmp_path / "material/sample_site")
    root = copied(tmp_path / "plain")
    assert CliRunner().invoke(main, ["generate", "-f", str(root / "mkdocs.yml")]).exit_code == 0
    zensical(root, config="mkdocs.yml")
    assert finish(root, "mkdocs.yml").exit_code == 0
    assert {path: said(page) for path, page in kept(root).items()} == {
        path: said(page) for path, page in wanted.items()
    }
    for name, body in with_plugin.files().items():
        if name.startswith(".well-known/"):
            assert (root / "site" / name).read_bytes() == body


def said(page: OwnPage) -> tuple[object, ...]:
    return page.title, page.date, page.links, page.unrecommended, page.former


BLOG = {
    "reciprocity.yml": ONE_GIFT,
    "docs/blog/index.md": "# Blog\n",
    "docs/blog/posts/one.md": "---\ndate: 2026-11-02\ncategories: [Craft]\n---\n# One loom\n\n"
    "Reading [Engines](https://ada.example/engines/).\n\n<!-- more -->\n\nAnd [more](https://ada.example/more/).\n",
    "docs/blog/posts/two.md": "---\ndate: 2026-11-05\ndraft: true\n---\n# Two\n\n[Draft](https://ada.example/draft/).\n",
    "docs/about.md": "---\ntitle: About me\n---\nSee [Ada](https://ada.example/){ rel=nofollow }.\n",
    "docs/secret.md": "---\nsearch: {exclude: true}\n---\n# Secret\n",
}


def test_lists_of_a_blog_give_nothing(tmp_path: Path) -> None:
    config = draw(tmp_path, BLOG, {
        "theme": {"name": "material"}, "plugins": ["search", "blog"], "markdown_extensions": ["attr_list"],
    })  # fmt: skip
    make(config)
    pages = kept(tmp_path)
    assert [link.url for link in pages["blog/2026/11/02/one-loom/"].links] == [
        "https://ada.example/engines/", "https://ada.example/more/"
    ]  # fmt: skip
    assert finish(tmp_path, "mkdocs.yml").exit_code == 0
    assert kept(tmp_path) == pages


TOML = """\
[project]
site_name = "Looms"
site_url = "https://me.example/"

[project.plugins.blog]

[project.plugins.reciprocity]
timezone = "America/New_York"
"""


@needed
def test_the_round_with_zensical(tmp_path: Path) -> None:
    draw(tmp_path, BLOG)
    (tmp_path / "mkdocs.yml").unlink()
    (tmp_path / "zensical.toml").write_text(TOML, "utf-8")
    shared = tmp_path / "docs/shared/index.md"
    CliRunner().invoke(main, ["generate", "-f", str(tmp_path / "zensical.toml")])
    assert "1 post" in shared.read_text()
    zensical(tmp_path)
    done = finish(tmp_path, "zensical.toml")
    assert done.exit_code == 0, done.output
    assert "What your pages say has changed; the next `generate` counts it.\n" in done.stdout
    pages = kept(tmp_path)
    assert {path: [link.url for link in page.links] for path, page in pages.items() if page.links} == {
        "blog/2026/11/02/one-loom/": ["https://ada.example/engines/", "https://ada.example/more/"],
    }
    post = pages["blog/2026/11/02/one-loom/"]
    assert (post.title, post.date) == ("One loom", "2026-11-02")
    assert pages["about/"].title == "About me"
    assert not {"shared/", "shared/2026/", "pay-it-forward/"} & {*pages}
    for name in ("index.html", "blog/2026/11/02/one-loom/index.html", "shared/index.html"):
        assert 'type="application/atom+xml"' in (tmp_path / "site" / name).read_text("utf-8")
    assert "reciprocity.css" in (tmp_path / "site/shared/index.html").read_text("utf-8")
    assert "reciprocity.css" not in (tmp_path / "site/about/index.html").read_text("utf-8")
    CliRunner().invoke(main, ["generate", "-f", str(tmp_path / "zensical.toml")])
    assert "2 posts" in shared.read_text()
    zensical(tmp_path)
    again = finish(tmp_path, "zensical.toml")
    assert kept(tmp_path) == pages
    assert "has changed" not in again.stdout
    before = state(tmp_path / "site")
    assert finish(tmp_path, "zensical.toml").exit_code == 0
    assert state(tmp_path / "site") == before
    sent = CliRunner().invoke(main, ["webmention", "send", "--dry-run", "-f", str(tmp_path / "zensical.toml")])
    assert "https://ada.example/engines/" in sent.output


def test_drafts_and_hidden_pages_are_as_with_the_plugin(tmp_path: Path) -> None:
    hidden = "---\ndate: 2026-11-02\nhidden: true\n---\n# Hidden\n\n[x](https://ada.example/hidden/)\n"
    head = "{% extends 'base.html' %}{% block site_meta %}{{ super() }}{% if page.meta.hidden %}"
    head += '<meta name="robots" content="noindex">{% endif %}{% endblock %}'
    files = {
        **{name: body for name, body in BLOG.items() if "blog" not in name},
        "docs/about.md": "# About\n",
        "docs/hidden.md": hidden,
        "docs/draft.md": "# Draft\n\n[x](https://ada.example/draft/)\n",
        "over/main.html": head,
    }
    config = draw(tmp_path, files, {"theme": {"name": "mkdocs", "custom_dir": "over"}, "draft_docs": "draft.md\n"})
    site = make(config)
    pages = kept(tmp_path)
    assert pages["hidden/"] == OwnPage(path="hidden/", date=pages["hidden/"].date, posted=True)
    before = all_html(site)
    assert finish(tmp_path, "mkdocs.yml").exit_code == 0
    assert kept(tmp_path) == pages
    assert all_html(site) == before
    rows = CliRunner().invoke(main, ["ledger", "--source", "page", "-f", str(config)]).stdout
    assert json.loads(rows) == []


def all_html(site: Built) -> dict[str, bytes]:
    return {name: body for name, body in site.files().items() if name.endswith(".html")}
