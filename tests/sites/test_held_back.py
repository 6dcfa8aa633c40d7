"""What is private and lies below docs/ is in no site, however it got there and whatever it is called."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from mkdocs_reciprocity.cli import main
from tests.sites.drawing import Built, draw, make, rss, site

PNG = b"\x89PNG\r\n\x1a\n zq7"
PEERS = """\
peers:
  ada: {{name: Ada, home: https://ada.example/, feed: feeds/ada.xml, avatar: {public}}}
  dora: {{name: Dora, home: https://dora.example/, private: true, avatar: {avatar}}}
interactions:
- {{date: 2026-11-02, got: share, peer: ada, url: https://me.example/}}
"""
PICTURES: dict[str, str | bytes] = {
    "docs/people/zq7face.png": PNG,
    "docs/people/ada.png": b"\x89PNG\r\n\x1a\n",
    "docs/posts/loom.jpg": b"\xff\xd8\xff",
    "docs/people/notes.pdf": b"%PDF",
}


def with_picture(root: Path, avatar: str, public: str = "people/ada.png", **more: str | bytes) -> Built:
    quoted = "'" + avatar.replace("'", "''") + "'"
    log = PEERS.format(avatar=quoted, public=public)
    return site(root, {**PICTURES, "feeds/ada.xml": rss(), "reciprocity.yml": log, **more})


def leaks(built: Built) -> list[str]:
    found = [name for name, content in built.files().items() if "zq7" in name.lower() or b"zq7" in content.lower()]
    return found + [line for line in built.lines if "zq7" in line.lower()]


SLIPS = [
    "People/ZQ7face.PNG", "/people/zq7face.png", "../docs/people/zq7face.png", "docs/people/zq7face.png",
    "people\\zq7face.png", "people/zq7face.png ", " people/zq7face.png", "people/zq7%66ace.png", "people%2Fzq7face.png",
    "zq7face.png", "faces/zq7face.png", "people/zq7face", "people/zq7face.jpg",
    "\\people\\zq7face.png", "./docs/people/./zq7face.png", "people/zq7fase.png", "people/zqq7face.png", "zq7face",
    "https://me.example/people/zq7face.png", "<people/zq7face.png>", '"people/zq7face.png"',
    "/home/me/docs/people/zq7face.png", "people/zq7face.png\\", "PEOPLE/zq7face.PnG", "people/zq7face.jpeg",
    "assets/people/zq7face.png", "file:people/zq7face.png",
    "C:\\site\\docs\\people\\zq7face.png", "people/zq7face.", "%2e/people/zq7face.png", "people/ zq7face.png",
]  # fmt: skip


@pytest.mark.parametrize("avatar", SLIPS)
def test_a_slip_in_the_path_publishes_no_private_picture(tmp_path: Path, avatar: str) -> None:
    built = with_picture(tmp_path, avatar)
    assert leaks(built) == []
    (said,) = built.warnings()
    assert "reciprocity.yml:3: something private is not right here; `mkdocs-reciprocity check` says what" in said
    assert built.has("people/ada.png")
    assert built.has("posts/loom.jpg")
    assert built.has("people/notes.pdf")


@pytest.mark.parametrize(
    "avatar", ["people/zq7face.png", "./people/zq7face.png", "x/../people/zq7face.png", "people//zq7face.png/"]
)
def test_a_picture_that_is_named_rightly_needs_no_word(tmp_path: Path, avatar: str) -> None:
    built = with_picture(tmp_path, avatar)
    assert leaks(built) == []
    assert built.warnings() == []


@pytest.mark.parametrize(
    "avatar", ["", "https://dora.example/loom.jpg", "quite/another.png", "people", "\0", "x" * 5000]
)
def test_what_means_no_picture_hides_none(tmp_path: Path, avatar: str) -> None:
    log = PEERS.format(avatar='"' + avatar.replace("\0", "\\0") + '"', public="people/ada.png")
    built = site(tmp_path, {**PICTURES, "feeds/ada.xml": rss(), "reciprocity.yml": log})
    for name in PICTURES:
        assert built.has(name.removeprefix("docs/"))
    assert len(built.warnings()) == (1 if avatar else 0)


def test_a_public_peers_picture_stays_whatever_a_private_one_names(tmp_path: Path) -> None:
    """Even where nothing but the names of pictures is like."""
    for avatar in ("People/ada.png", "ada", "people/adb.png"):
        built = with_picture(tmp_path, avatar)
        assert built.has("people/ada.png"), avatar


@pytest.mark.parametrize("link", [os.symlink, os.link])
@pytest.mark.parametrize("avatar", ["people/zq7face.png", "faces/other.png", "../elsewhere.png"])
def test_every_way_to_a_private_picture_is_taken(tmp_path: Path, link: Callable[[str, str], None], avatar: str) -> None:
    config_file = draw(tmp_path, {**PICTURES, "elsewhere.png": PNG, "feeds/ada.xml": rss()})
    (tmp_path / "docs/people/zq7face.png").unlink()
    (tmp_path / "docs/faces").mkdir()
    for path in ("docs/people/zq7face.png", "docs/faces/other.png"):
        link(str(tmp_path / "elsewhere.png"), str(tmp_path / path))
    (tmp_path / "reciprocity.yml").write_text(PEERS.format(avatar=avatar, public="people/ada.png"), "utf-8")
    assert leaks(make(config_file)) == []


@pytest.mark.parametrize(
    "entry",
    [
        "{name: D, private: true, picture: people/zq7face.png, feed: docs/feeds/zq7.xml}",
        "{name: D, private: true, avatar: [people/zq7face.png], feed: docs/feeds/zq7.xml}",
        "{name: D, private: true, avatar: people/zq7face.png, feeds: {a: docs/feeds/zq7.xml}}",
        "{name: D, private: true, avatar: people/zq7face.png, feed: docs/feeds/zq7.xml, note: a: b}",
        "{name: D, avatar: 'people/zq7face.png', feed: [docs/feeds/zq7.xml, @x]}",
        "{name: D, private: true, avatar: People/zq7face.png, nothing: [docs/feeds/zq7.xml], note: *x}",
        '{private: true, note: "unclosed, avatar: people/zq7face.png, feed: docs/feeds/zq7.xml}',
    ],
)
@pytest.mark.parametrize("enabled", [True, False])
def test_a_mistake_in_a_peer_publishes_none_of_their_files(tmp_path: Path, entry: str, enabled: bool) -> None:
    """It makes the peer private, so far as it can be read."""
    log = f"peers:\n  ada: {{name: Ada, home: https://ada.example/, avatar: people/ada.png}}\n  dora: {entry}\n"
    files = {**PICTURES, "docs/feeds/zq7.xml": rss(title="zq7"), "docs/feeds/mine.xml": rss(), "reciprocity.yml": log}
    built = site(tmp_path, files, {"reciprocity": {"enabled": enabled}})
    assert leaks(built) == []
    for kept in ("people/ada.png", "posts/loom.jpg", "feeds/mine.xml"):
        assert built.has(kept)


LOG = """\
peers:
  dora: {name: zq7, home: https://dora.example/, private: true, feed: docs/feeds/dora.xml}
interactions:
- {date: 2026-11-02, gave: share, peer: dora, url: https://dora.example/zq7/}
"""
INPUTS: dict[str, str | bytes] = {
    "docs/log.yml": LOG,
    "docs/more.private.yml": LOG.replace("dora:", "nora:"),
    "docs/friends.opml": '<opml><!-- zq7 --><body><outline text="Ben" xmlUrl="https://b.example/f"/></body></opml>',
    "docs/mentions.json": '{"type": "feed", "children": [{"wm-source": "https://zq7.example/"}]}',
    "docs/feeds/dora.xml": rss().replace("A feed", "zq7"),
}
OPTIONS: dict[str, object] = {
    "log": ["docs/log.yml", "docs/*.private.yml"],
    "peers": "docs/friends.opml",
    "webmentions": ["docs/mentions.json"],
}


@pytest.mark.parametrize("enabled", [True, False])
@pytest.mark.parametrize(
    "config",
    [
        {}, {"exclude_docs": "*.yml\n"}, {"draft_docs": "/log.yml\n"}, {"exclude_docs": "!.*\n"},
        {"theme": {"name": "mkdocs", "custom_dir": "docs"}}, {"use_directory_urls": False},
    ],
)  # fmt: skip
def test_no_input_is_published_switched_on_or_off(tmp_path: Path, enabled: bool, config: Mapping[str, object]) -> None:
    options = {**OPTIONS, "enabled": enabled, "feeds": {"fetch": "never"}}
    built = site(tmp_path, INPUTS, {**config, "reciprocity": options})
    assert leaks(built) == []
    for name in INPUTS:
        assert not built.has(name.removeprefix("docs/")), name


BESIDE = [
    "log.yml~", "log.yml.bak", "#log.yml#", ".log.yml.swp", "log.yml.orig", "LOG.YML", ".log.yml.before-2.private.yml",
    ".log.yml.0a1b2c3d.reciprocity~", "log.yml.sync-conflict-20261101", "old.private.yml", "sub/Old.PRIVATE.yaml",
    "sub/my.private.opml", "reciprocity.yml", "sub/reciprocity.yml", "reciprocity.private.yml", "~$log.yml",
    ".cache/reciprocity/before/log.yml.before.private.yml", ".cache/reciprocity/store.db", "more.private.yml.bak",
    "log copy.yml", "log (1).yml", "log - Copy.yml", "log.sync-conflict-20261101-1.yml", "sub/my.private copy.opml",
    "sub/ada.private.md", "sub/ada.private.md~", "sub/ada.private (1).md", "sub/ada.private copy.md",
    "sub/ada.private_old.md", "sub/ada.private.2.markdown", "sub/Copy of ada.private.md",
]  # fmt: skip


@pytest.mark.parametrize("enabled", [True, False])
def test_neither_is_what_tools_and_editors_keep_beside_them(tmp_path: Path, enabled: bool) -> None:
    files = {**INPUTS, **{f"docs/{name}": LOG for name in BESIDE}}
    kept = [
        "catalog.yml",
        "log.html",
        "logs.yml",
        "log-2.yml",
        "log in.txt",
        "sub/my.privates.yml",
        "sub/log.yml.txt",
        "private.yml",
        "feeds/adora.xml",
        "feeds/dora.xht",
    ]
    files |= {f"docs/{name}": "mine" for name in kept}
    options = {**OPTIONS, "log": ["docs/log.yml"], "enabled": enabled}
    built = site(tmp_path, files, {"exclude_docs": "!.*\n", "reciprocity": options})
    for name in BESIDE:
        assert not built.has(name), name
    for name in kept:
        assert built.has(name), name
    said = [line for line in built.warnings() if "is not published" in line]
    assert len(said) == 20, "a build names no more"
    more = len(BESIDE) + len(INPUTS) - 20
    assert f"WARNING reciprocity: … and {more} more; `mkdocs-reciprocity check` names them all" in built.warnings()
    checked = CliRunner().invoke(main, ["check", "-f", str(tmp_path / "mkdocs.yml")]).output.splitlines()
    named = [line for line in checked if "is not published" in line]
    assert len(named) == len(set(named)) > len(INPUTS), "each name once: most of them are copies of one file"
    assert {line.split("reciprocity: ")[1] for line in said} <= set(named)
    assert "docs/sub/Old.PRIVATE.yaml: this is not published; better move it out of docs/" in named


@pytest.mark.parametrize("log", ["doc/log.yml", "LOG.yml", "./Docs/log.yml"])
def test_a_log_that_is_sought_elsewhere_is_not_published_where_it_lies(tmp_path: Path, log: str) -> None:
    built = site(tmp_path, {"docs/log.yml": LOG}, {"reciprocity": {"log": [log]}})
    assert not built.has("log.yml")


@pytest.mark.parametrize("there_too", [True, False])
def test_the_file_that_is_named_is_the_one_below_docs(tmp_path: Path, there_too: bool) -> None:
    log = LOG.replace("docs/feeds/dora.xml", "https://dora.example/f")
    files = {"docs/reciprocity.yml": log, **({"reciprocity.yml": log} if there_too else {})}
    built = site(tmp_path, files, {"reciprocity": {"feeds": {"fetch": "never"}}})
    said = "docs/reciprocity.yml: this is not published; better move it out of docs/"
    assert [line.split("reciprocity: ")[1] for line in built.warnings() if "is not published" in line] == [said]
    assert said in CliRunner().invoke(main, ["check", "-f", str(tmp_path / "mkdocs.yml")]).output.splitlines()


@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_by_no_other_name_either(tmp_path: Path, link: Callable[[str, str], None]) -> None:
    config_file = draw(tmp_path, {"reciprocity.yml": LOG.replace("docs/", ""), "feeds/dora.xml": rss(title="zq7")})
    for source, name in (("reciprocity.yml", "notes.txt"), ("feeds/dora.xml", "x.xml")):
        link(str(tmp_path / source), str(tmp_path / "docs" / name))
    os.symlink(tmp_path / "feeds", tmp_path / "docs/feeds")
    built = make(config_file)
    assert leaks(built) == []
    assert not built.has("notes.txt")
    assert not built.has("feeds/dora.xml")
    named = "the feed that reciprocity.yml:2 names: this is not published"
    assert len([line for line in built.warnings() if named in line]) == 2


LATE = """\
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, InclusionLevel


def made(config, name):
    log = config.config_file_path.replace("mkdocs.yml", "reciprocity.yml")
    return File.generated(config, name, abs_src_path=log, inclusion=InclusionLevel.INCLUDED)


@event_priority(-100)
def on_files(files, config):
    for file in list(files):
        if file.src_uri == "excluded.private.yml":
            files.remove(file)
    files.append(made(config, "late.yml"))
    return files


@event_priority(100)
def on_env(env, config, files):
    files.append(made(config, "later.yml"))
    return env
"""


def test_nor_where_another_plugin_adds_it_and_what_one_takes_out_needs_no_word(tmp_path: Path) -> None:
    log = LOG.replace("docs/feeds/dora.xml", "https://dora.example/f")
    files = {"reciprocity.yml": log, "late.py": LATE, "docs/excluded.private.yml": "zq7: {}\n"}
    built = site(tmp_path, files, {"hooks": ["late.py"], "reciprocity": {"feeds": {"fetch": "never"}}})
    assert leaks(built) == []
    assert not built.has("late.yml")
    assert not built.has("later.yml")
    assert not [line for line in built.warnings() if "excluded" in line]
    assert len([line for line in built.warnings() if "reciprocity.yml: this is not published" in line]) == 2


@pytest.mark.parametrize("enabled", [True, False])
@pytest.mark.parametrize("structure", ["suffix", "folder"])
def test_further_languages_hold_back_the_same_and_say_it_once(tmp_path: Path, structure: str, enabled: bool) -> None:
    languages = [{"locale": "en", "default": True, "name": "English"}, {"locale": "de", "name": "Deutsch"}]
    i18n = {"i18n": {"docs_structure": structure, "languages": languages}}
    files = {**INPUTS, "docs/en/index.md": "# Hi\n", "docs/de/index.md": "# Hallo\n"}
    files |= {"docs/de/more.private.yml": LOG, "docs/de/reciprocity.yml": LOG}
    options = {**OPTIONS, "feeds": {"fetch": "never"}, "enabled": enabled}
    config_file = draw(tmp_path, files, {"plugins": [i18n], "reciprocity": options})
    if structure == "folder":
        (tmp_path / "docs/index.md").unlink()
    built = make(config_file)
    assert leaks(built) == []
    assert built.has("de/index.html")
    said = [line for line in built.warnings() if "is not published" in line]
    assert len(said) == len(set(said))
    assert len(said) >= len(INPUTS)


@pytest.mark.parametrize(
    "config", [{"exclude_docs": "/feeds/\n*.yml\n*.opml\n/mentions.json\n"}, {"draft_docs": "/**\n"}]
)
def test_what_is_excluded_anyway_needs_no_word(tmp_path: Path, config: Mapping[str, object]) -> None:
    built = site(tmp_path, INPUTS, {**config, "reciprocity": {**OPTIONS, "enabled": False}})
    assert built.warnings() == []
