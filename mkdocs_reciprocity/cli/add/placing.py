"""Where in the log new rows go, which of them stand there already, and the writing of the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from mkdocs_reciprocity.cli.site import to_stderr
from mkdocs_reciprocity.collect import log_files, plain_file
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.writing import git
from mkdocs_reciprocity.collect.writing.destination import Bodies, body_of, file_for, named, refuse_secrets
from mkdocs_reciprocity.collect.writing.transaction import change_file, change_files
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.editing import same_row
from mkdocs_reciprocity.core.editing.log import Placed
from mkdocs_reciprocity.core.editing.new_row import Entry, Known
from mkdocs_reciprocity.core.editing.same_row import Standing
from mkdocs_reciprocity.core.log import reader as log_reader
from mkdocs_reciprocity.core.log.text import is_opml
from mkdocs_reciprocity.core.model import Interaction, PeerId
from mkdocs_reciprocity.core.problem import Refused, in_one_line
from mkdocs_reciprocity.core.url import Url

Row = tuple[str, Entry]
"""The name of a file of the log, and what is to stand in it."""


_NOT_KEPT = (
    "this row would go into a file that git does not keep, and be lost with this machine; note it with `add` on your "
    "own computer, and delete the issue if it says this in public"
)


class Files:
    """Chooses a file for each entry.

    Args:
        said: the file that ``--file`` names; None where the private or the public file that fits is meant.
        private: what ``--private`` says.
        gathering: what was read.
        kept: whether it has to be a file that git keeps.
    """

    def __init__(self, said: str | None, private: bool | None, gathering: Gathering, *, kept: bool = False) -> None:
        self._said = said
        self.private = private
        self._kept = kept
        self._gathering = gathering
        self._fitting: dict[bool | None, str] = {}

    def of(self, entry: Entry) -> str:
        """The name of the file.

        Raises:
            Refused: it is public, and the entry has a key in an address; or the other way round; or git does not keep
                it.
        """
        name = self._chosen(entry)
        if self._kept and not git.keeps(self._gathering.site.root, name):
            if entry.row.said_private is not True:
                raise Refused(_NOT_KEPT)
            name = self._file_for(None)  # the row says itself that it is private
        if entry.is_secret():
            refuse_secrets(name)
        return name

    def _chosen(self, entry: Entry) -> str:
        if self._said is not None:
            name = named(self._said, self._gathering)
            if self.private is False and log_files.is_private(name):
                all_private = f"all rows of {in_one_line(name)} are private, by its name"
                raise Refused(f"--public: {all_private}; give another `--file`")
            return name
        if self.private is not None:
            return self._file_for(self.private)
        return self._file_for(True if entry.is_secret() or entry.concerns_somebody_private() else None)

    def _file_for(self, private: bool | None) -> str:
        if private not in self._fitting:
            self._fitting[private] = file_for(self._gathering, private=private)
        return self._fitting[private]


class Log:
    """The rows of the log as it was read. Each file is parsed at most once, and only if it is asked for."""

    def __init__(self, gathering: Gathering, known: Known) -> None:
        self._gathering = gathering
        self._known = known
        self._rows: dict[str, Sequence[Interaction]] = {}

    def standing_elsewhere(self, rows: Sequence[Row]) -> dict[int, str]:
        """The places of rows that say the same in another file of the log, by the number of the new row. Whoever is
        listed with a row gets it all the same.
        """
        standing = Standing([entry for _, entry in rows])
        found: dict[int, str] = {}
        only = {name for name, _ in rows}
        for row in self._in_files(but=only.pop() if len(only) == 1 else ""):
            for number in standing.said_by(row):
                name, entry = rows[number]
                if name != row.where.file and not entry.peer:
                    found.setdefault(number, str(row.where))
        return found

    def shown_by(self, entries: Sequence[Entry]) -> list[str]:
        """The places of the rows that publish what one of the entries is about."""
        standing = Standing(entries)
        return [str(row.where) for row in self._in_files() if standing.shown_by(row)]

    def remembering(self, entry: Entry) -> Entry:
        """The entry. If the log has older rows about a new peer, as a stranger, `was` says by which host, for permanent
        links.
        """
        home = entry.people.peers[PeerId(entry.peer)].home if entry.peer else None
        host = urls.host(home) if home else ""
        if not host or not any(not row.peer and urls.host(row.url or Url("")) == host for row in self._in_files()):
            return entry
        return replace(entry, peer_fields={**entry.peer_fields, "was": host})

    def _in_files(self, but: str = "") -> Iterator[Interaction]:
        for text in self._gathering.files.texts:
            if text.name == but or is_opml(text.name, text.body):
                continue
            if text.name not in self._rows:
                self._rows[text.name] = log_reader.parse(
                    text.body, text.name, self._known.rules, private=text.private, sections=("interactions",)
                ).records.interactions
            yield from self._rows[text.name]


def written(gathering: Gathering, rows: Sequence[Row], known: Known) -> list[Placed]:
    """Writes all rows, or nothing. Returns the place of each.

    Raises:
        Refused: they cannot be written.
    """
    files: dict[str, list[int]] = {}
    for number, (name, _) in enumerate(rows):
        files.setdefault(name, []).append(number)
    entries = {name: [rows[number][1] for number in numbers] for name, numbers in files.items()}
    if len(files) == 1:
        [(name, of_file)] = entries.items()
        return _in_one_file(gathering, name, of_file, known)

    def decide(now: Gathering) -> tuple[Bodies, Mapping[str, list[Placed]]]:
        found = {name: _placed(body_of(now, name), name, of_file, known) for name, of_file in entries.items()}
        return {name: body for name, (body, _) in found.items()}, {name: placed for name, (_, placed) in found.items()}

    places, _ = change_files(gathering.site, decide, to_stderr, checks=False)
    found = {
        number: place for name, numbers in files.items() for number, place in zip(numbers, places[name], strict=True)
    }
    return [found[number] for number in range(len(rows))]


def _in_one_file(gathering: Gathering, name: str, entries: Sequence[Entry], known: Known) -> list[Placed]:
    found: list[tuple[bytes, list[Placed]]] = []

    def edit(body: bytes) -> bytes:
        found.append(_placed(body, name, entries, known))
        return found[-1][0]

    path = gathering.site.root / name
    try:
        change_file(gathering.site.root, name, edit, to_stderr)
    except KeyboardInterrupt:
        if not (found and path.is_file() and plain_file.read(path) == found[-1][0]):
            raise
        # Ctrl-C came too late: the rows are written, so that is said.
    return found[-1][1]


def _placed(body: bytes, name: str, entries: Sequence[Entry], known: Known) -> tuple[bytes, list[Placed]]:
    return same_row.placed(body, name, entries, known.rules, private=log_files.is_private(name))
