"""The repository that the blog lies in: where its top is, and at which forge. Neither git nor the web is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mkdocs_reciprocity.collect import plain_file
from mkdocs_reciprocity.core.capture import repository
from mkdocs_reciprocity.core.capture.repository import FORGES, FORMS, Forge, Place, Repository
from mkdocs_reciprocity.core.problem import Refused, in_one_line

_MOST = 1_000_000  # bytes of a file of git's


def top(root: Path) -> Path | None:
    """The folder with `.git` in it, from the folder of mkdocs.yml upwards; None where there is none."""
    root = root.resolve()
    return next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), None)


def at(root: Path, repo_url: str, forge: Forge | None) -> Repository:
    """The repository of the blog: the remote `origin`, or else what `repo_url` says.

    The files for the forge are pushed to `origin`. `repo_url` may be left from a template, and lead to somebody else's.

    Args:
        root: the folder of mkdocs.yml.
        repo_url: what mkdocs.yml says; may be empty.
        forge: which program runs there, if the author says so. Else it is known by the host.

    Raises:
        Refused: there is none, or it is not known what runs there.
    """
    places = sorted(_places(root, repo_url), key=lambda place: place.forge is None)  # what is sure goes before
    for place in places:
        runs = place.forge or forge
        if runs in FORGES and forge in {None, runs} and (found := repository.repository(place, runs)):
            return found
    if not places:
        raise Refused(
            "where your repository is, is not known: mkdocs.yml has no `repo_url`, and git has no remote `origin` with "
            "an address on the web; write `repo_url: https://…` into mkdocs.yml"
        )
    where = in_one_line(f"{places[0].host}/{places[0].path}")
    if forge is not None:
        raise Refused(f"{where} is no repository as {forge} has them; write its address as `repo_url` into mkdocs.yml")
    raise Refused(
        f"what runs at {in_one_line(places[0].host)} is not known; say it: `--capture github`, `--capture gitlab`, or "
        "`--capture forgejo`"
    )


def with_form(root: Path, repo_url: str) -> Repository | None:
    """The repository, if the form for its forge is there; for a preview."""
    above = top(root)
    if above is None:
        return None
    for forge, path in FORMS.items():
        if (above / path).is_file():
            try:
                return at(root, repo_url, forge)
            except Refused:
                continue
    return None


def _places(root: Path, repo_url: str) -> Iterator[Place]:
    for address in (repository.origin(_config(root)), repo_url):
        if address and (place := repository.place_of(address)):
            yield place


def _config(root: Path) -> str:
    """The configuration of git for this repository; empty if there is none, or it cannot be read."""
    above = top(root)
    try:
        return _read(_folder(above / ".git") / "config") if above else ""
    except OSError:
        return ""


def _folder(git: Path) -> Path:
    """The folder where git keeps the configuration. In a work tree beside the first, `.git` is a file that leads on."""
    if git.is_dir():
        return git
    own = git.parent / _read(git).removeprefix("gitdir:").strip()
    common = own / "commondir"
    return own / _read(common).strip() if common.is_file() else own


def _read(path: Path) -> str:
    return plain_file.read(path, _MOST).decode("utf-8", "replace")
