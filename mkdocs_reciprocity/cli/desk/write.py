"""``mkdocs-reciprocity desk write``: begins a note to somebody, opens it, and notes it once it is sent."""

from __future__ import annotations

import click

from mkdocs_reciprocity.cli.terminal.command import config_option, examples, offered


@click.command("write", epilog=examples("desk write", "desk write --peer ada"))
@config_option
@click.option(
    "--peer", metavar="ID", default="", shell_complete=offered("peers"), help="To whom; else to one on your desk."
)
@click.pass_context
def write(context: click.Context, config_file: str | None, peer: str) -> None:
    """Write to a peer: thanks, or hello. The note begins itself, from what your log, your pages and their feeds say.

    You see it, change it in your editor, and open it where you write to them: in your mail, on your server, on a page
    of theirs (`contact` of the peer, else an account of theirs, else their home). You send it, nothing else does. Then
    `Sent?` writes the row, as `add` does. Away from a terminal the note and its address are printed, and no more.
    """
    from mkdocs_reciprocity.cli.desk import writing  # noqa: PLC0415 - Tab needs the options only

    sent = writing.write(config_file, peer)
    main = context.find_root().command
    if sent and isinstance(main, click.Group) and (add := main.get_command(context, "add")):
        with add.make_context("add", sent, parent=context) as adding:
            add.invoke(adding)
