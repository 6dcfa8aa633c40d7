"""Problems are printed for people and for programs, whatever their files are called."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mkdocs_reciprocity.cli.terminal.problems import annotation, as_fields, in_text
from mkdocs_reciprocity.cli.terminal.tables import json_of
from mkdocs_reciprocity.core.problem import Problem, Where


@pytest.mark.parametrize("name", ["\udcff.yml", "a\nb.yml", "\x1b[31m.yml", "ü.yml"])
def test_any_name_of_a_file_is_printed(tmp_path: Path, name: str) -> None:
    problem = Problem(Where(name, 3), f"{name}: look here")
    for printed in (in_text(problem), annotation(problem, tmp_path), json_of([as_fields(problem)])):
        assert printed.encode().decode() == printed
        assert "\x1b" not in printed
    (fields,) = json.loads(json_of([as_fields(problem)]))
    assert (fields["file"], fields["line"]) == (name.replace("\udcff", "\\udcff"), 3)
