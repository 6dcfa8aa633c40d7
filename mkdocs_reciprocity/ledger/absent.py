"""What cannot be known to be public while a private file is missing, which may list those whom it concerns."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from mkdocs_reciprocity import url as urls
from mkdocs_reciprocity.ledger.identity import Directory
from mkdocs_reciprocity.model import Interaction
from mkdocs_reciprocity.problem import Problem, Where


def held_back(rows: Iterable[Interaction], directory: Directory) -> tuple[list[Interaction], list[Problem]]:
    """The rows, and a problem where there was something to hold back.

    A row about somebody who is listed nowhere is private now, unless it says ``private: false``.
    """
    settled, held = [], 0
    for row in rows:
        unknown = not row.private and row.said_private is None and _is_about_somebody_unlisted(row, directory)
        settled.append(replace(row, private=True) if unknown else row)
        held += unknown
    if not held:
        return settled, []
    many = f"{held} rows about people who are" if held > 1 else "a row about somebody who is"
    message = (
        f"the options name this file, and it is not here: {many} listed nowhere cannot be published, for this file may "
        "say that they are private; put it here, an empty one if it lists nobody"
    )
    return settled, [Problem(Where(directory.absent[0]), message)]


def _is_about_somebody_unlisted(row: Interaction, directory: Directory) -> bool:
    if row.peer is not None and row.peer not in directory.peers:
        return True
    addresses = (urls.without_user_and_port(url) for url in (row.url, *row.evidence) if url)
    return any(directory.claimant(address) is None for address in addresses)
