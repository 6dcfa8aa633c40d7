"""``mkdocs-reciprocity accept`` keeps who linked to a post after the author had passed it on; no build shows it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from mkdocs_reciprocity.cli import main
from tests.sites.drawing import draw, entry, make, rss

LOG = """\
peers:
  ada: {name: Ada Example, home: https://ada.example/}
  nora: {name: Nora Nets, home: https://nora.example/, feed: feeds/nora.xml}
  lea: {name: Lea Secret, home: https://lea.example/, feed: feeds/lea.xml, private: true}
interactions:
- {date: 2026-11-02, gave: share, url: https://ada.example/engines/, title: On engines}
"""
ENGINES = '<a href="https://ada.example/engines/">x</a>'
DAY = "Fri, 06 Nov 2026 08:00:00 GMT"
FILES = {
    "reciprocity.yml": LOG,
    "feeds/nora.xml": rss(
        entry("Links", "https://nora.example/links/", DAY, html=ENGINES), home="https://nora.example/"
    ),
    "feeds/lea.xml": rss(entry("Quiet", "https://lea.example/q/", DAY, html=ENGINES), home="https://lea.example/"),
    "docs/index.md": "# Home\n",
}
ENTRY = (
    "ripples:\n- {date: 2026-11-06, peer: nora, url: https://ada.example/engines/, title: Links, "
    "evidence: https://nora.example/links/}\n"
)

BLOCK = """\
ripples:
- date: 2026-11-06
  peer: nora
  url: https://ada.example/engines/
  title: Links
  evidence: https://nora.example/links/
"""


def run(*arguments: str | Path, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=typed)


def ripples(config: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("desk", "--format", "json", "-f", config).stdout)["ripples"]
    return found


def log(root: Path, name: str = "reciprocity.yml") -> str:
    return (root / name).read_text("utf-8")


@pytest.fixture
def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mkdocs_reciprocity.cli.accept.on_a_terminal", lambda: True)


def test_all_are_kept_once_and_private_ones_in_the_private_file(tmp_path: Path) -> None:
    config = draw(tmp_path, FILES)
    result = run("accept", "--all", "-f", config)
    assert result.exit_code == 0, result.output
    assert "kept: 2026-11-06: Nora Nets linked to “On engines” 4 days after you, in “Links”" in result.output
    assert "Lea" not in result.output
    assert "kept: 1 private row" in result.output
    assert BLOCK + "interactions:" in log(tmp_path)
    assert "lea.example/q" not in log(tmp_path)
    assert "https://lea.example/q/" in log(tmp_path, "reciprocity.private.yml")
    before = log(tmp_path), log(tmp_path, "reciprocity.private.yml")
    assert "kept" not in run("accept", "--all", "-f", config).output
    assert (log(tmp_path), log(tmp_path, "reciprocity.private.yml")) == before


def test_what_was_kept_stays_when_the_feed_forgets(tmp_path: Path) -> None:
    config = draw(tmp_path, FILES)
    seen = ripples(config)
    assert [(one["name"], one["days"], one["kept"]) for one in seen] == [
        ("Lea Secret", 4, False),
        ("Nora Nets", 4, False),
    ]
    run("accept", "--all", "-f", config)
    for name in ("nora", "lea"):
        (tmp_path / f"feeds/{name}.xml").write_text(rss(home=f"https://{name}.example/"), "utf-8")
    assert ripples(config) == [{**one, "kept": True} for one in seen]


@pytest.mark.usefixtures("at_a_terminal")
def test_each_is_asked_about(tmp_path: Path) -> None:
    config = draw(tmp_path, FILES)
    result = run("accept", "--peer", "nora", "-f", config, typed="y\n")
    assert "2026-11-06: Nora Nets linked to “On engines” 4 days after you, in “Links”" in result.output
    assert "  https://ada.example/engines/\n  https://nora.example/links/\n" in result.output
    assert [one["kept"] for one in ripples(config)] == [False, True]
    assert "1 of 1 (private)" in run("accept", "-f", config, typed="n\n").output


@pytest.mark.usefixtures("at_a_terminal")
def test_one_is_ignored_for_good(tmp_path: Path) -> None:
    config = draw(tmp_path, FILES)
    assert "ignored: 2026-11-06: Nora Nets" in run("accept", "--peer", "nora", "-f", config, typed="i\n").output
    assert "ignore:\n- peer: nora\n  url: https://ada.example/engines/\n  evidence: https://nora" in log(tmp_path)
    assert [one["name"] for one in ripples(config)] == ["Lea Secret"]
    assert run("check", "-f", config).exit_code == 0


@pytest.mark.parametrize(
    "said",
    [
        ["https://ada.example/engines/", "--peer", "nora"],
        ["https://nora.example/links/"],
        ["--evidence", "https://nora.example/links/"],
        ["--peer", "nora"],
    ],
)
def test_ignore_hides_them_and_says_so(tmp_path: Path, said: list[str]) -> None:
    config = draw(tmp_path, FILES)
    result = run("ignore", *said, "-f", config)
    assert "hidden: 2026-11-06: Nora Nets linked to “On engines” 4 days after you, in “Links”\n" in result.output
    assert [one["name"] for one in ripples(config)] == ["Lea Secret"]


def test_what_is_private_is_ignored_in_the_private_file(tmp_path: Path) -> None:
    config = draw(tmp_path, FILES)
    assert "written to reciprocity.private.yml" in run("ignore", "https://lea.example/q/", "-f", config).output
    assert [one["name"] for one in ripples(config)] == ["Nora Nets"]


def test_whoever_is_forgotten_or_renamed_is_so_here_too(tmp_path: Path) -> None:
    config = draw(tmp_path, {**FILES, "reciprocity.yml": ENTRY + LOG})
    run("peers", "rename", "nora", "nets", "-f", config)
    assert "peer: nets, url: https://ada.example/engines/" in log(tmp_path)
    result = run("forget", "nets", "--yes", "-f", config)
    assert "0 rows, 1 entry below `ripples:` and what is kept" in result.output
    assert "nora.example" not in log(tmp_path)
    (tmp_path / "reciprocity.yml").write_text(ENTRY + LOG, "utf-8")
    assert run("forget", "ada", "--yes", "-f", config).exit_code == 0
    assert "ada.example" not in log(tmp_path)


def test_an_unknown_peer_is_a_problem_that_no_build_quotes(tmp_path: Path) -> None:
    config = draw(tmp_path, {**FILES, "reciprocity.yml": ENTRY.replace("nora,", "norra,") + LOG})
    assert 'reciprocity.yml:2:1: unknown peer "norra"; did you mean "nora"?' in run("check", "-f", config).output
    assert "norra" not in "\n".join(make(config).ours())


def test_no_build_shows_any_of_it(tmp_path: Path) -> None:
    kept = ENTRY.replace("title: Links", "title: Quietly kept").replace("nora.example/links", "nora.example/quietly")
    without, with_ripples = (
        draw(tmp_path / name, {**FILES, "reciprocity.yml": text}) for name, text in (("a", LOG), ("b", kept + LOG))
    )
    first, second = make(without, strict=True), make(with_ripples, strict=True)
    assert first.files() == second.files()
    assert b"uietly" not in second.all_bytes()
