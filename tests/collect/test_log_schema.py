"""The line of a log by which editors find its schema, and the file to which it leads."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from mkdocs_reciprocity.cli import main
from mkdocs_reciprocity.collect import log_schema
from mkdocs_reciprocity.core.options import read
from tests.sites.drawing import draw, make

SCHEMA = ".cache/reciprocity/log.schema.json"
LINE = f"# yaml-language-server: $schema={SCHEMA}\n"
LOG = LINE + "interactions:\n- {date: 2026-11-02, gave: like, url: https://ada.example/}\n"
OPTIONS = {"kinds": {"zine": {"reach": "spread", "verb": "put in a zine"}}}

OPML = (
    '<opml><body><outline text="Ben" xmlUrl="https://ben.example/f.xml" htmlUrl="https://ben.example/"/></body></opml>'
)


def run(root: Path, *arguments: str) -> str:
    result = CliRunner().invoke(main, [*arguments, "-f", str(root / "mkdocs.yml")])
    assert result.exit_code == 0, result.output
    return result.output


def led_to(log: Path) -> Path:
    """The file to which the language server goes, by its own patterns: any comment, from the folder of the log."""
    lines = [line for line in log.read_text("utf-8").splitlines() if re.match(r"#\s+yaml-language-server\s*:", line)]
    (way,) = (found for line in lines for found in re.findall(r"\$schema=(\S+)", line))
    return log.parent / str(way)


def test_init_makes_what_its_logs_lead_to(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nsite_url: https://me.example/\n", "utf-8")
    run(tmp_path, "init", "--write")
    for name in ("reciprocity.yml", "reciprocity.private.yml"):
        schema = json.loads(led_to(tmp_path / name).read_bytes())
        jsonschema.Draft7Validator.check_schema(schema)
        jsonschema.Draft7Validator(schema).validate(yaml.safe_load((tmp_path / name).read_bytes()))
    assert (tmp_path / SCHEMA).read_text("utf-8") == run(tmp_path, "schema", "log")
    assert not list((tmp_path / ".cache/reciprocity").glob("*~"))


def test_every_command_that_writes_keeps_the_line_and_counts_it_for_nothing(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nsite_url: https://me.example/\n", "utf-8")
    run(tmp_path, "init", "--write")
    run(tmp_path, "add", "share", "https://ada.example/a/", "--peer-name", "Ada")
    run(tmp_path, "add", "thank", "--peer", "ada", "--private")
    (tmp_path / "ben.opml").write_text(OPML, "utf-8")
    run(tmp_path, "peers", "add", "--opml", str(tmp_path / "ben.opml"))
    run(tmp_path, "ignore", "https://ada.example/b/", "--peer", "ada")
    run(tmp_path, "peers", "rename", "ada", "ada2")
    run(tmp_path, "forget", "ben", "--yes")
    for name in ("reciprocity.yml", "reciprocity.private.yml"):
        text = (tmp_path / name).read_text("utf-8")
        assert text.startswith(LINE)
        assert text.count("yaml-language-server") == 1
    assert run(tmp_path, "check").endswith("2 interactions, 1 peer: nothing to mend.\n")
    built = make(tmp_path / "mkdocs.yml", strict=True)
    assert built.warnings() == []
    assert b"language-server" not in built.all_bytes()


@pytest.mark.parametrize("stale", [None, b"", b"{}"])
def test_a_preview_and_a_command_renew_it_with_the_author_s_kinds(tmp_path: Path, stale: bytes | None) -> None:
    config = draw(tmp_path, {"reciprocity.yml": LOG}, {"reciprocity": OPTIONS})
    path = tmp_path / SCHEMA
    path.parent.mkdir(parents=True)
    for renew in (lambda: run(tmp_path, "check"), lambda: make(config, command="serve")):
        if stale is None:
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(stale)
        renew()
        assert "zine" in json.loads(path.read_bytes())["definitions"]["kind"]["enum"]
        before = path.stat()
        renew()
        assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns), "once"


def test_a_log_without_the_line_has_no_schema_made_and_a_build_makes_none(tmp_path: Path) -> None:
    config = draw(tmp_path, {"reciprocity.yml": LOG.removeprefix(LINE)})
    run(tmp_path, "check")
    make(config, command="serve")
    (tmp_path / "reciprocity.yml").write_text(LOG, "utf-8")
    make(config)
    assert not (tmp_path / SCHEMA).exists()


def test_where_it_cannot_be_written_nothing_fails(tmp_path: Path) -> None:
    draw(tmp_path, {"reciprocity.yml": LOG, f"{SCHEMA}/in the way": ""})
    assert run(tmp_path, "check").endswith("nothing to mend.\n")


@pytest.mark.parametrize(
    ("log", "way"),
    [
        ("log.yml", SCHEMA),
        ("data/logs/2026.yml", f"../../{SCHEMA}"),
        ("my logs/log.yml", f"../{SCHEMA}"),
        ("../elsewhere/log.yml", f"../blog/{SCHEMA}"),
        ("../../log.yml", ""),
    ],
)
def test_the_way_from_a_log_has_no_space_in_it(tmp_path: Path, log: str, way: str) -> None:
    root = tmp_path / "my sites/blog"
    expected = f"# yaml-language-server: $schema={way}\n".encode() if way else b""
    assert log_schema.line(root, Path(f"{root}/{log}").resolve()) == expected


def test_it_has_the_kinds_that_the_options_have() -> None:
    settings = read(OPTIONS).records
    assert json.loads(log_schema.text(settings))["definitions"]["kind"]["enum"] == list(settings.kinds)
