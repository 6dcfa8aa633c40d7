"""The options, as MkDocs declares them. What they may be is said, and checked, in `core.options`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mkdocs.config.base import BaseConfigOption, Config, ConfigErrors, ConfigWarnings, ValidationError

from mkdocs_reciprocity.collect import plain_file
from mkdocs_reciprocity.core import options


class Option(BaseConfigOption[Any]):
    """An option with its default, whatever is written there."""

    def __init__(self, default: object) -> None:
        super().__init__()
        self.default = default


class ReciprocityConfig(Config):
    """The options below ``reciprocity:`` in mkdocs.yml."""

    _schema = tuple((name, Option(default)) for name, default in options.DEFAULTS.items())

    def validate(self) -> tuple[ConfigErrors, ConfigWarnings]:
        """All wrong options at once, each with what would be right."""
        wrong = [
            (problem.message.split(": ", 1), problem.where.line)
            for problem in options.read(dict(self), line_of=self._line_of).problems
        ]
        name = Path(self.config_file_path or "mkdocs.yml").name
        return [
            (option.removeprefix("option ").strip('`"'), ValidationError(f"{says} ({name}:{line})" if line else says))
            for (option, says), line in wrong
        ], []

    def _line_of(self, path: Sequence[str]) -> int:
        from mkdocs_reciprocity.core.editing.mkdocs_yml import line_of  # noqa: PLC0415 - where something is wrong

        try:
            return line_of(plain_file.read(Path(self.config_file_path or "")), "reciprocity", path)
        except OSError:  # there need be no file: it is a detail of a message
            return 0
