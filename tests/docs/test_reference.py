"""The pages of reference name all that there is: commands and their options, kinds, markers, templates, languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest

from mkdocs_reciprocity.cli import main
from mkdocs_reciprocity.core.markers import NAMES
from mkdocs_reciprocity.core.model import KINDS
from tests.docs.blocks import DOCS, ROOT

WHOLE = " ".join(path.read_text("utf-8") for path in sorted(DOCS.rglob("*.md")))


def every_command() -> Iterator[tuple[str, click.Command]]:
    """Each with its name as it is typed: ``peers add``."""
    context = click.Context(main, **main.context_settings)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        yield name, command
        if isinstance(command, click.Group):
            for below in command.list_commands(context):
                of = command.get_command(context, below)
                assert of is not None
                yield f"{name} {below}", of


COMMANDS = dict(every_command())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented_with_all_its_options(name: str) -> None:
    assert re.search(rf"(mkdocs-reciprocity |`){name}\b", WHOLE)
    for parameter in COMMANDS[name].params:
        if isinstance(parameter, click.Option) and "--help" not in parameter.opts:
            assert any(f"{option}" in WHOLE for option in parameter.opts), (name, parameter.opts)


def test_every_kind_stands_with_its_reach() -> None:
    page = (DOCS / "log.md").read_text("utf-8")
    rows = re.findall(r"^\| (spread|talk|nod): [^|]*\| ([^|]*) \|$", page, re.MULTILINE)
    listed = {reach: set(kinds.split(", ")) for reach, kinds in rows}
    built_in = {reach: {kind.name for kind in KINDS.values() if kind.reach == reach} for reach in listed}
    assert listed == built_in


def test_every_marker_is_listed() -> None:
    page = (DOCS / "pages.md").read_text("utf-8")
    assert {name for name, _ in re.findall(r"`<!-- reciprocity:([a-z-]+)( \d+)? -->`", page)} == set(NAMES)


def test_every_template_is_listed() -> None:
    page = (DOCS / "pages.md").read_text("utf-8")
    for path in (ROOT / "theme_overrides/reciprocity").iterdir():
        assert f"`{path.name}`" in page


def test_every_language_is_named() -> None:
    page = (DOCS / "languages.md").read_text("utf-8")
    for path in (ROOT / "mkdocs_reciprocity/publish/locale").glob("*.po"):
        assert f"(`{path.stem}`)" in page
