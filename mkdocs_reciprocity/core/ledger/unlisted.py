"""Addresses in the log that belong to nobody who is listed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from mkdocs_reciprocity.core.ledger.identity import Directory
from mkdocs_reciprocity.core.model import Interaction
from mkdocs_reciprocity.core.problem import Problem, quoted
from mkdocs_reciprocity.core.wording import counted

_MOST = 10
"""Hosts that get a line each; the rest is counted."""


def strangers(rows: Iterable[Interaction], people: Directory) -> list[Problem]:
    """A line for each host of which rows speak and which nobody has, those with most rows first.

    To give to a stranger is no mistake; but somebody who turns up again and again may be a peer who is not listed.
    """
    groups: defaultdict[str, list[Interaction]] = defaultdict(list)
    for row in rows:
        if row.peer is not None and row.peer not in people.peers:
            groups[row.peer.rstrip("/")].append(row)
    found = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    problems = []
    for host, of_host in found[:_MOST]:
        rest = f", in {len(of_host)} rows," if len(of_host) > 1 else ""
        where = min(row.where for row in of_host)
        message = f"{quoted(host)}{rest} belongs to no listed peer; a gift to a stranger is fine"
        problems.append(Problem(where, message, "info", private=True))
    if len(found) > _MOST:
        where = min(row.where for _, of_host in found[_MOST:] for row in of_host)
        rest = counted(len(found) - _MOST, "more host belongs", "more hosts belong")
        problems.append(Problem(where, f"{rest} to no listed peer", "info"))
    return problems
