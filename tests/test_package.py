"""What the package asks for when it is installed."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
README = (ROOT / "README.md").read_text("utf-8")


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^\w-]", requirement)[0].replace("_", "-").lower() for requirement in requirements}


def locked(name: str) -> set[str]:
    """The packages of a lock."""
    text = (ROOT / f"requirements/{name}.txt").read_text("utf-8")
    return names(re.findall(r"^[\w.-]+(?===)", text, re.MULTILINE))


def test_nobody_gets_a_host_that_they_do_not_use() -> None:
    assert names(PROJECT["dependencies"]) & {"mkdocs", "properdocs"} == set()


@pytest.mark.parametrize(("host", "other"), [("mkdocs", "properdocs"), ("properdocs", "mkdocs")])
def test_each_host_has_an_extra_and_a_line_in_the_readme(host: str, other: str) -> None:
    assert names(PROJECT["optional-dependencies"][host]) == {host}
    (line,) = [line for line in README.splitlines() if line.startswith(f"pip install {host} ")]
    assert "mkdocs-reciprocity" in line.split()
    assert other not in line.split()


@pytest.mark.parametrize(
    ("lock", "host", "other"),
    [("sample", "mkdocs", "properdocs"), ("test", "mkdocs", "properdocs"), ("properdocs", "properdocs", "mkdocs")],
)
def test_a_lock_has_one_host(lock: str, host: str, other: str) -> None:
    found = locked(lock)
    assert host in found
    assert other not in found
