"""``mkdocs-reciprocity desk``: what the author gave, and can give today; a module for each of its commands.

In come what the log, the feeds and the pages say; out goes text, and from its commands the row of what was done. What
stands on the desk, and in which words, is decided in `core.desk`. The commands know nothing of each other.
"""

from __future__ import annotations

import click
from click.core import ParameterSource

from mkdocs_reciprocity.cli.terminal.command import Commands, config_option, examples, offered


@click.group(
    cls=Commands,
    package=__name__,
    said={
        "write": "Write to a peer: a note that begins itself.",
        "letters": "Write a letter to each who gave you something in a year.",
        "related": "Show who has written about the subject of a page.",
    },
    invoke_without_command=True,
    epilog=examples("desk --minutes 10", "desk --peer ada", "desk write"),
)
@config_option
@click.option(
    "--minutes", type=click.IntRange(1, 24 * 60), default=20, show_default=True, help="How long you want to read."
)
@click.option(
    "--peer",
    metavar="ID",
    shell_complete=offered("peers"),
    help="Show everything with one peer: what was given and got, first and last.",
)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def desk(context: click.Context, config_file: str | None, minutes: int, peer: str | None, format_: str) -> None:
    """Show your desk: what you gave, what to read now, whom to thank and to greet, and what was said and asked.

    It is private: it shows what no build contains. The pages are known as the last build or preview saw them, the
    feeds as they were read last. Problems go to stderr.
    """
    if context.invoked_subcommand is None:
        from mkdocs_reciprocity.cli.desk import today  # noqa: PLC0415 - Tab, and the commands, need the options only

        today.show(config_file, minutes, peer, format_)
        return
    for name, option in {"minutes": "--minutes", "peer": "--peer", "format_": "--format"}.items():
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            command = context.invoked_subcommand
            raise click.UsageError(f"`{option}` before `{command}` is for the desk itself; put it behind `{command}`")
