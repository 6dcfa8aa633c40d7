"""The bytes of a log or peers file -> peers and interactions, typed, with a problem for all that is not right."""

from __future__ import annotations

from mkdocs_reciprocity.model import Interaction, Log, Peer
from mkdocs_reciprocity.problem import Parsed, Problem, Where, did_you_mean, quoted
from mkdocs_reciprocity.sources import rows
from mkdocs_reciprocity.sources.fields import text_of
from mkdocs_reciprocity.sources.log_peer import broken_peer, peer_of
from mkdocs_reciprocity.sources.log_row import Row, Rules
from mkdocs_reciprocity.sources.rows import Broken, Raw

__all__ = ["Rules", "parse"]

_WHERE_TO_PUT = "; a log has `peers:` and `interactions:`, and what belongs to a row is indented below it"
_SECTIONS = ("interactions", "peers")
_LINE_BREAKS = str.maketrans({"\r": "\n", "\x85": " ", "\u2028": " ", "\u2029": " "})


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

    def peer(self, name: str, entry: Raw | Broken) -> None:
        if isinstance(entry, Broken):
            self.broken(entry)
            self.peers.append(broken_peer(name, entry, self.file))
            return
        peer, faults = peer_of(name, entry, self.file, private=self.private)
        hidden = text_of(entry.fields.get("private", "false")) != "false"
        for field, message in faults:
            self.problem(entry.line_of(field), f"peer {quoted(name)}: {message}", private=hidden)
        self.peers.append(peer)

    def row(self, raw: Raw | Broken) -> None:
        if isinstance(raw, Broken):
            self.broken(raw)
            return
        row = Row(raw, self.rules)
        interaction = row.interaction(self.file, private=self.private)
        for field, message in row.faults:
            self.problem(raw.line_of(field), message, private=row.is_private(interaction))
        if interaction is not None:
            self.interactions.append(interaction)
