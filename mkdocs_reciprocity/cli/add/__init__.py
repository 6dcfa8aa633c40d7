"""``mkdocs-reciprocity add``: writes rows into the log.

In comes what somebody typed: a kind, addresses, options; or lines on standard input, on the clipboard, in a form
(`given`, `texts`). Out goes a row for each address, all of them or none (`noting`, `placing`), and with them a new peer
if there is one. What is missing is asked for at a terminal (`questions`); what is printed is in `saying`. What the rows
say is decided in `core.editing`. It knows no other command.
"""

from __future__ import annotations

from typing import Any

import click

from mkdocs_reciprocity.cli.terminal.command import config_option, examples, offered

_EXAMPLES = examples(
    "add share https://ada.example/engines/ --via mastodon",
    "add thank --peer ada --date yesterday",
    "add comment https://me.example/looms/ --got --peer ben",
    "add testimonial --asked --peer dora --answer granted",
    "add share - --date 2026-11 < links.txt",
)


@click.command(epilog=_EXAMPLES)
@config_option
@click.argument("kind", required=False, shell_complete=offered("kinds"))
@click.argument("urls", metavar="[URL]...", nargs=-1, shell_complete=offered("addresses"))
@click.option("--got", is_flag=True, help="You got it. Without this, you gave it.")
@click.option("--asked", is_flag=True, help="You asked for it: KIND is what you asked for.")
@click.option(
    "--peer", metavar="ID", default="", shell_complete=offered("peers"), help="Who it was, if the URL does not say."
)
@click.option(
    "--via", metavar="WHERE", default="", shell_complete=offered("ways"), help="Where: mastodon, newsletter, …"
)
@click.option("--by", metavar="NAME", default="", help="Who wrote it, if that is nobody who is listed.")
@click.option("--note", metavar="TEXT", default="", help="A sentence of yours.")
@click.option("--title", metavar="TEXT", default="", help="Of the post; by default what the peer's feed calls it.")
@click.option(
    "--date", metavar="DATE", default="today", show_default=True, shell_complete=offered("dates"),
    help="2026-11-02, 2026-11, yesterday, 3 days ago, or unknown.",
)  # fmt: skip
@click.option("--tag", "tags", metavar="WORD", multiple=True, shell_complete=offered("tags"), help="Can be repeated.")
@click.option("--private/--public", default=None, help="Keep it out of everything, or publish what would be private.")
@click.option("--answer", type=click.Choice(["granted", "declined"]), default=None, help="To what was asked.")
@click.option("--evidence", metavar="URL", multiple=True, help="Where it can be seen; can be repeated.")
@click.option("--peer-name", "name", metavar="NAME", default="", help="List a new peer too, by this name.")
@click.option("--home", metavar="URL", default="", help="The home page of the new peer.")
@click.option("--file", metavar="FILE", default=None, shell_complete=offered("files"), help="Which file of the log.")
@click.option(
    "--from-clipboard", "clipboard", is_flag=True, help="Take the URLs from the clipboard; they are shown before."
)
@click.option(
    "--form", metavar="FILE", default=None,
    help="Read KIND, URL and more from a form that was filled in as an issue of a forge; - is standard input.",
)  # fmt: skip
@click.option("--kept", is_flag=True, help="Only into a file that git keeps; for a machine that nothing else outlives.")
def add(
    config_file: str | None,
    file: str | None,
    form: str | None,
    kind: str | None,
    urls: tuple[str, ...],
    clipboard: bool,
    kept: bool,
    **said: Any,
) -> None:
    """Note in the log what you gave, got or asked for: KIND says what was done, URL what it was about.

    The peer is known by the URL; a gift to somebody who is not listed is one too. A URL of your own site, with --got,
    is what they commented on or shared. What is not given is asked for, if you are at a terminal. The row is written
    below the last one, as that one is written; all else in the file stays as it is.

    Of several URLs each gets a row, and what else you say is said of all of them. With - for a URL, they are read from
    standard input, one a line, with a note behind each if you like. If one of them is wrong, nothing is written.
    """
    from mkdocs_reciprocity.cli.add import noting  # noqa: PLC0415 - Tab needs the options only

    words = [*([kind] if kind else []), *urls]
    noting.note(config_file, file, words=words, form=form, clipboard=clipboard, kept=kept, said=said)
