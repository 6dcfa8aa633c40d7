"""Changing the log on the disk: the old file or the new one, whatever happens."""

from __future__ import annotations

import errno
import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mkdocs_reciprocity.cache.folder import FOLDER
from mkdocs_reciprocity.collect.writing import log_file
from mkdocs_reciprocity.collect.writing.log_file import change
from mkdocs_reciprocity.core.editing.layout import NotWritten
from mkdocs_reciprocity.core.editing.new_log import HEADING
from mkdocs_reciprocity.core.log import reader as log_reader
from tests import needs
from tests.core.editing.appending import RULES, append, line

ROOT = Path(__file__).parents[2]
LOG = b"# mine\r\ninteractions:\r\n- {date: 2026, gave: share, peer: ada}\r\n"
BLOCK = "interactions:\n- date: 2026-11-20\n  gave: share\n  url: https://ada.example/x\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "reciprocity.yml"
    path.write_bytes(LOG)
    return path


def started(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.core.editing.appending", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def done(*arguments: object) -> str:
    process = started(*arguments)
    said, error = process.communicate()
    assert process.returncode == 0, error
    return said


def names(folder: Path) -> set[str]:
    return {found.name for found in folder.iterdir()}


def refusal(path: Path) -> str:
    with pytest.raises(NotWritten) as caught:
        append(path, "x")
    return str(caught.value)


def as_new(body: bytes) -> bytes:
    return LOG + b"- " + body + b"\r\n"


# --- what is written


def test_the_file_is_replaced_by_one_with_the_row(path: Path) -> None:
    before = path.stat()
    assert append(path, "x")
    assert path.read_bytes() == LOG + line("x").encode().replace(b"\n", b"\r\n")
    assert path.stat().st_ino != before.st_ino
    assert names(path.parent) == {"reciprocity.yml", ".cache"}
    assert (path.parent / FOLDER / ".gitignore").read_text("utf-8") == "*\n"


def test_nothing_is_written_where_nothing_changes(path: Path) -> None:
    before = path.stat()
    assert not change(path, "reciprocity.yml", lambda body: body)
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("umask", [0o022, 0o077])
def test_a_missing_file_is_made(tmp_path: Path, umask: int) -> None:
    path = tmp_path / "reciprocity.yml"
    old = os.umask(umask)
    try:
        assert append(path, "x")
    finally:
        os.umask(old)
    assert path.read_bytes() == HEADING + BLOCK.encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~umask


def test_nothing_is_made_for_nothing(tmp_path: Path) -> None:
    assert not change(tmp_path / "reciprocity.yml", "reciprocity.yml", lambda body: body)
    assert names(tmp_path) == {".cache"}


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_the_mode_stays(path: Path, mode: int) -> None:
    path.chmod(mode)
    append(path, "x")
    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_the_owner_stays(path: Path) -> None:
    os.chown(path, 12, 34)
    append(path, "x")
    assert (path.stat().st_uid, path.stat().st_gid) == (12, 34)


def test_an_owner_that_cannot_be_kept_is_no_obstacle(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    of_log = os.stat_result((0o100640, 0, 0, 1, 12, 34, 0, 0, 0, 0))

    def refuse(file: str, *owner: int) -> None:
        asked.append(owner)
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "chown", refuse)
    log_file._liken(str(path), of_log)
    assert asked == [(12, 34), (-1, 34)]
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_symlink_stays_one(path: Path) -> None:
    (path.parent / "elsewhere").mkdir()
    real = path.rename(path.parent / "elsewhere" / "log.yml")
    (path.parent / "middle.yml").symlink_to("elsewhere/log.yml")
    path.symlink_to("middle.yml")
    append(path, "x")
    assert path.is_symlink()
    assert (path.parent / "middle.yml").is_symlink()
    assert real.read_bytes().startswith(LOG + b"- {date: 2026-11-20")
    assert names(real.parent) == {"log.yml", ".cache"}


def test_a_symlink_to_nothing_yet(path: Path) -> None:
    path.unlink()
    path.symlink_to("later.yml")
    append(path, "x")
    assert (path.parent / "later.yml").read_bytes() == HEADING + BLOCK.encode()


def test_what_a_killed_command_has_left_is_swept(path: Path) -> None:
    kept = [
        ".other.yml.01234567.reciprocity~",
        ".reciprocity.yml.0123.reciprocity~",
        "reciprocity.yml~",
        ".reciprocity.yml.swp",
    ]
    for name in [*kept, ".reciprocity.yml.01234567.reciprocity~"]:
        (path.parent / name).write_bytes(b"half")
    append(path, "x")
    assert names(path.parent) == {"reciprocity.yml", ".cache", *kept}


# --- what is in the way


def test_a_log_that_cannot_be_parsed(path: Path) -> None:
    bad = LOG + b"- {date: 2026, note: asked her: why}\n"
    path.write_bytes(bad)
    assert refusal(path).startswith("reciprocity.yml:4: ")
    assert path.read_bytes() == bad
    assert names(path.parent) == {"reciprocity.yml", ".cache"}


def test_a_read_only_file(path: Path) -> None:
    path.chmod(0o444)
    assert refusal(path) == "reciprocity.yml: is read-only; allow writing to it first"
    assert path.read_bytes() == LOG


@needs.not_root()
def test_a_read_only_folder(path: Path) -> None:
    path.parent.chmod(0o555)
    try:
        assert refusal(path).startswith("reciprocity.yml: cannot be written (Permission denied in ")
    finally:
        path.parent.chmod(0o755)
    assert path.read_bytes() == LOG


def test_a_folder_that_cannot_be_made(path: Path) -> None:
    (path.parent / ".cache").write_bytes(b"")
    said = refusal(path)
    assert said.startswith("reciprocity.yml: cannot be written (")
    assert said.endswith("); it is as it was")
    assert path.read_bytes() == LOG


def test_what_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "folder.yml").mkdir()
    assert "folder.yml: is no plain file" in refusal(tmp_path / "folder.yml")
    os.mkfifo(tmp_path / "pipe.yml")
    assert "pipe.yml: is no plain file" in refusal(tmp_path / "pipe.yml")
    (tmp_path / "loop.yml").symlink_to("loop.yml")
    assert "loop.yml: cannot be written (Too many levels of symbolic links" in refusal(tmp_path / "loop.yml")
    assert "there is no folder" in refusal(tmp_path / "no" / "log.yml")


def test_a_disk_that_is_full(path: Path) -> None:
    said = done("limited", path)
    assert said.startswith("reciprocity.yml: cannot be written (File too large")
    assert path.read_bytes() == LOG
    assert names(path.parent) == {"reciprocity.yml", ".cache"}


@pytest.mark.parametrize(
    "failure", [OSError(errno.ENOSPC, "No space left on device"), OSError(errno.EIO, "Input/output error")]
)
@pytest.mark.parametrize("call", ["fsync", "chmod", "replace"])
def test_a_disk_that_fails(path: Path, monkeypatch: pytest.MonkeyPatch, call: str, failure: OSError) -> None:
    def fail(*_: object, **__: object) -> None:
        raise failure

    monkeypatch.setattr(os, call, fail)
    assert refusal(path) == f"reciprocity.yml: cannot be written ({failure.strerror}); it is as it was"
    monkeypatch.undo()
    assert path.read_bytes() == LOG
    assert names(path.parent) == {"reciprocity.yml", ".cache"}


def test_a_folder_that_cannot_be_synced_is_no_obstacle(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync

    def fail(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fail)
    assert append(path, "x")
    assert path.read_bytes() != LOG


@pytest.mark.parametrize("call", ["fsync", "chmod", "replace"])
def test_an_interruption_leaves_the_old_file_and_nothing_else(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, call, interrupt)
    with pytest.raises(KeyboardInterrupt):
        append(path, "x")
    monkeypatch.undo()
    assert path.read_bytes() == LOG
    assert names(path.parent) == {"reciprocity.yml", ".cache"}
    assert append(path, "x")


def test_control_c_in_a_terminal(path: Path) -> None:
    process = started(
        "many", path, "a", 1000
    )  # an end, for Python loses a Ctrl-C that comes while it calls a `__del__`
    assert process.stdout is not None
    assert process.stdout.readline() == "0\n"
    process.send_signal(signal.SIGINT)
    confirmed = 1 + len(process.stdout.read().split())  # `communicate` would lose what `readline` has read ahead
    process.communicate()
    rows = log_reader.parse(path.read_bytes(), "l", RULES).records.interactions
    assert len(rows) - 1 in {confirmed, confirmed + 1}
    assert names(path.parent) == {"reciprocity.yml", ".cache"}


# --- somebody else writes


def test_an_editor_that_saves_meanwhile_loses_nothing(path: Path) -> None:
    seen: list[bytes] = []

    def edit(body: bytes) -> bytes:
        if not seen:
            path.write_bytes(LOG + b"# saved\r\n")
        seen.append(body)
        return body + b"# ours\r\n"

    assert change(path, "reciprocity.yml", edit)
    assert seen == [LOG, LOG + b"# saved\r\n"]
    assert path.read_bytes() == LOG + b"# saved\r\n# ours\r\n"


def test_an_editor_that_writes_into_the_file_at_the_last_moment_loses_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the last look at the file, and before it is replaced."""
    replace, saved = os.replace, [b"# saved\r\n", b"# saved again\r\n"]

    def late(source: str, target: str) -> None:
        if saved and os.path.samefile(target, path):
            path.write_bytes(LOG + saved.pop(0))  # into the file that is there
        replace(source, target)

    monkeypatch.setattr(os, "replace", late)
    assert change(path, "reciprocity.yml", lambda body: body + b"# ours\r\n")
    assert path.read_bytes() == LOG + b"# saved again\r\n# ours\r\n"
    assert names(path.parent) == {"reciprocity.yml", ".cache"}


def test_an_editor_that_puts_a_new_file_there_while_it_is_looked_at_loses_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the file was read, which takes the longest; even where the new one holds the same."""
    looks: list[bytes | None] = []
    look = log_file._bytes_of

    def reading(real: str, name: str) -> bytes | None:
        looks.append(look(real, name))
        if len(looks) == 2:
            other = path.with_name("swap")
            other.write_bytes(LOG + b"# saved\r\n")
            os.replace(other, path)
        return looks[-1]

    monkeypatch.setattr(log_file, "_bytes_of", reading)
    assert change(path, "reciprocity.yml", lambda body: body + b"# ours\r\n")
    assert path.read_bytes() == LOG + b"# saved\r\n# ours\r\n"


def test_an_editor_that_saves_all_the_time_is_left_alone(path: Path) -> None:
    def edits() -> Iterator[bytes]:
        for number in range(100):
            yield LOG + b"# %d\r\n" % number

    texts = edits()

    def edit(body: bytes) -> bytes:
        path.write_bytes(next(texts))
        return body + b"# ours\r\n"

    with pytest.raises(NotWritten, match="another program changes it again and again"):
        change(path, "reciprocity.yml", edit)
    assert path.read_bytes() == LOG + b"# 4\r\n"
    assert names(path.parent) == {"reciprocity.yml", ".cache"}


def test_a_file_that_appears_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "reciprocity.yml"

    def edit(body: bytes) -> bytes:
        if not path.exists():
            path.write_bytes(LOG)
        return body + b"# ours\r\n"

    assert change(path, "reciprocity.yml", edit)
    assert path.read_bytes() == LOG + b"# ours\r\n"


def test_a_command_that_does_not_come_to_an_end(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_file, "_PATIENCE", 0.05)
    inner: list[str] = []

    def edit(body: bytes) -> bytes:
        inner.append(refusal(path))
        return body

    assert not change(path, "reciprocity.yml", edit)
    assert inner == ["reciprocity.yml: another command is writing to it, and does not come to an end; try again"]


def test_of_two_hundred_rows_by_eight_writers_none_is_lost(path: Path) -> None:
    link = path.parent / "same.yml"
    link.symlink_to(path)
    writers = [started("many", path if number % 2 else link, number, 25) for number in range(8)]
    for writer in writers:
        _, error = writer.communicate()
        assert writer.returncode == 0, error
    parsed = log_reader.parse(path.read_bytes(), "l", RULES)
    assert parsed.problems == ()
    written = [row.url for row in parsed.records.interactions[1:]]
    assert len(written) == 200
    assert set(written) == {f"https://ada.example/{name}-{number}" for name in range(8) for number in range(25)}
    assert path.read_bytes().startswith(LOG)


# --- kill -9


@pytest.mark.parametrize(
    ("where", "there"),
    [
        ("before open", False),
        ("after open", False),
        ("before fsync", False),
        ("after fsync", False),
        ("after chmod", False),
        ("before replace", False),
        ("after replace", True),
    ],
)
def test_killed_at_each_step(path: Path, where: str, there: bool) -> None:
    process = started("killed-at", path, where)
    _, error = process.communicate()
    assert process.returncode == -signal.SIGKILL, error
    row = line("x").encode().replace(b"\n", b"\r\n")
    assert path.read_bytes() == (LOG + row if there else LOG)
    strays = names(path.parent) - {"reciprocity.yml", ".cache"}
    assert len(strays) == (0 if there or where == "before open" else 1)
    assert append(path, "y")
    assert path.read_bytes().startswith(LOG + row if there else LOG)
    assert names(path.parent) == {"reciprocity.yml", ".cache"}


def test_of_two_hundred_kills_none_tears_the_log(path: Path) -> None:
    path.write_bytes(b"interactions:\n" + b"".join(line(f"old-{number}").encode() for number in range(300)))
    found = json.loads(done("killed", path, 200))
    assert found | {"rows": 0, "strays": 0} == {"rows": 0, "strays": 0, "torn": 0, "lost": 0, "left": 0, "bad": 0}
    assert found["rows"] >= 200
