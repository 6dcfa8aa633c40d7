"""``mkdocs-reciprocity init``"""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from mkdocs_reciprocity.cli import main
from mkdocs_reciprocity.collect.missing import NOT_THERE
from mkdocs_reciprocity.core.editing import new_log
from mkdocs_reciprocity.core.log import reader as log_reader
from tests import needs
from tests.core.editing.appending import RULES
from tests.sites.drawing import draw, make

MKDOCS = '# mine\nsite_name: Looms\nsite_url: !ENV [NO_SUCH_SITE, "https://me.example/"]\nplugins:\n- search # so\n'
PAGES: dict[str, str | bytes] = {
    "docs/a.md": """---
title: https://front.example/
---
# A

[Ada](https://ada.example/x/), [again](http://www.ada.example/y/), [me](https://me.example/z/), <https://bare.example/>,
[local](b.md), [mail](mailto:a@mail.example), [p](https://pages.example/~dora/x/),
[ad](https://ad.example/){: rel=nofollow }

```
[code](https://code.example/)
```
""",
    "docs/sub/b.markdown": "\ufeff[Ada](https://ada.example/z/)\r\n[Ben](https://ben.example)\r\n",
    "docs/.hidden/c.md": "[x](https://hidden.example/)\n",
    "docs/bad.md": b"\xff\xfe [Ben](https://ben.example/)\n",
    "docs/d.txt": "[x](https://text.example/)\n",
}


FOR_EDITORS = b"# yaml-language-server: $schema=.cache/reciprocity/log.schema.json\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Looms\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    return tmp_path


def run(root: Path, *arguments: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, ["init", "-f", str(root / "mkdocs.yml"), *arguments], input=typed)


def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mkdocs_reciprocity.cli.init.on_a_terminal", lambda: True)


def drawn(root: Path) -> None:
    for name, content in PAGES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def test_a_beginning(root: Path) -> None:
    result = run(root)
    assert result.exit_code == 0, result.output
    assert (root / "reciprocity.yml").read_bytes() == FOR_EDITORS + new_log.LOG
    assert (root / "reciprocity.private.yml").read_bytes() == FOR_EDITORS + new_log.PRIVATE
    assert (root / ".gitignore").read_text("utf-8") == "/reciprocity.private.yml\n"
    assert (root / "mkdocs.yml").read_text("utf-8") == MKDOCS
    assert f"{root / 'mkdocs.yml'} is as it was: the plugin is not in it yet.\n" in result.output
    assert "init --write` writes this at its end, or write it yourself:\n\n- reciprocity\n" in result.output
    assert result.output.endswith("Next: mkdocs-reciprocity add\n")


def test_what_it_writes_builds_without_a_warning(root: Path) -> None:
    result = run(root, "--write")
    assert result.exit_code == 0, result.output
    assert (root / "mkdocs.yml").read_text("utf-8") == MKDOCS + "- reciprocity\n"
    config = str(root / "mkdocs.yml")
    checked = CliRunner().invoke(main, ["check", "-f", config])
    assert checked.output == "0 interactions, 0 peers: nothing to mend.\n"
    assert make(root / "mkdocs.yml", strict=True).warnings() == []
    added = CliRunner().invoke(main, ["add", "share", "https://ada.example/a/", "--peer-name", "Ada", "-f", config])
    assert added.exit_code == 0, added.output
    text = (root / "reciprocity.yml").read_bytes()
    for line in new_log.LOG.split(b"\n"):
        assert line in text
    assert [peer.id for peer in log_reader.parse(text, "l", RULES).records.peers] == ["ada"]
    assert make(root / "mkdocs.yml", strict=True).has("shared/index.html")


def test_the_example_in_the_new_log_is_right() -> None:
    """With its comment signs taken away it is a log that says what it seems to say."""
    lines = new_log.LOG.decode().split("\n")[2:]
    text = "\n".join(line.replace("# ", "", 1) if line.lstrip().startswith("# ") else line for line in lines)
    text = text.replace("#   ", "  ")
    parsed = log_reader.parse(text.encode(), "l", RULES)
    assert parsed.problems == ()
    assert [peer.name for peer in parsed.records.peers] == ["Ada Example"]
    assert [row.via for row in parsed.records.interactions] == ["mastodon"]


def test_nothing_is_written_over(root: Path) -> None:
    for name in ("reciprocity.yml", "reciprocity.private.yml"):
        (root / name).write_bytes(b"")
    (root / ".gitignore").write_bytes(b"site/")
    run(root, "--write")
    result = run(root, "--write")
    assert result.exit_code == 0, result.output
    assert "reciprocity.yml: is there already, and stays as it is\n" in result.output
    assert "`reciprocity` is below `plugins:` already\n" in result.output
    assert (root / "reciprocity.yml").read_bytes() == b""
    assert (root / "reciprocity.private.yml").read_bytes() == b""
    assert (root / ".gitignore").read_bytes() == b"site/"


def test_a_link_to_nothing_is_there_too(root: Path) -> None:
    (root / "reciprocity.yml").symlink_to("nowhere/log.yml")
    assert "is there already" in run(root).output


def test_a_file_that_appears_meanwhile_is_not_written_over(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "lexists", lambda path: False)
    (root / "reciprocity.yml").write_bytes(b"# mine\n")
    assert run(root).exit_code == 0
    assert (root / "reciprocity.yml").read_bytes() == b"# mine\n"


@needs.program("git")
def test_git_is_asked_whether_a_line_is_needed(root: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    (root / ".gitignore").write_bytes(b"*.private.*\r\n")
    run(root)
    assert (root / ".gitignore").read_bytes() == b"*.private.*\r\n"
    listed = subprocess.run(["git", "status", "--short"], cwd=root, check=True, capture_output=True, text=True).stdout
    assert "private" not in listed
    assert "reciprocity.yml" in listed


def test_without_git(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(root / "nowhere"))
    (root / ".gitignore").write_bytes(b"site/")
    assert run(root).exit_code == 0
    assert (root / ".gitignore").read_bytes() == b"site/\n/reciprocity.private.yml\n"


def test_files_by_the_option(root: Path) -> None:
    config = draw(root, {}, {"reciprocity": {"log": ["log/*.yml", "given.yml"]}})
    result = run(root)
    assert result.exit_code == 0, result.output
    assert (root / "given.yml").read_bytes() == FOR_EDITORS + new_log.LOG
    assert not (root / ".gitignore").exists()
    assert config.exists()


@pytest.mark.parametrize(("pattern", "name"), [("log/*.yml", "log/2026.yml"), ("log/[!a].yml", "")])
def test_a_pattern(root: Path, monkeypatch: pytest.MonkeyPatch, pattern: str, name: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795608000")
    (root / "log").mkdir()
    draw(root, {}, {"reciprocity": {"log": [pattern]}})
    result = run(root)
    assert result.exit_code == 0, result.output
    if name:
        assert (root / name).read_bytes() == FOR_EDITORS.replace(b".cache", b"../.cache") + new_log.LOG
    else:
        assert "names no file to begin with" in result.output
        assert list((root / "log").iterdir()) == []


def test_a_site_without_an_address_is_told(root: Path) -> None:
    (root / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    result = run(root, "--write")
    assert result.output.startswith(f"{root / 'mkdocs.yml'}: `site_url` is missing; write the address of your site, ")
    assert (root / "mkdocs.yml").read_text("utf-8") == "site_name: x\nplugins:\n  - search\n  - reciprocity\n"


def test_a_mkdocs_yml_that_cannot_be_changed_safely(root: Path) -> None:
    (root / "mkdocs.yml").write_text("site_name: x\nplugins: !ENV [NO_SUCH, [search]]\n", "utf-8")
    result = run(root, "--write")
    assert result.exit_code == 2
    assert result.stderr.endswith("add the line `- reciprocity` below `plugins:` by hand (nothing was changed)\n")
    assert (root / "mkdocs.yml").read_text("utf-8") == "site_name: x\nplugins: !ENV [NO_SUCH, [search]]\n"
    assert (root / "reciprocity.yml").exists()


@pytest.mark.parametrize(("text", "said"), [(None, "no such file"), ("a: [", "not valid YAML")])
def test_without_a_usable_mkdocs_yml(tmp_path: Path, text: str | None, said: str) -> None:
    if text:
        (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    result = run(tmp_path)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.output
    assert not (tmp_path / "reciprocity.yml").exists()


def test_wrong_options_are_said(root: Path) -> None:
    draw(root, {}, {"reciprocity": {"windw": 1}})
    assert 'did you mean "window"?' in run(root).stderr


def test_control_c(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: Any) -> None:
        os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(os, "fsync", interrupt)
    result = run(root, "--write")
    assert result.exit_code == 130
    assert not (root / "reciprocity.yml").exists()
    assert (root / "mkdocs.yml").read_text("utf-8") == MKDOCS


# --- peers from links


def test_links_stand_in_the_new_log_as_comments(root: Path) -> None:
    drawn(root)
    result = run(root, "--links")
    assert result.exit_code == 0, result.output
    assert "room for peers and interactions; 4 sites that you link to stand in it as comments\n" in result.output
    text = (root / "reciprocity.yml").read_text("utf-8")
    lines = "  # ada: {home: https://ada.example/}   # 2 pages\n  # ben: {home: https://ben.example/}   # 2 pages\n"
    assert lines in text
    assert "  # bare: {home: https://bare.example/}   # 1 page\n" in text
    assert "  # dora: {home: https://pages.example/~dora/}   # 1 page\n" in text
    for other in ("front", "me.", "mail", "code", "hidden", "text", "//ad."):
        assert f"{other}example" not in text
        assert f"{other}.example" not in text
    taken = text.replace("  # ada: {home", "  ada: {home")
    assert [peer.home for peer in log_reader.parse(taken.encode(), "l", RULES).records.peers] == [
        "https://ada.example/"
    ]


def test_links_to_oneself_and_to_machines_at_home_are_not_offered_and_accounts_are(root: Path) -> None:
    own = "repo_url: https://github.com/me/blog\nextra:\n  social:\n  - link: https://social.example/@me\n  - icon: x\n"
    (root / "mkdocs.yml").write_text(MKDOCS + own, "utf-8")
    links = (
        "http://127.0.0.1:4000/ http://localhost:8000/x/ http://192.168.1.2/x/ http://nas.local/ http://[::1]/ "
        "https://social.example/@Me https://github.com/me/other https://apps.me.example/ https://www.me.example/x/ "
        "https://github.com/ada/loom https://github.com/ben/cards https://medium.com/@cara/x https://gitlab.com/dora/x "
        "https://twitter.com/eve/status/1 https://www.youtube.com/watch?v=1 https://www.youtube.com/@fay "
        "https://en.wikipedia.example/wiki/Loom https://social.example/@gus https://github.com/Ada/x"
    )
    (root / "docs/index.md").write_text("\n".join(f"<{link}>" for link in links.split()), "utf-8")
    assert run(root, "--links").exit_code == 0
    lines = (root / "reciprocity.yml").read_text("utf-8").splitlines()
    offered = [line[4:].partition("}")[0] for line in lines if line.endswith("   # 1 page")]
    assert offered == [
        "wikipedia: {home: https://en.wikipedia.example/", "ada: {home: https://github.com/ada/",
        "ben: {home: https://github.com/ben/", "dora: {home: https://gitlab.com/dora/",
        "cara: {home: https://medium.com/@cara/", "gus: {home: https://social.example/@gus/",
        "eve: {home: https://twitter.com/eve/", "fay: {home: https://www.youtube.com/@fay/",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("plugins", "where", "lines"),
    [
        ("plugins:\n  - search # x\n  - tags\nnav: []\n", "as line 5", "  - reciprocity"),
        ("plugins: [search]\nnav: []\n", "as line 2", "plugins: [search, reciprocity]"),
        ("plugins:\n  search: {}\nnav: []\n", "as line 4", "  reciprocity: {}"),
        ("", "at its end", "plugins:\n  - search\n  - reciprocity"),
        ("plugins:\n- search", "at its end", "- reciprocity"),
    ],
)
def test_only_the_lines_that_are_missing_are_printed(root: Path, plugins: str, where: str, lines: str) -> None:
    (root / "mkdocs.yml").write_text(f"site_name: x\n{plugins}", "utf-8")
    result = run(root)
    assert f"writes this {where}, or write it yourself:\n\n{lines}\n\nNext: " in result.output.replace(
        f"{root / 'mkdocs.yml'}: {NOT_THERE}\n", ""
    )
    assert (root / "mkdocs.yml").read_text("utf-8") == f"site_name: x\n{plugins}"
    run(root, "--write")
    assert lines in (root / "mkdocs.yml").read_text("utf-8")


def test_where_the_line_cannot_be_told_that_is_said(root: Path) -> None:
    (root / "mkdocs.yml").write_text("site_name: x\nINHERIT: base.yml\n", "utf-8")
    (root / "base.yml").write_text("site_url: https://me.example/\n", "utf-8")
    result = run(root)
    assert result.exit_code == 0
    assert "add the line `- reciprocity` below `plugins:` by hand" in result.output


def test_links_are_printed_where_there_is_a_log(root: Path) -> None:
    drawn(root)
    (root / "reciprocity.yml").write_text("peers:\n  a: {home: https://ada.example/}\n", "utf-8")
    result = run(root, "--links")
    assert "  # ben: {home: https://ben.example/}   # 2 pages\n" in result.output
    assert "ada.example" not in result.output
    assert (root / "reciprocity.yml").read_text("utf-8") == "peers:\n  a: {home: https://ada.example/}\n"


def test_without_links(root: Path) -> None:
    result = run(root, "--links")
    assert "no page links to anybody who is not in the log" in result.output
    assert (root / "reciprocity.yml").read_bytes() == FOR_EDITORS + new_log.LOG


def test_a_terminal_asks_which(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn(root)
    at_a_terminal(monkeypatch)
    result = run(root, "--links", typed="9\n2, 1 2\nBen\n\n")
    assert result.exit_code == 0, result.output
    assert 'Error: "9" is no number from 1 to 4; write them as 1-4, 7' in result.output
    assert 'Whose is https://ada.example/? A name, or Enter for "ada":' in result.output
    peers = log_reader.parse((root / "reciprocity.yml").read_bytes(), "l", RULES).records.peers
    assert [(peer.id, peer.name, peer.home) for peer in peers] == [
        ("ben", "Ben", "https://ben.example/"),
        ("ada", "ada", "https://ada.example/"),
    ]
    again = run(root, "--links", typed="1\nB\n")
    assert "reciprocity.yml: 1 peer added\n" in again.output
    assert "ada.example" not in again.output
    assert len(log_reader.parse((root / "reciprocity.yml").read_bytes(), "l", RULES).records.peers) == 3


@pytest.mark.parametrize("typed", ["", "1\n"])
def test_a_question_that_gets_no_answer(root: Path, monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    drawn(root)
    at_a_terminal(monkeypatch)
    result = run(root, "--links", "--write", typed=typed)
    assert result.exit_code == 130
    assert not (root / "reciprocity.yml").exists()
    assert (root / "mkdocs.yml").read_text("utf-8") == MKDOCS


def test_a_log_that_peers_cannot_be_added_to(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn(root)
    at_a_terminal(monkeypatch)
    (root / "reciprocity.yml").write_text("peers: [\n", "utf-8")
    result = run(root, "--links", typed="1\n\n")
    assert result.exit_code == 2
    assert result.stderr.startswith("reciprocity.yml:")
    assert (root / "reciprocity.yml").read_text("utf-8") == "peers: [\n"


def test_a_page_that_cannot_be_read_is_passed_over(root: Path) -> None:
    drawn(root)
    (root / "docs/dangling.md").symlink_to("nowhere.md")
    assert run(root, "--links").exit_code == 0


def test_help_has_an_example() -> None:
    result = CliRunner().invoke(main, ["init", "--help"])
    assert "mkdocs-reciprocity init --write" in click.unstyle(result.output)


# --- peers from an OPML file


OPML = """<opml version="2.0"><body>
<outline text="Ada Example" xmlUrl="https://ada.example/feed.xml" htmlUrl="https://ada.example/"/>
<outline text="Crafts"><outline text="B\x1b: #x" xmlUrl="https://b.example/feed.xml"/></outline>
<outline text="Me" xmlUrl="https://me.example/feed.xml" htmlUrl="https://me.example/"/>
<outline text="C" htmlUrl="https://c.example/" xmlUrl="file:///etc/passwd"/>
</body></opml>
"""


def peers_of(root: Path) -> list[tuple[str, str, str | None, tuple[str, ...], bool]]:
    found = log_reader.parse((root / "reciprocity.yml").read_bytes(), "l", RULES).records.peers
    return [(peer.id, peer.name, peer.home, peer.feeds, peer.private) for peer in found]


def test_subscriptions(root: Path) -> None:
    (root / "subs.opml").write_text(OPML, "utf-8")
    result = run(root, "--opml", str(root / "subs.opml"))
    assert result.exit_code == 0, result.output
    assert "subs.opml:5: " in result.stderr
    assert peers_of(root) == [
        ("ada-example", "Ada Example", "https://ada.example/", ("https://ada.example/feed.xml",), False),
        ("b-x", "B: #x", None, ("https://b.example/feed.xml",), False),
        ("c", "C", "https://c.example/", (), True),
    ]
    assert '  b-x:\n    name: "B: #x"\n    feed: https://b.example/feed.xml\n    tags: [Crafts]\n' in (
        root / "reciprocity.yml"
    ).read_text("utf-8")
    before = (root / "reciprocity.yml").read_bytes()
    again = run(root, "--opml", str(root / "subs.opml"))
    assert "subs.opml: nobody in it is new\n" in again.output
    assert (root / "reciprocity.yml").read_bytes() == before


KEYED = """<opml version="2.0"><body>
<outline text="Ada" xmlUrl="https://ada.example/feed.xml" htmlUrl="https://ada.example/"/>
<outline text="Ben" xmlUrl="https://ben.example/feed?token=zq7" htmlUrl="https://ben.example/"/>
<outline text="Cleo" xmlUrl="https://cleo.example/?feed=zq7a1b2c3d4e5f6a7"/>
</body></opml>
"""


def test_subscriptions_with_keys_go_into_the_private_file(root: Path) -> None:
    (root / "subs.opml").write_text(KEYED, "utf-8")
    result = run(root, "--opml", str(root / "subs.opml"))
    assert result.exit_code == 0, result.output
    assert [peer[0] for peer in peers_of(root)] == ["ada"]
    assert "zq7" not in (root / "reciprocity.yml").read_text("utf-8")
    assert "2 peers in it, because there is a key in the address\n" in result.output
    private = (root / "reciprocity.private.yml").read_text("utf-8")
    assert private.count("zq7") == 2
    assert "reciprocity.private.yml" in (root / ".gitignore").read_text("utf-8")
    assert "nobody in it is new" in run(root, "--opml", str(root / "subs.opml")).output
    assert (root / "reciprocity.private.yml").read_text("utf-8") == private
    (root / "subs.opml").write_text(KEYED.replace("ben", "dan").replace("Ben", "Dan"), "utf-8")
    assert (
        "1 peer added, because there is a key in the address\n" in run(root, "--opml", str(root / "subs.opml")).output
    )
    assert "https://dan.example/feed?token=zq7" in (root / "reciprocity.private.yml").read_text("utf-8")


@pytest.mark.parametrize("command", ["init", "peers"])
def test_whatever_can_hardly_be_anything_but_a_key_goes_there_and_nothing_else(root: Path, command: str) -> None:
    ends = {
        "k": "feed?k=9f8e7d6c5b4a39281706f5e4d3c2b1a0",
        "folder": "rss/9f8e7d6c5b4a39281706f5e4d3c2b1a0/",
        "mixed": "u/aB3xK9ZqL2mN8pR4tU6v.xml",
        "uuid": "d/playlist/e73c998e-6e60-432f-8610-ae210140c5b1/podcast.rss",
        "blogger": "feeds/1234567890/posts/default",
        "tube": "feeds/videos.xml?channel_id=UCabcdefghij_KLMNOPQ-123",
        "cat": "category/paper-and-ink/feed/?cat=12",
    }
    outlines = "".join(f'<outline text="{n}" xmlUrl="https://{n}.example/{end}"/>' for n, end in ends.items())
    (root / "subs.opml").write_text(f'<opml version="2.0"><body>{outlines}</body></opml>', "utf-8")
    if command == "init":
        result = run(root, "--opml", str(root / "subs.opml"))
    else:
        run(root, "--write")
        config = ("-f", str(root / "mkdocs.yml"))
        result = CliRunner().invoke(main, ["peers", "add", "--opml", str(root / "subs.opml"), *config])
    assert result.exit_code == 0, result.output
    public, private = ((root / f"reciprocity{kind}.yml").read_text("utf-8") for kind in ("", ".private"))
    assert [name for name, end in ends.items() if end in private] == ["k", "folder", "mixed"]
    assert [name for name, end in ends.items() if end in public] == ["uuid", "blogger", "tube", "cat"]
    assert "because there is a key in the address" in result.output


def test_subscriptions_in_a_private_file_are_private(root: Path) -> None:
    (root / "subs.private.opml").write_text(
        '<opml version="2.0"><body><outline text="Ada" xmlUrl="https://ada.example/feed"/></body></opml>', "utf-8"
    )
    assert run(root, "--opml", str(root / "subs.private.opml")).exit_code == 0
    assert "private: true" in (root / "reciprocity.yml").read_text("utf-8")


def test_without_a_private_file_they_are_not_written(root: Path) -> None:
    (root / "mkdocs.yml").write_text("site_name: Me\nplugins:\n- reciprocity:\n    log: log.yml\n", "utf-8")
    (root / "subs.opml").write_text(KEYED, "utf-8")
    result = run(root, "--opml", str(root / "subs.opml"))
    assert result.exit_code == 2
    assert "2 peers were not written: there is a key in the address" in result.stderr
    assert "zq7" not in (root / "log.yml").read_text("utf-8")
    assert "zq7" not in result.output


def test_a_terminal_asks_which_of_the_subscriptions(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn(root)
    at_a_terminal(monkeypatch)
    (root / "subs.opml").write_text(OPML, "utf-8")
    result = run(root, "--opml", str(root / "subs.opml"), "--links", typed="2 1\n2\nBare\n")
    assert result.exit_code == 0, result.output
    assert "   1  Ada Example  https://ada.example/\n" in result.output
    assert "   1  https://ben.example/  (2 pages)\n   2  https://bare.example/  (1 page)\n" in result.output
    assert [peer[0] for peer in peers_of(root)] == ["b-x", "ada-example", "bare"]
    (root / "reciprocity.yml").unlink()
    run(root, "--opml", str(root / "subs.opml"), typed="\n")
    assert [peer[0] for peer in peers_of(root)] == ["ada-example", "b-x", "c"]


def test_an_opml_file_that_cannot_be_read(root: Path) -> None:
    result = run(root, "--opml", str(root / "none.opml"))
    assert result.exit_code == 2
    assert result.stderr.endswith("none.opml: cannot be read (No such file or directory)\n")
    assert not (root / "reciprocity.yml").exists()


@pytest.mark.parametrize(
    ("name", "text", "wrong"),
    [
        ("x.yml", "site_name: x\n", "x.yml:1: this is no OPML; name a file that a feed reader exported"),
        ("x.opml", "{}", "x.opml:1: this is no OPML; name a file that a feed reader exported"),
        ("x.xml", "<rss/>", 'x.xml:1: is no OPML: it begins with "<rss>"; name a file that a feed reader exported'),
        ("x.opml", "", "x.opml: is empty; export the subscriptions of your feed reader as OPML again"),
    ],
)
def test_nothing_is_written_where_the_file_holds_no_subscriptions(root: Path, name: str, text: str, wrong: str) -> None:
    (root / name).write_text(text, "utf-8")
    before = {path: path.read_bytes() for path in root.iterdir() if path.is_file()}
    result = run(root, "--opml", str(root / name))
    assert (result.exit_code, result.stderr.rstrip("\n")) == (2, f"{root}/{wrong}")
    assert {path: path.read_bytes() for path in root.iterdir() if path.is_file()} == before


def test_the_lines_for_the_menu_can_be_copied(root: Path) -> None:
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + "nav: [index.md, shared/index.md]\n", "utf-8")
    assert "below `nav:`:\n\n  - pay-it-forward/index.md\n\n" in run(root).output
