"""Whole builds in other languages than English."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from mkdocs_reciprocity.cli import main
from mkdocs_reciprocity.core import desk_account
from mkdocs_reciprocity.core.desk import drafts
from mkdocs_reciprocity.core.desk.account import Account
from mkdocs_reciprocity.core.site_places import STYLESHEET
from mkdocs_reciprocity.publish.templates import overrides
from tests import hosts
from tests.sites.drawing import Built, draw, make, python, site

LOG = """\
peers:
  ada: {name: Ada Example, home: https://ada.example/, feed: ada.xml}
interactions:
- {date: 2026-11-02, gave: share, url: https://ada.example/engines/, title: On engines, via: mastodon}
- {date: 2026-10, gave: zine, url: https://ben.example/knots/}
- {date: 2026, gave: review, url: https://ben.example/quiet/}
- {date: 2026-11-05, got: comment, peer: ada, url: https://me.example/}
"""
FILES = {
    "reciprocity.yml": LOG,
    "ada.xml": "<rss><channel><item><title>Neu</title><link>https://ada.example/neu/</link></item></channel></rss>",
    "docs/index.md": "# Looms\n\n<!-- reciprocity:badge -->\n",
}
KINDS = {"zine": {"reach": "spread", "verb": "put into my zine"}}


def built_in(root: Path, theme: dict[str, Any], **options: Any) -> Built:
    config = {"theme": theme, "reciprocity": {"kinds": KINDS, **options}}
    strict = theme.get("locale") != "de_AT"  # of one that its theme has not, MkDocs warns
    built = site(root, FILES, config, strict=strict)
    assert not built.aborted, built.lines
    return built


def title(built: Built, page: str = "shared/index.html") -> str:
    heading = built.tree(page).css_first("h1[id]")
    assert heading is not None
    return heading.text()


GERMAN, ARABIC, ENGLISH = "Was ich weitergegeben habe", "تدوينات شاركتُها", "Who I've shared"


@pytest.mark.parametrize(
    ("theme", "option", "expected"),
    [
        ({"name": "mkdocs"}, None, ENGLISH),
        ({"name": "mkdocs", "locale": "de"}, None, GERMAN),
        ({"name": "readthedocs", "locale": "de_AT"}, None, GERMAN),
        ({"name": "mkdocs", "locale": "nl"}, None, ENGLISH),
        ({"name": "material", "language": "ar"}, None, ARABIC),
        ({"name": "material", "language": "de"}, "en", ENGLISH),
        ({"name": "mkdocs"}, "xx", ENGLISH),
        ({"name": "mkdocs"}, "ar-EG", ARABIC),
        ({"name": "mkdocs"}, "ja-JP", "紹介した記事"),
        ({"name": "material", "language": "zh"}, None, "我分享的好文"),
        ({"name": "mkdocs"}, "zh-CN", "我分享的好文"),
        ({"name": "mkdocs"}, "zh-Hans", "我分享的好文"),
        ({"name": "mkdocs"}, "zh-TW", ENGLISH),
        ({"name": "mkdocs"}, "zh-HK", ENGLISH),
        ({"name": "mkdocs"}, "zh-Hant", ENGLISH),
    ],
)
def test_the_language_is_the_options_else_the_sites(
    tmp_path: Path, theme: dict[str, Any], option: str | None, expected: str
) -> None:
    built = built_in(tmp_path, theme, language=option)
    assert title(built) == expected
    assert built.ours() == []


def test_a_build_in_german(tmp_path: Path) -> None:
    built = built_in(tmp_path, {"name": "material", "language": "de"})
    shared = built.content("shared/index.html")
    for words in ("November 2026", "Irgendwann im Jahr 2026", "geteilt", "besprochen", "über Mastodon"):
        assert words in shared, words
    assert "put into my zine" in shared, "the author's own words stay"
    assert title(built, "shared/2026/index.html") == f"{GERMAN}: 2026"
    assert title(built, "pay-it-forward/index.html") == "Gutes weitergeben"
    assert "Von Ada Example wurde" in (forward := built.content("pay-it-forward/index.html")) or "Beitrag" in forward
    assert "Ada Example hat „Looms“ kommentiert" in forward
    assert "(5. Nov.)" in forward
    assert "zuletzt: Ada Example" in built.read("reciprocity/badge.svg")
    assert json.loads(built.read("reciprocity/badge.json"))["message"] == "zuletzt: Ada Example"
    assert "zuletzt: Ada Example" in built.read("index.html")
    navigation = {node.text().strip() for node in built.tree("index.html").css("nav a")}
    assert {GERMAN, "Gutes weitergeben"} <= navigation
    assert f"<title>{GERMAN} - Looms</title>" in built.read("shared/index.html")
    assert GERMAN in {page["title"] for page in built.search()}
    for feed in ("shared.xml", "shared.json"):
        assert f"Looms: {GERMAN}" in built.read(feed)
        assert "über Mastodon" in built.read(feed)
        assert "Geteilt: " in built.read(feed)
    assert 'title="Die Blogs, die ich lese"' not in built.read("index.html"), "there is none, for Ada's feed is a file"
    times = built.tree("shared/index.html").css(".reciprocity time")
    assert {node.attributes["datetime"] for node in times} >= {"2026-11-02", "2026-10"}, "as in every language"


def test_a_build_in_french_has_its_spaces(tmp_path: Path) -> None:
    built = built_in(tmp_path, {"name": "material", "language": "fr"})
    assert built.ours() == []
    space, seen = "\u00a0", "récemment\u00a0: Ada Example"
    assert title(built, "shared/2026/index.html") == "Ce que j’ai partagé en 2026"
    assert f"Pourquoi celui-ci{space}:" in built.read("pay-it-forward/index.html")
    forward = built.tree("pay-it-forward/index.html").css_first(".reciprocity-thanks")
    assert forward is not None
    assert f"a commenté «{space}Looms{space}»" in forward.text()
    assert f"<title>reciprocity{space}: {seen}</title>" in built.read("reciprocity/badge.svg")
    assert f'alt="reciprocity{space}: {seen}"' in built.read("pay-it-forward/index.html")
    for feed in ("shared.xml", "shared.json"):
        assert f"Partagé{space}: " in built.read(feed)
        assert f"Looms{space}: Ce que j’ai partagé" in built.read(feed)
    for page in ("shared", "pay-it-forward"):
        ours = built.tree(f"{page}/index.html").css_first("div.reciprocity")
        assert ours is not None
        assert not re.findall(r"[^\W\d_] ?[:;!?](?=\s)", ours.text()), (
            "no mark without its space, or with one that breaks"
        )


@pytest.mark.parametrize(
    ("code", "heading", "by"),
    [
        ("es", "Lo que he compartido", "3 entradas de 2 personas"),
        ("pt-BR", "O que passei adiante", "3 posts de 2 pessoas"),
        ("pt-PT", "O que passei adiante", "3 posts de 2 pessoas"),
    ],
)
def test_a_build_in_spanish_or_portuguese(tmp_path: Path, code: str, heading: str, by: str) -> None:
    built = built_in(tmp_path, {"name": "mkdocs"}, language=code, badge={"metric": "posts"})
    assert built.ours() == []
    assert title(built) == heading
    assert by in built.read("reciprocity/badge.svg")


def test_a_build_in_arabic_with_latin_digits(tmp_path: Path) -> None:
    built = built_in(tmp_path, {"name": "material", "language": "ar"}, badge={"metric": "posts"})
    shared, forward = (built.content(f"{page}/index.html") for page in ("shared", "pay-it-forward"))
    assert "نوفمبر 2026" in shared
    assert "شاركتُ" in shared
    assert "Ada Example تعليق على «Looms»" in forward
    assert "3 تدوينات بقلم شخصين" in built.read("reciprocity/badge.svg")
    assert not re.search("[\u0660-\u0669\u06f0-\u06f9]", shared + forward)
    assert 'direction="rtl"' in built.read("reciprocity/badge.svg")
    bars = [float(bar.attributes["x"] or 0) for bar in built.tree("shared/index.html").css(".reciprocity-strip rect")]
    assert bars == sorted(bars, reverse=True), "the first month stands where one begins to read"
    body = built.tree("shared/index.html").css_first("body")
    assert body is not None
    assert body.attributes["dir"] == "rtl"


@pytest.mark.parametrize(
    ("code", "deed", "badge", "follow"),
    [
        ("ja", "「Looms」にコメント", "最近：Ada Example", "紹介した記事を購読：Atom"),
        ("zh", "评论了《Looms》", "最近：Ada Example", "订阅我的分享：Atom"),
    ],
)
def test_a_build_in_a_language_without_spaces(tmp_path: Path, code: str, deed: str, badge: str, follow: str) -> None:
    built = built_in(tmp_path, {"name": "mkdocs"}, language=code)
    assert deed in built.content("pay-it-forward/index.html"), "a title has marks around it"
    assert badge in built.read("reciprocity/badge.svg")
    line = built.tree("shared/index.html").css_first(".reciprocity-follow")
    assert line is not None
    assert line.text().startswith(follow), "a wide colon has its space within"


def test_titles_that_the_author_has_set_stay(tmp_path: Path) -> None:
    pages = {"shared": {"title": "Passed on"}, "pay_it_forward": {"title": "Pay it forward"}}
    built = built_in(tmp_path, {"name": "mkdocs", "locale": "de"}, pages=pages, badge={"label": "given"})
    assert title(built) == "Passed on"
    assert title(built, "shared/2026/index.html") == "Passed on: 2026"
    assert title(built, "pay-it-forward/index.html") == "Pay it forward"
    assert json.loads(built.read("reciprocity/badge.json"))["label"] == "given"


def test_one_build_after_another_has_its_own_language(tmp_path: Path) -> None:
    seen = []
    for number, code in enumerate(["de", "en", "ar", "en", "de"]):
        built = built_in(tmp_path / str(number), {"name": "mkdocs"}, language=code)
        seen.append((built.content("shared/index.html"), built.content("pay-it-forward/index.html")))
    assert seen[0] == seen[4]
    assert seen[1] == seen[3]
    assert len(set(seen)) == 3


@pytest.mark.parametrize(
    ("theme", "option", "said"),
    [
        ({"name": "mkdocs", "locale": "de"}, "ar", ("ar", "rtl")),
        ({"name": "mkdocs", "locale": "de"}, None, (None, None)),
        ({"name": "mkdocs", "locale": "nl"}, None, ("en", "ltr")),
        ({"name": "mkdocs"}, "de_AT", ("de-AT", "ltr")),
    ],
)
def test_our_parts_of_a_page_say_their_language_where_the_site_has_another(
    tmp_path: Path, theme: dict[str, Any], option: str | None, said: tuple[str | None, str | None]
) -> None:
    built = built_in(tmp_path, theme, language=option)
    for page in ("shared/index.html", "pay-it-forward/index.html", "shared/2026/index.html", "index.html"):
        for root in built.tree(page).css("div.reciprocity, aside.reciprocity, ul.reciprocity"):
            assert (root.attributes.get("lang"), root.attributes.get("dir")) == said, page


WITHOUT_BABEL = """
import sys
sys.modules["babel"] = None  # an import of it fails
import mkdocs.commands.build, mkdocs.config
config = mkdocs.config.load_config(sys.argv[1])
config.plugins.on_startup(command="build", dirty=False)
mkdocs.commands.build.build(config)
"""


def test_an_english_build_needs_no_babel(tmp_path: Path) -> None:
    config_file = draw(tmp_path, FILES, {"plugins": [], "reciprocity": {"kinds": KINDS}})
    ran = python("-c", hosts.IN_PROCESS + WITHOUT_BABEL, str(config_file), cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert ENGLISH in (tmp_path / "site/shared/index.html").read_text("utf-8").replace("&#39;", "'")


# --- a site in several languages


def several(root: Path, **config: Any) -> Built:
    languages = [
        {"locale": "en", "name": "English", "default": True},
        {"locale": "de", "name": "Deutsch"},
        {"locale": "ar", "name": "العربية"},
    ]
    i18n = {"i18n": {"docs_structure": "suffix", "languages": languages}}
    again = LOG.splitlines()[3]  # of which a line says that it is there twice
    files = {**FILES, "reciprocity.yml": f"{LOG}{again}\n", "docs/index.de.md": FILES["docs/index.md"]}
    strict = config["theme"]["name"] == "material"  # the other one has no Arabic
    return site(root, files, {"plugins": ["search", i18n], "reciprocity": {"kinds": KINDS}, **config}, strict=strict)


def test_what_was_accepted_names_its_page_once_in_every_language(tmp_path: Path) -> None:
    languages = [{"locale": "en", "name": "English", "default": True}, {"locale": "nl", "name": "Nederlands"}]
    files = {
        "docs/On looms.md": "---\ndate: 2026-11-20\n---\n# On looms\n\n[Engines](https://ada.example/engines/)\n",
        "docs/index.md": "# Home\n",
        "reciprocity.yml": "peers:\n  ada: {name: Ada, home: https://ada.example/}\ninteractions:\n"
        "- {date: 2026-11-21, got: comment, peer: ada, url: https://me.example/nl/On%20looms/}\n",
    }
    config: dict[str, Any] = {"plugins": [{"i18n": {"docs_structure": "suffix", "languages": languages}}]}
    built = site(tmp_path, files, config)
    for again in (False, True):
        for folder in ("", "nl/"):
            gift = built.tree(f"{folder}shared/index.html").css_first("li.h-entry")
            assert gift is not None
            assert gift.text().endswith(" · in On looms"), again
            thanks = built.tree(f"{folder}pay-it-forward/index.html").css_first(".reciprocity-thanks > li")
            assert thanks is not None
            assert thanks.text().startswith("Ada\ncommented on On looms (")
        if not again:
            accepted = CliRunner().invoke(main, ["accept", "--all", "-f", str(tmp_path / "mkdocs.yml")])
            assert accepted.exit_code == 0, accepted.output
            built = make(tmp_path / "mkdocs.yml")


NAV = ["index.md", "shared/index.md", {"Next": "pay-it-forward/index.md"}]


@pytest.mark.parametrize(("theme", "nav"), [("mkdocs", None), ("material", NAV)])
def test_every_language_of_a_site_has_its_pages(tmp_path: Path, theme: str, nav: list[Any] | None) -> None:
    built = several(tmp_path, theme={"name": theme}, **({"nav": nav} if nav else {}))
    assert not built.aborted, built.lines
    assert len(built.ours()) == 1, "what is said, is said once"
    assert built.config.theme.dirs.count(str(overrides())) == 1, "all languages have one configuration"
    assert built.config.extra_css == [STYLESHEET]
    for folder, name, badge in (
        ("", ENGLISH, "lately: Ada Example<"),
        ("de/", GERMAN, "zuletzt: Ada Example<"),
        ("ar/", ARABIC, "مؤخرًا: \u2068Ada Example\u2069<"),
    ):
        assert title(built, f"{folder}shared/index.html") == name
        assert built.has(f"{folder}pay-it-forward/index.html")
        assert built.has(f"{folder}shared/2026/index.html")
        assert badge in built.read(f"{folder}reciprocity/badge.svg")
        assert badge.removesuffix("<") in built.read(f"{folder}index.html")
        links = {node.attributes["href"] for node in built.tree(f"{folder}index.html").css("a[href]")}
        assert "shared/" in links or "./shared/" in links, "from one language's pages to its own"
        href = built.tree(f"{folder}shared/index.html").css_first(".reciprocity-years a")
        assert href is not None
        assert href.attributes["href"] == "2026/"
        assert "Looms" in built.content(f"{folder}pay-it-forward/index.html"), "the first language's page has its title"
    for once in ("reciprocity.json", "shared.xml", "shared.json"):
        assert [path for path in built.files() if path.endswith(once)] == [once]
    assert 'href="../shared.xml"' in built.read("de/index.html")


def test_the_language_of_a_build_under_serve_is_its_own(tmp_path: Path) -> None:
    config_file = draw(tmp_path, FILES, {"theme": {"name": "mkdocs"}, "reciprocity": {"kinds": KINDS}})
    assert title(make(config_file, command="serve")) == ENGLISH
    config_file.write_text(config_file.read_text("utf-8").replace("kinds:", "language: de\n    kinds:"), "utf-8")
    assert title(make(config_file, command="serve", again=True)) == GERMAN


def test_the_desk_speaks_english_as_the_command_line_does(tmp_path: Path) -> None:
    config = {"theme": {"name": "mkdocs", "locale": "de"}, "reciprocity": {"kinds": KINDS}}
    built = make(draw(tmp_path, FILES, config), command="serve")
    assert title(built) == GERMAN
    said = built.content("desk/index.html")
    assert "This month you passed on 1 post by 1 person." in said
    assert "Ada Example commented on “Looms”" in said


@pytest.mark.parametrize(
    ("theme", "options", "language"),
    [({}, {}, "en"), ({"language": "de"}, {}, "de"), ({"language": "de"}, {"language": "ar"}, "ar")],
)
def test_notes_are_in_the_language_of_the_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, theme: dict[str, str], options: dict[str, str], language: str
) -> None:
    known: list[Account] = []
    account = desk_account.desk_account

    def seen(*given: Any) -> Account:
        known.append(account(*given))
        return known[-1]

    monkeypatch.setattr(desk_account, "desk_account", seen)
    log = "peers:\n  ada: {name: Ada Example, home: https://ada.example/, checkin: 30}\n"
    config = {"theme": {"name": "material", **theme}, "reciprocity": options}
    desk = make(draw(tmp_path, {"reciprocity.yml": log}, config), command="serve")
    assert desk.desk
    assert [draft.language for draft in drafts.drafts(known[0])] == [language]
