"""Writes the letters of a year into a folder of the author's, where git ignores them. None that is there is changed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from msgspec import Struct

from mkdocs_reciprocity.collect import plain_file
from mkdocs_reciprocity.collect.site import Site
from mkdocs_reciprocity.collect.writing import git
from mkdocs_reciprocity.core.desk.year_letters import SUFFIX, Letter, file_name
from mkdocs_reciprocity.core.model import PeerId
from mkdocs_reciprocity.core.problem import Refused, in_one_line

FOLDER = "letters"
"""Where the letters lie, each year in a folder, unless the author says otherwise."""


class Plan(Struct, frozen=True):
    """The letters that are new, and the names of files: those that are like this, and those that say something else."""

    new: tuple[tuple[str, Letter], ...]
    same: tuple[str, ...]
    kept: tuple[str, ...]


def plan(of: Site, folder: str, letters: Iterable[Letter]) -> Plan:
    """What there is to write into a folder, which is named as seen from that of mkdocs.yml.

    Raises:
        Refused: the letters would be published from there, or lie amid the site's own files.
    """
    _refuse_places_of_the_site(of, folder)
    named = [(Path(folder, letter.file).as_posix(), letter) for letter in letters]
    new = [(name, letter) for name, letter in named if not os.path.lexists(of.root / name)]
    there = [(name, _holds(of.root / name, letter)) for name, letter in named if (name, letter) not in new]
    same, kept = ([name for name, holds in there if holds is wanted] for wanted in (True, False))
    return Plan(tuple(new), tuple(same), tuple(kept))


def write(of: Site, folder: str, new: Iterable[tuple[str, Letter]], say: Callable[[str], None]) -> list[str]:
    """Writes new letters, for the author alone, and gives the names of the files. First git is told to ignore them.

    Raises:
        Refused: one cannot be written. Those before it are whole.
    """
    written = []
    try:
        (of.root / folder).mkdir(mode=0o700, parents=True, exist_ok=True)
        git.have_ignored(of.root, Path(folder, f"*{SUFFIX}").as_posix(), say)
        for name, letter in new:
            _make(of.root / name, letter.text.encode())
            written.append(name)
    except OSError as error:
        at = error.filename if isinstance(error.filename, str) else folder
        raise Refused(f"{in_one_line(at)}: cannot be written ({error.strerror})") from None
    return written


def kept_for(of: Site, peer: PeerId) -> list[str]:
    """The files of the letters to a peer that lie in the usual place."""
    found = (of.root / FOLDER).glob(f"*/{file_name(peer)}")
    return sorted(path.relative_to(of.root).as_posix() for path in found)


def _refuse_places_of_the_site(of: Site, folder: str) -> None:
    real, root = _real(of.root / folder), _real(of.root)
    for place in (of.docs, of.built):
        there = _real(of.root / place)
        if real == there or there in real.parents:
            where = in_one_line(Path(os.path.relpath(there, root)).as_posix())
            raise Refused(
                f"{in_one_line(folder)} is in {where}/, which is published, and letters are private; nothing was "
                "written. Name another folder, as in `--into ../letters`"
            )
        if real in {root, *root.parents, *there.parents}:
            raise Refused(
                f"{in_one_line(folder)} holds the site itself; nothing was written. Name a folder for the letters "
                "alone, as in `--into letters`"
            )


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _holds(path: Path, letter: Letter) -> bool:
    body = letter.text.encode()
    try:
        return plain_file.read(path, len(body) + 1) == body
    except OSError:
        return False


def _make(path: Path, body: bytes) -> None:
    try:
        plain_file.make(path, body)
    except FileExistsError:  # another command was quicker, and that is its file
        raise
    except OSError:
        path.unlink(missing_ok=True)
        raise
