"""``finish``: goes over a built site, whatever has built it."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mkdocs_reciprocity.cache.store import Store
from mkdocs_reciprocity.cli import main
from mkdocs_reciprocity.collect import plain_file, site_folder
from mkdocs_reciprocity.core.own_page.head import MARK
from tests import needs

TOML = """\
[project]
site_name = "Looms"
site_url = "https://me.example/"

[project.plugins.reciprocity]
timezone = "Europe/Berlin"
"""
LOG = """\
peers:
  ada: {name: Ada, home: https://ada.example/, feed: https://ada.example/feed.xml}
  ben: {name: Ben, home: https://secret.example/, feed: https://secret.example/feed.xml, private: true}
interactions:
- {date: 2026-11-02, gave: share, url: https://ada.example/weaving/}
- {date: 2026-11-03, gave: share, url: https://secret.example/words/}
"""
LINKS = '<p><a href="https://ada.example/engines/">Engines</a> <a href="https://secret.example/x/">x</a></p>'


def page(body: str = "", title: str = "x") -> str:
    return f"<!doctype html>\n<html>\n<head>\n<title>{title}</title>\n</head>\n<body>{body}</body>\n</html>\n"


POST = page(f'<article><h1>The loom</h1><time datetime="2026-11-04">4 Nov</time>{LINKS}</article>')
SITE = {
    "index.html": page("<main><h1>Looms</h1></main>"),
    "posts/loom/index.html": POST,
    "404.html": page("<main>Not found</main>"),
    "shared.xml": "<feed/>",
    "blogroll.opml": "<opml/>",
}


def draw(root: Path, files: Mapping[str, str | bytes] = SITE, toml: str = TOML) -> Path:
    for name, content in {"zensical.toml": toml, "reciprocity.yml": LOG, "docs/index.md": "# Looms\n"}.items():
        _write(root / name, content)
    for name, body in files.items():
        _write(root / "site" / name, body)
    return root / "site"


def _write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def run(root: Path, *more: str, command: str = "finish") -> Result:
    return CliRunner().invoke(main, [*command.split(), "-f", str(root / "zensical.toml"), *more])


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def test_the_first_run_and_the_second(tmp_path: Path) -> None:
    site = draw(tmp_path)
    done = run(tmp_path)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "site/.well-known/recommendations.opml: written",
        "site/: links put into 2 pages; 2 pages read",
    ]
    text = (site / "posts/loom/index.html").read_text()
    assert text == POST.replace(
        "</head>",
        f'<link {MARK}="" rel="alternate" type="application/atom+xml" title="Looms: Who I&#39;ve shared" '
        f'href="../../shared.xml">\n<link {MARK}="" rel="blogroll" type="text/xml" title="The blogs I read" '
        'href="../../blogroll.opml">\n</head>',
    )
    assert (site / "404.html").read_text() == SITE["404.html"]
    before = state(site)
    again = run(tmp_path)
    assert (again.exit_code, again.output) == (0, "site/: 2 pages, nothing to change\n")
    assert state(site) == before


def test_pages_are_own_pages_from_then_on(tmp_path: Path) -> None:
    draw(tmp_path)
    run(tmp_path)
    pages = {kept.path: kept for kept in Store(tmp_path).pages()}
    assert [*pages] == ["", "posts/loom/"]
    assert (pages["posts/loom/"].title, pages["posts/loom/"].date) == ("The loom", "2026-11-04")
    rows = json.loads(run(tmp_path, "--source", "page", "--peer", "ada", command="ledger").stdout)
    assert [(row["date"], row["url"], row["evidence"]) for row in rows] == [
        ("2026-11-04", "https://ada.example/engines/", ["https://me.example/posts/loom/"])
    ]
    told = run(tmp_path, "--dry-run", command="webmention send")
    assert "posts/loom/" in told.output
    assert "https://ada.example/engines/" in told.output


def test_webmention_send_says_what_to_run_first(tmp_path: Path) -> None:
    draw(tmp_path)
    refused = run(tmp_path, command="webmention send")
    assert refused.exit_code == 2
    assert "or `mkdocs-reciprocity finish` after another generator" in refused.output


def test_what_is_private_is_in_no_file_and_no_line(tmp_path: Path) -> None:
    site = draw(tmp_path)
    done = run(tmp_path)
    theirs = {"posts/loom/index.html"}  # where the author has written the link
    written = b"".join(body for name, (body, _) in state(site).items() if name not in theirs)
    for word in (b"Ben", b"secret"):
        assert word not in written
        assert word.decode() not in done.output
    assert (site / "posts/loom/index.html").read_bytes().count(b"secret") == POST.count("secret")
    assert b"Ada" in (site / ".well-known/recommendations.opml").read_bytes()


def test_what_was_put_in_is_replaced_and_taken_out_again(tmp_path: Path) -> None:
    site = draw(tmp_path)
    run(tmp_path)
    moved = TOML + "files = {atom = 'gifts.xml', blogroll = false, recommendations = false}\n"
    draw(tmp_path, {"gifts.xml": "<feed/>"}, moved)
    done = run(tmp_path)
    assert "site/.well-known/recommendations.opml: removed" in done.stdout
    text = (site / "index.html").read_text()
    assert 'href="gifts.xml"' in text
    assert text.count(MARK) == 1
    draw(tmp_path, {}, TOML + "enabled = false\n")
    assert run(tmp_path).stdout == "site/: links taken out of 2 pages\n"
    assert {name: (site / name).read_text() for name in SITE} == SITE
    assert not (site / ".well-known").exists()
    assert Store(tmp_path).pages()  # what a build knew stays, as with the plugin


def test_links_lead_only_to_what_is_in_the_site(tmp_path: Path) -> None:
    site = draw(tmp_path, {name: body for name, body in SITE.items() if name != "blogroll.opml"})
    run(tmp_path)
    assert "blogroll" not in (site / "index.html").read_text()
    assert "shared.xml" in (site / "index.html").read_text()


def test_the_stylesheet_is_linked_where_something_is_ours(tmp_path: Path) -> None:
    ours = page('<main><ul class="reciprocity reciprocity-recent"><li>x</li></ul></main>')
    linked = ours.replace("<title>", '<link href="/assets/reciprocity/reciprocity.css" rel="stylesheet"><title>')
    site = draw(tmp_path, {**SITE, "a/index.html": ours, "b/index.html": linked})
    run(tmp_path)
    assert "reciprocity.css" not in (site / "a/index.html").read_text()  # it would lead nowhere
    _write(site / "assets/reciprocity/reciprocity.css", "p {}")
    run(tmp_path)
    found = {
        name: (site / name).read_text().count("reciprocity.css")
        for name in ("index.html", "a/index.html", "b/index.html")
    }
    assert found == {"index.html": 0, "a/index.html": 1, "b/index.html": 1}
    assert 'rel="stylesheet" href="../assets/reciprocity/reciprocity.css">' in (site / "a/index.html").read_text()


@pytest.mark.parametrize("base", ["/", "https://me.example/", "../../"])
def test_a_page_with_a_base(tmp_path: Path, base: str) -> None:
    site = draw(tmp_path, {**SITE, "a/b/index.html": page().replace("<title>", f'<base href="{base}"><title>')})
    run(tmp_path)
    assert ' href="shared.xml">' in (site / "a/b/index.html").read_text()
    assert run(tmp_path).stdout == "site/: 3 pages, nothing to change\n"


def test_a_base_elsewhere_and_one_in_a_folder(tmp_path: Path) -> None:
    away = page().replace("<title>", '<base href="https://cdn.example/"><title>')
    folder = page().replace("<title>", '<base href="/blog/"><title>')
    site = draw(tmp_path, {**SITE, "a.html": away, "b.html": folder})
    run(tmp_path)
    assert (site / "a.html").read_text() == away
    assert ' href="../shared.xml">' in (site / "b.html").read_text()


def test_bytes_that_are_no_utf_8_stay(tmp_path: Path) -> None:
    latin = page("<main>Weber\xe9i</main>").replace("<title>", "<meta charset=iso-8859-1><title>").encode("latin-1")
    bom = b"\xef\xbb\xbf" + page("<main>Weber\xe9i</main>").replace("\n", "\r\n").encode()
    utf_16 = page().encode("utf-16")
    fragment = b"google-site-verification: google1.html"
    files = {"latin.html": latin, "bom.html": bom, "utf16.html": utf_16, "google1.html": fragment, "x.HTM": latin}
    site = draw(tmp_path, {**SITE, **files})
    done = run(tmp_path)
    assert done.exit_code == 0
    assert done.stderr == (
        "site/utf16.html: this page is in UTF-16, so it stays as it is; have your pages written in UTF-8\n"
    )
    marked = {path.name for path in site.iterdir() if path.is_file() and MARK.encode() in path.read_bytes()}
    assert marked == {"bom.html", "index.html", "latin.html", "x.HTM"}
    draw(tmp_path, {}, TOML + "enabled = false\n")
    run(tmp_path)
    assert {name: (site / name).read_bytes() for name in files} == files


def test_pages_that_are_no_content_stay_as_they_are(tmp_path: Path) -> None:
    stub = page().replace("<title>", '<meta http-equiv="refresh" content="0; url=../posts/loom/"><title>')
    raw = page("<main>mine</main>", "copied")
    site = draw(tmp_path, {**SITE, "old/index.html": stub, "search.html": page(), "demo/x.html": raw})
    _write(tmp_path / "docs/demo/x.html", raw)
    before = state(site)
    assert run(tmp_path).exit_code == 0
    after = state(site)
    for name in ("old/index.html", "search.html", "demo/x.html", "404.html"):
        assert after[name] == before[name]
    pages = {kept.path: kept for kept in Store(tmp_path).pages()}
    assert [*pages] == ["", "posts/loom/"]
    assert pages["posts/loom/"].former == ("old/",)
    _write(site / "demo/x.html", page("<main>made</main>"))
    run(tmp_path)
    assert "demo/x.html" in {kept.path for kept in Store(tmp_path).pages()}


def test_only_pages_that_have_changed_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = draw(tmp_path, {**SITE, **{f"p{number}/index.html": page(LINKS) for number in range(20)}})
    run(tmp_path)
    read: list[str] = []
    real = plain_file.read

    def noted(path: Path, most: int = plain_file.MOST) -> bytes:
        read.append(path.name)
        return real(path, most)

    monkeypatch.setattr(plain_file, "read", noted)
    run(tmp_path)
    assert "index.html" not in read
    for path in site.rglob("*.html"):  # as a build in a job has it: the same bytes, and other times
        os.utime(path, ns=(1, 1))
    assert run(tmp_path).stdout == "site/: 22 pages, nothing to change\n"
    for name, body in SITE.items():  # built again, without our links
        _write(site / name, body)
    assert run(tmp_path).stdout == "site/: links put into 2 pages\n"
    _write(site / "p7/index.html", page(f"<main>{LINKS} more</main>"))
    assert run(tmp_path).stdout == "site/: links put into 1 page; 1 page read\n"


def test_a_warm_and_a_cold_run_know_the_same(tmp_path: Path) -> None:
    site = draw(tmp_path, {**SITE, "old/index.html": POST})
    run(tmp_path)
    shutil.rmtree(site / "old")
    _write(site / "posts/loom/index.html", POST.replace("Engines", "Machines"))
    run(tmp_path)
    warm = Store(tmp_path).pages()
    shutil.rmtree(tmp_path / ".cache")
    run(tmp_path)
    assert Store(tmp_path).pages() == warm
    assert [kept.path for kept in warm] == ["", "posts/loom/"]


@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
def test_a_file_of_recommendations_that_the_author_has_written_stays(tmp_path: Path, end: str) -> None:
    mine = json.dumps([{"url": "https://ada.example/"}], indent=2) + end
    site = draw(tmp_path, {**SITE, ".well-known/recommendations.json": mine})
    for _ in range(2):
        assert run(tmp_path).exit_code == 0
        assert (site / ".well-known/recommendations.json").read_text() == mine


def test_a_file_of_the_author_s_in_well_known_stays(tmp_path: Path) -> None:
    site = draw(tmp_path, {**SITE, ".well-known/recommendations.opml": "mine"})
    done = run(tmp_path)
    assert done.exit_code == 0
    assert "site/.well-known/recommendations.opml: this is a file of yours, so none is made\n" in done.stderr
    assert (site / ".well-known/recommendations.opml").read_text() == "mine"


def test_recommendations_are_there_too_and_go_with_the_last(tmp_path: Path) -> None:
    site = draw(tmp_path)
    log = LOG.replace("name: Ada,", "name: Ada, recommend: true,").replace("name: Ben,", "name: Ben, recommend: true,")
    _write(tmp_path / "reciprocity.yml", log)
    assert "site/.well-known/recommendations.json: written\n" in run(tmp_path).stdout
    said = (site / ".well-known/recommendations.json").read_text()
    assert "https://ada.example/" in said
    assert "secret" not in said
    _write(tmp_path / "reciprocity.yml", LOG)
    assert "site/.well-known/recommendations.json: removed\n" in run(tmp_path).stdout
    shutil.rmtree(tmp_path / ".cache")
    assert run(tmp_path).stdout == "site/: 2 pages read\n"


def test_in_a_folder_of_a_host_there_is_no_well_known(tmp_path: Path) -> None:
    site = draw(tmp_path, SITE, TOML.replace("me.example/", "me.example/blog/"))
    run(tmp_path)
    assert not (site / ".well-known").exists()
    assert "posts/loom/" in {kept.path for kept in Store(tmp_path).pages()}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("none", "none: there is no such folder; build the site first, or give the folder that it is built into"),
        ("site/index.html", "is a file"),
        ("empty", "empty: this is no built site, for it has neither index.html nor sitemap.xml; build the site first"),
        ("texts", "texts: this is no built site"),
        ("docs", "docs: your pages are here, and this command changes built sites only; give the folder of one"),
        ("docs/sub", "docs/sub: your pages are here"),
        (".", ".: your configuration is here"),
        ("/", "/: your configuration is here"),
        ("mine", "mine: your templates are here"),
        ("mine/partials", "mine/partials: your templates are here"),
    ],
)
def test_what_is_no_built_site_is_refused(
    given: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw(tmp_path, SITE, TOML.replace("[project.plugins", '[project.theme]\ncustom_dir = "mine"\n[project.plugins'))
    for name in ("docs/index.html", "docs/sub/index.html", "mine/index.html", "mine/partials/index.html", "index.html"):
        _write(tmp_path / name, page())
    _write(tmp_path / "texts/x.txt", "x")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.html")}
    refused = CliRunner().invoke(main, ["finish", given])
    assert refused.exit_code == 2
    assert said in refused.output
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.html")} == before


def test_another_folder_than_the_configured_one(tmp_path: Path) -> None:
    draw(tmp_path, {}, TOML.replace("[project.plugins", 'site_dir = "public"\n[project.plugins'))
    for name, body in SITE.items():
        _write(tmp_path / "public" / name, body)
        _write(tmp_path / "elsewhere" / name, body)
    assert "public/: links put into 2 pages" in run(tmp_path).stdout
    assert "elsewhere/: links put into 2 pages" in run(tmp_path, str(tmp_path / "elsewhere")).stdout


def test_links_of_the_file_system_are_not_followed(tmp_path: Path) -> None:
    site = draw(tmp_path)
    _write(tmp_path / "other/index.html", page())
    (site / "away").symlink_to(tmp_path / "other")
    (site / "one.html").symlink_to(tmp_path / "other/index.html")
    (site / ".git").mkdir()
    _write(site / ".git/x.html", page())
    (site / ".well-known").symlink_to(tmp_path / "other")
    done = run(tmp_path)
    assert done.exit_code == 1
    assert "site/.well-known/recommendations.opml: a link leads from here out of site/, where nothing is written\n" in (
        done.stderr
    )
    assert (tmp_path / "other/index.html").read_text() == page()
    assert [path.name for path in (tmp_path / "other").iterdir()] == ["index.html"]
    assert (site / ".git/x.html").read_text() == page()
    assert (site / "one.html").is_symlink()


def test_a_page_that_is_read_only_is_read_and_said_each_time(tmp_path: Path) -> None:
    site = draw(tmp_path)
    (site / "posts/loom/index.html").chmod(0o444)
    (site / "index.html").chmod(0o640)
    for _ in range(2):
        done = run(tmp_path)
        assert done.exit_code == 1
        assert done.stderr == "site/posts/loom/index.html: this page stays as it is (it is read-only)\n"
        assert (site / "posts/loom/index.html").read_text() == POST
    assert Store(tmp_path).pages()[1].links
    assert (site / "index.html").stat().st_mode & 0o777 == 0o640
    (site / "posts/loom/index.html").chmod(0o644)
    assert run(tmp_path).exit_code == 0


@needs.not_root()
def test_a_page_that_cannot_be_read_is_said_and_what_was_known_of_it_stays(tmp_path: Path) -> None:
    site = draw(tmp_path)
    run(tmp_path)
    _write(site / "posts/loom/index.html", POST)
    (site / "posts/loom/index.html").chmod(0)
    done = run(tmp_path)
    assert done.exit_code == 1
    assert "site/posts/loom/index.html: this page stays as it is (Permission denied)" in done.stderr
    assert Store(tmp_path).pages()[1].links


@pytest.mark.parametrize("folder", ["posts", ""])
def test_what_was_known_of_a_folder_that_cannot_be_read_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    site = draw(tmp_path)
    run(tmp_path)
    scandir, closed = os.scandir, str(site / folder)

    def listed(path: str) -> object:
        if path == closed:
            raise PermissionError(errno.EACCES, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", listed)
    done = run(tmp_path)
    assert done.exit_code == 1
    assert f"site/{folder}: what is in this folder stays as it is (Permission denied)" in done.stderr
    monkeypatch.undo()
    assert Store(tmp_path).pages()[1].links
    assert run(tmp_path).stdout == "site/: 2 pages, nothing to change\n"


def test_folders_are_as_deep_as_they_like(tmp_path: Path) -> None:
    draw(tmp_path)
    inner = os.open(tmp_path / "site", os.O_RDONLY)
    for _ in range(1_200):
        os.mkdir("d", dir_fd=inner)
        outer, inner = inner, os.open("d", os.O_RDONLY, dir_fd=inner)
        os.close(outer)
    os.close(inner)
    done = run(tmp_path)
    assert (done.exit_code, done.stderr) == (0, "")
    for depth in range(1_200, 0, -1):  # what tidies up after tests does not go that deep
        os.rmdir(tmp_path / "site" / "/".join("d" * depth))


def test_a_page_that_somebody_changes_meanwhile_is_theirs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = draw(tmp_path)
    changed, read = page("something newer"), plain_file.read

    def read_and_changed(path: Path, most: int = plain_file.MOST) -> bytes:
        body = read(path, most)
        if path == site / "index.html":
            path.write_text(changed)
        return body

    monkeypatch.setattr(plain_file, "read", read_and_changed)
    done = run(tmp_path)
    monkeypatch.undo()
    assert done.exit_code == 1
    assert "site/index.html: this page stays as it is (somebody has changed it meanwhile; run `finish` again)" in (
        done.stderr
    )
    assert (site / "index.html").read_text() == changed
    assert run(tmp_path).exit_code == 0
    assert MARK in (site / "index.html").read_text()


def test_a_file_whose_name_ends_like_one_that_is_being_written_stays(tmp_path: Path) -> None:
    site = draw(tmp_path)
    _write(site / "notes.reciprocity~", "the author's")
    _write(site / ".index.html.reciprocity~", "left behind")
    assert run(tmp_path).exit_code == 0
    assert (site / "notes.reciprocity~").is_file()
    assert not (site / ".index.html.reciprocity~").exists()


def test_a_page_that_is_too_large_or_too_deep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_folder, "LARGEST", 400_000)
    deep = page("<div>" * 25_000 + "<hr>" * 12_000)
    site = draw(tmp_path, {**SITE, "large.html": page("x" * 400_000), "deep.html": deep})
    run(tmp_path)
    done = run(tmp_path)
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        "site/deep.html: this page is not read, for its tags are nested too deeply, or too many are not closed",
        "site/large.html: this page stays as it is (it has more than 400,000 bytes)",
    ]
    assert MARK in (site / "deep.html").read_text()


def test_a_copied_file_whose_source_cannot_be_read_is_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_folder, "LARGEST", 1_000)
    site = draw(tmp_path, {**SITE, "demo.html": page()})
    _write(tmp_path / "docs/demo.html", page() + " " * 1_000)
    assert run(tmp_path).exit_code == 0
    assert MARK in (site / "demo.html").read_text()


def test_a_store_that_is_damaged_is_said_and_made_anew(tmp_path: Path) -> None:
    draw(tmp_path)
    _write(tmp_path / ".cache/reciprocity/store.sqlite", "no database")
    done = run(tmp_path)
    assert done.exit_code == 0
    assert "store.sqlite could not be used" in done.stderr
    run(tmp_path)
    assert len(Store(tmp_path).pages()) == 2


def test_where_all_pages_with_links_are_hidden_that_is_said(tmp_path: Path) -> None:
    hidden = POST.replace("<title>", '<meta name="robots" content="noindex"><title>')
    draw(tmp_path, {**SITE, "posts/loom/index.html": hidden})
    done = run(tmp_path)
    assert done.exit_code == 0
    assert "site: every page that links to a peer asks not to be listed (robots: noindex)" in done.stderr
    assert not any(kept.links for kept in Store(tmp_path).pages())


@pytest.mark.skipif(os.name != "posix", reason="names are text there")
def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    site = draw(tmp_path)
    with contextlib.suppress(OSError):  # some file systems have no such names
        (site / os.fsdecode(b"\xff.html")).write_text(page())
        done = run(tmp_path)
        assert done.exit_code == 1
        assert "this page stays as it is (its name is no UTF-8)" in done.stderr
        assert "Traceback" not in done.output


def test_wherever_it_is_killed_each_page_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = draw(tmp_path)
    _write(site / ".index.html.reciprocity~", "half")

    def stopped(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", stopped)
        done = run(tmp_path)
    assert done.exit_code == 130
    assert "stopped; what is written stays, and the next `finish` goes on" in done.output
    assert {name: (site / name).read_text() for name in SITE} == SITE
    assert run(tmp_path).exit_code == 0
    assert not [*site.rglob("*.reciprocity~")]


def test_without_the_address_of_the_site(tmp_path: Path) -> None:
    site = draw(tmp_path, SITE, TOML.replace('site_url = "https://me.example/"\n', ""))
    done = run(tmp_path)
    assert "zensical.toml: `site_url` is not set" in done.stderr
    assert 'rel="blogroll"' in (site / "posts/loom/index.html").read_text()
    assert "shared.xml" not in (site / "posts/loom/index.html").read_text()
    assert Store(tmp_path).pages()[1].links


def test_the_author_s_own_titles_and_days(tmp_path: Path) -> None:
    toml = TOML.replace("[project.plugins", 'nav = [{ "Start" = "index.md" }, "a.md"]\n[project.plugins')
    files = {**SITE, "a/index.html": page(f"<article><h1>Head</h1>{LINKS}</article>"), "b/index.html": page()}
    draw(tmp_path, files, toml)
    _write(tmp_path / "docs/a.md", "---\ntitle: Written\ndate: 2026-11-05\n---\n")
    _write(tmp_path / "docs/b.md", '---\ntitle: "{{ x }}"\n---\n')
    run(tmp_path)
    pages = {kept.path: (kept.title, kept.date) for kept in Store(tmp_path).pages()}
    assert pages == {
        "": ("Start", None), "a/": ("Written", "2026-11-05"), "b/": ("x", None),
        "posts/loom/": ("The loom", "2026-11-04"),
    }  # fmt: skip


def test_no_template_is_used_so_a_mistake_in_one_is_left_to_generate(tmp_path: Path) -> None:
    toml = TOML.replace("[project.plugins", '[project.theme]\ncustom_dir = "mine"\n\n[project.plugins')
    draw(tmp_path, SITE, toml)
    for name in ("badge.svg.html", "macros.html", "shared.html", "reactions.html", "blogroll.xsl.html"):
        _write(tmp_path / "mine/reciprocity" / name, "{{ 1/0 }}")
    assert run(tmp_path).exit_code == 0
