from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_reciprocity.collect import log_files
from mkdocs_reciprocity.collect.log_files import Files
from mkdocs_reciprocity.core import options as declared


def read(root: Path, **options: object) -> Files:
    return log_files.read(root, declared.read(options).records)


def write(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# {name}\n", "utf-8")


@pytest.mark.parametrize(
    ("name", "private"),
    [
        ("reciprocity.private.yml", True),
        ("log/x.private.yaml", True),
        ("blogroll.private.opml", True),
        ("X.PRIVATE.YML", True),
        ("private.yml", False),
        ("a.private/b.yml", False),
        ("x.private.yml.txt", False),
        ("reciprocity.yml", False),
    ],
)
def test_private_names(name: str, private: bool) -> None:
    assert log_files.is_private(name) is private


def test_the_defaults(tmp_path: Path) -> None:
    nothing = read(tmp_path)
    assert (nothing.texts, nothing.logs, nothing.problems) == ((), 0, ())
    assert log_files.missing(nothing, declared.read({}).records) == "reciprocity.yml"
    write(tmp_path, "reciprocity.yml", "reciprocity.private.yml")
    both = read(tmp_path)
    assert [(text.name, text.private) for text in both.texts] == [
        ("reciprocity.yml", False),
        ("reciprocity.private.yml", True),
    ]
    assert both.logs == 2
    assert both.paths == (tmp_path / "reciprocity.yml", tmp_path / "reciprocity.private.yml")
    assert log_files.missing(both, declared.read({}).records) == ""


def test_patterns_in_order_and_each_file_once(tmp_path: Path) -> None:
    write(tmp_path, "log/2026.yml", "log/2025.yml", "log/deep/x.yml", "log/notes.txt", "other.yml")
    files = read(tmp_path, log=["other.yml", "log/*.yml", "log/2025.yml", "./other.yml"])
    assert [text.name for text in files.texts] == ["other.yml", "log/2025.yml", "log/2026.yml"]
    assert len(read(tmp_path, log="log/**/*.yml").texts) == 3


def test_the_peers_file_is_no_log(tmp_path: Path) -> None:
    write(tmp_path, "people.yml")
    files = read(tmp_path, peers="people.yml")
    assert [text.name for text in files.texts] == ["people.yml"]
    assert files.logs == 0


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"log": ["given.yml"]}, "given.yml: the option `log` names this file"),
        ({"peers": "people.yml"}, "people.yml: the option `peers` names this file"),
        ({"log": ["folder"]}, "folder: cannot be read"),
    ],
)
def test_files_that_are_missing(tmp_path: Path, options: dict[str, object], expected: str) -> None:
    (tmp_path / "folder").mkdir()
    (problem,) = read(tmp_path, **options).problems
    assert str(problem).startswith(expected)
    assert problem.level == "error"


def test_private_files_may_be_missing(tmp_path: Path) -> None:
    write(tmp_path, "a.yml")
    assert read(tmp_path, log=["a.yml", "b.private.yml"]).problems == ()


def test_reading_changes_nothing(tmp_path: Path) -> None:
    write(tmp_path, "reciprocity.yml")
    before = (tmp_path / "reciprocity.yml").stat()
    assert read(tmp_path).texts[0].body == b"# reciprocity.yml\n"
    after = (tmp_path / "reciprocity.yml").stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)
