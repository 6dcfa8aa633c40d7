"""Where an option stands in mkdocs.yml."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core.editing.plugin_lines import line_of

FILE = b"""site_name: Me
plugins:
- search
- reciprocity:
    window: 1 month

    feeds:
      # a comment
      fetch: off
"""


@pytest.mark.parametrize(
    ("path", "line"), [(["window"], 5), (["feeds"], 7), (["feeds", "fetch"], 9), (["feeds", "x"], 7), (["x"], 0)]
)
def test_the_line_of_an_option(path: list[str], line: int) -> None:
    assert line_of(FILE, "reciprocity", path) == line


def test_the_line_where_plugins_are_a_mapping() -> None:
    assert line_of(b"plugins:\n  search: {}\n  a/reciprocity: {window: 3}\n", "reciprocity", ["window"]) == 3


@pytest.mark.parametrize("body", [b"", b"[", b"plugins: [search]", b"x: y", b"plugins:\n- reciprocity\n", b"[" * 9000])
def test_where_there_is_none_no_line_is_known(body: bytes) -> None:
    assert line_of(body, "reciprocity", ["window"]) == 0
