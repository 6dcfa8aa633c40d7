"""The examples in the documentation: every fenced block of every page."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click
from click.testing import CliRunner, Result

from mkdocs_reciprocity.cli import main

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), ROOT / "README.md"])

_FENCED = re.compile(
    r'^```(?P<language>[a-z]*)(?: title="(?P<title>[^"]*)")?\n(?P<text>.*?)^```$', re.DOTALL | re.MULTILINE
)
_FENCE = re.compile(r"^\s*(?:```|~~~)", re.MULTILINE)


class Block(NamedTuple):
    """One example: the page, the line on which it begins, its language and title (both may be empty), and its lines."""

    page: str
    line: int
    language: str
    title: str
    text: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def blocks(page: Path) -> Iterator[Block]:
    """All of a page, in order.

    Raises:
        AssertionError: a fence is written in a way that this does not read.
    """
    text = page.read_text("utf-8")
    found = list(_FENCED.finditer(text))
    assert len(_FENCE.findall(text)) == 2 * len(found), page
    for match in found:
        line = text.count("\n", 0, match.start()) + 1
        language, title, inside = match["language"], match["title"] or "", match["text"]
        yield Block(page.relative_to(ROOT).as_posix(), line, language, title, inside)


EXAMPLES = [block for page in PAGES for block in blocks(page)]


def understood(command: str) -> click.Command:
    """The command, its arguments parsed and not run.

    Raises:
        click.UsageError: there is no such command, option or choice.
    """
    of: click.Command = main
    context = click.Context(main, **main.context_settings)  # click keeps each help option as it was first asked for
    arguments = shlex.split(command, comments=True)[1:]
    while isinstance(of, click.Group) and arguments:
        name, found, arguments = of.resolve_command(context, arguments)
        assert found is not None
        of, context = found, click.Context(found, context, name)
    of.parse_args(context, arguments)
    return of


def run(command: str, given: str = "", **environment: str) -> Result:
    """What the command does in the working folder, with what is ``given`` on its standard input."""
    return CliRunner(env=environment).invoke(main, shlex.split(command, comments=True)[1:], input=given)
