"""Private files that are not read: whoever they say is private would be public."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from glob import escape, glob
from pathlib import Path

from mkdocs_reciprocity.collect import log_files
from mkdocs_reciprocity.collect.avatars import identity
from mkdocs_reciprocity.core.problem import Problem, Refused, Where
from mkdocs_reciprocity.core.settings import Settings


def problems(root: Path, settings: Settings, read: Collection[Path]) -> Iterator[Problem]:
    """One for each. It is for information only, if another site that has its mkdocs.yml in this folder reads the file.

    Args:
        root: the folder of mkdocs.yml.
        settings: what the options say.
        read: the paths of the files that are read.
    """
    named = (*settings.log, settings.peers or "", *log_files.named(root, settings))  # a pattern may match nothing
    there = [name for name in _beside(root, named) if log_files.is_private(name)]
    unread = [name for name in there if (known := identity(root / name)) is None or known not in map(identity, read)]
    for name in unread:
        if _is_read_elsewhere(root, name):
            yield Problem(Where(name), "is not read for this site, only for another one in this folder", "info")
        else:
            message = "is not read, so nobody is private by it; name it in the option `log` (or `peers`), or rename it"
            yield Problem(Where(name), message)


def _beside(root: Path, names: Iterable[str]) -> list[str]:
    """The files in the folder of mkdocs.yml, and in folders below it that the names lead to; no hidden files."""
    folders = {os.path.normpath(os.path.dirname(name)) for name in names} | {"."}
    below = (folder for folder in folders if not (os.path.isabs(folder) or folder.startswith("..")))
    found = (one for folder in below for one in glob(os.path.join(escape(folder), "*"), root_dir=root))
    return sorted(Path(one).as_posix() for one in found if not os.path.isdir(root / one))


def _is_read_elsewhere(root: Path, name: str) -> bool:
    """Whether another site names the file: one with a mkdocs.de.yml or the like in the same folder."""
    from mkdocs_reciprocity.collect import mkdocs_yml  # noqa: PLC0415 - only where a file seems to be read by nobody

    for config in sorted(root.glob("*.y*ml")):
        if "mkdocs" in config.name or "properdocs" in config.name:
            try:
                settings = mkdocs_yml.options_of(mkdocs_yml.read(config)).records
            except Refused:
                continue  # it is of no site that reads anything
            if name in log_files.named(root, settings):
                return True
    return False
