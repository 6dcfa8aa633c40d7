"""What a shell offers when Tab is pressed: kinds, peers, posts, days, files.

Quick and quiet: the log is read, and what is kept of feeds. Nothing is asked of the network, and no feed is parsed.
Where something is not right nothing is offered, for a shell has no room for a sentence. `terminal.shells` leaves out
what a shell would take for more than a word.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from mkdocs_reciprocity.cli.terminal import choices
from mkdocs_reciprocity.cli.terminal.choices import Choice
from mkdocs_reciprocity.collect import site as sites
from mkdocs_reciprocity.collect.site import Site
from mkdocs_reciprocity.core.problem import Refused

if TYPE_CHECKING:
    from mkdocs_reciprocity.collect.gathering import Gathering
    from mkdocs_reciprocity.core.editing.new_row import Known
    from mkdocs_reciprocity.core.model import Interaction

Items = list["CompletionItem[str]"]
Complete = Callable[[click.Context, click.Parameter, str], Items]


def _candidates(offered: Callable[[click.Context, Site], Sequence[Choice]]) -> Complete:
    def complete(context: click.Context, parameter: click.Parameter, typed: str) -> Items:
        try:
            of, _ = sites.read(context.params.get("config_file"))
            found = offered(context, of)
        except (Refused, OSError):
            return []
        return [CompletionItem(one.value, help=one.words or None) for one in found if one.value.startswith(typed)]

    return complete


def _gathered(of: Site, *sections: str) -> Gathering:
    from mkdocs_reciprocity.collect.gathering import Gathering  # noqa: PLC0415 - each Tab imports what it needs

    return Gathering(of, sections)


def _known(of: Site) -> tuple[Gathering, Known]:
    from mkdocs_reciprocity.cli.site import known_of  # noqa: PLC0415 - each Tab imports what it needs
    from mkdocs_reciprocity.collect.sources import Sources  # noqa: PLC0415 - each Tab imports what it needs

    gathering = _gathered(of, "peers")
    return gathering, known_of(gathering, Sources(gathering).findings.feeds())


def _rows(of: Site) -> Sequence[Interaction]:
    return _gathered(of, "peers", "interactions").book.rows


@_candidates
def kinds(context: click.Context, of: Site) -> Sequence[Choice]:
    """The kinds."""
    return choices.kinds(of.settings, "got" if context.params.get("got") else "gave")


@_candidates
def addresses(context: click.Context, of: Site) -> Sequence[Choice]:
    """The newest posts of peers; with ``--got``, the author's own pages. Not those that were typed already."""
    gathering, known = _known(of)
    found = choices.pages(of.url, gathering.store.pages()) if context.params.get("got") else choices.posts(known)
    return [one for one in found if one.value not in (context.params.get("urls") or ())]


@_candidates
def peers(context: click.Context, of: Site) -> Sequence[Choice]:
    """The peers."""
    return choices.peers(_gathered(of, "peers").book.directory)


@_candidates
def ways(context: click.Context, of: Site) -> Sequence[Choice]:
    """What the log has as `via`."""
    return choices.ways(_rows(of))


@_candidates
def tags(context: click.Context, of: Site) -> Sequence[Choice]:
    """What the log has as `tags` of rows."""
    return choices.tags(_rows(of))


@_candidates
def dates(context: click.Context, of: Site) -> Sequence[Choice]:
    """Words for days."""
    return [Choice(word) for word in ("today", "yesterday", "unknown")]


@_candidates
def files(context: click.Context, of: Site) -> Sequence[Choice]:
    """The files of the log."""
    from mkdocs_reciprocity.collect import log_files  # noqa: PLC0415 - each Tab imports what it needs

    return [Choice(name) for name in log_files.names(of.root, of.settings)]
