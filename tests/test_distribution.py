"""What is published: the wheel has all that runs, and nothing else; from the sdist comes the same wheel."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "mkdocs_reciprocity"
DATA = {".py", ".md", ".po", ".json", ".html", ".css", ".js", ".typed"}
"""What is in the package and its templates."""


def hatch(folder: Path, made: Path, target: str) -> Path:
    """Builds a distribution of the project in a folder; without any network."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(made)]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    (path,) = made.glob("*.whl" if target == "wheel" else "*.tar.gz")
    return path


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist, unpacked elsewhere, where there is no git."""
    made = tmp_path_factory.mktemp("sdist")
    with tarfile.open(hatch(ROOT, made, "sdist")) as archive:
        archive.extractall(made, filter="data")
    (folder,) = (path for path in made.iterdir() if path.is_dir())
    return folder


@pytest.fixture(scope="module")
def wheel(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hatch(source, tmp_path_factory.mktemp("wheel"), "wheel")


def test_the_wheel_has_the_package_its_templates_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    folders = {"mkdocs_reciprocity": PACKAGE, "mkdocs_reciprocity/theme_overrides": ROOT / "theme_overrides"}
    ours = {
        f"{name}/{path.relative_to(folder).as_posix()}"
        for name, folder in folders.items()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix in DATA and "__pycache__" not in path.parts
    }
    assert names == ours | {"mkdocs_reciprocity/py.typed"}


def test_the_sdist_has_what_the_tests_read(source: Path) -> None:
    for name in (
        "ARCHITECTURE.md",
        "mkdocs.yml",
        "requirements/test.txt",
        ".ci/run",
        ".pre-commit-hooks.yaml",
        "tests",
    ):
        assert (source / name).exists(), name


def test_what_is_in_the_wheel_is_enough(wheel: Path, tmp_path: Path) -> None:
    """Run from the unpacked wheel, without the checkout."""
    library = tmp_path / "library"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(library)
    site = tmp_path / "site"
    (site / "docs").mkdir(parents=True)
    (site / "docs/index.md").write_text("# Looms\n", "utf-8")
    (site / "mkdocs.yml").write_text("site_name: Looms\nsite_url: https://me.example/\n", "utf-8")
    program = f"import sys; sys.path.insert(0, {str(library)!r}); from mkdocs_reciprocity.cli import main; main()"
    for arguments in (["init", "--write"], ["generate"], ["check"], ["schema", "log"], ["desk"]):
        command = [sys.executable, "-I", "-c", program, *arguments]
        done = subprocess.run(command, cwd=site, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    assert "reciprocity" in (site / "docs/shared/index.md").read_text("utf-8")
    assert (site / "docs/assets/reciprocity/reciprocity.css").exists()
