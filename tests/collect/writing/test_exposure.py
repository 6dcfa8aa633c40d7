"""No command publishes what was hidden for the sake of somebody private."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mkdocs_reciprocity.cli import main
from tests.server import page, server
from tests.sites.drawing import draw, entry, make, rss

DORA = "  dora: {name: Dora, home: https://dora.example/, private: true}\n"
ADA = "  ada: {name: Ada, home: https://ada.example/, feed: feeds/ada.xml}\n"
ROWS = "interactions:\n- {date: 2026-11-02, gave: share, url: https://ada.example/x/}\n"
HERS = "- {date: 2026-11-03, gave: share, url: https://dora.example/x/, note: hush}\n"
ROLL = (
    '<opml version="2.0"><body><outline text="Dora Blum" xmlUrl="https://dora.example/f.xml" '
    'htmlUrl="https://dora.example/{below}"/></body></opml>'
)
FEED = {"feeds/ada.xml": rss()}


def log(peers: str = ADA + DORA, rows: str = ROWS + HERS) -> str:
    return f"peers:\n{peers}{rows}"


def run(config: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "-f", str(config)])


def planet(where: str) -> str:
    return rss(entry("A guest", where, html='<a href="https://me.example/">looms</a>'))


LOGGED = "- {date: 2026-11-05, gave: link, peer: ada, url: https://dora.example/with-ada/}\n"
HERS_FIRST = f"interactions:\n{HERS}"
ROWS_BY = "- {{date: 2026-11-02, gave: share, url: https://ada.example/x/, via: {way}}}\n"
GUEST = "- {{date: 2026-11-02, gave: share, url: https://host.example/x/, by: {by}}}\n"
CASES = {
    "an OPML file": ({"reciprocity.yml": log(), "o.opml": ROLL.format(below="")}, ["o.opml:1: lists"]),
    "her blog in an OPML file": (
        {"reciprocity.yml": log(), "o.opml": ROLL.format(below="blog/")},
        ["o.opml:1: lists"],
    ),
    "a row of somebody else": (
        {"reciprocity.yml": log(rows=ROWS + HERS + LOGGED)},
        ["reciprocity.yml:7: holds https://dora.example/with-ada/"],
    ),
    "a row of somebody else about another port of hers": (
        {"reciprocity.yml": log(rows=ROWS + HERS + LOGGED.replace("dora.example", "dora.example:8443"))},
        ["reciprocity.yml:7: holds https://dora.example:8443/with-ada/"],
    ),
    "evidence of somebody else": (
        {"reciprocity.yml": log(rows=ROWS + LOGGED.replace("gave: link", "got: link"))},
        ["reciprocity.yml:6: holds https://dora.example/with-ada/"],
    ),
    "a page that links to her": (
        {
            "reciprocity.yml": log(),
            "o.opml": ROLL.format(below=""),
            "docs/p.md": "# P\n\n[x](https://dora.example/p/)\n",
        },
        ["o.opml:1: lists", 'https://dora.example/p/: was seen of "dora-blum"'],
    ),
    "all at once": (
        {
            "reciprocity.yml": log(rows=ROWS + HERS + LOGGED),
            "o.opml": ROLL.format(below=""),
            "docs/p.md": "# P\n\n[x](https://dora.example/p/)\n",
        },
        ["o.opml:1", "reciprocity.yml:7", "https://dora.example/p/: was seen"],
    ),
    "a way that is an address of hers": (
        {"reciprocity.yml": log(rows=HERS_FIRST + ROWS_BY.format(way="https://dora.example/list/"))},
        ["reciprocity.yml:6: holds https://dora.example/list/"],
    ),
    "a way that is her host": (
        {"reciprocity.yml": log(rows=HERS_FIRST + ROWS_BY.format(way="dora.example"))},
        ["reciprocity.yml:6: holds dora.example"],
    ),
    "a way that is her id, in a row that is public": (
        {"reciprocity.yml": log(rows=HERS_FIRST + ROWS_BY.format(way="dora, private: false"))},
        ["reciprocity.yml:6: holds dora"],
    ),
    "a way with her name in it": (
        {"reciprocity.yml": log(rows=HERS_FIRST + ROWS_BY.format(way="from  DORA, private: false"))},
        ["reciprocity.yml:6: holds from  DORA"],
    ),
    "an author who is named as she is": (
        {"reciprocity.yml": log(rows=HERS_FIRST + GUEST.format(by="Dora and Ben"))},
        ["reciprocity.yml:6: holds Dora and Ben"],
    ),
    "another's feed at her place": (
        {"reciprocity.yml": log(ADA.replace("feeds/ada.xml", "https://dora.example/ada.xml") + DORA)},
        ['reciprocity.yml:2: lists "ada"'],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_nobody_is_forgotten_where_that_would_publish_them(tmp_path: Path, name: str) -> None:
    files, places = CASES[name]
    options = {"feeds": {"fetch": "never"}, **({"peers": "o.opml"} if "o.opml" in files else {})}
    config = draw(tmp_path, {**FEED, **files}, {"reciprocity": options})
    before = make(config).all_bytes()
    assert "docs/p.md" in files or b"dora.example" not in before.lower()
    result = run(config, "forget", "dora", "--yes")
    assert result.exit_code == 2
    assert result.output.startswith(
        "this would publish what is hidden for the sake of somebody private; nothing was ch"
    )
    for place in places:
        assert place in result.output
    assert result.output.count("\n") == 2 + len(places)
    assert (tmp_path / "reciprocity.yml").read_text("utf-8") == files["reciprocity.yml"]
    assert make(config).all_bytes() == before


def test_somebody_private_is_forgotten_where_nothing_else_tells_of_them(tmp_path: Path) -> None:
    index = "# Looms\n\n[Dora](https://dora.example/a/) and [Ada](https://ada.example/b/)\n"
    roll = ROLL.format(below="")
    ignored = "ignore:\n- {peer: ada, got: link, evidence: https://dora.example/guest/}\n"
    files = {
        **FEED,
        "docs/index.md": index,
        "o.private.opml": roll,
        "feeds/ada.xml": planet("https://dora.example/guest/"),
        "reciprocity.yml": log() + ignored,
    }
    config = draw(tmp_path, files, {"reciprocity": {"feeds": {"fetch": "never"}, "peers": "o.private.opml"}})
    before = make(config).files()
    result = run(config, "forget", "dora", "--yes")
    assert result.exit_code == 0, result.output
    assert "reciprocity.yml:8: stays, because it is about somebody else" in result.output
    assert (tmp_path / "reciprocity.yml").read_text("utf-8") == log(ADA, ROWS) + ignored
    assert make(config).files() == before


def test_who_is_public_is_forgotten_as_ever(tmp_path: Path) -> None:
    peers = ADA + DORA.replace(", private: true", "") + "  cleo: {home: https://cleo.example/, private: true}\n"
    config = draw(tmp_path, {**FEED, "reciprocity.yml": log(peers), "o.opml": ROLL.format(below="")}, {
        "reciprocity": {"peers": "o.opml"}
    })  # fmt: skip
    result = run(config, "forget", "dora", "--yes")
    assert result.exit_code == 0, result.output
    assert "your feed reader still has them" in result.output


def test_many_places_are_counted(tmp_path: Path) -> None:
    config = draw(tmp_path, {**FEED, "reciprocity.yml": log(rows=ROWS + "".join(
        LOGGED.replace("with-ada", f"with-ada-{number}") for number in range(13)
    ))})  # fmt: skip
    assert "… and 3 more\n" in run(config, "forget", "dora", "--yes").output


def test_no_id_that_an_opml_file_has_is_taken_from_somebody_private(tmp_path: Path) -> None:
    """An entry without an address is known by its id."""
    files = {**FEED, "reciprocity.yml": log(ADA + "  dora-blum: {private: true}\n"), "o.opml": ROLL.format(below="")}
    config = draw(tmp_path, files, {"reciprocity": {"peers": "o.opml"}})
    result = run(config, "peers", "rename", "dora-blum", "dora")
    assert result.exit_code == 2
    assert 'o.opml:1: lists "dora-blum"' in result.output
    assert (tmp_path / "reciprocity.yml").read_text("utf-8") == files["reciprocity.yml"]
    with_home = draw(tmp_path, {"reciprocity.yml": log()}, {"reciprocity": {"peers": "o.opml"}})
    assert run(with_home, "peers", "rename", "dora", "d").exit_code == 0


def test_nobody_is_added_below_an_address_of_somebody_private(tmp_path: Path) -> None:
    config = draw(tmp_path, {**FEED, "reciprocity.yml": log()})
    for words in (
        ["peers", "add", "https://dora.example/blog/", "--name", "D"],
        ["add", "share", "https://x.example/x/", "--peer-name", "D", "--home", "https://dora.example/blog/"],
    ):
        result = run(config, *words)
        assert result.exit_code == 2
        assert 'is below an address of "dora", who is private' in result.output
    assert (tmp_path / "reciprocity.yml").read_text("utf-8") == log()


def test_nobody_is_added_with_a_feed_at_a_place_of_somebody_private(tmp_path: Path) -> None:
    with server({"/f.xml": page(rss(home="https://x.example/").encode())}) as site:
        peers = f"  dora: {{home: {site.url('/deep/')}, also: ['{site.url('/')}'], private: true}}\n"
        config = draw(tmp_path, {"reciprocity.yml": log(peers)}, {
            "reciprocity": {"feeds": {"allow_hosts": ["127.0.0.1"]}}
        })  # fmt: skip
        result = run(config, "peers", "add", site.url("/f.xml"), "--name", "D")
    assert result.exit_code == 2
    assert 'is below an address of "dora", who is private' in result.output


def test_what_is_added_from_an_opml_file_below_somebody_private_is_private(tmp_path: Path) -> None:
    config = draw(tmp_path, {**FEED, "reciprocity.yml": log(), "o.opml": ROLL.format(below="blog/")})
    result = run(config, "peers", "add", "--opml", str(tmp_path / "o.opml"))
    assert result.exit_code == 0, result.output
    assert "dora.example/f.xml, private: true}" in (tmp_path / "reciprocity.yml").read_text("utf-8")
    assert b"dora.example" not in make(config).all_bytes().lower()
