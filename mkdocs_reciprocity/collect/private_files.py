"""The author's private files: the log, feeds, webmentions, what was saved of accounts, letters. They are not published
even if they lie below docs/.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from mkdocs_reciprocity.cache import folder as cache_folder
from mkdocs_reciprocity.collect.avatars import Identity, identity
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.site import Site
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.problem import Problem, Where
from mkdocs_reciprocity.core.settings import LOG

_CACHE = os.path.normpath(cache_folder.FOLDER)
_PRIVATE = re.compile(r"\.private(?:[\W_].*)?\.(?:y.*ml|opml|md|markdown)")
"""As `log_files.is_private`, letters, and copies of them: ``ada.private.md~``, ``ada.private (1).md``."""
_FEEDS = (".xml", ".rss", ".atom", ".rdf", ".json")
_BEFORE_A_NAME = ".#~$"  # editors put these before the name of a copy, and much else behind it
_WITHIN_A_NAME = (" ", ".sync-conflict-")  # file managers and Syncthing put these before the ending


def private(gathering: Gathering) -> dict[Path, str]:
    """The author's files that are private, and the name by which a build may call each."""
    files = {path: os.path.relpath(path, gathering.site.root) for path in gathering.files.paths}
    return {**feed_files(gathering, private=True), **_mention_files(gathering.site), **_saved(gathering.site), **files}


def feed_files(gathering: Gathering, *, private: bool) -> dict[Path, str]:
    """The feeds that are files, of public or of private peers, and what a build may call each.

    The file of a private peer's feed is not named.
    """
    names = {
        ref: f"the feed that {peer.where} names" if private else ref
        for peer in gathering.peers
        for ref in (*peer.feeds, *(file for file in peer.files if file.lower().endswith(_FEEDS)))
        if peer.private is private and urls.parse(ref) is None and "\0" not in ref
    }
    return {gathering.site.root / ref: names[ref] for ref in sorted(names)}


def _mention_files(site: Site) -> dict[Path, str]:
    """The files of webmentions, and the name by which a build may call each."""
    if not site.settings.webmentions:
        return {}
    from mkdocs_reciprocity.collect.webmentions import is_file  # noqa: PLC0415 - for those who want it

    return {site.root / place: place for place in site.settings.webmentions if is_file(place)}


def _saved(site: Site) -> dict[Path, str]:
    """What was saved of the author's places elsewhere, and the name by which a build may call each."""
    found = {}
    for place in site.settings.me:
        if place.form == "file":
            path = site.root / place.written
            files = sorted(path.rglob("*")) if path.is_dir() else [path]
            found.update({file: os.path.relpath(file, site.root) for file in files if not file.is_dir()})
    return found


def problem(name: str, docs: Path) -> Problem:
    """The line for a private file that lies below ``docs``; ``name`` is the one by which a build may call it."""
    return Problem(Where(name), f"this is not published; better move it out of {docs.name}/")


def published(name: str, docs: str) -> Problem:
    """The same for a site whose pages are generated: there, nobody keeps it back. ``docs`` is the folder's name."""
    return Problem(Where(name), f"this is published with all else below {docs}/; move it out of there")


def picture(path: str, docs: str) -> Problem:
    """What there is to say, on such a site, of a private peer's picture; ``path`` is below ``docs``."""
    said = f"{path} is the picture of a private peer, and is published with all else here; move it out of there"
    return Problem(Where(f"{docs}/"), said, private=True)


def inputs(gathering: Gathering) -> Inputs:
    """The input files of a site."""
    return Inputs(private(gathering), feed_files(gathering, private=False), gathering.site.root)


class Inputs:
    """Files that are never copied to a site: the author's input files, and copies that tools and editors keep of them.

    Args:
        private: as `private` gives them. A file that is missing may lie in another folder, so any file of its name
            counts as private.
        feeds: the feeds of public peers, as `feed_files` gives them. Copies beside these do not count.
        root: the folder of mkdocs.yml. All names are relative to it.
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
        """The name by which a build may call the file, whatever path leads to it; empty if it is none of these."""
        known = identity(source)
        if known in self._names:
            return self._names[known]
        folder, base = os.path.split(source)
        base = base.casefold()
        sought = self._anywhere.get(base, "")
        may_be_named = os.path.basename(sought).casefold() == base  # not so: the feed of somebody private
        if may_be_named or _PRIVATE.search(base) or f"{os.sep}{_CACHE}{os.sep}" in source:
            return os.path.relpath(source, self._root)
        return sought or self._copied(folder, base)

    def _copied(self, folder: str, base: str) -> str:
        beside, start = self._beside.get(self._real(folder), {}), base.lstrip(_BEFORE_A_NAME)
        return next((f"a copy of {name}" for known, name in beside.items() if _is_copy(start, known)), "")


def _is_copy(base: str, known: str) -> bool:
    stem, ending = os.path.splitext(known)
    within = tuple(f"{stem}{mark}" for mark in _WITHIN_A_NAME)
    return base.startswith(known) or (base.startswith(within) and base.endswith(ending))
