"""What the author tells of an interaction -> the row that the log gets, and with it a new peer if there is one.

Nothing is written here: this decides, `logfile` acts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.editing import log as log_edit
from mkdocs_reciprocity.core.editing.log import Placed
from mkdocs_reciprocity.core.ledger.identity import SELF, Directory, joined, resolve
from mkdocs_reciprocity.core.ledger.meant import did_you_mean, meant
from mkdocs_reciprocity.core.ledger.publicity import Publicity
from mkdocs_reciprocity.core.log import word_advice
from mkdocs_reciprocity.core.log.peer import peer_of
from mkdocs_reciprocity.core.log.row import Rules, interaction_of
from mkdocs_reciprocity.core.log_keys import FIELDS
from mkdocs_reciprocity.core.model import ASK, FeedEntry, Interaction, Log, Peer, PeerId
from mkdocs_reciprocity.core.naming import home_of, peer_id
from mkdocs_reciprocity.core.problem import Parsed, Problem, Where, quoted
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.yaml.quoting import Value

Word = Literal["gave", "got", "asked"]

WORDS: tuple[Word, ...] = ("gave", "got", "asked")
"""The keys that give a row its direction."""


class Told(Struct, frozen=True, kw_only=True):
    """What the author says, as text; what is empty (or None) is not said.

    ``peer`` is an id. ``name`` and ``home`` are those of a peer who is to be listed.
    """

    word: Word = "gave"
    kind: str = ""
    url: str = ""
    date: str = "today"
    peer: str = ""
    name: str = ""
    home: str = ""
    title: str = ""
    by: str = ""
    via: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    private: bool | None = None
    answer: str = ""
    evidence: tuple[str, ...] = ()


class Known(Struct, frozen=True):
    """What it is decided by: who is who, what peers have written (as `forward.posts` gives it), the log's rules."""

    people: Directory
    posts: Mapping[PeerId, Sequence[FeedEntry]]
    rules: Rules
    today: When


class Entry(Struct, frozen=True):
    """What is to be written: the fields of a row, and the id and the fields of a new peer.

    ``row`` is how it will be read, with its peer (a stranger under the host's name); ``people`` are all, the new one
    too.
    """

    fields: Mapping[str, Value]
    row: Interaction
    people: Directory
    peer: str = ""
    peer_fields: Mapping[str, Value] = {}


class _Who(Struct, frozen=True):
    """All people, the id of the one it is about (empty for a stranger), and the fields of a new one."""

    people: Directory
    id: str = ""
    fields: Mapping[str, Value] = {}


Faults = list[tuple[str, str]]
"""What is wrong, by field."""

_OPTIONS = {"": "add", "name": "--peer-name", "tags": "--tag", "url": "URL", **dict.fromkeys(("kind", *WORDS), "KIND")}


def entry(told: Told, known: Known) -> Parsed[Entry | None]:
    """What is to be written, or a problem for each thing that is wrong, under the name of its option.

    A peer who is not named follows from the URL, of what was received also from the evidence; a title that is not given
    is the one that the peer's feed gives, for a feed forgets what the log should not.
    """
    if not told.kind.strip():
        message = (
            "what was done is missing: `share`, `comment`, `thank`, …; `mkdocs-reciprocity add --help` has examples"
        )
        return Parsed(None, (Problem(Where(option_of("kind")), message),))
    who, faults = _peer(told, known)
    fields = _fields(told, known, who)
    row, wrong = interaction_of(log_edit.as_read(fields, "add"), known.rules, "add")
    faults = [*faults, *((field, _in_options(message, field, told, known.rules)) for field, message in wrong)]
    if row is not None and not faults:
        faults = _to_oneself(row, who.people)
    if row is None or faults:
        return Parsed(None, tuple(Problem(Where(option_of(field)), message) for field, message in faults))
    new = who.id if who.fields else ""
    return Parsed(Entry(fields, _resolved(row, who.people), who.people, new, who.fields))


def placed(body: bytes, file: str, entry: Entry, rules: Rules, *, private: bool = False) -> Placed:
    """The log with the entry: the peer if there is a new one, and the row unless one that says it is there.

    Args:
        body: the file as it is on disk.
        file: its name for the problems.
        entry: what is to be written.
        rules: see `Rules`.
        private: whether all rows of this file are.

    Raises:
        NotWritten: see `log_edit`.
    """
    if entry.peer:
        body = log_edit.with_peers(body, file, [(entry.peer, entry.peer_fields)])
    return log_edit.with_row(body, file, entry.fields, rules, lambda row: stands(row, entry), private=private)


def stands(row: Interaction, entry: Entry) -> bool:
    """Whether a row of the log says all that the entry says; a title may be missing there, it says nothing new."""
    row, new = _resolved(row, entry.people), entry.row
    if _about(row) != _about(new):
        return False
    if new.said_private is not None and new.said_private != row.said_private:
        return False
    said = {*row.tags, *map(urls.key, row.evidence)}
    return (
        new.note in {"", row.note}
        and new.by in {"", row.by}
        and new.answer in {"", row.answer}
        and said >= {*new.tags, *map(urls.key, new.evidence)}
    )


def shows(row: Interaction, entry: Entry) -> bool:
    """Whether a row of the log publishes what the entry is about; it does so still where the entry is private."""
    row = _resolved(row, entry.people)
    return _about(row) == _about(entry.row) and not Publicity(entry.people).settled(row).private


def _about(row: Interaction) -> tuple[object, ...]:
    return (row.date, row.peer, row.direction, row.kind, row.url and urls.key(row.url), row.via)


def _resolved(row: Interaction, people: Directory) -> Interaction:
    return next(iter(resolve(Log((), (row,)), people).records), row)


def is_about_a_stranger(told: Told, known: Known) -> bool:
    """Whether nobody who is listed is meant, and nobody is about to be: whoever can be asked may be asked who it is."""
    if told.name or told.home or (told.url and urls.parse(told.url) is None):
        return False
    if told.peer:
        return PeerId(told.peer) not in known.people.peers and not meant(told.peer, known.people)
    return _owner(told, known.people) is None


# --- the row


def _fields(told: Told, known: Known, who: _Who) -> dict[str, Value]:
    """The row's fields, in the order of the documentation."""
    kind = told.kind if told.kind in known.rules.kinds else told.kind.strip().lower()
    url = urls.parse(told.url)
    said: dict[str, Value] = {
        "date": date_of(told.date, known),
        told.word: kind,
        "peer": who.id,
        "url": told.url.strip(),
        "title": told.title or (title_of(url, who.id, known.posts, who.people) if url else ""),
        "by": told.by,
        "via": told.via,
        "note": told.note,
        "tags": told.tags,
        "private": "" if told.private is None else "true" if told.private else "false",
        "evidence": tuple(text.strip() for text in told.evidence),
        "answer": told.answer,
    }
    return {name: said[name] for name in (*FIELDS[:1], told.word, *FIELDS[4:]) if said.get(name)}


def date_of(text: str, known: Known) -> str:
    """Words as a day (see `when.from_words`), a time as its day; all else as it is."""
    if text.strip().lower() == "unknown":
        return "unknown"
    return dates.from_words(text, known.today) or dates.parse(text.strip(), known.rules.zone) or text


def title_of(url: Url, peer: str, posts: Mapping[PeerId, Sequence[FeedEntry]], people: Directory) -> str:
    """The title that the feed of the post's owner gives it, or nothing.

    A private peer's feed names only what is said to be theirs.
    """
    owner = people.owner(url)
    if owner is None or (people.is_private(owner) and owner != peer):
        return ""
    key = urls.key(url)
    return next((post.title for post in posts.get(owner, ()) if post.url and urls.key(post.url) == key), "")


def option_of(field: str) -> str:
    """How the command line calls a field of `Told` or of a row."""
    return _OPTIONS.get(field, f"--{field}")


def _in_options(message: str, field: str, told: Told, rules: Rules) -> str:
    """The sentence about a row, where the command line would say it otherwise."""
    if told.kind.strip().lower() == ASK.name and field in {"gave", "asked"}:
        return (
            "to ask gives nothing; say what you asked for, as in `add --asked testimonial --peer ID`, "
            "or `add ask --got` where you were asked"
        )
    if field == told.word and message.endswith(word_advice.WHERE):
        said = message.removesuffix(word_advice.WHERE)
        return said if said.endswith("?") else f"{said} there are {', '.join(rules.kinds)}"
    if field == "date":
        message = message.replace("; write ", "; write `yesterday`, `3 days ago`, ")
    if not field:
        return "what was it about, or whom? Give a URL, or `--peer ID`"
    return message.removeprefix(f"`{field}`: ")


def _to_oneself(row: Interaction, people: Directory) -> Faults:
    if row.peer is not None or row.url is None or row.direction != "given" or not people.is_own(row.url):
        return []
    return [("url", "this is your own site, and a gift goes to somebody else; `--peer ID` says to whom")]


# --- the peer


def _peer(told: Told, known: Known) -> tuple[_Who, Faults]:
    people = known.people
    if told.name or told.home:
        return _new_peer(told, people)
    if told.peer and PeerId(told.peer) not in people.peers:
        hint = did_you_mean(told.peer, people, "`--peer-name` and `--home` list them")
        return _Who(people, told.peer), [("peer", f"unknown peer {quoted(told.peer)}{hint}")]
    return _Who(people, told.peer or _owner(told, people) or ""), []


def _owner(told: Told, people: Directory) -> PeerId | None:
    """The peer whose address was given first; the evidence tells of what was received only."""
    given = (told.url, *(told.evidence if told.word == "got" else ()))
    owners = (people.owner(url) for text in given if (url := urls.parse(text)))
    return next(filter(None, owners), None)


def _same(told: Told, home: str, people: Directory) -> PeerId | None:
    """The peer who has just this name, and is at home there: then the command was given before."""
    return next((id_ for id_, peer in people.peers.items() if told.name and _is_just(peer, told, home)), None)


def _is_just(peer: Peer, told: Told, home: str) -> bool:
    """Whether nothing that is told of a peer differs."""
    url = urls.parse(home)
    at_home = not home or (url and peer.home and urls.key(url) == urls.key(peer.home))
    return told.name.strip() in {"", peer.name} and bool(at_home)


def _new_peer(told: Told, people: Directory) -> tuple[_Who, Faults]:
    url = urls.parse(told.url)
    owner = None if told.peer else _owner(told, people)
    home = told.home.strip() or (home_of(url) if url and not people.is_own(url) else "")
    id_ = owner or told.peer or _same(told, home, people) or peer_id(told.name, home, people.peers)
    if PeerId(id_) in people.peers:
        if _is_just(people.peers[PeerId(id_)], told, told.home):
            return _Who(people, id_), []
        message = f"{quoted(id_)} is among your peers already; leave `--peer-name` and `--home` out"
        return _Who(people, id_), [("name" if told.name else "home", message)]
    fields: dict[str, Value] = {name: said for name, said in (("name", told.name.strip()), ("home", home)) if said}
    peer, faults = peer_of(id_, log_edit.as_read(fields, "add"), "", private=False)
    if peer.home and (claimant := people.claims.get(urls.key(peer.home))):
        whose = "this site's own address" if claimant == SELF else f"that of {quoted(claimant)}"
        faults.append(("home", f"{quoted(peer.home)} is {whose}; say where the new peer is at home"))
    elif peer.home and people.is_private(above := people.owner(peer.home)):
        message = f"{quoted(peer.home)} is below an address of {quoted(above or '')}, who is private"
        faults.append(("home", f"{message}; list somebody else there by hand"))
    faults = [(field, message.removeprefix(f"`{field}`: ")) for field, message in faults]
    return _Who(joined(people, peer), id_, fields), faults
