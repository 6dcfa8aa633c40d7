"""What all commands have: ``-f``, examples, imports when called, the end after Ctrl-C."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from mkdocs_reciprocity.core.problem import did_you_mean, quoted

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

INTERRUPTED = 130
"""The exit status that a shell reports of a program that Ctrl-C has ended."""

_CANDIDATES = "mkdocs_reciprocity.cli.candidates"

Command = TypeVar("Command", bound=Callable[..., Any])


class Commands(click.Group):
    """Commands that are modules of a package, one each; a module is imported when its command is called, and not for a
    list of all commands.

    Args:
        package: the name of the package.
        said: what the list says of each command, by its name, which is also that of the module.
        more: what a `click.Group` takes.
    """

    def __init__(self, *, package: str, said: Mapping[str, str], **more: Any) -> None:
        super().__init__(**more)
        self.package = package
        self.said = said

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return list(self.said)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the list of commands into a help page."""
        if self.said:
            with formatter.section("Commands"):
                formatter.write_dl([*self.said.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """The names of commands that begin like that, and of options of the group."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415 - only when Tab is pressed

        names = [CompletionItem(name, help=said) for name, said in self.said.items() if name.startswith(incomplete)]
        return [*names, *click.Command.shell_complete(self, ctx, incomplete)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name; None where there is none."""
        if cmd_name not in self.said:
            return None
        there = vars(import_module(f"{self.package}.{cmd_name}")).values()
        return next(one for one in there if isinstance(one, click.Command) and one.name == cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that was typed, its name, and what stands behind it.

        Raises:
            click.UsageError: there is none of this name.
        """
        typed = args[0]
        if typed not in self.said and typed[:1].isalnum() and not ctx.resilient_parsing:
            ctx.fail(f"no command {quoted(typed)}{did_you_mean(typed, self.said)}")
        return super().resolve_command(ctx, args)


def config_option(command: Command) -> Command:
    """The option ``-f``, as in MkDocs. It may stand before the command or after it."""
    return click.option(
        "-f",
        "--config-file",
        metavar="FILE",
        callback=_said_before,
        help="The mkdocs.yml or zensical.toml to read; by default the one in this folder.",
    )(command)


def _said_before(context: click.Context, parameter: click.Parameter, said: str | None) -> str | None:
    """The value of ``-f`` after the command, or else before it."""
    outer = context.parent
    while said is None and outer is not None:
        said, outer = outer.params.get("config_file"), outer.parent
    return said


def examples(*said: str) -> str:
    """The examples at the end of a help page, one in each line. Click does not wrap them."""
    lines = (f"  mkdocs-reciprocity {one}" for one in said)
    return "\n".join(("\b", "Examples:" if len(said) > 1 else "Example:", *lines))


def offered(what: str) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem[str]]]:
    """What a shell offers for an argument: a function of `candidates`, which is imported when Tab is pressed."""

    def complete(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem[str]]:
        found: list[CompletionItem[str]] = getattr(import_module(_CANDIDATES), what)(context, parameter, typed)
        return found

    return complete


def interrupted(said: str = "nothing was changed") -> NoReturn:
    """Ends the command after Ctrl-C. A terminal shows ``^C``, so the sentence begins on a new line."""
    click.echo(f"{chr(10) if sys.stderr.isatty() else ''}stopped; {said}", err=True)
    sys.exit(INTERRUPTED)


def on_a_terminal() -> bool:
    """Whether somebody is there who can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()
