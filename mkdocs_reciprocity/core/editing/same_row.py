"""Whether the log has a row already that says what a new row says; if not, the log with the new row."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.editing import log as log_edit
from mkdocs_reciprocity.core.editing.log import Placed
from mkdocs_reciprocity.core.editing.new_row import Entry, settled
from mkdocs_reciprocity.core.ledger.publicity import Publicity
from mkdocs_reciprocity.core.log.row import Rules
from mkdocs_reciprocity.core.model import Interaction


def placed(
    body: bytes, file: str, entries: Sequence[Entry], rules: Rules, *, private: bool = False
) -> tuple[bytes, list[Placed]]:
    """The log with the entries: with the new peers, if there are any, and with each row, unless another row says the
    same. With it come the places of all these rows, in their order.

    Args:
        body: the file as it is on disk.
        file: its name for the problems.
        entries: what is to be written.
        rules: see `Rules`.
        private: whether all rows of this file are.

    Raises:
        NotWritten: see `log_edit`.
    """
    if new := [(entry.peer, entry.peer_fields) for entry in entries if entry.peer]:
        body = log_edit.with_peers(body, file, new)
    rows = [entry.fields for entry in entries]
    return log_edit.with_new_rows(body, file, rows, rules, Standing(entries).said_by, private=private)


class Standing:
    """Finds which of several entries, at least one, a row of the log says or shows."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._people = entries[-1].people  # who is new is known from then on
        self._done: dict[object, list[int]] = {}
        for number, entry in enumerate(entries):
            self._done.setdefault(_done(entry.row), []).append(number)

    def said_by(self, row: Interaction) -> list[int]:
        """The numbers of the entries of which the row says everything; see `stands`."""
        return [number for number in self._alike(row) if stands(row, self._entries[number])]

    def shown_by(self, row: Interaction) -> list[int]:
        """The numbers of the entries of which the row publishes what they are about; see `shows`."""
        return [number for number in self._alike(row) if shows(row, self._entries[number])]

    def _alike(self, row: Interaction) -> Sequence[int]:
        return self._done.get(_done(settled(row, self._people)), ())


def stands(row: Interaction, entry: Entry) -> bool:
    """Whether a row of the log says everything that the entry says. Its title may be missing: that is nothing new."""
    row, new = settled(row, entry.people), entry.row
    if _about(row) != _about(new) or new.said_private not in {None, row.said_private}:
        return False
    said = {*row.tags, *map(urls.key, row.evidence)}
    texts = ((new.note, row.note), (new.by, row.by), (new.answer, row.answer))
    return all(told in {"", old} for told, old in texts) and said >= {*new.tags, *map(urls.key, new.evidence)}


def shows(row: Interaction, entry: Entry) -> bool:
    """Whether a row of the log publishes what the entry is about. It does so even if the entry is private.

    With an address, that is so whenever and wherever it was; without one, the day and the way tell two of them apart.
    """
    row, about = settled(row, entry.people), _done if entry.row.key else _about
    return about(row) == about(entry.row) and not Publicity(entry.people).settled(row).private


def _about(row: Interaction) -> tuple[object, ...]:
    return (row.date, row.via, *_done(row))


def _done(row: Interaction) -> tuple[object, ...]:
    return (row.peer, row.direction, row.kind, row.key)
