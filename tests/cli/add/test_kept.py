"""``add --kept``: only into files that git keeps. Everything else would be lost with the machine."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mkdocs_reciprocity.cli import main
from tests import needs

pytestmark = needs.program("git")

LOG = """\
peers:
  ada: {name: Ada Example, home: https://ada.example/}
  dora: {name: Dora, home: https://dora.example/, private: true}
interactions:
- {date: 2026-11-02, gave: share, url: https://ada.example/engines/}
"""
POST = "https://ada.example/notes/"
PRIVATE = "reciprocity.private.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Me\nsite_url: https://me.example/\nplugins: [reciprocity]\n", "utf-8"
    )
    (tmp_path / "reciprocity.yml").write_text(LOG, "utf-8")
    (tmp_path / ".gitignore").write_text(f"/{PRIVATE}\n", "utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    return tmp_path


def git(root: Path, *command: str) -> None:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *command], cwd=root, env=environment, check=True, capture_output=True)


def run(root: Path, *arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, ["add", "-f", str(root / "mkdocs.yml"), "--kept", *arguments], input=given)


def added(root: Path) -> str:
    return (root / "reciprocity.yml").read_text("utf-8").removeprefix(LOG)


def test_a_public_row_goes_where_it_goes(root: Path) -> None:
    assert run(root, "share", POST, "--date", "2026-11-20").exit_code == 0
    assert added(root) == f"- {{date: 2026-11-20, gave: share, peer: ada, url: {POST}}}\n"


@pytest.mark.parametrize("address", ["https://dora.example/x/", "https://dora.example:8443/x/"])
@pytest.mark.parametrize("ignored", [True, False])
def test_what_is_about_somebody_private_is_refused(root: Path, ignored: bool, address: str) -> None:
    """Even if git does not ignore the file yet: whoever writes it has git ignore it."""
    if not ignored:
        (root / ".gitignore").unlink()
    result = run(root, "share", address)
    assert result.exit_code == 2
    assert "this row would go into a file that git does not keep" in result.output
    assert not (root / PRIVATE).exists()
    assert added(root) == ""


def test_a_private_file_that_git_keeps_is_written(root: Path) -> None:
    (root / PRIVATE).write_text("interactions:\n", "utf-8")
    git(root, "add", "--force", PRIVATE)
    assert run(root, "share", "https://dora.example/x/").exit_code == 0
    assert "dora.example" in (root / PRIVATE).read_text("utf-8")
    assert added(root) == ""


def test_a_row_that_says_that_it_is_private_stands_beside_the_public_ones(root: Path) -> None:
    assert run(root, "share", POST, "--date", "2026-11-20", "--private").exit_code == 0
    assert added(root) == f"- {{date: 2026-11-20, gave: share, peer: ada, url: {POST}, private: true}}\n"
    form = f"### kind\nshare\n### url\n{POST}b/\n### private\nyes\n"
    assert run(root, "--form", "-", "--date", "2026-11-20", given=form).exit_code == 0
    assert "notes/b/, private: true}" in added(root)
    assert not (root / PRIVATE).exists()


def test_a_key_in_an_address_goes_nowhere(root: Path) -> None:
    address = "https://ada.example/feed?token=0123456789abcdef0123456789abcdef"
    for more in ([], ["--private"]):
        result = run(root, "share", address, *more)
        assert result.exit_code == 2, result.output
        assert added(root) == ""
        assert not (root / PRIVATE).exists()


def test_a_file_that_is_named_has_to_be_kept_too(root: Path) -> None:
    result = run(root, "share", POST, "--file", PRIVATE)
    assert result.exit_code == 2
    assert "git does not keep" in result.output


@pytest.mark.parametrize("to", ["elsewhere/log.yml", "inner/log.yml"])
def test_another_repository_or_none_keeps_it_not(tmp_path: Path, to: str) -> None:
    """A link leads out of the repository, or into one inside of it, such as a submodule."""
    root = tmp_path / "blog"
    (root / "inner").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (root / "mkdocs.yml").write_text("site_name: Me\nsite_url: https://me.example/\nplugins: [reciprocity]\n", "utf-8")
    git(root, "init", "--quiet")
    git(root / "inner", "init", "--quiet")
    target = (tmp_path if to.startswith("elsewhere") else root) / to
    target.write_text(LOG, "utf-8")
    (root / "reciprocity.yml").symlink_to(target)
    result = run(root, "share", POST)
    assert result.exit_code == 2, result.output
    assert "this row would go into a file that git does not keep" in result.output
    assert target.read_text("utf-8") == LOG
