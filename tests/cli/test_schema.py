"""``mkdocs-reciprocity schema``."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result

from mkdocs_reciprocity.cli import main
from mkdocs_reciprocity.core.model import KINDS

SCHEMAS = Path(__file__).parents[2] / "mkdocs_reciprocity/schemas"
SAMPLE = Path(__file__).parents[2] / "sample_site"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["schema", *arguments])


def drawn(root: Path, kinds: str = "{}") -> str:
    (root / "mkdocs.yml").write_text(f"site_name: Looms\nplugins:\n- reciprocity:\n    kinds: {kinds}\n", "utf-8")
    return str(root / "mkdocs.yml")


@pytest.mark.parametrize("what", ["peers", "options"])
def test_it_is_printed_as_it_is_shipped_and_needs_no_site(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(what)
    assert result.exit_code == 0
    assert result.stdout == (SCHEMAS / f"{what}.json").read_text("utf-8")


def test_that_of_the_log_is_printed_as_it_is_shipped_where_there_are_no_kinds_of_ones_own(tmp_path: Path) -> None:
    assert run("log", "-f", drawn(tmp_path)).stdout == (SCHEMAS / "log.json").read_text("utf-8")


def test_that_of_the_log_has_the_kinds_of_the_author(tmp_path: Path) -> None:
    found = json.loads(run("log", "-f", drawn(tmp_path, "{zine: {reach: spread, verb: put into my zine}}")).stdout)
    assert found["definitions"]["kind"]["enum"] == [*KINDS, "zine"]


def test_the_sample_log_is_right_by_the_schema_of_its_site() -> None:
    """Whatever YAML 1.1 takes for a date is a word to editors."""
    schema = json.loads(run("log", "-f", str(SAMPLE / "mkdocs.yml")).stdout)
    written = json.loads(json.dumps(yaml.safe_load((SAMPLE / "reciprocity.yml").read_text("utf-8")), default=str))
    assert [error.message for error in jsonschema.Draft7Validator(schema).iter_errors(written)] == []


def test_the_log_of_no_site_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("log")
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr
    assert "mkdocs.yml" in result.stderr
