"""The pictures of peers: files below docs/, which MkDocs copies as it does all others."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from posixpath import normpath

from mkdocs_reciprocity.model import Peer
from mkdocs_reciprocity.problem import Parsed, Problem, quoted

Lookup = Callable[[str], tuple[str, str] | None]
"""A file below docs/ by its path in there: its path on the disk, and the one that it will have in the site."""

_ENOUGH = 1000  # bytes, from which an image is known
_IMAGE = re.compile(rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|GIF8[79]a|RIFF....WEBP|....ftypavi[fs]", re.S)
_SVG = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:svg\b|[?!][^\0]*?<svg\b)")


def read(peers: Iterable[Peer], lookup: Lookup) -> Parsed[dict[str, str]]:
    """Where in the site the picture of each public peer will be, by the name that the log has for it."""
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for peer in peers:
        if not peer.avatar or peer.private or peer.avatar in found:
            continue
        file = lookup(normpath(peer.avatar))
        if file is None:
            fault = "there is no such file below the folder of your pages, from where a picture is named"
        elif not _is_image(Path(file[0])):
            fault = "this is no picture; it can be PNG, JPEG, GIF, WebP, AVIF or SVG"
        else:
            found[peer.avatar] = file[1]
            continue
        problems.append(Problem(peer.where, f"`avatar`: {quoted(peer.avatar)}: {fault}"))
    return Parsed(found, tuple(problems))


def hidden(peers: Collection[Peer]) -> set[str]:
    """The pictures of private peers, by their paths below docs/, without those that a public one has too."""
    of = {private: {normpath(peer.avatar) for peer in peers if peer.private is private} for private in (True, False)}
    return of[True] - of[False]


def _is_image(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            start = file.read(_ENOUGH)
    except OSError:
        return False
    return (_IMAGE.match(start) or _SVG.match(start)) is not None
