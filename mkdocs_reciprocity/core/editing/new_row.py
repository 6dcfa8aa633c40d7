"""What the author tells of an interaction -> the row to be written into the log, and a new peer if there is one.

`read` has the log's own reader read what was told, once; everything else is decided from the row that it makes. Nothing
is written here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.editing import log as log_edit
from mkdocs_reciprocity.core.editing.new_peer import Faults, Who, listed
from mkdocs_reciprocity.core.ledger.hidden_names import HiddenNames
from mkdocs_reciprocity.core.ledger.identity import Directory, resolve
from mkdocs_reciprocity.core.ledger.peer_advice import did_you_mean, meant
from mkdocs_reciprocity.core.log.contents import Log
from mkdocs_reciprocity.core.log.row import Rules, interaction_of
from mkdocs_reciprocity.core.log_keys import FIELDS
from mkdocs_reciprocity.core.model import ASK, Interaction, PeerId
from mkdocs_reciprocity.core.personal import is_secret
from mkdocs_reciprocity.core.problem import Parsed, Problem, Where, quoted
from mkdocs_reciprocity.core.standing.forward import Written
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.yaml.quoting import Value

Word = Literal["gave", "got", "asked"]

WORDS: tuple[Word, ...] = ("gave", "got", "asked")
"""The keys that give a row its direction."""


class Told(Struct, frozen=True, kw_only=True):
    """What the author said, as text. A field that is empty (or None) was not said. ``peer`` is an id. ``name`` and
    ``home`` are those of a new peer.
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
    """What is known when a row is made: who is who, what peers have written (as `forward.posts` gives it), the log's
    rules.
    """

    people: Directory
    posts: Mapping[PeerId, Written]
    rules: Rules
    today: When


class Draft(Struct, frozen=True):
    """What was told, as the log's reader understands it: its fields, the row, and what is wrong, by field. ``row`` has
    a peer only if one was named. It is None if something is wrong.
    """

    told: Told
    fields: Mapping[str, Value]
    row: Interaction | None
    faults: Faults

    @property
    def url(self) -> Url | None:
        """The URL that it is about, if that is known."""
        return self.row.url if self.row else None


class Entry(Struct, frozen=True):
    """What is to be written: the fields of a row, and the id and the fields of a new peer. ``row`` is the row as it
    will be read, with its peer (for a stranger, the host). ``people`` are all peers, the new one included.
    """

    fields: Mapping[str, Value]
    row: Interaction
    people: Directory
    peer: str = ""
    peer_fields: Mapping[str, Value] = {}

    def is_secret(self) -> bool:
        """Whether it has an address that gives access to whoever knows it."""
        home = self.people.peers[PeerId(self.peer)].home if self.peer else None
        via = self.row.via and (urls.parse(self.row.via) or urls.parse(f"https://{self.row.via}"))
        return any(is_secret(url) for url in (self.row.url, *self.row.evidence, home, via or None) if url)

    def concerns_somebody_private(self) -> bool:
        """Whether it is about a private peer, names one, or has one's address."""
        people, row = self.people, self.row
        said = {text: people.meant_by(text) for text in (row.via, row.by) if text}
        if any(people.hiding(url) for url in (row.url, *row.evidence) if url):
            return True
        if any(map(people.is_private, (row.peer, *said.values()))):
            return True
        hidden = HiddenNames(people.peers.values())
        return any(hidden.are_in(text) for text, peer in said.items() if peer is None)


_OPTIONS = {"": "add", "name": "--peer-name", "tags": "--tag", "url": "URL", **dict.fromkeys(("kind", *WORDS), "KIND")}
_NEW = "\0new"  # stands for a peer whose id is not known yet


def option_of(field: str) -> str:
    """How the command line calls a field of `Told` or of a row."""
    return _OPTIONS.get(field, f"--{field}")


def read(told: Told, known: Known) -> Draft:
    """What was told, read as the log will read it.

    Raises:
        NotWritten: it holds half a character, which no file can hold.
    """
    said: dict[str, Value] = {
        "date": date_of(told.date, known),
        told.word: told.kind if told.kind in known.rules.kinds else told.kind.strip().lower(),
        "peer": told.peer or (_NEW if told.name or told.home else ""),
        "url": told.url.strip(),
        "title": told.title,
        "by": told.by,
        "via": told.via,
        "note": told.note,
        "tags": told.tags,
        "private": "" if told.private is None else "true" if told.private else "false",
        "evidence": tuple(text.strip() for text in told.evidence),
        "answer": told.answer,
    }
    raw = log_edit.as_read({name: text for name, text in said.items() if text}, "add")
    row, faults = interaction_of(raw, known.rules, "add")
    if row is not None and row.peer == _NEW:
        row = replace(row, peer=None)
    return Draft(told, said, row, [(field, _in_options(message, field, told)) for field, message in faults])


def entry(draft: Draft, known: Known) -> Parsed[Entry | None]:
    """What is to be written, or a problem for each thing that is wrong, under the name of its option.

    If no peer is named, the URL says who it is; in a received row, the evidence may say it too. If no title is given,
    it is taken from the peer's feed, because feeds forget and the log should not.
    """
    told, row = draft.told, draft.row
    if not told.kind.strip():
        message = (
            "what was done is missing: `share`, `comment`, `thank`, …; `mkdocs-reciprocity add --help` has examples"
        )
        return Parsed(None, (Problem(Where(option_of("kind")), message),))
    who, faults = _who(draft, known.people)
    faults = [*faults, *draft.faults]
    if row is not None and not faults:
        row = replace(row, peer=PeerId(who.id) if who.id else None)
        faults = _to_oneself(row, who.people)
    if row is None or faults:
        return Parsed(None, tuple(Problem(Where(option_of(field)), message) for field, message in faults))
    title = told.title or (title_of(row.url, who.id, known.posts, who.people) if row.url else "")
    said = {**draft.fields, "peer": who.id, "title": title}
    fields = {name: said[name] for name in FIELDS if said.get(name)}
    return Parsed(Entry(fields, settled(replace(row, title=title), who.people), who.people, who.new, who.fields))


def settled(row: Interaction, people: Directory) -> Interaction:
    """The row as the ledger has it, with its peer."""
    return next(iter(resolve(Log((), (row,)), people).records), row)


def is_about_a_stranger(draft: Draft, known: Known) -> bool:
    """Whether it is about somebody who is not listed and not about to be. Then an author at a terminal may be asked who
    it is.
    """
    told = draft.told
    if told.name or told.home or draft.row is None:
        return False
    if told.peer:
        return PeerId(told.peer) not in known.people.peers and not meant(told.peer, known.people)
    return _owner(draft, known.people) is None


def date_of(text: str, known: Known) -> str:
    """A day in words as a date (see `dates.from_words`), a time as its day, and all other text as it is."""
    if text.strip().lower() == "unknown":
        return "unknown"
    return dates.from_words(text, known.today) or dates.parse(text.strip(), known.rules.zone) or text


def dated(told: Told, sent: str, known: Known) -> Told:
    """What was told on another day, ``sent``: its own words for a day, such as `yesterday`, count from that one."""
    day = date_of(sent, known)
    if told.date == sent or not (len(day) == 10 and dates.is_one(day)):
        return told
    return replace(told, date=date_of(told.date, replace(known, today=When(day))))


def title_of(url: Url, peer: str, posts: Mapping[PeerId, Written], people: Directory) -> str:
    """The title of the post in its owner's feed, or an empty string. The feed of a private peer is used only if that
    peer was named.
    """
    key = urls.key(url)
    owner = people.owner(url, key)
    if owner is None or (people.is_private(owner) and owner != peer):
        return ""
    post = posts.get(owner, {}).get(key)
    return post.title if post else ""


def _who(draft: Draft, people: Directory) -> tuple[Who, Faults]:
    told = draft.told
    if told.name or told.home:
        owner = "" if told.peer else _owner(draft, people)
        about = draft.url if draft.url and not people.is_own(draft.url) else None
        return listed(owner or told.peer, told.name.strip(), told.home.strip(), about, people)
    if told.peer and PeerId(told.peer) not in people.peers:
        hint = did_you_mean(told.peer, people, "`--peer-name` and `--home` list them")
        return Who(people, told.peer), [("peer", f"unknown peer {quoted(told.peer)}{hint}")]
    return Who(people, told.peer or _owner(draft, people) or ""), []


def _owner(draft: Draft, people: Directory) -> PeerId | None:
    """The peer to whom the first address belongs. Evidence is looked at only in received rows."""
    row = draft.row
    if row is None:
        return None
    given = {text.strip(): place for place, text in enumerate(draft.told.evidence)}
    seen = sorted(row.evidence, key=lambda url: given.get(url, 0)) if row.direction == "received" else ()
    return next(filter(None, (people.owner(url) for url in (row.url, *seen) if url)), None)


def _in_options(message: str, field: str, told: Told) -> str:
    """The sentence about a row, put differently where that suits the command line better."""
    if told.kind.strip().lower() == ASK.name and field in {"gave", "asked"}:
        return (
            "asking is no gift; say what you asked for, as in `add --asked testimonial --peer ID`, "
            "or `add ask --got` where you were asked"
        )
    if field == "date":
        message = message.replace("; write ", "; write `yesterday`, `3 days ago`, ")
    if not field:
        return "what was it about, or whom? Give a URL, or `--peer ID`"
    return message.removeprefix(f"`{field}`: ")


def _to_oneself(row: Interaction, people: Directory) -> Faults:
    if row.peer is not None or row.url is None or row.direction != "given" or not people.is_own(row.url):
        return []
    return [("url", "this is your own site, and a gift goes to somebody else; `--peer ID` says to whom")]
