"""Private files of the author's that MkDocs would copy to the site: they are removed from its list of files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

from mkdocs.structure.files import File, Files

from mkdocs_reciprocity.collect import avatars
from mkdocs_reciprocity.collect.private_files import Inputs
from mkdocs_reciprocity.core.model import Peer
from mkdocs_reciprocity.core.problem import Parsed


def hold_back(files: Files, inputs: Inputs, is_ours: Callable[[File], bool]) -> Iterator[tuple[File, str]]:
    """Removes the author's private files, and yields each with a name that may be published. Our own files stay."""
    for file in list(files):
        if file.abs_src_path is not None and not is_ours(file) and (name := inputs.name(file.abs_src_path)):
            files.remove(file)
            yield file, name


def hold_back_pictures(files: Files, peers: Collection[Peer], folders: Iterable[Path]) -> Parsed[list[File]]:
    """Removes the pictures of private peers, because a file's name may tell whose picture it is.

    Returns:
        The files that were removed, and a problem for each `avatar` that is no picture.
    """
    there = {file.src_uri: file for file in files if file.is_media_file() and file.abs_src_path}
    found = avatars.hidden(peers, {path: str(file.abs_src_path) for path, file in there.items()}, folders)
    taken = [there[path] for path in sorted(found.records)]
    for file in taken:
        files.remove(file)
    return Parsed(taken, found.problems)
