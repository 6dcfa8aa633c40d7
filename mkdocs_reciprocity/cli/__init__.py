"""The command ``mkdocs-reciprocity``: a module for each command. MkDocs is not imported.

It reads mkdocs.yml by itself. Each command is a file or a folder here, and knows nothing of the others. In comes what
somebody typed; out goes text, and what is to be written goes through `collect.writing`. `site` and `candidates` are for
all of them, `terminal` is how they look and ask. What needs no terminal is decided elsewhere: in `core` where it needs
no files, else in `collect`.
"""

from __future__ import annotations

import errno
import io
import sys
from typing import Any

import click

from mkdocs_reciprocity.cli.terminal import shells
from mkdocs_reciprocity.cli.terminal.command import Commands, config_option, interrupted
from mkdocs_reciprocity.collect import garbage
from mkdocs_reciprocity.core.problem import Refused, in_one_line

_COMMANDS = {
    "accept": "Keep in the log what was seen in feeds and pages.",
    "add": "Note in the log what you gave, got or asked for.",
    "capture": "For the workflow of `init --capture`: a gift from an issue into the log.",
    "check": "Say what is not right, and how to mend it.",
    "completion": "Print the script that completes this command in your shell.",
    "desk": "What you gave, and what you can give today.",
    "finish": "Put links into the heads of a built site, and read its pages.",
    "forget": "Remove a peer from the log, with all rows about them.",
    "generate": "Write the pages for Zensical, which runs no plugins.",
    "ignore": "Keep out what was seen and should not count.",
    "init": "Begin: a log, a private one, the plugin in mkdocs.yml.",
    "ledger": "Print all interactions, from every source.",
    "peers": "List your peers, add, rename and recommend them.",
    "refresh": "Read the feeds of your peers now.",
    "schema": "Print the JSON Schema of the log, the peers file or the options, for editors.",
    "webmention": "Tell the sites that you link to, and see who links to you.",
}
"""The commands, and what the list of them says of each."""


class Failure(click.ClickException):
    """A sentence for people, and exit status 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Prints the sentence, as it is, to stderr."""
        click.echo(self.format_message(), err=True, file=file)


class _Main(Commands):
    """All commands. Each ends with a sentence if something is refused, by us or by the system, and after Ctrl-C."""

    def main(self, *said: Any, **more: Any) -> Any:
        """Runs the command that was typed, or offers words to a shell, and ends."""
        with garbage.seldom():
            return super().main(*said, **more)

    def invoke(self, context: click.Context) -> Any:
        """Runs the command.

        Raises:
            Failure: it is refused; the disk is full, a file is not for this user, …
        """
        try:
            return super().invoke(context)
        except Refused as error:
            raise Failure(str(error)) from error
        except OSError as error:
            if error.errno == errno.EPIPE:  # `| head` has seen enough: click ends quietly
                raise
            what = in_one_line(error.filename) if isinstance(error.filename, str) else "not all could be printed"
            raise Failure(f"{what}: {error.strerror or error}") from error
        except (KeyboardInterrupt, EOFError, click.Abort):
            interrupted()


@click.group(
    cls=_Main,
    package=__name__,
    said=_COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="mkdocs-reciprocity", prog_name=shells.PROGRAM)
@config_option
def main(config_file: str | None) -> None:
    """What you give and get, from the log beside your mkdocs.yml."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that knows few letters is no reason to fail
