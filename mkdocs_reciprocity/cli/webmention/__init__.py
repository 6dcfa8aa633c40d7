"""``mkdocs-reciprocity webmention``: a module for each of its commands.

In come the links of the pages and what other sites have sent; out go webmentions, or the rows that would accept what is
held back. The commands know nothing of each other. What to send is decided in `core.webmention.queue`.
"""

from __future__ import annotations

import click

from mkdocs_reciprocity.cli.terminal.command import Commands


@click.group(
    cls=Commands,
    package=__name__,
    said={
        "pending": "Show the webmentions that are held back.",
        "send": "Tell the sites that your pages link to.",
    },
)
def webmention() -> None:
    """Tell the sites that you link to, and see who links to you."""
