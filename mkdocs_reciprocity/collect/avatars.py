"""The pictures of peers. They are files below docs/, which MkDocs copies like all other files."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from posixpath import basename, dirname, normpath, splitext
from unicodedata import normalize
from urllib.parse import unquote

from mkdocs_reciprocity.collect import plain_file
from mkdocs_reciprocity.core.model import Peer
from mkdocs_reciprocity.core.problem import Parsed, Problem, nearest, quoted

Lookup = Callable[[str], tuple[str, str] | None]
"""The path below docs/ of a file -> its path on the disk, and its path in the site; None if there is no such file."""

Identity = tuple[int, int]
"""The device and the inode number of a file."""

_EXTENSIONS = {".png", ".jpg", ".jpeg", ".jpe", ".gif", ".webp", ".avif", ".svg"}
_NO_FILE = "there is no such file below the folder of your pages, from where a picture is named"
_NEAR = 0.8  # how alike two names are, for `difflib`: one letter of four may differ
HEAVY = 500_000
"""Bytes of a picture. A face in high resolution has a hundredth."""
_ENOUGH = 1000  # bytes that show whether a file is an image
_IMAGE = re.compile(rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|GIF8[79]a|RIFF....WEBP|....ftypavi[fs]", re.S)
_SVG = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:svg\b|[?!][^\0]*?<svg\b)")


def read(peers: Iterable[Peer], lookup: Lookup) -> Parsed[dict[str, str]]:
    """The path in the site of each public peer's picture, by its name in the log."""
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for peer in peers:
        if not peer.avatar or peer.private or peer.avatar in found:
            continue
        file = lookup(normpath(peer.avatar))
        if file is None:
            fault = _NO_FILE
        elif not _is_image(Path(file[0])):
            fault = "this is no picture; it can be PNG, JPEG, GIF, WebP, AVIF or SVG"
        else:
            found[peer.avatar] = file[1]
            problems += _heavy(peer, file[0])
            continue
        problems.append(Problem(peer.where, f"`avatar`: {quoted(peer.avatar)}: {fault}"))
    return Parsed(found, tuple(problems))


def _heavy(peer: Peer, path: str) -> list[Problem]:
    """The line, for information, for a picture that takes long to load; none for others."""
    size = os.stat(path).st_size
    if size <= HEAVY:
        return []
    said = f"{quoted(peer.avatar)} has {size / 1_000_000:.1f} MB, and is shown 32 pixels wide; make it smaller"
    return [Problem(peer.where, f"`avatar`: {said}", "info")]


def hidden(peers: Collection[Peer], there: Mapping[str, str], folders: Iterable[Path]) -> Parsed[frozenset[str]]:
    """The pictures of private peers, without those that a public peer has too.

    A slip publishes no picture: if the log names no file that is there, all files that may be meant are hidden.

    Args:
        peers: all peers.
        there: the files below docs/ that are no pages: the path of each on the disk, by its path below docs/.
        folders: folders from which authors name a picture by mistake.

    Returns:
        Paths below docs/, and a problem for each picture that is not named correctly.
    """
    private = [peer for peer in peers if peer.private and (peer.avatar.strip() or peer.files)]
    if not private:
        return Parsed(frozenset())
    known = Candidates(there, folders)
    public = {path for peer in peers if not peer.private and peer.avatar for path in known.named(peer.avatar)}
    found: set[str] = set()
    problems: list[Problem] = []
    for peer in private:
        for file in peer.files:
            found |= known.named(file) or known.meant(file)
        named = known.named(peer.avatar)
        meant = named or (known.meant(peer.avatar) if peer.avatar.strip() else set())
        found |= meant
        if peer.avatar.strip() and not named:
            near = f"; did you mean {quoted(min(meant))}? Until then it is not published" if meant else ""
            said = f"`avatar`: {quoted(peer.avatar)}: {_NO_FILE}{near}"
            problems.append(Problem(peer.where, said, private=True))
    return Parsed(frozenset(found - public), tuple(problems))


class Candidates:
    """The files below docs/ that may be meant by the name of a picture.

    Args:
        there: the path of each file on the disk, by its path below docs/.
        folders: folders from which authors name a picture by mistake.
    """

    def __init__(self, there: Mapping[str, str], folders: Iterable[Path]) -> None:
        self._folders = [*folders]
        self._paths = {path: _plain(path) for path in there}
        self._same: dict[Identity | None, set[str]] = {}
        for path, source in there.items():
            self._same.setdefault(identity(source), set()).add(path)
        self._identities = {path: known for known, paths in self._same.items() for path in paths}

    def named(self, avatar: str) -> set[str]:
        """The file that the log names, and all other names of that file; nothing if there is no such file."""
        path = normpath(avatar)
        return self._same[self._identities[path]] | {path} if path in self._identities else set()

    def meant(self, avatar: str) -> set[str]:
        """The files that may be meant. Several ways are tried; the first that finds any decides."""
        for folder in self._folders:
            known = identity(folder / avatar.strip().lstrip("/\\")) or identity(folder / _slashed(avatar))
            if found := self._same.get(known, set()) if known else set():
                return found
        said = _plain(avatar)
        ways = [self._at_the_end]
        if "://" not in avatar:  # the name of a picture on the web says little: logo.png
            ways += [self._of_that_name, self._of_that_stem, self._nearly]
        return next((found for way in ways if (found := way(said))), set())

    def _at_the_end(self, said: str) -> set[str]:
        return {
            path for path, plain in self._paths.items() if _ends(plain, said) or ("/" in plain and _ends(said, plain))
        }

    def _of_that_name(self, said: str) -> set[str]:
        return {path for path, plain in self._paths.items() if basename(plain) == basename(said)}

    def _of_that_stem(self, said: str) -> set[str]:
        stems = {basename(said), splitext(basename(said))[0]}
        return {path for path, plain in self._pictures() if splitext(basename(plain))[0] in stems}

    def _nearly(self, said: str) -> set[str]:
        there = {basename(plain): path for path, plain in self._pictures() if dirname(plain) == dirname(said)}
        near = nearest(basename(said), there, cutoff=_NEAR)
        return {there[near]} if near is not None else set()

    def _pictures(self) -> Iterator[tuple[str, str]]:
        return ((path, plain) for path, plain in self._paths.items() if splitext(plain)[1] in _EXTENSIONS)


def identity(path: str | Path) -> Identity | None:
    """Identifies a file, by whatever name it is opened; None if there is none."""
    try:
        known = os.stat(path)
    except (OSError, ValueError):
        return None
    return known.st_dev, known.st_ino


def _slashed(avatar: str) -> str:
    """A path with slashes, without escapes and the quotes or brackets around it."""
    return unquote(avatar).strip().strip("\"'<>").replace("\\", "/").strip("/ ")


def _plain(path: str) -> str:
    """A path in the form in which it is compared, without case, forms of letters and a leading ``../``."""
    return normpath(normalize("NFC", _slashed(path).casefold())).removeprefix("../").strip("/")


def _ends(path: str, end: str) -> bool:
    return f"/{path}".endswith(f"/{end}")


def _is_image(path: Path) -> bool:
    try:
        start = plain_file.beginning(path, _ENOUGH)
    except OSError:
        return False
    return (_IMAGE.match(start) or _SVG.match(start)) is not None
