"""Draws a small site, builds it with the real MkDocs, and looks at the files."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from msgspec import Struct


class Built(Struct):
    """A built site: its folder, what was logged ("WARNING text"), and whether a strict build was aborted."""

    folder: Path
    lines: list[str]
    aborted: bool

    def read(self, path: str) -> str:
        return (self.folder / path).read_text("utf-8")

    def has(self, path: str) -> bool:
        return (self.folder / path).exists()

    def warnings(self) -> list[str]:
        return [line for line in self.lines if line.startswith("WARNING")]

    def all_bytes(self) -> bytes:
        return b"\n".join(
            path.name.encode() + b"\n" + path.read_bytes() for path in sorted(self.folder.rglob("*")) if path.is_file()
        )


def draw(root: Path, files: Mapping[str, str | bytes], config: Mapping[str, Any] | None = None) -> Path:
    """Writes the files, and a mkdocs.yml with these settings over a small default; returns the path of mkdocs.yml.

    ``config["reciprocity"]`` are the plugin's options.
    """
    said = dict(config or {})
    options = said.pop("reciprocity", {})
    plugins = said.pop("plugins", ["search"])
    whole = {
        "site_name": "Looms",
        "site_url": "https://me.example/",
        "theme": {"name": "mkdocs"},
        **said,
        "plugins": [*plugins, {"reciprocity": options}],
    }
    (root / "docs").mkdir(parents=True, exist_ok=True)
    (root / "mkdocs.yml").write_text(yaml.safe_dump(whole, sort_keys=False), "utf-8")
    if "docs/index.md" not in files:
        (root / "docs/index.md").write_text("# Looms\n\nA blog.\n", "utf-8")
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root / "mkdocs.yml"


class _Lines(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.getMessage()}")


def make(config_file: Path, *, strict: bool = False, dirty: bool = False) -> Built:
    """Builds the site as ``mkdocs build`` does."""
    logger = logging.getLogger("mkdocs")
    level = logger.level
    handler = _Lines()
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    aborted = False
    try:
        config = load_config(str(config_file), strict=strict)
        config.plugins.on_startup(command="build", dirty=dirty)
        try:
            build(config, dirty=dirty)
        except Abort:
            aborted = True
        finally:
            config.plugins.on_shutdown()
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
    return Built(Path(config.site_dir), handler.lines, aborted)


def site(
    root: Path, files: Mapping[str, str | bytes], config: Mapping[str, Any] | None = None, *, strict: bool = False
) -> Built:
    """Draws and builds."""
    return make(draw(root, files, config), strict=strict)
