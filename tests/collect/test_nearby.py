"""A slip in the name of a file: of a log, and of a feed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from mkdocs_reciprocity.cli import main
from mkdocs_reciprocity.collect import nearby
from tests.sites.drawing import draw, make, rss

LOG = "peers:\n  ada: {name: Ada, home: https://ada.example/}\n"


@pytest.mark.parametrize(
    ("there", "near"),
    [
        ("reciprocity.yml", "reciprocity.yml"), ("Reciprocity.yaml", "Reciprocity.yaml"), ("recipes.yml", ""),
        ("reciprocity.private.yml", ""), ("reciprocity.yml.bak", ""), ("reciprocity.xml", ""), ("mkdocs.yml", ""),
    ],
)  # fmt: skip
def test_a_log_has_a_similar_name_and_sections_of_a_log(tmp_path: Path, there: str, near: str) -> None:
    (tmp_path / there).write_text(LOG, "utf-8")
    assert nearby.log(tmp_path, "reciprocity.yaml" if there.endswith(".yml") else "reciprocity.yml") == near
    (tmp_path / there).write_text("a: b\n", "utf-8")
    assert nearby.log(tmp_path, "reciprocity.yaml") == ""


@pytest.mark.parametrize("name", ["x\0y.yml", "nowhere/reciprocity.yml", "", "."])
def test_where_no_file_can_be_there_is_none_near(tmp_path: Path, name: str) -> None:
    (tmp_path / "reciprocity.yml").write_text(LOG, "utf-8")
    assert nearby.log(tmp_path, name) == ""


def test_what_is_no_plain_file_is_not_meant(tmp_path: Path) -> None:
    (tmp_path / "reciprocity.yml").mkdir()
    assert nearby.file(tmp_path, "reciprocity.yaml") == ""


@pytest.mark.parametrize(
    ("name", "near"), [("no.xml", ""), ("an.xml", ""), ("ada.xml", "adda.xml"), ("ok.xm", "ok.xml")]
)
def test_names_that_are_alike_in_their_ends_only_are_not(tmp_path: Path, name: str, near: str) -> None:
    for one in ("ok.xml", "adda.xml", "ada.png"):
        (tmp_path / one).touch()
    assert nearby.file(tmp_path, name) == near


def test_builds_and_check_and_add_name_the_log_that_is_there(tmp_path: Path) -> None:
    config = draw(tmp_path, {"reciprocity.yml": LOG}, {"reciprocity": {"log": "reciprocity.yaml"}})
    said = 'reciprocity.yaml: the option `log` names this file, and there is none; did you mean "reciprocity.yml"?'
    assert make(config).warnings() == [f"WARNING reciprocity: {said}"]
    check = CliRunner().invoke(main, ["check", "-f", str(config)])
    assert (check.exit_code, said in check.stdout) == (1, True)
    add = CliRunner().invoke(main, ["add", "share", "https://ada.example/x/", "-f", str(config)])
    said = "reciprocity.yaml: this file is not here, but reciprocity.yml is; name that in the option `log`"
    assert (add.exit_code, add.stderr.splitlines()[-1]) == (2, f"{said}, or make the new file")
    assert not (tmp_path / "reciprocity.yaml").exists()


def test_a_log_that_no_option_names_is_asked_about_too(tmp_path: Path) -> None:
    config = draw(tmp_path, {"reciprocity.yaml": LOG})
    said = "reciprocity.yml: this file is not here, but reciprocity.yaml is; name that in the option `log`"
    assert make(config).warnings() == [f"WARNING reciprocity: {said}"]


def test_a_peers_file_with_a_slip_in_its_name(tmp_path: Path) -> None:
    files = {"reciprocity.yml": "", "subscriptions.opml": "<opml/>"}
    config = draw(tmp_path, files, {"reciprocity": {"peers": "subscription.opml"}})
    said = "subscription.opml: the option `peers` names this file, and there is none; "
    assert make(config).warnings() == [f'WARNING reciprocity: {said}did you mean "subscriptions.opml"?']


def test_a_feed_with_a_slip_in_its_name_is_a_mistake_with_a_line(tmp_path: Path) -> None:
    peers = "  hamish:\n    home: https://hamish.example/\n    feed: feeds/{}.xml\n"
    files = {"reciprocity.yml": "peers:\n" + peers.format("hamsih"), "feeds/hamish.xml": rss()}
    config = draw(tmp_path, files)
    said = 'the feed "feeds/hamsih.xml" is not there; did you mean "feeds/hamish.xml"?'
    assert f"WARNING reciprocity: reciprocity.yml:4: {said}" in make(config).warnings()
    checked = CliRunner().invoke(main, ["check", "-f", str(config)])
    assert (checked.exit_code, said in checked.stdout) == (1, True)
    with_both = files["reciprocity.yml"] + peers.replace("hamish:", "other:", 1).format("hamish")
    (tmp_path / "reciprocity.yml").write_text(with_both, "utf-8")
    assert "is not there" not in CliRunner().invoke(main, ["check", "-f", str(config)]).stdout, "it is another's"


def test_a_private_peers_feed_is_not_named_in_a_build(tmp_path: Path) -> None:
    log = "peers:\n  h: {home: https://h.example/, private: true, feed: feeds/hamsih.xml}\n"
    built = make(draw(tmp_path, {"reciprocity.yml": log, "feeds/hamish.xml": rss()}))
    assert "hamsih" not in "".join(built.lines)
    assert any("something private is not right here" in line for line in built.warnings())
