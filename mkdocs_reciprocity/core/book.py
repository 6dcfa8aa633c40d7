"""The log and peers files -> what the author wrote down, with everybody's identity settled."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.ledger.identity import Directory, directory, resolve
from mkdocs_reciprocity.core.ledger.ignored import unknown_peers
from mkdocs_reciprocity.core.ledger.listed import matching_nobody, not_recommended, with_one_feed
from mkdocs_reciprocity.core.ledger.publicity import Publicity
from mkdocs_reciprocity.core.log import reader as log_reader
from mkdocs_reciprocity.core.log.contents import Ignored, Log, Ripple
from mkdocs_reciprocity.core.log.text import is_opml
from mkdocs_reciprocity.core.log_keys import SECTIONS
from mkdocs_reciprocity.core.model import Interaction, Peer
from mkdocs_reciprocity.core.personal import has_key
from mkdocs_reciprocity.core.problem import Parsed, Problem, quoted
from mkdocs_reciprocity.core.public_ways import known_ways
from mkdocs_reciprocity.core.settings import Settings
from mkdocs_reciprocity.core.url import Url

_ADDRESS = re.compile(r"https?://[^\s\"`]+", re.IGNORECASE)


class LogText(Struct, frozen=True):
    """A log or peers file (YAML or OPML) as it is on disk. All that stands in a private one is private."""

    name: str
    body: bytes
    private: bool = False


class Book(Struct, frozen=True):
    """What the author wrote down, with everybody's identity settled."""

    directory: Directory
    rows: tuple[Interaction, ...]
    ignored: tuple[Ignored, ...] = ()
    ripples: tuple[Ripple, ...] = ()


def rules_of(settings: Settings, today: When) -> log_reader.Rules:
    """What a log is read by on one day."""
    return log_reader.Rules(settings.kinds, settings.zone, dates.after(today, 1), known_ways(public_ways(settings)))


def read(
    files: Iterable[LogText],
    site: Url | None,
    settings: Settings,
    today: When,
    absent: Sequence[str] = (),
    sections: Collection[str] = SECTIONS,
) -> Parsed[Book]:
    """Reads the author's files. ``site`` is this site's URL, None when it is not known.

    ``absent`` are the names of private files that are missing. ``sections`` are the keys below which is read: who asks
    for the peers alone has them much sooner. Problems come in the order of files and lines.
    """
    own = own_addresses(site, settings)
    parsed = _read(files, rules_of(settings, today), sections)
    log, followed = parsed.records
    peers = list(log.peers)
    if followed:
        from mkdocs_reciprocity.core.ledger.opml_peers import with_subscribed  # noqa: PLC0415 - most stand in the log

        peers = with_subscribed(peers, followed, own)
    people = directory(peers, own, absent, public_ways(settings))
    resolved = resolve(Log(tuple(peers), log.interactions), people.records)
    problems = [*people.problems, *resolved.problems, *parsed.problems]
    problems += unknown_peers(log.beside(), people.records)
    problems += with_one_feed(peers)
    problems += not_recommended(people.records.peers.values())
    if "interactions" in sections:
        problems += matching_nobody(log, people.records, [problem.where for problem in problems])
    book = Book(people.records, resolved.records, log.ignored, log.ripples)
    return Parsed(book, _hushed(sorted(problems), people.records))


def _read(
    files: Iterable[LogText], rules: log_reader.Rules, sections: Collection[str]
) -> Parsed[tuple[Log, list[Peer]]]:
    """What all files say: the YAML files as one log, and the peers of the OPML files."""
    logs: list[Log] = []
    followed: list[Peer] = []
    problems: list[Problem] = []
    for file in files:
        if is_opml(file.name, file.body):
            from mkdocs_reciprocity.core.opml import reader as opml  # noqa: PLC0415 - most peers stand in the log

            listed = opml.parse(file.body, file.name, private=file.private)
            followed += listed.records
            problems += listed.problems
        else:
            parsed = log_reader.parse(file.body, file.name, rules, private=file.private, sections=sections)
            logs.append(parsed.records)
            problems += parsed.problems
    log = Log(
        peers=tuple(peer for one in logs for peer in one.peers),
        interactions=tuple(row for one in logs for row in one.interactions),
        ignored=tuple(entry for one in logs for entry in one.ignored),
        ripples=tuple(entry for one in logs for entry in one.ripples),
    )
    return Parsed((log, followed), tuple(problems))


def public_ways(settings: Settings) -> list[str]:
    """The ways that the options call public, and those of the author's places: all that is read there is public."""
    return [*settings.public_via, *(place.via for place in settings.me if place.via)]


def addresses(site: Url | None, settings: Settings) -> list[Url]:
    """The addresses of this site, the configured one first."""
    return [url for url in (site, *settings.aliases) if url]


def own_addresses(site: Url | None, settings: Settings) -> list[Url]:
    """The addresses of this site, and of the author's places elsewhere."""
    return [*addresses(site, settings), *(url for place in settings.me for url in place.addresses)]


def _hushed(problems: Iterable[Problem], people: Directory) -> tuple[Problem, ...]:
    """The problems, with those that name a private peer marked as private; all that may, while one may be unknown."""
    if people.absent:
        return tuple(
            replace(problem, private=problem.private or '"' in problem.message, about="") for problem in problems
        )
    hidden = {peer.id for peer in people.peers.values() if peer.private}
    secrets = {word for id_ in hidden for word in (id_, people.peers[id_].name)}
    secrets |= {claim.split("/")[0] for claim, owner in people.claims.items() if owner in hidden}
    for id_ in hidden:  # hosts as they were written, beside those in punycode
        peer = people.peers[id_]
        secrets |= {urls.readable(url).split("/")[0] for url in (peer.home, *peer.also) if url}
    # A message quotes names, and that escapes and shortens some.
    names = {form.casefold() for word in secrets if word.strip() for form in (word, quoted(word)[1:-1])}
    return tuple(
        replace(problem, private=problem.private or _names(problem, names) or _quotes_key(problem), about="")
        for problem in problems
    )


def _quotes_key(problem: Problem) -> bool:
    """Whether the message has an address in it that lets in whoever has it."""
    said = (urls.parse(text) for text in _ADDRESS.findall(problem.message))
    return any(has_key(url) for url in said if url)


def _names(problem: Problem, names: Iterable[str]) -> bool:
    """Whether the problem, or the row that has it, speaks of somebody private."""
    said = f"{problem.message} {problem.about}".casefold()
    return any(name in said for name in names)


def years_of(book: Book) -> tuple[str, ...]:
    """The years of what the log says was given, and what is public of it: known before any page or feed is."""
    publicity = Publicity(book.directory)
    years: set[str] = set()
    for row in book.rows:
        if row.direction == "given" and row.date and row.date[:4] not in years and not publicity.settled(row).private:
            years.add(row.date[:4])
    return tuple(sorted(years, reverse=True))
