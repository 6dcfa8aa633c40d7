"""``mkdocs-reciprocity schema``: prints a JSON Schema, by which editors complete and check what is typed."""

from __future__ import annotations

import click

from mkdocs_reciprocity.cli.site import opened
from mkdocs_reciprocity.cli.terminal.command import config_option, examples
from mkdocs_reciprocity.collect import log_schema


@click.command(
    epilog=examples("schema log > reciprocity.schema.json"),
)
@config_option
@click.argument("what", type=click.Choice(["log", "peers", "options"]))
def schema(config_file: str | None, what: str) -> None:
    """Print the JSON Schema of the log, of a peers file, or of the plugin's options in mkdocs.yml.

    By a schema, an editor completes and checks keys, kinds and dates. That of the log has your own kinds in it.
    """
    is_log = what == "log"
    click.echo(log_schema.text(opened(config_file).settings) if is_log else log_schema.packaged(what), nl=False)
