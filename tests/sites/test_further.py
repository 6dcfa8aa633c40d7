"""Further reading by others at the foot of posts: in whole builds, through each door, and nothing of what is hidden."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mkdocs_reciprocity.collect.docs import SHEET
from tests.sites.drawing import Built, entry, make, python, rss, site
from tests.sites.test_finished import PASSWORD
from tests.sites.test_generate import generate

KNOTS = "A bowline and a sheet bend: two knots for rope. The bowline holds, and the sheet bend joins."
LOG = """\
peers:
  ada: {name: Ada Example, home: https://ada.example/, feed: feeds/ada.xml}
  lea: {name: Lea, home: https://lea.example/, feed: feeds/lea.xml, private: true}
interactions:
- {date: 2026-11-02, gave: share, url: https://ada.example/knots/, note: Two knots are enough.}
- {date: 2026-11-03, gave: share, url: https://lea.example/knots/}
- {date: 2026-11-04, gave: share, url: https://ada.example/secret/, title: Bowline and secret bend, private: true}
- {date: 2026-11-05, gave: like, url: https://ada.example/liked/, title: Bowline and liked bend}
"""
OTHERS = ["Sourdough bread", "Iron gall ink", "Espresso by hand", "Truing wheels", "Telescopes", "Lime honey"]


def feed(home: str, *more: str) -> str:
    others = (entry(title, f"{home}{number}/", html=f"<p>{title}</p>") for number, title in enumerate(OTHERS))
    return rss(entry("Bowline & sheet bend {{ 7*7 }}", f"{home}knots/", html=f"<p>{KNOTS}</p>"), *others, *more)


POST = f"---\ndate: 2026-11-0{{}}\n{{}}---\n# Two knots for rope\n\n{KNOTS} {KNOTS}\n\n{{}}"
FILES = {
    "reciprocity.yml": LOG,
    "feeds/ada.xml": feed("https://ada.example/"),
    "feeds/lea.xml": feed("https://lea.example/"),
    "docs/index.md": "# Welcome\n",
    "docs/knots.md": POST.format(1, "", ""),
    "docs/linked.md": POST.format(2, "", "[There](https://ada.example/knots/)\n"),
    "docs/without.md": POST.format(3, "reciprocity: false\n", ""),
    "docs/undated.md": f"# Two knots for rope\n\n{KNOTS} {KNOTS}\n",
    "docs/meteors.md": "---\ndate: 2026-11-04\n---\n# Meteors\n\nFrom midnight on I counted meteors in the garden.\n",
}
ON: dict[str, Any] = {"reciprocity": {"further": True}}
MARK = 'id="reciprocity-further"'
TITLE = "Bowline &amp; sheet bend &#123;&#123; 7*7 &#125;&#125;"


def pages_with(built: Built) -> list[str]:
    return [path for path, body in built.files().items() if MARK.encode() in body and path.endswith(".html")]


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
def test_a_post_leads_to_what_was_passed_on(tmp_path: Path, theme: str) -> None:
    built = site(tmp_path, FILES, {**ON, "theme": {"name": theme}})
    assert built.warnings() == []
    assert pages_with(built) == ["knots/index.html"]
    (section,) = built.tree("knots/index.html").css(".reciprocity-further")
    assert [link.attributes["href"] for link in section.css("li a")] == [
        "https://ada.example/knots/", "https://ada.example/"
    ]  # fmt: skip
    assert TITLE in built.read("knots/index.html")
    assert "secret bend" not in built.all_bytes().decode("utf-8", "replace")
    assert "lea.example" not in built.read("knots/index.html")


def test_a_cold_and_a_warm_build_are_equal_and_without_the_option_there_is_nothing(tmp_path: Path) -> None:
    cold = site(tmp_path, FILES, ON).all_bytes()
    assert make(tmp_path / "mkdocs.yml").all_bytes() == cold
    off = site(tmp_path, FILES, {"reciprocity": {}})
    assert pages_with(off) == []
    assert make(tmp_path / "mkdocs.yml").all_bytes() == off.all_bytes()
    assert site(tmp_path, FILES, ON).all_bytes() == cold, "what was read without terms is read again"


def test_what_is_private_changes_no_byte(tmp_path: Path) -> None:
    found = []
    for number, words in enumerate(("", KNOTS * 9, "bowline " * 99)):
        root = tmp_path / str(number)
        root.mkdir()
        hers = feed("https://lea.example/", entry("More", "https://lea.example/more/", html=words))
        found.append(site(root, {**FILES, "feeds/lea.xml": hers}, ON).all_bytes())
    assert found[0] == found[1] == found[2]


MORE = "https://ada.example/more/"
MORE_KNOTS = entry("Bowline & sheet bend, once more", MORE, html=f"<p>{KNOTS}</p>")


@pytest.mark.parametrize(
    ("row", "link", "listed"),
    [
        ("{date: 2026-11-06, gave: share, url: https://ada.example/more/}", "", True),
        ("{date: 2026-11-06, gave: share, url: https://ada.example/more/, private: true}", "", False),
        ("{date: 2026-11-06, gave: share, url: https://ada.example/more/, via: e-mail}", "", False),
        ("{date: 2026-11-06, gave: bookmark, url: https://ada.example/more/, private: false}", "", False),
        ("{date: 2026-11-06, got: share, url: https://ada.example/more/, peer: ada}", "", False),
        ("", f"[Bowline and sheet bend]({MORE})", False),
    ],
)
def test_only_what_was_shared_in_public_changes_a_byte_of_the_page(
    tmp_path: Path, row: str, link: str, listed: bool
) -> None:
    found = []
    for number, (more, linking) in enumerate((("", ""), (row, link))):
        (root := tmp_path / str(number)).mkdir()
        log = f"{LOG}- {more}\n" if more else LOG
        meteors = f"{FILES['docs/meteors.md']}\n{linking}\n"
        files = {**FILES, "reciprocity.yml": log, "docs/meteors.md": meteors}
        files["feeds/ada.xml"] = feed("https://ada.example/", MORE_KNOTS)
        found.append(site(root, files, ON).read("knots/index.html"))
    assert (MORE in found[1]) is listed
    assert (found[0] != found[1]) is listed


def test_what_only_a_hidden_page_links_to_is_nowhere(tmp_path: Path) -> None:
    link = "[bowline and sheet bend for rope](https://ada.example/0/)"
    files = {**FILES, "docs/diary.md": POST.format(5, "password: x\n", link), "hook.py": PASSWORD}
    built = site(tmp_path, files, {**ON, "hooks": ["hook.py"]})
    assert pages_with(built) == ["knots/index.html"], "nor does the hidden page show what it is about"
    assert "ada.example/0/" not in built.read("knots/index.html")


def test_in_a_generator_without_plugins_the_same_stands_there(tmp_path: Path) -> None:
    extension = {"markdown_extensions": ["mkdocs_reciprocity.markdown"]}
    built = site(tmp_path, FILES, {**ON, **extension})
    assert pages_with(built) == ["knots/index.html"]
    generate(tmp_path)
    sheet = (tmp_path / "docs" / SHEET).read_text("utf-8")
    assert sheet.count("https://ada.example/knots/") >= 1
    assert '"knots/":[{"post"' in sheet
    for private in ("lea.example", "secret", "liked"):
        assert private not in sheet


def test_without_the_option_nothing_of_it_is_imported(tmp_path: Path) -> None:
    site(tmp_path, FILES, {"reciprocity": {}})
    code = (
        "import sys\nfrom mkdocs.__main__ import cli\n"
        "try:\n    cli(['build', '-q'])\nexcept SystemExit:\n    pass\n"
        "print([name for name in sys.modules if '.terms' in name or 'further' in name or 'telling' in name])"
    )
    done = python("-c", code, cwd=tmp_path)
    assert done.stdout.splitlines()[-1] == "[]", done.stderr
