"""The bytes of a log or peers file -> peers and interactions, typed, with a problem for all that is not right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import tzinfo

from msgspec import Struct

from mkdocs_reciprocity import url as urls
from mkdocs_reciprocity import when
from mkdocs_reciprocity.model import ASK, SOURCES, Answer, Direction, Interaction, Kind, Log, Peer, PeerId, Reach, Source
from mkdocs_reciprocity.problem import Parsed, Problem, Where, did_you_mean, quoted
from mkdocs_reciprocity.sources import rows
from mkdocs_reciprocity.sources.rows import FIELDS, Broken, Raw
from mkdocs_reciprocity.sources.yaml_nodes import Node
from mkdocs_reciprocity.url import Url
from mkdocs_reciprocity.when import When

PEER_FIELDS = ("name", "home", "feed", "also", "checkin", "tags", "private", "lang", "avatar", "note")

_SECTIONS = ("interactions", "peers")
_DIRECTIONS: dict[str, Direction] = {"gave": "given", "got": "received", "asked": "asked"}
_ANSWERS: dict[str, Answer] = {"granted": "granted", "declined": "declined"}
_CHECKIN = re.compile(r"(\d{1,5})\s*(day|week|month|year)?s?\Z", re.I)
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_LINE_BREAKS = str.maketrans({"\r": "\n", "\x85": " ", "\u2028": " ", "\u2029": " "})
_EMPTY = ("", "~")
_ANY_URL = re.compile(r"https?://[^\s,\]}\"'<>]+", re.I)


class Rules(Struct, frozen=True):
    """What a log is read by: the kinds by name, the zone of times without one, and the last day that is not the future."""

    kinds: Mapping[str, Kind]
    zone: tzinfo
    tomorrow: When


def parse(body: bytes, file: str, rules: Rules, *, private: bool = False) -> Parsed[Log]:
    """Reads one file. Nothing is raised: what cannot be read is a problem, and all the rest is there.

    Args:
        body: the file as it is on disk: UTF-8 or UTF-16, any line ends, with or without a byte order mark.
        file: its name for the problems.
        rules: see `Rules`.
        private: whether all that stands in this file is private.
    """
    text, problems = _decoded(body, file)
    reader = _Reader(file, rules, problems, private=private)
    for section in rows.sections(text):
        reader.section(section)
    return Parsed(Log(tuple(reader.peers), tuple(reader.interactions)), tuple(reader.problems))


def _decoded(body: bytes, file: str) -> tuple[str, list[Problem]]:
    problems = []
    encoding = "utf-16" if body[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        problems.append(Problem(Where(file, line), "this is not UTF-8; save the file with that encoding"))
        text = body.decode(encoding, "replace")
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if any(mark in text for mark in "\r\x85\u2028\u2029"):
        text = text.translate(_LINE_BREAKS)
    return text, problems


class _Reader:
    """Gathers what one file holds."""

    def __init__(self, file: str, rules: Rules, problems: list[Problem], *, private: bool) -> None:
        self.file = file
        self.rules = rules
        self.private = private
        self.problems = problems
        self.peers: list[Peer] = []
        self.interactions: list[Interaction] = []
        self.sections_seen: set[str] = set()

    def problem(self, line: int, message: str, *, private: bool) -> None:
        self.problems.append(Problem(Where(self.file, line), message, private=private or self.private))

    def section(self, section: rows.Section) -> None:
        if section.name in self.sections_seen and section.name in _SECTIONS:
            message = f"`{section.name}:` stands here a second time; put its entries below the first one"
            self.problem(section.line, message, private=False)
        self.sections_seen.add(section.name)
        if section.name == "peers":
            for name, entry in rows.entries(section):
                self.peer(name, entry)
        elif section.name == "interactions":
            for row in rows.rows(section):
                self.row(row)
        elif section.name:
            message = f"unknown key {quoted(section.name)}{did_you_mean(section.name, _SECTIONS)}"
            self.problem(section.line, message + _WHERE_TO_PUT, private=False)
        else:
            self.headless(section)

    def headless(self, section: rows.Section) -> None:
        """What stands before the first key: comments, or rows that lack their key."""
        for number, line in enumerate(section.text.split("\n"), section.line):
            bare = line.strip()
            if bare and bare[0] not in "#%" and bare != "---":
                message = "a log begins with `peers:` or `interactions:`; put that line before the first entry"
                self.problem(number, message, private=False)
                break
        else:
            return
        for row in rows.rows(rows.Section("interactions", "\n" + section.text, section.line - 1)):
            self.row(row)

    def broken(self, broken: Broken) -> None:
        for fault in broken.faults:
            self.problem(fault.line, fault.message, private="private" in broken.text)

    # --- peers

    def peer(self, name: str, entry: Raw | Broken) -> None:
        if isinstance(entry, Broken):
            self.broken(entry)
            # Its addresses stay private too, as far as they can be seen in the text.
            found = tuple(url for text in _ANY_URL.findall(entry.text) if (url := urls.parse(text)))
            where = Where(self.file, entry.line)
            self.peers.append(Peer(id=PeerId(name), name=name, also=found, private=True, where=where))
            return
        fields = _PeerFields(self, name, entry)
        self.peers.append(fields.peer())

    # --- interactions

    def row(self, row: Raw | Broken) -> None:
        if isinstance(row, Broken):
            self.broken(row)
            return
        found = _Row(self, row)
        interaction = found.interaction()
        if found.faults:
            hidden = found.is_private(interaction)
            for field, message in found.faults:
                self.problem(row.line_of(field), message, private=hidden)
        if interaction is not None:
            self.interactions.append(interaction)


_WHERE_TO_PUT = "; a log has `peers:` and `interactions:`, and what belongs to a row is indented below it"


class _PeerFields:
    """One peer, field by field. A peer with a problem is kept, and private until it is mended."""

    def __init__(self, reader: _Reader, name: str, entry: Raw) -> None:
        self.reader = reader
        self.name = name
        self.entry = entry
        self.hidden = reader.private or _is_private(entry.fields.get("private")) is True
        self.sound = True

    def fault(self, field: str, message: str) -> None:
        self.sound = False
        self.reader.problem(self.entry.line_of(field), f"peer {quoted(self.name)}: {message}", private=self.hidden)

    def peer(self) -> Peer:
        for field in self.entry.fields:
            if field not in PEER_FIELDS:
                self.fault(field, f"unknown key {quoted(field)}{did_you_mean(field, PEER_FIELDS)}")
        if not self.name.strip():
            self.fault("", "a peer needs an id before the colon")
        said = self.entry.fields.get("private")
        if _is_private(said) is None:
            self.fault("private", f"`private` is {quoted(_text(said))}; write `true` or `false` (read as `true` till then)")
        home = self.address("home")
        known = {
            "home": home,
            "also": tuple(url for text in self.texts("also") if (url := self.url("also", text))),
            "feeds": self.texts("feed"),
            "checkin": self.checkin(),
            "tags": self.texts("tags"),
        }
        words = {field: self.word(field) for field in ("lang", "avatar", "note")}
        name = self.word("name") or self.name
        where = Where(self.reader.file, self.entry.line)
        private = self.hidden or not self.sound or _is_private(said) is None
        return Peer(id=PeerId(self.name), name=name, private=private, where=where, **known, **words)  # type: ignore[arg-type]

    def word(self, field: str) -> str:
        texts = self.texts(field)
        if len(texts) > 1:
            self.fault(field, f"`{field}` is one value, not a list")
        return texts[0] if texts else ""

    def texts(self, field: str) -> tuple[str, ...]:
        found = _texts(self.entry.fields.get(field))
        if found is None:
            self.fault(field, f"`{field}` is a word or a list of words: `[one, two]`")
        return found or ()

    def address(self, field: str) -> Url | None:
        text = self.word(field)
        return self.url(field, text) if text else None

    def url(self, field: str, text: str) -> Url | None:
        url = urls.parse(text)
        if url is None or urls.has_user_info(url):
            self.fault(field, f"`{field}`: {_no_url(text)}")
        return url

    def checkin(self) -> int | None:
        text = self.word("checkin")
        match = _CHECKIN.match(text)
        if text and not match:
            self.fault("checkin", f"`checkin` is {quoted(text)}; write it as `60 days`, `8 weeks` or `3 months`")
        return int(match[1]) * _DAYS[(match[2] or "day").lower()] if match else None


class _Row:
    """One row, field by field. All that is wrong with it is found; anything wrong but ``private`` costs the row."""

    __slots__ = ("costly", "faults", "fields", "reader", "row")

    def __init__(self, reader: _Reader, row: Raw) -> None:
        self.reader = reader
        self.row = row
        self.fields = row.fields
        self.faults: list[tuple[str, str]] = []
        self.costly = False

    def fault(self, field: str, message: str) -> None:
        self.faults.append((field, message))
        self.costly = True

    def interaction(self) -> Interaction | None:
        for field in self.fields:
            if field not in _KNOWN:
                self.fault(field, f"unknown key {quoted(field)}{did_you_mean(field, FIELDS)}")
        direction, kind, reach = self.deed()
        date = self.date()
        url = self.url()
        peer = self.word("peer")
        if not peer and url is None and "url" not in self.fields:
            self.fault("", "a row needs a `peer` or a `url`")
        said = self.said_private()
        tags = self.texts("tags") if "tags" in self.fields else ()
        source, evidence, answer = self.seen(direction, kind)
        title, via, note = self.word("title"), self.word("via"), self.word("note")
        if self.costly:
            return None
        reader = self.reader
        return Interaction(
            date=date, direction=direction, kind=kind, reach=reach, peer=PeerId(peer) if peer else None, url=url,
            title=title, via=via, note=note, tags=tags, said_private=True if reader.private else said, source=source,
            evidence=evidence, answer=answer, where=Where(reader.file, self.row.line),
        )  # fmt: skip

    def is_private(self, interaction: Interaction | None) -> bool:
        """Whether a build must not quote this row: it says so, or only spreading is public without being told."""
        if _is_private(self.fields.get("private", "false")) is not False:
            return True
        kind = self.reader.rules.kinds.get(_text(self.fields.get("gave", self.fields.get("got"))))
        return interaction is not None or (kind is not None and kind.reach != "spread") or "asked" in self.fields

    def deed(self) -> tuple[Direction, str, Reach]:
        said = [field for field in _DIRECTIONS if field in self.fields]
        if len(said) != 1:
            both = " and ".join(f"`{field}`" for field in said)
            self.fault(said[1] if said else "", f"a row has exactly one of `gave`, `got` and `asked`; this has {both or 'none'}")
            return "given", "", "nod"
        field = said[0]
        direction = _DIRECTIONS[field]
        name = self.word(field)
        kind = self.reader.rules.kinds.get(name)
        if name == ASK.name and field == "gave":
            self.fault(field, "`gave: ask` gives nothing; write what you asked for, as in `asked: testimonial`")
        elif name == ASK.name and field == "got":
            kind = ASK
        elif kind is None:
            self.fault(field, f"unknown kind {quoted(name)}{did_you_mean(name, self.reader.rules.kinds)}")
        return direction, name, "ask" if direction == "asked" or kind is None else kind.reach

    def date(self) -> When | None:
        text = self.word("date")
        if text == "unknown":
            return None
        if not text:
            self.fault("date", "a row needs a `date`: `2026-11-02`, `2026-11`, `2026` or `unknown`")
            return None
        date = when.parse(text, self.reader.rules.zone)
        if date is None:
            message = f"{quoted(text)} is no date; write `2026-11-02`, `2026-11`, `2026` or `unknown`"
            self.fault("date", message)
        elif date > self.reader.rules.tomorrow and when.first_day(date) > self.reader.rules.tomorrow:
            self.fault("date", f"{quoted(text)} lies in the future; log it when it has happened")
        return date

    def url(self) -> Url | None:
        text = self.word("url")
        if not text:
            return None
        url = urls.parse(text)
        if url is None:
            self.fault("url", _no_url(text))
        return url

    def said_private(self) -> bool | None:
        if "private" not in self.fields:
            return None
        said = _is_private(self.fields["private"])
        if said is None:
            shown = quoted(_text(self.fields["private"]))
            self.faults.append(("private", f"`private` is {shown}; write `true` or `false` (read as `true` till then)"))
        return said is not False

    def seen(self, direction: Direction, kind: str) -> tuple[Source, tuple[Url, ...], Answer]:
        if not _RARE & self.fields.keys():
            return "log", (), ""
        source = self.word("source") or "log"
        if source not in SOURCES:
            self.fault("source", f"unknown source {quoted(source)}{did_you_mean(source, SOURCES)}")
        evidence = []
        for text in self.texts("evidence"):
            url = urls.parse(text)
            if url is None:
                self.fault("evidence", _no_url(text))
            else:
                evidence.append(url)
        answer = self.word("answer")
        if answer and answer not in _ANSWERS:
            self.fault("answer", f"`answer` is {quoted(answer)}; write `granted` or `declined`")
        elif answer and not (direction == "asked" or kind == ASK.name):
            self.fault("answer", "only what was asked has an `answer`: a row with `asked:` or `got: ask`")
        return _BY_NAME.get(source, "log"), tuple(sorted(set(evidence))), _ANSWERS.get(answer, "")

    def word(self, field: str) -> str:
        value = self.fields.get(field)
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        if isinstance(value.value, str):
            return "" if value.value in _EMPTY else value.value
        self.fault(field, f"`{field}` is one value, not a list or a mapping")
        return ""

    def texts(self, field: str) -> tuple[str, ...]:
        found = _texts(self.fields.get(field))
        if found is None:
            self.fault(field, f"`{field}` is a word or a list of words: `[one, two]`")
        return found or ()


_KNOWN = frozenset(FIELDS)
_RARE = frozenset({"source", "evidence", "answer"})
_BY_NAME = {source: source for source in SOURCES}


def _texts(value: str | Node | None) -> tuple[str, ...] | None:
    """One word or a list of words as a tuple; None when it is neither."""
    if value is None or isinstance(value, str):
        return (value,) if value else ()
    if isinstance(value.value, str):
        return () if value.value in _EMPTY else (value.value,)
    if isinstance(value.value, dict):
        return None
    words = [item.value for item in value.value if isinstance(item.value, str)]
    return tuple(words) if len(words) == len(value.value) else None


def _text(value: str | Node | None) -> str:
    if isinstance(value, Node):
        value = value.value if isinstance(value.value, str) else "…"
    return value or ""


def _is_private(value: str | Node | None) -> bool | None:
    """True or False as written (False where nothing is); None for anything else."""
    return {"true": True, "false": False}.get(_text(value)) if value is not None else False


def _no_url(text: str) -> str:
    url = urls.parse(text)
    if url is not None:
        return f"{quoted(text)} names a user before the host; leave out what stands before the `@`"
    fixed = urls.parse(f"https://{text}") if "." in text.split("/")[0] and ":" not in text else None
    hint = f"; did you mean {quoted(fixed)}?" if fixed else "; an address begins with `https://`"
    return f"{quoted(text)} is no URL{hint}"
