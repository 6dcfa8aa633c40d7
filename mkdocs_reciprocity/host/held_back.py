"""What of the author's is private and lies where MkDocs would copy it to the site: it is taken out of the files."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from mkdocs.structure.files import File, Files

from mkdocs_reciprocity.cache import folder as cache_folder
from mkdocs_reciprocity.collect import avatars
from mkdocs_reciprocity.collect.avatars import Identity, identity
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.core.model import Peer
from mkdocs_reciprocity.core.problem import Parsed
from mkdocs_reciprocity.core.settings import LOG

_CACHE = os.path.normpath(cache_folder.FOLDER)
_PRIVATE = re.compile(r"\.private\.(?:y.*ml|opml)")  # as `logfile.is_private`, and copies of such
_BEFORE_A_NAME = ".#~$"  # editors put these before the name of a copy, and much else behind it


def private(gathering: Gathering) -> dict[Path, str]:
    """The author's own files, and what to call each in public."""
    files = {path: os.path.relpath(path, gathering.site.root) for path in gathering.files.paths}
    return {**gathering.feed_files(private=True), **gathering.mention_files(), **files}


class Inputs:
    """The author's files that no site has: those that are read, and what tools and editors keep beside them.

    Args:
        private: the log and all else that is the author's own, and what to call each in public. One that is not there
            may lie elsewhere: then its name is enough.
        feeds: those of public peers, likewise; each of them is one file only.
        root: the folder of mkdocs.yml, from which all others are named.
    """

    def __init__(self, private: Mapping[Path, str], feeds: Mapping[Path, str], root: Path) -> None:
        self._root = root
        self._names: dict[Identity, str] = {}
        self._beside: dict[str, dict[str, str]] = {}
        self._anywhere = {name.casefold(): name for name in LOG}
        self._real = cache(os.path.realpath)
        self.name = cache(self._name)  # a build looks twice
        for path, name in {**feeds, **private}.items():
            known = identity(path)
            if known is not None:
                self._names[known] = name
            elif path in private:
                self._anywhere[path.name.casefold()] = name
        for path, name in private.items():
            for folder, base in {os.path.split(os.path.abspath(path)), os.path.split(os.path.realpath(path))}:
                self._beside.setdefault(self._real(folder), {})[base.casefold().lstrip(".")] = name

    def _name(self, source: str) -> str:
        """What to call a file that is one of them, whatever path leads to it; empty if it is none."""
        known = identity(source)
        if known in self._names:
            return self._names[known]
        folder, base = os.path.split(source)
        base = base.casefold()
        if _PRIVATE.search(base) or f"{os.sep}{_CACHE}{os.sep}" in source:
            return os.path.relpath(source, self._root)
        return self._anywhere.get(base) or self._copied(folder, base)

    def _copied(self, folder: str, base: str) -> str:
        beside, start = self._beside.get(self._real(folder), {}), base.lstrip(_BEFORE_A_NAME)
        return next((f"a copy of {name}" for known, name in beside.items() if start.startswith(known)), "")


def hold_back(files: Files, inputs: Inputs, is_ours: Callable[[File], bool]) -> Iterator[tuple[File, str]]:
    """Takes out the author's private files; gives each with what to call it in public. What we made stays."""
    for file in list(files):
        if file.abs_src_path is not None and not is_ours(file) and (name := inputs.name(file.abs_src_path)):
            files.remove(file)
            yield file, name


def hold_back_pictures(files: Files, peers: Collection[Peer], folders: Iterable[Path]) -> Parsed[list[File]]:
    """Takes out the pictures of private peers, whose names may tell who they are.

    Returns:
        What was taken out, and a problem for each picture that is none.
    """
    there = {file.src_uri: file for file in files if file.is_media_file() and file.abs_src_path}
    found = avatars.hidden(peers, {path: str(file.abs_src_path) for path, file in there.items()}, folders)
    taken = [there[path] for path in sorted(found.records)]
    for file in taken:
        files.remove(file)
    return Parsed(taken, found.problems)
