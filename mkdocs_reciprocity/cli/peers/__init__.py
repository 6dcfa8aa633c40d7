"""``mkdocs-reciprocity peers``: a module for each of its commands.

In come ids and addresses of blogs; out goes the list of peers, or a log with one more peer, with another id for one,
or with one who is recommended.
The commands know nothing of each other. What a blog says of itself is found by `collect.discovery`.
"""

from __future__ import annotations

import click

from mkdocs_reciprocity.cli.terminal.command import Commands, config_option, examples


@click.group(
    cls=Commands,
    package=__name__,
    said={
        "list": "List your peers; the default.",
        "add": "Add a peer by the address of their blog.",
        "rename": "Give a peer another id.",
        "recommend": "Recommend a peer's blog.",
    },
    invoke_without_command=True,
    epilog=examples("peers", "peers add https://ada.example/"),
)
@config_option
@click.pass_context
def peers(context: click.Context, config_file: str | None) -> None:
    """List your peers, add, rename and recommend them. Without a command, they are listed."""
    if context.invoked_subcommand is None:
        from mkdocs_reciprocity.cli.peers.list import list_  # noqa: PLC0415 - as the other commands

        context.invoke(list_, config_file=config_file)
