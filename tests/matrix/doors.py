"""Builds a cell as its host does, in a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mkdocs_reciprocity.collect.mkdocs_yml import EXTENSION
from tests.matrix import blog
from tests.matrix.cell import Cell, Host, Made

STYLESHEET = "assets/reciprocity/reciprocity.css"


def build(cell: Cell, host: Host, root: Path, *, with_ours: bool = True) -> Made:
    """Writes the sources and builds the site, with our plugin or without it.

    Raises:
        AssertionError: the build has failed; its message is what was printed.
    """
    drawn(cell, host, root, with_ours=with_ours)
    lines = run(generate(), root) if host == "zensical" and with_ours else []
    lines += run(command(host), root)
    directories = bool(cell.config.get("use_directory_urls", True))
    return Made(root, root / "site", host, lines, directories, "markdown_extensions" not in cell.config)


def drawn(cell: Cell, host: Host, root: Path, *, with_ours: bool = True) -> Path:
    """Writes the sources; returns the path of mkdocs.yml."""
    path = blog.write(root, cell.files, settings(cell, host, with_ours=with_ours))
    if cell.git:
        for words in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-q", "-m", "The blog"]):
            run([_program("git"), *words], root)
    return path


def settings(cell: Cell, host: Host, *, with_ours: bool = True) -> dict[str, Any]:
    """What is in mkdocs.yml. Our plugin is the last one in MkDocs, and the first one in ProperDocs."""
    search = [] if any(name.split("/")[-1] == "search" for name in cell.plugin_names()) else ["search"]
    ours = [{"reciprocity": dict(cell.options)}] if with_ours else []
    plugins = [*search, *cell.plugins]
    plugins = [*ours, *plugins] if host == "properdocs" else [*plugins, *ours]
    return {**_of_host(cell, host, with_ours), "strict": not cell.warns, **cell.config, "plugins": plugins}


def _of_host(cell: Cell, host: Host, with_ours: bool) -> dict[str, Any]:
    """The theme; for Zensical, which has one of its own, what `generate` asks for."""
    if host != "zensical":
        return {"theme": {"name": cell.theme} if isinstance(cell.theme, str) else dict(cell.theme)}
    extension, watch = ([EXTENSION], ["docs/.reciprocity.markdown.json"]) if with_ours else ([], [])
    return {"extra_css": [STYLESHEET], "markdown_extensions": ["tables", *extension], "watch": watch}


def command(host: Host, word: str = "build") -> list[str]:
    """The host's command."""
    if host == "zensical":
        return [_program("zensical"), word, "--strict"]
    return [sys.executable, "-m", host, word, "-f", "mkdocs.yml"]


def generate() -> list[str]:
    return [_program("mkdocs-reciprocity"), "generate"]


def run(words: Sequence[str], folder: Path) -> list[str]:
    """What a command prints, line by line."""
    done = subprocess.run(
        words,
        cwd=folder,
        env=surroundings(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0, f"{' '.join(words)}: exit status {done.returncode}\n{said}"
    return said.splitlines()


def surroundings() -> dict[str, str]:
    """The environment of a command; git knows an author and a day in it, and nobody's settings."""
    known = {"NAME": "Mara", "EMAIL": "mara@me.example", "DATE": "2026-11-20T12:00:00Z"}
    who = {f"GIT_{role}_{what}": word for role in ("AUTHOR", "COMMITTER") for what, word in known.items()}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    nobody = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    return {**os.environ, **who, **nobody, "PATH": path, "PYTHONUTF8": "1", "COLUMNS": "200"}


def _program(name: str) -> str:
    """Where a program is: beside Python, or on the path."""
    beside = str(Path(sys.executable).parent)
    return shutil.which(name, path=beside) or shutil.which(name) or name


def zensical_is_there() -> bool:
    return shutil.which(_program("zensical")) is not None
