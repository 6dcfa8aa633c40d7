"""``mkdocs-reciprocity schema``: prints a JSON Schema, by which editors complete and check what is typed."""

from __future__ import annotations

import json
from importlib.resources import files

import click

from mkdocs_reciprocity.cli.site import opened
from mkdocs_reciprocity.cli.terminal.command import config_option, examples


@click.command(
    epilog=examples("schema log > reciprocity.schema.json"),
    short_help="Print the JSON Schema of the log, the peers file or the options, for editors.",
)
@config_option
@click.argument("what", type=click.Choice(["log", "peers", "options"]))
def schema(config_file: str | None, what: str) -> None:
    """Print the JSON Schema of the log, of a peers file, or of the plugin's options in mkdocs.yml.

    By a schema, an editor completes and checks keys, kinds and dates. That of the log has your own kinds in it.
    """
    text = (files("mkdocs_reciprocity") / "schemas" / f"{what}.json").read_text("utf-8")
    if what == "log":
        found = json.loads(text)
        found["definitions"]["kind"]["enum"] = list(opened(config_file).settings.kinds)
        text = json.dumps(found, indent=2, ensure_ascii=False) + "\n"
    click.echo(text, nl=False)
