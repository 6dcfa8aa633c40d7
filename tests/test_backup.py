"""A file of the author's, kept as it was."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from mkdocs_reciprocity.backup import keep_copy
from mkdocs_reciprocity.sources.log_shape import NotWritten


def test_each_copy_has_a_name_of_its_own(tmp_path: Path) -> None:
    log = tmp_path / "log.yml"
    names = [keep_copy(log, "log.yml", body).name for body in (b"one", b"two")]
    assert names == [".log.yml.before.private.yml", ".log.yml.before-2.private.yml"]
    assert [(tmp_path / name).read_bytes() for name in names] == [b"one", b"two"]
    assert {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in names} == {0o600}


def test_beside_the_file_that_a_link_leads_to(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real/log.yml").write_bytes(b"x")
    (tmp_path / "log.yml").symlink_to(tmp_path / "real/log.yml")
    assert keep_copy(tmp_path / "log.yml", "log.yml", b"x").parent == tmp_path / "real"


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match=r"log.yml: no copy of it could be kept \(No such file or directory\)"):
        keep_copy(tmp_path / "nowhere/log.yml", "log.yml", b"x")


def test_a_full_disk_leaves_no_half_of_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotWritten, match="No space left on device"):
        keep_copy(tmp_path / "log.yml", "log.yml", b"x")
    assert list(tmp_path.iterdir()) == []
