"""The questions of `init`: which of the sites that pages link to are peers."""

from __future__ import annotations

from collections.abc import Sequence

import click

from mkdocs_reciprocity import naming
from mkdocs_reciprocity.pages.badge import counted
from mkdocs_reciprocity.problem import in_one_line, quoted
from mkdocs_reciprocity.sources.yaml_text import Value
from mkdocs_reciprocity.url import Url

NewPeer = tuple[str, dict[str, Value]]
"""An id, and the fields."""


def chosen(found: Sequence[tuple[Url, int]], taken: list[str]) -> list[NewPeer]:
    """Those that the author names, in that order.

    Args:
        found: the sites, with the number of pages that link to each.
        taken: the ids that there are; those of the new peers are added.

    Raises:
        click.Abort: Ctrl-C, or the end of the input.
    """
    click.echo("Your pages link to:")
    for number, (home, pages) in enumerate(found, 1):
        click.echo(f"{number:4}  {in_one_line(home)}  ({counted(pages, 'page', 'pages')})")
    numbers = click.prompt(
        "Which are the blogs of your peers? Numbers, or nothing",
        default="",
        show_default=False,
        value_proc=lambda text: _numbers(text, len(found)),
    )
    peers: list[NewPeer] = []
    for number in numbers:
        home = found[number - 1][0]
        name = click.prompt(f"Whose is {in_one_line(home)}? A name", default="", show_default=False).strip()
        taken.append(naming.peer_id(name, home, taken))
        peers.append((taken[-1], {"name": name, "home": home} if name else {"home": home}))
    return peers


def _numbers(text: str, most: int) -> list[int]:
    words = text.replace(",", " ").split()
    wrong = next((word for word in words if not (word.isdecimal() and 1 <= int(word) <= most)), None)
    if wrong is not None:
        raise click.UsageError(f"{quoted(wrong)} is no number from 1 to {most}; write them as 1 3 4")
    return list(dict.fromkeys(map(int, words)))
