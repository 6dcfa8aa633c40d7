"""``mkdocs-reciprocity desk related``: posts of peers on the subject of a page, with the links to paste."""

from __future__ import annotations

import click

from mkdocs_reciprocity.cli.desk.known import known
from mkdocs_reciprocity.cli.terminal import tables
from mkdocs_reciprocity.cli.terminal.command import config_option, examples
from mkdocs_reciprocity.collect import page_file, terms
from mkdocs_reciprocity.core.desk import related as relating


@click.command(epilog=examples("desk related posts/looms.md"))
@config_option
@click.argument("page")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def related(config_file: str | None, page: str, format_: str) -> None:
    """Show who has written about the subject of a page.

    PAGE is its Markdown file, or its path or address in the site. Up to five posts are listed, two of one peer at most,
    each with the Markdown link to paste. Posts that the page links to are left out. Where nothing is near enough,
    nothing is listed. The network is not used: feeds are as they were read last.
    """
    all_known = known(config_file, termed=True)
    account, gathering = all_known.account, all_known.gathering
    found = page_file.find(gathering.site, page)
    own = page_file.texts(page_file.pages(gathering.site))
    library = relating.Library(account, terms.of_feeds(gathering.store, account.feeds), own)
    linked = (link.url for one in account.pages if one.path == found.path for link in one.links)
    posts = library.related(page_file.told(found.file), linked)
    if format_ == "json":
        click.echo(tables.json_of(posts))
        return
    from mkdocs_reciprocity.cli.terminal import desk as desk_text  # noqa: PLC0415 - only for a terminal

    desk_text.show_section(relating.section(posts, gathering.today), page, relating.NOTHING)
