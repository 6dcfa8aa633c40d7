"""Files of the author's, kept as they were."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from mkdocs_reciprocity.collect.writing import backup
from mkdocs_reciprocity.core.editing.layout import NotWritten


def test_each_copy_has_a_name_of_its_own(tmp_path: Path) -> None:
    files = ["log.yml", "old/log.yml", "log.private.yml", "a.yaml"]
    for numbers in (("", "-2", ""), ("-3", "-4", "-2")):
        found = backup.names(tmp_path, files, wanted=True)
        assert [found[file].name for file in files[:3]] == [
            f"{base}.before{number}.private.yml"
            for base, number in zip(("log.yml", "log.yml", "log.private.yml"), numbers, strict=True)
        ]
        for file, path in found.items():
            backup.keep(path, file, file.encode())
            assert path.read_bytes() == file.encode()
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert backup.names(tmp_path, files, wanted=False) == {}


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match=r"log.yml: no copy of it could be kept \(No such file or directory\)"):
        backup.keep(tmp_path / "nowhere/log.yml", "log.yml", b"x")


def test_a_full_disk_leaves_no_half_of_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotWritten, match="No space left on device"):
        backup.keep(tmp_path / "log.yml", "log.yml", b"x")
    assert list(tmp_path.iterdir()) == []
