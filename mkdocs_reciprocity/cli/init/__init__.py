"""``mkdocs-reciprocity init``: writes the first log, and the plugin into mkdocs.yml.

In come mkdocs.yml and, if they are asked for, an OPML file and the links of the pages. Out go a log, a private log that
git ignores, a line of mkdocs.yml and, if that is asked for, a form at a forge (`capture`). No file that is there is
written over. It knows no other command.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from glob import has_magic
from pathlib import Path
from typing import Any

import click

from mkdocs_reciprocity.cli.init import capture as capturing
from mkdocs_reciprocity.cli.init.capture import BY_ITSELF, CHOICES, Asked
from mkdocs_reciprocity.cli.init.peers import NewPeers, new_peers
from mkdocs_reciprocity.cli.site import print_problems
from mkdocs_reciprocity.cli.terminal.command import config_option, examples, interrupted, on_a_terminal
from mkdocs_reciprocity.collect import log_files, log_schema, missing, mkdocs_yml, plain_file
from mkdocs_reciprocity.collect.gathering import today
from mkdocs_reciprocity.collect.mkdocs_yml import PLUGIN, SiteConfig
from mkdocs_reciprocity.collect.site import Site
from mkdocs_reciprocity.collect.writing import git, log_file
from mkdocs_reciprocity.core import menus, settings, zensical_toml
from mkdocs_reciprocity.core.editing import log as log_edit
from mkdocs_reciprocity.core.editing import mkdocs_yml as yml_edit
from mkdocs_reciprocity.core.editing import new_log
from mkdocs_reciprocity.core.editing import zensical_toml as toml_edit
from mkdocs_reciprocity.core.editing.layout import NotWritten
from mkdocs_reciprocity.core.editing.new_peer import fields_of
from mkdocs_reciprocity.core.log.text import decoded
from mkdocs_reciprocity.core.model import Peer
from mkdocs_reciprocity.core.problem import in_one_line
from mkdocs_reciprocity.core.settings import Settings
from mkdocs_reciprocity.core.wording import counted

Edit = Callable[[bytes], bytes]

_FOR_ZENSICAL = ". Then for every build: mkdocs-reciprocity generate, zensical build, mkdocs-reciprocity finish"


@click.command(
    epilog=examples("init --write", "init --opml subscriptions.opml", "init --capture"),
)
@config_option
@click.option("--write", is_flag=True, help="Add the plugin to mkdocs.yml. Without this, the line to add is printed.")
@click.option("--opml", metavar="FILE", help="Take peers from the subscriptions that a feed reader exported.")
@click.option("--links", is_flag=True, help="Offer as peers the blogs that your own pages link to.")
@click.option(
    "--capture", is_flag=False, flag_value=BY_ITSELF, type=click.Choice(CHOICES), metavar="[FORGE]",
    help="Write a form for gifts at GitHub, GitLab or Codeberg, and what makes rows of it. FORGE says what runs at "
    "another host.",
)  # fmt: skip
@click.option(
    "--author", "authors", metavar="NAME", multiple=True, help="With --capture: whose issues count, if not the owner's."
)
@click.option(
    "--private-repository",
    is_flag=True,
    help="With --capture: the repository is private, so the form may ask for what is.",
)
def init(config_file: str | None, write: bool, opml: str | None, links: bool, **asked: Any) -> None:
    """Begin: write a log to start from, a private one that git ignores, and say which line mkdocs.yml needs.

    mkdocs.yml changes with --write only. No file that is there is written over; peers from --opml and --links are added
    to a log that is there. At a terminal you choose who is a peer; elsewhere all of the OPML file are, and sites that
    you link to stand in a new log as comments.
    """
    wanted = _captures(**asked)
    config = mkdocs_yml.read_any(mkdocs_yml.find(config_file))
    read = mkdocs_yml.options_of(config)
    print_problems(read.problems)
    if config.site_url is None:
        click.echo(f"{config.file}: {missing.NOT_THERE}")
    elif missing.is_of_an_example(config.site_url):
        click.echo(f"{config.file}: {missing.NOT_YOURS}")
    try:
        site = Site(config.root, config.site_url, read.records)
        new = new_peers(site, opml, config if links else None, asks=on_a_terminal())
        done = [
            _log(config, read.records, new),
            _private(config, read.records, new.with_keys),
            _plugin(config, write=write),
        ]
        log_schema.renew(config.root, read.records)
    except (KeyboardInterrupt, EOFError, click.Abort):
        interrupted("the rest was not written")
    if absent := menus.unlisted(config.nav, settings.folders(read.records)):
        in_toml = zensical_toml.is_one(str(config.file))
        click.echo(f"{config.file}: {menus.advice(absent, in_toml=in_toml)}:\n")
        click.echo(menus.lines(absent, in_toml=in_toml))
    if wanted is not None:
        capturing.capture(config, read.records, wanted)
    if not all(done):
        sys.exit(2)
    if wanted is not None:
        return  # it has said what comes next
    click.echo("\nNext: mkdocs-reciprocity add" + (_FOR_ZENSICAL if zensical_toml.is_one(str(config.file)) else ""))


def _captures(*, capture: str | None, authors: Sequence[str], private_repository: bool) -> Asked | None:
    """What --capture is to do; None without it."""
    if capture is not None:
        return Asked(capture, authors, private_repository)
    named = {"--author": authors, "--private-repository": private_repository}
    for option in (option for option, said in named.items() if said):
        raise click.UsageError(f"{option} says something of --capture; give that too")
    return None


# --- the log


def _log(config: SiteConfig, of: Settings, new: NewPeers) -> bool:
    """Writes the log with the peers, or adds them to the log that is there. Returns whether all went well."""
    peers, remarks = new.peers, new.remarks
    plain = (name for name in of.log if not log_files.is_private(name) and not has_magic(name))
    name = next(plain, "") or log_files.beginning(of, today(of.zone))
    if has_magic(name):
        click.echo(
            f"`log: {', '.join(of.log)}` names no file to begin with; create one that matches it, with a list below "
            "`interactions:`"
        )
        return not peers
    if os.path.lexists(config.root / name):
        for remark in remarks:
            click.echo(remark)
    remarked = "".join(f"{remark}\n" for remark in remarks).encode()
    start = new_log.LOG.replace(b"peers:\n", b"peers:\n" + remarked, 1)
    with_them = f"{counted(len(peers), 'peer in it', 'peers in it')} and room for" if peers else "room for peers and"
    sites = counted(len(remarks) - 1, "site that you link to stands", "sites that you link to stand")
    noted = f"; {sites} in it as comments" if remarks else ""
    return _written(config, name, peers, start, f"your log, with {with_them} interactions{noted}")


def _private(config: SiteConfig, of: Settings, peers: Sequence[Peer]) -> bool:
    """Writes the private log with the peers, and has git ignore it. Returns whether all went well."""
    name = next(filter(log_files.is_private, log_files.names(config.root, of)), "")
    if not name:
        if peers:
            many = counted(len(peers), "peer was", "peers were")
            message = "there is a key in the address, and the option `log` names no private file"
            click.echo(f"{many} not written: {message}, such as `reciprocity.private.yml`", err=True)
        return not peers
    why = ", because there is a key in the address" if peers else ""
    said = "for private rows; everything in it is private"
    with_them = f"; {counted(len(peers), 'peer in it', 'peers in it')}{why}" if peers else ""
    return _written(config, name, peers, new_log.PRIVATE, said + with_them, why)


def _written(config: SiteConfig, name: str, peers: Sequence[Peer], start: bytes, said: str, why: str = "") -> bool:
    """Writes a log that begins with ``start``, or adds peers to the one that is there. Returns whether it went well."""
    path, hidden = config.root / name, log_files.is_private(name)
    entries = [(peer.id, fields_of(peer, say_private=peer.private and not hidden)) for peer in peers]
    try:
        git.hide(config.root, name, click.echo)
    except NotWritten as error:
        click.echo(str(error), err=True)
        return False
    if os.path.lexists(path):
        _say(name, "is there already" + ("" if peers else ", and stays as it is"))
        added = counted(len(peers), "peer added", "peers added") + why
        return not peers or _changed(path, name, lambda body: log_edit.with_peers(body, name, entries), added)
    start = log_schema.line(config.root, path) + start
    return _changed(path, name, lambda body: body or log_edit.with_peers(start, name, entries), said)


# --- mkdocs.yml


def _plugin(config: SiteConfig, *, write: bool) -> bool:
    name = str(config.file)
    there = (
        f"`[project.plugins.{PLUGIN}]` is there" if zensical_toml.is_one(name) else f"`{PLUGIN}` is below `plugins:`"
    )
    if config.listed:
        _say(name, f"{there} already")
        return True
    if write:
        return _changed(config.file, name, lambda body: _with_plugin(body, name), f"{there} now")
    click.echo(f"\n{in_one_line(name)} is as it was: the plugin is not in it yet.")
    try:
        line, added = _added(plain_file.read(config.file), name)
    except NotWritten as error:
        click.echo(str(error))
        return True
    where = "at its end" if line is None else f"as line {line}"
    click.echo(f"`mkdocs-reciprocity init --write` writes this {where}, or write it yourself:\n")
    click.echo(added)
    return True


def _with_plugin(body: bytes, name: str) -> bytes:
    edit = toml_edit.with_plugin if zensical_toml.is_one(name) else yml_edit.with_plugin
    return edit(body, name, PLUGIN)


def _added(body: bytes, name: str) -> tuple[int | None, str]:
    """The lines that the plugin changes, and the number of the first; None if they are added at the end."""
    after = _with_plugin(body, name)
    old, new = (decoded(text)[0].splitlines() for text in (body, after))
    same = next((place for place, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), len(old))
    below = len(old) - same if len(new) > len(old) else len(old) - same - 1
    return None if same == len(old) else same + 1, "\n".join(new[same : len(new) - below])


# --- writing


def _changed(path: Path, name: str, edit: Edit, done: str) -> bool:
    try:
        if log_file.change(path, name, edit, heading=b""):
            _say(name, done)
    except NotWritten as error:
        click.echo(str(error), err=True)
        return False
    return True


def _say(name: str, what: str) -> None:
    click.echo(f"{in_one_line(name)}: {what}")
