"""Which file was meant by the name of one that is not there: a similar name in the same folder."""

from __future__ import annotations

import re
from collections.abc import Container
from itertools import islice
from pathlib import Path

from mkdocs_reciprocity.collect import plain_file
from mkdocs_reciprocity.core.problem import nearest

_MOST = 1_000  # names in a folder that are compared, at 25 µs each
_ALIKE = 0.8  # of two names, as `difflib` has it
_BEGINNING = 1_000_000  # bytes
_A_LOG = re.compile(rb"^(?:interactions|peers|ignore)[ \t]*:", re.MULTILINE)


def file(root: Path, name: str, but: Container[str] = ()) -> str:
    """The name of a similar file, relative to ``root`` as ``name`` is; empty if there is none.

    Args:
        root: the folder of mkdocs.yml.
        name: the file that is not there.
        but: names that surely were not meant.
    """
    folder = Path(name).parent
    try:
        there = [path.name for path in islice((root / folder).iterdir(), _MOST) if path.is_file()]
    except (OSError, ValueError):  # the latter is a NUL in the name
        return ""
    others = [one for one in there if (folder / one).as_posix() not in but]
    near = nearest(Path(name).name, others, _ALIKE)
    # The ends of names are much alike by themselves: `no.xml` is no slip for `ok.xml`.
    return (folder / near).as_posix() if near and nearest(Path(name).stem, [Path(near).stem], _ALIKE) else ""


def log(root: Path, name: str) -> str:
    """The same for a public log: a YAML file with `peers:` or `interactions:` in it."""
    near = file(root, name)
    if not near.lower().endswith((".yml", ".yaml")) or ".private." in near.lower():
        return ""
    try:
        return near if _A_LOG.search(plain_file.beginning(root / near, _BEGINNING)) else ""
    except OSError:
        return ""
