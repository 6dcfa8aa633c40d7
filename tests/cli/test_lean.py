"""What a command costs at most before it begins: what it imports. No time is taken."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import pytest

from mkdocs_reciprocity.cli import main

SAMPLE = Path(__file__).parents[2] / "sample_site"
PACKAGE = "mkdocs_reciprocity"

SITE = {
    "mkdocs.yml": "site_name: Me\nsite_url: https://me.example/\nplugins: [reciprocity]\n",
    "reciprocity.yml": """
peers:
  ada: {home: https://ada.example/}
interactions:
- {date: 2026-11-02, gave: share, url: https://ada.example/engines/, via: mastodon}
- {date: 2026-11-03, got: comment, peer: ada, url: https://me.example/looms/}
""",
}

RUN = """
import contextlib, io, json, sys
from mkdocs_reciprocity.cli import main
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    main(sys.argv[1:])
print(json.dumps(sorted(sys.modules)))
"""

LIST = """
import contextlib, json, sys
from mkdocs_reciprocity.cli import main
with contextlib.suppress(SystemExit):
    main(sys.argv[1:], prog_name="mkdocs-reciprocity")
print(json.dumps(sorted(sys.modules)))
"""

COMMANDS = {
    "desk": ["desk"],
    "check": ["check"],
    "add": ["add", "share", "https://ada.example/never-shared/", "--date", "2026-11-02"],
}

NEEDLESS = {
    "no page is made": ["mkdocs", "jinja2", "markupsafe", "babel", "publish", "host", "selectolax"],
    "nothing is asked": ["network", "httpcore", "ssl", "core.feeds.discovery"],
    "no feed is read anew": ["core.feeds.reader", "core.feeds.content", "core.feeds.facts", "feedparser", "core.opml"],
    "no place of one's own is named": ["core.my_places", "collect.elsewhere", "cache.accounts"],
    "nobody pastes": ["cli.add.texts", "core.editing.pasted", "core.editing.issue_form", "cli.terminal.clipboard"],
    "nobody presses Tab": ["cli.candidates", "cli.terminal.choices", "cli.add.questions", "prompt_toolkit"],
    "nothing has colours": ["rich.console", "rich.table", "rich.text"],
    "the site has a mkdocs.yml": ["tomllib"],
    "no log leads to the schema": ["importlib.resources"],
    "no option has patterns": ["pathspec"],
}
"""By the reason why no command of these has a use for them: packages and modules, ours without our name."""

OF_ONE = {
    "desk": ["filelock", "collect.writing.log_file", "core.editing.new_row", "core.yaml.quoting", "subprocess"],
    "check": ["filelock", "collect.writing.log_file", "core.editing.new_row", "subprocess"],
    "add": [],
}
"""What only this command has no use for."""


@cache
def imported(command: str) -> set[str]:
    """What a command has imported, ours without our name."""
    with TemporaryDirectory() as site:
        Path(site, "docs").mkdir()
        for name, text in SITE.items():
            Path(site, name).write_text(text, "utf-8")
        done = subprocess.run(
            [sys.executable, "-c", RUN, *COMMANDS[command]], cwd=site, stdout=subprocess.PIPE, check=True
        )
    found: list[str] = json.loads(done.stdout.splitlines()[-1])
    return {name.removeprefix(f"{PACKAGE}.") for name in found}


@pytest.mark.parametrize("why", NEEDLESS)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_imports_nothing_that_it_does_not_need(command: str, why: str) -> None:
    assert sorted(imported(command).intersection(NEEDLESS[why])) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_nor_what_others_need(command: str) -> None:
    assert sorted(imported(command).intersection(OF_ONE[command])) == []


NAMES_ONLY = {
    "Tab": ([], {"_MKDOCS_RECIPROCITY_COMPLETE": "bash_complete", "COMP_LINE": "mkdocs-reciprocity "}),
    "a help page": (["--help"], {}),
}


@pytest.mark.parametrize("how", NAMES_ONLY)
def test_a_list_of_the_commands_needs_none_of_them(how: str) -> None:
    said, environment = NAMES_ONLY[how]
    done = subprocess.run(
        [sys.executable, "-c", LIST, *said], env={**os.environ, **environment}, stdout=subprocess.PIPE, check=True
    )
    *listed, modules = done.stdout.decode().splitlines()
    assert {"desk", "webmention"} <= set(" ".join(listed).replace(",", " ").split())
    there = set(json.loads(modules))
    assert there.isdisjoint({f"{PACKAGE}.cli.{name}" for name in main.list_commands(click.Context(main))})
    assert there.isdisjoint({"yaml", "sqlite3", f"{PACKAGE}.cli.site", f"{PACKAGE}.core.model"})


def test_tab_after_add_reads_the_options_only(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(SITE["mkdocs.yml"], "utf-8")
    environment = os.environ | {
        "_MKDOCS_RECIPROCITY_COMPLETE": "bash_complete",
        "COMP_LINE": "mkdocs-reciprocity add sh",
    }
    done = subprocess.run(
        [sys.executable, "-c", LIST], env=environment, cwd=tmp_path, stdout=subprocess.PIPE, check=True
    )
    *offered, modules = done.stdout.decode().splitlines()
    assert offered == ["plain,share"]
    needless = {f"{PACKAGE}.{name}" for name in ("cli.add.noting", "cli.site", "collect.gathering", "core.log.reader")}
    assert needless.isdisjoint(json.loads(modules))


def every(command: click.Command) -> list[click.Command]:
    if not isinstance(command, click.Group):
        return [command]
    context = click.Context(command)
    below = (command.get_command(context, name) for name in command.list_commands(context))
    return [found for one in below if one is not None for found in every(one)]


def test_all_that_shells_are_offered_is_there() -> None:
    asked = 0
    for command in every(main):
        for parameter in command.params:
            context = click.Context(command)
            context.params = {"config_file": str(SAMPLE / "mkdocs.yml")}
            asked += len(parameter.shell_complete(context, "")) > 0
    assert asked > 10
