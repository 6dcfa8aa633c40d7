"""``mkdocs-reciprocity completion``: prints the script for a shell."""

from __future__ import annotations

from typing import Any

import click
from click.shell_completion import get_completion_class

from mkdocs_reciprocity.cli.terminal.shells import PROGRAM, VARIABLE


@click.command(
    epilog=f"Example: echo 'eval \"$({PROGRAM} completion bash)\"' >> ~/.bashrc",
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    r"""Print the script that lets your shell complete commands, kinds, peers and recent posts with Tab.

    \b
    bash: add to ~/.bashrc     eval "$(mkdocs-reciprocity completion bash)"
    zsh:  add to ~/.zshrc      eval "$(mkdocs-reciprocity completion zsh)"
    fish: mkdocs-reciprocity completion fish > ~/.config/fish/completions/mkdocs-reciprocity.fish
    """
    of: Any = get_completion_class(shell)
    click.echo(of(context.find_root().command, {}, PROGRAM, VARIABLE).source())
