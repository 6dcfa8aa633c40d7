"""The folder of a built site: whether it is one, its pages, and how they are replaced."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from mkdocs_reciprocity.collect import plain_file
from mkdocs_reciprocity.collect.site import Site
from mkdocs_reciprocity.core.problem import Refused, in_one_line

LARGEST = 10_000_000
"""Bytes of a page. Larger ones stay as they are: a tree may take a hundred times as many."""

_ENDINGS = (".html", ".htm", ".xhtml")
_AT_THE_TOP = ("index.html", "index.htm", "index.xhtml", "404.html", "sitemap.xml")


class PageFile(Struct, frozen=True):
    """A file with a page: its path below the folder, with slashes, its size in bytes, its time of change in nanoseconds
    since the epoch, and its mode.
    """

    name: str
    size: int
    changed: int
    mode: int


def chosen(given: str | None, site: Site) -> Path:
    """The folder that was given, or the one of the configuration.

    Raises:
        Refused: it is no built site, or it has something in it that is no part of one.
    """
    folder = Path(given) if given else site.root / site.built
    shown = in_one_line(str(folder))
    if not folder.is_dir():
        raise Refused(
            f"{shown}: there is no such folder; build the site first, or give the folder that it is built into"
        )
    _refuse_sources(folder, site, shown)
    if not any((folder / name).is_file() for name in _AT_THE_TOP):
        raise Refused(
            f"{shown}: this is no built site, for it has neither index.html nor sitemap.xml; build the site first, or "
            "give the folder that it is built into"
        )
    return folder


def _refuse_sources(folder: Path, site: Site, shown: str) -> None:
    real = os.path.realpath(folder)
    kept = {"your configuration is": site.root / site.file, "your pages are": site.root / site.docs}
    if site.front.templates is not None:
        kept["your templates are"] = site.front.templates
    for what, path in kept.items():
        source = os.path.realpath(path)
        if _is_within(source, real) or (os.path.isdir(source) and _is_within(real, source)):
            raise Refused(f"{shown}: {what} here, and this command changes built sites only; give the folder of one")


def _is_within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(os.path.join(folder, ""))


class Unread(Struct, frozen=True):
    """A folder, with its path as in `PageFile`, and why it cannot be read."""

    name: str
    error: OSError


def pages(folder: Path) -> Iterator[PageFile | Unread]:
    """The files with pages, in order. Links are not followed, and folders that begin with a dot are left out.

    What a command that was killed has left behind is removed.
    """
    for name, entry in _files(str(folder)):
        if isinstance(entry, OSError):
            yield Unread(name, entry)
        elif entry.name.startswith(".") and name.endswith(plain_file.STRAY):
            with suppress(OSError):
                os.unlink(entry.path)
        elif name.lower().endswith(_ENDINGS):
            try:
                yield _page(name, entry.stat(follow_symlinks=False))
            except FileNotFoundError:  # somebody has deleted it since
                continue


Entry = os.DirEntry[str] | OSError


def _files(folder: str) -> Iterator[tuple[str, Entry]]:
    """The files in it and in all folders below, however deep these are."""
    left = [_listed(folder, "")]
    while left:
        name, entry = next(left[-1], ("", None))
        if entry is None:
            left.pop()
        elif isinstance(entry, OSError) or entry.is_file(follow_symlinks=False):
            yield name, entry
        elif entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
            left.append(_listed(entry.path, name))


def _listed(folder: str, name: str) -> Iterator[tuple[str, Entry]]:
    """What is in a folder, by paths that begin with the folder's ``name``."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        return iter([(name, error)])
    return ((f"{name}/{entry.name}" if name else entry.name, entry) for entry in entries)


def _page(name: str, known: os.stat_result) -> PageFile:
    return PageFile(name, known.st_size, known.st_mtime_ns, stat.S_IMODE(known.st_mode))


def replaced(folder: Path, page: PageFile, body: bytes) -> PageFile:
    """Replaces the page by these bytes, as a whole. Returns it as it is then.

    Raises:
        OSError: it could not be written, is read-only, or is another than it was. It is as it was then.
    """
    path = folder / page.name
    if _page(page.name, os.stat(path, follow_symlinks=False)) != page:
        raise OSError(errno.EBUSY, "somebody has changed it meanwhile; run `finish` again")
    if not page.mode & 0o222:
        raise PermissionError(errno.EACCES, "it is read-only")
    plain_file.replace(path, body, page.mode, synced=False)
    return _page(page.name, os.stat(path, follow_symlinks=False))
