"""``mkdocs-reciprocity init --capture``: a form at the forge, and what makes a row of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click
from msgspec import Struct

from mkdocs_reciprocity.collect import mkdocs_yml, repository
from mkdocs_reciprocity.collect.mkdocs_yml import SiteConfig
from mkdocs_reciprocity.collect.writing import forge_files
from mkdocs_reciprocity.core.capture import bookmark, files
from mkdocs_reciprocity.core.capture.repository import FORGES, Forge, is_name
from mkdocs_reciprocity.core.capture.workflow import Wanted, can_hold
from mkdocs_reciprocity.core.problem import Refused, in_one_line, quoted
from mkdocs_reciprocity.core.settings import Settings

BY_ITSELF = "auto"
"""What stands for `--capture` without the name of a forge."""

CHOICES = (BY_ITSELF, *FORGES, "codeberg")

_PUBLIC = (
    "\nIf the repository is public, all the world can read what you send by the form, at once and for good. So the "
    "form asks for nothing private. In a private repository, --private-repository has it ask."
)
_NEXT = (
    "\nNext: commit these files and push them to the branch that {home} shows first. Then the form is at\n{address}\n"
    "and `mkdocs serve` has a page with a bookmark that opens it filled in: your desk links to it."
)
_OF_GITLAB = (
    "\nGitLab runs nothing when an issue is opened. So it needs two things more, which stand at the head of {job}: a "
    "schedule, and a token."
)
_SAID = {
    "new": "written",
    "older": "written anew; an earlier version had written it",
    "same": "is there already, and stays as it is",
    "changed": "is there already, and differs; it stays as it is (delete it to have it written)",
}


class Asked(Struct, frozen=True):
    """What was typed: the forge, whose issues count, and whether the repository is private."""

    forge: str
    authors: Sequence[str]
    private: bool


def capture(config: SiteConfig, of: Settings, asked: Asked) -> None:
    """Writes the files, and says what is to be done with them.

    Raises:
        Refused: it is not known where the repository is, or one of the files cannot be written.
    """
    from importlib import metadata  # noqa: PLC0415 - slow to import

    for author in asked.authors:
        if not is_name(author):
            raise Refused(
                f"--author: {quoted(author)} is no name of a user; give it as the forge has it, without an `@`"
            )
    forge = {BY_ITSELF: None, "codeberg": "forgejo"}.get(asked.forge, asked.forge)
    top = repository.top(config.root)
    if top is None:
        raise Refused(f"{in_one_line(str(config.root))} is in no repository of git; make one with `git init` first")
    folder, name = _held(_below(config.root.resolve(), top)), _held(config.file.name)
    wanted = Wanted(
        repository=repository.at(config.root, config.repo_url, _forge(forge)),
        authors=asked.authors,
        private=asked.private,
        version=metadata.version("mkdocs-reciprocity"),
        folder=folder,
        config="" if name in mkdocs_yml.NAMES else name,
    )
    made = files.made(wanted, of.kinds)
    for path, text in made.items():
        _write(top, path, text)
    _say(wanted, made)


def _forge(said: str | None) -> Forge | None:
    return next((forge for forge in FORGES if forge == said), None)


def _below(root: Path, top: Path) -> str:
    below = root.relative_to(top).as_posix()
    return "" if below == "." else below


def _held(name: str) -> str:
    if not can_hold(name):
        raise Refused(f"{quoted(name, 200)} cannot stand in a workflow; give it a plainer name")
    return name


def _write(top: Path, path: str, text: str) -> None:
    try:
        state = forge_files.state(top / path, text)
        if state in {"new", "older"}:
            forge_files.write(top / path, text)
    except OSError as error:
        raise Refused(
            f"{path}: cannot be written ({error.strerror}); make the path a folder that you may write"
        ) from None
    click.echo(f"{path}: {_SAID[state]}")


def _say(wanted: Wanted, made: Mapping[str, str]) -> None:
    if not wanted.private:
        click.echo(_PUBLIC)
    who = " and ".join(wanted.authors) or f"the owner, {wanted.repository.owner},"
    click.echo(
        f"\nOnly issues of {who} become rows."
        + ("" if wanted.authors else " If that is an organisation or a group, give the names: --author NAME.")
    )
    if wanted.repository.forge == "gitlab":
        click.echo(_OF_GITLAB.format(job=[*made][-1]))
    click.echo(_NEXT.format(home=wanted.repository.home, address=bookmark.address(wanted.repository)))
