"""What a shell completes: click calls it when Tab is pressed, and never otherwise.

Quick and quiet: the log is read, and what is kept of feeds. Nothing is asked of the network, no feed is parsed, and
where something is not right nothing is offered, for a shell has no room for a sentence. `completion` leaves
out what a shell would take for more than a word.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import click
from click.shell_completion import CompletionItem

from mkdocs_reciprocity.cli import offers
from mkdocs_reciprocity.cli.known import known_of
from mkdocs_reciprocity.cli.offers import Offer
from mkdocs_reciprocity.cli.site import Failure, site
from mkdocs_reciprocity.collect import log_files
from mkdocs_reciprocity.collect.gathering import Gathering, Site
from mkdocs_reciprocity.core.editing.new_row import Known
from mkdocs_reciprocity.core.model import Interaction

Items = list["CompletionItem[str]"]
Complete = Callable[[click.Context, click.Parameter, str], Items]


def _completing(offered: Callable[[click.Context, Site], Sequence[Offer]]) -> Complete:
    def complete(context: click.Context, parameter: click.Parameter, typed: str) -> Items:
        try:
            of, _ = site(_config_file(context), writing=False)
            found = offered(context, of)
        except (Failure, OSError):
            return []
        return [CompletionItem(one.value, help=one.words or None) for one in found if one.value.startswith(typed)]

    return complete


def _config_file(context: click.Context) -> str | None:
    """What ``-f`` says, behind the command or before it."""
    inner: click.Context | None = context
    while inner is not None:
        if said := inner.params.get("config_file"):
            return str(said)
        inner = inner.parent
    return None


def _known(of: Site) -> tuple[Gathering, Known]:
    gathering = Gathering(of, ("peers",))
    gathering.start(fetch=False)
    return gathering, known_of(gathering, gathering.kept())


def _rows(of: Site) -> Sequence[Interaction]:
    return Gathering(of, ("peers", "interactions")).book.rows


@_completing
def kinds(context: click.Context, of: Site) -> Sequence[Offer]:
    """The kinds."""
    return offers.kinds(of.settings, "got" if context.params.get("got") else "gave")


@_completing
def addresses(context: click.Context, of: Site) -> Sequence[Offer]:
    """The newest posts of peers; of what was got, the own pages."""
    gathering, known = _known(of)
    return offers.pages(gathering) if context.params.get("got") else offers.posts(known)


@_completing
def peers(context: click.Context, of: Site) -> Sequence[Offer]:
    """The peers."""
    return offers.peers(Gathering(of, ("peers",)).book.directory)


@_completing
def ways(context: click.Context, of: Site) -> Sequence[Offer]:
    """What the log has as `via`."""
    return offers.ways(_rows(of))


@_completing
def tags(context: click.Context, of: Site) -> Sequence[Offer]:
    """What the log has as `tags` of rows."""
    return offers.tags(_rows(of))


@_completing
def dates(context: click.Context, of: Site) -> Sequence[Offer]:
    """Days that need no calendar."""
    return [Offer(word) for word in ("today", "yesterday", "unknown")]


@_completing
def files(context: click.Context, of: Site) -> Sequence[Offer]:
    """The files of the log."""
    return [Offer(name) for name in log_files.names(of.root, of.settings)]
