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
from mkdocs_reciprocity.collect.gathering import Site
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


def pages(folder: Path) -> Iterator[PageFile]:
    """The files with pages, in order. Links are not followed, and folders that begin with a dot are left out.

    What a command that was killed has left behind is removed.

    Raises:
        OSError: a folder cannot be read.
    """
    for name, entry in _files(str(folder), ""):
        if name.endswith(plain_file.STRAY):
            with suppress(OSError):
                os.unlink(entry.path)
        elif name.lower().endswith(_ENDINGS):
            yield _page(name, entry.stat(follow_symlinks=False))


def _files(folder: str, above: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(folder) as listed:
        entries = sorted(listed, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if not entry.name.startswith("."):
                yield from _files(entry.path, f"{above}{entry.name}/")
        elif entry.is_file(follow_symlinks=False):
            yield f"{above}{entry.name}", entry


def _page(name: str, known: os.stat_result) -> PageFile:
    return PageFile(name, known.st_size, known.st_mtime_ns, stat.S_IMODE(known.st_mode))


def replaced(folder: Path, page: PageFile, body: bytes) -> PageFile:
    """Replaces the page by these bytes, as a whole. Returns it as it is then.

    Raises:
        OSError: it could not be written, or is read-only. It is as it was then.
    """
    path = folder / page.name
    if not page.mode & 0o222:
        raise PermissionError(errno.EACCES, "it is read-only")
    plain_file.replace(path, body, page.mode, synced=False)
    return _page(page.name, os.stat(path, follow_symlinks=False))
