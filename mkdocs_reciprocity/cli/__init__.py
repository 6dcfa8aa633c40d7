"""The command ``mkdocs-reciprocity``. It reads mkdocs.yml by itself and never imports MkDocs."""

from __future__ import annotations

import errno
import io
import sys
from typing import Any

import click

from mkdocs_reciprocity.cli.accept import accept
from mkdocs_reciprocity.cli.add import add
from mkdocs_reciprocity.cli.check import check
from mkdocs_reciprocity.cli.completion import completion
from mkdocs_reciprocity.cli.desk import desk
from mkdocs_reciprocity.cli.forget import forget
from mkdocs_reciprocity.cli.ignore import ignore
from mkdocs_reciprocity.cli.init import init
from mkdocs_reciprocity.cli.ledger import ledger
from mkdocs_reciprocity.cli.peers import peers
from mkdocs_reciprocity.cli.refresh import refresh
from mkdocs_reciprocity.cli.site import Failure, config_option
from mkdocs_reciprocity.cli.webmention import webmention
from mkdocs_reciprocity.core.problem import in_one_line


class _Commands(click.Group):
    """All commands. What the system refuses is a sentence in each."""

    def invoke(self, context: click.Context) -> Any:
        """Runs the command.

        Raises:
            Failure: the disk is full, a file is not for this user, …
        """
        try:
            return super().invoke(context)
        except OSError as error:
            if error.errno == errno.EPIPE:  # `| head` has seen enough: click ends quietly
                raise
            what = in_one_line(error.filename) if isinstance(error.filename, str) else "not all could be printed"
            raise Failure(f"{what}: {error.strerror or error}") from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="mkdocs-reciprocity", prog_name="mkdocs-reciprocity")
@config_option
@click.pass_context
def main(context: click.Context, config_file: str | None) -> None:
    """What you give and get, from the log beside your mkdocs.yml."""
    context.default_map = {name: {"config_file": config_file} for name in main.commands}
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that knows few letters is no reason to fail


main.add_command(accept)
main.add_command(add)
main.add_command(check)
main.add_command(completion)
main.add_command(desk)
main.add_command(forget)
main.add_command(ignore)
main.add_command(init)
main.add_command(ledger)
main.add_command(peers)
main.add_command(refresh)
main.add_command(webmention)
