from __future__ import annotations

import itertools
import json
import os
from pathlib import Path

import pytest

from mkdocs_reciprocity.collect import plain_file
from mkdocs_reciprocity.collect.docs import GENERATED
from mkdocs_reciprocity.core.problem import Problem
from mkdocs_reciprocity.publish.docs_folder import Folder, digest, plan
from tests import needs

LOST = "this cannot be read, so files that were made before, and would be made otherwise today, count as yours"
MADE = {"shared/index.md": b"one\n", "a.css": b"two\n"}


def run(docs: Path, made: dict[str, bytes]) -> tuple[list[str], list[str]]:
    """What was done, and what was said."""
    folder = Folder(docs, "docs")
    before, said = folder.listed()
    todo = plan(made, folder.there({*made, *before}), before, "docs")
    done = [*folder.carry_out(todo)]
    problems = [*said, *todo.problems, *(one for one in done if isinstance(one, Problem))]
    return [" ".join(one) for one in done if not isinstance(one, Problem)], [str(problem) for problem in problems]


def files(docs: Path) -> dict[str, bytes]:
    every = sorted(path for path in docs.rglob("*") if path.is_file())
    return {path.relative_to(docs).as_posix(): path.read_bytes() for path in every if path.name != GENERATED}


def listed(docs: Path) -> set[str]:
    return {*json.loads((docs / GENERATED).read_bytes())["files"]}


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    assert run(tmp_path, MADE) == (["a.css written", "shared/index.md written"], [])
    assert files(tmp_path) == MADE
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert run(tmp_path, MADE) == ([], [])
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before
    assert run(tmp_path, {**MADE, "a.css": b"three\n"}) == (["a.css written"], [])
    assert (tmp_path / "a.css").read_bytes() == b"three\n"


def test_what_is_made_no_longer_is_removed_with_its_folder(tmp_path: Path) -> None:
    run(tmp_path, MADE)
    assert run(tmp_path, {"a.css": b"two\n"}) == (["shared/index.md removed"], [])
    assert not (tmp_path / "shared").exists()
    (tmp_path / "x.md").write_bytes(b"mine")
    assert run(tmp_path, {}) == (["a.css removed"], [])
    assert [path.name for path in tmp_path.iterdir()] == ["x.md"]


def test_a_folder_with_a_file_of_the_author_s_stays(tmp_path: Path) -> None:
    run(tmp_path, MADE)
    (tmp_path / "shared/mine.md").write_bytes(b"mine")
    run(tmp_path, {})
    assert files(tmp_path) == {"shared/mine.md": b"mine"}


def test_a_file_of_the_author_s_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_bytes(b"mine")
    said = ["docs/a.css: this is a file of yours, so none is made"]
    assert run(tmp_path, MADE) == (["shared/index.md written"], said)
    assert run(tmp_path, MADE) == ([], said)
    assert run(tmp_path, {}) == (["shared/index.md removed"], [])
    assert files(tmp_path) == {"a.css": b"mine"}


def test_a_file_that_the_author_changed_is_theirs(tmp_path: Path) -> None:
    run(tmp_path, MADE)
    (tmp_path / "a.css").write_bytes(b"mine")
    changed = "docs/a.css: you have changed this file since it was made, so it stays as it is"
    for _ in range(2):
        assert run(tmp_path, {**MADE, "a.css": b"three\n"}) == ([], [f"{changed}; delete it to have it made again"])
    assert run(tmp_path, {}) == (["shared/index.md removed"], [f"{changed}, though it is not made any more"])
    assert run(tmp_path, {}) == ([], [])
    assert files(tmp_path) == {"a.css": b"mine"}


def test_a_file_that_the_author_deleted_is_made_again(tmp_path: Path) -> None:
    run(tmp_path, MADE)
    (tmp_path / "a.css").unlink()
    assert run(tmp_path, MADE) == (["a.css written"], [])
    (tmp_path / "a.css").unlink()
    assert run(tmp_path, {"shared/index.md": b"one\n"}) == ([], [])
    assert listed(tmp_path) == {"shared/index.md"}


def test_line_ends_that_git_has_changed_are_no_change(tmp_path: Path) -> None:
    run(tmp_path, MADE)
    (tmp_path / "a.css").write_bytes(b"two\r\n")
    assert run(tmp_path, MADE) == ([], [])
    assert run(tmp_path, {**MADE, "a.css": b"three\n"}) == (["a.css written"], [])


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"files": {"a.css": 5}}', b"\xff", b"[" * 100_000])
def test_without_a_list_only_what_is_as_it_would_be_is_ours(tmp_path: Path, body: bytes) -> None:
    run(tmp_path, MADE)
    (tmp_path / GENERATED).write_bytes(body)
    done, said = run(tmp_path, {**MADE, "a.css": b"three\n"})
    assert done == []
    assert said == [
        f"docs/{GENERATED}: {LOST}",
        "docs/a.css: this is a file of yours, so none is made",
    ]
    assert listed(tmp_path) == {"shared/index.md"}


@pytest.mark.parametrize("path", ["../x.md", "/x.md", "a/../../x.md", "", ".", "a//b", "..\\x.md", "a\0b"])
def test_a_list_that_leads_out_of_the_folder_removes_nothing(tmp_path: Path, path: str) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (tmp_path / "x.md").write_bytes(b"x")
    (docs / GENERATED).write_text(json.dumps({"files": {path: [digest(b"x")]}}))
    done, _ = run(docs, {})
    assert done == []
    assert (tmp_path / "x.md").exists()


def test_nothing_is_written_where_a_link_leads_out(tmp_path: Path) -> None:
    docs, other = tmp_path / "docs", tmp_path / "other"
    docs.mkdir()
    other.mkdir()
    (docs / "shared").symlink_to(other)
    (docs / "a.css").symlink_to(other / "a.css")
    said = [
        "docs/a.css: this is a file of yours, so none is made",
        "docs/shared/index.md: a link leads from here out of docs/, where nothing is written",
    ]
    assert run(docs, MADE) == ([], said)
    (other / "a.css").write_bytes(b"mine")
    assert run(docs, MADE) == ([], said)
    assert files(other) == {"a.css": b"mine"}


def test_a_folder_of_pages_that_is_a_link_is_written_to(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "docs").symlink_to("real")
    run(tmp_path / "docs", MADE)
    assert files(tmp_path / "real") == MADE


def test_what_is_in_the_way_is_said_and_all_else_is_written(tmp_path: Path) -> None:
    (tmp_path / "shared").write_bytes(b"mine")
    (tmp_path / "b.css").mkdir()
    done, said = run(tmp_path, {**MADE, "b.css": b"x"})
    assert done == ["a.css written"]
    assert said == [
        "docs/b.css: this cannot be written (Is a directory)",
        "docs/shared/index.md: this cannot be written (Not a directory)",
    ]
    assert listed(tmp_path) == {"a.css"}


@needs.not_root()
def test_a_folder_that_is_read_only(tmp_path: Path) -> None:
    run(tmp_path, MADE)
    (tmp_path / "shared").chmod(0o555)
    done, said = run(tmp_path, {"shared/index.md": b"new\n", "a.css": b"new\n"})
    (tmp_path / "shared").chmod(0o755)
    assert done == ["a.css written"]
    assert said == ["docs/shared/index.md: this cannot be written (Permission denied)"]
    assert run(tmp_path, {"shared/index.md": b"new\n", "a.css": b"new\n"}) == (["shared/index.md written"], [])


class _Killed(BaseException):
    pass


def _after(steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ends the program at a step of writing."""
    left = itertools.count(steps, -1)
    make, replace = plain_file.make, Path.replace

    def killed_make(path: Path, body: bytes, mode: int, *, synced: bool) -> None:
        if next(left) <= 0:
            raise _Killed
        make(path, body, mode, synced=synced)

    def killed_replace(self: Path, target: Path) -> Path:
        if next(left) <= 0:
            raise _Killed
        return replace(self, target)

    monkeypatch.setattr(plain_file, "make", killed_make)
    monkeypatch.setattr(Path, "replace", killed_replace)


@pytest.mark.parametrize("steps", range(9))
def test_wherever_it_is_killed_the_next_run_goes_on(
    steps: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(tmp_path, MADE)
    new = {"shared/index.md": b"other\n", "b.css": b"more\n"}
    with monkeypatch.context() as patched:
        _after(steps, patched)
        if steps < 8:
            with pytest.raises(_Killed):
                run(tmp_path, new)
        else:
            run(tmp_path, new)
    assert {*files(tmp_path).values()} <= {*MADE.values(), *new.values()}
    assert run(tmp_path, {**new, "shared/index.md": b"third\n"})[1] == []
    assert files(tmp_path) == {**new, "shared/index.md": b"third\n"}


def test_a_list_that_cannot_be_written_leaves_all_as_it_is(tmp_path: Path) -> None:
    (tmp_path / GENERATED).mkdir()
    done, said = run(tmp_path, MADE)
    assert done == []
    assert said[-1] == f"docs/{GENERATED}: this cannot be written (Is a directory)"
    assert files(tmp_path) == {}


def test_new_files_are_for_everybody_whom_the_umask_lets(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        run(tmp_path, MADE)
    finally:
        os.umask(before)
    assert (tmp_path / "a.css").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize(("made", "there", "known"), [*itertools.product((None, b"x", b"y"), repeat=3)])
def test_every_case(made: bytes | None, there: bytes | None, known: bytes | None) -> None:
    """What was not written by us is never written over, whatever is to be there."""
    before = {} if known is None else {"a": (digest(known),)}
    todo = plan({} if made is None else {"a": made}, {"a": there}, before, "docs")
    if there is not None and there != known:
        assert not todo.write
        assert not todo.remove
    if made is not None and there is None:
        assert todo.write == {"a": made}
    assert (todo.remove == ("a",)) == (made is None and there is not None and there == known)
    assert bool(todo.problems) == (there is not None and there not in {made, known} and not (made is known is None))


def test_a_file_that_cannot_be_written_is_said_and_tried_again(tmp_path: Path) -> None:
    run(tmp_path, MADE)
    (tmp_path / ".a.css.reciprocity~").mkdir()
    new = {**MADE, "a.css": b"new\n", "shared/index.md": b"new\n"}
    done, said = run(tmp_path, new)
    assert done == ["shared/index.md written"]
    assert len(said) == 1
    assert said[0].startswith("docs/a.css: this cannot be written (")
    (tmp_path / ".a.css.reciprocity~").rmdir()
    assert run(tmp_path, new) == (["a.css written"], [])
