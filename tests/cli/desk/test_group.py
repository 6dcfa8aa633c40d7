"""``desk`` as a group: its commands, and a desk without one."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from mkdocs_reciprocity.cli import main
from mkdocs_reciprocity.cli.desk import desk
from mkdocs_reciprocity.cli.terminal.command import Commands


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["dsk"], 'no command "dsk"; did you mean "desk"?'),
        (["peers", "lst"], 'no command "lst"; did you mean "list"?'),
        (["webmention", "Send"], 'no command "Send"; did you mean "send"?'),
        (["desk", "zzzzzz"], 'no command "zzzzzz"\n'),
        (["desk", "--minutes", "10", "zzzzzz"], 'no command "zzzzzz"\n'),
        (["desk", "z\x1b[2J"], 'no command "z\\x1b[2J"\n'),
    ],
)
def test_a_mistyped_command_gets_a_sentence(typed: list[str], said: str) -> None:
    done = CliRunner().invoke(main, typed)
    assert done.exit_code == 2
    assert said in done.stderr


@pytest.mark.parametrize("option", ["--minutes=10", "--peer=ada", "--format=json"])
def test_an_option_of_the_desk_before_a_command_is_not_lost_in_silence(
    option: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(desk, Commands)
    monkeypatch.setattr(desk, "said", {"write": "Write."})
    write = click.Command("write", callback=lambda: click.echo("ran"))
    monkeypatch.setattr(desk, "get_command", lambda *_: write)
    done = CliRunner().invoke(main, ["desk", option, "write"])
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"`{option.partition('=')[0]}` before `write` is for the desk itself; put it behind `write`" in done.stderr
    assert CliRunner().invoke(main, ["desk", "write"]).stdout == "ran\n"
