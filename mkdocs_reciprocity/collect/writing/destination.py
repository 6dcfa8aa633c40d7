"""Which file of the log something new goes into: one rule for all commands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from mkdocs_reciprocity.collect import log_files, nearby
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.core.editing import new_log
from mkdocs_reciprocity.core.log.text import is_opml
from mkdocs_reciprocity.core.problem import Refused, in_one_line, quoted

Bodies = Mapping[str, bytes]
"""The new content of the author's files, by their names in the options."""


def file_for(gathering: Gathering, *, private: bool | None) -> str:
    """The file for something new.

    For what is private, that is the first private file that is there, or else the first that the option `log` names,
    which has to be made; where it names none, that for what is public. For that it is the first file that is not
    private, the last one of a pattern, or a new one that it fits.

    Args:
        gathering: what was read.
        private: whether it is private; None where it may become so, if all files are private.

    Raises:
        Refused: there is none.
    """
    of = gathering.site
    names = log_files.names(of.root, of.settings)
    secret = [name for name in names if log_files.is_private(name)]
    there = [name for name in secret if (of.root / name).exists()]
    if private and secret:
        return _not_absent((there or secret)[0], gathering)
    for pattern in of.settings.log:
        found = [name for name in names if name not in secret and log_files.fits(name, pattern)]
        if found:
            return _no_slip(found[-1], gathering)
    name = log_files.beginning(of.settings, gathering.today)
    if log_files.is_private(name):
        name = (there or secret or [name])[0]
    if private is False and log_files.is_private(name):
        raise Refused(f"all rows of {in_one_line(name)} are private, by its name; name a public file in `log`")
    return _no_slip(_not_absent(name, gathering), gathering)


def file_of_peers(gathering: Gathering, *, private: bool) -> str:
    """The file that the option `peers` names, the one with most peers, or the first; a private one for who is."""
    if private:
        return file_for(gathering, private=True)
    named = gathering.site.settings.peers
    if named and named in bodies_of(gathering):
        return named
    files = [name for name in bodies_of(gathering) if not log_files.is_private(name)]
    with_peers = [peer.where.file for peer in gathering.peers if peer.where.file in files]
    return max(with_peers, key=with_peers.count) if with_peers else file_for(gathering, private=None)


def named(said: str, gathering: Gathering) -> str:
    """The file by the name that the option `log` has for it; seen from the folder of mkdocs.yml or from this one.

    Raises:
        Refused: it is no file of the log.
    """
    of = gathering.site
    for name in log_files.names(of.root, of.settings):
        if said == name or (Path(said).exists() and Path(said).resolve() == (of.root / name).resolve()):
            return _not_absent(name, gathering)
    if any(log_files.fits(said, pattern) for pattern in of.settings.log):
        return said
    raise Refused(f"--file: {quoted(said)} is no file of the log; the option `log` names {_listed(of.settings.log)}")


def refuse_secrets(name: str) -> None:
    """Refuses to write an address with a key in it into a file that is not private: git keeps what is committed.

    Raises:
        Refused: the file is not private.
    """
    if not log_files.is_private(name):
        raise Refused(
            f"there is a key in an address, and {in_one_line(name)} is not private; take the key out, or write it into "
            "a file such as `reciprocity.private.yml`, which git ignores"
        )


def bodies_of(gathering: Gathering) -> dict[str, bytes]:
    """The author's files as they were read, but for those of feed readers, which no command changes."""
    return {text.name: text.body for text in gathering.files.texts if not is_opml(text.name, text.body)}


def body_of(gathering: Gathering, name: str) -> bytes:
    """What a file of the log holds, or what a new one begins with."""
    return bodies_of(gathering).get(name) or heading_of(name)


def heading_of(name: str) -> bytes:
    """What a new file begins with."""
    return new_log.PRIVATE if log_files.is_private(name) else new_log.HEADING


def _listed(names: Sequence[str]) -> str:
    return ", ".join(map(in_one_line, names))


def _no_slip(name: str, gathering: Gathering) -> str:
    """The name, unless the log that is there has another that is nearly the same: a new file would be a second log."""
    root = gathering.site.root
    if near := "" if (root / name).exists() else nearby.log(root, name):
        message = (
            f"this file is not here, but {in_one_line(near)} is; name that in the option `log`, or make the new file"
        )
        raise Refused(f"{in_one_line(name)}: {message}")
    return name


def _not_absent(name: str, gathering: Gathering) -> str:
    """The name, unless that file was surely meant to be: a new one would say that nobody else is private."""
    if name in gathering.files.absent:
        message = "the options name this file, and it is not here; put it here, an empty one if it lists nobody"
        raise Refused(f"{in_one_line(name)}: {message}")
    return name
