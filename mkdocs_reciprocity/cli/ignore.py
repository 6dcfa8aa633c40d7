"""``mkdocs-reciprocity ignore``"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import click
from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity import logfile, pipeline
from mkdocs_reciprocity import url as urls
from mkdocs_reciprocity.cli.changing import Bodies, bodies_of, changing, file_for, interrupted, refuse_mistakes
from mkdocs_reciprocity.cli.site import Failure, config_option, known_peer, site
from mkdocs_reciprocity.cli.telling import Known, told
from mkdocs_reciprocity.gather import Gathering
from mkdocs_reciprocity.ledger.accepting import unkept
from mkdocs_reciprocity.model import Interaction
from mkdocs_reciprocity.problem import did_you_mean, in_one_line, quoted
from mkdocs_reciprocity.sources import log_edit
from mkdocs_reciprocity.sources.log_ignored import ignored_of
from mkdocs_reciprocity.sources.rows import Raw

Entry = Mapping[str, str]


class _Done(Struct, frozen=True):
    """The file, empty where all is ignored already; sentences for what is hidden now, and for what only lost a place."""

    file: str
    hidden: Sequence[str]
    less: Sequence[str]


@click.command(
    epilog="Examples: mkdocs-reciprocity ignore https://ada.example/about/, "
    "mkdocs-reciprocity ignore --gave link --peer dora, "
    "mkdocs-reciprocity ignore --got link --evidence https://ada.example/blogroll/",
    short_help="Keep away what was seen and shall not count.",
)
@config_option
@click.argument("url", required=False)
@click.option("--gave", metavar="KIND", help="Only what you gave: a `link`.")
@click.option("--got", metavar="KIND", help="Only what you received: a `link` or a `share`.")
@click.option("--peer", metavar="ID", help="Only with this peer.")
@click.option("--evidence", metavar="URL", help="Only what was seen in this post or on this page.")
def ignore(
    config_file: str | None, url: str | None, gave: str | None, got: str | None, peer: str | None, evidence: str | None
) -> None:
    """Write below `ignore:` in the log what was seen in feeds and pages and shall not count.

    URL is what it is about, or where it was seen. Rows of the log stay; take them out by hand. Says what is hidden now.
    """
    of, problems = site(config_file)
    for problem in problems:
        click.echo(str(problem), err=True)
    said = {"gave": gave, "got": got, "peer": peer, "url": url, "evidence": evidence}
    entry = {name: text.strip() for name, text in said.items() if text is not None and text.strip()}
    try:
        done, _ = changing(of, lambda gathering: _decided(gathering, entry))
    except KeyboardInterrupt:
        interrupted()
    _say(done)


def _decided(gathering: Gathering, entry: Entry) -> tuple[Bodies, _Done]:
    refuse_mistakes(gathering)
    known = Known(gathering)
    entries = _entries(entry, known)
    rules = pipeline.rules_of(gathering.site.settings, gathering.today)
    new = []
    for one in entries:
        _refuse_faults(one, gathering)
        found, _ = ignored_of(Raw(one, 0, [0] * len(one)), rules, "")
        if found is not None and found not in [replace(old, where=found.where) for old in gathering.book.ignored]:
            new.append((one, found))
    if not new:
        return {}, _Done("", (), ())
    book = replace(gathering.book, ignored=(*gathering.book.ignored, *(found for _, found in new)))
    site, settings = gathering.site.url, gathering.site.settings
    after = pipeline.keep_ledger(book, known.reading.feeds, known.pages, site, settings, gathering.today).interactions
    left = set(after)
    gone = [row for row in known.ledger.interactions if row not in left]
    whole = {(row.where, row.direction, row.kind, row.peer, row.url) for row in after}
    hidden = [row for row in gone if (row.where, row.direction, row.kind, row.peer, row.url) not in whole]
    less = [row for row in gone if row not in hidden]
    name = file_for(gathering, private=_is_private(entry, gone, gathering))
    body = bodies_of(gathering).get(name) or logfile.HEADING
    words = known.words()
    done = _Done(name, [told(row, words) for row in hidden], [told(row, words) for row in less])
    return {name: log_edit.with_ignored(body, name, [one for one, _ in new], rules)}, done


def _entries(entry: Entry, known: Known) -> list[Entry]:
    """The entries to write: a URL alone may be what something is about, or where it was seen, or both."""
    url = urls.parse(entry.get("url", ""))
    if url is None or "evidence" in entry:
        return [entry]
    key = urls.key(url)
    seen = unkept(known.ledger.interactions) + [row for row in known.ledger.interactions if row.evidence]
    there = any(key in map(urls.key, row.evidence) for row in seen)
    about = any(row.url is not None and urls.key(row.url) == key for row in seen)
    as_evidence = {**{name: text for name, text in entry.items() if name != "url"}, "evidence": entry["url"]}
    return [*([entry] if about or not there else []), *([as_evidence] if there else [])]


def _refuse_faults(entry: Entry, gathering: Gathering) -> None:
    """Says what is wrong in the words of the command line.

    Raises:
        Failure: something is.
    """
    if "peer" in entry:
        known_peer(entry["peer"], gathering)
    rules = pipeline.rules_of(gathering.site.settings, gathering.today)
    for field in {"gave", "got"} & entry.keys():
        if entry[field] not in rules.kinds:
            raise Failure(f"--{field}: unknown kind {quoted(entry[field])}{did_you_mean(entry[field], rules.kinds)}")
    _, faults = ignored_of(Raw(entry, 0, [0] * len(entry)), rules, "")
    for field, message in faults:
        if not field:
            raise Failure("this would ignore everything; give a URL, --peer or --evidence")
        raise Failure(message)


def _is_private(entry: Entry, rows: Sequence[Interaction], gathering: Gathering) -> bool:
    """Whether the entry tells of somebody or something private."""
    people = gathering.book.directory
    addresses = (urls.parse(entry.get(field, "")) for field in ("url", "evidence"))
    owners = [people.owner(url) for url in addresses if url]
    named = [known_peer(entry["peer"], gathering).id] if "peer" in entry else []
    return any(row.private for row in rows) or any(map(people.is_private, (*owners, *named)))


def _say(done: _Done) -> None:
    if not done.file:
        click.echo("ignored already; nothing was changed")
        return
    for sentence in done.hidden:
        click.echo(f"hidden: {sentence}")
    for sentence in done.less:
        click.echo(f"no longer seen there: {sentence}")
    if not done.hidden and not done.less:
        click.echo("hides nothing that was seen so far; if it is seen, it will not count")
    click.echo(f"written to {in_one_line(done.file)}")
