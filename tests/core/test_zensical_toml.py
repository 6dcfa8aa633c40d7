from __future__ import annotations

import pytest

from mkdocs_reciprocity.core.editing.layout import NotWritten
from mkdocs_reciprocity.core.editing.zensical_toml import with_plugin
from mkdocs_reciprocity.core.zensical_toml import is_one, project, table


@pytest.mark.parametrize(("name", "is_toml"), [("zensical.toml", True), ("Z.TOML", True), ("mkdocs.yml", False)])
def test_by_name(name: str, is_toml: bool) -> None:
    assert is_one(name) == is_toml


def test_the_project() -> None:
    assert project(b'[project]\nsite_name = "x"\n[project.plugins.a]\nb = 1\n[other]\nc = 2\n') == {
        "site_name": "x",
        "plugins": {"a": {"b": 1}},
    }
    assert project(b'site_name = "x"\n') == {"site_name": "x"}
    assert project(b"project = 5\n") == {}


@pytest.mark.parametrize("body", [b"[project", b"a = \xff", b"a = " + b"[" * 100_000, b"a = 1\na = 2"])
def test_what_is_no_toml(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        project(body)


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_the_plugin_is_added_at_the_end(end: str) -> None:
    body = f'# mine{end or chr(10)}[project]{end or chr(10)}site_name = "x" # y{end}'.encode()
    after = with_plugin(body, "zensical.toml", "reciprocity")
    assert after.startswith(body)
    assert project(after) == {"site_name": "x", "plugins": {"reciprocity": {}}}
    assert (b"\r" in after) == ("\r" in end)
    assert after.replace(b"\r\n", b"\n").endswith(b"\n\n[project.plugins.reciprocity]\n")


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b'[project]\nplugins = ["x"]\n', "Cannot"),
        (b'site_name = "x"\n', "change more than it should"),
        (b"[[project.plugins]]\na = 1\n", "change more than it should"),
        (b"[project\n", "line 1"),
        (b"project = 5\n", "Cannot"),
    ],
)
def test_the_plugin_is_not_added_where_it_would_do_harm(body: bytes, why: str) -> None:
    with pytest.raises(NotWritten) as refused:
        with_plugin(body, "zensical.toml", "reciprocity")
    assert why in str(refused.value)
    assert "add it by hand (nothing was changed)" in str(refused.value)
    assert table("reciprocity") == "project.plugins.reciprocity"
