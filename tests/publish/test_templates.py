"""Our templates are compiled once; what was kept of that is never trusted further than the package itself."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest
from jinja2 import Environment

from mkdocs_reciprocity.core.views.places import Place
from mkdocs_reciprocity.publish import filters, templates
from mkdocs_reciprocity.publish.renderer import Frame, Renderer
from tests.publish.test_renderer import ADDRESSES


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[list[str]]:
    """The names of the templates that Jinja compiles, as it does; what is kept goes into ``tmp_path / "kept"``."""
    names: list[str] = []
    compile_ = Environment.compile

    def counted(self: Environment, source: str, name: str | None = None, *rest: object, **more: object) -> object:
        names.append(str(name))
        return compile_(self, source, name, *rest, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Environment, "compile", counted)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    yield names
    templates.environment.cache_clear()


def lifts(*folders: Path) -> str:
    """A fragment, made as a new process makes it."""
    templates.environment.cache_clear()
    shown = Renderer(Frame(folders=(*map(str, folders), str(templates.overrides()))), ADDRESSES)
    return shown.fragment("lifts", "", people=(Place("Ada", "https://ada.example/"),)).html


def kept(tmp_path: Path) -> Path:
    (found,) = (tmp_path / "kept").rglob("template-lifts*")
    return found


def test_a_template_is_compiled_once(compiled: list[str], tmp_path: Path) -> None:
    first = lifts()
    assert compiled == ["reciprocity/lifts.html"]
    assert lifts() == first
    assert compiled == ["reciprocity/lifts.html"]
    assert kept(tmp_path).suffix == ".pyc"


def test_an_authors_template_wins_at_once_and_nothing_is_kept_of_it(compiled: list[str], tmp_path: Path) -> None:
    lifts()
    before = kept(tmp_path).read_bytes()
    mine = tmp_path / "theme" / "reciprocity" / "lifts.html"
    mine.parent.mkdir(parents=True)
    for text in ("mine", "mine, changed"):
        mine.write_text(text, "utf-8")
        assert lifts(tmp_path / "theme") == text
    assert compiled == ["reciprocity/lifts.html"] * 3
    assert os.listdir(mine.parent) == ["lifts.html"]
    mine.unlink()
    assert "Ada" in lifts(tmp_path / "theme")
    assert kept(tmp_path).read_bytes() == before
    assert len(compiled) == 3


def damaged(whole: bytes) -> Iterator[bytes]:
    yield b""
    yield b"\0" * len(whole)
    yield b"import os\n" * 40
    yield whole + b"\0"
    for length in range(1, len(whole), 97):
        yield whole[:length]
    for place in [*range(24), *range(24, len(whole), 61)]:
        yield whole[:place] + bytes([whole[place] ^ 0x10]) + whole[place + 1 :]


def test_a_damaged_file_is_made_anew(compiled: list[str], tmp_path: Path) -> None:
    right = lifts()
    file = kept(tmp_path)
    whole = file.read_bytes()
    for number, bad in enumerate(damaged(whole), 2):
        file.write_bytes(bad)
        assert lifts() == right
        assert len(compiled) == number
        assert file.read_bytes() == whole


def test_what_other_versions_made_is_made_anew(
    compiled: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = lifts()
    monkeypatch.setattr(jinja2, "__version__", "3.999")
    assert lifts() == right
    assert len(compiled) == 2
    other = tmp_path / "filters.py"  # what templates can call decides too how they are compiled
    other.write_text("# another release\n", "utf-8")
    monkeypatch.setattr(filters, "__file__", str(other))
    assert lifts() == right
    assert len(compiled) == 3


def test_what_cannot_be_kept_is_compiled_each_time(
    compiled: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kept").write_text("a file where a folder would be", "utf-8")
    assert lifts() == lifts()
    assert len(compiled) == 2
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "other"))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert lifts() == lifts()
    assert len(compiled) == 4
    assert not (tmp_path / "other").exists()


def test_a_python_that_keeps_no_code_keeps_none_of_templates(
    compiled: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.implementation, "cache_tag", None)
    assert lifts() == lifts()
    assert len(compiled) == 2
    assert not (tmp_path / "kept").exists()


def test_a_preview_sees_that_an_authors_template_comes_changes_and_goes(tmp_path: Path) -> None:
    folders = (str(tmp_path), str(templates.overrides()))
    mine = tmp_path / "reciprocity" / "lifts.html"

    def shown() -> str:
        """A fragment, made by the process that made the one before."""
        return Renderer(Frame(folders=folders), ADDRESSES).fragment("lifts", "", people=()).html

    ours = shown()
    mine.parent.mkdir()
    mine.write_text("mine")
    assert shown() == "mine"
    at = mine.stat().st_mtime_ns
    mine.write_text("again")  # of another length
    os.utime(mine, ns=(at, at))
    assert shown() == "again"
    other = tmp_path / "other"
    other.write_text("other")  # another file, as editors save
    os.utime(other, ns=(at, at))
    other.replace(mine)
    assert shown() == "other"
    mine.unlink()
    assert shown() == ours
