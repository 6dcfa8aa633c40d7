"""Bad input, and what it gets: a line, never a crash, and a strict build stops for the author's own mistakes only."""

from __future__ import annotations

import gzip
import os
from datetime import UTC
from pathlib import Path

import pytest
from click.testing import CliRunner

from mkdocs_reciprocity.cli import main
from mkdocs_reciprocity.collect import missing
from mkdocs_reciprocity.collect.gathering import today
from mkdocs_reciprocity.core.url import Url
from tests.sites.drawing import ADA, ONE_GIFT, draw, entry, make, refusal, rss, site

NO_LOG = "there is no log yet; write one, with a list below `interactions:`, or run `mkdocs-reciprocity init`"

# --- the log


def test_no_log(tmp_path: Path) -> None:
    built = site(tmp_path, {}, strict=True)
    assert built.aborted
    assert built.warnings() == [f"WARNING reciprocity: reciprocity.yml: {NO_LOG}"]
    for page in ("shared/index.html", "pay-it-forward/index.html"):
        tree = built.tree(page)
        assert len(tree.css(".reciprocity-start li")) == 3
        assert len(tree.css("h1")) == 1
    assert 'interactions: [{date: 2026-11-22, gave: share, url: "https://' in built.content("shared/index.html")


def test_with_peers_a_log_may_be_missing(tmp_path: Path) -> None:
    opml = '<opml version="2.0"><body><outline text="Ada" xmlUrl="https://ada.example/feed.xml"/></body></opml>'
    options = {"reciprocity": {"peers": "x.opml", "feeds": {"fetch": "never"}}}
    built = site(tmp_path, {"x.opml": opml}, options, strict=True)
    assert not built.aborted, built.lines
    assert f"INFO reciprocity: reciprocity.yml: {NO_LOG}" in built.lines
    result = CliRunner().invoke(main, ["check", "-f", str(tmp_path / "mkdocs.yml")])
    assert result.exit_code == 0
    assert "there is no log yet" in result.output
    assert result.output.endswith("1 peer: nothing to mend.\n")


def test_the_start_page_is_right(tmp_path: Path) -> None:
    """What it says to write is a log without problems."""
    code = site(tmp_path, {}).tree("shared/index.html").css(".reciprocity-start code")
    row = next(node.text() for node in code if "interactions" in node.text())
    built = site(tmp_path, {"reciprocity.yml": row + "\n"}, strict=True)
    assert not built.aborted, built.lines
    assert "This is my postroll" in built.content("shared/index.html")


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("log/*.yml", "log/2026.yml"), ("gifts/**", "gifts/2026"), ("log/**/gifts-*.yml", "log/gifts-2026.yml"),
        ("log-[ab].yml", "log-a.yml"), ("log-?-*-*.yml", "log-a-2026-.yml"),
    ],
)  # fmt: skip
def test_no_log_where_an_option_has_a_pattern(tmp_path: Path, pattern: str, name: str) -> None:
    """A file of the name that is said is a log; a file with a star in its name would be an odd one."""
    built = site(tmp_path, {}, {"reciprocity": {"log": pattern}})
    assert built.warnings() == [
        f"WARNING reciprocity: {pattern}: {NO_LOG.replace(', with', f', such as {name}, with')}"
    ]
    said = [node.text() for node in built.tree("shared/index.html").css(".reciprocity-start code")]
    assert said[0] == name
    result = CliRunner().invoke(main, ["check", "-f", str(tmp_path / "mkdocs.yml")])
    assert f"{pattern}: there is no log yet; write one, such as {name}, with a list" in result.output
    built = site(tmp_path, {name: said[2] + "\n"}, {"reciprocity": {"log": pattern}}, strict=True)
    assert not built.aborted, built.lines


def test_no_log_where_a_pattern_is_odd(tmp_path: Path) -> None:
    built = site(tmp_path, {}, {"reciprocity": {"log": "[!a].yml"}})
    assert built.warnings() == [f"WARNING reciprocity: [!a].yml: {NO_LOG}"]


def test_no_log_where_an_option_names_one(tmp_path: Path) -> None:
    built = site(tmp_path, {}, {"reciprocity": {"log": ["given.yml"]}}, strict=True)
    assert built.aborted
    assert len(built.warnings()) == 1
    assert "given.yml" in built.warnings()[0]


@pytest.mark.parametrize(
    "text", ["", "\n\n", "# nothing yet\n", "interactions:\n", "interactions: []\npeers: {}\n", "\ufeff", "---\n"]
)
def test_an_empty_log(tmp_path: Path, text: str) -> None:
    built = site(tmp_path, {"reciprocity.yml": text}, strict=True)
    assert not built.aborted, built.lines
    assert "Nothing passed on since December 2025 yet." in built.content("shared/index.html")
    assert not built.has("shared/2026")


def test_only_a_private_log(tmp_path: Path) -> None:
    built = site(tmp_path, {"reciprocity.private.yml": "interactions: []\n"}, strict=True)
    assert not built.aborted, built.lines


def test_a_log_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "reciprocity.yml").mkdir()
    built = site(tmp_path, {}, strict=True)
    assert built.aborted
    assert len(built.warnings()) == 1
    assert "reciprocity.yml: cannot be read" in built.warnings()[0]


MISTAKES = {
    "a day that is not": "{date: 2026-02-30, gave: share, url: https://ada.example/x/}",
    "the future": "{date: 2027-05-05, gave: share, url: https://ada.example/x/}",
    "an unknown kind": "{date: 2026-11-02, gave: shar, url: https://ada.example/x/}",
    "an unknown peer": "{date: 2026-11-02, gave: share, peer: adda}",
    "an unknown key": "{date: 2026-11-02, gave: share, peer: ada, urll: https://ada.example/x/}",
    "no URL": "{date: 2026-11-02, gave: share, url: ada.example/x}",
    "no direction": "{date: 2026-11-02, peer: ada}",
    "two directions": "{date: 2026-11-02, gave: share, got: share, peer: ada}",
    "no date": "{gave: share, peer: ada}",
    "neither peer nor url": "{date: 2026-11-02, gave: share}",
    "gave: ask": "{date: 2026-11-02, gave: ask, peer: ada}",
    "own site": "{date: 2026-11-02, gave: share, url: https://me.example/x/}",
    "a colon": "\n  date: 2026-11-02\n  gave: share\n  peer: ada\n  note: asked her: why",
    "an at sign": "{date: 2026-11-02, gave: share, peer: ada, via: @me}",
    "a quote": '{date: 2026-11-02, gave: share, peer: ada, note: "open}',
    "a comment": "\n  date: 2026-11-02\n  gave: share\n  peer: ada\n  tags: #x",
    "a tab": "\n  date: 2026-11-02\n\tgave: share",
    "a duplicate key": "{date: 2026-11-02, gave: share, peer: ada, peer: ada}",
    "an alias": "{date: 2026-11-02, gave: share, peer: ada, note: *x}",
    "a bomb": "{date: " + "[" * 5000 + "}",
    "no mapping": "just words",
    "private: maybe": "{date: 2026-11-02, gave: share, peer: ada, private: maybe}",
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_a_warning_with_its_line_and_costs_its_row_only(tmp_path: Path, mistake: str) -> None:
    log = (
        "peers:\n  ada: {home: https://ada.example/}\ninteractions:\n"
        "- {date: 2026-11-02, gave: share, url: https://ada.example/before/}\n"
        f"- {MISTAKES[mistake]}\n"
        "- {date: 2026-11-03, gave: share, url: https://ada.example/after/}\n"
    )
    built = site(tmp_path, {"reciprocity.yml": log}, {"plugins": []}, strict=True)
    assert built.aborted
    lines = [line for line in built.warnings() if "reciprocity.yml:" in line]
    assert 1 <= len(lines) <= 2, built.lines
    number = int(lines[0].split("reciprocity.yml:")[1].split(":")[0])
    assert 5 <= number <= 5 + MISTAKES[mistake].count("\n")
    assert built.read("shared/index.html").count('class="h-entry"') == 2


def test_duplicates_are_for_information(tmp_path: Path) -> None:
    row = "- {date: 2026-11-02, gave: share, url: https://ada.example/x/}\n"
    built = site(tmp_path, {"reciprocity.yml": f"interactions:\n{row}{row}"}, strict=True)
    assert not built.aborted, built.lines
    said = [line for line in built.ours() if "reciprocity.yml:3" in line]
    assert len(said) == 1
    assert said[0].startswith("INFO")
    assert built.read("shared/index.html").count('class="h-entry"') == 1


def test_many_duplicates_hide_no_mistake_and_make_none(tmp_path: Path) -> None:
    row = "- {date: 2026-11-02, gave: share, url: https://ada.example/x/}\n"
    built = site(tmp_path, {"reciprocity.yml": "interactions:\n" + row * 40}, strict=True)
    assert not built.aborted, built.warnings()
    bad = site(
        tmp_path,
        {"reciprocity.yml": "interactions:\n" + row * 40 + "- {date: never, gave: share, url: https://a.example/}\n"},
    )
    assert len(bad.warnings()) == 1
    assert "reciprocity.yml:42" in bad.warnings()[0]


def test_many_mistakes_are_cut_short(tmp_path: Path) -> None:
    log = "interactions:\n" + "- {date: never, gave: share, url: https://a.example/}\n" * 100
    built = site(tmp_path, {"reciprocity.yml": log}, strict=True)
    assert built.aborted
    assert 2 < len(built.warnings()) < 30
    assert "80 more" in built.warnings()[-1]


def test_a_large_log(tmp_path: Path) -> None:
    rows = "".join(
        f"- {{date: 2026-{1 + n % 10:02}-{1 + n % 28:02}, gave: share, url: https://h{n % 50}.example/{n}/}}\n"
        for n in range(3000)
    )
    built = site(tmp_path, {"reciprocity.yml": "interactions:\n" + rows}, {"plugins": []}, strict=True)
    assert not built.aborted, built.lines
    assert built.read("shared/index.html").count('class="h-entry"') == 3000


@pytest.mark.parametrize("change", [
    lambda text: text.replace("\n", "\r\n").encode(),
    lambda text: text.encode("utf-8-sig"),
    lambda text: text.encode("utf-16"),
])  # fmt: skip
def test_logs_as_other_editors_save_them(tmp_path: Path, change: object) -> None:
    built = site(tmp_path, {"reciprocity.yml": change(ONE_GIFT)}, strict=True)  # type: ignore[operator]
    assert not built.aborted, built.lines
    assert built.read("shared/index.html").count('class="h-entry"') == 1


def test_a_log_that_is_no_text(tmp_path: Path) -> None:
    built = site(tmp_path, {"reciprocity.yml": bytes(range(256)) * 20}, strict=True)
    assert built.aborted
    assert "reciprocity.yml:" in built.warnings()[0]


# --- peers' feeds

GOOD = rss(entry("New", "https://ada.example/new/"))
EMPTY = rss()
FEEDS: dict[str, bytes | str | None] = {
    "missing": None,
    "empty": "",
    "blank": "\n \n",
    "a web page": "<!DOCTYPE html><html><head><title>Moved</title></head><body>Hello</body></html>",
    "words": "Not found.",
    "JSON, but no feed": '{"error": 404}',
    "other XML": "<?xml version='1.0'?><note>x</note>",
    "binary": bytes(range(256)) * 10,
    "compressed": gzip.compress(GOOD.encode()),
}


@pytest.mark.parametrize("feed", FEEDS)
def test_a_feed_that_is_none_is_one_line_at_info(tmp_path: Path, feed: str) -> None:
    files: dict[str, str | bytes] = {"reciprocity.yml": ADA}
    if (content := FEEDS[feed]) is not None:
        files["feeds/ada.xml"] = content
    built = site(tmp_path, files, {"plugins": []}, strict=True)
    assert not built.aborted, built.lines
    assert len(built.ours()) == 1
    assert built.ours()[0].startswith("INFO")
    assert "feeds/ada.xml" in built.ours()[0]
    assert built.has("pay-it-forward/index.html")
    again = make(tmp_path / "mkdocs.yml", strict=True)
    assert again.ours() == built.ours(), "the second build says something else"
    assert again.files() == built.files()


@pytest.mark.parametrize("content", [
    GOOD.replace("</item>", ""),
    GOOD.replace("New", "New & <b>"),
    GOOD.replace("New", "N\xe9w").encode("latin-1"),
    GOOD.replace('version="1.0"', 'version="1.0" encoding="utf-8"').replace("New", "N\xe9w").encode("cp1252"),
    "\n\n" + GOOD,
])  # fmt: skip
def test_a_feed_that_is_not_quite_right_is_read_all_the_same(tmp_path: Path, content: str | bytes) -> None:
    built = site(tmp_path, {"reciprocity.yml": ADA, "feeds/ada.xml": content}, {"plugins": []}, strict=True)
    assert not built.aborted, built.lines
    assert 'href="https://ada.example/new/"' in built.read("pay-it-forward/index.html")
    assert built.ours() == []


@pytest.mark.parametrize(("content", "why"), [
    ("<html>gone</html>", "this is an HTML page, not a feed"),
    ("", "it is empty"),
    (GOOD.partition("<item>")[0], "it is not well-formed and nothing in it could be read"),
    (None, "cannot be read (No such file or directory)"),
    (EMPTY, "has no entries any more, since 2026-11-22"),
    ('{"version": "https://jsonfeed.org/version/1.1", "items": []}', "has no entries any more, since 2026-11-22"),
])  # fmt: skip
def test_a_file_that_is_no_good_feed_any_more_leaves_its_last_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | None, why: str
) -> None:
    """As one from the web does, day after day, and a line says so, until it is good again or its name is taken out."""
    good = site(tmp_path, {"reciprocity.yml": ADA, "feeds/ada.xml": GOOD}, strict=True)
    path = tmp_path / "feeds/ada.xml"
    path.unlink() if content is None else path.write_text(content, "utf-8")
    says = 'feeds/ada.xml: the feed of "Ada Example"'
    for epoch in ("1795348800", "1795521600"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        bad = make(tmp_path / "mkdocs.yml", strict=True)
        assert not bad.aborted, bad.lines
        assert 'href="https://ada.example/new/"' in bad.read("pay-it-forward/index.html")
        (line,) = bad.ours()
        assert line.startswith(f"INFO reciprocity: {says}")
        assert why in line
        assert line.endswith(", until you take its name out of your log")
        assert "2026-11-22" in line
        for command in (["check"], ["refresh"]):
            said = CliRunner().invoke(main, [*command, "-f", str(tmp_path / "mkdocs.yml")]).output
            assert why in said, (command, said)
            assert said.count("feeds/ada.xml") == 1
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795348800")
    path.write_text(GOOD, "utf-8")
    assert make(tmp_path / "mkdocs.yml", strict=True).files() == good.files()
    path.write_text(content or "", "utf-8")
    (tmp_path / "reciprocity.yml").write_text(ADA.replace(", feed: feeds/ada.xml", ""), "utf-8")
    without = make(tmp_path / "mkdocs.yml", strict=True)
    assert without.ours() == []
    assert "ada.example/new" not in without.read("pay-it-forward/index.html")


def test_a_file_that_never_was_a_good_feed_has_no_copy(tmp_path: Path) -> None:
    cold = site(tmp_path, {"reciprocity.yml": ADA, "feeds/ada.xml": "<html>gone</html>"})
    assert [line for line in cold.ours() if "it is left out for now" in line]
    empty = site(tmp_path, {"feeds/ada.xml": EMPTY})
    assert empty.ours() == []


def test_the_copy_of_a_private_peers_file_is_not_named(tmp_path: Path) -> None:
    log = ADA.replace("{name", "{private: true, name")
    for content in (EMPTY, "<html>", None):
        site(tmp_path, {"reciprocity.yml": log, "feeds/ada.xml": GOOD})
        path = tmp_path / "feeds/ada.xml"
        path.unlink() if content is None else path.write_text(content, "utf-8")
        built = make(tmp_path / "mkdocs.yml")
        (line,) = built.ours()
        assert line == (
            "INFO reciprocity: reciprocity.yml:2: `mkdocs-reciprocity check` has a line about something private here"
        )
        assert b"ada.example" not in built.all_bytes()


def test_feeds_that_fail_can_stop_a_strict_build(tmp_path: Path) -> None:
    built = site(tmp_path, {"reciprocity.yml": ADA}, {"reciprocity": {"feeds": {"on_error": "warning"}}}, strict=True)
    assert built.aborted
    assert len(built.warnings()) == 1


# --- the options

OPTIONS: dict[str, tuple[dict[str, object], list[str]]] = {
    "an unknown option": ({"windw": "1 month"}, ["windw", 'did you mean "window"?']),
    "a wrong type": ({"enabled": "yes"}, ["enabled", "neither `true` nor `false`"]),
    "a window": ({"window": "a while"}, ["window", "12 months"]),
    "no window": ({"window": 0}, ["window", "12 months"]),
    "a time zone": ({"timezone": "Mars/Olympus"}, ["timezone", "Europe/Berlin"]),
    "a path that leads out": (
        {"pages": {"shared": {"path": "../out"}}},
        ["pages", "shared", "no folder below the site"],
    ),
    "an empty path": ({"pages": {"pay_it_forward": {"path": "/"}}}, ["pages", "pay_it_forward", "no folder"]),
    "two pages at one path": ({"pages": {"shared": {"path": "pay-it-forward"}}}, ["pages", "both pages"]),
    "an unknown page": ({"pages": {"share": False}}, ["pages", 'did you mean "shared"?']),
    "an unknown key of a page": ({"pages": {"shared": {"titel": "x"}}}, ["pages", 'did you mean "title"?']),
    "a page that is words": ({"pages": {"shared": "gifts"}}, ["pages", "no mapping"]),
    "a metric": ({"badge": {"metric": "score"}}, ["badge", "`names`, `posts`, `people`, `both`"]),
    "a reach": ({"kinds": {"zine": {"reach": "far"}}}, ["kinds", "`spread`"]),
    "an alias": ({"aliases": ["not a url"]}, ["aliases", "https://old.example/"]),
    "a duration": ({"feeds": {"timeout": "soon"}}, ["feeds", "timeout", "20s"]),
    "workers": ({"feeds": {"workers": 0}}, ["feeds", "workers", "1 to 64"]),
    "an empty log": ({"log": []}, ["log", "reciprocity.yml"]),
    "a log that is a number": ({"log": 5}, ["log", "list"]),
}


@pytest.mark.parametrize("what", OPTIONS)
def test_a_wrong_option_stops_with_what_would_be_right(tmp_path: Path, what: str) -> None:
    options, expected = OPTIONS[what]
    said = refusal(tmp_path, options)
    assert "reciprocity" in said
    for words in expected:
        assert words in said
    assert "Traceback" not in said


def test_all_wrong_options_are_named_at_once(tmp_path: Path) -> None:
    said = refusal(tmp_path, {"windw": 1, "timezone": "x", "reactions": "maybe"})
    for words in ("windw", "timezone", "reactions"):
        assert words in said


# --- site_url


@pytest.mark.parametrize("url", ["", None])
def test_without_site_url(tmp_path: Path, url: str | None) -> None:
    feed = rss(entry("Revisited", "https://ada.example/r/", html='<a href="https://me.example/looms/">x</a>'))
    files = {
        "reciprocity.yml": ADA,
        "feeds/ada.xml": feed,
        "docs/looms.md": "# L\n\n[a](https://ada.example/a/) [b](/b/)\n",
    }
    built = site(tmp_path, files, {"site_url": url}, strict=True)
    assert not built.aborted, built.lines
    assert [line for line in built.ours() if "site_url" in line] == built.ours()
    assert len(built.ours()) == 1
    assert built.ours()[0].startswith("INFO")
    assert "With thanks" not in built.content("pay-it-forward/index.html")
    assert "Ada Example" in built.content("shared/index.html")
    assert not built.tree("pay-it-forward/index.html").css(".reciprocity pre")


@pytest.mark.parametrize("host", ["www.example.com", "example.com", "Example.ORG:8000"])
def test_the_site_url_of_an_example_is_said(tmp_path: Path, host: str) -> None:
    line = f"mkdocs.yml: {missing.NOT_YOURS}"
    built = site(tmp_path, {"reciprocity.yml": ONE_GIFT}, {"site_url": f"https://{host}/"}, strict=True)
    assert not built.aborted, built.lines
    assert built.ours() == [f"INFO reciprocity: {line}"]
    for command in ("check", "init", "generate"):
        assert line in CliRunner().invoke(main, [command, "-f", str(tmp_path / "mkdocs.yml")]).output


@pytest.mark.parametrize("url", ["https://me.example/", "https://myexample.com/", "https://example.com.example/"])
def test_others_are_no_examples(url: str) -> None:
    assert not missing.is_of_an_example(Url(url))


def test_a_very_long_path_of_a_feed_is_a_line(tmp_path: Path) -> None:
    log = f"peers:\n  ada: {{home: https://ada.example/, feed: {'a' * 300}}}\n"
    built = site(tmp_path, {"reciprocity.yml": log})
    assert [line for line in built.ours() if "cannot be read" in line]


def test_a_name_is_one_line_in_the_log(tmp_path: Path) -> None:
    log = 'peers:\n  ada: {home: https://ada.example/, feed: "x\\n::add-mask::a"}\n'
    built = site(tmp_path, {"reciprocity.yml": log})
    assert [line for line in built.ours() if "add-mask" in line]
    assert not [line for said in built.ours() for line in said.splitlines() if line.startswith("::")]


def test_an_instant_beyond_the_calendar_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "99999999999999")
    assert today(UTC) < "9999"


@pytest.mark.parametrize("text", ["{% if %}", "{{ no.such.thing }}", "{{ badge.nothing }}"])
def test_a_mistake_in_a_template_of_the_author_is_a_sentence(tmp_path: Path, text: str) -> None:
    files = {"reciprocity.yml": ONE_GIFT, "over/reciprocity/shared.html": text, "docs/index.md": "# Looms\n"}
    built = site(tmp_path, files, {"theme": {"name": "mkdocs", "custom_dir": str(tmp_path / "over")}})
    assert built.aborted
    assert any("mend the template" in line for line in built.lines)


@pytest.mark.parametrize(
    ("template", "line", "said"),
    [
        ("{{ 1/0 }}", 1, "division by zero (ZeroDivisionError)"),
        ("\n\n{{ page.nothing.at_all }}", 3, "has no attribute 'nothing'"),
        ("\n{{ nothing }}", 2, "'nothing' is undefined"),
        ("\n{{ 1 | nofilter }}", 2, "No filter named 'nofilter'"),
        ("\n{% if 1 is notest %}{% endif %}", 2, "No test named 'notest'"),
        ("{{ page + 1 }}", 1, "unsupported operand type(s)"),
        ("{{ page() }}", 1, "object is not callable (TypeError)"),
        ("{% for a in 7 %}{% endfor %}", 1, "object is not iterable (TypeError)"),
        ("{{ 'x' | int('y', 'z') }}", 1, ""),
        ("{{ [1, 'a'] | sort }}", 1, "not supported between instances"),
        ("{{ '%d' | format('x') }}", 1, "a real number is required"),
        ("{{ {}['x'] }}", 1, "has no attribute 'x'"),
        ("{{ (1).bit_length(2) }}", 1, "(TypeError)"),
        ("{{ 'a' ~ here.encode('ascii').decode('utf-16') }}", 1, "(UnicodeDecodeError)"),
        ("{{ 'a'.index('b') }}", 1, "substring not found (ValueError)"),
        ("{{ range(9)[99] }}", 1, ""),
        ("{% include 'reciprocity/shared.html' %}", 1, "maximum recursion depth exceeded"),
        ("{% include 'reciprocity/missing.html' %}", 1, "there is no template reciprocity/missing.html"),
        ("{% extends 'reciprocity/missing.html' %}", 1, "there is no template reciprocity/missing.html"),
        ("{% set page = 1 %}{% include 'reciprocity/year.html' %}", 1, "has no attribute"),
        ("{% import 'reciprocity/year.html' as year %}", 1, "is undefined"),
        ("{% block a %}\n{{ none.x }}{% endblock %}", 2, "has no attribute 'x'"),
        ("{% macro m() %}\n\n{{ 1 // 0 }}{% endmacro %}{{ m() }}", 3, "(ZeroDivisionError)"),
        ("{{ 1 if }}", 1, "unexpected 'end of print statement'"),
        ("{% for %}", 1, "Expected"),
        ("{{ rows(3) }}", 1, "(TypeError)"),
        ("{{ 'x' | batch(0) | list }}", 1, ""),
        (b"\xff\xfe {{", 1, "cannot be read (it is not in UTF-8)"),
        ("{{ here.__class__.__mro__[9] }}", 1, ""),
    ],
)
def test_every_mistake_in_a_template_is_a_sentence_with_its_line(
    tmp_path: Path, template: str | bytes, line: int, said: str
) -> None:
    files = {"reciprocity.yml": ONE_GIFT, "over/reciprocity/shared.html": template}
    config = draw(tmp_path, files, {"theme": {"name": "mkdocs", "custom_dir": str(tmp_path / "over")}})
    built = make(config)
    told = [one for one in built.lines if "mend the template" in one]
    if said:
        assert built.aborted
        (sentence,) = told
        assert f"over{os.sep}reciprocity{os.sep}shared.html:{line}: " in sentence
        assert said in sentence
        assert "\n" not in sentence
    else:
        assert built.aborted == bool(told), "what Jinja lets pass is no mistake"


def test_what_the_macros_of_an_author_lack_is_not_put_down_to_our_template(tmp_path: Path) -> None:
    files = {"reciprocity.yml": ONE_GIFT, "over/reciprocity/macros.html": "{% macro mine() %}{% endmacro %}\n"}
    built = site(tmp_path, files, {"theme": {"name": "mkdocs", "custom_dir": "over"}})
    assert built.aborted
    sentence = "this template is ours, and one of yours that it uses, such as macros.html, lacks what it asks for"
    assert [line for line in built.lines if sentence in line]


def test_a_mistake_of_ours_is_not_put_down_to_a_template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object) -> str:
        raise ZeroDivisionError

    monkeypatch.setattr("mkdocs_reciprocity.publish.renderer.timeline.writer", broken)
    with pytest.raises(ZeroDivisionError):
        site(tmp_path, {"reciprocity.yml": ONE_GIFT})


@pytest.mark.parametrize("options", [{"log": "a\0b"}, {"peers": "a\0b"}, {"pages": {"shared": {"path": "x\0y"}}}])
def test_no_file_has_a_name_with_a_control_character(tmp_path: Path, options: dict[str, object]) -> None:
    assert "control character" in refusal(tmp_path, options)
