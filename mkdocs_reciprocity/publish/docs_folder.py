"""Writes what is generated into the folder of the pages, beside the author's own files, and touches none of these.

A list of what was written is kept there too, in a file that no generator copies to the site: the digest of each file,
by its path. A file with that digest is ours; any other is the author's, whether they wrote or changed it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct

from mkdocs_reciprocity.collect import plain_file
from mkdocs_reciprocity.collect.docs import GENERATED
from mkdocs_reciprocity.core import stand_ins
from mkdocs_reciprocity.core.problem import Problem, Where
from mkdocs_reciprocity.core.site_places import is_below_the_site

Digests = Mapping[str, tuple[str, ...]]
"""The digests of files by their paths; two of them where a file was about to be replaced."""

Body = bytes | Problem | None
"""What is in a file, or why that cannot be known; None where there is no file."""


class _Listed(Struct, frozen=True):
    files: dict[str, tuple[str, ...]]


class Plan(Struct, frozen=True, kw_only=True):
    """What there is to do: files to write and to remove, and the list before, meanwhile and afterwards."""

    write: Mapping[str, bytes]
    remove: tuple[str, ...]
    before: Digests
    after: Digests
    problems: tuple[Problem, ...]

    @property
    def meanwhile(self) -> Digests:
        """The list that is right whether or not a file is written already."""
        paths = sorted({*self.before, *self.after})
        return {path: tuple(sorted({*self.before.get(path, ()), *self.after.get(path, ())})) for path in paths}


def plan(made: Mapping[str, bytes], there: Mapping[str, Body], before: Digests, name: str) -> Plan:
    """Decides what to do; nothing is read or written.

    Args:
        made: what is to be there, by path.
        there: what is there, at all paths in ``made`` and ``before``.
        before: the list as it is.
        name: what the folder is called in sentences.
    """
    write: dict[str, bytes] = {}
    after: dict[str, tuple[str, ...]] = {}
    remove: list[str] = []
    problems: list[Problem] = []
    for path in sorted({*made, *before}):
        body, wanted, known = there[path], made.get(path), before.get(path, ())
        if isinstance(body, Problem):
            problems.append(body)
            after[path] = known
        elif body is None or digest(body) in known or (wanted is not None and digest(body) == digest(wanted)):
            if wanted is not None:
                after[path] = (digest(wanted),)
                if body is None or digest(body) != digest(wanted):
                    write[path] = wanted
            elif body is not None:
                remove.append(path)
        else:
            problems.append(_theirs(f"{name}/{path}", changed=path in before, wanted=wanted is not None))
            if wanted is not None and known:
                after[path] = known
    after = {path: known for path, known in after.items() if known}
    return Plan(write=write, remove=tuple(remove), before=before, after=after, problems=tuple(problems))


def digest(body: bytes) -> str:
    """The digest of a file; git may have changed its line ends."""
    return sha256(body.replace(b"\r\n", b"\n")).hexdigest()


def _theirs(name: str, *, changed: bool, wanted: bool) -> Problem:
    if not changed:
        return stand_ins.file(name)
    again = "; delete it to have it made again" if wanted else ", though it is not made any more"
    return Problem(Where(name), f"you have changed this file since it was made, so it stays as it is{again}", "info")


class Folder:
    """The folder of the pages, or that of the site.

    Args:
        path: where it is.
        name: what it is called in sentences.
    """

    def __init__(self, path: Path, name: str) -> None:
        self._path = path
        self._real = os.path.realpath(path)
        self.name = name

    def listed(self) -> tuple[Digests, list[Problem]]:
        """The list, empty where there is none, and what is wrong with it."""
        try:
            files = msgspec.json.decode(plain_file.read(self._path / GENERATED), type=_Listed).files
        except FileNotFoundError:
            return {}, []
        except (OSError, ValueError):
            message = (
                "this cannot be read, so files that were made before, and would be made otherwise today, count as yours"
            )
            return {}, [Problem(Where(f"{self.name}/{GENERATED}"), message)]
        return {path: known for path, known in files.items() if is_below_the_site(path)}, []

    def there(self, paths: Iterable[str]) -> dict[str, Body]:
        """What is in these files."""
        return {path: self._body(path) for path in paths}

    def carry_out(self, plan: Plan) -> Iterator[tuple[str, str] | Problem]:
        """Writes and removes what the plan says, each file as a whole. Yields what was done to which path, and a
        problem for each file that could not be written. Whenever this is stopped, the next plan goes on.
        """
        if not plan.write and not plan.remove and plan.after == plan.before:
            return
        try:
            self._keep(plan.meanwhile)
        except OSError as error:
            yield self._fault(GENERATED, error)
            return
        failed: dict[str, tuple[str, ...]] = {}
        for path, body in (*plan.write.items(), *((path, None) for path in plan.remove)):
            done = self.put(path, body)
            if isinstance(done, Problem):
                failed[path] = plan.meanwhile[path]
            yield done
        self._keep({**plan.after, **failed})

    def put(self, path: str, body: bytes | None) -> tuple[str, str] | Problem:
        """Writes a file as a whole, or removes it. Returns what was done to which path, or why it could not be done."""
        try:
            self._write(path, body) if body is not None else self._remove(path)
        except OSError as error:
            return self._fault(path, error)
        return path, "removed" if body is None else "written"

    def _body(self, path: str) -> Body:
        whole = self._path / path
        parent = os.path.realpath(whole.parent)
        if parent != self._real and not parent.startswith(os.path.join(self._real, "")):
            said = f"a link leads from here out of {self.name}/, where nothing is written"
            return Problem(Where(f"{self.name}/{path}"), said)
        try:
            return b"" if os.path.islink(whole) else plain_file.read(whole)  # a link is the author's
        except FileNotFoundError:
            return None
        except OSError as error:
            return self._fault(path, error)

    def _fault(self, path: str, error: OSError) -> Problem:
        return Problem(Where(f"{self.name}/{path}"), f"this cannot be written ({error.strerror or error})")

    def _keep(self, listed: Digests) -> None:
        if listed:
            body = msgspec.json.format(msgspec.json.encode(_Listed(dict(sorted(listed.items())))), indent=1)
            self._write(GENERATED, body + b"\n")
        else:
            self._remove(GENERATED)

    def _write(self, path: str, body: bytes) -> None:
        whole = self._path / path
        whole.parent.mkdir(parents=True, exist_ok=True)
        plain_file.replace(whole, body)

    def _remove(self, path: str) -> None:
        whole = self._path / path
        whole.unlink(missing_ok=True)
        with suppress(OSError):  # something else is in it
            for folder in whole.parents:
                if folder == self._path:
                    break
                folder.rmdir()
