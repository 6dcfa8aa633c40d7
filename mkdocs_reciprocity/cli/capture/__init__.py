"""``mkdocs-reciprocity capture``: for the workflow that ``init --capture`` writes. A module for each command.

In comes what a forge tells of issues; out go the forms that the author has sent, the names of the files to be kept, and
the answer. The row itself is written by ``add --form``. It knows no other command.
"""

from __future__ import annotations

import click

from mkdocs_reciprocity.cli.terminal.command import Commands


@click.group(
    cls=Commands,
    package=__name__,
    said={
        "issues": "Take the forms that you have sent out of what the forge tells.",
        "files": "Print the names of the files that git is to keep.",
        "answer": "Print what is to be said below the issue.",
    },
)
def capture() -> None:
    """Take a gift from an issue into the log: for the workflow that `init --capture` writes."""
