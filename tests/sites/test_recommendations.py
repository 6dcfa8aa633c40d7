"""Whom the author recommends: the file that says so, and who is told, on built sites."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from mkdocs_reciprocity.cache.store import Store
from mkdocs_reciprocity.cli import main
from mkdocs_reciprocity.core.site_places import RECOMMENDATIONS_JSON, WELL_KNOWN
from tests.server import page, server
from tests.sites.drawing import Built, draw, make, site
from tests.sites.telling import Blog, html

LOG = """\
peers:
  ada: {name: Ada, home: https://ada.example/, recommend: true}
  ben: {name: Ben, home: https://ben.example/}
  cleo: {name: Cleo, home: https://cleo.example/, recommend: true, private: true}
  dora: {name: Dora, home: https://dora.example/, recommend: false}
  emil: {name: Emil, feed: https://emil.example/feed.xml, recommend: true}
interactions:
- {date: 2026-09-02, gave: recommend, url: https://ada.example/}
- {date: 2026-10, gave: recommend, peer: ada}
- {date: 2026-08-01, gave: recommend, url: https://ada.example/one-post/}
- {date: 2026-07-01, gave: recommend, peer: ada, via: e-mail}
- {date: 2026-06-01, gave: share, url: https://ada.example/}
- {date: 2026-05-01, got: recommend, peer: ada}
"""
NEVER = {"fetch": "never"}


def built(folder: Path, log: str = LOG, config: dict[str, object] | None = None, **options: Any) -> Built:
    return site(folder, {"reciprocity.yml": log}, {**(config or {}), "reciprocity": {"feeds": NEVER, **options}})


def said(of: Built) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(of.read(RECOMMENDATIONS_JSON))
    return found


def test_the_file_has_the_homes_of_the_marked_peers_and_the_days_that_the_log_says(tmp_path: Path) -> None:
    found = built(tmp_path, config={}, timezone="Europe/Berlin")
    assert said(found) == [
        {
            "url": "https://ada.example/",
            "created_at": "2026-09-02T00:00:00+02:00",
            "updated_at": "2026-10-01T00:00:00+02:00",
        }
    ]
    again = make(tmp_path / "mkdocs.yml")
    assert again.read(RECOMMENDATIONS_JSON) == found.read(RECOMMENDATIONS_JSON)


def test_a_day_that_the_log_does_not_say_is_not_made_up(tmp_path: Path) -> None:
    assert said(built(tmp_path, LOG.partition("interactions:")[0])) == [{"url": "https://ada.example/"}]


def test_all_are_the_public_peers_but_those_who_are_not_to_be_recommended(tmp_path: Path) -> None:
    found = built(tmp_path, recommend="all")
    assert [one["url"] for one in said(found)] == ["https://ada.example/", "https://ben.example/"]


@pytest.mark.parametrize(
    ("log", "config", "options"),
    [
        ("peers:\n  ben: {home: https://ben.example/}\n", {}, {}),
        ("peers:\n  cleo: {home: https://cleo.example/, recommend: true, private: true}\n", {}, {}),
        (LOG, {"site_url": "https://me.example/blog/"}, {}),
        (LOG, {}, {"files": {"recommendations": False}}),
        (LOG, {}, {"files": False}),
        (LOG, {}, {"enabled": False}),
    ],
)
def test_else_there_is_no_file(tmp_path: Path, log: str, config: dict[str, object], options: dict[str, Any]) -> None:
    assert not built(tmp_path, log, config, **options).has(RECOMMENDATIONS_JSON)


def test_generate_leaves_it_out_as_it_does_the_blogroll_there(tmp_path: Path) -> None:
    config = draw(tmp_path, {"reciprocity.yml": LOG}, {"reciprocity": {"feeds": NEVER}})
    result = CliRunner().invoke(main, ["generate", "-f", str(config)])
    assert result.exit_code == 0
    assert (tmp_path / "docs/shared/index.md").exists()
    assert not (tmp_path / "docs/.well-known").exists()


def test_check_names_those_who_are_not_recommended_all_the_same(tmp_path: Path) -> None:
    config = draw(tmp_path, {"reciprocity.yml": LOG}, {"site_url": "https://me.example/"})
    lines = CliRunner().invoke(main, ["check", "-f", str(config)]).stdout.splitlines()
    assert [line for line in lines if "recommended" in line] == [
        'reciprocity.yml:4:3: the peer "cleo" is not recommended while they are private (for information)',
        'reciprocity.yml:6:3: the peer "emil" is not recommended, because their `home` is missing (for information)',
    ]


@pytest.mark.parametrize(
    ("log", "options"),
    [
        ("peers: {}\n", {}),
        (LOG.replace("true}", "true, private: true}"), {}),
        (LOG, {"enabled": False}),
        (LOG, {"files": {"recommendations": False}}),
    ],
)
def test_what_an_earlier_build_left_there_is_removed(tmp_path: Path, log: str, options: dict[str, Any]) -> None:
    feed = "\n  fay: {name: Fay, home: https://fay.example/, feed: https://fay.example/feed.xml}\ninteractions"
    assert {*WELL_KNOWN} < {*built(tmp_path, LOG.replace("\ninteractions", feed)).files()}
    found = built(tmp_path, log, **options)
    assert not found.ours() or "private" in log
    assert [name for name in WELL_KNOWN if found.has(name)] == []


@pytest.mark.parametrize(
    ("name", "theirs"),
    [(WELL_KNOWN[0], b"<opml/>"), (WELL_KNOWN[1], b'[{"url": "https://zoe.example/"}]'), (WELL_KNOWN[1], b"[" * 9999)],
)
def test_what_somebody_else_left_there_stays(tmp_path: Path, name: str, theirs: bytes) -> None:
    path = tmp_path / "site" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(theirs)
    assert built(tmp_path, "peers: {}\n").folder / name == path
    assert path.read_bytes() == theirs


def test_what_cannot_be_removed_is_a_line(tmp_path: Path) -> None:
    (tmp_path / "site" / RECOMMENDATIONS_JSON).mkdir(parents=True)
    (line,) = built(tmp_path, "peers: {}\n").warnings()
    assert "recommendations.json: this may be left of an earlier build, and cannot be removed (Is a directory)" in line


# --- telling


@pytest.fixture
def blog(tmp_path: Path) -> Iterator[Blog]:
    with server({}) as own, server({}) as peer:
        home = html('<link rel="webmention" href="/w">')
        peer.pages |= {"/ada/": home, "/ben/": home, "/cleo/": home, "/w": page(b"thanks", 202)}
        yield Blog(tmp_path, own, peer)


def peers(*recommended: str, more: str = "") -> dict[str, str]:
    entries = (f"  {id_}: {{name: {id_}, home: '{{peer}}/{id_}/', recommend: true{more}}}\n" for id_ in recommended)
    return {"reciprocity.yml": f"peers:\n{''.join(entries)}"}


FILE = f"/{RECOMMENDATIONS_JSON}"


def test_each_is_told_once_and_again_when_it_is_over(blog: Blog) -> None:
    blog.write(peers("ada", "ben"))
    result = blog.send()
    assert "2 links told." in result.stdout
    assert sorted(blog.told()) == [("/w", FILE, "/ada/"), ("/w", FILE, "/ben/")]
    blog.write(peers("ada", "ben", "cleo"))
    blog.send()
    assert blog.told() == [("/w", FILE, "/cleo/")], "what is said of the others has not changed"
    blog.write(peers("ben", "cleo"))
    assert "told that the link is gone" in blog.send().stdout
    assert blog.told() == [("/w", FILE, "/ada/")]
    blog.write({"reciprocity.yml": "peers: {}\n"})
    assert FILE not in blog.own.pages
    blog.send()
    assert sorted(blog.told()) == [("/w", FILE, "/ben/"), ("/w", FILE, "/cleo/")], "there is no file any more"
    assert blog.send().stdout == "0 links told.\n"
    assert Store(blog.root).told() == {}


def test_who_becomes_private_is_told_that_it_is_over_and_who_is_private_is_told_nothing(blog: Blog) -> None:
    blog.write(peers("ada", more=", private: true"))
    assert blog.send().stdout == "0 links told.\n"
    blog.write(peers("ada"))
    blog.send()
    assert blog.told() == [("/w", FILE, "/ada/")]
    blog.write(peers("ada", more=", private: true"))
    blog.send()
    assert blog.told() == [("/w", FILE, "/ada/")]


def test_when_the_log_dates_the_recommendation_it_is_told_again(blog: Blog) -> None:
    blog.write(peers("ada", "ben"))
    blog.send()
    blog.told()
    row = "interactions:\n- {date: 2026-11-02, gave: recommend, peer: ada}\n"
    blog.write({"reciprocity.yml": peers("ada", "ben")["reciprocity.yml"] + row})
    blog.send()
    assert blog.told() == [("/w", FILE, "/ada/")]


def test_a_dry_run_shows_them_and_asks_nobody(blog: Blog) -> None:
    blog.write(peers("ada"))
    blog.peer.asked.clear()  # the build has looked for feeds
    result = blog.send_since(None, "--dry-run")
    assert result.stdout == (
        f"{FILE[1:]}  new  {blog.peer.url('/ada/')}\n"
        "1 link to tell of; nobody was asked whether they take webmentions.\n"
    )
    assert blog.peer.asked == blog.own.asked == []


@pytest.mark.parametrize("since", ["now", "2026-11-01", "ever", None])
def test_a_recommendation_is_no_old_post(blog: Blog, since: str | None) -> None:
    blog.write(peers("ada"))
    assert blog.send_since(since).exit_code == 0, "nothing is asked"
    assert blog.told() == [("/w", FILE, "/ada/")]


def test_what_is_not_on_the_web_yet_waits(blog: Blog) -> None:
    make(blog.draw(peers("ada")))
    assert "publish first, also what begins with a dot (`.well-known/`)" in " ".join(blog.send().stdout.split())
    blog.write(peers("ben"))
    make(blog.draw(peers("ada")))
    words = " ".join(blog.send().stdout.split())
    assert "the link is not on the web yet: publish first" in words
    assert "begins with a dot" not in words
    assert blog.told() == []


@pytest.mark.parametrize("body", [b"", b"{}", b"[1, null, {}]", b'[{"url": 3}]', b"[" * 100_000, b"<html>"])
def test_a_file_of_another_shape_on_the_web_names_nobody(blog: Blog, body: bytes) -> None:
    blog.write(peers("ada"))
    blog.own.pages[FILE] = page(body, Content_Type="application/json")
    assert "not on the web yet" in blog.send().stdout
    assert blog.told() == []


def test_without_a_file_nobody_is_told(blog: Blog) -> None:
    blog.write(peers("ada"), files={"recommendations": False})
    assert blog.send().stdout == "0 links told.\n"


# --- being recommended

NORAS = "https://nora.example/.well-known/recommendations.json"
NORA = "peers:\n  nora: {name: Nora <b>, home: https://nora.example/}\n"
ROWS = "interactions:\n- {date: 2026-11-02, gave: share, url: https://nora.example/nets/, title: Nets}\n"


ISOLATES = "\u2068\u2069"


def jf2(*sources: str) -> str:
    said = {"wm-target": "https://me.example/", "wm-property": "mention-of", "wm-received": "2026-05-03"}
    return json.dumps({"type": "feed", "children": [{"wm-source": source, **said} for source in sources]})


def recommended(folder: Path, log: str = NORA + ROWS, *sources: str, **options: Any) -> Built:
    files = {"reciprocity.yml": log, "in.jf2": jf2(*(sources or (NORAS,))), "docs/index.md": "# Home\n"}
    return site(folder, files, {"reciprocity": {"feeds": NEVER, "webmentions": "in.jf2", **options}})


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Nora <b> recommends this blog"),
        ("de", "Nora <b> empfiehlt diesen Blog"),
        ("ar", "Nora <b> توصية دائمة بهذه المدونة"),
    ],
)
def test_it_is_one_line_under_thanks(tmp_path: Path, language: str, words: str) -> None:
    found = recommended(tmp_path, language=language)
    (line,) = found.tree("pay-it-forward/index.html").css(".reciprocity-thanks li")
    text = "".join(char for char in " ".join(line.text().split()) if char not in ISOLATES)
    assert text.startswith(words)
    assert [a.attributes["href"] for a in line.css("a")] == ["https://nora.example/"]
    assert NORAS.encode() not in found.all_bytes(), "the file is for software"
    assert b"recommend" not in found.read("index.html").encode(), "it is no reaction to the home page"


def test_whether_the_author_recommends_back_is_on_no_page(tmp_path: Path) -> None:
    back = NORA.replace("}", ", recommend: true}") + ROWS
    one, other = recommended(tmp_path / "a").files(), recommended(tmp_path / "b", back).files()
    assert other.pop(RECOMMENDATIONS_JSON) == b'[\n  {\n    "url": "https://nora.example/"\n  }\n] \n'
    assert one == other


def test_a_strangers_is_on_no_page_until_it_is_accepted(tmp_path: Path) -> None:
    found = recommended(tmp_path, ROWS, "https://zoe.example/.well-known/recommendations.json")
    assert b"zoe.example" not in found.all_bytes()
    run = CliRunner().invoke(main, ["webmention", "pending", "-f", str(tmp_path / "mkdocs.yml")])
    assert "zoe.example recommended" in run.stdout


def test_the_desk_asks_and_its_command_settles_it(tmp_path: Path) -> None:
    recommended(tmp_path)
    config = str(tmp_path / "mkdocs.yml")
    asked = "Nora <b> recommends you since May. Recommend back?"
    shown = CliRunner().invoke(main, ["desk", "-f", config]).stdout
    assert asked in " ".join(shown.split())
    assert "mkdocs-reciprocity peers recommend nora" in shown
    before = (tmp_path / "reciprocity.yml").read_bytes()
    result = CliRunner().invoke(main, ["peers", "recommend", "nora", "-f", config])
    assert (result.exit_code, result.stdout) == (0, "You recommend Nora <b> (written to reciprocity.yml)\n")
    after = (tmp_path / "reciprocity.yml").read_bytes()
    assert after == before.replace(b"nora.example/}", b"nora.example/, recommend: true}")
    assert "Recommend back" not in CliRunner().invoke(main, ["desk", "-f", config]).stdout
    again = CliRunner().invoke(main, ["peers", "recommend", "nora", "-f", config])
    assert (again.exit_code, again.stdout) == (0, "You recommend Nora <b> (reciprocity.yml:2 says so already)\n")
    assert (tmp_path / "reciprocity.yml").read_bytes() == after
    assert said(make(tmp_path / "mkdocs.yml")) == [{"url": "https://nora.example/"}]


def test_who_is_not_recommended_is_asked_about_no_more(tmp_path: Path) -> None:
    recommended(tmp_path)
    config = str(tmp_path / "mkdocs.yml")
    before = (tmp_path / "reciprocity.yml").read_bytes()
    for answer in ("written to reciprocity.yml", "reciprocity.yml:2 says so already"):
        result = CliRunner().invoke(main, ["peers", "recommend", "nora", "--no", "-f", config])
        assert (result.exit_code, result.stdout) == (0, f"You do not recommend Nora <b> ({answer})\n")
    after = (tmp_path / "reciprocity.yml").read_bytes()
    assert after == before.replace(b"nora.example/}", b"nora.example/, recommend: false}")
    assert "Recommend back" not in CliRunner().invoke(main, ["desk", "-f", config]).stdout
    assert CliRunner().invoke(main, ["peers", "recommend", "nora", "-f", config]).exit_code == 0
    assert (tmp_path / "reciprocity.yml").read_bytes() == after.replace(b"recommend: false", b"recommend: true")


@pytest.mark.parametrize("peer", ["cleo", "emil"])
def test_anybody_may_be_said_not_to_be_recommended(tmp_path: Path, peer: str) -> None:
    more = "  cleo: {home: https://cleo.example/, private: true}\n  emil: {feed: https://emil.example/f}\n"
    config = draw(tmp_path, {"reciprocity.yml": NORA + more}, {"reciprocity": {"feeds": NEVER}})
    result = CliRunner().invoke(main, ["peers", "recommend", peer, "--no", "-f", str(config)])
    assert result.exit_code == 0, result.output
    written = (tmp_path / "reciprocity.yml").read_text("utf-8")
    assert [line.startswith(f"  {peer}:") for line in written.splitlines() if "recommend: false" in line] == [True]


@pytest.mark.parametrize(
    ("peer", "words"),
    [
        ("nor", 'unknown peer "nor"; did you mean "nora"?'),
        ("cleo", '"cleo" is private, and a recommendation is public'),
        ("emil", '"emil" has no `home` that could be recommended; add one (reciprocity.yml:4)'),
        ("fay", "write below `peers:` in the log: `fay: {recommend: true}`"),
    ],
)
def test_who_cannot_be_recommended_is_said_and_nothing_changes(tmp_path: Path, peer: str, words: str) -> None:
    opml = (
        '<opml><body><outline text="Fay" htmlUrl="https://fay.example/" xmlUrl="https://fay.example/f"/></body></opml>'
    )
    more = "  cleo: {home: https://cleo.example/, private: true}\n  emil: {feed: https://emil.example/f}\n"
    files = {"reciprocity.yml": NORA + more, "people.opml": opml}
    config = draw(tmp_path, files, {"reciprocity": {"feeds": NEVER, "peers": "people.opml"}})
    result = CliRunner().invoke(main, ["peers", "recommend", peer, "-f", str(config)])
    assert result.exit_code == 2
    assert words in " ".join(result.stderr.split())
    assert (tmp_path / "reciprocity.yml").read_text("utf-8") == NORA + more


@pytest.mark.parametrize("body", ["", "[", '{"children": [{"wm-source": 3}, null, {"wm-source": ["x"]}]}', "[" * 9999])
def test_broken_files_of_webmentions_recommend_nothing(tmp_path: Path, body: str) -> None:
    files = {"reciprocity.yml": NORA + ROWS, "in.jf2": body}
    found = site(tmp_path, files, {"reciprocity": {"feeds": NEVER, "webmentions": "in.jf2"}})
    assert not found.aborted
    assert b"recommends" not in found.all_bytes()
